//! Which terms of a topic are names, told by how the topic writes them.

use crate::analyze::Terms;
use crate::analyze::term_map::TermMap;
use crate::model::{Corpus, SentenceId, TermId, Topic};

/// Which terms are names.
pub struct Names {
    /// Where each content word does not begin a sentence: how often with a capital, and at all.
    seen: TermMap<(u32, u32)>,
    /// The sentences of the topic, ascending.
    sentences: Vec<SentenceId>,
    /// Where the capitals of each of them end in `capitals`.
    ends: Vec<u32>,
    /// The places in their sentence of content words with a capital, ascending.
    capitals: Vec<u32>,
}

impl Names {
    /// Whether `term` is one.
    pub fn contains(&self, term: TermId) -> bool {
        let (n_capital, n) = self.seen.get(term);
        2 * n_capital > n
    }

    /// The places of the content words that a sentence of the topic writes with a capital,
    /// ascending. O(log sentences) time.
    pub fn capitals(&self, id: SentenceId) -> &[u32] {
        let Ok(index) = self.sentences.binary_search(&id) else { return &[] };
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.capitals[start as usize..self.ends[index] as usize]
    }
}

/// The content words that are written with a capital in most places where they do not begin a
/// sentence; none in scripts without capitals. O(words) time.
pub fn names(topic: &Topic, corpus: &Corpus, terms: &Terms) -> Names {
    let n_words = topic.sentences.iter().map(|&id| corpus.words(id).len()).sum();
    let mut seen: TermMap<(u32, u32)> = TermMap::new(terms, n_words);
    let mut ends = Vec::with_capacity(topic.sentences.len());
    let mut capitals = Vec::new();
    for &id in &topic.sentences {
        for (place, (word, &term)) in (0..).zip(words(id, corpus, terms)) {
            if !terms.is_content(term) || is_number(word) {
                continue;
            }
            let is_capital = is_capital(word);
            if is_capital {
                capitals.push(place);
            }
            if place > 0 {
                let (n_capital, n) = seen.of(term);
                *n += 1;
                *n_capital += u32::from(is_capital);
            }
        }
        ends.push(u32::try_from(capitals.len()).unwrap_or(u32::MAX));
    }
    Names { seen, sentences: topic.sentences.clone(), ends, capitals }
}

/// The words of a sentence as written, each with its term.
pub fn words<'a>(
    id: SentenceId,
    corpus: &'a Corpus,
    terms: &'a Terms,
) -> impl Iterator<Item = (&'a str, &'a TermId)> {
    let text = &corpus.document(corpus.sentence(id).document).text;
    corpus.words(id).iter().map(|span| span.of(text)).zip(terms.of_id(corpus, id))
}

/// Begins with a digit.
pub fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// Begins with a capital letter.
pub fn is_capital(word: &str) -> bool {
    match word.as_bytes().first() {
        Some(first) if first.is_ascii() => first.is_ascii_uppercase(),
        _ => word.starts_with(char::is_uppercase),
    }
}
