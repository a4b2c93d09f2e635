//! How likely a reader's summary is to hold each word and each pair of words of a topic.
//!
//! A concept is a dimension of the topic's vectors: a content word, or a pair of adjacent words
//! of which one is. Its chance is a logistic regression over how often, how early and in how
//! central sentences it stands; the weights are trained on topics with human summaries and
//! shipped as text.

mod feature;
mod weights;
pub mod train;

pub use feature::{Concepts, Features, NAMES, of_concepts};
pub use weights::Weights;

use crate::analyze::vector::{Dimension, Space};

/// Sharpens the chances: a few likely concepts count for more than many possible ones.
const SHARPNESS: f64 = 1.4;

/// The chance of each concept to stand in a reader's summary, sharpened; in [0, 1] before.
///
/// `q = p^1.4`, scaled so that the words' sum, and the pairs', stay what they were.
/// O(rows · features + concepts) time.
pub fn chances(concepts: &Concepts, space: &Space, weights: &Weights) -> Vec<f64> {
    let kind = |concept: usize| {
        let dimension = u32::try_from(concept).unwrap_or(u32::MAX);
        usize::from(matches!(space.kind(dimension), Dimension::Pair(..)))
    };
    let regressions = [&weights.word, &weights.pair];
    let mut shared = vec![[None; 2]; concepts.rows.len()];
    let (mut before, mut after) = ([0.0; 2], [0.0; 2]);
    let chance = |(concept, (row, association)): (usize, &(u32, _))| {
        let (row, kind) = (*row as usize, kind(concept));
        let regression = regressions[kind];
        let shared =
            *shared[row][kind].get_or_insert_with(|| regression.shared(&concepts.rows[row]));
        let chance = regression.chance(shared, association);
        let sharpened = chance.powf(SHARPNESS);
        before[kind] += chance;
        after[kind] += sharpened;
        sharpened
    };
    let mut chances: Vec<f64> = concepts.concepts.iter().enumerate().map(chance).collect();
    let scale = |kind: usize| if after[kind] > 0.0 { before[kind] / after[kind] } else { 1.0 };
    let scales = [scale(0), scale(1)];
    chances.iter_mut().enumerate().for_each(|(concept, chance)| *chance *= scales[kind(concept)]);
    chances
}
