//! `daybrief evaluate topics`: the topics found in a heap against those that are known.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::figures::{self, Table};
use super::{dataset, topic};
use crate::analyze::{self, Terms};
use crate::cli::args::EvaluateTopics;
use crate::cli::command::articles;
use crate::cli::exit::Exit;
use crate::cli::job::Context;
use crate::cli::progress;
use crate::cli::report::{self, counted};
use crate::cluster::{self, Effort, Options};
use crate::error::{Error, ErrorKind};
use crate::evaluate::b_cubed::{self, BCubed};
use crate::evaluate::sample;
use crate::model::{Corpus, Document, DocumentId};
use crate::read::Reading;
use crate::segment;

/// A line of the data: a topic with its documents, or one document.
#[derive(Debug, Deserialize)]
struct Line {
    #[serde(default)]
    docs: Option<Vec<Value>>,
    #[serde(default)]
    lang: Option<String>,
    #[serde(default)]
    cluster: Option<Value>,
    #[serde(flatten)]
    other: Map<String, Value>,
}

/// A document of the data, and the number of its topic.
#[derive(Clone)]
struct Known {
    doc: Value,
    topic: u32,
}

/// What is said of one heap, or in the mean of several.
#[derive(Debug, Serialize)]
struct Report {
    heaps: usize,
    #[serde(serialize_with = "figures::number")]
    documents: f64,
    /// Found.
    #[serde(serialize_with = "figures::number")]
    topics: f64,
    #[serde(serialize_with = "figures::number")]
    known_topics: f64,
    b_cubed: BCubed,
    /// F1 of each heap.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    f1: Vec<f64>,
    languages: BTreeMap<String, BCubed>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    curve: Vec<Point>,
    effort: Effort,
    /// Wall time from the documents as read to the topics.
    seconds: f64,
}

/// The figures at one threshold.
#[derive(Debug, Serialize)]
struct Point {
    level: f64,
    #[serde(serialize_with = "figures::number")]
    topics: f64,
    #[serde(flatten)]
    b_cubed: BCubed,
}

/// Runs the command.
pub(super) fn run(args: &EvaluateTopics, context: &Context) -> Result<Exit, Error> {
    let known = known(dataset::lines(&args.files, context.verbosity)?);
    let options = options(args)?;
    let n_threads = args.print.jobs.map_or(0, usize::from);
    let report = articles::pool(n_threads)?.install(|| {
        let seeds = (0..u64::from(args.heaps.get())).map(|n| args.seed.wrapping_add(n));
        let mut reports = Vec::new();
        let bar = progress::bar("finding topics", args.heaps.get() as usize, context.drawing);
        for seed in seeds {
            let (documents, gold) = read(cut(&known, args, seed), context);
            if documents.is_empty() {
                return Err(Error::new(ErrorKind::Read, "any article", "none in the data"));
            }
            reports.push(Report::of(documents, &gold, &options, args));
            bar.inc(1);
        }
        bar.finish_and_clear();
        Ok(Report::mean(&reports))
    })?;
    figures::write(&args.print, &report, text, csv)?;
    Ok(Exit::Success)
}

/// What is left of the known topics for the heap of one seed.
fn cut(known: &[Known], args: &EvaluateTopics, seed: u64) -> Vec<Known> {
    let Some(sizes) = args.cut else { return known.to_vec() };
    let gold: Vec<u32> = known.iter().map(|known| known.topic).collect();
    let kept = sample::cut(&gold, sizes.least..=sizes.most, seed);
    kept.into_iter().map(|position| known[position].clone()).collect()
}

fn options(args: &EvaluateTopics) -> Result<Options, Error> {
    let mut options = Options::default();
    if let Some(granularity) = &args.granularity {
        options.granularity =
            serde_json::from_value(granularity.as_str().into()).map_err(|error| {
                Error::new(ErrorKind::Usage, "--granularity", error.to_string()).caused_by(error)
            })?;
    }
    Ok(options)
}

/// Every document with the number of its topic: a line's own, or that of its `cluster`.
fn known(lines: Vec<Line>) -> Vec<Known> {
    let mut known = Vec::new();
    let mut clusters: BTreeMap<String, u32> = BTreeMap::new();
    let mut n_topics = 0;
    let mut next = || {
        n_topics += 1;
        n_topics - 1
    };
    for line in lines {
        let language = line.lang.map(Value::String);
        if let Some(docs) = line.docs {
            let topic = next();
            known.extend(docs.into_iter().map(|mut doc| {
                if let (Some(doc), Some(language)) = (doc.as_object_mut(), &language) {
                    doc.entry("lang").or_insert_with(|| language.clone());
                }
                Known { doc, topic }
            }));
        } else {
            // A document without a cluster is a topic of its own.
            let topic = match line.cluster.filter(|cluster| !cluster.is_null()) {
                Some(cluster) => *clusters.entry(cluster.to_string()).or_insert_with(&mut next),
                None => next(),
            };
            let mut doc = line.other;
            doc.extend(language.map(|language| ("lang".to_owned(), language)));
            known.push(Known { doc: Value::Object(doc), topic });
        }
    }
    known
}

