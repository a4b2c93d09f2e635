//! BM25 as the similarity of sentences.

use rustc_hash::FxHashMap;

use crate::analyze::similarity::Graph;
use crate::model::TermId;

/// Term frequency saturates around this many occurrences.
const K1: f64 = 1.2;
/// How much a long sentence is discounted.
const B: f64 = 0.75;
/// A term in more than half of the sentences weighs this share of the mean idf.
const IDF_FLOOR: f64 = 0.25;

/// The graph whose edge from a to b is the BM25 score of b for the query a; not symmetric.
/// Sentences are given by their content words, with repetitions. O(Σ over words of the square of
/// their sentences) time.
///
/// Source: Barrios et al. (2016), *Variations of the Similarity Function of TextRank for
/// Automated Summarization*, section 3: idf ln(N − df + .5) − ln(df + .5), replaced by .25 of the
/// mean idf where it is negative.
pub fn graph(sentences: &[Vec<TermId>]) -> Graph {
    let n = sentences.len() as f64;
    let mean_length = sentences.iter().map(Vec::len).sum::<usize>() as f64 / n.max(1.0);
    let mut postings: FxHashMap<TermId, Vec<(u32, f64)>> = FxHashMap::default();
    for (index, words) in (0u32..).zip(sentences) {
        let mut words = words.clone();
        words.sort_unstable();
        for run in words.chunk_by(|a, b| a == b) {
            postings.entry(run[0]).or_default().push((index, run.len() as f64));
        }
    }
    let mut terms: Vec<TermId> = sentences.iter().flatten().copied().collect();
    terms.sort_unstable();
    terms.dedup();
    let raw = |term: &TermId| {
        let df = postings[term].len() as f64;
        (n - df + 0.5).ln() - (df + 0.5).ln()
    };
    let mean_idf = terms.iter().map(raw).sum::<f64>() / terms.len().max(1) as f64;
    let floor = (IDF_FLOOR * mean_idf).max(0.0);
    let mut graph: Graph = Vec::with_capacity(sentences.len());
    let mut sums = vec![0.0; sentences.len()];
    for (index, words) in sentences.iter().enumerate() {
        let mut touched: Vec<u32> = Vec::new();
        for term in words {
            let idf = if raw(term) > 0.0 { raw(term) } else { floor };
            for &(other, tf) in &postings[term] {
                let length = sentences[other as usize].len() as f64 / mean_length.max(1e-12);
                let weight = idf * tf * (K1 + 1.0) / (tf + K1 * (1.0 - B + B * length));
                sums[other as usize] += weight;
                touched.push(other);
            }
        }
        touched.sort_unstable();
        touched.dedup();
        let take = |other: u32| (other, std::mem::take(&mut sums[other as usize]));
        let edges = touched.into_iter().map(take);
        graph.push(edges.filter(|&(other, w)| other as usize != index && w > 0.0).collect());
    }
    transposed(&graph)
}

/// The graph with every edge turned round: a node's list names those it is scored by.
fn transposed(graph: &Graph) -> Graph {
    let mut turned: Graph = vec![Vec::new(); graph.len()];
    for (from, edges) in (0u32..).zip(graph) {
        edges.iter().for_each(|&(to, weight)| turned[to as usize].push((from, weight)));
    }
    turned
}
