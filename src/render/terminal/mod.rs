//! A briefing as text for a terminal: wrapped to its width, styled if it can show that, with the
//! parts of the page in its order and, as there, no sentence twice.

mod page;
mod parts;

use std::collections::BTreeSet;

use fluent_bundle::FluentArgs;

use super::helper::citation::{Place, Printed, place};
use super::helper::words::minutes;
use super::link;
use super::phrase::{self, Form, Phrases};
use crate::model::briefing::{
    AlsoEntry, CitationEntry, ExtractEntry, MadeEntry, SourceEntry, Status, TopicEntry,
};
use crate::model::description::When;
use crate::model::{Briefing, Date};
use page::{Look, Page, cited};

/// What a terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terminal {
    /// Columns.
    pub width: usize,
    /// With or without styles.
    pub style: Style,
}

impl Default for Terminal {
    fn default() -> Self {
        Self { width: 80, style: Style::Plain }
    }
}

/// Whether text carries escape sequences for its looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// Titles bold, side matters dim.
    Styled,
    /// No escape sequence at all.
    #[default]
    Plain,
}

/// Digits of a hash that are shown.
const HASH: usize = 12;
/// Topics whose first sentence stands in the bottom line, as on the page.
const LEADS: usize = 5;

pub(super) fn text(briefing: &Briefing, terminal: Terminal) -> String {
    let report = Report {
        briefing,
        phrases: phrase::of(briefing.language),
        extracts: extracts(briefing),
        printed: Printed::of(briefing),
    };
    let mut page = Page::new(terminal);
    report.head(&mut page);
    if briefing.topics.len() > 1 {
        report.leads(&mut page);
    }
    for (index, topic) in briefing.topics.iter().enumerate() {
        report.topic(&mut page, topic, index);
    }
    report.end(&mut page);
    page.out
}

/// The places of the extracts.
fn extracts(briefing: &Briefing) -> BTreeSet<Place> {
    let extracts = briefing.topics.iter().flat_map(|topic| &topic.extracts);
    extracts.filter_map(|extract| place(&extract.citations)).collect()
}

/// What is told, with the words to tell it and what stands elsewhere already.
struct Report<'a> {
    briefing: &'a Briefing,
    phrases: &'static Phrases,
    extracts: BTreeSet<Place>,
    /// The sentences of the extracts and the timelines.
    printed: Printed,
}

