//! The text of an article, a part at a time, with the sentences that editions took marked.

use std::ops::Range;

use serde::Serialize;
use serde_json::{Value, json};

use crate::store::browse::Taken;

/// Bytes after which a part ends, at the next end of a line.
const PART: usize = 60_000;
/// Bytes within which that end is looked for.
const SLACK: usize = 4_000;
/// Editions that are linked behind a sentence.
const MAX_LINKS: usize = 4;

/// A part of a text.
#[derive(Debug, PartialEq)]
pub(super) struct Part<'a> {
    /// Pieces by paragraph.
    pub(super) paragraphs: Vec<Vec<Piece<'a>>>,
    /// The first byte of the part before it.
    pub(super) before: Option<usize>,
    /// The first byte of the part after it.
    pub(super) after: Option<usize>,
}

/// A piece of a paragraph: taken by the same editions as a whole, or by none.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Piece<'a> {
    text: &'a str,
    id: Option<String>,
    editions: Vec<Value>,
}

/// A stretch that editions took: sentences that overlap are one.
struct Mark<'a> {
    span: Range<usize>,
    taken: Vec<&'a Taken>,
}

/// The part of `text` that holds the byte `at`, with what `taken`, ordered by place, says of it.
/// Linear in the length of the text.
pub(super) fn part<'a>(text: &'a str, taken: &[Taken], at: usize) -> Part<'a> {
    let marks = marks(text, taken);
    let mut before = None;
    let mut span = 0..end(text, 0, &marks);
    while span.end <= at && span.end < text.len() {
        before = Some(span.start);
        span = span.end..end(text, span.end, &marks);
    }
    let after = (span.end < text.len()).then_some(span.end);
    let paragraphs = paragraphs(text, span);
    let paragraphs = paragraphs.into_iter().map(|span| pieces(text, span, &marks)).collect();
    Part { paragraphs, before, after }
}

fn marks<'a>(text: &str, taken: &'a [Taken]) -> Vec<Mark<'a>> {
    let mut marks: Vec<Mark<'a>> = Vec::new();
    for one in taken {
        let span = one.start as usize..one.end as usize;
        // A place that is none, as in a damaged file, costs its mark and no more.
        if text.get(span.clone()).is_none_or(str::is_empty) {
            continue;
        }
        match marks.last_mut().filter(|mark| span.start < mark.span.end) {
            Some(mark) => {
                mark.span.end = mark.span.end.max(span.end);
                mark.taken.push(one);
            }
            None => marks.push(Mark { span, taken: vec![one] }),
        }
    }
    marks
}

/// Where the part ends that begins at `start`: at the end of a line, never inside a mark.
fn end(text: &str, start: usize, marks: &[Mark]) -> usize {
    let target = text.ceil_char_boundary(start.saturating_add(PART).min(text.len()));
    let limit = text.ceil_char_boundary(target.saturating_add(SLACK).min(text.len()));
    let rest = text.get(target..limit).unwrap_or_default();
    let end = rest.find('\n').map_or(limit, |at| target + at + 1);
    let next = marks.partition_point(|mark| mark.span.end <= end);
    let crossed = marks.get(next).filter(|mark| mark.span.start < end);
    crossed.map_or(end, |mark| mark.span.end)
}

/// The paragraphs of `text` within `span`: runs of lines between blank ones.
fn paragraphs(text: &str, span: Range<usize>) -> Vec<Range<usize>> {
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    let mut start = span.start;
    let mut is_open = false;
    for line in text.get(span).unwrap_or_default().split_inclusive('\n') {
        let end = start + line.len();
        let is_blank = line.trim().is_empty();
        match paragraphs.last_mut().filter(|_| is_open) {
            Some(last) if !is_blank => last.end = end,
            _ if !is_blank => paragraphs.push(start..end),
            _ => {}
        }
        is_open = !is_blank;
        start = end;
    }
    paragraphs
}

fn pieces<'a>(text: &'a str, paragraph: Range<usize>, marks: &[Mark]) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut at = paragraph.start;
    let plain = |span: Range<usize>| {
        let text = text.get(span).filter(|text| !text.is_empty())?;
        Some(Piece { text, id: None, editions: Vec::new() })
    };
    let first = marks.partition_point(|mark| mark.span.end <= paragraph.start);
    for mark in marks.iter().skip(first).take_while(|mark| mark.span.start < paragraph.end) {
        let start = mark.span.start.max(paragraph.start);
        let end = mark.span.end.min(paragraph.end);
        pieces.extend(plain(at..start));
        // A mark over several paragraphs has its name in the first of them.
        let id = (start == mark.span.start).then(|| format!("at-{start}"));
        let text = text.get(start..end).unwrap_or_default();
        pieces.push(Piece { text, id, editions: links(mark) });
        at = end;
    }
    let last = text.get(at..paragraph.end).unwrap_or_default().trim_end().len();
    pieces.extend(plain(at..at + last));
    pieces
}

/// The newest editions that took the sentence.
fn links(mark: &Mark) -> Vec<Value> {
    let link = |taken: &&Taken| {
        json!({
            "id": taken.edition.id,
            "day": taken.edition.day,
            "source": taken.source,
            "start": taken.start,
        })
    };
    mark.taken.iter().take(MAX_LINKS).map(link).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::browse::Day;

    fn taken(start: u32, end: u32) -> Taken {
        Taken { edition: Day { id: 1, day: "2026-02-04".into() }, source: 2, start, end }
    }

    fn shown(part: &Part) -> Vec<String> {
        let piece = |piece: &Piece| match piece.editions.len() {
            0 => piece.text.to_owned(),
            n => format!("<{}{}:{n}>", piece.id.as_deref().unwrap_or_default(), piece.text),
        };
        part.paragraphs.iter().map(|pieces| pieces.iter().map(piece).collect()).collect()
    }

    #[test]
    fn what_was_taken_is_marked() {
        let text = "One. Two.\nThree.\n \nFour äö. Five.\n";
        let marks = [taken(0, 4), taken(0, 4), taken(5, 9), taken(19, 29), taken(25, 29)];
        let part = part(text, &marks, 0);
        assert_eq!(
            shown(&part),
            ["<at-0One.:2> <at-5Two.:1>\nThree.", "<at-19Four äö.:1> Five."],
            "the last mark begins inside a character"
        );
        assert_eq!((part.before, part.after), (None, None));
    }

    #[test]
    fn marks_that_overlap_or_lie_outside_do_no_harm() {
        let text = "abcdef\n\nghi";
        let marks = [taken(1, 3), taken(2, 9), taken(9, 99), taken(10, 10)];
        assert_eq!(shown(&part(text, &marks, 5)), ["a<at-1bcdef\n:2>", "<g:2>hi"]);
    }

    #[test]
    fn long_texts_come_in_parts_that_hold_every_byte_once() {
        let line = "Ein längerer Satz steht hier.\n";
        let text = line.repeat(9_000);
        let marks = [taken(59_990, 70_000)];
        let (mut at, mut all, mut n_parts) = (Some(0), String::new(), 0);
        while let Some(start) = at {
            let part = part(&text, &marks, start);
            part.paragraphs.iter().flatten().for_each(|piece| all.push_str(piece.text));
            all.push('\n');
            at = part.after;
            n_parts += 1;
        }
        assert_eq!(n_parts, 5);
        assert_eq!(all.replace('\n', ""), text.replace('\n', ""));
        assert!(end("ä".repeat(100_000).as_str(), 0, &[]) <= PART + SLACK + 1);
        assert_eq!(part("", &[], 7).paragraphs, Vec::<Vec<Piece>>::new());
    }
}
