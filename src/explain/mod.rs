//! Why each sentence of a topic was chosen or not, told from what selection has left behind.

use rustc_hash::FxHashMap;

use crate::model::explanation::{SentenceExplanation, TopicExplanation};
use crate::model::{Corpus, ParagraphKind, Refusal, Score, SentenceId, Topic};
use crate::select::{Pool, Selection};

/// Explains every sentence of `topic`, called `label`, that has words, by document and place.
///
/// A sentence merged into another's group is explained by that sentence; what was never a
/// candidate by what it is. O(sentences) time.
pub fn topic(
    label: String,
    topic: &Topic,
    pool: Pool<'_>,
    selection: &Selection,
    corpus: &Corpus,
) -> TopicExplanation {
    let mut group_of: FxHashMap<SentenceId, usize> = FxHashMap::default();
    for (index, group) in pool.groups.iter().enumerate() {
        group.members.iter().for_each(|&id| {
            group_of.insert(id, index);
        });
    }
    let sentences = topic
        .sentences
        .iter()
        .filter(|&&id| corpus.sentence(id).words > 0)
        .map(|&id| match group_of.get(&id) {
            Some(&index) => in_group(id, index, pool, selection, corpus),
            None => sentence(id, None, None, Some(by_kind(id, corpus)), corpus),
        })
        .collect();
    TopicExplanation { label, sentences }
}

fn in_group(
    id: SentenceId,
    index: usize,
    pool: Pool<'_>,
    selection: &Selection,
    corpus: &Corpus,
) -> SentenceExplanation {
    let representative = pool.groups[index].representative;
    let score = Some(pool.scores[index]);
    if id != representative {
        return sentence(
            id,
            score,
            None,
            Some(Refusal::DuplicateOf { of: representative }),
            corpus,
        );
    }
    let rank = selection.chosen.iter().position(|&chosen| chosen == index);
    let rank = rank.map(|place| u32::try_from(place + 1).unwrap_or(u32::MAX));
    sentence(id, score, rank, selection.refusals[index], corpus)
}

fn by_kind(id: SentenceId, corpus: &Corpus) -> Refusal {
    match corpus.sentence(id).kind {
        ParagraphKind::Heading => Refusal::Heading,
        _ => Refusal::Boilerplate,
    }
}

fn sentence(
    id: SentenceId,
    score: Option<Score>,
    rank: Option<u32>,
    refusal: Option<Refusal>,
    corpus: &Corpus,
) -> SentenceExplanation {
    let place = corpus.sentence(id);
    SentenceExplanation {
        id: id.0,
        source: corpus.document(place.document).source.name.clone(),
        start: place.span.start,
        end: place.span.end,
        text: corpus.text(id).to_owned(),
        score,
        rank,
        refusal,
    }
}
