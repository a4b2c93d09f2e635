//! Every word of the corpus as a dense term id, with what the later stages ask of a term.

use std::cell::RefCell;
use std::sync::Arc;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::stem::Stemmer;
use super::stop_words::StopWords;
use super::{common, fold, stem, stop_words};
use crate::model::{Corpus, Language, Sentence, SentenceId, TermId};

/// Characters of a word that stand in for its stem where the language has no stemmer.
const PREFIX: usize = 6;
/// Words of a language that a thread remembers the stems of.
const MOST_REMEMBERED: usize = 1 << 16;

thread_local! {
    /// What [`Normalizer::key`] gave for the words that this thread has seen: articles share most
    /// of their words, and stemming one takes longer than all else that is done with it.
    static KEYS: RefCell<FxHashMap<Option<Language>, Keys>> = RefCell::default();
}

/// The keys of words of one language.
type Keys = FxHashMap<Box<str>, Key>;

/// The terms of a corpus: stems of content words, and stop words as they are.
#[derive(Debug, Default)]
pub struct Terms {
    /// The stem or stop word, by [`TermId`].
    names: Vec<Arc<str>>,
    /// Whether a term is a content word, by [`TermId`].
    content: Vec<bool>,
    /// The term of each word of `Corpus::words`.
    tokens: Vec<TermId>,
    /// The terms of each document's title.
    titles: Vec<Vec<TermId>>,
    /// The term of each stem or stop word, by its language and what it counts as: languages share
    /// no stems.
    ids: FxHashMap<(Option<Language>, Class), FxHashMap<Arc<str>, TermId>>,
    /// The term that stands for each, by [`TermId`]; empty where there is one language.
    united: Vec<TermId>,
    /// Whether words of several languages are the term, by [`TermId`]; empty likewise.
    common: Vec<bool>,
}

/// A stem or stop word, and what it counts as.
type Key = (Arc<str>, Class);

impl Terms {
    /// How many distinct terms there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// There are none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The stem or stop word.
    pub fn name(&self, term: TermId) -> &str {
        &self.names[term.index()]
    }

    /// Is no stop word, and has at least two characters or a digit.
    pub fn is_content(&self, term: TermId) -> bool {
        self.content[term.index()]
    }

    /// Words of at least two languages are this term: names and numbers, for the most part.
    pub fn is_common(&self, term: TermId) -> bool {
        self.common.get(term.index()).copied().unwrap_or_default()
    }

    /// The terms of a sentence, one a word, in order.
    pub fn of(&self, sentence: &Sentence) -> &[TermId] {
        let first = sentence.first_word as usize;
        &self.tokens[first..first + sentence.words as usize]
    }

    /// The terms of the sentence `id`, one a word, in order.
    pub fn of_id(&self, corpus: &Corpus, id: SentenceId) -> &[TermId] {
        self.of(corpus.sentence(id))
    }

    /// The terms of the title of the document at `index`, one a word, in order.
    pub fn of_title(&self, index: usize) -> &[TermId] {
        self.titles.get(index).map_or(&[], Vec::as_slice)
    }

    /// Looks up words of `language` that need not stand in the corpus.
    pub fn lookup(&self, language: Option<Language>) -> Lookup<'_> {
        Lookup { terms: self, normalizer: Normalizer::new(language) }
    }

    fn intern(&mut self, language: Option<Language>, (name, class): Key) -> TermId {
        let next = TermId::at(self.names.len());
        let ids = self.ids.entry((language, class)).or_default();
        let id = *ids.entry(Arc::clone(&name)).or_insert(next);
        if id == next {
            self.names.push(name);
            self.content.push(class == Class::Content);
        }
        id
    }

    /// Makes one term of those that different languages write alike.
    fn unite(&mut self, forms: Vec<common::Form>) {
        self.united = common::united(forms, self.names.len());
        self.common = vec![false; self.names.len()];
        for (index, &term) in self.united.iter().enumerate() {
            if term.index() != index {
                self.common[term.index()] = true;
            }
        }
        for term in self.tokens.iter_mut().chain(self.titles.iter_mut().flatten()) {
            *term = self.united[term.index()];
        }
    }
}

/// Finds the term of a word in a vocabulary that stays as it is.
pub struct Lookup<'terms> {
    terms: &'terms Terms,
    normalizer: Normalizer,
}

