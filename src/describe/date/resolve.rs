//! What an expression says, against the day of publication, to a day, month or year.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::lexicon::Unit;
use super::tense::Tense;
use crate::model::description::When;

/// Days around publication in which a day of a month is taken to be the nearest one, whatever the
/// tense: words that mislead about tense are more frequent than dates further away.
const NEAR: i32 = 45;
/// Days around publication in which a weekday with its day of the month is looked for.
const SAME_DAY: i32 = 20;

/// What an expression says of a date, as far as it stands in the expression.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Says {
    /// All of it.
    Fixed(When),
    /// "5 February", "5 February last year" (-1 years).
    DayOfMonth { month: i8, day: i8, years: Option<i32> },
    /// "The July 7 bombings": a name that outlives the year.
    NamedDay { month: i8, day: i8 },
    /// "November", "last November" (a step), "May last year" (years).
    Month { month: i8, step: Option<i32>, years: Option<i32> },
    /// "Thursday", "last Thursday", "quinta-feira (5)".
    Weekday { weekday: i8, step: Option<i32>, day: Option<i8> },
    /// "Yesterday", "last month".
    Shift { unit: Unit, by: i32 },
}

/// The date that is meant; `None` where it needs a day of publication that is unknown, or is no
/// date of the calendar.
pub(super) fn when(says: Says, published: Option<Date>, tense: Tense) -> Option<When> {
    if let Says::Fixed(when) = says {
        return Some(when);
    }
    let published = published?;
    match says {
        Says::Fixed(when) => Some(when),
        Says::DayOfMonth { month, day, years } => {
            day_of_month(month, day, years, published, tense).map(When::Day)
        }
        Says::NamedDay { month, day } => {
            let date = day_of_month(month, day, None, published, Tense::Open)?;
            ((date - published).get_days().abs() <= NEAR).then_some(When::Day(date))
        }
        Says::Month { month, step, years } => {
            let year = match years {
                Some(years) => shifted_year(published, years)?,
                None => year_of_month(month, step, published, tense)?,
            };
            Some(When::Month { year, month })
        }
        Says::Weekday { weekday, step, day } => {
            let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
            let stated = day.and_then(|day| on_day(weekday, day, published));
            stated.or_else(|| of_weekday(weekday, step, published, tense)).map(When::Day)
        }
        Says::Shift { unit, by } => shifted(unit, by, published),
    }
}

fn day_of_month(
    month: i8,
    day: i8,
    years: Option<i32>,
    published: Date,
    tense: Tense,
) -> Option<Date> {
    if let Some(years) = years {
        return Date::new(shifted_year(published, years)?, month, day).ok();
    }
    let near = [0, -1, 1]
        .into_iter()
        .filter_map(|years| Date::new(shifted_year(published, years)?, month, day).ok());
    let distance = |date: &Date| (*date - published).get_days();
    let all: Vec<Date> = near.collect();
    let nearest = all.iter().copied().min_by_key(|date| distance(date).abs())?;
    if distance(&nearest).abs() <= NEAR {
        return Some(nearest);
    }
    let fitting = all.into_iter().filter(|date| match tense {
        Tense::Past => distance(date) <= 0,
        Tense::Future => distance(date) >= 0,
        Tense::Open => true,
    });
    fitting.min_by_key(|date| distance(date).abs())
}

fn year_of_month(month: i8, step: Option<i32>, published: Date, tense: Tense) -> Option<i16> {
    let ahead = i32::from(month) - i32::from(published.month());
    let years = match (step, tense) {
        (Some(0), _) => 0,
        (Some(1..), _) => i32::from(ahead <= 0),
        (Some(_), _) => -i32::from(ahead >= 0),
        (None, Tense::Past) => -i32::from(ahead > 0),
        (None, Tense::Future) => i32::from(ahead < 0),
        (None, Tense::Open) => i32::from(ahead <= -6) - i32::from(ahead > 6),
    };
    shifted_year(published, years)
}

/// The day that is so numbered and that weekday, near publication.
fn on_day(weekday: Weekday, day: i8, published: Date) -> Option<Date> {
    let days = (0..=SAME_DAY).flat_map(|days| [-days, days]);
    let dates = days.filter_map(|days| published.checked_add(days.days()).ok());
    dates.into_iter().find(|date| date.day() == day && date.weekday() == weekday)
}

fn of_weekday(weekday: Weekday, step: Option<i32>, published: Date, tense: Tense) -> Option<Date> {
    let since = i32::from(published.weekday().since(weekday));
    let until = i32::from(published.weekday().until(weekday));
    let strictly = |days: i32| if days == 0 { 7 } else { days };
    let days = match (step, tense) {
        (Some(1..), _) => strictly(until),
        (Some(..0), _) => -strictly(since),
        (_, Tense::Future) => until,
        (Some(0), Tense::Open) if until < since => until,
        _ => -since,
    };
    published.checked_add(days.days()).ok()
}

/// The day, month or year that lies `by` units from publication. A week is told by the month that
/// holds all of it.
fn shifted(unit: Unit, by: i32, published: Date) -> Option<When> {
    match unit {
        Unit::Day => published.checked_add(by.days()).ok().map(When::Day),
        Unit::Week => {
            let monday = published.checked_sub(since_monday(published).days()).ok()?;
            stretch(monday.checked_add((by * 7).days()).ok()?, 6)
        }
        Unit::Weekend => {
            let monday = published.checked_sub(since_monday(published).days()).ok()?;
            stretch(monday.checked_add((by * 7 + 5).days()).ok()?, 1)
        }
        Unit::Month => {
            let date = published.first_of_month().checked_add(by.months()).ok()?;
            Some(When::Month { year: date.year(), month: date.month() })
        }
        Unit::Year => shifted_year(published, by).map(When::Year),
    }
}

fn since_monday(date: Date) -> i32 {
    i32::from(date.weekday().to_monday_zero_offset())
}

/// The month of a stretch of days that lies in one.
fn stretch(first: Date, days: i32) -> Option<When> {
    let last = first.checked_add(days.days()).ok()?;
    let month = |date: Date| When::Month { year: date.year(), month: date.month() };
    (month(first) == month(last)).then(|| month(first))
}

fn shifted_year(published: Date, years: i32) -> Option<i16> {
    i16::try_from(i32::from(published.year()).checked_add(years)?).ok().filter(|year| *year > 0)
}
