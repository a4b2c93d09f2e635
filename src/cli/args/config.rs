//! What was typed behind `daybrief config`.

use std::path::PathBuf;

use clap::{Subcommand, ValueHint};

#[derive(Debug, Subcommand)]
pub(crate) enum Config {
    /// Print the paths of the configuration files
    Path,
    /// Print the settings in force and where each comes from
    Show,
    /// Write a configuration file to start from, never over an existing one
    Init {
        /// File to write; left out: the user's own
        #[arg(value_hint = ValueHint::FilePath)]
        file: Option<PathBuf>,
    },
    /// Check a configuration file
    Check {
        /// File to check; left out: all that are in force
        #[arg(value_hint = ValueHint::FilePath)]
        file: Option<PathBuf>,
    },
}
