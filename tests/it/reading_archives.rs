//! Reading what is packed or wrapped: every fixture is built here, then cut off and flipped.

use std::io::Write;

use daybrief::model::{Document, ParagraphKind, Span};
use daybrief::read::{self, Input, Options, Reading};
use flate2::Compression;
use flate2::write::GzEncoder;

pub(crate) fn read(name: &str, bytes: impl AsRef<[u8]>) -> Reading {
    let input = Input::Bytes { name: name.into(), bytes: bytes.as_ref().to_vec() };
    read::documents(&[input], &Options::default())
}

pub(crate) fn one(name: &str, bytes: impl AsRef<[u8]>) -> Document {
    let mut reading = read(name, bytes);
    assert_eq!(reading.warnings, []);
    assert_eq!(reading.documents.len(), 1, "{reading:?}");
    check_spans(&reading.documents[0]);
    reading.documents.remove(0)
}

pub(crate) fn warnings(name: &str, bytes: impl AsRef<[u8]>) -> Vec<String> {
    read(name, bytes).warnings.iter().map(ToString::to_string).collect()
}

pub(crate) fn paragraphs(document: &Document) -> Vec<(ParagraphKind, &str)> {
    let text = |span: Span| span.of(&document.text);
    document.paragraphs.iter().map(|paragraph| (paragraph.kind, text(paragraph.span))).collect()
}

/// Ascending, disjoint, on character boundaries, and together every word of the text.
pub(crate) fn check_spans(document: &Document) {
    let mut end = 0;
    for paragraph in &document.paragraphs {
        let Span { start, .. } = paragraph.span;
        assert!(start >= end, "paragraphs overlap: {document:?}");
        let text = paragraph.span.of(&document.text);
        assert!(!text.is_empty() && text == text.trim(), "a crooked span: {document:?}");
        let between = Span { start: end, end: start }.of(&document.text);
        assert!(!between.contains(char::is_alphanumeric), "words left out: {between:?}");
        end = paragraph.span.end;
    }
    let after = Span { start: end, end: Span::new(0, document.text.len()).end };
    assert!(!after.of(&document.text).contains(char::is_alphanumeric), "words left out");
}

/// Cuts `bytes` off at about 100 places and flips about 200 of its bytes: whatever is read keeps
/// its promises, and where nothing is read, that is said.
pub(crate) fn check_damaged(name: &str, bytes: &[u8]) {
    let check = |bytes: &[u8]| {
        let reading = read(name, bytes);
        assert!(reading.documents.len() + reading.warnings.len() > 0);
        reading.documents.iter().for_each(check_spans);
    };
    for length in (0..bytes.len()).step_by(bytes.len() / 100 + 1) {
        check(&bytes[..length]);
    }
    for (n, at) in (0..bytes.len()).step_by(bytes.len() / 200 + 1).enumerate() {
        let mut flipped = bytes.to_vec();
        flipped[at] ^= [1, 0x80, 0xFF][n % 3];
        check(&flipped);
    }
}

fn gzip(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes.as_ref()).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}