/// The documents in their canonical order, numbered, and the topic of each.
fn read(known: Vec<Known>, context: &Context) -> (Vec<Document>, Vec<u32>) {
    let readings = known.into_par_iter().enumerate().map(|(number, Known { doc, topic })| {
        // A name of its own keeps equal articles apart, and tells which is which afterwards.
        (topic::documents(&format!("{number:06}"), vec![doc], None), topic)
    });
    let readings: Vec<(Reading, u32)> = readings.collect();
    let mut documents: Vec<(Document, u32)> = Vec::new();
    for (reading, topic) in readings {
        let warnings = reading.warnings.iter();
        warnings.for_each(|warning| report::warning(context.verbosity, warning));
        documents.extend(reading.documents.into_iter().map(|document| (document, topic)));
    }
    let key = |document: &Document| (document.published.is_none(), document.published);
    documents
        .sort_by(|(a, _), (b, _)| (key(a), &a.source, &a.text).cmp(&(key(b), &b.source, &b.text)));
    let number = |(place, (document, topic)): (usize, (Document, u32))| {
        (Document { id: DocumentId::at(place), ..document }, topic)
    };
    documents.into_iter().enumerate().map(number).unzip()
}

impl Report {
    fn of(
        documents: Vec<Document>,
        gold: &[u32],
        options: &Options,
        args: &EvaluateTopics,
    ) -> Self {
        let start = Instant::now();
        let corpus = segment::corpus(documents, &segment::Options::default());
        let terms = analyze::terms(&corpus);
        let (topics, effort) = cluster::counted(&corpus, &terms, options);
        let seconds = start.elapsed().as_secs_f64();
        let groups: Vec<&[DocumentId]> =
            topics.iter().map(|topic| topic.documents.as_slice()).collect();
        let found = numbers(groups.iter().copied(), gold.len());
        let mut known_topics = gold.to_vec();
        known_topics.sort_unstable();
        known_topics.dedup();
        Self {
            heaps: 1,
            documents: gold.len() as f64,
            topics: topics.len() as f64,
            known_topics: known_topics.len() as f64,
            b_cubed: b_cubed::scores(&found, gold),
            f1: Vec::new(),
            languages: by_language(&corpus, &found, gold),
            curve: if args.curve { curve(&corpus, &terms, options, gold) } else { Vec::new() },
            effort,
            seconds,
        }
    }

    /// The mean of `reports`, which are of heaps of the same data; empty for none.
    fn mean(reports: &[Self]) -> Self {
        let n = reports.len();
        let mean = |of: &dyn Fn(&Self) -> f64| reports.iter().map(of).sum::<f64>() / n as f64;
        let figures = |of: &dyn Fn(&Self) -> Option<BCubed>| mean_of(reports.iter().filter_map(of));
        let names: BTreeSet<&String> =
            reports.iter().flat_map(|one| one.languages.keys()).collect();
        let language =
            |&name: &&String| (name.clone(), figures(&|one| one.languages.get(name).copied()));
        let point = |place: usize| Point {
            level: mean(&|one| one.curve[place].level),
            topics: mean(&|one| one.curve[place].topics),
            b_cubed: figures(&|one| Some(one.curve[place].b_cubed)),
        };
        let n_points = reports.iter().map(|one| one.curve.len()).min().unwrap_or_default();
        let mut report = Self {
            heaps: n,
            documents: mean(&|one| one.documents),
            topics: mean(&|one| one.topics),
            known_topics: mean(&|one| one.known_topics),
            b_cubed: figures(&|one| Some(one.b_cubed)),
            f1: reports.iter().map(|one| one.b_cubed.f1).collect(),
            languages: names.iter().map(language).collect(),
            curve: (0..n_points).map(point).collect(),
            effort: reports.iter().map(|one| one.effort).sum(),
            seconds: reports.iter().map(|one| one.seconds).sum(),
        };
        if n == 1 {
            report.f1.clear();
        }
        report
    }
}

/// The mean of each of the three figures.
fn mean_of(figures: impl Iterator<Item = BCubed>) -> BCubed {
    let figures: Vec<BCubed> = figures.collect();
    let n = figures.len().max(1) as f64;
    let mean = |of: fn(&BCubed) -> f64| figures.iter().map(of).sum::<f64>() / n;
    BCubed {
        precision: mean(|one| one.precision),
        recall: mean(|one| one.recall),
        f1: mean(|one| one.f1),
    }
}

