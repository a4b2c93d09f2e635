//! Articles that feeds and inputs brought: each text under each address once, with all it takes to
//! make the same document again.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::types::Type;
use rusqlite::{OptionalExtension, Row, Transaction, named_params, params};
use unicode_segmentation::UnicodeSegmentation;

use super::Store;
use super::feed::FeedId;
use crate::error::Error;
use crate::model::{Date, Document, DocumentId, Language, Paragraph, ParagraphKind, Source, Span};

/// An article, and the text of the entry of its feed where the article was read elsewhere.
#[derive(Debug, Clone, Copy)]
pub struct Arrival<'a> {
    /// The article.
    pub document: &'a Document,
    /// SHA-256 of the text that the feed itself has for it, in hexadecimal; `None`: that is the
    /// article.
    pub entry_sha256: Option<&'a str>,
}

/// How many articles were stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Added {
    /// Those that no feed or input had brought before.
    pub new: usize,
    /// Those that were there already.
    pub known: usize,
}

/// Stores `articles`, of `feed` where they are of one; all in one transaction.
///
/// A text that is there under the same address is not stored again. The ids and paths of the
/// documents are not kept: they are places in an input that is gone.
///
/// # Errors
/// The file cannot be written; nothing is stored then.
pub fn add(store: &mut Store, feed: Option<FeedId>, articles: &[Document]) -> Result<Added, Error> {
    let arrivals: Vec<Arrival<'_>> =
        articles.iter().map(|document| Arrival { document, entry_sha256: None }).collect();
    store.write(|transaction| insert(transaction, feed, &arrivals))
}

