//! PDF to the runs of characters that its pages show, each with its place on the page; `printed`
//! makes lines and paragraphs of them.
//!
//! Parsing is left to the `lopdf` crate. A PDF is a program of its writer's, so that everything is
//! counted: bytes, pages, what streams unpack to; and a panic of the parser costs that one source.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::Read;
use std::panic::{self, AssertUnwindSafe};
use std::rc::Rc;
use std::sync::Once;

use flate2::read::ZlibDecoder;
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};

use super::draft::{Draft, Named, Notes};
use super::glyphs::{Font, number};
use super::input::{LIMIT, TOO_LARGE};
use super::metadata;
use super::pdf_weight::{self, Refusal};
use super::printed::{self, Run};
use crate::error::Error;
use crate::model::Date;

/// Pages that are read.
const MAX_PAGES: usize = 2_000;

/// Bytes that one stream of objects, of a page or of a font may unpack to.
const MAX_STREAM: usize = 4 << 20;

/// Bytes that all pages may unpack to.
const MAX_CONTENT: usize = 64 << 20;

/// Streams that unpack to more than this many times their size are counted; text hardly ever
/// shrinks to a tenth.
const RATIO: u64 = 50;

/// Bytes that the counted streams may unpack to.
const MAX_COUNTED: u64 = 64 << 20;

/// Bytes that all streams may unpack to, those within others too.
const MAX_UNPACKED: u64 = 512 << 20;

/// Bytes of content that are parsed at a time: whatever stands between two operations is kept.
const PIECE: usize = 256 << 10;

/// Bytes that content counts for at least, however short it is.
const MIN_COST: usize = 1 << 10;

/// Forms within forms are printed up to this depth.
const MAX_DEPTH: usize = 8;

/// Fonts that are looked into.
const MAX_FONTS: usize = 1_000;

/// Bytes that all tables of fonts may unpack to.
const MAX_TABLES: usize = 16 << 20;

/// What is said of one that is made to fill the memory, and of one with a password.
const HEAVY: &str = "it unpacks to far more than its size";
const ENCRYPTED: &str = "it is encrypted (save it without a password)";

/// The article of a PDF.
///
/// # Errors
/// If it is damaged, encrypted or too large, or holds images of text only.
pub(super) fn documents(
    bytes: &[u8],
    named: &Named,
    notes: &mut Notes,
) -> Result<Vec<Draft>, Error> {
    if bytes.len() > LIMIT {
        return Err(named.error(TOO_LARGE));
    }
    let refusal = |refusal| match refusal {
        Refusal::Heavy => named.error(HEAVY),
        Refusal::Encrypted => named.error(ENCRYPTED),
    };
    if has_bombs(bytes) {
        return Err(refusal(Refusal::Heavy));
    }
    pdf_weight::check(bytes).map_err(refusal)?;
    let read = guarded(|| draft(bytes));
    let read = read.unwrap_or_else(|| Err("its structure is damaged (export it again)".into()));
    let (draft, n_left_out) = read.map_err(|reason| named.error(reason))?;
    if n_left_out > 0 {
        notes.push(&named.input, format!("pages that are not read: {n_left_out}"));
    }
    Ok(vec![draft])
}

/// What `read` returns; `None` if it panics, of which nothing is printed.
///
/// The hook that prints panics is one for the whole program: the one that is there is kept, and
/// asked for every panic but those in here.
fn guarded<T>(read: impl FnOnce() -> T) -> Option<T> {
    thread_local! {
        static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
    }
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let hook = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !IS_GUARDED.get() {
                hook(panic);
            }
        }));
    });
    IS_GUARDED.set(true);
    let read = panic::catch_unwind(AssertUnwindSafe(read));
    IS_GUARDED.set(false);
    read.ok()
}

