//! Vectors of documents to the graph of each one's nearest: from a full inverted index where the
//! heap is small, from shared best terms where it is large, so that a document costs no more in a
//! heap of a million than in one of some thousands.

use rayon::prelude::*;

use super::{Effort, time};
use crate::analyze::similarity::Graph;
use crate::analyze::vector::{Row, dot};

/// Neighbors kept for each document.
const NEIGHBORS: usize = 20;
/// Documents up to which every shared term makes a candidate.
const SMALL_HEAP: usize = 5000;
/// Best terms of a document by which candidates are found in a larger heap.
const BEST_TERMS: usize = 30;
/// Documents met at most before and behind a document in the list of a term, which is in the
/// order of time.
const WINDOW: usize = 100;
/// Candidates whose similarity is computed: those that share most by their best terms.
const CANDIDATES: usize = 100;
/// Centring: `l = .7·N/(N + 80)`, so that a heap of one story stays whole.
const CENTRING: f64 = 0.7;
const CENTRING_HALF: f64 = 80.0;

/// The symmetric graph of the 20 most similar neighbors of each row, similarities in (0, 1].
///
/// `rows` have length 1 or 0 and stand in the order of time; `days` are their dates. Cosines are
/// centred on the mean vector m by `c = (x·y − l·x·m − l·y·m + l²·m·m)/(d_x·d_y)` and fade with
/// time ([`time::factor`]). Up to 5,000 rows every shared dimension counts; of more, candidates
/// share one of each other's 30 best dimensions within 100 places, and the similarity of the 100
/// best of these is computed: O(rows) time.
pub(super) fn graph(rows: &[Row], days: &[Option<i32>], effort: &mut Effort) -> Graph {
    if rows.len() <= SMALL_HEAP {
        from_all_terms(rows, days, effort)
    } else {
        from_best_terms(rows, days, effort)
    }
}

fn from_all_terms(rows: &[Row], days: &[Option<i32>], effort: &mut Effort) -> Graph {
    let space = Space::new(rows, days);
    let index = index(rows.iter().map(Vec::as_slice));
    let near = |scratch: &mut Scratch, (node, row): (u32, &Row)| {
        for &(dimension, weight) in row {
            let list = &index[dimension as usize];
            list.iter().for_each(|&(other, its)| scratch.add(other, weight * its));
        }
        let mut edges = Vec::new();
        scratch.take(|other, cosine| {
            if other != node {
                edges.push((other, space.similarity(cosine, node, other)));
            }
        });
        let n_met = row.iter().map(|&(dimension, _)| index[dimension as usize].len() as u64).sum();
        (strongest(edges), n_met)
    };
    symmetric(each(rows, near), effort)
}

fn from_best_terms(rows: &[Row], days: &[Option<i32>], effort: &mut Effort) -> Graph {
    let space = Space::new(rows, days);
    let best = best_terms(rows);
    let index = index(best.iter().map(Vec::as_slice));
    let near = |scratch: &mut Scratch, (node, row): (u32, &Row)| {
        let (candidates, n_met) = candidates(node, &best[node as usize], &index, scratch);
        let exact =
            |&other: &u32| (other, space.similarity(dot(row, &rows[other as usize]), node, other));
        let n_met = n_met + candidates.len() as u64;
        (strongest(candidates.iter().map(exact).collect()), n_met)
    };
    symmetric(each(rows, near), effort)
}

/// Of each row the rows that share most of its best dimensions, at most 100, ascending; each with
/// how many entries of lists were met.
fn candidates(
    node: u32,
    best: &[(u32, f64)],
    index: &[Vec<(u32, f64)>],
    scratch: &mut Scratch,
) -> (Vec<u32>, u64) {
    let mut n_met = 0;
    for &(dimension, weight) in best {
        let list = &index[dimension as usize];
        let place = list.partition_point(|&(other, _)| other < node);
        let window = place.saturating_sub(WINDOW)..(place + WINDOW + 1).min(list.len());
        n_met += window.len() as u64;
        for &(other, its) in list.get(window).unwrap_or_default() {
            scratch.add(other, weight * its);
        }
    }
    let mut candidates = Vec::new();
    scratch.take(|other, shared| {
        if other != node {
            candidates.push((other, shared));
        }
    });
    keep_greatest(&mut candidates, CANDIDATES);
    let mut candidates: Vec<u32> = candidates.into_iter().map(|(other, _)| other).collect();
    candidates.sort_unstable();
    (candidates, n_met)
}

