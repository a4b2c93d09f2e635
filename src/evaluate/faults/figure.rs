//! Figures that a later report updates.
//!
//! A figure is a number with what it counts: the noun behind it, or for persons what befell them
//! (*17 people were killed*, *17 dead* and *a death toll of 17* count the same). It is a fault if
//! another sentence of the summary, from a document of a later time, has another number for the
//! same: for the dead, injured and so on a larger one, unless both name different places or persons;
//! for a noun, if the two sentences share two more content words.
//!
//! Cannot see: states of affairs without a figure (*talks go on* beside *talks failed*); sums of
//! money, percentages, times and distances; documents without a date. May take the figures of two
//! places for one where only one place is named.

use rustc_hash::FxHashSet;

use super::Decision;
use super::background::{Background, Spellings};
use super::passage::Passage;
use crate::model::Date;

/// Words on either side in which what befell the counted persons is looked for.
const REACH: usize = 8;

/// Words before the number in which it is looked for: *the toll of the … rose, passing 80*.
const FAR: usize = 24;

/// Content words besides the noun that two sentences about one quantity share.
const LEAST_SHARED: usize = 2;

/// What a number counts.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Counted {
    Toll(usize),
    Noun(String),
}

struct Figures {
    all: Vec<(Counted, f64)>,
    stems: FxHashSet<String>,
    names: FxHashSet<String>,
}

pub(super) fn judge(summary: &[Passage], background: &Background) -> Vec<Decision> {
    let figures: Vec<Figures> =
        summary.iter().map(|passage| Figures::of(passage, background.spellings())).collect();
    let update = |index: usize| {
        let later = (0..summary.len())
            .filter(|&other| is_later(summary[other].published, summary[index].published));
        later.into_iter().find_map(|other| figures[index].updated_by(&figures[other]))
    };
    (0..summary.len()).map(|index| (index, update(index))).collect()
}

/// By the moment where both are known to the moment, else by the day.
fn is_later(one: Option<Date>, other: Option<Date>) -> bool {
    match (one, other) {
        (Some(one @ Date::Instant(..)), Some(other @ Date::Instant(..))) => one > other,
        (Some(one), Some(other)) => one.days_since(other) >= 1,
        _ => false,
    }
}

impl Figures {
    fn of(passage: &Passage, spellings: &Spellings) -> Self {
        let content = || passage.tokens.iter().filter(|token| token.is_content);
        let names = content().filter(|token| spellings.is_name(token));
        let is_time = |word: &String| {
            passage.words.weekdays.contains(word) || passage.words.months.contains_key(word)
        };
        Self {
            all: figures(passage),
            stems: content()
                .filter(|token| token.digits.is_none() && !is_time(&token.folded))
                .map(|token| token.stem.clone())
                .collect(),
            names: names
                .filter(|token| !is_time(&token.folded))
                .map(|token| token.stem.clone())
                .collect(),
        }
    }

    fn updated_by(&self, later: &Self) -> Option<String> {
        let n_shared = self.stems.intersection(&later.stems).count();
        let are_apart = !self.names.is_empty()
            && !later.names.is_empty()
            && self.names.is_disjoint(&later.names);
        self.all.iter().find_map(|(counted, old)| {
            let of_later = later.all.iter().filter(|(other, _)| other == counted);
            let new = of_later.map(|&(_, value)| value).max_by(f64::total_cmp)?;
            let largest = self.all.iter().filter(|(other, _)| other == counted);
            let is_largest = largest.into_iter().all(|(_, value)| value <= old);
            let is_update = match counted {
                Counted::Toll(_) => is_largest && new > *old && !are_apart,
                Counted::Noun(_) => {
                    is_largest && new.total_cmp(old).is_ne() && n_shared > LEAST_SHARED
                }
            };
            is_update.then(|| format!("{old} became {new}"))
        })
    }
}

fn figures(passage: &Passage) -> Vec<(Counted, f64)> {
    let mut found = Vec::new();
    let mut index = 0;
    while index < passage.tokens.len() {
        let Some((value, next)) = value_at(passage, index) else {
            index += 1;
            continue;
        };
        if let Some(counted) = counted(passage, index, next) {
            found.push((counted, value));
        }
        index = next;
    }
    found
}