/// Whether the streams that shrank most unpack to more than is allowed, whatever they are for.
///
/// The parser bounds each stream but not all of them, and unpacks those of objects at once.
fn has_bombs(bytes: &[u8]) -> bool {
    let (mut n_counted, mut n_unpacked) = (0, 0);
    let mut unpacked = vec![0; 1 << 16];
    for at in memchr::memmem::find_iter(bytes, b"stream") {
        let stream = bytes.get(at + b"stream".len()..).unwrap_or_default();
        let stream = stream.strip_prefix(b"\r").unwrap_or(stream);
        let stream = stream.strip_prefix(b"\n").unwrap_or(stream);
        let mut decoder = ZlibDecoder::new(stream);
        while let Ok(1..) = decoder.read(&mut unpacked) {
            if decoder.total_out() > MAX_STREAM as u64 {
                break;
            }
        }
        if decoder.total_out() > decoder.total_in() * RATIO {
            n_counted += decoder.total_out();
        }
        n_unpacked += decoder.total_out();
        if n_counted > MAX_COUNTED || n_unpacked > MAX_UNPACKED {
            return true;
        }
    }
    false
}

/// The article, and how many pages of it could not be read.
fn draft(bytes: &[u8]) -> Result<(Draft, usize), String> {
    let mut pdf = loaded(bytes, LoadOptions::default())?;
    if pdf.is_encrypted() {
        return Err(ENCRYPTED.into());
    }
    if pdf.page_iter().next().is_none() {
        // Its tables may be wrong where its objects are right.
        pdf = loaded(bytes, LoadOptions { force_reconstruct: true, ..LoadOptions::default() })?;
    }
    let mut print = Print::new(&pdf);
    let (mut n_left_out, mut n_pages) = (0, 0);
    for page_id in pdf.page_iter() {
        n_pages += 1;
        let content = pdf.get_page_content_with_limit(page_id, MAX_STREAM.min(print.n_left));
        match content {
            Ok(content) if n_pages <= MAX_PAGES => {
                let mut page = Page::new(n_pages, resources_of(&pdf, page_id));
                print.carry_out(&content, &mut page);
            }
            _ => n_left_out += 1,
        }
    }
    let runs = print.runs;
    let is_empty = runs.is_empty();
    let (flow, heading) = printed::flow(runs);
    if is_empty || flow.paragraphs.is_empty() {
        return Err("no text in it (pages that are images have to go through OCR first)".into());
    }
    let info = pdf.trailer.get_deref(b"Info", &pdf).and_then(Object::as_dict).ok();
    let stated = |key: &[u8]| written(info?.get_deref(key, &pdf).ok()?);
    let language = pdf.catalog().ok().and_then(|catalog| written(catalog.get(b"Lang").ok()?));
    let draft = Draft {
        title: stated(b"Title").filter(|title| is_title(title)).or(heading),
        published: stated(b"CreationDate").and_then(|date| day_or_moment(&date)),
        language: language.and_then(|language| language.parse().ok()),
        text: flow.text,
        paragraphs: flow.paragraphs,
        ..Draft::default()
    };
    Ok((draft, n_left_out))
}

/// What the parser makes of `bytes`, watched by `pdf_weight`.
fn loaded(bytes: &[u8], options: LoadOptions) -> Result<Document, String> {
    pdf_weight::begin(bytes.len());
    let options = LoadOptions {
        max_decompressed_size: Some(MAX_STREAM),
        filter: Some(pdf_weight::handed_over),
        ..options
    };
    let pdf = Document::load_mem_with_options(bytes, options);
    pdf.map_err(|_| "its structure is damaged (export it again)".into())
}

/// A string outside of pages: UTF-16 with its mark, else one byte a character.
fn written(object: &Object) -> Option<String> {
    let bytes = object.as_str().ok()?;
    let text = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes).0.into_owned(),
        None => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    };
    metadata::one_line(&text)
}

/// Whether a stated title is one, and not the name of the file that the PDF was made of.
fn is_title(title: &str) -> bool {
    let lower = title.to_lowercase();
    let endings =
        [".doc", ".docx", ".indd", ".qxd", ".tex", ".dvi", ".rtf", ".odt", ".pdf", ".pub"];
    let begins = ["microsoft word - ", "untitled", "unbenannt", "sans titre"];
    !endings.iter().any(|ending| lower.ends_with(ending))
        && !lower.contains("://")
        && !begins.iter().any(|start| lower.starts_with(start))
        && title.chars().any(char::is_alphabetic)
}

