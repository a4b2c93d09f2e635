//! Days that a sentence states in full or without the year.

use jiff::civil::Date;

use super::passage::Passage;

/// Days around publication in which a date without a year is looked for.
const HALF_A_YEAR: i32 = 183;

/// The one day that a sentence states: `8 February 2005`, `February 8`, `2005-02-08`; `None` where
/// it states none or several. A date without a year is the nearest one to publication; without
/// publication it is none.
pub(super) fn stated(passage: &Passage) -> Option<Date> {
    let mut found: Option<Date> = None;
    for index in 0..passage.tokens.len() {
        let Some(day) = by_month(passage, index).or_else(|| numeric(passage, index)) else {
            continue;
        };
        if found.is_some_and(|known| known != day) {
            return None;
        }
        found = Some(day);
    }
    found
}

/// Words of a date are parted by little: `8. února`, `8 de febrero`, `February 8, 2005`.
fn by_month(passage: &Passage, index: usize) -> Option<Date> {
    let month = *passage.words.months.get(passage.word(index))?;
    let is_small = |word: &str| matches!(word, "de" | "of" | "del" | "do");
    let behind = index + 1 + usize::from(is_small(passage.word(index + 1)));
    if let Some(day) = before_month(passage, index) {
        return resolve(passage, year(passage, behind), month, day);
    }
    let day = day_at(passage, index + 1)?;
    resolve(passage, year(passage, index + 2), month, day)
}

fn before_month(passage: &Passage, index: usize) -> Option<i8> {
    let before = index.checked_sub(1)?;
    let is_small = matches!(passage.word(before), "de" | "of" | "del" | "th" | "st");
    day_at(passage, before.checked_sub(usize::from(is_small))?)
}

fn day_at(passage: &Passage, index: usize) -> Option<i8> {
    let word = passage.word(index);
    let digits = word.trim_end_matches(|char: char| char.is_ascii_alphabetic() || char == 'º');
    let value: i8 = digits.parse().ok()?;
    // A day stands close to its month.
    ((1..=31).contains(&value) && passage.gap_behind(index).len() <= 2).then_some(value)
}

fn year(passage: &Passage, index: usize) -> Option<i16> {
    let value: i16 = passage.word(index).parse().ok()?;
    (1900..2100).contains(&value).then_some(value)
}

fn numeric(passage: &Passage, index: usize) -> Option<Date> {
    let is_joined = |at: usize| passage.gap_behind(at) == "-";
    let year = year(passage, index).filter(|_| is_joined(index) && is_joined(index + 1))?;
    let part = |at: usize| passage.word(at).parse::<i8>().ok();
    Date::new(year, part(index + 1)?, part(index + 2)?).ok()
}

fn resolve(passage: &Passage, year: Option<i16>, month: i8, day: i8) -> Option<Date> {
    if let Some(year) = year {
        return Date::new(year, month, day).ok();
    }
    let published = passage.published?.day();
    let years = [published.year(), published.year() - 1, published.year() + 1];
    let dates = years.into_iter().filter_map(|year| Date::new(year, month, day).ok());
    dates.into_iter().find(|date| (*date - published).get_days().abs() <= HALF_A_YEAR)
}