/// The number at `index` in digits or words, and the index behind it.
fn value_at(passage: &Passage, index: usize) -> Option<(f64, usize)> {
    let token = passage.tokens.get(index)?;
    let mut value = token.digits.or_else(|| passage.words.numbers.get(&token.folded).copied())?;
    // What stands behind a name (Flight 17), a hyphen or in a date is no quantity.
    let before = index.checked_sub(1).map(|before| &passage.tokens[before]);
    let is_label = before.is_some_and(|before| {
        before.is_capital && !before.is_initial && token.digits.is_some()
            || passage.words.months.contains_key(&before.folded)
    });
    let is_year =
        value.fract() == 0.0 && (1900.0..2100.0).contains(&value) && token.folded.len() == 4;
    let is_money = passage.text.get(..token.span.range().start)?.ends_with(['$', '€', '£', '¥']);
    let is_share = passage.gap_behind(index).starts_with(['%', ':', '/', '°', '-']);
    if is_label || is_year || is_money || is_share {
        return None;
    }
    let mut next = index + 1;
    // The second half of `150 000` has no value of its own.
    if passage.word(next) == "000" {
        next += 1;
    }
    while let Some(factor) = passage.words.multipliers.get(passage.word(next)) {
        value *= factor;
        next += 1;
    }
    Some((value, next))
}

/// What the number from `index` up to `next` counts.
fn counted(passage: &Passage, index: usize, next: usize) -> Option<Counted> {
    let words = passage.words;
    if words.units.contains(passage.word(next)) {
        let is_generic = words.generic.contains(passage.word(next));
        return if is_generic { toll_near(passage, index, next) } else { None };
    }
    let is_close = matches!(passage.gap_behind(next.saturating_sub(1)), " " | "\u{a0}");
    let is_content = passage.tokens.get(next).is_some_and(|token| token.is_content);
    let noun = (is_close && is_content).then_some(next);
    let Some(noun) = noun else { return toll_before(passage, index, FAR) };
    let token = &passage.tokens[noun];
    if let Some(&toll) = words.tolls.get(&token.folded) {
        return Some(Counted::Toll(toll));
    }
    if words.generic.contains(&token.folded) {
        return toll_near(passage, index, noun + 1);
    }
    if words.units.contains(&token.folded) || words.months.contains_key(&token.folded) {
        return None;
    }
    let is_plain = !token.is_capital && token.digits.is_none() && !words.is_verb(&token.folded);
    toll_before(passage, index, REACH / 2)
        .or_else(|| is_plain.then(|| Counted::Noun(token.stem.clone())))
}

/// `a death toll of at least 17`, `killing 17`.
fn toll_before(passage: &Passage, index: usize, reach: usize) -> Option<Counted> {
    let before = (index.saturating_sub(reach)..index)
        .rev()
        .take_while(|&at| passage.tokens[at].digits.is_none());
    let word = before.into_iter().find_map(|at| passage.words.tolls.get(passage.word(at)));
    word.map(|&toll| Counted::Toll(toll))
}

/// What befell the persons counted by the number at `index` whose noun ends before `behind`: the
/// nearest word for it on either side, up to the next number.
fn toll_near(passage: &Passage, index: usize, behind: usize) -> Option<Counted> {
    let is_number = |at: usize| passage.tokens.get(at).is_some_and(|token| token.digits.is_some());
    let toll = |at: usize| passage.words.tolls.get(passage.word(at)).copied();
    let forward = (behind..behind + REACH)
        .take_while(|&at| !is_number(at))
        .find_map(|at| Some((at - behind, toll(at)?)));
    let backward = (index.saturating_sub(FAR)..index)
        .rev()
        .take_while(|&at| !is_number(at))
        .find_map(|at| Some((index - at, toll(at)?)));
    let nearest = [forward, backward].into_iter().flatten().min();
    nearest.map(|(_, toll)| Counted::Toll(toll))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::faults::sample::faults;

    fn pair(older: &str, newer: &str) -> Vec<bool> {
        faults(judge, "en", &[("2024-05-01", older), ("2024-05-02", newer)])
    }

    #[test]
    fn a_larger_later_toll_makes_the_older_one_stale() {
        let newer = "The death toll in Riva rose to 7,000.";
        assert_eq!(pair("At least 357 people were killed in Riva.", newer), [true, false]);
        assert_eq!(pair("At least 357 people were injured in Riva.", newer), [false, false]);
        assert_eq!(pair("At least 357 people were killed in Lagos.", newer), [false, false]);
        assert_eq!(pair("The storm lasted 357 minutes in Riva.", newer), [false, false]);
    }

    #[test]
    fn other_things_need_more_in_common() {
        let older = "The storm destroyed 20 houses near the old harbor.";
        assert_eq!(pair(older, "The storm destroyed 90 houses near the harbor."), [true, false]);
        assert_eq!(pair(older, "A builder offered 90 houses for sale."), [false, false]);
    }
}
