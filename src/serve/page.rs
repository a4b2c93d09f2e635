//! What is asked for to a page: looked up in the file, opened for this one request, and handed to
//! the templates. No page is longer than its limits here.

use serde_json::{Value, json};
use url::form_urlencoded;

use super::Archive;
use super::request::Route;
use super::text;
use crate::error::Error;
use crate::model::{Date, Language};
use crate::render::link;
use crate::render::site::{Page, View};
use crate::store::browse::{self, Event, Outline, Range, Told};
use crate::store::{self, Found, Place, Store};

/// Editions on a page.
const EDITIONS: u32 = 30;
/// Topics, articles or days of a topic on a page.
const ENTRIES: u32 = 50;
/// Found articles on a page; on the first one, as many editions.
const HITS: u32 = 20;
/// Sentences taken from an article that are marked.
const MARKS: u32 = 2_000;
/// Names of topics that stand under an edition.
const NAMES: usize = 5;

/// The page for `route`; `None` where there is none.
///
/// # Errors
/// The file cannot be read.
pub(super) fn page(route: &Route, archive: &Archive) -> Result<Option<Page>, Error> {
    let store = store::open_to_read(&archive.store)?;
    // The pages around the editions speak the language of the newest one.
    let newest = browse::editions(&store, Range { skip: 0, limit: 1 })?;
    let language = newest.first().and_then(|edition| edition.language);
    let (view, value) = match route {
        Route::Edition { id } => return edition(&store, *id, archive),
        Route::Index { page } => (View::Index, Some(index(&store, *page)?)),
        Route::Topics { page } => (View::Topics, Some(topics(&store, *page)?)),
        Route::Topic { id, page } => (View::Topic, topic(&store, *id, *page)?),
        Route::Articles { before } => (View::Articles, Some(articles(&store, *before)?)),
        Route::Article { id, at } => (View::Article, article(&store, *id, *at)?),
        Route::Search { query, page } => (View::Search, Some(search(&store, query, *page)?)),
    };
    value.map(|value| archive.site.page(view, language, &value)).transpose()
}

/// The part of a list that makes up `page`, and one entry more, which tells whether another page
/// follows.
fn range(page: u32, limit: u32) -> Range {
    Range { skip: (page - 1).saturating_mul(limit), limit: limit + 1 }
}

/// Cuts `list` to `limit`, and returns the addresses of the pages before and after `page`.
fn turn<T>(list: &mut Vec<T>, limit: u32, page: u32, address: &str) -> [Option<String>; 2] {
    let is_last = list.len() <= limit as usize;
    list.truncate(limit as usize);
    let at = |page: u32| format!("{address}page={page}");
    [(page > 1).then(|| at(page - 1)), (!is_last).then(|| at(page + 1))]
}

fn index(store: &Store, page: u32) -> Result<Value, Error> {
    let mut editions = browse::editions(store, range(page, EDITIONS))?;
    let [previous, next] = turn(&mut editions, EDITIONS, page, "/?");
    let mut months: Vec<(String, Vec<Value>)> = Vec::new();
    for edition in editions {
        let month = edition.day.get(..7).unwrap_or_default().to_owned();
        match months.last_mut() {
            Some((last, entries)) if *last == month => entries.push(outline(&edition)),
            _ => months.push((month, vec![outline(&edition)])),
        }
    }
    let months = months.into_iter().map(
        |(month, editions)| json!({"id": format!("m{month}"), "name": month, "editions": editions}),
    );
    Ok(json!({
        "heading": "editions",
        "months": months.collect::<Vec<_>>(),
        "previous": previous,
        "next": next,
    }))
}

fn outline(edition: &Outline) -> Value {
    json!({
        "id": edition.id,
        "day": edition.day,
        "title": edition.title,
        "articles": edition.articles,
        "n_topics": edition.topics.len(),
        "topics": edition.topics.iter().take(NAMES).collect::<Vec<_>>(),
    })
}

fn edition(store: &Store, id: i64, archive: &Archive) -> Result<Option<Page>, Error> {
    let Some(edition) = browse::edition(store, id)? else { return Ok(None) };
    let day = |day: &browse::Day| json!({"id": day.id, "day": day.day});
    let article = |(number, id, title): &(u32, i64, String)| json!({"number": number, "id": id, "title": title});
    let links = json!({
        "before": edition.before.as_ref().map(day),
        "after": edition.after.as_ref().map(day),
        "topics": edition.events.iter().map(event).collect::<Vec<_>>(),
        "articles": edition.articles.iter().map(article).collect::<Vec<_>>(),
    });
    archive.site.edition(&edition.briefing, &links).map(Some)
}

