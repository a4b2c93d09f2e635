//! Every setting once: its key in the file, its variable, what it does, and where it ends up.

use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use toml::{Table, Value};

use super::command::background;
use super::format::Format;
use super::window::Since;
use crate::error::Error;
use crate::model::Date;
use crate::render::{Citations, Theme};
use crate::{cluster, compose, describe, fetch, pipeline, segment, select};

/// What a value looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A string; commas separate nothing.
    Text,
    /// A whole number.
    Count,
    /// A number with a fraction.
    Share,
    /// Seconds, whole or with a fraction.
    Seconds,
    /// `true` or `false`.
    Flag,
    /// Strings; commas separate them in a variable.
    List,
    /// Tables; written in a variable as in the file.
    Data,
}

/// One setting.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Key {
    /// Dotted, as in the file.
    pub(crate) name: &'static str,
    /// What its value looks like.
    pub(crate) kind: Kind,
    /// What it does, in a comment's length.
    pub(crate) help: &'static str,
    /// A value to show, as written in the file.
    pub(crate) example: &'static str,
}

impl Key {
    /// The environment variable that sets it: `DAYBRIEF_` and the last part of the name.
    pub(crate) fn variable(&self) -> String {
        let last = self.name.rsplit('.').next().unwrap_or(self.name);
        format!("DAYBRIEF_{}", if self.name == "output.name" { "OUTPUT_NAME" } else { last })
            .to_ascii_uppercase()
    }

    /// Why `value`, of the right type, cannot be used; `None`: it can.
    pub(crate) fn fault(&self, value: &Value) -> Option<&'static str> {
        match (self.kind, value) {
            (Kind::Count, Value::Integer(count)) if !(1..=u32::MAX.into()).contains(count) => {
                Some("give a whole number from 1")
            }
            (Kind::Share, Value::Float(share)) if !(*share > 0.0 && *share <= 1.0) => {
                Some("give a number above 0, up to 1")
            }
            (Kind::Seconds, value) => {
                let seconds = match value {
                    Value::Float(seconds) => *seconds,
                    Value::Integer(seconds) => *seconds as f64,
                    _ => return None,
                };
                (!(seconds > 0.0 && seconds <= LONGEST))
                    .then_some("give a number above 0, up to 3600")
            }
            _ => None,
        }
    }

    /// `text` as a value of this setting; a number that is none stays text, and is refused as such.
    pub(crate) fn value(&self, text: &str) -> Value {
        let as_text = || Value::String(text.into());
        match self.kind {
            Kind::Text => as_text(),
            Kind::Count => text.parse().map_or_else(|_| as_text(), Value::Integer),
            Kind::Share | Kind::Seconds => text.parse().map_or_else(|_| as_text(), Value::Float),
            Kind::Flag => text.parse().map_or_else(|_| as_text(), Value::Boolean),
            Kind::Data => {
                let table = format!("value = {text}").parse::<Table>();
                table.ok().and_then(|mut table| table.remove("value")).unwrap_or_else(as_text)
            }
            Kind::List => Value::Array(
                text.split(',').map(|item| Value::String(item.trim().into())).collect(),
            ),
        }
    }
}

const fn key(name: &'static str, kind: Kind, example: &'static str, help: &'static str) -> Key {
    Key { name, kind, help, example }
}

