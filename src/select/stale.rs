//! Reports that a later one overtakes: the smaller toll of an earlier day, and what was still to
//! come.
//!
//! A toll is a number with a word for what befell the persons it counts close to it. The words are
//! per language, in `stale.txt`; where a language has none, nothing is overtaken.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::greedy::Frame;
use crate::analyze::duplicate::Group;
use crate::analyze::fold;
use crate::model::{Corpus, Date, Language, SentenceId};

/// Cosine from which two tolls are those of one event.
const SAME_EVENT: f64 = 0.1;
/// Words behind a number among which stands what befell those whom it counts …
const REACH: usize = 6;
/// … and words before it, if no other number stands between.
const FAR: usize = 24;

/// Words between a day and its month.
const DATE_REACH: usize = 2;

/// What befell the persons whom a number counts, in the order of [`KINDS`].
type Tolls = [Option<f64>; KINDS.len()];

/// Kinds of tolls, by their names in the table.
const KINDS: [&str; 4] = ["dead", "hurt", "missing", "homeless"];

/// The words of one language.
#[derive(Debug, Default)]
struct Words {
    kinds: FxHashMap<String, usize>,
    future: FxHashSet<String>,
    future_endings: Vec<String>,
    times: FxHashMap<String, f64>,
    months: FxHashSet<String>,
}

static WORDS: LazyLock<FxHashMap<Language, Words>> =
    LazyLock::new(|| parse(include_str!("stale.txt")));

/// What each group reports that can be overtaken, read once somebody asks for it.
pub struct Reports<'a> {
    frame: &'a Frame<'a>,
    corpus: &'a Corpus,
    of_groups: Vec<OnceCell<Report>>,
    /// The day of the newest article.
    newest: Option<jiff::civil::Date>,
}

#[derive(Debug, Clone, Default, PartialEq)]
struct Report {
    tolls: Tolls,
    is_to_come: bool,
    published: Option<Date>,
}

impl<'a> Reports<'a> {
    /// The reports of the groups of `frame`. O(groups) time, and O(words) of each that is asked
    /// for.
    pub fn of(frame: &'a Frame<'a>, corpus: &'a Corpus) -> Self {
        let groups = frame.pool.groups.iter();
        let day = |group: &Group| published(group.representative, corpus).map(Date::day);
        let newest = groups.filter_map(day).max();
        Self { frame, corpus, of_groups: vec![OnceCell::new(); frame.pool.groups.len()], newest }
    }

    /// The chosen groups that another chosen one overtakes, each with that one.
    pub fn overtaken(&self, chosen: &[usize]) -> Vec<(usize, usize)> {
        let by = |old: usize| {
            let mut others = chosen.iter().copied();
            others.find(|&new| self.overtakes(new, old, self.frame.cosines(new)[old]))
        };
        chosen.iter().filter_map(|&old| Some((old, by(old)?))).collect()
    }

    /// Whether the group announces what is still to come, although articles of a later day follow.
    pub fn is_overdue(&self, index: usize) -> bool {
        let report = self.report(index);
        report.is_to_come && report.published.map(Date::day) < self.newest
    }

    fn report(&self, index: usize) -> &Report {
        let id = self.frame.pool.groups[index].representative;
        self.of_groups[index].get_or_init(|| report(id, self.corpus))
    }

    fn overtakes(&self, new: usize, old: usize, cosine: f64) -> bool {
        let (newer, older) = (self.report(new), self.report(old));
        let (Some(date), Some(before)) = (newer.published, older.published) else { return false };
        if date.day() <= before.day() {
            return false;
        }
        let mut tolls = older.tolls.iter().zip(&newer.tolls);
        let is_larger = |(old, new): (&Option<f64>, &Option<f64>)| {
            old.zip(*new).is_some_and(|(old, new)| old < new)
        };
        cosine >= SAME_EVENT && tolls.any(is_larger)
    }
}

fn published(id: SentenceId, corpus: &Corpus) -> Option<Date> {
    corpus.document(corpus.sentence(id).document).published
}

fn report(id: SentenceId, corpus: &Corpus) -> Report {
    let document = corpus.document(corpus.sentence(id).document);
    let published = document.published;
    let Some(words) = document.language.and_then(|language| WORDS.get(&language)) else {
        return Report { published, ..Report::default() };
    };
    let written: Vec<&str> = corpus.words(id).iter().map(|span| span.of(&document.text)).collect();
    let folded: Vec<Cow<str>> = written.iter().map(|word| fold::word(word)).collect();
    let is_to_come = folded.iter().any(|word| words.is_future(word));
    Report { tolls: words.tolls(&written, &folded), is_to_come, published }
}

impl Words {
    fn is_future(&self, word: &str) -> bool {
        let has_ending = |ending: &String| {
            word.strip_suffix(ending.as_str()).is_some_and(|stem| !stem.is_empty())
        };
        self.future.contains(word) || self.future_endings.iter().any(has_ending)
    }

    /// The largest toll of each kind.
    fn tolls(&self, written: &[&str], folded: &[Cow<str>]) -> Tolls {
        let mut tolls = Tolls::default();
        let (mut place, mut behind_last) = (0, 0);
        while place < written.len() {
            let Some((value, next)) = self.value(written, folded, place) else {
                place += 1;
                continue;
            };
            let from = place.saturating_sub(FAR).max(behind_last);
            let until = (next + REACH).min(folded.len());
            // At one distance what stands behind counts: "57 died and 128 were hurt".
            let before = (from..place).map(|at| (place - at, 1, at));
            let near = before.chain((next..until).map(|at| (at - next + 1, 0, at)));
            let named = near.filter_map(|(far, side, at)| {
                let kind = *self.kinds.get(&*folded[at])?;
                Some((far, side, kind))
            });
            let kind = named.min().map(|(.., kind)| kind);
            if let Some(kind) = kind {
                let largest = tolls[kind].map_or(value, |known| value.max(known));
                tolls[kind] = Some(largest);
            }
            (place, behind_last) = (next, next);
        }
        tolls
    }

