//! The fonts of a PDF: what the bytes that are shown in them mean, and how wide they are.
//!
//! A font's own table of meanings (`ToUnicode`; ISO 32000-1, 9.10.3) comes first, since encodings
//! of fonts that hold only a part of their letters are often made up; then its encoding.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Encoding, Object};

/// Bytes that a table of meanings may unpack to.
const MAX_TABLE: usize = 1 << 20;

/// Entries of the ranges of a table that are filled in; a font has at most as many letters.
const MAX_ENTRIES: usize = 1 << 16;

/// A font.
pub(super) struct Font<'a> {
    /// Whether its name says that it is bold.
    pub(super) is_bold: bool,
    /// Bytes of a character.
    pub(super) n_bytes: usize,
    meanings: BTreeMap<u32, String>,
    encoding: Option<Encoding<'a>>,
    /// In thousandths of the size; empty if the font is one that every reader has.
    widths: BTreeMap<u32, f64>,
    /// Of the characters that have none.
    width: f64,
}

impl<'a> Font<'a> {
    /// The font that `font` describes; its table is read if `n_left` bytes are enough for it, and
    /// is taken off them.
    pub(super) fn new(pdf: &'a Document, font: &'a Dictionary, n_left: &mut usize) -> Self {
        let named = |key: &[u8]| {
            let name = font.get_deref(key, pdf).and_then(Object::as_name).unwrap_or_default();
            String::from_utf8_lossy(name).to_lowercase()
        };
        let name = named(b"BaseFont");
        let is_composite = named(b"Subtype") == "type0";
        let table = font.get_deref(b"ToUnicode", pdf).and_then(Object::as_stream).ok();
        let limit = MAX_TABLE.min(*n_left);
        let table = table.and_then(|table| table.get_plain_content_with_limit(limit).ok());
        let table = table.unwrap_or_default();
        *n_left -= table.len();
        let meanings = meanings(&table);
        // The library would read the table again.
        let has_encoding = meanings.is_empty() || !is_composite && font.has(b"Encoding");
        let encoding = has_encoding.then(|| font.get_font_encoding_with_limit(pdf, limit));
        let (widths, width) =
            if is_composite { composite_widths(pdf, font) } else { simple_widths(pdf, font) };
        Self {
            is_bold: ["bold", "black", "heavy"].iter().any(|word| name.contains(word)),
            n_bytes: if is_composite { 2 } else { 1 },
            meanings,
            encoding: encoding.and_then(Result::ok),
            widths,
            width,
        }
    }

    /// What `bytes` mean.
    pub(super) fn text(&self, bytes: &[u8]) -> String {
        let mut text = String::new();
        for code in bytes.chunks(self.n_bytes) {
            match self.meanings.get(&number_of(code)) {
                Some(meaning) => text.push_str(meaning),
                None => text.push_str(&self.encoded(code)),
            }
        }
        text.retain(|sign| !sign.is_control() || sign.is_whitespace());
        parted(text)
    }

    /// What `code` means by the encoding.
    fn encoded(&self, code: &[u8]) -> String {
        let text = self.encoding.as_ref().and_then(|font| Document::decode_text(font, code).ok());
        text.unwrap_or_default()
    }

    /// The width of `bytes`, which mean `text`, in sizes of the font.
    pub(super) fn width(&self, bytes: &[u8], text: &str) -> f64 {
        let thousandths: f64 = if self.widths.is_empty() && self.n_bytes == 1 {
            text.chars().map(usual_width).sum()
        } else {
            let codes = bytes.chunks(self.n_bytes).map(number_of);
            codes.map(|code| self.widths.get(&code).copied().unwrap_or(self.width)).sum()
        };
        thousandths / 1000.0
    }
}

/// `text` with letters for the ligatures that only print has.
fn parted(text: String) -> String {
    if !text.contains(['ﬀ', 'ﬁ', 'ﬂ', 'ﬃ', 'ﬄ', 'ﬅ', 'ﬆ']) {
        return text;
    }
    let letters = [
        ("ﬀ", "ff"),
        ("ﬁ", "fi"),
        ("ﬂ", "fl"),
        ("ﬃ", "ffi"),
        ("ﬄ", "ffl"),
        ("ﬅ", "st"),
        ("ﬆ", "st"),
    ];
    letters.iter().fold(text, |text, (ligature, letters)| text.replace(ligature, letters))
}

