//! The claims of a Markdown file: the text before a footnote mark is an extract, further marks are
//! further citations (those after a plus sign in similar words), a footnote is a source.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{Cited, Claim, Claims, Fidelity, Place, Relation};

pub(super) fn claims(text: &str) -> Claims {
    let mut reader = Reader {
        claims: Claims { fidelity: Fidelity::Folded, ..Claims::default() },
        text: String::new(),
        cites: false,
        note: None,
    };
    for event in Parser::new_ext(text, Options::ENABLE_FOOTNOTES) {
        reader.event(event);
    }
    reader.claims
}

struct Reader {
    claims: Claims,
    /// Text since the last mark or the start of the block.
    text: String,
    /// Whether an extract of this block has been cited already.
    cites: bool,
    /// The footnote that is being read.
    note: Option<u32>,
}

impl Reader {
    fn event(&mut self, event: Event) {
        match event {
            Event::Start(Tag::FootnoteDefinition(name)) => {
                self.note = name.parse().ok();
                self.block();
                if let Some(number) = self.note {
                    self.claims.sources.insert(number, Cited::default());
                }
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                self.note = None;
                self.block();
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                if let Some(cited) = self.cited() {
                    cited.url.get_or_insert(dest_url.into_string());
                }
            }
            Event::Start(Tag::Paragraph | Tag::Item | Tag::Heading { .. })
            | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_)) => self.block(),
            Event::Code(code) if self.note.is_some() => self.code(code.into_string()),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.text.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            Event::FootnoteReference(name) => self.mark(&name),
            _ => {}
        }
    }

    fn block(&mut self) {
        self.text.clear();
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