/// The entries that `feed` has brought, those whose articles were forgotten among them: the address
/// of each, and the SHA-256 of its text in the feed.
///
/// # Errors
/// The file cannot be read.
pub fn entries(store: &Store, feed: FeedId) -> Result<BTreeSet<(String, String)>, Error> {
    let found = || -> rusqlite::Result<BTreeSet<(String, String)>> {
        let mut query = store.connection.prepare_cached(
            "SELECT url, entry_sha256 FROM articles WHERE feed = ?1 AND entry_sha256 IS NOT NULL
             UNION SELECT url, entry_sha256 FROM forgotten_entries WHERE feed = ?1",
        )?;
        query.query_map([feed.0], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
    };
    found().map_err(|error| store.failed(error))
}

/// Whether the text of `document` was stored under its address, be it forgotten or not.
///
/// # Errors
/// The file cannot be read.
pub fn is_stored(store: &Store, document: &Document) -> Result<bool, Error> {
    let found = || -> rusqlite::Result<bool> {
        let mut query = store.connection.prepare_cached(
            "SELECT 1 FROM articles WHERE sha256 = ?1 AND url = ?2 AND layout IS NOT NULL
             UNION ALL SELECT 1 FROM forgotten_entries WHERE entry_sha256 = ?1 AND url = ?2",
        )?;
        query.exists(params![document.sha256(), document.source.url.as_deref().unwrap_or_default()])
    };
    found().map_err(|error| store.failed(error))
}

/// Adds what is missing of `arrivals`.
pub(super) fn insert(
    transaction: &Transaction<'_>,
    feed: Option<FeedId>,
    arrivals: &[Arrival<'_>],
) -> rusqlite::Result<Added> {
    let mut added = Added::default();
    for arrival in arrivals {
        if put(transaction, feed, *arrival)? {
            added.new += 1;
        } else {
            added.known += 1;
        }
    }
    Ok(added)
}

/// Adds an article, and says whether it is new.
///
/// An article of an edition that was made from files has no paragraphs: it counts as new, once,
/// and gets them. One that two feeds bring stays with the first. One that was forgotten stays so.
fn put(
    transaction: &Transaction<'_>,
    feed: Option<FeedId>,
    arrival: Arrival<'_>,
) -> rusqlite::Result<bool> {
    let document = arrival.document;
    let sha256 = document.sha256();
    let url = document.source.url.as_deref().unwrap_or_default();
    let entry = arrival.entry_sha256.unwrap_or(&sha256);
    let known: Option<bool> = transaction
        .prepare_cached("SELECT layout IS NOT NULL FROM articles WHERE sha256 = ?1 AND url = ?2")?
        .query_row(params![sha256, url], |row| row.get(0))
        .optional()?;
    if known == Some(true) {
        // The same article by another entry: a title was changed, or a teaser rewritten.
        transaction
            .prepare_cached(
                "UPDATE articles SET entry_sha256 = ?3
                 WHERE sha256 = ?1 AND url = ?2 AND feed IS ?4 AND entry_sha256 IS NOT ?3",
            )?
            .execute(params![sha256, url, entry, feed.map(|feed| feed.0)])?;
        return Ok(false);
    }
    if let Some(feed) = feed
        && is_forgotten(transaction, url, entry)?
    {
        remain_forgotten(transaction, url, entry, feed)?;
        return Ok(false);
    }
    let words = i64::try_from(document.text.unicode_words().count()).unwrap_or(i64::MAX);
    let declared = document.language.map(Language::code);
    transaction
        .prepare_cached(
            "INSERT INTO articles (sha256, url, name, title, published, outlet, language, words,
                                   text, feed, declared, layout, entry_sha256)
             VALUES (:sha256, :url, :name, :title, :published, :outlet, :declared, :words,
                     :text, :feed, :declared, :layout, :entry)
             ON CONFLICT (sha256, url) DO UPDATE SET
                 feed = :feed, declared = :declared, layout = :layout, entry_sha256 = :entry,
                 fetched = strftime('%Y-%m-%dT%H:%M:%SZ', 'now')",
        )?
        .execute(named_params! {
            ":sha256": sha256,
            ":url": url,
            ":name": document.source.name,
            ":title": document.title,
            ":published": document.published.map(|date| date.to_string()),
            ":outlet": document.source.outlet,
            ":declared": declared,
            ":words": words,
            ":text": document.text,
            ":feed": feed.map(|feed| feed.0),
            ":layout": layout(&document.paragraphs),
            ":entry": entry,
        })?;
    Ok(true)
}

fn is_forgotten(transaction: &Transaction<'_>, url: &str, entry: &str) -> rusqlite::Result<bool> {
    transaction
        .prepare_cached("SELECT 1 FROM forgotten_entries WHERE url = ?1 AND entry_sha256 = ?2")?
        .exists(params![url, entry])
}

/// Notes that `feed` has the entry, too: it is to stay forgotten when the others drop it.
fn remain_forgotten(
    transaction: &Transaction<'_>,
    url: &str,
    entry: &str,
    feed: FeedId,
) -> rusqlite::Result<()> {
    transaction
        .prepare_cached("INSERT OR IGNORE INTO forgotten_entries VALUES (?1, ?2, ?3)")?
        .execute(params![url, entry, feed.0])
        .map(|_| ())
}

/// Articles from which on it is faster to write the index anew than to take the words of each out.
const MANY: usize = 1_000;

/// When the words of removed articles leave the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Erasing {
    /// At once: somebody wants them gone.
    AtOnce,
    /// When the index is next tidied, which is a hundred times faster: they take space.
    InTime,
}

