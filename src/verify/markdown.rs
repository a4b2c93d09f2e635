//! The claims of a Markdown file: the text before a mark is an extract, further marks are further
//! citations (those after a plus sign in similar words), and what the marks name is a source.
//!
//! A mark is a footnote, or in a file without footnotes a number in brackets of our own, with or
//! without a link: those that stand in articles are escaped. Such a file lists its sources by
//! number.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{Cited, Claim, Claims, Fidelity, Place, Relation};

pub(super) fn claims(text: &str) -> Claims {
    let options = Options::ENABLE_FOOTNOTES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let is_note = |event| matches!(event, Event::Start(Tag::FootnoteDefinition(_)));
    let mut reader = Reader {
        claims: Claims { fidelity: Fidelity::Folded, ..Claims::default() },
        source: text,
        has_notes: Parser::new_ext(text, options).any(is_note),
        text: String::new(),
        open: None,
        cites: false,
        note: None,
        next: None,
        is_metadata: false,
    };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        reader.event(event, range);
    }
    reader.claims
}

struct Reader<'a> {
    claims: Claims,
    source: &'a str,
    /// Whether the marks are footnotes.
    has_notes: bool,
    /// Text since the last mark or the start of the block.
    text: String,
    /// Where in it a bracket or a link has opened.
    open: Option<usize>,
    /// Whether an extract of this block has been cited already.
    cites: bool,
    /// The source that is being read.
    note: Option<u32>,
    /// In a numbered list of sources, the number of its next item.
    next: Option<u32>,
    /// Whether this is front matter, in which nothing is escaped as in Markdown.
    is_metadata: bool,
}

impl Reader<'_> {
    fn event(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(Tag::FootnoteDefinition(name)) => self.open_note(name.parse().ok()),
            Event::Start(Tag::List(Some(first))) if !self.has_notes => {
                self.next = u32::try_from(first).ok();
            }
            Event::Start(Tag::Item) if self.next.is_some() => {
                self.open_note(self.next);
                self.next = self.next.and_then(|next| next.checked_add(1));
            }
            Event::End(TagEnd::Item) if self.next.is_some() => self.close_note(),
            Event::End(TagEnd::List(true)) => self.next = None,
            Event::End(TagEnd::FootnoteDefinition) => self.close_note(),
            Event::Start(Tag::MetadataBlock(_)) => self.is_metadata = true,
            Event::End(TagEnd::MetadataBlock(_)) => self.is_metadata = false,
            _ if self.is_metadata => {}
            Event::Start(Tag::Link { dest_url, .. }) => {
                self.open = Some(self.text.len());
                if let Some(cited) = self.cited() {
                    cited.url.get_or_insert(dest_url.into_string());
                }
            }
            Event::End(TagEnd::Link) => self.close(),
            Event::Start(Tag::Paragraph | Tag::Item | Tag::Heading { .. })
            | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_)) => self.block(),
            Event::Code(code) if self.note.is_some() => self.code(code.into_string()),
            Event::Text(text) => self.plain(&text, range.start),
            Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.text.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            Event::FootnoteReference(name) => self.mark(&name),
            _ => {}
        }
    }

    fn open_note(&mut self, number: Option<u32>) {
        self.block();
        self.note = number;
        if let Some(number) = number {
            self.claims.sources.insert(number, Cited::default());
        }
    }

    fn close_note(&mut self) {
        self.note = None;
        self.block();
    }

    /// Text that stands at the byte `start` of the file.
    fn plain(&mut self, text: &str, start: usize) {
        let before = start.checked_sub(1).and_then(|at| self.source.as_bytes().get(at));
        let mut is_escaped = before == Some(&b'\\');
        for c in text.chars() {
            match c {
                '[' if !is_escaped => {
                    self.open = Some(self.text.len());
                    self.text.push(c);
                }
                ']' if !is_escaped && self.open.is_some() => self.close(),
                c => self.text.push(c),
            }
            is_escaped = false;
        }
    }

    /// Takes a number between the brackets that close here, or in the link, for a mark.
    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let label = self.text.get(open..).unwrap_or_default();
        let label = label.strip_prefix('[').unwrap_or(label).to_owned();
        let is_number = !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_digit());
        if is_number && !self.has_notes && self.note.is_none() {
            self.text.truncate(open);
            self.mark(&label);
        } else if self.text.get(open..).is_some_and(|text| text.starts_with('[')) {
            self.text.push(']');
        }
    }

    fn block(&mut self) {
        self.text.clear();
        self.open = None;
        self.cites = false;
    }

    fn cited(&mut self) -> Option<&mut Cited> {
        self.note.and_then(|number| self.claims.sources.get_mut(&number))
    }

    /// A hash or a path, as the word before it says.
    fn code(&mut self, code: String) {
        let is_hash = self.text.trim_end().ends_with("sha256");
        if let Some(cited) = self.cited() {
            if is_hash {
                cited.sha256 = code;
            } else {
                cited.path = Some(code);
            }
        }
        self.text.clear();
    }

    fn mark(&mut self, name: &str) {
        let text = std::mem::take(&mut self.text);
        let Ok(source) = name.parse() else { return };
        let place = |relation| Place { source, span: None, relation };
        match (text.trim(), self.claims.extracts.last_mut()) {
            ("+", Some(claim)) if self.cites => claim.places.push(place(Relation::Also)),
            ("", Some(claim)) if self.cites => claim.places.push(place(Relation::Verbatim)),
            (sentence, _) => {
                let claim =
                    Claim { text: sentence.to_owned(), places: vec![place(Relation::Verbatim)] };
                self.claims.extracts.push(claim);
                self.cites = true;
            }
        }
    }
}