/// The pairs of rows that share a best dimension, each once, the smaller first.
pub(super) fn pairs(rows: &[Row], effort: &mut Effort) -> Vec<(u32, u32)> {
    let best = best_terms(rows);
    let index = index(best.iter().map(Vec::as_slice));
    let near = |scratch: &mut Scratch, (node, _): (u32, &Row)| {
        candidates(node, &best[node as usize], &index, scratch)
    };
    let mut pairs = Vec::new();
    for (node, (others, n_met)) in (0u32..).zip(each(rows, near)) {
        effort.similarities += n_met;
        pairs.extend(others.into_iter().map(|other| (node.min(other), node.max(other))));
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// What `near` finds for each row, in their order, whatever the number of threads.
fn each<T: Send>(
    rows: &[Row],
    near: impl Fn(&mut Scratch, (u32, &Row)) -> T + Sync + Send,
) -> Vec<T> {
    let nodes: Vec<(u32, &Row)> = (0u32..).zip(rows).collect();
    nodes.into_par_iter().map_init(|| Scratch::new(rows.len()), near).collect()
}

/// The greatest entries of each row among the dimensions that other rows have too, ascending.
fn best_terms(rows: &[Row]) -> Vec<Row> {
    let mut df = vec![0u32; n_dimensions(rows)];
    rows.iter().flatten().for_each(|&(dimension, _)| df[dimension as usize] += 1);
    let best = |row: &Row| {
        let mut best: Row = row.iter().copied().filter(|&(d, _)| df[d as usize] > 1).collect();
        keep_greatest(&mut best, BEST_TERMS);
        best.sort_unstable_by_key(|&(dimension, _)| dimension);
        best
    };
    rows.par_iter().map(best).collect()
}

/// Leaves the `n` entries of the greatest weight, of equal ones those of the smallest number.
fn keep_greatest(row: &mut Row, n: usize) {
    let order = |a: &(u32, f64), b: &(u32, f64)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if row.len() > n {
        row.select_nth_unstable_by(n, order);
        row.truncate(n);
    }
}

/// For each dimension the rows that have it, ascending.
fn index<'a>(rows: impl Iterator<Item = &'a [(u32, f64)]>) -> Vec<Vec<(u32, f64)>> {
    let mut index: Vec<Vec<(u32, f64)>> = Vec::new();
    for (node, row) in (0u32..).zip(rows) {
        for &(dimension, weight) in row {
            if dimension as usize >= index.len() {
                index.resize(dimension as usize + 1, Vec::new());
            }
            index[dimension as usize].push((node, weight));
        }
    }
    index
}

/// The [`NEIGHBORS`] greatest of the positive ones.
fn strongest(mut edges: Row) -> Row {
    edges.retain(|&(_, similarity)| similarity > 0.0);
    keep_greatest(&mut edges, NEIGHBORS);
    edges
}

/// Adds the missing direction of each edge, and sorts each list by node.
fn symmetric(near: Vec<(Row, u64)>, effort: &mut Effort) -> Graph {
    let mut graph: Graph = vec![Vec::new(); near.len()];
    for (from, (edges, n_met)) in (0u32..).zip(near) {
        effort.similarities += n_met;
        for (to, similarity) in edges {
            graph[from as usize].push((to, similarity));
            graph[to as usize].push((from, similarity));
        }
    }
    for edges in &mut graph {
        edges.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        edges.dedup_by_key(|edge| edge.0);
    }
    graph
}

fn n_dimensions(rows: &[Row]) -> usize {
    let last = rows.iter().filter_map(|row| row.last()).map(|&(last, _)| last).max();
    last.map_or(0, |last| last as usize + 1)
}

/// Sums by row, of which only those touched are visited and cleared.
struct Scratch {
    sums: Vec<f64>,
    touched: Vec<u32>,
}

impl Scratch {
    fn new(n: usize) -> Self {
        Self { sums: vec![0.0; n], touched: Vec::new() }
    }

    fn add(&mut self, node: u32, product: f64) {
        let sum = &mut self.sums[node as usize];
        if *sum == 0.0 {
            self.touched.push(node);
        }
        *sum += product;
    }

    /// Hands out every sum once, and clears it.
    fn take(&mut self, mut visit: impl FnMut(u32, f64)) {
        for node in self.touched.drain(..) {
            let sum = std::mem::take(&mut self.sums[node as usize]);
            if sum != 0.0 {
                visit(node, sum);
            }
        }
    }
}

/// What a cosine takes to become a similarity: `x·m` for each row, `m·m`, and the dates.
struct Space<'a> {
    factor: f64,
    with_mean: Vec<f64>,
    mean: f64,
    days: &'a [Option<i32>],
    fading: time::Fading,
}

