//! One line of `daybrief summarize --each`: an article and its summary (`daybrief-each/1`).

use serde::{Deserialize, Serialize};

/// The name of the format, which every line bears.
pub const SCHEMA: &str = "daybrief-each/1";

/// What became of one article.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// [`SCHEMA`].
    pub schema: String,
    /// Which line, page or article of its source it is, from 1.
    pub number: usize,
    /// Why there is no summary; the fields behind it are left out then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// The article and its summary.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub article: Option<Article>,
}

/// An article and its summary.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Its title.
    pub title: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it was published.
    pub date: Option<String>,
    /// Its outlet, or what stands for it.
    pub source: String,
    /// Its language, as found or declared.
    pub language: Option<String>,
    /// Its sentences, boilerplate and headings aside.
    pub sentences: u32,
    /// The extracts, one behind the other.
    pub summary: String,
    /// Words of the summary.
    pub words: u32,
    /// In reading order.
    pub extracts: Vec<Sentence>,
}

/// A sentence of a summary.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Sentence {
    /// As it stands in the article.
    pub text: String,
    /// Where it begins, in bytes of the article's text as it was read.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// Its place in the order of choice, from 1.
    pub rank: u32,
    /// Its salience, in [0, 1].
    pub score: f64,
}