#[test]
fn gzip_is_unpacked_and_told_by_what_is_in_it() {
    let text = "date 2026-02-04\nA call\n\nPutin called Xi.\n";
    let document = one("in/call.txt.gz", gzip(text));
    assert_eq!((document.text.as_str(), document.title.as_deref()), (text, Some("A call")));
    assert_eq!(document.source.name, "call");
    assert_eq!(document.source.path.as_deref(), Some("in/call.txt.gz"));
    let members = [gzip(r#"{"text": "a b"}"#), gzip("\n{\"text\": \"c d\"}")].concat();
    assert_eq!(read("heap.gz", members).documents.len(), 2);
    check_damaged("call.txt.gz", &gzip(text));
}

#[test]
fn gzip_that_cannot_be_unpacked_costs_one_warning() {
    let text = "Putin called Xi. ".repeat(1_000);
    let packed = gzip(&text);
    let cut = warnings("a.gz", &packed[..packed.len() / 2]);
    assert_eq!(cut, ["a.gz: its gzip data are cut off (copy it again)"]);
    let mut damaged = packed.clone();
    *damaged.last_mut().unwrap() ^= 1;
    assert_eq!(warnings("a.gz", damaged), ["a.gz: its gzip data are damaged (copy it again)"]);
    let twice = warnings("a.gz", gzip(packed));
    assert_eq!(twice, ["a.gz: gzip within gzip (unpack it first)"]);
}

#[test]
fn gzip_may_not_unpack_to_more_than_a_source_holds() {
    let mut state = 1_u32;
    let mut letters = vec![b' '; (16 << 20) + 1];
    for letter in &mut letters {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        *letter = b'a' + (state >> 28) as u8;
    }
    let large = gzip(letters);
    assert_eq!(warnings("a.gz", large), ["a.gz: larger than 16 MiB (split it into articles)"]);
    let line = format!("{{\"text\": \"{}\"}}\n", "the word ".repeat(100_000));
    let lines = gzip(line.repeat(10));
    let said = warnings("a.jsonl.gz", lines);
    assert_eq!(said, ["a.jsonl.gz: it unpacks to more than 200 times its size"]);
}

const MESSAGE: &str = "Return-Path: <news@example.com>\r\n\
From: =?utf-8?q?Agence_Fran=C3=A7aise?= <news@example.com>\r\n\
To: you@example.org\r\n\
Subject: =?ISO-8859-1?Q?A_call_=E0?=\r\n =?ISO-8859-1?Q?_Paris?=\r\n\
Date: Wed, 4 Feb 2026 07:30:00 +0100 (CET)\r\n\
Archived-At: <https://lists.example.com/m/1>\r\n\
Content-Language: fr\r\n\
MIME-Version: 1.0\r\n\
Content-Type: multipart/alternative; boundary=\"b\"\r\n\
\r\n\
--b\r\n\
Content-Type: text/plain; charset=windows-1252\r\n\
Content-Transfer-Encoding: quoted-printable\r\n\
\r\n\
Putin called =\r\nXi =96 again.\r\n\
\r\n\
On 3 Feb 2026 Xi wrote:\r\n\
> He will =\r\ncall.\r\n\
\r\n\
- Both spoke.\r\n\
--=20\r\n\
The desk\r\n\
--b\r\n\
Content-Type: text/html; charset=utf-8\r\n\
\r\n\
<p>Putin called Xi in HTML.</p>\r\n\
--b\r\n\
Content-Type: text/plain; name=a.txt\r\n\
Content-Disposition: attachment\r\n\
\r\n\
Attached.\r\n\
--b--\r\n";

#[test]
fn a_message_is_read_by_its_text_and_its_header() {
    let document = one("in/call.eml", MESSAGE);
    assert_eq!(document.title.as_deref(), Some("A call à Paris"));
    assert_eq!(document.source.name, "Agence Française");
    assert_eq!(document.source.url.as_deref(), Some("https://lists.example.com/m/1"));
    assert_eq!(document.published.unwrap().to_string(), "2026-02-04T07:30:00+01:00");
    assert_eq!(document.language, "fr".parse().ok());
    let expected = [
        (ParagraphKind::Body, "Putin called Xi – again."),
        (ParagraphKind::Boilerplate, "On 3 Feb 2026 Xi wrote:"),
        (ParagraphKind::Boilerplate, "> He will call."),
        (ParagraphKind::ListItem, "Both spoke."),
        (ParagraphKind::Boilerplate, "The desk"),
    ];
    let mut read = paragraphs(&document);
    read.retain(|(_, text)| *text != "--");
    assert_eq!(read, expected);
    assert_eq!(one("call", MESSAGE).text, document.text);
    check_damaged("call.eml", MESSAGE.as_bytes());
}

#[test]
fn a_message_without_text_is_read_by_its_html() {
    let head = "From: desk@example.com\nSubject: A call\nDate: 4 Feb 2026 07:30:00 GMT\n\
                Content-Transfer-Encoding: base64\nContent-Type: text/html; charset=shift_jis\n\n";
    let document = one(
        "call.eml",
        format!("{head}PGgxPmE8L2gxPjx0YWJsZT48dHI+PHRkPoN2gVuDYIOTgUI8L3RhYmxlPg==\n"),
    );
    let expected = [(ParagraphKind::Heading, "a"), (ParagraphKind::Body, "プーチン。")];
    assert_eq!(paragraphs(&document), expected);
    assert_eq!(document.source.name, "desk@example.com");
    let hint = "From: a@example.com\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\n\
                See HTML.\n--b\nContent-Type: text/html\n\n<p>Putin called Xi, and both of them \
                spoke for an hour of what is to come.\n--b--\n";
    assert!(one("call.eml", hint).text.starts_with("Putin called Xi, and"));
}

#[test]
fn a_mailbox_is_read_message_by_message() {
    let mailbox = "From a@b.c Wed Feb  4 07:30:00 2026\nFrom: A <a@b.c>\nSubject: one\n\
                   Date: soon\n\nPutin called.\n>From Xi came no word.\n\n\
                   From here on it rained.\n\n\
                   From b@b.c Wed Feb  4 07:40:00 2026\n\n\
                   From b@b.c Wed Feb  4 07:50:00 2026\nFrom: B <b@b.c>\nSubject: two\n\n\
                   Xi called.\n";
    let reading = read("heap", mailbox);
    let read: Vec<_> = reading
        .documents
        .iter()
        .map(|document| (document.source.path.as_deref().unwrap(), document.text.as_str()))
        .collect();
    let first = "Putin called.\nFrom Xi came no word.\n\nFrom here on it rained.\n\n";
    assert_eq!(read, [("heap#1", first), ("heap#3", "Xi called.\n")]);
    assert_eq!(
        reading.warnings.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["heap#1: soon is no date, so it has none", "heap#2: no text in it"]
    );
    assert_eq!(warnings("heap.mbox", "no message"), ["heap.mbox: no message in it"]);
    check_damaged("heap.mbox", mailbox.as_bytes());
}

#[test]
fn hostile_mail_ends() {
    let parts = |n: usize| {
        let open = (0..n)
            .map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n"))
            .collect::<Vec<_>>();
        format!("From: a@b.c\n{}\nPutin called.\n", open.concat())
    };
    let texts = [
        parts(5_000),
        "From: a@b.c\nContent-Type: message/rfc822\n\n".repeat(100_000),
        format!("From: a@b.c\nSubject: {}\n\na", "=?utf-8?q?a?= ".repeat(50_000)),
        format!("From: {}\n\na", "<(\"".repeat(50_000)),
        format!("{}\na", "X: y\n".repeat(100_000)),
        format!("From: a@b.c\nContent-Type: text/html\n\n{}", "<table><b>".repeat(50_000)),
        format!(
            "From: a@b.c\nContent-Type: multipart/mixed; boundary=b\n\n{}",
            "--b\n\na\n".repeat(50_000)
        ),
        "--b\nContent-Type: message/rfc822\n\nContent-Type: multipart/mixed; boundary=b\n\n"
            .repeat(50_000),
        format!("From: a@b.c\n\n{}", "> a\nb\n".repeat(50_000)),
    ];
    for text in texts {
        let reading = read("a.eml", text);
        assert!(reading.documents.len() + reading.warnings.len() > 0);
        reading.documents.iter().for_each(check_spans);
    }
}

/// A ZIP archive of these files; the first one is stored, as that of a book has to be.
fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (n, (name, content)) in files.iter().enumerate() {
        let methods = [zip::CompressionMethod::Stored, zip::CompressionMethod::Deflated];
        let options =
            zip::write::SimpleFileOptions::default().compression_method(methods[n.min(1)]);
        archive.start_file(*name, options).expect("memory takes it");
        archive.write_all(content.as_bytes()).expect("memory takes it");
    }
    archive.finish().expect("memory takes it").into_inner()
}

const STYLES: &str = r#"<w:styles xmlns:w="w">
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/>
<w:basedOn w:val="berschrift1"/></w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="x"/><w:basedOn w:val="Loop"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Cap"><w:name w:val="caption"/></w:style></w:styles>"#;

fn paragraph(style: &str, text: &str) -> String {
    let text = text.replace('&', "&amp;");
    format!(
        r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#
    )
}

fn docx(body: &str) -> Vec<u8> {
    let body = format!(
        r#"<?xml version="1.0"?><w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#
    );
    zip(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &body),
        ("word/styles.xml", STYLES),
        (
            "word/footnotes.xml",
            "<w:footnotes><w:footnote><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>",
        ),
        (
            "docProps/core.xml",
            "<c:p><dc:title>Other</dc:title><dcterms:created>2026-02-04T07:30:00Z</dcterms:created>\
             <dc:language>en-GB</dc:language></c:p>",
        ),
    ])
}

