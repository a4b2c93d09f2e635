//! Plain text to paragraphs: what its lines and blank lines say, and nothing that its words say.
//!
//! The rules, block by block (a block is a run of lines that hold something; U+2029 ends one too):
//!
//! 1. A first line that begins with `#` signs and a space, or that is underlined by a line of `=`
//!    or `-`, is a heading; the signs and the rule are no part of it.
//! 2. Lines that begin with a bullet are items, if the first one does or at least two do; lines
//!    that begin with a number (`1.`, `2)`) are, if at least two do, since a wrapped line may begin
//!    with "12." by chance. A bullet is no part of the item; a number is boilerplate before it.
//!    Lines that go on below an item, indented or in lower case, belong to it.
//! 3. The other lines are *wrapped* if the longest has 40 to 100 characters and nine in ten of the
//!    breaks after a line that ends no sentence come where the next word did not fit. Wrapped lines
//!    are one paragraph, parted only after a line that ends a sentence and is either short or
//!    followed by an indented one.
//! 4. Lines that are not wrapped are a paragraph each, unless one stops within a sentence and the
//!    next goes on in lower case.

use super::draft::MAX_PARAGRAPHS;
use crate::model::{Paragraph, ParagraphKind, Span, find};

/// Widths, in characters, at which people wrap lines.
const WRAPPED: std::ops::RangeInclusive<usize> = 40..=100;

/// A line is full if the next word would have made it longer than this share of the longest, in
/// hundredths; ragged ends and hyphenation need some room.
const FULL: usize = 85;

/// The paragraphs of `text` from byte `start` on, ascending; together they hold every word.
pub(super) fn paragraphs(text: &str, start: usize) -> Vec<Paragraph> {
    let mut found = Found { text, paragraphs: Vec::new() };
    let mut block = Vec::new();
    for (line, end) in (Lines { text, at: start }) {
        if line.span.is_empty() {
            found.block(&block);
            block.clear();
            continue;
        }
        block.push(line);
        if end == Some('\u{2029}') {
            found.block(&block);
            block.clear();
        }
    }
    found.block(&block);
    found.paragraphs
}

/// Whether `text` ends as a sentence does, closing quotation marks and brackets left aside.
pub(super) fn ends_sentence(text: &str) -> bool {
    let closing = ['"', '\'', '”', '’', '»', '›', '“', '‘', ')', ']', '」', '』', '*', '_'];
    let text = text.trim_end_matches(|character: char| closing.contains(&character));
    text.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।', '։', '።'])
}

/// A line without the white space around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Line {
    span: Span,
    /// Bytes of white space before it.
    indent: u32,
}

/// The lines of a text, each with the character that ends it.
struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = (Line, Option<char>);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let (length, end) = line_end(rest).map_or((rest.len(), None), |(at, end)| (at, Some(end)));
        let line = rest.get(..length).unwrap_or_default();
        let after = rest.get(length..).unwrap_or_default();
        let width = if after.starts_with("\r\n") { 2 } else { end.map_or(0, char::len_utf8) };
        let indent = line.len() - line.trim_start_matches(is_space).len();
        let start = self.at + indent;
        let span = Span::new(start, start + line.trim_matches(is_space).len());
        self.at += length + width;
        Some((Line { span, indent: Span::new(0, indent).end }, end))
    }
}

/// Where the first line of `text` ends, and the character that ends it.
fn line_end(text: &str) -> Option<(usize, char)> {
    let bytes = text.as_bytes();
    // The first bytes of all that end lines; nearly all other text is passed over at once.
    let mut from = 0;
    while let Some(at) = find::any_of(bytes, from, b"\n\x0B\x0C\r\xC2\xE2") {
        let character = text.get(at..)?.chars().next()?;
        if ends_line(character) {
            return Some((at, character));
        }
        from = at + character.len_utf8();
    }
    None
}

/// Whether a line ends there, by Unicode's list.
fn ends_line(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\x0B' | '\x0C' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// White space, and the marks that take no room and are left over from other programs.
fn is_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200B}' | '\u{FEFF}')
}

/// The sign that makes a line an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marker {
    Bullet,
    Number,
}

/// The marker that `line` begins with, the length of it, and that of the white space after it.
fn marker(line: &str) -> Option<(Marker, usize, usize)> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let (marker, length) = if (1..=3).contains(&digits) {
        line.get(digits..)?.strip_prefix(['.', ')']).map(|_| (Marker::Number, digits + 1))?
    } else {
        let bullet = line.chars().next().filter(|sign| "-*+•·‣◦▪●–".contains(*sign))?;
        (Marker::Bullet, bullet.len_utf8())
    };
    let rest = line.get(length..)?;
    let space = rest.len() - rest.trim_start_matches(is_space).len();
    let holds = space > 0 && rest.chars().any(char::is_alphanumeric);
    holds.then_some((marker, length, space))
}

