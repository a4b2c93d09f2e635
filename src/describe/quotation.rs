//! In their words: what people are quoted with, each quotation once, however many sources carry it.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::entity::Cast;
use super::mark;
use super::passage::{Passage, Reading, Shape};
use super::speaker::{Range, Scene};
use crate::analyze::vector::dot;
use crate::model::description::Quotation;
use crate::model::{Citation, DocumentId, Relation, SentenceId, Span, TermId};

/// Words that a quotation has at least; fewer are words in passing.
const MIN_WORDS: usize = 5;
/// Words beyond which marks are taken for unbalanced.
const MAX_WORDS: usize = 200;
/// Quotations of a description; the less carried ones are left out.
const MAX_QUOTATIONS: usize = 8;
/// Share of common words (Dice over multisets) from which two quotations are one.
const SAME: f64 = 0.8;
/// Words in a row by which quotations that may be one are found.
const SHINGLE: usize = 3;
/// Quotations that one is compared with.
const MAX_COMPARED: usize = 24;

/// The quotations of a topic, the most carried first; of those carried alike each speaker's first
/// before anybody's second, and the most named speaker's before others'. O(words) but for
/// at most [`MAX_COMPARED`] comparisons a quotation.
pub(super) fn all(reading: &Reading, cast: &Cast) -> Vec<Quotation> {
    let found = found(reading, cast);
    let mut groups: Vec<Group> = joined(&found, reading)
        .into_iter()
        .map(|members| Group::of(&members, &found, reading))
        .collect();
    let mentions = |group: &Group| group.speaker.map_or(0, |of| cast.entities[of].mentions);
    groups.sort_by_key(|group| {
        (Reverse(group.n_lines), Reverse(group.documents), Reverse(mentions(group)), group.sentence)
    });
    let mut turns: FxHashMap<Option<usize>, usize> = FxHashMap::default();
    for group in &mut groups {
        let turn = turns.entry(group.speaker).or_default();
        group.turn = *turn;
        *turn += 1;
    }
    groups.sort_by_key(|group| {
        (Reverse(group.n_lines), group.speaker.is_none(), group.turn, Reverse(mentions(group)))
    });
    groups.truncate(MAX_QUOTATIONS);
    let name = |of: usize| cast.entities[of].name.clone();
    let quotation = |group: Group| Quotation {
        citations: group.citations,
        sentence: group.sentence,
        speaker: group.speaker.map(name),
    };
    groups.into_iter().map(quotation).collect()
}

/// A quotation at one place.
struct Found {
    document: DocumentId,
    sentence: SentenceId,
    span: Span,
    terms: Vec<TermId>,
    speaker: Option<usize>,
}

/// The quotations of all paragraphs, by place.
fn found(reading: &Reading, cast: &Cast) -> Vec<Found> {
    let corpus = reading.corpus();
    let paragraph = |index: usize| {
        let sentence = corpus.sentence(reading.passages[index].sentence);
        (sentence.document, sentence.paragraph)
    };
    let mut found = Vec::new();
    let mut first = 0;
    while first < reading.passages.len() {
        let (document, number) = paragraph(first);
        let mut end = first + 1;
        while end < reading.passages.len() && paragraph(end) == (document, number) {
            end += 1;
        }
        let passages = &reading.passages[first..end];
        first = end;
        let text = &corpus.document(document).text;
        let span = corpus.document(document).paragraphs[number as usize].span;
        let follows = |quoted: &mark::Quoted| !quoted.is_open || is_continued(text, span);
        let quoted: Vec<mark::Quoted> =
            mark::quoted(text, span).into_iter().filter(follows).collect();
        if quoted.is_empty() {
            continue;
        }
        let ranges: Vec<Range> =
            quoted.iter().map(|of| tokens(of.span, passages, reading)).collect();
        let speakers = Scene { reading, cast, passages, quoted: &ranges }.speakers();
        for ((quoted, range), speaker) in quoted.iter().zip(ranges).zip(speakers) {
            if (MIN_WORDS..=MAX_WORDS).contains(&(range.1 - range.0)) && !is_title(range, reading) {
                let at = passages.partition_point(|passage| passage.end <= range.0);
                found.push(Found {
                    document,
                    sentence: passages[at.min(passages.len() - 1)].sentence,
                    span: quoted.span,
                    terms: (range.0..range.1).map(|at| reading.tokens[at].term).collect(),
                    speaker,
                });
            }
        }
    }
    found
}

