//! `daybrief history`: the editions that are remembered, listed, printed, searched and forgotten.

use std::fmt::Write;
use std::io::{self, IsTerminal};
use std::path::Path;

use super::{listing, publish};
use crate::cli::args::{Again, Forget, History, Search};
use crate::cli::exit::Exit;
use crate::cli::format::Format;
use crate::cli::job::{Context, Layout};
use crate::cli::memory;
use crate::cli::output::{self, Target};
use crate::cli::report::{self, Verbosity, counted, escaped};
use crate::error::Error;
use crate::render;
use crate::store::{self, Forgotten, Hit, Listed, Place, Which};

/// Hits of each kind that are listed.
const MAX_HITS: u32 = 20;

/// Does what `command` says.
pub(super) fn run(command: &History, context: &Context) -> Result<Exit, Error> {
    match command {
        History::List(args) => {
            let editions = match memory::existing()? {
                Some(store) => store::list(&store)?,
                None => Vec::new(),
            };
            listing::write(&args.list, &editions, |editions| listed(editions))?;
            if editions.is_empty() {
                let message =
                    "no edition is remembered yet (daybrief make makes one of your feeds)";
                report::warning(context.verbosity, &message);
            }
            Ok(Exit::Success)
        }
        History::Show(args) => show(args),
        History::Search(args) => search(args, context),
        History::Forget(args) => forget(args, context),
    }
}

fn listed(editions: &[Listed]) -> String {
    let mut text = String::new();
    for edition in editions {
        let topics = counted(edition.topics as usize, "topic");
        let articles = counted(edition.articles as usize, "article");
        let title = escaped(&edition.title);
        let profile = match edition.profile.as_str() {
            "" => String::new(),
            profile => format!("; profile {}", escaped(&profile)),
        };
        let _ = writeln!(text, "{}  {title}  ({topics}, {articles}{profile})", edition.day);
    }
    text
}

fn show(args: &Again) -> Result<Exit, Error> {
    let day = args.date.day();
    let found = match memory::existing()? {
        Some(store) => store::show(&store, day, args.title.as_deref())?,
        None => None,
    };
    let Some(briefing) = found else {
        report::error(&format!("no edition for {day} is remembered (see daybrief history list)"));
        return Ok(Exit::Nothing);
    };
    let output = args.output.as_deref().filter(|path| *path != Path::new("-"));
    let target = output.map_or(Target::Stdout, |path| Target::File(path.to_owned()));
    let format = match (args.format, output) {
        (Some(format), _) => format,
        (None, Some(path)) => Format::of(path)?,
        (None, None) if io::stdout().is_terminal() => Format::Text,
        (None, None) => Format::Md,
    };
    let template = publish::template(format, &target, &Layout::BuiltIn)?;
    output::write(&target, &render::briefing(&briefing, &template)?)?;
    Ok(Exit::Success)
}

fn search(args: &Search, context: &Context) -> Result<Exit, Error> {
    let hits = match memory::existing()? {
        Some(store) => store::search(&store, &args.words.join(" "), MAX_HITS)?,
        None => Vec::new(),
    };
    listing::write(&args.list, &hits, |hits| found(hits))?;
    if hits.is_empty() {
        report::warning(context.verbosity, &"no edition and no article has all of these words");
    }
    Ok(if hits.is_empty() { Exit::Nothing } else { Exit::Success })
}

fn found(hits: &[Hit]) -> String {
    let mut text = String::new();
    for hit in hits {
        // The day of a moment is enough.
        let date = hit.date.as_deref().unwrap_or("undated");
        let date = date.split('T').next().unwrap_or_default();
        let what = match hit.place {
            Place::Edition => "edition",
            Place::Article => "article",
        };
        let source =
            if hit.source.is_empty() { String::new() } else { format!("  {}", hit.source) };
        let line = format!("{date}  {what}  {}{source}", hit.title);
        let _ = writeln!(text, "{}\n    {}", escaped(&line), passage(&hit.passage));
    }
    text
}

/// `text` on one line.
fn passage(text: &str) -> String {
    escaped(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn forget(args: &Forget, context: &Context) -> Result<Exit, Error> {
    let which = match (args.date, args.before) {
        (Some(date), _) => Which::Of(date.day()),
        (None, Some(date)) => Which::Before(date.day()),
        // The command line asks for one of the two.
        (None, None) => return Ok(Exit::Usage),
    };
    let forgotten = match memory::existing()? {
        Some(mut store) => store::forget(&mut store, which)?,
        None => Forgotten { editions: 0, articles: 0 },
    };
    let Forgotten { editions, articles } = forgotten;
    let what = format!("{}, {}", counted(editions, "edition"), counted(articles, "article"));
    if context.verbosity > Verbosity::Quiet {
        output::write(&Target::Stdout, &format!("{what} forgotten\n"))?;
    }
    Ok(if editions + articles == 0 { Exit::Nothing } else { Exit::Success })
}
