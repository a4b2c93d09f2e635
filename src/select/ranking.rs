//! The plain way: sentences by a score of their own, best first, whatever else is chosen.

use super::greedy::Objective;

/// The gain of a sentence is its score, before and after.
pub struct Ranking {
    scores: Vec<f64>,
}

impl Ranking {
    /// Ranks by `scores`, one a group; ties by place.
    pub fn new(scores: Vec<f64>) -> Self {
        Self { scores }
    }
}

impl Objective for Ranking {
    fn gain(&self, index: usize) -> f64 {
        self.scores[index]
    }

    fn add(&mut self, _: usize) {}
}
