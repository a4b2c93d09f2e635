//! Marked-up text to blocks of words: what a web page's article, an item of a feed or a field of
//! an export holds, without its tags.
//!
//! Which of the blocks belong to an article is for `asides` to say.

use html5gum::{DefaultEmitter, Token, Tokenizer};

use super::flow::Flow;
use super::paragraphs::paragraphs;
use super::{asides, metadata};
use crate::model::{Paragraph, ParagraphKind};

/// How often text is unmarked: mark-up that was escaped once more is still mark-up.
const MAX_ROUNDS: usize = 3;

/// A block of marked-up text.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// What its tags say it is.
    pub(super) kind: ParagraphKind,
    /// Its words.
    pub(super) text: String,
    /// Bytes of it that are links.
    pub(super) n_linked: usize,
    /// It stands in a caption, a table, a button or a form.
    pub(super) is_set_apart: bool,
}

/// The text of an article that may hold mark-up (or be plain), and its paragraphs.
///
/// What `asides` leaves out of an article with this `title` is left out, unless that is all there
/// is.
pub(super) fn article(text: String, title: &str) -> (String, Vec<Paragraph>) {
    let text = if has_entities(&text) && !has_tags(&text) { unescaped(&text) } else { text };
    if !is_marked(&text) {
        let paragraphs = paragraphs(&text, 0);
        return (text, paragraphs);
    }
    let all = unmarked(&text);
    let kept = all.iter().filter(|block| !block.is_set_apart).cloned().collect();
    let kept = asides::left_out(kept, title);
    join(if kept.is_empty() { &all } else { &kept })
}

/// The words of a title or name that may hold mark-up, in one line.
pub(super) fn line(text: &str) -> String {
    if !has_tags(text) && !has_entities(text) {
        return metadata::one_line(text).unwrap_or_default();
    }
    let blocks = unmarked(text);
    let words: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
    words.join(" ")
}

