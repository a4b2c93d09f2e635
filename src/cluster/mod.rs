//! Documents to topics: which of them tell of the same event.

pub mod background;
mod copies;
mod document_vector;
mod time;
mod neighbor;
mod agglomerate;
mod cut;
mod translation;
mod recurrence;
pub mod outlet;
pub mod pin;
pub mod line;
pub mod label;
mod ranking;

use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::analyze::Terms;
use crate::analyze::similarity::Graph;
use crate::model::{Corpus, DocumentId, Language, SentenceId, Topic, TopicId};
pub use background::Background;
pub use document_vector::keys;
pub use outlet::Sources;
pub use pin::Pin;

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
    /// What the user says of outlets.
    #[serde(skip)]
    pub sources: Sources,
    /// Topics that the user names in advance; they come first, in their order.
    #[serde(skip)]
    pub pins: Vec<Pin>,
    /// Document frequencies of the user's own; `None`: those shipped with the program.
    #[serde(skip)]
    pub background: Option<Arc<Background>>,
}

/// What grouping has cost, counted: none of it grows faster than the heap beyond 5,000 documents of
/// a language.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Effort {
    /// Entries of the lists of terms that were met, and similarities computed, for documents.
    pub similarities: u64,
    /// Pairs of groups scored.
    pub scorings: u64,
    /// Pairs of documents compared whole, to find near-copies.
    pub copies: u64,
}

impl std::iter::Sum for Effort {
    fn sum<I: Iterator<Item = Self>>(efforts: I) -> Self {
        efforts.fold(Self::default(), |sum, one| Self {
            similarities: sum.similarities + one.similarities,
            scorings: sum.scorings + one.scorings,
            copies: sum.copies + one.copies,
        })
    }
}

/// Groups the documents of `corpus` by event; languages are mixed only where `options` say so.
///
/// Topics named in advance come first, then all others by importance: for L independent lines of
/// reporting, D documents and Δ days since the newest, `L · (1 + .1·ln(D/L)) · (.3 + .7·2^(−Δ/2))`.
/// Every document is in exactly one topic. The result does not depend on the order of the
/// documents but for ties.
pub fn topics(corpus: &Corpus, terms: &Terms, options: &Options) -> Vec<Topic> {
    counted(corpus, terms, options).0
}

/// [`topics`], and what they have cost.
pub fn counted(corpus: &Corpus, terms: &Terms, options: &Options) -> (Vec<Topic>, Effort) {
    let mut effort = Effort::default();
    let mut groups = groups(corpus, terms, options, &mut effort);
    let pinned = pin::taken(&mut groups, &options.pins, corpus, terms);
    let names = label::Names::learn(corpus);
    let build = |(documents, cohesion)| topic(documents, cohesion, &names, options, corpus, terms);
    let mut others: Vec<Topic> = groups.into_par_iter().map(build).collect();
    ranking::sort(&mut others, corpus);
    let called = |(pin, group): (&Pin, Group)| Topic { label: pin.name.clone(), ..build(group) };
    let mut topics: Vec<Topic> = pinned.into_iter().map(called).collect();
    topics.append(&mut others);
    for (index, topic) in topics.iter_mut().enumerate() {
        topic.id = TopicId::at(index);
    }
    (topics, effort)
}

/// Documents of one event, ascending, and how much they resemble each other, in [0, 1].
type Group = (Vec<DocumentId>, f64);

fn groups(corpus: &Corpus, terms: &Terms, options: &Options, effort: &mut Effort) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for documents in by_language(corpus) {
        let batch = Batch::new(documents, corpus, terms, options.background.as_deref(), effort);
        for group in agglomerate::partition(&batch.graph, options.granularity, effort) {
            groups.push((batch.members(&group), agglomerate::cohesion(&group, &batch.graph)));
        }
    }
    groups = recurrence::joined(groups, corpus, terms, effort);
    match options.languages {
        Languages::Apart => groups,
        Languages::Together => {
            let background = options.background.as_deref();
            translation::joined(groups, corpus, terms, background, effort)
        }
    }
}

