//! `daybrief summarize`: one article, or several on one topic, to a summary.

use super::{articles, publish};
use crate::cli::args::Summarize;
use crate::cli::exit::Exit;
use crate::cli::job::{Context, Job};
use crate::error::Error;
use crate::pipeline;

/// Runs the command.
pub(super) fn run(args: &Summarize, context: &Context) -> Result<Exit, Error> {
    let (job, destination) = Job::summarize(args, context)?;
    let (briefing, warnings) = articles::through(&job, pipeline::summarize)?;
    publish::briefing(briefing, &warnings, &job, &destination, |_| ())
}
