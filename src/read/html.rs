//! HTML pages to the blocks of the article in them.
//!
//! Finding the article is Readability's way (Mozilla; the `dom_smoothie` crate); what it leaves in
//! that is no running text (captions, lists of links, share and subscribe lines) is left out here.

use dom_smoothie::{Config, Readability};
use html5gum::Token;

use super::asides;
use super::blocks::{self, tokens};
use super::draft::{Draft, Named};
use super::page;
use crate::error::Error;

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
    let said = page::said(&page);
    let article = page.parse().map_err(|_| none())?;
    let mut running = blocks::of_html(&article.content);
    running.retain(|block| !block.is_set_apart);
    let (text, paragraphs) = blocks::join(&asides::left_out(running, &article.title));
    if text.is_empty() {
        return Err(none());
    }
    let language = article.lang.and_then(|language| language.parse().ok());
    Ok(vec![Draft {
        title: Some(blocks::line(&article.title)),
        published: said.published,
        url: said.url,
        outlet: said.outlet,
        language: language.or(said.language),
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
