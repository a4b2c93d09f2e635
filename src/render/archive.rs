//! A folder of editions: its page by month, its feed, and the links between neighbors.
//!
//! What is known of the editions is a list that lies beside them; everything here follows from that
//! list, so that the same editions give the same files. Reading and writing is left to others.

use std::fmt::Write as _;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::atom::{self, Entry, Feed};
use super::phrase::{self, Form, Phrases};
use super::template::{Mode, Template};
use super::{escape, helper, identity, link};
use crate::error::Error;
use crate::model::briefing::{self, TopicEntry};
use crate::model::description::When;
use crate::model::{Briefing, Date, Language};

/// The version of the list.
pub const SCHEMA: &str = "daybrief-archive/1";
/// The list, the page and the feed of a folder.
pub const LIST: &str = "editions.json";
/// See [`LIST`].
pub const PAGE: &str = "index.html";
/// See [`LIST`].
pub const FEED: &str = "atom.xml";
/// Editions that a feed holds.
const ENTRIES: usize = 30;
/// Topics that the page and the feed show of an edition.
const LEADS: usize = 5;
/// What the links between editions are found again by.
const OPEN: &str = "<nav id=\"editions\"";
const CLOSE: &str = "</nav>\n";

/// The editions of a folder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Archive {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// The name of the feed, which stays when titles change.
    pub id: String,
    /// By date, then by name; those without a date first.
    pub editions: Vec<Edition>,
}

/// What is known of one edition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Edition {
    /// What its files are called, without their extensions.
    pub name: String,
    /// The day it is for.
    pub date: Option<Date>,
    /// Its title.
    pub title: String,
    /// The language it speaks.
    pub language: Option<Language>,
    /// Its files, the page among them.
    pub files: Vec<String>,
    /// How many articles it was made from.
    pub articles: usize,
    /// How many topics it has.
    pub topics: usize,
    /// The first sentence of its first topics.
    pub leads: Vec<Lead>,
}

/// The first sentence of a topic.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Lead {
    /// What the topic is called.
    pub label: String,
    /// The sentence, as written.
    pub text: String,
    /// Who writes it.
    pub source: String,
    /// Where.
    pub url: Option<String>,
}

impl Edition {
    /// What an archive knows of `briefing`, whose files are `files`, all called `name`.
    pub fn of(briefing: &Briefing, name: String, files: Vec<String>) -> Self {
        let lead = |topic: &TopicEntry| {
            let extract = topic.extracts.first()?;
            let number = extract.citations.first()?.source as usize;
            let source = briefing.sources.get(number.checked_sub(1)?)?;
            Some(Lead {
                label: topic.label.clone(),
                text: extract.text.clone(),
                source: source.outlet.as_ref().unwrap_or(&source.name).clone(),
                url: source.url.as_deref().and_then(link::safe),
            })
        };
        Self {
            name,
            date: briefing.date,
            title: briefing.title.clone(),
            language: briefing.language,
            files,
            articles: briefing.sources.len(),
            topics: briefing.topics.len(),
            leads: briefing.topics.iter().filter_map(lead).take(LEADS).collect(),
        }
    }

    /// Its page among its files; `None` where it has none.
    pub fn page(&self) -> Option<&str> {
        self.files.iter().map(String::as_str).find(|file| is_page(file))
    }

    fn day(&self, phrases: &Phrases, form: Form) -> String {
        match self.date {
            Some(date) => phrases.date(When::Day(date.day()), form),
            None => phrases.plain("undated"),
        }
    }
}

impl Default for Archive {
    fn default() -> Self {
        Self { schema: SCHEMA.into(), id: String::new(), editions: Vec::new() }
    }
}

impl Archive {
    /// Takes `edition` in, in place of one of that name.
    pub fn put(&mut self, mut edition: Edition) {
        if self.id.is_empty() {
            self.id = identity::urn(&["archive", &edition.title, &edition.name]);
        }
        // A format that was written before stays part of the edition.
        for other in self.editions.iter().filter(|other| other.name == edition.name) {
            let kept = other.files.iter().filter(|file| !edition.files.contains(file)).cloned();
            let kept: Vec<String> = kept.collect();
            edition.files.extend(kept);
        }
        edition.files.sort();
        self.editions.retain(|other| other.name != edition.name);
        self.editions.push(edition);
        self.editions.sort_by(|a, b| a.date.cmp(&b.date).then_with(|| a.name.cmp(&b.name)));
    }

    /// Whether one of the editions wrote `file`.
    pub fn holds(&self, file: &str) -> bool {
        self.editions.iter().any(|edition| edition.files.iter().any(|own| own == file))
    }

    /// The names of the editions with a page before and after that called `name`.
    pub fn neighbors(&self, name: &str) -> [Option<&Edition>; 2] {
        let pages: Vec<&Edition> =
            self.editions.iter().filter(|edition| edition.page().is_some()).collect();
        let Some(at) = pages.iter().position(|edition| edition.name == name) else {
            return [None, None];
        };
        let before = at.checked_sub(1).and_then(|at| pages.get(at));
        [before.copied(), pages.get(at + 1).copied()]
    }

