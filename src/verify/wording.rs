//! Words without what a format may lose of them: control characters and the kinds of white space.

/// `text` as a page shows it: control characters replaced, but for tabs and ends of lines.
pub(super) fn visible(text: &str) -> String {
    let hidden = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    text.chars().map(|c| if hidden(c) { '\u{fffd}' } else { c }).collect()
}

/// `text` on one line: white space folded to single spaces, none at the ends.
pub(super) fn fold(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    visible(&words.join(" "))
}

/// A folded text in which sentences are looked for.
pub(super) struct Folded {
    text: String,
    /// The same with a line feed where the white space ended a line.
    lines: String,
}

impl Folded {
    /// Folds `text`; O(length).
    pub(super) fn new(text: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(text.len()),
            lines: String::with_capacity(text.len()),
        };
        let mut gap: Option<char> = None;
        for c in text.chars() {
            if c.is_whitespace() {
                gap = Some(if ends_line(c) { '\n' } else { gap.unwrap_or(' ') });
                continue;
            }
            if let Some(gap) = gap.take() {
                folded.text.push(' ');
                folded.lines.push(gap);
            }
            let c = if c.is_control() { '\u{fffd}' } else { c };
            folded.text.push(c);
            folded.lines.push(c);
        }
        folded
    }

    /// Whether `sentence` stands here as a sentence, or as the whole of a quotation: not as a piece
    /// of one that lost its first or its last characters.
    pub(super) fn holds(&self, sentence: &str) -> bool {
        let sentence = fold(sentence);
        let Some(last) = sentence.chars().next_back() else { return false };
        self.text.match_indices(&sentence).any(|(at, found)| {
            let before = self.lines.get(..at).unwrap_or_default();
            let after = self.lines.get(at + found.len()..).unwrap_or_default();
            starts(before.chars().next_back()) && ends(last, after.chars().next())
                || is_quoted(before, after)
        })
    }
}

/// Whether a line ends with `c`, as readers of texts take it.
fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\x0B' | '\x0C' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a sentence may start after `before`.
fn starts(before: Option<char>) -> bool {
    before.is_none_or(|c| !(c.is_alphanumeric() || "\"'“‘„‚«‹([{¿¡".contains(c)))
}

/// Whether a sentence may end with `last` before `next`: at the end of a line, or with its mark
/// where no further mark follows.
fn ends(last: char, next: Option<char>) -> bool {
    let mark = |c: char| ".!?…:;。！？｡\"'”’“»›)]}".contains(c);
    match next {
        None | Some('\n') => true,
        Some(next) => mark(last) && !mark(next),
    }
}

/// Whether what stands between is all that stands between two quotation marks, but for a comma or
/// a mark of the sentence around it.
fn is_quoted(before: &str, after: &str) -> bool {
    let after = after.strip_prefix([',', '.', ';', '!', '?']).unwrap_or(after).trim_start();
    before.trim_end().ends_with(['"', '“', '„', '‘', '‚', '«', '‹', '»', '\'', '「'])
        && after.starts_with(['"', '”', '“', '’', '»', '›', '«', '\'', '」'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_whole_sentences_only() {
        let text = Folded::new("A title\n\nHe  said “no.” She\nagreed with him. 終わり。次。");
        for whole in
            ["A title", "no", "no.", "He said “no.”", "She agreed with him.", "終わり。", "次。"]
        {
            assert!(text.holds(whole), "{whole}");
        }
        for piece in [
            "itle",
            "He said “no.",
            "e said “no.”",
            "She agreed",
            "She agreed with him",
            "終わり",
            "",
        ] {
            assert!(!text.holds(piece), "{piece}");
        }
        for end in ["\n", "\r", "\x0B", "\x0C ", "\u{85}", " \u{2028}", "\u{2029}"] {
            let text = Folded::new(&format!("A title{end}He said no"));
            assert!(text.holds("A title") && text.holds("He said no"), "{end:?}");
        }
    }
}
