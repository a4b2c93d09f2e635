//! Chosen sentences and what vouches for them.

use super::briefing::Shared;
use super::{DocumentId, Score, SentenceId, Span, TopicId};

/// A chosen sentence with its score and its citations.
#[derive(Debug, Clone, PartialEq)]
pub struct Extract {
    /// The sentence.
    pub sentence: SentenceId,
    /// 1 for the sentence that was chosen first, and so on; not the order of printing.
    pub rank: u32,
    /// Its salience.
    pub score: Score,
    /// Independent voices behind it, at least 1: lines of reporting that tell it in words of
    /// their own. A copied sentence adds none.
    pub support: u32,
    /// The verbatim one first, then the others by document.
    pub citations: Vec<Citation>,
}

/// A place in a document that carries an extract.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Citation {
    /// The document.
    pub document: DocumentId,
    /// The bytes of its text.
    pub span: Span,
    /// In these words, or in similar ones.
    pub relation: Relation,
}

/// How a cited place relates to the extract.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Relation {
    /// The extract is these bytes.
    Verbatim,
    /// The place says the same in other words.
    AlsoReported {
        /// Cosine of the two sentences' TF-IDF vectors, in [0, 1].
        cosine: f64,
    },
}

/// The extracts of one topic, in the order in which they are to be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// The topic.
    pub topic: TopicId,
    /// In reading order.
    pub extracts: Vec<Extract>,
    /// Words in all of them.
    pub words: u32,
    /// Wording that the topic's documents share.
    pub shared: Shared,
}
