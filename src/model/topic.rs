//! Documents about the same event.

use super::{DocumentId, SentenceId, TopicId};

/// Documents about the same event, and their sentences.
#[derive(Debug, Clone, PartialEq)]
pub struct Topic {
    /// Dense over the run, in the order of the briefing.
    pub id: TopicId,
    /// What to call it: the most central title, else the best sentence.
    pub label: String,
    /// Ascending.
    pub documents: Vec<DocumentId>,
    /// Line of reporting of each document of `documents`, in that order: near-copies of one
    /// text share a line. Dense from 0 in order of first appearance.
    pub lines: Vec<u32>,
    /// All sentences of its documents, ascending.
    pub sentences: Vec<SentenceId>,
    /// Mean similarity of its pairs of documents, in [0, 1]; 1 for a single document.
    pub cohesion: f64,
}

impl Topic {
    /// The line of reporting of `document`, which must be one of the topic's.
    pub fn line(&self, document: DocumentId) -> u32 {
        self.documents.binary_search(&document).map_or(0, |index| self.lines[index])
    }

    /// How many independent lines of reporting there are: at least 1 and at most one a document.
    pub fn n_lines(&self) -> usize {
        self.lines.iter().max().map_or(0, |&last| last as usize + 1)
    }
}
