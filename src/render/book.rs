//! A briefing as a book: EPUB 3, one chapter with its contents. Sources: EPUB 3.3 and its
//! Structural Semantics Vocabulary; OCF 3.3 for the container.
//!
//! The same briefing gives the same bytes: entries stand in a fixed order and have the first date
//! that a ZIP archive can hold.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::template::{Mode, Template};
use super::{data, escape, failure, identity, phrase};
use crate::error::Error;
use crate::model::Briefing;

const CONTAINER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"#;

pub(super) fn book(briefing: &Briefing, template: &Template) -> Result<Vec<u8>, Error> {
    let chapter = template.render_part("briefing", briefing, Mode::Lenient)?;
    let style = template.render_part("style", briefing, Mode::Lenient)?;
    // A reader looks for the kind of the file in its first bytes, so that it is not packed.
    let files = [
        ("mimetype", CompressionMethod::Stored, "application/epub+zip".to_owned()),
        ("META-INF/container.xml", CompressionMethod::Deflated, CONTAINER.to_owned()),
        ("EPUB/package.opf", CompressionMethod::Deflated, package(briefing)),
        ("EPUB/contents.xhtml", CompressionMethod::Deflated, contents(briefing)),
        ("EPUB/briefing.xhtml", CompressionMethod::Deflated, chapter),
        ("EPUB/style.css", CompressionMethod::Deflated, style),
    ];
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, method, text) in files {
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        let written = archive.start_file(name, options);
        written.map_err(|error| failure(error.to_string()))?;
        archive.write_all(text.as_bytes()).map_err(|error| failure(error.to_string()))?;
    }
    let bytes = archive.finish().map_err(|error| failure(error.to_string()))?;
    Ok(bytes.into_inner())
}

fn language(briefing: &Briefing) -> &'static str {
    briefing.language.map_or("en", |language| language.code())
}

fn package(briefing: &Briefing) -> String {
    let date = briefing.date.map(|date| date.to_string()).unwrap_or_default();
    let mut out = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="edition">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="edition">{}</dc:identifier>
<dc:title>{}</dc:title>
<dc:language>{}</dc:language>
<dc:creator>daybrief</dc:creator>
"#,
        identity::urn(&["book", &briefing.title, &date]),
        escape::xml(&identity::title(briefing)),
        language(briefing),
    );
    if let Some(date) = briefing.date {
        let _ = writeln!(out, "<dc:date>{}</dc:date>", date.day());
    }
    let _ = write!(
        out,
        r#"<meta property="dcterms:modified">{}</meta>
</metadata>
<manifest>
<item id="contents" href="contents.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="briefing" href="briefing.xhtml" media-type="application/xhtml+xml"/>
<item id="style" href="style.css" media-type="text/css"/>
</manifest>
<spine><itemref idref="briefing"/></spine>
</package>
"#,
        // The seconds are all that this element may have.
        identity::moment(briefing.date).strftime("%Y-%m-%dT%H:%M:%SZ"),
    );
    out
}

/// The contents that a reader's program shows: a line for each topic.
fn contents(briefing: &Briefing) -> String {
    let phrases = phrase::of(briefing.language);
    let (language, direction) = (phrases.plain("language"), phrases.plain("direction"));
    let title = escape::xml(&identity::title(briefing));
    let heading = escape::xml(&phrases.plain("topics"));
    let mut out = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="{language}" xml:lang="{language}" dir="{direction}">
<head><title>{title}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
<body>
<nav epub:type="toc" id="toc">
<h1>{heading}</h1>
<ol>
<li><a href="briefing.xhtml">{title}</a>"#
    );
    let topics = data::fit(briefing).topics;
    if topics.len() > 1 {
        out.push_str("\n<ol>\n");
        for topic in &topics {
            let label = escape::xml(&topic.label);
            // A link without a word in it is no link.
            let label = if label.trim().is_empty() { &topic.id } else { &label };
            let _ = writeln!(
                out,
                r#"<li><a href="briefing.xhtml#topic-{}">{label}</a></li>"#,
                escape::xml(&topic.id)
            );
        }
        out.push_str("</ol>\n");
    }
    out + "</li>\n</ol>\n</nav>\n</body>\n</html>\n"
}
