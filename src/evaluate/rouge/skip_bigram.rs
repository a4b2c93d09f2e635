//! ROUGE-SU4: pairs of tokens in order with at most four others between them, and single tokens.

use super::Measure;
use super::n_gram::{Gram, NO_TOKEN, overlap};
use super::tokens::Text;

/// How many tokens may stand between the two of a pair.
const MAX_SKIPPED: usize = 4;

/// ROUGE-SU4. Pairs go across lines; the last token of a text counts in pairs, but not alone: the
/// script's loop ends before it. O(tokens) time.
pub(super) fn measure(summary: &Text, references: &[Text]) -> Measure {
    overlap(&grams(&summary.tokens), references.iter().map(|reference| grams(&reference.tokens)))
}

fn grams(tokens: &[u32]) -> Vec<Gram> {
    let mut grams = Vec::with_capacity(tokens.len() * (MAX_SKIPPED + 2));
    let mut rest = tokens;
    while let [first, others @ ..] = rest {
        if !others.is_empty() {
            grams.push([*first, NO_TOKEN, NO_TOKEN, NO_TOKEN]);
        }
        let seconds = others.iter().take(MAX_SKIPPED + 1);
        grams.extend(seconds.map(|second| [*first, *second, NO_TOKEN, NO_TOKEN]));
        rest = others;
    }
    grams
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_reach_over_four_tokens_and_the_last_stands_in_pairs_only() {
        let found = grams(&[0, 1, 2, 3, 4, 5, 6]);
        // Six single tokens; pairs: five from each of the first two, then 4, 3, 2, 1.
        assert_eq!(found.len(), 6 + 20);
        assert!(found.contains(&[0, 5, NO_TOKEN, NO_TOKEN]));
        assert!(!found.contains(&[0, 6, NO_TOKEN, NO_TOKEN]));
        assert!(!found.contains(&[6, NO_TOKEN, NO_TOKEN, NO_TOKEN]));
        assert_eq!(grams(&[7]), [[0; 4]; 0]);
    }

    #[test]
    fn the_worked_example_of_the_paper_within_the_script_s_way() {
        // "police killed the gunman" against "police kill the gunman": pairs police the, police
        // gunman, the gunman of six each; police and the of three single tokens each.
        let text = |tokens: &[u32]| Text { tokens: tokens.to_vec(), lines: Vec::new() };
        let found = measure(&text(&[0, 4, 2, 3]), &[text(&[0, 1, 2, 3])]);
        assert_eq!((found.recall, found.precision), (5.0 / 9.0, 5.0 / 9.0));
        assert!((found.f - 0.55556).abs() < 1e-12);
    }
}
