//! Line breaks inside a paragraph: which of them only wrap a line, and which end a sentence.

use super::enumeration;

/// Lines narrower than this, in characters, are not wrapped text but lines of their own.
const NARROWEST_WRAP: usize = 45;

/// The shape of a paragraph's lines.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lines {
    count: usize,
    /// Characters of the longest line.
    widest: usize,
    /// No line ends with a mark that ends sentences.
    unpunctuated: bool,
}

impl Lines {
    /// Measures the lines of `text`.
    pub(super) fn of(text: &str) -> Self {
        let mut lines = Self { count: 0, widest: 0, unpunctuated: true };
        if memchr::memchr2(b'\n', b'\r', text.as_bytes()).is_none() {
            return Self { count: 1, ..lines };
        }
        for line in text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()) {
            lines.count += 1;
            lines.widest = lines.widest.max(line.chars().count());
            lines.unpunctuated &= !line.ends_with(['.', '!', '?', '…', '。', '：', ':', '”', '"']);
        }
        lines
    }

    /// True where the break at `at`, of the line that begins at `line_start`, ends a sentence
    /// although no terminator does; the next line begins at `next`.
    pub(super) fn ends_sentence(
        self,
        text: &str,
        line_start: usize,
        at: usize,
        next: usize,
    ) -> bool {
        let line = text.get(line_start..at).unwrap_or_default().trim();
        let below = text.get(next..).unwrap_or_default();
        let following = below.split(['\n', '\r']).next().unwrap_or_default().trim_start();
        if following.is_empty() {
            return false;
        }
        if line.is_empty()
            || following.starts_with(enumeration::is_bullet)
            || following.starts_with("- ")
            || enumeration::mark(following).is_some()
        {
            return true;
        }
        let opens = following
            .chars()
            .find(|char| char.is_alphanumeric())
            .is_some_and(|char| char.is_uppercase() || char.is_numeric());
        let is_item = line.starts_with(enumeration::is_bullet) || enumeration::mark(line).is_some();
        if is_item && !opens && below.starts_with([' ', '\t']) {
            return false;
        }
        let goes_on = line.ends_with([',', ';', '-', '–', '—', '/', '(', '&']);
        if self.widest < NARROWEST_WRAP {
            return (opens && !goes_on) || (self.unpunctuated && self.count >= 3);
        }
        // A wrapped line is as full as its words allow: had the next word fitted in with room to
        // spare, the writer broke the line.
        let word = following.split_whitespace().next().unwrap_or_default().chars().count();
        let with_word = line.chars().count() + 1 + word;
        opens && !goes_on && with_word < self.widest * 3 / 4
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn breaks(text: &str) -> Vec<bool> {
        let lines = Lines::of(text);
        let mut start = 0;
        let mut found = Vec::new();
        for (at, _) in text.match_indices('\n') {
            found.push(lines.ends_sentence(text, start, at, at + 1));
            start = at + 1;
        }
        found
    }

    #[test]
    fn wrapped_lines_go_on() {
        let wrapped = "The harbor board met on Tuesday evening to talk about the new\n\
                       Rotterdam line, which has been losing money since it opened in the\n\
                       spring of last year.";
        assert_eq!(breaks(wrapped), [false, false]);
    }

    #[test]
    fn short_lines_are_lines_of_their_own() {
        assert_eq!(breaks("Opening hours\nMonday to Friday\nClosed on Sunday"), [true, true]);
        assert_eq!(breaks("battery is weak\nscreen is fine\nprice too high"), [true, true]);
        assert_eq!(breaks("It went on and\non."), [false]);
    }

    #[test]
    fn a_line_with_room_left_ends() {
        let text = "What the council wants\nThe council of the town wants the bridge to be closed to cars.";
        assert_eq!(breaks(text), [true]);
    }

    #[test]
    fn items_of_lists_begin_a_sentence() {
        assert_eq!(breaks("we need\n• bread\n• milk"), [true, true]);
        assert_eq!(breaks("the plan:\n1. buy a boat\n2. sail it"), [true, true]);
    }
}
