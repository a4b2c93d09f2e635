//! ROUGE against figures of the script ROUGE-1.5.5 itself, and of Google's cases.
//!
//! The texts are not part of this repository; where `../shared/data/rouge` is absent, the tests say
//! so and compare nothing.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]
#![expect(clippy::print_stderr, reason = "says what it could not compare, and what it did")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use daybrief::evaluate::rouge::{self, Limit, Measure, Options, Scores};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Google's figures round F once, the script's twice.
const TOLERANCE: f64 = 1e-5;

/// A summary with the script's recall, precision and F by option set and measure.
#[derive(Deserialize)]
struct Judged {
    id: String,
    summary: String,
    references: Vec<String>,
    expected: BTreeMap<String, BTreeMap<String, [f64; 3]>>,
}

#[derive(Deserialize)]
struct Case {
    target: String,
    prediction: String,
    #[serde(rename = "type")]
    measure: String,
    stem: bool,
    recall: f64,
    precision: f64,
    f: f64,
}

#[test]
fn figures_equal_those_of_the_script() {
    let Some(summaries) = lines::<Judged>("multiling2011-rouge155.jsonl") else { return };
    let mut different = Vec::new();
    let mut n_figures = 0;
    for judged in &summaries {
        let references: Vec<&str> = judged.references.iter().map(String::as_str).collect();
        for (set, measures) in &judged.expected {
            let scores = rouge::scores(&judged.summary, &references, &options(set));
            for (name, expected) in measures {
                let found = figures(measure(&scores, name));
                for (found, expected) in found.iter().zip(expected) {
                    n_figures += 1;
                    if format!("{found:.5}") != format!("{expected:.5}") {
                        let id = &judged.id;
                        different.push(format!("{id} {set} {name}: {found}, not {expected}"));
                    }
                }
            }
        }
    }
    let n_equal = n_figures - different.len();
    eprintln!("{n_equal} of {n_figures} figures equal those of ROUGE-1.5.5");
    assert!(n_figures > 0 && different.is_empty(), "{n_equal}\n{}", different.join("\n"));
}

#[test]
fn figures_equal_those_of_google_s_cases() {
    let Some(cases) = lines::<Case>("google_rouge_cases.jsonl") else { return };
    assert!(!cases.is_empty());
    for (number, case) in cases.iter().enumerate() {
        let mut options = Options::default();
        options.stem = case.stem;
        let scores = rouge::scores(&case.prediction, &[&case.target], &options);
        let found = figures(measure(&scores, &case.measure));
        for (found, expected) in found.iter().zip([case.recall, case.precision, case.f]) {
            let (number, measure, stem) = (number + 1, &case.measure, case.stem);
            assert!(
                (found - expected).abs() <= TOLERANCE,
                "line {number} ({measure}, stem {stem}): {found}, not {expected}"
            );
        }
    }
}

fn options(set: &str) -> Options {
    let mut options = Options::default();
    options.stem = set != "nostem";
    match set {
        "stem" | "nostem" => {}
        "stem_l100" => options.limit = Limit::Words(100),
        "stem_b665" => options.limit = Limit::Bytes(665),
        "stem_nostop" => options.remove_stop_words = true,
        other => panic!("{other} is not an option set known here"),
    }
    options
}

fn measure(scores: &Scores, name: &str) -> Measure {
    match name {
        "ROUGE-1" | "rouge1" => scores.rouge_1,
        "ROUGE-2" | "rouge2" => scores.rouge_2,
        "ROUGE-3" => scores.rouge_3,
        "ROUGE-4" => scores.rouge_4,
        "ROUGE-L" | "rougeL" | "rougeLsum" => scores.rouge_l,
        "ROUGE-W-1.2" => scores.rouge_w,
        "ROUGE-SU4" => scores.rouge_su4,
        other => panic!("{other} is not a measure known here"),
    }
}

fn figures(measure: Measure) -> [f64; 3] {
    [measure.recall, measure.precision, measure.f]
}

fn lines<T: DeserializeOwned>(name: &str) -> Option<Vec<T>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/rouge").join(name);
    let Ok(text) = fs::read_to_string(&path) else {
        eprintln!("skipped: no figures to compare with in {}", path.display());
        return None;
    };
    Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}
