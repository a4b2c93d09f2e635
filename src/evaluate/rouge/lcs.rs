//! ROUGE-L and ROUGE-W: the tokens of each reference line that longest common subsequences with
//! any line of the summary take in.
//!
//! Source: Lin (2004), sections 3 and 4, and the script, whose way is told apart where it matters.

use super::tokens::Text;
use super::{Measure, Tally};

/// Power by which a run of consecutive matches weighs in ROUGE-W.
const RUN_POWER: f64 = 1.2;

/// ROUGE-L; `n_terms` is above every token.
///
/// A token of the reference is a hit if the subsequence with some line of the summary takes it in,
/// and only while both texts have as many of that token left: hits never exceed those of ROUGE-1.
pub(super) fn longest(summary: &Text, references: &[Text], n_terms: usize) -> Measure {
    let mut search = Search::new(&summary.lines, 1.0);
    let mut tally = Tally::default();
    for reference in references {
        let mut left = Left::new(summary, reference, n_terms);
        for line in &reference.lines {
            let taken = line.iter().zip(search.taken(line));
            let hits = taken.filter(|(token, is_taken)| **is_taken && left.take(**token));
            tally.hits += hits.count() as f64;
            tally.in_references += line.len() as f64;
        }
        tally.in_summary += summary.tokens.len() as f64;
    }
    tally.measure()
}

/// ROUGE-W, the same with the weight of runs of hits.
///
/// The script raises the sum of the weights of the reference's lines once more, and takes the
/// summary as one line: recall is far below precision.
pub(super) fn weighted(summary: &Text, references: &[Text], n_terms: usize) -> Measure {
    let mut search = Search::new(&summary.lines, RUN_POWER);
    let mut tally = Tally::default();
    for reference in references {
        let mut left = Left::new(summary, reference, n_terms);
        let mut lines_weight = 0.0;
        for line in &reference.lines {
            tally.hits += weight_of_runs(line, search.taken(line), &mut left);
            lines_weight += weight(line.len(), RUN_POWER);
        }
        tally.in_references += f64::powf(lines_weight, RUN_POWER);
        tally.in_summary += weight(summary.tokens.len(), RUN_POWER);
    }
    inverse(tally)
}

/// Shares of weights back to shares of lengths.
fn inverse(tally: Tally) -> Measure {
    let share = |whole: f64| super::share(tally.hits, whole).powf(1.0 / RUN_POWER);
    Measure::new(share(tally.in_references), share(tally.in_summary))
}

fn weight(n: usize, power: f64) -> f64 {
    (n as f64).powf(power)
}

/// The weight of the runs of hits in a line.
///
/// As in the script, a token that is taken in but used up neither prolongs nor ends a run, and a
/// run that ends with such a token joins the next one of the line, or is lost where there is none.
fn weight_of_runs(line: &[u32], taken: &[bool], left: &mut Left) -> f64 {
    let mut sum = 0.0;
    let mut run = 0;
    let is_next = taken.iter().skip(1).chain([&false]);
    for ((token, is_taken), is_next) in line.iter().zip(taken).zip(is_next) {
        if *is_taken && left.take(*token) {
            run += 1;
            if !is_next {
                sum += weight(run, RUN_POWER);
                run = 0;
            }
        }
    }
    sum
}

/// How often each token can still be a hit.
struct Left {
    counts: Vec<u32>,
}

impl Left {
    /// As often as both texts have it, so that one count serves for both.
    fn new(summary: &Text, reference: &Text, n_terms: usize) -> Self {
        let count = |tokens: &[u32]| {
            let mut counts = vec![0_u32; n_terms];
            for token in tokens {
                counts[*token as usize] += 1;
            }
            counts
        };
        let mut counts = count(&summary.tokens);
        let others = count(&reference.tokens);
        counts.iter_mut().zip(others).for_each(|(count, other)| *count = other.min(*count));
        Self { counts }
    }

    /// Whether there is one left; takes it.
    fn take(&mut self, token: u32) -> bool {
        let count = &mut self.counts[token as usize];
        let is_left = *count > 0;
        *count = count.saturating_sub(1);
        is_left
    }
}

/// Where the best subsequence that ends in a pair of tokens goes on.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Step {
    Both,
    InReference,
    InSummary,
}

/// Buffers for the table of one pair of lines, and the weights of runs.
struct Search<'s> {
    summary: &'s [Vec<u32>],
    weights: Vec<f64>,
    steps: Vec<Step>,
    /// Weight of the best subsequence and length of the run it ends in, a row of the table each.
    above: Vec<(f64, usize)>,
    row: Vec<(f64, usize)>,
    taken: Vec<bool>,
}

impl<'s> Search<'s> {
    fn new(summary: &'s [Vec<u32>], power: f64) -> Self {
        let longest_line = summary.iter().map(Vec::len).max().unwrap_or_default();
        Self {
            summary,
            weights: (0..=longest_line + 1).map(|n| weight(n, power)).collect(),
            steps: Vec::new(),
            above: Vec::new(),
            row: Vec::new(),
            taken: Vec::new(),
        }
    }

