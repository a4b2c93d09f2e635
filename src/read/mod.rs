//! Files, folders, globs and standard input to documents; the only place that opens anything.

use std::path::PathBuf;

use crate::error::Warning;
use crate::model::Document;

/// Something to read articles from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file, a folder (read through, in order of names) or a glob pattern.
    Path(PathBuf),
    /// Standard input.
    Stdin,
    /// Bytes at hand, with the name to give them.
    Bytes {
        /// What to call it in warnings and as the source's path.
        name: String,
        /// Its content.
        bytes: Vec<u8>,
    },
}

/// How inputs are read.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Options {}

/// What was read, and what was not.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Canonically ordered, whatever the order of the inputs.
    pub documents: Vec<Document>,
    /// One a bad input, in canonical order.
    pub warnings: Vec<Warning>,
}

/// Reads every article of `inputs`.
pub fn documents(_inputs: &[Input], _options: &Options) -> Reading {
    Reading::default()
}
