//! Editions with their articles and extracts: recorded as a whole, read back, forgotten.

use jiff::{Span as Days, civil};
use rusqlite::{OptionalExtension, Row, Transaction, named_params, params};
use serde::Serialize;

use super::Store;
use super::article::{Erasing, expire};
use super::recent::Seen;
use crate::error::{Error, ErrorKind};
use crate::model::briefing::SourceEntry;
use crate::model::{Briefing, Date, Language};

/// Days beyond those for which editions are kept that no edition may leap if older ones are to be
/// forgotten for its sake.
const LEAP_DAYS: u32 = 31;

/// The editions that go on with one another: of one profile, under one title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Series<'a> {
    /// The profile.
    pub profile: &'a str,
    /// The title.
    pub title: &'a str,
}

/// What a series told before a day.
#[derive(Debug, Default)]
pub struct Past {
    /// The last edition of each day, the oldest first.
    pub editions: Vec<Briefing>,
    /// Their articles, each once.
    pub articles: Vec<Text>,
}

/// The text of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// SHA-256 of it, in hexadecimal.
    pub sha256: String,
    /// The text.
    pub text: String,
    /// The language of it.
    pub language: Option<Language>,
}

/// A line of the list of editions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// The day it is for.
    pub day: String,
    /// Its profile.
    pub profile: String,
    /// Its title.
    pub title: String,
    /// Topics in it.
    pub topics: u32,
    /// Articles it was made from.
    pub articles: u32,
    /// When it was made, in UTC.
    pub created: String,
}

/// How much was forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Forgotten {
    /// Editions.
    pub editions: usize,
    /// Articles that no other edition uses, and old ones that none does.
    pub articles: usize,
}

/// An edition that is to be remembered.
#[derive(Debug, Clone, Copy)]
pub struct Edition<'a> {
    /// What was printed.
    pub briefing: &'a Briefing,
    /// The day it was made for.
    pub day: civil::Date,
    /// The profile it was made by.
    pub profile: &'a str,
    /// The texts of its sources, in their order.
    pub texts: &'a [&'a str],
    /// How far the store was read for it, and the date after which articles were left out; `None`
    /// where it was made from files.
    pub seen: Option<(&'a Seen, Date)>,
}

/// Remembers `edition`, and forgets what is older than `keep_days`; all in one transaction. Where
/// the edition before is a month older still, the clock may be wrong, and nothing is forgotten.
///
/// The same briefing for the same day is remembered once, as it was made first. Another one for that day stands beside
/// the first: nothing that was printed is lost.
///
/// # Errors
/// The file cannot be written; nothing is remembered then.
pub fn record(
    store: &mut Store,
    edition: Edition<'_>,
    keep_days: Option<u32>,
) -> Result<(), Error> {
    let Edition { briefing, day, profile, .. } = edition;
    let json = serde_json::to_string(briefing).map_err(|error| {
        Error::new(ErrorKind::Store, store.path.display().to_string(), error.to_string())
            .caused_by(error)
    })?;
    let oldest = keep_days.map(|days| days_before(day, days));
    store.write(|transaction| {
        let known: Option<i64> = transaction
            .query_row(
                "SELECT id FROM editions WHERE profile = ?1 AND title = ?2 AND day = ?3
                 ORDER BY id DESC LIMIT 1",
                params![profile, briefing.title, day.to_string()],
                |row| row.get(0),
            )
            .optional()?;
        let same = match known {
            Some(id) if is_same(transaction, id, &json)? => Some(id),
            _ => None,
        };
        let id = same.map_or_else(|| insert(transaction, edition, &json), Ok)?;
        if let Some((seen, until)) = edition.seen {
            transaction.execute(
                "UPDATE editions SET seen = ?2, read = ?3, until = ?4 WHERE id = ?1",
                params![id, seen.newest, seen.at, until.to_string()],
            )?;
        }
        if let Some(oldest) = oldest
            && !is_leap(transaction, day, oldest)?
        {
            forgotten(transaction, Which::Before(oldest), Erasing::InTime)?;
        }
        Ok(())
    })
}

/// Whether the edition before `day` is so much older than `oldest` that `day` may come from a clock
/// that is ahead: then nothing is forgotten for its sake.
fn is_leap(
    transaction: &Transaction<'_>,
    day: civil::Date,
    oldest: civil::Date,
) -> rusqlite::Result<bool> {
    let sql = "SELECT max(day) FROM editions WHERE day < ?1";
    let before: Option<String> = transaction.query_row(sql, [day.to_string()], |row| row.get(0))?;
    Ok(before.is_some_and(|before| before < days_before(oldest, LEAP_DAYS).to_string()))
}

