//! The sentences of a topic to its extracts: chosen together, not one by one.

pub mod budget;
pub mod candidate;
pub mod caption;
pub mod name;
pub mod fact;
pub mod introduction;
pub mod greedy;
pub mod centroid;
pub mod concepts;
mod moves;
pub mod mmr;
pub mod coverage;
pub mod submodular;
pub mod ranking;
pub mod stale;
pub mod opening;
pub mod whole;

use serde::{Deserialize, Serialize};

use crate::analyze::Terms;
use crate::analyze::duplicate::Group;
use crate::analyze::similarity::Graph;
use crate::analyze::vector::Vectors;
use crate::model::{Corpus, Refusal, Score, Topic};
pub use budget::Budget;
use candidate::Readability;
use centroid::Centroid;
use concepts::Coverage;
use coverage::PairCoverage;
use fact::Facts;
use greedy::{Chosen, Frame, Redundancy, Start};
use introduction::Introductions;
use mmr::Mmr;
use ranking::Ranking;
use submodular::Submodular;
use whole::Whole;

/// How sentences are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Method {
    /// `concepts` where several independent lines tell the topic, `centroid` for a single one.
    #[default]
    Auto,
    /// The set whose TF-IDF sum comes closest to the weighted centroid of the topic.
    Centroid,
    /// The set that covers most of the words and pairs that readers' summaries keep.
    Concepts,
    /// Salient sentences, each unlike the others (maximal marginal relevance).
    Mmr,
    /// TextRank as in its paper: centrality by common words.
    Textrank,
    /// TextRank with BM25 as the similarity.
    TextrankBm25,
    /// LexRank: centrality by cosine.
    Lexrank,
    /// LexRank with a threshold instead of weights.
    LexrankThreshold,
    /// Word pairs that many articles hold, each covered once.
    Coverage,
    /// Coverage and diversity as one submodular function.
    Submodular,
    /// The first sentences.
    Lead,
}

impl Method {
    /// All methods, the default first.
    pub const ALL: [Self; 11] = [
        Self::Auto,
        Self::Centroid,
        Self::Concepts,
        Self::Mmr,
        Self::Textrank,
        Self::TextrankBm25,
        Self::Lexrank,
        Self::LexrankThreshold,
        Self::Coverage,
        Self::Submodular,
        Self::Lead,
    ];

    /// Their names, in the same order, as on the command line and in files.
    pub const NAMES: [&'static str; 11] = [
        "auto",
        "centroid",
        "concepts",
        "mmr",
        "textrank",
        "textrank-bm25",
        "lexrank",
        "lexrank-threshold",
        "coverage",
        "submodular",
        "lead",
    ];

    /// Its name, as in [`Self::NAMES`].
    pub fn name(self) -> &'static str {
        let place = Self::ALL.iter().position(|&method| method == self);
        place.and_then(|place| Self::NAMES.get(place)).copied().unwrap_or_default()
    }

    /// The method itself, for `topic`: never [`Method::Auto`].
    #[must_use]
    pub fn of(self, topic: &Topic) -> Self {
        match self {
            Self::Auto if topic.n_lines() > 1 => Self::Concepts,
            Self::Auto => Self::Centroid,
            other => other,
        }
    }

    /// What becomes of a sentence that resembles a chosen one: refused, unless the method's paper
    /// has its own way with it.
    fn redundancy(self) -> Redundancy {
        match self {
            Self::Auto | Self::Centroid | Self::Concepts => Redundancy::Refused,
            _ => Redundancy::LeftToMethod,
        }
    }
}

/// How long is searched for the best set, where a method searches ([`Method::Concepts`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Search {
    /// Several greedy searches, each improved by single moves.
    #[default]
    Full,
    /// One greedy search.
    Greedy,
}

/// How many sentences are chosen, and how.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Options {
    /// The method.
    pub method: Method,
    /// How long is searched.
    pub search: Search,
    /// Sentences a topic, exactly, as long as it has so many different ones.
    pub sentences: Option<u32>,
    /// Words a topic, at most.
    pub words: Option<u32>,
    /// Share of a topic's sentences, in (0, 1].
    pub ratio: Option<f64>,
    /// Words that the summary is to tell of before anything else.
    pub query: Option<String>,
}

