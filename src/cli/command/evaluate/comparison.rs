//! Methods compared over topics: their ROUGE with intervals, their differences, their faults.

use std::time::Instant;

use indicatif::ProgressBar;
use rayon::prelude::*;
use serde::Serialize;

use super::figures::Table;
use super::topic::{Length, Topic};
use crate::cli::args;
use crate::cli::report::counted;
use crate::evaluate::bootstrap::{self, Interval};
use crate::evaluate::faults::{self, Background, Faults, Place, Shares};
use crate::evaluate::rouge::{self, Alphabet, Limit, Measure, Options, Scores};
use crate::model::briefing::ExtractEntry;
use crate::model::{Briefing, DocumentId, Span};
use crate::pipeline;

/// One measure of the scores.
type Pick = fn(&Scores) -> Measure;

/// The measures that are reported, by their names in JSON and in text.
const MEASURES: [(&str, &str, Pick); 5] = [
    ("rouge_1", "R-1", |scores| scores.rouge_1),
    ("rouge_2", "R-2", |scores| scores.rouge_2),
    ("rouge_4", "R-4", |scores| scores.rouge_4),
    ("rouge_l", "R-L", |scores| scores.rouge_l),
    ("rouge_su4", "R-SU4", |scores| scores.rouge_su4),
];

/// What all methods showed.
#[derive(Debug, Serialize)]
pub(in crate::cli::command) struct Report {
    topics: usize,
    methods: Vec<Judged>,
    paired: Vec<Paired>,
}

/// What one method showed, as means over the topics.
#[derive(Debug, Serialize)]
struct Judged {
    method: String,
    rouge_1: Mean,
    rouge_2: Mean,
    rouge_4: Mean,
    rouge_l: Mean,
    rouge_su4: Mean,
    #[serde(flatten)]
    faults: Shares,
    /// Wall time of the method over all topics.
    seconds: f64,
}

/// A measure's means, and the interval of the recall's.
#[derive(Debug, Clone, Copy, Serialize)]
struct Mean {
    recall: f64,
    precision: f64,
    f: f64,
    low: f64,
    high: f64,
}

/// How far a method's recall lies above another's, topic by topic.
#[derive(Debug, Serialize)]
struct Paired {
    method: String,
    against: String,
    measure: &'static str,
    difference: f64,
    low: f64,
    high: f64,
}

/// How summaries are made and judged.
#[derive(Debug, Clone, Copy)]
pub(in crate::cli::command) struct Rules {
    /// The length of a summary; `None`: as each topic states.
    pub(in crate::cli::command) length: Option<Length>,
    /// What a token is.
    pub(in crate::cli::command) alphabet: Alphabet,
    /// What of the tokens is compared.
    pub(in crate::cli::command) compare: args::Compare,
}

/// A method's summaries of all topics.
pub(in crate::cli::command) struct Run {
    method: String,
    scores: Vec<Scores>,
    faults: Faults,
    seconds: f64,
}

impl Run {
    /// Summarizes every topic by the options that `options` gives it and its position, and scores the summaries.
    pub(in crate::cli::command) fn of(
        method: &str,
        topics: &[Topic],
        rules: Rules,
        bar: &ProgressBar,
        options: impl Fn(usize, &Topic) -> pipeline::Options + Sync,
    ) -> Self {
        let start = Instant::now();
        let summarize = |(position, topic): (usize, &Topic)| {
            let options = options(position, topic);
            let briefing = pipeline::summarize(topic.documents.clone(), &options);
            bar.inc(1);
            briefing
        };
        let briefings: Vec<Briefing> = topics.par_iter().enumerate().map(summarize).collect();
        let seconds = start.elapsed().as_secs_f64();
        let pairs = topics.par_iter().zip(&briefings);
        let scores = pairs.map(|(topic, briefing)| scores(topic, briefing, rules)).collect();
        let pairs = topics.par_iter().zip(&briefings);
        let each: Vec<Faults> = pairs.map(|(topic, briefing)| faults(topic, briefing)).collect();
        let mut faults = Faults::default();
        each.into_iter().for_each(|of_one| faults += of_one);
        Self { method: method.to_owned(), scores, faults, seconds }
    }

    fn recalls(&self, measure: Pick) -> Vec<f64> {
        self.scores.iter().map(|scores| measure(scores).recall).collect()
    }

