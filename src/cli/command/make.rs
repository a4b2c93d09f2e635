//! `daybrief make`: a heap of articles to the briefing.

use super::{articles, publish};
use crate::cli::args::Make;
use crate::cli::exit::Exit;
use crate::cli::job::{Context, Job};
use crate::error::Error;
use crate::pipeline;

/// Runs the command.
pub(super) fn run(args: &Make, context: &Context) -> Result<Exit, Error> {
    let (job, destination) = Job::make(args, context)?;
    let (briefing, warnings) = articles::through(&job, pipeline::brief)?;
    publish::briefing(briefing, &warnings, &job, &destination)
}