/// Removes the articles of feeds that were stored before `day` and that no edition has among its
/// sources, and says how many. The entries that brought them are remembered.
pub(super) fn expire(
    transaction: &Transaction<'_>,
    day: &str,
    erasing: Erasing,
) -> rusqlite::Result<usize> {
    const OLD: &str = "layout IS NOT NULL AND fetched < ?1
        AND NOT EXISTS (SELECT 1 FROM edition_articles WHERE article = articles.id)";
    let remember = format!(
        "INSERT OR IGNORE INTO forgotten_entries SELECT url, entry_sha256, feed FROM articles
         WHERE {OLD} AND feed IS NOT NULL AND entry_sha256 IS NOT NULL"
    );
    transaction.execute(&remember, [day])?;
    let count = format!("SELECT count(*) FROM articles WHERE {OLD}");
    let n_old: usize = transaction.query_row(&count, [day], |row| row.get::<_, u32>(0))? as usize;
    if n_old == 0 {
        return Ok(0);
    }
    let secure = |value: u8| {
        let sql = "INSERT INTO article_words(article_words, rank) VALUES ('secure-delete', ?1)";
        transaction.execute(sql, [value])
    };
    let is_each = erasing == Erasing::AtOnce && n_old <= MANY;
    secure(is_each.into())?;
    transaction.execute(&format!("DELETE FROM articles WHERE {OLD}"), [day])?;
    if erasing == Erasing::AtOnce && !is_each {
        transaction.execute("INSERT INTO article_words(article_words) VALUES ('optimize')", [])?;
    }
    secure(1)?;
    Ok(n_old)
}

/// Drops what is remembered of forgotten entries that `feed` does not have any more: `entries` are
/// all that it has. A feed that has none at all is having a bad day.
pub(super) fn drop_forgotten(
    transaction: &Transaction<'_>,
    feed: FeedId,
    entries: &BTreeSet<(String, String)>,
) -> rusqlite::Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    let forgotten: Vec<(String, String)> = transaction
        .prepare_cached("SELECT url, entry_sha256 FROM forgotten_entries WHERE feed = ?1")?
        .query_map([feed.0], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let mut forget = transaction.prepare_cached(
        "DELETE FROM forgotten_entries WHERE url = ?1 AND entry_sha256 = ?2 AND feed = ?3",
    )?;
    for entry in forgotten.iter().filter(|entry| !entries.contains(entry)) {
        forget.execute(params![entry.0, entry.1, feed.0])?;
    }
    Ok(())
}

/// Columns of `articles` from which [`document`] makes a document, in their order.
pub(super) const DOCUMENT: &str = "name, outlet, url, title, published, declared, text, layout";

/// The document of a row of the columns [`DOCUMENT`]; its id is 0 until documents are ordered.
///
/// It equals the one that was added but for its id and its path.
pub(super) fn document(row: &Row<'_>) -> rusqlite::Result<Document> {
    let url: String = row.get(2)?;
    let published: Option<String> = row.get(4)?;
    let declared: Option<String> = row.get(5)?;
    let text: String = row.get(6)?;
    let stored: String = row.get(7)?;
    let paragraphs = paragraphs(&stored, &text).ok_or_else(|| {
        let reason = "the paragraphs of an article cannot be read".into();
        rusqlite::Error::FromSqlConversionFailure(7, Type::Text, reason)
    })?;
    Ok(Document {
        id: DocumentId(0),
        source: Source {
            name: row.get(0)?,
            outlet: row.get(1)?,
            path: None,
            url: (!url.is_empty()).then_some(url),
        },
        title: row.get(3)?,
        published: published.and_then(|date| date.parse::<Date>().ok()),
        language: declared.and_then(|code| code.parse().ok()),
        text,
        paragraphs,
    })
}

/// Letters that stand for the kinds of paragraphs in the file.
const KINDS: [(char, ParagraphKind); 4] = [
    ('b', ParagraphKind::Body),
    ('l', ParagraphKind::ListItem),
    ('h', ParagraphKind::Heading),
    ('x', ParagraphKind::Boilerplate),
];

/// `paragraphs` in a line: `0-12b 14-80b`, the bytes of each and the letter of its kind.
fn layout(paragraphs: &[Paragraph]) -> String {
    let kinds: BTreeMap<ParagraphKind, char> =
        KINDS.iter().map(|(letter, kind)| (*kind, *letter)).collect();
    let written = paragraphs.iter().map(|paragraph| {
        let Span { start, end } = paragraph.span;
        let kind = kinds.get(&paragraph.kind).copied().unwrap_or('b');
        format!("{start}-{end}{kind}")
    });
    written.collect::<Vec<_>>().join(" ")
}

