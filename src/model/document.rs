//! One article as it was read: text that never changes, and what its source says of it.

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Date, DocumentId, Language, Span};

/// One input text, as read. `text` is never altered afterwards: every citation is a byte range of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Dense, `0..n` in the canonical order of `read::documents` (date, name, place), whatever
    /// the order of the inputs.
    pub id: DocumentId,
    /// Where it comes from.
    pub source: Source,
    /// Title, where the source gives one beside or above the body.
    pub title: Option<String>,
    /// When it was published, as found; `None`: not said. Never the clock.
    pub published: Option<Date>,
    /// The declared language after reading, the detected one after segmenting; `None`: not
    /// enough text to tell.
    pub language: Option<Language>,
    /// UTF-8, mark-up removed, otherwise verbatim. For plain text: the file's text as it is.
    pub text: String,
    /// Ascending and disjoint; together they hold every word of the text.
    pub paragraphs: Vec<Paragraph>,
}

impl Document {
    /// A text without a source, each line of it a paragraph; `language` as far as it is known.
    ///
    /// ```
    /// use daybrief::model::Document;
    /// let document = Document::plain("It rained.\n\n  The fair goes on. ".into(), None);
    /// let lines: Vec<&str> =
    ///     document.paragraphs.iter().map(|line| line.span.of(&document.text)).collect();
    /// assert_eq!(lines, ["It rained.", "The fair goes on."]);
    /// ```
    pub fn plain(text: String, language: Option<Language>) -> Self {
        let mut at = 0;
        let mut paragraphs = Vec::new();
        for line in text.split_inclusive('\n') {
            let start = at + (line.len() - line.trim_start().len());
            let span = Span::new(start, (at + line.trim_end().len()).max(start));
            at += line.len();
            if !line.trim().is_empty() {
                paragraphs.push(Paragraph { span, kind: ParagraphKind::Body });
            }
        }
        Self {
            id: DocumentId(0),
            source: Source::default(),
            title: None,
            published: None,
            language,
            text,
            paragraphs,
        }
    }

    /// SHA-256 of the text in hexadecimal, 64 digits. O(bytes) time.
    pub fn sha256(&self) -> String {
        HEXLOWER.encode(&Sha256::digest(self.text.as_bytes()))
    }
}

/// Where a document comes from, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Source {
    /// What to call it: the outlet, else the host of its address, else the file's stem.
    pub name: String,
    /// The publisher, as the source states it.
    pub outlet: Option<String>,
    /// The file, as the user named it, with `#n` for the n-th article of a file of many;
    /// `None` for standard input.
    pub path: Option<String>,
    /// The article's own address; only http and https.
    pub url: Option<String>,
}

/// A block of a document's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paragraph {
    /// Its bytes, without the white space around it.
    pub span: Span,
    /// What it is.
    pub kind: ParagraphKind,
}

/// What a block of text is, and so what may be taken from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParagraphKind {
    /// Running text.
    Body,
    /// An item of a list; its sentences are as good as the body's.
    ListItem,
    /// A title or a heading: a signal, never an extract.
    Heading,
    /// Datelines, credits, separators, captions, share lines, date headers: never an extract.
    Boilerplate,
}

impl ParagraphKind {
    /// Is running text or an item of a list: what extracts are taken from.
    pub fn is_body(self) -> bool {
        matches!(self, Self::Body | Self::ListItem)
    }
}
