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
    /// RSS, Atom or JSON Feed.
    Feed,
    /// A list of feeds.
    Opml,
    /// Another format, packed.
    Gzip,
    /// One message.
    Mail,
    /// Messages in a row.
    Mailbox,
    /// A Word document, packed XML.
    Docx,
    /// A book of packed pages.
    Epub,
    /// Pages to be printed.
    Pdf,
    /// What a crawler was answered, in a row.
    Warc,
    /// A format without a reader, by its name.
    Unread(&'static str),
}

/// How the formats that are not read as one text begin.
const BINARY: &[(&[u8], Format)] = &[
    (b"{\\rtf", Format::Unread("RTF")),
    (b"\xD0\xCF\x11\xE0", Format::Unread("a Word document of before 2007")),
    (b"%PDF-", Format::Pdf),
    (b"\x1f\x8b", Format::Gzip),
    (b"WARC/", Format::Warc),
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

/// What stands near the beginning of a JSON Feed.
const JSON_FEED: &[u8] = b"jsonfeed.org/version";

/// How many bytes are looked at for what makes JSON a feed, and HTML HTML.
const HEAD: usize = 16 << 10;

/// Names of elements are looked at up to here.
const MAX_NAME: usize = 64;

/// How many lines are looked at for what makes a header that of a message.
const MAX_HEADER_LINES: usize = 1000;

impl Format {
    /// The feature that reads it, if this build was made without that.
    pub(super) fn lacks(self) -> Option<&'static str> {
        let (feature, is_there) = match self {
            Self::Html => ("html", cfg!(feature = "html")),
            Self::Feed | Self::Opml => ("feeds", cfg!(feature = "feeds")),
            Self::Gzip => ("gzip", cfg!(feature = "gzip")),
            Self::Mail | Self::Mailbox => ("mail", cfg!(feature = "mail")),
            Self::Docx => ("docx", cfg!(feature = "docx")),
            Self::Epub => ("epub", cfg!(feature = "epub")),
            Self::Pdf => ("pdf", cfg!(feature = "pdf")),
            Self::Warc => ("warc", cfg!(feature = "warc")),
            _ => return None,
        };
        (!is_there).then_some(feature)
    }
}

/// The format of a source that begins with `bytes` and whose name ends in `extension`.
///
/// Everything that is not recognized is plain text.
pub(super) fn format(bytes: &[u8], extension: &str) -> Format {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Some((_, format)) = BINARY.iter().find(|(start, _)| bytes.starts_with(start)) {
        return *format;
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return packed(bytes, extension);
    }
    let bytes = bytes.trim_ascii_start();
    match extension {
        "eml" => return Format::Mail,
        "mbox" | "mbx" => return Format::Mailbox,
        "ndjson" | "jsonl" => return Format::JsonLines,
        "json" if is_json_lines(bytes) => return Format::JsonLines,
        "json" => return json(bytes),
        _ => {}
    }
    if bytes.starts_with(b"<") {
        if let Some(format) = tagged(bytes, extension) {
            return format;
        }
    } else if is_json_lines(bytes) {
        return Format::JsonLines;
    } else if is_json(bytes) {
        return json(bytes);
    }
    if let Some(format) = mail(bytes, extension) {
        return format;
    }
    let is_markdown = match extension {
        "md" | "markdown" | "mdown" | "mkd" => true,
        "txt" | "text" => has_front_matter(bytes),
        _ => bytes.starts_with(b"# ") || has_front_matter(bytes),
    };
    if is_markdown { Format::Markdown } else { Format::Plain }
}

/// A book or a Word document, if the archive is one of them: the names of the files in it stand in
/// it unpacked.
fn packed(bytes: &[u8], extension: &str) -> Format {
    let holds = |name: &str| memchr::memmem::find(bytes, name.as_bytes()).is_some();
    match extension {
        "epub" => Format::Epub,
        "docx" | "docm" => Format::Docx,
        _ if holds("application/epub+zip") || holds("META-INF/container.xml") => Format::Epub,
        _ if holds("word/document.xml") => Format::Docx,
        _ => Format::Unread("a ZIP archive other than EPUB and DOCX"),
    }
}

