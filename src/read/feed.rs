//! Feeds to articles: RSS 0.9x, 1 and 2, Atom and JSON Feed, one article an item.
//!
//! `feed_xml` brings what is XML into one form, `feed-rs` reads it, and what it hands over becomes
//! drafts here: the content before the summary, without mark-up. An item that has neither is only
//! a headline; how many there were is said once.

use std::sync::{Arc, Mutex};

use feed_rs::model::{Entry, Feed};
use feed_rs::parser::{Builder, ParseFeedError};
use jiff::Timestamp;
use url::Url;

use super::draft::{Draft, Named, Notes, Place};
use super::feed_xml::{self, MAX_ITEMS};
use super::fields::Names;
use super::{blocks, json, metadata};
use crate::error::Error;
use crate::model::{Date, Language};

/// The articles of the feed `text`.
///
/// # Errors
/// If it is no feed, or has no items.
pub(super) fn documents(
    text: &str,
    roles: &Names,
    named: &Named,
    notes: &mut Notes,
) -> Result<Vec<Draft>, Error> {
    let read = read(text, roles, named, notes)?;
    if read.entries.is_empty() {
        return Err(named.error("the feed has no entries"));
    }
    let n_entries = read.entries.len();
    let entries = read.entries.into_iter();
    let drafts: Vec<_> = entries.filter(|draft| has_words(&draft.text)).collect();
    let n_bare = n_entries - drafts.len();
    if n_bare > 0 {
        notes.push(&named.input, bare(n_bare, n_entries));
    }
    Ok(drafts)
}

/// A feed.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// What it calls itself.
    pub(super) title: Option<String>,
    /// The site that it is of.
    pub(super) site: Option<Url>,
    /// One for each of its entries, in its order; those without text are headlines.
    pub(super) entries: Vec<Draft>,
}

/// The feed `text`, which may have no entries.
///
/// # Errors
/// If it is no feed.
pub(super) fn read(
    text: &str,
    roles: &Names,
    named: &Named,
    notes: &mut Notes,
) -> Result<Read, Error> {
    let Some((feed, dates)) = feed(text, named, notes)? else {
        // A feed in JSON that breaks the rules of JSON Feed is still a list of articles.
        let mut entries = json::documents(text, roles, named, notes)?;
        limit(&mut entries, named, notes);
        return Ok(Read { entries, ..Read::default() });
    };
    let outlet = feed.title.as_ref().map(|title| blocks::line(&title.content));
    let is_site = |rel: Option<&str>| rel.is_none_or(|rel| rel == "alternate");
    let site = feed
        .links
        .iter()
        .filter(|link| is_site(link.rel.as_deref()))
        .find_map(|link| metadata::url(&link.href));
    let home = feed.links.iter().find_map(|link| metadata::url(&link.href));
    let home = home.or_else(|| named.address.clone());
    let language = feed.language.as_deref().and_then(|language| language.parse().ok());
    let drafts = (1..).zip(feed.entries).map(|(n, entry)| Draft {
        place: Place::Nth(n),
        outlet: outlet.clone(),
        ..draft(entry, &dates, home.as_ref(), language)
    });
    let entries = drafts.collect();
    Ok(Read { title: outlet, site, entries })
}

/// That `n_bare` of `n_entries` are only headlines.
pub(crate) fn bare(n_bare: usize, n_entries: usize) -> String {
    let of = if n_bare == n_entries { String::new() } else { format!(" of its {n_entries}") };
    let entries = if n_entries == 1 { "entry" } else { "entries" };
    format!("{n_bare}{of} {entries} without text, left out")
}

/// The feed, and the dates that its entries count; `None` if it is in JSON but against the rules.
fn feed(text: &str, named: &Named, notes: &mut Notes) -> Result<Option<(Feed, Vec<Date>)>, Error> {
    let (mut feed, dates) = if text.trim_start().starts_with('{') {
        match parsed(text) {
            Ok(read) => read,
            Err(_) => return Ok(None),
        }
    } else {
        let normal = feed_xml::normal(text).map_err(|reason| named.error(reason))?;
        let read = parsed(&normal.xml);
        let (feed, dates) = read.map_err(|error| {
            named.error(format!("no feed that can be read ({error})")).caused_by(error)
        })?;
        match normal.broken {
            Some(reason) if feed.entries.is_empty() => return Err(named.error(reason)),
            Some(reason) => notes.push(&named.input, reason),
            None => {}
        }
        (feed, dates)
    };
    limit(&mut feed.entries, named, notes);
    Ok(Some((feed, dates)))
}

