//! TextRank: what central things vote for is central, sentences by likeness, words by nearness.

use super::similarity::Graph;
use super::vector::{self, Row};

/// Chance of following an edge instead of starting anew.
pub const DAMPING: f64 = 0.85;
/// The iteration ends when the scores change by less than this in sum.
pub const TOLERANCE: f64 = 1e-7;
/// And at the latest after this many rounds: 0.85⁶⁰ leaves 6e-5 of the start.
pub const MAX_ITERATIONS: usize = 60;
/// Share of a sum below which a difference from it is rounding.
const ROUNDING: f64 = 1e-12;
/// What every sentence has of the teleport before its position is added.
const TELEPORT_FLOOR: f64 = 0.2;

/// Who votes for whom.
#[derive(Debug, Clone, Copy)]
pub enum Votes<'a> {
    /// `graph[i]` lists the nodes that vote for i with the weights of their votes, above 0.
    Edges(&'a Graph),
    /// Every row (of length 1 or 0, weights above 0) votes for every other with their cosine. None
    /// of these votes is stored, so that a round takes time in proportion to the rows, not to
    /// their pairs: the votes for a row are its product with the sum of all that is passed on.
    Cosines(&'a [Row]),
}

/// Scores sentences by their centrality in the topic's similarity graph (TextRank).
///
/// Returns one score a node; they sum to 1. `teleport` sums to 1, one share a node.
///
/// Iterates `s ← (1 − d)·p + d·Wᵀs`, W normalized by voter, until the L1 change is below
/// [`TOLERANCE`] or [`MAX_ITERATIONS`] is reached. A node without edges passes its weight on to
/// all in proportion to p, so that the scores keep summing to 1.
///
/// O(iterations · edges) time, or O(iterations · entries of all rows) over [`Votes::Cosines`];
/// O(n) extra memory, or O(n + dimensions).
///
/// Source: Mihalcea & Tarau (2004), *TextRank: Bringing Order into Texts*, eq. 2; unlike the
/// paper, the teleport term is a distribution p, so that scores are probabilities.
///
/// ```
/// use daybrief::analyze::text_rank::{self, Votes};
/// // A path a – b – c: b has both edges.
/// let graph = vec![vec![(1, 0.5)], vec![(0, 0.5), (2, 0.5)], vec![(1, 0.5)]];
/// let scores = text_rank::scores(Votes::Edges(&graph), &[1.0 / 3.0; 3]);
/// // s_b = (1 − d)/3 + d·(s_a + s_c) and the sum is 1, so s_b = (0.05 + 0.85)/1.85.
/// assert!((scores[1] - 0.9 / 1.85).abs() < 1e-4);
/// assert!((scores.iter().sum::<f64>() - 1.0).abs() < 1e-9);
/// ```
pub fn scores(votes: Votes<'_>, teleport: &[f64]) -> Vec<f64> {
    walk(votes, teleport, DAMPING)
}

/// The same with another chance of following an edge than [`DAMPING`].
pub fn walk(votes: Votes<'_>, teleport: &[f64], damping: f64) -> Vec<f64> {
    match votes {
        Votes::Edges(graph) => {
            let mut degrees = vec![0.0; graph.len()];
            for &(other, weight) in graph.iter().flatten() {
                degrees[other as usize] += weight;
            }
            let flow = |passed: &[f64], into: &mut Vec<f64>| {
                let of = |&(other, weight): &(u32, f64)| passed[other as usize] * weight;
                into.extend(graph.iter().map(|edges| edges.iter().map(of).sum::<f64>()));
            };
            settled(&degrees, teleport, damping, flow)
        }
        Votes::Cosines(rows) => {
            let mut sums = vec![0.0; vector::n_dimensions(rows)];
            let square = |row: &Row| row.iter().map(|&(_, weight)| weight * weight).sum();
            let squares: Vec<f64> = rows.iter().map(square).collect();
            let mut flow = |passed: &[f64], into: &mut Vec<f64>| {
                products(rows, &squares, passed, &mut sums, into);
            };
            let mut degrees = Vec::with_capacity(rows.len());
            flow(&vec![1.0; rows.len()], &mut degrees);
            settled(&degrees, teleport, damping, flow)
        }
    }
}

/// The scores at which the walk over nodes of these `degrees` settles; `flow` appends what each
/// node gets of what every node passes on over an edge of weight 1.
fn settled(
    degrees: &[f64],
    teleport: &[f64],
    damping: f64,
    mut flow: impl FnMut(&[f64], &mut Vec<f64>),
) -> Vec<f64> {
    let mut scores = teleport.to_vec();
    let (mut passed, mut next) = (Vec::new(), Vec::with_capacity(scores.len()));
    for _ in 0..MAX_ITERATIONS {
        let mut isolated = 0.0;
        passed.clear();
        passed.extend(scores.iter().zip(degrees).map(|(&score, &degree)| {
            if degree > 0.0 {
                score / degree
            } else {
                isolated += score;
                0.0
            }
        }));
        next.clear();
        flow(&passed, &mut next);
        for (followed, &p) in next.iter_mut().zip(teleport) {
            *followed = (1.0 - damping) * p + damping * (*followed + isolated * p);
        }
        let change: f64 = next.iter().zip(&scores).map(|(new, old)| (new - old).abs()).sum();
        std::mem::swap(&mut scores, &mut next);
        if change < TOLERANCE {
            break;
        }
    }
    scores
}

/// Appends for each of `rows`, of which `squares` are the squared lengths, the sum of its cosines
/// with the others, each times that one's share of `factors`; what rounding leaves of a sum of
/// nothing is 0. `sums` has a place a dimension.
fn products(rows: &[Row], squares: &[f64], factors: &[f64], sums: &mut [f64], into: &mut Vec<f64>) {
    sums.fill(0.0);
    for (row, factor) in rows.iter().zip(factors) {
        for &(dimension, weight) in row {
            sums[dimension as usize] += weight * factor;
        }
    }
    into.extend(rows.iter().zip(squares).zip(factors).map(|((row, square), factor)| {
        let of_all = row.iter().map(|&(d, weight)| weight * sums[d as usize]).sum::<f64>();
        let own = square * factor;
        if of_all - own > ROUNDING * of_all { of_all - own } else { 0.0 }
    }));
}

/// The teleport distribution of a topic: proportional to 0.2 + position, summing to 1.
pub fn teleport(position: &[f64]) -> Vec<f64> {
    let sum: f64 = position.iter().map(|score| TELEPORT_FLOOR + score).sum();
    position.iter().map(|score| (TELEPORT_FLOOR + score) / sum).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_without_edges_keep_the_sum() {
        let graph = vec![vec![], vec![(2, 1.0)], vec![(1, 1.0)], vec![]];
        let scores = scores(Votes::Edges(&graph), &[0.25; 4]);
        assert!((scores.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert!(scores[1] > scores[0]);
        assert!(super::scores(Votes::Edges(&Vec::new()), &[]).is_empty());
    }

    #[test]
    fn votes_that_are_not_stored_count_as_stored_ones() {
        let rows: Vec<Row> = vec![
            vec![(0, 0.6), (1, 0.8)],
            vec![(1, 1.0)],
            vec![(3, 1.0)],
            vec![(0, 0.48), (1, 0.64), (2, 0.6)],
            vec![],
            vec![(2, 1.0)],
        ];
        let teleport = [0.3, 0.1, 0.1, 0.2, 0.2, 0.1];
        let graph = super::super::similarity::graph(&rows, f64::MIN_POSITIVE);
        let stored = scores(Votes::Edges(&graph), &teleport);
        let unstored = scores(Votes::Cosines(&rows), &teleport);
        let distance = |(a, b): (&f64, &f64)| (a - b).abs();
        assert!(stored.iter().zip(&unstored).map(distance).all(|distance| distance < 1e-12));
        assert!((unstored.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    }
}
