//! `daybrief evaluate reading`: sentences, languages, pages and feeds of a folder of known cases.

mod sentences;
mod pages;
mod feeds;

use std::collections::BTreeMap;

use serde::Serialize;

use super::figures::{self, Table};
use crate::cli::args::Reading;
use crate::cli::command::articles;
use crate::cli::exit::Exit;
use crate::cli::job::Context;
use crate::cli::report;
use crate::error::{Error, ErrorKind, Warning};
use crate::evaluate::boundary::Agreement;
use feeds::Feeds;
use pages::Pages;
use sentences::{GoldenRules, Share};

/// What was measured; `None`: the folder has no such cases, or this build does not read them.
#[derive(Debug, Serialize)]
struct Report {
    golden_rules: Option<GoldenRules>,
    ud: Option<BTreeMap<String, Agreement>>,
    pages: Option<Pages>,
    feeds: Option<Feeds>,
    languages: Option<Share>,
}

/// Runs the command.
pub(super) fn run(args: &Reading, context: &Context) -> Result<Exit, Error> {
    let folder = args.folder.as_path();
    let n_threads = args.print.jobs.map_or(0, usize::from);
    let report = articles::pool(n_threads)?.install(|| {
        let cuts = sentences::treebanks(folder, context)?;
        Ok::<Report, Error>(Report {
            golden_rules: sentences::golden_rules(folder, context)?,
            languages: cuts.as_ref().and_then(|cuts| cuts.languages),
            ud: cuts.map(|cuts| cuts.ud),
            pages: pages::pages(folder, context)?,
            feeds: feeds::feeds(folder),
        })
    })?;
    let missing = missing(&report);
    if missing.len() == 5 {
        let reason = "no known cases in it (see daybrief evaluate reading --help)";
        return Err(Error::new(ErrorKind::Read, folder.display().to_string(), reason));
    }
    for name in missing {
        let message = format!("no {name} that this build reads, left out");
        let warning = Warning::new(folder.display().to_string(), message);
        report::warning(context.verbosity, &warning);
    }
    figures::write(&args.print, &report, text, csv)?;
    Ok(Exit::Success)
}

fn missing(report: &Report) -> Vec<&'static str> {
    let parts = [
        ("golden rules", report.golden_rules.is_none()),
        ("treebanks", report.ud.is_none()),
        ("pages", report.pages.is_none()),
        ("feeds", report.feeds.is_none()),
        ("passages to tell the language of", report.languages.is_none()),
    ];
    parts.into_iter().filter_map(|(name, is_missing)| is_missing.then_some(name)).collect()
}

/// The figures as rows: of what, which figure, its value.
fn csv(report: &Report) -> Table {
    let mut table = Table::new(["of", "figure", "value"]);
    for (of, figure, value) in rows(report) {
        table.push([of, figure.to_owned(), value]);
    }
    table
}

fn text(report: &Report) -> String {
    let mut lines: Vec<(String, Vec<String>)> = Vec::new();
    for (of, figure, value) in rows(report) {
        let cell = format!("{figure} {value}");
        match lines.last_mut() {
            Some((last, cells)) if *last == of => cells.push(cell),
            _ => lines.push((of, vec![cell])),
        }
    }
    let line = |(of, cells): (String, Vec<String>)| {
        format!("{:<24} {}\n", report::escaped(&of), cells.join(", "))
    };
    lines.into_iter().map(line).collect()
}

fn rows(report: &Report) -> Vec<(String, &'static str, String)> {
    let mut rows = Vec::new();
    let mut push = |of: &str, figure, value: String| rows.push((of.to_owned(), figure, value));
    if let Some(golden) = &report.golden_rules {
        push("golden_rules", "right", golden.right.to_string());
        push("golden_rules", "of", golden.of.to_string());
        for (language, share) in &golden.by_language {
            push(&format!("golden_rules {language}"), "right", share.right.to_string());
            push(&format!("golden_rules {language}"), "of", share.of.to_string());
        }
    }
    for (set, agreement) in report.ud.iter().flatten() {
        push(set, "precision", format!("{:.4}", agreement.precision));
        push(set, "recall", format!("{:.4}", agreement.recall));
        push(set, "f1", format!("{:.4}", agreement.f1));
    }
    if let Some(pages) = &report.pages {
        push("pages", "f1", format!("{:.4}", pages.extraction.f1));
        push("pages", "precision", format!("{:.4}", pages.extraction.precision));
        push("pages", "recall", format!("{:.4}", pages.extraction.recall));
        push("pages", "empty", pages.empty.to_string());
        push("pages", "mean_ms", format!("{:.2}", pages.mean_ms));
        push("pages", "titles", format!("{:.4}", pages.titles));
        push("pages", "dates", format!("{:.4}", pages.dates));
        push("pages", "of", pages.of.to_string());
    }
    if let Some(feeds) = &report.feeds {
        push("feeds", "files", feeds.files.to_string());
        push("feeds", "with_entries", feeds.with_entries.to_string());
        push("feeds", "expected", feeds.expected.to_string());
        push("feeds", "panics", feeds.panics.to_string());
    }
    if let Some(languages) = &report.languages {
        push("languages", "right", languages.right.to_string());
        push("languages", "of", languages.of.to_string());
    }
    rows
}
