//! A briefing to HTML, Markdown, terminal text or JSON.
//!
//! HTML and Markdown come from handlebars templates that a user can replace one by one; JSON is
//! the contract itself, and terminal text is laid out here because it depends on the terminal.
//! Nothing here knows how a briefing was computed. An explanation goes the same way to HTML and
//! JSON.

pub mod escape;
pub mod link;
mod data;
mod explanation;
mod scan;
mod source;
mod template;
mod phrase;
mod helper;
mod field;
mod failure;
mod terminal;
mod sample;
mod check;

pub use check::check;
pub use explanation::explanation;
pub use source::{BuiltinSource, builtin_sources};
pub use template::Template;
pub use terminal::{Style, Terminal};

use crate::error::{Error, ErrorKind};
use crate::model::Briefing;

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
}

impl Format {
    /// The name of the format and of its folder of templates.
    pub fn name(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Text => "text",
            Self::Json => "json",
        }
    }
}

/// Renders `briefing` by `template`; the same bytes for the same briefing, whatever the machine.
///
/// # Errors
/// When a user's template cannot be used, with its name, line and column, or when it writes more
/// than 64 MiB.
pub fn briefing(briefing: &Briefing, template: &Template) -> Result<String, Error> {
    match template.format() {
        Format::Json => json(briefing),
        Format::Text => Ok(terminal::text(briefing, template.terminal_options())),
        Format::Html | Format::Markdown => template.render(briefing),
    }
}

fn json(briefing: &Briefing) -> Result<String, Error> {
    let mut text = serde_json::to_string_pretty(briefing)
        .map_err(|error| Error::new(ErrorKind::Render, "the briefing", error.to_string()))?;
    text.push('\n');
    Ok(text)
}
