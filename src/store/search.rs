//! Words looked up in all editions and articles.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;

use super::Store;
use super::browse::Range;
use crate::error::Error;

/// Where words were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// In an edition.
    Edition,
    /// In an article.
    Article,
}

/// A place that has the words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// What it is.
    pub place: Place,
    /// The day of the edition, or the date of the article.
    pub date: Option<String>,
    /// Its title.
    pub title: String,
    /// Its address or file; empty for an edition.
    pub source: String,
    /// Some words around.
    pub passage: String,
}

/// A place that has the words, for pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub place: Place,
    /// Its number in the file.
    pub id: i64,
    /// The day of the edition, or the date of the article.
    pub date: Option<String>,
    /// Its title.
    pub title: String,
    /// What the source of the article is called; empty for an edition.
    pub source: String,
    /// Some words around, with those that were looked for apart.
    pub passage: Vec<Piece>,
}

/// A piece of a passage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// Its words.
    pub text: String,
    /// Whether they were looked for.
    pub is_hit: bool,
}

/// The editions and the articles that hold all of `words`, at most `limit` of each, the best first.
/// The last word may be the beginning of one.
///
/// # Errors
/// The file cannot be read.
pub fn search(store: &Store, words: &str, limit: u32) -> Result<Vec<Hit>, Error> {
    let part = Range { skip: 0, limit };
    let editions = found(store, Place::Edition, words, part);
    let found = editions.and_then(|hits| Ok([hits, found(store, Place::Article, words, part)?]));
    let found = found.map_err(|error| store.failed(error))?;
    let hit = |row: Raw| Hit {
        place: row.place,
        date: row.date,
        title: row.title,
        source: row.source,
        passage: row.passage.replace([OPEN, CLOSE], ""),
    };
    Ok(found.into_iter().flatten().map(hit).collect())
}

/// One part of the editions or of the articles that hold all of `words`, as of [`search`].
///
/// # Errors
/// The file cannot be read.
pub fn find(store: &Store, place: Place, words: &str, part: Range) -> Result<Vec<Found>, Error> {
    let rows = found(store, place, words, part).map_err(|error| store.failed(error))?;
    let found = |row: Raw| Found {
        place,
        id: row.id,
        date: row.date,
        title: row.title,
        source: row.name,
        passage: pieces(&row.passage),
    };
    Ok(rows.into_iter().map(found).collect())
}

/// What a hit begins with in a passage: a character that stands for nothing. Where a text holds it
/// too, a word more is highlighted.
const OPEN: char = '\u{e000}';
/// What it ends with.
const CLOSE: char = '\u{e001}';
/// Tokens of a passage.
const PASSAGE: u32 = 16;
/// Characters of a text among which its passage is looked for.
const TEXT: u32 = 200_000;
/// Matches that are ranked.
const RANKED: u32 = 1_000;
/// Letters from which on a word of the Latin alphabet may be the beginning of another: to look for
/// all words with one letter takes longer than anybody waits.
const BEGINNING: usize = 3;

/// A place as it was found.
struct Raw {
    place: Place,
    id: i64,
    date: Option<String>,
    title: String,
    source: String,
    name: String,
    passage: String,
}

fn found(store: &Store, place: Place, words: &str, part: Range) -> rusqlite::Result<Vec<Raw>> {
    let query = query(words);
    if query.is_empty() {
        return Ok(Vec::new());
    }
    let (index, columns, table) = match place {
        Place::Edition => ("edition_words", "day, title, '', ''", "editions"),
        Place::Article => (
            "article_words",
            "published, coalesce(title, name), iif(url = '', path, url),
             coalesce(outlet, name)",
            "articles",
        ),
    };
    let ids = best(store, index, &query, part)?;
    let mut passages = passages(store, index, &query, &ids)?;
    let whole = format!("SELECT {columns} FROM {table} WHERE id = ?1");
    let mut whole = store.connection.prepare(&whole)?;
    let mut rows = Vec::with_capacity(ids.len());
    for id in ids {
        let raw = |row: &Row<'_>| {
            Ok(Raw {
                place,
                id,
                date: row.get(0)?,
                title: row.get(1)?,
                source: row.get(2)?,
                name: row.get(3)?,
                passage: passages.remove(&id).unwrap_or_default(),
            })
        };
        rows.extend(whole.query_row([id], raw).optional()?);
    }
    Ok(rows)
}

