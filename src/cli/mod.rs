//! The command line: what was typed (`args`) becomes what is meant (`job`), and one file of
//! `command` does it. Everything that touches the outside, apart from reading articles, is here.

mod exit;
mod report;
mod progress;
mod bug;
mod format;
mod window;
mod clock;
mod setting;
mod config;
mod profile;
mod output;
mod folder;
mod memory;
mod web;
mod stored;
mod recipe;
mod args;
mod job;
mod command;

use std::process::ExitCode;

use anstream::ColorChoice;
use clap::Parser;

use args::Args;
use exit::Exit;
use job::Context;

/// Runs the `daybrief` command with the arguments, environment and streams of this process.
///
/// Returns one of the documented exit codes; never panics and never ends the process itself.
pub fn run() -> ExitCode {
    bug::caught(|| match Args::try_parse() {
        Ok(args) => {
            color(args.global.color).write_global();
            let context = Context::new(&args.global);
            command::run(args.command, &context).unwrap_or_else(|error| {
                report::error(&error);
                Exit::from(&error)
            })
        }
        Err(usage) => {
            // Help that nobody reads to its end (`| head`) is no failure.
            let _ = usage.print();
            if usage.use_stderr() { Exit::Usage } else { Exit::Success }
        }
    })
    .into()
}

/// `auto` follows the terminal, `NO_COLOR` and `CLICOLOR_FORCE`.
fn color(typed: clap::ColorChoice) -> ColorChoice {
    match typed {
        clap::ColorChoice::Auto => ColorChoice::Auto,
        clap::ColorChoice::Always => ColorChoice::Always,
        clap::ColorChoice::Never => ColorChoice::Never,
    }
}

#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
mod readme {}
