//! `daybrief make`: a heap of articles to the briefing.

use super::{articles, publish};
use crate::cli::args::Make;
use crate::cli::exit::Exit;
use crate::cli::job::{Context, Job};
use crate::cli::memory::Memory;
use crate::error::Error;
use crate::pipeline;

/// Runs the command.
pub(super) fn run(args: &Make, context: &Context) -> Result<Exit, Error> {
    let (job, destination) = Job::make(args, context)?;
    let ((briefing, memory), warnings) = articles::through(&job, |documents, options| {
        let memory = Memory::recall(&documents, &job);
        (memory.compare(pipeline::brief(documents, &memory.known(options))), memory)
    })?;
    let remember = |briefing: &_| memory.record(briefing, &job);
    publish::briefing(briefing, &warnings, &job, &destination, remember)
}
