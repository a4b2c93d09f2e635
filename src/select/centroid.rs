//! The weighted centroid, greedily approached: the chosen sentences together resemble the topic.

use super::{Budget, Pool, Selection};
use crate::analyze::vector::{Row, dot};
use crate::model::{Corpus, Refusal, Topic};

/// Cosine above which a sentence says too much of what a chosen one says.
pub const REDUNDANT: f64 = 0.5;
/// A gain is divided by (words/20) to this power, where several lines tell the topic.
const LENGTH_POWER: f64 = 0.3;
const LENGTH_UNIT: f64 = 20.0;
/// Weight of the chosen sentences' mean salience in the objective of a single line.
const SALIENCE_WEIGHT: f64 = 0.1;

/// Everything a search over one topic needs; built once, searched as often as wanted.
pub struct Search<'a> {
    /// What can be chosen.
    pub pool: Pool<'a>,
    /// Cosine of each group with the weighted centroid.
    pub with_centroid: Vec<f64>,
    /// Words of each group's representative.
    pub words: Vec<usize>,
    /// Why a group is hard to read on its own.
    pub readable: &'a [Option<Refusal>],
    budget: Budget,
    has_several_lines: bool,
}

/// The state of one greedy search.
struct Greedy {
    chosen: Vec<usize>,
    is_chosen: Vec<bool>,
    /// The chosen sentence that says too much of what a group says.
    redundant: Vec<Option<Refusal>>,
    /// Scalar product of each group with the sum of the chosen ones.
    with_sum: Vec<f64>,
    sum_with_centroid: f64,
    sum_squared: f64,
    words: usize,
    salience: f64,
}

impl<'a> Search<'a> {
    /// Prepares a search: computes the weighted centroid
    /// `c = Σ w_i x_i, w_i = √s_i / √(Σ √s of its document)`, so that a long article does not
    /// drown the others.
    pub fn new(
        pool: Pool<'a>,
        topic: &Topic,
        corpus: &Corpus,
        readable: &'a [Option<Refusal>],
        budget: Budget,
    ) -> Self {
        let centroid = centroid(pool, topic, corpus);
        let length = centroid.iter().map(|weight| weight * weight).sum::<f64>().sqrt().max(1e-12);
        let with_centroid = |row: &Row| {
            row.iter().map(|&(d, weight)| weight * centroid[d as usize]).sum::<f64>() / length
        };
        let words =
            |index: usize| corpus.sentence(pool.groups[index].representative).words as usize;
        Self {
            pool,
            with_centroid: pool.vectors.words_and_pairs.iter().map(with_centroid).collect(),
            words: (0..pool.groups.len()).map(words).collect(),
            readable,
            budget,
            has_several_lines: topic.n_lines() > 1,
        }
    }

    /// Chooses greedily, starting from `fixed`: always the group that most increases
    /// cos(c, Σ chosen), per (words/20)^.3 where several lines tell the topic.
    ///
    /// A group with cosine above [`REDUNDANT`] to a chosen one is refused. O(chosen · entries)
    /// time: only the rows of chosen groups are computed.
    pub fn run(&self, fixed: Option<usize>) -> Selection {
        let n = self.pool.groups.len();
        let mut greedy = Greedy {
            chosen: Vec::new(),
            is_chosen: vec![false; n],
            redundant: vec![None; n],
            with_sum: vec![0.0; n],
            sum_with_centroid: 0.0,
            sum_squared: 0.0,
            words: 0,
            salience: 0.0,
        };
        fixed.into_iter().for_each(|index| self.choose(index, &mut greedy));
        self.fill(&mut greedy, Strictness::Readable);
        if self.budget.is_exact || !self.has_several_lines || greedy.chosen.is_empty() {
            self.fill(&mut greedy, Strictness::Different);
        }
        if self.budget.is_exact && !self.has_several_lines {
            self.fill(&mut greedy, Strictness::Any);
        }
        if greedy.chosen.is_empty() {
            let best = (0..n).max_by(|&a, &b| self.by_salience(a, b));
            best.into_iter().for_each(|index| self.choose(index, &mut greedy));
        }
        self.finish(greedy)
    }

