//! The dates of articles and briefings: a civil day, or an instant with the offset it was given in.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use jiff::tz::Offset;
use jiff::{Timestamp, civil};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A date as a source states it. Nothing here reads the clock or the machine's time zone.
///
/// Printed and serialized as `2026-02-04` or `2026-02-04T07:30:00+01:00`.
///
/// ```
/// use daybrief::model::Date;
/// let date: Date = "2026-02-04T23:30:00+01:00".parse()?;
/// assert_eq!(date.day().to_string(), "2026-02-04");
/// assert!("soon".parse::<Date>().is_err());
/// # Ok::<(), jiff::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Date {
    /// A day of the calendar.
    Day(civil::Date),
    /// A moment, with the offset from UTC it was written with.
    Instant(Timestamp, Offset),
}

impl Date {
    /// The day on the calendar of the place that wrote it.
    pub fn day(self) -> civil::Date {
        match self {
            Self::Day(day) => day,
            Self::Instant(at, offset) => offset.to_datetime(at).date(),
        }
    }

    /// Days from `other` to this one, negative if this is earlier. O(1).
    pub fn days_since(self, other: Self) -> i32 {
        (self.day() - other.day()).get_days()
    }
}

impl Ord for Date {
    /// By moment, a bare day counting as its first moment in UTC; then by how it is written.
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |date: &Self| match *date {
            Self::Day(day) => {
                let first = Offset::UTC.to_timestamp(day.to_datetime(civil::Time::midnight()));
                (first.unwrap_or(Timestamp::MIN), None)
            }
            Self::Instant(at, offset) => (at, Some(offset)),
        };
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<civil::Date> for Date {
    fn from(day: civil::Date) -> Self {
        Self::Day(day)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Instant(at, offset) => write!(f, "{}", at.display_with_offset(offset)),
        }
    }
}

impl FromStr for Date {
    type Err = jiff::Error;

    /// Reads `YYYY-MM-DD` and RFC 3339 moments; a moment without an offset counts as its day.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if let Ok(pieces) = jiff::fmt::temporal::DateTimeParser::new().parse_pieces(text)
            && let Some(offset) = pieces.to_numeric_offset()
            && let Ok(at) = text.parse::<Timestamp>()
        {
            return Ok(Self::Instant(at, offset));
        }
        text.parse::<civil::Date>().map(Self::Day)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn prints_what_it_reads() {
        for text in ["2026-02-04", "2026-02-04T07:30:00+01:00", "1900-01-01"] {
            assert_eq!(date(text).to_string(), text);
        }
        assert_eq!(date("2026-02-04T07:30:00Z").to_string(), "2026-02-04T07:30:00+00:00");
        assert_eq!(date("2026-02-04T07:30:00"), date("2026-02-04"));
    }

    #[test]
    fn the_day_is_that_of_the_writer() {
        assert_eq!(date("2026-02-04T23:30:00-05:00").day(), date("2026-02-04").day());
        assert_eq!(date("2026-02-05").days_since(date("2026-02-04T23:00:00Z")), 1);
    }

    #[test]
    fn orders_by_moment() {
        assert!(date("2026-02-04") < date("2026-02-04T00:30:00Z"));
        assert!(date("2026-02-04T00:30:00+02:00") < date("2026-02-04"));
    }
}
