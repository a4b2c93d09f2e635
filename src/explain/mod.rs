//! Why each sentence of a topic was chosen or not, told from what selection has left behind.

mod cut;

pub use cut::cut;

use rustc_hash::FxHashMap;

use crate::analyze::Terms;
use crate::analyze::similarity::{self, Graph};
use crate::model::explanation::{
    ConceptExplanation, DocumentExplanation, Instead, Neighbor, SentenceExplanation,
    TopicExplanation,
};
use crate::model::{Corpus, DocumentId, ParagraphKind, Refusal, Score, SentenceId, Topic};
use crate::select::{Pool, Selection};

/// Neighbors of a sentence that are told of.
const MAX_NEIGHBORS: usize = 5;
/// Concepts of a sentence that are told of.
const MAX_CONCEPTS: usize = 8;
/// Cosine below which a sentence is nobody's neighbor.
const NEIGHBOR_COSINE: f64 = 0.1;

/// A topic with everything that its selection left behind.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The topic.
    pub topic: &'a Topic,
    /// What could be chosen.
    pub pool: Pool<'a>,
    /// What was.
    pub selection: &'a Selection,
    /// All documents.
    pub corpus: &'a Corpus,
    /// The terms of all sentences.
    pub terms: &'a Terms,
    /// The earlier articles, which refusals of what is known name.
    pub earlier: &'a Corpus,
}

/// Explains every sentence of the topic, called `label`, that has words, by document and place.
///
/// A sentence merged into another's group is explained by that sentence; what was never a
/// candidate by what it is. O(sentences · (words + neighbors)) time.
pub fn topic(label: String, method: &str, subject: Subject<'_>) -> TopicExplanation {
    let Subject { topic, pool, corpus, .. } = subject;
    let mut group_of: FxHashMap<SentenceId, usize> = FxHashMap::default();
    for (index, group) in pool.groups.iter().enumerate() {
        group.members.iter().for_each(|&id| {
            group_of.insert(id, index);
        });
    }
    let graph = similarity::graph(&pool.vectors.words, NEIGHBOR_COSINE);
    let sentences = topic
        .sentences
        .iter()
        .filter(|&&id| corpus.sentence(id).words > 0)
        .map(|&id| match group_of.get(&id) {
            Some(&index) => in_group(id, index, &graph, subject),
            None => sentence(id, None, None, Some(by_kind(id, corpus)), subject),
        })
        .collect();
    let documents = topic.documents.iter().map(|&id| document(id, topic, corpus)).collect();
    TopicExplanation {
        label,
        method: method.to_owned(),
        documents,
        sentences,
        omitted_sentences: 0,
    }
}

fn document(id: DocumentId, topic: &Topic, corpus: &Corpus) -> DocumentExplanation {
    let document = corpus.document(id);
    DocumentExplanation {
        number: number(id, topic),
        name: document.source.name.clone(),
        title: document.title.clone(),
        published: document.published,
        language: document.language,
    }
}

fn number(id: DocumentId, topic: &Topic) -> u32 {
    let place = topic.documents.binary_search(&id).unwrap_or(0);
    u32::try_from(place + 1).unwrap_or(u32::MAX)
}

fn in_group(
    id: SentenceId,
    index: usize,
    graph: &Graph,
    subject: Subject<'_>,
) -> SentenceExplanation {
    let Subject { pool, selection, .. } = subject;
    let representative = pool.groups[index].representative;
    let score = Some(pool.scores[index]);
    if id != representative {
        let refusal = Refusal::DuplicateOf { of: representative };
        return sentence(id, score, None, Some(refusal), subject);
    }
    let rank = selection.chosen.iter().position(|&chosen| chosen == index);
    let rank = rank.map(|place| u32::try_from(place + 1).unwrap_or(u32::MAX));
    SentenceExplanation {
        neighbors: neighbors(&graph[index], pool),
        concepts: concepts(id, subject),
        ..sentence(id, score, rank, selection.refusals[index], subject)
    }
}

fn by_kind(id: SentenceId, corpus: &Corpus) -> Refusal {
    match corpus.sentence(id).kind {
        ParagraphKind::Heading => Refusal::Heading,
        ParagraphKind::Boilerplate => Refusal::Boilerplate,
        ParagraphKind::Body | ParagraphKind::ListItem => Refusal::NotForemost,
    }
}

fn sentence(
    id: SentenceId,
    score: Option<Score>,
    rank: Option<u32>,
    refusal: Option<Refusal>,
    subject: Subject<'_>,
) -> SentenceExplanation {
    let Subject { topic, corpus, .. } = subject;
    let place = corpus.sentence(id);
    SentenceExplanation {
        id: id.0,
        document: number(place.document, topic),
        source: corpus.document(place.document).source.name.clone(),
        start: place.span.start,
        end: place.span.end,
        paragraph: place.paragraph,
        kind: place.kind,
        text: corpus.text(id).to_owned(),
        score,
        rank,
        refusal,
        instead: refusal.and_then(|refusal| instead(refusal, subject)),
        neighbors: Vec::new(),
        concepts: Vec::new(),
    }
}

/// The sentence that `refusal` names.
fn instead(refusal: Refusal, subject: Subject<'_>) -> Option<Instead> {
    let named = |id: SentenceId, corpus: &Corpus| Instead {
        id: Some(id.0),
        source: corpus.document(corpus.sentence(id).document).source.name.clone(),
        text: corpus.text(id).to_owned(),
    };
    match refusal {
        Refusal::Known { earlier, .. } => {
            Some(Instead { id: None, ..named(earlier, subject.earlier) })
        }
        other => other.names().map(|id| named(id, subject.corpus)),
    }
}

/// The nearest of the neighbors at the end of `edges`, ties by place.
fn neighbors(edges: &[(u32, f64)], pool: Pool<'_>) -> Vec<Neighbor> {
    let mut edges = edges.to_vec();
    edges.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let neighbor = |&(other, cosine): &(u32, f64)| Neighbor {
        id: pool.groups[other as usize].representative.0,
        cosine,
    };
    edges.iter().take(MAX_NEIGHBORS).map(neighbor).collect()
}

/// The likeliest of the sentence's words and pairs, as it writes them, each once.
fn concepts(id: SentenceId, subject: Subject<'_>) -> Vec<ConceptExplanation> {
    let Subject { pool, corpus, terms, .. } = subject;
    if pool.chances.is_empty() {
        return Vec::new();
    }
    let space = &pool.vectors.space;
    let text = &corpus.document(corpus.sentence(id).document).text;
    let (spans, tokens) = (corpus.words(id), terms.of_id(corpus, id));
    let mut found: Vec<(u32, &str)> = Vec::new();
    for (span, &term) in spans.iter().zip(tokens) {
        found.extend(space.word(term).map(|dimension| (dimension, span.of(text))));
    }
    for (spans, terms) in spans.windows(2).zip(tokens.windows(2)) {
        let both = text.get(spans[0].start as usize..spans[1].end as usize).unwrap_or_default();
        found.extend(space.pair(terms[0], terms[1]).map(|dimension| (dimension, both)));
    }
    let chance = |dimension: u32| pool.chances[dimension as usize];
    found.sort_by(|a, b| chance(b.0).total_cmp(&chance(a.0)).then(a.0.cmp(&b.0)));
    found.dedup_by_key(|&mut (dimension, _)| dimension);
    let concept = |&(dimension, text): &(u32, &str)| ConceptExplanation {
        text: text.split_whitespace().collect::<Vec<_>>().join(" "),
        chance: chance(dimension),
    };
    found.iter().take(MAX_CONCEPTS).map(concept).collect()
}
