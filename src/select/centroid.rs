//! The weighted centroid, greedily approached: the chosen sentences together resemble the topic.

use super::Pool;
use super::greedy::{Frame, Objective, lengths};
use crate::analyze::vector::Row;
use crate::model::{Corpus, Topic};

/// A gain is divided by (words/20) to this power, where several lines tell the topic.
const LENGTH_POWER: f64 = 0.3;
const LENGTH_UNIT: f64 = 20.0;
/// Weight of the chosen sentences' mean salience in the objective of a single line.
const SALIENCE_WEIGHT: f64 = 0.1;

/// cos(c, Σ chosen) for the weighted centroid c, and what has been chosen so far.
///
/// The gain of a sentence is divided by (words/20)^.3 where several lines tell the topic; for a
/// single line the objective has `.1 · (length-weighted mean of s)` beside the cosine.
pub struct Centroid<'a> {
    frame: &'a Frame<'a>,
    /// Cosine of each group with c.
    similarity: &'a [f64],
    /// The square of each group's vector: 1, or 0 for one without words.
    squared: Vec<f64>,
    /// What the gain of each group is divided by where several lines tell the topic.
    lengths: Vec<f64>,
    /// Scalar product of each group with the sum of the chosen ones.
    with_sum: Vec<f64>,
    /// c·Σ chosen and the square of Σ chosen.
    sum_product: f64,
    sum_squared: f64,
    words: f64,
    salience: f64,
}

impl<'a> Centroid<'a> {
    /// The objective with nothing chosen; `similarity` is that of [`cosines`].
    pub fn new(frame: &'a Frame<'a>, similarity: &'a [f64]) -> Self {
        Self {
            frame,
            similarity,
            squared: frame.pool.vectors.words_and_pairs.iter().map(row_squared).collect(),
            lengths: lengths(frame.words.iter().copied(), LENGTH_UNIT, LENGTH_POWER),
            with_sum: vec![0.0; similarity.len()],
            sum_product: 0.0,
            sum_squared: 0.0,
            words: 0.0,
            salience: 0.0,
        }
    }

    /// cos(c, Σ chosen) as it is.
    pub(super) fn cosine(&self) -> f64 {
        cosine(self.sum_product, self.sum_squared)
    }

    /// cos(c, Σ chosen) with `index` in place of `out`, which is one of the chosen, or added.
    pub(super) fn cosine_after(&self, out: Option<usize>, index: usize) -> f64 {
        let mut product = self.sum_product + self.similarity[index];
        let mut squared = self.sum_squared + 2.0 * self.with_sum[index] + self.squared[index];
        if let Some(out) = out {
            product -= self.similarity[out];
            // |S + i − o|² = |S + i|² − 2·S·o − 2·i·o + |o|².
            squared +=
                self.squared[out] - 2.0 * (self.with_sum[out] + self.frame.cosines(out)[index]);
        }
        cosine(product, squared)
    }

    /// cos(c, Σ chosen) with `index` added to the chosen ones, and without.
    pub(super) fn cosines_after_and_before(&self, index: usize) -> (f64, f64) {
        let squared = self.sum_squared + 2.0 * self.with_sum[index] + self.squared[index];
        (
            cosine(self.sum_product + self.similarity[index], squared),
            cosine(self.sum_product, self.sum_squared),
        )
    }
}

impl Objective for Centroid<'_> {
    fn gain(&self, index: usize) -> f64 {
        let (after, before) = self.cosines_after_and_before(index);
        if self.frame.has_several_lines {
            return (after - before) / self.lengths[index];
        }
        let words = self.frame.words[index].max(1) as f64;
        let mean = |salience: f64, words: f64| if words > 0.0 { salience / words } else { 0.0 };
        let total = self.frame.pool.scores[index].total;
        let old = mean(self.salience, self.words);
        let new = mean(self.salience + total * words, self.words + words);
        after - before + SALIENCE_WEIGHT * (new - old)
    }

    fn add(&mut self, index: usize) {
        let words = self.frame.words[index] as f64;
        self.sum_squared += 2.0 * self.with_sum[index] + self.squared[index];
        self.sum_product += self.similarity[index];
        self.words += words;
        self.salience += self.frame.pool.scores[index].total * words;
        for (sum, cosine) in self.with_sum.iter_mut().zip(self.frame.cosines(index)) {
            *sum += cosine;
        }
    }
}

/// The cosine of each group with the weighted centroid `c = Σ w_i x_i`,
/// `w_i = √s_i / √(Σ √s of its document)`, so that a long article does not drown the others.
///
/// Each dimension of c is multiplied by its emphasis; a query adds its direction, as long as c.
pub fn cosines(pool: Pool<'_>, topic: &Topic, corpus: &Corpus) -> Vec<f64> {
    let centroid = centroid(pool, topic, corpus);
    let length = centroid.iter().map(|weight| weight * weight).sum::<f64>().sqrt().max(1e-12);
    let product =
        |row: &Row| row.iter().map(|&(d, weight)| weight * centroid[d as usize]).sum::<f64>();
    pool.vectors.words_and_pairs.iter().map(|row| product(row) / length).collect()
}

fn centroid(pool: Pool<'_>, topic: &Topic, corpus: &Corpus) -> Vec<f64> {
    let mut of_document = vec![0.0; topic.documents.len()];
    let place = |index: usize| {
        let document = corpus.sentence(pool.groups[index].representative).document;
        topic.documents.binary_search(&document).unwrap_or(0)
    };
    for (index, score) in pool.scores.iter().enumerate() {
        of_document[place(index)] += score.total.sqrt();
    }
    let mut centroid = vec![0.0; pool.vectors.space.dimensions()];
    for (index, row) in pool.vectors.words_and_pairs.iter().enumerate() {
        let weight = pool.scores[index].total.sqrt() / of_document[place(index)].max(1e-12).sqrt();
        for &(dimension, value) in row {
            centroid[dimension as usize] += weight * value;
        }
    }
    centroid.iter_mut().zip(pool.emphasis).for_each(|(weight, emphasis)| *weight *= emphasis);
    let length = centroid.iter().map(|weight| weight * weight).sum::<f64>().sqrt();
    for &(dimension, weight) in pool.direction {
        centroid[dimension as usize] += length * weight;
    }
    centroid
}

fn row_squared(row: &Row) -> f64 {
    row.iter().map(|(_, weight)| weight * weight).sum()
}

/// cos(c, S) from c·S (c of length 1) and S·S; 0 for a zero vector.
fn cosine(product: f64, squared: f64) -> f64 {
    if squared > 0.0 { product / squared.sqrt() } else { 0.0 }
}