fn event(event: &Event) -> Value {
    json!({
        "id": event.id,
        "label": event.label,
        "first": event.first,
        "last": event.last,
        "editions": event.editions,
    })
}

fn topics(store: &Store, page: u32) -> Result<Value, Error> {
    let mut events = browse::events(store, range(page, ENTRIES))?;
    let [previous, next] = turn(&mut events, ENTRIES, page, "/topics?");
    Ok(json!({
        "heading": "topics",
        "topics": events.iter().map(event).collect::<Vec<_>>(),
        "previous": previous,
        "next": next,
    }))
}

fn topic(store: &Store, id: i64, page: u32) -> Result<Option<Value>, Error> {
    let Some(mut days) = browse::event(store, id, range(page, ENTRIES))? else { return Ok(None) };
    let [previous, next] = turn(&mut days, ENTRIES, page, &format!("/topics/{id}?"));
    let Some(latest) = days.first() else { return Ok(None) };
    let day = |told: &Told| {
        let sentence = |(text, article, source, start): &(String, i64, u32, u32)| json!({"text": text, "article": article, "source": source, "start": start});
        json!({
            "edition": told.edition,
            "day": told.day,
            "title": told.title,
            "label": told.label,
            "status": told.status,
            "sentences": told.sentences.iter().map(sentence).collect::<Vec<_>>(),
        })
    };
    Ok(Some(json!({
        "title": latest.label,
        "heading": "topics",
        "days": days.iter().map(day).collect::<Vec<_>>(),
        "previous": previous,
        "next": next,
    })))
}

fn articles(store: &Store, before: Option<i64>) -> Result<Value, Error> {
    let mut articles = browse::articles(store, before, ENTRIES + 1)?;
    let is_last = articles.len() <= ENTRIES as usize;
    articles.truncate(ENTRIES as usize);
    let next = articles.last().filter(|_| !is_last);
    let entries = articles.iter().map(|entry| {
        json!({
            "id": entry.id,
            "title": entry.title,
            "outlet": entry.outlet,
            "published": known(entry.published.as_deref()),
            "words": entry.words,
            "taken": entry.taken,
        })
    });
    Ok(json!({
        "heading": "articles-read",
        "articles": entries.collect::<Vec<_>>(),
        "previous": before.map(|_| "/articles"),
        "next": next.map(|entry| format!("/articles?before={}", entry.id)),
    }))
}

fn article(store: &Store, id: i64, at: u32) -> Result<Option<Value>, Error> {
    let Some(article) = browse::article(store, id, MARKS)? else { return Ok(None) };
    let part = text::part(&article.text, &article.taken, at as usize);
    let language = article.language.as_deref().and_then(|code| code.parse::<Language>().ok());
    let address = |at: usize| format!("/articles/{id}?at={at}");
    Ok(Some(json!({
        "title": article.entry.title,
        "heading": "articles-read",
        "outlet": article.entry.outlet,
        "published": known(article.entry.published.as_deref()),
        "words": article.entry.words,
        "taken": article.entry.taken,
        "address": link::safe(&article.url),
        "sha256": article.sha256,
        "language": language.map(Language::code),
        "paragraphs": part.paragraphs,
        "previous": part.before.map(address),
        "next": part.after.map(address),
    })))
}

fn search(store: &Store, query: &str, page: u32) -> Result<Value, Error> {
    let mut articles = store::find(store, Place::Article, query, range(page, HITS))?;
    let coded: String = form_urlencoded::byte_serialize(query.as_bytes()).collect();
    let [previous, next] = turn(&mut articles, HITS, page, &format!("/search?q={coded}&"));
    let first = Range { skip: 0, limit: if page == 1 { HITS } else { 0 } };
    let editions = store::find(store, Place::Edition, query, first)?;
    let groups = [("editions", editions), ("articles", articles)];
    let groups = groups.into_iter().filter(|(_, hits)| !hits.is_empty());
    let groups = groups.map(
        |(place, hits)| json!({"place": place, "hits": hits.iter().map(hit).collect::<Vec<_>>()}),
    );
    Ok(json!({
        "heading": "search",
        "query": query,
        "advice": if query.trim().is_empty() { "search-advice" } else { "no-hits" },
        "groups": groups.collect::<Vec<_>>(),
        "previous": previous,
        "next": next,
    }))
}

fn hit(found: &Found) -> Value {
    json!({
        "id": found.id,
        "date": known(found.date.as_deref()),
        "title": found.title,
        "source": found.source,
        "passage": found.passage,
    })
}

/// A date that can be written in a reader's language.
fn known(date: Option<&str>) -> Option<&str> {
    date.filter(|date| date.parse::<Date>().is_ok())
}
