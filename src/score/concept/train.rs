//! Examples of what readers' summaries keep, to the weights of the two regressions.
//!
//! Logistic regression with an L2 penalty, by Newton's method with halved steps. Every sum runs
//! in the order of the topics, so that equal examples give equal weights on any number of threads.
//!
//! Source: Hastie, Tibshirani & Friedman (2009), *The Elements of Statistical Learning*, section
//! 4.4; the penalty is counted as scikit-learn's `LogisticRegression` does.

use rayon::prelude::*;

use super::feature::{Features, N_FEATURES};
use super::weights::{Regression, Weights};

/// Weight of the examples beside the penalty; chosen for some 35 topics.
pub const DEFAULT_STRENGTH: f64 = 0.0045;

/// What the examples of one topic weigh together, however many concepts it has.
const TOPIC_WEIGHT: f64 = 1000.0;
/// Newton steps at most; some 10 are taken.
const MAX_STEPS: usize = 100;
/// Halvings of a step that does not lower the loss.
const MAX_HALVINGS: usize = 30;
/// A step whose largest part is below this is the last one.
const TOLERANCE: f64 = 1e-9;

/// The bias and a coefficient for each feature.
const N_COEFFICIENTS: usize = N_FEATURES + 1;
type Vector = [f64; N_COEFFICIENTS];
type Matrix = [Vector; N_COEFFICIENTS];

/// A concept of a topic.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Example {
    /// Its features.
    pub features: Features,
    /// Share of the topic's references that hold it, in [0, 1].
    pub share: f64,
}

/// The concepts of a topic.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Examples {
    /// Its words.
    pub words: Vec<Example>,
    /// Its pairs.
    pub pairs: Vec<Example>,
}

/// The weights under which the chances of `topics` come closest to their shares.
///
/// Each regression minimizes `½·|w|² + strength · Σ (1000/n)·(−y·ln p − (1−y)·ln(1−p))`, n being
/// the concepts of the kind in the example's topic, y the share, over features of mean 0 and
/// variance 1; the bias is free. The weights returned are for the features as they are.
///
/// O(steps · examples · features²) time.
pub fn weights(topics: &[&Examples], strength: f64) -> Weights {
    let words: Vec<&[Example]> = topics.iter().map(|topic| topic.words.as_slice()).collect();
    let pairs: Vec<&[Example]> = topics.iter().map(|topic| topic.pairs.as_slice()).collect();
    Weights { word: regression(&words, strength), pair: regression(&pairs, strength) }
}

fn regression(topics: &[&[Example]], strength: f64) -> Regression {
    let scale = Scale::of(topics);
    let mut coefficients = [0.0; N_COEFFICIENTS];
    let mut here = Loss::of(topics, &scale, strength, &coefficients);
    for _ in 0..MAX_STEPS {
        let Some(step) = solve(here.curvature, here.gradient) else { break };
        let mut length = 1.0;
        let mut is_lower = false;
        for _ in 0..MAX_HALVINGS {
            let next = moved(&coefficients, &step, length);
            let there = Loss::of(topics, &scale, strength, &next);
            is_lower = there.value <= here.value;
            if is_lower {
                (coefficients, here) = (next, there);
                break;
            }
            length /= 2.0;
        }
        let largest = step.iter().fold(0.0, |largest: f64, part| largest.max(part.abs()));
        if !is_lower || largest * length < TOLERANCE {
            break;
        }
    }
    scale.restored(&coefficients)
}

fn moved(from: &Vector, step: &Vector, length: f64) -> Vector {
    std::array::from_fn(|i| from[i] - length * step[i])
}

/// Mean and deviation of each feature over all examples.
struct Scale {
    mean: Features,
    /// 1 for a feature that never changes.
    deviation: Features,
}

