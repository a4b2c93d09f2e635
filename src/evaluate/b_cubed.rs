//! How well found groups agree with gold groups, judged document by document (BCubed).
//!
//! Source: Bagga & Baldwin (1998), *Entity-Based Cross-Document Coreferencing Using the Vector Space
//! Model*, COLING-ACL, section 4; every document weighs the same.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// Agreement of two groupings, each figure in [0, 1].
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct BCubed {
    /// Mean over documents of the share of its found group that belongs to its gold group.
    pub precision: f64,
    /// Mean over documents of the share of its gold group that its found group has.
    pub recall: f64,
    /// Harmonic mean of the two.
    pub f1: f64,
}

/// Compares the group of each document in `found` with that in `gold`, both in the same order of
/// documents; the numbers of groups mean nothing beyond being equal or not.
///
/// Documents that only one of the two lists has are left out; none at all give 0. O(n) time.
///
/// ```
/// use daybrief::evaluate::b_cubed;
/// // One of four documents stands in the wrong group.
/// let agreement = b_cubed::scores(&[0, 0, 0, 1], &[0, 0, 1, 1]);
/// assert_eq!(agreement.precision, (2.0 / 3.0 + 2.0 / 3.0 + 1.0 / 3.0 + 1.0) / 4.0);
/// assert_eq!(agreement.recall, (1.0 + 1.0 + 0.5 + 0.5) / 4.0);
/// ```
pub fn scores(found: &[u32], gold: &[u32]) -> BCubed {
    let pairs: Vec<(u32, u32)> = found.iter().copied().zip(gold.iter().copied()).collect();
    let in_found = sizes(pairs.iter().map(|pair| pair.0));
    let in_gold = sizes(pairs.iter().map(|pair| pair.1));
    let in_both = sizes(pairs.iter().copied());
    let n = pairs.len().max(1) as f64;
    let mean = |whole: &dyn Fn(&(u32, u32)) -> u32| {
        let shares = pairs.iter().map(|pair| f64::from(in_both[pair]) / f64::from(whole(pair)));
        shares.sum::<f64>() / n
    };
    let precision = mean(&|pair| in_found[&pair.0]);
    let recall = mean(&|pair| in_gold[&pair.1]);
    let sum = precision + recall;
    let f1 = if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 };
    BCubed { precision, recall, f1 }
}

fn sizes<K: std::hash::Hash + Eq>(groups: impl Iterator<Item = K>) -> FxHashMap<K, u32> {
    let mut sizes = FxHashMap::default();
    for group in groups {
        *sizes.entry(group).or_default() += 1;
    }
    sizes
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the figure is exact")]
mod tests {
    use super::*;

    #[test]
    fn the_worked_example_of_the_paper() {
        // Gold 1–5, 6–7, 8–12; found first with 6–7 joined to 8–12, then with 1–5 joined to them.
        let gold = [0, 0, 0, 0, 0, 1, 1, 2, 2, 2, 2, 2];
        let first = scores(&[0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1], &gold);
        let second = scores(&[0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0], &gold);
        assert_eq!((first.recall, second.recall), (1.0, 1.0));
        // 5 · 1 + 2 · 2/7 + 5 · 5/7 of 12, and 2 · 1 + 10 · 5/10 of 12.
        assert!((first.precision - (5.0 + 4.0 / 7.0 + 25.0 / 7.0) / 12.0).abs() < 1e-12);
        assert!((second.precision - 7.0 / 12.0).abs() < 1e-12);
        assert!((second.f1 - 14.0 / 19.0).abs() < 1e-12);
    }

    #[test]
    fn the_numbers_of_groups_do_not_matter() {
        let same = scores(&[7, 7, 3], &[0, 0, u32::MAX]);
        assert_eq!((same.precision, same.recall, same.f1), (1.0, 1.0, 1.0));
    }

    #[test]
    fn one_group_each_is_precise_and_recalls_little() {
        let found = scores(&[0, 1, 2, 3], &[0; 4]);
        assert_eq!((found.precision, found.recall, found.f1), (1.0, 0.25, 0.4));
    }

    #[test]
    fn unequal_lists_and_none_are_taken() {
        assert_eq!(scores(&[], &[]), BCubed::default());
        assert_eq!(scores(&[0, 0, 1], &[0, 0]).f1, 1.0);
    }
}