/// A message or several, if the text begins with the header of one.
///
/// A text about mail may begin like one, so that its header has to name what only programs write.
fn mail(bytes: &[u8], extension: &str) -> Option<Format> {
    let mut lines = bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end);
    let is_mailbox = bytes.starts_with(b"From ");
    if is_mailbox {
        lines.next();
    }
    let (mut has_sender, mut has_date, mut has_mark) = (false, false, false);
    for line in lines.take_while(|line| !line.is_empty()).take(MAX_HEADER_LINES) {
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        let colon = line.iter().position(|byte| *byte == b':')?;
        let (name, _) = line.split_at_checked(colon)?;
        if name.is_empty() || !name.iter().all(u8::is_ascii_graphic) {
            return None;
        }
        match name.to_ascii_lowercase().as_slice() {
            b"from" | b"sender" => has_sender = true,
            b"date" => has_date = true,
            b"message-id" | b"mime-version" | b"received" | b"return-path" => has_mark = true,
            b"subject" => has_mark |= !matches!(extension, "txt" | "text" | "md" | "markdown"),
            _ => {}
        }
    }
    let is_mail = has_sender && (has_date || is_mailbox) && (has_mark || is_mailbox);
    is_mail.then_some(if is_mailbox { Format::Mailbox } else { Format::Mail })
}

/// HTML or XML, if it is one of them.
fn tagged(bytes: &[u8], extension: &str) -> Option<Format> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let is_html = HTML.iter().any(|start| head.starts_with(start));
    let root = if is_html { "html".into() } else { root(bytes).unwrap_or_default() };
    // XML is free to name prefixes, but these names mean something else without one.
    let local = root.rsplit_once(':').map_or(&*root, |(_, local)| local);
    match local {
        "html" => return Some(Format::Html),
        "rss" | "feed" | "rdf" | "entry" | "channel" => return Some(Format::Feed),
        "opml" => return Some(Format::Opml),
        _ => {}
    }
    match extension {
        "html" | "htm" | "xhtml" => Some(Format::Html),
        "rss" | "atom" | "rdf" => Some(Format::Feed),
        "opml" => Some(Format::Opml),
        _ => head.starts_with("<?xml").then_some(Format::Unread("XML")),
    }
}

/// The name of the first element in lower case, behind declarations, instructions and comments,
/// however long they are: a document type may declare thousands of entities.
fn root(bytes: &[u8]) -> Option<String> {
    let mut rest = bytes;
    loop {
        rest = rest.trim_ascii_start();
        let length = if rest.starts_with(b"<!--") {
            memchr::memmem::find(rest, b"-->")? + 3
        } else if rest.starts_with(b"<?") {
            memchr::memmem::find(rest, b"?>")? + 2
        } else if rest.starts_with(b"<!") {
            declaration(rest)?
        } else {
            let name = rest.strip_prefix(b"<")?.get(..MAX_NAME.min(rest.len() - 1))?;
            let ends = |byte: &u8| byte.is_ascii_whitespace() || b"/>".contains(byte);
            let name = name.split(ends).next()?;
            return Some(String::from_utf8_lossy(name).to_ascii_lowercase());
        };
        rest = rest.get(length..)?;
    }
}

/// How long the declaration is that `bytes` begin with: the internal subset of a document type
/// holds tags of its own, and ends in a bracket.
fn declaration(bytes: &[u8]) -> Option<usize> {
    let end = memchr::memchr(b'>', bytes)?;
    let subset = memchr::memchr(b'[', bytes.get(..end)?);
    let Some(start) = subset else { return Some(end + 1) };
    memchr::memchr_iter(b']', bytes).filter(|at| *at > start).find_map(|at| {
        let after = bytes.get(at + 1..)?;
        let rest = after.trim_ascii_start().strip_prefix(b">")?;
        Some(bytes.len() - rest.len())
    })
}

