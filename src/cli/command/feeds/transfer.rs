//! `daybrief feeds import` and `export`: lists of feeds in OPML, as every reader of feeds has them.

use std::collections::BTreeSet;
use std::path::Path;

use super::{known, say};
use crate::cli::args::{Export, Import};
use crate::cli::exit::Exit;
use crate::cli::job::{self, Context};
use crate::cli::memory;
use crate::cli::output::{self, Target};
use crate::cli::report::{self, counted};
use crate::error::{Error, Warning};
use crate::read::opml::{self, Outline};
use crate::read::web;
use crate::store::{self, Feed, NewFeed, Subscribed};

/// Adds the feeds of a list; each that cannot be used costs a warning.
pub(super) fn import(args: &Import, context: &Context) -> Result<Exit, Error> {
    let outlines = opml::file(&job::input(&args.file))?;
    let mut feeds = Vec::new();
    let mut seen = BTreeSet::new();
    let (mut n_bad, mut n_double) = (0, 0);
    for outline in outlines {
        let Some(url) = web::address(&outline.url).map(String::from) else {
            n_bad += 1;
            let reason = format!("{}: no http or https address, left out", outline.url);
            let list = args.file.display().to_string();
            report::warning(context.verbosity, &Warning::new(list, reason));
            continue;
        };
        if seen.insert(url.clone()) {
            feeds.push(new(outline, url, args));
        } else {
            n_double += 1;
        }
    }
    let outcomes = if feeds.is_empty() {
        Vec::new()
    } else {
        store::subscribe(&mut memory::opened()?, &feeds)?
    };
    let count = |what| outcomes.iter().filter(|outcome| **outcome == what).count();
    let mut parts = vec![format!("{} added", counted(count(Subscribed::New), "feed"))];
    for (n, what) in [
        (count(Subscribed::Changed), "in full from now on"),
        (count(Subscribed::Known), "there already"),
        (n_double, "named twice"),
        (n_bad, "left out"),
    ] {
        if n > 0 {
            parts.push(format!("{n} {what}"));
        }
    }
    say(context, &parts.join(", "))?;
    Ok(if feeds.is_empty() { Exit::Nothing } else { Exit::Success })
}

fn new(outline: Outline, url: String, args: &Import) -> NewFeed {
    // A list has to call a feed something; its address is no name.
    let title = Some(outline.title).filter(|title| *title != outline.url);
    let site = outline.site.and_then(|site| web::address(&site)).map(String::from);
    let full_text = args.full_text || outline.full_text;
    NewFeed { url, title, site, category: outline.category, full_text }
}

/// Writes all feeds as a list.
pub(super) fn export(args: &Export) -> Result<Exit, Error> {
    let feeds = known()?;
    let outlines: Vec<Outline> = feeds.into_iter().map(outline).collect();
    let output = args.output.as_deref().filter(|path| *path != Path::new("-"));
    let target = output.map_or(Target::Stdout, |path| Target::File(path.to_owned()));
    output::write(&target, &opml::write(&outlines))?;
    Ok(if outlines.is_empty() { Exit::Nothing } else { Exit::Success })
}

fn outline(feed: Feed) -> Outline {
    Outline {
        title: feed.title.unwrap_or_else(|| feed.url.clone()),
        url: feed.url,
        site: feed.site,
        category: feed.category,
        full_text: feed.full_text,
    }
}
