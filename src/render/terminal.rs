//! A briefing as text for a terminal: wrapped to its width, styled if it can show that.

use std::fmt::Write as _;

use textwrap::wrap;

use super::escape;
use crate::model::briefing::{
    AlsoEntry, ExtractEntry, RelationEntry, SourceEntry, Status, TopicEntry,
};
use crate::model::{Briefing, Date};

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

/// Narrower than this nothing can be read anyway.
const MIN_WIDTH: usize = 20;
/// Longer lines are hard to read on any screen.
const MAX_WIDTH: usize = 100;

pub(super) fn text(briefing: &Briefing, terminal: Terminal) -> String {
    let width = terminal.width.clamp(MIN_WIDTH, MAX_WIDTH);
    let mut page = Page { out: String::new(), width, style: terminal.style };
    page.lines("", "", &briefing.title, Look::Strong);
    if let Some(date) = briefing.date {
        page.lines("", "", &date.day().strftime("%-d %B %Y").to_string(), Look::Faint);
    }
    if let Some(since) = briefing.since {
        page.lines("", "", &changes(briefing, since), Look::Faint);
    }
    for topic in &briefing.topics {
        page.topic(topic, briefing);
    }
    if !briefing.also.is_empty() {
        page.heading("Also in the news");
        briefing
            .also
            .iter()
            .for_each(|entry| page.lines("  • ", "    ", &also(entry), Look::Normal));
    }
    if briefing.omitted_topics as usize > briefing.also.len() {
        page.lines("", "", &omitted(briefing.omitted_topics), Look::Faint);
    }
    if !briefing.sources.is_empty() {
        page.heading("Sources");
        for source in &briefing.sources {
            page.source(source);
        }
    }
    if !briefing.warnings.is_empty() {
        page.heading("What was skipped, and why");
        for warning in &briefing.warnings {
            page.lines("  ", "    ", &warning.to_string(), Look::Normal);
        }
    }
    page.out.push('\n');
    page.lines(
        "",
        "",
        "Every sentence above is copied unchanged from the numbered source.",
        Look::Faint,
    );
    page.out
}

/// Says what became of the topics since the edition before.
fn changes(briefing: &Briefing, since: Date) -> String {
    let n_of = |status| {
        let has = |topic: &&TopicEntry| topic.status == Some(status);
        briefing.topics.iter().filter(has).count()
    };
    let mut text = format!(
        "Since the last brief of {}: {} new, {} updated, {} continuing, {} dropped",
        since.day().strftime("%-d %B %Y"),
        n_of(Status::New),
        n_of(Status::Updated),
        n_of(Status::Continuing),
        briefing.dropped.len()
    );
    for (index, topic) in briefing.dropped.iter().enumerate() {
        text.push_str(if index == 0 { ": " } else { "; " });
        text.push_str(&topic.label);
    }
    text
}

fn status(status: Status) -> &'static str {
    match status {
        Status::New => "New",
        Status::Updated => "Updated",
        Status::Continuing => "Continuing",
    }
}

/// Says how many topics are not told.
fn omitted(n: u32) -> String {
    let topics = if n == 1 { "topic was" } else { "topics were" };
    format!("{n} more {topics} found and left out.")
}

/// A topic on one line: what it is called, and who reports it.
fn also(entry: &AlsoEntry) -> String {
    let mut text = format!("{} ({}", entry.label, entry.names.join(", "));
    if entry.documents > 1 {
        let lines = if entry.independent == 1 { "line" } else { "lines" };
        let _ = write!(
            text,
            "; {} articles, {} independent {lines}",
            entry.documents, entry.independent
        );
    }
    text + ")"
}

#[derive(Clone, Copy)]
enum Look {
    Normal,
    Strong,
    Faint,
}

struct Page {
    out: String,
    width: usize,
    style: Style,
}

