//! The similarity of TextRank's paper: common words over log lengths.

use rustc_hash::FxHashMap;

use crate::analyze::similarity::Graph;
use crate::model::TermId;

/// The graph of `|words in both| / (ln |a| + ln |b|)` over sentences given by their distinct
/// content words, ascending; lengths are in words of the sentence.
///
/// A pair whose log lengths sum to 0 (two sentences of one word) has no edge. O(Σ over words of
/// the square of their sentences) time.
///
/// Source: Mihalcea & Tarau (2004), *TextRank: Bringing Order into Texts*, section 4.1.
///
/// ```
/// use daybrief::model::TermId;
/// use daybrief::score::overlap;
/// let words = [vec![TermId(1), TermId(2)], vec![TermId(2), TermId(3)]];
/// let graph = overlap::graph(&words, &[4, 4]);
/// assert!((graph[0][0].1 - 1.0 / (2.0 * 4f64.ln())).abs() < 1e-12);
/// ```
pub fn graph(words: &[Vec<TermId>], lengths: &[usize]) -> Graph {
    let mut postings: FxHashMap<TermId, Vec<u32>> = FxHashMap::default();
    let mut graph: Graph = vec![Vec::new(); words.len()];
    for (index, own) in (0u32..).zip(words) {
        let mut common: Vec<u32> =
            own.iter().flat_map(|word| postings.get(word).into_iter().flatten().copied()).collect();
        common.sort_unstable();
        for run in common.chunk_by(|a, b| a == b) {
            let other = run[0];
            let log = |i: u32| (lengths[i as usize].max(1) as f64).ln();
            let logs = log(index) + log(other);
            if logs > 0.0 {
                let weight = run.len() as f64 / logs;
                graph[index as usize].push((other, weight));
                graph[other as usize].push((index, weight));
            }
        }
        own.iter().for_each(|&word| postings.entry(word).or_default().push(index));
    }
    graph
}