    fn mean(&self, measure: Pick) -> Mean {
        let Measure { recall, precision, f } = measure(&rouge::mean(&self.scores));
        let interval = bootstrap::interval(&self.recalls(measure), &bootstrap::Options::default());
        Mean { recall, precision, f, low: interval.low, high: interval.high }
    }
}

fn scores(topic: &Topic, briefing: &Briefing, rules: Rules) -> Scores {
    let detected = || briefing.sources.iter().find_map(|source| source.language);
    let options = Options {
        alphabet: rules.alphabet,
        language: topic.language.or_else(detected),
        stem: rules.compare.stem || rules.alphabet == Alphabet::Unicode,
        remove_stop_words: rules.compare.remove_stop_words,
        limit: match topic.length(rules.length) {
            Some(Length::Words(words)) => Limit::Words(words),
            Some(Length::Bytes(bytes)) => Limit::Bytes(bytes),
            Some(Length::Sentences(_)) | None => Limit::None,
        },
    };
    let references: Vec<&str> = topic.references.iter().map(String::as_str).collect();
    rouge::scores(&lines(briefing).join("\n"), &references, &options)
}

/// The sentences of a summary, each on one line.
fn lines(briefing: &Briefing) -> Vec<String> {
    let extracts = briefing.topics.iter().flat_map(|topic| &topic.extracts);
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    extracts.map(|extract| line(&extract.text)).collect()
}

/// What readers mind in a summary, counted beside the articles it is taken from.
fn faults(topic: &Topic, briefing: &Briefing) -> Faults {
    let ids: Vec<DocumentId> = topic.corpus.documents.iter().map(|document| document.id).collect();
    let background = Background::of(&topic.corpus, &ids);
    let extracts = briefing.topics.iter().flat_map(|topic| &topic.extracts);
    let place = |extract: &ExtractEntry| {
        let citation = extract.citations.first()?;
        // A briefing on one topic numbers its sources as the articles are numbered, from 1.
        let document = *ids.get(citation.source.checked_sub(1)? as usize)?;
        let span = Span::new(citation.start as usize, citation.end as usize);
        Some(Place { document, span })
    };
    let places: Vec<Place> = extracts.filter_map(place).collect();
    faults::count(&places, &background)
}

impl Report {
    /// The figures of `runs`, each against the first.
    pub(in crate::cli::command) fn of(runs: &[Run]) -> Self {
        Self {
            topics: runs.first().map_or(0, |run| run.scores.len()),
            methods: runs.iter().map(Judged::of).collect(),
            paired: match runs {
                [first, others @ ..] => others.iter().flat_map(|run| paired(run, first)).collect(),
                [] => Vec::new(),
            },
        }
    }
}

impl Judged {
    fn of(run: &Run) -> Self {
        Self {
            method: run.method.clone(),
            rouge_1: run.mean(|scores| scores.rouge_1),
            rouge_2: run.mean(|scores| scores.rouge_2),
            rouge_4: run.mean(|scores| scores.rouge_4),
            rouge_l: run.mean(|scores| scores.rouge_l),
            rouge_su4: run.mean(|scores| scores.rouge_su4),
            faults: run.faults.into(),
            seconds: run.seconds,
        }
    }

    fn means(&self) -> [Mean; 5] {
        [self.rouge_1, self.rouge_2, self.rouge_4, self.rouge_l, self.rouge_su4]
    }
}

fn paired(run: &Run, first: &Run) -> Vec<Paired> {
    let difference = |(name, _, measure): (&'static str, &str, Pick)| {
        let (ours, theirs) = (run.recalls(measure), first.recalls(measure));
        let Interval { mean, low, high } =
            bootstrap::paired(&ours, &theirs, &bootstrap::Options::default());
        Paired {
            method: run.method.clone(),
            against: first.method.clone(),
            measure: name,
            difference: mean,
            low,
            high,
        }
    };
    MEASURES.into_iter().map(difference).collect()
}

