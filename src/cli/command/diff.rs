//! `daybrief diff`: what is new in an edition beside an earlier one, from their files alone.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde::Serialize;

use super::listing;
use crate::cli::args::Diff;
use crate::cli::exit::Exit;
use crate::cli::job::Context;
use crate::cli::report::{counted, escaped, reason};
use crate::error::{Error, ErrorKind};
use crate::model::briefing::{DroppedEntry, ExtractEntry, SCHEMA, Status};
use crate::model::{Briefing, Date};
use crate::track;

/// What is new.
#[derive(Debug, Serialize)]
struct Difference {
    schema: &'static str,
    since: Option<Date>,
    date: Option<Date>,
    topics: Vec<Changed>,
    dropped: Vec<DroppedEntry>,
}

/// A topic of the later edition; the fields are those of the briefing.
#[derive(Debug, Serialize)]
struct Changed {
    id: String,
    event: Option<String>,
    label: String,
    status: Option<Status>,
    /// The new ones alone.
    extracts: Vec<ExtractEntry>,
}

/// Runs the command.
pub(super) fn run(args: &Diff, _context: &Context) -> Result<Exit, Error> {
    let old = [edition(&args.old)?];
    let memory = track::Memory { editions: &old, ..track::Memory::default() };
    let new = track::topics(edition(&args.new)?, memory);
    listing::write(&args.list, &difference(new), text)?;
    Ok(Exit::Success)
}

fn edition(path: &Path) -> Result<Briefing, Error> {
    let failed = |reason: String| Error::new(ErrorKind::Read, path.display().to_string(), reason);
    let bytes = fs::read(path).map_err(|error| failed(reason(&error)).caused_by(error))?;
    let briefing: Briefing = serde_json::from_slice(&bytes)
        .map_err(|error| failed(format!("no briefing in JSON: {error}")).caused_by(error))?;
    if briefing.schema != SCHEMA {
        return Err(failed(format!("its schema is {}, not {SCHEMA}", briefing.schema)));
    }
    Ok(briefing)
}

fn difference(new: Briefing) -> Difference {
    let topics = new.topics.into_iter().map(|topic| {
        let is_new = |extract: &ExtractEntry| extract.new == Some(true);
        Changed {
            id: topic.id,
            event: topic.event,
            label: topic.label,
            status: topic.status,
            extracts: topic.extracts.into_iter().filter(is_new).collect(),
        }
    });
    Difference {
        schema: "daybrief-diff/1",
        since: new.since,
        date: new.date,
        topics: topics.collect(),
        dropped: new.dropped,
    }
}

/// One paragraph a topic: its status and name, then its new sentences.
fn text(difference: &Difference) -> String {
    let Difference { since, date, topics, dropped, .. } = difference;
    let day = |date: &Option<Date>| date.map_or_else(|| "undated".into(), |date| date.to_string());
    let n_of = |status| topics.iter().filter(|topic| topic.status == Some(status)).count();
    let mut text = format!(
        "{} to {}: {}, {} new, {} updated, {} continuing, {} dropped\n",
        day(since),
        day(date),
        counted(topics.len(), "topic"),
        n_of(Status::New),
        n_of(Status::Updated),
        n_of(Status::Continuing),
        dropped.len()
    );
    for topic in topics {
        let status = match topic.status {
            Some(Status::Updated) => "updated",
            Some(Status::Continuing) => "continuing",
            _ => "new",
        };
        let _ = writeln!(text, "\n{status}: {}", escaped(&topic.label));
        for extract in &topic.extracts {
            let _ = writeln!(text, "  + {}", escaped(&extract.text));
        }
    }
    for (index, topic) in dropped.iter().enumerate() {
        let gap = if index == 0 { "\n" } else { "" };
        let _ = writeln!(text, "{gap}dropped: {}", escaped(&topic.label));
    }
    text
}
