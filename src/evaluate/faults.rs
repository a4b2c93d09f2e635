//! Faults of a summary that readers mind and ROUGE does not see, counted.
//!
//! Each counter reads the finished summary beside the documents, with rules and word lists of its
//! own: it shares nothing with what chooses and orders sentences, so that a gap there shows here.
//! A counter is blind where its file says so. Which summaries are judged, and how the figures are
//! printed, is the command's matter.

mod words;
mod passage;
mod name;
mod background;
mod date;
mod opening;
mod introduction;
mod orphan;
mod chronology;
mod figure;
mod repetition;
mod topicality;
mod voice;
#[cfg(test)]
mod sample;

use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

use crate::model::{DocumentId, Sentence, Span};
pub use background::Background;
use passage::Passage;

/// A sentence of a summary: where it stands in the documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Its document.
    pub document: DocumentId,
    /// Its bytes there.
    pub span: Span,
}

impl From<&Sentence> for Place {
    fn from(sentence: &Sentence) -> Self {
        Self { document: sentence.document, span: sentence.span }
    }
}

/// What readers mind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// The first sentence cannot stand alone; of summaries.
    OpeningsThatLean,
    /// A person comes in by the surname alone; of persons.
    Unintroduced,
    /// A sentence says nothing alone; of sentences.
    Orphans,
    /// A sentence tells of an earlier time than the one before it; of pairs of dated neighbors.
    BackwardInTime,
    /// A sentence gives a figure that another one updates; of sentences.
    StaleFigures,
    /// A sentence tells what one before it told; of sentences.
    RepeatedFacts,
    /// A sentence has nothing of what the documents share; of sentences.
    OffTopic,
    /// All sentences come from one document; of summaries of at least three documents.
    SingleVoice,
}

/// One decision of a counter: something looked at, and whether it is a fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// What was looked for.
    pub fault: Fault,
    /// The sentence that was looked at, from 0 in reading order.
    pub sentence: usize,
    /// Why it is a fault, in a few words; `None`: it is none.
    pub because: Option<String>,
}

/// Faults among the things looked at; sums of counts stay shares of all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// How many have the fault.
    pub faults: u32,
    /// How many were looked at.
    pub of: u32,
}

impl Count {
    /// The share of faults in [0, 1]; 0 where nothing was looked at.
    pub fn share(self) -> f64 {
        f64::from(self.faults) / f64::from(self.of.max(1))
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.faults += other.faults;
        self.of += other.of;
    }
}

/// The faults of one summary, or of many added up; serialized as the shares and the mean.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(into = "Shares")]
pub struct Faults {
    /// See [`Fault::OpeningsThatLean`].
    pub openings_that_lean: Count,
    /// See [`Fault::Unintroduced`].
    pub unintroduced: Count,
    /// See [`Fault::Orphans`].
    pub orphans: Count,
    /// See [`Fault::BackwardInTime`].
    pub backward_in_time: Count,
    /// See [`Fault::StaleFigures`].
    pub stale_figures: Count,
    /// See [`Fault::RepeatedFacts`].
    pub repeated_facts: Count,
    /// See [`Fault::OffTopic`].
    pub off_topic: Count,
    /// See [`Fault::SingleVoice`].
    pub single_voice: Count,
    /// Words in all.
    pub words: u32,
    /// Summaries with at least one sentence.
    pub summaries: u32,
}

/// [`Faults`] as shares in [0, 1] of what was looked at, under the names of the report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Shares {
    /// Of summaries.
    pub openings_that_lean: f64,
    /// Of persons.
    pub unintroduced: f64,
    /// Of sentences.
    pub orphans: f64,
    /// Of pairs of neighbors that have a date.
    pub backward_in_time: f64,
    /// Of sentences.
    pub stale_figures: f64,
    /// Of sentences.
    pub repeated_facts: f64,
    /// Of sentences.
    pub off_topic: f64,
    /// Of summaries of at least three documents and two sentences.
    pub single_voice: f64,
    /// Words a summary.
    pub mean_words: f64,
}

