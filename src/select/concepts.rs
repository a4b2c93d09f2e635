//! Learned concept coverage: the set of sentences that covers most of what readers keep.

use super::centroid::Centroid;
use super::greedy::{Chosen, Frame, Objective, Start, lengths};
use super::{Search, moves};
use crate::analyze::vector::{Dimension, Holders, Vectors};

/// How a word's chance counts beside a pair's.
const WORD_WEIGHT: f64 = 0.3;
/// Weight of the cosine with the centroid in the objective.
const CENTROID_WEIGHT: f64 = 0.2;
/// Powers of (words/20) by which gains are divided, one greedy search each.
const LENGTH_POWERS: [f64; 3] = [0.35, 0.55, 0.75];
/// The one of them that stands alone where only one search is made.
const LENGTH_POWER: f64 = 0.55;
const LENGTH_UNIT: f64 = 20.0;
/// The share of what a sentence alone is worth that it loses while it names what nobody introduced.
const UNINTRODUCED_LOSS: f64 = 0.2;
/// Words that a sentence is taken to have where the budget counts sentences.
const USUAL_WORDS: usize = 25;

/// What covering a topic takes: the concepts of each group, and what each is worth.
pub struct Coverage<'a> {
    pub(super) frame: &'a Frame<'a>,
    with_centroid: &'a [f64],
    /// The concepts of each group, ascending, each once.
    pub(super) concepts: &'a [Vec<u32>],
    /// The groups that hold each concept.
    pub(super) holders: &'a Holders,
    /// What covering a concept adds to the objective: `.3·q/B` for a word, `q/B` for a pair.
    pub(super) worth: Vec<f64>,
    /// What each group alone covers.
    pub(super) covered: Vec<f64>,
    /// What each group alone is worth.
    alone: Vec<f64>,
}

impl<'a> Coverage<'a> {
    /// That of the pool of `frame`; `with_centroid` are its groups' cosines with the centroid.
    pub fn new(frame: &'a Frame<'a>, with_centroid: &'a [f64]) -> Self {
        let Vectors { held: concepts, holders, space, .. } = frame.pool.vectors;
        let is_pair = |concept| matches!(space.kind(concept), Dimension::Pair(..));
        let by_sentences = frame.budget.sentences.saturating_mul(USUAL_WORDS);
        let budget = frame.budget.words.min(by_sentences).max(1) as f64;
        let worth = |(concept, q): (u32, &f64)| {
            if is_pair(concept) { q / budget } else { WORD_WEIGHT * q / budget }
        };
        let worth: Vec<f64> = (0u32..).zip(frame.pool.chances).map(worth).collect();
        let covered = |held: &Vec<u32>| -> f64 { held.iter().map(|&c| worth[c as usize]).sum() };
        let covered: Vec<f64> = concepts.iter().map(covered).collect();
        let pairs = covered.iter().zip(with_centroid);
        let alone = pairs.map(|(covered, cosine)| covered + CENTROID_WEIGHT * cosine).collect();
        Self { frame, with_centroid, concepts, holders, worth, covered, alone }
    }

    /// What each group alone is worth.
    pub fn alone(&self) -> &[f64] {
        &self.alone
    }

    /// Chooses the best of three greedy searches, each improved by single moves, from `start`; or
    /// by a single greedy search with r = .55.
    ///
    /// The objective for a budget of B words is
    /// `F = .3·Σ_words q/B + Σ_pairs q/B + .2·cos(c, Σ chosen)`, each concept counted once, less
    /// `.2·F({i})` for each chosen i that names what no chosen sentence introduces. Ties go to the
    /// first search.
    pub fn search(&self, start: &Start, search: Search) -> Chosen {
        if search == Search::Greedy {
            return self.frame.search(&mut Covering::new(self, LENGTH_POWER), start);
        }
        let mut best: Option<(f64, Chosen)> = None;
        for power in LENGTH_POWERS {
            let mut state = Covering::new(self, power);
            let chosen = self.frame.search(&mut state, start);
            let (value, chosen) = moves::improved(self, chosen, start);
            if best.as_ref().is_none_or(|(other, _)| value > *other) {
                best = Some((value, chosen));
            }
        }
        best.map_or_else(|| Chosen::none(start, self.concepts.len()), |(_, chosen)| chosen)
    }
}

