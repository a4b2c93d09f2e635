//! The sentences of a paragraph, as exact byte spans.
//!
//! A scanner over terminators: at each it looks at the word before, the word behind, and the
//! quotations and brackets around it, and decides whether the sentence ends ([`super::ending`]).
//! It never uses UAX #29, which breaks "Mr. | Smith", "U.S. | Senate" and `"Is it true?" | he
//! asked.` Line breaks inside a paragraph end a sentence where they are none of a wrapped line.

use crate::model::{Language, Span};

use super::abbreviation::Lexicon;
use super::ending::{self, Initial, Stop, Terminator};
use super::enumeration::{self, Mark};
use super::line::Lines;
use super::quotation::{self, Enclosure, Stretch};

/// Bytes of the longest sentence; what is longer is cut at white space.
pub const LONGEST: usize = 64 * 1024;

/// Appends the spans of the sentences of `text` in `paragraph`, ascending and disjoint, each
/// without white space around it. A paragraph with a visible character has at least one.
///
/// O(length), whatever the text.
pub fn spans(text: &str, paragraph: Span, language: Option<Language>, into: &mut Vec<Span>) {
    let body = paragraph.of(text);
    let mut scanner = Scanner {
        text: body,
        base: paragraph.start as usize,
        lexicon: Lexicon::of(language),
        stretches: quotation::stretches(body),
        next_stretch: 0,
        lines: Lines::of(body),
        initial: Initial::of(body),
        line_start: 0,
        start: 0,
        expected: None,
        sentences: into,
    };
    scanner.begin(0);
    scanner.run();
}

struct Scanner<'a> {
    text: &'a str,
    /// Where the paragraph begins in the document.
    base: usize,
    lexicon: &'static Lexicon,
    stretches: Vec<Stretch>,
    /// The first stretch that does not end before the scanner.
    next_stretch: usize,
    lines: Lines,
    initial: Initial,
    line_start: usize,
    /// Where the sentence at hand begins.
    start: usize,
    /// The mark that would open the next item of a list in running text.
    expected: Option<Mark>,
    sentences: &'a mut Vec<Span>,
}

