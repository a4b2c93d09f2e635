//! `daybrief evaluate editions`: whether briefings of many days say rightly what is new in them.
//!
//! Known topics are dealt over days: each begins on a day of its own, goes on with new articles,
//! is reprinted under new addresses, and pauses. Each day is made into a briefing that remembers
//! those before it.

mod dealt;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::figures::{self, Table};
use super::{dataset, topic};
use crate::cli::args::EvaluateEditions;
use crate::cli::command::articles;
use crate::cli::exit::Exit;
use crate::cli::job::Context;
use crate::cli::progress;
use crate::cli::report::counted;
use crate::error::{Error, ErrorKind};
use crate::model::briefing::{Status, TopicEntry};
use crate::model::{Briefing, Document};
use crate::track::{self, Article};
use crate::{compose, pipeline};
use dealt::{Day, Kind};

/// Days of earlier editions that one is compared with.
const WINDOW: usize = 7;

/// A topic with its articles.
#[derive(Debug, Deserialize)]
struct Line {
    docs: Vec<Value>,
    #[serde(default)]
    lang: Option<String>,
}

#[derive(Debug, Default, Serialize)]
struct Report {
    days: usize,
    events: usize,
    articles: usize,
    /// Topics that hold articles on several events; they are not judged.
    mixed: u32,
    new: Figures,
    updated: Figures,
    continuing: Figures,
    dropped: Figures,
    /// Topics that go on under a name that their event had before.
    kept_names: u32,
    /// Topics that go on.
    goes_on: u32,
    /// Sentences shown as new, and those of them that an earlier edition holds word for word.
    shown_as_new: u32,
    repeated_as_new: u32,
    /// Updated topics, and those of them that show a sentence that only that day's articles hold.
    updated_topics: u32,
    updated_with_news: u32,
}

/// How often a status was found rightly, found, and to be found.
#[derive(Debug, Default, Clone, Copy, Serialize)]
struct Figures {
    right: u32,
    found: u32,
    known: u32,
}

impl Figures {
    fn count(&mut self, is_found: bool, is_known: bool) {
        self.found += u32::from(is_found);
        self.known += u32::from(is_known);
        self.right += u32::from(is_found && is_known);
    }

    fn precision(self) -> f64 {
        f64::from(self.right) / f64::from(self.found.max(1))
    }

    fn recall(self) -> f64 {
        f64::from(self.right) / f64::from(self.known.max(1))
    }
}

/// Runs the command.
pub(super) fn run(args: &EvaluateEditions, context: &Context) -> Result<Exit, Error> {
    let lines: Vec<Line> = dataset::lines(&args.files, context.verbosity)?;
    let n_threads = args.print.jobs.map_or(0, usize::from);
    let report = articles::pool(n_threads)?.install(|| {
        let topics: Vec<Vec<Document>> = lines
            .into_iter()
            .zip(0_u32..)
            .map(|(line, number)| {
                let name = format!("{number:06}");
                topic::documents(&name, line.docs, line.lang.as_deref()).documents
            })
            .filter(|documents| !documents.is_empty())
            .collect();
        if topics.is_empty() {
            return Err(Error::new(ErrorKind::Read, "any article", "none in the data"));
        }
        let days = dealt::days(&topics, args.days.get() as usize);
        Ok(simulated(&days, topics.len(), context))
    })?;
    figures::write(&args.print, &report, text, csv)?;
    Ok(Exit::Success)
}

/// Makes the briefing of every day, each with the memory of those before.
fn simulated(days: &[Day], n_events: usize, context: &Context) -> Report {
    let mut report = Report { days: days.len(), events: n_events, ..Report::default() };
    let mut editions: Vec<Briefing> = Vec::new();
    let mut read: Vec<Vec<Article>> = Vec::new();
    let mut seen = Seen::default();
    let bar = progress::bar("making editions", days.len(), context.drawing);
    for (index, day) in days.iter().enumerate() {
        let documents: Vec<Document> = day.articles.iter().map(|it| it.document.clone()).collect();
        report.articles += documents.len();
        read.push(documents.iter().map(Article::from).collect());
        let window = index.saturating_sub(WINDOW)..index;
        let articles = read[window.clone()].concat();
        let memory = track::Memory {
            editions: &editions[window.clone()],
            articles: &articles,
            today: &read[index],
        };
        let options = pipeline::Options {
            date: Some(day.date),
            make: compose::Options { max_topics: u32::MAX, min_independent: 1 },
            earlier: track::texts(memory.editions).into(),
            without_news: pipeline::WithoutNews::Named,
            ..pipeline::Options::default()
        };
        let briefing = track::topics(pipeline::brief(documents, &options), memory);
        if !briefing.topics.is_empty() {
            seen.compare(&mut report, &briefing, days, index, window, context);
        }
        editions.push(briefing);
        bar.inc(1);
    }
    bar.finish_and_clear();
    report
}

/// What was seen on earlier days, as it is known and not as it was found.
#[derive(Default)]
struct Seen {
    /// The event of each name, as it was first given.
    names: BTreeMap<String, usize>,
    /// The sentences of all editions, by their letters and digits.
    sentences: BTreeSet<String>,
    /// The texts of all articles, likewise.
    texts: Vec<String>,
}

