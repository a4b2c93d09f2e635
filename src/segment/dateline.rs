//! Datelines: place, date and agency before the first sentence of an article.

use super::abbreviation::{Classes, Lexicon};
use crate::model::find;

/// Bytes of the longest dateline.
const LONGEST: usize = 90;

/// Where the dateline of `paragraph` ends and its body begins, if it has one: `BEIJING (AP) — `,
/// `LONDON, Feb 4 (Reuters) - `, `PARIS — `. The first dash or colon that could separate the two
/// decides.
pub(super) fn split(paragraph: &str) -> Option<(usize, usize)> {
    let window = paragraph.get(..paragraph.floor_char_boundary(LONGEST))?;
    let mut from = 0;
    while let Some(at) = find::any_of(window.as_bytes(), from, b"-:\n\r\xE2") {
        from = at + 1;
        let head = window.get(..at)?;
        let rest = paragraph.get(at..)?;
        let char = rest.chars().next()?;
        let separator_len = match char {
            '\n' | '\r' => return None,
            '-' if rest.starts_with("--") => 2,
            '-' | '—' | '–' | ':' => char.len_utf8(),
            _ => continue,
        };
        let behind = rest.get(separator_len..)?;
        let body = behind.trim_start();
        let is_spaced = head.ends_with(char::is_whitespace) && body.len() < behind.len();
        let names_agency = head.trim_end().ends_with([')', '/']);
        // "(Reuters): " and "(AP)— " are written too; "co-operation" holds no separator.
        if !(is_spaced && char != ':' || names_agency && (char != '-' || separator_len == 2)) {
            continue;
        }
        let head = head.trim_end();
        let opens = body.chars().find(|char| char.is_alphanumeric());
        let is_body = opens.is_some_and(|first| !first.is_lowercase());
        return (is_body && is_dateline(head)).then(|| (head.len(), paragraph.len() - body.len()));
    }
    None
}

/// True for a line that is only a date: "Saturday, January 8, 2005", "le 8 janvier 2005".
pub(super) fn is_date(line: &str, lexicon: &Lexicon) -> bool {
    const JOINING: &[&str] =
        &["de", "del", "of", "the", "den", "der", "le", "la", "el", "di", "do", "er"];
    let words = || line.split([' ', ',', '.', '\u{a0}']).filter(|word| !word.is_empty());
    let is_number = |word: &str| word.starts_with(|first: char| first.is_ascii_digit());
    line.len() <= LONGEST
        && words().any(|word| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()))
        && words().any(|word| lexicon.classes(word).has(Classes::CALENDAR))
        && words().all(|word| {
            is_number(word)
                || lexicon.classes(word).has(Classes::CALENDAR)
                || JOINING.contains(&word.to_lowercase().as_str())
        })
}

/// News agencies whose name in brackets makes a dateline of any place before it.
const AGENCIES: &[&str] = &[
    "aap",
    "adnkronos",
    "afp",
    "agi",
    "agencies",
    "ani",
    "anp",
    "ansa",
    "ap",
    "apa",
    "belga",
    "bloomberg",
    "cnn",
    "cp",
    "dpa",
    "dts",
    "efe",
    "epd",
    "ians",
    "interfax",
    "irna",
    "kna",
    "kyodo",
    "lusa",
    "mti",
    "ntb",
    "pa",
    "pap",
    "prnewswire",
    "pti",
    "reuters",
    "ritzau",
    "sid",
    "tass",
    "tt",
    "upi",
    "wafa",
    "xinhua",
    "yonhap",
];

/// A place in capitals, perhaps with a date, or any place with its agency.
fn is_dateline(head: &str) -> bool {
    let bare = head.trim_end_matches([')', '/']);
    let (place, agency) = match bare.rsplit_once(['(', '/']) {
        Some((place, agency)) if bare.len() < head.len() => (place, Some(agency)),
        _ => (head, None),
    };
    if head.split_whitespace().count() > 10 {
        return false;
    }
    let name = place.split(',').next().unwrap_or_default().trim();
    let letters = || name.chars().filter(|char| char.is_alphabetic());
    let in_capitals = letters().nth(2).is_some()
        && letters().all(char::is_uppercase)
        && name.split_whitespace().count() <= 4;
    let is_known = agency.is_some_and(|agency| {
        let mut words = agency.split(['/', ' ']);
        words.any(|word| AGENCIES.iter().any(|known| known.eq_ignore_ascii_case(word)))
    });
    let like_place = name.is_empty() || name.starts_with(char::is_uppercase);
    (is_known && like_place) || in_capitals
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(paragraph: &str) -> Option<(&str, &str)> {
        split(paragraph)
            .map(|(end, body)| (paragraph.get(..end).unwrap(), paragraph.get(body..).unwrap()))
    }

    #[test]
    fn datelines_of_several_houses() {
        assert_eq!(parts("BEIJING (AP) — The two met."), Some(("BEIJING (AP)", "The two met.")));
        assert_eq!(
            parts("LONDON, Feb 4 (Reuters) - Shares rose."),
            Some(("LONDON, Feb 4 (Reuters)", "Shares rose."))
        );
        assert_eq!(parts("PARIS — It rained."), Some(("PARIS", "It rained.")));
        assert_eq!(
            parts("Berlin (dpa) - Der Hafen wächst."),
            Some(("Berlin (dpa)", "Der Hafen wächst."))
        );
        assert_eq!(
            parts("OSLO, Feb. 4, 2026 /PRNewswire/ -- The firm grows."),
            Some(("OSLO, Feb. 4, 2026 /PRNewswire/", "The firm grows."))
        );
    }

    #[test]
    fn lines_that_are_only_a_date() {
        let is_in = |code: &str, line| is_date(line, Lexicon::of(code.parse().ok()));
        assert!(is_in("en", "Saturday, January 8, 2005"));
        assert!(is_in("fr", "Samedi 1er janvier 2005"));
        assert!(is_in("es", "12 de enero de 2026"));
        assert!(is_in("de", "Dienstag, 3. März 2026, 14.30 Uhr"));
        assert!(!is_in("en", "The plan for January 2026"));
        assert!(!is_in("en", "5 things in 2026"));
    }

    #[test]
    fn sentences_with_dashes_keep_them() {
        assert_eq!(parts("The plan — an old one — failed."), None);
        assert_eq!(parts("NATO said the plan - an old one - failed."), None);
        assert_eq!(parts("Putin (right) — who came late — spoke."), None);
        assert_eq!(parts("NATO — which met on Monday — agreed."), None);
        assert_eq!(parts("It has one rule: Never ask."), None);
        assert_eq!(parts("—"), None);
    }
}