impl From<Faults> for Shares {
    fn from(faults: Faults) -> Self {
        Self {
            openings_that_lean: faults.openings_that_lean.share(),
            unintroduced: faults.unintroduced.share(),
            orphans: faults.orphans.share(),
            backward_in_time: faults.backward_in_time.share(),
            stale_figures: faults.stale_figures.share(),
            repeated_facts: faults.repeated_facts.share(),
            off_topic: faults.off_topic.share(),
            single_voice: faults.single_voice.share(),
            mean_words: f64::from(faults.words) / f64::from(faults.summaries.max(1)),
        }
    }
}

impl AddAssign for Faults {
    fn add_assign(&mut self, other: Self) {
        self.openings_that_lean += other.openings_that_lean;
        self.unintroduced += other.unintroduced;
        self.orphans += other.orphans;
        self.backward_in_time += other.backward_in_time;
        self.stale_figures += other.stale_figures;
        self.repeated_facts += other.repeated_facts;
        self.off_topic += other.off_topic;
        self.single_voice += other.single_voice;
        self.words += other.words;
        self.summaries += other.summaries;
    }
}

impl Faults {
    fn of(&mut self, fault: Fault) -> &mut Count {
        match fault {
            Fault::OpeningsThatLean => &mut self.openings_that_lean,
            Fault::Unintroduced => &mut self.unintroduced,
            Fault::Orphans => &mut self.orphans,
            Fault::BackwardInTime => &mut self.backward_in_time,
            Fault::StaleFigures => &mut self.stale_figures,
            Fault::RepeatedFacts => &mut self.repeated_facts,
            Fault::OffTopic => &mut self.off_topic,
            Fault::SingleVoice => &mut self.single_voice,
        }
    }
}

/// Counts the faults of a summary given in reading order. An empty summary has none.
///
/// O(words of the summary + sentences²), the square over the chosen sentences only.
///
/// ```
/// use daybrief::evaluate::faults::{self, Background, Place};
/// use daybrief::read::{self, Input};
/// use daybrief::{model::DocumentId, segment};
///
/// let text = b"He resigned on Monday after the vote. The harbor of Riva was closed on Sunday.";
/// let input = Input::Bytes { name: "a.txt".into(), bytes: text.to_vec() };
/// let documents = read::documents(&[input], &read::Options::default()).documents;
/// let corpus = segment::corpus(documents, &segment::Options::default());
/// let background = Background::of(&corpus, &[DocumentId(0)]);
/// let summary: Vec<Place> = corpus.sentences.iter().map(Place::from).collect();
/// let faults = faults::count(&summary, &background);
/// assert_eq!(faults.openings_that_lean.share(), 1.0);
/// assert_eq!((faults.orphans.faults, faults.orphans.of, faults.words), (0, 2, 15));
/// ```
pub fn count(summary: &[Place], background: &Background) -> Faults {
    let passages = background.passages(summary);
    let mut faults = Faults::default();
    for verdict in judge(&passages, background) {
        let is_fault = u32::from(verdict.because.is_some());
        *faults.of(verdict.fault) += Count { faults: is_fault, of: 1 };
    }
    let n_words = passages.iter().map(|passage| passage.tokens.len()).sum::<usize>();
    faults.words = u32::try_from(n_words).unwrap_or(u32::MAX);
    faults.summaries = u32::from(!passages.is_empty());
    faults
}

/// Every decision behind [`count`], counter by counter, with the reasons of the faults.
pub fn verdicts(summary: &[Place], background: &Background) -> Vec<Verdict> {
    judge(&background.passages(summary), background)
}

fn judge(passages: &[Passage], background: &Background) -> Vec<Verdict> {
    let counters = [
        (Fault::OpeningsThatLean, opening::judge as Judge),
        (Fault::Unintroduced, introduction::judge),
        (Fault::Orphans, orphan::judge),
        (Fault::BackwardInTime, chronology::judge),
        (Fault::StaleFigures, figure::judge),
        (Fault::RepeatedFacts, repetition::judge),
        (Fault::OffTopic, topicality::judge),
        (Fault::SingleVoice, voice::judge),
    ];
    let of = |(fault, judge): (Fault, Judge)| {
        let found = judge(passages, background);
        found.into_iter().map(move |(sentence, because)| Verdict { fault, sentence, because })
    };
    counters.into_iter().flat_map(of).collect()
}

/// For each thing looked at the sentence it stands in, and why it is a fault, if it is one.
type Judge = fn(&[Passage], &Background) -> Vec<Decision>;

type Decision = (usize, Option<String>);