/// The date `D:20260204073000+01'00'`, with or without its time.
fn day_or_moment(text: &str) -> Option<Date> {
    let digits = text.strip_prefix("D:").unwrap_or(text);
    let part = |start: usize, end: usize| {
        digits.get(start..end).filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let (year, month, day) = (part(0, 4)?, part(4, 6)?, part(6, 8)?);
    let time = || {
        let (hour, minute, second) = (part(8, 10)?, part(10, 12)?, part(12, 14)?);
        let zone = digits.get(14..)?.replace('\'', "");
        let zone = if zone.is_empty() || zone.starts_with('Z') { "+0000".to_owned() } else { zone };
        let is_stated = digits.len() > 14;
        let moment = format!("{year}-{month}-{day}T{hour}:{minute}:{second}{zone}");
        is_stated.then(|| metadata::date(&moment))?
    };
    time().or_else(|| metadata::date(&format!("{year}-{month}-{day}")))
}

/// The resources of a page, its own before those of the pages around it.
fn resources_of(pdf: &Document, page_id: ObjectId) -> Vec<&Dictionary> {
    let Ok((own, others)) = pdf.get_page_resources(page_id) else { return Vec::new() };
    let others = others.into_iter().filter_map(|id| pdf.get_dictionary(id).ok());
    own.into_iter().chain(others).collect()
}

/// What was printed so far, and how much may still be looked at.
struct Print<'a> {
    pdf: &'a Document,
    runs: Vec<Run>,
    /// Bytes of content.
    n_left: usize,
    /// Bytes of tables of fonts.
    n_left_tables: usize,
    /// The fonts looked into, by where they stand in memory.
    fonts: BTreeMap<usize, Rc<Font<'a>>>,
}

impl<'a> Print<'a> {
    fn new(pdf: &'a Document) -> Self {
        let (n_left, n_left_tables) = (MAX_CONTENT, MAX_TABLES);
        Self { pdf, runs: Vec::new(), n_left, n_left_tables, fonts: BTreeMap::new() }
    }

    fn carry_out(&mut self, content: &[u8], page: &mut Page<'a>) {
        self.n_left = self.n_left.saturating_sub(content.len().max(MIN_COST));
        let operations =
            pieces(content).flat_map(|piece| Content::decode_iter(piece).map_while(Result::ok));
        for operation in operations {
            let name = operation.operands.first().and_then(|name| name.as_name().ok());
            match (operation.operator.as_str(), name) {
                ("Tf", Some(name)) => {
                    page.font = self.font(name, page);
                    page.size = operation.operands.get(1).map_or(0.0, number);
                }
                ("Do", Some(name)) => self.print_form(name, page),
                _ => page.apply(&operation, &mut self.runs),
            }
        }
    }