/// The paragraph behind `paragraph` opens with a quotation mark.
fn is_continued(text: &str, paragraph: Span) -> bool {
    let rest = text.get(paragraph.range().end..).unwrap_or_default();
    rest.trim_start().starts_with(['“', '"', '„', '«', '»'])
}

/// The tokens in `span`, a span of the paragraph of `passages`.
fn tokens(span: Span, passages: &[Passage], reading: &Reading) -> Range {
    let (Some(first), Some(last)) = (passages.first(), passages.last()) else { return (0, 0) };
    let all = &reading.tokens[first.first..last.end];
    let start = all.partition_point(|token| token.span.start < span.start);
    let end = all.partition_point(|token| token.span.start < span.end);
    (first.first + start, first.first + end.max(start))
}

/// The name of a work: most of its words have capitals.
fn is_title((first, end): Range, reading: &Reading) -> bool {
    let content = (first..end).filter(|&at| {
        reading.evidence.terms.is_content(reading.tokens[at].term)
            && reading.tokens[at].shape != Shape::Other
    });
    let n_content = content.clone().count();
    let n_small = content.filter(|&at| reading.tokens[at].shape == Shape::Lower).count();
    let has_small_nouns =
        reading.passages.first().is_none_or(|passage| !passage.lexicon.has_capital_nouns());
    has_small_nouns
        && n_content > 1
        && n_small * 4 < n_content
        && n_content - n_small > 1
        && reading.tokens[first..end].iter().any(|token| token.shape != Shape::Other)
}

/// The quotations that are one, each group by place, groups by their first.
///
/// One are those of equal words, those that share [`SAME`] of their words, and those of which one
/// holds the other.
fn joined(found: &[Found], reading: &Reading) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut equal: FxHashMap<&[TermId], usize> = FxHashMap::default();
    let mut by_shingle: FxHashMap<&[TermId], Vec<usize>> = FxHashMap::default();
    for (index, quotation) in found.iter().enumerate() {
        let own = quotation.terms.as_slice();
        if let Some(&group) = equal.get(own) {
            groups[group].push(index);
            continue;
        }
        let mut near: Vec<usize> = own
            .windows(SHINGLE)
            .filter_map(|shingle| by_shingle.get(shingle))
            .flatten()
            .copied()
            .collect();
        near.sort_unstable();
        near.dedup();
        near.truncate(MAX_COMPARED);
        let same = near.iter().find(|&&group| {
            groups[group]
                .iter()
                .take(MAX_COMPARED)
                .any(|&other| is_same(own, &found[other].terms, reading))
        });
        let group = same.copied().unwrap_or(groups.len());
        if group == groups.len() {
            groups.push(Vec::new());
        }
        groups[group].push(index);
        equal.insert(own, group);
        for shingle in own.windows(SHINGLE) {
            let list = by_shingle.entry(shingle).or_default();
            if list.len() < MAX_COMPARED && list.last() != Some(&group) {
                list.push(group);
            }
        }
    }
    groups
}

fn is_same(a: &[TermId], b: &[TermId], reading: &Reading) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let is_content = |terms: &[TermId]| {
        terms.iter().filter(|&&term| reading.evidence.terms.is_content(term)).count() > 1
    };
    is_content(short)
        && (dice(short, long) >= SAME || long.windows(short.len()).any(|part| part == short))
}

/// The Dice coefficient of two multisets of words.
fn dice(a: &[TermId], b: &[TermId]) -> f64 {
    let mut counts: FxHashMap<TermId, usize> = FxHashMap::default();
    for &term in a {
        *counts.entry(term).or_default() += 1;
    }
    let mut common = 0;
    for term in b {
        if let Some(count) = counts.get_mut(term).filter(|count| **count > 0) {
            *count -= 1;
            common += 1;
        }
    }
    2.0 * f64::from(common) / (a.len() + b.len()).max(1) as f64
}

/// A quotation with all that carry it.
struct Group {
    citations: Vec<Citation>,
    sentence: SentenceId,
    speaker: Option<usize>,
    n_lines: usize,
    documents: usize,
    /// How many of the same speaker stand before it.
    turn: usize,
}

