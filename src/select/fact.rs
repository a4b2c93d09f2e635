//! Whether two sentences tell one fact in other words: shared names, numbers and content.

use std::cell::OnceCell;

use super::Pool;
use super::name::{self, Names};
use crate::analyze::Terms;
use crate::analyze::vector::Dimension;
use crate::model::{Corpus, TermId};

/// The share of the shorter sentence's content from which two sentences tell one fact.
const SAME: f64 = 0.5;
/// What rounding may take from a bound, and much more.
const ROUNDING: f64 = 1e-9;

/// The content words of each group, and which of them pin a fact down.
pub struct Facts<'a> {
    pool: Pool<'a>,
    names: &'a Names,
    corpus: &'a Corpus,
    terms: &'a Terms,
    /// How much content each group has, once somebody has asked for it.
    extents: Vec<OnceCell<Extent>>,
    /// What each group tells, likewise: most are never compared.
    told: Vec<OnceCell<Vec<Word>>>,
}

/// How much content a group has.
#[derive(Clone, Copy)]
struct Extent {
    n_words: f64,
    /// The sum of the idf of the words.
    total: f64,
}

/// A content word of a group.
struct Word {
    dimension: u32,
    /// Whether it is a name or a number.
    is_anchor: bool,
}

impl<'a> Facts<'a> {
    /// The facts of the groups of `pool`; `names` are those of the topic.
    pub fn new(pool: Pool<'a>, names: &'a Names, corpus: &'a Corpus, terms: &'a Terms) -> Self {
        let extents = pool.groups.iter().map(|_| OnceCell::new()).collect();
        let told = pool.groups.iter().map(|_| OnceCell::new()).collect();
        Self { pool, names, corpus, terms, extents, told }
    }

    fn extent(&self, index: usize) -> Extent {
        *self.extents[index].get_or_init(|| {
            let space = &self.pool.vectors.space;
            let held = self.pool.vectors.held[index].iter();
            let words = || held.clone().filter(|&&held| space.kind(held) == Dimension::Word);
            let total = words().map(|&word| space.idf(word)).sum();
            Extent { n_words: words().count() as f64, total }
        })
    }

    /// The overlap of two groups of this cosine where they tell one fact.
    pub fn same(&self, a: usize, b: usize, cosine: f64) -> Option<f64> {
        let is_one = |&overlap: &f64| overlap >= SAME;
        self.can_be_same(a, b, cosine).then(|| self.overlap(a, b)).filter(is_one)
    }

    /// Whether so low a cosine leaves the overlap a chance to reach [`SAME`].
    ///
    /// k common words whose idf adds up to S give a product of at least S²/k before both rows are
    /// scaled (Cauchy and Schwarz), and other words and pairs only add to it.
    fn can_be_same(&self, a: usize, b: usize, cosine: f64) -> bool {
        let lengths = &self.pool.vectors.lengths;
        let (one, other) = (self.extent(a), self.extent(b));
        let least = SAME * one.total.min(other.total);
        let most_common = one.n_words.min(other.n_words);
        cosine * lengths[a] * lengths[b] * most_common >= least * least * (1.0 - ROUNDING)
    }

    /// How much of the shorter sentence's content the other tells too, in [0, 1]; 0 where they
    /// share neither a name nor a number. O(words) time.
    fn overlap(&self, a: usize, b: usize) -> f64 {
        let (mut common, mut is_pinned) = (0.0, false);
        let mut others = self.told(b).iter().peekable();
        for word in self.told(a) {
            while others.next_if(|other| other.dimension < word.dimension).is_some() {}
            if let Some(other) = others.next_if(|other| other.dimension == word.dimension) {
                common += self.pool.vectors.space.idf(word.dimension);
                is_pinned |= word.is_anchor || other.is_anchor;
            }
        }
        let shorter = self.extent(a).total.min(self.extent(b).total);
        if is_pinned && shorter > 0.0 { common / shorter } else { 0.0 }
    }

    /// The content words of a group, ascending by dimension. O(words · log words) time at first.
    fn told(&self, index: usize) -> &[Word] {
        self.told[index].get_or_init(|| {
            let id = self.pool.groups[index].representative;
            let word = |(word, &term): (&str, &TermId)| {
                let dimension = self.pool.vectors.space.word(term)?;
                let is_anchor = name::is_number(word) || self.names.contains(term);
                Some(Word { dimension, is_anchor })
            };
            let words = name::words(id, self.corpus, self.terms);
            let mut words: Vec<Word> = words.filter_map(word).collect();
            words.sort_by_key(|word| (word.dimension, !word.is_anchor));
            words.dedup_by_key(|word| word.dimension);
            words
        })
    }
}
