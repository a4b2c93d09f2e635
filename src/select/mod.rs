//! The sentences of a topic to its extracts: chosen together, not one by one.

pub mod budget;
pub mod candidate;
pub mod leaning;
pub mod greedy;
pub mod centroid;
pub mod concepts;
pub mod opening;

use serde::{Deserialize, Serialize};

use crate::analyze::Terms;
use crate::analyze::duplicate::Group;
use crate::analyze::vector::{Dimension, Vectors};
use crate::model::{Corpus, Refusal, Score, Topic};
pub use budget::Budget;
use centroid::Centroid;
use concepts::Coverage;
use greedy::Frame;

/// How sentences are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Method {
    /// The set whose TF-IDF sum comes closest to the weighted centroid of the topic.
    #[default]
    Centroid,
    /// The set that covers most of the words and pairs that readers' summaries keep.
    Concepts,
}

/// How many sentences are chosen, and how.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Options {
    /// The method.
    pub method: Method,
    /// Sentences a topic, exactly, as long as it has so many different ones.
    pub sentences: Option<u32>,
    /// Words a topic, at most.
    pub words: Option<u32>,
    /// Share of a topic's sentences, in (0, 1].
    pub ratio: Option<f64>,
}

/// What was chosen from the groups of a topic.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Selection {
    /// Indices of the chosen groups, in the order in which they were chosen.
    pub chosen: Vec<usize>,
    /// The chosen group that can open the summary: it stands alone and tells the event.
    pub opening: Option<usize>,
    /// For each group why it was not chosen; `None` for the chosen ones.
    pub refusals: Vec<Option<Refusal>>,
}

/// A topic as selection sees it: parallel slices, one entry a group.
#[derive(Clone, Copy)]
pub struct Pool<'a> {
    /// What can be chosen.
    pub groups: &'a [Group],
    /// Their vectors.
    pub vectors: &'a Vectors,
    /// Their salience.
    pub scores: &'a [Score],
    /// The chance of each dimension of the vectors to stand in a reader's summary; empty unless
    /// the method asks for it.
    pub chances: &'a [f64],
}

/// Chooses extracts for `topic` within the budget of `options`.
///
/// What is hard to read out of context is refused first ([`candidate`]), and given way to when
/// the number of sentences asked for cannot be reached otherwise. Never empty for a topic that
/// has a sentence: when nothing fits the budget, the best sentence alone is chosen.
pub fn extracts(
    pool: Pool<'_>,
    topic: &Topic,
    corpus: &Corpus,
    terms: &Terms,
    options: &Options,
) -> Selection {
    let readable: Vec<Option<Refusal>> =
        pool.groups.iter().map(|group| candidate::refusal(group.representative, corpus)).collect();
    let budget = Budget::of(options, pool.groups.len());
    let frame = Frame::new(pool, topic, corpus, &readable, budget);
    match options.method {
        Method::Centroid => {
            let worth = centroid::cosines(pool, topic, corpus);
            opening::extracts(&frame, &worth, corpus, |fixed| {
                frame.search(&mut Centroid::new(&frame, &worth), fixed)
            })
        }
        Method::Concepts => {
            let with_centroid = centroid::cosines(pool, topic, corpus);
            let space = &pool.vectors.space;
            let concepts: Vec<Vec<u32>> = pool
                .groups
                .iter()
                .map(|group| space.held(terms.of_id(corpus, group.representative), terms))
                .collect();
            let is_pair = |concept| matches!(space.kind(concept), Dimension::Pair(..));
            let coverage = Coverage::new(&frame, &with_centroid, &concepts, pool.chances, is_pair);
            opening::extracts(&frame, &coverage.alone(), corpus, |fixed| coverage.search(fixed))
        }
    }
}
