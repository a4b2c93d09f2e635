//! `daybrief feeds`: which feeds there are, and what they bring.

mod add;
mod check;
mod fetch;
mod list;
mod transfer;

pub(super) use fetch::news;

use crate::cli::args::{Feeds, Rm};
use crate::cli::exit::Exit;
use crate::cli::job::Context;
use crate::cli::memory;
use crate::cli::output::{self, Target};
use crate::cli::report::{Verbosity, counted};
use crate::error::{Error, ErrorKind};
use crate::read::web;
use crate::store::{self, Feed};

/// Does what `command` says.
pub(super) fn run(command: &Feeds, context: &Context) -> Result<Exit, Error> {
    match command {
        Feeds::Add(args) => add::run(args, context),
        Feeds::Rm(args) => remove(args, context),
        Feeds::List(args) => list::run(&args.list, context),
        Feeds::Check(args) => check::run(args, context),
        Feeds::Import(args) => transfer::import(args, context),
        Feeds::Export(args) => transfer::export(args),
        Feeds::Fetch(args) => fetch::run(args, context),
    }
}

fn remove(args: &Rm, context: &Context) -> Result<Exit, Error> {
    let feeds = chosen(known()?, &args.feeds)?;
    let ids: Vec<_> = feeds.iter().map(|feed| feed.id).collect();
    let n_removed = store::unsubscribe(&mut memory::opened()?, &ids)?;
    say(context, &format!("{} removed", counted(n_removed, "feed")))?;
    Ok(Exit::Success)
}

/// All feeds; none where nothing is remembered yet.
fn known() -> Result<Vec<Feed>, Error> {
    memory::existing()?.map_or_else(|| Ok(Vec::new()), |store| store::feeds(&store))
}

/// Those of `feeds` that `names` name, by address or title; without names all.
///
/// # Errors
/// A name is that of no feed, or there are no feeds.
fn chosen(feeds: Vec<Feed>, names: &[String]) -> Result<Vec<Feed>, Error> {
    if feeds.is_empty() {
        let reason = "there is none yet (add one: daybrief feeds add URL)";
        return Err(Error::new(ErrorKind::Read, "any feed", reason));
    }
    if names.is_empty() {
        return Ok(feeds);
    }
    let mut wanted = vec![false; feeds.len()];
    for name in names {
        let address = web::address(name).map(String::from);
        let is_it = |feed: &Feed| {
            feed.url == *name
                || Some(&feed.url) == address.as_ref()
                || feed.title.as_ref().is_some_and(|it| it.to_lowercase() == name.to_lowercase())
        };
        let mut is_known = false;
        for (feed, wanted) in feeds.iter().zip(&mut wanted) {
            if is_it(feed) {
                (is_known, *wanted) = (true, true);
            }
        }
        if !is_known {
            let reason = "no feed of that address or title (see daybrief feeds list)";
            return Err(Error::new(ErrorKind::Usage, name, reason));
        }
    }
    Ok(feeds.into_iter().zip(wanted).filter_map(|(feed, wanted)| wanted.then_some(feed)).collect())
}

/// Writes what was done to standard output, unless nothing but errors is to be said.
fn say(context: &Context, line: &str) -> Result<(), Error> {
    if context.verbosity == Verbosity::Quiet {
        return Ok(());
    }
    output::write(&Target::Stdout, &format!("{line}\n"))
}
