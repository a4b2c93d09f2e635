//! `daybrief man`: the manual page of the program or of one command.

use clap::CommandFactory;
use clap_mangen::Man;

use crate::cli::args::Args;
use crate::cli::exit::Exit;
use crate::cli::output::{self, Target};
use crate::error::{Error, ErrorKind};

/// Runs the command.
pub(super) fn run(name: Option<&str>) -> Result<Exit, Error> {
    let mut program = Args::command();
    program.build();
    let page = match name {
        None => program,
        Some(name) => {
            let unknown = || Error::new(ErrorKind::Usage, name, "there is no such command");
            program.find_subcommand(name).ok_or_else(unknown)?.clone()
        }
    };
    let mut text = Vec::new();
    Man::new(page).render(&mut text).map_err(|error| {
        Error::new(ErrorKind::Render, "the manual page", error.to_string()).caused_by(error)
    })?;
    output::write(&Target::Stdout, &String::from_utf8_lossy(&text))?;
    Ok(Exit::Success)
}
