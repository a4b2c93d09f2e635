//! Overlap of a summary with reference summaries: ROUGE, equal to the script ROUGE-1.5.5.
//!
//! The figures are those of `ROUGE-1.5.5.pl -n 4 -w 1.2 -2 4 -u -f A -p 0.5`, where a line of a
//! text is a sentence, including what that script does and its papers do not say: each such place is
//! named where it is computed. Beyond the script is only [`Alphabet::Unicode`].
//!
//! Source: Lin (2004), *ROUGE: A Package for Automatic Evaluation of Summaries*, ACL workshop Text
//! Summarization Branches Out.

mod limit;
mod porter;
mod tokens;
mod n_gram;
mod skip_bigram;
mod lcs;

use serde::{Deserialize, Serialize};

use crate::model::Language;
use tokens::Tokenizer;

/// How texts are read before they are compared; the default is the script without options.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Options {
    /// What a token is.
    pub alphabet: Alphabet,
    /// Language of stems and stop words under [`Alphabet::Unicode`]; [`Alphabet::Ascii`] knows
    /// English alone. Without one, words are not stemmed and English stop words are removed.
    pub language: Option<Language>,
    /// Whether words are compared by their stems (`-m`).
    pub stem: bool,
    /// Whether stop words are left out (`-s`).
    pub remove_stop_words: bool,
    /// How much of each text counts, of the summary and the references alike (`-l`, `-b`).
    pub limit: Limit,
}

/// What a token is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Alphabet {
    /// Runs of ASCII letters and digits in lower case, all else separates, as in the script; stems
    /// by a table of irregular forms, then Porter, for words of four letters and more.
    #[default]
    Ascii,
    /// Words by Unicode's rules in lower case (UAX #29, so that `don't` and `3.5` are one), for any
    /// language; stems by Snowball where it knows the language. Figures under this alphabet compare
    /// only with one another.
    Unicode,
}

/// How much of a text counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Limit {
    /// All of it.
    #[default]
    None,
    /// The first words, counted between white space and before stop words are removed (`-l`).
    Words(u32),
    /// The first bytes, line ends not counted (`-b`). For ROUGE-L and ROUGE-W the script counts
    /// each line anew, so that only a line longer than the limit is cut and is the last one; their
    /// precision is still over the cut summary. That is kept, for equality.
    Bytes(u32),
}

/// One measure's figures, each in [0, 1]; with five decimals they read as the script prints them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// Share of the references that the summary has.
    pub recall: f64,
    /// Share of the summary that the references have.
    pub precision: f64,
    /// Harmonic mean of the two; as in the script, of their values with five decimals.
    pub f: f64,
}

/// All measures of one summary.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Scores {
    /// Words.
    pub rouge_1: Measure,
    /// Pairs of adjacent words.
    pub rouge_2: Measure,
    /// Three adjacent words.
    pub rouge_3: Measure,
    /// Four adjacent words.
    pub rouge_4: Measure,
    /// Longest common subsequences of lines.
    pub rouge_l: Measure,
    /// The same, where words in a row weigh more (1.2).
    pub rouge_w: Measure,
    /// Pairs of words at most four words apart, and single words.
    pub rouge_su4: Measure,
}

/// Compares `summary` with `references`; a line of a text is a sentence.
///
/// Hits, and what they are shares of, are summed over the references, so that a long reference
/// weighs more than a short one (`-f A`). Without words on either side every figure is 0.
///
/// O(words of the summary · words of the references) time, for ROUGE-L and ROUGE-W; one pair of
/// lines takes the product of their words in bytes of memory.
///
/// ```
/// use daybrief::evaluate::rouge;
/// let scores = rouge::scores(
///     "police kill the gunman",
///     &["police killed the gunman"],
///     &rouge::Options::default(),
/// );
/// assert_eq!(scores.rouge_1.recall, 0.75);
/// assert_eq!(scores.rouge_l.f, 0.75);
/// assert_eq!(scores.rouge_2.precision, 1.0 / 3.0);
/// ```
pub fn scores(summary: &str, references: &[&str], options: &Options) -> Scores {
    let mut tokenizer = Tokenizer::new(options);
    let summary = tokenizer.text(summary);
    let references: Vec<_> = references.iter().map(|text| tokenizer.text(text)).collect();
    let n_terms = tokenizer.n_terms();
    Scores {
        rouge_1: n_gram::measure(&summary, &references, 1),
        rouge_2: n_gram::measure(&summary, &references, 2),
        rouge_3: n_gram::measure(&summary, &references, 3),
        rouge_4: n_gram::measure(&summary, &references, 4),
        rouge_l: lcs::longest(&summary, &references, n_terms),
        rouge_w: lcs::weighted(&summary, &references, n_terms),
        rouge_su4: skip_bigram::measure(&summary, &references),
    }
}

