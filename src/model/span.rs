//! A byte range of one document's text.

use serde::{Deserialize, Serialize};

/// Bytes `start..end` of a document's text, on character boundaries, `start <= end`.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span `start..end`; texts are capped at 16 MiB, beyond `u32::MAX` it saturates.
    pub fn new(start: usize, end: usize) -> Self {
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: byte(start), end: byte(end) }
    }

    /// The bytes of `text` in this span; empty where the span does not lie in `text` on
    /// character boundaries.
    ///
    /// ```
    /// use daybrief::model::Span;
    /// assert_eq!(Span::new(4, 7).of("the day"), "day");
    /// assert_eq!(Span::new(4, 70).of("the day"), "");
    /// ```
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// The same as a range of indices.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.range().len()
    }

    /// Holds no byte.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Holds every byte of `other`.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}
