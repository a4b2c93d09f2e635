//! Datelines: place, date and agency before the first sentence of an article.

/// Bytes of the longest dateline.
const LONGEST: usize = 90;

/// Where the dateline of `paragraph` ends and its body begins, if it has one: `BEIJING (AP) — `,
/// `LONDON, Feb 4 (Reuters) - `, `PARIS — `.
pub(super) fn split(paragraph: &str) -> Option<(usize, usize)> {
    let window = paragraph.get(..paragraph.floor_char_boundary(LONGEST))?;
    for (at, dash) in window.char_indices() {
        let len = match dash {
            '—' | '–' => dash.len_utf8(),
            '-' if window.get(at..)?.starts_with("--") => 2,
            '-' | ':' => 1,
            '\n' | '\r' => return None,
            _ => continue,
        };
        let head = window.get(..at)?;
        let behind = paragraph.get(at + len..)?;
        let body = behind.trim_start();
        let is_spaced = head.ends_with(char::is_whitespace) && body.len() < behind.len();
        let long_dash = matches!(dash, '—' | '–') || len == 2;
        // "Feb. 4 (Reuters): " and "WASHINGTON—Text" are written too, "co-operation - " is not one.
        let separates = is_spaced || (long_dash && head.ends_with([')', ' ']));
        let names_agency = head.trim_end().ends_with(')') || dash == ':';
        if !separates && !(dash == ':' && head.ends_with(')')) {
            continue;
        }
        if !is_dateline(head.trim_end(), names_agency && dash != ':' || head.ends_with(')')) {
            return None;
        }
        return (!body.is_empty()).then(|| (head.trim_end().len(), paragraph.len() - body.len()));
    }
    None
}

/// A place in capitals, or any place with its agency in brackets, and perhaps a date.
fn is_dateline(head: &str, names_agency: bool) -> bool {
    let place = head.split([',', '(']).next().unwrap_or_default().trim();
    let letters = || place.chars().filter(|char| char.is_alphabetic());
    let in_capitals = letters().count() >= 3 && letters().all(|char| !char.is_lowercase());
    let n_words = head.split_whitespace().count();
    let like_place = place.starts_with(char::is_uppercase) && place.split_whitespace().count() <= 4;
    let agency = head
        .rsplit_once('(')
        .is_some_and(|(_, name)| name.len() <= 30 && name.starts_with(char::is_uppercase));
    n_words <= 10
        && ((in_capitals && place.split_whitespace().count() <= 4)
            || (names_agency && agency && like_place))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(paragraph: &str) -> Option<(&str, &str)> {
        split(paragraph).map(|(end, body)| (&paragraph[..end], &paragraph[body..]))
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
    }

    #[test]
    fn sentences_with_dashes_keep_them() {
        assert_eq!(parts("The plan — an old one — failed."), None);
        assert_eq!(parts("NATO said the plan - an old one - failed."), None);
        assert_eq!(parts("Putin (right) — who came late — spoke."), None);
        assert_eq!(parts("—"), None);
    }
}