impl Lookup<'_> {
    /// The term of `word`; `None` where the corpus does not hold it.
    pub fn term(&self, word: &str) -> Option<TermId> {
        let (name, class) = self.normalizer.key(&fold::word(word));
        let ids = self.terms.ids.get(&(self.normalizer.language, class))?;
        let id = ids.get(&name).copied()?;
        Some(self.terms.united.get(id.index()).copied().unwrap_or(id))
    }

    /// Whether `word` would be a content word, be it in the corpus or not.
    pub fn is_content(&self, word: &str) -> bool {
        self.normalizer.key(&fold::word(word)).1 == Class::Content
    }
}

/// Turns every word of `corpus` into a term. Ids are given in order of first appearance.
pub(super) fn terms(corpus: &Corpus) -> Terms {
    let mut terms = Terms::default();
    terms.tokens.reserve(corpus.words.len());
    let mut analyzers: Vec<Analyzer<'_>> = Vec::new();
    for document in &corpus.documents {
        let analyzer = analyzer_of(document.language, &mut analyzers, corpus.words.len());
        for span in corpus.sentences_of(document.id).flat_map(|id| corpus.words(id)) {
            let term = analyzer.term(span.of(&document.text), &mut terms);
            terms.tokens.push(term);
        }
        let title = document.title.as_deref().unwrap_or_default();
        let spans = corpus.title_words.get(document.id.index()).map_or(&[][..], Vec::as_slice);
        let title = spans.iter().map(|span| analyzer.term(span.of(title), &mut terms)).collect();
        terms.titles.push(title);
    }
    if analyzers.len() > 1 {
        let forms = analyzers.iter().flat_map(|analyzer| analyzer.content_forms(&terms)).collect();
        terms.unite(forms);
    }
    terms
}

fn analyzer_of<'all, 'text>(
    language: Option<Language>,
    analyzers: &'all mut Vec<Analyzer<'text>>,
    n_words: usize,
) -> &'all mut Analyzer<'text> {
    let of_language = |analyzer: &Analyzer<'_>| analyzer.normalizer.language == language;
    let place = analyzers.iter().position(of_language).unwrap_or(analyzers.len());
    if place == analyzers.len() {
        analyzers.push(Analyzer::new(language, n_words));
    }
    &mut analyzers[place]
}

/// The words of one language that were already turned into terms.
struct Analyzer<'text> {
    normalizer: Normalizer,
    seen: FxHashMap<&'text str, TermId>,
    /// What was seen, in order of first appearance.
    surfaces: Vec<(&'text str, TermId)>,
}

impl<'text> Analyzer<'text> {
    /// For about so many words.
    fn new(language: Option<Language>, n_words: usize) -> Self {
        let normalizer = Normalizer::new(language);
        let n_surfaces = n_words.min(MOST_REMEMBERED) / 2;
        Self {
            normalizer,
            seen: FxHashMap::with_capacity_and_hasher(n_surfaces, FxBuildHasher),
            surfaces: Vec::with_capacity(n_surfaces),
        }
    }

    fn term(&mut self, surface: &'text str, terms: &mut Terms) -> TermId {
        if let Some(&term) = self.seen.get(surface) {
            return term;
        }
        let term = terms.intern(self.normalizer.language, self.normalizer.remembered(surface));
        self.seen.insert(surface, term);
        self.surfaces.push((surface, term));
        term
    }

    /// The folded forms of the content words seen.
    fn content_forms(&self, terms: &Terms) -> Vec<common::Form> {
        let content = self.surfaces.iter().filter(|&&(_, term)| terms.is_content(term));
        let form = |&(surface, term): &(&str, TermId)| {
            (fold::accents(&fold::word(surface)), self.normalizer.language, term)
        };
        content.map(form).collect()
    }
}

/// What one language needs to bring a word into its normal form.
pub struct Normalizer {
    language: Option<Language>,
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
    /// a content word ([`Terms::is_content`]).
    pub fn stem(&self, word: &str) -> (String, bool) {
        let (name, class) = self.key(&fold::word(word));
        (name.as_ref().to_owned(), class == Class::Content)
    }

    /// The key of the word `surface`, from memory where it was asked for before.
    fn remembered(&self, surface: &str) -> Key {
        KEYS.with_borrow_mut(|keys| {
            let keys = keys.entry(self.language).or_default();
            if let Some(key) = keys.get(surface) {
                return key.clone();
            }
            if keys.len() >= MOST_REMEMBERED {
                keys.clear();
            }
            let key = self.key(&fold::word(surface));
            keys.insert(surface.into(), key.clone());
            key
        })
    }

    /// The key of a word that [`fold::word`] gave.
    fn key(&self, folded: &str) -> Key {
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
enum Class {
    Content,
    Stop,
}
