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
