//! The grammar of dates: which words of a sentence make one, and what they say.

use jiff::civil::Date;

use super::lexicon::{Meaning, Unit};
use super::reader::Reader;
use super::resolve::Says;
use crate::model::Language;
use crate::model::description::When;

/// Words `first..=last` of a sentence, and what they say of a date.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Expression {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) says: Says,
}

/// The expressions of a sentence, ascending and disjoint.
pub(super) fn expressions(reader: &Reader, language: Option<Language>) -> Vec<Expression> {
    let grammar = Grammar { reader, language };
    let mut found = Vec::new();
    let mut at = 0;
    while at < reader.len() {
        if !reader.may_begin(at) {
            at += 1;
        } else if let Some(length) = reader.is(at, Meaning::Name) {
            at += length;
        } else if let Some(expression) = grammar.at(at) {
            at = expression.last + 1;
            found.push(expression);
        } else {
            at += 1;
        }
    }
    found
}

struct Grammar<'r, 'a> {
    reader: &'r Reader<'a>,
    language: Option<Language>,
}

impl Grammar<'_, '_> {
    fn at(&self, at: usize) -> Option<Expression> {
        self.digits(at)
            .or_else(|| self.day_first(at))
            .or_else(|| self.month_first(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.day_word(at))
            .or_else(|| self.stepped(at))
            .or_else(|| self.ago(at))
            .or_else(|| self.part(at))
            .or_else(|| self.month(at))
            .or_else(|| self.year(at))
    }

    /// `2026-02-05`, `05/02/2026`, `5.2.2026`.
    fn digits(&self, at: usize) -> Option<Expression> {
        let fixed =
            |last, date| Some(Expression { first: at, last, says: Says::Fixed(When::Day(date)) });
        let mut dotted =
            self.reader.word(at).split('.').map(|part| (part.len(), part.parse::<i16>()));
        if let [Some((1..=2, Ok(day))), Some((1..=2, Ok(month))), Some((4, Ok(year))), None] =
            [dotted.next(), dotted.next(), dotted.next(), dotted.next()]
        {
            return fixed(at, date(year, month, day)?);
        }
        let part = |at| self.reader.number(at, 4).and_then(|part| i16::try_from(part).ok());
        let (first, second, third) = (part(at)?, part(at + 1)?, part(at + 2)?);
        match (self.reader.gap(at), self.reader.gap(at + 1)) {
            ("-", "-") => {
                self.reader.year_number(at)?;
                fixed(at + 2, date(first, second, third)?)
            }
            ("/", "/") => {
                self.reader.year_number(at + 2)?;
                fixed(at + 2, self.slashed(first, second, third)?)
            }
            _ => None,
        }
    }

    /// English writes either order: it counts only where one alone gives a date.
    fn slashed(&self, first: i16, second: i16, year: i16) -> Option<Date> {
        let day_first = date(year, second, first);
        if self.language != Some(Language::ENGLISH) {
            return self.language.and(day_first);
        }
        let month_first = date(year, first, second);
        match (day_first, month_first) {
            (Some(one), Some(other)) if one != other => None,
            (one, other) => one.or(other),
        }
    }

    /// "5 February 2026", "5.–7. Februar", "5 de febrero de 2026", "5 to 7 February".
    fn day_first(&self, at: usize) -> Option<Expression> {
        let day = self.reader.day_number(at)?;
        let mut next = at + 1;
        if let Some(end) = self.range(at) {
            next = end + 1;
        }
        if !self.reader.holds_together(next - 1) {
            return None;
        }
        let month_at = self.reader.behind_small(next, 2);
        let (month, length) = self.month_name(month_at, true)?;
        Some(self.dated(at, month_at + length - 1, month, day))
    }

    /// "February 5, 2026", "Feb. 5-7".
    fn month_first(&self, at: usize) -> Option<Expression> {
        let (month, length) = self.month_name(at, true)?;
        let day_at = at + length;
        if !self.reader.lexicon.has_month_first || !self.reader.holds_together(day_at - 1) {
            return None;
        }
        let day = self.reader.day_number(day_at)?;
        if self
            .reader
            .next_char(day_at)
            .is_some_and(|c| matches!(c, '%' | ':' | '/' | '.' if c != '.'))
        {
            return None;
        }
        let last = self.range(day_at).unwrap_or(day_at);
        let whole = self.dated(at, last, month, day);
        // "In March 17 people died": no day follows "in".
        let counts = self.reader.word(at.wrapping_sub(1)) == "in" && whole.last == last;
        (!counts).then_some(whole)
    }

    /// The date of a day and month at `first..=last`, with a year behind it where one is told.
    fn dated(&self, first: usize, last: usize, month: i8, day: i8) -> Expression {
        if let Some((year, end)) = self.year_behind(last) {
            let says = match Date::new(year, month, day) {
                Ok(date) => Says::Fixed(When::Day(date)),
                // No date of the calendar; resolving refuses it, too.
                Err(_) => Says::DayOfMonth { month: 2, day: 31, years: Some(0) },
            };
            return Expression { first, last: end, says };
        }
        if let Some((by, end)) = self.years_behind(last) {
            let says = Says::DayOfMonth { month, day, years: Some(by) };
            return Expression { first, last: end, says };
        }
        let is_name = self.language == Some(Language::ENGLISH)
            && self.reader.is_before(first, Meaning::Article)
            && self.reader.gap(last) == " "
            && self.reader.says_something(last + 1);
        let says = if is_name {
            Says::NamedDay { month, day }
        } else {
            Says::DayOfMonth { month, day, years: None }
        };
        Expression { first, last, says }
    }

    /// Where the second day of a range ends: "5-7", "5 to 7", "5. bis 7.".
    fn range(&self, at: usize) -> Option<usize> {
        if matches!(self.reader.gap(at).trim(), "-" | "–" | ".-" | ".–" | ". –") {
            return self.reader.day_number(at + 1).map(|_| at + 1);
        }
        let length = self.reader.is(at + 1, Meaning::Range)?;
        let end = at + 1 + length;
        let together = (at..end).all(|inside| self.reader.holds_together(inside));
        (together && self.reader.day_number(end).is_some()).then_some(end)
    }

    /// The year behind the word at `last`, and its place.
    fn year_behind(&self, last: usize) -> Option<(i16, usize)> {
        if self.reader.gap(last) == ", " {
            return self.reader.year_number(last + 1).map(|year| (year, last + 1));
        }
        if !self.reader.holds_together(last) {
            return None;
        }
        let at = self.reader.behind_small(last + 1, 2);
        self.reader.year_number(at).map(|year| (year, at))
    }

    /// The years from publication that "last year" behind the word at `last` tells, and where it
    /// ends.
    fn years_behind(&self, last: usize) -> Option<(i32, usize)> {
        if !self.reader.holds_together(last) {
            return None;
        }
        let at = self.reader.behind_small(last + 1, 2);
        match self.stepped_unit(at)? {
            (Unit::Year, by, end) => Some((by, end)),
            _ => None,
        }
    }

    /// A weekday, with what stands before and behind it: "last Thursday", "Thursday, 5 February",
    /// "quinta-feira (5)".
    fn weekday(&self, at: usize) -> Option<Expression> {
        let (step, name_at) = match self.reader.means(at, step_before) {
            Some((step, length)) if self.reader.holds_together(at + length - 1) => {
                (Some(step), at + length)
            }
            _ => (None, at),
        };
        let (weekday, length) = self.weekday_name(name_at, step)?;
        let last = name_at + length - 1;
        if let Some(whole) = self.date_behind(last) {
            return Some(Expression { first: at, ..whole });
        }
        if let Some(day) = self.day_in_brackets(last) {
            let says = Says::Weekday { weekday, step, day: Some(day) };
            return Some(Expression { first: at, last, says });
        }
        let (step, last) = match self.step_behind(last) {
            Some((behind, end)) if step.is_none() => (Some(behind), end),
            _ => (step, last),
        };
        Some(Expression { first: at, last, says: Says::Weekday { weekday, step, day: None } })
    }

    fn weekday_name(&self, at: usize, step: Option<i32>) -> Option<(i8, usize)> {
        let ((weekday, is_plain), length) = self.reader.means(at, |meaning| match meaning {
            Meaning::Weekday(weekday) => Some((weekday, true)),
            Meaning::DayName(weekday) => Some((weekday, false)),
            _ => None,
        })?;
        let last = at + length - 1;
        let is_led = step.is_some() || self.reader.is_before(at, Meaning::On);
        let is_dated = self.day_in_brackets(last).is_some();
        if !self.is_written_as_name(at)
            || !(is_plain || is_led && !self.reader.says_something(last + 1) || is_dated)
        {
            return None;
        }
        // "The Sunday Times": a name follows, and nothing says that it is a day.
        let opens_name =
            self.opens_name(last) && (!is_led || self.reader.is_before(at, Meaning::Article));
        (!opens_name || is_dated).then_some((weekday, length))
    }

    /// A month or weekday is written as the language has it; at the start of a sentence anything is.
    fn is_written_as_name(&self, at: usize) -> bool {
        at == 0 || self.reader.is_capital(at) == self.reader.lexicon.has_capitals
    }

    /// A capital follows at once, as in the names of people and papers.
    fn opens_name(&self, last: usize) -> bool {
        let is_month = || self.month_name(last + 1, false).is_some();
        let is_telling = match self.language {
            Some(Language::ENGLISH) => true,
            // German writes every noun with a capital, the others a day only where it is a name.
            _ => !self.reader.lexicon.has_capitals && self.reader.is_capital(last),
        };
        is_telling
            && self.reader.gap(last) == " "
            && self.reader.is_capital(last + 1)
            && !is_month()
    }

    /// A day and month right behind the weekday at `last`.
    fn date_behind(&self, last: usize) -> Option<Expression> {
        if !matches!(self.reader.gap(last), " " | ", ") {
            return None;
        }
        let at = last + 1 + self.reader.is(last + 1, Meaning::On).unwrap_or(0);
        self.day_first(at).or_else(|| self.month_first(at))
    }

    /// The day's number in brackets or between commas behind the weekday at `last`.
    fn day_in_brackets(&self, last: usize) -> Option<i8> {
        let closes = match self.reader.gap(last) {
            " (" => ')',
            ", " => ',',
            _ => return None,
        };
        let day = self.reader.day_number(last + 1)?;
        (self.reader.next_char(last + 1) == Some(closes)).then_some(day)
    }

    /// "Yesterday", "today".
    fn day_word(&self, at: usize) -> Option<Expression> {
        let (by, length) = self.reader.means(at, |meaning| match meaning {
            Meaning::Day(by) => Some(by),
            _ => None,
        })?;
        // "USA Today" is a newspaper.
        if self.reader.is_capital(at) && at > 0 && self.reader.is_capital(at - 1) {
            return None;
        }
        Some(Expression {
            first: at,
            last: at + length - 1,
            says: Says::Shift { unit: Unit::Day, by },
        })
    }

    /// "Last month", "le mois dernier", "last May".
    fn stepped(&self, at: usize) -> Option<Expression> {
        if let Some((unit, by, last)) = self.stepped_unit(at) {
            let is_period = by != 0
                && self.reader.is_before(at, Meaning::Article)
                && self.reader.lexicon.has_month_first;
            return (!is_period).then_some(Expression {
                first: at,
                last,
                says: Says::Shift { unit, by },
            });
        }
        let (step, length) = self.reader.means(at, step_before)?;
        let month_at = at + length;
        let (month, length) = self.month_name(month_at, false)?;
        let says = Says::Month { month, step: Some(step), years: None };
        self.reader.holds_together(month_at - 1).then_some(Expression {
            first: at,
            last: month_at + length - 1,
            says,
        })
    }

    /// A unit with a word for last, this or next before or behind it, and where it ends.
    fn stepped_unit(&self, at: usize) -> Option<(Unit, i32, usize)> {
        if let Some((by, length)) = self.reader.means(at, |meaning| match meaning {
            Meaning::Before(by) => Some(by),
            _ => None,
        }) {
            let (unit, unit_length) = self.unit(at + length)?;
            return self.reader.holds_together(at + length - 1).then_some((
                unit,
                by,
                at + length + unit_length - 1,
            ));
        }
        let (unit, length) = self.unit(at)?;
        let (by, end) = self.step_behind(at + length - 1)?;
        Some((unit, by, end))
    }

    fn step_behind(&self, last: usize) -> Option<(i32, usize)> {
        if !self.reader.holds_together(last) {
            return None;
        }
        let (by, length) = self.reader.means(last + 1, |meaning| match meaning {
            Meaning::Behind(by) => Some(by),
            _ => None,
        })?;
        Some((by, last + length))
    }

    /// A week, weekend, month or year; no "year's".
    fn unit(&self, at: usize) -> Option<(Unit, usize)> {
        let (unit, length) = self.reader.means(at, |meaning| match meaning {
            Meaning::Unit(unit) => Some(unit),
            _ => None,
        })?;
        (unit != Unit::Day && !self.reader.is_possessive(at)).then_some((unit, length))
    }

    /// "Three days ago", "il y a trois jours".
    fn ago(&self, at: usize) -> Option<Expression> {
        let lead = self.reader.is(at, Meaning::AgoBefore);
        let number_at = at + lead.unwrap_or(0);
        let number = self.reader.number(number_at, 2).or_else(|| self.number_word(number_at))?;
        let unit_at = number_at + 1;
        let (unit, _) = self.reader.means(unit_at, |meaning| match meaning {
            Meaning::Unit(unit) => Some(unit),
            _ => None,
        })?;
        let behind = self.reader.is(unit_at + 1, Meaning::Ago);
        let last = if lead.is_some() { unit_at } else { unit_at + behind? };
        let together = (at..last).all(|inside| self.reader.holds_together(inside));
        together.then_some(Expression { first: at, last, says: Says::Shift { unit, by: -number } })
    }

    fn number_word(&self, at: usize) -> Option<i32> {
        let (number, _) = self.reader.means(at, |meaning| match meaning {
            Meaning::Number(number) => Some(number),
            _ => None,
        })?;
        Some(number)
    }

    /// "First half of 2026", "end of the year", "mid-November".
    fn part(&self, at: usize) -> Option<Expression> {
        let length = self.reader.is(at, Meaning::Part)?;
        if !self.reader.holds_together(at + length - 1) {
            return None;
        }
        let inner = self.reader.behind_small(at + length, 3);
        if let Some(year) = self.reader.year_number(inner).filter(|_| self.ends_year(inner)) {
            return Some(Expression {
                first: at,
                last: inner,
                says: Says::Fixed(When::Year(year)),
            });
        }
        if let Some(stepped) = self.stepped(inner) {
            return Some(Expression { first: at, ..stepped });
        }
        if let Some((unit @ (Unit::Month | Unit::Year), length)) = self.unit(inner) {
            let says = Says::Shift { unit, by: 0 };
            let is_plain = inner > at + length || self.reader.is_before(inner, Meaning::Small);
            return is_plain.then_some(Expression { first: at, last: inner + length - 1, says });
        }
        let month = self.named_month(inner)?;
        Some(Expression { first: at, ..month })
    }

    /// A month that a preposition, a year or "last year" marks as one.
    fn month(&self, at: usize) -> Option<Expression> {
        let whole = self.named_month(at)?;
        let is_marked = match whole.says {
            Says::Month { step: None, years: None, .. } => {
                self.reader.is_before(at, Meaning::Enters) && !self.opens_name(whole.last)
            }
            _ => true,
        };
        is_marked.then_some(whole)
    }

    /// The name of a month with its year, "last year" or "last" behind it.
    fn named_month(&self, at: usize) -> Option<Expression> {
        let (month, length) = self.month_name(at, false)?;
        let last = at + length - 1;
        if let Some((year, end)) = self.year_behind(last) {
            let says = Says::Fixed(When::Month { year, month });
            return Some(Expression { first: at, last: end, says });
        }
        if let Some((years, end)) = self.years_behind(last) {
            let says = Says::Month { month, step: None, years: Some(years) };
            return Some(Expression { first: at, last: end, says });
        }
        let (step, last) = match self.step_behind(last) {
            Some((step, end)) => (Some(step), end),
            None => (None, last),
        };
        Some(Expression { first: at, last, says: Says::Month { month, step, years: None } })
    }

    fn month_name(&self, at: usize, beside_day: bool) -> Option<(i8, usize)> {
        let found = self.reader.means(at, |meaning| match meaning {
            Meaning::Month(month) => Some(month),
            Meaning::ShortMonth(month) if beside_day => Some(month),
            _ => None,
        })?;
        self.is_written_as_name(at).then_some(found)
    }

    /// A year that a preposition leads and no noun follows.
    fn year(&self, at: usize) -> Option<Expression> {
        let year = self.reader.year_number(at).filter(|year| (1900..=2100).contains(year))?;
        let is_led = self.reader.is_before(at, Meaning::Enters);
        let is_decade = self.reader.is_before(at, Meaning::Decade)
            || self.reader.is(at + 1, Meaning::Decade).is_some();
        let says = Says::Fixed(When::Year(year));
        (is_led && !is_decade && self.ends_year(at)).then_some(Expression {
            first: at,
            last: at,
            says,
        })
    }

    /// Nothing follows the year at `at` that it would count, and nothing that goes on with it.
    fn ends_year(&self, at: usize) -> bool {
        let follows = self.reader.gap(at) == " " && self.reader.says_something(at + 1);
        let is_joined = matches!(self.reader.next_char(at), Some('-' | '–' | '/' | '%'));
        let is_amount =
            matches!(self.reader.previous_char(at), Some('$' | '€' | '£' | '-' | '–' | '/'));
        // What it would count is a noun, in German with a capital.
        let is_german =
            self.reader.lexicon.has_capitals && self.language != Some(Language::ENGLISH);
        let is_count = follows && self.reader.is_capital(at + 1) == is_german;
        !(is_count || is_joined || is_amount)
    }
}

fn step_before(meaning: Meaning) -> Option<i32> {
    match meaning {
        Meaning::Before(by) | Meaning::BeforeWeekday(by) => Some(by),
        _ => None,
    }
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    let small = |part| i8::try_from(part).ok();
    Date::new(year, small(month)?, small(day)?)
        .ok()
        .filter(|date| (1000..3000).contains(&date.year()))
}
