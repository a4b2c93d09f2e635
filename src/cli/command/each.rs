//! `daybrief summarize --each`: every article by itself, a line of JSON for each, in their order.
//!
//! Nothing is kept but what is at work: the input may be larger than memory.

use std::io::{self, Write};
use std::ops::ControlFlow;

use super::articles;
use crate::cli::args::Summarize;
use crate::cli::exit::Exit;
use crate::cli::job::{Context, Job};
use crate::cli::output;
use crate::cli::report::{self, counted};
use crate::cli::web;
use crate::compose;
use crate::error::{Error, ErrorKind, Warning, contained};
use crate::model::digest::{Article, Line, SCHEMA};
use crate::pipeline;
use crate::read::{self, Piece};
use crate::render;

/// What was done.
#[derive(Debug, Default)]
struct Tally {
    n_summaries: usize,
    n_errors: usize,
    /// Whether a line was written, of a summary or of an error.
    has_lines: bool,
}

/// Runs the command.
pub(super) fn run(args: &Summarize, context: &Context) -> Result<Exit, Error> {
    let (job, target) = Job::each(args, context)?;
    let mut tally = Tally::default();
    output::streamed(&target, |out| {
        articles::pool(job.n_threads)?.install(|| written(&job, out, &mut tally))?;
        // An older file is better than one without a line.
        if tally.has_lines { Ok(()) } else { Err(nothing()) }
    })?;
    let Tally { n_summaries, n_errors, .. } = tally;
    let summaries = counted(n_summaries, "article");
    report::note(job.verbosity, &format!("{summaries} summarized, {n_errors} left out"));
    match (n_summaries, n_errors) {
        (0, _) => Err(nothing()),
        (_, 0) => Ok(Exit::Success),
        _ => Ok(articles::skipped(&job)),
    }
}

fn nothing() -> Error {
    Error::new(ErrorKind::Read, "any article", "none could be read")
}

fn written(job: &Job, out: &mut output::Stream<'_>, tally: &mut Tally) -> Result<(), Error> {
    let (inputs, failed) = web::fetched(&job.inputs, &job.fetch);
    for warning in &failed {
        report::warning(job.verbosity, warning);
        tally.n_errors += 1;
    }
    for input in &inputs {
        let mut broken: Option<io::Error> = None;
        let work = |piece: Piece| lines(piece, &job.options);
        let read = read::each(input, &job.read, work, |batch| {
            for piece in batch {
                tally.n_summaries += piece.n_summaries;
                tally.n_errors += piece.n_errors;
                tally.has_lines |= !piece.json.is_empty();
                articles::warn(job, &piece.warnings);
                if let Err(error) = out.write_all(&piece.json) {
                    broken = Some(error);
                    return ControlFlow::Break(());
                }
            }
            ControlFlow::Continue(())
        });
        if let Some(error) = broken {
            return out.failed(error);
        }
        if let Err(error) = read {
            report::warning(job.verbosity, &error);
            tally.n_errors += 1;
        }
    }
    Ok(())
}

/// The lines of one piece of input.
#[derive(Debug, Default)]
struct Lines {
    json: Vec<u8>,
    n_summaries: usize,
    n_errors: usize,
    /// What was wrong with what was summarized all the same.
    warnings: Vec<Warning>,
}

fn lines(piece: Piece, options: &pipeline::Options) -> Lines {
    let Piece { number, documents, warnings } = piece;
    let mut lines = Lines::default();
    let mut push = |error: Option<String>, article: Option<Article>| {
        let line = Line { schema: SCHEMA.to_owned(), number, error, article };
        lines.json.extend_from_slice(render::line(&line).as_bytes());
        lines.json.push(b'\n');
    };
    if documents.is_empty() {
        for warning in &warnings {
            push(Some(warning.to_string()), None);
        }
        lines.n_errors = warnings.len();
        return lines;
    }
    let (mut n_summaries, mut n_errors) = (0, 0);
    for document in documents {
        let name = document.source.name.clone();
        let summarized = contained(|| pipeline::article(document, options));
        let made = summarized.and_then(|made| {
            let made = made.and_then(|(corpus, summary)| compose::digest(&corpus, &summary));
            made.ok_or_else(|| "no sentence in it".to_owned())
        });
        match made {
            Ok(article) => {
                n_summaries += 1;
                push(None, Some(article));
            }
            Err(reason) => {
                n_errors += 1;
                push(Some(format!("{name}: {reason}")), None);
            }
        }
    }
    Lines { n_summaries, n_errors, warnings, ..lines }
}