    /// `page` of the edition `name` with links to its neighbors, in place of those it had.
    pub fn linked(&self, page: &str, name: &str) -> String {
        let edition = self.editions.iter().find(|edition| edition.name == name);
        let phrases = phrase::of(edition.and_then(|edition| edition.language));
        let [before, after] = self.neighbors(name);
        let link = |edition: Option<&Edition>, key, rel, arrows: [&str; 2]| {
            let edition = edition?;
            let day = escape::html(&edition.day(phrases, Form::Long));
            let name = escape::html(&phrases.plain(key));
            Some(format!(
                "<a rel=\"{rel}\" href=\"{}\">{}{name}: {day}{}</a>",
                address(edition.page()?),
                arrows[0],
                arrows[1]
            ))
        };
        let all = escape::html(&phrases.plain("all-editions"));
        let links = [
            link(before, "edition-before", "prev", ["← ", ""]),
            Some(format!("<a href=\"{PAGE}\">{all}</a>")),
            link(after, "edition-after", "next", ["", " →"]),
        ];
        let label = escape::html(&phrases.plain("editions"));
        let items: Vec<String> = links.into_iter().flatten().collect();
        let nav = format!("{OPEN} aria-label=\"{label}\"><p>{}</p>{CLOSE}", items.join(" · "));
        let bare = unlinked(page);
        match bare.rfind("</body>") {
            Some(at) => {
                let (head, tail) = bare.split_at_checked(at).unwrap_or((&bare, ""));
                format!("{head}{nav}{tail}")
            }
            None => bare,
        }
    }

    /// The page of all editions, by month, the newest first, in the looks of `template`.
    ///
    /// # Errors
    /// When the template's style sheet cannot be used.
    pub fn page(&self, template: &Template) -> Result<String, Error> {
        let newest = self.editions.last();
        let phrases = phrase::of(newest.and_then(|edition| edition.language));
        let title = newest.map_or_else(String::new, |edition| edition.title.clone());
        let sample = Briefing { title: title.clone(), ..nothing(newest) };
        let style = template.render_part("style", &sample, Mode::Lenient)?;
        let mut out = format!(
            "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <meta name=\"generator\" content=\"daybrief {}\">\n\
             <title>{title}: {editions}</title>\n\
             <link rel=\"alternate\" type=\"application/atom+xml\" title=\"{title}\" href=\"{FEED}\">\n\
             <style>{style}</style>\n</head>\n<body>\n<header>\n<h1 dir=\"auto\">{title}</h1>\n\
             <p class=\"note\">{editions} · <a href=\"{FEED}\">{}</a></p>\n</header>\n\
             <main id=\"main\">\n",
            phrases.plain("language"),
            phrases.plain("direction"),
            helper::policy(&style),
            env!("CARGO_PKG_VERSION"),
            escape::html(&phrases.plain("feed")),
            title = escape::html(&title),
            editions = escape::html(&phrases.plain("editions")),
        );
        let mut month = None;
        for edition in self.editions.iter().rev().filter(|edition| edition.page().is_some()) {
            let own = edition.date.map(|date| (date.day().year(), date.day().month()));
            if month != Some(own) {
                if month.is_some() {
                    out.push_str("</ul>\n</section>\n");
                }
                month = Some(own);
                open_month(&mut out, own, phrases);
            }
            list(&mut out, edition, phrases);
        }
        if month.is_some() {
            out.push_str("</ul>\n</section>\n");
        }
        Ok(out + "</main>\n</body>\n</html>\n")
    }

    /// The feed of the newest editions.
    pub fn feed(&self) -> String {
        let newest = self.editions.last();
        let entries = self.editions.iter().rev().take(ENTRIES).map(|edition| {
            let phrases = phrase::of(edition.language);
            Entry {
                id: identity::urn(&["edition", &self.id, &edition.name]),
                title: format!("{}, {}", edition.title, edition.day(phrases, Form::Long)),
                date: edition.date,
                page: edition.page().map(address),
                content: leads(edition),
            }
        });
        atom::feed(&Feed {
            id: &self.id,
            title: newest.map_or("", |edition| &edition.title),
            language: newest
                .and_then(|edition| edition.language)
                .map_or("", |language| language.code()),
            page: Some(PAGE),
            entries: entries.collect(),
        })
    }
}

/// Whether the file called `name` is a page.
pub fn is_page(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "html")
}

/// `page` without links to other editions.
fn unlinked(page: &str) -> String {
    // The last one is ours: what articles say is escaped before it, and cannot open a tag.
    let links = page.rfind(OPEN).and_then(|at| {
        let (head, tail) = page.split_at_checked(at)?;
        Some((head, tail.split_once(CLOSE)?.1))
    });
    links.map_or_else(|| page.to_owned(), |(head, tail)| format!("{head}{tail}"))
}