impl Report<'_> {
    fn head(&self, page: &mut Page) {
        let Briefing { title, date, .. } = self.briefing;
        page.lines("", "", title, Look::Strong);
        let date = date.map(|date| self.phrases.date(When::Day(date.day()), Form::Weekday));
        let minutes = usize::try_from(minutes(self.briefing)).unwrap_or(usize::MAX);
        let read = self.phrases.counted("read-in", minutes);
        let parts: Vec<String> = date.into_iter().chain([read]).collect();
        page.lines("", "", &parts.join(" · "), Look::Faint);
        let has_news = |topic: &TopicEntry| topic.status != Some(Status::Continuing);
        if !self.briefing.topics.iter().any(has_news) {
            page.lines("", "", &self.phrases.plain("quiet"), Look::Normal);
        }
        if let Some(since) = self.briefing.since {
            page.lines("", "", &self.changes(since), Look::Faint);
        }
    }

    /// What became of the topics since the edition before.
    fn changes(&self, since: Date) -> String {
        let n_of = |status| {
            let has = |topic: &&TopicEntry| topic.status == Some(status);
            self.briefing.topics.iter().filter(has).count()
        };
        let counted = [Status::New, Status::Updated, Status::Continuing]
            .map(|status| format!("{}: {}", self.status(status), n_of(status)));
        let labels: Vec<&str> =
            self.briefing.dropped.iter().map(|topic| topic.label.as_str()).collect();
        let labels = if labels.is_empty() { "0".to_owned() } else { labels.join("; ") };
        let dropped = format!("{}: {labels}", self.phrases.plain("status-dropped"));
        let mut args = FluentArgs::new();
        args.set("date", self.phrases.date(When::Day(since.day()), Form::Long));
        let head = self.phrases.text("since-last", &args).unwrap_or_default();
        format!("{head}: {} · {dropped}", counted.join(" · "))
    }

    fn nothing_new(&self) -> String {
        let mut args = FluentArgs::new();
        let since = self.briefing.since.map(|since| When::Day(since.day()));
        args.set("date", since.map_or_else(String::new, |day| self.phrases.date(day, Form::Long)));
        let nothing = self.phrases.text("nothing-new", &args).unwrap_or_default();
        format!("{}: {nothing}", self.status(Status::Continuing))
    }

    fn status(&self, status: Status) -> String {
        self.phrases.plain(match status {
            Status::New => "status-new",
            Status::Updated => "status-updated",
            Status::Continuing => "status-continuing",
        })
    }

    fn leads(&self, page: &mut Page) {
        let topics = self.briefing.topics.iter().take(LEADS);
        let told = topics.filter(|topic| topic.status != Some(Status::Continuing));
        let leads: Vec<&ExtractEntry> = told.filter_map(|topic| topic.extracts.first()).collect();
        if !leads.is_empty() {
            page.heading(&self.phrases.plain("bottom-line"));
        }
        for extract in leads {
            point(page, extract);
        }
    }

    fn topic(&self, page: &mut Page, topic: &TopicEntry, index: usize) {
        if topic.label == self.briefing.title {
            page.gap();
        } else {
            page.heading(&topic.label);
        }
        if topic.status == Some(Status::Continuing) {
            page.lines("", "", &self.nothing_new(), Look::Faint);
            return;
        }
        let status = topic.status.map(|status| self.status(status));
        let meta = (topic.documents.len() > 1).then(|| self.meta(topic));
        let above: Vec<String> = status.into_iter().chain(meta).collect();
        if !above.is_empty() {
            page.lines("", "", &above.join(": "), Look::Faint);
        }
        let is_led = self.briefing.topics.len() > 1 && index < LEADS;
        let extracts = topic.extracts.iter().skip(usize::from(is_led));
        let is_updated = topic.status == Some(Status::Updated);
        let is_old = |extract: &&ExtractEntry| is_updated && extract.new == Some(false);
        let (old, news): (Vec<_>, Vec<_>) = extracts.partition(is_old);
        news.into_iter().for_each(|extract| point(page, extract));
        if !old.is_empty() {
            page.lines("", "", &self.phrases.plain("told-before"), Look::Faint);
        }
        old.into_iter().for_each(|extract| point(page, extract));
        self.parts(page, topic);
    }

    fn meta(&self, topic: &TopicEntry) -> String {
        let mut parts = vec![
            self.phrases.counted("articles", topic.documents.len()),
            self.phrases.counted("lines", topic.independent as usize),
        ];
        if topic.shared.sentences > 0 {
            let mut args = FluentArgs::new();
            args.set("n", topic.shared.sentences);
            args.set("count", self.phrases.grouped(topic.shared.sentences.into()));
            args.set("of", self.phrases.grouped(topic.shared.of.into()));
            parts.extend(self.phrases.text("shared-note", &args));
        }
        parts.join(" · ")
    }

    /// What follows the topics.
    fn end(&self, page: &mut Page) {
        let Briefing { omitted_topics, also, sources, warnings, made, .. } = self.briefing;
        if !also.is_empty() {
            page.heading(&self.phrases.plain("also-in-the-news"));
            for entry in also {
                page.lines("  • ", "    ", &self.also(entry), Look::Normal);
            }
        }
        if *omitted_topics as usize > also.len() {
            page.gap();
            let omitted = self.phrases.counted("omitted", *omitted_topics as usize);
            page.lines("", "", &omitted, Look::Faint);
        }
        if !sources.is_empty() {
            page.heading(&self.phrases.plain("sources"));
            for source in sources {
                let text = self.source(source);
                page.lines("  ", "      ", &text, Look::Normal);
            }
        }
        if !warnings.is_empty() {
            page.heading(&self.phrases.plain("skipped"));
            for warning in warnings {
                page.lines("  ", "    ", &warning.to_string(), Look::Normal);
            }
        }
        page.gap();
        let also =
            if sources.len() > 1 { self.phrases.plain("promise-also") } else { String::new() };
        if !sources.is_empty() {
            let promise = format!("{} {also}", self.phrases.plain("promise"));
            page.lines("", "", promise.trim_end(), Look::Faint);
        }
        if let Some(made) = made {
            self.made(made, page);
        }
    }

    fn made(&self, made: &MadeEntry, page: &mut Page) {
        let hash = |key, hash: &str| {
            let short: String = hash.chars().take(HASH).collect();
            format!("{} {short}", self.phrases.plain(key))
        };
        let (inputs, settings) =
            (hash("made-inputs", &made.inputs), hash("made-settings", &made.settings));
        let version = env!("CARGO_PKG_VERSION");
        page.lines("", "", &format!("daybrief {version}, {inputs}, {settings}"), Look::Faint);
        let again = format!("{} {}", self.phrases.plain("made-again"), made.command);
        page.lines("", "  ", &again, Look::Faint);
    }

    /// A topic on one line: what it is called, and who reports it.
    fn also(&self, entry: &AlsoEntry) -> String {
        let mut parts = vec![entry.names.join(", ")];
        let n_articles = entry.documents as usize;
        if n_articles > entry.names.len() {
            parts.push(self.phrases.counted("articles", n_articles));
        }
        if n_articles > 1 {
            parts.push(self.phrases.counted("lines", entry.independent as usize));
        }
        format!("{} ({})", entry.label, parts.join(" · "))
    }

    fn source(&self, source: &SourceEntry) -> String {
        let name = source.outlet.as_ref().unwrap_or(&source.name);
        let mut parts = vec![format!("[{}] {name}", source.number)];
        parts.extend(source.title.clone());
        let day = source.published.map(|date| When::Day(date.day()));
        parts.extend(day.map(|day| self.phrases.date(day, Form::Long)));
        parts.push(self.phrases.counted("words", source.words as usize));
        parts.extend(source.url.as_deref().and_then(link::safe).or_else(|| source.path.clone()));
        parts.join(", ")
    }

    /// Whether the sentence at the first of `citations` is among `told`.
    fn stands(told: &BTreeSet<Place>, citations: &[CitationEntry]) -> bool {
        place(citations).is_some_and(|place| told.contains(&place))
    }
}

fn point(page: &mut Page, extract: &ExtractEntry) {
    page.lines("  • ", "    ", &cited(&extract.text, &extract.citations), Look::Normal);
}
