//! Files, folders, globs and standard input to documents; the only place that opens anything.
//!
//! A source is opened by `input`, its format told by `sniff`, its bytes decoded by `encoding`,
//! and the format's own file makes drafts of it, which `draft` turns into documents. Adding a
//! format is one file, one variant of `sniff::Format` and one arm in [`drafts`].

#[cfg(feature = "html")]
mod asides;
mod draft;
mod encoding;
mod fields;
#[cfg(feature = "html")]
mod html;
mod input;
mod json;
mod markdown;
mod metadata;
mod paragraphs;
mod plain;
mod sniff;

use std::io::{Cursor, Read};
use std::path::PathBuf;

use rayon::prelude::*;

use crate::error::{Error, Warning};
use crate::model::{Document, DocumentId};
use draft::{Draft, Named, Notes};
use sniff::Format;

/// Something to read articles from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file, a folder (read through, in order of names) or a glob pattern.
    Path(PathBuf),
    /// Standard input.
    Stdin,
    /// Bytes at hand, with the name to give them.
    Bytes {
        /// What to call it in warnings and as the source's path.
        name: String,
        /// Its content.
        bytes: Vec<u8>,
    },
}

/// How inputs are read.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Options {}

/// What was read, and what was not.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Canonically ordered, whatever the order of the inputs.
    pub documents: Vec<Document>,
    /// One a bad input, in canonical order.
    pub warnings: Vec<Warning>,
}

/// Reads every article of `inputs`, each source once, however often it is named.
///
/// Never fails as a whole: what cannot be read becomes a warning beside the rest. Documents are
/// ordered by date (undated ones last), name, path, address and text, and numbered in that order,
/// so that the order of `inputs` does not matter. Memory is bounded by 16 MiB a source for each
/// thread, and by the articles kept.
///
/// ```
/// use daybrief::read::{self, Input};
/// let bytes = b" date 2026-02-04 The two presidents held a video call.".to_vec();
/// let input = Input::Bytes { name: "call.txt".into(), bytes };
/// let reading = read::documents(&[input], &read::Options::default());
/// assert_eq!(reading.documents[0].source.name, "call");
/// assert_eq!(reading.documents[0].published, "2026-02-04".parse().ok());
/// ```
pub fn documents(inputs: &[Input], _options: &Options) -> Reading {
    let (sources, mut warnings) = input::sources(inputs);
    warnings.sort();
    warnings.dedup();
    let parts: Vec<_> = sources.par_iter().map(read).collect();
    let mut documents = Vec::new();
    for (read, notes) in parts {
        documents.extend(read);
        // Not sorted again: by name, line 10 would come before line 2.
        warnings.extend(notes);
    }
    Reading { documents: in_canonical_order(documents), warnings }
}

/// The documents of one source, and what was wrong with it.
fn read(source: &input::Source) -> (Vec<Document>, Vec<Warning>) {
    let named = &source.named;
    let mut notes = Notes::new(&named.input);
    let drafts = drafts(source, &mut notes).unwrap_or_else(|error| {
        notes.push(error.input, error.reason);
        Vec::new()
    });
    let documents = drafts.into_iter().filter_map(|draft| draft.finish(named, &mut notes));
    let documents = documents.collect();
    (documents, notes.into_warnings())
}

/// The articles of one source, by its format.
fn drafts(source: &input::Source, notes: &mut Notes) -> Result<Vec<Draft>, Error> {
    let named = &source.named;
    let mut stream = input::open(source)?;
    let head = input::head(&mut stream, named)?;
    let format = sniff::format(&head, &named.extension);
    match format {
        // The one format that may be longer than the limit: each of its lines has it instead.
        Format::JsonLines => return json::lines(Cursor::new(head).chain(stream), named, notes),
        Format::Unread(format) => return Err(unread(named, format)),
        _ => {}
    }
    let declared = match format {
        Format::Html => encoding::declared(&head),
        _ => None,
    };
    let text = encoding::decode(head, declared).map_err(|reason| named.error(reason))?;
    if text.replaced {
        notes.push(&named.input, "bytes that are no text were replaced by �");
    }
    let text = text.text;
    match sniff::format(text.as_bytes(), &named.extension) {
        Format::Plain => Ok(plain::documents(text, named, notes)),
        Format::Json => json::documents(&text, named, notes),
        Format::JsonLines => json::lines(Cursor::new(text), named, notes),
        Format::Markdown => Ok(markdown::documents(&text, named, notes)),
        #[cfg(feature = "html")]
        Format::Html => html::documents(&text, named),
        #[cfg(not(feature = "html"))]
        Format::Html => Err(unread(named, "HTML")),
        Format::Unread(format) => Err(unread(named, format)),
    }
}

/// The refusal of a format that has no reader.
fn unread(named: &Named, format: &str) -> Error {
    named.error(format!("{format} is not read yet (save the article as text, Markdown or JSON)"))
}

/// Sorts `documents`, drops what was read twice from the same place, and numbers the rest.
fn in_canonical_order(mut documents: Vec<Document>) -> Vec<Document> {
    documents.sort_by(|a, b| canonical_key(a).cmp(&canonical_key(b)));
    documents.dedup_by(|a, b| a.source.path.is_some() && canonical_key(a) == canonical_key(b));
    for (index, document) in documents.iter_mut().enumerate() {
        document.id = DocumentId::at(index);
    }
    documents
}

/// What documents are ordered by: date, undated ones last, then name, place and words.
fn canonical_key(document: &Document) -> impl Ord + '_ {
    let Document { source, title, published, text, .. } = document;
    (published.is_none(), published, &source.name, &source.path, &source.url, text, title)
}
