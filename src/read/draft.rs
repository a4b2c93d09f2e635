//! What a format's reader hands over: an article, not yet named and numbered.

use std::path::Path;

use url::Url;

use super::{metadata, spare};
use crate::error::{Error, ErrorKind, Warning};
use crate::model::{Date, Document, DocumentId, Language, Paragraph, Source};

/// Warnings a source may give one by one; the others are only counted.
const MAX_WARNINGS: usize = 50;

/// Paragraphs of an article, which 16 MiB of text has at 64 bytes each. Each is told apart by
/// some 250 bytes of memory, so that millions of them are for nothing but to fill it.
pub(super) const MAX_PARAGRAPHS: usize = 1 << 18;

/// A source under the names that the user gives it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Named {
    /// What warnings call it.
    pub(super) input: String,
    /// What documents call it; `None` for standard input.
    pub(super) path: Option<String>,
    /// Of its name, in lower case, without the dot; empty if it has none.
    pub(super) extension: String,
    /// What to call the source where it does not say it itself.
    pub(super) stem: String,
    /// Where it was fetched; `None` for what is no answer of a server.
    pub(super) address: Option<Url>,
}

impl Named {
    /// A file, or bytes named like one.
    pub(super) fn file(path: &str) -> Self {
        let name = Path::new(path);
        let extension = name.extension().map(|extension| extension.to_string_lossy());
        let stem = name.file_stem().map(|stem| stem.to_string_lossy());
        Self {
            input: path.to_owned(),
            path: Some(path.to_owned()),
            extension: extension.unwrap_or_default().to_ascii_lowercase(),
            stem: stem.unwrap_or_else(|| path.into()).into_owned(),
            address: None,
        }
    }

    /// Standard input.
    pub(super) fn stdin() -> Self {
        Self {
            input: "-".into(),
            path: None,
            extension: String::new(),
            stem: "stdin".into(),
            address: None,
        }
    }

    /// An answer from `address` whose type is usually that of files ending in `extension`.
    pub(super) fn answer(address: &Url, extension: &str) -> Self {
        Self {
            input: address.as_str().to_owned(),
            path: None,
            extension: extension.to_owned(),
            stem: address.host_str().unwrap_or_default().to_owned(),
            address: Some(address.clone()),
        }
    }

    /// The error that it cannot be read for `reason`.
    pub(super) fn error(&self, reason: impl Into<String>) -> Error {
        Error::new(ErrorKind::Read, &self.input, reason)
    }

    /// What warnings call the article at `place`.
    pub(super) fn input_at(&self, place: Place) -> String {
        match place {
            Place::Whole => self.input.clone(),
            Place::Nth(n) => format!("{}#{n}", self.input),
            Place::Line(n) => format!("{}:{n}", self.input),
        }
    }

    /// What the document at `place` has for a path.
    fn path_at(&self, place: Place) -> Option<String> {
        let path = self.path.as_ref()?;
        Some(match place {
            Place::Whole => path.clone(),
            Place::Nth(n) | Place::Line(n) => format!("{path}#{n}"),
        })
    }
}

/// Which article of its source it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Place {
    /// The only one.
    #[default]
    Whole,
    /// The n-th of several, from 1.
    Nth(usize),
    /// That of a line, from 1.
    Line(usize),
}

/// An article as its format gives it.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    /// Where in its source.
    pub(super) place: Place,
    /// As it is written there.
    pub(super) title: Option<String>,
    /// As it is written there.
    pub(super) url: Option<String>,
    /// As it is written there.
    pub(super) outlet: Option<String>,
    /// When it was published.
    pub(super) published: Option<Date>,
    /// As it is declared.
    pub(super) language: Option<Language>,
    /// All of it.
    pub(super) text: String,
    /// Of the text.
    pub(super) paragraphs: Vec<Paragraph>,
}

impl Draft {
    /// The document, or `None` and a note where there is nothing to read in it.
    pub(super) fn finish(self, named: &Named, notes: &mut Notes) -> Option<Document> {
        spare::article(named, self.place, notes, |notes| self.finished(named, notes))
    }

    fn finished(self, named: &Named, notes: &mut Notes) -> Option<Document> {
        if !self.text.chars().any(char::is_alphanumeric) {
            let blank = self.text.trim().is_empty();
            let reason = if blank { "no text in it" } else { "no words in it" };
            notes.push(named.input_at(self.place), reason);
            return None;
        }
        if self.paragraphs.len() > MAX_PARAGRAPHS {
            let reason = format!("more than {MAX_PARAGRAPHS} paragraphs (split it into articles)");
            notes.push(named.input_at(self.place), reason);
            return None;
        }
        let stated = self.url.as_deref().and_then(metadata::url);
        let url = self.address(stated, named);
        let outlet = self.outlet.as_deref().and_then(metadata::one_line);
        Some(Document {
            id: DocumentId::at(0),
            source: Source {
                name: metadata::name(outlet.as_deref(), url.as_ref(), &named.stem),
                outlet,
                path: named.path_at(self.place),
                url: url.map(String::from),
            },
            title: self.title.as_deref().and_then(metadata::one_line),
            published: self.published,
            language: self.language,
            text: self.text,
            paragraphs: self.paragraphs,
        })
    }

    /// The article's address. A page may name a better one of its own site, but not pass for a
    /// page of another.
    fn address(&self, stated: Option<Url>, named: &Named) -> Option<Url> {
        let fetched = named.address.as_ref().filter(|_| self.place == Place::Whole);
        let Some(fetched) = fetched else { return stated };
        let same_host = |stated: &Url| stated.host_str() == fetched.host_str();
        stated.filter(same_host).or_else(|| Some(fetched.clone()))
    }
}

/// What was wrong with one source: the first warnings in full, the others as a number.
#[derive(Debug)]
pub(super) struct Notes {
    input: String,
    warnings: Vec<Warning>,
    n_more: usize,
}

impl Notes {
    /// None yet, about `input`.
    pub(super) fn new(input: &str) -> Self {
        Self { input: input.to_owned(), warnings: Vec::new(), n_more: 0 }
    }

    /// Notes that there is something wrong with `input`.
    pub(super) fn push(&mut self, input: impl Into<String>, message: impl Into<String>) {
        if self.warnings.len() < MAX_WARNINGS {
            self.warnings.push(Warning::new(input, message));
        } else {
            self.n_more += 1;
        }
    }

    /// All of them.
    pub(super) fn into_warnings(mut self) -> Vec<Warning> {
        if self.n_more > 0 {
            let message = format!("further problems that are not listed: {}", self.n_more);
            self.warnings.push(Warning::new(self.input, message));
        }
        self.warnings
    }
}
