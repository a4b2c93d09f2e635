//! What readers ask of a summary as a whole: a sentence that opens it, the newest state of affairs,
//! nothing that a later report overtakes, and more than one voice.

use super::greedy::{Chosen, Frame, Start, Strictness};
use super::opening::Openings;
use super::stale::Reports;
use crate::model::{Corpus, DocumentId, Refusal};

/// Searches that begin anew, at most.
const MAX_ROUNDS: usize = 5;

/// What was chosen, as a reader meets it.
pub struct Whole {
    /// What was chosen.
    pub chosen: Chosen,
    /// The chosen group that can open the summary.
    pub opening: Option<usize>,
}

/// Chooses extracts by `search` so that they read as a whole, where several lines tell the topic.
///
/// `search` chooses from a start; `worth[i]` is what group i alone would be worth to it. The search
/// begins anew with what is owed (an opening, the lead of the newest day), without what a later
/// report overtakes, and with a second voice where one article speaks alone.
pub fn extracts(
    frame: &Frame<'_>,
    worth: &[f64],
    corpus: &Corpus,
    search: impl Fn(&Start) -> Chosen,
) -> Whole {
    let reports = Reports::of(frame, corpus);
    let openings = Openings::of(frame, worth, &reports, corpus);
    let mut start = Start::default();
    let mut chosen = search(&start);
    if frame.has_several_lines {
        for _ in 0..MAX_ROUNDS {
            if !demands(&chosen, &mut start, &reports, &openings, frame) {
                break;
            }
            chosen = search(&start);
        }
        if let Some(index) = second_voice(&chosen, &mut start, &openings, worth, frame, corpus) {
            start.fixed.push(index);
            chosen = search(&start);
        }
    }
    whole(&openings, chosen)
}

/// Adds to `start` the first thing that `chosen` lacks: no overtaken sentence, an opening, the
/// lead of the newest day. Whether there was one.
fn demands(
    chosen: &Chosen,
    start: &mut Start,
    reports: &Reports<'_>,
    openings: &Openings<'_>,
    frame: &Frame<'_>,
) -> bool {
    let overtaken = reports.overtaken(&chosen.order);
    if !overtaken.is_empty() {
        start.barred.resize(frame.words.len(), None);
        for (old, new) in overtaken {
            let by = frame.pool.groups[new].representative;
            start.fixed.retain(|&index| index != old);
            start.barred[old] = Some(Refusal::Overtaken { by });
        }
        return true;
    }
    let admitted = fixed(frame, start);
    let fits = |index: &usize| frame.admits(*index, &admitted, Strictness::Readable);
    let opening = openings.owed(chosen, &start.barred).filter(fits);
    let owed = opening.or_else(|| openings.owed_news(chosen).filter(fits));
    start.fixed.extend(owed);
    owed.is_some()
}

/// What was `chosen` whatever readers ask, with the best opening among it marked.
pub fn marked(frame: &Frame<'_>, worth: &[f64], corpus: &Corpus, chosen: Chosen) -> Whole {
    let reports = Reports::of(frame, corpus);
    whole(&Openings::of(frame, worth, &reports, corpus), chosen)
}

fn whole(openings: &Openings<'_>, chosen: Chosen) -> Whole {
    let opening = openings.first(chosen.order.iter().copied());
    Whole { chosen, opening }
}

/// Where all of `chosen` come from one article, the best sentence of another one; the opening is
/// fixed beside it.
fn second_voice(
    chosen: &Chosen,
    start: &mut Start,
    openings: &Openings<'_>,
    worth: &[f64],
    frame: &Frame<'_>,
    corpus: &Corpus,
) -> Option<usize> {
    let document = |index: usize| -> DocumentId {
        corpus.sentence(frame.pool.groups[index].representative).document
    };
    let [first, rest @ ..] = chosen.order.as_slice() else { return None };
    let is_alone = |index: &usize| document(*index) == document(*first);
    if rest.is_empty() || !rest.iter().all(is_alone) {
        return None;
    }
    let opening = openings.first(chosen.order.iter().copied());
    start.fixed.extend(opening.filter(|index| !start.fixed.contains(index)));
    let fixed = fixed(frame, start);
    (0..worth.len())
        .filter(|index| !is_alone(index) && frame.admits(*index, &fixed, Strictness::Readable))
        .max_by(|&a, &b| worth[a].total_cmp(&worth[b]).then(b.cmp(&a)))
}

/// What `start` fixes, as if nothing else had been chosen.
fn fixed(frame: &Frame<'_>, start: &Start) -> Chosen {
    let mut fixed = Chosen::none(start, frame.words.len());
    start.fixed.iter().for_each(|&index| fixed.add(index, frame));
    fixed
}
