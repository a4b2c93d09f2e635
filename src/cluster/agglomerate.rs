//! A similarity graph of documents to a partition: average link, and a cut chosen for the batch.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

use super::Granularity;
use crate::analyze::similarity::Graph;

/// Prior pairs, and their similarity, in a group's coherence: a small group is not sure of its own.
const PRIOR_PAIRS: f64 = 6.0;
const PRIOR_SIMILARITY: f64 = 0.10;
/// Merges below this score are never made.
const STOP: f64 = -0.06;
/// The levels among which the cut is chosen, coarse ones last.
const LEVELS: [f64; 20] = [
    0.30, 0.27, 0.24, 0.21, 0.19, 0.17, 0.15, 0.135, 0.12, 0.105, 0.09, 0.075, 0.06, 0.045, 0.03,
    0.015, 0.0, -0.015, -0.03, -0.06,
];
/// Documents below which the batch says too little about itself, and the cut used then.
const SMALL_BATCH: usize = 4;
const SMALL_BATCH_LEVEL: f64 = 0.12;
/// What a document alone in its group counts as its similarity to its own group.
const SINGLETON_SIMILARITY: f64 = 0.20;
/// Keeps the quality of a cut from resting on pairs that are hardly similar at all.
const QUALITY_FLOOR: f64 = 0.10;

/// Partitions the nodes of `graph` (symmetric) into groups, each ascending, by first member.
///
/// Average-link agglomeration, best pair first, with
/// `score = avg(A,B) − max(0, ½·√(coh(A)·coh(B)) − avg(A,B))` and
/// `coh(C) = (Σ s within C + 6·.10)/(pairs of C + 6)`; ties go to the smallest ids. The cut is
/// the level of `LEVELS` whose partition has the largest mean silhouette, or the one that
/// `granularity` fixes. Pairs without an edge count as similarity 0 and are never merged directly.
/// O(edges · log edges · levels) time in practice.
pub fn partition(graph: &Graph, granularity: Granularity) -> Vec<Vec<u32>> {
    let merges = merges(graph);
    let level = match granularity {
        Granularity::Broad => 0.03,
        Granularity::Story => 0.06,
        Granularity::Event => 0.13,
        Granularity::Auto if graph.len() < SMALL_BATCH => SMALL_BATCH_LEVEL,
        Granularity::Auto => best_level(graph, &merges),
    };
    members_at(level, &merges, graph.len())
}

/// The partition at each level among which [`partition`] chooses, from the finest to the widest.
pub fn at_each_level(graph: &Graph) -> Vec<(f64, Vec<Vec<u32>>)> {
    let merges = merges(graph);
    LEVELS.iter().map(|&level| (level, members_at(level, &merges, graph.len()))).collect()
}

/// The groups before the first merge below `level`, each ascending, by first member.
fn members_at(level: f64, merges: &[Merge], n: usize) -> Vec<Vec<u32>> {
    let groups = groups_at(level, merges, n);
    let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (node, &group) in (0u32..).zip(&groups) {
        members.entry(group).or_default().push(node);
    }
    members.into_values().collect()
}

/// Mean similarity of the pairs of `group`, in [0, 1]; 1 for a group of one.
pub fn cohesion(group: &[u32], graph: &Graph) -> f64 {
    if group.len() < 2 {
        return 1.0;
    }
    let inside = |&&(other, _): &&(u32, f64)| group.binary_search(&other).is_ok();
    let sum: f64 = group
        .iter()
        .flat_map(|&node| graph[node as usize].iter().filter(inside))
        .map(|&(_, similarity)| similarity)
        .sum();
    sum / (group.len() * (group.len() - 1)) as f64
}

/// One merge of two groups, each named by its smallest node.
struct Merge {
    kept: u32,
    joined: u32,
    score: f64,
}

