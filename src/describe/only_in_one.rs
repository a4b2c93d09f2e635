//! What a single line of reporting tells although others tell of the topic, too.

use rustc_hash::FxHashMap;

use super::neighbor::Neighbors;
use super::salience::{self, Standing};
use crate::analyze::evidence::Evidence;
use crate::model::{SentenceId, Span, TermId};

/// Sentences of a topic.
pub(super) const MAX_SENTENCES: usize = 4;
/// Sentences of one line of reporting.
pub(super) const MAX_A_LINE: usize = 2;
/// Words of a sentence that is told.
const WORDS: std::ops::RangeInclusive<u32> = 7..=40;
/// Names and numbers that a fact has at least.
const MIN_ANCHORS: usize = 2;
/// Groups up to which a name or number is rare in its topic.
const RARE: u32 = 3;
/// Rare names and numbers that another line's sentence shares when it tells the same fact.
const SHARED_RARE: usize = 2;
/// Names and numbers from which more of them count no more.
const MANY_ANCHORS: usize = 4;
/// Lowest salience of a sentence that matters for its topic.
const MIN_SALIENCE: f64 = 0.25;

/// The sentences of a topic of several lines that tell a fact of one alone, the weightiest first.
///
/// Such a sentence opens no article (there stands the event, which the others tell in their own
/// words), can be read on its own, holds at least [`MIN_ANCHORS`] names and numbers, of
/// which one that no other line has anywhere and that is no part of a date; no other line's group
/// has a cosine of [`super::neighbor::FLOOR`] with it or shares [`SHARED_RARE`] of its rare names
/// and numbers. The weight is its salience and how many such names and numbers it has.
/// O(words + edges).
pub(super) fn sentences(neighbors: &Neighbors, evidence: Evidence<'_>) -> Vec<SentenceId> {
    let Evidence { groups, topic, corpus, .. } = evidence;
    let anchors: Vec<Vec<TermId>> =
        groups.iter().map(|group| anchors(group.representative, evidence)).collect();
    let holders = rare(&anchors, evidence);
    let homes = homes(evidence);
    let mut weighed: Vec<(f64, usize)> = Vec::new();
    for (index, group) in groups.iter().enumerate() {
        let id = group.representative;
        let is_candidate = neighbors.is_compared[index]
            && neighbors.lines[index].len() == 1
            && corpus.sentence(id).position > 0
            && WORDS.contains(&corpus.sentence(id).words)
            && anchors[index].len() >= MIN_ANCHORS
            && neighbors.salience[index] >= MIN_SALIENCE
            && !has_counterpart(index, &anchors[index], &holders, neighbors)
            && salience::standing(id, corpus) == Standing::Alone;
        if is_candidate {
            let n_own = own_anchors(id, &homes, evidence).min(MANY_ANCHORS);
            if n_own > 0 {
                let facts = n_own as f64 / MANY_ANCHORS as f64;
                weighed.push((neighbors.salience[index] * (0.5 + facts), index));
            }
        }
    }
    weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut told = vec![0; topic.n_lines()];
    let mut kept = Vec::new();
    for (_, index) in weighed {
        let of_line = &mut told[neighbors.lines[index][0] as usize];
        if *of_line < MAX_A_LINE && kept.len() < MAX_SENTENCES {
            *of_line += 1;
            kept.push(groups[index].representative);
        }
    }
    kept
}

/// The groups that hold each rare name or number.
fn rare(anchors: &[Vec<TermId>], evidence: Evidence<'_>) -> FxHashMap<TermId, Vec<usize>> {
    let space = &evidence.vectors.space;
    let mut holders: FxHashMap<TermId, Vec<usize>> = FxHashMap::default();
    for (group, terms) in anchors.iter().enumerate() {
        for &term in terms {
            if space.word(term).is_some_and(|dimension| space.frequency(dimension) <= RARE) {
                holders.entry(term).or_default().push(group);
            }
        }
    }
    holders
}

/// The line of each term of the topic, titles included; `None` where several lines have it.
fn homes(evidence: Evidence<'_>) -> FxHashMap<TermId, Option<u32>> {
    let Evidence { topic, corpus, terms, .. } = evidence;
    let mut homes: FxHashMap<TermId, Option<u32>> = FxHashMap::default();
    for (&document, &line) in topic.documents.iter().zip(&topic.lines) {
        let of_title = terms.of_title(document.index());
        let of_text = corpus.sentences_of(document).flat_map(|id| terms.of_id(corpus, id));
        for &term in of_text.chain(of_title) {
            let home = homes.entry(term).or_insert(Some(line));
            if *home != Some(line) {
                *home = None;
            }
        }
    }
    homes
}

/// How many of the names and numbers of a sentence, those of dates aside, one line alone has.
fn own_anchors(
    id: SentenceId,
    homes: &FxHashMap<TermId, Option<u32>>,
    evidence: Evidence<'_>,
) -> usize {
    let Evidence { corpus, terms, .. } = evidence;
    let dates = super::timeline::of_sentence(id, evidence);
    let anchors = anchors(id, evidence);
    let of_date = |term: TermId| {
        let words = corpus.words(id).iter().zip(terms.of_id(corpus, id));
        words
            .filter(|&(_, &own)| own == term)
            .all(|(&word, _)| dates.iter().any(|date| date.span.contains(word)))
    };
    let is_own = |term: &&TermId| homes.get(term).is_some_and(Option::is_some) && !of_date(**term);
    anchors.iter().filter(is_own).count()
}

/// Another line's group resembles the one at `index`, or shares its rare names and numbers.
fn has_counterpart(
    index: usize,
    anchors: &[TermId],
    holders: &FxHashMap<TermId, Vec<usize>>,
    neighbors: &Neighbors,
) -> bool {
    let home = &neighbors.lines[index];
    let is_other = |group: usize| neighbors.lines[group].iter().any(|line| !home.contains(line));
    if neighbors.graph[index].iter().any(|&(other, _)| is_other(other as usize)) {
        return true;
    }
    let sharing = anchors.iter().filter_map(|term| holders.get(term)).flatten();
    let mut others: Vec<usize> = sharing.copied().filter(|&group| is_other(group)).collect();
    others.sort_unstable();
    others.chunk_by(|a, b| a == b).any(|same| same.len() >= SHARED_RARE)
}

/// The distinct names and numbers of a sentence: content words with a capital behind the first
/// word, and those with a digit.
fn anchors(id: SentenceId, evidence: Evidence<'_>) -> Vec<TermId> {
    let Evidence { corpus, terms, .. } = evidence;
    let text = &corpus.document(corpus.sentence(id).document).text;
    let words = corpus.words(id).iter().zip(terms.of_id(corpus, id)).enumerate();
    let is_anchor = |(index, (span, term)): (usize, (&Span, &TermId))| {
        let word = span.of(text);
        let names = index > 0 && word.starts_with(char::is_uppercase) && terms.is_content(*term);
        let counts = word.starts_with(|c: char| c.is_ascii_digit());
        (names || counts).then_some(*term)
    };
    let mut anchors: Vec<TermId> = words.filter_map(is_anchor).collect();
    anchors.sort_unstable();
    anchors.dedup();
    anchors
}