/// What has been covered so far.
pub(super) struct Covering<'a> {
    coverage: &'a Coverage<'a>,
    centroid: Centroid<'a>,
    chosen: Vec<usize>,
    owed: Owed,
    /// How many of the chosen groups hold each concept.
    pub(super) times_covered: Vec<u32>,
    /// What each group covers that is not covered yet.
    pub(super) fresh: Vec<f64>,
    covered: f64,
    /// What the gain of each group is divided by.
    lengths: Vec<f64>,
}

impl<'a> Covering<'a> {
    /// Nothing, gains being divided by (words/20)^`length_power`.
    pub(super) fn new(coverage: &'a Coverage<'a>, length_power: f64) -> Self {
        let words = coverage.frame.words.iter().copied();
        let lengths = lengths(words, LENGTH_UNIT, length_power);
        Self {
            coverage,
            centroid: Centroid::new(coverage.frame, coverage.with_centroid),
            chosen: Vec::new(),
            owed: Owed { holds: vec![false; coverage.concepts.len()], ..Owed::default() },
            times_covered: vec![0; coverage.worth.len()],
            fresh: coverage.covered.clone(),
            covered: 0.0,
            lengths,
        }
    }

    /// The objective.
    pub(super) fn value(&self) -> f64 {
        self.covered + CENTROID_WEIGHT * self.centroid.cosine() - self.owed.total
    }

    /// The objective without what is owed, when `index` adds `rise` in place of `gone`.
    pub(super) fn value_after(&self, gone: Option<usize>, index: usize, rise: f64) -> f64 {
        self.covered + rise + CENTROID_WEIGHT * self.centroid.cosine_after(gone, index)
    }

    /// What the chosen groups but `gone` lose for what nobody introduced.
    pub(super) fn owed_without(&self, gone: Option<usize>) -> Owed {
        let mut holds = self.owed.holds.clone();
        gone.into_iter().for_each(|gone| holds[gone] = false);
        let introductions = self.coverage.frame.introductions;
        let open: Vec<usize> = self
            .chosen
            .iter()
            .copied()
            .filter(|&index| holds[index] && !introductions.are_met(index, |other| holds[other]))
            .collect();
        let total = open.iter().map(|&index| self.loss(index)).sum();
        Owed { holds, open, total }
    }

    /// The same when `index` has been added.
    pub(super) fn owed_after(&self, owed: &Owed, index: usize) -> f64 {
        let introductions = self.coverage.frame.introductions;
        let holds = |other: usize| other == index || owed.holds[other];
        let mut total = owed.total;
        for &open in &owed.open {
            if introductions.are_met(open, holds) {
                total -= self.loss(open);
            }
        }
        if introductions.are_met(index, holds) { total } else { total + self.loss(index) }
    }

    fn loss(&self, index: usize) -> f64 {
        UNINTRODUCED_LOSS * self.coverage.alone[index]
    }
}

/// What a set of groups loses for names that nobody introduced.
#[derive(Default)]
pub(super) struct Owed {
    holds: Vec<bool>,
    /// Those of the set that need an introduction.
    open: Vec<usize>,
    total: f64,
}

impl Objective for Covering<'_> {
    fn gain(&self, index: usize) -> f64 {
        let (after, before) = self.centroid.cosines_after_and_before(index);
        let owed = self.owed_after(&self.owed, index) - self.owed.total;
        (self.fresh[index] + CENTROID_WEIGHT * (after - before) - owed) / self.lengths[index]
    }

    fn add(&mut self, index: usize) {
        for &concept in &self.coverage.concepts[index] {
            self.times_covered[concept as usize] += 1;
            if self.times_covered[concept as usize] == 1 {
                let worth = self.coverage.worth[concept as usize];
                self.covered += worth;
                for &holder in self.coverage.holders.sentences(concept) {
                    self.fresh[holder as usize] -= worth;
                }
            }
        }
        self.centroid.add(index);
        self.chosen.push(index);
        self.owed.holds[index] = true;
        self.owed = self.owed_without(None);
    }
}
