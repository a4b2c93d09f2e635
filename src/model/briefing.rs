//! The briefing as data: the contract that JSON, templates, `verify` and other programs share.
//!
//! Everything a page prints is here with its text; nothing refers back to the corpus. The field
//! order is the order in the JSON. `docs/template-data.md` documents every field for template
//! authors, and a test holds the two together.

use serde::{Deserialize, Serialize};

use super::description::{ChangeKind, EntityKind, When};
use super::{Date, Language, ParagraphKind, Score};
use crate::error::Warning;

/// The version of the contract. Fields may be added under the same version; none is renamed or
/// removed without a new one.
pub const SCHEMA: &str = "daybrief/1";

/// A finished briefing.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Briefing {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// The briefing's title.
    pub title: String,
    /// The day it is for; `null` when none was given.
    pub date: Option<Date>,
    /// The language of most of its sources, in which a page speaks where it can; `null` where none
    /// is known.
    #[serde(default)]
    pub language: Option<Language>,
    /// In order of importance.
    pub topics: Vec<TopicEntry>,
    /// Topics that were found but are not shown, by the limits the user set.
    #[serde(default)]
    pub omitted_topics: u32,
    /// The most important of these, a line each.
    #[serde(default)]
    pub also: Vec<AlsoEntry>,
    /// The date of the edition that this one was compared with; `null` without an earlier one.
    #[serde(default)]
    pub since: Option<Date>,
    /// Topics of that edition that this one has nothing on.
    #[serde(default)]
    pub dropped: Vec<DroppedEntry>,
    /// Every document of the topics; `sources[number - 1]` has that number.
    pub sources: Vec<SourceEntry>,
    /// What was left out, and why.
    pub warnings: Vec<Warning>,
    /// How it was made and can be made again; `null` where that is not known.
    #[serde(default)]
    pub made: Option<MadeEntry>,
    /// The whole article, where a single one is summarized for a page; absent otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<ArticleEntry>,
}

/// How a briefing was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeEntry {
    /// SHA-256 of the SHA-256 of every text that was read, in ascending order, a line each.
    pub inputs: String,
    /// SHA-256 of all settings that change what a briefing tells.
    pub settings: String,
    /// The command that makes the same file again, quoted for a shell.
    pub command: String,
}

/// An article from its first word to its last.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ArticleEntry {
    /// Its paragraphs, in order.
    pub paragraphs: Vec<ParagraphEntry>,
}

/// A paragraph of an article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ParagraphEntry {
    /// What it is.
    pub kind: ParagraphKind,
    /// Its sentences and what stands between them; together they are its text.
    pub sentences: Vec<PieceEntry>,
}

/// A sentence of an article, or what stands between two.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PieceEntry {
    /// The words, byte for byte.
    pub text: String,
    /// First byte in the article.
    pub start: u32,
    /// The sentence's total score, in [0, 1]; `null` for what is never scored.
    pub total: Option<f64>,
    /// 1 for the sentence that was chosen first; `null` for what is no extract.
    pub rank: Option<u32>,
}

/// One event.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct TopicEntry {
    /// Unique in the briefing, fit for an anchor: lowercase words joined by hyphens.
    pub id: String,
    /// The event in a few words, taken from a title or a sentence.
    pub label: String,
    /// Its headline: the label as a reader expects it, whole.
    #[serde(default)]
    pub headline: String,
    /// What it is beside earlier editions; `null` without any.
    #[serde(default)]
    pub status: Option<Status>,
    /// What it is called in every edition that tells of the event; `null` without earlier ones.
    #[serde(default)]
    pub event: Option<String>,
    /// Source numbers of its documents, ascending.
    pub documents: Vec<u32>,
    /// Source numbers of each line of reporting, near-copies together, by their first.
    #[serde(default)]
    pub lines: Vec<Vec<u32>>,
    /// Independent lines of reporting among them: near-copies count once.
    pub independent: u32,
    /// Wording that the documents share.
    pub shared: Shared,
    /// In reading order.
    pub extracts: Vec<ExtractEntry>,
    /// What is said of dates, by date, what lies ahead last.
    #[serde(default)]
    pub timeline: Vec<EventEntry>,
    /// What people are quoted with, the most carried first.
    #[serde(default)]
    pub quotations: Vec<QuotationEntry>,
    /// Where sentences that tell the same part.
    #[serde(default)]
    pub differences: Vec<DifferenceEntry>,
    /// What a single line of reporting tells.
    #[serde(default)]
    pub only_in_one: Vec<StatementEntry>,
    /// Who and what is named, the most mentioned first.
    #[serde(default)]
    pub entities: Vec<EntityEntry>,
    /// The phrases it turns on, the most central first.
    #[serde(default)]
    pub terms: Vec<TermEntry>,
    /// Which of its documents are alike; `null` where they are too few or too many to be drawn.
    #[serde(default)]
    pub map: Option<MapEntry>,
}

