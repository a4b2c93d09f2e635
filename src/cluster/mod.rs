//! Documents to topics: which of them tell of the same event.

pub mod background;
pub mod document_vector;
pub mod agglomerate;
mod translation;
pub mod line;
pub mod label;

use serde::{Deserialize, Serialize};

use crate::analyze::Terms;
use crate::model::{Corpus, DocumentId, Language, SentenceId, Topic, TopicId};

/// How coarse topics are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Granularity {
    /// Chosen for the heap at hand: the level at which groups stand apart best.
    #[default]
    Auto,
    /// A subject with everything that belongs to it.
    Broad,
    /// A story over several days.
    Story,
    /// One event.
    Event,
}

/// Whether a topic may hold documents of several languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Languages {
    /// Each topic has one language.
    #[default]
    Apart,
    /// Documents of different languages meet by what both write alike: names and numbers.
    Together,
}

/// How documents are grouped.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Options {
    /// How coarse the topics are.
    pub granularity: Granularity,
    /// Whether a topic may hold documents of several languages.
    pub languages: Languages,
}

/// Groups the documents of `corpus` by event; languages are mixed only where `options` say so.
///
/// Topics come in order of importance: most independent lines of reporting first, then the most
/// documents, the newest, the lowest id. Every document is in exactly one topic. The result does
/// not depend on the order of the documents but for ties.
pub fn topics(corpus: &Corpus, terms: &Terms, options: &Options) -> Vec<Topic> {
    let mut groups: Vec<(Vec<DocumentId>, f64)> = by_language(corpus)
        .iter()
        .flat_map(|documents| {
            let graph = document_vector::graph(documents, corpus, terms);
            let group = |group: Vec<u32>| {
                let members = group.iter().map(|&index| documents[index as usize]).collect();
                (members, agglomerate::cohesion(&group, &graph))
            };
            let partition = agglomerate::partition(&graph, options.granularity);
            partition.into_iter().map(group).collect::<Vec<_>>()
        })
        .collect();
    if options.languages == Languages::Together {
        groups = translation::joined(groups, corpus, terms);
    }
    let mut topics: Vec<Topic> = groups
        .into_iter()
        .map(|(documents, cohesion)| topic(documents, cohesion, corpus, terms))
        .collect();
    topics.sort_by_key(|topic| {
        let newest = topic.documents.iter().filter_map(|&id| corpus.document(id).published).max();
        let importance = (topic.n_lines(), topic.documents.len(), newest);
        (std::cmp::Reverse(importance), topic.documents.first().copied())
    });
    for (index, topic) in topics.iter_mut().enumerate() {
        topic.id = TopicId::at(index);
    }
    topics
}

/// The groups that [`topics`] would find if each level of its cut were fixed, from the finest level
/// to the widest; each group ascending.
pub fn curve(corpus: &Corpus, terms: &Terms) -> Vec<(f64, Vec<Vec<DocumentId>>)> {
    let mut curve: Vec<(f64, Vec<Vec<DocumentId>>)> = Vec::new();
    for documents in by_language(corpus) {
        let graph = document_vector::graph(&documents, corpus, terms);
        for (place, (level, groups)) in agglomerate::at_each_level(&graph).into_iter().enumerate() {
            if place == curve.len() {
                curve.push((level, Vec::new()));
            }
            let member = |&index: &u32| documents[index as usize];
            let members = groups.iter().map(|group| group.iter().map(member).collect());
            curve[place].1.extend(members);
        }
    }
    curve
}

/// The documents of each language, in order.
fn by_language(corpus: &Corpus) -> Vec<Vec<DocumentId>> {
    let mut languages: Vec<(Option<Language>, Vec<DocumentId>)> = Vec::new();
    for document in &corpus.documents {
        match languages.iter_mut().find(|(language, _)| *language == document.language) {
            Some((_, documents)) => documents.push(document.id),
            None => languages.push((document.language, vec![document.id])),
        }
    }
    languages.into_iter().map(|(_, documents)| documents).collect()
}

/// All documents of `corpus` as one topic; `None` where there are none.
pub fn single(corpus: &Corpus, terms: &Terms) -> Option<Topic> {
    let documents: Vec<DocumentId> = corpus.documents.iter().map(|document| document.id).collect();
    (!documents.is_empty()).then(|| topic(documents, 1.0, corpus, terms))
}

fn topic(documents: Vec<DocumentId>, cohesion: f64, corpus: &Corpus, terms: &Terms) -> Topic {
    let sentences: Vec<SentenceId> =
        documents.iter().flat_map(|&id| corpus.sentences_of(id)).collect();
    let lines = line::of(&documents, corpus, terms);
    let label = label::of(&documents, corpus, terms);
    Topic { id: TopicId(0), label, documents, lines, sentences, cohesion }
}