impl Scale {
    fn of(topics: &[&[Example]]) -> Self {
        let examples = || topics.iter().copied().flatten();
        let n = examples().count().max(1) as f64;
        let mut mean = [0.0; N_FEATURES];
        for example in examples() {
            (0..N_FEATURES).for_each(|i| mean[i] += example.features[i] / n);
        }
        let mut variance = [0.0; N_FEATURES];
        for example in examples() {
            (0..N_FEATURES)
                .for_each(|i| variance[i] += (example.features[i] - mean[i]).powi(2) / n);
        }
        // What rounding leaves of a constant is no variance.
        let deviation = variance.map(|v: f64| if v > 1e-20 { v.sqrt() } else { 1.0 });
        Self { mean, deviation }
    }

    /// 1 for the bias, then the features scaled.
    fn row(&self, features: &Features) -> Vector {
        std::array::from_fn(|i| match i.checked_sub(1) {
            Some(i) => (features[i] - self.mean[i]) / self.deviation[i],
            None => 1.0,
        })
    }

    /// The regression over features as they are.
    fn restored(&self, coefficients: &Vector) -> Regression {
        let weights: Features = std::array::from_fn(|i| coefficients[i + 1] / self.deviation[i]);
        let shift: f64 = weights.iter().zip(&self.mean).map(|(weight, mean)| weight * mean).sum();
        Regression { bias: coefficients[0] - shift, weights }
    }
}

/// What is minimized, with its first and second derivatives.
struct Loss {
    value: f64,
    gradient: Vector,
    curvature: Matrix,
}

impl Loss {
    const ZERO: Self = Self {
        value: 0.0,
        gradient: [0.0; N_COEFFICIENTS],
        curvature: [[0.0; N_COEFFICIENTS]; N_COEFFICIENTS],
    };

    fn of(topics: &[&[Example]], scale: &Scale, strength: f64, coefficients: &Vector) -> Self {
        let each: Vec<Self> = topics
            .par_iter()
            .map(|examples| {
                let weight = strength * TOPIC_WEIGHT / examples.len().max(1) as f64;
                let mut loss = Self::ZERO;
                examples.iter().for_each(|example| {
                    loss.add(&scale.row(&example.features), example.share, weight, coefficients);
                });
                loss
            })
            .collect();
        let mut sum = Self::ZERO;
        // The bias, which is first, is free.
        for (i, &coefficient) in coefficients.iter().enumerate().skip(1) {
            sum.value += 0.5 * coefficient * coefficient;
            sum.gradient[i] = coefficient;
            sum.curvature[i][i] = 1.0;
        }
        for loss in &each {
            sum.value += loss.value;
            for i in 0..N_COEFFICIENTS {
                sum.gradient[i] += loss.gradient[i];
                // Only the lower triangle is filled, and read.
                (0..=i).for_each(|j| sum.curvature[i][j] += loss.curvature[i][j]);
            }
        }
        sum
    }

    fn add(&mut self, row: &Vector, share: f64, weight: f64, coefficients: &Vector) {
        let odds: f64 = row.iter().zip(coefficients).map(|(x, c)| x * c).sum();
        // −ln p = ln(1 + e^−odds) without overflow; −ln(1 − p) is that plus the odds.
        let minus_ln_p = (-odds.abs()).exp().ln_1p() + (-odds).max(0.0);
        self.value += weight * (minus_ln_p + (1.0 - share) * odds);
        let chance = 1.0 / (1.0 + (-odds).exp());
        let slope = weight * (chance - share);
        let bend = weight * chance * (1.0 - chance);
        for i in 0..N_COEFFICIENTS {
            self.gradient[i] += slope * row[i];
            let scaled = bend * row[i];
            (0..=i).for_each(|j| self.curvature[i][j] += scaled * row[j]);
        }
    }
}

