//! How likely a reader's summary is to hold each word and each pair of words of a topic.
//!
//! A concept is a dimension of the topic's vectors: a content word, or a pair of adjacent words
//! of which one is. Its chance is a logistic regression over how often, how early and in how
//! central sentences it stands; the weights are trained on topics with human summaries and
//! shipped as text.

mod feature;
mod weights;
pub mod train;

pub use feature::{Features, NAMES, of_concepts};
pub use weights::Weights;

use crate::analyze::vector::{Dimension, Space};

/// Sharpens the chances: a few likely concepts count for more than many possible ones.
const SHARPNESS: f64 = 1.4;

/// The chance of each concept to stand in a reader's summary, sharpened; in [0, 1] before.
///
/// `q = p^1.4`, scaled so that the words' sum, and the pairs', stay what they were.
/// O(concepts · features) time.
pub fn chances(features: &[Features], space: &Space, weights: &Weights) -> Vec<f64> {
    let is_pair = |concept: usize| {
        let dimension = u32::try_from(concept).unwrap_or(u32::MAX);
        matches!(space.kind(dimension), Dimension::Pair(..))
    };
    let mut chances: Vec<f64> =
        features
            .iter()
            .enumerate()
            .map(|(concept, features)| {
                if is_pair(concept) { weights.of_pair(features) } else { weights.of_word(features) }
            })
            .collect();
    for wanted in [false, true] {
        let members: Vec<usize> =
            (0..chances.len()).filter(|&concept| is_pair(concept) == wanted).collect();
        let before: f64 = members.iter().map(|&concept| chances[concept]).sum();
        members.iter().for_each(|&concept| chances[concept] = chances[concept].powf(SHARPNESS));
        let after: f64 = members.iter().map(|&concept| chances[concept]).sum();
        if after > 0.0 {
            members.iter().for_each(|&concept| chances[concept] *= before / after);
        }
    }
    chances
}
