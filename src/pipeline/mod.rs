//! The whole way from documents to a briefing; a single article is the same way with one topic.

mod digest;
mod reader;
mod training;

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use crate::analyze::{self, Terms};
use crate::error::Warning;
use crate::model::progress::Progress;
use crate::model::{
    Briefing, Corpus, Date, Document, DocumentId, Explanation, Summary, Topic, explanation,
};
use crate::score::concept;
use crate::score::sieve::MOST_SENTENCES;
use crate::select::Reasons;
use crate::{cluster, compose, describe, explain, segment, select};
use digest::Digest;
use reader::Reader;
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
    /// What the reader knows: articles, or plain texts ([`Document::plain`]), that are neither
    /// sources nor summarized. What they tell is not told again.
    #[serde(skip)]
    pub earlier: Arc<[Document]>,
    /// What becomes of a topic that tells nothing beside these.
    #[serde(skip)]
    pub without_news: WithoutNews,
    /// Who is told of each topic whose sentences have been chosen.
    #[serde(skip)]
    pub progress: Progress,
    /// The weights of [`select::Method::Concepts`]; `None`: those shipped with the program.
    #[serde(skip)]
    pub weights: Option<Arc<concept::Weights>>,
}

/// What becomes of a topic that tells nothing which the reader does not know.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum WithoutNews {
    /// It is left out, with a warning.
    #[default]
    LeftOut,
    /// It stays, without an extract.
    Named,
}

/// Groups `documents` by event and summarizes the topics that `options.make` admits.
///
/// With a query, topics that hold its words come first. With earlier documents, topics that tell
/// nothing new are left out, with a warning.
pub fn brief(documents: Vec<Document>, options: &Options) -> Briefing {
    let corpus = corpus(documents, options);
    let terms = analyze::terms(&corpus);
    let reader = Reader::of(options, &corpus, &terms);
    let topics = cluster::topics(&corpus, &terms, &options.cluster);
    let topics = reader.foremost(topics, &corpus, &terms);
    // Which topics tell nothing new is known only once they are summarized.
    let max_topics = if reader.knows() { u32::MAX } else { options.make.max_topics };
    let admit = compose::Options { max_topics, ..options.make.clone() };
    let (topics, mut omitted) = compose::admitted(topics, &admit);
    let mut told = told(topics, &corpus, &terms, options, &reader);
    let n_shown = told.topics.len().min(options.make.max_topics as usize);
    let rest = told.topics.split_off(n_shown).into_iter().map(|told| told.topic);
    omitted.splice(..0, rest);
    let mut briefing = compose::briefing(&told.topics, &omitted, &corpus, &options.head());
    briefing.warnings = told.warnings;
    briefing
}

/// Summarizes `documents` as one topic; with earlier documents that tell it all, as none.
pub fn summarize(documents: Vec<Document>, options: &Options) -> Briefing {
    single(documents, options).0
}

/// The same with the whole article behind its summary, if it is one.
pub fn read_through(documents: Vec<Document>, options: &Options) -> Briefing {
    let (briefing, told, corpus) = single(documents, options);
    let article = told.first().and_then(|told| compose::whole(told, &corpus));
    Briefing { article, ..briefing }
}

/// The briefing of `documents` as one topic, and what it was made of.
fn single(documents: Vec<Document>, options: &Options) -> (Briefing, Vec<compose::Told>, Corpus) {
    let corpus = corpus(documents, options);
    let terms = analyze::terms(&corpus);
    let reader = Reader::of(options, &corpus, &terms);
    let topics = cluster::single(&corpus, &terms, &options.cluster).into_iter().collect();
    let told = told(topics, &corpus, &terms, options, &reader);
    let mut briefing = compose::article(&told.topics, &corpus, &options.head());
    briefing.warnings = told.warnings;
    (briefing, told.topics, corpus)
}

/// Chooses, orders and cites the sentences of one topic of a corpus that is analyzed already: the
/// middle of [`brief`], without what is told beside the extracts.
///
/// How long it takes is measured by `cargo bench --bench stages -- extracts`.
pub fn extracts(topic: &Topic, corpus: &Corpus, terms: &Terms, options: &Options) -> Summary {
    let reader = Reader::of(options, corpus, terms);
    let weights = options.weights();
    Digest::of(topic, corpus, terms, &options.select, weights, &reader, Reasons::Omitted).summary
}

/// The extracts of one article alone, and the corpus whose spans they are; `None` where nothing
/// can be read in it.
///
/// Nothing else of a briefing is made, so that a million articles are a matter of minutes.
///
/// ```
/// use daybrief::model::Document;
/// use daybrief::{Options, pipeline};
///
/// let article = Document::plain("The ferry sank. All were saved.".into(), None);
/// let (corpus, summary) = pipeline::article(article, &Options::default()).unwrap();
/// assert_eq!(corpus.text(summary.extracts[0].sentence), "The ferry sank.");
/// ```
pub fn article(document: Document, options: &Options) -> Option<(Corpus, Summary)> {
    let corpus = corpus(vec![document], options);
    let terms = analyze::terms(&corpus);
    let topic = cluster::lone(&corpus)?;
    let summary = extracts(&topic, &corpus, &terms, options);
    Some((corpus, summary))
}

