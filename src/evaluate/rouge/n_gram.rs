//! ROUGE-N: how many runs of n tokens two texts share, each counted as often as both have it.

use rustc_hash::FxHashMap;

use super::tokens::Text;
use super::{Measure, Tally};

/// Numbers of tokens side by side; the empty places of a shorter gram hold [`NO_TOKEN`].
pub(super) type Gram = [u32; 4];

/// No token: the texts together would need this many distinct words.
pub(super) const NO_TOKEN: u32 = u32::MAX;

/// ROUGE-N for n from 1 to 4. Runs go across lines, as in the script. O(tokens) time.
pub(super) fn measure(summary: &Text, references: &[Text], n: usize) -> Measure {
    overlap(&grams(summary, n), references.iter().map(|reference| grams(reference, n)))
}

/// The measure over the grams of a summary and those of each reference.
pub(super) fn overlap(summary: &[Gram], references: impl Iterator<Item = Vec<Gram>>) -> Measure {
    let mut counts: FxHashMap<Gram, u32> = FxHashMap::default();
    for gram in summary {
        *counts.entry(*gram).or_default() += 1;
    }
    let mut tally = Tally::default();
    for reference in references {
        tally.hits += hits(counts.clone(), &reference) as f64;
        tally.in_references += reference.len() as f64;
        tally.in_summary += summary.len() as f64;
    }
    tally.measure()
}

/// How many of `grams` find one among the counted that no other has taken.
fn hits(mut left: FxHashMap<Gram, u32>, grams: &[Gram]) -> usize {
    let mut n_hits = 0;
    for gram in grams {
        if let Some(count) = left.get_mut(gram).filter(|count| **count > 0) {
            *count -= 1;
            n_hits += 1;
        }
    }
    n_hits
}

fn grams(text: &Text, n: usize) -> Vec<Gram> {
    let windows = text.tokens.windows(n);
    windows
        .map(|window| {
            let mut gram = [NO_TOKEN; 4];
            gram.iter_mut().zip(window).for_each(|(place, token)| *place = *token);
            gram
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(tokens: &[u32]) -> Text {
        Text { tokens: tokens.to_vec(), lines: vec![tokens.to_vec()] }
    }

    fn figures(summary: &[u32], reference: &[u32], n: usize) -> (f64, f64) {
        let found = measure(&text(summary), &[text(reference)], n);
        (found.recall, found.precision)
    }

    #[test]
    fn shared_runs_count_as_often_as_both_have_them() {
        // "1" stands three times in the summary and twice in the reference.
        assert_eq!(figures(&[1, 1, 1, 2], &[1, 3, 1, 2, 4], 1), (0.6, 0.75));
        // Of 1 1, 1 1, 1 2 the reference 1 3, 3 1, 1 2, 2 4 has the last.
        assert_eq!(figures(&[1, 1, 1, 2], &[1, 3, 1, 2, 4], 2), (0.25, 1.0 / 3.0));
        assert_eq!(figures(&[1, 2, 3, 4], &[0, 1, 2, 3, 4], 3), (2.0 / 3.0, 1.0));
        assert_eq!(figures(&[1, 2, 3, 4], &[0, 1, 2, 3, 4], 4), (0.5, 1.0));
    }

    #[test]
    fn a_text_shorter_than_the_run_has_none() {
        assert_eq!(figures(&[1, 2], &[1, 2], 3), (0.0, 0.0));
    }
}
