//! A long explanation to one that can be read: the chosen sentences, and of the others the best.

use std::cmp::Reverse;

use rustc_hash::FxHashSet;

use crate::model::Explanation;
use crate::model::explanation::{SentenceExplanation, TopicExplanation};

/// `explanation` with at most `max` sentences a topic, or as many as were chosen if those are more.
///
/// The chosen ones stay, then those with the highest totals, in their order; how many are left out
/// is told in `omitted_sentences`. Neighbors that are left out are left out of the lists, too.
/// O(n log n) in the sentences.
pub fn cut(mut explanation: Explanation, max: usize) -> Explanation {
    explanation.topics.iter_mut().for_each(|topic| cut_topic(topic, max));
    explanation
}

fn cut_topic(topic: &mut TopicExplanation, max: usize) {
    let n_before = topic.sentences.len();
    if n_before <= max {
        return;
    }
    let total = |sentence: &SentenceExplanation| sentence.score.map_or(-1.0, |score| score.total);
    let mut order: Vec<usize> = (0..n_before).collect();
    order.sort_by(|&a, &b| {
        let (a, b) = (&topic.sentences[a], &topic.sentences[b]);
        let by_total = total(b).total_cmp(&total(a));
        Reverse(a.rank.is_some())
            .cmp(&Reverse(b.rank.is_some()))
            .then(by_total)
            .then(a.id.cmp(&b.id))
    });
    let n_chosen = topic.sentences.iter().filter(|sentence| sentence.rank.is_some()).count();
    order.truncate(max.max(n_chosen));
    let kept: FxHashSet<u32> = order.iter().map(|&index| topic.sentences[index].id).collect();
    topic.sentences.retain(|sentence| kept.contains(&sentence.id));
    for sentence in &mut topic.sentences {
        sentence.neighbors.retain(|neighbor| kept.contains(&neighbor.id));
    }
    let n_omitted = u32::try_from(n_before - topic.sentences.len()).unwrap_or(u32::MAX);
    topic.omitted_sentences = topic.omitted_sentences.saturating_add(n_omitted);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::explanation::{Neighbor, SCHEMA};
    use crate::model::{ParagraphKind, Score};

    fn sentence(id: u32, total: f64, rank: Option<u32>) -> SentenceExplanation {
        SentenceExplanation {
            id,
            document: 1,
            source: "a".into(),
            start: 0,
            end: 1,
            paragraph: 0,
            kind: ParagraphKind::Body,
            text: "x".into(),
            score: Some(Score { total, ..Score::default() }),
            rank,
            refusal: None,
            instead: None,
            neighbors: (0..4).map(|id| Neighbor { id, cosine: 0.5 }).collect(),
            concepts: Vec::new(),
        }
    }

    fn kept(max: usize) -> (Vec<u32>, u32, Vec<u32>) {
        let sentences = vec![
            sentence(0, 0.9, None),
            sentence(1, 0.1, Some(1)),
            sentence(2, 0.2, None),
            sentence(3, 0.8, None),
        ];
        let topic = TopicExplanation {
            label: "a".into(),
            method: "lead".into(),
            documents: Vec::new(),
            sentences,
            omitted_sentences: 0,
        };
        let all = Explanation {
            schema: SCHEMA.into(),
            query: None,
            topics: vec![topic],
            warnings: Vec::new(),
        };
        let topic = cut(all, max).topics.remove(0);
        let neighbors = topic.sentences[0].neighbors.iter().map(|neighbor| neighbor.id).collect();
        (topic.sentences.iter().map(|s| s.id).collect(), topic.omitted_sentences, neighbors)
    }

    #[test]
    fn the_chosen_ones_and_the_best_stay_in_their_order() {
        assert_eq!(kept(4), (vec![0, 1, 2, 3], 0, vec![0, 1, 2, 3]));
        assert_eq!(kept(3), (vec![0, 1, 3], 1, vec![0, 1, 3]));
        assert_eq!(kept(0), (vec![1], 3, vec![1]));
    }
}
