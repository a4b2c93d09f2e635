//! The tables, as a list of migrations: `PRAGMA user_version` says how many of them a file has had.

use rusqlite::Transaction;

use super::Store;
use crate::error::{Error, ErrorKind};

/// The steps from an empty file to the present schema. A step that was released never changes.
const MIGRATIONS: &[&str] = &[FIRST, SECOND, THIRD, FOURTH];

const FIRST: &str = "
CREATE TABLE feeds (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    title TEXT,
    etag TEXT,
    last_modified TEXT,
    errors INTEGER NOT NULL DEFAULT 0,
    last_error TEXT,
    next_due TEXT,
    full_text INTEGER NOT NULL DEFAULT 0
);
-- One row for each text under each address: a changed article is another row, so that what was
-- cited from the older one can still be looked up.
CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL,
    url TEXT NOT NULL DEFAULT '',
    path TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL,
    title TEXT,
    published TEXT,
    outlet TEXT,
    language TEXT,
    words INTEGER NOT NULL,
    text TEXT NOT NULL,
    feed INTEGER REFERENCES feeds(id) ON DELETE SET NULL,
    fetched TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
    UNIQUE (sha256, url)
);
CREATE INDEX articles_by_feed ON articles(feed);
CREATE TABLE editions (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL,
    profile TEXT NOT NULL,
    title TEXT NOT NULL,
    json TEXT NOT NULL,
    created TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
);
CREATE INDEX editions_by_series ON editions(profile, title, day);
CREATE TABLE edition_articles (
    edition INTEGER NOT NULL REFERENCES editions(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES articles(id),
    PRIMARY KEY (edition, number)
) WITHOUT ROWID;
CREATE INDEX edition_articles_by_article ON edition_articles(article);
CREATE TABLE extracts (
    id INTEGER PRIMARY KEY,
    edition INTEGER NOT NULL REFERENCES editions(id) ON DELETE CASCADE,
    topic TEXT NOT NULL,
    text TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES articles(id),
    start INTEGER NOT NULL,
    \"end\" INTEGER NOT NULL
);
CREATE INDEX extracts_by_edition ON extracts(edition);
CREATE INDEX extracts_by_article ON extracts(article);
CREATE VIRTUAL TABLE article_words USING fts5(
    title, text, content='articles', content_rowid='id',
    tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER article_added AFTER INSERT ON articles BEGIN
    INSERT INTO article_words(rowid, title, text) VALUES (new.id, new.title, new.text);
END;
CREATE TRIGGER article_removed AFTER DELETE ON articles BEGIN
    INSERT INTO article_words(article_words, rowid, title, text)
    VALUES ('delete', old.id, old.title, old.text);
END;
CREATE VIRTUAL TABLE edition_words USING fts5(
    title, text, tokenize='unicode61 remove_diacritics 2'
);
-- What is deleted leaves the indexes at once, and not when they are next tidied.
INSERT INTO article_words(article_words, rank) VALUES ('secure-delete', 1);
INSERT INTO edition_words(edition_words, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER edition_removed AFTER DELETE ON editions BEGIN
    DELETE FROM edition_words WHERE rowid = old.id;
END;
";

/// What feeds have told of themselves, and what it takes to read an article again as it was read:
/// its declared language and its paragraphs (articles of editions made from files have none), and
/// the hash of the entry that brought it, which differs from that of the text where the text was
/// read on the article's page.
const SECOND: &str = "
ALTER TABLE feeds ADD COLUMN site TEXT;
ALTER TABLE feeds ADD COLUMN category TEXT;
ALTER TABLE feeds ADD COLUMN gone INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN checked TEXT;
ALTER TABLE articles ADD COLUMN declared TEXT;
ALTER TABLE articles ADD COLUMN layout TEXT;
ALTER TABLE articles ADD COLUMN entry_sha256 TEXT;
CREATE INDEX articles_by_url ON articles(url);
CREATE INDEX articles_by_arrival ON articles(fetched) WHERE layout IS NOT NULL;
";

/// How far the articles were read for an edition, and the articles of a day found without reading
/// all of them.
const THIRD: &str = "
ALTER TABLE editions ADD COLUMN seen INTEGER;
ALTER TABLE editions ADD COLUMN read TEXT;
ALTER TABLE editions ADD COLUMN until TEXT;
CREATE INDEX articles_by_day ON articles(substr(coalesce(published, fetched), 1, 10))
    WHERE layout IS NOT NULL;
";

/// The editions of an event found without reading all extracts, and the entries of feeds whose
/// articles were forgotten, so that none comes back as new as long as its feed still has it.
const FOURTH: &str = "
CREATE INDEX extracts_by_topic ON extracts(topic, edition);
CREATE TABLE forgotten_entries (
    url TEXT NOT NULL,
    entry_sha256 TEXT NOT NULL,
    feed INTEGER NOT NULL REFERENCES feeds(id) ON DELETE CASCADE,
    PRIMARY KEY (url, entry_sha256, feed)
) WITHOUT ROWID;
CREATE INDEX forgotten_entries_by_feed ON forgotten_entries(feed);
";

/// The number of the present schema.
pub(super) fn newest() -> u32 {
    u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX)
}

/// Refuses a file that is not of the present schema, for those who only read it.
pub(super) fn check(store: &Store) -> Result<(), Error> {
    let found = store
        .connection
        .pragma_query_value(None, "user_version", |row| row.get::<_, u32>(0))
        .map_err(|error| store.failed(error))?;
    if found == newest() {
        return Ok(());
    }
    let reason = format!("its schema is {found}, and {} is needed", newest());
    Err(Error::new(ErrorKind::Store, store.path.display().to_string(), reason))
}

/// Brings the file up to date: all missing steps in one transaction, or none.
pub(super) fn migrate(store: &mut Store) -> Result<(), Error> {
    let version = |connection: &rusqlite::Connection| {
        connection.pragma_query_value(None, "user_version", |row| row.get::<_, u32>(0))
    };
    let found = version(&store.connection).map_err(|error| store.failed(error))?;
    if found > newest() {
        let reason = format!(
            "its schema is {found}, and this version of daybrief knows {} (use a newer one)",
            newest()
        );
        return Err(Error::new(ErrorKind::Store, store.path.display().to_string(), reason));
    }
    if found == newest() {
        return Ok(());
    }
    store.write(|transaction: &Transaction<'_>| {
        // Another process may have been faster.
        let done = version(transaction)?;
        for step in MIGRATIONS.iter().skip(done as usize) {
            transaction.execute_batch(step)?;
        }
        transaction.pragma_update(None, "user_version", newest())
    })
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;
    use crate::store;

    #[test]
    fn a_file_of_any_earlier_version_is_brought_up_to_date() {
        for n_done in 0..MIGRATIONS.len() {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("a.db");
            let old = Connection::open(&path).unwrap();
            for step in &MIGRATIONS[..n_done] {
                old.execute_batch(step).unwrap();
            }
            old.pragma_update(None, "user_version", u32::try_from(n_done).unwrap()).unwrap();
            drop(old);
            let store = store::open(&path).unwrap();
            check(&store).unwrap();
            let plan =
                "EXPLAIN QUERY PLAN SELECT count(DISTINCT edition) FROM extracts WHERE topic = 'a'";
            let plan: String =
                store.connection.query_row(plan, [], |row| row.get("detail")).unwrap();
            assert!(plan.contains("extracts_by_topic"), "{plan}");
        }
    }
}
