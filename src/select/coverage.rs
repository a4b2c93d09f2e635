//! Concept coverage by document frequency: what many lines of reporting say, said once.

use super::greedy::{Frame, Objective};
use crate::analyze::vector::{Dimension, Vectors};
use crate::model::{Corpus, Topic};

/// Lines that must hold a pair for it to be a concept, where the topic has so many.
const LEAST_LINES: usize = 3;

/// Emphasis from which a pair is a concept however few hold it: a query asks for it.
const ASKED: f64 = 3.0;

/// The gain of a sentence: the pairs of words it adds, each weighing the lines that hold it (times
/// its emphasis), per word of the sentence.
///
/// Source: Gillick & Favre (2009), *A Scalable Global Model for Summarization*: the weighted
/// coverage of bigrams with a document frequency of at least 3, chosen greedily here instead of
/// by an integer program; with fewer lines every pair that two sentences share counts.
pub struct PairCoverage<'a> {
    frame: &'a Frame<'a>,
    /// The concepts of each group.
    concepts: Vec<Vec<u32>>,
    /// What is still to be won by covering each concept.
    left: Vec<f64>,
}

impl<'a> PairCoverage<'a> {
    /// The objective with nothing chosen.
    pub fn new(frame: &'a Frame<'a>, topic: &Topic, corpus: &Corpus) -> Self {
        let Vectors { space, held, .. } = frame.pool.vectors;
        let mut lines: Vec<Vec<u32>> = vec![Vec::new(); space.dimensions()];
        for (group, held) in frame.pool.groups.iter().zip(held) {
            let line = topic.line(corpus.sentence(group.representative).document);
            for &dimension in held {
                let lines = &mut lines[dimension as usize];
                if !lines.contains(&line) {
                    lines.push(line);
                }
            }
        }
        let emphasis =
            |dimension: u32| frame.pool.emphasis.get(dimension as usize).copied().unwrap_or(1.0);
        let least = LEAST_LINES.min(topic.n_lines().saturating_sub(1));
        let is_concept = |dimension: u32| {
            let is_told =
                space.frequency(dimension) >= 2 && lines[dimension as usize].len() >= least;
            matches!(space.kind(dimension), Dimension::Pair(..))
                && (is_told || emphasis(dimension) >= ASKED)
        };
        let worth = |dimension: u32| {
            let n_lines = lines[dimension as usize].len() as f64;
            if is_concept(dimension) { n_lines * emphasis(dimension) } else { 0.0 }
        };
        let left = (0u32..).take(space.dimensions()).map(worth).collect();
        let keep = |held: &Vec<u32>| held.iter().copied().filter(|&d| is_concept(d)).collect();
        let concepts = held.iter().map(keep).collect();
        Self { frame, concepts, left }
    }
}

impl Objective for PairCoverage<'_> {
    fn gain(&self, index: usize) -> f64 {
        let fresh: f64 = self.concepts[index].iter().map(|&c| self.left[c as usize]).sum();
        fresh / self.frame.words[index].max(1) as f64
    }

    fn add(&mut self, index: usize) {
        for &concept in &self.concepts[index] {
            self.left[concept as usize] = 0.0;
        }
    }
}
