//! Sentences to numbers: terms, their vectors, how similar two sentences are, which say the same.

pub mod fold;
pub mod stem;
pub mod stop_words;
mod common;
mod normalizer;
pub mod vocabulary;
pub mod term_map;
pub mod vector;
pub mod similarity;
pub mod text_rank;
pub mod duplicate;
pub mod evidence;
pub mod leaning;

pub use normalizer::Normalizer;
pub use vocabulary::Terms;

use crate::model::Corpus;

/// Turns every word of the corpus, and of its titles, into a term.
///
/// A word is folded ([`fold::word`]), looked up among its language's stop words and stemmed, once
/// per distinct surface form and language. O(words) time.
pub fn terms(corpus: &Corpus) -> Terms {
    vocabulary::terms(corpus)
}
