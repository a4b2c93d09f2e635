//! A similarity graph of documents to a partition: average link, best pair first.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

use super::{Effort, Granularity, cut};
use crate::analyze::similarity::Graph;

/// Prior pairs, and their similarity, in a group's coherence: a small group is not sure of its own.
const PRIOR_PAIRS: f64 = 6.0;
const PRIOR_SIMILARITY: f64 = 0.10;
/// Merges below this score are never made.
const STOP: f64 = -0.06;
/// Documents below which the batch says too little about itself, and the cut used then.
const SMALL_BATCH: usize = 4;
const SMALL_BATCH_LEVEL: f64 = 0.12;
/// Members of a group from which on its scores are not computed anew at each merge, and by which
/// share it then grows before they are.
const LARGE: f64 = 32.0;
const GROWTH: f64 = 1.0 / 16.0;

/// Partitions the nodes of `graph` (symmetric) into groups, each ascending, by first member.
///
/// Average-link agglomeration, best pair first, with
/// `score = avg(A,B) − max(0, ½·√(coh(A)·coh(B)) − avg(A,B))` and
/// `coh(C) = (Σ s within C + 6·.10)/(pairs of C + 6)`; ties go to the smallest ids. The cut is
/// chosen for the batch ([`cut::best`]), or the level that `granularity` fixes. Pairs without an edge count as similarity 0 and are never merged directly.
///
/// A group of 32 or more is scored anew with all its neighbors only when it has grown by a
/// sixteenth since the last time; in between a pair is scored when it is the best. So a group of
/// n is scored O(log n) times as a whole: O(edges · log² edges) time.
pub(super) fn partition(
    graph: &Graph,
    granularity: Granularity,
    effort: &mut Effort,
) -> Vec<Vec<u32>> {
    let merges = merges(graph, effort);
    let level = match granularity {
        Granularity::Broad => 0.03,
        Granularity::Story => 0.06,
        Granularity::Event => 0.13,
        Granularity::Auto if graph.len() < SMALL_BATCH => SMALL_BATCH_LEVEL,
        Granularity::Auto => return members(&cut::best(graph, &merges)),
    };
    members(&cut::groups_at(level, &merges, graph.len()))
}

/// The partition at each level among which [`partition`] chooses, from the finest to the widest.
pub(super) fn at_each_level(graph: &Graph) -> Vec<(f64, Vec<Vec<u32>>)> {
    let merges = merges(graph, &mut Effort::default());
    let groups = |level| members(&cut::groups_at(level, &merges, graph.len()));
    cut::LEVELS.iter().map(|&level| (level, groups(level))).collect()
}

/// The nodes of each of `groups`, ascending, by first member.
fn members(groups: &[u32]) -> Vec<Vec<u32>> {
    let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (node, &group) in (0u32..).zip(groups) {
        members.entry(group).or_default().push(node);
    }
    members.into_values().collect()
}

