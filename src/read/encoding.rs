//! Bytes to text: byte order mark, else UTF-8, else what the source declares, else a guess.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::input::{LIMIT, TOO_LARGE};

/// Control characters that text does not hold make up at most one in this many of its characters.
const CHARACTERS_A_CONTROL: usize = 50;

/// A declaration further down is not looked for; HTML's own limit is 1,024 bytes.
const DECLARED_WITHIN: usize = 4096;

/// A text, and whether it is whole.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// Without its byte order mark, otherwise every character of it.
    pub(super) text: String,
    /// Bytes that mean nothing in its encoding were replaced by `�`.
    pub(super) replaced: bool,
}

/// Decodes `bytes`; `declared` is the encoding that the source itself names.
///
/// # Errors
/// The reason, if it is no text or too much of it.
pub(super) fn decode(
    bytes: Vec<u8>,
    declared: Option<&'static Encoding>,
) -> Result<Decoded, String> {
    let marked = Encoding::for_bom(&bytes).or_else(|| unmarked_utf_16(&bytes));
    if marked.is_none_or(|(encoding, _)| encoding == UTF_8)
        && let Some(at) = memchr::memchr(0, &bytes)
    {
        let (line, column) = place(&bytes, at);
        return Err(format!(
            "not text (a NUL byte at line {line} column {column}; save UTF-16 with a byte order mark)"
        ));
    }
    let decoded = if let Some((encoding, length)) = marked {
        with(encoding, bytes.get(length..).unwrap_or_default())
    } else {
        match String::from_utf8(bytes) {
            Ok(text) => Decoded { text, replaced: false },
            Err(error) => {
                let bytes = error.as_bytes();
                with(declared.unwrap_or_else(|| guess(bytes)), bytes)
            }
        }
    };
    if decoded.text.len() > LIMIT {
        return Err(TOO_LARGE.into());
    }
    if has_many_controls(&decoded.text) {
        return Err("not text (it holds many control characters)".into());
    }
    Ok(decoded)
}

/// The encoding that a page or feed names near its beginning (`charset=…`, `encoding="…"`).
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..DECLARED_WITHIN).unwrap_or(bytes).to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let (_, rest) = head.split_once("charset=").or_else(|| head.split_once("encoding="))?;
    let label = rest.trim_start_matches(['"', '\'', ' ']);
    let end = |sign: char| !(sign.is_ascii_alphanumeric() || "-_:.".contains(sign));
    Encoding::for_label(label.split(end).next()?.as_bytes())
}

/// The line and the column of the byte at `at`, both from 1.
fn place(bytes: &[u8], at: usize) -> (usize, usize) {
    let before = bytes.get(..at).unwrap_or_default();
    let line_start = memchr::memrchr(b'\n', before).map_or(0, |end| end + 1);
    (memchr::memchr_iter(b'\n', before).count() + 1, at - line_start + 1)
}

/// UTF-16 without a mark, if the text begins with two signs of ASCII as XML and JSON do.
fn unmarked_utf_16(bytes: &[u8]) -> Option<(&'static Encoding, usize)> {
    match bytes.get(..4)? {
        [0, first, 0, second] if *first != 0 && *second != 0 => Some((UTF_16BE, 0)),
        [first, 0, second, 0] if *first != 0 && *second != 0 => Some((UTF_16LE, 0)),
        _ => None,
    }
}

/// Decodes in `encoding`, whatever mark there is.
fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, replaced) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), replaced }
}

/// The encoding of bytes that are not valid UTF-8.
///
/// Where more multi-byte characters are right than wrong it is still UTF-8, damaged: other
/// encodings hardly ever look like it.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let (mut n_right, mut n_wrong) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        n_right += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        n_wrong += usize::from(!chunk.invalid().is_empty());
    }
    if n_right > n_wrong {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether control characters other than white space (and the escape of terminal colors and the
/// overstrike of manual pages) are so many that this is no text.
fn has_many_controls(text: &str) -> bool {
    let is_odd = |byte: &u8| u8::from(matches!(byte, 0..=7 | 14..=26 | 28..=31));
    // Counts that fit a byte are added up many at a time, if no sum is checked for overflow.
    let n_odd = |some: &[u8]| some.iter().map(is_odd).fold(0, u8::wrapping_add);
    let counts = text.as_bytes().chunks(255).map(n_odd);
    let n_controls: usize = counts.map(usize::from).sum();
    n_controls > 0 && n_controls > text.chars().count() / CHARACTERS_A_CONTROL
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes.to_vec(), None).unwrap().text
    }

    #[test]
    fn marks_decide_and_are_left_out() {
        assert_eq!(text(b"\xEF\xBB\xBFday"), "day");
        assert_eq!(text(b"\xFF\xFEd\0\xE9\0"), "dé");
        assert_eq!(text(b"\xFE\xFF\0d\0\xE9"), "dé");
        assert_eq!(text(b"\0<\0a\0\xE9"), "<aé");
        assert_eq!(text(b"<\0a\0\xE9\0"), "<aé");
    }

    #[test]
    fn other_encodings_are_guessed() {
        let german = "Die Häuser der größeren Städte wären schöner.";
        let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(german);
        assert_eq!(text(&bytes), german);
        let russian = "Президент России провёл переговоры с лидером Китая в среду.";
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(russian);
        assert_eq!(text(&bytes), russian);
        assert_eq!(decode(bytes.into(), Some(encoding_rs::KOI8_R)).unwrap().text.len(), 110);
    }

    #[test]
    fn declarations_are_found() {
        let named = |text: &str| declared(text.as_bytes()).map(Encoding::name);
        assert_eq!(named("<meta charset=\"Shift_JIS\">"), Some("Shift_JIS"));
        assert_eq!(named("<meta content='text/html; charset=koi8-r'>"), Some("KOI8-R"));
        assert_eq!(named("<?xml version='1.0' encoding='latin1'?>"), Some("windows-1252"));
        assert_eq!(named("<p>charset=none"), None);
    }

    #[test]
    fn damaged_utf_8_stays_utf_8() {
        let decoded = decode(b"d\xC3\xA9j\xC3\xA0 vu\xC3".to_vec(), None).unwrap();
        assert_eq!(decoded, Decoded { text: "déjà vu\u{FFFD}".into(), replaced: true });
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let nul = "not text (a NUL byte at line 2 column 2; save UTF-16 with a byte order mark)";
        assert_eq!(decode(b"x\na\0b".to_vec(), None).unwrap_err(), nul);
        let controls = "not text (it holds many control characters)";
        assert_eq!(decode(b"\x01\x02abc".to_vec(), None).unwrap_err(), controls);
        assert!(decode(b"\x1b[1mbold\x1b[0m\t\r\n".to_vec(), None).is_ok());
    }
}
