//! Different figures that two sentences give for the same thing.

use super::alignment::{Side, Token};
use crate::model::Span;
use crate::model::description::{Change, ChangeKind};

/// Words around a figure in which other shared words must stand.
const WINDOW: usize = 8;
/// Words around it that tell best which of several figures it is to be held against.
const CLOSE: usize = 4;
/// Words behind a figure in which what it counts stands.
const NOUN_REACH: usize = 3;
/// Content words beside what is counted that stand near both figures of sentences that tell the
/// same …
pub(super) const SHARED_BY_ALIKE: usize = 2;
/// … and of sentences that resemble each other less.
pub(super) const SHARED_BY_OTHERS: usize = 3;

/// A number of a sentence and the place of what it counts.
#[derive(Clone, Copy)]
struct Figure {
    at: usize,
    noun: usize,
}

/// The figures that both sides give for the same thing and that differ, in the order of `a`.
///
/// What is counted is the same word, at least `min_shared` other shared content words stand near,
/// and neither side has the other's figure anywhere. Each figure has one partner, the pair with the
/// most words in common first. No part of a date is a figure.
pub(super) fn changes(a: &Side, b: &Side, min_shared: usize) -> Vec<Change> {
    let (of_a, of_b) = (figures(a), figures(b));
    let mut pairs: Vec<((usize, usize), Figure, Figure)> = Vec::new();
    for &one in &of_a {
        for &other in &of_b {
            let is_same_thing = a.tokens[one.noun].equals(&b.tokens[other.noun]);
            let n_shared = |window| shared(&a.tokens, one, &b.tokens, other, window);
            if is_same_thing && n_shared(WINDOW) >= min_shared {
                pairs.push(((n_shared(CLOSE), n_shared(WINDOW)), one, other));
            }
        }
    }
    pairs.sort_by(|x, y| y.0.cmp(&x.0).then((x.1.at, x.2.at).cmp(&(y.1.at, y.2.at))));
    let mut paired: Vec<(usize, usize)> = Vec::new();
    for (_, one, other) in pairs {
        if paired.iter().all(|&(a, b)| a != one.at && b != other.at) {
            paired.push((one.at, other.at));
        }
    }
    paired.sort_unstable();
    let differs = |&(at_a, at_b): &(usize, usize)| {
        let (one, other) = (&a.tokens[at_a], &b.tokens[at_b]);
        !holds(b, one) && !holds(a, other)
    };
    let change = |(at_a, at_b)| Change {
        kind: ChangeKind::Number,
        a: Some(scaled(a, at_a)),
        b: Some(scaled(b, at_b)),
    };
    paired.into_iter().filter(differs).map(change).collect()
}

/// The numbers of a sentence that count something.
fn figures(side: &Side) -> Vec<Figure> {
    let is_figure = |&at: &usize| side.tokens[at].value.is_some() && side.date_at(at).is_none();
    let counting = |at: usize| {
        let is_noun = |&next: &usize| {
            let token = &side.tokens[next];
            token.is_content && token.value.is_none() && !token.is_scale()
        };
        let noun = (at + 1..(at + 1 + NOUN_REACH).min(side.tokens.len())).find(is_noun)?;
        Some(Figure { at, noun })
    };
    (0..side.tokens.len()).filter(is_figure).filter_map(counting).collect()
}

/// The number at `at` with the word that scales it.
fn scaled(side: &Side, at: usize) -> Span {
    let own = side.tokens[at].span;
    let scale = side.tokens.get(at + 1).filter(|next| next.is_scale());
    Span { start: own.start, end: scale.map_or(own.end, |scale| scale.span.end) }
}

fn holds(side: &Side, wanted: &Token) -> bool {
    side.tokens.iter().any(|token| token.equals(wanted))
}

/// How many content words within `window` of the one figure stand near the other, what they count
/// aside.
fn shared(a: &[Token], one: Figure, b: &[Token], other: Figure, window: usize) -> usize {
    let near = |side: &[Token], figure: Figure| -> Vec<usize> {
        let from = figure.at.saturating_sub(window);
        let says = |&index: &usize| {
            let token = &side[index];
            index != figure.noun && token.is_content && token.value.is_none() && !token.is_scale()
        };
        (from..(figure.at + window + 1).min(side.len())).filter(says).collect()
    };
    let of_other = near(b, other);
    let stands = |&&i: &&usize| of_other.iter().any(|&j| a[i].equals(&b[j]));
    near(a, one).iter().filter(stands).count()
}
