//! `daybrief doctor`: whether what is remembered is sound, and how much space it takes.

use std::fmt::Write;

use super::listing;
use crate::cli::args::Doctor;
use crate::cli::exit::Exit;
use crate::cli::memory;
use crate::cli::report::{counted, escaped};
use crate::error::Error;
use crate::store::{self, Health};

/// Runs the command.
pub(super) fn run(args: &Doctor) -> Result<Exit, Error> {
    let health = memory::existing()?.map(|store| store::health(&store)).transpose()?;
    listing::write(&args.list, &health, |health| text(health.as_ref()))?;
    let is_sound = health.is_none_or(|health| health.faults.is_empty());
    Ok(if is_sound { Exit::Success } else { Exit::Failure })
}

fn text(health: Option<&Health>) -> String {
    let place = memory::place().map_or_else(String::new, |place| place.display().to_string());
    let place = escaped(&place);
    let Some(health) = health else { return format!("{place}: nothing is remembered yet\n") };
    let count = |n: u64, noun| counted(usize::try_from(n).unwrap_or(usize::MAX), noun);
    let mut text = format!(
        "{place}: schema {}, {}, {}, {} ({} free)\n",
        health.schema,
        count(health.editions, "edition"),
        count(health.articles, "article"),
        count(health.bytes, "byte"),
        count(health.free_bytes, "byte"),
    );
    for fault in &health.faults {
        let _ = writeln!(text, "fault: {}", escaped(fault));
    }
    if health.faults.is_empty() {
        let _ = writeln!(text, "sound: {} in place", count(health.extracts, "sentence"));
    }
    text
}
