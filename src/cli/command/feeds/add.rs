//! `daybrief feeds add`: feeds by their own addresses, or by those of pages that name one.

use super::say;
use crate::cli::args::Add;
use crate::cli::exit::Exit;
use crate::cli::job::Context;
use crate::cli::memory;
use crate::cli::report::{self, escaped};
use crate::error::{Error, ErrorKind};
use crate::fetch::{Client, Content, Failure, Request};
use crate::read::web::{self, Answer, Feed, FeedLink, NoFeed};
use crate::store::{self, NewFeed, Subscribed};

/// Adds what is a feed; what is none costs an error line and the exit code.
pub(super) fn run(args: &Add, context: &Context) -> Result<Exit, Error> {
    let options = context.fetching(args.web.settings())?;
    let client = (!args.no_check && !options.offline).then(|| Client::new(&options));
    let mut feeds = Vec::new();
    let mut exit = Exit::Success;
    for url in &args.urls {
        match found(client.as_ref(), url, context) {
            Ok(feed) => feeds.push(NewFeed {
                full_text: args.full_text,
                category: args.folder.clone(),
                ..feed
            }),
            Err(failure) => {
                report::error(&Error::new(ErrorKind::Fetch, url, failure.reason));
                exit = Exit::Failure;
            }
        }
    }
    if feeds.is_empty() {
        return Ok(exit);
    }
    let outcomes = store::subscribe(&mut memory::opened()?, &feeds)?;
    for (feed, outcome) in feeds.iter().zip(outcomes) {
        let what = match outcome {
            Subscribed::New => "added",
            Subscribed::Changed => "in full from now on",
            Subscribed::Known => "there already",
        };
        let title = feed.title.as_deref().map_or(String::new(), |title| format!("  {title}"));
        say(context, &format!("{what}: {}{}", escaped(&feed.url), escaped(&title)))?;
    }
    Ok(exit)
}

/// The feed at `url`, or the first that its page names; unseen where there is no client.
fn found(client: Option<&Client>, url: &str, context: &Context) -> Result<NewFeed, Failure> {
    let address = web::address(url).ok_or_else(|| Failure::new(not_an_address(url)))?;
    let Some(client) = client else {
        return Ok(NewFeed { url: address.into(), ..NewFeed::default() });
    };
    let (answer, asked) = get(client, url)?;
    match web::feed(&answer) {
        Ok(feed) => Ok(new(asked, feed)),
        Err(NoFeed::Error(error)) => {
            Err(Failure::new(format!("{} (--no-check adds it unseen)", error.reason)))
        }
        Err(NoFeed::Page) => {
            let links = web::feed_links(&answer);
            let Some(first) = links.first() else {
                let reason = "a web page that names no feed (give the address of the feed itself)";
                return Err(Failure::new(reason));
            };
            if links.len() > 1 {
                report::warning(context.verbosity, &several(url, &links));
            }
            let (answer, asked) = get(client, first.url.as_str())?;
            match web::feed(&answer) {
                Ok(feed) => {
                    let feed = new(asked, feed);
                    Ok(NewFeed { title: feed.title.or_else(|| first.title.clone()), ..feed })
                }
                Err(NoFeed::Page) => Err(Failure::new(format!(
                    "the feed that it names, {}, is a web page",
                    first.url
                ))),
                Err(NoFeed::Error(error)) => Err(Failure::new(format!(
                    "the feed that it names, {}: {}",
                    first.url, error.reason
                ))),
            }
        }
    }
}

fn not_an_address(url: &str) -> String {
    let whole = format!("https://{url}");
    let remedy = match web::address(&whole) {
        Some(_) if !url.contains("://") => format!(" (give the whole: {whole})"),
        _ => String::new(),
    };
    format!("no http or https address{remedy}")
}

/// What `url` answers, and where it is to be asked from now on.
fn get(client: &Client, url: &str) -> Result<(Answer, String), Failure> {
    let fetched = client.get(Request::new(url))?;
    let asked = fetched.moved_to.or_else(|| web::address(url)).map(String::from);
    match fetched.content {
        Content::Answer { answer, .. } => Ok((answer, asked.unwrap_or_else(|| url.to_owned()))),
        Content::NotModified => Err(Failure::new("it is not sent again")),
    }
}

fn new(url: String, feed: Feed) -> NewFeed {
    NewFeed { url, title: feed.title, site: feed.site, ..NewFeed::default() }
}

fn several(url: &str, links: &[FeedLink]) -> String {
    let others = links.iter().skip(1).map(|link| match &link.title {
        Some(title) => format!("{} ({title})", link.url),
        None => link.url.to_string(),
    });
    let others = others.collect::<Vec<_>>().join(", ");
    format!("{url}: it names {} feeds; the first is taken, the others are {others}", links.len())
}
