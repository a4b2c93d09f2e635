//! Feeds: which there are, what each said of itself when it was last fetched, and when it is due.

use std::collections::BTreeSet;

use jiff::{Timestamp, Unit};
use rusqlite::{Row, named_params, params};
use serde::Serialize;

use super::Store;
use super::article::{Added, Arrival, drop_forgotten, insert};
use crate::error::Error;

/// A feed's number in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct FeedId(pub(super) i64);

/// A feed as it is added.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewFeed {
    /// Its address.
    pub url: String,
    /// What to call it; `None`: what it calls itself, once it was fetched.
    pub title: Option<String>,
    /// The address of its site.
    pub site: Option<String>,
    /// The folder it stands in, folders within folders parted by `/`.
    pub category: Option<String>,
    /// Its articles are read on their own pages.
    pub full_text: bool,
}

/// A feed as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Feed {
    /// Its number.
    #[serde(skip)]
    pub id: FeedId,
    /// Its address.
    pub url: String,
    /// What to call it.
    pub title: Option<String>,
    /// The address of its site.
    pub site: Option<String>,
    /// The folder it stands in, folders within folders parted by `/`.
    pub category: Option<String>,
    /// Its articles are read on their own pages.
    pub full_text: bool,
    /// Articles that it brought.
    pub articles: u64,
    /// What it said of itself when it was last fetched.
    #[serde(flatten)]
    pub state: FeedState,
}

/// What is known of a feed since it was last fetched.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct FeedState {
    /// The version of it that was read, as its server names it.
    pub etag: Option<String>,
    /// The date of that version, as its server writes it.
    pub last_modified: Option<String>,
    /// Times in a row that it could not be fetched.
    pub errors: u32,
    /// Why not, the last time.
    pub last_error: Option<String>,
    /// It is not fetched before.
    pub next_due: Option<Timestamp>,
    /// When it was last asked.
    pub checked: Option<Timestamp>,
    /// Its server says that it is no more; it is not fetched again.
    pub gone: bool,
}

/// Columns of `feeds` that [`feed`] reads, in their order.
const COLUMNS: &str = "id, url, title, site, category, full_text,
    (SELECT count(*) FROM articles WHERE feed = feeds.id),
    etag, last_modified, errors, last_error, next_due, checked, gone";

/// All feeds, in the order in which they were added.
///
/// # Errors
/// The file cannot be read.
pub fn feeds(store: &Store) -> Result<Vec<Feed>, Error> {
    let rows = || -> rusqlite::Result<Vec<Feed>> {
        let mut query =
            store.connection.prepare(&format!("SELECT {COLUMNS} FROM feeds ORDER BY id"))?;
        query.query_map([], feed)?.collect()
    };
    rows().map_err(|error| store.failed(error))
}

fn feed(row: &Row<'_>) -> rusqlite::Result<Feed> {
    Ok(Feed {
        id: FeedId(row.get(0)?),
        url: row.get(1)?,
        title: row.get(2)?,
        site: row.get(3)?,
        category: row.get(4)?,
        full_text: row.get(5)?,
        articles: row.get::<_, i64>(6)?.unsigned_abs(),
        state: FeedState {
            etag: row.get(7)?,
            last_modified: row.get(8)?,
            errors: row.get(9)?,
            last_error: row.get(10)?,
            next_due: moment(row.get(11)?),
            checked: moment(row.get(12)?),
            gone: row.get(13)?,
        },
    })
}

/// A moment as it was written; a broken one counts as none, so that its feed is due.
fn moment(written: Option<String>) -> Option<Timestamp> {
    written.and_then(|written| written.parse().ok())
}

/// A moment to the second: fractions of it only make lists hard to read.
fn written(moment: Option<Timestamp>) -> Option<String> {
    moment.map(|moment| moment.round(Unit::Second).unwrap_or(moment).to_string())
}

/// What adding a feed came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subscribed {
    /// It is new.
    New,
    /// It was there, and its articles are read on their own pages from now on.
    Changed,
    /// It was there.
    Known,
}

/// Adds `feeds`, and says what came of each. All in one transaction.
///
/// # Errors
/// The file cannot be written; none is added then.
pub fn subscribe(store: &mut Store, feeds: &[NewFeed]) -> Result<Vec<Subscribed>, Error> {
    store.write(|transaction| {
        let mut change = transaction
            .prepare("UPDATE feeds SET full_text = 1 WHERE url = ?1 AND ?2 AND NOT full_text")?;
        let mut insert = transaction.prepare(
            "INSERT INTO feeds (url, title, site, category, full_text)
             VALUES (:url, :title, :site, :category, :full_text) ON CONFLICT (url) DO NOTHING",
        )?;
        let added = feeds.iter().map(|feed| {
            let n_added = insert.execute(named_params! {
                ":url": feed.url,
                ":title": feed.title,
                ":site": feed.site,
                ":category": feed.category,
                ":full_text": feed.full_text,
            })?;
            if n_added > 0 {
                return Ok(Subscribed::New);
            }
            let n_changed = change.execute(params![feed.url, feed.full_text])?;
            Ok(if n_changed > 0 { Subscribed::Changed } else { Subscribed::Known })
        });
        added.collect()
    })
}

/// Removes the feeds with these numbers, and says how many there were; their articles stay until
/// they are forgotten. All in one transaction.
///
/// # Errors
/// The file cannot be written; none is removed then.
pub fn unsubscribe(store: &mut Store, ids: &[FeedId]) -> Result<usize, Error> {
    store.write(|transaction| {
        let mut n_removed = 0;
        for id in ids {
            n_removed += transaction.execute("DELETE FROM feeds WHERE id = ?1", [id.0])?;
        }
        Ok(n_removed)
    })
}

