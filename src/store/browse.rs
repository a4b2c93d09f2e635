//! What is remembered, a page at a time: editions, events over the days, articles with the
//! sentences that editions took from them. Nothing here writes.

use std::collections::{BTreeMap, btree_map};

use rusqlite::{OptionalExtension, Row, params};
use serde::Deserialize;

use super::Store;
use super::edition::parsed;
use crate::error::Error;
use crate::model::{Briefing, Date, Language, briefing};

/// A part of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// How many entries come before it.
    pub skip: u32,
    /// How many it has at most.
    pub limit: u32,
}

/// An edition as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// Its number in the file.
    pub id: i64,
    /// The day it is for.
    pub day: String,
    /// Its title.
    pub title: String,
    /// The language it speaks.
    pub language: Option<Language>,
    /// How many articles it was made from.
    pub articles: u32,
    /// What its topics are called.
    pub topics: Vec<String>,
}

/// An edition with what surrounds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Edition {
    /// The edition.
    pub briefing: Briefing,
    /// The one of the same title and profile for an earlier day, or made before it.
    pub before: Option<Day>,
    /// The one after it.
    pub after: Option<Day>,
    /// The articles it was made from by their numbers in it: number in the file, and title.
    pub articles: Vec<(u32, i64, String)>,
    /// Its events.
    pub events: Vec<Event>,
}

/// An edition by number and day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// Its number in the file.
    pub id: i64,
    /// The day it is for.
    pub day: String,
}

/// An event that editions tell of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The number of a sentence told of it, which stands for it in addresses.
    pub id: i64,
    /// What the latest of the editions looked at calls it.
    pub label: String,
    /// The first day on which it is told of.
    pub first: String,
    /// The last one.
    pub last: String,
    /// How many editions tell of it.
    pub editions: u32,
}

/// What one edition tells of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The number of the edition in the file.
    pub edition: i64,
    /// Its day.
    pub day: String,
    /// Its title.
    pub title: String,
    /// What it calls the event.
    pub label: String,
    /// Beside the editions before; `None` without any.
    pub status: Option<briefing::Status>,
    /// The sentences, in reading order, each with the number of its article in the file, its
    /// source's number in the edition and the first byte in the article's text.
    pub sentences: Vec<(String, i64, u32, u32)>,
}

/// An article as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number in the file.
    pub id: i64,
    /// Its title, or what its source is called.
    pub title: String,
    /// Its publisher, or what its source is called.
    pub outlet: String,
    /// When it was published, as found.
    pub published: Option<String>,
    /// Words in its text.
    pub words: u32,
    /// Sentences that editions took from it.
    pub taken: u32,
}

/// An article as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// What a list shows of it.
    pub entry: Entry,
    /// Its address; empty where none is known.
    pub url: String,
    /// ISO 639 code of its language.
    pub language: Option<String>,
    /// SHA-256 of its text, in hexadecimal.
    pub sha256: String,
    /// Its text.
    pub text: String,
    /// Where editions took sentences from it, by place; for each place the newest editions first.
    pub taken: Vec<Taken>,
}

/// A sentence that an edition took from an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The edition.
    pub edition: Day,
    /// The number of the article in the edition.
    pub source: u32,
    /// First byte of the sentence in the text.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
}

/// As much of a stored edition as lists need; the rest of it is skipped while reading.
#[derive(Deserialize)]
struct Head {
    date: Option<Date>,
    language: Option<Language>,
    topics: Vec<Topic>,
}

#[derive(Deserialize)]
struct Topic {
    id: String,
    label: String,
    event: Option<String>,
    status: Option<briefing::Status>,
}

/// Editions, the newest first.
///
/// # Errors
/// The file cannot be read.
pub fn editions(store: &Store, range: Range) -> Result<Vec<Outline>, Error> {
    let outline = |row: &Row<'_>| {
        let json: String = row.get(4)?;
        let head = head(&json);
        Ok(Outline {
            id: row.get(0)?,
            day: row.get(1)?,
            title: row.get(2)?,
            articles: row.get(3)?,
            language: head.language,
            topics: head.topics.into_iter().map(|topic| topic.label).collect(),
        })
    };
    let rows = store
        .connection
        .prepare(
            "SELECT id, day, title,
                    (SELECT count(*) FROM edition_articles WHERE edition = editions.id), json
             FROM editions WHERE id IN
                 (SELECT id FROM editions ORDER BY day DESC, id DESC LIMIT ?1 OFFSET ?2)
             ORDER BY day DESC, id DESC",
        )
        .and_then(|mut query| {
            query.query_map(params![range.limit, range.skip], outline)?.collect()
        });
    rows.map_err(|error| store.failed(error))
}

