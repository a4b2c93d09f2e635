//! How salient each sentence of a topic is: four parts, each in [0, 1], and their weighted mean;
//! with a query and earlier articles two more.

pub mod sieve;
pub mod tf_idf;
pub mod position;
pub mod support;
pub mod concept;
pub mod overlap;
pub mod bm25;
pub mod lex_rank;
pub mod focus;
pub mod known;
pub mod aim;

use crate::analyze::Terms;
use crate::analyze::duplicate::Group;
use crate::analyze::similarity::{self, Graph};
use crate::analyze::text_rank::{self, Votes};
use crate::analyze::vector::Vectors;
use crate::model::{Corpus, Score, Topic};
pub use aim::Aim;

/// How the parts are weighed, and the constants they take.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    /// Weight of the TF-IDF part in the total.
    pub tf_idf: f64,
    /// Weight of the TextRank part.
    pub text_rank: f64,
    /// Weight of the position part.
    pub position: f64,
    /// Weight of the support part.
    pub support: f64,
    /// Sentences after which the position part has fallen to 1/e.
    pub position_scale: f64,
    /// Cosine below which two sentences are no neighbors in the graph; 0: all are, whose cosine is
    /// above it, and no edge is stored.
    pub edge_floor: f64,
    /// Weight of a pair of adjacent words beside that of a word, in the vectors.
    pub pair_weight: f64,
}

/// For topics that several independent lines of reporting tell.
pub const SEVERAL_LINES: Weights = Weights {
    tf_idf: 0.0,
    text_rank: 2.0,
    position: 3.0,
    support: 1.0,
    position_scale: 2.0,
    edge_floor: 0.2,
    pair_weight: 0.8,
};

/// For one article, and for copies of one article: nobody else supports it, and what it says
/// first weighs longer.
pub const ONE_LINE: Weights = Weights {
    tf_idf: 1.0,
    text_rank: 2.0,
    position: 2.0,
    support: 0.0,
    position_scale: 4.0,
    edge_floor: 0.0,
    pair_weight: 0.5,
};

/// Groups of several lines from which on every cosine counts as in one line: with that many, each
/// has hundreds of neighbors above any floor, and the order is the same with and without it.
pub const MANY_GROUPS: usize = 5000;

impl Weights {
    /// The weights that suit `topic`.
    pub fn of(topic: &Topic) -> &'static Self {
        if topic.n_lines() > 1 { &SEVERAL_LINES } else { &ONE_LINE }
    }
}

/// Scores `groups` in their topic, one score a group, in their order.
///
/// `graph` is [`graph`] of the same groups. Where it holds fewer edges than the walk needs, this goes
/// over all cosines ([`Votes::Cosines`]). Every part is scaled so that the largest in the topic
/// is 1; the total is the mean of the parts by `weights`. With a query, the walk starts from what
/// tells it, and the total is the mean of that and of how much of the query the group tells; with
/// earlier articles it is multiplied by how new the group is. O(iterations · edges) time.
pub fn sentences(
    groups: &[Group],
    vectors: &Vectors,
    graph: &Graph,
    topic: &Topic,
    corpus: &Corpus,
    terms: &Terms,
    aim: &Aim,
) -> Vec<Score> {
    let weights = Weights::of(topic);
    let position = position::scores(groups, corpus, weights.position_scale);
    let teleport = text_rank::teleport(&position);
    let teleport = aim.focus.as_ref().map_or(teleport.clone(), |focus| focus.teleport(&teleport));
    let votes = if is_stored(groups.len(), topic) {
        Votes::Edges(graph)
    } else {
        Votes::Cosines(&vectors.words)
    };
    let text_rank = scaled(text_rank::scores(votes, &teleport));
    let tf_idf = scaled(tf_idf::scores(&vectors.words));
    let support = support::scores(groups, graph, topic, corpus, terms);
    let sum = weights.tf_idf + weights.text_rank + weights.position + weights.support;
    (0..groups.len())
        .map(|i| {
            let total = (weights.tf_idf * tf_idf[i]
                + weights.text_rank * text_rank[i]
                + weights.position * position[i]
                + weights.support * support[i])
                / sum;
            let (query, novelty) = (aim.query(i), aim.novelty(i));
            let total = query.map_or(total, |query| f64::midpoint(total, query));
            Score {
                tf_idf: tf_idf[i],
                text_rank: text_rank[i],
                position: position[i],
                support: support[i],
                query,
                novelty,
                total: total * novelty.unwrap_or(1.0),
            }
        })
        .collect()
}

/// The neighbors of each of a topic's groups, as far as scoring needs them one by one: all that the
/// walk goes over, those alone that count as support where there are [`MANY_GROUPS`], and none for
/// one line.
pub fn graph(vectors: &Vectors, topic: &Topic) -> Graph {
    let n_groups = vectors.words.len();
    match (is_stored(n_groups, topic), topic.n_lines() > 1) {
        (true, _) => similarity::graph(&vectors.words, Weights::of(topic).edge_floor),
        (false, true) => similarity::graph(&vectors.words, support::SIMILAR),
        (false, false) => vec![Vec::new(); n_groups],
    }
}

/// Whether the edges that the walk goes over are stored.
fn is_stored(n_groups: usize, topic: &Topic) -> bool {
    Weights::of(topic).edge_floor > 0.0 && n_groups < MANY_GROUPS
}

/// The same numbers with the largest made 1; all 0 where none is positive.
fn scaled(mut scores: Vec<f64>) -> Vec<f64> {
    let largest = scores.iter().copied().fold(0.0, f64::max);
    if largest > 0.0 {
        scores.iter_mut().for_each(|score| *score /= largest);
    }
    scores
}