/// The paragraphs of `text` that [`layout`] wrote; `None` if it wrote no such line.
fn paragraphs(layout: &str, text: &str) -> Option<Vec<Paragraph>> {
    let paragraph = |written: &str| {
        let letter = written.chars().next_back()?;
        let (_, kind) = KINDS.iter().find(|(known, _)| *known == letter)?;
        let (start, end) = written.trim_end_matches(letter).split_once('-')?;
        let (start, end) = (start.parse::<usize>().ok()?, end.parse::<usize>().ok()?);
        text.get(start..end)?;
        Some(Paragraph { span: Span::new(start, end), kind: *kind })
    };
    layout.split_whitespace().map(paragraph).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store;

    fn article() -> Document {
        let text = "Title\n\n– Es regnete.\n\nMehr".to_owned();
        let span = |part: &str| {
            let start = text.find(part).unwrap();
            Span::new(start, start + part.len())
        };
        let paragraphs = vec![
            Paragraph { span: span("Title"), kind: ParagraphKind::Heading },
            Paragraph { span: span("– Es regnete."), kind: ParagraphKind::ListItem },
            Paragraph { span: span("Mehr"), kind: ParagraphKind::Boilerplate },
        ];
        Document {
            source: Source {
                name: "The Paper".into(),
                outlet: Some("The Paper".into()),
                path: None,
                url: Some("https://example.com/a".into()),
            },
            title: Some("Title".into()),
            published: "2026-02-04T07:30:00+01:00".parse().ok(),
            paragraphs,
            ..Document::plain(text, "de".parse().ok())
        }
    }

    #[test]
    fn a_text_is_stored_once_and_comes_back_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = store::open(&folder.path().join("a.db")).unwrap();
        let mut changed = article();
        changed.text.push('!');
        let added = add(&mut store, None, &[article(), article(), changed]).unwrap();
        assert_eq!(added, Added { new: 2, known: 1 });
        assert_eq!(add(&mut store, None, &[article()]).unwrap(), Added { new: 0, known: 1 });
        let sql = format!("SELECT {DOCUMENT} FROM articles ORDER BY id LIMIT 1");
        let read = store.connection.query_row(&sql, [], document).unwrap();
        assert_eq!(read, article());
        assert_eq!(store::search(&store, "regnete", 9).unwrap().len(), 2);
    }

    #[test]
    fn what_is_forgotten_is_gone_from_the_file_however_much_it_is() {
        for n in [3, MANY + 1] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("a.db");
            let mut store = store::open(&path).unwrap();
            let rainy = |n: usize| Document::plain(format!("wardrobe{n}x of rain"), None);
            let articles: Vec<Document> = (0..n).map(rainy).collect();
            add(&mut store, None, &articles).unwrap();
            let before = store::Which::Before("9999-01-01".parse().unwrap());
            assert_eq!(store::forget(&mut store, before).unwrap().articles, n);
            assert_eq!(store::search(&store, "rain", 9).unwrap(), []);
            assert_eq!(store::health(&store).unwrap().faults, [""; 0]);
            drop(store);
            let bytes = std::fs::read(&path).unwrap();
            assert!(
                !bytes.windows(8).any(|window| window == b"wardrobe"),
                "{n}: it is still there"
            );
        }
    }

    #[test]
    fn paragraphs_that_are_none_of_the_text_are_refused() {
        let text = "– a";
        assert_eq!(
            paragraphs("0-5b", text).unwrap(),
            [Paragraph { span: Span::new(0, 5), kind: ParagraphKind::Body }]
        );
        for written in ["0-6b", "1-5b", "0-5z", "5b", "5-0b", "-"] {
            assert_eq!(paragraphs(written, text), None, "{written}");
        }
    }
}