/// All settings, in the order of the file.
pub(crate) const KEYS: &[Key] = &[
    key("title", Kind::Text, "\"World brief\"", "title of the briefing"),
    key(
        "timezone",
        Kind::Text,
        "\"Europe/Rome\"",
        "where today is, for what the feeds bring; unset: where the machine is",
    ),
    key(
        "topic",
        Kind::Data,
        "[{ name = \"Diplomacy\", match = [\"summit\", \"treaty\"] }]",
        "topics that come first, and words that tell their articles",
    ),
    key("segment.language", Kind::Text, "\"en\"", "language of every article; unset: found out"),
    key(
        "cluster.granularity",
        Kind::Text,
        "\"story\"",
        "how wide a topic is: auto, broad, story, event",
    ),
    key(
        "cluster.languages",
        Kind::Text,
        "\"together\"",
        "may a topic mix languages: apart, together",
    ),
    key(
        "cluster.background",
        Kind::Text,
        "\"tables\"",
        "folder of word frequencies of your own, as daybrief background makes them",
    ),
    key(
        "sources.prefer",
        Kind::List,
        "[\"reuters.com\"]",
        "outlets that are cited where several print the same",
    ),
    key("sources.hide", Kind::List, "[\"example.com\"]", "outlets whose articles are left out"),
    key(
        "sources.family",
        Kind::Data,
        "{ bbc = [\"BBC World\", \"BBC Africa\"] }",
        "outlets of one newsroom, which count as one",
    ),
    key(
        "select.sentences",
        Kind::Count,
        "5",
        "sentences a topic; 5 where nothing is said of the length",
    ),
    key("select.words", Kind::Count, "120", "words a topic at most"),
    key("select.ratio", Kind::Share, "0.2", "share of the sentences of a topic"),
    key(
        "select.method",
        Kind::Text,
        "\"auto\"",
        "how sentences are chosen: auto, centroid, concepts, mmr, textrank, lexrank, lead …",
    ),
    key(
        "select.search",
        Kind::Text,
        "\"full\"",
        "how long concepts searches: full, or greedy, which is faster",
    ),
    key("select.query", Kind::Text, "\"harbor bridge\"", "words to tell of before anything else"),
    key(
        "describe.sections",
        Kind::List,
        "[\"timeline\", \"quotations\"]",
        "what is told beside the extracts: timeline, quotations, differences, only-in-one …",
    ),
    key("make.max_topics", Kind::Count, "8", "topics a briefing"),
    key("make.min_independent", Kind::Count, "1", "independent sources a topic needs"),
    key(
        "make.since",
        Kind::Text,
        "\"24h\"",
        "leave out older articles: DATE, 24h, 7d, yesterday, last",
    ),
    key(
        "make.feeds",
        Kind::List,
        "[\"https://example.org/feed\", \"Science\"]",
        "read these alone of the feeds, by address, title or folder",
    ),
    key("make.if_empty", Kind::Text, "\"skip\"", "without a topic: skip, write or fail"),
    key(
        "history.remember",
        Kind::Flag,
        "true",
        "say what is new since the editions before, and remember each, from files, too",
    ),
    key(
        "history.window_days",
        Kind::Count,
        "7",
        "days of earlier editions that a briefing is compared with",
    ),
    key(
        "history.keep_days",
        Kind::Count,
        "365",
        "days that editions are kept, and articles that none uses; unset: for ever",
    ),
    key("fetch.timeout", Kind::Seconds, "20", "seconds for a feed or page, redirects included"),
    key("fetch.connect_timeout", Kind::Seconds, "10", "seconds for connecting"),
    key("fetch.max_bytes", Kind::Count, "16777216", "bytes of a feed or page, once unpacked"),
    key("fetch.offline", Kind::Flag, "true", "fetch nothing"),
    key("fetch.allow_private", Kind::Flag, "true", "fetch from addresses that are not public, too"),
    key(
        "fetch.private_hosts",
        Kind::List,
        "[\"nas.lan\", \"192.168.1.5:8080\"]",
        "hosts that are fetched though their addresses are not public",
    ),
    key("output.template", Kind::Text, "\"templates\"", "a template, or a folder of partials"),
    key("output.theme", Kind::Text, "\"plain\"", "looks of the page: plain, newspaper, compact"),
    key(
        "output.md_citations",
        Kind::Text,
        "\"footnote\"",
        "how Markdown cites: footnote, inline, none",
    ),
    key("output.front_matter", Kind::Flag, "true", "start Markdown with title, date and tags"),
    key("output.dir", Kind::Text, "\"briefs\"", "where make writes if no -o is given"),
    key(
        "output.name",
        Kind::Text,
        "\"{date}.{ext}\"",
        "names of the files in dir, of {date}, {profile} and {ext}",
    ),
    key("output.formats", Kind::List, "[\"html\", \"md\"]", "one file in dir for each"),
];

/// Seconds that a time-out has at most.
const LONGEST: f64 = 3600.0;

/// Settings that say how long a summary gets: a layer that sets one unsets all of the layers below.
pub(crate) const BUDGET: &[&str] = &["select.sentences", "select.words", "select.ratio"];

/// What is done where no topic is left to report on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum IfEmpty {
    /// Writes nothing and says so (exit 3).
    #[default]
    Skip,
    /// Writes the empty briefing (exit 0).
    Write,
    /// Writes nothing and fails (exit 1).
    Fail,
}

/// Which articles and topics make up a briefing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Make {
    /// Topics at most.
    pub(crate) max_topics: u32,
    /// Independent lines of reporting a topic needs.
    pub(crate) min_independent: u32,
    /// Older articles are left out.
    pub(crate) since: Option<Since>,
    /// What is done without a topic.
    pub(crate) if_empty: IfEmpty,
    /// The feeds that count, by address, title or folder; empty: all.
    pub(crate) feeds: Vec<String>,
}

