//! Where sentences that tell the same part: pairs of different lines of reporting, compared word
//! by word.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use super::alignment::{Side, Token};
use super::change;
use super::figure::{self, SHARED_BY_ALIKE, SHARED_BY_OTHERS};
use super::neighbor::Neighbors;
use crate::analyze::evidence::Evidence;
use crate::analyze::vector::shared;
use crate::model::description::{Change, ChangeKind, Difference};
use crate::model::{DocumentId, SentenceId, Span, TermId};

/// Differences of a topic.
pub(super) const MAX_DIFFERENCES: usize = 10;
/// Cosine from which two groups are aligned.
const ALIGNED_COSINE: f64 = 0.45;
/// The same from which the figures of two groups are compared.
const RELATED_COSINE: f64 = 0.3;
/// Of the content of two aligned sentences, by weight, what the shorter and the longer one share at
/// least; below, the rest is another sentence.
const SHARED_OF_SHORTER: f64 = 0.65;
const SHARED_OF_LONGER: f64 = 0.45;
/// Other wordings of one group that are compared with its representative, one a line.
const MAX_VARIANTS: usize = 6;
/// Pairs of groups that are compared, the most similar ones.
const MAX_PAIRS: usize = 400;
/// Sentences that may hold the same two quoted words for these to lead to a comparison.
const MAX_POSTINGS: usize = 8;
/// Content words that two quotations of one saying share at least.
const SHARED_QUOTED: usize = 3;
/// The share of the shorter one's content words that two quotations of one saying share.
const SHARED_OF_QUOTED: f64 = 0.4;
/// Sentences before and behind in which the other document may tell what seems added …
const NEARBY: usize = 2;
/// … and the share of the added words that it then has.
const TOLD: f64 = 0.6;

/// The differences of a topic of several lines, by the place of the first sentence.
///
/// Compared are, of each group, its representative with the other wordings of other lines; pairs of
/// groups of different lines with a cosine of at least [`ALIGNED_COSINE`]; the figures of pairs
/// less similar; and quotations that share two adjacent content words. A sentence has one partner
/// in each other document. Of more than [`MAX_DIFFERENCES`] the weightiest kinds stay.
pub(super) fn differences(neighbors: &Neighbors, evidence: Evidence<'_>) -> Vec<Difference> {
    let mut found = Found { evidence, partners: FxHashSet::default(), all: Vec::new() };
    found.inside_groups();
    let pairs = pairs(neighbors, evidence);
    let close = pairs.iter().take_while(|&&(_, _, cosine)| cosine >= ALIGNED_COSINE);
    close.for_each(|&(a, b, cosine)| found.across(a, b, cosine));
    let related = pairs.iter().take_while(|&&(_, _, cosine)| cosine >= RELATED_COSINE);
    related.for_each(|&(a, b, cosine)| found.figures(a, b, cosine));
    found.quotations(neighbors);
    found.weightiest()
}

/// Pairs of compared groups that no line has both of, the most similar first.
fn pairs(neighbors: &Neighbors, evidence: Evidence<'_>) -> Vec<(usize, usize, f64)> {
    let mut pairs = Vec::new();
    for (a, edges) in neighbors.graph.iter().enumerate() {
        for &(b, cosine) in edges {
            let b = b as usize;
            let parted = || !neighbors.lines[a].iter().any(|l| neighbors.lines[b].contains(l));
            if a < b && parted() && of_one_language(a, b, evidence) {
                pairs.push((a, b, cosine));
            }
        }
    }
    pairs.sort_by(|x, y| y.2.total_cmp(&x.2).then((x.0, x.1).cmp(&(y.0, y.1))));
    pairs.truncate(MAX_PAIRS);
    pairs
}

fn of_one_language(a: usize, b: usize, evidence: Evidence<'_>) -> bool {
    let language = |group: usize| {
        let id = evidence.groups[group].representative;
        evidence.corpus.document(evidence.corpus.sentence(id).document).language
    };
    language(a) == language(b)
}

struct Found<'a> {
    evidence: Evidence<'a>,
    /// Sentences with the documents in which they have a partner.
    partners: FxHashSet<(SentenceId, DocumentId)>,
    all: Vec<(f64, Difference)>,
}

