//! Headings in plain text: short lines that stand alone and end without punctuation.

/// The longest heading, in words and in characters.
const MOST_WORDS: usize = 14;
const MOST_CHARS: usize = 110;

/// The longest heading in a script without spaces between words, in characters.
const MOST_CHARS_UNSPACED: usize = 30;

/// True for a line that reads as a heading: "US relations", "Putin and Xi discuss ties with the US".
pub(super) fn is_heading(paragraph: &str) -> bool {
    if paragraph.len() > 4 * MOST_CHARS {
        return false;
    }
    let n_chars = paragraph.chars().count();
    if n_chars > MOST_CHARS
        || paragraph.contains(['\n', '\r'])
        || paragraph.split_whitespace().nth(MOST_WORDS).is_some()
    {
        return false;
    }
    if paragraph.chars().any(is_unspaced) && n_chars > MOST_CHARS_UNSPACED {
        return false;
    }
    let first = paragraph.chars().find(|char| char.is_alphanumeric());
    first.is_some_and(|first| !first.is_lowercase())
        && !ends_sentence(paragraph)
        && !holds_end(paragraph)
}

fn ends_sentence(paragraph: &str) -> bool {
    let inner = paragraph
        .trim_end_matches(['"', '\'', '”', '’', '“', '»', '«', ')', ']', '」', '』', '*', '_']);
    let Some(last) = inner.chars().next_back() else { return true };
    matches!(
        last,
        '.' | '!'
            | '?'
            | '…'
            | ':'
            | ','
            | ';'
            | '。'
            | '！'
            | '？'
            | '：'
            | '、'
            | '，'
            | '؟'
            | '۔'
            | '،'
            | '।'
            | '॥'
            | '։'
            | '።'
            | '။'
            | '-'
            | '–'
            | '—'
    )
}

/// A sentence ends inside: "It rained. Then the sun".
fn holds_end(paragraph: &str) -> bool {
    let mut words = paragraph.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let ends = word.ends_with(['!', '?', '।', '؟'])
            || word.strip_suffix('.').is_some_and(|stem| {
                stem.chars().count() >= 4 && stem.chars().all(char::is_lowercase)
            });
        if ends && words.peek().is_some_and(|next| next.starts_with(char::is_uppercase)) {
            return true;
        }
    }
    false
}

/// Letters of scripts that write no spaces between words, or no stops at all.
fn is_unspaced(char: char) -> bool {
    matches!(char, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_lines_without_a_stop_are_headings() {
        for line in [
            "US relations",
            "Growing Russia-China relations",
            "Putin and Xi discuss ties with the US",
            "U.S. relations",
            "2026 in numbers",
            "Die Folgen für den Hafen",
            "日本の経済",
        ] {
            assert!(is_heading(line), "{line}");
        }
    }

    #[test]
    fn sentences_are_no_headings() {
        for line in [
            "He resigned.",
            "Who knew?",
            "“We will not go.”",
            "Here is what we know:",
            "battery died after a week",
            "It rained heavily. Then the sun",
            "__",
        ] {
            assert!(!is_heading(line), "{line}");
        }
        assert!(!is_heading(&"Word ".repeat(30)));
        assert!(!is_heading("Two lines\nof text"));
    }
}
