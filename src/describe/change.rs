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
/// Words of two places that differ in a date.
const MAX_DATE: usize = 8;
/// Share of the shorter sentence's content words that two accounts of one statement share.
const ALIGNED: f64 = 0.55;
/// Content words that a sentence must have to be compared: fewer agree by chance.
const MIN_CONTENT: usize = 4;
/// Likeness of two words in letters from which they are spellings of one.
const SPELLING: f64 = 0.8;
/// The same from which one is a copy of the other's words with changes.
const COPIED: f64 = 0.75;
/// The same from which every word that was changed counts.
const VERBATIM: f64 = 0.9;
/// Changed wordings up to which two sentences are one statement told with other words here and
/// there; beyond, they are two ways of putting it, and the wordings no news.
const MAX_WORDINGS: usize = 2;

/// How `a` and `b`, of one language, part; in the order of `a`.
///
/// Left out are articles and other function words, what folding or joining words makes equal, what
/// stands elsewhere in the other sentence, the same date or number said in another way, fuller
/// forms of a name ("President Donald Trump" for "Trump"), how a sentence is led in, and who is
/// quoted as saying it. Where less than [`COPIED`] of the words match, two authors put it in their
/// own words, and only figures, dates and names are compared; below [`ALIGNED`] nothing is.
pub(super) fn changes(a: &Side, b: &Side, language: Option<Language>) -> Vec<Change> {
    let hunks = alignment::hunks(&a.tokens, &b.tokens);
    let matched = alignment::matched(&a.tokens, &b.tokens, &hunks);
    let n_content = |side: &Side| side.tokens.iter().filter(|token| token.is_content).count();
    if matched < ALIGNED || n_content(a).min(n_content(b)) < MIN_CONTENT {
        return Vec::new();
    }
    let place = Place { a, b, language, matched };
    let hunks = joined(hunks, a);
    let mut changes: Vec<Change> = hunks.iter().filter_map(|hunk| place.change(hunk)).collect();
    let is_wording = |change: &Change| change.kind == ChangeKind::Wording;
    if changes.iter().filter(|change| is_wording(change)).count() > MAX_WORDINGS {
        changes.retain(|change| !is_wording(change));
    }
    let adds = |side: fn(&Change) -> Option<Span>| {
        let added = |change: &&Change| change.kind == ChangeKind::AddedWords;
        changes.iter().filter(added).any(|change| side(change).is_some())
    };
    if adds(|change| change.a) && adds(|change| change.b) && matched < VERBATIM {
        changes.retain(|change| change.kind != ChangeKind::AddedWords || place.pins(change));
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

/// What one way of looking makes of a place where two sentences part.
enum Verdict {
    News(Change),
    NoNews,
    /// It is not of this kind.
    Open,
}

struct Place<'s> {
    a: &'s Side,
    b: &'s Side,
    language: Option<Language>,
    /// Share of the shorter sentence's words that stand in both.
    matched: f64,
}

impl Place<'_> {
    fn change(&self, hunk: &Hunk) -> Option<Change> {
        let (a, b) = (&self.a.tokens[hunk.a.clone()], &self.b.tokens[hunk.b.clone()]);
        if reads_alike(a, b) {
            return None;
        }
        for verdict in [self.dates(hunk), self.numbers(hunk)] {
            match verdict {
                Verdict::News(change) => return Some(change),
                Verdict::NoNews => return None,
                Verdict::Open => {}
            }
        }
        let (news_a, news_b) = (news(a, &self.b.tokens), news(b, &self.a.tokens));
        match (news_a.is_empty(), news_b.is_empty()) {
            (true, true) => None,
            (false, false) => self.other_words(hunk, &news_a, &news_b),
            (false, true) => {
                let span = self.added(self.a, &hunk.a, &news_a)?;
                Some(Change { kind: kind_of_added(&news_a), a: Some(span), b: None })
            }
            (true, false) => {
                let span = self.added(self.b, &hunk.b, &news_b)?;
                Some(Change { kind: kind_of_added(&news_b), a: None, b: Some(span) })
            }
        }
    }

    /// What two dates make of the hunk: nothing new where they are the same.
    fn dates(&self, hunk: &Hunk) -> Verdict {
        let first = |side: &Side, range: &Range<usize>| {
            range.clone().find_map(|index| side.date_at(index).copied())
        };
        let (a, b) = (first(self.a, &hunk.a), first(self.b, &hunk.b));
        if let (Some(a), Some(b)) = (a, b) {
            let is_one_place = hunk.a.len() <= MAX_DATE && hunk.b.len() <= MAX_DATE;
            let differ = is_one_place
                && !may_be_same(a.when, b.when)
                && !a.is_attribution
                && !b.is_attribution;
            let change = Change { kind: ChangeKind::Date, a: Some(a.span), b: Some(b.span) };
            return if differ { Verdict::News(change) } else { Verdict::NoNews };
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
        if alone { Verdict::NoNews } else { Verdict::Open }
    }

    /// Words in the same place that differ.
    fn other_words(&self, hunk: &Hunk, news_a: &[&Token], news_b: &[&Token]) -> Option<Change> {
        let (a, b) = (&self.a.tokens[hunk.a.clone()], &self.b.tokens[hunk.b.clone()]);
        let is_long = a.len() > MAX_WORDING || b.len() > MAX_WORDING;
        if is_long || self.is_saying(a) || self.is_saying(b) {
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
        let is_spelling = kind == ChangeKind::Wording
            && news_a.len() == 1
            && news_b.len() == 1
            && strsim::normalized_levenshtein(&news_a[0].word, &news_b[0].word) >= SPELLING;
        let counts = !is_spelling && (kind == ChangeKind::Name || self.matched >= COPIED);
        counts.then(|| Change { kind, a: span(a), b: span(b) })
    }

    /// Words that only `side` has, where they are a detail of what both tell.
    fn added(&self, side: &Side, range: &Range<usize>, news: &[&Token]) -> Option<Span> {
        let own = trimmed(&side.tokens[range.clone()]);
        let is_slight = news.len() == 1 && !news[0].is_name && news[0].value.is_none();
        // What stands before the first content word leads the sentence in.
        let is_led = side.tokens[..range.start].iter().any(|token| token.is_content);
        let is_detail = is_led
            && own.len() <= MAX_ADDED
            && !self.is_saying(own)
            && !self.follows_saying(side, range.start)
            && !is_fuller_name(side, range, news)
            && self.matched >= if is_slight { VERBATIM } else { COPIED };
        if is_detail { span(own) } else { None }
    }

    /// The words are who says it: "afirmou Kanode".
    fn follows_saying(&self, side: &Side, start: usize) -> bool {
        let before = start.checked_sub(1).and_then(|before| side.tokens.get(before));
        before.is_some_and(|token| date::is_saying(&token.word, self.language))
    }

    /// The words of an addition hold a name or a number.
    fn pins(&self, change: &Change) -> bool {
        let held = |side: &Side, span: Option<Span>| {
            span.is_some_and(|span| {
                let inside = side.tokens.iter().filter(|token| span.contains(token.span));
                inside.into_iter().any(|token| token.is_name || token.value.is_some())
            })
        };
        held(self.a, change.a) || held(self.b, change.b)
    }

    /// What two numbers in the same place make of the hunk: nothing new where they cannot be
    /// compared.
    fn numbers(&self, hunk: &Hunk) -> Verdict {
        let (a, b) = (&self.a.tokens[hunk.a.clone()], &self.b.tokens[hunk.b.clone()]);
        let figures = |side: &Side, range: &Range<usize>| -> Vec<String> {
            let undated = range.clone().filter(|&index| side.date_at(index).is_none());
            undated.filter_map(|index| side.tokens[index].value.clone()).collect()
        };
        let (of_a, of_b) = (figures(self.a, &hunk.a), figures(self.b, &hunk.b));
        if of_a.is_empty() || of_b.is_empty() {
            return Verdict::Open;
        }
        let holds = |side: &Side, value: &String| {
            side.tokens.iter().any(|token| token.value.as_ref() == Some(value))
        };
        let is_moved = of_a.iter().any(|value| holds(self.b, value))
            || of_b.iter().any(|value| holds(self.a, value));
        let is_one_place = a.len() <= MAX_WORDING && b.len() <= MAX_WORDING;
        if is_moved || !is_one_place || of_a.len() != of_b.len() {
            return Verdict::NoNews;
        }
        Verdict::News(Change { kind: ChangeKind::Number, a: figure_span(a), b: figure_span(b) })
    }

    fn is_saying(&self, tokens: &[Token]) -> bool {
        tokens.iter().any(|token| date::is_saying(&token.word, self.language))
    }
}

/// Names and titles beside a name that both have: "U.S. President Donald" before "Trump".
fn is_fuller_name(side: &Side, range: &Range<usize>, news: &[&Token]) -> bool {
    // With a comma between them two names are two.
    let touch = |before: Option<&Token>, next: Option<&Token>| {
        let (Some(before), Some(next)) = (before, next) else { return false };
        before.is_name && next.is_name && next.span.start == before.span.end + 1
    };
    let tokens = &side.tokens[range.clone()];
    let before = range.start.checked_sub(1).and_then(|before| side.tokens.get(before));
    // "The head of the school, Charles" before "Steger".
    let introduces = touch(tokens.last(), side.tokens.get(range.end));
    let has_small = tokens.iter().any(|token| !token.is_content && !token.is_name);
    introduces
        || touch(before, tokens.first()) && !has_small && news.iter().all(|token| token.is_name)
}

/// From the first number to the last, with what scales it.
fn figure_span(tokens: &[Token]) -> Option<Span> {
    let counts = |token: &&Token| token.value.is_some();
    let first = tokens.iter().find(counts)?;
    let last = tokens.iter().rev().find(|token| token.value.is_some() || token.is_scale())?;
    Some(Span { start: first.span.start, end: last.span.end.max(first.span.end) })
}

fn kind_of_added(news: &[&Token]) -> ChangeKind {
    if news.iter().all(|token| token.is_quoted) {
        ChangeKind::QuotationWording
    } else {
        ChangeKind::AddedWords
    }
}

/// The content words of `own` that the other sentence has nowhere.
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
