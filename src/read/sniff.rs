//! The format of a source: by its content first, by its extension where the content leaves it open.

/// What a source is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Text without mark-up.
    Plain,
    /// Markdown, with or without front matter.
    Markdown,
    /// One JSON value: an article or a list of them.
    Json,
    /// A JSON object a line.
    JsonLines,
    /// A web page.
    Html,
    /// A format without a reader, by its name.
    Unread(&'static str),
}

/// How the formats that are no text begin.
const BINARY: &[(&[u8], &str)] = &[
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "a ZIP archive (EPUB, DOCX)"),
    (b"\x1f\x8b", "gzip"),
    (b"{\\rtf", "RTF"),
    (b"\xD0\xCF\x11\xE0", "a Word document"),
];

/// How HTML begins, in lower case.
const HTML: &[&str] = &[
    "<!doctype html",
    "<html",
    "<head",
    "<body",
    "<article",
    "<meta",
    "<title",
    "<div",
    "<p>",
    "<p ",
];

/// How XML begins, in lower case.
const XML: &[&str] = &["<?xml", "<rss", "<feed", "<rdf:rdf", "<opml"];

/// How many bytes are looked at for a tag.
const HEAD: usize = 1024;

/// The format of a source that begins with `bytes` and whose name ends in `extension`.
///
/// Everything that is not recognized is plain text.
pub(super) fn format(bytes: &[u8], extension: &str) -> Format {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Some((_, name)) = BINARY.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Format::Unread(name);
    }
    let bytes = bytes.trim_ascii_start();
    match extension {
        "ndjson" | "jsonl" => return Format::JsonLines,
        "json" => return if is_json_lines(bytes) { Format::JsonLines } else { Format::Json },
        _ => {}
    }
    if bytes.starts_with(b"<") {
        if let Some(format) = tagged(bytes, extension) {
            return format;
        }
    } else if is_json_lines(bytes) {
        return Format::JsonLines;
    } else if is_json(bytes) {
        return Format::Json;
    }
    let is_markdown = match extension {
        "md" | "markdown" | "mdown" | "mkd" => true,
        "txt" | "text" => has_front_matter(bytes),
        _ => bytes.starts_with(b"# ") || has_front_matter(bytes),
    };
    if is_markdown { Format::Markdown } else { Format::Plain }
}

/// HTML or XML, if it is one of them.
fn tagged(bytes: &[u8], extension: &str) -> Option<Format> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let begins = |starts: &[&str]| starts.iter().any(|start| head.starts_with(start));
    let is_html = begins(HTML)
        || matches!(extension, "html" | "htm" | "xhtml")
        || head.starts_with("<?xml") && head.contains("<html");
    if is_html {
        return Some(Format::Html);
    }
    begins(XML).then_some(Format::Unread("XML"))
}

/// Whether each line is an object: the first one ends where it began, and another follows.
fn is_json_lines(bytes: &[u8]) -> bool {
    let mut lines = bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let first = lines.next().unwrap_or_default();
    let second = lines.find(|line| !line.is_empty()).unwrap_or_default();
    first.starts_with(b"{") && first.ends_with(b"}") && second.starts_with(b"{")
}

/// Whether it begins like an object, or like a list of objects.
fn is_json(bytes: &[u8]) -> bool {
    let next = |bytes: &[u8]| bytes.trim_ascii_start().first().copied();
    match bytes.split_first() {
        Some((b'{', rest)) => matches!(next(rest), Some(b'"' | b'}') | None),
        Some((b'[', rest)) => matches!(next(rest), Some(b'{' | b']') | None),
        _ => false,
    }
}

/// Whether the first line is a fence of front matter, and a later one closes it.
fn has_front_matter(bytes: &[u8]) -> bool {
    let mut lines = bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end);
    match lines.next() {
        Some(fence @ (b"---" | b"+++")) => lines.any(|line| line == fence),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_tells_the_format() {
        let cases: &[(&str, &str, Format)] = &[
            (" date 2026-02-04 Putin said.", "txt", Format::Plain),
            ("", "", Format::Plain),
            ("[Reuters] Putin said.", "", Format::Plain),
            ("{braces} in a text", "", Format::Plain),
            ("{\"text\": \"a\"}", "txt", Format::Json),
            ("\u{FEFF} [ {\"text\": \"a\"}]", "", Format::Json),
            ("{\n\"text\": \"a\"\n}", "", Format::Json),
            ("{\"text\": \"a\"}\n\n{\"text\": \"b\"}", "json", Format::JsonLines),
            ("{\"text\": \"a\"}\r\n{\"text\"", "", Format::JsonLines),
            ("{\"text\": \"a\"}", "jsonl", Format::JsonLines),
            ("# A title\n\nText.", "", Format::Markdown),
            ("# A title\n\nText.", "txt", Format::Plain),
            ("---\ntitle: a\n---\nText.", "txt", Format::Markdown),
            ("---\nno fence below", "", Format::Plain),
            ("+++\r\ntitle = 'a'\r\n+++\r\nText.", "", Format::Markdown),
            ("Text.", "md", Format::Markdown),
            ("<!DOCTYPE html><p>a", "txt", Format::Html),
            ("<?xml version='1.0'?><html xmlns=", "", Format::Html),
            ("<?xml version='1.0'?><rss>", "", Format::Unread("XML")),
            ("<b>a</b>", "htm", Format::Html),
            ("<3 of you", "txt", Format::Plain),
            ("%PDF-1.7", "txt", Format::Unread("PDF")),
        ];
        for (text, extension, expected) in cases {
            assert_eq!(format(text.as_bytes(), extension), *expected, "{text} .{extension}");
        }
    }
}
