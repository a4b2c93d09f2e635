//! HTML to blocks of text without looking for an article in it: the chapters of books, and mail.
//!
//! Unlike in `blocks`, every word is kept. What is no running text (captions, footnotes,
//! navigation, cells of tables) is marked as boilerplate; what no reader sees (scripts, styles,
//! hidden parts) is left out.

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::blocks::{is_inline, is_void};
use super::flow::Flow;
use super::paragraphs::ends_sentence;
use crate::model::ParagraphKind;

/// How a page is written: in XHTML any element may close itself, in HTML none but the empty ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    /// Pages and mail.
    #[cfg(feature = "mail")]
    Html,
    /// Books.
    #[cfg(feature = "epub")]
    Xhtml,
}

impl Syntax {
    /// Whether scripts and styles are text that may hold signs of tags.
    fn has_raw_text(self) -> bool {
        match self {
            #[cfg(feature = "mail")]
            Self::Html => true,
            #[cfg(feature = "epub")]
            Self::Xhtml => false,
        }
    }
}

/// Adds the blocks of `page` to `flow`, and returns what it says its title is.
pub(super) fn blocks(page: &str, syntax: Syntax, flow: &mut Flow) -> Option<String> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(syntax.has_raw_text());
    let mut blocks = Blocks::new(flow);
    for token in Tokenizer::new_with_emitter(page, emitter).flatten() {
        match token {
            Token::StartTag(tag) => {
                let is_empty = is_void(&tag.name) || tag.self_closing && !syntax.has_raw_text();
                blocks.start(&tag);
                if is_empty {
                    blocks.end(&tag.name);
                }
            }
            Token::EndTag(tag) if !is_void(&tag.name) => blocks.end(&tag.name),
            Token::String(text) => blocks.words(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    blocks.flush();
    (!blocks.title.trim().is_empty()).then_some(blocks.title)
}

/// An element that is open, and how many of the same name are open in it.
struct Within {
    name: Vec<u8>,
    depth: usize,
}

impl Within {
    /// Counts a tag that begins (`name` again) in `within`.
    fn start(within: &mut Option<Self>, name: &[u8]) {
        if let Some(within) = within
            && within.name == name
        {
            within.depth += 1;
        }
    }

    /// Counts a tag that ends, which may end `within` itself.
    fn end(within: &mut Option<Self>, name: &[u8]) {
        if let Some(open) = within
            && open.name == name
        {
            open.depth -= 1;
            if open.depth == 0 {
                *within = None;
            }
        }
    }
}

/// The blocks so far, and what the next words are part of.
struct Blocks<'a> {
    flow: &'a mut Flow,
    /// The block that is not finished yet.
    block: String,
    title: String,
    in_title: bool,
    /// What no reader sees.
    hidden: Option<Within>,
    /// What its own attributes set apart.
    apart: Option<Within>,
    n_headings: usize,
    n_lists: usize,
    n_tables: usize,
    n_asides: usize,
}

impl<'a> Blocks<'a> {
    fn new(flow: &'a mut Flow) -> Self {
        Self {
            flow,
            block: String::new(),
            title: String::new(),
            in_title: false,
            hidden: None,
            apart: None,
            n_headings: 0,
            n_lists: 0,
            n_tables: 0,
            n_asides: 0,
        }
    }

    fn start(&mut self, tag: &StartTag<()>) {
        let name = tag.name.as_slice();
        if name == b"body" {
            (self.hidden, self.in_title) = (None, false);
        }
        Within::start(&mut self.hidden, name);
        if self.hidden.is_some() {
            return;
        }
        Within::start(&mut self.apart, name);
        if is_hidden(tag) {
            self.hidden = Some(Within { name: name.to_vec(), depth: 1 });
            return;
        }
        match name {
            b"title" => self.in_title = true,
            // One break is the end of a line, two are the end of a paragraph.
            b"br" if self.block.ends_with('\n') => self.flush(),
            b"br" => {
                self.block.truncate(self.block.trim_end().len());
                self.block.push('\n');
            }
            _ if is_inline(name) => {}
            _ => {
                self.flush();
                self.count(name, |n| *n += 1);
            }
        }
        if self.apart.is_none() && is_apart(tag) {
            self.apart = Some(Within { name: name.to_vec(), depth: 1 });
        }
    }

    fn end(&mut self, name: &[u8]) {
        if self.hidden.is_some() {
            Within::end(&mut self.hidden, name);
            return;
        }
        match name {
            b"title" => self.in_title = false,
            b"br" => {}
            _ if is_inline(name) => {}
            _ => {
                self.flush();
                self.count(name, |n| *n = n.saturating_sub(1));
            }
        }
        Within::end(&mut self.apart, name);
    }

    fn count(&mut self, name: &[u8], change: impl Fn(&mut usize)) {
        match name {
            b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => change(&mut self.n_headings),
            b"ul" | b"ol" | b"dl" | b"menu" => change(&mut self.n_lists),
            b"table" => change(&mut self.n_tables),
            b"figcaption" | b"caption" | b"aside" | b"nav" | b"button" | b"select" | b"pre" => {
                change(&mut self.n_asides);
            }
            _ => {}
        }
    }

    fn words(&mut self, text: &str) {
        if self.hidden.is_some() {
            return;
        }
        let block = if self.in_title { &mut self.title } else { &mut self.block };
        for (n, word) in text.split(char::is_whitespace).enumerate() {
            if n > 0 && !block.is_empty() && !block.ends_with([' ', '\n']) {
                block.push(' ');
            }
            block.push_str(word);
        }
    }

    fn flush(&mut self) {
        let block = std::mem::take(&mut self.block);
        let kind = if self.n_asides > 0 || self.apart.is_some() {
            ParagraphKind::Boilerplate
        } else if self.n_headings > 0 {
            ParagraphKind::Heading
        } else if self.n_tables > 0 && !ends_sentence(block.trim_end()) {
            // Mail is laid out by tables: what is said in sentences is no cell of data.
            ParagraphKind::Boilerplate
        } else if self.n_lists > 0 {
            ParagraphKind::ListItem
        } else {
            ParagraphKind::Body
        };
        self.flow.push(kind, &block);
    }
}

/// Whether no reader sees what the tag holds.
fn is_hidden(tag: &StartTag<()>) -> bool {
    let holds = |name: &[u8], values: &[&str]| attribute_holds(tag, name, values);
    matches!(tag.name.as_slice(), b"script" | b"style" | b"template" | b"svg" | b"math" | b"noscript")
        || tag.attributes.contains_key(&b"hidden"[..])
        || holds(b"style", &["display:none", "display: none"])
        // The numbers of notes, which stand in the midst of sentences.
        || holds(b"epub:type", &["noteref", "pagebreak"])
        || holds(b"role", &["doc-noteref", "doc-pagebreak"])
}

/// Whether the tag says that it holds notes or lists about the text, and not the text.
fn is_apart(tag: &StartTag<()>) -> bool {
    let kinds = ["footnote", "endnote", "rearnote", "copyright-page", "toc", "index", "colophon"];
    attribute_holds(tag, b"epub:type", &kinds)
        || attribute_holds(tag, b"role", &["doc-footnote", "doc-endnote", "doc-toc", "doc-index"])
}

/// Whether the attribute `name` holds one of `values`.
fn attribute_holds(tag: &StartTag<()>, name: &[u8], values: &[&str]) -> bool {
    tag.attributes.get(name).is_some_and(|held| {
        let held = String::from_utf8_lossy(held).to_ascii_lowercase();
        values.iter().any(|value| held.contains(value))
    })
}

#[cfg(all(test, feature = "mail", feature = "epub"))]
mod tests {
    use super::*;

    /// Each block after the first letter of its kind.
    fn read(page: &str, syntax: Syntax) -> Vec<String> {
        let mut flow = Flow::default();
        blocks(page, syntax, &mut flow);
        let show = |paragraph: &crate::model::Paragraph| {
            let kind = match paragraph.kind {
                ParagraphKind::Body => 'b',
                ParagraphKind::ListItem => 'l',
                ParagraphKind::Heading => 'h',
                ParagraphKind::Boilerplate => 'x',
            };
            format!("{kind} {}", paragraph.span.of(&flow.text))
        };
        flow.paragraphs.iter().map(show).collect()
    }

    #[test]
    fn blocks_have_their_kinds() {
        let page = "<head><title>T</title><style>p<a {}</style><body><h1>A <b>call</b></h1>\
            <p>Putin\n called&nbsp;Xi.<p>One<br>line<br><br>Two<ul><li>three<li>four</ul>\
            <table><tr><td>5<td>They spoke.</table><aside>six</aside>seven";
        let expected = [
            "h A call",
            "b Putin called Xi.",
            "b One\nline",
            "b Two",
            "l three",
            "l four",
            "x 5",
            "b They spoke.",
            "x six",
            "b seven",
        ];
        assert_eq!(read(page, Syntax::Html), expected);
    }

    #[test]
    fn hidden_parts_and_notes_are_set_apart() {
        let page = "<div style='display:none'>a<div>b</div>c</div><p>d<sup>\
            <a epub:type='noteref'>1</a></sup> e</p><script>f</script>\
            <div epub:type='footnote'><p>g</p><div>h</div>i</div>j";
        let expected = ["b d e", "x g", "x h", "x i", "b j"];
        assert_eq!(read(page, Syntax::Html), expected);
    }

    #[test]
    fn elements_of_xhtml_close_themselves() {
        let page = "<html><head><title/><script src='a'/></head><body><p/><a id='b'/>c</body>";
        assert_eq!(read(page, Syntax::Xhtml), ["b c"]);
    }
}