impl Page {
    /// Writes `text`, wrapped and escaped.
    fn lines(&mut self, first: &str, others: &str, text: &str, look: Look) {
        let options =
            textwrap::Options::new(self.width).initial_indent(first).subsequent_indent(others);
        let (on, off) = match (self.style, look) {
            (Style::Plain, _) | (_, Look::Normal) => ("", ""),
            (Style::Styled, Look::Strong) => ("\u{1b}[1m", "\u{1b}[0m"),
            (Style::Styled, Look::Faint) => ("\u{1b}[2m", "\u{1b}[0m"),
        };
        for line in wrap(&escape::terminal(text), options) {
            self.out.push_str(on);
            self.out.push_str(&line);
            self.out.push_str(off);
            self.out.push('\n');
        }
    }

    fn heading(&mut self, text: &str) {
        self.out.push('\n');
        self.lines("", "", text, Look::Strong);
    }

    fn topic(&mut self, topic: &TopicEntry, briefing: &Briefing) {
        if topic.label == briefing.title {
            self.out.push('\n');
        } else {
            self.heading(&topic.label);
        }
        if topic.status == Some(Status::Continuing) {
            let since = briefing.since.map_or_else(String::new, |since| {
                format!(" since {}", since.day().strftime("%-d %B %Y"))
            });
            self.lines("", "", &format!("Continuing: nothing new{since}"), Look::Faint);
            return;
        }
        let status = topic.status.map(|it| status(it).to_owned());
        let meta = (topic.documents.len() > 1).then(|| meta(topic));
        let above: Vec<String> = status.into_iter().chain(meta).collect();
        if !above.is_empty() {
            self.lines("", "", &above.join(": "), Look::Faint);
        }
        let is_old = |extract: &ExtractEntry| {
            topic.status == Some(Status::Updated) && extract.new == Some(false)
        };
        for extract in topic.extracts.iter().filter(|extract| !is_old(extract)) {
            self.lines("  • ", "    ", &cited(extract), Look::Normal);
        }
        if topic.extracts.iter().any(is_old) {
            self.lines("", "", "Told before:", Look::Faint);
        }
        for extract in topic.extracts.iter().filter(|extract| is_old(extract)) {
            self.lines("  • ", "    ", &cited(extract), Look::Faint);
        }
    }

    fn source(&mut self, source: &SourceEntry) {
        let mut parts = vec![format!("[{}] {}", source.number, source.name)];
        parts.extend(source.title.clone());
        parts.extend(source.published.map(|date| date.day().strftime("%-d %B %Y").to_string()));
        parts.push(format!(
            "{} {}",
            source.words,
            if source.words == 1 { "word" } else { "words" }
        ));
        parts.extend(
            source.url.as_deref().and_then(super::link::safe).or_else(|| source.path.clone()),
        );
        self.lines("  ", "      ", &parts.join(", "), Look::Normal);
    }
}

fn meta(topic: &TopicEntry) -> String {
    let plural =
        |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let articles = topic.documents.len();
    let lines = plural(topic.independent as usize, "independent line", "independent lines");
    let mut meta = format!("{}, {lines}", plural(articles, "article", "articles"));
    if topic.shared.sentences > 0 {
        let (shorter, both) =
            if articles == 2 { ("one", "both") } else { ("ones", "a longer one") };
        let stand = if topic.shared.sentences == 1 { "stands" } else { "stand" };
        let of = plural(topic.shared.of as usize, "sentence", "sentences");
        let _ = write!(
            meta,
            "; {} of {of} of the shorter {shorter} {stand} in the same words in {both}",
            topic.shared.sentences
        );
    }
    meta
}

fn cited(extract: &ExtractEntry) -> String {
    let mut text = extract.text.clone();
    for citation in &extract.citations {
        let mark = if citation.relation == RelationEntry::Also { "+" } else { "" };
        let _ = write!(text, " {mark}[{}]", citation.source);
    }
    text
}
