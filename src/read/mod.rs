//! Files, folders, globs and standard input to documents; the only place that opens anything.
//!
//! A source is opened by `input`, its format told by `sniff`, its bytes decoded by `encoding`,
//! and the format's own file makes drafts of it, which `draft` turns into documents. Adding a
//! format is one file, one variant of `sniff::Format` and one arm in `drafts`.

#[cfg(any(feature = "epub", feature = "docx"))]
mod archive;
mod asides;
mod blocks;
#[cfg(feature = "docx")]
mod docx;
mod draft;
mod each;
mod encoding;
#[cfg(feature = "epub")]
mod epub;
#[cfg(feature = "feeds")]
mod feed;
#[cfg(feature = "feeds")]
mod feed_xml;
mod fields;
mod flow;
#[cfg(feature = "pdf")]
mod glyphs;
#[cfg(feature = "gzip")]
mod gzip;
#[cfg(feature = "html")]
mod html;
mod input;
mod json;
#[cfg(feature = "mail")]
mod mail;
mod markdown;
#[cfg(any(feature = "mail", feature = "epub"))]
mod markup;
mod metadata;
#[cfg(feature = "feeds")]
pub mod opml;
#[cfg(feature = "html")]
mod page;
mod paragraphs;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "pdf")]
mod pdf_weight;
mod plain;
#[cfg(feature = "pdf")]
mod printed;
mod record;
mod sniff;
mod spare;
#[cfg(feature = "warc")]
mod warc;
pub mod web;

use std::collections::BTreeMap;
use std::io::{BufRead, Cursor, Read};
use std::path::PathBuf;

use encoding_rs::Encoding;
use rayon::prelude::*;

use crate::error::{Error, Warning};
use crate::model::progress::Progress;
use crate::model::{Document, DocumentId};
use draft::{Draft, Named, Notes};
pub use each::{Piece, each};
use fields::Names;
pub use fields::field_map;
pub use record::Records;
use sniff::Format;

/// Something to read articles from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file, a folder (read through, in order of roles) or a glob pattern.
    Path(PathBuf),
    /// Standard input.
    Stdin,
    /// Bytes at hand, with the name to give them.
    Bytes {
        /// What to call it in warnings and as the source's path.
        name: String,
        /// Its content.
        bytes: Vec<u8>,
    },
    /// What a server answered.
    Answer(web::Answer),
}

/// How inputs are read.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Options {
    /// What the fields of articles in JSON are called: our name (`date`, `language`, `source`,
    /// `text`, `title` or `url`), then theirs, with dots between the names of fields within
    /// fields. The others are guessed. [`field_map`] reads such a map.
    pub map: BTreeMap<String, String>,
    /// Who is told of each input that has been read.
    pub progress: Progress,
}

/// What was read, and what was not.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Canonically ordered, whatever the order of the inputs.
    pub documents: Vec<Document>,
    /// One a bad input, in canonical order.
    pub warnings: Vec<Warning>,
}

/// Reads every article of `inputs`, each source once, however often it is named.
///
/// Never fails as a whole: what cannot be read becomes a warning beside the rest. Documents are
/// ordered by date (undated ones last), name, path, address and text, and numbered in that order,
/// so that the order of `inputs` does not matter. Memory is bounded by 16 MiB a source for each
/// thread, and by the articles kept.
///
/// ```
/// use daybrief::read::{self, Input};
/// let bytes = b" date 2026-02-04 The two presidents held a video call.".to_vec();
/// let input = Input::Bytes { name: "call.txt".into(), bytes };
/// let reading = read::documents(&[input], &read::Options::default());
/// assert_eq!(reading.documents[0].source.name, "call");
/// assert_eq!(reading.documents[0].published, "2026-02-04".parse().ok());
/// ```
pub fn documents(inputs: &[Input], options: &Options) -> Reading {
    let roles = Names::new(&options.map);
    let (sources, mut warnings) = input::sources(inputs);
    warnings.sort();
    warnings.dedup();
    options.progress.begin(sources.len());
    let one = |source| {
        let read = read(source, &roles);
        options.progress.done();
        read
    };
    let parts: Vec<_> = sources.par_iter().map(one).collect();
    let mut documents = Vec::new();
    for (read, notes) in parts {
        documents.extend(read);
        // Not sorted again: by name, line 10 would come before line 2.
        warnings.extend(notes);
    }
    Reading { documents: in_canonical_order(documents), warnings }
}

/// The documents of one source, and what was wrong with it.
fn read(source: &input::Source, roles: &Names) -> (Vec<Document>, Vec<Warning>) {
    let mut notes = Notes::new(&source.named.input);
    let documents = spare::source(&source.named, || {
        let opened = opened(source)?;
        let named = opened.named.clone();
        let drafts = drafts(opened, roles, &mut notes)?;
        Ok(drafts.into_iter().filter_map(|draft| draft.finish(&named, &mut notes)).collect())
    });
    let documents = documents.unwrap_or_else(|error| {
        notes.push(error.input, error.reason);
        Vec::new()
    });
    (documents, notes.into_warnings())
}

/// A source whose format is known.
struct Opened<'a> {
    format: Format,
    named: Named,
    /// The encoding that came with it.
    declared: Option<&'static Encoding>,
    /// All of it, or one byte more than the limit.
    head: Vec<u8>,
    rest: Box<dyn BufRead + 'a>,
}

/// Opens a source, unpacks it if it is packed, and tells its format.
fn opened<'a>(source: &input::Source<'a>) -> Result<Opened<'a>, Error> {
    let opened = begun(input::open(source)?, source.named.clone(), source.declared)?;
    #[cfg(feature = "gzip")]
    if opened.format == Format::Gzip {
        let stream = Cursor::new(opened.head).chain(opened.rest);
        let (stream, named) = gzip::unpacked(stream, &opened.named);
        return begun(stream, named, opened.declared);
    }
    Ok(opened)
}

