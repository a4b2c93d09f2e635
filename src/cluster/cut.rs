//! Merges of groups to the level at which they are best stopped, chosen for the batch at hand.

use super::agglomerate::Merge;
use crate::analyze::similarity::Graph;

/// The levels among which the cut is chosen, coarse ones last.
pub(super) const LEVELS: [f64; 20] = [
    0.30, 0.27, 0.24, 0.21, 0.19, 0.17, 0.15, 0.135, 0.12, 0.105, 0.09, 0.075, 0.06, 0.045, 0.03,
    0.015, 0.0, -0.015, -0.03, -0.06,
];
/// What a document alone in its group counts as its similarity to its own group.
const SINGLETON_SIMILARITY: f64 = 0.20;
/// Keeps the quality of a cut from resting on pairs that are hardly similar at all.
const QUALITY_FLOOR: f64 = 0.10;

/// The level of [`LEVELS`] whose partition stands apart best; of equal ones the finer.
pub(super) fn best_level(graph: &Graph, merges: &[Merge]) -> f64 {
    let mut best = (f64::NEG_INFINITY, LEVELS[0]);
    for level in LEVELS {
        let quality = silhouette(graph, &groups_at(level, merges, graph.len()));
        if quality > best.0 {
            best = (quality, level);
        }
    }
    best.1
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

/// Mean over the nodes of `(a − b)/(max(a, b) + .10)`: a is the mean similarity to the node's own
/// group, b the largest mean similarity to another, at least 0.
///
/// Source: Rousseeuw (1987), *Silhouettes*, on similarities and averaged over groups.
fn silhouette(graph: &Graph, groups: &[u32]) -> f64 {
    let mut sizes = vec![0.0; groups.len()];
    groups.iter().for_each(|&group| sizes[group as usize] += 1.0);
    let mut sums = vec![0.0; groups.len()];
    let mut total = 0.0;
    for (edges, &own) in graph.iter().zip(groups) {
        for &(other, similarity) in edges {
            sums[groups[other as usize] as usize] += similarity;
        }
        let own_size: f64 = sizes[own as usize];
        let inside = std::mem::take(&mut sums[own as usize]);
        let a = if own_size > 1.0 { inside / (own_size - 1.0) } else { SINGLETON_SIMILARITY };
        let mut b = 0.0_f64;
        for &(other, _) in edges {
            let group = groups[other as usize] as usize;
            b = b.max(std::mem::take(&mut sums[group]) / sizes[group]);
        }
        total += (a - b) / (a.max(b) + QUALITY_FLOOR);
    }
    total / groups.len().max(1) as f64
}
