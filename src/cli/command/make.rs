//! `daybrief make`: a heap of articles to the briefing.

use super::{articles, publish};
use crate::cli::args::Make;
use crate::cli::exit::Exit;
use crate::cli::job::{Context, Job};
use crate::cli::memory::Memory;
use crate::cli::recipe::Ingredients;
use crate::error::Error;
use crate::pipeline;

/// Runs the command.
pub(super) fn run(args: &Make, context: &Context) -> Result<Exit, Error> {
    let (job, destination) = Job::make(args, context)?;
    let ((briefing, ingredients, memory), warnings) =
        articles::through(&job, |documents, options| {
            let ingredients = Ingredients::of(&documents);
            let memory = Memory::recall(&documents, &job);
            let briefing = pipeline::brief(documents, &memory.known(options));
            (memory.compare(briefing), ingredients, memory)
        })?;
    let remember = |briefing: &_| memory.record(briefing, &job);
    let made = publish::Made { briefing, ingredients, warnings };
    publish::briefing(made, &job, &destination, remember)
}
