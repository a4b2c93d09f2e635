//! `daybrief evaluate`: figures of quality on data with known answers, one file a kind of data.

pub(super) mod comparison;
mod dataset;
mod editions;
mod figures;
mod rouge;
pub(super) mod summaries;
pub(super) mod topic;
mod topics;
mod reading;

use crate::cli::args::Evaluate;
use crate::cli::exit::Exit;
use crate::cli::job::Context;
use crate::error::Error;

/// Does what `command` says.
pub(super) fn run(command: &Evaluate, context: &Context) -> Result<Exit, Error> {
    match command {
        Evaluate::Rouge(args) => rouge::run(args, context),
        Evaluate::Summaries(args) => summaries::run(args, context),
        Evaluate::Topics(args) => topics::run(args, context),
        Evaluate::Editions(args) => editions::run(args, context),
        Evaluate::Reading(args) => reading::run(args, context),
    }
}