/// The blocks of `html`.
pub(super) fn of_html(html: &str) -> Vec<Block> {
    let mut blocks = Blocks::default();
    for token in tokens(html) {
        match token {
            Token::StartTag(tag) => blocks.start(&tag.name),
            Token::EndTag(tag) => blocks.end(&tag.name),
            Token::String(text) => blocks.words(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    blocks.flush();
    blocks.done
}

/// The tags and texts of `html`.
pub(super) fn tokens(html: &str) -> impl Iterator<Item = Token> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(html, emitter).flatten()
}

/// Whether `text` holds a tag of HTML, be it cut off at the end; `a < b` and `<3` are none.
pub(super) fn has_tags(text: &str) -> bool {
    memchr::memchr_iter(b'<', text.as_bytes()).any(|at| {
        let rest = text.as_bytes().get(at + 1..).unwrap_or_default();
        let (rest, closes) = rest.strip_prefix(b"/").map_or((rest, false), |rest| (rest, true));
        let letters = rest.iter().take(LONGEST_TAG + 1).take_while(|b| b.is_ascii_alphanumeric());
        let (name, after) = rest.split_at_checked(letters.count()).unwrap_or_default();
        let parted = after.first().is_some_and(|b| b"/>".contains(b) || b.is_ascii_whitespace());
        let ends = match memchr::memchr2(b'<', b'>', after) {
            Some(end) => after.get(end) == Some(&b'>'),
            None => after.contains(&b'='),
        };
        // Whatever is closed is a tag; what is only opened may be `List<String>`.
        let is_known = || {
            let name = name.to_ascii_lowercase();
            closes && !name.is_empty()
                || TAGS.binary_search_by(|tag| tag.as_bytes().cmp(&name)).is_ok()
        };
        parted && ends && is_known() || rest.starts_with(b"!--")
    })
}

/// Whether `text` holds a tag, or one that was escaped.
fn is_marked(text: &str) -> bool {
    has_tags(text) || has_entities(text) && has_tags(&unescaped(text))
}

/// Letters of the longest of [`TAGS`].
const LONGEST_TAG: usize = 10;

/// The tags that texts in feeds and exports hold, sorted.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "article",
    "audio",
    "b",
    "blockquote",
    "body",
    "br",
    "button",
    "center",
    "cite",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "li",
    "link",
    "main",
    "mark",
    "meta",
    "nav",
    "object",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "s",
    "script",
    "section",
    "small",
    "source",
    "span",
    "strong",
    "style",
    "sub",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "tt",
    "u",
    "ul",
    "video",
    "wbr",
];

/// Whether `text` holds something like `&amp;` or `&#38;`.
fn has_entities(text: &str) -> bool {
    memchr::memchr_iter(b'&', text.as_bytes()).any(|at| {
        let rest = text.as_bytes().get(at + 1..).unwrap_or_default();
        let rest = rest.strip_prefix(b"#").unwrap_or(rest);
        let n = rest.iter().take(32).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        n > 0 && rest.get(n) == Some(&b';')
    })
}

/// `text` with its entities read, line ends and all.
fn unescaped(text: &str) -> String {
    let mut unescaped = String::with_capacity(text.len());
    for token in tokens(text) {
        if let Token::String(text) = token {
            unescaped.push_str(&String::from_utf8_lossy(&text));
        }
    }
    unescaped
}

/// The blocks of `text` without any tag, however often it was escaped.
fn unmarked(text: &str) -> Vec<Block> {
    let mut blocks = of_html(text);
    for _ in 1..MAX_ROUNDS {
        if !blocks.iter().any(|block| is_marked(&block.text)) {
            return blocks;
        }
        blocks = blocks.into_iter().flat_map(unmarked_again).collect();
    }
    blocks.retain(|block| !has_tags(&block.text));
    blocks
}

fn unmarked_again(block: Block) -> Vec<Block> {
    if !is_marked(&block.text) {
        return vec![block];
    }
    let is_plain = !has_tags(&block.text);
    let mut inner = of_html(&if is_plain { unescaped(&block.text) } else { block.text });
    inner.iter_mut().for_each(|inner| inner.is_set_apart |= block.is_set_apart);
    inner
}

/// One text of all blocks, parted by blank lines.
pub(super) fn join(blocks: &[Block]) -> (String, Vec<Paragraph>) {
    let mut flow = Flow::default();
    for block in blocks {
        flow.push(block.kind, &block.text);
    }
    (flow.text, flow.paragraphs)
}

/// The blocks so far, and what the next words are part of.
#[derive(Default)]
struct Blocks {
    done: Vec<Block>,
    /// The block that is not finished yet, and how many bytes of it are links.
    block: String,
    n_linked: usize,
    n_links: usize,
    n_items: usize,
    n_headings: usize,
    n_asides: usize,
    /// Inside of what no reader sees; its end tag is the next one, since it holds no tags.
    hidden: bool,
}

impl Blocks {
    fn start(&mut self, name: &[u8]) {
        match name {
            _ if is_hidden(name) => self.hidden = true,
            b"br" => self.flush(),
            b"a" => self.n_links += 1,
            _ if is_inline(name) => {}
            _ => {
                self.flush();
                self.count(name, |n| *n += 1);
            }
        }
    }

    fn end(&mut self, name: &[u8]) {
        match name {
            _ if is_hidden(name) => self.hidden = false,
            b"a" => self.n_links = self.n_links.saturating_sub(1),
            _ if is_inline(name) => {}
            _ => {
                self.flush();
                self.count(name, |n| *n = n.saturating_sub(1));
            }
        }
    }

    fn count(&mut self, name: &[u8], change: impl Fn(&mut usize)) {
        match name {
            b"li" => change(&mut self.n_items),
            b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => change(&mut self.n_headings),
            b"figcaption" | b"figure" | b"table" | b"button" | b"form" => {
                change(&mut self.n_asides);
            }
            _ => {}
        }
    }

    fn words(&mut self, text: &str) {
        if self.hidden {
            return;
        }
        for (n, word) in text.split(char::is_whitespace).enumerate() {
            if n > 0 && !self.block.is_empty() && !self.block.ends_with(' ') {
                self.block.push(' ');
            }
            self.block.push_str(word);
            if self.n_links > 0 {
                self.n_linked += word.len();
            }
        }
    }

    fn flush(&mut self) {
        let block = std::mem::take(&mut self.block);
        let n_linked = std::mem::take(&mut self.n_linked);
        let kind = if self.n_headings > 0 {
            ParagraphKind::Heading
        } else if self.n_items > 0 {
            ParagraphKind::ListItem
        } else {
            ParagraphKind::Body
        };
        let text = block.trim().to_owned();
        if text.chars().any(char::is_alphanumeric) {
            self.done.push(Block { kind, text, n_linked, is_set_apart: self.n_asides > 0 });
        }
    }
}

/// Whether a tag never holds anything.
#[cfg(any(feature = "html", feature = "mail", feature = "epub"))]
pub(super) fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"br"
            | b"hr"
            | b"img"
            | b"input"
            | b"meta"
            | b"link"
            | b"source"
            | b"area"
            | b"base"
            | b"col"
            | b"embed"
            | b"param"
            | b"track"
            | b"wbr"
    )
}

