//! The greedy frame that every method shares: budget, readability and redundancy around a gain.

use std::cell::OnceCell;
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use super::candidate::Readability;
use super::fact::Facts;
use super::introduction::Introductions;
use super::{Budget, Pool};
use crate::model::{Corpus, Refusal, Topic};

/// Cosine above which a sentence says too much of what a chosen one says.
pub const REDUNDANT: f64 = 0.5;

/// Everything about a topic that choosing needs, whatever the method.
pub struct Frame<'a> {
    /// What can be chosen.
    pub pool: Pool<'a>,
    /// Words of each group's representative.
    pub words: Vec<usize>,
    /// Why a group is hard to read on its own.
    pub readability: &'a Readability<'a>,
    /// How long the summary may get.
    pub budget: Budget,
    /// Whether several independent lines of reporting tell the topic.
    pub has_several_lines: bool,
    /// What becomes of a sentence that resembles a chosen one.
    pub redundancy: Redundancy,
    /// What each group tells.
    pub facts: &'a Facts<'a>,
    /// What each group needs before it.
    pub introductions: &'a Introductions,
    /// The cosines of a group with all others, once somebody has asked for them.
    cosines: Vec<OnceCell<Vec<f64>>>,
    /// What choosing a group rules out, likewise.
    rivals: Vec<OnceCell<Vec<(usize, Refusal)>>>,
}

/// What the sentences of a topic mean to a reader.
pub type Sense<'a> = (&'a Readability<'a>, &'a Facts<'a>, &'a Introductions);

/// What a search starts from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Start {
    /// What must be chosen.
    pub fixed: Vec<usize>,
    /// What must not be chosen, and why; empty, or one entry a group.
    pub barred: Vec<Option<Refusal>>,
}

/// What becomes of a sentence that resembles a chosen one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Redundancy {
    /// It is refused above [`REDUNDANT`].
    Refused,
    /// The method itself sees to it, or does not care, as its paper has it.
    LeftToMethod,
}

/// What a method adds to the frame: how much each group would improve what is chosen so far.
pub trait Objective {
    /// The gain of choosing the group at `index` next; only compared with other gains.
    fn gain(&self, index: usize) -> f64;
    /// The group at `index` has been chosen.
    fn add(&mut self, index: usize);
}

/// What has been chosen so far, and what that rules out.
#[derive(Clone)]
pub struct Chosen {
    /// Indices of groups, in the order of choice.
    pub order: Vec<usize>,
    /// Whether a group is among them.
    pub holds: Vec<bool>,
    /// For each group the chosen one that says too much of it.
    pub redundant: Vec<Option<Refusal>>,
    /// Words of all of them.
    pub words: usize,
}

/// What a search admits; it gives way step by step when the number asked for is not reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strictness {
    /// Readable on its own, and unlike the chosen ones.
    Readable,
    /// Unlike the chosen ones.
    Different,
    /// Anything not chosen yet.
    Any,
}

impl<'a> Frame<'a> {
    /// The frame around `pool`.
    pub fn new(
        pool: Pool<'a>,
        topic: &Topic,
        corpus: &Corpus,
        budget: Budget,
        redundancy: Redundancy,
        (readability, facts, introductions): Sense<'a>,
    ) -> Self {
        let words =
            |index: usize| corpus.sentence(pool.groups[index].representative).words as usize;
        let n = pool.groups.len();
        Self {
            pool,
            words: (0..n).map(words).collect(),
            readability,
            budget,
            has_several_lines: topic.n_lines() > 1,
            redundancy,
            facts,
            introductions,
            cosines: vec![OnceCell::new(); n],
            rivals: vec![OnceCell::new(); n],
        }
    }

    /// The cosines of the group at `index` with every group, over words and pairs; computed once.
    /// O(groups that share a word) time a word.
    pub fn cosines(&self, index: usize) -> &[f64] {
        self.cosines[index].get_or_init(|| {
            let vectors = self.pool.vectors;
            vectors.holders.products(&vectors.words_and_pairs[index], self.words.len())
        })
    }

    /// The groups that choosing the one at `index` rules out, ascending; computed once.
    pub fn rivals(&self, index: usize) -> &[(usize, Refusal)] {
        self.rivals[index].get_or_init(|| {
            if self.redundancy == Redundancy::LeftToMethod {
                return Vec::new();
            }
            let with = self.pool.groups[index].representative;
            let refusal = |(other, &cosine): (usize, &f64)| {
                if cosine > REDUNDANT {
                    return Some((other, Refusal::Redundant { with, cosine }));
                }
                // Without a common word there is no common fact.
                let is_asked = self.has_several_lines && cosine > 0.0;
                let overlap = is_asked.then(|| self.facts.same(index, other, cosine)).flatten()?;
                Some((other, Refusal::SameFact { with, overlap }))
            };
            let cosines = self.cosines(index).iter().enumerate();
            cosines.filter(|&(other, _)| other != index).filter_map(refusal).collect()
        })
    }

