//! The briefing as data: the contract that JSON, templates, `verify` and other programs share.
//!
//! Everything a page prints is here with its text; nothing refers back to the corpus. The field
//! order is the order in the JSON. `docs/template-data.md` documents every field for template
//! authors, and a test holds the two together.

use serde::{Deserialize, Serialize};

use super::{Date, Language, Score};
use crate::error::Warning;

/// The version of the contract. Fields may be added under the same version; none is renamed or
/// removed without a new one.
pub const SCHEMA: &str = "daybrief/1";

/// A finished briefing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Briefing {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// The briefing's title.
    pub title: String,
    /// The day it is for; `null` when none was given.
    pub date: Option<Date>,
    /// In order of importance.
    pub topics: Vec<TopicEntry>,
    /// Topics that were found but are not shown, by the limits the user set.
    #[serde(default)]
    pub omitted_topics: u32,
    /// Every document of the topics; `sources[number - 1]` has that number.
    pub sources: Vec<SourceEntry>,
    /// What was left out, and why.
    pub warnings: Vec<Warning>,
}

/// One event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TopicEntry {
    /// Unique in the briefing, fit for an anchor: lowercase words joined by hyphens.
    pub id: String,
    /// The event in a few words, taken from a title or a sentence.
    pub label: String,
    /// Source numbers of its documents, ascending.
    pub documents: Vec<u32>,
    /// Independent lines of reporting among them: near-copies count once.
    pub independent: u32,
    /// Wording that the documents share.
    pub shared: Shared,
    /// In reading order.
    pub extracts: Vec<ExtractEntry>,
}

/// How much of the shorter documents stands in the same words in a longer one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Shared {
    /// Sentences of the shorter documents that a longer one carries in the same words.
    pub sentences: u32,
    /// All body sentences of the documents but the longest.
    pub of: u32,
}

/// A sentence of the briefing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExtractEntry {
    /// The sentence, byte for byte as in its source.
    pub text: String,
    /// 1 for the sentence that was chosen first in its topic.
    pub rank: u32,
    /// Independent voices that tell it, at least 1; copied words count once.
    pub support: u32,
    /// Salience and its parts, each in [0, 1].
    pub score: Score,
    /// The verbatim one first.
    pub citations: Vec<CitationEntry>,
}

/// A place in a source that carries an extract.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CitationEntry {
    /// The source's number.
    pub source: u32,
    /// First byte of the sentence in the source's text as read.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// `verbatim`: the extract is these bytes; `also`: they say the same in similar words.
    pub relation: RelationEntry,
    /// Cosine of the two sentences' vectors, in [0, 1]; 1 for `verbatim`.
    pub similarity: f64,
}

/// The two kinds of citation, never mixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RelationEntry {
    /// The extract is the cited bytes.
    Verbatim,
    /// The cited bytes say the same in similar words.
    Also,
}

/// A document that the briefing was made from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SourceEntry {
    /// From 1, in order of appearance.
    pub number: u32,
    /// What to call it: outlet, host or file stem.
    pub name: String,
    /// The file it was read from, `#n` for the n-th article of a file; absent for standard input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Its address, http or https; absent where none is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its title, where it has one.
    pub title: Option<String>,
    /// When it was published, as found.
    pub published: Option<Date>,
    /// Its publisher, where stated.
    pub outlet: Option<String>,
    /// ISO 639 code of its language, where known.
    pub language: Option<Language>,
    /// Words in its text.
    pub words: u32,
    /// SHA-256 of its text as read, in hexadecimal; for plain text that of the file.
    pub sha256: String,
}
