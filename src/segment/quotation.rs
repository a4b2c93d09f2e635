//! The quoted and bracketed stretches of a paragraph, inside of which no sentence ends.
//!
//! Marks without a partner are no stretch: a quotation that runs over several paragraphs opens
//! each of them and closes only the last. A stretch longer than [`LONGEST`] is none either, since
//! one sentence of it is worth more to a reader than the whole; the stretches inside it count.

use crate::model::{Span, find};

/// Bytes of the longest stretch that is kept together; about four sentences of news.
const LONGEST: usize = 600;

/// How far down the open marks a closing one looks for its partner; real text nests three deep.
const DEEPEST: usize = 6;

/// What encloses a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Enclosure {
    /// Quotation marks.
    Quotation,
    /// Brackets.
    Brackets,
}

/// A stretch with its marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    /// From the opening mark to behind the closing one.
    pub(super) span: Span,
    /// What encloses it.
    pub(super) enclosure: Enclosure,
}

/// The outermost stretches of `text`, ascending and disjoint. O(length).
pub(super) fn stretches(text: &str) -> Vec<Stretch> {
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(at) = find::any_of(bytes, from, MARKS) {
        let Some(mark) = text.get(at..).and_then(|rest| rest.chars().next()) else {
            from = at + 1;
            continue;
        };
        let end = at + mark.len_utf8();
        match role(text, mark, at, end) {
            Role::Opens => open.push((mark, at)),
            Role::Closes => {
                close(&mut open, mark, end, &mut found);
            }
            Role::Either => {
                if !close(&mut open, mark, end, &mut found) {
                    open.push((mark, at));
                }
            }
            Role::Nothing => {}
        }
        from = end;
    }
    outermost(found)
}

/// The first bytes of all marks; others may share them.
const MARKS: &[u8; 11] = b"\"'`()[]\xC2\xE2\xE3\xEF";

enum Role {
    Opens,
    Closes,
    Either,
    Nothing,
}

fn role(text: &str, mark: char, at: usize, end: usize) -> Role {
    let before = || text.get(..at).and_then(|head| head.chars().next_back());
    let after = || text.get(end..).and_then(|tail| tail.chars().next());
    match mark {
        '(' | '[' | '（' | '「' | '『' | '【' | '《' | '〈' | '„' | '‚' | '‘' => {
            Role::Opens
        }
        ')' | ']' | '）' | '」' | '』' | '】' | '》' | '〉' => Role::Closes,
        // Typographic marks face either way by language: “English”, „deutsch“, ”svenska”,
        // «français», »dansk«.
        '“' | '”' | '«' | '»' | '‹' | '›' | '"' => {
            let opens = before().is_none_or(opens_behind) && after().is_some_and(|c| !is_gap(c));
            let closes = after().is_none_or(closes_before) && before().is_some_and(|c| !is_gap(c));
            match (mark, opens, closes) {
                ('«' | '»' | '‹' | '›', _, _) | (_, true, true) => Role::Either,
                (_, true, false) | ('“', false, false) => Role::Opens,
                (_, false, true) | ('”', false, false) => Role::Closes,
                (_, false, false) => Role::Nothing,
            }
        }
        '’' if after().is_none_or(|c| !c.is_alphanumeric()) => Role::Closes,
        // An apostrophe counts only where it can be nothing else: a mark before a word, and one
        // behind a mark of punctuation.
        '\'' | '`' => {
            let opens =
                before().is_none_or(opens_behind) && after().is_some_and(char::is_alphabetic);
            let closes =
                mark == '\'' && before().is_some_and(|c| matches!(c, '.' | ',' | '!' | '?' | '…'));
            if opens {
                Role::Opens
            } else if closes {
                Role::Closes
            } else {
                Role::Nothing
            }
        }
        _ => Role::Nothing,
    }
}

fn is_gap(char: char) -> bool {
    char.is_whitespace()
}

fn opens_behind(char: char) -> bool {
    is_gap(char) || "([{（「«»“„‘'\"—–-/:".contains(char)
}

