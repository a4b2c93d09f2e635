//! One file a command; each turns its arguments into an exit code.

mod articles;
mod publish;
mod listing;
mod summarize;
mod make;
mod topics;
mod explain;
mod verify;
mod diff;
mod feeds;
mod history;
mod serve;
mod doctor;
mod each;
mod schedule;
mod evaluate;
mod train;
pub(super) mod background;
mod templates;
mod config;
mod completions;
mod man;

use super::args::Command;
use super::exit::Exit;
use super::job::Context;
use crate::error::Error;

/// Does what `command` says.
pub(crate) fn run(command: Command, context: &Context) -> Result<Exit, Error> {
    match command {
        Command::Summarize(args) => summarize::run(&args, context),
        Command::Make(args) => make::run(&args, context),
        Command::Topics(args) => topics::run(&args, context),
        Command::Explain(args) => explain::run(&args, context),
        Command::Verify(args) => verify::run(&args, context),
        Command::Diff(args) => diff::run(&args, context),
        Command::Feeds(command) => feeds::run(&command, context),
        Command::History(command) => history::run(&command, context),
        Command::Serve(args) => serve::run(&args, context),
        Command::Doctor(args) => doctor::run(&args),
        Command::Schedule(args) => schedule::run(&args, context),
        Command::Evaluate(command) => evaluate::run(&command, context),
        Command::Train(args) => train::run(&args, context),
        Command::Background(args) => background::run(&args, context),
        Command::Templates(command) => templates::run(&command, context),
        Command::Config(command) => config::run(&command, context),
        Command::Completions { shell } => completions::run(shell),
        Command::Man { command } => man::run(command.as_deref()),
    }
}
