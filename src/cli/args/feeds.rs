//! What was typed behind `daybrief feeds`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand, ValueHint, value_parser};

use super::{List, MAX_JOBS, Web};

/// Hosts that are asked at once where nothing else is said.
pub(crate) const DEFAULT_JOBS: u16 = 8;

#[derive(Debug, Subcommand)]
pub(crate) enum Feeds {
    /// Add feeds, by their own addresses or by those of pages that name one
    #[command(after_help = "Example:\n  daybrief feeds add https://example.org --folder News")]
    Add(Add),
    /// Remove feeds; their articles stay until they are forgotten
    Rm(Rm),
    /// List all feeds: their state, their errors, when they are due
    List(Listing),
    /// Fetch feeds without storing anything, and say what would come
    Check(Check),
    /// Add the feeds of a list in OPML, with their names and folders
    #[command(after_help = "Example:\n  daybrief feeds import subscriptions.opml")]
    Import(Import),
    /// Write all feeds as a list in OPML
    Export(Export),
    /// Fetch the feeds that are due, and store their articles
    #[command(after_help = "Example:\n  daybrief feeds fetch && daybrief make")]
    Fetch(Fetch),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Add {
    /// Addresses of feeds, or of pages that name one
    #[arg(value_name = "URL", required = true, value_hint = ValueHint::Url)]
    pub(crate) urls: Vec<String>,
    /// Read the articles on their own pages, not in the feed
    #[arg(long)]
    pub(crate) full_text: bool,
    /// Folder in the list of feeds, as in News/World
    #[arg(long, value_name = "NAME")]
    pub(crate) folder: Option<String>,
    /// Add the addresses as they are, without fetching them
    #[arg(long)]
    pub(crate) no_check: bool,
    #[command(flatten)]
    pub(crate) web: Web,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Rm {
    /// Addresses or titles of feeds
    #[arg(value_name = "FEED", required = true, value_hint = ValueHint::Url)]
    pub(crate) feeds: Vec<String>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Listing {
    #[command(flatten)]
    pub(crate) list: List,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Check {
    /// Addresses or titles of feeds; left out: all
    #[arg(value_name = "FEED", value_hint = ValueHint::Url)]
    pub(crate) feeds: Vec<String>,
    #[command(flatten)]
    pub(crate) ask: Ask,
    #[command(flatten)]
    pub(crate) list: List,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Import {
    /// List in OPML; - is standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: PathBuf,
    /// Read the articles of all of them on their own pages, not in the feeds
    #[arg(long)]
    pub(crate) full_text: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Export {
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Fetch {
    /// Addresses or titles of feeds; left out: all
    #[arg(value_name = "FEED", value_hint = ValueHint::Url)]
    pub(crate) feeds: Vec<String>,
    /// Fetch those, too, that are not due yet
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) ask: Ask,
    /// Exit with 4 if any feed failed
    #[arg(long)]
    pub(crate) strict: bool,
}

/// How servers are asked.
#[derive(Debug, ClapArgs)]
pub(crate) struct Ask {
    /// Hosts to ask at once; no host is asked twice at a time
    #[arg(long, value_name = "N", default_value_t = DEFAULT_JOBS, value_parser = value_parser!(u16).range(1..=MAX_JOBS))]
    pub(crate) jobs: u16,
    #[command(flatten)]
    pub(crate) web: Web,
}
