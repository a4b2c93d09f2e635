//! What a PDF asks the memory for, told before its parser gives it.
//!
//! The parser keeps a hundred bytes for each `0` of a list, reads an object as often as the tables
//! of the file name it, and unpacks streams of objects at once, each object of them from wherever
//! their index points: a file of one kilobyte can ask for gigabytes. So objects are weighed where
//! they stand, those of streams too, and once more when the parser hands them over.

use std::cell::Cell;
use std::io::Read;
use std::panic;

use flate2::read::ZlibDecoder;
use lopdf::{Object, ObjectId};

/// Bytes that the objects of any PDF may weigh …
const ANY: usize = 48 << 20;
/// … and for each byte of it. Those of documents that describe every word weigh twenty.
const EACH: usize = 32;

/// Bytes that are looked at for each of the file's; more are looked at again and again.
const LOOKS: usize = 16;

/// Bytes that one stream of objects may unpack to.
const MAX_STREAM: u64 = 4 << 20;

/// Signs of a stream's dictionary that are looked at.
const MAX_SIGNS: usize = 4096;

/// What a value, a list and a dictionary weigh, each with its room to grow.
const VALUE: usize = 120;
const LIST: usize = 300;
const DICTIONARY: usize = 600;

/// Why a PDF is not parsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Its objects weigh more than those of a document.
    Heavy,
    /// It is not for everyone to read, and would be unpacked unseen.
    Encrypted,
}

/// Weighs the objects of the PDF that `bytes` are.
///
/// Every object stands behind the word `obj`, and every trailer behind `trailer`; what only looks
/// like one is weighed, too.
pub(super) fn check(bytes: &[u8]) -> Result<(), Refusal> {
    let mut scales = Scales { left: allowed(bytes.len()), n_looks: bytes.len() * LOOKS + ANY };
    for word in [&b"obj"[..], b"trailer"] {
        for at in memchr::memmem::find_iter(bytes, word) {
            let before = bytes.get(..at).unwrap_or_default();
            if !before.ends_with(b"end") {
                scales.add(bytes.get(at + word.len()..).unwrap_or_default())?;
            }
        }
    }
    Ok(())
}

/// What the objects of a PDF of `n_bytes` may weigh.
fn allowed(n_bytes: usize) -> usize {
    ANY + n_bytes * EACH
}

thread_local! {
    /// What the objects that the parser hands over may still weigh.
    static LEFT: Cell<usize> = const { Cell::new(0) };
}

/// Begins to weigh what the parser hands over of a PDF of `n_bytes`.
pub(super) fn begin(n_bytes: usize) {
    LEFT.set(allowed(n_bytes));
}

/// Weighs an object that the parser hands over; ends the parsing where it is too much.
#[expect(clippy::unnecessary_wraps, reason = "the parser asks for one that may leave objects out")]
pub(super) fn handed_over(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    match LEFT.get().checked_sub(weight(object)) {
        Some(left) => LEFT.set(left),
        None => panic::resume_unwind(Box::new("too heavy")),
    }
    // Of a stream the parser keeps what it has, of what is in one what it is given.
    let is_stream = matches!(object, Object::Stream(_));
    Some((id, if is_stream { Object::Null } else { object.clone() }))
}

fn weight(object: &Object) -> usize {
    let of_fields = |dictionary: &lopdf::Dictionary| {
        dictionary.iter().map(|(name, value)| VALUE + name.len() + weight(value)).sum::<usize>()
    };
    VALUE
        + match object {
            Object::Array(list) => LIST + list.iter().map(weight).sum::<usize>(),
            Object::Dictionary(dictionary) => DICTIONARY + of_fields(dictionary),
            Object::Stream(stream) => DICTIONARY + of_fields(&stream.dict) + stream.content.len(),
            Object::String(bytes, _) | Object::Name(bytes) => bytes.len(),
            _ => 0,
        }
}

/// What may still be weighed, and how many bytes may still be looked at.
struct Scales {
    left: usize,
    n_looks: usize,
}

impl Scales {
    /// Weighs the object at the beginning of `bytes`, and those in it if it is a stream of them.
    fn add(&mut self, bytes: &[u8]) -> Result<(), Refusal> {
        let (signs, rest) = self.signs(bytes)?;
        let has = |known: &[u8]| signs.iter().any(|sign| sign.is_name(known));
        if has(b"Encrypt") {
            return Err(Refusal::Encrypted);
        }
        match rest.strip_prefix(b"stream") {
            Some(_) if signs.len() >= MAX_SIGNS => Err(Refusal::Heavy),
            Some(data) if has(b"ObjStm") => self.add_objects(&signs, data),
            Some(data) if has(b"W") => self.add_places(&signs, data),
            _ => Ok(()),
        }
    }

