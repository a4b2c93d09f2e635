//! Every word of the corpus as a dense term id, with what the later stages ask of a term.

use std::sync::{Arc, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

use super::normalizer::{Analyzer, Class, Key, Normalizer};
use super::{common, fold};
use crate::model::{Corpus, Document, Language, Sentence, SentenceId, TermId};

/// Terms for which room is made at once.
const MOST_TERMS: usize = 1024;

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
    /// The language of each, by [`TermId`]: languages share no stems.
    languages: Vec<Option<Language>>,
    /// The term of each stem or stop word, once somebody has asked for one.
    ids: OnceLock<FxHashMap<Option<Language>, FxHashMap<Key, TermId>>>,
    /// The term that stands for each, by [`TermId`]; empty where there is one language.
    united: Vec<TermId>,
    /// Whether words of several languages are the term, by [`TermId`]; empty likewise.
    common: Vec<bool>,
}

impl Terms {
    /// None yet, with room for those of an article; more words grow it.
    fn of_words(n_words: usize) -> Self {
        let n_terms = n_words.min(MOST_TERMS);
        Self {
            names: Vec::with_capacity(n_terms),
            content: Vec::with_capacity(n_terms),
            languages: Vec::with_capacity(n_terms),
            ..Self::default()
        }
    }

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

    fn add(&mut self, language: Option<Language>, (name, class): &Key) -> TermId {
        let id = TermId::at(self.names.len());
        self.names.push(Arc::clone(name));
        self.content.push(*class == Class::Content);
        self.languages.push(language);
        id
    }

    /// The term of a key; where it is united with others, that of the key alone.
    fn of_key(&self, language: Option<Language>, key: &Key) -> Option<TermId> {
        let ids = self.ids.get_or_init(|| {
            let mut ids: FxHashMap<_, FxHashMap<Key, TermId>> = FxHashMap::default();
            for (index, (name, &is_content)) in self.names.iter().zip(&self.content).enumerate() {
                let class = if is_content { Class::Content } else { Class::Stop };
                let of_language = ids.entry(self.languages[index]).or_default();
                of_language.insert((Arc::clone(name), class), TermId::at(index));
            }
            ids
        });
        ids.get(&language)?.get(key).copied()
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
        let key = self.normalizer.key(&fold::word(word));
        let id = self.terms.of_key(self.normalizer.language, &key)?;
        Some(self.terms.united.get(id.index()).copied().unwrap_or(id))
    }

    /// Whether `word` would be a content word, be it in the corpus or not.
    pub fn is_content(&self, word: &str) -> bool {
        self.normalizer.key(&fold::word(word)).1 == Class::Content
    }
}

/// Turns every word of `corpus` into a term. Ids are given in order of first appearance.
pub(super) fn terms(corpus: &Corpus) -> Terms {
    let mut terms = Terms::of_words(corpus.words.len());
    let mut tokens = Vec::with_capacity(corpus.words.len());
    let mut analyzers: Vec<Analyzer> = Vec::new();
    for document in &corpus.documents {
        let language = document.language;
        let analyzer = analyzer_of(language, &mut analyzers);
        let mut term = |word: &str| analyzer.term(word, |key| terms.add(language, key));
        for span in corpus.sentences_of(document.id).flat_map(|id| corpus.words(id)) {
            tokens.push(term(span.of(&document.text)));
        }
        let title = title_words(document, corpus).map(term).collect();
        terms.titles.push(title);
    }
    terms.tokens = tokens;
    if analyzers.len() > 1 {
        let forms = content_forms(corpus, &terms);
        terms.unite(forms);
    }
    analyzers.into_iter().for_each(Analyzer::remember);
    terms
}

fn title_words<'a>(document: &'a Document, corpus: &'a Corpus) -> impl Iterator<Item = &'a str> {
    let title = document.title.as_deref().unwrap_or_default();
    let spans = corpus.title_words.get(document.id.index()).map_or(&[][..], Vec::as_slice);
    spans.iter().map(|span| span.of(title))
}

fn analyzer_of(language: Option<Language>, analyzers: &mut Vec<Analyzer>) -> &mut Analyzer {
    let of_language = |analyzer: &Analyzer| analyzer.normalizer.language == language;
    let place = analyzers.iter().position(of_language).unwrap_or(analyzers.len());
    if place == analyzers.len() {
        analyzers.push(Analyzer::new(language));
    }
    &mut analyzers[place]
}

/// The folded forms of the content words of the corpus.
fn content_forms(corpus: &Corpus, terms: &Terms) -> Vec<common::Form> {
    let mut seen: FxHashSet<(&str, TermId)> = FxHashSet::default();
    let mut forms = Vec::new();
    for (index, document) in corpus.documents.iter().enumerate() {
        let words = corpus.sentences_of(document.id).flat_map(|id| {
            let surfaces = corpus.words(id).iter().map(|span| span.of(&document.text));
            surfaces.zip(terms.of_id(corpus, id))
        });
        let title = title_words(document, corpus).zip(terms.of_title(index));
        for (surface, &term) in words.chain(title) {
            if terms.is_content(term) && seen.insert((surface, term)) {
                let folded = fold::accents(&fold::word(surface));
                forms.push((folded, document.language, term));
            }
        }
    }
    forms
}