#[test]
fn a_word_document_is_read_by_its_styles() {
    let body = [
        paragraph("Titel", "A call"),
        paragraph("Mine", "Relations"),
        paragraph("Loop", "Putin &#x201C;called&quot; Xi & both.").replace("&amp;#", "&#").replace("&amp;quot", "&quot"),
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>They</w:t><w:tab/><w:t>spoke</w:t></w:r>\
         <w:del><w:r><w:delText>not</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>hid</w:t></w:r>\
         <w:r><w:t>.</w:t></w:r></w:p>".into(),
        "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>One</w:t></w:r></w:p>".into(),
        paragraph("Cap", "Both at table."),
        format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", paragraph("", "12")),
        "<w:p/>".into(),
    ];
    let bytes = docx(&body.concat());
    let document = one("in/call.docx", &bytes);
    assert_eq!(document.title.as_deref(), Some("A call"));
    assert_eq!(document.published.unwrap().to_string(), "2026-02-04T07:30:00+00:00");
    assert_eq!((document.source.name.as_str(), document.language), ("call", "en".parse().ok()));
    let expected = [
        (ParagraphKind::Heading, "A call"),
        (ParagraphKind::Heading, "Relations"),
        (ParagraphKind::Body, "Putin “called\" Xi & both."),
        (ParagraphKind::Body, "They\tspoke."),
        (ParagraphKind::ListItem, "One"),
        (ParagraphKind::Boilerplate, "Both at table."),
        (ParagraphKind::Boilerplate, "12"),
        (ParagraphKind::Boilerplate, "A note."),
    ];
    assert_eq!(paragraphs(&document), expected);
    assert_eq!(one("call", &bytes).text, document.text);
    check_damaged("call.docx", &bytes);
}