    /// The signs of the object at the beginning of `bytes`, those deep within it left out, and
    /// what comes after it.
    fn signs<'a>(&mut self, bytes: &'a [u8]) -> Result<(Vec<Sign<'a>>, &'a [u8]), Refusal> {
        let mut rest = bytes;
        let mut signs = Vec::new();
        let (mut depth, mut n_numbers) = (0_usize, 0);
        while let Some((sign, after)) = next(self.bare(rest)?) {
            self.look_over(rest.len() - after.len())?;
            match sign {
                Sign::Open(_) => depth += 1,
                Sign::Close => depth = depth.saturating_sub(1),
                // The two numbers before it were no values.
                Sign::Word(b"R") if n_numbers >= 2 => self.left += 2 * VALUE,
                Sign::Word(word) if !is_value(word) => break,
                _ => {}
            }
            n_numbers = if matches!(sign, Sign::Number(_)) { n_numbers + 1 } else { 0 };
            self.take(sign.weight())?;
            if depth <= 2 && signs.len() < MAX_SIGNS {
                signs.push(sign);
            }
            rest = after;
            if depth == 0 {
                break;
            }
        }
        Ok((signs, self.bare(rest)?))
    }

    /// `bytes` without the white space and comments at their beginning.
    fn bare<'a>(&mut self, bytes: &'a [u8]) -> Result<&'a [u8], Refusal> {
        let bare = bare(bytes);
        self.look_over(bytes.len() - bare.len())?;
        Ok(bare)
    }

    fn look_over(&mut self, n_bytes: usize) -> Result<(), Refusal> {
        self.n_looks = self.n_looks.checked_sub(n_bytes).ok_or(Refusal::Heavy)?;
        Ok(())
    }

    /// Weighs the objects in a stream of them, each as often as its index names it.
    ///
    /// One that is written in an unusual way is none that a program of good will wrote.
    fn add_objects(&mut self, signs: &[Sign], data: &[u8]) -> Result<(), Refusal> {
        let Some([Sign::Number(first), Sign::Name(_) | Sign::Close, ..]) = after(signs, b"First")?
        else {
            return Err(Refusal::Heavy);
        };
        if after(signs, b"DecodeParms")?.is_some() {
            return Err(Refusal::Heavy);
        }
        let first = whole(first)?;
        let content = self.content(signs, data)?;
        for offset in offsets(content.get(..first).unwrap_or_default()) {
            let object = content.get(first.saturating_add(offset)..).unwrap_or_default();
            self.take(VALUE)?;
            self.signs(object)?;
        }
        Ok(())
    }

    /// Weighs a table of where objects are, whose places take as many bytes as `W` says.
    fn add_places(&mut self, signs: &[Sign], data: &[u8]) -> Result<(), Refusal> {
        let Some(
            [Sign::Open(_), Sign::Number(a), Sign::Number(b), Sign::Number(c), Sign::Close, ..],
        ) = after(signs, b"W")?
        else {
            return Err(Refusal::Heavy);
        };
        let length = whole(a)?.saturating_add(whole(b)?).saturating_add(whole(c)?);
        let content = self.content(signs, data)?;
        // Places of no bytes are any number.
        let n_places = content.len().checked_div(length).ok_or(Refusal::Heavy)?;
        self.take(n_places.saturating_mul(VALUE))
    }

    /// What a stream of objects or places unpacks to.
    fn content(&mut self, signs: &[Sign], data: &[u8]) -> Result<Vec<u8>, Refusal> {
        let is_packed = match after(signs, b"Filter")? {
            None => false,
            Some(
                [Sign::Name(b"FlateDecode"), ..]
                | [Sign::Open(_), Sign::Name(b"FlateDecode"), Sign::Close, ..],
            ) => true,
            Some(_) => return Err(Refusal::Heavy),
        };
        let n_blank = data.iter().take_while(|byte| b" \t".contains(byte)).count();
        let data = data.get(n_blank..).unwrap_or_default();
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        let mut content = Vec::new();
        let mut unpacked = ZlibDecoder::new(data);
        let mut plain = data;
        let stream: &mut dyn Read = if is_packed { &mut unpacked } else { &mut plain };
        let n_read = stream.take(MAX_STREAM + 1).read_to_end(&mut content);
        if n_read.is_err() || is_packed && content.len() as u64 > MAX_STREAM {
            return Err(Refusal::Heavy);
        }
        self.look_over(content.len())?;
        Ok(content)
    }

    fn take(&mut self, weight: usize) -> Result<(), Refusal> {
        self.left = self.left.checked_sub(weight).ok_or(Refusal::Heavy)?;
        Ok(())
    }
}

