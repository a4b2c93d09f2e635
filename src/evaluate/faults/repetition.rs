//! Sentences that tell what one before them told.
//!
//! Compared are the sets of content stems, words of one meaning (*named*, *appointed*) counting as
//! one. It is a fault if a sentence and one before it share .6 of the shorter one's, at least four
//! and a name or number among them; or .45, at least two names or numbers and a word of the lists
//! of like meanings among them. In scripts without capitals, where no name is seen, five stems do.
//!
//! Cannot see: a fact in words of which no list knows the likeness; a fact that is one of several in
//! a long sentence. Two facts told in almost the same words (the results of two matches) it takes
//! for one.

use rustc_hash::FxHashSet;

use super::Decision;
use super::background::{Background, Spellings};
use super::passage::{Passage, Token};

const HIGH: f64 = 0.6;
const MIDDLE: f64 = 0.45;
const LEAST_SHARED: usize = 4;

struct Facts {
    stems: FxHashSet<String>,
    /// Those of the stems that are names or numbers.
    anchors: FxHashSet<String>,
    /// Those that stand for a list of like meanings.
    meanings: FxHashSet<String>,
    has_case: bool,
}

pub(super) fn judge(summary: &[Passage], background: &Background) -> Vec<Decision> {
    let facts: Vec<Facts> =
        summary.iter().map(|passage| Facts::of(passage, background.spellings())).collect();
    let first_told = |index: usize| (0..index).find(|&before| facts[index].repeat(&facts[before]));
    let because = |before: usize| format!("tells what sentence {} told", before + 1);
    (0..facts.len()).map(|index| (index, first_told(index).map(because))).collect()
}

impl Facts {
    fn of(passage: &Passage, spellings: &Spellings) -> Self {
        let mut facts = Self {
            stems: FxHashSet::default(),
            anchors: FxHashSet::default(),
            meanings: FxHashSet::default(),
            has_case: passage.has_case(),
        };
        for token in passage.tokens.iter().filter(|token| token.is_content) {
            let stem = match meaning(passage, token) {
                Some(meaning) => {
                    facts.meanings.insert(meaning.clone());
                    meaning
                }
                None => token.stem.clone(),
            };
            let is_time = passage.words.weekdays.contains(&token.folded)
                || passage.words.months.contains_key(&token.folded);
            if (spellings.is_name(token) || token.digits.is_some()) && !is_time {
                facts.anchors.insert(stem.clone());
            }
            facts.stems.insert(stem);
        }
        facts
    }

    fn repeat(&self, before: &Self) -> bool {
        let n_shared = self.stems.intersection(&before.stems).count();
        let n_anchors = self.anchors.intersection(&before.anchors).count();
        let n_meanings = self.meanings.intersection(&before.meanings).count();
        let n_shorter = self.stems.len().min(before.stems.len()).max(1);
        let containment = n_shared as f64 / n_shorter as f64;
        let is_anchored = n_anchors > 0 || !self.has_case && n_shared > LEAST_SHARED;
        n_shared >= LEAST_SHARED
            && (containment >= HIGH && is_anchored
                || containment >= MIDDLE && n_anchors >= 2 && n_meanings > 0)
    }
}

/// What stands for the list of like meanings that has the word.
fn meaning(passage: &Passage, token: &Token) -> Option<String> {
    let words = passage.words;
    let toll = words.tolls.get(&token.folded).map(|list| format!("toll {list}"));
    toll.or_else(|| words.synonyms.get(&token.folded).map(|list| format!("same {list}")))
}