    /// The number that begins at `place`, and the place behind it.
    fn value(&self, written: &[&str], folded: &[Cow<str>], place: usize) -> Option<(f64, usize)> {
        let mut value = number(written[place])?;
        let mut next = place + 1;
        // Thousands may be parted by a space.
        while value < 1e12 && written.get(next).is_some_and(|word| is_group(word)) {
            value = value * 1000.0 + number(written[next])?;
            next += 1;
        }
        if let Some(times) = folded.get(next).and_then(|word| self.times.get(&**word)) {
            value *= times;
            next += 1;
        }
        let is_year = next == place + 1 && (1900.0..2100.0).contains(&value);
        let around = place.saturating_sub(DATE_REACH)..(next + DATE_REACH).min(folded.len());
        let is_day =
            value <= 31.0 && folded[around].iter().any(|word| self.months.contains(&**word));
        (!is_year && !is_day).then_some((value, next))
    }
}

/// Three digits and nothing else.
fn is_group(word: &str) -> bool {
    word.chars().count() == 3 && word.chars().all(|c| digit(c).is_some())
}

/// The value of digits of any of the scripts we know, thousands parted by points or commas; what
/// stands behind a decimal mark is dropped.
fn number(word: &str) -> Option<f64> {
    let mut groups = word.split([',', '.', '٬', '٫']);
    let first = digits(groups.next()?)?;
    let (mut value, mut n) = (first, 0);
    for group in groups {
        if !is_group(group) || n == 4 {
            break;
        }
        value = value * 1000.0 + digits(group)?;
        n += 1;
    }
    Some(value)
}

fn digits(text: &str) -> Option<f64> {
    let is_number = (1..=12).contains(&text.chars().count());
    let mut digits = text.chars().map(digit);
    let value = digits.try_fold(0.0, |value, digit| Some(value * 10.0 + f64::from(digit?)))?;
    is_number.then_some(value)
}

/// The value of a digit: European, Arabic, Persian or Indian.
fn digit(c: char) -> Option<u32> {
    let zeros = ['0', '٠', '۰', '०'];
    zeros.iter().find_map(|&zero| u32::from(c).checked_sub(u32::from(zero)).filter(|&n| n < 10))
}

fn parse(table: &str) -> FxHashMap<Language, Words> {
    let mut all: FxHashMap<Language, Words> = FxHashMap::default();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split(' ');
        let Some(Ok(language)) = fields.next().map(str::parse) else { continue };
        let words: &mut Words = all.entry(language).or_default();
        let kind = fields.next().unwrap_or_default();
        for word in fields {
            if kind == "future" {
                match word.strip_prefix('*') {
                    Some(ending) => words.future_endings.push(fold::word(ending).into_owned()),
                    None => {
                        words.future.insert(fold::word(word).into_owned());
                    }
                }
            } else if kind == "month" {
                words.months.insert(fold::word(word).into_owned());
            } else if kind == "times" {
                let factor = word.split_once('=').and_then(|(word, times)| {
                    Some((fold::word(word).into_owned(), times.parse().ok()?))
                });
                words.times.extend(factor);
            } else if let Some(kind) = KINDS.iter().position(|&name| name == kind) {
                words.kinds.insert(fold::word(word).into_owned(), kind);
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tolls(language: &str, text: &str) -> Tolls {
        let written: Vec<&str> = text.split(' ').collect();
        let folded: Vec<Cow<str>> = written.iter().map(|word| fold::word(word)).collect();
        WORDS[&language.parse().unwrap()].tolls(&written, &folded)
    }

    #[test]
    fn numbers_are_read_as_written() {
        for (word, value) in
            [("80,000", 80_000.0), ("80.000", 80_000.0), ("7.5", 7.0), ("१२", 12.0)]
        {
            assert_eq!(number(word), Some(value), "{word}");
        }
        assert_eq!(number("A380"), None);
        assert_eq!(number("1234567890123"), None);
    }

    #[test]
    fn a_toll_is_a_number_with_what_befell_people() {
        let dead = |n: f64| -> Tolls { [Some(n), None, None, None] };
        assert_eq!(tolls("en", "At least 80,000 people died on Monday"), dead(80_000.0));
        assert_eq!(
            tolls("en", "The death toll rose again passing 120 000 people"),
            dead(120_000.0)
        );
        assert_eq!(tolls("en", "More than 3 million were killed"), dead(3_000_000.0));
        assert_eq!(
            tolls("pt", "Ao menos 57 pessoas morreram e 128 ficaram feridas"),
            [Some(57.0), Some(128.0), None, None]
        );
        assert_eq!(tolls("en", "The victims of December 26 met in 2004"), Tolls::default());
        assert_eq!(tolls("en", "The bank paid 300 dollars"), Tolls::default());
    }

    #[test]
    fn every_line_of_the_table_is_read() {
        for line in include_str!("stale.txt").lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split(' ');
            let words = &WORDS[&fields.next().unwrap().parse().unwrap()];
            let kind = fields.next().unwrap();
            let first = fields.next().unwrap();
            let word = fold::word(first.split('=').next().unwrap());
            assert!(
                match kind {
                    "future" =>
                        words.is_future(&format!("xxx{}", word.trim_start_matches('*')))
                            || words.is_future(&word),
                    "times" => words.times.contains_key(&*word),
                    "month" => words.months.contains(&*word),
                    kind => KINDS.contains(&kind) && words.kinds.contains_key(&*word),
                },
                "{line}"
            );
        }
    }
}
