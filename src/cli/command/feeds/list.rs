//! `daybrief feeds list`: all feeds with their state.

use std::fmt::Write;

use super::known;
use crate::cli::args::List;
use crate::cli::command::listing;
use crate::cli::exit::Exit;
use crate::cli::job::Context;
use crate::cli::report::{self, counted, escaped};
use crate::error::Error;
use crate::store::Feed;

/// Writes the list.
pub(super) fn run(list: &List, context: &Context) -> Result<Exit, Error> {
    let feeds = known()?;
    listing::write(list, &feeds, |feeds| listed(feeds))?;
    if feeds.is_empty() {
        let message = "there is no feed yet (add one: daybrief feeds add URL)";
        report::warning(context.verbosity, &message);
    }
    Ok(if feeds.is_empty() { Exit::Nothing } else { Exit::Success })
}

fn listed(feeds: &[Feed]) -> String {
    let mut text = String::new();
    for feed in feeds {
        let title = feed.title.as_deref().map_or(String::new(), |title| format!("  {title}"));
        let _ = writeln!(text, "{:<8}{}{}", state(feed), escaped(&feed.url), escaped(&title));
        let mut about = Vec::new();
        if feed.articles > 0 {
            about.push(counted(usize::try_from(feed.articles).unwrap_or(usize::MAX), "article"));
        }
        if feed.full_text {
            about.push("in full".into());
        }
        about.extend(feed.category.as_deref().map(|category| format!("in {category}")));
        about.extend(feed.state.checked.map(|at| format!("asked {at}")));
        if !about.is_empty() {
            let _ = writeln!(text, "        {}", escaped(&about.join(", ")));
        }
        if let Some(error) = &feed.state.last_error {
            let times = counted(feed.state.errors as usize, "failure");
            let due = match feed.state.next_due {
                Some(due) if !feed.state.gone => format!("; due {due}"),
                _ => String::new(),
            };
            let _ = writeln!(text, "        {}", escaped(&format!("{times}: {error}{due}")));
        }
    }
    text
}

fn state(feed: &Feed) -> &'static str {
    match &feed.state {
        state if state.gone => "gone",
        state if state.errors > 0 => "failing",
        state if state.checked.is_some() => "ok",
        _ => "new",
    }
}