fn closes_before(char: char) -> bool {
    is_gap(char) || ")]}）」»«”“’'\".,;:!?…—–-/".contains(char)
}

/// Closes the nearest open partner of `mark`, giving up those opened inside it.
fn close(open: &mut Vec<(char, usize)>, mark: char, end: usize, found: &mut Vec<Stretch>) -> bool {
    let partner = open
        .iter()
        .rev()
        .take(DEEPEST)
        .position(|&(opening, start)| are_partners(opening, mark) && end - start > 2)
        .map(|from_top| open.len() - 1 - from_top);
    let Some(index) = partner else { return false };
    let start = open[index].1;
    open.truncate(index);
    if end - start <= LONGEST {
        let brackets = matches!(mark, ')' | ']' | '）' | '】');
        let enclosure = if brackets { Enclosure::Brackets } else { Enclosure::Quotation };
        found.push(Stretch { span: Span::new(start, end), enclosure });
    }
    true
}

fn are_partners(opening: char, closing: char) -> bool {
    match closing {
        ')' => opening == '(',
        ']' => opening == '[',
        '）' => opening == '（',
        '」' => opening == '「',
        '』' => opening == '『',
        '】' => opening == '【',
        '》' => opening == '《',
        '〉' => opening == '〈',
        '”' => matches!(opening, '“' | '„' | '”'),
        '“' => matches!(opening, '„' | '“'),
        '"' => matches!(opening, '"' | '“' | '„'),
        '»' => matches!(opening, '«' | '»'),
        '«' => opening == '»',
        '›' => matches!(opening, '‹' | '›'),
        '‹' => opening == '›',
        '’' => matches!(opening, '‘' | '‚'),
        '\'' => matches!(opening, '\'' | '`'),
        _ => false,
    }
}

fn outermost(mut found: Vec<Stretch>) -> Vec<Stretch> {
    found.sort_unstable_by_key(|stretch| (stretch.span.start, std::cmp::Reverse(stretch.span.end)));
    let mut covered = 0;
    found.retain(|stretch| {
        let outer = stretch.span.start >= covered;
        if outer {
            covered = stretch.span.end;
        }
        outer
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn enclosed(text: &str) -> Vec<&str> {
        stretches(text).iter().map(|stretch| stretch.span.of(text)).collect()
    }

    #[test]
    fn marks_of_several_languages() {
        assert_eq!(enclosed("He said “so it is” (twice)."), ["“so it is”", "(twice)"]);
        assert_eq!(enclosed("Sie rief „Halt“ und ging."), ["„Halt“"]);
        assert_eq!(enclosed("Han ropade ”stopp” och gick."), ["”stopp”"]);
        assert_eq!(enclosed("Il dit « non » puis « oui »."), ["« non »", "« oui »"]);
        assert_eq!(enclosed("Hun råbte »stop« igen."), ["»stop«"]);
        assert_eq!(enclosed("She said \"no\" and \"yes\"."), ["\"no\"", "\"yes\""]);
        assert_eq!(enclosed("彼は「はい。」と言った。"), ["「はい。」"]);
    }

    #[test]
    fn only_the_outermost_count() {
        assert_eq!(enclosed("“It was ‘odd’ (very)”, he said"), ["“It was ‘odd’ (very)”"]);
    }

    #[test]
    fn apostrophes_and_inches_are_no_quotations() {
        assert_eq!(enclosed("the dogs' owner and the boys' mother don't"), [""; 0]);
        assert_eq!(enclosed("a 6 3/4\" cup, won in the '90s"), [""; 0]);
        assert_eq!(
            enclosed("'Well!' thought Alice, 'they'll see.'"),
            ["'Well!'", "'they'll see.'"]
        );
    }

    #[test]
    fn marks_without_a_partner_enclose_nothing() {
        assert_eq!(enclosed("“We go on. “And on."), [""; 0]);
        assert_eq!(enclosed("a) one (two"), [""; 0]);
    }

    #[test]
    fn a_long_stretch_gives_way_to_those_inside_it() {
        let long = format!("“{} (so) ”", "word ".repeat(400));
        assert_eq!(enclosed(&long), ["(so)"]);
    }
}
