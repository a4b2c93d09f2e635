//! Bytes to documents: their spans are exact, their addresses are of the web, and nothing is passed
//! over in silence.

use daybrief::error::Warning;
use daybrief::model::{Document, Span};
use daybrief::read::{self, Input, Options, Reading, opml, web};
use serde::de::IgnoredAny;
use url::Url;

/// Bytes without a name: their format is sniffed.
pub(super) fn documents(data: &[u8]) {
    read_as("a", data);
    read_as("a.txt", data);
}

/// A page from a file and from the web, and the feeds that it names.
pub(super) fn html(data: &[u8]) {
    read_as("a.html", data);
    let answer = answer("text/html", data);
    for link in web::feed_links(&answer) {
        assert_address(link.url.as_str());
    }
    checked(&[Input::Answer(answer)]);
}

/// A feed from a file and from the web, and a list of feeds, which is the same written anew.
pub(super) fn feed(data: &[u8]) {
    read_as("a.xml", data);
    if let Ok(feed) = web::feed(&answer("application/rss+xml", data)) {
        feed.documents.iter().for_each(assert_sound);
        for headline in &feed.headlines {
            assert_eq!(headline.text, "");
            assert_address(headline.source.url.as_deref().unwrap_or_default());
        }
    }
    let Ok(outlines) = opml::parse(&String::from_utf8_lossy(data)) else { return };
    let again = opml::parse(&opml::write(&outlines)).expect("what was written is read");
    let mut kept = outlines.clone();
    for (outline, again) in again.iter().enumerate() {
        let place = kept.iter().position(|kept| kept == again);
        kept.remove(place.unwrap_or_else(|| panic!("outline {outline} is new: {again:?}")));
    }
    assert_eq!(kept, [], "outlines are lost");
}

/// JSON, which is read wherever it is JSON, and refused with its place wherever it is not; and the
/// same bytes as lines of it.
pub(super) fn json(data: &[u8]) {
    read_as("a.ndjson", data);
    let reading = read_as("a.json", data);
    let Ok(text) = std::str::from_utf8(data) else { return };
    let is_refused = |warning: &&Warning| warning.message.starts_with("not valid JSON");
    let refused = reading.warnings.iter().find(is_refused);
    if let Some(Warning { input, message }) = refused {
        let has_line = message.contains(" line ") || input.starts_with("a.json:");
        assert!(has_line && message.contains(" column "), "{input}: {message}");
        let as_json = serde_json::from_str::<IgnoredAny>(text.trim_start_matches('\u{feff}'));
        // Numbers beyond all measure and halves of characters are left to the reader.
        let is_strange = message.contains("number out of range")
            || message.contains("surrogate")
            || message.contains("recursion limit")
            || message.contains("hex escape");
        assert!(as_json.is_err() || is_strange, "valid, but: {message}");
    }
}

/// Markdown.
pub(super) fn markdown(data: &[u8]) {
    read_as("a.md", data);
}

/// A message, a mailbox, and a crawl, which has headers, too.
pub(super) fn mail(data: &[u8]) {
    read_as("a.eml", data);
    read_as("a.mbox", data);
    read_as("a.warc", data);
}

/// Printed pages.
pub(super) fn pdf(data: &[u8]) {
    read_as("a.pdf", data);
}

fn answer(content_type: &str, data: &[u8]) -> web::Answer {
    let url = Url::parse("https://example.org/a/b").expect("it is an address");
    web::Answer { url, content_type: Some(content_type.into()), bytes: data.to_vec() }
}

/// The articles in a file that has this name and content.
pub(super) fn read_as(name: &str, data: &[u8]) -> Reading {
    checked(&[Input::Bytes { name: name.into(), bytes: data.to_vec() }])
}

/// The articles of `inputs`, which are sound, or for each source a reason why there are none.
fn checked(inputs: &[Input]) -> Reading {
    let reading = read::documents(inputs, &Options::default());
    assert!(reading.documents.len() + reading.warnings.len() > 0, "passed over in silence");
    reading.documents.iter().for_each(assert_sound);
    assert!(reading.documents.iter().zip(0..).all(|(document, id)| document.id.0 == id));
    for warning in &reading.warnings {
        assert!(!warning.message.is_empty());
        assert!(warning.message.len() < 2_000, "a long warning: {warning}");
        assert!(!warning.message.contains("a bug"), "a caught panic: {warning}");
    }
    reading
}

/// Paragraphs ascend, do not overlap, begin and end with words or signs, and leave no word out.
pub(super) fn assert_sound(document: &Document) {
    let Document { source, text, paragraphs, .. } = document;
    let mut end = 0;
    let last = Span::new(text.len(), text.len());
    for span in paragraphs.iter().map(|paragraph| paragraph.span).chain([last]) {
        assert!(end <= span.start && span.start <= span.end, "paragraphs overlap at {span:?}");
        let between = text.get(end as usize..span.start as usize).expect("spans cut no character");
        assert!(!between.contains(char::is_alphanumeric), "words left out: {between:?}");
        let words = text.get(span.range()).expect("spans cut no character");
        assert_eq!(words, words.trim(), "white space around a paragraph");
        assert!(span == last || !words.is_empty(), "an empty paragraph");
        end = span.end;
    }
    if let Some(url) = &source.url {
        assert_address(url);
    }
}

/// Only http and https, with a host, without a name or password, and in the parser's own writing.
fn assert_address(written: &str) {
    let url = Url::parse(written).unwrap_or_else(|error| panic!("{written}: {error}"));
    assert!(matches!(url.scheme(), "http" | "https"), "{written}");
    assert!(url.has_host() && url.username().is_empty() && url.password().is_none(), "{written}");
    assert_eq!(url.as_str(), written);
}
