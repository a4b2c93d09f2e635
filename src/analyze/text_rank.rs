//! TextRank: what central things vote for is central, sentences by likeness, words by nearness.

use super::similarity::{self, Graph};
use super::vector::{self, Row};

/// Chance of following an edge instead of starting anew.
pub const DAMPING: f64 = 0.85;
/// The iteration ends when another round would change the scores by less than this in sum.
pub const TOLERANCE: f64 = 1e-7;
/// And at the latest after this many rounds.
pub const MAX_ITERATIONS: usize = 60;
/// Share of a sum below which a difference from it is rounding.
const ROUNDING: f64 = 1e-12;
/// What every sentence has of the teleport before its position is added.
const TELEPORT_FLOOR: f64 = 0.2;

/// Who votes for whom.
#[derive(Debug, Clone, Copy)]
pub enum Votes<'a> {
    /// `graph[i]` lists the nodes that vote for i, and for which i votes as much, with the weights
    /// of their votes, above 0.
    Edges(&'a Graph),
    /// The same, where one may vote for the other more than the other for it.
    Arcs(&'a Graph),
    /// Every row (of length 1 or 0, weights above 0) votes for every other with their cosine. None
    /// of these votes is stored unless they are few, so that a round takes time in proportion to
    /// the rows, not to their pairs: the votes for a row are its product with the sum of all that
    /// is passed on.
    Cosines(&'a [Row]),
}

/// Scores sentences by their centrality in the topic's similarity graph (TextRank).
///
/// Returns one score a node; they sum to 1. `teleport` sums to 1, one share a node.
///
/// Finds the s with `s = (1 − d)·p + d·Wᵀs`, W normalized by voter, up to an L1 distance of
/// [`TOLERANCE`] between both sides, or as near as [`MAX_ITERATIONS`] come. A node without edges
/// passes its weight on to all in proportion to p, so that the scores sum to 1.
///
/// Where votes are mutual, W = D⁻¹A with A symmetric and D its row sums, and s = D·z for the z
/// with `(D − d·A)·z = p`, scaled. That matrix is symmetric and positive definite, and its
/// condition number after division by D at most (1 + d)/(1 − d) = 12.3: conjugate gradients need
/// some 10 rounds, and at most 30, where s handed on round by round needs 40 to 100.
///
/// O(iterations · edges) time, or O(iterations · entries of all rows) over [`Votes::Cosines`];
/// O(n) extra memory, or O(n + dimensions).
///
/// Source: Mihalcea & Tarau (2004), *TextRank: Bringing Order into Texts*, eq. 2; unlike the
/// paper, the teleport term is a distribution p, so that scores are probabilities. The system of
/// equations: Gleich (2015), *PageRank beyond the Web*, section 3; the rounds: Hestenes & Stiefel
/// (1952), *Methods of conjugate gradients for solving linear systems*, divided by D.
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

/// The same with another chance of following an edge than [`DAMPING`], below 1.
pub fn walk(votes: Votes<'_>, teleport: &[f64], damping: f64) -> Vec<f64> {
    match votes {
        Votes::Edges(graph) => {
            settled(&degrees(graph), teleport, damping, |passed, into| flow(graph, passed, into))
        }
        Votes::Arcs(graph) => {
            handed_on(&degrees(graph), teleport, damping, |passed, into| flow(graph, passed, into))
        }
        Votes::Cosines(rows) if are_few(rows) => {
            walk(Votes::Edges(&similarity::graph(rows, f64::MIN_POSITIVE)), teleport, damping)
        }
        Votes::Cosines(rows) => {
            let mut sums = vec![0.0; vector::n_dimensions(rows)];
            let square = |row: &Row| row.iter().map(|&(_, weight)| weight * weight).sum();
            let squares: Vec<f64> = rows.iter().map(square).collect();
            let mut degrees = Vec::with_capacity(rows.len());
            products(rows, &squares, &vec![1.0; rows.len()], &mut sums, &mut degrees);
            for (degree, square) in degrees.iter_mut().zip(&squares) {
                // What rounding leaves of a sum of nothing.
                if *degree <= ROUNDING * (*degree + square) {
                    *degree = 0.0;
                }
            }
            settled(&degrees, teleport, damping, |passed, into| {
                products(rows, &squares, passed, &mut sums, into);
            })
        }
    }
}

/// Whether a round over all pairs of `rows` is shorter than one over their entries, each of which
/// is met twice.
fn are_few(rows: &[Row]) -> bool {
    rows.len().saturating_mul(rows.len()) <= 2 * rows.iter().map(Vec::len).sum::<usize>()
}

/// The weight of all that each node votes.
fn degrees(graph: &Graph) -> Vec<f64> {
    let mut degrees = vec![0.0; graph.len()];
    for &(other, weight) in graph.iter().flatten() {
        degrees[other as usize] += weight;
    }
    degrees
}

/// Appends what each node gets of what every node passes on over an edge of weight 1.
fn flow(graph: &Graph, passed: &[f64], into: &mut Vec<f64>) {
    let of = |&(other, weight): &(u32, f64)| passed[other as usize] * weight;
    into.extend(graph.iter().map(|edges| edges.iter().map(of).sum::<f64>()));
}

/// The scores at which the walk over nodes of these `degrees`, whose votes are mutual, settles;
/// `flow` as [`flow`].
fn settled(
    degrees: &[f64],
    teleport: &[f64],
    damping: f64,
    mut flow: impl FnMut(&[f64], &mut Vec<f64>),
) -> Vec<f64> {
    // A node without edges keeps its share of the teleport: nothing flows from it or to it.
    let share = |&degree: &f64| if degree > 0.0 { 1.0 / degree } else { 0.0 };
    let shares: Vec<f64> = degrees.iter().map(share).collect();
    let each = |values: &[f64]| values.iter().zip(&shares).map(|(v, share)| v * share).collect();
    let mut passed: Vec<f64> = each(teleport);
    let mut flowed = Vec::with_capacity(degrees.len());
    flow(&passed, &mut flowed);
    let mut rest: Vec<f64> = flowed.iter().map(|f| damping * f).collect();
    let mut direction: Vec<f64> = each(&rest);
    let mut norm = product(&rest, &direction);
    for _ in 0..MAX_ITERATIONS {
        if (1.0 - damping) * rest.iter().map(|r| r.abs()).sum::<f64>() < TOLERANCE {
            break;
        }
        flowed.clear();
        flow(&direction, &mut flowed);
        for ((f, toward), degree) in flowed.iter_mut().zip(&direction).zip(degrees) {
            *f = degree * toward - damping * *f;
        }
        let step = norm / product(&direction, &flowed);
        passed.iter_mut().zip(&direction).for_each(|(z, toward)| *z += step * toward);
        rest.iter_mut().zip(&flowed).for_each(|(r, f)| *r -= step * f);
        let before = norm;
        norm = rest.iter().zip(&shares).map(|(r, share)| r * r * share).sum();
        let steps = rest.iter().zip(&shares);
        for (toward, (r, share)) in direction.iter_mut().zip(steps) {
            *toward = r * share + norm / before * *toward;
        }
    }
    let score = |((&z, &degree), &p): ((&f64, &f64), &f64)| {
        if degree > 0.0 { (z * degree).max(0.0) } else { p }
    };
    let scores: Vec<f64> = passed.iter().zip(degrees).zip(teleport).map(score).collect();
    let sum: f64 = scores.iter().sum();
    scores.iter().map(|score| score / sum).collect()
}

fn product(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The same where votes need not be mutual: scores are handed on until they settle.
fn handed_on(
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
/// with the others, each times that one's share of `factors`. `sums` has a place a dimension.
fn products(rows: &[Row], squares: &[f64], factors: &[f64], sums: &mut [f64], into: &mut Vec<f64>) {
    sums.fill(0.0);
    for (row, factor) in rows.iter().zip(factors) {
        for &(dimension, weight) in row {
            sums[dimension as usize] += weight * factor;
        }
    }
    into.extend(rows.iter().zip(squares).zip(factors).map(|((row, square), factor)| {
        let of_all = row.iter().map(|&(d, weight)| weight * sums[d as usize]).sum::<f64>();
        of_all - square * factor
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
    fn mutual_votes_settle_where_handing_on_settles() {
        // Two triangles on one weak edge, and a node apart: slow to hand on.
        let edges = [
            (0, 1, 1.0),
            (1, 2, 0.5),
            (0, 2, 0.7),
            (2, 3, 0.01),
            (3, 4, 1.0),
            (4, 5, 1.0),
            (3, 5, 0.3),
        ];
        let mut graph: Graph = vec![Vec::new(); 7];
        for (a, b, weight) in edges {
            graph[a as usize].push((b, weight));
            graph[b as usize].push((a, weight));
        }
        let teleport = [0.4, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1];
        let mutual = scores(Votes::Edges(&graph), &teleport);
        let handed_on = scores(Votes::Arcs(&graph), &teleport);
        let distance: f64 = mutual.iter().zip(&handed_on).map(|(a, b)| (a - b).abs()).sum();
        // Sixty rounds leave 0.85⁶⁰ of what the start had too much.
        assert!(distance < 1e-4, "{distance}");
        assert!((mutual.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        assert!(mutual.iter().all(|&score| score > 0.0));
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
        let graph = similarity::graph(&rows, f64::MIN_POSITIVE);
        let stored = scores(Votes::Edges(&graph), &teleport);
        let unstored = scores(Votes::Cosines(&rows), &teleport);
        let distance = |(a, b): (&f64, &f64)| (a - b).abs();
        assert!(stored.iter().zip(&unstored).map(distance).all(|distance| distance < 1e-12));
        assert!((unstored.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    }
}
