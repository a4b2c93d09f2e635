//! The formats a briefing is written in, and how one is chosen where none is named.

use std::fmt;
use std::path::Path;

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};

/// A format of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Format {
    /// One self-contained page.
    Html,
    /// Markdown.
    Md,
    /// Plain text, styled on a terminal.
    Text,
    /// Data, schema `daybrief/1`.
    Json,
    /// A message with text and page, `.eml`.
    Email,
    /// A feed of this edition.
    Atom,
    /// A book.
    Epub,
}

impl Format {
    /// The extension of its files, which is also its name in most places.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Md => "md",
            Self::Text => "txt",
            Self::Json => "json",
            Self::Email => "eml",
            Self::Atom => "atom",
            Self::Epub => "epub",
        }
    }

    /// The format that the extension of `path` stands for.
    ///
    /// # Errors
    /// It has none, or one that stands for no format.
    pub(crate) fn of(path: &Path) -> Result<Self, Error> {
        let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
        match extension.to_str() {
            Some("html" | "htm") => Ok(Self::Html),
            Some("md" | "markdown") => Ok(Self::Md),
            Some("txt" | "text") => Ok(Self::Text),
            Some("json") => Ok(Self::Json),
            Some("eml") => Ok(Self::Email),
            Some("atom" | "xml") => Ok(Self::Atom),
            Some("epub") => Ok(Self::Epub),
            _ => Err(Error::new(
                ErrorKind::Usage,
                path.display().to_string(),
                "its name does not tell the format (give --format html, md, text, json …)",
            )),
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "text",
            Self::Email => "email",
            other => other.extension(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_tells_the_format() {
        for format in Format::value_variants().iter().copied() {
            let path = format!("2026-02-04.{}", format.extension());
            assert_eq!(Format::of(Path::new(&path)).unwrap(), format);
        }
        assert_eq!(Format::of(Path::new("A.HTM")).unwrap(), Format::Html);
        let error = Format::of(Path::new("brief.pdf")).unwrap_err().to_string();
        assert!(error.contains("give --format"), "{error}");
    }
}
