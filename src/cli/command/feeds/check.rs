//! `daybrief feeds check`: what feeds would bring, nothing stored.

use std::fmt::Write;

use serde::Serialize;

use super::{chosen, known};
use crate::cli::args::Check;
use crate::cli::command::listing;
use crate::cli::exit::Exit;
use crate::cli::job::Context;
use crate::cli::report::{self, counted, escaped};
use crate::cli::{memory, progress, web};
use crate::error::{Error, ErrorKind};
use crate::fetch::{self, Client, Failure, Known, News};
use crate::store::{self, Feed, Store};

/// What a feed would bring.
#[derive(Debug, Serialize)]
struct Checked {
    url: String,
    title: Option<String>,
    articles: usize,
    new: usize,
    moved_to: Option<String>,
    error: Option<String>,
}

/// Fetches the feeds and writes what they would bring.
pub(super) fn run(args: &Check, context: &Context) -> Result<Exit, Error> {
    let feeds = chosen(known()?, &args.feeds)?;
    let options = context.fetching(args.ask.web.settings())?;
    if options.offline {
        return Err(Error::new(ErrorKind::Fetch, "feeds", "nothing is fetched offline"));
    }
    let store = memory::opened()?;
    let client = Client::new(&options);
    let bar = progress::bar("checking", feeds.len(), context.drawing);
    let mut rows: Vec<Option<Checked>> = feeds.iter().map(|_| None).collect();
    let known = |feed: &Feed| {
        let url = feed.url.clone();
        fetch::feed(&client, Known { url: &url, etag: None, last_modified: None, full_text: None })
    };
    let done = |place: usize, news: Result<Result<News, Failure>, String>| {
        bar.inc(1);
        if let (Some(feed), Some(row)) = (feeds.get(place), rows.get_mut(place)) {
            *row = Some(checked(&store, feed, news.unwrap_or_else(|bug| Err(Failure::new(bug))))?);
        }
        Ok::<(), Error>(())
    };
    let host = |feed: &Feed| web::host(&feed.url);
    fetch::over_hosts(&feeds, args.ask.jobs.into(), host, known, done)?;
    bar.finish_and_clear();
    let rows: Vec<Checked> = rows.into_iter().flatten().collect();
    listing::write(&args.list, &rows, |rows| told(rows))?;
    for row in &rows {
        if let Some(reason) = &row.error {
            report::warning(context.verbosity, &Error::new(ErrorKind::Fetch, &row.url, reason));
        }
    }
    let all_failed = rows.iter().all(|row| row.error.is_some());
    Ok(if all_failed { Exit::Failure } else { Exit::Success })
}

fn checked(store: &Store, feed: &Feed, news: Result<News, Failure>) -> Result<Checked, Error> {
    let row = Checked {
        url: feed.url.clone(),
        title: feed.title.clone(),
        articles: 0,
        new: 0,
        moved_to: None,
        error: None,
    };
    let news = match news {
        Ok(news) => news,
        Err(failure) => return Ok(Checked { error: Some(failure.reason), ..row }),
    };
    let entries = store::entries(store, feed.id)?;
    let mut n_new = 0;
    for article in &news.articles {
        let url = article.document.source.url.clone().unwrap_or_default();
        let is_known = entries.contains(&(url, article.document.sha256()))
            || store::is_stored(store, &article.document)?;
        n_new += usize::from(!is_known);
    }
    Ok(Checked {
        title: row.title.or(news.title),
        articles: news.articles.len(),
        new: n_new,
        moved_to: news.moved_to,
        ..row
    })
}

fn told(rows: &[Checked]) -> String {
    let mut text = String::new();
    for row in rows {
        let title = row.title.as_deref().map_or(String::new(), |title| format!("  {title}"));
        let what = match (&row.error, &row.moved_to) {
            (Some(_), _) => "failed".to_owned(),
            (None, moved_to) => {
                let moved = moved_to.as_deref().map(|to| format!(", moved to {to}"));
                let articles = counted(row.articles, "article");
                format!("{articles}, {} new{}", row.new, moved.unwrap_or_default())
            }
        };
        let _ = writeln!(text, "{}{}: {}", escaped(&row.url), escaped(&title), escaped(&what));
    }
    text
}
