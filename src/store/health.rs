//! Whether the file is sound, and how large it is.

use rusqlite::Row;
use serde::Serialize;

use super::{Store, schema};
use crate::error::Error;
use crate::model::Span;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Health {
    /// Number of its schema.
    pub schema: u32,
    /// Editions in it.
    pub editions: u64,
    /// Articles.
    pub articles: u64,
    /// Sentences of editions that were compared with their articles.
    pub extracts: u64,
    /// Bytes of the file.
    pub bytes: u64,
    /// Bytes of it that are free for use.
    pub free_bytes: u64,
    /// What is wrong; empty: nothing.
    pub faults: Vec<String>,
}

/// Faults that are listed at most.
const MAX_FAULTS: usize = 20;

/// Checks the pages, the references between tables, the indexes of words, and every sentence of
/// every edition against its article. Linear in the size of the file.
///
/// # Errors
/// The file cannot be read at all.
pub fn health(store: &Store) -> Result<Health, Error> {
    examined(store).map_err(|error| store.failed(error))
}

fn examined(store: &Store) -> rusqlite::Result<Health> {
    let number = |sql: &str| -> rusqlite::Result<u64> {
        let number = store.connection.query_row(sql, [], |row| row.get::<_, i64>(0))?;
        Ok(number.unsigned_abs())
    };
    let page = number("PRAGMA page_size")?;
    let mut faults = Vec::new();
    let integrity: Vec<String> = texts(store, "PRAGMA integrity_check")?;
    faults.extend(integrity.into_iter().filter(|line| line != "ok"));
    let orphans: Vec<String> = texts(store, "PRAGMA foreign_key_check")?;
    faults.extend(orphans.iter().map(|table| format!("a row of {table} refers to nothing")));
    for index in ["article_words", "edition_words"] {
        let check = format!("INSERT INTO {index}({index}) VALUES ('integrity-check')");
        if let Err(error) = store.connection.execute(&check, []) {
            faults.push(format!("the index {index} is damaged: {error}"));
        }
    }
    let extracts = untrue(store, &mut faults)?;
    faults.truncate(MAX_FAULTS);
    Ok(Health {
        schema: schema::newest(),
        editions: number("SELECT count(*) FROM editions")?,
        articles: number("SELECT count(*) FROM articles")?,
        extracts,
        bytes: number("PRAGMA page_count")?.saturating_mul(page),
        free_bytes: number("PRAGMA freelist_count")?.saturating_mul(page),
        faults,
    })
}

/// Adds a fault for every extract that does not stand where it says, and counts all of them.
fn untrue(store: &Store, faults: &mut Vec<String>) -> rusqlite::Result<u64> {
    let mut query = store.connection.prepare(
        "SELECT day, extracts.text, articles.text, start, \"end\" FROM extracts
         JOIN articles ON articles.id = article JOIN editions ON editions.id = edition
         ORDER BY extracts.id",
    )?;
    let mut rows = query.query([])?;
    let mut n_extracts = 0;
    while let Some(row) = rows.next()? {
        n_extracts += 1;
        let (said, text): (String, String) = (row.get(1)?, row.get(2)?);
        let span = Span { start: row.get(3)?, end: row.get(4)? };
        if span.of(&text) != said {
            let day: String = row.get(0)?;
            faults.push(format!("a sentence of {day} does not stand in its article: {said}"));
        }
    }
    Ok(n_extracts)
}

fn texts(store: &Store, sql: &str) -> rusqlite::Result<Vec<String>> {
    let first = |row: &Row<'_>| row.get::<_, String>(0);
    store.connection.prepare(sql)?.query_map([], first)?.collect()
}