/// Whether the edition `id` tells what `json` does. How each was made does not count: the same
/// briefing as a page and as text is one edition.
fn is_same(transaction: &Transaction<'_>, id: i64, json: &str) -> rusqlite::Result<bool> {
    let sql = "SELECT json FROM editions WHERE id = ?1";
    let known: String = transaction.query_row(sql, [id], |row| row.get(0))?;
    let told = |json: &str| {
        let mut briefing = serde_json::from_str::<serde_json::Value>(json).ok()?;
        briefing.as_object_mut()?.remove("made");
        Some(briefing)
    };
    Ok(known == json || told(&known).is_some_and(|known| Some(known) == told(json)))
}

/// Adds an edition, and returns its number.
fn insert(
    transaction: &Transaction<'_>,
    edition: Edition<'_>,
    json: &str,
) -> rusqlite::Result<i64> {
    let Edition { briefing, day, profile, texts, .. } = edition;
    transaction.execute(
        "INSERT INTO editions (day, profile, title, json) VALUES (?1, ?2, ?3, ?4)",
        params![day.to_string(), profile, briefing.title, json],
    )?;
    let edition = transaction.last_insert_rowid();
    transaction.execute(
        "INSERT INTO edition_words (rowid, title, text) VALUES (?1, ?2, ?3)",
        params![edition, briefing.title, told(briefing)],
    )?;
    let mut articles = Vec::with_capacity(briefing.sources.len());
    for (source, text) in briefing.sources.iter().zip(texts) {
        let article = article(transaction, source, text)?;
        transaction.execute(
            "INSERT INTO edition_articles (edition, number, article) VALUES (?1, ?2, ?3)",
            params![edition, source.number, article],
        )?;
        articles.push(article);
    }
    let mut extract = transaction.prepare(
        "INSERT INTO extracts (edition, topic, text, article, start, \"end\")
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for topic in &briefing.topics {
        let name = event(topic.event.as_deref(), &topic.id, briefing.date);
        for entry in &topic.extracts {
            let Some(place) = entry.citations.first() else { continue };
            let index = (place.source as usize).wrapping_sub(1);
            let Some(article) = articles.get(index) else { continue };
            extract.execute(params![edition, name, entry.text, article, place.start, place.end])?;
        }
    }
    Ok(edition)
}

/// What an event is called in every edition: as the topic says, else by its anchor and the day of
/// its edition, as the editions after that will call it.
pub(super) fn event(name: Option<&str>, id: &str, date: Option<Date>) -> String {
    let made = || date.map_or_else(|| id.to_owned(), |date| format!("{id}-{}", date.day()));
    name.map_or_else(made, str::to_owned)
}

/// The words of an edition that a search looks through.
fn told(briefing: &Briefing) -> String {
    let mut lines = Vec::new();
    for topic in &briefing.topics {
        lines.push(topic.label.as_str());
        lines.extend(topic.extracts.iter().map(|extract| extract.text.as_str()));
    }
    lines.join("\n")
}

/// The row of an article, which is added where it is missing.
fn article(
    transaction: &Transaction<'_>,
    source: &SourceEntry,
    text: &str,
) -> rusqlite::Result<i64> {
    let url = source.url.as_deref().unwrap_or_default();
    transaction.execute(
        "INSERT INTO articles (sha256, url, path, name, title, published, outlet, language, words, text)
         VALUES (:sha256, :url, :path, :name, :title, :published, :outlet, :language, :words, :text)
         ON CONFLICT (sha256, url) DO UPDATE SET
             language = :language, words = :words WHERE layout IS NOT NULL",
        named_params! {
            ":sha256": source.sha256,
            ":url": url,
            ":path": source.path.as_deref().unwrap_or_default(),
            ":name": source.name,
            ":title": source.title,
            ":published": source.published.map(|date| date.to_string()),
            ":outlet": source.outlet,
            ":language": source.language.map(Language::code),
            ":words": source.words,
            ":text": text,
        },
    )?;
    transaction.query_row(
        "SELECT id FROM articles WHERE sha256 = ?1 AND url = ?2",
        params![source.sha256, url],
        |row| row.get(0),
    )
}

/// What `series` told in the `window_days` before `day`. Editions of `day` itself do not count: a
/// briefing that is made again is compared with what the first was compared with.
///
/// # Errors
/// The file cannot be read.
pub fn past(
    store: &mut Store,
    series: Series<'_>,
    day: civil::Date,
    window_days: u32,
) -> Result<Past, Error> {
    let from = days_before(day, window_days);
    let rows = read_past(store, series, from, day).map_err(|error| store.failed(error))?;
    let mut past = Past { editions: Vec::new(), articles: rows.1 };
    for json in rows.0 {
        past.editions.push(parsed(store, &json)?);
    }
    Ok(past)
}

fn read_past(
    store: &mut Store,
    series: Series<'_>,
    from: civil::Date,
    day: civil::Date,
) -> rusqlite::Result<(Vec<String>, Vec<Text>)> {
    const LAST: &str = "SELECT max(id) FROM editions
        WHERE profile = ?1 AND title = ?2 AND day >= ?3 AND day < ?4 GROUP BY day";
    let (from, day) = (from.to_string(), day.to_string());
    let key = params![series.profile, series.title, from, day];
    // One transaction, so that both queries see one state.
    let transaction = store.connection.transaction()?;
    let sql = format!("SELECT json FROM editions WHERE id IN ({LAST}) ORDER BY day");
    let editions =
        transaction.prepare(&sql)?.query_map(key, |row| row.get(0))?.collect::<Result<_, _>>()?;
    let sql = format!(
        "SELECT sha256, text, language FROM articles WHERE id IN
         (SELECT article FROM edition_articles WHERE edition IN ({LAST})) ORDER BY id"
    );
    let article = |row: &Row<'_>| {
        let language: Option<String> = row.get(2)?;
        let language = language.and_then(|code| code.parse().ok());
        Ok(Text { sha256: row.get(0)?, text: row.get(1)?, language })
    };
    let articles = transaction.prepare(&sql)?.query_map(key, article)?.collect::<Result<_, _>>()?;
    Ok((editions, articles))
}

