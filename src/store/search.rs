//! Words looked up in all editions and articles.

use rusqlite::{Row, params};
use serde::Serialize;

use super::Store;
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

/// The editions and the articles that hold all of `words`, at most `limit` of each, the best first.
/// The last word may be the beginning of one.
///
/// # Errors
/// The file cannot be read.
pub fn search(store: &Store, words: &str, limit: u32) -> Result<Vec<Hit>, Error> {
    let query = query(words);
    if query.is_empty() {
        return Ok(Vec::new());
    }
    let editions = found(
        store,
        Place::Edition,
        "SELECT day, editions.title, '', snippet(edition_words, -1, '', '', '…', 16)
         FROM edition_words JOIN editions ON editions.id = edition_words.rowid
         WHERE edition_words MATCH ?1 ORDER BY rank, edition_words.rowid LIMIT ?2",
        &query,
        limit,
    );
    let articles = found(
        store,
        Place::Article,
        "SELECT published, coalesce(articles.title, name), iif(url = '', path, url),
                snippet(article_words, -1, '', '', '…', 16)
         FROM article_words JOIN articles ON articles.id = article_words.rowid
         WHERE article_words MATCH ?1 ORDER BY rank, article_words.rowid LIMIT ?2",
        &query,
        limit,
    );
    let hits = editions.and_then(|hits| Ok([hits, articles?].concat()));
    hits.map_err(|error| store.failed(error))
}

fn found(
    store: &Store,
    place: Place,
    sql: &str,
    query: &str,
    limit: u32,
) -> rusqlite::Result<Vec<Hit>> {
    let hit = |row: &Row<'_>| {
        Ok(Hit {
            place,
            date: row.get(0)?,
            title: row.get(1)?,
            source: row.get(2)?,
            passage: row.get(3)?,
        })
    };
    store.connection.prepare(sql)?.query_map(params![query, limit], hit)?.collect()
}

/// `words` as a query that has no operators of its own: each in quotation marks, all required.
fn query(words: &str) -> String {
    let has_letters = |word: &&str| word.chars().any(char::is_alphanumeric);
    let words: Vec<String> = words
        .split_whitespace()
        .filter(has_letters)
        .map(|word| format!("\"{}\"", word.replace(['"', '\0'], "")))
        .collect();
    if words.is_empty() { String::new() } else { words.join(" ") + "*" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_are_words() {
        assert_eq!(query("bridge NOT \"cable\" -"), "\"bridge\" \"NOT\" \"cable\"*");
        assert_eq!(query(" * ( "), "");
    }
}
