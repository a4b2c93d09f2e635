//! Topics by importance: how many independent voices tell them, how widely, and how lately.

use std::cmp::Reverse;

use super::time;
use crate::model::{Corpus, Date, Topic};

/// What each e-fold of articles above one a line adds: copies show that a report is carried
/// widely, but say nothing new.
const SPREAD: f64 = 0.1;
/// What is left of the importance of old topics, and the days in which the rest halves.
const RECENCY_FLOOR: f64 = 0.3;
const HALF_LIFE_DAYS: f64 = 2.0;

/// Sorts `topics` by importance, ties by the newest article, then by the first.
///
/// For L lines of reporting, D documents, and the newest of them Δ days older than the newest of
/// all topics: `L · (1 + .1·ln(D/L)) · (.3 + .7·2^(−Δ/2))`. A topic without dates counts as one
/// half-life old, unless no topic has any.
pub(super) fn sort(topics: &mut [Topic], corpus: &Corpus) {
    let newest_of = |topic: &Topic| -> Option<Date> {
        topic.documents.iter().filter_map(|&id| corpus.document(id).published).max()
    };
    let last = topics.iter().filter_map(newest_of).map(time::day).max();
    let key = |topic: &Topic| {
        let newest = newest_of(topic);
        let age = last.map(|last| {
            newest.map_or(HALF_LIFE_DAYS, |newest| f64::from(last - time::day(newest)))
        });
        let importance = importance(topic.n_lines(), topic.documents.len(), age.unwrap_or(0.0));
        (Importance(importance), newest, Reverse(topic.documents.first().copied()))
    };
    topics.sort_by_cached_key(|topic| Reverse(key(topic)));
}

fn importance(n_lines: usize, n_documents: usize, age_days: f64) -> f64 {
    let lines = n_lines.max(1) as f64;
    let spread = 1.0 + SPREAD * (n_documents as f64 / lines).max(1.0).ln();
    let recency = RECENCY_FLOOR + (1.0 - RECENCY_FLOOR) * (-age_days / HALF_LIFE_DAYS).exp2();
    lines * spread * recency
}

/// A number that is ordered whole.
struct Importance(f64);

impl Ord for Importance {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Importance {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Importance {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Importance {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn importance_by_hand() {
        assert!((importance(3, 3, 0.0) - 3.0).abs() < 1e-12);
        // Two days old: 3 · (.3 + .35).
        assert!((importance(3, 3, 2.0) - 1.95).abs() < 1e-12);
        assert!((importance(4, 4, 1e6) - 1.2).abs() < 1e-12);
    }

    #[test]
    fn copies_never_outweigh_a_second_voice() {
        assert!(importance(1, 500, 0.0) < importance(2, 2, 0.0));
        assert!(importance(1, 500, 0.0) > importance(1, 2, 0.0));
    }
}
