//! The claims of a page: an element with `data-source` is an extract, a link with `data-source`
//! inside or after it one more citation, an element with `data-sha256` a source.

use html5gum::{DefaultEmitter, EndTag, StartTag, Token, Tokenizer};

use super::{Cited, Claim, Claims, Fidelity, Place, Relation};
use crate::model::Span;

pub(super) fn claims(text: &str) -> Claims {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut reader = Reader {
        claims: Claims { fidelity: Fidelity::Visible, ..Claims::default() },
        open: None,
        source: None,
    };
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => reader.start(&tag),
            Token::EndTag(tag) => reader.end(&tag),
            Token::String(text) => reader.text(&String::from_utf8_lossy(&text.value)),
            _ => {}
        }
    }
    reader.claims
}

struct Reader {
    claims: Claims,
    /// The name of the open extract's element, and how many of that name are open.
    open: Option<(Vec<u8>, usize)>,
    source: Option<u32>,
}

impl Reader {
    fn start(&mut self, tag: &StartTag<()>) {
        if let Some((name, depth)) = &mut self.open
            && *name == tag.name.0
        {
            *depth += 1;
        }
        if let (Some(number), Some(sha256)) =
            (number(tag, "data-number"), value(tag, "data-sha256"))
        {
            let cited = Cited { path: value(tag, "data-path"), url: None, sha256 };
            self.claims.sources.insert(number, cited);
            self.source = Some(number);
        }
        let is_link = tag.name.0 == b"a";
        let cited = self.source.and_then(|number| self.claims.sources.get_mut(&number));
        if let (true, Some(cited), Some(url)) = (is_link, cited, value(tag, "href"))
            && url.starts_with("http")
        {
            cited.url.get_or_insert(url);
        }
        let Some(source) = number(tag, "data-source") else { return };
        if is_link {
            let relation = if value(tag, "data-relation").as_deref() == Some("verbatim") {
                Relation::Verbatim
            } else {
                Relation::Also
            };
            if let Some(claim) = self.claims.extracts.last_mut() {
                claim.places.push(Place { source, span: span(tag), relation });
            }
        } else {
            let place = Place { source, span: span(tag), relation: Relation::Verbatim };
            self.claims.extracts.push(Claim { text: String::new(), places: vec![place] });
            self.open = Some((tag.name.0.clone(), 1));
        }
    }

    fn end(&mut self, tag: &EndTag<()>) {
        if let Some((name, depth)) = &mut self.open
            && *name == tag.name.0
        {
            *depth -= 1;
            if *depth == 0 {
                self.open = None;
            }
        }
    }

    fn text(&mut self, text: &str) {
        if let (Some(_), Some(claim)) = (&self.open, self.claims.extracts.last_mut()) {
            claim.text.push_str(text);
        }
    }
}

fn value(tag: &StartTag<()>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(value).into_owned())
}

fn number(tag: &StartTag<()>, name: &str) -> Option<u32> {
    value(tag, name)?.parse().ok()
}

/// The cited bytes; the empty span, which no check accepts, where they are named but not numbers.
fn span(tag: &StartTag<()>) -> Option<Span> {
    value(tag, "data-start").or_else(|| value(tag, "data-end"))?;
    let (start, end) = (number(tag, "data-start"), number(tag, "data-end"));
    Some(start.zip(end).map_or_else(Span::default, |(start, end)| Span { start, end }))
}
