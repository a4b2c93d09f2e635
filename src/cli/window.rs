//! Which articles are recent enough, told by their own dates: the clock is not read.

use std::fmt;
use std::str::FromStr;

use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp, civil};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::{Date, Document};

/// From when on an article counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Since {
    /// A day or a moment.
    Date(Date),
    /// So many hours before the end.
    Hours(u32),
    /// The day before the last one.
    Yesterday,
    /// The day of the last edition.
    Last,
}

impl FromStr for Since {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let number = |suffix| text.strip_suffix(suffix).and_then(|n| n.parse::<u32>().ok());
        if text == "yesterday" {
            Ok(Self::Yesterday)
        } else if text == "last" {
            Ok(Self::Last)
        } else if let Some(hours) = number('h') {
            Ok(Self::Hours(hours))
        } else if let Some(hours) = number('d').and_then(|days| days.checked_mul(24)) {
            Ok(Self::Hours(hours))
        } else {
            let unknown =
                || format!("{text} is no date (2026-02-04), duration (24h, 7d), yesterday or last");
            text.parse().map(Self::Date).map_err(|_| unknown())
        }
    }
}

impl fmt::Display for Since {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => write!(f, "{date}"),
            Self::Hours(hours) => write!(f, "{hours}h"),
            Self::Yesterday => f.write_str("yesterday"),
            Self::Last => f.write_str("last"),
        }
    }
}

impl Serialize for Since {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Since {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Drops the documents outside `since..=until` and returns how many those were.
///
/// [`Since::Last`] must have been made a date: what it stands for only the store knows.
///
/// Durations count back from `end`, the briefing's date, or where that is not given from the
/// newest document. A document without a date stays: nothing says that it is old. Where one of
/// two dates is a bare day, days are compared. The documents' ids become dense again.
pub(crate) fn keep(
    documents: &mut Vec<Document>,
    since: Option<Since>,
    until: Option<Date>,
    end: Option<Date>,
) -> usize {
    let n_before = documents.len();
    documents.retain(|document| document.published.is_none_or(|date| not_after(date, until)));
    let end = end.or_else(|| newest(documents));
    let start = since.zip(end).and_then(|(since, end)| start_of(since, end));
    documents.retain(|document| document.published.is_none_or(|date| not_before(date, start)));
    for (index, document) in documents.iter_mut().enumerate() {
        document.id = crate::model::DocumentId::at(index);
    }
    n_before - documents.len()
}

/// The date of the newest document.
pub(crate) fn newest(documents: &[Document]) -> Option<Date> {
    documents.iter().filter_map(|document| document.published).max()
}

fn not_after(date: Date, until: Option<Date>) -> bool {
    until.is_none_or(|until| match (date, until) {
        (Date::Instant(at, _), Date::Instant(until, _)) => at <= until,
        _ => date.day() <= until.day(),
    })
}

fn not_before(date: Date, start: Option<Date>) -> bool {
    start.is_none_or(|start| match (date, start) {
        (Date::Instant(at, _), Date::Instant(start, _)) => at >= start,
        _ => date.day() >= start.day(),
    })
}

/// The first moment of the window. A bare day ends with its last moment, so that 24 hours before
/// its end are the day itself.
pub(crate) fn start_of(since: Since, end: Date) -> Option<Date> {
    Some(match (since, end) {
        (Since::Last, _) => return None,
        (Since::Date(date), _) => date,
        (Since::Yesterday, end) => Date::Day(end.day().yesterday().unwrap_or(civil::Date::MIN)),
        (Since::Hours(hours), Date::Instant(at, offset)) => before(at, offset, hours),
        (Since::Hours(hours), Date::Day(day)) => {
            let next = day.tomorrow().unwrap_or(civil::Date::MAX).to_datetime(civil::Time::MIN);
            let end = Offset::UTC.to_timestamp(next).unwrap_or(Timestamp::MAX);
            before(end, Offset::UTC, hours)
        }
    })
}

fn before(at: Timestamp, offset: Offset, hours: u32) -> Date {
    let start = at.checked_sub(SignedDuration::from_hours(hours.into()));
    Date::Instant(start.unwrap_or(Timestamp::MIN), offset)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DocumentId, Source};

    fn kept(dates: &[&str], since: Option<&str>, until: Option<&str>, end: Option<&str>) -> String {
        let document = |date: &&str| Document {
            id: DocumentId(9),
            source: Source { name: (*date).into(), ..Source::default() },
            title: None,
            published: date.parse().ok(),
            language: None,
            text: String::new(),
            paragraphs: Vec::new(),
        };
        let mut documents: Vec<Document> = dates.iter().map(document).collect();
        let date = |text: &str| text.parse().unwrap();
        let n_dropped = keep(
            &mut documents,
            since.map(|since| since.parse().unwrap()),
            until.map(date),
            end.map(date),
        );
        assert_eq!(n_dropped + documents.len(), dates.len());
        assert!(documents.iter().enumerate().all(|(at, document)| document.id.index() == at));
        documents.iter().map(|document| &*document.source.name).collect::<Vec<_>>().join(" ")
    }

    const DAYS: &[&str] = &["2026-02-02", "2026-02-03", "2026-02-04", "undated"];

    #[test]
    fn durations_count_from_the_newest_article() {
        assert_eq!(kept(DAYS, Some("24h"), None, None), "2026-02-04 undated");
        assert_eq!(kept(DAYS, Some("2d"), None, None), "2026-02-03 2026-02-04 undated");
        assert_eq!(kept(DAYS, Some("yesterday"), None, None), "2026-02-03 2026-02-04 undated");
        assert_eq!(kept(DAYS, Some("yesterday"), None, Some("2026-02-05")), "2026-02-04 undated");
    }

    #[test]
    fn both_ends_belong_to_the_window() {
        let (since, until) = (Some("2026-02-03"), Some("2026-02-03"));
        assert_eq!(kept(DAYS, since, until, None), "2026-02-03 undated");
        assert_eq!(kept(DAYS, Some("24h"), until, None), "2026-02-03 undated");
        assert_eq!(kept(DAYS, None, None, None), DAYS.join(" "));
    }

    #[test]
    fn moments_are_compared_as_moments() {
        let at = &["2026-02-03T10:00:00Z", "2026-02-03T14:00:00+01:00", "2026-02-04T12:00:00Z"];
        assert_eq!(kept(at, Some("24h"), None, None), at[1..].join(" "));
        assert_eq!(kept(at, Some("23h"), Some("2026-02-03T12:00:00Z"), None), at[..1].join(" "));
    }

    #[test]
    fn reads_what_it_prints_and_survives_the_extremes() {
        for text in ["24h", "yesterday", "last", "2026-02-04"] {
            assert_eq!(text.parse::<Since>().unwrap().to_string(), text);
        }
        assert!("soon".parse::<Since>().unwrap_err().contains("yesterday"));
        assert!("4294967295d".parse::<Since>().is_err());
        assert_eq!(kept(DAYS, Some("4294967295h"), None, None), DAYS.join(" "));
    }
}
