//! Why each sentence was chosen or not, as data.
//!
//! As with the briefing everything is here with its text, and the field order is the order in the
//! JSON; `docs/template-data.md` documents every field.

use serde::{Deserialize, Serialize};

use super::{Date, Language, ParagraphKind, Refusal, Score};
use crate::error::Warning;

/// The version of the contract; fields may be added under it.
pub const SCHEMA: &str = "daybrief-explanation/1";

/// All topics of a run, explained.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// The words asked for.
    pub query: Option<String>,
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
    /// The name of the method that chose.
    pub method: String,
    /// Its articles.
    pub documents: Vec<DocumentExplanation>,
    /// Every sentence of its articles, by article and place.
    pub sentences: Vec<SentenceExplanation>,
    /// Sentences that are left out of `sentences`, because there are too many to be read.
    pub omitted_sentences: u32,
}

/// An article of a topic.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DocumentExplanation {
    /// From 1, in the topic.
    pub number: u32,
    /// What to call it.
    pub name: String,
    /// Its title, where it has one.
    pub title: Option<String>,
    /// When it was published, as found.
    pub published: Option<Date>,
    /// Its language, where known.
    pub language: Option<Language>,
}

/// One sentence, explained.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SentenceExplanation {
    /// Its id in the run, which refusals and neighbors name.
    pub id: u32,
    /// The number of its article.
    pub document: u32,
    /// What its article is called.
    pub source: String,
    /// First byte in the article's text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The paragraph it stands in, from 0 in its article.
    pub paragraph: u32,
    /// What that is.
    pub kind: ParagraphKind,
    /// The sentence as written.
    pub text: String,
    /// Its score; `null` for what is never scored, such as headings.
    pub score: Option<Score>,
    /// When it was chosen: 1 for the first; `null` if it was not.
    pub rank: Option<u32>,
    /// Why it was not chosen; `null` if it was.
    pub refusal: Option<Refusal>,
    /// The sentence that the refusal names, with its text.
    pub instead: Option<Instead>,
    /// The sentences most like it, the nearest first, 5 at most.
    pub neighbors: Vec<Neighbor>,
    /// Its words and pairs of words that a summary most likely holds, the likeliest first, 8 at
    /// most; empty but for the method `concepts`.
    pub concepts: Vec<ConceptExplanation>,
}

/// The sentence because of which another one is refused.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Instead {
    /// Its id in the run; `null` for one of an earlier article.
    pub id: Option<u32>,
    /// What its article is called.
    pub source: String,
    /// The sentence as written.
    pub text: String,
}

/// A sentence that resembles another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Neighbor {
    /// Its id in the run.
    pub id: u32,
    /// Cosine of the two, in [0, 1]; for methods with a similarity of their own, that.
    pub cosine: f64,
}

/// A word or a pair of words of a sentence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConceptExplanation {
    /// As the sentence writes it.
    pub text: String,
    /// The chance to stand in a summary, sharpened, and changed by query and earlier articles.
    pub chance: f64,
}
