//! Datelines: place, date and agency before the first sentence of an article.

/// Bytes of the longest dateline.
const LONGEST: usize = 90;

/// Where the dateline of `paragraph` ends and its body begins, if it has one: `BEIJING (AP) — `,
/// `LONDON, Feb 4 (Reuters) - `, `PARIS — `. The first dash or colon that could separate the two
/// decides.
pub(super) fn split(paragraph: &str) -> Option<(usize, usize)> {
    let window = paragraph.get(..paragraph.floor_char_boundary(LONGEST))?;
    for (at, char) in window.char_indices() {
        let head = window.get(..at)?;
        let rest = paragraph.get(at..)?;
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
    fn sentences_with_dashes_keep_them() {
        assert_eq!(parts("The plan — an old one — failed."), None);
        assert_eq!(parts("NATO said the plan - an old one - failed."), None);
        assert_eq!(parts("Putin (right) — who came late — spoke."), None);
        assert_eq!(parts("NATO — which met on Monday — agreed."), None);
        assert_eq!(parts("It has one rule: Never ask."), None);
        assert_eq!(parts("—"), None);
    }
}