/// Leaves out what is more than a feed may hold.
fn limit<T>(entries: &mut Vec<T>, named: &Named, notes: &mut Notes) {
    if entries.len() > MAX_ITEMS {
        entries.truncate(MAX_ITEMS);
        notes.push(&named.input, format!("more than {MAX_ITEMS} entries; the others are left out"));
    }
}

/// What feed-rs makes of `text`.
///
/// It keeps moments without their offsets and guesses at dates, so it is given numbers instead:
/// the n-th second of 1970 stands for the n-th of the dates that come with the feed.
fn parsed(text: &str) -> Result<(Feed, Vec<Date>), ParseFeedError> {
    let dates = Arc::new(Mutex::new(Vec::new()));
    let found = Arc::clone(&dates);
    let parser = Builder::new()
        .id_generator(|_, _, _| String::new())
        .timestamp_parser(move |written| {
            let date = metadata::date(written)?;
            let mut found = found.lock().ok()?;
            found.push(date);
            let number = i64::try_from(found.len() - 1).ok()?;
            Timestamp::from_second(number).ok()?.to_string().parse().ok()
        })
        .build();
    let feed = parser.parse(text.as_bytes())?;
    drop(parser);
    let dates = Arc::into_inner(dates).and_then(|dates| dates.into_inner().ok());
    Ok((feed, dates.unwrap_or_default()))
}

/// The article of an item; its links start from the feed's `home` where they are not whole.
fn draft(entry: Entry, dates: &[Date], home: Option<&Url>, language: Option<Language>) -> Draft {
    let published = entry
        .published
        .or(entry.updated)
        .and_then(|number| dates.get(usize::try_from(number.timestamp()).ok()?).copied());
    let title = entry.title.map(|title| blocks::line(&title.content));
    let content = entry.content.and_then(|content| content.body);
    let summary = entry.summary.map(|summary| summary.content);
    let read = |markup: Option<String>| {
        let (text, paragraphs) =
            blocks::article(markup.unwrap_or_default(), title.as_deref().unwrap_or_default());
        has_words(&text).then_some((text, paragraphs))
    };
    let (text, paragraphs) = read(content).or_else(|| read(summary)).unwrap_or_default();
    let whole = |href: &str| {
        metadata::url(href).or_else(|| metadata::url(home?.join(href.trim()).ok()?.as_str()))
    };
    let link = entry.links.iter().find(|link| link.rel.as_deref() != Some("enclosure"));
    let url = link.and_then(|link| whole(&link.href)).or_else(|| metadata::url(&entry.id));
    let declared = entry.language.as_deref().and_then(|language| language.parse().ok());
    Draft {
        title,
        url: url.map(String::from),
        published,
        language: declared.or(language),
        text,
        paragraphs,
        ..Draft::default()
    }
}

