//! Why each sentence was chosen or not, as data.

use serde::{Deserialize, Serialize};

use super::{Refusal, Score};
use crate::error::Warning;

/// All topics of a run, explained.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// In the order of the briefing.
    pub topics: Vec<TopicExplanation>,
    /// What is to be said of the run as a whole.
    pub warnings: Vec<Warning>,
}

/// One topic, explained.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TopicExplanation {
    /// What the topic is called.
    pub label: String,
    /// Every sentence of its documents, by document and place.
    pub sentences: Vec<SentenceExplanation>,
}

/// One sentence, explained.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SentenceExplanation {
    /// Its id in the run, which refusals name.
    pub id: u32,
    /// What its document is called.
    pub source: String,
    /// First byte in the document's text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The sentence as written.
    pub text: String,
    /// Its score; `null` for what is never scored, such as headings.
    pub score: Option<Score>,
    /// When it was chosen: 1 for the first; `null` if it was not.
    pub rank: Option<u32>,
    /// Why it was not chosen; `null` if it was.
    pub refusal: Option<Refusal>,
}
