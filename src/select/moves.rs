//! A greedy summary, improved by single moves: one sentence for another, or one more.

use super::concepts::{Coverage, Covering};
use super::greedy::{Chosen, Objective, Start};

/// Moves at most.
const MAX_MOVES: usize = 15;
/// A move must raise the objective by more than rounding does.
const LEAST_RISE: f64 = 1e-12;

/// Makes the best single move while it raises the objective; what `start` fixes stays. The value
/// reached, and the summary.
///
/// O(moves · (n · entries + chosen · n)) time for n groups.
pub(super) fn improved(coverage: &Coverage, mut chosen: Chosen, start: &Start) -> (f64, Chosen) {
    let mut here = State::of(coverage, &chosen);
    for _ in 0..MAX_MOVES {
        let outs =
            (0..chosen.order.len()).filter(|&place| !start.fixed.contains(&chosen.order[place]));
        let best = std::iter::once(None)
            .chain(outs.map(Some))
            .filter_map(|out| here.best(&chosen, start, out))
            .reduce(|best, other| if other.value > best.value { other } else { best });
        let Some(best) = best.filter(|best| best.value > here.value + LEAST_RISE) else { break };
        let mut order = chosen.order.clone();
        match best.out {
            Some(place) => order[place] = best.index,
            None => order.push(best.index),
        }
        chosen = Chosen::none(start, chosen.holds.len());
        order.iter().for_each(|&index| chosen.add(index, coverage.frame));
        here = State::of(coverage, &chosen);
    }
    (here.value, chosen)
}

/// A move and what it leads to.
struct Move {
    value: f64,
    /// The place of the chosen sentence that goes.
    out: Option<usize>,
    /// The group that comes.
    index: usize,
}

/// What is covered by a summary, and what every group would add.
struct State<'a> {
    coverage: &'a Coverage<'a>,
    covering: Covering<'a>,
    value: f64,
    /// How many of the chosen ones rule out each group.
    ruled_out: Vec<u32>,
}

impl<'a> State<'a> {
    fn of(coverage: &'a Coverage<'a>, chosen: &Chosen) -> Self {
        let mut covering = Covering::new(coverage, 0.0);
        let mut ruled_out = vec![0; chosen.holds.len()];
        for &index in &chosen.order {
            covering.add(index);
            coverage.frame.rivals(index).iter().for_each(|&(other, _)| ruled_out[other] += 1);
        }
        Self { coverage, value: covering.value(), covering, ruled_out }
    }

    /// The best group in place of the one at `out`, or beside all.
    fn best(&self, chosen: &Chosen, start: &Start, out: Option<usize>) -> Option<Move> {
        let frame = self.coverage.frame;
        let gone = out.map(|place| chosen.order[place]);
        if gone.is_none() && chosen.order.len() >= frame.budget.sentences {
            return None;
        }
        let mut fresh = self.covering.fresh.clone();
        let mut ruled_out = self.ruled_out.clone();
        let mut lost = 0.0;
        if let Some(gone) = gone {
            lost = self.uncover(gone, &mut fresh);
            frame.rivals(gone).iter().for_each(|&(other, _)| ruled_out[other] -= 1);
        }
        let words = chosen.words - gone.map_or(0, |gone| frame.words[gone]);
        let is_barred = |index: usize| start.barred.get(index).is_some_and(Option::is_some);
        let admits = |index: usize| {
            !chosen.holds[index]
                && words + frame.words[index] <= frame.budget.words
                && ruled_out[index] == 0
                && !is_barred(index)
                && frame.readability.refusal(index).is_none()
        };
        let owed = self.covering.owed_without(gone);
        (0..chosen.holds.len())
            .filter(|&index| admits(index))
            .map(|index| {
                let value = self.covering.value_after(gone, index, fresh[index] - lost)
                    - self.covering.owed_after(&owed, index);
                Move { value, out, index }
            })
            .reduce(|best, other| if other.value > best.value { other } else { best })
    }

    /// What is lost without the chosen group `gone`; adds to `fresh` what others would win back.
    fn uncover(&self, gone: usize, fresh: &mut [f64]) -> f64 {
        let coverage = self.coverage;
        let mut lost = 0.0;
        for &concept in &coverage.concepts[gone] {
            if self.covering.times_covered[concept as usize] == 1 {
                let worth = coverage.worth[concept as usize];
                lost += worth;
                let holders = coverage.holders.sentences(concept);
                holders.iter().for_each(|&index| fresh[index as usize] += worth);
            }
        }
        lost
    }
}