    fn by_salience(&self, a: usize, b: usize) -> std::cmp::Ordering {
        let scores = self.pool.scores;
        scores[a].total.total_cmp(&scores[b].total).then(b.cmp(&a))
    }

    /// Chooses among the groups that `strictness` admits, while the budget lasts.
    fn fill(&self, greedy: &mut Greedy, strictness: Strictness) {
        while greedy.chosen.len() < self.budget.sentences {
            let best = (0..self.pool.groups.len())
                .filter(|&index| !greedy.is_chosen[index] && self.admits(index, greedy, strictness))
                .filter(|&index| greedy.words + self.words[index] <= self.budget.words)
                .map(|index| (self.gain(index, greedy), index))
                .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
            let Some((_, index)) = best else { break };
            self.choose(index, greedy);
        }
    }

    fn admits(&self, index: usize, greedy: &Greedy, strictness: Strictness) -> bool {
        let is_different = greedy.redundant[index].is_none();
        match strictness {
            Strictness::Readable => is_different && self.readable[index].is_none(),
            Strictness::Different => is_different,
            Strictness::Any => true,
        }
    }

    /// How much the objective grows with `index`.
    fn gain(&self, index: usize, greedy: &Greedy) -> f64 {
        let product = greedy.with_sum[index];
        let square = row_squared(&self.pool.vectors.words_and_pairs[index]);
        let sum_squared = greedy.sum_squared + 2.0 * product + square;
        let before = cosine(greedy.sum_with_centroid, greedy.sum_squared);
        let after = cosine(greedy.sum_with_centroid + self.with_centroid[index], sum_squared);
        let words = self.words[index].max(1) as f64;
        if self.has_several_lines {
            return (after - before) / (words / LENGTH_UNIT).powf(LENGTH_POWER);
        }
        let mean = |salience: f64, words: f64| if words > 0.0 { salience / words } else { 0.0 };
        let total = self.pool.scores[index].total;
        let old = mean(greedy.salience, greedy.words as f64);
        let new = mean(greedy.salience + total * words, greedy.words as f64 + words);
        after - before + SALIENCE_WEIGHT * (new - old)
    }

    fn choose(&self, index: usize, greedy: &mut Greedy) {
        let rows = &self.pool.vectors.words_and_pairs;
        let own = &rows[index];
        greedy.sum_squared += 2.0 * greedy.with_sum[index] + row_squared(own);
        greedy.sum_with_centroid += self.with_centroid[index];
        greedy.words += self.words[index];
        greedy.salience += self.pool.scores[index].total * self.words[index] as f64;
        let chosen = self.pool.groups[index].representative;
        for (other, row) in rows.iter().enumerate() {
            let cosine = dot(own, row);
            greedy.with_sum[other] += cosine;
            if cosine > REDUNDANT && greedy.redundant[other].is_none() {
                greedy.redundant[other] = Some(Refusal::Redundant { with: chosen, cosine });
            }
        }
        greedy.is_chosen[index] = true;
        greedy.chosen.push(index);
    }

    fn finish(&self, greedy: Greedy) -> Selection {
        let refusal = |index: usize| {
            let fits = greedy.words + self.words[index] <= self.budget.words;
            let rest = if fits { Refusal::LessGain } else { Refusal::OverBudget };
            let first = self.readable[index].or(greedy.redundant[index]).unwrap_or(rest);
            (!greedy.is_chosen[index]).then_some(first)
        };
        let refusals = (0..greedy.is_chosen.len()).map(refusal).collect();
        Selection { chosen: greedy.chosen, opening: None, refusals }
    }
}

/// What a search admits; it gives way step by step when the number asked for is not reached.
#[derive(Clone, Copy)]
enum Strictness {
    /// Readable on its own, and unlike the chosen ones.
    Readable,
    /// Unlike the chosen ones.
    Different,
    /// Anything not chosen yet.
    Any,
}

fn row_squared(row: &Row) -> f64 {
    row.iter().map(|(_, weight)| weight * weight).sum()
}

/// cos(c, S) from c·S (c of length 1) and S·S; 0 for a zero vector.
fn cosine(product: f64, squared: f64) -> f64 {
    if squared > 0.0 { product / squared.sqrt() } else { 0.0 }
}

/// The weighted centroid of a topic, dense over the vectors' dimensions.
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
    centroid
}