/// Documents as places on a map: what is alike stands close together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MapEntry {
    /// A place for each document, by source number.
    pub places: Vec<PlaceEntry>,
    /// Each document with the one most like it, each pair once.
    pub links: Vec<LinkEntry>,
}

/// The place of a document on a map that is 200 wide and 100 high.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceEntry {
    /// The source's number.
    pub source: u32,
    /// From the left, 0 to 200.
    pub x: u32,
    /// From the top, 0 to 100.
    pub y: u32,
}

/// Two documents that are alike.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct LinkEntry {
    /// The number of the one source.
    pub a: u32,
    /// That of the other, larger than `a`.
    pub b: u32,
    /// Cosine of their words, in [0, 1].
    pub similarity: f64,
}

/// What a topic is beside earlier editions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// None of them tells of the event.
    New,
    /// One does, and at least one extract says something that none says.
    Updated,
    /// One does, and nothing here is new.
    Continuing,
}

/// A topic of the edition before that has gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DroppedEntry {
    /// Its `event` name.
    pub id: String,
    /// What it was called.
    pub label: String,
    /// The date of the edition that told of it; `null` where that has none.
    pub last_seen: Option<Date>,
}

/// A topic that is only named.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlsoEntry {
    /// The event in a few words, taken from a title or a sentence.
    pub label: String,
    /// How many documents it has.
    pub documents: u32,
    /// Independent lines of reporting among them: near-copies count once.
    pub independent: u32,
    /// What the sources of its documents are called, each once, at most three.
    pub names: Vec<String>,
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
    /// No earlier edition says it, nor an article of one; `null` without earlier editions.
    #[serde(default)]
    pub new: Option<bool>,
    /// Salience and its parts, each in [0, 1].
    pub score: Score,
    /// The verbatim one first.
    pub citations: Vec<CitationEntry>,
}

/// A sentence about a date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventEntry {
    /// The date: `2026-02-05`, `2026-11` or `2026`.
    pub date: When,
    /// The words that mean it: "Thursday".
    pub expression: String,
    /// The sentence, as written.
    pub text: String,
    /// It lies after every document of the topic.
    pub ahead: bool,
    /// The sentence verbatim, then who tells the same.
    pub citations: Vec<CitationEntry>,
}

/// Words that somebody is quoted with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QuotationEntry {
    /// The words between the marks.
    pub text: String,
    /// Who says them, as the text attributes them; `null` where it does not.
    pub speaker: Option<String>,
    /// The very words first, then sources with the same quotation.
    pub citations: Vec<CitationEntry>,
}

/// Two sentences that tell the same, and where they part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DifferenceEntry {
    /// The one sentence.
    pub a: StatementEntry,
    /// The other, of another line of reporting.
    pub b: StatementEntry,
    /// At least one, in the order of `a`.
    pub changes: Vec<ChangeEntry>,
    /// Number of the source whose figures are the later ones, where figures differ and both
    /// sources have a date.
    pub latest: Option<u32>,
}

/// A place where two sentences part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChangeEntry {
    /// What kind of words it is about.
    pub kind: ChangeKind,
    /// The words of the one; empty where it has none there.
    pub a: String,
    /// Those of the other.
    pub b: String,
}

/// A sentence of one source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StatementEntry {
    /// The sentence, as written.
    pub text: String,
    /// Where it stands.
    pub citations: Vec<CitationEntry>,
}

/// Somebody or something with a name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EntityEntry {
    /// The fullest name, as written.
    pub name: String,
    /// What it is, as far as the text tells.
    pub kind: EntityKind,
    /// How often it is named.
    pub mentions: u32,
    /// The ways it is named, the most frequent first.
    pub forms: Vec<String>,
    /// The sentences that name it.
    pub citations: Vec<CitationEntry>,
}

/// A phrase that the topic turns on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TermEntry {
    /// As written most often.
    pub text: String,
    /// How often it occurs.
    pub mentions: u32,
    /// The sentences that hold it.
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