/// A number, whatever its type; 0 for what is none.
pub(super) fn number(object: &Object) -> f64 {
    object.as_float().map_or(0.0, f64::from)
}

/// The number that up to four bytes are.
fn number_of(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |number, byte| number << 8 | u32::from(*byte))
}

/// A code that is written as a number; those that are none are not met.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
fn code(object: &Object) -> u32 {
    number(object).clamp(0.0, f64::from(u32::MAX)) as u32
}

/// The widths of a font of up to 256 characters, and that of the others.
fn simple_widths(pdf: &Document, font: &Dictionary) -> (BTreeMap<u32, f64>, f64) {
    let first = font.get_deref(b"FirstChar", pdf).map(code).unwrap_or_default();
    let widths = font.get_deref(b"Widths", pdf).and_then(Object::as_array);
    let widths = widths.map(|widths| (first..).zip(widths.iter().take(256).map(number)).collect());
    (widths.unwrap_or_default(), 500.0)
}

/// The widths of a composite font (ISO 32000-1, 9.7.4.3), and that of the others.
fn composite_widths(pdf: &Document, font: &Dictionary) -> (BTreeMap<u32, f64>, f64) {
    let mut widths = BTreeMap::new();
    let descendant = font.get_deref(b"DescendantFonts", pdf).and_then(Object::as_array).ok();
    let descendant = descendant.and_then(|fonts| pdf.dereference(fonts.first()?).ok());
    let Some(descendant) = descendant.and_then(|(_, font)| font.as_dict().ok()) else {
        return (widths, 1000.0);
    };
    let other = descendant.get_deref(b"DW", pdf).map_or(1000.0, number);
    let listed = descendant.get_deref(b"W", pdf).and_then(Object::as_array);
    let mut listed = listed.map(Vec::as_slice).unwrap_or_default();
    let mut n_left = MAX_ENTRIES;
    while let [first, second, rest @ ..] = listed {
        let first = code(first);
        listed = rest;
        let second = pdf.dereference(second).map_or(second, |(_, second)| second);
        if let Object::Array(each) = second {
            widths.extend((first..).zip(each.iter().map(number)));
        } else if let [width, rest @ ..] = rest {
            let width = number(width);
            let n_codes = n_left.min(usize_of(code(second).saturating_sub(first)) + 1);
            widths.extend((first..).take(n_codes).map(|code| (code, width)));
            n_left -= n_codes;
            listed = rest;
        }
    }
    (widths, other)
}

/// About the width of a character in the fonts that every reader has.
fn usual_width(sign: char) -> f64 {
    match sign {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' => 265.0,
        'f' | 't' | 'r' | '(' | ')' | '-' => 320.0,
        'm' | 'w' | 'M' | 'W' => 820.0,
        _ if sign.is_uppercase() => 680.0,
        _ => 520.0,
    }
}

/// A part of a table of meanings.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token<'a> {
    Hex(Vec<u8>),
    Open,
    Close,
    Word(&'a [u8]),
}

/// What each code means, by a table whose form is not looked at closely.
fn meanings(table: &[u8]) -> BTreeMap<u32, String> {
    let mut meanings = BTreeMap::new();
    let mut tokens = tokens(table).into_iter();
    let mut is_range = None;
    let mut n_left = MAX_ENTRIES;
    while let Some(token) = tokens.next() {
        match (token, is_range) {
            (Token::Word(b"beginbfchar"), _) => is_range = Some(false),
            (Token::Word(b"beginbfrange"), _) => is_range = Some(true),
            (Token::Word(_), _) => is_range = None,
            (Token::Hex(code), Some(false)) => {
                if let Some(Token::Hex(meaning)) = tokens.next() {
                    meanings.insert(number_of(&code), meaning_of(&meaning));
                }
            }
            (Token::Hex(first), Some(true)) => {
                let Some(Token::Hex(last)) = tokens.next() else { break };
                let first = number_of(&first);
                let n_codes = n_left.min(usize_of(number_of(&last).saturating_sub(first)) + 1);
                n_left -= n_codes;
                let codes = (first..).take(n_codes);
                match tokens.next() {
                    Some(Token::Hex(meaning)) => {
                        let next = |offset: u32| meaning_of(&shifted(&meaning, offset));
                        meanings.extend(codes.zip((0..).map(next)));
                    }
                    Some(Token::Open) => {
                        let each = tokens.by_ref().map_while(|token| match token {
                            Token::Hex(meaning) => Some(meaning_of(&meaning)),
                            _ => None,
                        });
                        meanings.extend(
                            each.collect::<Vec<_>>()
                                .into_iter()
                                .zip(codes)
                                .map(|(meaning, code)| (code, meaning)),
                        );
                    }
                    _ => break,
                }
            }
            _ => {}
        }
    }
    meanings
}

