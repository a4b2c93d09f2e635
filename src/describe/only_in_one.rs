//! What a single line of reporting tells although others tell of the topic, too.

use rustc_hash::FxHashMap;

use super::neighbor::Neighbors;
use super::salience::{self, Standing};
use crate::analyze::evidence::Evidence;
use crate::model::{SentenceId, TermId};

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
const MANY_ANCHORS: usize = 5;
/// Lowest salience of a sentence that matters for its topic.
const MIN_SALIENCE: f64 = 0.25;

/// The sentences that tell a fact of one line alone, the weightiest first; none where the topic
/// has one line.
///
/// Such a sentence can be read on its own, holds at least [`MIN_ANCHORS`] names and numbers, no
/// other line's group has a cosine of [`super::neighbor::FLOOR`] with it, and none shares
/// [`SHARED_RARE`] of its rare names and numbers. O(words + edges).
pub(super) fn sentences(neighbors: &Neighbors, evidence: Evidence<'_>) -> Vec<SentenceId> {
    let Evidence { groups, topic, corpus, vectors, .. } = evidence;
    if topic.n_lines() < 2 {
        return Vec::new();
    }
    let anchors: Vec<Vec<TermId>> =
        groups.iter().map(|group| anchors(group.representative, evidence)).collect();
    let mut holders: FxHashMap<TermId, Vec<usize>> = FxHashMap::default();
    for (group, terms) in anchors.iter().enumerate() {
        for &term in terms {
            let is_rare =
                vectors.space.word(term).is_some_and(|d| vectors.space.frequency(d) <= RARE);
            if is_rare {
                holders.entry(term).or_default().push(group);
            }
        }
    }
    let mut weighed: Vec<(f64, usize)> = Vec::new();
    for (index, group) in groups.iter().enumerate() {
        let id = group.representative;
        let is_alone = neighbors.is_compared[index]
            && neighbors.lines[index].len() == 1
            && WORDS.contains(&corpus.sentence(id).words)
            && anchors[index].len() >= MIN_ANCHORS
            && neighbors.salience[index] >= MIN_SALIENCE
            && !has_counterpart(index, &anchors[index], &holders, neighbors)
            && salience::standing(id, corpus) == Standing::Alone;
        if is_alone {
            let facts = anchors[index].len().min(MANY_ANCHORS) as f64 / MANY_ANCHORS as f64;
            weighed.push((neighbors.salience[index] * (0.5 + facts), index));
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
    let is_anchor = |(index, (span, term)): (usize, (&crate::model::Span, &TermId))| {
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
