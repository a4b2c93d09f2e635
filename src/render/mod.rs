//! A briefing to HTML, Markdown, terminal text, JSON, a message, a feed or a book.
//!
//! What readers see comes from handlebars templates that a user can replace one by one; JSON is
//! the contract itself, and terminal text is laid out here because it depends on the terminal.
//! Nothing here knows how a briefing was computed. An explanation goes the same way to HTML and
//! JSON.

pub mod escape;
pub mod link;
mod data;
mod explanation;
mod scan;
mod source;
mod include;
mod template;
mod phrase;
mod helper;
mod field;
mod failure;
mod terminal;
mod theme;
mod markdown;
mod identity;
mod atom;
#[cfg(feature = "mail")]
mod mail;
#[cfg(feature = "epub")]
mod book;
pub mod archive;
#[cfg(feature = "serve")]
pub mod site;
mod sample;
mod check;

pub use check::{check, fields, known_fields};
pub use explanation::explanation;
pub use markdown::{Citations, FrontMatter, Markdown};
pub use source::{BuiltinSource, builtin_sources};
pub use template::Template;
pub use terminal::{Style, Terminal};
pub use theme::Theme;

use serde::Serialize;

use crate::error::{Error, ErrorKind};
use crate::model::Briefing;
use crate::model::digest::Line;

/// What a briefing is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// One self-contained page.
    Html,
    /// GitHub-flavored Markdown with footnotes.
    Markdown,
    /// Plain text for a terminal.
    Text,
    /// The contract, `daybrief/1`.
    Json,
    /// A message with a text and an HTML part (feature `mail`).
    Email,
    /// An Atom feed of this one edition.
    Atom,
    /// A book, EPUB 3 (feature `epub`); the only format that is no text.
    Epub,
}

impl Format {
    /// The name of the format and of its folder of templates.
    pub fn name(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Text => "text",
            Self::Json => "json",
            Self::Email => "mail",
            Self::Atom => "atom",
            Self::Epub => "epub",
        }
    }

    /// Those with templates.
    pub const TEMPLATED: [Self; 4] = [Self::Html, Self::Markdown, Self::Email, Self::Epub];

    /// How text of articles is written in its templates.
    fn escape(self) -> fn(&str) -> String {
        match self {
            Self::Markdown => escape::markdown,
            Self::Epub => escape::xml,
            _ => escape::html,
        }
    }
}

/// Renders `briefing` by `template`; the same bytes for the same briefing, whatever the machine.
///
/// # Errors
/// When a user's template cannot be used, with its name, line and column, or when it writes more
/// than 64 MiB; for a format that is no text, see [`file()`].
pub fn briefing(briefing: &Briefing, template: &Template) -> Result<String, Error> {
    match template.format() {
        Format::Json => json(briefing).map_err(|error| failure(error.to_string())),
        Format::Text => Ok(terminal::text(briefing, template.terminal_options())),
        Format::Html | Format::Markdown => template.render(briefing),
        Format::Email => message(briefing, template),
        Format::Atom => atom::briefing(briefing),
        Format::Epub => Err(failure("a book is no text (write it to a file)")),
    }
}

/// Renders `briefing` by `template` to the bytes of a file, in any format.
///
/// # Errors
/// As of [`briefing`].
pub fn file(briefing: &Briefing, template: &Template) -> Result<Vec<u8>, Error> {
    match template.format() {
        Format::Epub => book(briefing, template),
        _ => self::briefing(briefing, template).map(String::into_bytes),
    }
}

/// `value` as JSON over several lines, each of which ends, without control characters that a
/// terminal obeys.
///
/// # Errors
/// When `value` has no form in JSON.
pub fn json(value: &impl Serialize) -> serde_json::Result<String> {
    serde_json::to_string_pretty(value).map(|json| escape::json(json + "\n"))
}

/// The line of one article of `daybrief summarize --each`, without the end of the line.
pub fn line(line: &Line) -> String {
    // Nothing in it can fail: its keys are texts.
    escape::json(serde_json::to_string(line).unwrap_or_default())
}

#[cfg(feature = "mail")]
use mail::message;

#[cfg(not(feature = "mail"))]
fn message(_: &Briefing, _: &Template) -> Result<String, Error> {
    Err(failure("this build was made without messages (feature mail)"))
}

#[cfg(feature = "epub")]
use book::book;

#[cfg(not(feature = "epub"))]
fn book(_: &Briefing, _: &Template) -> Result<Vec<u8>, Error> {
    Err(failure("this build was made without books (feature epub)"))
}

fn failure(reason: impl Into<String>) -> Error {
    Error::new(ErrorKind::Render, "the briefing", reason)
}