impl Group {
    /// The longest wording stands for all, of several the first; each other document is cited once,
    /// with the wording that is most like it.
    fn of(members: &[usize], found: &[Found], reading: &Reading) -> Self {
        let longest = members
            .iter()
            .copied()
            .rev()
            .max_by_key(|&index| found[index].terms.len())
            .unwrap_or(0);
        let own = &found[longest];
        let others = others(own, members, found, reading);
        let mut lines: Vec<u32> = std::iter::once(own.document)
            .chain(others.iter().map(|citation| citation.document))
            .map(|document| reading.evidence.topic.line(document))
            .collect();
        let documents = lines.len();
        lines.sort_unstable();
        lines.dedup();
        let verbatim =
            Citation { document: own.document, span: own.span, relation: Relation::Verbatim };
        Self {
            citations: std::iter::once(verbatim).chain(others).collect(),
            sentence: own.sentence,
            speaker: speaker(members, longest, found),
            n_lines: lines.len(),
            documents,
            turn: 0,
        }
    }
}

/// The places in other documents than that of `own`, one each, verbatim ones first.
fn others(own: &Found, members: &[usize], found: &[Found], reading: &Reading) -> Vec<Citation> {
    let text = |of: &Found| of.span.of(&reading.corpus().document(of.document).text);
    let space = &reading.evidence.vectors.space;
    let row = |of: &Found| space.row(&of.terms, reading.evidence.terms);
    let own_row = row(own);
    let mut others: Vec<Citation> = Vec::new();
    for &index in members.iter().filter(|&&index| found[index].document != own.document) {
        let other = &found[index];
        let relation = if text(other) == text(own) {
            Relation::Verbatim
        } else {
            Relation::AlsoReported { cosine: dot(&own_row, &row(other)).min(1.0) }
        };
        others.push(Citation { document: other.document, span: other.span, relation });
    }
    let rank = |citation: &Citation| match citation.relation {
        Relation::Verbatim => 2.0,
        Relation::AlsoReported { cosine } => cosine,
    };
    others.sort_by(|a, b| {
        a.document.cmp(&b.document).then(rank(b).total_cmp(&rank(a))).then(a.span.cmp(&b.span))
    });
    others.dedup_by_key(|citation| citation.document);
    others.sort_by_key(|citation| citation.relation != Relation::Verbatim);
    others
}

/// Whom most of `members` name, of several the one that the wording shown names.
fn speaker(members: &[usize], shown: usize, found: &[Found]) -> Option<usize> {
    let named: Vec<usize> = members.iter().filter_map(|&index| found[index].speaker).collect();
    let votes = |of: usize| named.iter().filter(|&&other| other == of).count();
    let mut candidates = named.clone();
    candidates.sort_unstable();
    candidates.dedup();
    candidates
        .into_iter()
        .max_by_key(|&of| (votes(of), found[shown].speaker == Some(of), Reverse(of)))
}

#[cfg(test)]
mod tests {
    use super::super::staging::{corpus, describe, quoted};
    use super::*;

    #[test]
    fn words_in_passing_and_titles_are_no_quotations() {
        let text = "Their views “practically coincide,” Ann Roe said of “The Lord of the Golden \
                    Rings” and “what we have built here”.";
        assert_eq!(quoted("en", text), ["Ann Roe: what we have built here"]);
    }

    #[test]
    fn one_quotation_of_several_sources_stands_once() {
        let full =
            "“We stand for equal and beneficial cooperation of both countries,” Ann Roe said.";
        let part = "Roe said they stand for “equal and beneficial cooperation of both countries”.";
        let corpus = corpus("en", &["It rains. Snow falls.", full, part, full]);
        let quotations = describe(&corpus).quotations;
        assert_eq!(quotations.len(), 1);
        let documents: Vec<u32> = quotations[0].citations.iter().map(|of| of.document.0).collect();
        assert_eq!(documents, [1, 3, 2]);
        assert_eq!(quotations[0].citations[1].relation, Relation::Verbatim);
        assert!(matches!(quotations[0].citations[2].relation, Relation::AlsoReported { .. }));
        assert_eq!(quotations[0].speaker.as_deref(), Some("Ann Roe"));
    }

    #[test]
    fn every_speaker_has_a_turn() {
        let text = "“One is a very small number,” Ann Roe said.\n“Two is a rather small number,” \
                    Ann Roe said.\n“Three is not much of anything,” Bob Poe said.";
        let corpus = corpus("en", &[text]);
        let speakers: Vec<_> =
            describe(&corpus).quotations.into_iter().map(|of| of.speaker.unwrap()).collect();
        assert_eq!(speakers, ["Ann Roe", "Bob Poe", "Ann Roe"]);
    }

    #[test]
    fn at_most_so_many_are_told() {
        let line = |n| format!("“The number is now {n} and no other,” Ann Roe said.");
        let text = (0..40).map(line).collect::<Vec<_>>().join("\n");
        assert!(describe(&corpus("en", &[&text])).quotations.len() <= MAX_QUOTATIONS);
    }
}