impl Found<'_> {
    /// Representatives against the other wordings of their groups.
    fn inside_groups(&mut self) {
        let Evidence { groups, corpus, terms, topic, .. } = self.evidence;
        for group in groups.iter().filter(|group| group.members.len() > 1) {
            let own = group.representative;
            let line = |id: SentenceId| topic.line(corpus.sentence(id).document);
            let mut lines = vec![line(own)];
            let mut wordings: Vec<&[TermId]> = vec![terms.of_id(corpus, own)];
            for &id in &group.members {
                let words = terms.of_id(corpus, id);
                if lines.contains(&line(id)) || wordings.contains(&words) {
                    continue;
                }
                lines.push(line(id));
                wordings.push(words);
                self.align(own, id, 1.0);
                if wordings.len() > MAX_VARIANTS {
                    break;
                }
            }
        }
    }

    fn across(&mut self, a: usize, b: usize, cosine: f64) {
        let Evidence { groups, vectors, .. } = self.evidence;
        let weight = |group: usize| -> f64 {
            vectors.words[group].iter().map(|&(dimension, _)| vectors.space.idf(dimension)).sum()
        };
        let both: f64 = shared(&vectors.words[a], &vectors.words[b])
            .map(|(dimension, _, _)| vectors.space.idf(dimension))
            .sum();
        let (short, long) = (weight(a).min(weight(b)), weight(a).max(weight(b)));
        if both >= SHARED_OF_SHORTER * short && both >= SHARED_OF_LONGER * long {
            self.align(groups[a].representative, groups[b].representative, cosine);
        }
    }

    fn align(&mut self, a: SentenceId, b: SentenceId, similarity: f64) {
        let (a, b) = (a.min(b), a.max(b));
        if !self.are_free(a, b) {
            return;
        }
        let sides = (Side::of(a, self.evidence), Side::of(b, self.evidence));
        let (Some(one), Some(other)) = sides else { return };
        let corpus = self.evidence.corpus;
        let language = corpus.document(corpus.sentence(a).document).language;
        let mut changes = change::changes(&one, &other, language);
        changes.retain(|change| {
            !self.is_told_nearby(change, &one, &other) && !self.is_clause(change, &one, &other)
        });
        // What a figure counts tells better than its place which other it is to be held against.
        let min_shared = if changes.is_empty() { SHARED_BY_OTHERS } else { SHARED_BY_ALIKE };
        let figures = figure::changes(&one, &other, min_shared);
        if !figures.is_empty() {
            changes.retain(|change| change.kind != ChangeKind::Number);
            changes.extend(figures);
            changes.sort_by_key(|change| change.a.or(change.b));
        }
        self.pair(a, b);
        self.keep(a, b, changes, similarity);
    }

    /// An addition that runs over a comma in the middle of its sentence is no detail: the sentence
    /// is built in another way.
    fn is_clause(&self, change: &Change, a: &Side, b: &Side) -> bool {
        let corpus = self.evidence.corpus;
        let runs_on = |side: &Side, span: Option<Span>| {
            let sentence = corpus.sentence(side.id);
            let text = &corpus.document(sentence.document).text;
            let last = side.tokens.last().map(|token| token.span.end);
            span.is_some_and(|span| Some(span.end) != last && span.of(text).contains(", "))
        };
        change.kind == ChangeKind::AddedWords && (runs_on(a, change.a) || runs_on(b, change.b))
    }

    /// What one sentence has more stands in a sentence next to the other.
    fn is_told_nearby(&self, change: &Change, a: &Side, b: &Side) -> bool {
        if change.kind != ChangeKind::AddedWords {
            return false;
        }
        let Evidence { corpus, terms, .. } = self.evidence;
        let (own, span, other) = match (change.a, change.b) {
            (Some(span), None) => (a, span, b.id),
            (None, Some(span)) => (b, span, a.id),
            _ => return false,
        };
        let document = corpus.sentence(other).document;
        let near = other.index().saturating_sub(NEARBY)..=other.index() + NEARBY;
        let near: Vec<TermId> = near
            .filter_map(|index| corpus.sentences.get(index))
            .filter(|sentence| sentence.document == document)
            .flat_map(|sentence| terms.of(sentence).iter().copied())
            .collect();
        let added = own.tokens.iter().filter(|t| t.is_content && span.contains(t.span));
        let added: Vec<TermId> = added.map(|token| token.term).collect();
        let n_told = added.iter().filter(|term| near.contains(term)).count();
        added.len() > 1 && n_told as f64 >= TOLD * added.len() as f64
    }

    fn are_free(&self, a: SentenceId, b: SentenceId) -> bool {
        let document = |id: SentenceId| self.evidence.corpus.sentence(id).document;
        !self.partners.contains(&(a, document(b))) && !self.partners.contains(&(b, document(a)))
    }

    fn pair(&mut self, a: SentenceId, b: SentenceId) {
        let document = |id: SentenceId| self.evidence.corpus.sentence(id).document;
        let both = [(a, document(b)), (b, document(a))];
        self.partners.extend(both);
    }

    fn keep(&mut self, a: SentenceId, b: SentenceId, changes: Vec<Change>, similarity: f64) {
        let weight = changes.iter().map(|change| weight(change.kind)).fold(0.0, f64::max);
        if weight > 0.0 {
            self.all.push((weight + similarity, Difference { a, b, changes }));
        }
    }

    /// Different figures for the same thing in two groups that were not aligned.
    fn figures(&mut self, a: usize, b: usize, cosine: f64) {
        let groups = self.evidence.groups;
        let (a, b) = (groups[a].representative, groups[b].representative);
        let (a, b) = (a.min(b), a.max(b));
        if !self.are_free(a, b) || !self.has_figure(a) || !self.has_figure(b) {
            return;
        }
        let sides = (Side::of(a, self.evidence), Side::of(b, self.evidence));
        let (Some(one), Some(other)) = sides else { return };
        let changes = figure::changes(&one, &other, SHARED_BY_OTHERS);
        if !changes.is_empty() {
            self.pair(a, b);
            self.keep(a, b, changes, cosine);
        }
    }

    fn has_figure(&self, id: SentenceId) -> bool {
        self.evidence.corpus.text(id).bytes().any(|byte| byte.is_ascii_digit())
    }

    /// Quotations of one saying in sentences that otherwise go their own ways.
    fn quotations(&mut self, neighbors: &Neighbors) {
        let Evidence { groups, corpus, .. } = self.evidence;
        let mut quoted: Vec<(usize, Side)> = Vec::new();
        for (index, group) in groups.iter().enumerate().filter(|&(i, _)| neighbors.is_compared[i]) {
            if corpus.text(group.representative).contains(['“', '„', '"', '«', '»'])
                && let Some(side) = Side::of(group.representative, self.evidence)
            {
                quoted.push((index, side));
            }
        }
        let mut places: FxHashMap<(TermId, TermId), Vec<usize>> = FxHashMap::default();
        let mut candidates: Vec<(usize, usize)> = Vec::new();
        for (at, (_, side)) in quoted.iter().enumerate() {
            for pair in adjacent(&side.tokens) {
                let others = places.entry(pair).or_default();
                if others.len() < MAX_POSTINGS && others.last() != Some(&at) {
                    candidates.extend(others.iter().map(|&other| (other, at)));
                    others.push(at);
                }
            }
        }
        candidates.sort_unstable();
        candidates.dedup();
        for (one, other) in candidates {
            let ((a, one), (b, other)) = (&quoted[one], &quoted[other]);
            let parted = !neighbors.lines[*a].iter().any(|l| neighbors.lines[*b].contains(l));
            let (first, second) = if one.id < other.id { (one, other) } else { (other, one) };
            if !parted || !self.are_free(first.id, second.id) {
                continue;
            }
            let changes = quoted_changes(&first.tokens, &second.tokens);
            if !changes.is_empty() {
                self.pair(first.id, second.id);
                self.keep(first.id, second.id, changes, 0.0);
            }
        }
    }

    /// The weightiest, each change told once, by the place of the first sentence.
    fn weightiest(mut self) -> Vec<Difference> {
        self.all.sort_by(|(x, one), (y, other)| {
            y.total_cmp(x).then((one.a, one.b).cmp(&(other.a, other.b)))
        });
        let corpus = self.evidence.corpus;
        let words = |id: SentenceId, span: Option<Span>| {
            let text = &corpus.document(corpus.sentence(id).document).text;
            span.map_or_else(String::new, |span| span.of(text).to_lowercase())
        };
        let mut told: FxHashSet<[String; 2]> = FxHashSet::default();
        let mut kept: Vec<Difference> = Vec::new();
        for (_, difference) in self.all {
            let Difference { a, b, changes } = &difference;
            let mut is_new = false;
            for change in changes {
                let mut pair = [words(*a, change.a), words(*b, change.b)];
                pair.sort_unstable();
                is_new |= told.insert(pair);
            }
            if is_new && kept.len() < MAX_DIFFERENCES {
                kept.push(difference);
            }
        }
        let place = |id: SentenceId| {
            let sentence = corpus.sentence(id);
            (sentence.document, sentence.span)
        };
        kept.sort_by_key(|difference| (place(difference.a), Reverse(place(difference.b))));
        kept
    }
}

