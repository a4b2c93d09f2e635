//! What of a written file holds its claims: the page in a message, the entries of a feed, the
//! chapters of a book, and of anything else its text.

use html5gum::{Token, Tokenizer};

use super::failure;
use crate::error::Error;

/// What a file of a book may unpack to.
#[cfg(feature = "epub")]
const MAX_BYTES: u64 = 64 << 20;
/// What the namespace of a feed is looked for in.
const HEAD: usize = 400;

/// The text of the file that holds `bytes`, for [`briefing`](super::briefing).
///
/// # Errors
/// It is neither UTF-8 nor a book that can be unpacked.
pub fn text(bytes: Vec<u8>) -> Result<String, Error> {
    if bytes.starts_with(b"PK\x03\x04") {
        return book(bytes);
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        failure(format!("not UTF-8 at byte {}", error.utf8_error().valid_up_to()))
    })?;
    let head: String = text.chars().take(HEAD).collect();
    if head.starts_with('<') && head.contains("http://www.w3.org/2005/Atom") {
        return Ok(entries(&text));
    }
    Ok(message(&text).unwrap_or(text))
}

/// The pages in the entries of a feed, which hold them escaped.
fn entries(feed: &str) -> String {
    let mut page = String::from("<!DOCTYPE html>");
    let mut is_content = false;
    for Ok(token) in Tokenizer::new(feed) {
        match token {
            Token::StartTag(tag) => is_content = tag.name.0 == b"content",
            Token::EndTag(_) => is_content = false,
            Token::String(text) if is_content => {
                page.push_str(&String::from_utf8_lossy(&text.value));
            }
            _ => {}
        }
    }
    page
}

/// The page in a message; `None` where `text` is none.
#[cfg(feature = "mail")]
fn message(text: &str) -> Option<String> {
    let (headers, _) = text.split_once("\r\n\r\n")?;
    if !headers.lines().any(|line| line == "MIME-Version: 1.0") {
        return None;
    }
    let message = mail_parser::MessageParser::default().parse(text)?;
    message.body_html(0).map(|page| page.into_owned().replace("\r\n", "\n"))
}

#[cfg(not(feature = "mail"))]
fn message(_: &str) -> Option<String> {
    None
}

#[cfg(feature = "epub")]
fn book(bytes: Vec<u8>) -> Result<String, Error> {
    use std::io::{Cursor, Read};
    let broken = |error: &dyn std::fmt::Display| failure(format!("no book: {error}"));
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let mut page = String::from("<!DOCTYPE html>");
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).map_err(|error| broken(&error))?;
        if file.name().is_ok_and(|name| name.ends_with(".xhtml")) {
            let read = file.by_ref().take(MAX_BYTES).read_to_string(&mut page);
            read.map_err(|error| broken(&error))?;
            if page.len() as u64 >= MAX_BYTES {
                return Err(failure("no book: it unpacks to more than 64 MiB"));
            }
        }
    }
    Ok(page)
}

#[cfg(not(feature = "epub"))]
fn book(_: Vec<u8>) -> Result<String, Error> {
    Err(failure("this build was made without books (feature epub)"))
}
