//! Different spellings of one word to one form, for the index only: the cited text stays as it is.
//!
//! Folded are case, compatibility forms (full-width letters, ligatures), quotation marks and
//! apostrophes, invisible characters, the full stops of acronyms (U.S. = US), Latin and Greek
//! accents, and in English the British spellings -ise, -isation, -yse and -our.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::model::Language;

/// British endings whose first s is an American z.
const S_TO_Z: [&str; 9] =
    ["isation", "isations", "ise", "ised", "ises", "ising", "yse", "ysed", "ysing"];

/// The form of `surface` that stop words and stemmers expect: lower case, straight apostrophes,
/// no invisible characters, acronyms without full stops.
///
/// An acronym that would read as an ordinary short word in lower case (US, IT, WHO) keeps its
/// capitals, so that it is not taken for a stop word. What is in that form already, as most words
/// are, is borrowed.
///
/// ```
/// use daybrief::analyze::fold;
/// assert_eq!(fold::word("Ｎａｔｏ"), "nato");
/// assert_eq!(fold::word("U.S"), fold::word("US"));
/// assert_ne!(fold::word("US"), fold::word("us"));
/// assert_eq!(fold::word("can’t"), "can't");
/// ```
pub fn word(surface: &str) -> Cow<'_, str> {
    if is_acronym(surface) {
        let letters: String = surface.chars().filter(|&c| c != '.').collect();
        return Cow::Owned(if letters.len() <= 3 { letters } else { letters.to_lowercase() });
    }
    if !surface.is_ascii() {
        return surface.nfkc().filter_map(visible).flat_map(char::to_lowercase).collect();
    }
    if surface.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Cow::Owned(surface.to_ascii_lowercase());
    }
    Cow::Borrowed(surface)
}

/// The form in which two stems are compared: without accents on Latin and Greek letters, which
/// stemmers still need to see.
pub fn accents(stem: &str) -> String {
    if stem.is_ascii() {
        return stem.to_owned();
    }
    let mut folded = String::with_capacity(stem.len());
    let mut base_drops_marks = false;
    for c in stem.nfd() {
        if is_combining_mark(c) {
            if base_drops_marks {
                continue;
            }
        } else {
            base_drops_marks = c.is_ascii_alphabetic() || ('α'..='ω').contains(&c);
        }
        folded.push(c);
    }
    folded.nfc().collect()
}

/// The American spelling of a folded word where `language` is English and a regular British
/// ending tells: `organisation → organization`, `analyse → analyze`, `neighbour → neighbor`.
///
/// It also respells words that have no American twin (`promise → promize`); since every
/// occurrence is respelled alike, nothing is lost in an index.
///
/// ```
/// use daybrief::analyze::fold;
/// use daybrief::model::Language;
/// let us = |word: &'static str| fold::american(word.into(), Some(Language::ENGLISH));
/// assert_eq!(us("stabilising"), "stabilizing");
/// assert_eq!(us("favourable"), "favorable");
/// assert_eq!(us("four"), "four");
/// ```
pub fn american(word: Cow<'_, str>, language: Option<Language>) -> Cow<'_, str> {
    if language != Some(Language::ENGLISH) || word.len() < 6 || !word.is_ascii() {
        return word;
    }
    for ending in S_TO_Z {
        if let Some(stem) = word.strip_suffix(ending) {
            return format!("{stem}{}", ending.replacen('s', "z", 1)).into();
        }
    }
    match word.split_once("our") {
        Some((stem, rest)) if stem.len() >= 2 && !rest.starts_with(['s', 'c', 'n', 't', 'g']) => {
            format!("{stem}or{rest}").into()
        }
        Some((stem, "s")) if stem.len() >= 2 => format!("{stem}ors").into(),
        _ => word,
    }
}

/// Two or three capitals, or two to five single letters each followed by a full stop.
fn is_acronym(surface: &str) -> bool {
    if !surface.as_bytes().contains(&b'.') {
        return (2..=3).contains(&surface.len()) && surface.bytes().all(|b| b.is_ascii_uppercase());
    }
    let n_letters = surface.chars().filter(|&c| c != '.').count();
    (2..=5).contains(&n_letters)
        && surface.chars().all(|c| c == '.' || c.is_alphabetic())
        && surface.split('.').all(|part| part.chars().count() <= 1)
}

/// Curly apostrophes made straight; soft hyphens, zero-width and direction marks dropped.
fn visible(c: char) -> Option<char> {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{FF07}' => Some('\''),
        '\u{00AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}'
        | '\u{FEFF}' => None,
        _ => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn us(word: &str) -> Cow<'_, str> {
        american(word.into(), Some(Language::ENGLISH))
    }

    #[test]
    fn acronyms_with_and_without_full_stops_are_one() {
        for (dotted, plain) in [("U.S", "US"), ("U.N", "UN"), ("E.U", "EU"), ("U.S.S.R", "USSR")] {
            let letters = word(dotted);
            assert!(letters.eq_ignore_ascii_case(&word(plain)), "{dotted} {plain}");
        }
        assert_eq!(word("example.com"), "example.com");
        assert_eq!(word("3.14"), "3.14");
    }

    #[test]
    fn accents_go_only_where_they_are_marks_on_letters() {
        assert_eq!(accents("resume"), accents("résumé"));
        assert_eq!(accents("й"), "й");
        assert_eq!(accents("हिन्दी"), "हिन्दी");
        assert_eq!(accents("ά"), "α");
    }

    #[test]
    fn british_endings_meet_american_ones() {
        for (british, american) in [
            ("organisation", "organization"),
            ("stabilising", "stabilizing"),
            ("neighbours", "neighbors"),
            ("labour", "labor"),
            ("analysed", "analyzed"),
            ("behaviour", "behavior"),
        ] {
            assert_eq!(us(british), american);
        }
        for same in ["course", "source", "journal", "tourist", "hours", "resource", "court"] {
            assert_eq!(us(same), same);
        }
        assert_eq!(american("raison".into(), "fr".parse().ok()), "raison");
    }
}