/// The groups that [`topics`] would find if each level of its cut were fixed, from the finest level
/// to the widest; each group ascending.
pub fn curve(
    corpus: &Corpus,
    terms: &Terms,
    options: &Options,
) -> Vec<(f64, Vec<Vec<DocumentId>>)> {
    let mut curve: Vec<(f64, Vec<Vec<DocumentId>>)> = Vec::new();
    for documents in by_language(corpus) {
        let background = options.background.as_deref();
        let batch = Batch::new(documents, corpus, terms, background, &mut Effort::default());
        let levels = agglomerate::at_each_level(&batch.graph);
        for (place, (level, groups)) in levels.into_iter().enumerate() {
            if place == curve.len() {
                curve.push((level, Vec::new()));
            }
            curve[place].1.extend(groups.iter().map(|group| batch.members(group)));
        }
    }
    curve
}

/// Documents that are grouped with one another, and how similar they are. A near-copy goes where
/// its original goes, and has no say in the matter.
struct Batch {
    /// For each node of the graph the document it stands for, and that one's near-copies.
    nodes: Vec<Vec<DocumentId>>,
    graph: Graph,
}

impl Batch {
    fn new(
        mut documents: Vec<DocumentId>,
        corpus: &Corpus,
        terms: &Terms,
        background: Option<&Background>,
        effort: &mut Effort,
    ) -> Self {
        // Candidates are looked for in the order of time; of one time, whatever the ids.
        let day = |id: &DocumentId| corpus.document(*id).published.map(time::day);
        documents.sort_by_key(|id| {
            let document = corpus.document(*id);
            (day(id).is_none(), document.published, &document.source, &document.text)
        });
        let days: Vec<Option<i32>> = documents.iter().map(day).collect();
        let originals = copies::originals(&documents, &days, corpus, terms, effort);
        let mut nodes: Vec<Vec<DocumentId>> = Vec::new();
        let mut node_of = vec![0; documents.len()];
        for (place, &original) in originals.iter().enumerate() {
            if original == place {
                node_of[place] = nodes.len();
                nodes.push(Vec::new());
            }
            nodes[node_of[original]].push(documents[place]);
        }
        let first: Vec<DocumentId> =
            nodes.iter().filter_map(|node| node.first().copied()).collect();
        let days: Vec<Option<i32>> = first.iter().map(day).collect();
        let rows = document_vector::rows(&first, corpus, terms, background);
        Self { nodes, graph: neighbor::graph(&rows, &days, effort) }
    }

    /// The documents of a group of nodes, ascending.
    fn members(&self, group: &[u32]) -> Vec<DocumentId> {
        let mut members: Vec<DocumentId> =
            group.iter().flat_map(|&node| &self.nodes[node as usize]).copied().collect();
        members.sort_unstable();
        members
    }
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
pub fn single(corpus: &Corpus, terms: &Terms, options: &Options) -> Option<Topic> {
    let documents: Vec<DocumentId> = corpus.documents.iter().map(|document| document.id).collect();
    let names = label::Names::learn(corpus);
    (!documents.is_empty()).then(|| topic(documents, 1.0, &names, options, corpus, terms))
}

/// One article as a topic without a name; `None` without an article.
pub fn lone(corpus: &Corpus) -> Option<Topic> {
    let id = corpus.documents.first()?.id;
    let sentences = corpus.sentences_of(id).collect();
    let topic = Topic {
        id: TopicId(0),
        label: String::new(),
        documents: vec![id],
        lines: vec![0],
        sentences,
        cohesion: 1.0,
    };
    Some(topic)
}

fn topic(
    documents: Vec<DocumentId>,
    cohesion: f64,
    names: &label::Names,
    options: &Options,
    corpus: &Corpus,
    terms: &Terms,
) -> Topic {
    let sentences: Vec<SentenceId> =
        documents.iter().flat_map(|&id| corpus.sentences_of(id)).collect();
    let lines = line::of(&documents, &options.sources, corpus, terms);
    let label = label::of(&documents, names, corpus, terms);
    Topic { id: TopicId(0), label, documents, lines, sentences, cohesion }
}
