//! Errors, warnings and notes on standard error, one line each, whatever characters they quote.

use std::fmt::{self, Display, Write as _};
use std::io::Write as _;

use anstyle::{AnsiColor, Style};

pub(crate) use crate::error::reason;

/// How much is said on standard error; errors always are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum Verbosity {
    /// Errors alone.
    Quiet,
    /// Warnings too.
    #[default]
    Normal,
    /// Notes on what is done, too.
    Verbose,
}

/// Says why the run failed.
pub(crate) fn error(message: &dyn Display) {
    line("error", AnsiColor::Red, message);
}

/// Says what was left out.
pub(crate) fn warning(verbosity: Verbosity, message: &dyn Display) {
    if verbosity >= Verbosity::Normal {
        line("warning", AnsiColor::Yellow, message);
    }
}

/// Says what was done.
pub(crate) fn note(verbosity: Verbosity, message: &dyn Display) {
    if verbosity >= Verbosity::Verbose {
        line("note", AnsiColor::Cyan, message);
    }
}

/// A failure to write to standard error has nowhere to be told, and changes nothing.
fn line(label: &str, color: AnsiColor, message: &dyn Display) {
    let style = Style::new().bold().fg_color(Some(color.into()));
    let text = format!("{style}{label}:{style:#} {}\n", escaped(message));
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}

/// `message` on one line: control characters, line separators and what turns the direction of
/// writing appear as escapes, so that a hostile file name cannot write lines or colors of its own.
pub(crate) fn escaped(message: &dyn Display) -> String {
    let mut line = Escaped(String::new());
    let _ = write!(line, "{message}");
    line.0
}

struct Escaped(String);

impl fmt::Write for Escaped {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for char in text.chars() {
            match char {
                '\n' | '\r' | '\t' => self.0.extend(char.escape_default()),
                _ if is_unprintable(char) => self.0.extend(char.escape_unicode()),
                _ => self.0.push(char),
            }
        }
        Ok(())
    }
}

fn is_unprintable(char: char) -> bool {
    char.is_control()
        || matches!(char, '\u{2028}' | '\u{2029}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
        || matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// `n` and the noun in the right number: `1 topic`, `2 topics`.
pub(crate) fn counted(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_one_line_without_controls() {
        let hostile = "a\nb\u{1b}[31m\u{9b}1m\u{202e}\u{2028}\r\t";
        let text = escaped(&hostile);
        assert_eq!(text, "a\\nb\\u{1b}[31m\\u{9b}1m\\u{202e}\\u{2028}\\r\\t");
        assert_eq!(escaped(&"Wörter, 中文, “so”"), "Wörter, 中文, “so”");
    }

    #[test]
    fn counts_agree_with_their_nouns() {
        assert_eq!([counted(0, "topic"), counted(1, "topic")], ["0 topics", "1 topic"]);
    }
}
