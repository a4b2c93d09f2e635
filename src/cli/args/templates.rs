//! What was typed behind `daybrief templates`.

use std::path::PathBuf;

use clap::{Subcommand, ValueHint};

#[derive(Debug, Subcommand)]
pub(crate) enum Templates {
    /// List the built-in templates and partials
    List,
    /// Print a built-in template
    Show {
        /// Its name, as listed
        name: String,
    },
    /// Copy the built-in templates into a new folder, to change them there
    New {
        /// Folder to make
        #[arg(value_hint = ValueHint::DirPath)]
        folder: PathBuf,
    },
    /// Check a template, or a folder of them
    Check {
        /// Template or folder
        #[arg(value_hint = ValueHint::AnyPath)]
        path: PathBuf,
    },
}