/// What a kind of change weighs where not all can be told.
fn weight(kind: ChangeKind) -> f64 {
    match kind {
        ChangeKind::Number => 6.0,
        ChangeKind::Date => 5.0,
        ChangeKind::Name => 4.0,
        ChangeKind::QuotationWording | ChangeKind::AddedWords => 3.0,
        ChangeKind::Wording => 1.0,
    }
}

/// Pairs of content words inside quotation marks with no other between them.
fn adjacent(tokens: &[Token]) -> Vec<(TermId, TermId)> {
    let quoted: Vec<&Token> =
        tokens.iter().filter(|token| token.is_quoted && token.is_content).collect();
    quoted.iter().zip(quoted.iter().skip(1)).map(|(one, next)| (one.term, next.term)).collect()
}

/// The places right before shared words of two quotations where one word stands for
/// another: "a major" and "an important" before "stabilizing factor".
fn quoted_changes(a: &[Token], b: &[Token]) -> Vec<Change> {
    let is_shared = |token: &&Token| {
        let same = |other: &Token| other.is_quoted && other.equals(token);
        token.is_quoted && token.is_content && b.iter().any(same)
    };
    let mut shared: Vec<TermId> = a.iter().filter(is_shared).map(|token| token.term).collect();
    shared.sort_unstable();
    shared.dedup();
    let count = |side: &[Token]| side.iter().filter(|t| t.is_quoted && t.is_content).count();
    let shorter = count(a).min(count(b)) as f64;
    if shared.len() < SHARED_QUOTED || (shared.len() as f64) < SHARED_OF_QUOTED * shorter {
        return Vec::new();
    }
    let is_fixed = |side: &[Token], at: usize| {
        side.get(at..at + 2).is_some_and(|two| two.iter().all(|t| t.is_quoted && t.is_content))
    };
    let mut changes = Vec::new();
    for i in (2..a.len()).filter(|&i| is_fixed(a, i)) {
        for j in (2..b.len()).filter(|&j| is_fixed(b, j)) {
            let (one, other) = (&a[i - 1], &b[j - 1]);
            let is_same_place = a[i].equals(&b[j]) && a[i + 1].equals(&b[j + 1]);
            let differs = !one.equals(other)
                && [one, other].iter().all(|token| {
                    token.is_quoted && token.is_content && !shared.contains(&token.term)
                });
            if is_same_place && differs && is_led(a, i - 1) && is_led(b, j - 1) {
                let place = |side: &[Token], at: usize| Span {
                    start: side[at - 1].span.start,
                    end: side[at].span.end,
                };
                changes.push(Change {
                    kind: ChangeKind::QuotationWording,
                    a: Some(place(a, i - 1)),
                    b: Some(place(b, j - 1)),
                });
            }
        }
    }
    changes
}

/// A quoted function word stands before the word at `at`, so that this one stands in its place
/// rather than behind another content word.
fn is_led(side: &[Token], at: usize) -> bool {
    side.get(at.wrapping_sub(1)).is_some_and(|token| token.is_quoted && !token.is_content)
}
