//! The greedy frame that every method shares: budget, readability and redundancy around a gain.

use std::cmp::Ordering;

use super::fact::Facts;
use super::{Budget, Pool, Selection};
use crate::analyze::vector::dot;
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
    pub readable: &'a [Option<Refusal>],
    /// How long the summary may get.
    pub budget: Budget,
    /// Whether several independent lines of reporting tell the topic.
    pub has_several_lines: bool,
    /// What becomes of a sentence that resembles a chosen one.
    pub redundancy: Redundancy,
    /// What each group tells.
    pub facts: &'a Facts,
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
        readable: &'a [Option<Refusal>],
        budget: Budget,
        redundancy: Redundancy,
        facts: &'a Facts,
    ) -> Self {
        let words =
            |index: usize| corpus.sentence(pool.groups[index].representative).words as usize;
        Self {
            pool,
            words: (0..pool.groups.len()).map(words).collect(),
            readable,
            budget,
            has_several_lines: topic.n_lines() > 1,
            redundancy,
            facts,
        }
    }

    /// Chooses greedily by `objective`, starting from `fixed`.
    ///
    /// When the number of sentences asked for is not reached, a topic of several lines gives up
    /// readability, one of a single line redundancy too; an article no longer than the budget
    /// comes back whole; where nothing fits, the most salient sentence stands alone. O(chosen · (entries + gains)) time.
    pub fn search(&self, objective: &mut impl Objective, fixed: Option<usize>) -> Chosen {
        let mut chosen = Chosen::none(self.words.len());
        fixed.into_iter().for_each(|index| self.choose(index, &mut chosen, objective));
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
    pub fn fill(
        &self,
        strictness: Strictness,
        chosen: &mut Chosen,
        objective: &mut impl Objective,
    ) {
        while chosen.order.len() < self.budget.sentences {
            let best = (0..self.words.len())
                .filter(|&index| self.admits(index, chosen, strictness))
                .map(|index| (objective.gain(index), index))
                .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
            let Some((_, index)) = best else { break };
            self.choose(index, chosen, objective);
        }
    }

    /// Whether `index` may be added: not chosen, within the budget of words, and strict enough.
    pub fn admits(&self, index: usize, chosen: &Chosen, strictness: Strictness) -> bool {
        let is_different = chosen.redundant[index].is_none();
        !chosen.holds[index]
            && !self.is_known(index)
            && chosen.words + self.words[index] <= self.budget.words
            && match strictness {
                Strictness::Readable => is_different && self.readable[index].is_none(),
                Strictness::Different => is_different,
                Strictness::Any => true,
            }
    }

    /// What was chosen, with a reason for everything that was not.
    pub fn selection(&self, chosen: &Chosen) -> Selection {
        let refusal = |index: usize| {
            let fits = chosen.words + self.words[index] <= self.budget.words;
            let rest = if fits { Refusal::LessGain } else { Refusal::OverBudget };
            let first = self.readable[index].or(chosen.redundant[index]).unwrap_or(rest);
            (!chosen.holds[index]).then_some(first)
        };
        let refusals = (0..self.words.len()).map(refusal).collect();
        Selection { chosen: chosen.order.clone(), opening: None, refusals }
    }

    /// Whether the reader knows what `index` says; nothing gives way to that.
    fn is_known(&self, index: usize) -> bool {
        matches!(self.readable[index], Some(Refusal::Known { .. }))
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

impl Chosen {
    /// Nothing, of `n` groups.
    pub fn none(n: usize) -> Self {
        Self { order: Vec::new(), holds: vec![false; n], redundant: vec![None; n], words: 0 }
    }

    /// Adds the group at `index` and marks what it makes redundant. O(entries) time.
    pub fn add(&mut self, index: usize, frame: &Frame<'_>) {
        let rows = &frame.pool.vectors.words_and_pairs;
        let with = frame.pool.groups[index].representative;
        if frame.redundancy == Redundancy::Refused {
            for (other, row) in rows.iter().enumerate().filter(|&(other, _)| other != index) {
                let cosine = dot(&rows[index], row);
                if self.redundant[other].is_some() {
                    continue;
                }
                if cosine > REDUNDANT {
                    self.redundant[other] = Some(Refusal::Redundant { with, cosine });
                } else if frame.has_several_lines {
                    let same = frame.facts.same(index, other);
                    self.redundant[other] = same.map(|overlap| Refusal::SameFact { with, overlap });
                }
            }
        }
        self.words += frame.words[index];
        self.holds[index] = true;
        self.order.push(index);
    }
}
