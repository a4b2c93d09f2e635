//! What a web page says of its article: when it was published, where, by whom, in which language.
//!
//! Dates are taken from where pages state them for machines, the most certain place first (JSON-LD,
//! meta and microdata, `<time>`, the address), and from nowhere else: a date in running text may be
//! that of anything.

use dom_smoothie::Readability;
use rustc_hash::FxHashMap;
use serde_json::Value;

use super::{blocks, metadata};
use crate::model::{Date, Language};

/// Longer blocks of JSON-LD are not parsed.
const MAX_JSON_LD: usize = 1 << 20;

/// Names under which `<meta>` states when an article was published, in lower case; what is said of
/// the article comes before what is said of the page.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "article:published",
    "article.published",
    "og:article:published_time",
    "og:pubdate",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "citation_publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "article_date_original",
    "publication_date",
    "publish-date",
    "publish_date",
    "pubdate",
    "dc.date",
    "dcterms.date",
    "date",
];

/// Types of JSON-LD that are articles, by the end of their names.
const ARTICLES: &[&str] = &["Article", "BlogPosting", "Report", "Review"];

/// The type that stands for the article where there is no such.
const PAGES: &[&str] = &["WebPage"];

/// What a page says of its article.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Said {
    pub(super) published: Option<Date>,
    pub(super) outlet: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<Language>,
}

/// What `page` says of its article; to be asked before the article is cut out of it.
pub(super) fn said(page: &Readability) -> Said {
    let (stated, meta) = (json_ld(page), meta(page));
    let named = |name: &str| meta.get(name).map(String::as_str);
    let string = |name| stated.as_ref()?.get(name)?.as_str();
    let canonical = page.doc.select("link[rel=canonical]").attr("href");
    let urls = [canonical.as_deref(), named("og:url"), string("url")];
    let url = urls.into_iter().flatten().find_map(metadata::url).map(String::from);
    let published = string("datePublished")
        .and_then(metadata::date)
        .or_else(|| PUBLISHED.iter().find_map(|name| metadata::date(named(name)?)))
        .or_else(|| microdata(page))
        .or_else(|| time(page))
        .or_else(|| url.as_deref().and_then(date_in_url));
    let company = stated.as_ref().and_then(|stated| stated.pointer("/publisher/name")?.as_str());
    let languages = [named("content-language"), string("inLanguage"), named("og:locale")];
    Said {
        published,
        outlet: named("og:site_name").or(company).map(blocks::line),
        language: languages.into_iter().flatten().find_map(|language| language.parse().ok()),
        url,
    }
}

/// The first article that the page describes in JSON-LD, or else the page itself.
fn json_ld(page: &Readability) -> Option<Value> {
    let scripts = page.doc.select("script[type='application/ld+json']");
    let texts = scripts.iter().map(|script| script.text());
    let values = texts.filter(|text| text.len() <= MAX_JSON_LD);
    let values: Vec<Value> = values.filter_map(|text| serde_json::from_str(&text).ok()).collect();
    let first = |kinds| values.iter().find_map(|value| described(value, kinds));
    first(ARTICLES).or_else(|| first(PAGES)).cloned()
}

/// The first object of one of `kinds` in `value`, which may be a list or a graph; serde has limited
/// its depth.
fn described<'a>(value: &'a Value, kinds: &[&str]) -> Option<&'a Value> {
    let is_kind = |name: &Value| {
        name.as_str().is_some_and(|name| kinds.iter().any(|kind| name.ends_with(kind)))
    };
    match value {
        Value::Array(values) => values.iter().find_map(|value| described(value, kinds)),
        Value::Object(object) => match object.get("@type") {
            Some(Value::Array(names)) if names.iter().any(is_kind) => Some(value),
            Some(name) if is_kind(name) => Some(value),
            _ => ["@graph", "mainEntity", "mainEntityOfPage"]
                .into_iter()
                .find_map(|name| described(object.get(name)?, kinds)),
        },
        _ => None,
    }
}

/// What `<meta>` says, the first of each name, in lower case.
fn meta(page: &Readability) -> FxHashMap<String, String> {
    let mut found = FxHashMap::default();
    for node in page.doc.select("meta[content]").nodes() {
        let name = ["property", "name", "itemprop", "http-equiv"];
        let name = name.into_iter().find_map(|attribute| node.attr(attribute));
        if let (Some(name), Some(content)) = (name, node.attr("content")) {
            let content = content.trim();
            if !content.is_empty() {
                found.entry(name.trim().to_lowercase()).or_insert_with(|| content.to_owned());
            }
        }
    }
    found
}

