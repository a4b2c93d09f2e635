//! One article after another of sources that may be larger than memory: read in batches, worked on
//! by all threads, handed on in the order of the source.
//!
//! Lines of JSON and pages of crawls are read so; of any other source the articles are read at
//! once, as it is no larger than 16 MiB.

use std::io::{Cursor, Read};
use std::ops::ControlFlow;

use rayon::prelude::*;
use serde::de::IgnoredAny;

use super::draft::{Draft, Named, Notes};
use super::fields::Names;
use super::sniff::Format;
use super::{Input, Opened, Options, input, json, opened, spare};
use crate::error::{Error, Warning};
use crate::model::Document;

/// Pieces that are worked on together …
const BATCH: usize = 1024;
/// … and their bytes, where they are larger.
const BATCH_BYTES: usize = 8 << 20;

/// What stands at one place of a source.
#[derive(Debug, Clone, Default)]
pub struct Piece {
    /// Which line, page or article of its source it is, from 1.
    pub number: usize,
    /// Its articles: at most one of a line.
    pub documents: Vec<Document>,
    /// What was wrong with it.
    pub warnings: Vec<Warning>,
}

/// Hands every piece of `input` to `work`, on all threads of the current pool, and what that makes
/// of them in order to `hand_on`, until this says that it is enough.
///
/// Every piece has a document or a warning; blank lines are none. Memory is bounded by 8 MiB and
/// one piece of at most 16 MiB, whatever the size of the source.
///
/// ```
/// use std::ops::ControlFlow::Continue;
/// use daybrief::read::{self, Input};
///
/// let bytes = b"{\"text\": \"It rained.\"}\n\n{\"text\": 3}\n".to_vec();
/// let input = Input::Bytes { name: "days.ndjson".into(), bytes };
/// let mut seen = Vec::new();
/// let work = |piece: read::Piece| (piece.number, piece.documents.len(), piece.warnings.len());
/// read::each(&input, &read::Options::default(), work, |some| {
///     seen.extend(some);
///     Continue(())
/// })?;
/// assert_eq!(seen, [(1, 1, 0), (3, 0, 1)]);
/// # Ok::<(), daybrief::Error>(())
/// ```
///
/// # Errors
/// If the source cannot be opened or read any further, or holds nothing that is read.
pub fn each<T: Send>(
    input: &Input,
    options: &Options,
    work: impl Fn(Piece) -> T + Sync,
    mut hand_on: impl FnMut(Vec<T>) -> ControlFlow<()>,
) -> Result<(), Error> {
    let roles = Names::new(&options.map);
    let (sources, warnings) = input::sources(std::slice::from_ref(input));
    if !warnings.is_empty() {
        let piece = Piece { warnings, ..Piece::default() };
        if hand_on(vec![work(piece)]).is_break() {
            return Ok(());
        }
    }
    for source in &sources {
        let opened = spare::source(&source.named, || opened(source))?;
        let step = match opened.format {
            _ if has_lines(&opened) => lines(opened, &roles, &work, &mut hand_on)?,
            #[cfg(feature = "warc")]
            Format::Warc => pages(opened, &work, &mut hand_on)?,
            _ => whole(opened, &roles, &work, &mut hand_on)?,
        };
        if step.is_break() {
            break;
        }
    }
    Ok(())
}

/// Whether each line is an article, however the lines behind the first look.
fn has_lines(opened: &Opened<'_>) -> bool {
    let first = opened.head.split(|&byte| byte == b'\n').next().unwrap_or_default();
    opened.format == Format::JsonLines
        || opened.format == Format::Json && serde_json::from_slice::<IgnoredAny>(first).is_ok()
}

