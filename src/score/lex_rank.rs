//! LexRank's graphs: who resembles whom, with and without a threshold.

use crate::analyze::similarity::{self, Graph};
use crate::analyze::vector::Row;

/// Cosine from which two sentences are neighbors in the thresholded graph.
pub const THRESHOLD: f64 = 0.1;

/// Every positive cosine as an edge: continuous LexRank.
///
/// Source: Erkan & Radev (2004), *LexRank: Graph-based Lexical Centrality as Salience in Text
/// Summarization*, section 3.3. Edges from a sentence to itself are left out: they only slow the
/// walk down.
pub fn continuous(rows: &[Row]) -> Graph {
    similarity::graph(rows, f64::MIN_POSITIVE)
}

/// An edge of weight 1 for every cosine of at least [`THRESHOLD`]: LexRank with a threshold, eq. 3
/// of the same paper.
///
/// ```
/// use daybrief::score::lex_rank;
/// let rows = [vec![(0, 1.0)], vec![(0, 0.6), (1, 0.8)], vec![(2, 1.0)]];
/// assert_eq!(lex_rank::thresholded(&rows), [vec![(1, 1.0)], vec![(0, 1.0)], vec![]]);
/// ```
pub fn thresholded(rows: &[Row]) -> Graph {
    let mut graph = similarity::graph(rows, THRESHOLD);
    graph.iter_mut().flatten().for_each(|edge| edge.1 = 1.0);
    graph
}
