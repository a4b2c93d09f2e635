//! The whole way from documents to a briefing; a single article is the same way with one topic.

mod digest;
mod training;

use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::analyze::{self, Terms};
use crate::model::{Briefing, Corpus, Date, Document, Explanation, Topic};
use crate::score::concept;
use crate::{cluster, compose, describe, explain, segment, select};
use digest::Digest;
pub use training::examples;

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
    /// What is told of a topic beside its extracts.
    pub describe: describe::Options,
    /// Which topics a briefing holds.
    pub make: compose::Options,
    /// The weights of [`select::Method::Concepts`]; `None`: those shipped with the program.
    #[serde(skip)]
    pub weights: Option<Arc<concept::Weights>>,
}

/// Groups `documents` by event and summarizes the topics that `options.make` admits.
pub fn brief(documents: Vec<Document>, options: &Options) -> Briefing {
    let corpus = corpus(documents, options);
    let terms = analyze::terms(&corpus);
    let topics = cluster::topics(&corpus, &terms, &options.cluster);
    let (topics, omitted) = compose::admitted(topics, &options.make);
    compose::briefing(&told(topics, &corpus, &terms, options), &omitted, &corpus, &options.head())
}

/// Summarizes `documents` as one topic.
pub fn summarize(documents: Vec<Document>, options: &Options) -> Briefing {
    let corpus = corpus(documents, options);
    let terms = analyze::terms(&corpus);
    let topics = cluster::single(&corpus, &terms, &options.cluster).into_iter().collect();
    compose::article(&told(topics, &corpus, &terms, options), &corpus, &options.head())
}

/// Explains every sentence of every topic that [`brief`] finds in `documents`.
pub fn explain(documents: Vec<Document>, options: &Options) -> Explanation {
    let corpus = corpus(documents, options);
    let terms = analyze::terms(&corpus);
    let topics = cluster::topics(&corpus, &terms, &options.cluster);
    let one = |topic: &Topic| {
        let digest = Digest::of(topic, &corpus, &terms, &options.select, options.weights());
        let label = compose::label(topic, &digest.summary, &corpus);
        explain::topic(label, topic, digest.scored.pool(), &digest.selection, &corpus)
    };
    Explanation { topics: topics.par_iter().map(one).collect() }
}

impl Options {
    fn weights(&self) -> &concept::Weights {
        self.weights.as_deref().unwrap_or_else(|| concept::Weights::shipped())
    }

    fn head(&self) -> compose::Head {
        compose::Head { title: self.title.clone(), date: self.date }
    }
}

/// The sentences and words of `documents`, without those of hidden outlets.
fn corpus(mut documents: Vec<Document>, options: &Options) -> Corpus {
    options.cluster.sources.apply(&mut documents);
    segment::corpus(documents, &options.segment)
}

fn told(
    topics: Vec<Topic>,
    corpus: &Corpus,
    terms: &Terms,
    options: &Options,
) -> Vec<compose::Told> {
    let one = |topic: Topic| {
        let digest = Digest::of(&topic, corpus, terms, &options.select, options.weights());
        let evidence = digest.scored.evidence(&topic, corpus, terms);
        let description = describe::topic(evidence, &options.describe);
        compose::Told { summary: digest.summary, description, topic }
    };
    topics.into_par_iter().map(one).collect()
}
