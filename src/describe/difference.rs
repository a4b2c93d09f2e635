//! Where sentences that tell the same part: pairs of different lines of reporting, compared word
//! by word.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use super::alignment::{Side, Token};
use super::change;
use super::neighbor::Neighbors;
use crate::analyze::evidence::Evidence;
use crate::analyze::vector::shared;
use crate::model::description::{Change, ChangeKind, Difference};
use crate::model::{DocumentId, SentenceId, Span, TermId};

/// Differences of a topic.
pub(super) const MAX_DIFFERENCES: usize = 10;
/// Cosine from which two groups are aligned.
const ALIGNED_COSINE: f64 = 0.45;
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
/// Words around a figure in which another shared word must stand.
const FIGURE_WINDOW: usize = 6;
/// Words behind a figure in which what it counts stands.
const NOUN_REACH: usize = 3;

/// The differences of a topic, by the place of the first sentence.
///
/// Compared are, of each group, its representative with the other wordings of other lines; pairs of
/// groups of different lines with a cosine of at least [`ALIGNED_COSINE`]; the figures of pairs
/// less similar; and quotations that share two adjacent content words. A sentence has one partner
/// in each other document. Of more than [`MAX_DIFFERENCES`] the weightiest kinds stay.
pub(super) fn differences(neighbors: &Neighbors, evidence: Evidence<'_>) -> Vec<Difference> {
    if evidence.topic.n_lines() < 2 {
        return Vec::new();
    }
    let mut found = Found { evidence, partners: FxHashSet::default(), all: Vec::new() };
    found.inside_groups();
    let pairs = pairs(neighbors, evidence);
    let close = pairs.iter().take_while(|&&(_, _, cosine)| cosine >= ALIGNED_COSINE);
    close.for_each(|&(a, b, cosine)| found.across(a, b, cosine));
    pairs.iter().for_each(|&(a, b, cosine)| found.figures(a, b, cosine));
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
        let changes = change::changes(&one, &other, language);
        self.pair(a, b);
        self.keep(a, b, changes, similarity);
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
        let Some(change) = figure(&one, &other) else { return };
        self.pair(a, b);
        self.keep(a, b, vec![change], cosine);
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

/// The places right before or behind shared words of two quotations where one word stands for
/// another: "a major" and "an important" before "stabilizing factor".
fn quoted_changes(a: &[Token], b: &[Token]) -> Vec<Change> {
    let is_shared = |token: &&Token| {
        let same = |other: &Token| other.is_quoted && other.equals(token);
        token.is_quoted && token.is_content && b.iter().any(same)
    };
    let mut shared: Vec<TermId> = a.iter().filter(is_shared).map(|token| token.term).collect();
    shared.sort_unstable();
    shared.dedup();
    if shared.len() < SHARED_QUOTED {
        return Vec::new();
    }
    let mut changes = Vec::new();
    let follows = |side: &[Token], at: usize| {
        side.get(at..at + 2).is_some_and(|two| two.iter().all(|t| t.is_quoted && t.is_content))
    };
    for i in 1..a.len() {
        let places = (1..b.len()).filter(|&j| {
            follows(a, i) && follows(b, j) && a[i].equals(&b[j]) && a[i + 1].equals(&b[j + 1])
        });
        for j in places {
            let (one, other) = (&a[i - 1], &b[j - 1]);
            let differs = [one, other].iter().all(|token| token.is_quoted && token.is_content)
                && !one.equals(other)
                && !shared.contains(&one.term)
                && !shared.contains(&other.term);
            if differs {
                let led = |side: &[Token], at: usize| {
                    let first = at
                        .checked_sub(1)
                        .filter(|&before| side[before].is_quoted && !side[before].is_content);
                    Span { start: side[first.unwrap_or(at)].span.start, end: side[at].span.end }
                };
                changes.push(Change {
                    kind: ChangeKind::QuotationWording,
                    a: Some(led(a, i - 1)),
                    b: Some(led(b, j - 1)),
                });
            }
        }
    }
    changes
}

/// The first figure that both sides give for the same thing and that differs: what is counted is
/// the same word, another shared word stands near, and neither side has the other's figure.
fn figure(a: &Side, b: &Side) -> Option<Change> {
    let figures = |side: &Side| -> Vec<(usize, usize)> {
        let is_figure = |&at: &usize| side.tokens[at].value.is_some() && side.date_at(at).is_none();
        let noun = |at: usize| {
            let reach = at + 1..(at + 1 + NOUN_REACH).min(side.tokens.len());
            let is_noun =
                |&next: &usize| side.tokens[next].is_content && side.tokens[next].value.is_none();
            reach.into_iter().find(is_noun).map(|noun| (at, noun))
        };
        (0..side.tokens.len()).filter(is_figure).filter_map(noun).collect()
    };
    let holds = |side: &Side, wanted: &Token| side.tokens.iter().any(|token| token.equals(wanted));
    let of_b = figures(b);
    figures(a).into_iter().find_map(|(at_a, noun_a)| {
        of_b.iter().find_map(|&(at_b, noun_b)| {
            let (one, other) = (&a.tokens[at_a], &b.tokens[at_b]);
            let is_same_thing = a.tokens[noun_a].equals(&b.tokens[noun_b])
                && shares_more(&a.tokens, at_a, noun_a, &b.tokens, at_b, noun_b);
            let differs = !holds(b, one) && !holds(a, other);
            (is_same_thing && differs).then_some(Change {
                kind: ChangeKind::Number,
                a: Some(one.span),
                b: Some(other.span),
            })
        })
    })
}

/// A content word other than the noun stands near both figures.
fn shares_more(
    a: &[Token],
    at_a: usize,
    noun_a: usize,
    b: &[Token],
    at_b: usize,
    noun_b: usize,
) -> bool {
    let near = |side: &[Token], at: usize| {
        at.saturating_sub(FIGURE_WINDOW)..(at + FIGURE_WINDOW + 1).min(side.len())
    };
    let says = |side: &[Token], index: usize, noun: usize| {
        index != noun && side[index].is_content && side[index].value.is_none()
    };
    near(a, at_a)
        .filter(|&i| says(a, i, noun_a))
        .any(|i| near(b, at_b).any(|j| says(b, j, noun_b) && a[i].equals(&b[j])))
}
