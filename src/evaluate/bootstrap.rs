//! How sure a mean over topics is: percentile intervals from resampled topics.
//!
//! Source: Efron & Tibshirani (1993), *An Introduction to the Bootstrap*, chapter 13.

use serde::{Deserialize, Serialize};

use super::random::Random;

/// Resampled means an interval is read from.
pub const DEFAULT_RESAMPLES: u32 = 1000;
/// Share of the resampled means that an interval holds.
pub const DEFAULT_CONFIDENCE: f64 = 0.95;

/// How an interval is drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Options {
    /// Resampled means, at least 1.
    pub resamples: u32,
    /// Share of them that the interval holds, in [0, 1].
    pub confidence: f64,
    /// Start of the random numbers: equal seeds draw equal samples.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { resamples: DEFAULT_RESAMPLES, confidence: DEFAULT_CONFIDENCE, seed: 0 }
    }
}

/// A mean and the interval about it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// Mean of the values themselves.
    pub mean: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Interval {
    /// Whether 0 lies outside: a difference that the sample supports.
    pub fn excludes_zero(self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// The mean of `values` with its percentile interval; all 0 for none.
///
/// Lists of one length draw the same positions under one seed, so that intervals of several
/// measures over the same topics rest on the same samples. O(resamples · values) time.
///
/// ```
/// use daybrief::evaluate::bootstrap;
/// let interval = bootstrap::interval(&[0.0, 1.0], &bootstrap::Options::default());
/// // A quarter of all samples of two are 0 and 0, a quarter 1 and 1.
/// assert_eq!((interval.low, interval.mean, interval.high), (0.0, 0.5, 1.0));
/// ```
pub fn interval(values: &[f64], options: &Options) -> Interval {
    if values.is_empty() {
        return Interval::default();
    }
    let mut random = Random::new(options.seed);
    let n = values.len();
    let mut means: Vec<f64> = (0..options.resamples.max(1))
        .map(|_| (0..n).map(|_| values[random.below(n)]).sum::<f64>() / n as f64)
        .collect();
    means.sort_unstable_by(f64::total_cmp);
    let tail = (1.0 - options.confidence.clamp(0.0, 1.0)) / 2.0;
    Interval {
        mean: values.iter().sum::<f64>() / n as f64,
        low: quantile(&means, tail),
        high: quantile(&means, 1.0 - tail),
    }
}

/// The mean difference of `ours` over `theirs`, topic by topic in the same order, with its interval.
///
/// Resampling topics, not figures, keeps what is hard or easy about a topic out of the comparison.
/// Topics that only one of the lists has are left out.
///
/// ```
/// use daybrief::evaluate::bootstrap;
/// let (ours, theirs) = ([0.3, 0.5, 0.7], [0.2, 0.4, 0.6]);
/// let difference = bootstrap::paired(&ours, &theirs, &bootstrap::Options::default());
/// assert!(difference.excludes_zero());
/// ```
pub fn paired(ours: &[f64], theirs: &[f64], options: &Options) -> Interval {
    let differences: Vec<f64> =
        ours.iter().zip(theirs).map(|(ours, theirs)| ours - theirs).collect();
    interval(&differences, options)
}

/// The value below which the share `q` of the `sorted` lies, between two values in proportion.
fn quantile(sorted: &[f64], q: f64) -> f64 {
    let place = q * sorted.len().saturating_sub(1) as f64;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a place in the list, rounded down"
    )]
    let below = place as usize;
    match (sorted.get(below), sorted.get(below + 1)) {
        (Some(low), Some(high)) => low + (high - low) * (place - below as f64),
        (Some(last), None) => *last,
        _ => 0.0,
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the quantiles are exact")]
mod tests {
    use super::*;

    #[test]
    fn quantiles_lie_between_values() {
        let sorted = [1.0, 2.0, 4.0];
        let found = [0.0, 0.25, 0.5, 0.75, 1.0].map(|q| quantile(&sorted, q));
        assert_eq!(found, [1.0, 1.5, 2.0, 3.0, 4.0]);
        assert_eq!(quantile(&[5.0], 0.975), 5.0);
    }

    #[test]
    fn equal_values_leave_no_doubt() {
        let found = interval(&[0.25; 9], &Options::default());
        assert_eq!(found, Interval { mean: 0.25, low: 0.25, high: 0.25 });
        assert_eq!(interval(&[], &Options::default()), Interval::default());
    }

    #[test]
    fn the_width_is_that_of_the_normal_approximation() {
        // 0 … 99: standard deviation √833.25, of the mean of 100 a tenth of it; ± 1.96 of that.
        let values: Vec<f64> = (0..100).map(f64::from).collect();
        let found = interval(&values, &Options { resamples: 10_000, ..Options::default() });
        let expected = 2.0 * 1.96 * 833.25_f64.sqrt() / 10.0;
        assert!(((found.high - found.low) / expected - 1.0).abs() < 0.03, "{found:?}");
        assert!((f64::midpoint(found.high, found.low) - 49.5).abs() < 0.3, "{found:?}");
    }

    #[test]
    fn a_seed_repeats_and_another_differs() {
        let values = [0.1, 0.5, 0.2, 0.9, 0.3];
        let of = |seed| interval(&values, &Options { seed, resamples: 50, ..Options::default() });
        assert_eq!(of(1), of(1));
        assert_ne!(of(1), of(2));
    }

    #[test]
    fn pairs_see_what_means_alone_do_not() {
        // Topics differ far more than methods do, and yet one method is always a little better.
        let theirs: Vec<f64> = (0..30).map(|i| f64::from(i) / 30.0).collect();
        let ours: Vec<f64> = theirs.iter().map(|value| value + 0.01).collect();
        let options = Options::default();
        assert!(interval(&ours, &options).low < interval(&theirs, &options).high);
        let difference = paired(&ours, &theirs, &options);
        assert!(difference.excludes_zero() && (difference.mean - 0.01).abs() < 1e-12);
        assert!(!paired(&theirs, &theirs, &options).excludes_zero());
    }
}
