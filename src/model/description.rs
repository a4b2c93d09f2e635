//! What the documents of a topic say together: when, who, in whose words, and where they differ.

use std::fmt;

use jiff::civil;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Citation, SentenceId, Span};

/// What the documents of one topic say together; every part names the sentences it rests on.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Description {
    /// By date, earliest first; what lies ahead last.
    pub timeline: Vec<Event>,
    /// The most carried first.
    pub quotations: Vec<Quotation>,
    /// By the place of the first sentence.
    pub differences: Vec<Difference>,
    /// The most salient first.
    pub only_in_one: Vec<SentenceId>,
    /// The most mentioned first.
    pub entities: Vec<Entity>,
    /// The most central first.
    pub terms: Vec<KeyPhrase>,
    /// Which documents are alike; `None` where there is nothing to draw.
    pub map: Option<Map>,
}

/// Documents as places on a plane, [`Map::WIDTH`] wide and [`Map::HEIGHT`] high.
#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    /// Left and top of each document of the topic, in their order.
    pub places: Vec<(u32, u32)>,
    /// Pairs of places by their indices, the smaller first, with their cosine; ascending.
    pub links: Vec<(usize, usize, f64)>,
}

impl Map {
    /// The largest distance from the left.
    pub const WIDTH: u32 = 200;
    /// The largest distance from the top.
    pub const HEIGHT: u32 = 100;
}

/// A day, a month or a year of the calendar.
///
/// Printed and serialized as `2026-02-05`, `2026-11` or `2026`.
///
/// ```
/// use daybrief::model::description::When;
/// let when: When = "2026-11".parse()?;
/// assert_eq!(when, When::Month { year: 2026, month: 11 });
/// assert_eq!(when.to_string(), "2026-11");
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum When {
    /// One day.
    Day(civil::Date),
    /// Somewhere in a month, 1 to 12.
    Month {
        /// The year.
        year: i16,
        /// The month.
        month: i8,
    },
    /// Somewhere in a year.
    Year(i16),
}

/// Something that a sentence says of a date.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The date that the expression means.
    pub when: When,
    /// The expression, in the text of the sentence's document: "Thursday".
    pub expression: Span,
    /// The sentence.
    pub sentence: SentenceId,
    /// It lies after every document of the topic: what was ahead once is not when a later one is out.
    pub is_ahead: bool,
    /// The sentence verbatim, then who tells the same.
    pub citations: Vec<Citation>,
}

/// Words that somebody is quoted with.
#[derive(Debug, Clone, PartialEq)]
pub struct Quotation {
    /// What stands between the marks, without a comma before the closing one; the verbatim
    /// place is `citations[0]`.
    pub citations: Vec<Citation>,
    /// The sentence that holds it, or where it begins.
    pub sentence: SentenceId,
    /// Who says it, as the text attributes it: the fullest form of the name where it is one.
    pub speaker: Option<String>,
}

/// Two sentences that tell the same, and where they part.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// One sentence.
    pub a: SentenceId,
    /// The other, of another line of reporting.
    pub b: SentenceId,
    /// At least one, in the order of `a`.
    pub changes: Vec<Change>,
}

/// One place where two sentences part.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// What kind of words it is about.
    pub kind: ChangeKind,
    /// The words of the one, in its document's text; `None`: it has none there.
    pub a: Option<Span>,
    /// Those of the other.
    pub b: Option<Span>,
}

/// What two accounts differ in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// A figure.
    Number,
    /// A date.
    Date,
    /// A name.
    Name,
    /// The wording inside a quotation.
    QuotationWording,
    /// Words that only one of them has.
    AddedWords,
    /// Other words in the same place.
    Wording,
}

/// A person, place, organization or other thing with a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// Its fullest name as written, titles left out: "Vladimir Putin".
    pub name: String,
    /// What it is, as far as the text tells.
    pub kind: EntityKind,
    /// How often it is named.
    pub mentions: u32,
    /// The ways it is named, the most frequent first.
    pub forms: Vec<String>,
    /// The sentences that name it, ascending.
    pub sentences: Vec<SentenceId>,
}

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntityKind {
    /// A person.
    Person,
    /// A place.
    Place,
    /// An organization.
    Organization,
    /// Something else, or not told.
    Other,
}

/// A phrase that the topic turns on.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyPhrase {
    /// As written most often.
    pub text: String,
    /// How often it occurs.
    pub mentions: u32,
    /// The sentences that hold it, ascending.
    pub sentences: Vec<SentenceId>,
}

impl Description {
    /// Takes out what `known`, ascending, tells; names and terms stay.
    pub fn forget(&mut self, known: &[SentenceId]) {
        let is_known = |id: SentenceId| known.binary_search(&id).is_ok();
        self.timeline.retain(|event| !is_known(event.sentence));
        self.quotations.retain(|quotation| !is_known(quotation.sentence));
        self.differences.retain(|difference| !is_known(difference.a) && !is_known(difference.b));
        self.only_in_one.retain(|&id| !is_known(id));
    }
}

impl When {
    /// Year, month and day, 0 where it is not said: how events are ordered.
    pub fn key(self) -> (i16, i8, i8) {
        match self {
            Self::Day(day) => (day.year(), day.month(), day.day()),
            Self::Month { year, month } => (year, month, 0),
            Self::Year(year) => (year, 0, 0),
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Month { year, month } => write!(f, "{year:04}-{month:02}"),
            Self::Year(year) => write!(f, "{year:04}"),
        }
    }
}

impl std::str::FromStr for When {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || format!("{text:?} is no date such as 2026-02-05, 2026-11 or 2026");
        let year = |text: &str| text.parse::<i16>().map_err(|_| wrong());
        match text.splitn(3, '-').collect::<Vec<_>>()[..] {
            [y] => year(y).map(Self::Year),
            [y, m] => {
                let month = m.parse().ok().filter(|month| (1..=12).contains(month));
                Ok(Self::Month { year: year(y)?, month: month.ok_or_else(wrong)? })
            }
            _ => text.parse().map(Self::Day).map_err(|_| wrong()),
        }
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_prints_as_it_is_read() {
        for text in ["2026-02-05", "2026-11", "1900"] {
            assert_eq!(text.parse::<When>().unwrap().to_string(), text);
        }
        for text in ["", "2026-13", "2026-02-30", "soon", "2026-0"] {
            assert!(text.parse::<When>().is_err(), "{text}");
        }
    }
}
