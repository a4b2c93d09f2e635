//! Topics and their summaries to the briefing as plain data: numbered sources, texts, names.

mod digest;
mod join;
mod name;
mod part;
mod whole;

pub use digest::digest;
pub use join::joined;
pub use name::{TITLE, label};
pub use whole::whole;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::model::briefing::{AlsoEntry, SCHEMA, SourceEntry, TopicEntry};
use crate::model::{
    Briefing, Corpus, Date, Description, DocumentId, Language, SentenceId, Summary, Topic,
};

/// Topics of a briefing where nothing else is asked for.
pub const DEFAULT_MAX_TOPICS: u32 = 8;
/// Topics that are named where there is no room to tell them.
const MAX_ALSO: usize = 20;
/// Sources that are named with each.
const MAX_NAMES: usize = 3;

/// Which topics a briefing holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Options {
    /// At most so many.
    pub max_topics: u32,
    /// Only those that at least so many independent lines of reporting tell.
    pub min_independent: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self { max_topics: DEFAULT_MAX_TOPICS, min_independent: 1 }
    }
}

/// What a briefing is called, and the day it is for; `None`: as its documents suggest.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Head {
    /// The title.
    pub title: Option<String>,
    /// The day.
    pub date: Option<Date>,
}

/// The topics that `options` admit, and those they leave out, both in their order.
pub fn admitted(topics: Vec<Topic>, options: &Options) -> (Vec<Topic>, Vec<Topic>) {
    let is_told = |topic: &Topic| topic.n_lines() >= options.min_independent as usize;
    let (mut shown, rest): (Vec<Topic>, Vec<Topic>) = topics.into_iter().partition(is_told);
    let too_many = shown.split_off(shown.len().min(options.max_topics as usize));
    // What has enough sources and no room is more important than what has not.
    (shown, too_many.into_iter().chain(rest).collect())
}

/// A topic with all that is told of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The topic.
    pub topic: Topic,
    /// Its extracts.
    pub summary: Summary,
    /// What its documents say together.
    pub description: Description,
    /// The total score of each sentence that has one, ascending by sentence.
    pub totals: Vec<(SentenceId, f64)>,
}

/// The briefing on the topics of `told`, in their order, that names the most important of the
/// `omitted` ones.
pub fn briefing(told: &[Told], omitted: &[Topic], corpus: &Corpus, head: &Head) -> Briefing {
    let documents: Vec<DocumentId> =
        told.iter().flat_map(|told| told.topic.documents.iter().copied()).collect();
    let days = documents.iter().filter_map(|&id| corpus.document(id).published).map(Date::day);
    let numbers: FxHashMap<DocumentId, u32> = documents.iter().copied().zip(1u32..).collect();
    let number = |id: DocumentId| numbers.get(&id).copied().unwrap_or_default();
    let mut ids = name::Anchors::default();
    let topics = told.iter().map(|Told { topic, summary, description, .. }| {
        let label = label(topic, summary, corpus);
        let parts = part::Writer { corpus, number: &number };
        TopicEntry {
            id: ids.of(&label),
            headline: name::headline(topic, summary, corpus),
            label,
            status: None,
            event: None,
            documents: topic.documents.iter().map(|&id| number(id)).collect(),
            lines: lines(topic)
                .iter()
                .map(|line| line.iter().map(|&id| number(id)).collect())
                .collect(),
            independent: count(topic.n_lines()),
            shared: summary.shared,
            extracts: summary.extracts.iter().map(|extract| parts.extract(extract)).collect(),
            timeline: description.timeline.iter().map(|event| parts.event(event)).collect(),
            quotations: description
                .quotations
                .iter()
                .map(|quotation| parts.quotation(quotation))
                .collect(),
            differences: description
                .differences
                .iter()
                .map(|difference| parts.difference(difference))
                .collect(),
            only_in_one: description.only_in_one.iter().map(|&id| parts.statement(id)).collect(),
            entities: description.entities.iter().map(|entity| parts.entity(entity)).collect(),
            terms: description.terms.iter().map(|term| parts.term(term)).collect(),
            map: description.map.as_ref().map(|map| parts.map(map, topic)),
        }
    });
    Briefing {
        schema: SCHEMA.to_owned(),
        title: head.title.clone().unwrap_or_else(|| TITLE.to_owned()),
        date: head.date.or(days.max().map(Date::Day)),
        language: language(&documents, corpus),
        topics: topics.collect(),
        since: None,
        dropped: Vec::new(),
        omitted_topics: count(omitted.len()),
        also: omitted.iter().take(MAX_ALSO).map(|topic| also(topic, corpus)).collect(),
        sources: documents.iter().map(|&id| source(id, number(id), corpus)).collect(),
        warnings: Vec::new(),
        made: None,
        article: None,
    }
}

/// The briefing on one topic, called after it.
pub fn article(told: &[Told], corpus: &Corpus, head: &Head) -> Briefing {
    let mut briefing = briefing(told, &[], corpus, head);
    if head.title.is_none()
        && let Some(topic) = briefing.topics.first()
    {
        briefing.title.clone_from(&topic.label);
    }
    briefing
}

/// The language of most of `documents`; of equally many the first by its code.
fn language(documents: &[DocumentId], corpus: &Corpus) -> Option<Language> {
    let mut languages: Vec<Language> =
        documents.iter().filter_map(|&id| corpus.document(id).language).collect();
    languages.sort_unstable_by_key(|language| language.code());
    let runs = languages.chunk_by(|a, b| a == b);
    runs.rev().max_by_key(|run| run.len()).and_then(|run| run.first().copied())
}

/// The documents of each line of reporting, by their first.
fn lines(topic: &Topic) -> Vec<Vec<DocumentId>> {
    let mut lines = vec![Vec::new(); topic.n_lines()];
    for (&id, &line) in topic.documents.iter().zip(&topic.lines) {
        lines[line as usize].push(id);
    }
    lines
}

fn also(topic: &Topic, corpus: &Corpus) -> AlsoEntry {
    let mut names: Vec<String> = Vec::new();
    for &id in &topic.documents {
        let name = &corpus.document(id).source.name;
        if names.len() < MAX_NAMES && !names.contains(name) {
            names.push(name.clone());
        }
    }
    AlsoEntry {
        label: name::short_label(topic, corpus),
        documents: count(topic.documents.len()),
        independent: count(topic.n_lines()),
        names,
    }
}

fn source(id: DocumentId, number: u32, corpus: &Corpus) -> SourceEntry {
    let document = corpus.document(id);
    let words = corpus.sentences_of(id).map(|sentence| corpus.sentence(sentence).words).sum();
    SourceEntry {
        number,
        name: document.source.name.clone(),
        path: document.source.path.clone(),
        url: document.source.url.clone(),
        title: document.title.clone(),
        published: document.published,
        outlet: document.source.outlet.clone(),
        language: document.language,
        words,
        sha256: document.sha256(),
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
