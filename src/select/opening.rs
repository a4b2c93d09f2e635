//! The opening of a summary: a sentence that stands alone and tells the event.

use super::Selection;
use super::candidate::quoted_spans;
use super::greedy::{Chosen, Frame};
use crate::analyze::leaning::{self, Kind};
use crate::model::{Corpus, SentenceId};

/// An opening is the first or second sentence of an article …
const MAX_PLACE: u32 = 1;
/// … of so many words …
const WORDS: std::ops::RangeInclusive<u32> = 10..=60;
/// … with no pronoun among so many of its first words.
const PRONOUN_FREE: usize = 5;
/// A second sentence counts less than a first.
const SECOND_SENTENCE: f64 = 0.9;
/// The share of its value that an opening owes to its salience.
const SALIENCE_SHARE: f64 = 0.4;
const LENGTH_POWER: f64 = 0.35;
const LENGTH_UNIT: f64 = 20.0;
/// Openings whose values are within this share of the best are equal; the earliest is taken.
const TIE: f64 = 0.95;
/// If no chosen opening has this share of the best one's value, the best one is made obligatory.
const GOOD_ENOUGH: f64 = 0.9;

/// Chooses extracts by `search` so that one of them can open the summary, where the topic has
/// such a sentence.
///
/// `search` chooses from a group that is fixed, or from nothing; `worth[i]` is what group i alone
/// would be worth to it. If the best opening among the chosen ones is worth less than
/// nine tenths of the best of all, the search starts again from the best of all. Which one
/// opens: the best value, or the earliest published of those within 5 %.
pub fn extracts(
    frame: &Frame<'_>,
    worth: &[f64],
    corpus: &Corpus,
    search: impl Fn(Option<usize>) -> Chosen,
) -> Selection {
    let values = values(frame, worth, corpus);
    let best = values.iter().copied().fold(0.0, f64::max);
    let mut chosen = search(None);
    let chosen_best = chosen.order.iter().map(|&index| values[index]).fold(0.0, f64::max);
    if frame.has_several_lines && best > 0.0 && chosen_best < GOOD_ENOUGH * best {
        let all: Vec<usize> = (0..values.len()).collect();
        chosen = search(earliest(&all, &values, frame, corpus));
    }
    with_opening(frame, &values, corpus, &chosen)
}

/// What was `chosen`, with the best opening among it marked.
pub fn marked(frame: &Frame<'_>, worth: &[f64], corpus: &Corpus, chosen: &Chosen) -> Selection {
    with_opening(frame, &values(frame, worth, corpus), corpus, chosen)
}

fn with_opening(frame: &Frame<'_>, values: &[f64], corpus: &Corpus, chosen: &Chosen) -> Selection {
    let mut selection = frame.selection(chosen);
    selection.opening = earliest(&selection.chosen, values, frame, corpus);
    selection
}

/// What each group is worth as an opening; 0 for one that cannot open.
fn values(frame: &Frame<'_>, worth: &[f64], corpus: &Corpus) -> Vec<f64> {
    let largest = frame.pool.scores.iter().map(|score| score.total).fold(1e-12, f64::max);
    let value = |(index, worth): (usize, &f64)| worth * fitness(index, largest, frame, corpus);
    worth.iter().enumerate().map(value).collect()
}

/// Of `indices` the opening with the best value, or the earliest of those close to it.
fn earliest(
    indices: &[usize],
    values: &[f64],
    frame: &Frame<'_>,
    corpus: &Corpus,
) -> Option<usize> {
    let best = indices.iter().map(|&index| values[index]).fold(0.0, f64::max);
    let published = |index: usize| {
        let id = frame.pool.groups[index].representative;
        let date = corpus.document(corpus.sentence(id).document).published;
        (date.is_none(), date, id)
    };
    indices
        .iter()
        .copied()
        .filter(|&index| values[index] > 0.0 && values[index] >= TIE * best)
        .min_by_key(|&index| published(index))
}

/// How fit a group is to open a summary, per unit of its worth; 0 for one that cannot. `largest` is
/// the largest total of the topic.
fn fitness(index: usize, largest: f64, frame: &Frame<'_>, corpus: &Corpus) -> f64 {
    let id = frame.pool.groups[index].representative;
    let sentence = corpus.sentence(id);
    let is_early = sentence.position <= MAX_PLACE && WORDS.contains(&sentence.words);
    if !is_early || frame.readable[index].is_some() || !opens_by_itself(id, corpus) {
        return 0.0;
    }
    let total = frame.pool.scores[index].total;
    let salience = 1.0 - SALIENCE_SHARE + SALIENCE_SHARE * total / largest;
    let length = (f64::from(sentence.words) / LENGTH_UNIT).powf(LENGTH_POWER);
    let place = if sentence.position == 0 { 1.0 } else { SECOND_SENTENCE };
    place * salience / length
}

/// Starts neither with a quotation nor with a pronoun among its first words.
fn opens_by_itself(id: SentenceId, corpus: &Corpus) -> bool {
    let document = corpus.document(corpus.sentence(id).document);
    let is_quotation = quoted_spans(corpus.text(id))
        .is_none_or(|spans| spans.first().is_some_and(|span| span.start == 0));
    let first: Vec<String> = corpus
        .words(id)
        .iter()
        .take(PRONOUN_FREE)
        .map(|span| leaning::folded(span.of(&document.text)))
        .collect();
    let has_pronoun =
        document.language.is_some_and(|language| leaning::holds(&first, Kind::Pronoun, language));
    !is_quotation && !has_pronoun
}
