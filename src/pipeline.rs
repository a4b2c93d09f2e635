//! The whole way from documents to a briefing; a single article is the same way with one topic.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::analyze::duplicate::{self, Group};
use crate::analyze::vector::{self, Vectors};
use crate::analyze::{self, Terms};
use crate::model::explanation::{Explanation, TopicExplanation};
use crate::model::{
    Briefing, Corpus, Date, Document, ParagraphKind, Score, SentenceId, Summary, Topic,
};
use crate::score::concept;
use crate::select::{self, Method, Pool, Selection};
use crate::{cite, cluster, compose, explain, order, score, segment};

/// The options of all stages, side by side.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Options {
    /// The briefing's title; `None`: one that suits the documents.
    pub title: Option<String>,
    /// The day of the briefing; `None`: that of the newest document.
    pub date: Option<Date>,
    /// How texts are cut.
    pub segment: segment::Options,
    /// How documents are grouped.
    pub cluster: cluster::Options,
    /// How sentences are chosen.
    pub select: select::Options,
    /// Which topics a briefing holds.
    pub make: compose::Options,
}

/// Groups `documents` by event and summarizes the topics that `options.make` admits.
pub fn brief(documents: Vec<Document>, options: &Options) -> Briefing {
    let corpus = segment::corpus(documents, &options.segment);
    let terms = analyze::terms(&corpus);
    let topics = cluster::topics(&corpus, &terms, &options.cluster);
    let (topics, n_omitted) = compose::admitted(topics, &options.make);
    compose::briefing(
        &summaries(topics, &corpus, &terms, options),
        n_omitted,
        &corpus,
        &options.head(),
    )
}

/// Summarizes `documents` as one topic.
pub fn summarize(documents: Vec<Document>, options: &Options) -> Briefing {
    let corpus = segment::corpus(documents, &options.segment);
    let terms = analyze::terms(&corpus);
    let topics = cluster::single(&corpus, &terms).into_iter().collect();
    compose::article(&summaries(topics, &corpus, &terms, options), &corpus, &options.head())
}

/// Explains every sentence of every topic that [`brief`] finds in `documents`.
pub fn explain(documents: Vec<Document>, options: &Options) -> Explanation {
    let corpus = segment::corpus(documents, &options.segment);
    let terms = analyze::terms(&corpus);
    let topics = cluster::topics(&corpus, &terms, &options.cluster);
    let topic = |topic: &Topic| -> TopicExplanation {
        let scored = Scored::new(topic, &corpus, &terms, options.select.method);
        let selection = scored.select(topic, &corpus, &terms, &options.select);
        explain::topic(topic, scored.pool(), &selection, &corpus)
    };
    Explanation { topics: topics.par_iter().map(topic).collect() }
}

impl Options {
    fn head(&self) -> compose::Head {
        compose::Head { title: self.title.clone(), date: self.date }
    }
}

fn summaries(
    topics: Vec<Topic>,
    corpus: &Corpus,
    terms: &Terms,
    options: &Options,
) -> Vec<(Topic, Summary)> {
    let one = |topic: Topic| {
        let summary = summary(&topic, corpus, terms, &options.select);
        (topic, summary)
    };
    topics.into_par_iter().map(one).collect()
}

/// One topic from its sentences to its extracts in reading order.
fn summary(topic: &Topic, corpus: &Corpus, terms: &Terms, options: &select::Options) -> Summary {
    let scored = Scored::new(topic, corpus, terms, options.method);
    let selection = scored.select(topic, corpus, terms, options);
    let chosen: Vec<SentenceId> =
        selection.chosen.iter().map(|&index| scored.groups[index].representative).collect();
    let opening = selection.opening.map(|index| scored.groups[index].representative);
    let cosines = scored.vectors.cosines(&selection.chosen);
    let order = order::extracts(&chosen, opening, &cosines, corpus);
    let evidence = scored.evidence(topic, corpus, terms);
    let extract = |&place: &usize| {
        let (index, rank) = (selection.chosen[place], u32::try_from(place + 1).unwrap_or(u32::MAX));
        cite::extract(index, rank, scored.scores[index], evidence)
    };
    Summary {
        topic: topic.id,
        extracts: order.iter().map(extract).collect(),
        words: chosen.iter().map(|&id| corpus.sentence(id).words).sum(),
        shared: cite::shared(evidence),
    }
}

/// The merged and scored sentences of a topic.
struct Scored {
    groups: Vec<Group>,
    vectors: Vectors,
    scores: Vec<Score>,
    chances: Vec<f64>,
}

impl Scored {
    fn new(topic: &Topic, corpus: &Corpus, terms: &Terms, method: Method) -> Self {
        let groups = duplicate::groups(&readable(topic, corpus), corpus, terms);
        let pair_weight = score::Weights::of(topic).pair_weight;
        let vectors = vector::of_groups(&groups, corpus, terms, pair_weight);
        let graph = score::graph(&vectors, topic);
        let scores = score::sentences(&groups, &vectors, &graph, topic, corpus, terms);
        let chances = match method {
            Method::Concepts => {
                let features =
                    concept::of_concepts(&groups, &vectors, &scores, topic, corpus, terms);
                concept::chances(&features, &vectors.space, concept::Weights::shipped())
            }
            _ => Vec::new(),
        };
        Self { groups, vectors, scores, chances }
    }

    fn pool(&self) -> Pool<'_> {
        Pool {
            groups: &self.groups,
            vectors: &self.vectors,
            scores: &self.scores,
            chances: &self.chances,
        }
    }

    fn evidence<'a>(
        &'a self,
        topic: &'a Topic,
        corpus: &'a Corpus,
        terms: &'a Terms,
    ) -> cite::Evidence<'a> {
        cite::Evidence { groups: &self.groups, vectors: &self.vectors, topic, corpus, terms }
    }

    fn select(
        &self,
        topic: &Topic,
        corpus: &Corpus,
        terms: &Terms,
        options: &select::Options,
    ) -> Selection {
        select::extracts(self.pool(), topic, corpus, terms, options)
    }
}

/// What a summary can be taken from: body sentences; where there are none, headings; where there
/// are none either, whatever has words.
fn readable(topic: &Topic, corpus: &Corpus) -> Vec<SentenceId> {
    let of = |wanted: fn(ParagraphKind) -> bool| -> Vec<SentenceId> {
        let fits = |id: &SentenceId| {
            let sentence = corpus.sentence(*id);
            sentence.words > 0 && wanted(sentence.kind)
        };
        topic.sentences.iter().copied().filter(fits).collect()
    };
    [ParagraphKind::is_body, |kind| kind == ParagraphKind::Heading, |_| true]
        .into_iter()
        .map(of)
        .find(|sentences| !sentences.is_empty())
        .unwrap_or_default()
}