/// Reads the head of a source, which tells its format.
fn begun<'a>(
    mut rest: Box<dyn BufRead + 'a>,
    named: Named,
    declared: Option<&'static Encoding>,
) -> Result<Opened<'a>, Error> {
    let head = input::head(&mut rest, &named)?;
    let format = sniff::format(&head, &named.extension);
    Ok(Opened { format, named, declared, head, rest })
}

/// The articles of one source, by its format.
fn drafts(opened: Opened, roles: &Names, notes: &mut Notes) -> Result<Vec<Draft>, Error> {
    let Opened { format, ref named, declared, head, rest } = opened;
    check_is_read(format, named)?;
    match format {
        // The formats that may be longer than the limit: each of their parts has it instead.
        Format::JsonLines => json::lines(Cursor::new(head).chain(rest), roles, named, notes),
        #[cfg(feature = "mail")]
        Format::Mailbox => mail::mailbox(Cursor::new(head).chain(rest), named, notes),
        #[cfg(feature = "mail")]
        Format::Mail => mail::message(&head, named, notes),
        #[cfg(feature = "warc")]
        Format::Warc => warc::documents(Cursor::new(head).chain(rest), named, notes),
        #[cfg(feature = "docx")]
        Format::Docx => docx::documents(&head, named),
        #[cfg(feature = "epub")]
        Format::Epub => epub::documents(&head, named, notes),
        #[cfg(feature = "pdf")]
        Format::Pdf => pdf::documents(&head, named, notes),
        Format::Gzip => Err(named.error("gzip within gzip (unpack it first)")),
        Format::Html | Format::Feed | Format::Opml => {
            let declared = declared.or_else(|| encoding::declared(&head));
            of_text(head, declared, roles, named, notes)
        }
        _ => of_text(head, declared, roles, named, notes),
    }
}

/// The articles of a source that is one text, by its format once it is decoded.
fn of_text(
    bytes: Vec<u8>,
    declared: Option<&'static Encoding>,
    roles: &Names,
    named: &Named,
    notes: &mut Notes,
) -> Result<Vec<Draft>, Error> {
    let text = encoding::decode(bytes, declared).map_err(|reason| named.error(reason))?;
    if text.replaced {
        notes.push(&named.input, "bytes that are no text were replaced by �");
    }
    let text = text.text;
    let format = sniff::format(text.as_bytes(), &named.extension);
    check_is_read(format, named)?;
    match format {
        Format::Json => json::documents(&text, roles, named, notes),
        Format::JsonLines => json::lines(Cursor::new(text), roles, named, notes),
        Format::Markdown => Ok(markdown::documents(&text, named, notes)),
        #[cfg(feature = "html")]
        Format::Html => html::documents(&text, named),
        #[cfg(feature = "feeds")]
        Format::Feed => feed::documents(&text, roles, named, notes),
        #[cfg(feature = "feeds")]
        Format::Opml => Err(list_of_feeds(&text, named)),
        // What begins like a binary format only once it is decoded is none.
        _ => Ok(plain::documents(text, named, notes)),
    }
}

/// # Errors
/// If `format` has no reader, or this build was made without it.
fn check_is_read(format: Format, named: &Named) -> Result<(), Error> {
    if let Format::Unread(format) = format {
        let way_out = "save the article as text, Markdown or JSON";
        return Err(named.error(format!("{format} is not read yet ({way_out})")));
    }
    format.lacks().map_or(Ok(()), |feature| {
        let reason = format!("it is read by the feature `{feature}`, which this build lacks");
        Err(named.error(reason))
    })
}

/// The refusal of a list of feeds.
#[cfg(feature = "feeds")]
fn list_of_feeds(text: &str, named: &Named) -> Error {
    match opml::outlines(text).map(|outlines| outlines.len()) {
        Ok(1) => named.error("a list of one feed, not an article (read the feed itself)"),
        Ok(n) => named.error(format!("a list of {n} feeds, not an article (read the feeds)")),
        Err(reason) => named.error(format!("a list of feeds that cannot be read ({reason})")),
    }
}

/// Sorts `documents` as [`documents`](self::documents()) does, drops what was read twice from the same place, and
/// numbers the rest.
pub fn in_canonical_order(mut documents: Vec<Document>) -> Vec<Document> {
    documents.sort_by(|a, b| canonical_key(a).cmp(&canonical_key(b)));
    documents.dedup_by(|a, b| a.source.path.is_some() && canonical_key(a) == canonical_key(b));
    for (index, document) in documents.iter_mut().enumerate() {
        document.id = DocumentId::at(index);
    }
    documents
}

/// The places of `documents` in the order of [`documents`](self::documents()).
///
/// ```
/// use daybrief::model::Document;
/// use daybrief::read;
/// let of = |text: &str| Document::plain(text.into(), None);
/// assert_eq!(read::canonical_order(&[of("b"), of("c"), of("a")]), [2, 0, 1]);
/// ```
pub fn canonical_order(documents: &[Document]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..documents.len()).collect();
    places.sort_by(|&a, &b| canonical_key(&documents[a]).cmp(&canonical_key(&documents[b])));
    places
}

/// What documents are ordered by: date, undated ones last, then name, place and words.
fn canonical_key(document: &Document) -> impl Ord + '_ {
    let Document { source, title, published, text, .. } = document;
    (published.is_none(), published, &source.name, &source.path, &source.url, text, title)
}
