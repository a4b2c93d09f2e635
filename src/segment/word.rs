//! The words of a text, as UAX #29 has them: `3.14`, `can't`, `foo_bar`, and `U.S` of `U.S.`
//!
//! Stretches of ASCII between spaces, most of an English text, take a path of their own that gives
//! the same words as unicode-segmentation several times as fast. Scripts that write no spaces
//! between words are left to dictionaries (`unspaced`).

use unicode_segmentation::UnicodeSegmentation;

use super::unspaced;
use crate::model::{Span, find};

/// Appends the spans of the words of `text` in `within`, ascending.
///
/// O(length).
pub fn spans(text: &str, within: Span, into: &mut Vec<Span>) {
    let part = within.of(text);
    let bytes = part.as_bytes();
    let base = within.start as usize;
    let mut at = 0;
    while at < bytes.len() {
        let (end, is_ascii) = piece_end(bytes, at);
        if is_ascii {
            ascii_words(bytes, at, end, base, into);
        } else {
            let piece = part.get(at..end).unwrap_or_default();
            if unspaced::has_any(piece) {
                unspaced::words(piece, base + at, into);
            } else {
                let words = piece.unicode_word_indices();
                into.extend(words.map(|(offset, word)| {
                    Span::new(base + at + offset, base + at + offset + word.len())
                }));
            }
        }
        at = end;
    }
}

/// Where the piece from `at` on ends, and whether it is ASCII. Words do not depend on what stands
/// beyond a piece: one of ASCII runs up to the last space before a character that is not, and one
/// with other characters up to the next space with ASCII behind it; of several spaces the last.
fn piece_end(bytes: &[u8], at: usize) -> (usize, bool) {
    let Some(mut index) = find::not_ascii(bytes, at) else {
        return (bytes.len(), true);
    };
    let parts = |&space: &usize| bytes[space] == b' ' && opens(bytes[space + 1]);
    if let Some(space) = (at..index).rev().find(parts) {
        return (space + 1, true);
    }
    while let Some(offset) = bytes.get(index..).and_then(|rest| memchr::memchr(b' ', rest)) {
        index += offset + 1;
        if bytes.get(index).copied().is_some_and(opens) {
            return (index, false);
        }
    }
    (bytes.len(), false)
}

/// Whether a piece can begin with `byte` behind a space. Spaces hold together (rule `WB3d`), and what
/// is not ASCII may attach itself to the space before it (`WB4`).
fn opens(byte: u8) -> bool {
    byte.is_ascii() && byte != b' '
}

/// The words of ASCII bytes: UAX #29 rules WB5 to WB13 for its classes.
fn ascii_words(bytes: &[u8], from: usize, to: usize, base: usize, into: &mut Vec<Span>) {
    let bytes = &bytes[..to];
    let class = |index: usize| bytes.get(index).map_or(Class::Other, |&byte| class(byte));
    let is_part = |&byte: &u8| self::class(byte).is_part();
    let mut at = from;
    while let Some(offset) = bytes[at..].iter().position(is_part) {
        let start = at + offset;
        at = start;
        loop {
            at += bytes[at..].iter().position(|byte| !is_part(byte)).unwrap_or(to - at);
            let joins = match (class(at - 1), class(at)) {
                (Class::Letter, Class::Colon | Class::DotOrApostrophe) => Class::Letter,
                (Class::Digit, Class::Comma | Class::DotOrApostrophe) => Class::Digit,
                _ => break,
            };
            if class(at + 1) != joins {
                break;
            }
            at += 2;
        }
        if bytes[start..at].iter().any(|&byte| byte != b'_') {
            into.push(Span::new(base + start, base + at));
        }
    }
}

fn class(byte: u8) -> Class {
    CLASSES[byte as usize]
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Underscore,
    /// `:`, between letters.
    Colon,
    /// `,` and `;`, between digits.
    Comma,
    /// `.` and `'`, between two of either.
    DotOrApostrophe,
    Other,
}

impl Class {
    /// Stands in a word without a partner.
    fn is_part(self) -> bool {
        matches!(self, Self::Letter | Self::Digit | Self::Underscore)
    }
}

static CLASSES: [Class; 256] = {
    let mut table = [Class::Other; 256];
    let mut byte: u8 = 0;
    while byte < 128 {
        table[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'_' => Class::Underscore,
            b':' => Class::Colon,
            b',' | b';' => Class::Comma,
            b'.' | b'\'' => Class::DotOrApostrophe,
            _ => Class::Other,
        };
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        spans(text, Span::new(0, text.len()), &mut found);
        found.iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn numbers_contractions_and_names_are_one_word() {
        assert_eq!(
            words("3.14 of 1,000 can't foo_bar"),
            ["3.14", "of", "1,000", "can't", "foo_bar"]
        );
        assert_eq!(words("The U.S. and “l’été” __ x"), ["The", "U.S", "and", "l’été", "x"]);
        assert_eq!(words("1.a a.1 a,b 1:2 a:b '"), ["1", "a", "a", "1", "a", "b", "1", "2", "a:b"]);
    }

    #[test]
    fn spans_count_from_the_text() {
        let text = "Один, two";
        let mut found = Vec::new();
        spans(text, Span::new(8, text.len()), &mut found);
        assert_eq!(found, [Span::new(10, 13)]);
    }

    #[test]
    fn spaces_hold_together_before_what_attaches_to_them() {
        for text in ["  \u{200d}ℹ", "a  \u{f99}", "a b \u{200d}ℹ c"] {
            assert_eq!(words(text), text.unicode_words().collect::<Vec<_>>());
        }
    }

    proptest! {
        #[test]
        fn the_fast_path_gives_the_same_words(
            text in "([a-c0-2_.,:;'\"@ \n-]|[ ]|[éàß’·\u{301}\u{200d}ℹ❤\u{fe0f}א\"א한])*"
        ) {
            let plain: Vec<&str> = text.unicode_words().collect();
            prop_assert_eq!(words(&text), plain);
        }

        #[test]
        fn only_unspaced_scripts_are_cut_otherwise(
            text in prop_oneof![
                any::<String>(),
                "([a-c1_.,:' ]|[é\u{301}\u{200d}한א]|[カー漢字〇々のไทยสระ\u{e49}ລາວខ្មែរမြန်])*",
            ]
        ) {
            let mut found = Vec::new();
            spans(&text, Span::new(0, text.len()), &mut found);
            prop_assert_eq!(words(&text).concat(), text.unicode_words().collect::<String>());
            for (at, word) in text.unicode_word_indices() {
                let span = Span::new(at, at + word.len());
                let is_cut = word.starts_with(unspaced::is_unspaced);
                prop_assert!(is_cut || found.contains(&span), "{}", word);
            }
        }
    }
}