impl<'a> Space<'a> {
    fn new(rows: &[Row], days: &'a [Option<i32>]) -> Self {
        let n = rows.len() as f64;
        let mut mean = vec![0.0; n_dimensions(rows)];
        for &(dimension, weight) in rows.iter().flatten() {
            mean[dimension as usize] += weight / n;
        }
        let product = |row: &Row| row.iter().map(|&(d, weight)| weight * mean[d as usize]).sum();
        Self {
            factor: CENTRING * n / (n + CENTRING_HALF),
            with_mean: rows.iter().map(product).collect(),
            mean: mean.iter().map(|weight| weight * weight).sum(),
            days,
            fading: time::Fading::default(),
        }
    }

    /// The cosine of two rows after the mean has been taken from both, faded by their distance.
    fn similarity(&self, cosine: f64, a: u32, b: u32) -> f64 {
        let (p, q) = (self.with_mean[a as usize], self.with_mean[b as usize]);
        let shift = self.factor * self.factor * self.mean;
        let length = |p: f64| (1.0 - 2.0 * self.factor * p + shift).max(1e-9).sqrt();
        let cosine = cosine.min(1.0);
        let centred =
            (cosine - self.factor * p - self.factor * q + shift) / (length(p) * length(q));
        centred.min(1.0) * self.fading.between(self.days[a as usize], self.days[b as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::vector::normalize;

    /// `n` rows in groups of three, each with dimensions of its group and some of everybody's.
    fn rows(n: usize) -> (Vec<Row>, Vec<Option<i32>>) {
        let mut state = 9u64;
        let mut random = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            u32::try_from((state >> 33) % below).unwrap()
        };
        let row = |node: usize| {
            let group = u32::try_from(node / 3).unwrap();
            let mut row: Row = (0..12).map(|_| (random(50), 0.5)).collect();
            row.extend((0..8).map(|_| (50 + group * 9 + random(9), 2.0)));
            row.sort_unstable_by_key(|&(dimension, _)| dimension);
            row.dedup_by_key(|entry| entry.0);
            normalize(&mut row);
            row
        };
        let rows = (0..n).map(row).collect();
        (rows, (0..n).map(|node| i32::try_from(node / 50).ok()).collect())
    }

    #[test]
    fn all_terms_give_what_all_pairs_give() {
        let (rows, days) = rows(60);
        let space = Space::new(&rows, &days);
        let found = from_all_terms(&rows, &days, &mut Effort::default());
        let plain = (0u32..).zip(&rows).map(|(node, row)| {
            let others = (0u32..).zip(&rows).filter(|&(other, _)| other != node);
            let score = |(other, its): (u32, &Row)| {
                let cosine = dot(row, its);
                (other, if cosine > 0.0 { space.similarity(cosine, node, other) } else { 0.0 })
            };
            (strongest(others.map(score).collect()), 0)
        });
        let plain = symmetric(plain.collect(), &mut Effort::default());
        for (found, plain) in found.iter().zip(&plain) {
            let nodes = |edges: &Row| edges.iter().map(|&(other, _)| other).collect::<Vec<_>>();
            assert_eq!(nodes(found), nodes(plain));
            for (a, b) in found.iter().zip(plain) {
                assert!((a.1 - b.1).abs() < 1e-12, "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn best_terms_find_the_nearest() {
        let (rows, days) = rows(300);
        let all = from_all_terms(&rows, &days, &mut Effort::default());
        let some = from_best_terms(&rows, &days, &mut Effort::default());
        for (node, (all, some)) in all.iter().zip(&some).enumerate() {
            for &(mate, similarity) in
                all.iter().filter(|&&(other, _)| other as usize / 3 == node / 3)
            {
                let found = some.iter().find(|&&(other, _)| other == mate).map(|edge| edge.1);
                assert!((found.unwrap_or_default() - similarity).abs() < 1e-9, "{node} {mate}");
            }
        }
    }

    #[test]
    fn a_document_meets_no_more_in_a_larger_heap() {
        let met = |n: usize| {
            let (rows, days) = rows(n);
            let mut effort = Effort::default();
            from_best_terms(&rows, &days, &mut effort);
            effort.similarities as f64 / n as f64
        };
        let (small, large) = (met(3000), met(12_000));
        assert!(large < 1.1 * small, "{small} {large}");
        let bound = (BEST_TERMS * (2 * WINDOW + 1) + CANDIDATES) as f64;
        assert!(large <= bound, "{large} {bound}");
    }
}
