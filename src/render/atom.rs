//! Feeds in Atom: of one edition, whole, or of an archive of them. Source: RFC 4287.

use std::fmt::Write as _;

use super::template::{Mode, Template};
use super::{Format, escape, identity};
use crate::error::Error;
use crate::model::{Briefing, Date};

/// A feed.
pub(super) struct Feed<'a> {
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) language: &'a str,
    /// The page that shows the same, relative to the feed.
    pub(super) page: Option<&'a str>,
    /// The newest first.
    pub(super) entries: Vec<Entry>,
}

/// One edition in a feed.
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) date: Option<Date>,
    /// Its page, relative to the feed.
    pub(super) page: Option<String>,
    /// HTML.
    pub(super) content: String,
}

/// The feed that holds `briefing` alone, laid out as in a message.
pub(super) fn briefing(briefing: &Briefing) -> Result<String, Error> {
    let layout = Template::builtin(Format::Email);
    let date = briefing.date.map(|date| date.to_string()).unwrap_or_default();
    let entry = Entry {
        id: identity::urn(&["edition", &briefing.title, &date]),
        title: identity::title(briefing),
        date: briefing.date,
        page: None,
        content: layout.render_part("body", briefing, Mode::Lenient)?,
    };
    Ok(feed(&Feed {
        id: &identity::urn(&["feed", &briefing.title]),
        title: &briefing.title,
        language: briefing.language.map_or("", |language| language.code()),
        page: None,
        entries: vec![entry],
    }))
}

pub(super) fn feed(feed: &Feed) -> String {
    let language = match feed.language {
        "" => String::new(),
        code => format!(" xml:lang=\"{}\"", escape::xml(code)),
    };
    let updated = feed.entries.iter().map(|entry| identity::moment(entry.date)).max();
    let updated = updated.unwrap_or_else(|| identity::moment(None));
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\"{language}>\n\
         <id>{}</id>\n<title>{}</title>\n<updated>{updated}</updated>\n\
         <author><name>daybrief</name></author>\n\
         <generator version=\"{}\">daybrief</generator>\n",
        feed.id,
        escape::xml(feed.title),
        env!("CARGO_PKG_VERSION"),
    );
    if let Some(page) = feed.page {
        let _ = writeln!(
            out,
            "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>",
            escape::xml(page)
        );
    }
    for entry in &feed.entries {
        let _ = write!(
            out,
            "<entry>\n<id>{}</id>\n<title>{}</title>\n<updated>{}</updated>\n",
            entry.id,
            escape::xml(&entry.title),
            identity::moment(entry.date),
        );
        if let Some(page) = &entry.page {
            let _ = writeln!(
                out,
                "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>",
                escape::xml(page)
            );
        }
        let _ = write!(
            out,
            "<content type=\"html\">{}</content>\n</entry>\n",
            escape::xml(&entry.content)
        );
    }
    out + "</feed>\n"
}
