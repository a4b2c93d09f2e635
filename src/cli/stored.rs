//! What the feeds have brought: which of the articles in the store a briefing is made of.

use jiff::tz::Offset;
use jiff::{Span, civil};

use super::job::Job;
use super::memory;
use super::report::counted;
use super::window::{self, Since};
use crate::error::{Error, ErrorKind, Warning};
use crate::model::{Date, Document};
use crate::read;
use crate::store::{self, Asked, FeedId, Last, Recent, Seen, Store};

/// Hours that a first briefing reaches back where nothing else is asked for.
const FIRST_HOURS: u32 = 24;
/// Days before the last edition from which an article that came late is still news: feeds bring
/// their whole past when they are new.
const LATE_DAYS: i64 = 3;

/// What a briefing is to be made of, where no input is named.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Supply {
    /// The feeds that count, by address, title or folder; empty: all.
    pub(crate) feeds: Vec<String>,
    /// Later articles are left out: the date asked for, else now.
    pub(crate) end: Date,
    /// Whether the feeds are asked for news first.
    pub(crate) network: Network,
}

/// Whether feeds are asked for news.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Network {
    /// Those that are due are.
    Used,
    /// What is there is enough.
    Unused,
}

/// The articles found.
#[derive(Debug)]
pub(crate) struct Found {
    /// In canonical order.
    pub(crate) documents: Vec<Document>,
    /// Articles outside the window.
    pub(crate) n_outside: usize,
    /// How far the store was read.
    pub(crate) seen: Seen,
    /// What could not be done.
    pub(crate) warnings: Vec<Warning>,
    /// The window in words: `since the edition of 2026-02-03`.
    pub(crate) window: String,
}

/// Whether the store has articles or feeds; without a file it has none.
///
/// # Errors
/// The file cannot be used.
pub(crate) fn is_there() -> Result<bool, Error> {
    memory::existing()?.map_or(Ok(false), |store| store::has_articles(&store))
}

/// The articles of `supply` that fall into the window of `job`.
///
/// What came since the last edition is news, whenever it was published, within [`LATE_DAYS`];
/// where a date or a duration is asked for, the articles' own dates decide.
///
/// # Errors
/// The store cannot be read.
pub(crate) fn articles(job: &Job, supply: &Supply) -> Result<Found, Error> {
    let mut store = memory::existing()?.ok_or_else(|| {
        Error::new(ErrorKind::Read, "any article", "nothing has been fetched yet")
    })?;
    let mut warnings = Vec::new();
    let feeds = feeds(&store, supply, &mut warnings)?;
    let day = job.options.date.unwrap_or(supply.end).day();
    let last = match job.since {
        None | Some(Since::Last) => store::last(&store, memory::series(job), day)?,
        Some(_) => None,
    };
    let start = match (job.since, &last) {
        (_, Some(last)) => Date::Day(earlier(last.day, LATE_DAYS)),
        (None | Some(Since::Last), None) => start(Since::Hours(FIRST_HOURS), supply.end),
        (Some(since), None) => start(since, supply.end),
    };
    let asked =
        Asked { from: earlier(start.day(), 1), after: last.as_ref(), feeds: feeds.as_deref() };
    let Recent { articles, n_others, seen } = store::recent(&mut store, asked)?;
    let n_found = articles.len() + n_others;
    let is_inside = |article: &store::Stored| {
        let date = article
            .document
            .published
            .or_else(|| article.fetched.map(|at| Date::Instant(at, Offset::UTC)));
        let is_news = last.as_ref().is_none_or(|last| {
            article.is_new
                || article
                    .document
                    .published
                    .is_some_and(|date| !window::not_after(date, Some(last.until)))
        });
        is_news
            && date.is_none_or(|date| {
                window::not_after(date, Some(supply.end))
                    && window::not_after(date, job.until)
                    && window::not_before(date, Some(start))
            })
    };
    let inside = articles.into_iter().filter(is_inside).map(|article| article.document).collect();
    let documents = read::in_canonical_order(inside);
    let n_outside = n_found.saturating_sub(documents.len());
    Ok(Found { documents, n_outside, seen, warnings, window: words(job.since, last.as_ref()) })
}

/// The numbers of the feeds that count; `None`: all do.
fn feeds(
    store: &Store,
    supply: &Supply,
    warnings: &mut Vec<Warning>,
) -> Result<Option<Vec<FeedId>>, Error> {
    if supply.feeds.is_empty() {
        return Ok(None);
    }
    let all = store::feeds(store)?;
    let mut ids = Vec::new();
    for name in &supply.feeds {
        let found = all.iter().filter(|feed| is_called(feed, name)).map(|feed| feed.id);
        let n_before = ids.len();
        ids.extend(found);
        if ids.len() == n_before {
            warnings.push(Warning::new(name, "no feed has this address, title or folder"));
        }
    }
    Ok(Some(ids))
}

/// Whether `name` is the address of `feed`, its title, or a folder it stands in.
pub(crate) fn is_called(feed: &store::Feed, name: &str) -> bool {
    let same = |text: &str| text.to_lowercase() == name.to_lowercase();
    let is_in = |folder: &String| {
        let mut path = String::new();
        folder.split('/').any(|part| {
            if !path.is_empty() {
                path.push('/');
            }
            path.push_str(part);
            same(&path)
        })
    };
    feed.url == name
        || feed.title.as_deref().is_some_and(same)
        || feed.category.as_ref().is_some_and(is_in)
}

fn start(since: Since, end: Date) -> Date {
    window::start_of(since, end).unwrap_or(Date::Day(civil::Date::MIN))
}

fn earlier(day: civil::Date, n_days: i64) -> civil::Date {
    Span::new().try_days(n_days).map_or(day, |days| day.saturating_sub(days))
}

/// The window in words.
fn words(since: Option<Since>, last: Option<&Last>) -> String {
    match (since, last) {
        (_, Some(last)) => format!("since the edition of {}", last.day),
        (Some(Since::Date(date)), _) => format!("since {date}"),
        (Some(Since::Yesterday), _) => "since yesterday".into(),
        (Some(Since::Hours(hours)), _) => {
            format!("in the last {}", counted(hours as usize, "hour"))
        }
        (None | Some(Since::Last), None) => {
            format!("in the last {}", counted(FIRST_HOURS as usize, "hour"))
        }
    }
}

/// Which articles were found, in a line.
pub(crate) fn note(found: &Found) -> String {
    let Found { documents, n_outside, window, .. } = found;
    let n_others = counted(*n_outside, "other");
    format!("{} {window}, {n_others} stored", counted(documents.len(), "article"))
}
