//! Chosen sentences to extracts: every document that carries one is cited, and voices are counted.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::analyze::Terms;
use crate::analyze::duplicate::{DisjointSets, is_copy};
use crate::analyze::evidence::Evidence;
use crate::analyze::vector::dot;
use crate::model::briefing::Shared;
use crate::model::{
    Citation, Corpus, DocumentId, Extract, Relation, Score, SentenceId, TermId, Topic,
};

/// Cosine above which another document's sentence is cited as saying the same: what is too
/// similar to be chosen beside the extract is what the reader is told about instead.
pub const ALSO_REPORTED: f64 = 0.5;

/// The extract of the chosen group at `index`, with everything that vouches for it.
///
/// Its representative is cited verbatim, and so is every document that carries the very same
/// words; from each other document the most similar sentence that says the same is cited as also
/// reporting it. Voices are counted over the cited sentences: those of one line of reporting, and
/// those that are copies of each other, are one voice. O(sentences of
/// its words + wordings²·words) time.
pub fn extract(index: usize, rank: u32, score: Score, evidence: Evidence<'_>) -> Extract {
    let Evidence { groups, vectors, topic, corpus, terms } = evidence;
    let own = groups[index].representative;
    let mut also: Vec<(SentenceId, f64)> = Vec::new();
    let own_row = &vectors.words_and_pairs[index];
    let cosine = |id| dot(own_row, &vectors.space.row(terms.of_id(corpus, id), terms)).min(1.0);
    let home = corpus.sentence(own).document;
    let document = |id: SentenceId| corpus.sentence(id).document;
    if topic.documents.len() > 1 {
        let products = vectors.holders.products(own_row, groups.len());
        for (group, product) in groups.iter().zip(products) {
            if group.representative == own || product > ALSO_REPORTED {
                let elsewhere = group.members.iter().filter(|&&id| document(id) != home);
                also.extend(elsewhere.map(|&id| (id, cosine(id))));
            }
        }
    }
    also.sort_by(|a, b| {
        document(a.0).cmp(&document(b.0)).then(b.1.total_cmp(&a.1)).then(a.0.cmp(&b.0))
    });
    also.dedup_by_key(|(id, _)| document(*id));
    let mut citations = vec![citation(own, Relation::Verbatim, corpus)];
    citations.extend(also.iter().map(|&(id, cosine)| {
        let is_same = corpus.text(id) == corpus.text(own);
        let relation = if is_same { Relation::Verbatim } else { Relation::AlsoReported { cosine } };
        citation(id, relation, corpus)
    }));
    citations.sort_by_key(|citation| citation.relation != Relation::Verbatim);
    let cited: Vec<SentenceId> =
        std::iter::once(own).chain(also.iter().map(|&(id, _)| id)).collect();
    let support = voices(&cited, topic, corpus, terms);
    Extract { sentence: own, rank, score, support, citations }
}

fn citation(id: SentenceId, relation: Relation, corpus: &Corpus) -> Citation {
    let sentence = corpus.sentence(id);
    Citation { document: sentence.document, span: sentence.span, relation }
}

/// How many sentences of the documents but the longest stand in the same words in a longer one
/// ([`is_copy`]), of how many body sentences they have. Of documents equally long the first
/// counts as longer. O(copies of a sentence) comparisons each.
pub fn shared(evidence: Evidence<'_>) -> Shared {
    let Evidence { groups, topic, corpus, terms, .. } = evidence;
    if topic.documents.len() < 2 {
        return Shared::default();
    }
    let mut lengths: Vec<(usize, DocumentId)> = topic
        .documents
        .iter()
        .map(|&id| {
            let body = corpus.sentences_of(id).filter(|&id| corpus.sentence(id).kind.is_body());
            (body.count(), id)
        })
        .collect();
    lengths.sort_by_key(|&(length, id)| (Reverse(length), id));
    let mut rank = vec![0; topic.documents.len()];
    for (place, (_, id)) in lengths.iter().enumerate() {
        rank[topic.documents.binary_search(id).unwrap_or(0)] = place;
    }
    let place = |id: SentenceId| {
        let document = corpus.sentence(id).document;
        rank[topic.documents.binary_search(&document).unwrap_or(0)]
    };
    let n_shared: usize = groups
        .iter()
        .map(|group| {
            let mut members = group.members.clone();
            members.sort_by_key(|&id| place(id));
            copies_of_longer(&members, place, corpus, terms)
        })
        .sum();
    let n_all = lengths.iter().skip(1).map(|&(length, _)| length).sum();
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Shared { sentences: count(n_shared), of: count(n_all) }
}

/// How many of `members`, sorted by the place of their documents, are copies of one in a document
/// before their own.
fn copies_of_longer(
    members: &[SentenceId],
    place: impl Fn(SentenceId) -> usize,
    corpus: &Corpus,
    terms: &Terms,
) -> usize {
    // Equal sentences are kept once, so that a sentence that recurs everywhere stays cheap.
    let mut seen: Vec<&[TermId]> = Vec::new();
    let mut n_copies = 0;
    for document in members.chunk_by(|&a, &b| place(a) == place(b)) {
        let own = document.iter().map(|&id| terms.of_id(corpus, id));
        n_copies +=
            own.clone().filter(|words| seen.iter().any(|other| is_copy(words, other))).count();
        for words in own {
            if !seen.contains(&words) {
                seen.push(words);
            }
        }
    }
    n_copies
}

/// How many of `cited` are neither of one line nor copies of each other.
///
/// O(wordings²·words) time: what a thousand documents carry in the same words is compared once.
fn voices(cited: &[SentenceId], topic: &Topic, corpus: &Corpus, terms: &Terms) -> u32 {
    let mut sets = DisjointSets::new(cited.len());
    let mut lines: BTreeMap<u32, usize> = BTreeMap::new();
    let mut wordings: BTreeMap<&[TermId], usize> = BTreeMap::new();
    for (index, &id) in cited.iter().enumerate() {
        let line = topic.line(corpus.sentence(id).document);
        sets.join(index, *lines.entry(line).or_insert(index));
        let words = terms.of_id(corpus, id);
        match wordings.get(words) {
            // Short sentences are no copies, not even of themselves.
            Some(&first) if is_copy(words, words) => sets.join(index, first),
            Some(_) => {}
            None => {
                for (other, &first) in &wordings {
                    if is_copy(words, other) {
                        sets.join(index, first);
                    }
                }
                wordings.insert(words, index);
            }
        }
    }
    let roots = (0..cited.len()).filter(|&index| sets.root(index) == index).count();
    u32::try_from(roots).unwrap_or(u32::MAX)
}