/// Mean similarity of the pairs of `group`, in [0, 1]; 1 for a group of one.
pub(super) fn cohesion(group: &[u32], graph: &Graph) -> f64 {
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
pub(super) struct Merge {
    pub(super) kept: u32,
    pub(super) joined: u32,
    pub(super) score: f64,
}

/// A group while it grows.
struct Cluster {
    /// Its smallest node.
    name: u32,
    size: f64,
    /// Sum of similarities of its pairs.
    within: f64,
    /// Sum of similarities to each neighboring group, by place.
    between: BTreeMap<u32, f64>,
    /// Counts how often it was scored with all its neighbors, so that older candidates are
    /// recognized.
    version: u32,
    /// Its size when that was done last.
    scored_size: f64,
}

impl Cluster {
    fn alone(node: u32, edges: &[(u32, f64)]) -> Self {
        let between = edges.iter().copied().collect();
        Self { name: node, size: 1.0, within: 0.0, between, version: 0, scored_size: 1.0 }
    }

    fn coherence(&self) -> f64 {
        let n_pairs = self.size * (self.size - 1.0) / 2.0;
        (self.within + PRIOR_PAIRS * PRIOR_SIMILARITY).max(0.0) / (n_pairs + PRIOR_PAIRS)
    }

    fn is_due(&self) -> bool {
        self.size < LARGE || self.size >= self.scored_size * (1.0 + GROWTH)
    }
}

/// A pair that could be merged; the greatest is the best.
struct Candidate {
    score: f64,
    names: (u32, u32),
    places: (u32, u32),
    versions: (u32, u32),
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        self.score.total_cmp(&other.score).then_with(|| other.names.cmp(&self.names))
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

/// All groups while they are merged; a group stays at the place of its part with most neighbors.
struct Groups<'a> {
    clusters: Vec<Option<Cluster>>,
    heap: BinaryHeap<Candidate>,
    effort: &'a mut Effort,
}

/// All merges down to [`STOP`], in the order in which they are made.
fn merges(graph: &Graph, effort: &mut Effort) -> Vec<Merge> {
    let alone = |(node, edges): (u32, &Vec<(u32, f64)>)| Some(Cluster::alone(node, edges));
    let clusters = (0u32..).zip(graph).map(alone).collect();
    let mut groups = Groups { clusters, heap: BinaryHeap::new(), effort };
    for (node, edges) in (0u32..).zip(graph) {
        let others = edges.iter().map(|&(other, _)| other).filter(|&other| other > node);
        others.for_each(|other| groups.push(node, other));
    }
    let mut merges = Vec::new();
    while let Some(best) = groups.heap.pop() {
        let (a, b) = best.places;
        let Some(current) = groups.candidate(a, b) else { continue };
        if current.versions != best.versions {
            continue;
        }
        if current.score < best.score {
            groups.push(a, b);
            continue;
        }
        merges.push(Merge { kept: current.names.0, joined: current.names.1, score: current.score });
        groups.merge(a, b);
    }
    merges
}

impl Groups<'_> {
    /// The pair at two places as it stands now; `None` where one of them is gone.
    fn candidate(&mut self, a: u32, b: u32) -> Option<Candidate> {
        let (a, b) = (a.min(b), a.max(b));
        let (first, second) =
            (self.clusters[a as usize].as_ref()?, self.clusters[b as usize].as_ref()?);
        let sum = first.between.get(&b)?;
        self.effort.scorings += 1;
        let average = sum / (first.size * second.size);
        let expected = 0.5 * (first.coherence() * second.coherence()).sqrt();
        Some(Candidate {
            score: average - (expected - average).max(0.0),
            names: (first.name.min(second.name), first.name.max(second.name)),
            places: (a, b),
            versions: (first.version, second.version),
        })
    }

    /// Remembers the pair at two places, where it may ever be merged.
    fn push(&mut self, a: u32, b: u32) {
        let candidate = self.candidate(a, b).filter(|candidate| candidate.score >= STOP);
        self.heap.extend(candidate);
    }

    /// Merges the groups at two places into the one with more neighbors, and redirects the edges
    /// of the other's.
    fn merge(&mut self, a: u32, b: u32) {
        let n_neighbors = |place: u32| {
            self.clusters[place as usize].as_ref().map_or(0, |cluster| cluster.between.len())
        };
        let (a, b) = if n_neighbors(b) > n_neighbors(a) { (b, a) } else { (a, b) };
        let Some(mut gone) = self.clusters[b as usize].take() else { return };
        let shared = gone.between.remove(&a).unwrap_or_default();
        for (&other, &sum) in &gone.between {
            if let Some(neighbor) = &mut self.clusters[other as usize] {
                neighbor.between.remove(&b);
                *neighbor.between.entry(a).or_default() += sum;
            }
        }
        let Some(kept) = &mut self.clusters[a as usize] else { return };
        kept.between.remove(&b);
        kept.name = kept.name.min(gone.name);
        kept.within += gone.within + shared;
        kept.size += gone.size;
        for (&other, &sum) in &gone.between {
            *kept.between.entry(other).or_default() += sum;
        }
        let touched: Vec<u32> = if kept.is_due() {
            kept.version += 1;
            kept.scored_size = kept.size;
            kept.between.keys().copied().collect()
        } else {
            gone.between.into_keys().collect()
        };
        touched.into_iter().for_each(|other| self.push(a, other));
    }
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

    fn parts(graph: &Graph, granularity: Granularity) -> Vec<Vec<u32>> {
        partition(graph, granularity, &mut Effort::default())
    }

    #[test]
    fn two_clear_groups_are_found() {
        let graph = graph(
            5,
            &[(0, 1, 0.6), (0, 2, 0.5), (1, 2, 0.55), (3, 4, 0.5), (2, 3, 0.1), (1, 4, 0.08)],
        );
        let groups = parts(&graph, Granularity::Auto);
        assert_eq!(groups, [vec![0, 1, 2], vec![3, 4]]);
        assert!((cohesion(&groups[0], &graph) - 0.55).abs() < 1e-12);
    }

    #[test]
    fn nothing_in_common_stays_apart() {
        assert_eq!(parts(&graph(3, &[]), Granularity::Auto), [vec![0], vec![1], vec![2]]);
        assert!(parts(&graph(0, &[]), Granularity::Auto).is_empty());
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
        assert_eq!(story.1, parts(&graph, Granularity::Story));
    }

    #[test]
    fn granularity_fixes_the_level() {
        let graph = graph(2, &[(0, 1, 0.10)]);
        assert_eq!(parts(&graph, Granularity::Event).len(), 2);
        assert_eq!(parts(&graph, Granularity::Story).len(), 1);
    }
}