/// The number of each document's group.
fn numbers<'a>(groups: impl Iterator<Item = &'a [DocumentId]>, n: usize) -> Vec<u32> {
    let mut numbers = vec![0; n];
    for (number, group) in (0..).zip(groups) {
        group.iter().for_each(|id| numbers[id.index()] = number);
    }
    numbers
}

fn by_language(corpus: &Corpus, found: &[u32], gold: &[u32]) -> BTreeMap<String, BCubed> {
    let mut languages: BTreeMap<String, (Vec<u32>, Vec<u32>)> = BTreeMap::new();
    for ((document, &found), &gold) in corpus.documents.iter().zip(found).zip(gold) {
        let language = document.language.map_or_else(|| "unknown".into(), |code| code.to_string());
        let (all_found, all_gold) = languages.entry(language).or_default();
        all_found.push(found);
        all_gold.push(gold);
    }
    let score = |(language, (found, gold)): (String, (Vec<u32>, Vec<u32>))| {
        (language, b_cubed::scores(&found, &gold))
    };
    languages.into_iter().map(score).collect()
}

fn curve(corpus: &Corpus, terms: &Terms, options: &Options, gold: &[u32]) -> Vec<Point> {
    let point = |(level, groups): (f64, Vec<Vec<DocumentId>>)| {
        let found = numbers(groups.iter().map(Vec::as_slice), gold.len());
        Point { level, topics: groups.len() as f64, b_cubed: b_cubed::scores(&found, gold) }
    };
    cluster::curve(corpus, terms, options).into_iter().map(point).collect()
}

fn text(report: &Report) -> String {
    let mut parts = vec![summary(report)];
    let cells = |b_cubed: &BCubed| {
        [b_cubed.precision, b_cubed.recall, b_cubed.f1].map(|share| format!("{share:.4}"))
    };
    let mut table = Table::new(["BCubed", "precision", "recall", "F1"]);
    table.push(["all".to_owned()].into_iter().chain(cells(&report.b_cubed)));
    if report.languages.len() > 1 {
        for (language, b_cubed) in &report.languages {
            table.push([language.clone()].into_iter().chain(cells(b_cubed)));
        }
    }
    parts.push(table.text());
    if !report.curve.is_empty() {
        let mut curve = Table::new(["level", "topics", "precision", "recall", "F1"]);
        for point in &report.curve {
            let names = [format!("{:.3}", point.level), point.topics.to_string()];
            curve.push(names.into_iter().chain(cells(&point.b_cubed)));
        }
        parts.push(curve.text());
    }
    parts.join("\n")
}

fn summary(report: &Report) -> String {
    let Report { heaps, documents, topics, known_topics, seconds, .. } = report;
    if *heaps == 1 {
        return format!(
            "{documents} documents in {topics} topics, {known_topics} known; found in {seconds:.2} s\n"
        );
    }
    let f1: Vec<String> = report.f1.iter().map(|f1| format!("{f1:.4}")).collect();
    format!(
        "{}; in the mean {documents:.1} documents in {topics:.1} topics, {known_topics:.1} known\n\
         F1 of each: {}\n",
        counted(*heaps, "heap"),
        f1.join(" ")
    )
}

/// A row for the whole, for each language, and for each level.
fn csv(report: &Report) -> Table {
    let mut table = Table::new(["of", "topics", "precision", "recall", "f1"]);
    let mut push = |of: String, topics: String, b_cubed: &BCubed| {
        let figures = [b_cubed.precision, b_cubed.recall, b_cubed.f1];
        table.push([of, topics].into_iter().chain(figures.map(|share| format!("{share:.5}"))));
    };
    push("all".into(), report.topics.to_string(), &report.b_cubed);
    for (language, b_cubed) in &report.languages {
        push(language.clone(), String::new(), b_cubed);
    }
    for point in &report.curve {
        push(format!("level {}", point.level), point.topics.to_string(), &point.b_cubed);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_documents_or_topics() {
        let lines = [
            r#"{"docs": [{"text": "a"}, {"text": "b", "lang": "fr"}], "lang": "de"}"#,
            r#"{"text": "c", "cluster": "x", "lang": "en"}"#,
            r#"{"text": "d", "cluster": 3}"#,
            r#"{"text": "e", "cluster": "x"}"#,
            r#"{"text": "f"}"#,
        ];
        let lines = lines.map(|line| serde_json::from_str(line).unwrap());
        let known = known(Vec::from(lines));
        let topics: Vec<u32> = known.iter().map(|known| known.topic).collect();
        assert_eq!(topics, [0, 0, 1, 2, 1, 3]);
        let languages: Vec<Option<&str>> =
            known.iter().map(|known| known.doc["lang"].as_str()).collect();
        assert_eq!(languages, [Some("de"), Some("fr"), Some("en"), None, None, None]);
    }
}
