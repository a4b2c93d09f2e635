//! Articles of the last days, as the documents that were stored.

use jiff::{Timestamp, civil};
use rusqlite::{OptionalExtension, Row, Transaction, named_params, params};
use rustc_hash::FxHashMap;

use super::article::DOCUMENT;
use super::edition::Series;
use super::feed::FeedId;
use super::{Store, article};
use crate::error::Error;
use crate::model::{Date, Document};

/// How far the store was read: all articles that were there at a moment.
///
/// Numbers alone would do, if none were given anew when the newest article is forgotten; moments
/// alone would, if a moment were that of the commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    pub(super) newest: i64,
    pub(super) at: String,
}

/// The last edition of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Last {
    /// The day it is for.
    pub day: civil::Date,
    /// Articles dated later were left out of it.
    pub until: Date,
    /// What was read for it.
    pub seen: Seen,
}

/// Which articles are asked for.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Those published, or where nothing is said of that, stored, on this day (as written) or
    /// later.
    pub from: civil::Date,
    /// Of these only what this edition could not have: what was stored later, or is dated on its
    /// last day or later.
    pub after: Option<&'a Last>,
    /// Of these only what these feeds brought; `None`: all.
    pub feeds: Option<&'a [FeedId]>,
}

/// What was found.
#[derive(Debug)]
pub struct Recent {
    /// In the order in which they were stored; of an article that was changed the last version.
    pub articles: Vec<Stored>,
    /// Articles that were not asked for.
    pub n_others: usize,
    /// How far the store was read.
    pub seen: Seen,
}

/// An article, and when it was stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// As it was stored, but for its path.
    pub document: Document,
    /// When it was stored.
    pub fetched: Option<Timestamp>,
    /// It was stored after the edition that was asked about; without one every article was.
    pub is_new: bool,
}

/// The articles that are `asked` for; those of editions made from files are not among them.
///
/// # Errors
/// The file cannot be read.
pub fn recent(store: &mut Store, asked: Asked<'_>) -> Result<Recent, Error> {
    let read = store.connection.transaction().and_then(|transaction| read(&transaction, asked));
    read.map_err(|error| store.failed(error))
}

/// Whether there are articles or feeds to make a briefing of.
///
/// # Errors
/// The file cannot be read.
pub fn has_articles(store: &Store) -> Result<bool, Error> {
    let sql = "SELECT EXISTS (SELECT 1 FROM feeds)
               OR EXISTS (SELECT 1 FROM articles WHERE layout IS NOT NULL)";
    store.connection.query_row(sql, [], |row| row.get(0)).map_err(|error| store.failed(error))
}

/// The text whose hash begins with `sha256`, hexadecimal digits in lower case, 16 of them at least.
///
/// # Errors
/// The file cannot be read.
pub fn text(store: &Store, sha256: &str) -> Result<Option<String>, Error> {
    if sha256.len() < 16 {
        return Ok(None);
    }
    // In the order of the digits g comes after f.
    let sql = "SELECT text FROM articles WHERE sha256 >= ?1 AND sha256 < ?1 || 'g' LIMIT 1";
    let found = store.connection.query_row(sql, [sha256], |row| row.get(0)).optional();
    found.map_err(|error| store.failed(error))
}

fn read(transaction: &Transaction<'_>, asked: Asked<'_>) -> rusqlite::Result<Recent> {
    let seen = transaction.query_row(
        "SELECT coalesce(max(id), 0), strftime('%Y-%m-%dT%H:%M:%SZ', 'now') FROM articles",
        [],
        |row| Ok(Seen { newest: row.get(0)?, at: row.get(1)? }),
    )?;
    let n_all: i64 = transaction.query_row(
        "SELECT count(*) FROM articles WHERE layout IS NOT NULL",
        [],
        |row| row.get(0),
    )?;
    let sql = format!(
        "SELECT {DOCUMENT}, fetched, feed, :newest IS NULL OR id > :newest OR fetched > :at AS is_new
         FROM articles
         WHERE layout IS NOT NULL AND substr(coalesce(published, fetched), 1, 10) >= :from
           AND (is_new OR substr(published, 1, 10) >= :last)
           AND (:feeds IS NULL OR feed IN (SELECT value FROM json_each(:feeds)))
         ORDER BY id"
    );
    let feeds = asked.feeds.map(|feeds| {
        let numbers: Vec<String> = feeds.iter().map(|FeedId(id)| id.to_string()).collect();
        format!("[{}]", numbers.join(","))
    });
    let after = asked.after;
    let mut query = transaction.prepare(&sql)?;
    let mut rows = query.query(named_params! {
        ":from": asked.from.to_string(),
        ":newest": after.map(|last| last.seen.newest),
        ":at": after.map(|last| &last.seen.at),
        // A day as written elsewhere may begin half a day before it does here.
        ":last": after.map(|last| last.until.day().yesterday().unwrap_or(last.day).to_string()),
        ":feeds": feeds,
    })?;
    let mut articles: Vec<Stored> = Vec::new();
    let mut n_found = 0;
    let mut places: FxHashMap<(Option<i64>, String, Option<String>), usize> = FxHashMap::default();
    while let Some(row) = rows.next()? {
        n_found += 1;
        let stored = stored(row)?;
        let place = stored.document.source.url.clone().map(|url| {
            let key = (row.get(9).unwrap_or_default(), url, stored.document.title.clone());
            *places.entry(key).or_insert(articles.len())
        });
        match place.and_then(|place| articles.get_mut(place)) {
            // The same article, as it was changed since.
            Some(older) => *older = stored,
            None => articles.push(stored),
        }
    }
    let n_others = usize::try_from(n_all).unwrap_or(usize::MAX).saturating_sub(n_found);
    Ok(Recent { articles, n_others, seen })
}

fn stored(row: &Row<'_>) -> rusqlite::Result<Stored> {
    let fetched: String = row.get(8)?;
    let document = article::document(row)?;
    Ok(Stored { document, fetched: fetched.parse().ok(), is_new: row.get(10)? })
}

/// The last edition of `series` before `day`; where its day has several, what all of them had.
///
/// # Errors
/// The file cannot be read.
pub fn last(store: &Store, series: Series<'_>, day: civil::Date) -> Result<Option<Last>, Error> {
    type Row = (String, Option<i64>, String, Option<String>);
    let rows = || -> rusqlite::Result<Vec<Row>> {
        let mut query = store.connection.prepare(
            "SELECT day, seen, coalesce(read, created), until FROM editions
             WHERE profile = ?1 AND title = ?2 AND day =
                 (SELECT max(day) FROM editions WHERE profile = ?1 AND title = ?2 AND day < ?3)
             ORDER BY id",
        )?;
        let key = params![series.profile, series.title, day.to_string()];
        let row =
            |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
        query.query_map(key, row)?.collect()
    };
    let rows = rows().map_err(|error| store.failed(error))?;
    let Some(day) = rows.first().and_then(|(day, ..)| day.parse().ok()) else { return Ok(None) };
    // One that was made from files had none of the articles that were there.
    let newest = rows.iter().filter_map(|(_, seen, ..)| *seen).max().unwrap_or(i64::MAX);
    let at = rows.iter().map(|(.., at, _)| at.clone()).max().unwrap_or_default();
    let until = rows.iter().filter_map(|(.., until)| until.as_deref()?.parse().ok()).max();
    let until = until.unwrap_or(Date::Day(day));
    Ok(Some(Last { day, until, seen: Seen { newest, at } }))
}
