//! A written briefing against the documents it cites: every sentence, every source.
//!
//! A briefing is read in whichever format it was written, down to its claims (this text stands at
//! these bytes of that source: extracts, quotations, what is said of dates), and each claim is
//! checked against the documents. What a page says beside them is not looked at.

mod html;
mod json;
mod markdown;
mod unpack;
mod wording;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::error::{Error, ErrorKind};
use crate::model::{Document, Span};
pub use unpack::text;
use wording::Folded;

/// What became of the claims of a briefing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Extracts, quotations and other sentences that were checked.
    pub extracts: usize,
    /// What does not hold; empty for a good briefing.
    pub mismatches: Vec<Mismatch>,
}

/// A claim that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// The first words of the extract; empty where the source itself is at fault.
    pub extract: String,
    /// The source, as the briefing names it.
    pub source: String,
    /// What is wrong, a lowercase fragment without a full stop.
    pub what: String,
}

/// Checks every extract of the briefing `text` (JSON, HTML or Markdown) against `documents`.
///
/// O(length of the briefing + extracts · length of their sources).
///
/// # Errors
/// When `text` is no briefing, or one without an extract.
pub fn briefing(text: &str, documents: &[Document]) -> Result<Report, Error> {
    let claims = claims(text)?;
    if claims.extracts.is_empty() {
        return Err(failure("it holds no extract (a briefing written by daybrief is needed)"));
    }
    let mut report = Report { extracts: claims.extracts.len(), mismatches: Vec::new() };
    let sources = found(&claims, documents, &mut report.mismatches);
    for extract in &claims.extracts {
        check(extract, &claims, &sources, &mut report.mismatches);
    }
    Ok(report)
}

/// The files that the briefing `text` names, in order, each once.
///
/// # Errors
/// When `text` is no briefing.
pub fn sources(text: &str) -> Result<Vec<String>, Error> {
    let mut paths: Vec<String> = Vec::new();
    for cited in claims(text)?.sources.into_values() {
        let Some(path) = cited.path else { continue };
        let file = match path.rsplit_once('#') {
            Some((file, n)) if !n.is_empty() && n.bytes().all(|byte| byte.is_ascii_digit()) => {
                file.to_owned()
            }
            _ => path,
        };
        paths.push(file);
    }
    let mut seen = BTreeSet::new();
    paths.retain(|path| seen.insert(path.clone()));
    Ok(paths)
}

/// A source of a briefing that is not among the documents at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The file it was read from, with `#n` for the n-th article of a file.
    pub path: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// The first 16 digits at least of the SHA-256 of its text, in hexadecimal.
    pub sha256: String,
}

/// The sources of the briefing `text` that none of `documents` is.
///
/// # Errors
/// When `text` is no briefing.
pub fn missing(text: &str, documents: &[Document]) -> Result<Vec<Missing>, Error> {
    let claims = claims(text)?;
    let index = Index::new(documents, claims.fidelity);
    let missing = claims.sources.into_values().filter(|cited| index.find(cited).is_none());
    Ok(missing.map(|Cited { path, url, sha256 }| Missing { path, url, sha256 }).collect())
}

/// What a briefing claims.
#[derive(Debug, Default)]
struct Claims {
    extracts: Vec<Claim>,
    sources: BTreeMap<u32, Cited>,
    fidelity: Fidelity,
}

/// What a format keeps of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Fidelity {
    /// Every byte.
    #[default]
    Bytes,
    /// Every character but controls, which are replaced.
    Visible,
    /// Words and punctuation; white space is folded, and a hash is shortened to 16 digits.
    Folded,
}

/// A sentence and where it is said to stand, a verbatim place first.
#[derive(Debug, Default)]
struct Claim {
    text: String,
    places: Vec<Place>,
}

#[derive(Debug, Clone, Copy)]
struct Place {
    source: u32,
    /// `None` where the format does not say.
    span: Option<Span>,
    relation: Relation,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    Verbatim,
    Also,
}

/// A source as the briefing names it.
#[derive(Debug, Default)]
struct Cited {
    path: Option<String>,
    url: Option<String>,
    sha256: String,
}

/// A document that was found for a source.
struct Found<'a> {
    document: &'a Document,
    /// Made when a sentence must be looked for.
    folded: OnceCell<Folded>,
}

fn claims(text: &str) -> Result<Claims, Error> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    match text.chars().next() {
        Some('{') => json::claims(text),
        Some('<') => Ok(html::claims(text)),
        _ => Ok(markdown::claims(text)),
    }
}

fn failure(reason: impl Into<String>) -> Error {
    Error::new(ErrorKind::Verify, "the briefing", reason)
}