/// The edition with the number `id`; `None` where there is none.
///
/// # Errors
/// The file cannot be read.
pub fn edition(store: &Store, id: i64) -> Result<Option<Edition>, Error> {
    let failed = |error| store.failed(error);
    let json = store
        .connection
        .query_row("SELECT json FROM editions WHERE id = ?1", [id], |row| row.get::<_, String>(0))
        .optional()
        .map_err(failed)?;
    let Some(json) = json else { return Ok(None) };
    let briefing = parsed(store, &json)?;
    let articles = store
        .connection
        .prepare(
            "SELECT number, articles.id, coalesce(articles.title, name)
             FROM edition_articles JOIN articles ON articles.id = article
             WHERE edition = ?1 ORDER BY number",
        )
        .and_then(|mut query| {
            query.query_map([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect()
        })
        .map_err(failed)?;
    Ok(Some(Edition {
        before: neighbor(store, id, "<", "DESC").map_err(failed)?,
        after: neighbor(store, id, ">", "ASC").map_err(failed)?,
        events: events_of(store, id, &json).map_err(failed)?,
        articles,
        briefing,
    }))
}

/// The next edition of the same series on one side of the edition `id`.
fn neighbor(store: &Store, id: i64, side: &str, order: &str) -> rusqlite::Result<Option<Day>> {
    let sql = format!(
        "SELECT other.id, other.day FROM editions AS own JOIN editions AS other
             ON other.profile = own.profile AND other.title = own.title
         WHERE own.id = ?1 AND (other.day, other.id) {side} (own.day, own.id)
         ORDER BY other.day {order}, other.id {order} LIMIT 1"
    );
    let day = |row: &Row<'_>| Ok(Day { id: row.get(0)?, day: row.get(1)? });
    store.connection.query_row(&sql, [id], day).optional()
}

/// The events of the edition `id`, whose text is `json`, in its order.
fn events_of(store: &Store, id: i64, json: &str) -> rusqlite::Result<Vec<Event>> {
    let head = head(json);
    let mut query = store.connection.prepare(
        "SELECT min(extracts.id), min(day), max(day), count(DISTINCT edition)
         FROM extracts JOIN editions ON editions.id = edition WHERE topic = ?1
         HAVING max(edition = ?2)",
    )?;
    let mut events = Vec::new();
    for topic in &head.topics {
        let name = topic.name(head.date);
        let event = |row: &Row<'_>| {
            Ok(Event {
                id: row.get(0)?,
                label: topic.label.clone(),
                first: row.get(1)?,
                last: row.get(2)?,
                editions: row.get(3)?,
            })
        };
        events.extend(query.query_row(params![name, id], event).optional()?);
    }
    Ok(events)
}

/// Events, the latest told first.
///
/// # Errors
/// The file cannot be read.
pub fn events(store: &Store, range: Range) -> Result<Vec<Event>, Error> {
    listed_events(store, range).map_err(|error| store.failed(error))
}

fn listed_events(store: &Store, range: Range) -> rusqlite::Result<Vec<Event>> {
    // The number of the latest edition stands behind its day, filled up so that text compares as
    // numbers do.
    let mut query = store.connection.prepare(
        "SELECT topic, max(day || printf('%019d', edition)), min(extracts.id), min(day), max(day),
                count(DISTINCT edition)
         FROM extracts JOIN editions ON editions.id = edition
         GROUP BY topic ORDER BY 2 DESC, 3 LIMIT ?1 OFFSET ?2",
    )?;
    let row = |row: &Row<'_>| {
        let last: String = row.get(1)?;
        let edition = last.get(last.len().saturating_sub(19)..).and_then(|id| id.parse().ok());
        let event = Event {
            id: row.get(2)?,
            label: row.get(0)?,
            first: row.get(3)?,
            last: row.get(4)?,
            editions: row.get(5)?,
        };
        Ok((event, edition.unwrap_or_default()))
    };
    let rows: Vec<(Event, i64)> =
        query.query_map(params![range.limit, range.skip], row)?.collect::<rusqlite::Result<_>>()?;
    let mut labels = Labels::default();
    let named = rows.into_iter().map(|(event, edition)| {
        let label = labels.of(store, edition, &event.label)?.map(|(label, _)| label);
        Ok(Event { label: label.unwrap_or_else(|| event.label.clone()), ..event })
    });
    named.collect()
}

/// The event that the sentence with the number `id` is told of, as the editions told it, the
/// newest first; `None` where there is no such sentence.
///
/// # Errors
/// The file cannot be read.
pub fn event(store: &Store, id: i64, range: Range) -> Result<Option<Vec<Told>>, Error> {
    told(store, id, range).map_err(|error| store.failed(error))
}

