//! A feed fetched and read, its articles from their own pages where that is asked for.

use std::collections::BTreeSet;

use super::client::{Client, Content, Failure, Request};
use crate::error::Warning;
use crate::model::Document;
use crate::read::web::{self, Answer, NoFeed};
use crate::read::{self, Input};

/// Pages of a feed's articles that are fetched at a time.
const MAX_PAGES: usize = 100;
/// Pages in a row that may fail before the others are left alone.
const MAX_FAILURES: usize = 3;

/// What is known of a feed.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// Its address.
    pub url: &'a str,
    /// The version that was read.
    pub etag: Option<&'a str>,
    /// The date of that version.
    pub last_modified: Option<&'a str>,
    /// Where the articles are to be read on their own pages: the addresses of entries that were
    /// read before, each with the SHA-256 of its text in the feed.
    pub full_text: Option<&'a BTreeSet<(String, String)>>,
}

/// An article of a feed.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// The article.
    pub document: Document,
    /// SHA-256 of the entry's text in the feed, where the article is that of its page.
    pub entry_sha256: Option<String>,
}

/// What a feed told.
#[derive(Debug, Default)]
pub struct News {
    /// It is the version that was read before; nothing but `moved_to` is told.
    pub is_unchanged: bool,
    /// What it calls itself.
    pub title: Option<String>,
    /// Its site.
    pub site: Option<String>,
    /// The articles, in the feed's order; in full, those that were read before are left out.
    pub articles: Vec<Article>,
    /// All entries that it has, as in [`Known::full_text`], those that are left out among them;
    /// `None` where it is unchanged.
    pub entries: Option<BTreeSet<(String, String)>>,
    /// The version that was read.
    pub etag: Option<String>,
    /// The date of that version.
    pub last_modified: Option<String>,
    /// Where to ask from now on, where it moved for good.
    pub moved_to: Option<String>,
    /// What was wrong with it.
    pub warnings: Vec<Warning>,
}

/// What the feed at `known.url` tells.
///
/// # Errors
/// It cannot be fetched, or is no feed.
pub fn feed(client: &Client, known: Known<'_>) -> Result<News, Failure> {
    let Known { url, etag, last_modified, full_text } = known;
    let fetched = client.get(Request { url, etag, last_modified })?;
    let moved_to = fetched.moved_to.map(String::from);
    let (answer, etag, last_modified) = match fetched.content {
        Content::NotModified => {
            return Ok(News { is_unchanged: true, moved_to, ..News::default() });
        }
        Content::Answer { answer, etag, last_modified } => (answer, etag, last_modified),
    };
    let feed = web::feed(&answer).map_err(|fault| no_feed(&fault))?;
    let mut news = News {
        title: feed.title,
        site: feed.site,
        etag,
        last_modified,
        moved_to,
        warnings: feed.warnings,
        ..News::default()
    };
    let entry = |document: &Document| {
        let url = document.source.url.clone().unwrap_or_default();
        (url, document.sha256())
    };
    news.entries = Some(feed.documents.iter().chain(&feed.headlines).map(entry).collect());
    match full_text {
        None => {
            let n_bare = feed.headlines.len();
            if n_bare > 0 {
                let n_entries = n_bare + feed.documents.len();
                let message = format!(
                    "{} (full_text reads the pages of the articles)",
                    web::bare(n_bare, n_entries)
                );
                news.warnings.push(Warning::new(url, message));
            }
            let article = |document| Article { document, entry_sha256: None };
            news.articles = feed.documents.into_iter().map(article).collect();
        }
        Some(read_before) => {
            let entries = feed.documents.into_iter().chain(feed.headlines);
            in_full(client, url, entries, read_before, &mut news);
        }
    }
    Ok(news)
}

fn no_feed(fault: &NoFeed) -> Failure {
    let reason = match fault {
        NoFeed::Page => "a web page, no feed (daybrief feeds add finds the feed of a page)".into(),
        NoFeed::Error(error) => error.reason.clone(),
    };
    Failure::new(reason)
}

/// Adds `entries` with the texts of their pages to `news`.
fn in_full(
    client: &Client,
    feed: &str,
    entries: impl Iterator<Item = Document>,
    read_before: &BTreeSet<(String, String)>,
    news: &mut News,
) {
    let (mut n_pages, mut n_failures) = (0, 0);
    for entry in entries {
        let sha256 = entry.sha256();
        let Some(url) = entry.source.url.clone() else {
            news.articles.push(Article { document: entry, entry_sha256: None });
            continue;
        };
        if read_before.contains(&(url.clone(), sha256.clone())) {
            continue;
        }
        if n_failures >= MAX_FAILURES {
            if !entry.text.is_empty() {
                news.articles.push(Article { document: entry, entry_sha256: None });
            }
            continue;
        }
        if n_pages >= MAX_PAGES {
            let message = format!("more than {MAX_PAGES} new pages; the others come next time");
            news.warnings.push(Warning::new(feed, message));
            // Without its version the feed is sent again, and the others with it.
            (news.etag, news.last_modified) = (None, None);
            return;
        }
        n_pages += 1;
        match page(client, &url) {
            Ok(page) => {
                n_failures = 0;
                let document = fuller(entry, page);
                news.articles.push(Article { document, entry_sha256: Some(sha256) });
            }
            Err(reason) => {
                n_failures += 1;
                let rest = if n_failures < MAX_FAILURES { "" } else { "; so are the others" };
                let message = format!("{reason}; the text of the feed is used{rest}");
                news.warnings.push(Warning::new(url, message));
                if !entry.text.is_empty() {
                    news.articles.push(Article { document: entry, entry_sha256: None });
                }
            }
        }
    }
}

/// The article of the page at `url`.
fn page(client: &Client, url: &str) -> Result<Document, String> {
    let fetched = client.get(Request::new(url)).map_err(|failure| failure.reason)?;
    let Content::Answer { answer, .. } = fetched.content else {
        return Err("it is not sent again".into());
    };
    article(answer)
}

fn article(answer: Answer) -> Result<Document, String> {
    let mut reading = read::documents(&[Input::Answer(answer)], &read::Options::default());
    let warning = reading.warnings.pop();
    match reading.documents.pop() {
        Some(document) if reading.documents.is_empty() => Ok(document),
        Some(_) => Err("several articles, not one".into()),
        None => Err(warning.map_or_else(|| "no article in it".into(), |warning| warning.message)),
    }
}

/// `entry` with the text of its page, unless the feed has more of it than the page: that may be a
/// question about cookies, or an invitation to subscribe.
fn fuller(entry: Document, page: Document) -> Document {
    if page.text.len() <= entry.text.len() {
        return entry;
    }
    Document {
        text: page.text,
        paragraphs: page.paragraphs,
        language: page.language.or(entry.language),
        title: entry.title.or(page.title),
        published: entry.published.or(page.published),
        ..entry
    }
}
