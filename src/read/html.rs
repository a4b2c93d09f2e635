//! HTML pages to the blocks of the article in them.
//!
//! Finding the article is Readability's way (Mozilla; the `dom_smoothie` crate); what it leaves in
//! that is no running text (captions, lists of links, share and subscribe lines) is left out here.

use dom_smoothie::{Config, Readability};
use html5gum::{DefaultEmitter, Token, Tokenizer};

use super::asides::{self, Block};
use super::draft::{Draft, Named};
use super::metadata;
use crate::error::Error;
use crate::model::{Date, Paragraph, ParagraphKind, Span};

/// Pages with more elements are refused; the longest of the benchmark has about 20,000.
const MAX_ELEMENTS: usize = 200_000;

/// Pages nested deeper are refused, since trees are walked by recursion.
const MAX_DEPTH: usize = 400;

/// Signs that have to be escaped in HTML again; the library's time grows with their square.
const MAX_ESCAPES: usize = 50_000;

/// The article of `page`.
///
/// # Errors
/// If there is none, or the page is too large or too deep to look for one.
pub(super) fn documents(page: &str, named: &Named) -> Result<Vec<Draft>, Error> {
    check_size(page).map_err(|reason| named.error(reason))?;
    let none = || named.error("no article in it (save the text of the page instead)");
    let config = Config { max_elements_to_parse: MAX_ELEMENTS, ..Config::default() };
    let mut page = Readability::new(page, None, Some(config)).map_err(|_| none())?;
    let url = canonical_url(&page);
    let time = time(&page);
    let article = page.parse().map_err(|_| none())?;
    let blocks = asides::left_out(blocks(&article.content), &article.title);
    let (text, paragraphs) = join(&blocks);
    if text.is_empty() {
        return Err(none());
    }
    let url = url.or(article.url);
    let stated = article.published_time.as_deref().and_then(metadata::date);
    Ok(vec![Draft {
        title: Some(article.title),
        published: stated.or(time).or_else(|| url.as_deref().and_then(date_in_url)),
        url,
        outlet: article.site_name,
        language: article.lang.and_then(|language| language.parse().ok()),
        text,
        paragraphs,
        ..Draft::default()
    }])
}

/// Why the page is too much to parse, counted by its tags alone.
fn check_size(page: &str) -> Result<(), String> {
    let (mut n_elements, mut n_escapes, mut depth) = (0_usize, 0_usize, 0_usize);
    let mut in_script = false;
    for token in tokens(page) {
        match token {
            Token::StartTag(tag) if !tag.self_closing => {
                in_script = matches!(&**tag.name, b"script" | b"style");
                n_elements += 1;
                n_escapes +=
                    tag.attributes.values().map(|value| count_escapes(value)).sum::<usize>();
                depth += usize::from(nests(&tag.name));
            }
            Token::EndTag(tag) => {
                in_script = false;
                depth = depth.saturating_sub(usize::from(nests(&tag.name)));
            }
            Token::String(text) if !in_script => n_escapes += count_escapes(&text),
            _ => {}
        }
        if n_escapes > MAX_ESCAPES {
            return Err(format!(
                "it has more than {MAX_ESCAPES} escaped signs (save its text instead)"
            ));
        }
        if n_elements > MAX_ELEMENTS {
            return Err(format!(
                "it has more than {MAX_ELEMENTS} elements (save its text instead)"
            ));
        }
        if depth > MAX_DEPTH {
            return Err(format!("nested more than {MAX_DEPTH} deep (save its text instead)"));
        }
    }
    Ok(())
}

/// Signs and no-break spaces in decoded text.
fn count_escapes(text: &[u8]) -> usize {
    let n_signs = text.iter().filter(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"')).count();
    n_signs + memchr::memmem::find_iter(text, "\u{A0}").count()
}

/// Whether a tag waits for its end; many are closed by what comes after them.
fn nests(name: &[u8]) -> bool {
    !matches!(
        name,
        b"p" | b"li"
            | b"dt"
            | b"dd"
            | b"tr"
            | b"td"
            | b"th"
            | b"option"
            | b"br"
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
            | b"html"
            | b"body"
            | b"head"
            | b"thead"
            | b"tbody"
    )
}

fn tokens(page: &str) -> impl Iterator<Item = Token> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(page, emitter).flatten()
}

fn canonical_url(page: &Readability) -> Option<String> {
    let stated = |selector, attribute| page.doc.select(selector).attr(attribute);
    let url = stated("link[rel=canonical]", "href");
    let url = url.or_else(|| stated("meta[property='og:url']", "content"))?;
    metadata::url(&url).map(String::from)
}

/// The moment of the page's first `<time>`.
fn time(page: &Readability) -> Option<Date> {
    metadata::date(&page.doc.select("time[datetime]").attr("datetime")?)
}

/// The day in an address such as `/2026/02/04/` or `/2026-02-04-`.
fn date_in_url(url: &str) -> Option<Date> {
    let mut parts = url.split(['/', '-']).filter(|part| !part.is_empty());
    while let Some(year) = parts.next() {
        let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        if is_year {
            let (month, day) = (parts.next()?, parts.next()?);
            return metadata::date(&format!("{year}-{month:0>2}-{day:0>2}"));
        }
    }
    None
}

/// The blocks of an article's HTML.
fn blocks(content: &str) -> Vec<Block> {
    let mut blocks = Blocks::default();
    for token in tokens(content) {
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
}

impl Blocks {
    fn start(&mut self, name: &[u8]) {
        match name {
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
        if self.n_asides == 0 && text.chars().any(char::is_alphanumeric) {
            self.done.push(Block { kind, text, n_linked });
        }
    }
}

/// Whether a tag leaves its words in the block around it.
fn is_inline(name: &[u8]) -> bool {
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

/// One text of all blocks, parted by blank lines.
fn join(blocks: &[Block]) -> (String, Vec<Paragraph>) {
    let mut text = String::new();
    let mut paragraphs = Vec::new();
    for block in blocks {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(&block.text);
        paragraphs.push(Paragraph { span: Span::new(start, text.len()), kind: block.kind });
    }
    (text, paragraphs)
}
