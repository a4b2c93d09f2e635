//! Sentences that have nothing of what the documents share.
//!
//! The core of a topic is the ten content words and the ten names that most of its documents have,
//! ties by how often, and whatever a quarter of the documents, at least two, have; verbs of saying,
//! days, months, units and numbers are left out. It is a fault if a sentence has none of them.
//!
//! Cannot see: side stories that use the topic's words. Takes for foreign what is told by pronouns
//! and synonyms alone. Scripts without capitals have the ten words only, and so more of these.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Decision;
use super::background::{Background, Spellings};
use super::passage::{Passage, Token};
use crate::model::DocumentId;

/// Words, and names, in the core.
const MOST: usize = 10;

/// Documents that share something, at least.
const LEAST_DOCUMENTS: usize = 2;

pub(super) fn judge(summary: &[Passage], background: &Background) -> Vec<Decision> {
    let has_core =
        |passage: &Passage| passage.tokens.iter().any(|token| background.core.has(&token.stem));
    let because =
        |passage: &Passage| (!has_core(passage)).then(|| "has nothing of the topic's core".into());
    summary.iter().map(because).enumerate().collect()
}

#[derive(Default)]
struct Spread {
    last: Option<DocumentId>,
    documents: u32,
    times: u32,
    as_name: u32,
}

/// What the documents of a topic share.
#[derive(Debug, Default)]
pub(super) struct Core {
    /// The most widespread stems, and whether they are among the ten of their kind.
    stems: FxHashMap<String, bool>,
}

impl Core {
    /// Is shared by many documents.
    pub(super) fn has(&self, stem: &str) -> bool {
        self.stems.contains_key(stem)
    }

    /// Is one of the ten words or names shared by most.
    pub(super) fn is_central(&self, stem: &str) -> bool {
        self.stems.get(stem).copied().unwrap_or_default()
    }
}

/// The stems of the core of a topic, whose passages stand in the order of their documents.
pub(super) fn core(passages: &[Passage], spellings: &Spellings) -> Core {
    let mut spreads: FxHashMap<&str, Spread> = FxHashMap::default();
    let mut stems: Vec<&str> = Vec::new();
    for passage in passages {
        for token in passage.tokens.iter().filter(|token| tells(passage, token)) {
            let spread = spreads.entry(&token.stem).or_insert_with(|| {
                stems.push(&token.stem);
                Spread::default()
            });
            spread.documents += u32::from(spread.last != Some(passage.document));
            spread.last = Some(passage.document);
            spread.times += 1;
            spread.as_name += u32::from(spellings.is_name(token));
        }
    }
    stems.sort_unstable_by_key(|&stem| {
        let spread = &spreads[stem];
        (Reverse((spread.documents, spread.times)), stem)
    });
    let (names, words): (Vec<&str>, Vec<&str>) =
        stems.into_iter().partition(|&stem| 2 * spreads[stem].as_name > spreads[stem].times);
    let n_documents =
        passages.iter().map(|passage| passage.document).collect::<FxHashSet<_>>().len();
    let many = n_documents.div_ceil(4).max(LEAST_DOCUMENTS);
    let ranked = |stems: Vec<&str>| {
        let is_many = |stem: &&str| spreads[stem].documents as usize >= many;
        let ranks = stems.into_iter().enumerate();
        let kept = ranks.filter(|(rank, stem)| *rank < MOST || is_many(stem));
        kept.map(|(rank, stem)| (stem.to_owned(), rank < MOST)).collect::<Vec<_>>()
    };
    Core { stems: ranked(names).into_iter().chain(ranked(words)).collect() }
}

fn tells(passage: &Passage, token: &Token) -> bool {
    let words = passage.words;
    let lists = [&words.reporting, &words.verbs, &words.weekdays, &words.units, &words.times];
    token.is_content
        && token.digits.is_none()
        && !lists.iter().any(|list| list.contains(&token.folded))
        && !words.months.contains_key(&token.folded)
        && !words.numbers.contains_key(&token.folded)
        && !words.multipliers.contains_key(&token.folded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::faults::sample::{corpus, reasons};

    #[test]
    fn a_sentence_without_anything_shared_is_foreign() {
        let shared = "The ferry sank in the harbor of Riva, and divers searched the wreck for a crew of nine \
            sailors while families waited at the quay near the old lighthouse.";
        let stray = format!("{shared} Gardeners elsewhere planted tulips.");
        let corpus =
            corpus("en", &[("2024-05-01", shared), ("2024-05-01", shared), ("2024-05-01", &stray)]);
        let found: Vec<bool> =
            reasons(judge, &corpus, &[0, 3]).iter().map(Option::is_some).collect();
        assert_eq!(found, [false, true]);
    }
}