/// What a fetch of a feed came to.
#[derive(Debug, Clone, Copy)]
pub struct Arrived<'a> {
    /// What is known of the feed now.
    pub state: &'a FeedState,
    /// What it calls itself; used where it has no name yet.
    pub title: Option<&'a str>,
    /// Its site; used where none is known yet.
    pub site: Option<&'a str>,
    /// Where it is from now on, where it moved for good.
    pub moved_to: Option<&'a str>,
    /// Its articles.
    pub articles: &'a [Arrival<'a>],
    /// All entries that it has, be their articles new or not: the address of each, and the SHA-256
    /// of its text in the feed; `None` where that is not known.
    pub entries: Option<&'a BTreeSet<(String, String)>>,
}

/// Stores the articles that a fetch of the feed brought, and what is known of it now; all in one
/// transaction, so that no version of a feed counts as read whose articles are not stored.
///
/// A feed that was removed meanwhile stays removed. One that moved to where another feed is keeps
/// its address.
///
/// # Errors
/// The file cannot be written; nothing is changed then.
pub fn arrived(store: &mut Store, id: FeedId, arrived: Arrived<'_>) -> Result<Added, Error> {
    let state = arrived.state;
    store.write(|transaction| {
        let n_changed = transaction.execute(
            "UPDATE feeds SET etag = :etag, last_modified = :last_modified, errors = :errors,
                    last_error = :last_error, next_due = :next_due, checked = :checked,
                    gone = :gone, title = coalesce(title, :title), site = coalesce(site, :site)
             WHERE id = :id",
            named_params! {
                ":id": id.0,
                ":etag": state.etag,
                ":last_modified": state.last_modified,
                ":errors": state.errors,
                ":last_error": state.last_error,
                ":next_due": written(state.next_due),
                ":checked": written(state.checked),
                ":gone": state.gone,
                ":title": arrived.title,
                ":site": arrived.site,
            },
        )?;
        if n_changed == 0 {
            return Ok(Added::default());
        }
        if let Some(url) = arrived.moved_to {
            transaction
                .execute("UPDATE OR IGNORE feeds SET url = ?2 WHERE id = ?1", params![id.0, url])?;
        }
        if let Some(entries) = arrived.entries {
            drop_forgotten(transaction, id, entries)?;
        }
        insert(transaction, Some(id), arrived.articles)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Document;
    use crate::store;

    fn new(url: &str) -> NewFeed {
        NewFeed { url: url.into(), ..NewFeed::default() }
    }

    #[test]
    fn feeds_are_added_once_and_keep_their_state() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = store::open(&folder.path().join("a.db")).unwrap();
        let added = subscribe(&mut store, &[new("https://a.example/"), new("https://b.example/")]);
        assert_eq!(added.unwrap(), [Subscribed::New, Subscribed::New]);
        let again = subscribe(&mut store, &[new("https://a.example/"), new("https://c.example/")]);
        assert_eq!(again.unwrap(), [Subscribed::Known, Subscribed::New]);
        let full = NewFeed { full_text: true, ..new("https://c.example/") };
        assert_eq!(subscribe(&mut store, &[full]).unwrap(), [Subscribed::Changed]);
        let id = feeds(&store).unwrap()[0].id;
        let state = FeedState {
            etag: Some("\"1\"".into()),
            errors: 2,
            last_error: Some("404".into()),
            next_due: "2026-02-04T07:30:00Z".parse().ok(),
            ..FeedState::default()
        };
        let document = Document::plain("It rained.".into(), None);
        let articles = [Arrival { document: &document, entry_sha256: Some("ab") }];
        let moved_to = Some("https://a.example/new");
        let title = Some("A");
        let articles = &articles[..];
        let fetched =
            Arrived { state: &state, title, site: None, moved_to, articles, entries: None };
        assert_eq!(arrived(&mut store, id, fetched).unwrap(), Added { new: 1, known: 0 });
        let stored = &feeds(&store).unwrap()[0];
        assert_eq!((stored.url.as_str(), stored.articles), ("https://a.example/new", 1));
        assert_eq!((&stored.state, stored.title.as_deref()), (&state, Some("A")));
        assert!(store::entries(&store, id).unwrap().contains(&(String::new(), "ab".into())));
        // Where another feed is already, it cannot move to.
        let elsewhere = Arrived { moved_to: Some("https://b.example/"), ..fetched };
        assert_eq!(arrived(&mut store, id, elsewhere).unwrap(), Added { new: 0, known: 1 });
        assert_eq!(feeds(&store).unwrap()[0].url, "https://a.example/new");
    }

    #[test]
    fn what_a_removed_feed_brings_is_left_out() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = store::open(&folder.path().join("a.db")).unwrap();
        subscribe(&mut store, &[new("https://a.example/")]).unwrap();
        let id = feeds(&store).unwrap()[0].id;
        assert_eq!(unsubscribe(&mut store, &[id, id]).unwrap(), 1);
        let document = Document::plain("It rained.".into(), None);
        let articles = [Arrival { document: &document, entry_sha256: None }];
        let state = FeedState::default();
        let articles = &articles[..];
        let fetched = Arrived {
            state: &state,
            title: None,
            site: None,
            moved_to: None,
            articles,
            entries: None,
        };
        assert_eq!(arrived(&mut store, id, fetched).unwrap(), Added::default());
        assert_eq!(store::health(&store).unwrap().articles, 0);
    }
}
