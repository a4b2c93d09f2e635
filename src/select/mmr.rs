//! Maximal marginal relevance: salient, and unlike what is chosen already.

use super::greedy::{Frame, Objective};
use crate::analyze::vector::dot;

/// Weight of salience beside unlikeness.
const LAMBDA: f64 = 0.7;

/// The gain `λ·s_i − (1 − λ)·max over chosen j of cos(i, j)`, λ = .7.
///
/// Source: Carbonell & Goldstein (1998), *The use of MMR, diversity-based reranking for
/// reordering documents and producing summaries*, with the topic's own scores as relevance.
pub struct Mmr<'a> {
    frame: &'a Frame<'a>,
    /// The largest cosine of each group with a chosen one.
    nearest: Vec<f64>,
}

impl<'a> Mmr<'a> {
    /// The objective with nothing chosen.
    pub fn new(frame: &'a Frame<'a>) -> Self {
        Self { frame, nearest: vec![0.0; frame.words.len()] }
    }
}

impl Objective for Mmr<'_> {
    fn gain(&self, index: usize) -> f64 {
        LAMBDA * self.frame.pool.scores[index].total - (1.0 - LAMBDA) * self.nearest[index]
    }

    fn add(&mut self, index: usize) {
        let rows = &self.frame.pool.vectors.words;
        for (nearest, row) in self.nearest.iter_mut().zip(rows) {
            *nearest = nearest.max(dot(&rows[index], row));
        }
    }
}
