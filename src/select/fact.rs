//! Whether two sentences tell one fact in other words: shared names, numbers and content.

use super::Pool;
use super::name::{self, Names};
use crate::analyze::Terms;
use crate::analyze::vector::{Row, shared};
use crate::model::Corpus;

/// The share of the shorter sentence's content from which two sentences tell one fact.
const SAME: f64 = 0.5;

/// The content words of each group, and which of them pin a fact down.
pub struct Facts {
    /// For each group its content words as dimensions with their idf, ascending.
    content: Vec<Row>,
    /// Sum of the weights of each group.
    total: Vec<f64>,
    /// Whether a dimension is a name or a number.
    is_anchor: Vec<bool>,
}

impl Facts {
    /// Reads the facts of the groups of `pool`; `names` are those of the topic. O(words) time.
    pub fn of(pool: Pool<'_>, names: &Names, corpus: &Corpus, terms: &Terms) -> Self {
        let space = &pool.vectors.space;
        let mut is_anchor = vec![false; space.dimensions()];
        let mut content = Vec::with_capacity(pool.groups.len());
        for group in pool.groups {
            let mut words: Row = Vec::new();
            for (word, &term) in name::words(group.representative, corpus, terms) {
                let Some(dimension) = space.word(term) else { continue };
                is_anchor[dimension as usize] |= name::is_number(word) || names.contains(&term);
                words.push((dimension, space.idf(dimension)));
            }
            words.sort_by_key(|&(dimension, _)| dimension);
            words.dedup_by_key(|&mut (dimension, _)| dimension);
            content.push(words);
        }
        let total = content.iter().map(|words| words.iter().map(|&(_, idf)| idf).sum()).collect();
        Self { content, total, is_anchor }
    }

    /// How much of the shorter sentence's content the other tells too, in [0, 1]; 0 where they
    /// share neither a name nor a number. O(words) time.
    fn overlap(&self, a: usize, b: usize) -> f64 {
        let (mut common, mut is_pinned) = (0.0, false);
        for (dimension, idf, _) in shared(&self.content[a], &self.content[b]) {
            common += idf;
            is_pinned |= self.is_anchor[dimension as usize];
        }
        let shorter = self.total[a].min(self.total[b]);
        if is_pinned && shorter > 0.0 { common / shorter } else { 0.0 }
    }

    /// The overlap of the two groups where they tell one fact.
    pub fn same(&self, a: usize, b: usize) -> Option<f64> {
        Some(self.overlap(a, b)).filter(|&overlap| overlap >= SAME)
    }
}
