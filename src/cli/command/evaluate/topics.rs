//! `daybrief evaluate topics`: the topics found in a heap against those that are known.

use std::collections::BTreeMap;
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
use crate::cli::report::{self, counted};
use crate::cluster::{self, Options};
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
struct Known {
    doc: Value,
    topic: u32,
}

#[derive(Debug, Serialize)]
struct Report {
    documents: usize,
    /// Found.
    topics: usize,
    known_topics: usize,
    b_cubed: BCubed,
    languages: BTreeMap<String, BCubed>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    curve: Vec<Point>,
    /// Wall time from the documents as read to the topics.
    seconds: f64,
}

/// The figures at one threshold.
#[derive(Debug, Serialize)]
struct Point {
    level: f64,
    topics: usize,
    #[serde(flatten)]
    b_cubed: BCubed,
}

/// Runs the command.
pub(super) fn run(args: &EvaluateTopics, context: &Context) -> Result<Exit, Error> {
    let mut known = known(dataset::lines(&args.files, context.verbosity)?);
    if let Some(sizes) = args.cut {
        let gold: Vec<u32> = known.iter().map(|known| known.topic).collect();
        let kept = sample::cut(&gold, sizes.least..=sizes.most, args.seed);
        let mut all: Vec<Option<Known>> = known.into_iter().map(Some).collect();
        known = kept.into_iter().filter_map(|position| all[position].take()).collect();
    }
    let options = options(args)?;
    let n_threads = args.print.jobs.map_or(0, usize::from);
    let report = articles::pool(n_threads)?.install(|| {
        let (documents, gold) = read(known, context);
        if documents.is_empty() {
            return Err(Error::new(ErrorKind::Read, "any article", "none in the data"));
        }
        Ok(Report::of(documents, &gold, &options, args))
    })?;
    figures::write(&args.print, &report, text, csv)?;
    Ok(Exit::Success)
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
        let topics = cluster::topics(&corpus, &terms, options);
        let seconds = start.elapsed().as_secs_f64();
        let groups: Vec<&[DocumentId]> =
            topics.iter().map(|topic| topic.documents.as_slice()).collect();
        let found = numbers(groups.iter().copied(), gold.len());
        let mut known_topics = gold.to_vec();
        known_topics.sort_unstable();
        known_topics.dedup();
        Self {
            documents: gold.len(),
            topics: topics.len(),
            known_topics: known_topics.len(),
            b_cubed: b_cubed::scores(&found, gold),
            languages: by_language(&corpus, &found, gold),
            curve: if args.curve { curve(&corpus, &terms, options, gold) } else { Vec::new() },
            seconds,
        }
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
        Point { level, topics: groups.len(), b_cubed: b_cubed::scores(&found, gold) }
    };
    cluster::curve(corpus, terms, options).into_iter().map(point).collect()
}

fn text(report: &Report) -> String {
    let mut parts = vec![format!(
        "{} in {}, {} known; found in {:.2} s\n",
        counted(report.documents, "document"),
        counted(report.topics, "topic"),
        report.known_topics,
        report.seconds
    )];
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
