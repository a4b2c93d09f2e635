//! `daybrief completions`: the script that completes the command line in a shell.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::args::Args;
use crate::cli::exit::Exit;
use crate::cli::output::{self, Target};
use crate::error::Error;

/// Runs the command.
pub(super) fn run(shell: Shell) -> Result<Exit, Error> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "daybrief", &mut script);
    output::write(&Target::Stdout, &String::from_utf8_lossy(&script))?;
    Ok(Exit::Success)
}
