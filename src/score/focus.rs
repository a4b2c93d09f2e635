//! What a query asks of a topic: which sentences and which words come close to it.

use crate::analyze::Terms;
use crate::analyze::vector::{Row, Vectors, normalize};
use crate::model::TermId;

/// How much more a word or pair of the query is worth than without it.
const RAISE: f64 = 4.0;
/// What of the teleport is left to sentences that have nothing of the query.
const REST: f64 = 0.1;

/// A topic in the light of a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Focus {
    /// How much of the query each group tells, in [0, 1]; the largest is 1.
    pub relevance: Vec<f64>,
    /// What each dimension is worth beside its worth without the query, at least 1: more for those
    /// of the query, and for those that stand mostly in sentences that tell it.
    pub raise: Vec<f64>,
    /// Where the summary is to lead: the query and the sentences that tell it, of length 1.
    pub direction: Row,
}

impl Focus {
    /// The focus that `query` (its words, parted where one is unknown) gives to the groups, each
    /// the terms `told`; `None` where no group holds a content word of it.
    ///
    /// With q the TF-IDF vector of the query, of length 1, a group tells `Σ q_d²` over the
    /// dimensions d it holds: the square of the cosine between q and the part of q that it holds,
    /// so that a long sentence tells a name as much as a short one. O(entries) time.
    pub fn of(
        query: &[Vec<TermId>],
        told: &[&[TermId]],
        vectors: &Vectors,
        terms: &Terms,
    ) -> Option<Self> {
        let space = &vectors.space;
        let query: Vec<&[TermId]> = query.iter().map(Vec::as_slice).collect();
        let mut asked = space.row_of_runs(&query, 0, terms);
        normalize(&mut asked);
        let mut share = vec![0.0; space.dimensions()];
        asked.iter().for_each(|&(dimension, weight)| share[dimension as usize] = weight * weight);
        let held: Vec<Vec<u32>> = told.iter().map(|tokens| space.held(tokens, terms)).collect();
        let tells = |held: &Vec<u32>| held.iter().map(|&d| share[d as usize]).sum::<f64>();
        let mut relevance: Vec<f64> = held.iter().map(tells).collect();
        let largest = relevance.iter().copied().fold(0.0, f64::max);
        if largest <= 0.0 {
            return None;
        }
        relevance.iter_mut().for_each(|relevance| *relevance /= largest);
        let raise = raise(&relevance, &held, &asked, space.dimensions());
        let direction = direction(&relevance, &vectors.words_and_pairs, &asked, space.dimensions());
        Some(Self { relevance, raise, direction })
    }

    /// `teleport`, a distribution over the groups, with nine tenths of it moved to those that tell
    /// the query.
    ///
    /// Source: the bias of Otterbacher, Erkan & Radev (2005), *Using Random Walks for
    /// Question-focused Sentence Retrieval*, as a teleport.
    #[must_use]
    pub fn teleport(&self, teleport: &[f64]) -> Vec<f64> {
        let told = || teleport.iter().zip(&self.relevance).map(|(p, relevance)| p * relevance);
        let sum: f64 = told().sum();
        if sum <= 0.0 {
            return teleport.to_vec();
        }
        teleport.iter().zip(told()).map(|(p, told)| REST * p + (1.0 - REST) * told / sum).collect()
    }
}

/// `1 + 4·(mean relevance of the groups that hold the dimension)`, 5 for those of the query.
fn raise(relevance: &[f64], held: &[Vec<u32>], asked: &Row, n_dimensions: usize) -> Vec<f64> {
    let mut sums = vec![0.0; n_dimensions];
    let mut counts = vec![0.0_f64; n_dimensions];
    for (held, relevance) in held.iter().zip(relevance) {
        for &dimension in held {
            sums[dimension as usize] += relevance;
            counts[dimension as usize] += 1.0;
        }
    }
    let mut raise: Vec<f64> =
        sums.iter().zip(&counts).map(|(sum, count)| 1.0 + RAISE * sum / count.max(1.0)).collect();
    asked.iter().for_each(|&(dimension, _)| raise[dimension as usize] = 1.0 + RAISE);
    raise
}

/// The sum of the query and of the direction of what tells it, of length 1.
fn direction(relevance: &[f64], rows: &[Row], asked: &Row, n_dimensions: usize) -> Row {
    let mut sum = vec![0.0; n_dimensions];
    for (row, relevance) in rows.iter().zip(relevance).filter(|&(_, &relevance)| relevance > 0.0) {
        row.iter().for_each(|&(dimension, weight)| sum[dimension as usize] += relevance * weight);
    }
    let mut direction: Row = (0u32..).zip(sum).filter(|&(_, weight)| weight > 0.0).collect();
    normalize(&mut direction);
    let mut entries = [direction, asked.clone()].concat();
    entries.sort_by_key(|&(dimension, _)| dimension);
    let sum = |run: &[(u32, f64)]| (run[0].0, run.iter().map(|&(_, weight)| weight).sum());
    let mut direction: Row = entries.chunk_by(|a, b| a.0 == b.0).map(sum).collect();
    normalize(&mut direction);
    direction
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::{self, vector};
    use crate::model::{Corpus, Document, Language};
    use crate::segment;

    const TEXT: &str = "The harbor bridge closed on Tuesday.\nPeck runs the harbor ferries.\n\
                        The museum opens a show of maps.";

    fn focus_on(word: &str) -> Option<Focus> {
        let document = Document::plain(TEXT.into(), Some(Language::ENGLISH));
        let corpus: Corpus = segment::corpus(vec![document], &segment::Options::default());
        let terms = analyze::terms(&corpus);
        let told: Vec<&[TermId]> =
            corpus.sentences.iter().map(|sentence| terms.of(sentence)).collect();
        let vectors = vector::of_sentences(&told, &terms, 0.8);
        let query = terms.lookup(Some(Language::ENGLISH)).term(word);
        Focus::of(&[query.into_iter().collect()], &told, &vectors, &terms)
    }

    #[test]
    fn sentences_that_hold_the_word_tell_all_of_it() {
        assert_eq!(focus_on("Harbors").unwrap().relevance, [1.0, 1.0, 0.0]);
        assert_eq!(focus_on("Peck").unwrap().relevance, [0.0, 1.0, 0.0]);
        assert_eq!(focus_on("volcano"), None);
        assert_eq!(focus_on("the"), None);
    }

    #[test]
    fn the_query_is_raised_most_and_words_beside_it_more_than_others() {
        let focus = focus_on("Peck").unwrap();
        let largest = focus.raise.iter().copied().fold(0.0, f64::max);
        assert!((largest - 5.0).abs() < 1e-12);
        // "harbor" stands in one sentence of two that tells the query.
        assert!(focus.raise.iter().any(|raise| (raise - 3.0).abs() < 1e-12));
        assert!(focus.raise.iter().any(|raise| (raise - 1.0).abs() < 1e-12));
        let length: f64 = focus.direction.iter().map(|(_, weight)| weight * weight).sum();
        assert!((length - 1.0).abs() < 1e-9);
    }

    #[test]
    fn the_teleport_moves_to_what_tells_the_query() {
        let teleport = focus_on("Peck").unwrap().teleport(&[0.5, 0.25, 0.25]);
        // .1·p, and the nine tenths that are moved go to the second alone.
        for (found, expected) in teleport.iter().zip([0.05, 0.925, 0.025]) {
            assert!((found - expected).abs() < 1e-12, "{teleport:?}");
        }
    }
}