impl Scanner<'_> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while let Some(offset) =
            bytes.get(at..).and_then(|rest| rest.iter().position(|&byte| ending::may_end(byte)))
        {
            at = self.step(at + offset);
        }
        self.emit(self.text.len());
    }

    /// Looks at the character at `at` and returns where to go on.
    fn step(&mut self, at: usize) -> usize {
        let Some(char) = self.text.get(at..).and_then(|rest| rest.chars().next()) else {
            return at + 1;
        };
        let next = at + char.len_utf8();
        match char {
            '\n' | '\r' => self.line_break(at, next),
            _ => {
                if matches!(char, '.' | ')') {
                    self.list_item(at);
                }
                match ending::terminator(self.text, at, char) {
                    Some(terminator) => self.terminator(at, terminator),
                    None => next,
                }
            }
        }
    }

    fn line_break(&mut self, at: usize, next: usize) -> usize {
        let ends = self.stretch_at(at).is_none()
            && self.lines.ends_sentence(self.text, self.line_start, at, next);
        self.line_start = next;
        if ends {
            self.emit(at);
            self.begin(next);
        }
        next
    }

    /// Breaks before the item of a list in running text, whose mark is closed at `at`.
    fn list_item(&mut self, at: usize) {
        let Some(expected) = self.expected else { return };
        let head = self.text.get(self.start..at).unwrap_or_default();
        let before_label = head.trim_end_matches(|char: char| char.is_ascii_alphanumeric());
        let is_prefix = |char: char| char == '(' || enumeration::is_bullet(char);
        let item = self.start + before_label.trim_end_matches(is_prefix).len();
        if head.len() - before_label.len() > 3 || item <= self.start {
            return;
        }
        let rest = self.text.get(item..).unwrap_or_default();
        let spaced = before_label.ends_with(|char: char| char.is_whitespace() || is_prefix(char));
        if spaced && enumeration::mark(rest).is_some_and(|(mark, _)| mark == expected) {
            self.emit(item);
            self.begin(item);
        }
    }

    fn terminator(&mut self, at: usize, terminator: Terminator) -> usize {
        let run_end = ending::end_of_run(self.text, at, terminator);
        let stretch = self.stretch_at(at);
        let Some(end) = self.end_behind_closings(run_end, stretch) else { return run_end };
        let stop = Stop {
            text: self.text,
            sentence_start: self.start,
            at,
            run_end,
            end,
            terminator,
            initial: self.initial,
            quoted: stretch.is_some_and(|stretch| stretch.enclosure == Enclosure::Quotation),
        };
        let takes_in_source = stop.quoted && self.source_follows(end);
        if !takes_in_source && ending::ends_sentence(&stop, self.lexicon) {
            self.emit(end);
            self.begin(end);
        }
        end
    }

    /// The source of a quotation follows in brackets, and the stop behind them: `“…” (Smith).`
    fn source_follows(&self, end: usize) -> bool {
        let rest = self.text.get(end..).unwrap_or_default();
        let visible = rest.trim_start();
        if !visible.starts_with('(') {
            return false;
        }
        let at = self.text.len() - visible.len();
        let brackets = self.stretches.iter().skip(self.next_stretch).take(2);
        let mut ends = brackets.filter(|next| next.span.start as usize == at);
        ends.any(|next| {
            let behind = self.text.get(next.span.end as usize..).unwrap_or_default();
            let inner = next.span.of(self.text).trim_end_matches(')');
            behind.starts_with(['.', ',', ';', ':']) && !inner.ends_with(['.', '!', '?'])
        })
    }

    /// Where the sentence would end if it ended with the terminators before `run_end`: behind the
    /// marks that close there. `None` inside a stretch that goes on, or in brackets that opened in
    /// the middle of the sentence.
    fn end_behind_closings(&self, run_end: usize, stretch: Option<Stretch>) -> Option<usize> {
        let Some(stretch) = stretch else { return Some(ending::skip_closings(self.text, run_end)) };
        let stretch_end = stretch.span.end as usize;
        let inner = self.text.get(run_end..stretch_end).unwrap_or_default();
        let goes_on = inner.chars().any(|char| !char.is_whitespace() && !ending::is_closing(char));
        let in_passing =
            stretch.enclosure == Enclosure::Brackets && stretch.span.start as usize > self.start;
        if goes_on || in_passing {
            return None;
        }
        Some(ending::skip_closings(self.text, stretch_end.max(run_end)))
    }

    fn stretch_at(&mut self, at: usize) -> Option<Stretch> {
        while let Some(&stretch) = self.stretches.get(self.next_stretch) {
            if stretch.span.end as usize > at {
                return (stretch.span.start as usize <= at).then_some(stretch);
            }
            self.next_stretch += 1;
        }
        None
    }

    /// Begins a sentence at `at` or at the first visible character behind it.
    fn begin(&mut self, at: usize) {
        let rest = self.text.get(at..).unwrap_or_default();
        let rest = rest.trim_start();
        self.start = self.text.len() - rest.len();
        if let Some((mark, _)) = enumeration::mark(rest) {
            self.expected = Some(mark.next());
        }
    }

    /// Ends the sentence at hand at `end`.
    fn emit(&mut self, end: usize) {
        let mut rest = self.text.get(self.start..end).unwrap_or_default().trim();
        let mut start =
            end - self.text.get(self.start..end).map_or(0, |all| all.trim_start().len());
        while !rest.is_empty() {
            let piece = first_piece(rest);
            let span = Span::new(self.base + start, self.base + start + piece.trim_end().len());
            self.sentences.push(span);
            let behind = rest.get(piece.len()..).unwrap_or_default();
            rest = behind.trim_start();
            start += piece.len() + behind.len() - rest.len();
        }
        self.start = end;
    }
}

/// The first [`LONGEST`] bytes of `text` at most, up to white space if there is any.
fn first_piece(text: &str) -> &str {
    if text.len() <= LONGEST {
        return text;
    }
    let limit = text.floor_char_boundary(LONGEST);
    let head = text.get(..limit).unwrap_or_default();
    match head.rfind(char::is_whitespace) {
        Some(space) if space > 0 => head.get(..space).unwrap_or(head),
        _ => head,
    }
}
