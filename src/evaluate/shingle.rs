//! How much of an article's text was extracted, and how much that is none of it.
//!
//! Source: the metric of Scrapinghub's *Article Extraction Benchmark* (2020): multisets of four
//! words in a row, precision and recall averaged over pages, F1 of the two averages.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// Words in a row that are compared.
const LENGTH: usize = 4;

/// How many shingles a page's texts have, and share.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Overlap {
    both: usize,
    found: usize,
    known: usize,
}

/// The figures over pages, each in [0, 1].
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Extraction {
    /// Harmonic mean of the other two.
    pub f1: f64,
    /// Mean share of what was extracted that belongs to the article.
    pub precision: f64,
    /// Mean share of the article that was extracted.
    pub recall: f64,
}

/// Compares the extracted text of a page with the known one. A text of fewer than four words is
/// one shingle, an empty one none. O(words) time.
pub fn overlap(found: &str, known: &str) -> Overlap {
    let (found, known) = (words(found), words(known));
    let (found, known) = (shingles(&found), shingles(&known));
    let mut left: FxHashMap<&[&str], usize> = FxHashMap::default();
    for shingle in &known {
        *left.entry(shingle).or_default() += 1;
    }
    let mut both = 0;
    for shingle in &found {
        if let Some(n @ 1..) = left.get_mut(*shingle) {
            *n -= 1;
            both += 1;
        }
    }
    Overlap { both, found: found.len(), known: known.len() }
}

/// The figures over `pages`: a page without extracted text has no precision, one without known
/// text no recall, and neither counts for the mean it lacks.
///
/// ```
/// use daybrief::evaluate::shingle;
/// let page = shingle::overlap("a b c d e", "A headline. a b c d e");
/// let figures = shingle::extraction(&[page]);
/// assert_eq!((figures.precision, figures.recall), (1.0, 0.5));
/// ```
pub fn extraction(pages: &[Overlap]) -> Extraction {
    let precision = mean(pages.iter().map(|page| (page.both, page.found)));
    let recall = mean(pages.iter().map(|page| (page.both, page.known)));
    let sum = precision + recall;
    let f1 = if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 };
    Extraction { f1, precision, recall }
}

fn mean(shares: impl Iterator<Item = (usize, usize)>) -> f64 {
    let shares: Vec<f64> = shares
        .filter(|&(_, whole)| whole > 0)
        .map(|(part, whole)| part as f64 / whole as f64)
        .collect();
    shares.iter().sum::<f64>() / shares.len().max(1) as f64
}

/// Runs of letters, digits and underscores, as the benchmark's `\w+` has them.
fn words(text: &str) -> Vec<&str> {
    let is_word = |char: char| char.is_alphanumeric() || char == '_';
    text.split(|char| !is_word(char)).filter(|word| !word.is_empty()).collect()
}

fn shingles<'w, 't>(words: &'w [&'t str]) -> Vec<&'w [&'t str]> {
    match words.len() {
        0 => Vec::new(),
        1..=LENGTH => vec![words],
        _ => words.windows(LENGTH).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_shingles_count_as_often_as_both_have_them() {
        // "a a a a" stands three times in the one text and twice in the other.
        let found = overlap("a a a a a a", "a, a, a, a, a");
        assert_eq!(found, Overlap { both: 2, found: 3, known: 2 });
    }

    #[test]
    fn short_and_empty_texts_are_taken() {
        assert_eq!(overlap("a b", "a b"), Overlap { both: 1, found: 1, known: 1 });
        let pages = [overlap("", "a b c"), overlap("a b c", "a b c"), overlap("x", "")];
        let figures = extraction(&pages);
        // Precision of 1 and 0, recall of 0 and 1.
        assert_eq!((figures.precision, figures.recall, figures.f1), (0.5, 0.5, 0.5));
        assert_eq!(extraction(&[]), Extraction::default());
    }
}