/// The numbers of one part of what `query` matches in `index`: the best first, of more than
/// [`RANKED`] matches the newest first. To rank a hundred thousand takes half a second, and what
/// stands in so many articles tells none from the others.
fn best(store: &Store, index: &str, query: &str, part: Range) -> rusqlite::Result<Vec<i64>> {
    let ids = |order: &str, limit: u32, skip: u32| -> rusqlite::Result<Vec<i64>> {
        let sql = format!(
            "SELECT rowid FROM {index} WHERE {index} MATCH ?1 ORDER BY {order} LIMIT ?2 OFFSET ?3"
        );
        let mut ids = store.connection.prepare(&sql)?;
        ids.query_map(params![query, limit, skip], |row| row.get(0))?.collect()
    };
    let mut newest = ids("rowid DESC", RANKED + 1, 0)?;
    if newest.len() <= RANKED as usize {
        return ids("rank", part.limit, part.skip);
    }
    if part.skip.saturating_add(part.limit) > RANKED {
        return ids("rowid DESC", part.limit, part.skip);
    }
    newest.truncate((part.skip + part.limit) as usize);
    Ok(newest.split_off(part.skip as usize))
}

/// Passages around what `query` matches in the rows `ids` of `index`. A small index of these rows
/// alone, in memory, tells them at once; the large one would go through all matches for each.
fn passages(
    store: &Store,
    index: &str,
    query: &str,
    ids: &[i64],
) -> rusqlite::Result<BTreeMap<i64, String>> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let few = Connection::open_in_memory()?;
    few.execute_batch(
        "CREATE VIRTUAL TABLE few USING fts5(
             title, text, tokenize='unicode61 remove_diacritics 2'
         )",
    )?;
    let sql = format!("SELECT title, substr(text, 1, ?2) FROM {index} WHERE rowid = ?1");
    let mut texts = store.connection.prepare(&sql)?;
    let mut add = few.prepare("INSERT INTO few (rowid, title, text) VALUES (?1, ?2, ?3)")?;
    let mut passages = BTreeMap::new();
    for id in ids {
        let text = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let Some((title, text)) = texts.query_row(params![id, TEXT], text).optional()? else {
            continue;
        };
        let (title, text): (Option<String>, String) = (title, text);
        add.execute(params![id, title, text])?;
        // What matches further behind is shown by its beginning.
        let words = text.split_whitespace().take(PASSAGE as usize);
        passages.insert(*id, words.collect::<Vec<_>>().join(" ") + "…");
    }
    let sql = format!("SELECT rowid, snippet(few, -1, ?2, ?3, '…', {PASSAGE}) FROM few(?1)");
    let mut found = few.prepare(&sql)?;
    let key = params![query, OPEN.to_string(), CLOSE.to_string()];
    for row in found.query_map(key, |row| Ok((row.get(0)?, row.get(1)?)))? {
        let (id, passage) = row?;
        passages.insert(id, passage);
    }
    Ok(passages)
}

/// `passage` with its hits apart.
fn pieces(passage: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (index, part) in passage.split(OPEN).enumerate() {
        let (hit, rest) = match part.split_once(CLOSE) {
            Some((hit, rest)) if index > 0 => (hit, rest),
            _ => ("", part),
        };
        for (text, is_hit) in [(hit, true), (rest, false)] {
            if !text.is_empty() {
                pieces.push(Piece { text: text.replace(CLOSE, ""), is_hit });
            }
        }
    }
    pieces
}

/// `words` as a query that has no operators of its own: each in quotation marks, all required.
fn query(words: &str) -> String {
    let has_letters = |word: &&str| word.chars().any(char::is_alphanumeric);
    let words: Vec<String> = words
        .split_whitespace()
        .filter(has_letters)
        .map(|word| format!("\"{}\"", word.replace(['"', '\0'], "")))
        .collect();
    let is_beginning = |word: &String| {
        let letters = word.trim_matches('"');
        !letters.is_ascii() || letters.len() >= BEGINNING
    };
    let mark = if words.last().is_some_and(is_beginning) { "*" } else { "" };
    words.join(" ") + mark
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hits_stand_apart() {
        let told = |passage: &str| {
            let pieces = pieces(passage).into_iter();
            let shown = pieces.map(|it| if it.is_hit { format!("<{}>", it.text) } else { it.text });
            shown.collect::<String>()
        };
        assert_eq!(told("a \u{e000}b\u{e001} c \u{e000}d\u{e001}"), "a <b> c <d>");
        assert_eq!(told("a\u{e001}b \u{e000}c d\u{e000}e\u{e001}"), "ab c d<e>");
    }

    #[test]
    fn operators_are_words() {
        assert_eq!(query("bridge NOT \"cable\" -"), "\"bridge\" \"NOT\" \"cable\"*");
        assert_eq!(query(" * ( "), "");
        assert_eq!(query("a b"), "\"a\" \"b\"");
        assert_eq!(query("雨"), "\"雨\"*");
    }
}
