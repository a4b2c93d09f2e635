//! Values by term: an array where the vocabulary is small beside the text, a hash map where a
//! topic is a small part of a large corpus.

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::Terms;
use crate::model::TermId;

/// Terms a word of the text from which an array would mostly be cleared, and hardly be used.
const MOST_TERMS_A_WORD: usize = 16;

/// A value for each term; [`Default`] for those that got none.
#[derive(Debug, Clone)]
pub enum TermMap<T> {
    /// By [`TermId`].
    Dense(Vec<T>),
    /// Of those that got a value.
    Sparse(FxHashMap<TermId, T>),
}

impl<T> Default for TermMap<T> {
    fn default() -> Self {
        Self::Sparse(FxHashMap::default())
    }
}

impl<T: Copy + Default> TermMap<T> {
    /// An empty map for a text of `n_words` words of the vocabulary `terms`. O(`n_words`) time.
    pub fn new(terms: &Terms, n_words: usize) -> Self {
        if terms.len() <= MOST_TERMS_A_WORD * n_words {
            Self::Dense(vec![T::default(); terms.len()])
        } else {
            Self::Sparse(FxHashMap::with_capacity_and_hasher(n_words / 2, FxBuildHasher))
        }
    }

    /// The value of `term`.
    pub fn get(&self, term: TermId) -> T {
        match self {
            Self::Dense(values) => values[term.index()],
            Self::Sparse(values) => values.get(&term).copied().unwrap_or_default(),
        }
    }

    /// The same, to change it.
    pub fn of(&mut self, term: TermId) -> &mut T {
        match self {
            Self::Dense(values) => &mut values[term.index()],
            Self::Sparse(values) => values.entry(term).or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Document;
    use crate::segment;

    #[test]
    fn both_kinds_keep_the_same() {
        let document = Document::plain("Ash fell on the town, and ash covered it.".into(), None);
        let corpus = segment::corpus(vec![document], &segment::Options::default());
        let terms = crate::analyze::terms(&corpus);
        let dense = TermMap::<u32>::new(&terms, corpus.words.len());
        let sparse = TermMap::<u32>::new(&terms, 0);
        assert!(matches!((&dense, &sparse), (TermMap::Dense(_), TermMap::Sparse(_))));
        for mut map in [dense, sparse] {
            for &term in terms.of(&corpus.sentences[0]) {
                *map.of(term) += 1;
            }
            let counts: Vec<u32> = (0..terms.len()).map(|n| map.get(TermId::at(n))).collect();
            assert_eq!(counts, [2, 1, 1, 1, 1, 1, 1, 1]);
        }
    }
}
