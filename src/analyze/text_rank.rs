//! TextRank: what central things vote for is central, sentences by likeness, words by nearness.

use super::similarity::Graph;

/// Chance of following an edge instead of starting anew.
pub const DAMPING: f64 = 0.85;
/// The iteration ends when the scores change by less than this in sum.
pub const TOLERANCE: f64 = 1e-7;
/// And at the latest after this many rounds: 0.85⁶⁰ leaves 6e-5 of the start.
pub const MAX_ITERATIONS: usize = 60;
/// What every sentence has of the teleport before its position is added.
const TELEPORT_FLOOR: f64 = 0.2;

/// Scores sentences by their centrality in the topic's similarity graph (TextRank).
///
/// Returns one score a node; they sum to 1. `graph[i]` lists the nodes that vote for i with the
/// weights of their votes, above 0; `teleport` sums to 1, one share a node.
///
/// Iterates `s ← (1 − d)·p + d·Wᵀs`, W normalized by voter, until the L1 change is below
/// [`TOLERANCE`] or [`MAX_ITERATIONS`] is reached. A node without edges passes its weight on to
/// all in proportion to p, so that the scores keep summing to 1.
///
/// O(iterations · edges) time, O(n) extra memory.
///
/// Source: Mihalcea & Tarau (2004), *TextRank: Bringing Order into Texts*, eq. 2; unlike the
/// paper, the teleport term is a distribution p, so that scores are probabilities.
///
/// ```
/// use daybrief::analyze::text_rank;
/// // A path a – b – c: b has both edges.
/// let graph = vec![vec![(1, 0.5)], vec![(0, 0.5), (2, 0.5)], vec![(1, 0.5)]];
/// let scores = text_rank::scores(&graph, &[1.0 / 3.0; 3]);
/// // s_b = (1 − d)/3 + d·(s_a + s_c) and the sum is 1, so s_b = (0.05 + 0.85)/1.85.
/// assert!((scores[1] - 0.9 / 1.85).abs() < 1e-4);
/// assert!((scores.iter().sum::<f64>() - 1.0).abs() < 1e-9);
/// ```
pub fn scores(graph: &Graph, teleport: &[f64]) -> Vec<f64> {
    walk(graph, teleport, DAMPING)
}

/// The same with another chance of following an edge than [`DAMPING`].
pub fn walk(graph: &Graph, teleport: &[f64], damping: f64) -> Vec<f64> {
    let mut degrees = vec![0.0; graph.len()];
    for &(other, weight) in graph.iter().flatten() {
        degrees[other as usize] += weight;
    }
    let mut scores = teleport.to_vec();
    for _ in 0..MAX_ITERATIONS {
        let isolated: f64 =
            scores.iter().zip(&degrees).filter(|&(_, &degree)| degree <= 0.0).map(|(s, _)| s).sum();
        // What a node passes on over an edge of weight 1.
        let passed: Vec<f64> =
            scores.iter().zip(&degrees).map(|(score, degree)| score / degree).collect();
        let next: Vec<f64> = graph
            .iter()
            .zip(teleport)
            .map(|(edges, &p)| {
                let flow = |&(other, weight): &(u32, f64)| passed[other as usize] * weight;
                let followed: f64 = edges.iter().map(flow).sum();
                (1.0 - damping) * p + damping * (followed + isolated * p)
            })
            .collect();
        let change: f64 = next.iter().zip(&scores).map(|(new, old)| (new - old).abs()).sum();
        scores = next;
        if change < TOLERANCE {
            break;
        }
    }
    scores
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
        let scores = scores(&graph, &[0.25; 4]);
        assert!((scores.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert!(scores[1] > scores[0]);
        assert!(super::scores(&Vec::new(), &[]).is_empty());
    }
}
