//! Collections of hostile files, each read in full, cut and damaged: JSON, feeds, names, bytes that
//! are hardly UTF-8.
//!
//! They are not part of this repository; where `../shared/data/hostile` is absent, the tests say so
//! and read nothing. `DAYBRIEF_CASES` is how many files of each are tried where not all are.

#![expect(clippy::print_stderr, reason = "says what it could not read, and what it did")]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs};

use daybrief::read::{self, Input, Options, Reading};
use daybrief::render::escape;

use crate::program::{files_below, root};

/// Feeds of each kind that are damaged without `DAYBRIEF_CASES`.
const CASES: usize = 60;
/// No feed takes longer in a release build; in another one a feed that does hangs, however busy the
/// machine is otherwise. What the longest took is printed.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 2 });

fn shared(name: &str) -> PathBuf {
    let path = root().join("../shared/data").join(name);
    if !path.exists() {
        eprintln!("skipped: nothing to read in {}", path.display());
    }
    path
}

fn read_as(name: &str, bytes: &[u8]) -> Reading {
    let input = Input::Bytes { name: name.into(), bytes: bytes.to_vec() };
    read::documents(&[input], &Options::default())
}

#[test]
fn json_is_taken_where_it_is_valid_and_refused_with_its_place_where_it_is_not() {
    let folder = shared("hostile/json");
    let (mut n_valid, mut n_invalid) = (0, 0);
    for name in files_below(&folder) {
        let bytes = fs::read(folder.join(&name)).unwrap();
        let reading = read_as(&name, &bytes);
        let said: Vec<String> = reading.warnings.iter().map(ToString::to_string).collect();
        let is_invalid =
            |line: &String| line.contains("not valid JSON") || line.contains("not text");
        match name.chars().next() {
            Some('y') => {
                n_valid += 1;
                assert!(!said.iter().any(is_invalid), "{said:?}");
            }
            Some('n') => {
                n_invalid += 1;
                let refused = said.iter().find(|line| is_invalid(line));
                let refused = refused.unwrap_or_else(|| panic!("{name} is taken: {said:?}"));
                // Of lines of JSON the line is a part of the name.
                let has_line = refused.contains(" line ") || refused.contains(".json:");
                assert!(has_line && refused.contains(" column "), "{refused}");
            }
            // Those of which either may be thought.
            _ => assert!(reading.documents.len() + said.len() > 0, "{name}"),
        }
    }
    eprintln!("{n_valid} valid files taken, {n_invalid} invalid ones refused with their places");
    assert!(n_valid + n_invalid == 0 || (n_valid, n_invalid) == (95, 188));
}

/// `bytes` cut in sixteen ways, and with a byte changed in sixteen.
fn damaged(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let cut = (0..16).map(|part| bytes[..bytes.len() * part / 16].to_vec());
    let flipped = (0..16_usize).map(|part| {
        let mut bytes = bytes.to_vec();
        // Where exactly is of no importance, as long as it is always the same.
        let at = (bytes.len() * part / 16 + part * 7).checked_rem(bytes.len()).unwrap_or_default();
        if let Some(byte) = bytes.get_mut(at) {
            *byte ^= [1, 0x80, 0xff, 0x20][part % 4];
        }
        bytes
    });
    cut.chain(flipped)
}

#[test]
fn feeds_that_are_cut_or_damaged_cost_a_line_and_no_time() {
    let folder = shared("feeds");
    let files = files_below(&folder);
    let asked = env::var("DAYBRIEF_CASES").ok().and_then(|n| n.parse().ok());
    let step = (files.len() / asked.unwrap_or(CASES).max(1)).max(1);
    let (mut n_read, mut longest) = (0_usize, Duration::ZERO);
    for name in files.iter().step_by(step) {
        let bytes = fs::read(folder.join(name)).unwrap();
        for bytes in damaged(&bytes).chain([bytes.clone()]) {
            let start = Instant::now();
            let reading = read_as(name, &bytes);
            let took = start.elapsed();
            longest = longest.max(took);
            n_read += 1;
            assert!(reading.documents.len() + reading.warnings.len() > 0, "nothing of {name}");
            let is_bug = |warning: &daybrief::Warning| warning.message.contains("a bug");
            assert!(!reading.warnings.iter().any(is_bug), "{:?}", reading.warnings);
            assert!(took < PATIENCE, "{name}: {took:?}");
        }
    }
    eprintln!("{n_read} feeds of {} files, the longest in {longest:?}", files.len());
}

#[test]
fn bytes_that_are_hardly_utf_8_are_read() {
    let Ok(bytes) = fs::read(shared("hostile/utf8tests.bin")) else { return };
    let lines: Vec<&[u8]> = bytes.split(|&byte| byte == b'\n').collect();
    for line in lines.iter().copied().chain([bytes.as_slice()]) {
        for document in read_as("a.txt", line).documents {
            assert!(document.paragraphs.iter().all(|it| !it.span.of(&document.text).is_empty()));
        }
    }
    eprintln!("{} lines of hardly UTF-8", lines.len());
}

/// What is harm on a terminal: any control, and whatever turns the direction of text.
fn is_harm(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[test]
fn no_text_reaches_a_terminal_as_a_control() {
    let mut texts = crate::rendering::hostile_texts();
    texts.extend(strings(&shared("hostile/blns.json")));
    texts.extend(lines(&shared("hostile/names.jsonl"), "name"));
    let n_collected = texts.len();
    let mut state = 1_u32;
    let mut random = |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % below
    };
    for _ in 0..65_536 {
        let text = (0..random(24)).map(|_| match random(4) {
            0 => char::from_u32(random(0xa0)).unwrap_or('x'),
            1 => char::from_u32(0x2000 + random(0x70)).unwrap_or('x'),
            2 => ['\u{1b}', '[', ']', ';', 'm', '\u{7}', '\u{9b}', '\u{90}', '\r', '\n']
                [random(10) as usize],
            _ => char::from_u32(random(0x11_0000)).unwrap_or('x'),
        });
        texts.push(text.collect());
    }
    for text in &texts {
        let shown = escape::terminal(text);
        assert_eq!(shown.chars().find(|&sign| is_harm(sign)), None, "{text:?}: {shown:?}");
    }
    eprintln!("{n_collected} hostile texts and {} random ones", texts.len() - n_collected);
}

/// The strings of a list in JSON.
fn strings(path: &Path) -> Vec<String> {
    fs::read_to_string(path)
        .map_or_else(|_| Vec::new(), |text| serde_json::from_str(&text).unwrap())
}

/// What every line of JSON has as its `field`.
fn lines(path: &Path, field: &str) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap_or_default();
    let of = |line: &str| {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        line[field].as_str().unwrap_or_default().to_owned()
    };
    text.lines().map(of).collect()
}
