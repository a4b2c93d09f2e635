//! Whether two sentences tell one fact in other words: shared names, numbers and content.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Pool;
use crate::analyze::Terms;
use crate::analyze::vector::{Row, shared};
use crate::model::{Corpus, SentenceId, TermId, Topic};

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
    /// Reads the facts of the groups of `pool`. O(words) time.
    pub fn of(pool: Pool<'_>, topic: &Topic, corpus: &Corpus, terms: &Terms) -> Self {
        let space = &pool.vectors.space;
        let anchors = anchors(topic, corpus, terms);
        let mut is_anchor = vec![false; space.dimensions()];
        let mut content = Vec::with_capacity(pool.groups.len());
        for group in pool.groups {
            let mut words: Row = Vec::new();
            for &term in terms.of_id(corpus, group.representative) {
                let Some(dimension) = space.word(term) else { continue };
                is_anchor[dimension as usize] |= anchors.contains(&term);
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

/// The terms of a topic that are numbers, or names: written with a capital in most places where
/// they do not begin a sentence. Scripts without capitals have no names here.
fn anchors(topic: &Topic, corpus: &Corpus, terms: &Terms) -> FxHashSet<TermId> {
    let mut seen: FxHashMap<TermId, (u32, u32)> = FxHashMap::default();
    for &id in &topic.sentences {
        for (place, (word, &term)) in words(id, corpus, terms).enumerate() {
            if word.starts_with(|c: char| c.is_ascii_digit()) {
                seen.insert(term, (1, 1));
            } else if place > 0 {
                let (n_capital, n) = seen.entry(term).or_default();
                *n += 1;
                *n_capital += u32::from(word.starts_with(char::is_uppercase));
            }
        }
    }
    let is_name = |&(term, (n_capital, n)): &(TermId, (u32, u32))| {
        terms.is_content(term) && 2 * n_capital > n
    };
    seen.into_iter().filter(is_name).map(|(term, _)| term).collect()
}

fn words<'a>(
    id: SentenceId,
    corpus: &'a Corpus,
    terms: &'a Terms,
) -> impl Iterator<Item = (&'a str, &'a TermId)> {
    let text = &corpus.document(corpus.sentence(id).document).text;
    corpus.words(id).iter().map(|span| span.of(text)).zip(terms.of_id(corpus, id))
}
