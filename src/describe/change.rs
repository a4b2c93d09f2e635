//! The places where two aligned sentences part, typed; what is no news is left out.

use std::ops::Range;

use super::alignment::{self, Hunk, Side, Token};
use super::date;
use crate::model::description::{Change, ChangeKind, When};
use crate::model::{Language, Span};

/// Words of the longest addition that still is a detail of the same statement.
const MAX_ADDED: usize = 12;
/// Words in which one place may be worded otherwise; beyond, it is another statement.
const MAX_WORDING: usize = 5;
/// Changed wordings up to which two sentences are one statement told with other words here and
/// there; beyond, they are two ways of putting it, and the wordings no news.
const MAX_WORDINGS: usize = 2;

/// How `a` and `b`, of one language, part; in the order of `a`.
///
/// Left out are articles and other function words, what folding or joining words makes equal, the
/// same date or number said in another way, fuller forms of a name ("President Donald Trump" for
/// "Trump"), and who is quoted as saying it.
pub(super) fn changes(a: &Side, b: &Side, language: Option<Language>) -> Vec<Change> {
    let hunks = joined(alignment::hunks(&a.tokens, &b.tokens), a);
    let place = Place { a, b, language };
    let mut changes: Vec<Change> = hunks.iter().filter_map(|hunk| place.change(hunk)).collect();
    let is_wording = |change: &Change| change.kind == ChangeKind::Wording;
    if changes.iter().filter(|change| is_wording(change)).count() > MAX_WORDINGS {
        changes.retain(|change| !is_wording(change));
    }
    changes
}

/// Hunks on both sides with nothing but function words between them made one.
fn joined(hunks: Vec<Hunk>, a: &Side) -> Vec<Hunk> {
    let mut joined: Vec<Hunk> = Vec::new();
    let is_two_sided = |hunk: &Hunk| !hunk.a.is_empty() && !hunk.b.is_empty();
    for hunk in hunks {
        if let Some(last) = joined.last_mut()
            && is_two_sided(last)
            && is_two_sided(&hunk)
            && !a.tokens[last.a.end..hunk.a.start].iter().any(|token| token.is_content)
        {
            last.a.end = hunk.a.end;
            last.b.end = hunk.b.end;
        } else {
            joined.push(hunk);
        }
    }
    joined
}

struct Place<'s> {
    a: &'s Side,
    b: &'s Side,
    language: Option<Language>,
}