/// A table of recalls in percent, one of the differences, and one of what else was counted.
pub(in crate::cli::command) fn text(report: &Report) -> String {
    let names = || MEASURES.iter().map(|(_, name, _)| *name);
    let mut means = Table::new(["method"].into_iter().chain(names()));
    for judged in &report.methods {
        let cell = |mean: Mean| {
            let [recall, low, high] = [mean.recall, mean.low, mean.high].map(|share| 100.0 * share);
            format!("{recall:.2} [{low:.1}, {high:.1}]")
        };
        means.push([judged.method.clone()].into_iter().chain(judged.means().map(cell)));
    }
    let n_topics = counted(report.topics, "topic");
    let mut parts = vec![format!("{n_topics}; recall in percent [95 % interval]\n"), means.text()];
    if let [first, ..] = &report.paired[..] {
        let mut differences =
            Table::new([format!("− {}", first.against)].into_iter().chain(names().map(Into::into)));
        for row in report.paired.chunks(MEASURES.len()) {
            let name = row.first().map(|paired| paired.method.clone());
            differences.push(name.into_iter().chain(row.iter().map(difference)));
        }
        parts.push(differences.text());
    }
    parts.push(counts(report).text());
    parts.join("\n")
}

/// A difference in percent with its interval, and a star where that excludes 0.
fn difference(paired: &Paired) -> String {
    let [difference, low, high] =
        [paired.difference, paired.low, paired.high].map(|share| 100.0 * share);
    let star = if low > 0.0 || high < 0.0 { "*" } else { "" };
    format!("{difference:+.2} [{low:+.1}, {high:+.1}]{star}")
}

/// The names of the faults and their shares, in the order of the report.
fn shares(shares: &Shares) -> [(&'static str, f64); 8] {
    [
        ("openings_that_lean", shares.openings_that_lean),
        ("unintroduced", shares.unintroduced),
        ("orphans", shares.orphans),
        ("backward_in_time", shares.backward_in_time),
        ("stale_figures", shares.stale_figures),
        ("repeated_facts", shares.repeated_facts),
        ("off_topic", shares.off_topic),
        ("single_voice", shares.single_voice),
    ]
}

/// A table of what was counted beside ROUGE, a line for each count: shares in percent.
fn counts(report: &Report) -> Table {
    let methods = report.methods.iter().map(|judged| judged.method.clone());
    let mut table = Table::new(["faults in percent".to_owned()].into_iter().chain(methods));
    for (place, (name, _)) in shares(&Shares::default()).into_iter().enumerate() {
        let share = |judged: &Judged| 100.0 * shares(&judged.faults)[place].1;
        let cells = report.methods.iter().map(|judged| format!("{:.1}", share(judged)));
        table.push([name.replace('_', " ")].into_iter().chain(cells));
    }
    let words = report.methods.iter().map(|judged| format!("{:.1}", judged.faults.mean_words));
    table.push(["mean words".to_owned()].into_iter().chain(words));
    let seconds = report.methods.iter().map(|judged| format!("{:.2}", judged.seconds));
    table.push(["seconds".to_owned()].into_iter().chain(seconds));
    table
}

/// A row for each method; of the differences, those against the first method.
pub(super) fn csv(report: &Report) -> Table {
    let figures = ["recall", "precision", "f", "low", "high", "difference", "from", "to"];
    let columns = MEASURES
        .iter()
        .flat_map(|(measure, ..)| figures.iter().map(move |figure| format!("{measure}_{figure}")));
    let names = shares(&Shares::default()).map(|(name, _)| name);
    let others = names.into_iter().chain(["mean_words", "seconds"]).map(str::to_owned);
    let mut table = Table::new(["method".to_owned()].into_iter().chain(columns).chain(others));
    for judged in &report.methods {
        let mut row = vec![judged.method.clone()];
        for ((measure, ..), mean) in MEASURES.iter().zip(judged.means()) {
            let figures = [mean.recall, mean.precision, mean.f, mean.low, mean.high];
            row.extend(figures.map(|figure| format!("{figure:.5}")));
            let of_method =
                |paired: &&Paired| paired.method == judged.method && paired.measure == *measure;
            let paired = report.paired.iter().find(of_method);
            let cells = |paired: &Paired| {
                [paired.difference, paired.low, paired.high].map(|figure| format!("{figure:.5}"))
            };
            row.extend(paired.map_or_else(Default::default, cells));
        }
        row.extend(shares(&judged.faults).map(|(_, share)| format!("{share:.5}")));
        row.push(format!("{:.2}", judged.faults.mean_words));
        row.push(format!("{:.3}", judged.seconds));
        table.push(row);
    }
    table
}