/// JSON, which may be a feed.
fn json(bytes: &[u8]) -> Format {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let is_feed = head.starts_with(b"{") && memchr::memmem::find(head, JSON_FEED).is_some();
    if is_feed { Format::Feed } else { Format::Json }
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
    fn a_build_says_what_it_lacks() {
        assert_eq!(Format::Plain.lacks(), None);
        let pdf = if cfg!(feature = "pdf") { None } else { Some("pdf") };
        assert_eq!(Format::Pdf.lacks(), pdf);
        let feeds = if cfg!(feature = "feeds") { None } else { Some("feeds") };
        assert_eq!((Format::Feed.lacks(), Format::Opml.lacks()), (feeds, feeds));
        let mail = if cfg!(feature = "mail") { None } else { Some("mail") };
        assert_eq!((Format::Mail.lacks(), Format::Mailbox.lacks()), (mail, mail));
    }

    #[test]
    fn what_stands_before_the_first_element_may_be_long() {
        let entities = "<!ENTITY rain 'wet'>".repeat(4000);
        for prologue in [
            format!("<?xml version='1.0'?>\n<!DOCTYPE rss [{entities}] \n>"),
            format!("<!-- {} -->", "<html>".repeat(10_000)),
            " ".repeat(100_000),
        ] {
            let feed = format!("{prologue}<rss version='2.0'>");
            assert_eq!(format(feed.as_bytes(), "xml"), Format::Feed);
        }
        let open = format!("<?xml version='1.0'?><!DOCTYPE rss [{}", "] ".repeat(100_000));
        assert_eq!(format(open.as_bytes(), "xml"), Format::Unread("XML"));
    }

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
            ("<?xml version='1.0'?><rss>", "txt", Format::Feed),
            (
                "<!-- <html> -->\n<!DOCTYPE a [<!ENTITY b 'c>'> ]><RDF:rdf a=''>",
                "xml",
                Format::Feed,
            ),
            ("<a:feed xmlns:a='b'>", "", Format::Feed),
            ("{\"version\": \"https://jsonfeed.org/version/1\"}", "json", Format::Feed),
            ("<?xml version='1.0'?><opml version='2.0'/>", "", Format::Opml),
            ("<?xml version='1.0'?><svg>", "", Format::Unread("XML")),
            ("<b>a</b>", "htm", Format::Html),
            ("<3 of you", "txt", Format::Plain),
            ("%PDF-1.7", "txt", Format::Pdf),
            ("\u{1f}\u{8b}", "", Format::Plain),
            ("PK\u{3}\u{4}..word/document.xml", "", Format::Docx),
            ("PK\u{3}\u{4}..mimetypeapplication/epub+zip", "", Format::Epub),
            ("PK\u{3}\u{4}", "epub", Format::Epub),
            ("PK\u{3}\u{4}", "", Format::Unread("a ZIP archive other than EPUB and DOCX")),
            ("WARC/1.0\r\n", "", Format::Warc),
            ("From: a@b.c\r\nDate: x\r\nSubject: y\r\n\r\nz", "", Format::Mail),
            ("From: a@b.c\nDate: x\nSubject: y\n\nz", "txt", Format::Plain),
            ("Received: by\n x:y\nFrom: a@b.c\nDate: x\n\nz", "txt", Format::Mail),
            ("From: Russia\nTo: China\n\nz", "", Format::Plain),
            ("From here on\nit rained.", "", Format::Plain),
            ("From a@b.c Wed Feb  4 07:30:00 2026\nFrom: a@b.c\n\nz", "", Format::Mailbox),
            ("z", "eml", Format::Mail),
        ];
        for (text, extension, expected) in cases {
            assert_eq!(format(text.as_bytes(), extension), *expected, "{text} .{extension}");
        }
    }
}
