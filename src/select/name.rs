//! Which terms of a topic are names, told by how the topic writes them.

use crate::analyze::Terms;
use crate::analyze::term_map::TermMap;
use crate::model::{Corpus, SentenceId, TermId, Topic};

/// Which terms are names.
pub struct Names(TermMap<(u32, u32)>);

impl Names {
    /// Whether `term` is one.
    pub fn contains(&self, term: TermId) -> bool {
        let (n_capital, n) = self.0.get(term);
        2 * n_capital > n
    }
}

/// The content words that are written with a capital in most places where they do not begin a
/// sentence; none in scripts without capitals. O(words) time.
pub fn names(topic: &Topic, corpus: &Corpus, terms: &Terms) -> Names {
    let n_words = topic.sentences.iter().map(|&id| corpus.words(id).len()).sum();
    let mut seen = TermMap::new(terms, n_words);
    for &id in &topic.sentences {
        let text = &corpus.document(corpus.sentence(id).document).text;
        let spans = corpus.words(id).iter().zip(terms.of_id(corpus, id)).skip(1);
        for (span, &term) in spans.filter(|&(_, &term)| terms.is_content(term)) {
            let word = span.of(text);
            if !is_number(word) {
                let (n_capital, n) = seen.of(term);
                *n += 1;
                *n_capital += u32::from(is_capital(word));
            }
        }
    }
    Names(seen)
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