/// A briefing of nothing, in the language of `edition`: style sheets are rendered with it.
fn nothing(edition: Option<&Edition>) -> Briefing {
    Briefing {
        schema: briefing::SCHEMA.into(),
        language: edition.and_then(|edition| edition.language),
        ..Briefing::default()
    }
}

fn open_month(out: &mut String, month: Option<(i16, i8)>, phrases: &Phrases) {
    let (id, name) = match month {
        Some((year, month)) => {
            let name = phrases.date(When::Month { year, month }, Form::Long);
            (format!("m{year}-{month:02}"), name)
        }
        None => ("undated".into(), phrases.plain("undated")),
    };
    let name = escape::html(&name);
    let _ = write!(out, "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{name}</h2>\n<ul>\n");
}

fn list(out: &mut String, edition: &Edition, phrases: &Phrases) {
    let page = address(edition.page().unwrap_or_default());
    let day = match edition.date {
        Some(date) => phrases.date(When::Day(date.day()), Form::Weekday),
        None => edition.name.clone(),
    };
    let counts = format!(
        "{} · {}",
        phrases.counted("articles", edition.articles),
        phrases.counted("topics-counted", edition.topics)
    );
    let _ = write!(
        out,
        "<li><a href=\"{page}\"><b>{}</b></a> <span class=\"note\">{}</span>",
        escape::html(&day),
        escape::html(&counts)
    );
    let labels: Vec<String> = edition
        .leads
        .iter()
        .map(|lead| format!("<bdi>{}</bdi>", escape::html(&lead.label)))
        .collect();
    if !labels.is_empty() {
        let _ = write!(out, "<br>{}", labels.join(" · "));
    }
    out.push_str("</li>\n");
}

/// The first sentences of an edition, as HTML.
fn leads(edition: &Edition) -> String {
    let mut out = String::from("<ul>");
    for Lead { label, text, source, url } in &edition.leads {
        let source = escape::html(source);
        let source = match url.as_deref().and_then(link::safe) {
            Some(url) => format!("<a href=\"{}\">{source}</a>", escape::html(&url)),
            None => source,
        };
        let (label, text) = (escape::html(label), escape::html(text));
        let _ = write!(out, "<li><b>{label}</b><br>{text} ({source})</li>");
    }
    out + "</ul>"
}

/// The relative address of a file of the folder: one segment, everything else encoded.
fn address(file: &str) -> String {
    let mut out = String::with_capacity(file.len());
    for byte in file.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::Format;

    fn edition(name: &str, date: Option<&str>) -> Edition {
        Edition {
            name: name.into(),
            date: date.map(|date| date.parse().unwrap()),
            title: "Brief <b>".into(),
            language: None,
            files: vec![format!("{name}.html")],
            articles: 2,
            topics: 1,
            leads: vec![Lead {
                label: "A & B".into(),
                text: "It <i>happened</i>.".into(),
                source: "Outlet".into(),
                url: Some("javascript:alert(1)".into()),
            }],
        }
    }

    fn archive() -> Archive {
        let mut archive = Archive::default();
        for (name, date) in [("b", "2026-02-04"), ("c", "2026-03-01"), ("a", "2026-02-03")] {
            archive.put(edition(name, Some(date)));
        }
        archive
    }

    #[test]
    fn neighbors_follow_the_dates_and_links_are_replaced() {
        let archive = archive();
        let name = |edition: Option<&Edition>| edition.map(|edition| edition.name.clone());
        assert_eq!(archive.neighbors("b").map(name), [Some("a".into()), Some("c".into())]);
        assert_eq!(archive.neighbors("a").map(name), [None, Some("b".into())]);
        let page = "<body>x</body>\n";
        let once = archive.linked(page, "b");
        assert!(once.contains("<a rel=\"prev\" href=\"a.html\">← Earlier: 3 February 2026</a>"));
        assert_eq!(archive.linked(&once, "b"), once);
        assert_eq!(unlinked(&once), page);
        assert_eq!(archive.linked("no body", "b"), "no body");
    }

    #[test]
    fn an_edition_of_the_same_name_is_replaced() {
        let (mut twice, once) = (archive(), archive());
        twice.put(edition("b", Some("2026-02-04")));
        assert_eq!(twice, once);
        twice.put(edition("undated", None));
        assert_eq!(twice.editions[0].name, "undated");
    }

    #[test]
    fn the_page_and_the_feed_escape_what_editions_say() {
        let template = Template::builtin(Format::Html);
        let page = archive().page(&template).unwrap();
        assert!(page.contains("<h2 id=\"m2026-03\">March 2026</h2>"), "{page}");
        assert_eq!(page.matches("<section").count(), 2);
        assert!(!page.contains("<b>\n") && page.contains("Brief &lt;b&gt;"));
        let feed = archive().feed();
        assert!(!feed.contains("javascript") && feed.contains("&amp;lt;i&amp;gt;"), "{feed}");
        assert_eq!(feed.matches("<entry>").count(), 3);
        assert_eq!(address("a b/ü.html"), "a%20b%2F%C3%BC.html");
    }
}