fn told(store: &Store, id: i64, range: Range) -> rusqlite::Result<Option<Vec<Told>>> {
    let name: Option<String> = store
        .connection
        .query_row("SELECT topic FROM extracts WHERE id = ?1", [id], |row| row.get(0))
        .optional()?;
    let Some(name) = name else { return Ok(None) };
    let mut query = store.connection.prepare(
        "SELECT DISTINCT editions.id, day, editions.title
         FROM extracts JOIN editions ON editions.id = edition WHERE topic = ?1
         ORDER BY day DESC, editions.id DESC LIMIT ?2 OFFSET ?3",
    )?;
    let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    let editions: Vec<(i64, String, String)> = query
        .query_map(params![name, range.limit, range.skip], row)?
        .collect::<rusqlite::Result<_>>()?;
    let mut sentences = store.connection.prepare(
        "SELECT text, extracts.article, number, start FROM extracts JOIN edition_articles AS own
             ON own.edition = extracts.edition AND own.article = extracts.article
         WHERE extracts.edition = ?1 AND topic = ?2 GROUP BY extracts.id ORDER BY extracts.id",
    )?;
    let mut labels = Labels::default();
    let mut all = Vec::with_capacity(editions.len());
    for (edition, day, title) in editions {
        let sentence = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
        let sentences =
            sentences.query_map(params![edition, name], sentence)?.collect::<Result<_, _>>()?;
        let (label, status) =
            labels.of(store, edition, &name)?.unwrap_or_else(|| (name.clone(), None));
        all.push(Told { edition, day, title, label, status, sentences });
    }
    Ok(Some(all))
}

/// Articles, those read last first, from the one before the number `before` on.
///
/// # Errors
/// The file cannot be read.
pub fn articles(store: &Store, before: Option<i64>, limit: u32) -> Result<Vec<Entry>, Error> {
    let rows = store
        .connection
        .prepare(&format!("{ENTRY} WHERE id < ?1 ORDER BY id DESC LIMIT ?2"))
        .and_then(|mut query| {
            query.query_map(params![before.unwrap_or(i64::MAX), limit], entry)?.collect()
        });
    rows.map_err(|error| store.failed(error))
}

const ENTRY: &str = "SELECT id, coalesce(title, name), coalesce(outlet, name), published, words,
    (SELECT count(DISTINCT start) FROM extracts WHERE article = articles.id),
    url, language, sha256, text FROM articles";

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        id: row.get(0)?,
        title: row.get(1)?,
        outlet: row.get(2)?,
        published: row.get(3)?,
        words: row.get(4)?,
        taken: row.get(5)?,
    })
}

/// The article with the number `id`, with at most `limit` sentences that editions took; `None`
/// where there is none.
///
/// # Errors
/// The file cannot be read.
pub fn article(store: &Store, id: i64, limit: u32) -> Result<Option<Article>, Error> {
    found_article(store, id, limit).map_err(|error| store.failed(error))
}

fn found_article(store: &Store, id: i64, limit: u32) -> rusqlite::Result<Option<Article>> {
    let whole = |row: &Row<'_>| {
        Ok(Article {
            entry: entry(row)?,
            url: row.get(6)?,
            language: row.get(7)?,
            sha256: row.get(8)?,
            text: row.get(9)?,
            taken: Vec::new(),
        })
    };
    let sql = format!("{ENTRY} WHERE id = ?1");
    let Some(article) = store.connection.query_row(&sql, [id], whole).optional()? else {
        return Ok(None);
    };
    let mut query = store.connection.prepare(
        "SELECT editions.id, day, min(number), start, \"end\"
         FROM extracts JOIN editions ON editions.id = extracts.edition
             JOIN edition_articles AS own
             ON own.edition = extracts.edition AND own.article = extracts.article
         WHERE extracts.article = ?1 GROUP BY start, \"end\", editions.id
         ORDER BY start, \"end\", day DESC, editions.id DESC LIMIT ?2",
    )?;
    let taken = |row: &Row<'_>| {
        Ok(Taken {
            edition: Day { id: row.get(0)?, day: row.get(1)? },
            source: row.get(2)?,
            start: row.get(3)?,
            end: row.get(4)?,
        })
    };
    let taken = query.query_map(params![id, limit], taken)?.collect::<rusqlite::Result<_>>()?;
    Ok(Some(Article { taken, ..article }))
}

/// A stored edition's head; an empty one where it cannot be read, so that one damaged edition does
/// not hide the list of all others.
fn head(json: &str) -> Head {
    let nothing = Head { date: None, language: None, topics: Vec::new() };
    serde_json::from_str(json).unwrap_or(nothing)
}

impl Topic {
    /// What its event is called in all editions, as `record` names it.
    fn name(&self, date: Option<Date>) -> String {
        super::edition::event(self.event.as_deref(), &self.id, date)
    }
}

/// What editions call events, each edition read once.
#[derive(Default)]
struct Labels(BTreeMap<i64, BTreeMap<String, (String, Option<briefing::Status>)>>);

impl Labels {
    fn of(
        &mut self,
        store: &Store,
        edition: i64,
        name: &str,
    ) -> rusqlite::Result<Option<(String, Option<briefing::Status>)>> {
        let labels = match self.0.entry(edition) {
            btree_map::Entry::Occupied(known) => known.into_mut(),
            btree_map::Entry::Vacant(place) => {
                let sql = "SELECT json FROM editions WHERE id = ?1";
                let json =
                    store.connection.query_row(sql, [edition], |row| row.get::<_, String>(0));
                let head = head(&json.optional()?.unwrap_or_default());
                let named =
                    |topic: &Topic| (topic.name(head.date), (topic.label.clone(), topic.status));
                place.insert(head.topics.iter().map(named).collect())
            }
        };
        Ok(labels.get(name).cloned())
    }
}
