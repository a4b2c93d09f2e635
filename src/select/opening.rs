//! Sentences that can open a summary: they stand alone and tell the event.

use jiff::civil;

use super::candidate::quoted_spans;
use super::greedy::{Chosen, Frame};
use super::stale::Reports;
use crate::analyze::leaning::{self, Kind};
use crate::model::{Corpus, Date, Refusal, SentenceId};

/// An opening is the first or second sentence of an article …
const MAX_PLACE: u32 = 1;
/// … of so many words.
const WORDS: std::ops::RangeInclusive<u32> = 10..=60;
/// A second sentence counts less than a first.
const SECOND_SENTENCE: f64 = 0.9;
/// So does one that announces what articles of later days can report.
const OVERDUE: f64 = 0.85;
/// The share of its value that an opening owes to its salience.
const SALIENCE_SHARE: f64 = 0.4;
const LENGTH_POWER: f64 = 0.35;
const LENGTH_UNIT: f64 = 20.0;
/// Of the openings that have this share of the best one's value those of the earliest day are
/// taken, so that the summary need not step back in time behind its first sentence.
const COMPARABLE: f64 = 0.6;
/// If no chosen opening has this share of the best one's value, one is made obligatory.
const GOOD_ENOUGH: f64 = 0.8;
/// The lead of the newest day is owed from this share of the best opening's value.
const NEWS: f64 = 0.5;

/// What each group of a topic is worth as an opening.
pub struct Openings<'a> {
    frame: &'a Frame<'a>,
    corpus: &'a Corpus,
    /// 0 for a group that cannot open.
    values: Vec<f64>,
}

impl<'a> Openings<'a> {
    /// Judges the groups of `frame`; `worth[i]` is what group i alone is worth to a search.
    ///
    /// The value is `worth/(words/20)^.35 · (.6 + .4·s/max s)`, second sentences × .9, what is
    /// still to come × .85. O(words) time.
    pub fn of(
        frame: &'a Frame<'a>,
        worth: &[f64],
        reports: &Reports<'_>,
        corpus: &'a Corpus,
    ) -> Self {
        let largest = frame.pool.scores.iter().map(|score| score.total).fold(1e-12, f64::max);
        let value = |(index, worth): (usize, &f64)| {
            let fitness = fitness(index, largest, frame, corpus);
            // What cannot open need not be read.
            let is_overdue = fitness > 0.0 && reports.is_overdue(index);
            worth * if is_overdue { OVERDUE } else { 1.0 } * fitness
        };
        Self { frame, corpus, values: worth.iter().enumerate().map(value).collect() }
    }

    /// The opening that has to be added because none of `chosen` is worth .8 of the best of those
    /// that are not `barred`.
    pub fn owed(&self, chosen: &Chosen, barred: &[Option<Refusal>]) -> Option<usize> {
        let of_chosen = chosen.order.iter().map(|&index| self.values[index]).fold(0.0, f64::max);
        let is_free = |index: &usize| !barred.get(*index).is_some_and(Option::is_some);
        let open = (0..self.values.len()).filter(is_free);
        let best = open.clone().map(|index| self.values[index]).fold(0.0, f64::max);
        if of_chosen < GOOD_ENOUGH * best { self.first(open) } else { None }
    }

    /// The lead of the newest day that has to be added because nothing of that day is among
    /// `chosen`, although its lead is worth half of the best opening and more.
    pub fn owed_news(&self, chosen: &Chosen) -> Option<usize> {
        let all = || 0..self.values.len();
        let newest = all().filter_map(|index| self.day(index)).max()?;
        let is_new = |index: &usize| self.day(*index) == Some(newest);
        if chosen.order.iter().any(is_new) {
            return None;
        }
        let lead = all().filter(is_new).max_by(|&a, &b| self.by_value(a, b))?;
        (self.values[lead] >= NEWS * self.best() && self.values[lead] > 0.0).then_some(lead)
    }

    /// Which of `indices` opens: of those of comparable value the best of the earliest day.
    pub fn first(&self, indices: impl Iterator<Item = usize> + Clone) -> Option<usize> {
        let best = indices.clone().map(|index| self.values[index]).fold(0.0, f64::max);
        let can_open =
            |index: &usize| self.values[*index] > 0.0 && self.values[*index] >= COMPARABLE * best;
        let comparable = indices.filter(can_open);
        // Without a date last.
        let when = |index: usize| (self.day(index).is_none(), self.day(index));
        let earliest = comparable.clone().map(when).min()?;
        comparable.filter(|&index| when(index) == earliest).max_by(|&a, &b| self.by_value(a, b))
    }

    fn best(&self) -> f64 {
        self.values.iter().copied().fold(0.0, f64::max)
    }

    fn by_value(&self, a: usize, b: usize) -> std::cmp::Ordering {
        self.values[a].total_cmp(&self.values[b]).then(b.cmp(&a))
    }

    fn day(&self, index: usize) -> Option<civil::Date> {
        let id = self.frame.pool.groups[index].representative;
        let document = self.corpus.sentence(id).document;
        self.corpus.document(document).published.map(Date::day)
    }
}

/// How fit a group is to open a summary, per unit of its worth; 0 for one that cannot. `largest` is
/// the largest total of the topic.
fn fitness(index: usize, largest: f64, frame: &Frame<'_>, corpus: &Corpus) -> f64 {
    let id = frame.pool.groups[index].representative;
    let sentence = corpus.sentence(id);
    let is_early = sentence.position <= MAX_PLACE && WORDS.contains(&sentence.words);
    let stands_alone =
        || frame.introductions.is_free(index) && frame.readability.refusal(index).is_none();
    if !is_early || !stands_alone() || !opens_by_itself(id, corpus) {
        return 0.0;
    }
    let total = frame.pool.scores[index].total;
    let salience = 1.0 - SALIENCE_SHARE + SALIENCE_SHARE * total / largest;
    let length = (f64::from(sentence.words) / LENGTH_UNIT).powf(LENGTH_POWER);
    let place = if sentence.position == 0 { 1.0 } else { SECOND_SENTENCE };
    place * salience / length
}

/// Does not start with a quotation, and if another sentence stands before it in its article, has no
/// pronoun that could mean something there.
fn opens_by_itself(id: SentenceId, corpus: &Corpus) -> bool {
    let sentence = corpus.sentence(id);
    let document = corpus.document(sentence.document);
    let has_pronoun = || {
        let mut words = corpus.words(id).iter().map(|span| span.of(&document.text));
        let is_one = |language| words.any(|word| leaning::is_one(word, Kind::Pronoun, language));
        document.language.is_some_and(is_one)
    };
    let quoted = quoted_spans(corpus.text(id));
    let is_quotation = quoted.is_none_or(|spans| spans.first().is_some_and(|span| span.start == 0));
    !(is_quotation || sentence.position > 0 && has_pronoun())
}
