//! Sentences that tell what one before them told.
//!
//! Compared are the sets of content stems, words of one meaning (*named*, *appointed*) counting as
//! one, dates left out. It is a fault if a sentence and one before it share .6 of its own, or .75 of
//! the earlier one's, at least four, among them a name or number beyond the topic's core or a word of
//! the lists of like meanings; or .5 of its own, at least two names or numbers and such a word. Two of the shared stems must be more than the topic's most
//! widespread words, and where both have numbers, they must share one, unless they share .8. In
//! scripts without capitals no name is seen.
//!
//! Cannot see: a fact in words of which no list knows the likeness; a fact that is one of several in
//! a long sentence. Two facts told in almost the same words (the results of two matches) it takes
//! for one.

use rustc_hash::FxHashSet;

use super::Decision;
use super::background::{Background, Spellings};
use super::passage::{Passage, Token};
use super::topicality::Core;

const HIGH: f64 = 0.6;
/// Of the earlier sentence: a longer one that holds all of it adds news more often.
const EARLIER: f64 = 0.75;
const MIDDLE: f64 = 0.5;
/// Shared in any case so much that other numbers do not tell two facts apart.
const NEARLY_ALL: f64 = 0.8;
const LEAST_SHARED: usize = 4;
/// Shared stems that are more than the topic's most widespread words.
const LEAST_OWN: usize = 2;

struct Facts {
    stems: FxHashSet<String>,
    /// Those of the stems that are names or numbers.
    anchors: FxHashSet<String>,
    /// Those that stand for a list of like meanings.
    meanings: FxHashSet<String>,
    numbers: FxHashSet<String>,
}

pub(super) fn judge(summary: &[Passage], background: &Background) -> Vec<Decision> {
    let facts: Vec<Facts> =
        summary.iter().map(|passage| Facts::of(passage, background.spellings())).collect();
    let first_told = |index: usize| {
        (0..index).find(|&before| facts[index].repeat(&facts[before], &background.core))
    };
    let because = |before: usize| format!("tells what sentence {} told", before + 1);
    (0..facts.len()).map(|index| (index, first_told(index).map(because))).collect()
}

impl Facts {
    fn of(passage: &Passage, spellings: &Spellings) -> Self {
        let mut facts = Self {
            stems: FxHashSet::default(),
            anchors: FxHashSet::default(),
            meanings: FxHashSet::default(),
            numbers: FxHashSet::default(),
        };
        for token in passage.tokens.iter().filter(|token| token.is_content) {
            if is_part_of_date(passage, token) {
                continue;
            }
            let stem = match meaning(passage, token) {
                Some(meaning) => {
                    facts.meanings.insert(meaning.clone());
                    meaning
                }
                None => token.stem.clone(),
            };
            if token.digits.is_some() {
                facts.numbers.insert(stem.clone());
            }
            if spellings.is_name(token) || token.digits.is_some() {
                facts.anchors.insert(stem.clone());
            }
            facts.stems.insert(stem);
        }
        facts
    }

    fn repeat(&self, before: &Self, core: &Core) -> bool {
        let n_shared = self.stems.intersection(&before.stems).count();
        let n_anchors = self.anchors.intersection(&before.anchors).count();
        let n_meanings = self.meanings.intersection(&before.meanings).count();
        let of_this = n_shared as f64 / self.stems.len().max(1) as f64;
        let of_other = n_shared as f64 / before.stems.len().max(1) as f64;
        let containment = of_this.max(of_other * HIGH / EARLIER);
        let shared = self.stems.intersection(&before.stems);
        let n_own = shared.filter(|stem| !core.is_central(stem)).count();
        let are_apart = !self.numbers.is_empty()
            && !before.numbers.is_empty()
            && self.numbers.is_disjoint(&before.numbers);
        let mut anchors = self.anchors.intersection(&before.anchors);
        let is_anchored = n_meanings > 0 || anchors.any(|stem| !core.is_central(stem));
        n_shared >= LEAST_SHARED
            && n_own >= LEAST_OWN
            && (!are_apart || containment >= NEARLY_ALL)
            && (containment >= HIGH && is_anchored
                || of_this >= MIDDLE && n_anchors >= 2 && n_meanings > 0)
    }
}

/// A month, a weekday, a year, or a number in front of or behind a month.
fn is_part_of_date(passage: &Passage, token: &Token) -> bool {
    let words = passage.words;
    let is_month = |index: usize| words.months.contains_key(passage.word(index));
    if words.weekdays.contains(&token.folded) || words.months.contains_key(&token.folded) {
        return true;
    }
    let Some(value) = token.digits else { return false };
    let at = passage.tokens.partition_point(|other| other.span.start < token.span.start);
    let is_year = (1900.0..2100.0).contains(&value) && token.folded.len() == 4;
    is_year || (at.saturating_sub(2)..=at + 2).any(is_month)
}

/// What stands for the list of like meanings that has the word.
fn meaning(passage: &Passage, token: &Token) -> Option<String> {
    let words = passage.words;
    let toll = words.tolls.get(&token.folded).map(|list| format!("toll {list}"));
    toll.or_else(|| words.synonyms.get(&token.folded).map(|list| format!("same {list}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::faults::sample::{corpus, faults, reasons};

    #[test]
    fn a_fact_in_other_words_is_told_twice() {
        let first = "Ann Roe was named head of the harbor of Riva by the council.";
        let again = "The council of Riva appointed Ann Roe head of its harbor.";
        let other = "Ann Roe was born in a village and studied law for six years.";
        // Ten names and ten words are more widespread than those of the fact.
        let common = "Abo Bari Cork Delft Essen Fano Graz Hull Imola Jena sold apples bread cheese \
            dates eggs figs grapes honey juice kale.";
        let day = "2024-05-01";
        let documents = [common, common, common, first, again, other].map(|text| (day, text));
        let corpus = corpus("en", &documents);
        let found = reasons(judge, &corpus, &[3, 4, 5]);
        assert_eq!(found, [None, Some("tells what sentence 1 told".to_owned()), None]);
    }

    #[test]
    fn numbers_that_differ_tell_two_facts_apart() {
        let text =
            "Ann Roe won stage 3 of the race on Monday. Ann Roe won stage 9 of the race on Friday.";
        assert_eq!(faults(judge, "en", &[("2024-05-01", text)]), [false, false]);
    }
}
