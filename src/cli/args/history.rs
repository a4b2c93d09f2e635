//! What was typed behind `daybrief diff`, `daybrief history` and `daybrief doctor`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand, ValueHint};

use super::{List, date};
use crate::cli::format::Format;
use crate::model::Date;

#[derive(Debug, ClapArgs)]
pub(crate) struct Diff {
    /// Earlier edition, in JSON
    #[arg(value_name = "OLD", value_hint = ValueHint::FilePath)]
    pub(crate) old: PathBuf,
    /// Later edition, in JSON
    #[arg(value_name = "NEW", value_hint = ValueHint::FilePath)]
    pub(crate) new: PathBuf,
    #[command(flatten)]
    pub(crate) list: List,
}

#[derive(Debug, Subcommand)]
pub(crate) enum History {
    /// List all editions, the newest first
    List(Editions),
    /// Print an edition again
    Show(Again),
    /// Find words in all editions and their articles
    Search(Search),
    /// Forget editions, the articles that no other one uses, and with --before old unused ones
    Forget(Forget),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Editions {
    #[command(flatten)]
    pub(crate) list: List,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Again {
    /// Day of the edition
    #[arg(value_name = "DATE", value_parser = date)]
    pub(crate) date: Date,
    /// Title of the edition, where a day has several
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
    /// Format; left out: by the file's extension, text on a terminal, else md
    #[arg(short, long)]
    pub(crate) format: Option<Format>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Search {
    /// Words that must all be there; the last may be the beginning of one
    #[arg(value_name = "WORD", required = true)]
    pub(crate) words: Vec<String>,
    #[command(flatten)]
    pub(crate) list: List,
}

#[derive(Debug, ClapArgs)]
#[group(required = true, multiple = false, id = "which")]
pub(crate) struct Forget {
    /// Day of the editions to forget
    #[arg(value_name = "DATE", value_parser = date, group = "which")]
    pub(crate) date: Option<Date>,
    /// Forget the editions for every day before this one
    #[arg(long, value_name = "DATE", value_parser = date, group = "which")]
    pub(crate) before: Option<Date>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Doctor {
    #[command(flatten)]
    pub(crate) list: List,
}