pub(super) fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::super::fields::GUESSED;
    use super::*;

    fn read(text: &str) -> (Vec<Draft>, Vec<String>) {
        let mut notes = Notes::new("a.xml");
        let drafts =
            documents(text, &GUESSED, &Named::file("a.xml"), &mut notes).unwrap_or_else(|error| {
                notes.push(error.input, error.reason);
                Vec::new()
            });
        (drafts, notes.into_warnings().iter().map(ToString::to_string).collect())
    }

    const RSS: &str = "<?xml version='1.0' encoding='koi8-r'?><rss version='0.91'><channel>\
        <title>The &lt;i>Paper&lt;/i></title><link>https://example.com/</link>\
        <language>en-US</language><item><title>A &amp;amp; B</title><link>/a</link>\
        <pubDate>Wed, 04 Feb 2026 07:30:00 +0100</pubDate><description>Short.</description>\
        </item></channel></rss>";

    #[test]
    fn an_item_is_an_article() {
        let (drafts, warnings) = read(RSS);
        assert_eq!(warnings, [""; 0]);
        let [draft] = &drafts[..] else { panic!("{drafts:?}") };
        assert_eq!(draft.title.as_deref(), Some("A & B"));
        assert_eq!(draft.outlet.as_deref(), Some("The Paper"));
        assert_eq!(draft.url.as_deref(), Some("https://example.com/a"));
        assert_eq!(draft.published.unwrap().to_string(), "2026-02-04T07:30:00+01:00");
        assert_eq!(draft.language, "en".parse().ok());
        assert_eq!((draft.text.as_str(), draft.place), ("Short.", Place::Nth(1)));
    }

    #[test]
    fn the_content_comes_before_the_summary() {
        let content = "<content:encoded><![CDATA[<p>It is <b>long</b>.</p>]]></content:encoded>";
        let (drafts, _) = read(&RSS.replace("</item>", &format!("{content}</item>")));
        assert_eq!(drafts[0].text, "It is long.");
        let empty = "<content:encoded><![CDATA[<img src='a'/>]]></content:encoded>";
        let (drafts, _) = read(&RSS.replace("</item>", &format!("{empty}</item>")));
        assert_eq!(drafts[0].text, "Short.");
    }

    #[test]
    fn published_comes_before_updated() {
        let atom = |dates: &str| {
            let text = format!("<feed><entry>{dates}<summary>Short.</summary></entry></feed>");
            read(&text).0[0].published.map(|date| date.to_string())
        };
        let updated = "<updated>2026-02-05T00:00:00Z</updated>";
        let both = format!("{updated}<published>2026-02-04T12:00:00-05:00</published>");
        assert_eq!(atom(&both).as_deref(), Some("2026-02-04T12:00:00-05:00"));
        assert_eq!(atom(updated).as_deref(), Some("2026-02-05T00:00:00+00:00"));
        assert_eq!(atom("<published>yesterday</published>"), None);
    }

    #[test]
    fn json_feed_is_read_even_where_it_breaks_the_rules() {
        let feed = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "The Paper",
            "items": [{"id": "1", "url": "https://example.com/a", "title": "A",
            "date_published": "2026-02-04", "content_html": "<p>He <i>said</i> so.</p>"}]}"#;
        let (drafts, warnings) = read(feed);
        assert_eq!(warnings, [""; 0]);
        assert_eq!(drafts[0].text, "He said so.");
        assert_eq!(drafts[0].outlet.as_deref(), Some("The Paper"));
        assert_eq!(drafts[0].published, "2026-02-04".parse().ok());
        let (drafts, warnings) = read(&feed.replace("\"title\": \"The Paper\",", ""));
        assert_eq!((drafts[0].text.as_str(), warnings.len()), ("He said so.", 0));
    }

    #[test]
    fn what_is_missing_is_said_in_a_line() {
        let said = |text: &str| read(text).1;
        assert_eq!(said("<rss><channel/></rss>"), ["a.xml: the feed has no entries"]);
        assert_eq!(said("<rss><item/></rss>"), ["a.xml: 1 entry without text, left out"]);
        let some = "<rss><item/><item><description>a</description></item></rss>";
        assert_eq!(said(some), ["a.xml: 1 of its 2 entries without text, left out"]);
        assert_eq!(said("<rss><item><title>a"), ["a.xml: cut off within <title>"]);
    }

    #[test]
    fn feeds_in_json_are_limited_whether_they_keep_the_rules_or_not() {
        for id in ["\"a\"", "1"] {
            let entry = format!("{{\"id\": {id}, \"content_text\": \"It rained.\"}}");
            let entries = vec![entry; MAX_ITEMS + 2].join(",");
            let version = "https://jsonfeed.org/version/1.1";
            let feed =
                format!("{{\"version\": \"{version}\", \"title\": \"\", \"items\": [{entries}]}}");
            let (drafts, warnings) = read(&feed);
            assert_eq!(drafts.len(), MAX_ITEMS);
            assert_eq!(warnings, ["a.xml: more than 10000 entries; the others are left out"]);
        }
    }
}
