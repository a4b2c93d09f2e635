//! `daybrief evaluate rouge`: anyone's summaries against their references.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::dataset;
use super::figures::{self, Table};
use crate::cli::args;
use crate::cli::command::articles;
use crate::cli::exit::Exit;
use crate::cli::job::Context;
use crate::error::Error;
use crate::evaluate::rouge::{self, Alphabet, Limit, Measure, Options, Scores};
use crate::model::Language;

/// The names of the measures in text, in the order of [`measures`].
const NAMES: [&str; 7] = ["1", "2", "3", "4", "L", "W", "SU4"];

/// A line of the data.
#[derive(Debug, Deserialize)]
struct Line {
    #[serde(default, deserialize_with = "dataset::name")]
    id: String,
    summary: String,
    references: Vec<String>,
    #[serde(default)]
    lang: Option<Language>,
}

/// The figures of all lines.
#[derive(Debug, Serialize)]
struct Report {
    summaries: Vec<Judged>,
    mean: Scores,
}

#[derive(Debug, Serialize)]
struct Judged {
    id: String,
    #[serde(flatten)]
    scores: Scores,
}

/// Runs the command.
pub(super) fn run(args: &args::Rouge, context: &Context) -> Result<Exit, Error> {
    let lines: Vec<Line> = dataset::lines(&args.files, context.verbosity)?;
    let n_threads = args.print.jobs.map_or(0, usize::from);
    let summaries: Vec<Judged> = articles::pool(n_threads)?
        .install(|| lines.into_par_iter().map(|line| judged(line, args)).collect());
    let scores: Vec<Scores> = summaries.iter().map(|judged| judged.scores).collect();
    let report = Report { summaries, mean: rouge::mean(&scores) };
    figures::write(&args.print, &report, text, csv)?;
    Ok(Exit::Success)
}

fn judged(line: Line, args: &args::Rouge) -> Judged {
    let options = Options {
        alphabet: if args.unicode { Alphabet::Unicode } else { Alphabet::Ascii },
        language: args.lang.or(line.lang),
        stem: args.compare.stem,
        remove_stop_words: args.compare.remove_stop_words,
        limit: limit(args.limit),
    };
    let references: Vec<&str> = line.references.iter().map(String::as_str).collect();
    Judged { id: line.id, scores: rouge::scores(&line.summary, &references, &options) }
}

/// The limit typed.
fn limit(typed: args::Limit) -> Limit {
    match (typed.words, typed.bytes) {
        (Some(words), _) => Limit::Words(words.get()),
        (None, Some(bytes)) => Limit::Bytes(bytes.get()),
        (None, None) => Limit::None,
    }
}

fn measures(scores: &Scores) -> [Measure; 7] {
    [
        scores.rouge_1,
        scores.rouge_2,
        scores.rouge_3,
        scores.rouge_4,
        scores.rouge_l,
        scores.rouge_w,
        scores.rouge_su4,
    ]
}

/// A table of F for each line, and one of all figures for their mean.
fn text(report: &Report) -> String {
    let mut each = Table::new(["F"].into_iter().chain(NAMES));
    for judged in &report.summaries {
        let cells = measures(&judged.scores).map(|measure| format!("{:.5}", measure.f));
        each.push([judged.id.clone()].into_iter().chain(cells));
    }
    let mut mean = Table::new(["mean"].into_iter().chain(NAMES));
    let rows = [
        ("recall", measures(&report.mean).map(|measure| measure.recall)),
        ("precision", measures(&report.mean).map(|measure| measure.precision)),
        ("F", measures(&report.mean).map(|measure| measure.f)),
    ];
    for (name, figures) in rows {
        let cells = figures.map(|figure| format!("{figure:.5}"));
        mean.push([name.to_owned()].into_iter().chain(cells));
    }
    format!("{}\n{}", each.text(), mean.text())
}

/// A row for each line and measure, and for the mean.
fn csv(report: &Report) -> Table {
    let mut table = Table::new(["id", "measure", "recall", "precision", "f"]);
    let lines = report.summaries.iter().map(|judged| (judged.id.as_str(), &judged.scores));
    for (id, scores) in lines.chain([("mean", &report.mean)]) {
        for (name, measure) in NAMES.iter().zip(measures(scores)) {
            let figures = [measure.recall, measure.precision, measure.f];
            let cells = figures.map(|figure| format!("{figure:.5}"));
            let names = [id.to_owned(), format!("rouge_{}", name.to_ascii_lowercase())];
            table.push(names.into_iter().chain(cells));
        }
    }
    table
}