/// Whether a tag leaves its words in the block around it.
pub(super) fn is_inline(name: &[u8]) -> bool {
    matches!(
        name,
        b"a" | b"abbr"
            | b"acronym"
            | b"b"
            | b"bdi"
            | b"bdo"
            | b"big"
            | b"cite"
            | b"code"
            | b"data"
            | b"del"
            | b"dfn"
            | b"em"
            | b"font"
            | b"i"
            | b"img"
            | b"ins"
            | b"kbd"
            | b"label"
            | b"mark"
            | b"q"
            | b"rt"
            | b"ruby"
            | b"s"
            | b"samp"
            | b"small"
            | b"span"
            | b"strike"
            | b"strong"
            | b"sub"
            | b"sup"
            | b"svg"
            | b"time"
            | b"tt"
            | b"u"
            | b"var"
            | b"wbr"
            | b"path"
            | b"g"
    )
}

/// Whether a tag holds words that are no text of the page; all but `title` hold no tags.
fn is_hidden(name: &[u8]) -> bool {
    matches!(name, b"script" | b"style" | b"iframe" | b"noembed" | b"noframes" | b"title")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(markup: &str) -> String {
        article(markup.into(), "A title").0
    }

    #[test]
    fn the_tags_are_sorted_and_short() {
        assert!(TAGS.is_sorted());
        assert!(TAGS.iter().all(|tag| tag.len() <= LONGEST_TAG));
    }

    #[test]
    fn tags_are_told_from_signs() {
        for markup in [
            "<blink>a</blink>",
            "<p>",
            "a</p>",
            "<A href=b>",
            "<br/>",
            "a <!-- b -->",
            "<img\nsrc>",
        ] {
            assert!(has_tags(markup), "{markup}");
        }
        for plain in ["a < b", "<3", "if a<b then", "<", "</", "<paragraph>", "List<String>", "<p"]
        {
            assert!(!has_tags(plain), "{plain}");
        }
    }

    #[test]
    fn mark_up_is_left_out_however_often_it_was_escaped() {
        assert_eq!(text("<p>He <b>said</b> so.</p><p>She did.</p>"), "He said so.\n\nShe did.");
        assert_eq!(text("&lt;p&gt;He said so.&lt;/p&gt;"), "He said so.");
        assert_eq!(text("&amp;lt;p&amp;gt;He said so.&amp;lt;/p&amp;gt;"), "He said so.");
        assert_eq!(text("<p>He said so.<a hre='x"), "He said so.");
        assert_eq!(text("<p>&amp;lt;b&amp;gt;He said so.</p>"), "He said so.");
        assert_eq!(text("He said &amp; she did.\n\nSo."), "He said & she did.\n\nSo.");
        assert_eq!(text("<script>if (a<b) {}</script><p>He said so.</p>"), "He said so.");
        assert_eq!(line("A &lt;b>big&lt;/b> <i>title</i> &amp; more"), "A big title & more");
    }

    #[test]
    fn plain_text_stays_as_it_is() {
        for plain in ["One.\n\n  Two.", "a < b & c", "AT&T; or not", "x <3 y"] {
            assert_eq!(text(plain), plain);
        }
    }

    #[test]
    fn what_is_set_apart_is_kept_where_there_is_nothing_else() {
        assert_eq!(text("<table><tr><td>He said so.</td></tr></table>"), "He said so.");
        assert_eq!(text("<figcaption>A caption.</figcaption><p>He said so.</p>"), "He said so.");
    }
}