    /// For each token of `reference` whether its subsequence with some line of the summary takes
    /// it in.
    fn taken(&mut self, reference: &[u32]) -> &[bool] {
        self.taken.clear();
        self.taken.resize(reference.len(), false);
        for line in self.summary {
            self.fill(reference, line);
            self.mark(reference.len(), line.len());
        }
        &self.taken
    }

    /// Fills the table; where both ways are as good, the token of the reference is left out.
    fn fill(&mut self, reference: &[u32], line: &[u32]) {
        self.steps.clear();
        self.above.clear();
        self.above.resize(line.len() + 1, (0.0, 0));
        for token in reference {
            self.row.clear();
            self.row.push((0.0, 0));
            let mut left = 0.0;
            for (other, pair) in line.iter().zip(self.above.windows(2)) {
                let (cell, step) = if token == other {
                    let (best, run) = pair[0];
                    let gained = best + self.weights[run + 1] - self.weights[run];
                    ((gained, run + 1), Step::Both)
                } else if pair[1].0 >= left {
                    ((pair[1].0, 0), Step::InReference)
                } else {
                    ((left, 0), Step::InSummary)
                };
                left = cell.0;
                self.row.push(cell);
                self.steps.push(step);
            }
            std::mem::swap(&mut self.above, &mut self.row);
        }
    }

    /// Walks back from the end of both lines.
    fn mark(&mut self, n_reference: usize, n_line: usize) {
        let (mut i, mut j) = (n_reference, n_line);
        while i > 0 && j > 0 {
            match self.steps[(i - 1) * n_line + j - 1] {
                Step::Both => {
                    (i, j) = (i - 1, j - 1);
                    self.taken[i] = true;
                }
                Step::InReference => i -= 1,
                Step::InSummary => j -= 1,
            }
        }
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "equal operations give equal bits")]
mod tests {
    use super::*;

    fn text(lines: &[&[u32]]) -> Text {
        Text { tokens: lines.concat(), lines: lines.iter().map(|line| line.to_vec()).collect() }
    }

    fn both(summary: &[&[u32]], reference: &[&[u32]]) -> (Measure, Measure) {
        let (summary, references) = (text(summary), [text(reference)]);
        (longest(&summary, &references, 16), weighted(&summary, &references, 16))
    }

    #[test]
    fn the_worked_example_of_the_paper() {
        // W04-1013, section 3.2: w1 w2 w3 w4 w5 against w1 w2 w6 w7 w8 and w1 w3 w8 w9 w5; the
        // union of w1 w2 and w1 w3 w5 is four words.
        let (l, _) = both(&[&[1, 2, 6, 7, 8], &[1, 3, 8, 9, 5]], &[&[1, 2, 3, 4, 5]]);
        assert_eq!((l.recall, l.precision), (0.8, 0.4));
    }

    #[test]
    fn runs_weigh_more() {
        // Four words in a row of seven, then every second one: 4^1.2 and 4 · 1, over 7^1.2 for
        // precision and (7^1.2)^1.2 for recall.
        let reference: &[&[u32]] = &[&[1, 2, 3, 4, 5, 6, 7]];
        let near = |found: f64, expected: f64| (found - expected).abs() < 1e-5;
        let (l, w) = both(&[&[1, 2, 3, 4, 8, 9, 10]], reference);
        assert_eq!(l.precision, 4.0 / 7.0);
        assert!(near(w.precision, 4.0 / 7.0) && near(w.recall, 0.38720), "{w:?}");
        let (l, w) = both(&[&[1, 3, 5, 7, 8, 9, 10]], reference);
        assert_eq!(l.precision, 4.0 / 7.0);
        assert!(near(w.precision, 0.45354) && near(w.recall, 0.30733), "{w:?}");
    }

    #[test]
    fn runs_are_those_of_the_reference() {
        // Section 4 of the paper would tell these apart; in the script the gaps of the summary
        // only decide between subsequences.
        let reference: &[&[u32]] = &[&[1, 2, 3, 4, 5, 6, 7]];
        let in_a_row = both(&[&[1, 2, 3, 4, 8, 9, 10]], reference).1;
        assert_eq!(both(&[&[1, 8, 2, 9, 3, 10, 4]], reference).1, in_a_row);
    }

    #[test]
    fn a_token_is_a_hit_as_often_as_both_have_it() {
        // Each line of the reference finds the one "1" of the summary, the first takes it.
        let (l, w) = both(&[&[1, 2]], &[&[1, 3], &[1, 4]]);
        assert_eq!((l.recall, l.precision), (0.25, 0.5));
        assert!((w.precision - 0.5).abs() < 1e-12);
    }

    #[test]
    fn a_run_that_ends_used_up_is_lost_as_in_the_script() {
        // 1 2 is the run; the 2 is used up by the first line, and the 1 alone is never counted.
        let mut left = Left { counts: vec![0, 1, 0] };
        assert_eq!(weight_of_runs(&[1, 2], &[true, true], &mut left), 0.0);
        let mut left = Left { counts: vec![0, 1, 1] };
        assert_eq!(weight_of_runs(&[1, 2], &[true, true], &mut left), 2_f64.powf(1.2));
    }
}