    /// Chooses greedily by `objective` from `start`.
    ///
    /// When the number of sentences asked for is not reached, a topic of several lines gives up
    /// readability, one of a single line redundancy too; an article no longer than the budget
    /// comes back whole; where nothing fits, the most salient sentence stands alone. O(chosen · (entries + gains)) time.
    pub fn search(&self, objective: &mut impl Objective, start: &Start) -> Chosen {
        let mut chosen = Chosen::none(start, self.words.len());
        start.fixed.iter().for_each(|&index| self.choose(index, &mut chosen, objective));
        self.fill(Strictness::Readable, &mut chosen, objective);
        let fits_whole = self.words.len() <= self.budget.sentences && !self.has_several_lines;
        if self.budget.is_exact || fits_whole || chosen.order.is_empty() {
            self.fill(Strictness::Different, &mut chosen, objective);
        }
        if self.budget.is_exact && !self.has_several_lines {
            self.fill(Strictness::Any, &mut chosen, objective);
        }
        if chosen.order.is_empty() {
            let new = (0..self.words.len()).filter(|&index| !self.is_known(index));
            let best = new.max_by(|&a, &b| self.by_salience(a, b));
            best.into_iter().for_each(|index| self.choose(index, &mut chosen, objective));
        }
        chosen
    }

    /// Chooses among the groups that `strictness` admits, while the budget lasts.
    ///
    /// Whether a group can be read on its own is asked of those alone that gain most.
    pub fn fill(
        &self,
        strictness: Strictness,
        chosen: &mut Chosen,
        objective: &mut impl Objective,
    ) {
        while chosen.order.len() < self.budget.sentences {
            let gain = |index| Gain { gain: objective.gain(index), index: Reverse(index) };
            let open =
                (0..self.words.len()).filter(|&index| self.leaves(index, chosen, strictness));
            let mut open: BinaryHeap<Gain> = open.map(gain).collect();
            let mut best = std::iter::from_fn(|| open.pop()).map(|gain| gain.index.0);
            let Some(index) = best.find(|&index| self.reads(index, strictness)) else { break };
            self.choose(index, chosen, objective);
        }
    }

    /// Whether `index` may be added: not chosen, within the budget of words, and strict enough.
    pub fn admits(&self, index: usize, chosen: &Chosen, strictness: Strictness) -> bool {
        self.leaves(index, chosen, strictness) && self.reads(index, strictness)
    }

    /// Whether what is chosen leaves room for `index`.
    fn leaves(&self, index: usize, chosen: &Chosen, strictness: Strictness) -> bool {
        !chosen.holds[index]
            && !self.is_known(index)
            && chosen.words + self.words[index] <= self.budget.words
            && (strictness == Strictness::Any || chosen.redundant[index].is_none())
    }

    /// Whether `index` can be read on its own, if that is asked.
    fn reads(&self, index: usize, strictness: Strictness) -> bool {
        strictness != Strictness::Readable || self.readability.refusal(index).is_none()
    }

    /// For each group why it was not chosen; `None` for the chosen ones. O(words) time.
    pub fn refusals(&self, chosen: &Chosen) -> Vec<Option<Refusal>> {
        let refusal = |index: usize| {
            let fits = chosen.words + self.words[index] <= self.budget.words;
            let is_known = self.introductions.are_met(index, |other| chosen.holds[other]);
            let rest = match (is_known, fits) {
                (false, _) if self.redundancy == Redundancy::Refused => Refusal::Unintroduced,
                (_, true) => Refusal::LessGain,
                (_, false) => Refusal::OverBudget,
            };
            let unread = self.readability.refusal(index).or(chosen.redundant[index]);
            (!chosen.holds[index]).then(|| unread.unwrap_or(rest))
        };
        (0..self.words.len()).map(refusal).collect()
    }

    /// Whether the reader knows what `index` says; nothing gives way to that.
    fn is_known(&self, index: usize) -> bool {
        self.readability.known(index).is_some()
    }

    fn choose(&self, index: usize, chosen: &mut Chosen, objective: &mut impl Objective) {
        chosen.add(index, self);
        objective.add(index);
    }

    fn by_salience(&self, a: usize, b: usize) -> Ordering {
        let scores = self.pool.scores;
        scores[a].total.total_cmp(&scores[b].total).then(b.cmp(&a))
    }
}

/// What choosing a group would gain; of equal ones the first group is greatest.
struct Gain {
    gain: f64,
    index: Reverse<usize>,
}

impl Ord for Gain {
    fn cmp(&self, other: &Self) -> Ordering {
        self.gain.total_cmp(&other.gain).then(self.index.cmp(&other.index))
    }
}

impl PartialOrd for Gain {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Gain {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Gain {}

/// By what gains are divided for the length of each group: (words/unit)^power.
pub fn lengths(words: impl Iterator<Item = usize>, unit: f64, power: f64) -> Vec<f64> {
    let mut by_words: Vec<f64> = Vec::new();
    words
        .map(|words| {
            let words = words.max(1);
            if by_words.len() <= words {
                by_words.resize(words + 1, f64::NAN);
            }
            if by_words[words].is_nan() {
                by_words[words] = (words as f64 / unit).powf(power);
            }
            by_words[words]
        })
        .collect()
}

impl Chosen {
    /// Nothing, of `n` groups, with what `start` bars.
    pub fn none(start: &Start, n: usize) -> Self {
        let mut redundant = start.barred.clone();
        redundant.resize(n, None);
        Self { order: Vec::new(), holds: vec![false; n], redundant, words: 0 }
    }

    /// Adds the group at `index` and marks what it makes redundant. O(groups) time once the
    /// frame knows its cosines.
    pub fn add(&mut self, index: usize, frame: &Frame<'_>) {
        for &(other, refusal) in frame.rivals(index) {
            self.redundant[other].get_or_insert(refusal);
        }
        self.words += frame.words[index];
        self.holds[index] = true;
        self.order.push(index);
    }
}