impl Place<'_> {
    fn change(&self, hunk: &Hunk) -> Option<Change> {
        let (a, b) = (&self.a.tokens[hunk.a.clone()], &self.b.tokens[hunk.b.clone()]);
        if reads_alike(a, b) {
            return None;
        }
        if let Some(told) = self.dates(hunk) {
            return told;
        }
        if let Some(told) = numbers(a, b) {
            return told;
        }
        let (news_a, news_b) = (news(a, b), news(b, a));
        match (news_a.is_empty(), news_b.is_empty()) {
            (true, true) => None,
            (false, false) => self.other_words(hunk, &news_a, &news_b),
            (false, true) => {
                let is_name = self.is_fuller_name(self.a, &hunk.a, &news_a);
                if is_name { None } else { self.added(a, b, true) }
            }
            (true, false) => {
                let is_name = self.is_fuller_name(self.b, &hunk.b, &news_b);
                if is_name { None } else { self.added(b, a, false) }
            }
        }
    }

    /// What two dates make of the hunk: `Some(None)` where they are the same or the hunk holds
    /// nothing else, `None` where it holds no two dates.
    fn dates(&self, hunk: &Hunk) -> Option<Option<Change>> {
        let first = |side: &Side, range: &Range<usize>| {
            range.clone().find_map(|index| side.date_at(index).copied())
        };
        let (a, b) = (first(self.a, &hunk.a), first(self.b, &hunk.b));
        if let (Some(a), Some(b)) = (a, b) {
            let differ = !may_be_same(a.when, b.when) && !a.is_attribution && !b.is_attribution;
            let change = Change { kind: ChangeKind::Date, a: Some(a.span), b: Some(b.span) };
            return Some(differ.then_some(change));
        }
        // A day that only one of them names is when it was said, more often than not.
        let only_date = |side: &Side, range: &Range<usize>| {
            range
                .clone()
                .all(|index| side.date_at(index).is_some() || !side.tokens[index].is_content)
        };
        let alone = a.is_some()
            && only_date(self.a, &hunk.a)
            && !has_content(&self.b.tokens[hunk.b.clone()])
            || b.is_some()
                && only_date(self.b, &hunk.b)
                && !has_content(&self.a.tokens[hunk.a.clone()]);
        alone.then_some(None)
    }

    /// Words in the same place that differ.
    fn other_words(&self, hunk: &Hunk, news_a: &[&Token], news_b: &[&Token]) -> Option<Change> {
        let (a, b) = (&self.a.tokens[hunk.a.clone()], &self.b.tokens[hunk.b.clone()]);
        if a.len() > MAX_WORDING || b.len() > MAX_WORDING || self.is_saying(a) || self.is_saying(b)
        {
            return None;
        }
        let all = |side: &[&Token], holds: fn(&Token) -> bool| side.iter().all(|t| holds(t));
        let kind = if all(news_a, |t| t.is_quoted) && all(news_b, |t| t.is_quoted) {
            ChangeKind::QuotationWording
        } else if all(news_a, |t| t.is_name) && all(news_b, |t| t.is_name) {
            ChangeKind::Name
        } else {
            ChangeKind::Wording
        };
        Some(Change { kind, a: span(a), b: span(b) })
    }

    /// Words that only one side has; `other` is what stands in their place.
    fn added(&self, own: &[Token], other: &[Token], is_first: bool) -> Option<Change> {
        let own = trimmed(own);
        if own.len() > MAX_ADDED || self.is_saying(own) {
            return None;
        }
        let is_quoted = own.iter().all(|token| token.is_quoted);
        let kind = if is_quoted { ChangeKind::QuotationWording } else { ChangeKind::AddedWords };
        let (own, other) = (span(own), span(trimmed(other)).filter(|_| has_content(other)));
        Some(if is_first {
            Change { kind, a: own, b: other }
        } else {
            Change { kind, a: other, b: own }
        })
    }

    fn is_saying(&self, tokens: &[Token]) -> bool {
        tokens.iter().any(|token| date::is_saying(&token.word, self.language))
    }

    /// Names and titles beside a name that both have: "U.S. President Donald" before "Trump".
    fn is_fuller_name(&self, side: &Side, range: &Range<usize>, news: &[&Token]) -> bool {
        let is_name = |index: Option<usize>| {
            index.and_then(|index| side.tokens.get(index)).is_some_and(|token| token.is_name)
        };
        let is_beside = is_name(Some(range.end)) || is_name(range.start.checked_sub(1));
        let tokens = &side.tokens[range.clone()];
        let has_small = tokens.iter().any(|token| !token.is_content && !token.is_name);
        is_beside && !has_small && news.iter().all(|token| token.is_name)
    }
}

/// The change of two different numbers; `Some(None)` where the numbers are the only content and
/// agree.
fn numbers(a: &[Token], b: &[Token]) -> Option<Option<Change>> {
    let values = |side: &[Token]| -> Vec<String> {
        side.iter().filter_map(|token| token.value.clone()).collect()
    };
    let (of_a, of_b) = (values(a), values(b));
    if of_a.is_empty() || of_b.is_empty() || of_a.iter().any(|value| of_b.contains(value)) {
        return None;
    }
    let place = |side: &[Token]| {
        let first = side.iter().find(|token| token.value.is_some())?;
        let last = side.iter().rev().find(|token| token.value.is_some())?;
        Some(Span { start: first.span.start, end: last.span.end })
    };
    Some(Some(Change { kind: ChangeKind::Number, a: place(a), b: place(b) }))
}

/// The content words of `own` that `other` has not.
fn news<'t>(own: &'t [Token], other: &[Token]) -> Vec<&'t Token> {
    let is_new =
        |token: &&Token| token.is_content && !other.iter().any(|other| other.equals(token));
    own.iter().filter(is_new).collect()
}

fn has_content(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| token.is_content)
}

/// `tokens` without function words at its end.
fn trimmed(tokens: &[Token]) -> &[Token] {
    let end = tokens.iter().rposition(|token| token.is_content).map_or(0, |last| last + 1);
    tokens.get(..end).unwrap_or_default()
}

/// The same letters, words joined or parted otherwise: "re-elected" and "reelected".
fn reads_alike(a: &[Token], b: &[Token]) -> bool {
    let letters = |side: &[Token]| side.iter().map(|token| token.word.as_str()).collect::<String>();
    letters(a) == letters(b)
}

fn span(tokens: &[Token]) -> Option<Span> {
    Some(Span { start: tokens.first()?.span.start, end: tokens.last()?.span.end })
}

/// The one lies in the other: a day in its month, a month in its year.
fn may_be_same(a: When, b: When) -> bool {
    let ((y1, m1, d1), (y2, m2, d2)) = (a.key(), b.key());
    let agree = |one: i8, other: i8| one == 0 || other == 0 || one == other;
    y1 == y2 && agree(m1, m2) && agree(d1, d2)
}