impl Default for Make {
    fn default() -> Self {
        let compose::Options { max_topics, min_independent } = compose::Options::default();
        Self {
            max_topics,
            min_independent,
            since: None,
            if_empty: IfEmpty::default(),
            feeds: Vec::new(),
        }
    }
}

/// Days of earlier editions that a briefing is compared with where nothing else is asked for.
const DEFAULT_WINDOW_DAYS: u32 = 7;

/// What is remembered of earlier editions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct History {
    /// Briefings are compared with those before, and remembered.
    pub(crate) remember: bool,
    /// A briefing is compared with the editions of so many days before it.
    pub(crate) window_days: u32,
    /// Older editions are forgotten.
    pub(crate) keep_days: Option<u32>,
}

impl Default for History {
    fn default() -> Self {
        Self { remember: false, window_days: DEFAULT_WINDOW_DAYS, keep_days: None }
    }
}

/// Where briefings go.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Output {
    /// A template or a folder of partials.
    pub(crate) template: Option<PathBuf>,
    /// The looks of the page.
    pub(crate) theme: Theme,
    /// How Markdown cites.
    pub(crate) md_citations: Citations,
    /// Whether Markdown starts with title, date and tags as YAML.
    pub(crate) front_matter: bool,
    /// Where `make` writes without `-o`.
    pub(crate) dir: Option<PathBuf>,
    /// Names of the files in `dir`, with `{date}`, `{profile}` and `{ext}`.
    pub(crate) name: String,
    /// One file in `dir` for each.
    pub(crate) formats: Vec<Format>,
}

impl Default for Output {
    fn default() -> Self {
        Self {
            template: None,
            theme: Theme::default(),
            md_citations: Citations::default(),
            front_matter: false,
            dir: None,
            name: "{date}.{ext}".into(),
            formats: vec![Format::Html],
        }
    }
}

/// How documents are grouped.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Cluster {
    /// How coarse the topics are.
    pub(crate) granularity: cluster::Granularity,
    /// Whether a topic may hold documents of several languages.
    pub(crate) languages: cluster::Languages,
    /// A folder of document frequencies.
    pub(crate) background: Option<PathBuf>,
}

/// All settings with their values; the defaults are the library's.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Settings {
    /// Title of the briefing.
    pub(crate) title: Option<String>,
    /// The zone that says which day is today.
    pub(crate) timezone: Option<String>,
    /// Topics that come first.
    pub(crate) topic: Vec<cluster::Pin>,
    /// How texts are cut.
    pub(crate) segment: segment::Options,
    /// How documents are grouped.
    pub(crate) cluster: Cluster,
    /// What is said of outlets.
    pub(crate) sources: cluster::Sources,
    /// How sentences are chosen.
    pub(crate) select: select::Options,
    /// What is told of a topic beside its extracts.
    pub(crate) describe: describe::Options,
    /// Which articles and topics make up a briefing.
    pub(crate) make: Make,
    /// What is remembered of earlier editions.
    pub(crate) history: History,
    /// Limits and rules of fetching.
    pub(crate) fetch: fetch::Options,
    /// Where briefings go.
    pub(crate) output: Output,
}

impl Settings {
    /// The library's options among them.
    ///
    /// # Errors
    /// The folder of the background cannot be used.
    pub(crate) fn options(&self, date: Option<Date>) -> Result<pipeline::Options, Error> {
        let background = self.cluster.background.as_deref().map(background::read).transpose()?;
        let Make { max_topics, min_independent, .. } = self.make;
        Ok(pipeline::Options {
            title: self.title.clone(),
            date,
            segment: self.segment.clone(),
            cluster: cluster::Options {
                granularity: self.cluster.granularity,
                languages: self.cluster.languages,
                sources: self.sources.clone(),
                pins: self.topic.clone(),
                background: background.map(Arc::new),
            },
            select: self.select.clone(),
            describe: self.describe.clone(),
            make: compose::Options { max_topics, min_independent },
            ..pipeline::Options::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(text: &str) -> Settings {
        toml::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn every_key_can_be_set_to_its_example() {
        for Key { name, example, .. } in KEYS {
            settings(&format!("{name} = {example}"));
        }
    }

    #[test]
    fn every_value_has_its_key() {
        let table = Table::try_from(Settings::default()).unwrap();
        for (section, value) in &table {
            for (key, _) in value.as_table().into_iter().flatten() {
                let name = format!("{section}.{key}");
                assert!(KEYS.iter().any(|key| key.name == name), "{name} is not in KEYS");
            }
        }
    }

    #[test]
    fn variables_are_distinct() {
        let mut variables: Vec<String> = KEYS.iter().map(Key::variable).collect();
        variables.sort();
        variables.dedup();
        assert_eq!(variables.len(), KEYS.len());
    }
}
