//! How well the ends of found sentences agree with those of known ones.

use serde::{Deserialize, Serialize};

/// Ends of sentences, counted over any number of texts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    both: usize,
    found: usize,
    known: usize,
}

/// Agreement of two ways to cut the same texts, each figure in [0, 1].
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    /// Share of the ends found that are known.
    pub precision: f64,
    /// Share of the ends known that were found.
    pub recall: f64,
    /// Harmonic mean of the two.
    pub f1: f64,
}

impl Tally {
    /// Counts one text cut in two ways. White space is left out of the comparison, since a span
    /// holds line breaks as they are and a list of known sentences does not; the end of the text
    /// counts as any other. O(characters) time.
    ///
    /// ```
    /// use daybrief::evaluate::boundary::Tally;
    /// let mut tally = Tally::default();
    /// tally.add(&["Mr.", "Xi left."], &["Mr. Xi left."]);
    /// assert_eq!((tally.agreement().precision, tally.agreement().recall), (0.5, 1.0));
    /// ```
    pub fn add(&mut self, found: &[impl AsRef<str>], known: &[impl AsRef<str>]) {
        let (found, known) = (ends(found), ends(known));
        self.both += found.iter().filter(|end| known.binary_search(end).is_ok()).count();
        self.found += found.len();
        self.known += known.len();
    }

    /// The figures of all texts counted; all 0 for none.
    pub fn agreement(&self) -> Agreement {
        let share = |whole: usize| if whole > 0 { self.both as f64 / whole as f64 } else { 0.0 };
        let sum = self.found + self.known;
        let f1 = if sum > 0 { 2.0 * self.both as f64 / sum as f64 } else { 0.0 };
        Agreement { precision: share(self.found), recall: share(self.known), f1 }
    }
}

/// Where the sentences end, in visible characters from the beginning of the text; ascending.
fn ends(sentences: &[impl AsRef<str>]) -> Vec<usize> {
    let mut end = 0;
    let visible = |text: &str| text.chars().filter(|char| !char.is_whitespace()).count();
    let ends = sentences.iter().map(|sentence| {
        end += visible(sentence.as_ref());
        end
    });
    ends.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_counted_together() {
        let mut tally = Tally::default();
        tally.add(&["a b.", "c."], &["a\n b.", " c."]);
        tally.add(&["d. e. f."], &["d.", "e.", "f."]);
        // 3 ends in both, 3 found, 5 known.
        let found = tally.agreement();
        assert_eq!((found.precision, found.recall, found.f1), (1.0, 0.6, 0.75));
    }

    #[test]
    fn nothing_gives_nothing() {
        assert_eq!(Tally::default().agreement(), Agreement::default());
    }
}