/// The number that `digits` are.
fn whole(digits: &[u8]) -> Result<usize, Refusal> {
    let digits = std::str::from_utf8(digits).ok();
    digits.and_then(|digits| digits.parse().ok()).ok_or(Refusal::Heavy)
}

/// Where the objects of a stream begin, by its index: pairs of an object's number and that place.
fn offsets(index: &[u8]) -> impl Iterator<Item = usize> {
    let index = std::str::from_utf8(index).unwrap_or_default();
    let lines = index.split(['\r', '\n']).map(|line| line.split('%').next().unwrap_or_default());
    lines.flat_map(str::split_whitespace).skip(1).step_by(2).filter_map(|place| place.parse().ok())
}

/// What follows the name `key`, if it is among `signs`.
///
/// # Errors
/// If it is there twice: which of them counts is for the parser to know.
fn after<'a, 'b>(signs: &'a [Sign<'b>], key: &[u8]) -> Result<Option<&'a [Sign<'b>]>, Refusal> {
    let mut places = (0..).zip(signs).filter(|(_, sign)| sign.is_name(key)).map(|(at, _)| at);
    match (places.next(), places.next()) {
        (Some(_), Some(_)) => Err(Refusal::Heavy),
        (at, _) => Ok(at.and_then(|at| signs.get(at + 1..))),
    }
}

