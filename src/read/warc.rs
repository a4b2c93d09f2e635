//! Crawls (WARC, ISO 28500): every page that a server sent, as an article of its own.
//!
//! Read record by record, so that a crawl may be larger than memory. What is neither a page nor a
//! text, and what a server refused, is passed over. The address is the one that was asked for; the
//! date is that of the crawl where the page says none.

use std::io::{self, BufRead, Read};

use flate2::read::MultiGzDecoder;

use super::draft::{Draft, Named, Notes, Place};
use super::input::{LIMIT, TOO_LARGE, reason};
use super::{encoding, metadata, plain, spare};
use crate::error::Error;

/// Lines of a header that are read.
const MAX_HEADER_LINES: usize = 1000;

/// Bytes of a line of a header that are read.
const MAX_LINE: u64 = 64 << 10;

/// The articles of a crawl; `reader` is not kept in memory.
///
/// # Errors
/// If there is no page in it.
pub(super) fn documents(
    mut reader: impl BufRead,
    named: &Named,
    notes: &mut Notes,
) -> Result<Vec<Draft>, Error> {
    let mut drafts = Vec::new();
    let mut n_pages = 0;
    loop {
        match next_page(&mut reader, &mut n_pages, named) {
            Ok(Some(page)) => drafts.extend(read(page, n_pages, named, notes)),
            Ok(None) => return Ok(drafts),
            Err(error) if n_pages == 0 => return Err(error),
            Err(error) => {
                // What was read before is kept.
                notes.push(error.input, error.reason);
                return Ok(drafts);
            }
        }
    }
}

/// A page, or why it cannot be read.
pub(super) type NextPage = Result<Page, String>;

/// The next page, or why it cannot be read, `n` raised to its number; `None` at the end.
///
/// # Errors
/// If there is no page at all, or what follows is no record.
pub(super) fn next_page(
    reader: &mut impl BufRead,
    n: &mut usize,
    named: &Named,
) -> Result<Option<NextPage>, Error> {
    loop {
        match record(reader) {
            Ok(Next::Page(page)) => {
                *n += 1;
                return Ok(Some(page));
            }
            Ok(Next::Other) => {}
            Ok(Next::End) if *n == 0 => return Err(named.error("no page in it")),
            Ok(Next::End) => return Ok(None),
            Err(reason) => return Err(named.error(format!("read up to its page {n}: {reason}"))),
        }
    }
}

/// The articles of the `n`-th page; a note if it cannot be read.
pub(super) fn read(page: NextPage, n: usize, named: &Named, notes: &mut Notes) -> Vec<Draft> {
    let place = Place::Nth(n);
    spare::article(named, place, notes, |notes| {
        page.and_then(|page| page.drafts(place, named, notes)).unwrap_or_else(|reason| {
            notes.push(named.input_at(place), reason);
            Vec::new()
        })
    })
}

/// What comes next in a crawl.
enum Next {
    /// A page, or why it cannot be read.
    Page(Result<Page, String>),
    /// A record that is no page.
    Other,
    End,
}

/// The names, in lower case, and values of a header.
type Header = Vec<(String, String)>;

/// A page as a server sent it.
pub(super) struct Page {
    /// Of the record.
    header: Header,
    content_type: String,
    pub(super) body: Vec<u8>,
}

/// The next record.
///
/// # Errors
/// If no record begins there, or it is cut off.
fn record(reader: &mut impl BufRead) -> Result<Next, String> {
    let Some(header) = header(reader)? else { return Ok(Next::End) };
    let length = value(&header, "content-length").and_then(|length| length.parse::<u64>().ok());
    let length = length.ok_or("a record does not say how long it is")?;
    let kind = value(&header, "warc-type").unwrap_or_default().to_ascii_lowercase();
    let is_page = match kind.as_str() {
        "response" | "conversion" => true,
        // Crawlers keep their own logs as resources, at addresses of their own.
        "resource" => target(&header).is_some_and(|url| metadata::url(url).is_some()),
        _ => false,
    };
    let mut block = Vec::new();
    if is_page {
        let limit = length.min(LIMIT as u64 + 1);
        let read = reader.take(limit).read_to_end(&mut block);
        read.map_err(|error| reason(&error))?;
    }
    let rest = length - block.len() as u64;
    let n_skipped = io::copy(&mut reader.take(rest), &mut io::sink());
    if n_skipped.map_err(|error| reason(&error))? < rest {
        return Err("its last record is cut off".into());
    }
    if !is_page {
        return Ok(Next::Other);
    }
    if block.len() > LIMIT {
        return Ok(Next::Page(Err(TOO_LARGE.into())));
    }
    let page = if kind == "response" {
        answered(header, &block).transpose()
    } else {
        let content_type = value(&header, "content-type").unwrap_or_default().to_owned();
        Some(Ok(Page { header, content_type, body: block }))
    };
    let is_read = |page: &Result<Page, String>| page.as_ref().map_or(true, Page::is_text);
    Ok(page.filter(is_read).map_or(Next::Other, Next::Page))
}

