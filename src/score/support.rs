//! What several report independently is more likely to matter.

use crate::analyze::Terms;
use crate::analyze::duplicate::{Group, is_copy};
use crate::analyze::similarity::Graph;
use crate::model::{Corpus, Topic};

/// Cosine from which another line's sentence is taken to tell of the same matter.
pub(super) const SIMILAR: f64 = 0.3;

/// The square root of the share of *other* lines of reporting that hold a sentence with cosine
/// of at least .3 in words of their own; in [0, 1], 0 where there is only one line.
///
/// A copied sentence ([`is_copy`]) is one voice, however many lines print it.
/// O(edges · words of a sentence) time.
pub fn scores(
    groups: &[Group],
    graph: &Graph,
    topic: &Topic,
    corpus: &Corpus,
    terms: &Terms,
) -> Vec<f64> {
    let others = topic.n_lines().saturating_sub(1);
    if others == 0 {
        return vec![0.0; groups.len()];
    }
    let line = |id| topic.line(corpus.sentence(id).document);
    let mut heard: Vec<u32> = Vec::new();
    groups
        .iter()
        .zip(graph)
        .map(|(group, edges)| {
            let own = terms.of_id(corpus, group.representative);
            let home = line(group.representative);
            heard.clear();
            let similar = edges.iter().filter(|&&(_, cosine)| cosine >= SIMILAR);
            let elsewhere = similar.flat_map(|&(other, _)| &groups[other as usize].members);
            for &id in group.members.iter().chain(elsewhere) {
                let voice = line(id);
                if voice != home
                    && !heard.contains(&voice)
                    && !is_copy(own, terms.of_id(corpus, id))
                {
                    heard.push(voice);
                }
            }
            (heard.len() as f64 / others as f64).sqrt()
        })
        .collect()
}