fn usize_of(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX - 1)
}

/// `meaning` with its last two bytes raised by `offset`.
fn shifted(meaning: &[u8], offset: u32) -> Vec<u8> {
    let (before, last) = meaning.split_at(meaning.len().saturating_sub(2));
    let [.., high, low] = number_of(last).wrapping_add(offset).to_be_bytes();
    [before, &[high, low]].concat()
}

/// The text that UTF-16 in big-endian bytes is.
fn meaning_of(bytes: &[u8]) -> String {
    let units = bytes.chunks(2).map(|unit| match *unit {
        [high, low] => u16::from_be_bytes([high, low]),
        _ => u16::from(unit.first().copied().unwrap_or(0)),
    });
    char::decode_utf16(units).flatten().collect()
}

fn tokens(table: &[u8]) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = table.trim_ascii_start();
    while let Some((first, after)) = rest.split_first() {
        let ends_word = |byte: &u8| byte.is_ascii_whitespace() || b"<>[]%".contains(byte);
        let (token, next) = match first {
            b'[' => (Some(Token::Open), after),
            b']' => (Some(Token::Close), after),
            b'%' => {
                let length = memchr::memchr2(b'\n', b'\r', after).unwrap_or(after.len());
                (None, after.get(length..).unwrap_or_default())
            }
            b'<' if !after.starts_with(b"<") => {
                let length = memchr::memchr(b'>', after).unwrap_or(after.len());
                let (digits, next) = after.split_at_checked(length).unwrap_or((after, &[]));
                (Some(Token::Hex(bytes_of(digits))), next)
            }
            b'<' | b'>' => (None, after),
            _ => {
                let length = rest.iter().position(ends_word).unwrap_or(rest.len());
                let (word, next) = rest.split_at_checked(length).unwrap_or((rest, &[]));
                (Some(Token::Word(word)), next)
            }
        };
        tokens.extend(token);
        rest = next.trim_ascii_start();
    }
    tokens
}

/// The bytes that hexadecimal digits are.
fn bytes_of(digits: &[u8]) -> Vec<u8> {
    let digits = digits.iter().filter_map(|digit| char::from(*digit).to_digit(16));
    let digits: Vec<u32> = digits.collect();
    let byte = |pair: &[u32]| {
        let value = pair.iter().fold(0, |value, digit| value * 16 + digit);
        u8::try_from(value).unwrap_or(0)
    };
    digits.chunks(2).map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_say_what_codes_mean() {
        let table = b"/CIDInit /ProcSet findresource begin % <00> <01>\n\
            1 begincodespacerange <0000><FFFF> endcodespacerange\n\
            2 beginbfchar\n<0001> <0421>\n<02><0066 0069> endbfchar\n\
            2 beginbfrange <0010> <0012> <D83DDE00> <20> <21> [<0041> <0042>] endbfrange end";
        let read = meanings(table);
        let expected = [
            (1, "С"),
            (2, "fi"),
            (0x10, "😀"),
            (0x11, "😁"),
            (0x12, "😂"),
            (0x20, "A"),
            (0x21, "B"),
        ];
        let read: Vec<_> = read.iter().map(|(code, text)| (*code, text.as_str())).collect();
        assert_eq!(read, expected);
    }

    #[test]
    fn broken_tables_end() {
        let large = format!("1 beginbfrange {} ", "<00000000> <FFFFFFFF> <0041>".repeat(1_000));
        assert!(meanings(large.as_bytes()).len() <= MAX_ENTRIES);
        for table in ["<", "beginbfchar <", "beginbfrange <1> <2>", "beginbfrange <1> <2> [", "%"] {
            assert!(meanings(table.as_bytes()).len() <= 1, "{table}");
        }
    }
}