/// The date of the first element that is marked as the article's date.
fn microdata(page: &Readability) -> Option<Date> {
    let marked = page.doc.select("[itemprop=datePublished], time[pubdate], time.published");
    marked.nodes().iter().find_map(|node| {
        let stated = ["datetime", "content"].into_iter().find_map(|name| node.attr(name));
        metadata::date(&stated?)
    })
}

/// The first `<time>` of the article, or else that of the page, if there is but one day in it:
/// other times are those of other articles.
fn time(page: &Readability) -> Option<Date> {
    let dates = |selector| {
        let times = page.doc.select(selector);
        let dates = times.nodes().iter().filter_map(|node| metadata::date(&node.attr("datetime")?));
        dates.collect::<Vec<Date>>()
    };
    let within = dates("article time[datetime], main time[datetime]");
    within.first().copied().or_else(|| {
        let all = dates("time[datetime]");
        let first = all.first().copied()?;
        all.iter().all(|date| date.day() == first.day()).then_some(first)
    })
}

/// The day in an address such as `/2026/02/04/` or `/2026-02-04-`.
fn date_in_url(url: &str) -> Option<Date> {
    let parts: Vec<&str> = url.split(['/', '-', '_']).filter(|part| !part.is_empty()).collect();
    parts.windows(3).find_map(|parts| {
        let [year, month, day] = parts else { return None };
        let is_year = year.len() == 4 && year.parse().is_ok_and(|n: u16| (1990..2100).contains(&n));
        let date = || metadata::date(&format!("{year}-{month:0>2}-{day:0>2}"));
        is_year.then(date).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(head: &str, body: &str) -> Said {
        let page = format!("<html><head>{head}</head><body>{body}</body></html>");
        said(&Readability::new(page, None, None).unwrap())
    }

    fn date(head: &str, body: &str) -> Option<String> {
        read(head, body).published.map(|date| date.to_string())
    }

    #[test]
    fn dates_come_from_the_most_certain_place() {
        let ld = r#"<script type="application/ld+json">{"@graph": [{"@type": "WebPage",
            "datePublished": "2001-01-01"}, {"@type": ["NewsArticle"], "datePublished":
            "2026-02-01T07:30:00+01:00", "publisher": {"name": "The &amp; Paper"}}]}</script>"#;
        let meta = "<meta property='article:published_time' content='2026-02-02'>";
        let marked = "<span itemprop='datePublished' content='2026-02-03'></span>";
        let time =
            "<article><time datetime='2026-02-04'></time></article><time datetime='2001-01-01'>";
        let link = "<link rel='canonical' href='https://example.com/2026/2/5/a'>";
        let head = format!("{ld}{meta}{link}");
        let body = format!("{marked}{time}");
        assert_eq!(date(&head, &body).as_deref(), Some("2026-02-01T07:30:00+01:00"));
        assert_eq!(read(&head, &body).outlet.as_deref(), Some("The & Paper"));
        let head = format!("{meta}{link}");
        assert_eq!(date(&head, &body).as_deref(), Some("2026-02-02"));
        assert_eq!(date(link, &body).as_deref(), Some("2026-02-03"));
        assert_eq!(date(link, time).as_deref(), Some("2026-02-04"));
        assert_eq!(date(link, "").as_deref(), Some("2026-02-05"));
    }

    #[test]
    fn no_date_is_invented() {
        let times = "<time datetime='2026-02-04'></time><time datetime='2026-02-05'></time>";
        assert_eq!(date("", times), None);
        assert_eq!(date("", "<p>February 4, 2026</p><time>February 4, 2026</time>"), None);
        assert_eq!(date("<meta name='date' content='today'>", ""), None);
        let event = "<script type='application/ld+json'>{\"@type\": \"Event\", \"datePublished\": \
                     \"2026-02-04\"}</script>";
        assert_eq!(date(event, ""), None);
        let link = |path: &str| format!("<link rel='canonical' href='https://example.com/{path}'>");
        for path in ["2026/02/a", "1234-05-06", "2026-13-01", "20260204"] {
            assert_eq!(date(&link(path), ""), None, "{path}");
        }
        assert_eq!(date(&link("1999/a/2026/02/04"), "").as_deref(), Some("2026-02-04"));
    }

    #[test]
    fn only_addresses_of_the_web_count() {
        let said = read(
            "<link rel='canonical' href='javascript:a'><meta property='og:url' \
             content='https://example.com/a'><meta property='og:locale' content='de_AT'>",
            "",
        );
        assert_eq!(said.url.as_deref(), Some("https://example.com/a"));
        assert_eq!(said.language, "de".parse().ok());
    }
}
