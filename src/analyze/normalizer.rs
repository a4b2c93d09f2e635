//! A word to its normal form: the stem of a content word, or the stop word as it is.

use std::cell::RefCell;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::stem::Stemmer;
use super::stop_words::StopWords;
use super::{fold, stem, stop_words};
use crate::model::{Language, TermId};

/// Characters of a word that stand in for its stem where the language has no stemmer.
const PREFIX: usize = 6;
/// Words of a language of which a thread remembers the stems from one corpus to the next.
const MOST_REMEMBERED: usize = 1 << 16;

thread_local! {
    /// What this thread has learnt of each language: articles share most of their words, and
    /// stemming one takes longer than all else that is done with it.
    static LEARNT: RefCell<FxHashMap<Option<Language>, Learnt>> = RefCell::default();
}

/// A stem or stop word, and what it counts as.
pub(super) type Key = (Arc<str>, Class);

/// The words of one language that were brought into their normal form before.
#[derive(Default)]
struct Learnt {
    /// The place in `forms` of each word as written.
    places: FxHashMap<Box<str>, u32>,
    /// The same of each key.
    by_key: FxHashMap<Key, u32>,
    forms: Vec<Form>,
    /// How many corpora have been read.
    n_corpora: u32,
}

/// A stem or stop word.
struct Form {
    key: Key,
    /// The last corpus that holds it, counted from 1, and its term there.
    term: (u32, TermId),
}

/// Finds the terms of the words of one language in one corpus.
pub(super) struct Analyzer {
    pub(super) normalizer: Normalizer,
    learnt: Learnt,
}

impl Analyzer {
    /// With what this thread has learnt of `language`.
    pub(super) fn new(language: Option<Language>) -> Self {
        let learnt = LEARNT.with_borrow_mut(|learnt| learnt.remove(&language));
        let mut learnt = learnt.unwrap_or_default();
        learnt.n_corpora += 1;
        Self { normalizer: Normalizer::new(language), learnt }
    }

    /// The term of the word `surface`; `add` makes one of a key that the corpus did not hold yet.
    pub(super) fn term(&mut self, surface: &str, add: impl FnOnce(&Key) -> TermId) -> TermId {
        let place = match self.learnt.places.get(surface) {
            Some(&place) => place,
            None => self.learn(surface),
        };
        let form = &mut self.learnt.forms[place as usize];
        if form.term.0 != self.learnt.n_corpora {
            form.term = (self.learnt.n_corpora, add(&form.key));
        }
        form.term.1
    }

    fn learn(&mut self, surface: &str) -> u32 {
        let Learnt { places, by_key, forms, .. } = &mut self.learnt;
        let key = self.normalizer.key(&fold::word(surface));
        let next = u32::try_from(forms.len()).unwrap_or(u32::MAX);
        let place = *by_key.entry(key.clone()).or_insert(next);
        if place == next {
            forms.push(Form { key, term: (0, TermId::at(0)) });
        }
        places.insert(surface.into(), place);
        place
    }

    /// Keeps for the next corpus what was learnt, unless it is too much.
    pub(super) fn remember(self) {
        if self.learnt.places.len() <= MOST_REMEMBERED && self.learnt.n_corpora < u32::MAX {
            LEARNT.with_borrow_mut(|learnt| learnt.insert(self.normalizer.language, self.learnt));
        }
    }
}

/// What one language needs to bring a word into its normal form.
pub struct Normalizer {
    pub(super) language: Option<Language>,
    stemmer: Option<Stemmer>,
    stop_words: &'static StopWords,
}

impl Normalizer {
    /// That of `language`.
    pub fn new(language: Option<Language>) -> Self {
        let stemmer = stem::stemmer(language);
        Self { language, stemmer, stop_words: stop_words::of(language) }
    }

    /// The stem of `word` or, if that is a stop word, the word itself as folded; and whether it is
    /// a content word ([`super::Terms::is_content`]).
    pub fn stem(&self, word: &str) -> (String, bool) {
        let (name, class) = self.key(&fold::word(word));
        (name.as_ref().to_owned(), class == Class::Content)
    }

    /// The key of a word that [`fold::word`] gave.
    pub(super) fn key(&self, folded: &str) -> Key {
        if self.stop_words.contains(folded) {
            return (folded.into(), Class::Stop);
        }
        let word = fold::american(folded.into(), self.language);
        let stem = self.stemmer.as_ref().map(|stemmer| stemmer.stem(&word).into_owned());
        let stem = fold::accents(&stem.unwrap_or_else(|| word.chars().take(PREFIX).collect()));
        let says = stem.chars().nth(1).is_some()
            || stem.chars().any(|c| c.is_numeric() || is_ideograph(c));
        (stem.into(), if says { Class::Content } else { Class::Stop })
    }
}

/// A single Chinese or Japanese character can be a whole word.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Class {
    Content,
    Stop,
}