/// The solution of `matrix · x = right` by Cholesky's decomposition, reading the lower triangle;
/// `None` where it is not positive definite, as without examples.
fn solve(mut matrix: Matrix, right: Vector) -> Option<Vector> {
    for i in 0..N_COEFFICIENTS {
        for j in 0..=i {
            let product: f64 = (0..j).map(|k| matrix[i][k] * matrix[j][k]).sum();
            let rest = matrix[i][j] - product;
            if i == j && rest <= 0.0 {
                return None;
            }
            matrix[i][j] = if i == j { rest.sqrt() } else { rest / matrix[j][j] };
        }
    }
    let mut x = right;
    for i in 0..N_COEFFICIENTS {
        let product: f64 = (0..i).map(|k| matrix[i][k] * x[k]).sum();
        x[i] = (x[i] - product) / matrix[i][i];
    }
    for i in (0..N_COEFFICIENTS).rev() {
        let product: f64 = (i + 1..N_COEFFICIENTS).map(|k| matrix[k][i] * x[k]).sum();
        x[i] = (x[i] - product) / matrix[i][i];
    }
    Some(x)
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "equal sums are equal to the last bit")]
mod tests {
    use super::*;

    fn example(first: f64, share: f64) -> Example {
        let mut features = [0.0; N_FEATURES];
        features[0] = first;
        Example { features, share }
    }

    fn topic(words: &[(f64, f64)]) -> Examples {
        let words = words.iter().map(|&(first, share)| example(first, share)).collect();
        Examples { words, pairs: Vec::new() }
    }

    #[test]
    fn without_a_feature_that_tells_the_bias_is_the_log_odds() {
        let topic = topic(&[(0.3, 0.25); 4]);
        let found = weights(&[&topic], 1.0);
        assert!((found.word.bias - (0.25_f64 / 0.75).ln()).abs() < 1e-9, "{found:?}");
        assert_eq!(found.word.weights, [0.0; N_FEATURES]);
        // No pairs at all.
        assert_eq!(found.pair, Regression::default());
    }

    #[test]
    fn the_gradient_is_zero_at_the_end() {
        let shares = [(0.0, 0.0), (1.0, 0.5), (2.0, 0.25), (3.0, 1.0)];
        let topics = [topic(&shares), topic(&shares[1..])];
        let (first, second) = (&topics[0].words[..], &topics[1].words[..]);
        let strength = 0.01;
        let found = regression(&[first, second], strength);
        // Back to scaled coefficients, where the penalty is: mean 12/7, variance 52/49 by hand.
        let mean: f64 = 12.0 / 7.0;
        let deviation = (4.0 - mean * mean).sqrt();
        let coefficient = found.weights[0] * deviation;
        let slope = |words: &[Example], by: &dyn Fn(f64) -> f64| -> f64 {
            let of = |word: &Example| {
                let x = word.features[0];
                let chance = 1.0 / (1.0 + (-(found.bias + found.weights[0] * x)).exp());
                (chance - word.share) * by(x)
            };
            strength * 1000.0 / words.len() as f64 * words.iter().map(of).sum::<f64>()
        };
        let for_bias = slope(first, &|_| 1.0) + slope(second, &|_| 1.0);
        let scaled = |x: f64| (x - mean) / deviation;
        let for_weight = slope(first, &scaled) + slope(second, &scaled) + coefficient;
        assert!(for_bias.abs() < 1e-7 && for_weight.abs() < 1e-7, "{for_bias} {for_weight}");
        assert!(coefficient > 0.0);
    }

    #[test]
    fn a_strong_penalty_keeps_weights_small() {
        let topic = topic(&[(0.0, 0.0), (1.0, 1.0)]);
        let weight = |strength| weights(&[&topic], strength).word.weights[0];
        assert!(weight(1e-6) < 0.01 && weight(1e-3) > 0.2, "{} {}", weight(1e-6), weight(1e-3));
    }

    #[test]
    fn the_order_of_examples_of_a_topic_is_all_that_the_result_may_depend_on() {
        let topics: Vec<Examples> = (0..20)
            .map(|n| {
                let words: Vec<(f64, f64)> =
                    (0..50).map(|i| (f64::from(i * n % 7), f64::from(i % 3) / 2.0)).collect();
                topic(&words)
            })
            .collect();
        let topics: Vec<&Examples> = topics.iter().collect();
        let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        let found = weights(&topics, DEFAULT_STRENGTH);
        assert_eq!(alone.install(|| weights(&topics, DEFAULT_STRENGTH)), found);
    }
}