    fn font(&mut self, name: &[u8], page: &Page<'a>) -> Option<Rc<Font<'a>>> {
        let font = self.resource(b"Font", name, page)?.as_dict().ok()?;
        let place = std::ptr::from_ref(font).addr();
        if self.fonts.len() >= MAX_FONTS && !self.fonts.contains_key(&place) {
            return None;
        }
        let known = self.fonts.entry(place);
        let new = || Font::new(self.pdf, font, &mut self.n_left_tables).into();
        Some(Rc::clone(known.or_insert_with(new)))
    }

    fn resource(&self, kind: &[u8], name: &[u8], page: &Page<'a>) -> Option<&'a Object> {
        page.resources.iter().find_map(|resources| {
            let named = resources.get_deref(kind, self.pdf).ok()?.as_dict().ok()?;
            named.get_deref(name, self.pdf).ok()
        })
    }

    /// Prints a form, which is content with a name (ISO 32000-1, 8.10).
    fn print_form(&mut self, name: &[u8], page: &mut Page<'a>) {
        let form = self.resource(b"XObject", name, page).and_then(|form| form.as_stream().ok());
        let is_form = |kind: &Object| kind.as_name().is_ok_and(|kind| kind == b"Form");
        let form = form.filter(|form| form.dict.get_deref(b"Subtype", self.pdf).is_ok_and(is_form));
        let Some(form) = form.filter(|_| page.depth < MAX_DEPTH && self.n_left > 0) else { return };
        let limit = MAX_STREAM.min(self.n_left);
        let Ok(content) = form.get_plain_content_with_limit(limit) else { return };
        let matrix = form.dict.get_deref(b"Matrix", self.pdf).and_then(Object::as_array);
        let mut inner = Page::new(page.number, page.resources.clone());
        inner.depth = page.depth + 1;
        inner.matrix = page.matrix;
        if let Ok([a, b, c, d, e, f]) = matrix.map(Vec::as_slice) {
            inner.matrix = chained([a, b, c, d, e, f].map(number), page.matrix);
        }
        let own = form.dict.get_deref(b"Resources", self.pdf).and_then(Object::as_dict);
        if let Ok(own) = own {
            inner.resources = vec![own];
        }
        self.carry_out(&content, &mut inner);
    }
}

/// `content` in pieces that are parted behind a text, else behind a line.
fn pieces(mut content: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let head = content.get(..PIECE).unwrap_or(content);
        let is_last = head.len() == content.len();
        let ends = |mark: &[u8]| memchr::memmem::rfind(head, mark).map(|at| at + mark.len());
        let ends = ["ET\n", "ET\r", "ET ", "\n", "\r"]
            .iter()
            .filter(|_| !is_last)
            .find_map(|end| ends(end.as_bytes()));
        let (piece, rest) = content.split_at_checked(ends.unwrap_or(head.len()))?;
        content = rest;
        (!piece.is_empty()).then_some(piece)
    })
}

/// `[a b c d e f]`, which maps x to `ax + cy + e` and y to `bx + dy + f` (ISO 32000-1, 8.3.3).
type Matrix = [f64; 6];

const UNIT: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First `inner`, then `outer`.
#[expect(clippy::many_single_char_names, reason = "the letters of the standard")]
fn chained(inner: Matrix, outer: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = inner;
    let [oa, ob, oc, od, oe, of] = outer;
    [
        a * oa + b * oc,
        a * ob + b * od,
        c * oa + d * oc,
        c * ob + d * od,
        e * oa + f * oc + oe,
        e * ob + f * od + of,
    ]
}

/// The state of a page while its operations are carried out (ISO 32000-1, 8.4 and 9.3).
struct Page<'a> {
    number: usize,
    /// How many forms it is in.
    depth: usize,
    resources: Vec<&'a Dictionary>,
    font: Option<Rc<Font<'a>>>,
    size: f64,
    leading: f64,
    character_space: f64,
    word_space: f64,
    /// Of the page, and those that are kept for later.
    matrix: Matrix,
    kept: Vec<Matrix>,
    /// What stands for the strings in each part that is marked, where it says so.
    marks: Vec<Option<String>>,
    /// Of the next character, and of the beginning of its line.
    text: Matrix,
    line: Matrix,
}

/// Matrices and marks that may be kept for later; more are a loop.
const MAX_KEPT: usize = 512;

impl<'a> Page<'a> {
    fn new(number: usize, resources: Vec<&'a Dictionary>) -> Self {
        Self {
            number,
            depth: 0,
            resources,
            font: None,
            size: 0.0,
            leading: 0.0,
            character_space: 0.0,
            word_space: 0.0,
            matrix: UNIT,
            kept: Vec::new(),
            marks: Vec::new(),
            text: UNIT,
            line: UNIT,
        }
    }

