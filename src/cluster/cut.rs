//! Merges of groups to the level at which they are best stopped, chosen for the batch at hand.

use super::agglomerate::Merge;
use crate::analyze::similarity::Graph;

/// The levels among which the cut is chosen, coarse ones last.
pub(super) const LEVELS: [f64; 20] = [
    0.30, 0.27, 0.24, 0.21, 0.19, 0.17, 0.15, 0.135, 0.12, 0.105, 0.09, 0.075, 0.06, 0.045, 0.03,
    0.015, 0.0, -0.015, -0.03, -0.06,
];
/// How similarities count where the level of the whole batch is chosen.
const WHOLE: Scale = Scale { singleton: 0.20, floor: 0.20 };
/// The same where a group is tried for parts: there one outlier does not yet make two events.
const PARTS: Scale = Scale { singleton: 0.10, floor: 0.10 };
/// How well the parts of a group must stand apart to take its place.
const MIN_QUALITY: f64 = 0.30;
/// Members at which half of that quality counts: in a few articles anything stands apart.
const DOUBT: f64 = 3.0;
/// Members below which a group is not parted.
const MIN_MEMBERS: usize = 4;

/// How similarities become a silhouette.
#[derive(Clone, Copy)]
struct Scale {
    /// What a document alone in its group counts as its similarity to its own group.
    singleton: f64,
    /// Keeps the silhouette from resting on pairs that are hardly similar at all.
    floor: f64,
}

/// The group of each node, named by its smallest node, at the level that suits the batch.
///
/// Of [`LEVELS`] the one with the largest mean silhouette is taken, of equal ones the finer. One
/// level does not suit all of a mixed heap: so each of its groups that falls into parts at a finer
/// level gives way to the parts that stand apart best, if they do so by `MIN_QUALITY` or more.
/// That is the mean over the parts of their mean silhouettes, seen inside the group alone, times
/// n/(n + 3) for n members. O(edges) time for each level.
pub(super) fn best(graph: &Graph, merges: &[Merge]) -> Vec<u32> {
    let mut best = (f64::NEG_INFINITY, Vec::new());
    let mut finer = Vec::new();
    for level in LEVELS {
        let groups = groups_at(level, merges, graph.len());
        let silhouettes = silhouettes(graph, &groups, None, WHOLE);
        let quality = silhouettes.iter().sum::<f64>() / graph.len().max(1) as f64;
        if quality > best.0 {
            best = (quality, groups.clone());
        }
        finer.push(groups);
    }
    let whole = best.1;
    finer.retain(|groups| *groups != whole);
    parted(graph, &whole, &finer)
}

/// `whole` with those groups parted that one of the `finer` partitions parts well; the best of
/// these, of equal ones the finest. A wider partition parts nothing.
fn parted(graph: &Graph, whole: &[u32], finer: &[Vec<u32>]) -> Vec<u32> {
    let mut size = vec![0usize; whole.len()];
    whole.iter().for_each(|&group| size[group as usize] += 1);
    let mut best: Vec<(f64, Option<usize>)> = vec![(MIN_QUALITY, None); whole.len()];
    for (place, parts) in finer.iter().enumerate() {
        for (group, quality) in (0..).zip(qualities(graph, whole, parts)) {
            let n = size[group];
            let sure = n as f64 / (n as f64 + DOUBT);
            if n >= MIN_MEMBERS && quality.is_some_and(|quality| quality * sure > best[group].0) {
                best[group] = (quality.unwrap_or_default() * sure, Some(place));
            }
        }
    }
    let group_of = |(node, &group): (usize, &u32)| {
        best[group as usize].1.map_or(group, |place| finer[place][node])
    };
    whole.iter().enumerate().map(group_of).collect()
}

/// For each group of `whole`, by its name, the mean over its `parts` of their mean silhouettes;
/// `None` where it has only one.
fn qualities(graph: &Graph, whole: &[u32], parts: &[u32]) -> Vec<Option<f64>> {
    let silhouettes = silhouettes(graph, parts, Some(whole), PARTS);
    let mut of_part = vec![(0.0, 0.0); parts.len()];
    for (&part, silhouette) in parts.iter().zip(silhouettes) {
        let (sum, n) = &mut of_part[part as usize];
        *sum += silhouette;
        *n += 1.0;
    }
    let mut of_group = vec![(0.0, 0.0); whole.len()];
    for (&(sum, n), &group) in of_part.iter().zip(whole).filter(|&(&(_, n), _)| n > 0.0) {
        let (total, n_parts) = &mut of_group[group as usize];
        *total += sum / n;
        *n_parts += 1.0;
    }
    of_group.into_iter().map(|(total, n)| (n > 1.0).then_some(total / n)).collect()
}

