//! How long a summary may get.

use super::Options;

/// Sentences a topic where nothing else is asked for.
pub const DEFAULT_SENTENCES: usize = 5;

/// The length of a summary: sentences, words, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// At most so many sentences.
    pub sentences: usize,
    /// At most so many words.
    pub words: usize,
    /// The number of sentences was asked for, so that it is to be reached.
    pub is_exact: bool,
}

impl Budget {
    /// What `options` ask of a topic with `n` different sentences; at least one sentence.
    ///
    /// ```
    /// use daybrief::select::{Budget, Options};
    /// assert_eq!(Budget::of(&Options::default(), 40).sentences, 5);
    /// let mut options = Options::default();
    /// options.ratio = Some(0.2);
    /// assert_eq!(Budget::of(&options, 41).sentences, 9);
    /// ```
    pub fn of(options: &Options, n: usize) -> Self {
        let by_ratio = options.ratio.map(|ratio| share(ratio, n));
        let by_number = options.sentences.map(|sentences| sentences as usize);
        let asked = [by_ratio, by_number].into_iter().flatten().min();
        let unbounded = options.words.map(|_| usize::MAX);
        Self {
            sentences: asked.or(unbounded).unwrap_or(DEFAULT_SENTENCES).max(1),
            words: options.words.map_or(usize::MAX, |words| words as usize),
            is_exact: asked.is_some(),
        }
    }
}

/// `ratio` of `n`, rounded up.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the ratio is clamped to [0, 1], so the product is in 0..=n"
)]
fn share(ratio: f64, n: usize) -> usize {
    (ratio.clamp(0.0, 1.0) * n as f64).ceil() as usize
}