pub(super) fn parsed(store: &Store, json: &str) -> Result<Briefing, Error> {
    serde_json::from_str(json).map_err(|error| {
        let reason = format!("an edition in it cannot be read: {error}");
        Error::new(ErrorKind::Store, store.path.display().to_string(), reason).caused_by(error)
    })
}

fn days_before(day: civil::Date, n: u32) -> civil::Date {
    Days::new().try_days(i64::from(n)).map_or(civil::Date::MIN, |days| day.saturating_sub(days))
}

/// All editions, the newest first.
///
/// # Errors
/// The file cannot be read.
pub fn list(store: &Store) -> Result<Vec<Listed>, Error> {
    let listed = |row: &Row<'_>| {
        Ok(Listed {
            day: row.get(0)?,
            profile: row.get(1)?,
            title: row.get(2)?,
            topics: row.get(3)?,
            articles: row.get(4)?,
            created: row.get(5)?,
        })
    };
    let rows = || -> rusqlite::Result<Vec<Listed>> {
        let mut query = store.connection.prepare(
            "SELECT day, profile, title, json_array_length(json, '$.topics'),
                    (SELECT count(*) FROM edition_articles WHERE edition = editions.id), created
             FROM editions ORDER BY day DESC, id DESC",
        )?;
        query.query_map([], listed)?.collect()
    };
    rows().map_err(|error| store.failed(error))
}

/// The last edition for `day`, of that title where one is given.
///
/// # Errors
/// The file cannot be read.
pub fn show(
    store: &Store,
    day: civil::Date,
    title: Option<&str>,
) -> Result<Option<Briefing>, Error> {
    let json: Option<String> = store
        .connection
        .query_row(
            "SELECT json FROM editions WHERE day = ?1 AND (?2 IS NULL OR title = ?2)
             ORDER BY id DESC LIMIT 1",
            params![day.to_string(), title],
            |row| row.get(0),
        )
        .optional()
        .map_err(|error| store.failed(error))?;
    json.map(|json| parsed(store, &json)).transpose()
}

/// Which editions are to be forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Those for a day.
    Of(civil::Date),
    /// Those for the days before it.
    Before(civil::Date),
}

/// Forgets editions, and the articles that no other edition uses and no feed has brought. With all
/// before a day go the articles that feeds brought before it and that no edition left uses; what is
/// remembered of them keeps their feeds from bringing them again.
///
/// # Errors
/// The file cannot be written; nothing is forgotten then.
pub fn forget(store: &mut Store, which: Which) -> Result<Forgotten, Error> {
    let forgotten = store.write(|transaction| forgotten(transaction, which, Erasing::AtOnce))?;
    // What was forgotten is to be gone from the log, too.
    let emptied = store.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    emptied.map_err(|error| store.failed(error))?;
    Ok(forgotten)
}

fn forgotten(
    transaction: &Transaction<'_>,
    which: Which,
    erasing: Erasing,
) -> rusqlite::Result<Forgotten> {
    let (condition, day) = match which {
        Which::Of(day) => ("day = ?1", day.to_string()),
        Which::Before(day) => ("day < ?1", day.to_string()),
    };
    let editions =
        transaction.execute(&format!("DELETE FROM editions WHERE {condition}"), params![day])?;
    let orphans = if editions == 0 {
        0
    } else {
        transaction.execute(
            "DELETE FROM articles WHERE feed IS NULL
             AND id NOT IN (SELECT article FROM edition_articles)",
            [],
        )?
    };
    let expired = match which {
        Which::Of(_) => 0,
        Which::Before(_) => expire(transaction, &day, erasing)?,
    };
    Ok(Forgotten { editions, articles: orphans + expired })
}