/// What an object is written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign<'a> {
    /// Of a list or a dictionary, which weighs this.
    Open(usize),
    Close,
    Name(&'a [u8]),
    Number(&'a [u8]),
    /// By its length.
    Text(usize),
    Word(&'a [u8]),
}

impl Sign<'_> {
    /// As the parser counts it; several where it takes what is written together for several.
    fn weight(&self) -> usize {
        match self {
            Self::Open(weight) => *weight,
            Self::Close => 0,
            Self::Name(name) => VALUE + name.len(),
            Self::Number(number) => {
                let begins = |byte: &&u8| !byte.is_ascii_digit();
                VALUE * (1 + number.iter().filter(begins).count())
            }
            Self::Text(length) => VALUE + length,
            Self::Word(word) => VALUE * (1 + word.len() / 4),
        }
    }

    /// Whether it is the name `known`, which may be written `#41` for `A`.
    fn is_name(&self, known: &[u8]) -> bool {
        let &Self::Name(mut rest) = self else { return false };
        let mut left = known;
        while let Some((first, after)) = rest.split_first() {
            let escaped = after.get(..2).filter(|_| *first == b'#');
            let digits = escaped.and_then(|digits| std::str::from_utf8(digits).ok());
            let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
            let Some(after_known) = left.strip_prefix(&[byte.unwrap_or(*first)]) else {
                return false;
            };
            left = after_known;
            rest = if byte.is_some() { after.get(2..).unwrap_or_default() } else { after };
        }
        left.is_empty()
    }
}

/// Whether a word is a value, or several written together.
fn is_value(word: &[u8]) -> bool {
    [&b"true"[..], b"false", b"null"].iter().any(|value| word.starts_with(value))
}

/// The sign that `bytes` begin with, and what comes after it; `None` where there is none.
fn next(bytes: &[u8]) -> Option<(Sign<'_>, &[u8])> {
    let (first, rest) = bytes.split_first()?;
    Some(match first {
        b'[' => (Sign::Open(VALUE + LIST), rest),
        b'<' if rest.starts_with(b"<") => (Sign::Open(VALUE + DICTIONARY), rest.get(1..)?),
        b'>' if rest.starts_with(b">") => (Sign::Close, rest.get(1..)?),
        b']' => (Sign::Close, rest),
        b'<' => {
            let length = memchr::memchr(b'>', rest).unwrap_or(rest.len());
            (Sign::Text(length), rest.get(length + 1..).unwrap_or_default())
        }
        b'(' => text(rest),
        b'/' => {
            let (name, rest) = regular(rest);
            (Sign::Name(name), rest)
        }
        b')' | b'>' | b'{' | b'}' => return None,
        _ => {
            let (word, rest) = regular(bytes);
            let is_number = first.is_ascii_digit() || b"+-.".contains(first);
            (if is_number { Sign::Number(word) } else { Sign::Word(word) }, rest)
        }
    })
}

/// A text behind its opening parenthesis, or what would be one if it had an end.
fn text(bytes: &[u8]) -> (Sign<'_>, &[u8]) {
    let (mut depth, mut at) = (1, 0);
    while depth > 0 {
        let rest = bytes.get(at..).unwrap_or_default();
        let Some(mark) = memchr::memchr3(b'(', b')', b'\\', rest) else {
            return (Sign::Text(bytes.len()), &[]);
        };
        at += mark + 1;
        match rest.get(mark) {
            Some(b'(') => depth += 1,
            Some(b')') => depth -= 1,
            _ => at += 1,
        }
    }
    (Sign::Text(at), bytes.get(at..).unwrap_or_default())
}

/// The name, number or word at the beginning of `bytes`, and the rest.
fn regular(bytes: &[u8]) -> (&[u8], &[u8]) {
    let ends = |byte: &u8| is_blank(*byte) || b"()<>[]{}/%".contains(byte);
    let length = bytes.iter().position(ends).unwrap_or(bytes.len());
    bytes.split_at_checked(length).unwrap_or((bytes, &[]))
}

/// `bytes` without the white space and comments at their beginning.
fn bare(mut bytes: &[u8]) -> &[u8] {
    loop {
        let n_blank = bytes.iter().take_while(|byte| is_blank(**byte)).count();
        bytes = bytes.get(n_blank..).unwrap_or_default();
        if !bytes.starts_with(b"%") {
            return bytes;
        }
        let end = memchr::memchr2(b'\n', b'\r', bytes).unwrap_or(bytes.len());
        bytes = bytes.get(end..).unwrap_or_default();
    }
}

fn is_blank(byte: u8) -> bool {
    b" \t\n\r\0\x0C".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of one object, small enough that only what any PDF may weigh counts.
    fn checked(object: &str) -> Result<(), Refusal> {
        check(format!("%PDF-1.7\n1 0 obj\n{object}\nendobj\n").as_bytes())
    }

    #[test]
    fn lists_weigh_what_the_parser_makes_of_them() {
        let values =
            ["0 ", "//", "()", "<>", "[]", "true", "+1", "0null", "<</a 0>>", "(\\))", "%\n0 "];
        for value in values {
            let weighed = weighed(&format!("[{}]", value.repeat(1000)));
            assert!(weighed >= 1000 * VALUE, "{value}: {weighed}");
        }
        assert_eq!(checked(&format!("[{}]", "0 ".repeat(1 << 20))), Err(Refusal::Heavy));
        assert_eq!(checked(&format!("[{}]", "0 ".repeat(1000))), Ok(()));
    }

    /// What the first object of `text` weighs.
    fn weighed(text: &str) -> usize {
        let mut scales = Scales { left: usize::MAX / 2, n_looks: usize::MAX };
        scales.signs(text.as_bytes()).unwrap();
        usize::MAX / 2 - scales.left
    }

    #[test]
    fn a_reference_weighs_as_much_as_a_number() {
        assert_eq!(weighed("[1 0 R]") - weighed("[]"), weighed("[1]") - weighed("[]"));
        assert!(weighed("[1 0 R R]") <= weighed("[1 0 R 0]"));
    }

    #[test]
    fn objects_of_a_stream_weigh_as_often_as_they_are_named() {
        let list = format!("[{}]", "0 ".repeat(10_000));
        let of = |n: usize, name: &str| {
            let index = (10..n + 10).map(|n| format!("{n} 0 ")).collect::<Vec<_>>().concat();
            checked(&format!(
                "<</Type/{name}/First {}/N {n}>>stream\n{index}{list}\nendstream",
                index.len()
            ))
        };
        assert_eq!(of(10, "ObjStm"), Ok(()));
        assert_eq!(of(1000, "ObjStm"), Err(Refusal::Heavy));
        assert_eq!(of(1000, "Obj#53t#6D"), Err(Refusal::Heavy));
        assert_eq!(of(1000, "Other"), Ok(()));
    }

    #[test]
    fn what_is_written_to_be_misread_is_refused() {
        for dictionary in [
            "/Type/ObjStm/First 1/First 2",
            "/Type/ObjStm/First 9 0 R",
            "/Type/ObjStm/First 1/Filter/LZWDecode",
            "/Type/ObjStm/First 1/Filter[/FlateDecode/FlateDecode]",
            "/Type/ObjStm/First 1/Filter/FlateDecode/DecodeParms 3 0 R",
            "/Type/XRef/W[0 0 0]/Index[0 4000000000]",
            "/Type/XRef/W 3 0 R",
        ] {
            let refused = checked(&format!("<<{dictionary}>>stream\nabc\nendstream"));
            assert_eq!(refused, Err(Refusal::Heavy), "{dictionary}");
        }
        let encrypted = b"trailer\n<</Root 1 0 R/#45ncrypt 2 0 R>>";
        assert_eq!(check(encrypted), Err(Refusal::Encrypted));
    }

    #[test]
    fn what_is_looked_at_again_and_again_is_refused() {
        for piece in ["1 0 obj(", "1 0 obj<", "1 0 obj%"] {
            let within_each_other = piece.repeat(1 << 17);
            assert_eq!(check(within_each_other.as_bytes()), Err(Refusal::Heavy), "{piece}");
        }
    }
}
