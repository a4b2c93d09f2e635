//! What the command remembers from run to run: where it lies, what a briefing is compared with,
//! and the new edition, recorded once its files are written.
//!
//! A memory that cannot be used costs one warning, and never the briefing.

use std::collections::BTreeMap;
use std::path::PathBuf;

use etcetera::BaseStrategy;
use jiff::civil;

use super::job::{Job, Remember};
use super::report;
use super::window::{self, Since};
use crate::compose;
use crate::error::{Error, ErrorKind};
use crate::model::briefing::SourceEntry;
use crate::model::{Briefing, Date, Document};
use crate::pipeline::{self, WithoutNews};
use crate::store::{self, Edition, Seen, Series, Store};
use crate::track::{self, Article};

/// What is said where the past cannot be looked up.
const FORGETFUL: &str = "the briefing is made without memory of earlier ones";

/// The file: `daybrief/daybrief.db` in `$XDG_STATE_HOME`, or in the platform's folder for data
/// where it has none for states; `None` without a home folder.
pub(crate) fn place() -> Option<PathBuf> {
    let places = etcetera::choose_base_strategy().ok()?;
    let folder = places.state_dir().unwrap_or_else(|| places.data_dir());
    Some(folder.join("daybrief").join("daybrief.db"))
}

/// The file, opened, for a command that is about nothing else; `None` where it does not exist.
///
/// # Errors
/// There is no place for it, or it cannot be used.
pub(crate) fn existing() -> Result<Option<Store>, Error> {
    let path = place().ok_or_else(homeless)?;
    if path.exists() { store::open(&path).map(Some) } else { Ok(None) }
}

/// The file, opened, made where it is missing.
///
/// # Errors
/// There is no place for it, or it cannot be used.
pub(crate) fn opened() -> Result<Store, Error> {
    store::open(&place().ok_or_else(homeless)?)
}

fn homeless() -> Error {
    Error::new(ErrorKind::Store, "the memory", "there is no home folder (set XDG_STATE_HOME)")
}

/// What the command knows of earlier editions, and what it needs to record a new one.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// The store worked, as far as it was tried.
    is_sound: bool,
    editions: Vec<Briefing>,
    articles: Vec<Article>,
    /// The articles of the briefing; empty where nothing is compared and nothing recorded.
    today: Vec<Article>,
}

impl Memory {
    /// What the series of `job` told before the day of `documents`.
    pub(crate) fn recall(documents: &[Document], job: &Job) -> Self {
        let mut memory = Self { is_sound: true, ..Self::default() };
        if job.remember == Remember::No {
            return memory;
        }
        let Some(day) = day(documents, job) else { return memory };
        match with_store(|store| store::past(store, series(job), day, job.history.window_days)) {
            Ok(Some(past)) => {
                memory.editions = past.editions;
                let article = |it: store::Text| Article {
                    sha256: it.sha256,
                    text: it.text,
                    language: it.language,
                };
                memory.articles = past.articles.into_iter().map(article).collect();
            }
            Ok(None) => {}
            Err(error) => {
                memory.is_sound = false;
                unusable(&error, FORGETFUL, job);
            }
        }
        let is_kept = memory.is_sound && job.remember == Remember::Yes;
        if is_kept || !memory.editions.is_empty() {
            memory.today = documents.iter().map(Article::from).collect();
        }
        memory
    }

    /// `options` for a reader of the earlier editions: what they told is not told again.
    pub(crate) fn known(&self, options: &pipeline::Options) -> pipeline::Options {
        if self.editions.is_empty() {
            return options.clone();
        }
        let told = track::texts(&self.editions);
        let earlier = options.earlier.iter().cloned().chain(told).collect();
        pipeline::Options { earlier, without_news: WithoutNews::Named, ..options.clone() }
    }

    /// `briefing` beside the earlier editions.
    pub(crate) fn compare(&self, briefing: Briefing) -> Briefing {
        let Self { editions, articles, today, .. } = self;
        track::topics(briefing, track::Memory { editions, articles, today })
    }

    /// Records `briefing`, which is written; `seen` is how far the store was read for it.
    pub(crate) fn record(&self, briefing: &Briefing, seen: Option<&Seen>, job: &Job) {
        if job.remember != Remember::Yes || !self.is_sound {
            return;
        }
        let Some(date) = briefing.date else {
            let reason = "not remembered: no article has a date (give --date)";
            report::note(job.verbosity, &reason);
            return;
        };
        let texts: BTreeMap<&str, &str> =
            self.today.iter().map(|article| (&*article.sha256, &*article.text)).collect();
        let text = |source: &SourceEntry| texts.get(&*source.sha256).copied().unwrap_or_default();
        let texts: Vec<&str> = briefing.sources.iter().map(text).collect();
        let seen = seen.zip(job.supply.as_ref().map(|supply| supply.end));
        let recorded = place().ok_or_else(homeless).and_then(|path| {
            let mut store = store::open(&path)?;
            let profile = series(job).profile;
            let edition = Edition { briefing, day: date.day(), profile, texts: &texts, seen };
            store::record(&mut store, edition, job.history.keep_days)
        });
        match recorded {
            Ok(()) => report::note(job.verbosity, &"the edition is remembered"),
            Err(error) => unusable(&error, "the edition is not remembered", job),
        }
    }
}

/// From when on articles count, the last edition looked up where it is meant. Without an earlier
/// edition all do.
pub(crate) fn since(documents: &[Document], job: &Job) -> Option<Since> {
    if job.since != Some(Since::Last) {
        return job.since;
    }
    let day = day(documents, job)?;
    match with_store(|store| store::last(store, series(job), day)) {
        Ok(last) => last.flatten().map(|last| Since::Date(Date::Day(last.day))),
        Err(error) => {
            unusable(&error, FORGETFUL, job);
            None
        }
    }
}

/// The day of the briefing that is to be made.
fn day(documents: &[Document], job: &Job) -> Option<civil::Date> {
    job.options.date.or_else(|| window::newest(documents)).map(Date::day)
}

/// The editions that go on with one another; those made without a profile have the empty name.
pub(crate) fn series(job: &Job) -> Series<'_> {
    let profile = job.profile.as_deref().unwrap_or_default();
    Series { profile, title: job.options.title.as_deref().unwrap_or(compose::TITLE) }
}

/// What `work` finds in the file; `None` where there is no file yet.
fn with_store<T>(work: impl FnOnce(&mut Store) -> Result<T, Error>) -> Result<Option<T>, Error> {
    let Some(path) = place().filter(|path| path.exists()) else { return Ok(None) };
    work(&mut store::open(&path)?).map(Some)
}

/// Says why the file cannot be used, and what that leaves undone.
fn unusable(error: &Error, consequence: &str, job: &Job) {
    report::warning(job.verbosity, &format!("{error}; {consequence}"));
}