/// The mean of each figure over `scores`; all 0 for none.
pub fn mean(scores: &[Scores]) -> Scores {
    let over = |measure: fn(&Scores) -> Measure| {
        let share = |figure: fn(Measure) -> f64| {
            scores.iter().map(|scores| figure(measure(scores))).sum::<f64>()
                / scores.len().max(1) as f64
        };
        Measure {
            recall: share(|measure| measure.recall),
            precision: share(|measure| measure.precision),
            f: share(|measure| measure.f),
        }
    };
    Scores {
        rouge_1: over(|scores| scores.rouge_1),
        rouge_2: over(|scores| scores.rouge_2),
        rouge_3: over(|scores| scores.rouge_3),
        rouge_4: over(|scores| scores.rouge_4),
        rouge_l: over(|scores| scores.rouge_l),
        rouge_w: over(|scores| scores.rouge_w),
        rouge_su4: over(|scores| scores.rouge_su4),
    }
}

impl Measure {
    fn new(recall: f64, precision: f64) -> Self {
        let (r, p) = (rounded(recall), rounded(precision));
        let f = if r + p > 0.0 { p * r / (0.5 * (r + p)) } else { 0.0 };
        Self { recall, precision, f }
    }
}

/// What the references hold, what the summary holds, and what both do, summed over references.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    hits: f64,
    in_references: f64,
    in_summary: f64,
}

impl Tally {
    fn measure(self) -> Measure {
        Measure::new(share(self.hits, self.in_references), share(self.hits, self.in_summary))
    }
}

fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// To five decimals by way of text, which rounds the exact value and halves to even, as the
/// script's `sprintf` does; multiplying by 100,000 first would round 1/64 up.
fn rounded(value: f64) -> f64 {
    format!("{value:.5}").parse().unwrap_or(value)
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "halves are exact")]
mod tests {
    use super::*;

    fn plain(summary: &str, references: &[&str]) -> Scores {
        scores(summary, references, &Options::default())
    }

    fn figures(measure: Measure) -> [f64; 3] {
        [measure.recall, measure.precision, measure.f]
    }

    #[test]
    fn rounds_halves_to_even() {
        assert_eq!(format!("{:?}", rounded(1.0 / 64.0)), "0.01562");
        assert_eq!(format!("{:?}", rounded(2.0 / 3.0)), "0.66667");
    }

    #[test]
    fn hits_and_totals_are_summed_over_references() {
        // Hits 2 and 1, references of 2 and 4 words, a summary of 3 words counted twice.
        let found = plain("a b c", &["a b", "c d e f"]);
        assert_eq!(figures(found.rouge_1), [0.5, 0.5, 0.5]);
    }

    #[test]
    fn nothing_gives_nothing() {
        for found in [plain("", &["a b"]), plain("a b", &[""]), plain("a b", &[]), plain("", &[])] {
            assert_eq!(found, Scores::default());
        }
    }

    #[test]
    fn the_mean_is_over_all_figures() {
        let both = [plain("a b", &["a b"]), plain("a b", &["c d"])];
        let found = mean(&both);
        assert_eq!(figures(found.rouge_1), [0.5; 3]);
        assert_eq!(figures(found.rouge_su4), [0.5; 3]);
        assert_eq!(mean(&[]), Scores::default());
    }

    #[test]
    fn the_names_in_json_are_those_of_the_interface() {
        let json = serde_json::to_value(plain("a", &["a"])).unwrap();
        let mut names: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(
            names,
            ["rouge_1", "rouge_2", "rouge_3", "rouge_4", "rouge_l", "rouge_su4", "rouge_w"]
        );
        assert_eq!(json["rouge_1"]["recall"], 1.0);
        assert_eq!(json["rouge_l"]["f"], 1.0);
    }

    proptest::proptest! {
        #[test]
        fn any_texts_give_shares(
            summary in "[a-cé .\n-]{0,60}",
            reference in "(\\PC|[a-c \n]){0,60}",
            n in 0_u32..30,
            set in 0_usize..12,
        ) {
            let options = Options {
                alphabet: [Alphabet::Ascii, Alphabet::Unicode][set % 2],
                language: None,
                stem: set % 4 > 1,
                remove_stop_words: false,
                limit: [Limit::None, Limit::Words(n), Limit::Bytes(n)][set / 4],
            };
            let found = scores(&summary, &[&reference, "a b\nc"], &options);
            let shares = [found.rouge_1, found.rouge_2, found.rouge_l, found.rouge_su4];
            for share in shares.map(figures).as_flattened() {
                proptest::prop_assert!((0.0..=1.0).contains(share), "{found:?}");
            }
            proptest::prop_assert!(found.rouge_l.recall <= found.rouge_1.recall, "{found:?}");
            proptest::prop_assert!(figures(found.rouge_w).iter().all(|w| w.is_finite()));
        }
    }
}