/// The header of the next record; `None` at the end.
fn header(reader: &mut impl BufRead) -> Result<Option<Header>, String> {
    let begins = loop {
        match line(reader)? {
            None => return Ok(None),
            Some(line) if line.is_empty() => {}
            Some(line) => break line,
        }
    };
    if !begins.starts_with("WARC/") {
        return Err("no record begins where one should".into());
    }
    fields(reader).map(Some)
}

/// Names and values up to an empty line.
fn fields(reader: &mut impl BufRead) -> Result<Header, String> {
    let mut fields = Header::new();
    for _ in 0..MAX_HEADER_LINES {
        let Some(line) = line(reader)? else { break };
        if line.is_empty() {
            return Ok(fields);
        }
        if let Some((name, value)) = line.split_once(':') {
            fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    Err("the header of a record does not end".into())
}

/// A line without its end; `None` at the end.
fn line(reader: &mut impl BufRead) -> Result<Option<String>, String> {
    let mut line = Vec::new();
    let read = reader.take(MAX_LINE).read_until(b'\n', &mut line);
    let n_read = read.map_err(|error| reason(&error))?;
    let line = String::from_utf8_lossy(&line);
    Ok((n_read > 0).then(|| line.trim_end().to_owned()))
}

/// The first value with this name.
fn value<'a>(header: &'a Header, name: &str) -> Option<&'a str> {
    header.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
}

/// The address that was asked for; older crawlers put it in brackets.
fn target(header: &Header) -> Option<&str> {
    let url = value(header, "warc-target-uri")?;
    Some(url.trim_start_matches('<').trim_end_matches('>'))
}

/// The page in a server's answer; `None` if the server refused.
fn answered(header: Header, mut answer: &[u8]) -> Result<Option<Page>, String> {
    let status = line(&mut answer)?.unwrap_or_default();
    if status.split(' ').nth(1) != Some("200") {
        return Ok(None);
    }
    let stated = fields(&mut answer)?;
    let content_type = value(&stated, "content-type").unwrap_or_default().to_owned();
    let page = Page { header, content_type, body: Vec::new() };
    if !page.is_text() {
        return Ok(None);
    }
    let is_chunked = value(&stated, "transfer-encoding").is_some_and(|how| how.contains("chunked"));
    let body = if is_chunked { joined(answer) } else { answer.to_vec() };
    let body = match value(&stated, "content-encoding").unwrap_or_default() {
        // Some crawlers unpack what they store, and leave the header as it was.
        _ if body.starts_with(b"\x1f\x8b") => unpacked(&body)?,
        "br" | "zstd" | "deflate" => return Err("packed in a way that is not read".into()),
        _ => body,
    };
    Ok(Some(Page { body, ..page }))
}

/// A body that was sent in chunks, each after its length; as it is, if it was not.
fn joined(chunks: &[u8]) -> Vec<u8> {
    let mut joined = Vec::new();
    let mut rest = chunks;
    loop {
        let Ok(Some(length)) = line(&mut rest) else { return joined };
        let length = length.split(';').next().unwrap_or_default();
        let Ok(length) = usize::from_str_radix(length.trim(), 16) else {
            return if joined.is_empty() { chunks.to_vec() } else { joined };
        };
        if length == 0 {
            return joined;
        }
        let (chunk, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        joined.extend_from_slice(chunk);
        rest = after.strip_prefix(b"\r\n").unwrap_or(after);
    }
}

fn unpacked(body: &[u8]) -> Result<Vec<u8>, String> {
    let mut unpacked = Vec::new();
    let read = MultiGzDecoder::new(body).take(LIMIT as u64 + 1).read_to_end(&mut unpacked);
    read.map_err(|_| "its gzip data are damaged or cut off")?;
    if unpacked.len() > LIMIT { Err(TOO_LARGE.into()) } else { Ok(unpacked) }
}

impl Page {
    fn is_html(&self) -> bool {
        let content_type = self.content_type.to_ascii_lowercase();
        content_type.starts_with("text/html") || content_type.starts_with("application/xhtml")
    }

    fn is_text(&self) -> bool {
        self.is_html() || self.content_type.to_ascii_lowercase().starts_with("text/plain")
    }

    /// The article of the page.
    fn drafts(self, place: Place, named: &Named, notes: &mut Notes) -> Result<Vec<Draft>, String> {
        let is_html = self.is_html();
        let declared = encoding::declared(self.content_type.as_bytes());
        let declared = declared.or_else(|| encoding::declared(&self.body).filter(|_| is_html));
        let text = encoding::decode(self.body, declared)?.text;
        let drafts =
            if is_html { pages(&text, named)? } else { plain::documents(text, named, notes) };
        let url = target(&self.header).map(str::to_owned);
        let crawled = value(&self.header, "warc-date").and_then(metadata::date);
        let described = drafts.into_iter().map(|draft| Draft {
            place,
            url: url.clone().or(draft.url),
            published: draft.published.or(crawled),
            ..draft
        });
        Ok(described.collect())
    }
}

/// The articles of a page.
#[cfg(feature = "html")]
fn pages(page: &str, named: &Named) -> Result<Vec<Draft>, String> {
    super::html::documents(page, named).map_err(|error| error.reason)
}

/// The refusal of a page.
#[cfg(not(feature = "html"))]
fn pages(_: &str, _: &Named) -> Result<Vec<Draft>, String> {
    Err("it is read by the feature `html`, which this build lacks".into())
}