impl Seen {
    /// Counts how rightly `briefing`, that of the day at `index`, tells what is new.
    fn compare(
        &mut self,
        report: &mut Report,
        briefing: &Briefing,
        days: &[Day],
        index: usize,
        window: Range<usize>,
        context: &Context,
    ) {
        let day = &days[index];
        for topic in &briefing.topics {
            let Some(event) = event(topic, briefing, day) else {
                report.mixed += 1;
                continue;
            };
            let known = known(event, days, index, window.clone());
            // On the first day nothing can be compared.
            let found = topic.status.unwrap_or(Status::New);
            for (status, figures) in [
                (Status::New, &mut report.new),
                (Status::Updated, &mut report.updated),
                (Status::Continuing, &mut report.continuing),
            ] {
                figures.count(found == status, known == status);
            }
            if found != known {
                crate::cli::report::note(
                    context.verbosity,
                    &format!("{}: {} is {known:?}, not {found:?}", day.date, topic.label),
                );
            }
            self.names(report, topic, event, known, briefing);
            self.sentences(report, topic, found);
        }
        self.dropped(report, briefing, days, index);
        for topic in &briefing.topics {
            self.sentences.extend(topic.extracts.iter().map(|extract| bare(&extract.text)));
        }
        self.texts.extend(day.articles.iter().map(|article| bare(&article.document.text)));
    }

    fn names(
        &mut self,
        report: &mut Report,
        topic: &TopicEntry,
        event: usize,
        known: Status,
        briefing: &Briefing,
    ) {
        let made = || {
            format!(
                "{}-{}",
                topic.id,
                briefing.date.map_or_else(String::new, |date| date.to_string())
            )
        };
        let name = topic.event.clone().unwrap_or_else(made);
        if known == Status::New {
            self.names.entry(name).or_insert(event);
        } else {
            report.goes_on += 1;
            report.kept_names += u32::from(self.names.get(&name) == Some(&event));
        }
    }

    /// Compares the events that `briefing` says have gone with those that the day before had.
    fn dropped(&self, report: &mut Report, briefing: &Briefing, days: &[Day], index: usize) {
        let events =
            |day: &Day| -> BTreeSet<usize> { day.articles.iter().map(|it| it.event).collect() };
        let Some(before) = index.checked_sub(1).and_then(|before| days.get(before)) else { return };
        let (before, today) = (events(before), events(&days[index]));
        let found: BTreeSet<usize> =
            briefing.dropped.iter().filter_map(|it| self.names.get(&it.id).copied()).collect();
        for event in before.union(&found) {
            let is_gone = before.contains(event) && !today.contains(event);
            report.dropped.count(found.contains(event), is_gone);
        }
    }

    fn sentences(&self, report: &mut Report, topic: &TopicEntry, found: Status) {
        let new = topic.extracts.iter().filter(|it| it.new == Some(true)).map(|it| bare(&it.text));
        let mut has_news = false;
        for sentence in new {
            report.shown_as_new += 1;
            report.repeated_as_new += u32::from(self.sentences.contains(&sentence));
            has_news |= self.texts.iter().all(|text| !text.contains(&sentence));
        }
        if found == Status::Updated {
            report.updated_topics += 1;
            report.updated_with_news += u32::from(has_news);
        }
    }
}

/// The event that all articles of `topic` are dealt from; `None` where they are of several.
fn event(topic: &TopicEntry, briefing: &Briefing, day: &Day) -> Option<usize> {
    let of_source = |&number: &u32| {
        let source = briefing.sources.get((number as usize).checked_sub(1)?)?;
        let article = day.articles.iter().find(|it| it.document.source.url == source.url)?;
        Some(article.event)
    };
    let mut events: Vec<usize> = topic.documents.iter().filter_map(of_source).collect();
    events.dedup();
    if events.len() == 1 { events.pop() } else { None }
}

/// What the topic on `event` is on the day at `index`.
fn known(event: usize, days: &[Day], index: usize, window: Range<usize>) -> Status {
    let of_event = |day: &Day| -> Vec<Kind> {
        day.articles.iter().filter(|it| it.event == event).map(|it| it.kind).collect()
    };
    if days[window].iter().all(|day| of_event(day).is_empty()) {
        Status::New
    } else if of_event(&days[index]).contains(&Kind::Original) {
        Status::Updated
    } else {
        Status::Continuing
    }
}

/// The letters and digits of `text`.
fn bare(text: &str) -> String {
    text.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn rows(report: &Report) -> [(&'static str, Figures); 4] {
    [
        ("new", report.new),
        ("updated", report.updated),
        ("continuing", report.continuing),
        ("dropped", report.dropped),
    ]
}

fn text(report: &Report) -> String {
    let mut table = Table::new(["status", "precision", "recall", "found", "known"]);
    for (name, figures) in rows(report) {
        table.push([
            name.to_owned(),
            format!("{:.3}", figures.precision()),
            format!("{:.3}", figures.recall()),
            figures.found.to_string(),
            figures.known.to_string(),
        ]);
    }
    format!(
        "{} on {} over {}; {} that mix events are not judged\n\n{}\n\
         {} of {} topics that go on keep the name of their event\n\
         {} of {} sentences shown as new stand in an earlier edition\n\
         {} of {} updated topics show a sentence that no earlier article holds\n",
        counted(report.articles, "article"),
        counted(report.events, "event"),
        counted(report.days, "day"),
        counted(report.mixed as usize, "topic"),
        table.text(),
        report.kept_names,
        report.goes_on,
        report.repeated_as_new,
        report.shown_as_new,
        report.updated_with_news,
        report.updated_topics,
    )
}

fn csv(report: &Report) -> Table {
    let mut table = Table::new(["status", "precision", "recall", "right", "found", "known"]);
    for (name, figures) in rows(report) {
        let shares = [figures.precision(), figures.recall()].map(|share| format!("{share:.5}"));
        let counts = [figures.right, figures.found, figures.known].map(|count| count.to_string());
        table.push([name.to_owned()].into_iter().chain(shares).chain(counts));
    }
    table
}