    fn apply(&mut self, operation: &Operation, runs: &mut Vec<Run>) {
        let operands = &operation.operands;
        let at = |n: usize| operands.get(n).map_or(0.0, number);
        let matrix = || [at(0), at(1), at(2), at(3), at(4), at(5)];
        match operation.operator.as_str() {
            "BMC" | "BDC" if self.marks.len() < MAX_KEPT => {
                let marked = operands.get(1).and_then(|mark| mark.as_dict().ok());
                let text = marked.and_then(|mark| mark.get(b"ActualText").ok()).and_then(written);
                self.marks.push(text);
            }
            "EMC" => _ = self.marks.pop(),
            "q" if self.kept.len() < MAX_KEPT => self.kept.push(self.matrix),
            "Q" => self.matrix = self.kept.pop().unwrap_or(self.matrix),
            "cm" => self.matrix = chained(matrix(), self.matrix),
            "BT" => (self.text, self.line) = (UNIT, UNIT),
            "TL" => self.leading = at(0),
            "Tc" => self.character_space = at(0),
            "Tw" => self.word_space = at(0),
            "Td" => self.move_line(at(0), at(1)),
            "TD" => {
                self.leading = -at(1);
                self.move_line(at(0), at(1));
            }
            "Tm" => (self.text, self.line) = (matrix(), matrix()),
            "T*" => self.move_line(0.0, -self.leading),
            "Tj" => self.show(operands, runs),
            "TJ" => {
                if let Some(Object::Array(parts)) = operands.first() {
                    self.show(parts, runs);
                }
            }
            "'" => {
                self.move_line(0.0, -self.leading);
                self.show(operands, runs);
            }
            "\"" => {
                (self.word_space, self.character_space) = (at(0), at(1));
                self.move_line(0.0, -self.leading);
                self.show(operands.get(2..).unwrap_or_default(), runs);
            }
            _ => {}
        }
    }

    fn move_line(&mut self, x: f64, y: f64) {
        self.line = chained([1.0, 0.0, 0.0, 1.0, x, y], self.line);
        self.text = self.line;
    }

    /// Shows strings; the numbers between them move the next one to the left.
    fn show(&mut self, parts: &[Object], runs: &mut Vec<Run>) {
        let Some(font) = self.font.clone() else { return };
        for part in parts {
            let Object::String(bytes, _) = part else {
                let x = -number(part) / 1000.0 * self.size;
                self.text = chained([1.0, 0.0, 0.0, 1.0, x, 0.0], self.text);
                continue;
            };
            let meant = font.text(bytes);
            let n_characters = (bytes.len() / font.n_bytes) as f64;
            let n_spaces = memchr::memchr_iter(b' ', bytes).count() as f64;
            let width = font.width(bytes, &meant) * self.size
                + n_characters * self.character_space
                + n_spaces * self.word_space;
            let begin = chained(self.text, self.matrix);
            self.text = chained([1.0, 0.0, 0.0, 1.0, width, 0.0], self.text);
            let end = chained(self.text, self.matrix);
            let [_, _, c, d, x, y] = begin;
            let is_upright = begin[1].abs() <= begin[0].abs();
            let size = self.size.abs() * c.hypot(d);
            // What the writer says that is shown is said once, however many strings show it.
            let said = self.marks.iter_mut().rev().flatten().next();
            let text = said.map_or(meant, std::mem::take);
            let places = [x, y, end[4], size];
            if is_upright && size > 0.0 && places.iter().all(|place| place.is_finite()) {
                let is_bold = font.is_bold;
                runs.push(Run { page: self.number, x, end: end[4], y, size, is_bold, text });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_costs_one_source() {
        assert_eq!(guarded(|| 1), Some(1));
        let none: Option<()> = guarded(|| panic!("not printed"));
        assert_eq!(none, None);
        assert_eq!(guarded(|| 2), Some(2));
    }

    #[test]
    fn dates_are_those_of_the_writer() {
        let read = |text| day_or_moment(text).map(|date| date.to_string());
        let cases = [
            ("D:20260204073000+01'00'", "2026-02-04T07:30:00+01:00"),
            ("D:20260204073000-05'30", "2026-02-04T07:30:00-05:30"),
            ("20260204073000Z", "2026-02-04T07:30:00+00:00"),
            ("D:20260204073000", "2026-02-04"),
            ("D:20260204", "2026-02-04"),
        ];
        for (text, date) in cases {
            assert_eq!(read(text).as_deref(), Some(date), "{text}");
        }
        for text in ["", "D:2026", "D:20261304", "soon", "D:２０２６０２０４"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn names_of_files_are_no_titles() {
        for title in ["Microsoft Word - call.doc", "call.pdf", "Untitled", "file:///a", "12"] {
            assert!(!is_title(title), "{title}");
        }
        assert!(is_title("A call"));
    }
}