/// The document of each source; what is not found or not the same becomes a mismatch.
fn found<'a>(
    claims: &Claims,
    documents: &'a [Document],
    mismatches: &mut Vec<Mismatch>,
) -> BTreeMap<u32, Found<'a>> {
    let index = Index::new(documents, claims.fidelity);
    let mut found = BTreeMap::new();
    for (&number, cited) in &claims.sources {
        let what = match index.find(cited) {
            Some((document, true)) => {
                found.insert(number, Found { document, folded: OnceCell::new() });
                continue;
            }
            Some((document, false)) => {
                found.insert(number, Found { document, folded: OnceCell::new() });
                "the text is not the one that was cited: its sha256 differs"
            }
            None => "no document has this path, address or sha256",
        };
        let (extract, source) = (String::new(), name(number, cited));
        mismatches.push(Mismatch { extract, source, what: what.into() });
    }
    found
}

/// Documents by all that a briefing may know them by.
struct Index<'a> {
    paths: BTreeMap<&'a str, Vec<(&'a Document, usize)>>,
    urls: BTreeMap<&'a str, Vec<(&'a Document, usize)>>,
    hashes: BTreeMap<String, &'a Document>,
    /// The same hashes in the order of the documents.
    hash_of: Vec<String>,
}

impl<'a> Index<'a> {
    fn new(documents: &'a [Document], fidelity: Fidelity) -> Self {
        let mut index = Self {
            paths: BTreeMap::new(),
            urls: BTreeMap::new(),
            hashes: BTreeMap::new(),
            hash_of: Vec::new(),
        };
        for (at, document) in documents.iter().enumerate() {
            let mut hash = document.sha256();
            if fidelity == Fidelity::Folded {
                hash.truncate(16);
            }
            index.hashes.entry(hash.clone()).or_insert(document);
            index.hash_of.push(hash);
            for (place, places) in
                [(&document.source.path, &mut index.paths), (&document.source.url, &mut index.urls)]
            {
                if let Some(place) = place {
                    places.entry(place.as_str()).or_default().push((document, at));
                }
            }
        }
        index
    }

    /// The document at the path of `cited`, else at its address, else with its hash, and whether
    /// it has that hash.
    fn find(&self, cited: &Cited) -> Option<(&'a Document, bool)> {
        let at = |place: &Option<String>, places: &BTreeMap<&str, Vec<(&'a Document, usize)>>| {
            let named = places.get(place.as_deref()?)?;
            let same = named.iter().find(|(_, at)| self.hash_of[*at] == cited.sha256);
            Some(same.map_or((named[0].0, false), |(document, _)| (*document, true)))
        };
        at(&cited.path, &self.paths)
            .or_else(|| at(&cited.url, &self.urls))
            .or_else(|| self.hashes.get(&cited.sha256).map(|document| (*document, true)))
    }
}

fn check(
    claim: &Claim,
    claims: &Claims,
    sources: &BTreeMap<u32, Found>,
    mismatches: &mut Vec<Mismatch>,
) {
    if claim.places.first().is_none_or(|place| place.relation != Relation::Verbatim) {
        let what = "no source is cited for these words".into();
        mismatches.push(Mismatch { extract: shortened(&claim.text), source: String::new(), what });
    }
    for place in &claim.places {
        let what = match sources.get(&place.source) {
            Some(found) => fault(claim, *place, found, claims.fidelity),
            // One that is listed but was not found has its mismatch already.
            None if claims.sources.contains_key(&place.source) => None,
            None => Some("the briefing lists no source with this number"),
        };
        if let Some(what) = what {
            let source = claims
                .sources
                .get(&place.source)
                .map_or_else(|| format!("[{}]", place.source), |cited| name(place.source, cited));
            mismatches.push(Mismatch {
                extract: shortened(&claim.text),
                source,
                what: what.into(),
            });
        }
    }
}

/// What is wrong with one citation of `claim`; `None`: nothing.
fn fault(claim: &Claim, place: Place, found: &Found, fidelity: Fidelity) -> Option<&'static str> {
    let Some(span) = place.span else {
        let holds = place.relation == Relation::Also
            || found.folded.get_or_init(|| Folded::new(&found.document.text)).holds(&claim.text);
        return (!holds).then_some("the source does not hold this sentence");
    };
    let cited = span.of(&found.document.text);
    if cited.is_empty() {
        return Some("the cited bytes are not in the source, or cut a character");
    }
    let holds = place.relation == Relation::Also
        || match fidelity {
            Fidelity::Bytes => cited == claim.text,
            Fidelity::Visible => wording::visible(cited) == claim.text,
            Fidelity::Folded => wording::fold(cited) == wording::fold(&claim.text),
        };
    (!holds).then_some("the cited bytes are not these words")
}

fn name(number: u32, cited: &Cited) -> String {
    match cited.path.as_ref().or(cited.url.as_ref()) {
        Some(place) => format!("[{number}] {place}"),
        None => format!("[{number}]"),
    }
}

/// The first words, enough to find the extract by.
fn shortened(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(8).collect();
    let more = if text.split_whitespace().nth(8).is_some() { " …" } else { "" };
    format!("{}{more}", words.join(" "))
}