/// Explains every sentence of every topic that [`brief`] finds in `documents`.
pub fn explain(documents: Vec<Document>, options: &Options) -> Explanation {
    let corpus = corpus(documents, options);
    let terms = analyze::terms(&corpus);
    let reader = Reader::of(options, &corpus, &terms);
    let topics = cluster::topics(&corpus, &terms, &options.cluster);
    let topics = reader.foremost(topics, &corpus, &terms);
    let one = |topic: &Topic| {
        let (select, weights) = (&options.select, options.weights());
        let digest = Digest::of(topic, &corpus, &terms, select, weights, &reader, Reasons::Told);
        let label = compose::label(topic, &digest.summary, &corpus);
        let subject = explain::Subject {
            topic,
            pool: digest.scored.pool(),
            selection: &digest.selection,
            corpus: &corpus,
            terms: &terms,
            earlier: &reader.earlier,
        };
        let method = options.select.method.of(topic).name();
        options.progress.done();
        (explain::topic(label, method, subject), digest.scored.is_focused())
    };
    options.progress.begin(topics.len());
    let (topics, focused): (Vec<_>, Vec<bool>) = topics.par_iter().map(one).unzip();
    let query = options.select.query.as_deref();
    let warnings = Reader::missed(query, focused.contains(&true)).into_iter().collect();
    let query = options.select.query.clone().filter(|query| !query.is_empty());
    Explanation { schema: explanation::SCHEMA.to_owned(), query, topics, warnings }
}

impl Options {
    fn weights(&self) -> &concept::Weights {
        self.weights.as_deref().unwrap_or_else(|| concept::Weights::shipped())
    }

    fn head(&self) -> compose::Head {
        compose::Head { title: self.title.clone(), date: self.date }
    }
}

/// The sentences and words of `documents`, without those of hidden outlets and those that the
/// reader knows word for word, which are no sources.
fn corpus(mut documents: Vec<Document>, options: &Options) -> Corpus {
    options.cluster.sources.apply(&mut documents);
    let known: FxHashSet<&str> =
        options.earlier.iter().map(|earlier| earlier.text.as_str()).collect();
    documents.retain(|document| !known.contains(document.text.as_str()));
    for (index, document) in documents.iter_mut().enumerate() {
        document.id = DocumentId::at(index);
    }
    segment::corpus(documents, &options.segment)
}

/// Topics with something to tell, and what is to be said of the others.
struct Told {
    topics: Vec<compose::Told>,
    warnings: Vec<Warning>,
}

fn told(
    topics: Vec<Topic>,
    corpus: &Corpus,
    terms: &Terms,
    options: &Options,
    reader: &Reader,
) -> Told {
    let one = |topic: Topic| {
        let (select, weights) = (&options.select, options.weights());
        let digest = Digest::of(&topic, corpus, terms, select, weights, reader, Reasons::Omitted);
        let evidence = digest.scored.evidence(&topic, corpus, terms);
        let mut description = describe::topic(evidence, &options.describe);
        description.forget(&digest.scored.known_sentences());
        let totals = digest.scored.totals();
        let is_focused = digest.scored.is_focused();
        let n_passed_over = digest.scored.n_passed_over;
        options.progress.done();
        let told = compose::Told { summary: digest.summary, description, totals, topic };
        ((is_focused, n_passed_over), told)
    };
    options.progress.begin(topics.len());
    let (facts, all): (Vec<(bool, usize)>, Vec<_>) = topics.into_par_iter().map(one).unzip();
    let (focused, n_passed_over): (Vec<bool>, Vec<usize>) = facts.into_iter().unzip();
    let missed = Reader::missed(options.select.query.as_deref(), focused.contains(&true));
    let stays = |told: &compose::Told| {
        let is_named = !reader.knows() || options.without_news == WithoutNews::Named;
        is_named || !told.summary.extracts.is_empty()
    };
    let name = |told: &compose::Told| {
        let source = told.topic.documents.first().map(|&id| &corpus.document(id).source.name);
        let label = Some(&told.topic.label).filter(|label| !label.is_empty());
        label.or(source).cloned().unwrap_or_default()
    };
    let passed_over = |(told, &n): (&compose::Told, &usize)| {
        let message = format!(
            "has too many sentences to compare them all: {MOST_SENTENCES} were compared, and {n} \
             that stand further back or say less were not"
        );
        (n > 0).then(|| Warning::new(name(told), message))
    };
    let mut warnings: Vec<Warning> = missed.into_iter().collect();
    warnings.extend(all.iter().zip(&n_passed_over).filter_map(passed_over));
    let (topics, known): (Vec<_>, Vec<_>) = all.into_iter().partition(stays);
    let nothing_new = |told: &compose::Told| {
        Warning::new(name(told), "nothing new since the earlier articles, left out")
    };
    warnings.extend(known.iter().map(nothing_new));
    Told { topics, warnings }
}
