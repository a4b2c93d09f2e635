//! Smaller groups out of large ones, to see how a grouping fares on a heap of small topics.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::random::Random;

/// The positions in `gold`, ascending, that are left when each group is cut to a random number of
/// members within `sizes`, drawn without return. A group with fewer is left whole.
///
/// Groups are cut in the order of their numbers, so that equal seeds leave the same. O(n log n).
///
/// ```
/// use daybrief::evaluate::sample;
/// let kept = sample::cut(&[0, 0, 0, 1, 1], 1..=1, 7);
/// assert_eq!(kept.len(), 2);
/// assert!(kept[0] < 3 && kept[1] >= 3);
/// ```
pub fn cut(gold: &[u32], sizes: RangeInclusive<usize>, seed: u64) -> Vec<usize> {
    let mut groups: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (position, &group) in gold.iter().enumerate() {
        groups.entry(group).or_default().push(position);
    }
    let mut random = Random::new(seed);
    let (least, most) = (*sizes.start(), *sizes.end());
    let mut kept = Vec::new();
    for mut members in groups.into_values() {
        let size = least + random.below(most.saturating_sub(least) + 1);
        for _ in 0..size.min(members.len()) {
            kept.push(members.remove(random.below(members.len())));
        }
    }
    kept.sort_unstable();
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_is_cut_to_a_size_within_the_range() {
        let gold: Vec<u32> = (0..600).map(|document| document % 60).collect();
        let kept = cut(&gold, 1..=3, 5);
        let mut sizes = [0; 60];
        kept.iter().for_each(|&position| sizes[gold[position] as usize] += 1);
        assert!(sizes.iter().all(|size| (1..=3).contains(size)), "{sizes:?}");
        // Each of the three sizes is drawn 20 times in the mean.
        for size in 1..=3 {
            let n = sizes.iter().filter(|&&other| other == size).count();
            assert!((8..=32).contains(&n), "{n} groups of {size}");
        }
        assert!(kept.is_sorted());
    }

    #[test]
    fn a_seed_repeats_and_another_differs() {
        let gold = [0; 50];
        assert_eq!(cut(&gold, 2..=9, 1), cut(&gold, 2..=9, 1));
        assert_ne!(cut(&gold, 2..=9, 1), cut(&gold, 2..=9, 2));
    }

    #[test]
    fn small_groups_stay_whole() {
        assert_eq!(cut(&[4, 4, 9], 5..=6, 0), [0, 1, 2]);
        assert_eq!(cut(&[], 1..=3, 0), [0_usize; 0]);
    }
}