/// The pieces of a source that is one text or book: its articles.
fn whole<T: Send>(
    opened: Opened<'_>,
    roles: &Names,
    work: &(impl Fn(Piece) -> T + Sync),
    hand_on: &mut impl FnMut(Vec<T>) -> ControlFlow<()>,
) -> Result<ControlFlow<()>, Error> {
    let named = opened.named.clone();
    let mut notes = Notes::new(&named.input);
    let drafts = spare::source(&named, || super::drafts(opened, roles, &mut notes))?;
    let finish = |(number, draft): (usize, Draft)| Piece {
        number,
        documents: draft.finish(&named, &mut notes).into_iter().collect(),
        warnings: Vec::new(),
    };
    let mut pieces: Vec<Piece> = (1..).zip(drafts).map(finish).collect();
    pieces.retain(|piece| !piece.documents.is_empty());
    let warnings = notes.into_warnings();
    if !warnings.is_empty() {
        pieces.push(Piece { warnings, ..Piece::default() });
    }
    Ok(hand_on(pieces.into_par_iter().map(work).collect()))
}

fn lines<T: Send>(
    opened: Opened<'_>,
    roles: &Names,
    work: &(impl Fn(Piece) -> T + Sync),
    hand_on: &mut impl FnMut(Vec<T>) -> ControlFlow<()>,
) -> Result<ControlFlow<()>, Error> {
    let Opened { named, head, rest, .. } = opened;
    let mut reader = Cursor::new(head).chain(rest);
    let n_bytes = |line: &json::Line| line.as_ref().map_or(0, Vec::len);
    let piece = |(number, line)| {
        piece(number, &named, |notes| json::line(line, number, roles, &named, notes))
    };
    let next = |number: &mut usize| json::next_line(&mut reader, number, &named);
    batches(next, n_bytes, |batch| {
        hand_on(batch.into_par_iter().map(|line| work(piece(line))).collect())
    })
}

#[cfg(feature = "warc")]
fn pages<T: Send>(
    opened: Opened<'_>,
    work: &(impl Fn(Piece) -> T + Sync),
    hand_on: &mut impl FnMut(Vec<T>) -> ControlFlow<()>,
) -> Result<ControlFlow<()>, Error> {
    use super::warc;

    let Opened { named, head, rest, .. } = opened;
    let mut reader = Cursor::new(head).chain(rest);
    let n_bytes = |page: &warc::NextPage| page.as_ref().map_or(0, |page| page.body.len());
    let piece =
        |(number, page)| piece(number, &named, |notes| warc::read(page, number, &named, notes));
    let next = |number: &mut usize| warc::next_page(&mut reader, number, &named);
    batches(next, n_bytes, |batch| {
        hand_on(batch.into_par_iter().map(|page| work(piece(page))).collect())
    })
}

/// One piece, whose articles are what `drafts` makes of it.
pub(super) fn piece<D: IntoIterator<Item = Draft>>(
    number: usize,
    named: &Named,
    drafts: impl FnOnce(&mut Notes) -> D,
) -> Piece {
    let mut notes = Notes::new(&named.input);
    let drafts = drafts(&mut notes);
    let finish = |draft: Draft| draft.finish(named, &mut notes);
    let documents = drafts.into_iter().filter_map(finish).collect();
    Piece { number, documents, warnings: notes.into_warnings() }
}

/// Hands on what `next` gives, each with its number, in batches; before it fails, too. `next`
/// raises the number to that of what it gives.
fn batches<R>(
    mut next: impl FnMut(&mut usize) -> Result<Option<R>, Error>,
    n_bytes: impl Fn(&R) -> usize,
    mut hand_on: impl FnMut(Vec<(usize, R)>) -> ControlFlow<()>,
) -> Result<ControlFlow<()>, Error> {
    let mut number = 0;
    loop {
        let mut batch = Vec::new();
        let mut in_batch = 0;
        let end = loop {
            if batch.len() >= BATCH || in_batch >= BATCH_BYTES {
                break None;
            }
            match next(&mut number) {
                Ok(Some(one)) => {
                    in_batch += n_bytes(&one);
                    batch.push((number, one));
                }
                Ok(None) => break Some(Ok(ControlFlow::Continue(()))),
                Err(error) => break Some(Err(error)),
            }
        };
        if !batch.is_empty() && hand_on(batch).is_break() {
            return Ok(ControlFlow::Break(()));
        }
        if let Some(end) = end {
            return end;
        }
    }
}
