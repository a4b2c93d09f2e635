//! Lines of text under a width, with the few looks that a terminal has.

use std::fmt::Write as _;

use textwrap::wrap;

use super::{Style, Terminal};
use crate::model::briefing::{CitationEntry, RelationEntry};
use crate::render::escape;

/// Narrower than this nothing can be read anyway.
const MIN_WIDTH: usize = 20;
/// Longer lines are hard to read on any screen.
const MAX_WIDTH: usize = 100;

#[derive(Clone, Copy)]
pub(super) enum Look {
    Normal,
    Strong,
    Faint,
}

pub(super) struct Page {
    pub(super) out: String,
    width: usize,
    style: Style,
}

impl Page {
    pub(super) fn new(terminal: Terminal) -> Self {
        let width = terminal.width.clamp(MIN_WIDTH, MAX_WIDTH);
        Self { out: String::new(), width, style: terminal.style }
    }

    /// Writes `text`, wrapped and escaped.
    pub(super) fn lines(&mut self, first: &str, others: &str, text: &str, look: Look) {
        let options =
            textwrap::Options::new(self.width).initial_indent(first).subsequent_indent(others);
        let (on, off) = match (self.style, look) {
            (Style::Plain, _) | (_, Look::Normal) => ("", ""),
            (Style::Styled, Look::Strong) => ("\u{1b}[1m", "\u{1b}[0m"),
            (Style::Styled, Look::Faint) => ("\u{1b}[2m", "\u{1b}[0m"),
        };
        for line in wrap(&escape::terminal(text), options) {
            self.out.push_str(on);
            self.out.push_str(&line);
            self.out.push_str(off);
            self.out.push('\n');
        }
    }

    pub(super) fn gap(&mut self) {
        self.out.push('\n');
    }

    pub(super) fn heading(&mut self, text: &str) {
        self.gap();
        self.lines("", "", text, Look::Strong);
    }

    /// A heading inside a topic, which stands closer to what it heads.
    pub(super) fn subheading(&mut self, text: &str) {
        self.lines("  ", "  ", text, Look::Strong);
    }
}

/// `text` with the marks of `citations` behind it.
pub(super) fn cited(text: &str, citations: &[CitationEntry]) -> String {
    let mut out = text.to_owned();
    for citation in citations {
        let mark = if citation.relation == RelationEntry::Also { "+" } else { "" };
        let _ = write!(out, " {mark}[{}]", citation.source);
    }
    out
}
