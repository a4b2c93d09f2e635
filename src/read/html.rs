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

/// A tag with more attributes is too much: parsers look for names that come twice in time that grows
/// with the square of their number. All attributes of `<html>` and `<body>` end up in one tag each,
/// however often they begin.
const MAX_ATTRIBUTES: usize = 256;

/// Bytes of a text in the tree: to write one as HTML takes html5ever 0.40 time that grows with the
/// square of its length, since from each `&` it looks for the next `<` up to the end.
const MAX_TEXT: usize = 1024;

/// Bytes of an attribute, for the same reason; longer ones hold data, not words.
const MAX_ATTRIBUTE: usize = 4096;

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
    break_up(&page);
    let article = page.parse().map_err(|_| none())?;
    let mut running = blocks::of_html(&article.content);
    running.retain(|block| !block.is_set_apart);
    let (text, paragraphs) = blocks::join(&asides::left_out(running, &article.title));
    if text.is_empty() {
        return Err(none());
    }
    let language = article.lang.and_then(|language| language.parse().ok());
    Ok(vec![Draft {
        title: Some(without_outlet(&blocks::line(&article.title), said.outlet.as_deref())),
        published: said.published,
        url: said.url,
        outlet: said.outlet,
        language: language.or(said.language),
        text,
        paragraphs,
        ..Draft::default()
    }])
}

/// `title` without the name of the outlet that pages add to it: "A call | The Paper".
fn without_outlet(title: &str, outlet: Option<&str>) -> String {
    let parted = [" | ", " - ", " – ", " — ", " :: "].into_iter().find_map(|sign| {
        let (title, last) = title.rsplit_once(sign)?;
        let is_outlet =
            outlet.is_some_and(|outlet| asides::letters(outlet) == asides::letters(last));
        is_outlet.then_some(title.trim())
    });
    parted.filter(|title| !title.is_empty()).unwrap_or(title).to_owned()
}

/// Why the page is too much to parse, counted by its tags alone.
fn check_size(page: &str) -> Result<(), String> {
    let (mut n_elements, mut depth, mut n_of_page) = (0_usize, 0_usize, 0_usize);
    for token in tokens(page) {
        let n_attributes = match &token {
            Token::StartTag(tag) if matches!(tag.name.as_slice(), b"html" | b"body") => {
                n_of_page += tag.attributes.len();
                n_of_page
            }
            Token::StartTag(tag) => tag.attributes.len(),
            _ => 0,
        };
        if n_attributes > MAX_ATTRIBUTES {
            return Err(format!(
                "a tag with more than {MAX_ATTRIBUTES} attributes (save its text instead)"
            ));
        }
        match token {
            Token::StartTag(tag) if !tag.self_closing => {
                n_elements += 1;
                depth += usize::from(nests(&tag.name));
            }
            Token::EndTag(tag) => depth = depth.saturating_sub(usize::from(nests(&tag.name))),
            _ => {}
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

/// Parts the long texts of `page` and drops its long attributes; see [`MAX_TEXT`].
fn break_up(page: &Readability) {
    for node in page.doc.root().descendants() {
        if node.is_text() {
            let text = node.text();
            if text.len() > MAX_TEXT {
                for piece in pieces(&text) {
                    node.insert_before(&node.tree.new_text(piece));
                }
                node.remove_from_parent();
            }
            continue;
        }
        let long = node.query(|node| {
            let attributes = node.as_element().map_or(&[][..], |element| &element.attrs);
            let long = attributes.iter().filter(|attribute| attribute.value.len() > MAX_ATTRIBUTE);
            long.map(|attribute| attribute.name.local.to_string()).collect::<Vec<_>>()
        });
        for name in long.unwrap_or_default() {
            node.remove_attr(&name);
        }
    }
}

/// `text` in pieces of at most [`MAX_TEXT`] bytes.
fn pieces(mut text: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        let (piece, rest) = text.split_at_checked(text.floor_char_boundary(MAX_TEXT))?;
        text = rest;
        (!piece.is_empty()).then_some(piece)
    })
}

/// Whether a tag waits for its end; many are closed by what comes after them.
fn nests(name: &[u8]) -> bool {
    !blocks::is_void(name)
        && !matches!(
            name,
            b"p" | b"li"
                | b"dt"
                | b"dd"
                | b"tr"
                | b"td"
                | b"th"
                | b"option"
                | b"html"
                | b"body"
                | b"head"
                | b"thead"
                | b"tbody"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_the_text() {
        for text in ["", "a", &"a".repeat(MAX_TEXT), &"é中a".repeat(MAX_TEXT)] {
            let pieces: Vec<&str> = pieces(text).collect();
            assert_eq!(pieces.concat(), text);
            assert!(pieces.iter().all(|piece| (1..=MAX_TEXT).contains(&piece.len())));
        }
    }

    #[test]
    fn long_texts_are_read_whole() {
        let words = "Some words, and a &amp; sign. ".repeat(1_000);
        let page = format!("<html><body><p title='{words}'>{words}</p>");
        let drafts = documents(&page, &Named::file("a.html")).unwrap();
        assert_eq!(drafts[0].text, words.replace("&amp;", "&").trim());
    }

    #[test]
    fn the_outlet_is_no_part_of_the_title() {
        let read = |title: &str| without_outlet(title, Some("The Paper"));
        assert_eq!(read("A call | The Paper"), "A call");
        assert_eq!(read("A - call – the paper"), "A - call");
        assert_eq!(read("A call - a paper"), "A call - a paper");
        assert_eq!(read(" | The Paper"), " | The Paper");
        assert_eq!(without_outlet("A call | ", None), "A call | ");
    }

    #[test]
    fn too_much_is_refused() {
        let refused = |page: &str| documents(page, &Named::file("a.html")).unwrap_err().reason;
        let many = "it has more than 200000 elements (save its text instead)";
        assert_eq!(refused(&"<p>".repeat(MAX_ELEMENTS + 1)), many);
        let deep = "nested more than 400 deep (save its text instead)";
        assert_eq!(refused(&"<div>".repeat(MAX_DEPTH + 1)), deep);
        let attributes =
            |tag: &str| (0..300).map(|n| format!("<{tag} a{n}=b>")).collect::<Vec<_>>();
        let wide = "a tag with more than 256 attributes (save its text instead)";
        assert_eq!(refused(&attributes("body").concat()), wide);
        assert_eq!(refused(&attributes("p").concat().replace("><p", "")), wide);
        assert_ne!(refused(&attributes("br").concat()), wide);
        assert_eq!(
            refused("<html><body></body>"),
            "no article in it (save the text of the page instead)"
        );
    }
}
