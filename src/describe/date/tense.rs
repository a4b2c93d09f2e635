//! Whether the words around a date look back or ahead, and whether it dates an event or only the
//! saying of it.

use super::expression::Expression;
use super::lexicon::Meaning;
use super::reader::Reader;
use super::resolve::Says;

/// Which way the verb nearest to a date looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::describe) enum Tense {
    Past,
    Future,
    /// No verb tells.
    Open,
}

/// Words before a date in which its verb is looked for.
const REACH_BEFORE: usize = 14;
/// The same behind it.
const REACH_BEHIND: usize = 14;
/// Words that a comma between verb and date counts for.
const COMMA: usize = 3;
/// Words that standing behind the date counts for: verbs mostly come first.
const BEHIND: usize = 2;

/// The tense of the date that `expression` tells, and whether its verb is one of saying.
pub(super) fn tense(reader: &Reader, expression: &Expression) -> (Tense, bool) {
    let Expression { first, last, says } = *expression;
    let is_month = matches!(says, Says::Month { step: None, years: None, .. });
    let is_limit = reader.is_before(first, Meaning::Until);
    if is_month && is_limit {
        return (Tense::Future, false);
    }
    // "Stay cancelled until Friday": a participle alone does not make a limit one of the past.
    let verb = |at: usize| verb(reader, at).filter(|&(_, is_listed)| is_listed || !is_limit);
    let mut best: Option<(usize, Meaning)> = None;
    let mut keep = |cost: usize, found: Option<Meaning>| {
        if let Some(found) = found
            && best.is_none_or(|(least, _)| cost < least)
        {
            best = Some((cost, found));
        }
    };
    let mut cost = 0;
    for at in (first.saturating_sub(REACH_BEFORE)..first).rev() {
        cost += 1 + comma(reader, at);
        keep(cost, verb(at).map(|(meaning, _)| meaning));
    }
    // A date that opens its sentence is followed by its verb, comma or not.
    let mut cost = if first <= 2 { 0 } else { BEHIND + comma(reader, last) };
    for at in last + 1..(last + 1 + REACH_BEHIND).min(reader.len()) {
        cost += 1;
        keep(cost, verb(at).map(|(meaning, _)| meaning));
        cost += comma(reader, at);
    }
    match best {
        Some((_, Meaning::Future)) => (Tense::Future, false),
        Some((_, Meaning::Attribution)) => (Tense::Past, true),
        Some(_) => (Tense::Past, false),
        None if is_limit => (Tense::Future, false),
        None => (Tense::Open, false),
    }
}

fn comma(reader: &Reader, at: usize) -> usize {
    if reader.gap(at).contains([',', ';', '—', '–', '“', '”', '"']) { COMMA } else { 0 }
}

/// What the verb at `at` tells, of saying before past, since verbs of saying are past, too; and
/// whether it is a listed one rather than an ending.
fn verb(reader: &Reader, at: usize) -> Option<(Meaning, bool)> {
    let wanted = |meaning| match meaning {
        Meaning::Past | Meaning::Future | Meaning::Attribution | Meaning::NoVerb => Some(meaning),
        _ => None,
    };
    let listed = reader.means(at, wanted);
    let is_saying = || reader.is(at, Meaning::Attribution).is_some();
    match listed {
        Some((Meaning::NoVerb, _)) => None,
        Some((Meaning::Past, 1)) if is_saying() => Some((Meaning::Attribution, true)),
        Some((meaning, _)) => Some((meaning, true)),
        None if reader.is_capital(at) => None,
        None => Some((reader.lexicon.tense_of_ending(reader.word(at))?, false)),
    }
}
