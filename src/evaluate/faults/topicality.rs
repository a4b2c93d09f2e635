//! Sentences that have nothing of what the documents share.
//!
//! The core of a topic is the ten content words and the ten names that most of its documents have,
//! ties by how often; verbs of saying, days, months, units and numbers are left out. It is a fault if
//! a sentence has none of them.
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

pub(super) fn judge(summary: &[Passage], background: &Background) -> Vec<Decision> {
    let has_core = |passage: &Passage| {
        passage.tokens.iter().any(|token| background.core.contains(&token.stem))
    };
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

/// The stems of the core of a topic, whose passages stand in the order of their documents.
pub(super) fn core(passages: &[Passage], spellings: &Spellings) -> FxHashSet<String> {
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
    let best = names.into_iter().take(MOST).chain(words.into_iter().take(MOST));
    best.map(str::to_owned).collect()
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