/// The group of each node, named by its smallest node, before the first merge below `level`.
pub(super) fn groups_at(level: f64, merges: &[Merge], n: usize) -> Vec<u32> {
    let mut groups: Vec<u32> = (0u32..).take(n).collect();
    for merge in merges.iter().take_while(|merge| merge.score >= level) {
        groups[merge.joined as usize] = merge.kept;
    }
    // A group's name is never larger than its members, so one ascending pass resolves chains.
    for node in 0..n {
        groups[node] = groups[groups[node] as usize];
    }
    groups
}

/// For each node `(a − b)/(max(a, b) + floor)`: a is the mean similarity to its own group, b the
/// largest mean similarity to another, at least 0; only nodes of the same group of `inside` count.
///
/// Source: Rousseeuw (1987), *Silhouettes*, on similarities and averaged over groups.
fn silhouettes(graph: &Graph, groups: &[u32], inside: Option<&[u32]>, scale: Scale) -> Vec<f64> {
    let mut sizes = vec![0.0; groups.len()];
    groups.iter().for_each(|&group| sizes[group as usize] += 1.0);
    let mut sums = vec![0.0; groups.len()];
    let silhouette = |(node, edges): (usize, &Vec<(u32, f64)>)| {
        let counts = |other: u32| inside.is_none_or(|all| all[other as usize] == all[node]);
        let own = groups[node] as usize;
        for &(other, similarity) in edges.iter().filter(|&&(other, _)| counts(other)) {
            sums[groups[other as usize] as usize] += similarity;
        }
        let sum = std::mem::take(&mut sums[own]);
        let a = if sizes[own] > 1.0 { sum / (sizes[own] - 1.0) } else { scale.singleton };
        let mut b = 0.0_f64;
        for &(other, _) in edges {
            let group = groups[other as usize] as usize;
            b = b.max(std::mem::take(&mut sums[group]) / sizes[group]);
        }
        (a - b) / (a.max(b) + scale.floor)
    };
    graph.iter().enumerate().map(silhouette).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Groups of `sizes`, all pairs of a group similar by `within`, all others by `between`.
    fn graph(sizes: &[usize], within: f64, between: f64) -> Graph {
        let group = |(group, &size): (usize, &usize)| std::iter::repeat_n(group, size);
        let of: Vec<usize> = sizes.iter().enumerate().flat_map(group).collect();
        let edges = |node: usize| {
            let similarity = |other: usize| if of[node] == of[other] { within } else { between };
            let others = (0u32..).take(of.len()).filter(|&other| other as usize != node);
            others.map(|other| (other, similarity(other as usize))).collect()
        };
        (0..of.len()).map(edges).collect()
    }

    #[test]
    fn a_silhouette_by_hand() {
        let graph = graph(&[2, 1], 0.5, 0.1);
        let found = silhouettes(&graph, &[0, 0, 2], None, WHOLE);
        // (.5 − .1)/(.5 + .2) twice, and (.2 − .1)/(.2 + .2).
        for (found, expected) in found.iter().zip([4.0 / 7.0, 4.0 / 7.0, 0.25]) {
            assert!((found - expected).abs() < 1e-12, "{found} {expected}");
        }
    }

    #[test]
    fn a_group_gives_way_to_parts_that_stand_apart() {
        let graph = graph(&[3, 3, 3], 0.5, 0.1);
        let (whole, parts) = (vec![0; 9], vec![0, 0, 0, 3, 3, 3, 6, 6, 6]);
        // (.5 − .1)/(.5 + .1) · 9/12 = .5 is above .3.
        assert_eq!(parted(&graph, &whole, std::slice::from_ref(&parts)), parts);
        let outlier = vec![0, 0, 0, 0, 0, 0, 0, 0, 8];
        assert_eq!(parted(&graph, &whole, &[outlier]), whole);
        assert_eq!(parted(&graph, &parts, &[whole]), parts);
    }
}
