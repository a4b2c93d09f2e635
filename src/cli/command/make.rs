//! `daybrief make`: a heap of articles, or what the feeds have brought, to the briefing.

use super::{articles, feeds, publish};
use crate::cli::args::Make;
use crate::cli::exit::Exit;
use crate::cli::job::{Context, Job};
use crate::cli::memory::Memory;
use crate::cli::recipe::Ingredients;
use crate::cli::report;
use crate::cli::setting::IfEmpty;
use crate::cli::stored::{self, Network};
use crate::error::{Error, ErrorKind};
use crate::model::Document;
use crate::pipeline;

/// Runs the command.
pub(super) fn run(args: &Make, context: &Context) -> Result<Exit, Error> {
    let (job, destination) = Job::make(args, context)?;
    if let Some(supply) = job.supply.as_ref().filter(|it| it.network == Network::Used) {
        feeds::news(supply, &job, context)?;
    }
    let found = job.supply.as_ref().map(|supply| stored::articles(&job, supply)).transpose()?;
    let seen = found.as_ref().map(|found| found.seen.clone());
    let work = |documents: Vec<Document>, options: &pipeline::Options| {
        let ingredients = Ingredients::of(&documents);
        let memory = Memory::recall(&documents, &job);
        let briefing = pipeline::brief(documents, &memory.known(options));
        (memory.compare(briefing), ingredients, memory)
    };
    let made = match found {
        Some(found) => articles::of_store(&job, found, work),
        None => articles::through(&job, work).map_err(|error| hinted(error, args)),
    };
    let ((briefing, ingredients, memory), warnings) = match made {
        Ok(made) => made,
        Err(error) if error.kind == ErrorKind::Read && job.if_empty == IfEmpty::Fail => {
            report::error(&error);
            return Ok(Exit::Failure);
        }
        Err(error) => return Err(error),
    };
    let remember = |briefing: &_| memory.record(briefing, seen.as_ref(), &job);
    let made = publish::Made { briefing, ingredients, warnings };
    publish::briefing(made, &job, &destination, remember)
}

/// `error`, with what to do where nothing was named, piped in or fetched.
fn hinted(mut error: Error, args: &Make) -> Error {
    if args.read.inputs.is_empty() && error.kind == ErrorKind::Read {
        error.reason.push_str(" (name files or folders, or add a feed by daybrief feeds add)");
    }
    error
}
