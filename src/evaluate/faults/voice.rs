//! Summaries of many documents that let one of them speak alone.
//!
//! Looked at are summaries of two sentences and more where the topic has at least three documents.
//! It is a fault if all sentences come from one.
//!
//! Cannot see: documents that copy one another, which speak with one voice.

use super::Decision;
use super::background::Background;
use super::passage::Passage;

const LEAST_DOCUMENTS: usize = 3;

pub(super) fn judge(summary: &[Passage], background: &Background) -> Vec<Decision> {
    let [first, rest @ ..] = summary else { return Vec::new() };
    if rest.is_empty() || background.n_documents < LEAST_DOCUMENTS {
        return Vec::new();
    }
    let is_single = rest.iter().all(|passage| passage.document == first.document);
    vec![(0, is_single.then(|| "all sentences come from one document".into()))]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::faults::sample::{corpus, reasons};

    #[test]
    fn three_documents_and_two_sentences_are_asked_for() {
        let text = "The ferry sank in Riva. The crew was saved.";
        let day = "2024-05-01";
        let three = corpus("en", &[(day, text), (day, text), (day, text)]);
        let is_single = |chosen: &[usize]| -> Vec<bool> {
            reasons(judge, &three, chosen).iter().map(Option::is_some).collect()
        };
        assert_eq!(is_single(&[0, 1]), [true]);
        assert_eq!(is_single(&[0, 2]), [false]);
        assert_eq!(is_single(&[0]), [false; 0]);
        let two = corpus("en", &[(day, text), (day, text)]);
        assert_eq!(reasons(judge, &two, &[0, 1]), []);
    }
}