/// Whether `line` is nothing but a rule under a heading.
fn is_rule(line: &str) -> bool {
    line.len() >= 3 && ['=', '-'].iter().any(|sign| line.chars().all(|other| other == *sign))
}

/// How many bytes of signs and white space make `line` a heading; 0 if it is none.
fn heading_signs(line: &str) -> usize {
    let content = line.trim_start_matches('#');
    let n_signs = line.len() - content.len();
    let text = content.trim_start_matches(is_space);
    let is_heading = (1..=6).contains(&n_signs) && text.len() < content.len() && !text.is_empty();
    if is_heading { line.len() - text.len() } else { 0 }
}

/// The paragraphs found so far.
struct Found<'a> {
    text: &'a str,
    paragraphs: Vec<Paragraph>,
}

impl Found<'_> {
    fn of(&self, line: Line) -> &str {
        line.span.of(self.text)
    }

    /// An article with one paragraph too many is refused, so that those behind it are no matter.
    fn push(&mut self, kind: ParagraphKind, start: u32, end: u32) {
        if start < end && self.paragraphs.len() <= MAX_PARAGRAPHS {
            self.paragraphs.push(Paragraph { span: Span { start, end }, kind });
        }
    }

    /// Rule 1; the lines below the headings go on to rule 2.
    fn block(&mut self, mut lines: &[Line]) {
        while let [first, rest @ ..] = lines {
            let signs = Span::new(0, heading_signs(self.of(*first))).end;
            let ruled = rest.first().is_some_and(|rule| is_rule(self.of(*rule)));
            if signs == 0 && !ruled {
                break;
            }
            self.push(ParagraphKind::Heading, first.span.start + signs, first.span.end);
            lines = if ruled { rest.get(1..).unwrap_or_default() } else { rest };
        }
        self.below(lines);
    }

    /// Rule 2; the lines between the items go on to rules 3 and 4.
    fn below(&mut self, mut lines: &[Line]) {
        let marked: Vec<Option<Marker>> =
            lines.iter().map(|line| marker(self.of(*line)).map(|(marker, ..)| marker)).collect();
        let count = |kind| marked.iter().filter(|marker| **marker == Some(kind)).count();
        let bullets = marked.first() == Some(&Some(Marker::Bullet)) || count(Marker::Bullet) >= 2;
        let numbers = count(Marker::Number) >= 2;
        let is_item = |marker: &Option<Marker>| match marker {
            Some(Marker::Bullet) => bullets,
            Some(Marker::Number) => numbers,
            None => false,
        };
        let mut marked = marked.as_slice();
        while let ([first, below @ ..], [mark, marks @ ..]) = (lines, marked) {
            let begins_item = is_item(mark);
            let goes_on = |(line, mark): &(&Line, &Option<Marker>)| {
                let belongs = !begins_item || line.indent > first.indent || self.is_lower(**line);
                !is_item(mark) && belongs
            };
            let n_lines = 1 + below.iter().zip(marks).take_while(goes_on).count();
            let (run, rest) = lines.split_at(n_lines);
            if begins_item {
                self.item(run);
            } else {
                self.run(run);
            }
            (lines, marked) = (rest, marked.get(n_lines..).unwrap_or_default());
        }
    }

    fn item(&mut self, lines: &[Line]) {
        let (Some(&first), Some(last)) = (lines.first(), lines.last()) else { return };
        let Some((kind, length, space)) = marker(self.of(first)) else { return };
        let start = first.span.start;
        let length = Span::new(0, length);
        if kind == Marker::Number {
            self.push(ParagraphKind::Boilerplate, start, start + length.end);
        }
        let start = start + length.end + Span::new(0, space).end;
        self.push(ParagraphKind::ListItem, start, last.span.end);
    }

    /// Rules 3 and 4, for lines that are no items.
    fn run(&mut self, lines: &[Line]) {
        let longest = lines.iter().map(|line| self.of(*line).chars().count()).max().unwrap_or(0);
        let breaks = || lines.iter().zip(lines.iter().skip(1));
        let inner = || breaks().filter(|(line, _)| !ends_sentence(self.of(**line)));
        let n_full = inner().filter(|(line, next)| self.is_full(**line, **next, longest)).count();
        let n_inner = inner().count();
        let wrapped = WRAPPED.contains(&longest) && n_inner > 0 && n_full * 10 >= n_inner * 9;
        let mut start = None;
        let mut ends = Vec::new();
        for (line, next) in breaks() {
            let ended = ends_sentence(self.of(*line));
            let parts = if wrapped {
                let indented = next.indent > line.indent + 1;
                ended && (indented || !self.is_full(*line, *next, longest))
            } else {
                ended || !self.is_lower(*next)
            };
            let first = *start.get_or_insert(line.span.start);
            if parts {
                ends.push((first, line.span.end));
                start = None;
            }
        }
        for (start, end) in ends {
            self.push(ParagraphKind::Body, start, end);
        }
        if let Some(last) = lines.last() {
            self.push(ParagraphKind::Body, start.unwrap_or(last.span.start), last.span.end);
        }
    }

    /// Whether the first word of `next` did not fit on `line`.
    fn is_full(&self, line: Line, next: Line, longest: usize) -> bool {
        let word = self.of(next).split(is_space).next().unwrap_or_default();
        let width = self.of(line).chars().count() + 1 + word.chars().count();
        width * 100 > longest * FULL
    }

    fn is_lower(&self, line: Line) -> bool {
        self.of(line).chars().next().is_some_and(char::is_lowercase)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each paragraph after the first letter of its kind.
    fn split(text: &str) -> Vec<String> {
        let show = |paragraph: &Paragraph| {
            let kind = match paragraph.kind {
                ParagraphKind::Body => 'b',
                ParagraphKind::ListItem => 'l',
                ParagraphKind::Heading => 'h',
                ParagraphKind::Boilerplate => 'x',
            };
            format!("{kind} {}", paragraph.span.of(text))
        };
        paragraphs(text, 0).iter().map(show).collect()
    }

    #[test]
    fn blank_lines_part_paragraphs_whatever_ends_the_lines() {
        for end in ["\n", "\r\n", "\r", "\u{85}", "\u{2028}"] {
            let text = format!("{end}  One.{end} \t{end}{end}Two.{end}");
            assert_eq!(split(&text), ["b One.", "b Two."], "{end:?}");
        }
        assert_eq!(split("one\u{2029}two"), ["b one", "b two"]);
        assert_eq!(split("\u{FEFF} \n\u{200B}\n"), [""; 0]);
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let text = "Russian President Vladimir Putin and Chinese President Xi\n\
                    Jinping have held a video call to discuss ways to enhance\n\
                    cooperation, maintain strategic stability, and manage.\n\
                    Their relations with the United States were a topic.";
        assert_eq!(split(text), [format!("b {text}")]);
        let parted = "Russian President Vladimir Putin and Chinese President Xi\n\
                      Jinping have held a video call.\n\
                      Both the British and Canadian prime ministers had visited\n\
                      Beijing last month.";
        assert_eq!(split(parted).len(), 2);
    }

    #[test]
    fn a_unit_a_line_is_a_paragraph_a_line() {
        assert_eq!(
            split("He came. Then he left.\nShe saw.\nIt won?"),
            ["b He came. Then he left.", "b She saw.", "b It won?"]
        );
        assert_eq!(
            split("US relations\nXi said that he would go"),
            ["b US relations", "b Xi said that he would go"]
        );
        assert_eq!(split("Apples and\npears"), ["b Apples and\npears"]);
    }

    #[test]
    fn items_are_told_from_wrapped_numbers() {
        assert_eq!(
            split("Three things:\n- one\n  and more\n- two\n* three"),
            ["b Three things:", "l one\n  and more", "l two", "l three"]
        );
        assert_eq!(split("1. One\n2) Two"), ["x 1.", "l One", "x 2)", "l Two"]);
        assert_eq!(split("4. Februar in Berlin"), ["b 4. Februar in Berlin"]);
        assert_eq!(split("-5 degrees\n- "), ["b -5 degrees", "b -"]);
    }

    #[test]
    fn headings_are_signed_or_ruled() {
        assert_eq!(split("## Relations\nThey met."), ["h Relations", "b They met."]);
        assert_eq!(split("Relations\n=====\nThey met."), ["h Relations", "b They met."]);
        assert_eq!(split("#hashtag\n\n___"), ["b #hashtag", "b ___"]);
    }

    #[test]
    fn begins_where_it_is_told() {
        assert_eq!(paragraphs("date one two", 4)[0].span, Span::new(5, 12));
    }

    #[test]
    fn sentences_end_before_quotation_marks_too() {
        for text in ["He said so.", "“He did.”", "(True!)", "他说。", "Really?'"] {
            assert!(ends_sentence(text), "{text}");
        }
        for text in ["US relations", "Three things:", "", "a “b”"] {
            assert!(!ends_sentence(text), "{text}");
        }
    }
}