/// What was chosen from the groups of a topic.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Selection {
    /// Indices of the chosen groups, in the order in which they were chosen.
    pub chosen: Vec<usize>,
    /// The chosen group that can open the summary: it stands alone and tells the event.
    pub opening: Option<usize>,
    /// Pairs of places in `chosen` of which the first introduces what the second takes for known.
    pub introductions: Vec<(usize, usize)>,
    /// For each group why it was not chosen, `None` for the chosen ones; empty if that was not
    /// asked for.
    pub refusals: Vec<Option<Refusal>>,
}

/// Whether it is told why sentences were not chosen, for which all of them must be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reasons {
    /// It is.
    Told,
    /// It is not.
    Omitted,
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
    /// Which of them resemble each other.
    pub graph: &'a Graph,
    /// The chance of each dimension of the vectors to stand in a reader's summary; empty unless
    /// the method asks for it.
    pub chances: &'a [f64],
    /// The order of a method that only ranks, as a score a group; empty for the others.
    pub ranking: &'a [f64],
    /// What each dimension is worth to the reader beside its worth in itself: more if a query asks
    /// for it, less if earlier articles told it; empty where all are worth 1.
    pub emphasis: &'a [f64],
    /// Where a query leads, of length 1; empty without one.
    pub direction: &'a [(u32, f64)],
    /// For each group the refusal of what the reader knows; empty without earlier articles.
    pub known: &'a [Option<Refusal>],
}

/// Chooses extracts for `topic` within the budget of `options`.
///
/// What is hard to read out of context is refused first ([`candidate`]), and given way to when
/// the number of sentences asked for cannot be reached otherwise; what the reader knows never is.
/// Empty only where the reader knows every sentence of the topic: when nothing fits the budget, the
/// best sentence alone is chosen.
pub fn extracts(
    pool: Pool<'_>,
    topic: &Topic,
    corpus: &Corpus,
    terms: &Terms,
    options: &Options,
    reasons: Reasons,
) -> Selection {
    let budget = Budget::of(options, pool.groups.len());
    let method = options.method.of(topic);
    let redundancy = method.redundancy();
    let names = name::names(topic, corpus, terms);
    let readability = Readability::new(pool, topic, corpus, terms);
    let facts = Facts::new(pool, &names, corpus, terms);
    let introductions = Introductions::of(pool.groups, topic, &names, corpus, terms);
    let sense = (&readability, &facts, &introductions);
    let frame = Frame::new(pool, topic, corpus, budget, redundancy, sense);
    let centroid = centroid::cosines(pool, topic, corpus);
    let plain = |chosen: Chosen| whole::marked(&frame, &centroid, corpus, chosen);
    let Whole { chosen, opening } = match method {
        Method::Auto | Method::Centroid => whole::extracts(&frame, &centroid, corpus, |start| {
            frame.search(&mut Centroid::new(&frame, &centroid), start)
        }),
        Method::Concepts => {
            let coverage = Coverage::new(&frame, &centroid);
            whole::extracts(&frame, coverage.alone(), corpus, |start| {
                coverage.search(start, options.search)
            })
        }
        Method::Mmr => plain(frame.search(&mut Mmr::new(&frame), &Start::default())),
        Method::Coverage => {
            plain(frame.search(&mut PairCoverage::new(&frame, topic, corpus), &Start::default()))
        }
        Method::Submodular => {
            plain(frame.search(&mut Submodular::new(&frame, pool.graph), &Start::default()))
        }
        Method::Textrank
        | Method::TextrankBm25
        | Method::Lexrank
        | Method::LexrankThreshold
        | Method::Lead => {
            plain(frame.search(&mut Ranking::new(pool.ranking.to_vec()), &Start::default()))
        }
    };
    let introductions = introductions.among(&chosen.order);
    let refusals = match reasons {
        Reasons::Told => frame.refusals(&chosen),
        Reasons::Omitted => Vec::new(),
    };
    Selection { chosen: chosen.order, opening, introductions, refusals }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_in_files() {
        for (method, name) in Method::ALL.into_iter().zip(Method::NAMES) {
            assert_eq!(serde_json::to_value(method).unwrap(), name);
        }
    }
}
