//! Learned concept coverage: the set of sentences that covers most of what readers keep.

use super::centroid::Centroid;
use super::greedy::{Chosen, Frame, Objective, Strictness};

/// How a word's chance counts beside a pair's.
const WORD_WEIGHT: f64 = 0.3;
/// Weight of the cosine with the centroid in the objective.
const CENTROID_WEIGHT: f64 = 0.2;
/// Powers of (words/20) by which gains are divided, one greedy search each.
const LENGTH_POWERS: [f64; 3] = [0.35, 0.55, 0.75];
const LENGTH_UNIT: f64 = 20.0;
/// Single moves by which a greedy summary is improved, at most.
const MAX_MOVES: usize = 15;
/// A move must raise the objective by more than rounding does.
const LEAST_RISE: f64 = 1e-12;
/// Words that a sentence is taken to have where the budget counts sentences.
const USUAL_WORDS: usize = 25;

/// What covering a topic takes: the concepts of each group, and what each is worth.
pub struct Coverage<'a> {
    frame: &'a Frame<'a>,
    with_centroid: &'a [f64],
    /// The concepts of each group, ascending, each once.
    concepts: &'a [Vec<u32>],
    /// What covering a concept adds to the objective: `.3·q/B` for a word, `q/B` for a pair.
    worth: Vec<f64>,
}

impl<'a> Coverage<'a> {
    /// `chances[c]` is the chance of concept c, `is_pair` tells pairs from words.
    pub fn new(
        frame: &'a Frame<'a>,
        with_centroid: &'a [f64],
        concepts: &'a [Vec<u32>],
        chances: &[f64],
        is_pair: impl Fn(u32) -> bool,
    ) -> Self {
        let by_sentences = frame.budget.sentences.saturating_mul(USUAL_WORDS);
        let budget = frame.budget.words.min(by_sentences).max(1) as f64;
        let worth = (0u32..)
            .zip(chances)
            .map(
                |(concept, q)| if is_pair(concept) { q / budget } else { WORD_WEIGHT * q / budget },
            )
            .collect();
        Self { frame, with_centroid, concepts, worth }
    }

    /// What each group alone is worth.
    pub fn alone(&self) -> Vec<f64> {
        let covered = |concepts: &Vec<u32>| -> f64 {
            concepts.iter().map(|&concept| self.worth[concept as usize]).sum()
        };
        let cosines = self.with_centroid.iter();
        let pairs = self.concepts.iter().zip(cosines);
        pairs.map(|(concepts, cosine)| covered(concepts) + CENTROID_WEIGHT * cosine).collect()
    }

    /// Chooses the best of three greedy searches, each improved by single moves; `fixed` stays.
    ///
    /// The objective for a budget of B words is
    /// `F = .3·Σ_words q/B + Σ_pairs q/B + .2·cos(c, Σ chosen)`, each concept counted once.
    /// Ties go to the first search.
    pub fn search(&self, fixed: Option<usize>) -> Chosen {
        let mut best: Option<(f64, Chosen)> = None;
        for power in LENGTH_POWERS {
            let mut state = Covering::new(self, power);
            let chosen = self.frame.search(&mut state, fixed);
            let (value, chosen) = self.improve(chosen, fixed);
            if best.as_ref().is_none_or(|(other, _)| value > *other) {
                best = Some((value, chosen));
            }
        }
        best.map_or_else(|| Chosen::none(self.concepts.len()), |(_, chosen)| chosen)
    }

    /// Makes the best single move (replace one, or add one) while it raises the objective.
    fn improve(&self, mut chosen: Chosen, fixed: Option<usize>) -> (f64, Chosen) {
        let mut value = self.value(&chosen.order);
        for _ in 0..MAX_MOVES {
            let mut best: Option<(f64, Vec<usize>)> = None;
            for out in std::iter::once(None).chain((0..chosen.order.len()).map(Some)) {
                if out.is_some_and(|place| Some(chosen.order[place]) == fixed) {
                    continue;
                }
                let mut kept = chosen.order.clone();
                out.map(|place| kept.remove(place));
                let Some((after, index)) = self.best_addition(&kept, out, &chosen) else {
                    continue;
                };
                if after > value + LEAST_RISE && best.as_ref().is_none_or(|(b, _)| after > *b) {
                    let place = out.unwrap_or(kept.len());
                    kept.insert(place, index);
                    best = Some((after, kept));
                }
            }
            let Some((after, order)) = best else { break };
            value = after;
            chosen = Chosen::none(self.concepts.len());
            order.iter().for_each(|&index| chosen.add(index, self.frame));
        }
        (value, chosen)
    }

    /// The group whose addition to `kept` gives the largest objective, with that objective.
    fn best_addition(
        &self,
        kept: &[usize],
        out: Option<usize>,
        before: &Chosen,
    ) -> Option<(f64, usize)> {
        if kept.len() >= self.frame.budget.sentences {
            return None;
        }
        let mut chosen = Chosen::none(self.concepts.len());
        let mut state = Covering::new(self, 0.0);
        for &index in kept {
            chosen.add(index, self.frame);
            state.add(index);
        }
        let value = state.value();
        let gone = out.map(|place| before.order[place]);
        (0..self.concepts.len())
            .filter(|&index| Some(index) != gone)
            .filter(|&index| self.frame.admits(index, &chosen, Strictness::Readable))
            .map(|index| (value + state.raw_gain(index), index))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
    }

    fn value(&self, order: &[usize]) -> f64 {
        let mut state = Covering::new(self, 0.0);
        order.iter().for_each(|&index| state.add(index));
        state.value()
    }
}

/// What has been covered so far.
struct Covering<'a> {
    coverage: &'a Coverage<'a>,
    centroid: Centroid<'a>,
    is_covered: Vec<bool>,
    covered: f64,
    length_power: f64,
}

impl<'a> Covering<'a> {
    fn new(coverage: &'a Coverage<'a>, length_power: f64) -> Self {
        Self {
            coverage,
            centroid: Centroid::new(coverage.frame, coverage.with_centroid),
            is_covered: vec![false; coverage.worth.len()],
            covered: 0.0,
            length_power,
        }
    }

    fn value(&self) -> f64 {
        self.covered + CENTROID_WEIGHT * self.centroid.cosine()
    }

    fn raw_gain(&self, index: usize) -> f64 {
        let fresh = self.coverage.concepts[index]
            .iter()
            .filter(|&&concept| !self.is_covered[concept as usize])
            .map(|&concept| self.coverage.worth[concept as usize]);
        let (after, before) = self.centroid.cosines_after_and_before(index);
        fresh.sum::<f64>() + CENTROID_WEIGHT * (after - before)
    }
}

impl Objective for Covering<'_> {
    fn gain(&self, index: usize) -> f64 {
        let words = self.coverage.frame.words[index].max(1) as f64;
        self.raw_gain(index) / (words / LENGTH_UNIT).powf(self.length_power)
    }

    fn add(&mut self, index: usize) {
        for &concept in &self.coverage.concepts[index] {
            if !std::mem::replace(&mut self.is_covered[concept as usize], true) {
                self.covered += self.coverage.worth[concept as usize];
            }
        }
        self.centroid.add(index);
    }
}