/// A group while it grows.
struct Cluster {
    size: f64,
    /// Sum of similarities of its pairs.
    within: f64,
    /// Sum of similarities to each neighboring group.
    between: BTreeMap<u32, f64>,
    /// Counts its changes, so that outdated candidates are recognized.
    version: u32,
}

impl Cluster {
    fn coherence(&self) -> f64 {
        let n_pairs = self.size * (self.size - 1.0) / 2.0;
        (self.within + PRIOR_PAIRS * PRIOR_SIMILARITY).max(0.0) / (n_pairs + PRIOR_PAIRS)
    }
}

/// A pair that could be merged; the greatest is the best.
struct Candidate {
    score: f64,
    pair: (u32, u32),
    versions: (u32, u32),
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        self.score.total_cmp(&other.score).then_with(|| other.pair.cmp(&self.pair))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Candidate {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Candidate {}

/// All merges down to [`STOP`], in the order in which they are made.
fn merges(graph: &Graph) -> Vec<Merge> {
    let mut clusters: Vec<Option<Cluster>> = graph
        .iter()
        .map(|edges| {
            let between = edges.iter().copied().collect();
            Some(Cluster { size: 1.0, within: 0.0, between, version: 0 })
        })
        .collect();
    let mut heap = BinaryHeap::new();
    for node in (0u32..).take(graph.len()) {
        push_candidates(node, &clusters, &mut heap, |other| other > node);
    }
    let mut merges = Vec::new();
    while let Some(Candidate { score, pair: (a, b), versions }) = heap.pop() {
        let version = |id: u32| clusters[id as usize].as_ref().map(|cluster| cluster.version);
        if (version(a), version(b)) != (Some(versions.0), Some(versions.1)) {
            continue;
        }
        if score < STOP {
            break;
        }
        merges.push(Merge { kept: a, joined: b, score });
        merge(a, b, &mut clusters);
        push_candidates(a, &clusters, &mut heap, |_| true);
    }
    merges
}

/// Pushes the pairs of `id` with those of its neighbors that `wanted` accepts.
fn push_candidates(
    id: u32,
    clusters: &[Option<Cluster>],
    heap: &mut BinaryHeap<Candidate>,
    wanted: impl Fn(u32) -> bool,
) {
    let Some(own) = &clusters[id as usize] else { return };
    for (&other, &sum) in own.between.iter().filter(|&(&other, _)| wanted(other)) {
        let Some(cluster) = &clusters[other as usize] else { continue };
        let average = sum / (own.size * cluster.size);
        let expected = 0.5 * (own.coherence() * cluster.coherence()).sqrt();
        let score = average - (expected - average).max(0.0);
        let (pair, versions) = if id < other {
            ((id, other), (own.version, cluster.version))
        } else {
            ((other, id), (cluster.version, own.version))
        };
        heap.push(Candidate { score, pair, versions });
    }
}

/// Merges cluster `b` into `a < b`, and redirects the edges of its neighbors.
fn merge(a: u32, b: u32, clusters: &mut [Option<Cluster>]) {
    let Some(gone) = clusters[b as usize].take() else { return };
    for (&other, &sum) in gone.between.iter().filter(|&(&other, _)| other != a) {
        if let Some(neighbor) = &mut clusters[other as usize] {
            neighbor.between.remove(&b);
            *neighbor.between.entry(a).or_default() += sum;
        }
    }
    let Some(kept) = &mut clusters[a as usize] else { return };
    kept.within += gone.within + kept.between.remove(&b).unwrap_or(0.0);
    kept.size += gone.size;
    kept.version += 1;
    for (other, sum) in gone.between {
        if other != a {
            *kept.between.entry(other).or_default() += sum;
        }
    }
}

/// The group of each node, named by its smallest node, before the first merge below `level`.
fn groups_at(level: f64, merges: &[Merge], n: usize) -> Vec<u32> {
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

/// The level whose partition stands apart best; of equal ones the finer.
fn best_level(graph: &Graph, merges: &[Merge]) -> f64 {
    let mut best = (f64::NEG_INFINITY, LEVELS[0]);
    for level in LEVELS {
        let quality = silhouette(graph, &groups_at(level, merges, graph.len()));
        if quality > best.0 {
            best = (quality, level);
        }
    }
    best.1
}

/// Mean over the nodes of `(a − b)/(max(a, b) + .10)`: a is the mean similarity to the node's own
/// group, b the largest mean similarity to another, at least 0.
///
/// Source: Rousseeuw (1987), *Silhouettes*, on similarities and averaged over groups.
fn silhouette(graph: &Graph, groups: &[u32]) -> f64 {
    let mut sizes = vec![0.0; groups.len()];
    groups.iter().for_each(|&group| sizes[group as usize] += 1.0);
    let mut sums: BTreeMap<u32, f64> = BTreeMap::new();
    let mut total = 0.0;
    for (edges, &own) in graph.iter().zip(groups) {
        sums.clear();
        for &(other, similarity) in edges {
            *sums.entry(groups[other as usize]).or_default() += similarity;
        }
        let own_size: f64 = sizes[own as usize];
        let inside = sums.remove(&own).unwrap_or(0.0);
        let a = if own_size > 1.0 { inside / (own_size - 1.0) } else { SINGLETON_SIMILARITY };
        let means = sums.iter().map(|(&group, &sum)| sum / sizes[group as usize]);
        let b = means.fold(0.0, f64::max);
        total += (a - b) / (a.max(b) + QUALITY_FLOOR);
    }
    total / groups.len().max(1) as f64
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "a level is looked up as it is written")]
mod tests {
    use super::*;

    fn graph(n: usize, edges: &[(u32, u32, f64)]) -> Graph {
        let mut graph: Graph = vec![Vec::new(); n];
        for &(a, b, similarity) in edges {
            graph[a as usize].push((b, similarity));
            graph[b as usize].push((a, similarity));
        }
        graph.iter_mut().for_each(|edges| edges.sort_by_key(|&(other, _)| other));
        graph
    }

    #[test]
    fn two_clear_groups_are_found() {
        let graph = graph(
            5,
            &[(0, 1, 0.6), (0, 2, 0.5), (1, 2, 0.55), (3, 4, 0.5), (2, 3, 0.1), (1, 4, 0.08)],
        );
        let groups = partition(&graph, Granularity::Auto);
        assert_eq!(groups, [vec![0, 1, 2], vec![3, 4]]);
        assert!((cohesion(&groups[0], &graph) - 0.55).abs() < 1e-12);
    }

    #[test]
    fn nothing_in_common_stays_apart() {
        assert_eq!(partition(&graph(3, &[]), Granularity::Auto), [vec![0], vec![1], vec![2]]);
        assert!(partition(&graph(0, &[]), Granularity::Auto).is_empty());
    }

    #[test]
    fn levels_go_from_fine_to_wide() {
        let graph = graph(4, &[(0, 1, 0.28), (2, 3, 0.10), (1, 2, -0.01)]);
        let levels = at_each_level(&graph);
        let n_groups: Vec<usize> = levels.iter().map(|(_, groups)| groups.len()).collect();
        assert!(levels.is_sorted_by(|a, b| a.0 > b.0));
        assert_eq!((n_groups[0], n_groups[1]), (4, 3));
        assert!(n_groups.is_sorted_by(|a, b| a >= b), "{n_groups:?}");
        let story = levels.iter().find(|(level, _)| *level == 0.06).unwrap();
        assert_eq!(story.1, partition(&graph, Granularity::Story));
    }

    #[test]
    fn granularity_fixes_the_level() {
        let graph = graph(2, &[(0, 1, 0.10)]);
        assert_eq!(partition(&graph, Granularity::Event).len(), 2);
        assert_eq!(partition(&graph, Granularity::Story).len(), 1);
    }
}