const CONTAINER: &str = r#"<container><rootfiles><rootfile full-path="OEBPS/a%20b.opf"
media-type="application/oebps-package+xml"/></rootfiles></container>"#;

fn epub(metadata: &str, pages: &[(&str, &str)]) -> Vec<u8> {
    let items = pages
        .iter()
        .map(|(name, _)| {
            format!(r#"<item id="{name}" href="t/{name}" media-type="application/xhtml+xml"/>"#)
        })
        .collect::<Vec<_>>()
        .concat();
    let order = pages.iter().map(|(name, _)| format!(r#"<itemref idref="{name}"/>"#));
    let order = order.collect::<Vec<_>>().concat();
    let package = format!(
        r#"<?xml version="1.0"?><!DOCTYPE package [<!ENTITY lol "lol">]><package><metadata>{metadata}</metadata>
        <manifest>{items}<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>
        <item id="gone" href="gone.xhtml" media-type="application/xhtml+xml"/></manifest>
        <spine><itemref idref="nav"/>{order}</spine></package>"#
    );
    let names: Vec<String> = pages.iter().map(|(name, _)| format!("OEBPS/t/{name}")).collect();
    let mut files = vec![
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        ("OEBPS/a%20b.opf", &package),
        ("OEBPS/nav.xhtml", "<html><body><nav>Contents</nav></body></html>"),
    ];
    files.extend(names.iter().map(String::as_str).zip(pages.iter().map(|page| page.1)));
    zip(&files)
}

#[test]
fn a_book_is_read_chapter_by_chapter() {
    let metadata = "<dc:title>A call&lol;</dc:title><dc:creator>Jane Roe</dc:creator>\
        <dc:date opf:event='modification'>2026-03-01</dc:date><dc:date>2026-02-04</dc:date>\
        <dc:language>en</dc:language><dc:identifier>urn:x</dc:identifier>";
    let pages = [
        (
            "2.xhtml",
            "<?xml version='1.0'?><html><head><title/></head><body><h1>One</h1><p>Putin&nbsp;called \
            Xi<sup><a epub:type='noteref'>1</a></sup>.</p><aside epub:type='footnote'>A note.</aside></body></html>",
        ),
        (
            "1.xhtml",
            "<html><head><title>Two</title></head><body><p>Xi called.</p><ul><li>Both</li></ul></body></html>",
        ),
        (
            "3.xhtml",
            "<html><head><title>A call</title></head><body><img src='a.png'/></body></html>",
        ),
    ];
    let bytes = epub(metadata, &pages);
    let document = one("in/book.epub", &bytes);
    assert_eq!(document.title.as_deref(), Some("A call"));
    assert_eq!(document.source.name, "Jane Roe");
    assert_eq!(
        (document.published, document.language),
        ("2026-02-04".parse().ok(), "en".parse().ok())
    );
    let expected = [
        (ParagraphKind::Heading, "One"),
        (ParagraphKind::Body, "Putin called Xi."),
        (ParagraphKind::Boilerplate, "A note."),
        (ParagraphKind::Heading, "Two"),
        (ParagraphKind::Body, "Xi called."),
        (ParagraphKind::ListItem, "Both"),
    ];
    assert_eq!(paragraphs(&document), expected);
    assert_eq!(one("book", &bytes).text, document.text);
    check_damaged("book.epub", &bytes);
}

#[test]
fn hostile_archives_cost_a_warning() {
    let large = "a ".repeat(9 << 20);
    let cases = [
        (docx(&large), "it unpacks to more than 16 MiB of text (split it)"),
        (docx(&"<w:p>".repeat(1_000)), "its XML is nested more than 128 deep"),
        (docx("<w:p>"), "its XML is broken at byte "),
        (zip(&[("word/document.xml.rels", "")]), "no word/document.xml in it"),
        (b"PK\x03\x04".to_vec(), "its ZIP archive is damaged or cut off (copy it again)"),
    ];
    for (bytes, reason) in cases {
        let said = warnings("a.docx", bytes);
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].starts_with(&format!("a.docx: {reason}")), "{said:?}");
    }
    for body in [
        "<w:p><w:r><w:t>&lol;</w:t></w:r></w:p>".to_owned(),
        format!("<w:p {}/>", "a='b' ".repeat(50_000)),
    ] {
        assert_eq!(one("a.docx", docx(&body)).text, "A note.");
    }
    let fits = docx(&"<w:p/>".repeat(800_000));
    let said = warnings("a.docx", fits);
    assert_eq!(said, ["a.docx: it unpacks to more than 200 times its size"]);
    let chapter = (0..700_000).fold(String::new(), |chapter, n| chapter + &format!("<p>{n} a</p>"));
    let pages = [("1", chapter.as_str()), ("2", chapter.as_str())];
    let said = warnings("a.epub", epub("", &pages));
    assert_eq!(said, ["a.epub: it unpacks to more than 16 MiB of text (split it)"]);
    let said = warnings("a.epub", zip(&[("mimetype", "application/epub+zip")]));
    assert_eq!(said, ["a.epub: no META-INF/container.xml in it"]);
    let said = warnings("a", zip(&[("a", "")]));
    let reason = "a ZIP archive other than EPUB and DOCX is not read yet (save the article as text, \
                  Markdown or JSON)";
    assert_eq!(said, [format!("a: {reason}")]);
}

fn record(kind: &str, header: &str, block: impl AsRef<[u8]>) -> Vec<u8> {
    let block = block.as_ref();
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2026-02-04T07:30:00Z\r\n{header}\
         Content-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn crawl() -> Vec<Vec<u8>> {
    let page = |date: &str| {
        format!(
            "<!DOCTYPE html><html><head><title>A call</title>{date}</head><body><article>\
             <h1>A call</h1><p>Putin called Xi, and both of them spoke for an hour of what is to \
             come in the year that lies before them.</p></article></body></html>"
        )
    };
    let own = page("<meta property='article:published_time' content='2026-02-03'>");
    let (first, last) = own.split_at(100);
    let chunked = format!("64\r\n{first}\r\n{:x};x=y\r\n{last}\r\n0\r\n\r\n", last.len());
    let html = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n";
    let packed =
        [format!("{html}Content-Encoding: gzip\r\n\r\n").into_bytes(), gzip(page(""))].concat();
    let text =
        b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=windows-1252\r\n\r\nXi \x96 called.";
    vec![
        record("warcinfo", "Content-Type: application/warc-fields\r\n", "software: x\r\n"),
        record("request", "", "GET / HTTP/1.1\r\n\r\n"),
        record(
            "response",
            "WARC-Target-URI: <https://example.com/1>\r\n",
            format!("{html}Transfer-Encoding: chunked\r\n\r\n{chunked}"),
        ),
        record(
            "response",
            "",
            "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>No page.",
        ),
        record("response", "", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\0\x01"),
        record("response", "WARC-Target-URI: https://example.com/2\r\n", packed),
        record("response", "WARC-Target-URI: https://example.com/3\r\n", text),
        record(
            "resource",
            "WARC-Target-URI: metadata://example.com/log\r\nContent-Type: text/plain\r\n",
            "Opened a log.",
        ),
        record("conversion", "Content-Type: text/plain\r\n", "They spoke."),
    ]
}

#[test]
fn a_crawl_is_read_page_by_page() {
    let plain = crawl().concat();
    let reading = read("in/crawl.warc", &plain);
    assert_eq!(reading.warnings, []);
    let mut read: Vec<_> = reading
        .documents
        .iter()
        .map(|document| {
            let path = document.source.path.as_deref().unwrap();
            let url = document.source.url.as_deref().unwrap_or_default();
            let text = document.text.split(", ").next().unwrap();
            (path, url, document.published.unwrap().day().to_string(), text)
        })
        .collect();
    read.sort();
    let expected = [
        ("in/crawl.warc#1", "https://example.com/1", "2026-02-03".to_owned(), "Putin called Xi"),
        ("in/crawl.warc#2", "https://example.com/2", "2026-02-04".to_owned(), "Putin called Xi"),
        ("in/crawl.warc#3", "https://example.com/3", "2026-02-04".to_owned(), "Xi – called."),
        ("in/crawl.warc#4", "", "2026-02-04".to_owned(), "They spoke."),
    ];
    assert_eq!(read, expected);
    let packed: Vec<u8> = crawl().iter().flat_map(gzip).collect();
    let texts = |reading: &Reading| {
        reading.documents.iter().map(|document| document.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(texts(&self::read("in/crawl.warc.gz", packed)), texts(&reading));
    check_damaged("crawl.warc", &plain);
}

#[test]
fn a_crawl_that_is_cut_off_keeps_what_came_before() {
    let plain = crawl().concat();
    let reading = read("a.warc", &plain[..plain.len() - 10]);
    assert_eq!(reading.documents.len(), 3);
    let said: Vec<_> = reading.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(said, ["a.warc: read up to its page 3: its last record is cut off"]);
    let long = record("response", "", b"").repeat(2);
    assert_eq!(warnings("a.warc", long), ["a.warc: no page in it"]);
    let cases = [
        ("WARC/1.0\r\n\r\n", "a record does not say how long it is"),
        ("WARC/1.0\r\nContent-Length: 18446744073709551615\r\n\r\n", "its last record is cut off"),
        ("WARC/1.0\r\nA: b\r\n", "the header of a record does not end"),
        ("WARC/1.0\r\nContent-Length: 0\r\n\r\nx", "no record begins where one should"),
    ];
    for (text, reason) in cases {
        assert_eq!(warnings("a.warc", text), [format!("a.warc: read up to its page 0: {reason}")]);
    }
}
