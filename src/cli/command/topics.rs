//! `daybrief topics`: which articles tell of the same event.

use std::fmt::Write;

use serde::Serialize;

use super::{articles, listing};
use crate::cli::args::Topics;
use crate::cli::exit::Exit;
use crate::cli::job::{Context, Job};
use crate::cli::report::{counted, escaped};
use crate::error::Error;
use crate::model::Briefing;
use crate::model::briefing::SourceEntry;
use crate::pipeline;

/// The groups of a heap, with everything but their sentences.
#[derive(Debug, Serialize)]
struct Groups {
    schema: String,
    topics: Vec<Group>,
    sources: Vec<SourceEntry>,
}

/// Articles on one event; the fields are those of the briefing's topics.
#[derive(Debug, Serialize)]
struct Group {
    id: String,
    label: String,
    documents: Vec<u32>,
    independent: u32,
}

/// Runs the command.
pub(super) fn run(args: &Topics, context: &Context) -> Result<Exit, Error> {
    let job = Job::topics(args, context)?;
    let (briefing, warnings) = articles::through(&job, pipeline::brief)?;
    listing::write(&args.list, &groups(briefing), text)?;
    Ok(articles::done(&job, &warnings))
}

fn groups(briefing: Briefing) -> Groups {
    let topics = briefing.topics.into_iter().map(|topic| Group {
        id: topic.id,
        label: topic.label,
        documents: topic.documents,
        independent: topic.independent,
    });
    Groups { schema: briefing.schema, topics: topics.collect(), sources: briefing.sources }
}

/// One paragraph a topic: what it is called, then a line for each article.
fn text(groups: &Groups) -> String {
    let mut text = String::new();
    for (number, topic) in (1..).zip(&groups.topics) {
        let gap = if number > 1 { "\n" } else { "" };
        let n_articles = counted(topic.documents.len(), "article");
        let label = escaped(&topic.label);
        let lines = topic.independent;
        let _ = writeln!(text, "{gap}{number}. {label} ({n_articles}, {lines} independent)");
        for source in topic
            .documents
            .iter()
            .filter_map(|&number| groups.sources.iter().find(|source| source.number == number))
        {
            let date = source.published.map_or_else(|| "undated".into(), |date| date.to_string());
            let place = source.path.as_ref().or(source.url.as_ref()).unwrap_or(&source.name);
            let title = source.title.as_ref().unwrap_or(&source.name);
            let _ = writeln!(text, "   {date}  {}  {}", escaped(title), escaped(place));
        }
    }
    text
}
