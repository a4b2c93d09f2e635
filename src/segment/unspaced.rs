//! The words of scripts that put no spaces between them: Chinese, Japanese, Thai, Lao, Khmer and
//! Burmese, by ICU's dictionaries.
//!
//! Without the feature `dictionaries` the words are those of UAX #29: single characters, and runs
//! of katakana.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::model::Span;

/// A character of such a script stands in `text`.
pub(super) fn has_any(text: &str) -> bool {
    text.chars().any(is_unspaced)
}

/// Appends the words of `text`, which begins at `base`; what is in other scripts is cut as ever.
///
/// A stretch begins and ends at word boundaries of UAX #29, so that its neighbors lose nothing.
/// O(length).
pub(super) fn words(text: &str, base: usize, into: &mut Vec<Span>) {
    let mut stretch = 0..0;
    for (start, word) in text.unicode_word_indices() {
        let end = start + word.len();
        if word.starts_with(is_unspaced) {
            if stretch.end != start {
                cut(text, &stretch, base, into);
                stretch.start = start;
            }
            stretch.end = end;
        } else {
            cut(text, &stretch, base, into);
            stretch = end..end;
            into.push(Span::new(base + start, base + end));
        }
    }
    cut(text, &stretch, base, into);
}

/// Ideographs, kana and the letters of the Southeast Asian scripts without spaces; no digits.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0E01}'..='\u{0E4E}' // Thai
        | '\u{0E81}'..='\u{0ECE}' | '\u{0EDC}'..='\u{0EDF}' // Lao
        | '\u{1000}'..='\u{103F}' | '\u{1050}'..='\u{108F}' // Burmese
        | '\u{1780}'..='\u{17D3}' // Khmer
        | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(any(feature = "dictionaries", feature = "given-dictionaries"))]
type Segmenter = icu_segmenter::WordSegmenterBorrowed<'static>;

#[cfg(feature = "given-dictionaries")]
static GIVEN: std::sync::OnceLock<fn() -> Segmenter> = std::sync::OnceLock::new();

/// Lets `segmenter` give the dictionaries, for a program that keeps them in a form of its own; it
/// is asked when a text first needs them. What was given first stays.
///
/// Without the feature `dictionaries` words of these scripts are cut by rules alone until then.
#[cfg(feature = "given-dictionaries")]
pub fn give_dictionaries(segmenter: fn() -> Segmenter) {
    GIVEN.get_or_init(|| segmenter);
}

#[cfg(feature = "given-dictionaries")]
fn segmenter() -> Segmenter {
    GIVEN.get().map_or_else(compiled, |given| given())
}

#[cfg(all(feature = "dictionaries", not(feature = "given-dictionaries")))]
fn segmenter() -> Segmenter {
    compiled()
}

#[cfg(feature = "dictionaries")]
fn compiled() -> Segmenter {
    let options = icu_segmenter::options::WordBreakInvariantOptions::default();
    icu_segmenter::WordSegmenter::new_dictionary(options)
}

#[cfg(all(feature = "given-dictionaries", not(feature = "dictionaries")))]
fn compiled() -> Segmenter {
    let options = icu_segmenter::options::WordBreakInvariantOptions::default();
    icu_segmenter::WordSegmenter::new_for_non_complex_scripts(options)
}

#[cfg(any(feature = "dictionaries", feature = "given-dictionaries"))]
fn cut(text: &str, stretch: &Range<usize>, base: usize, into: &mut Vec<Span>) {
    use std::cell::LazyCell;

    thread_local! {
        static SEGMENTER: LazyCell<Segmenter> = LazyCell::new(segmenter);
    }
    let part = text.get(stretch.clone()).unwrap_or_default();
    let mut start = 0;
    // Marks and joiners, which the dictionaries may cut off, stay with their letter.
    let is_break = |&at: &usize| {
        let behind = part.get(at..).and_then(|rest| rest.chars().next());
        at > 0 && behind.is_none_or(char::is_alphanumeric)
    };
    SEGMENTER.with(|segmenter| {
        for end in segmenter.segment_str(part).filter(is_break) {
            into.push(Span::new(base + stretch.start + start, base + stretch.start + end));
            start = end;
        }
    });
}

#[cfg(not(any(feature = "dictionaries", feature = "given-dictionaries")))]
fn cut(text: &str, stretch: &Range<usize>, base: usize, into: &mut Vec<Span>) {
    let part = text.get(stretch.clone()).unwrap_or_default();
    let words = part.unicode_word_indices();
    let start = base + stretch.start;
    into.extend(words.map(|(at, word)| Span::new(start + at, start + at + word.len())));
}

#[cfg(test)]
mod tests {
    #[cfg(feature = "dictionaries")]
    #[test]
    fn dictionaries_cut_what_is_written_without_spaces() {
        use super::*;

        for marked in [
            "市議会|は|火曜日| NATO|の|新しい|橋|を|建設",
            "决定|修建|一座|桥",
            "สภา|เมือง|เมื่อ|วัน|อังคาร| 12 |สร้าง|สะพาน|ใหม่",
        ] {
            let text = marked.replace('|', "");
            let mut found = Vec::new();
            words(&text, 100, &mut found);
            let found: Vec<&str> = found
                .iter()
                .map(|span| Span { start: span.start - 100, end: span.end - 100 }.of(&text))
                .collect();
            let expected: Vec<&str> = marked.split('|').flat_map(str::split_whitespace).collect();
            assert_eq!(found, expected);
        }
    }
}
