//! Names and moments that a reader's program asks for, made from what is rendered and not from a
//! clock or a random number.

use data_encoding::HEXLOWER;
use jiff::tz::Offset;
use jiff::{Timestamp, civil};
use sha2::{Digest, Sha256};

use super::escape;
use super::phrase::{self, Form};
use crate::model::description::When;
use crate::model::{Briefing, Date};

/// A name in the form of a UUID, the same for the same `parts`.
///
/// Source: RFC 9562, version 8, which leaves all other bits to the program; here they are the
/// first of SHA-256.
pub(super) fn urn(parts: &[&str]) -> String {
    let hash = HEXLOWER.encode(&hash(parts));
    let part = |from: usize, to: usize| hash.get(from..to).unwrap_or_default();
    format!(
        "urn:uuid:{}-{}-8{}-8{}-{}",
        part(0, 8),
        part(8, 12),
        part(12, 15),
        part(15, 18),
        part(18, 30)
    )
}

/// 32 hexadecimal digits, the same for the same `parts`.
#[cfg(feature = "mail")]
pub(super) fn digits(parts: &[&str]) -> String {
    HEXLOWER.encode(hash(parts).get(..16).unwrap_or_default())
}

fn hash(parts: &[&str]) -> Vec<u8> {
    let mut hasher = Sha256::new();
    for part in parts {
        // The length keeps the parts apart.
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_vec()
}

/// What an edition is called in a list of them: its title and its day, on one line without controls.
pub(super) fn title(briefing: &Briefing) -> String {
    let title = escape::terminal(&briefing.title);
    match briefing.date {
        Some(date) => {
            let day = When::Day(date.day());
            format!("{title}, {}", phrase::of(briefing.language).date(day, Form::Long))
        }
        None => title,
    }
}

/// The moment that stands for `date`: its own, the first of its day in UTC, or for none that of
/// Unix, which nobody takes for a day of news.
pub(super) fn moment(date: Option<Date>) -> Timestamp {
    match date {
        Some(Date::Instant(at, _)) => at,
        Some(Date::Day(day)) => Offset::UTC
            .to_timestamp(day.to_datetime(civil::Time::midnight()))
            .unwrap_or(Timestamp::UNIX_EPOCH),
        None => Timestamp::UNIX_EPOCH,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_their_parts() {
        let name = urn(&["edition", "a"]);
        assert_eq!(name, urn(&["edition", "a"]));
        assert_ne!(name, urn(&["editiona", ""]));
        let groups: Vec<usize> =
            name.trim_start_matches("urn:uuid:").split('-').map(str::len).collect();
        assert_eq!(groups, [8, 4, 4, 4, 12]);
    }

    #[test]
    fn a_moment_needs_no_clock() {
        assert_eq!(moment(None).to_string(), "1970-01-01T00:00:00Z");
        assert_eq!(moment("2026-02-04".parse().ok()).to_string(), "2026-02-04T00:00:00Z");
        let instant = moment("2026-02-04T07:30:00+01:00".parse().ok());
        assert_eq!(instant.to_string(), "2026-02-04T06:30:00Z");
    }
}
