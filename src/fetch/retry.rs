//! When a feed is asked again that failed.

use jiff::fmt::rfc2822;
use jiff::{SignedDuration, Timestamp};

/// The first wait; it doubles with each further failure in a row.
const FIRST: SignedDuration = SignedDuration::from_mins(5);
/// The longest wait that failures come to.
const LONGEST: SignedDuration = SignedDuration::from_hours(24);
/// The longest wait that a server may ask for.
const LONGEST_ASKED: SignedDuration = SignedDuration::from_hours(7 * 24);

/// When to ask again after `n_errors` failures in a row, the last of them at `now`: as the server
/// asks by `retry_after` (seconds or a date), else after 5 minutes, 10, 20 and so on up to a day.
///
/// ```
/// use daybrief::fetch::due;
/// let now = "2026-02-04T12:00:00Z".parse()?;
/// assert_eq!(due(now, 1, None).to_string(), "2026-02-04T12:05:00Z");
/// assert_eq!(due(now, 3, None).to_string(), "2026-02-04T12:20:00Z");
/// assert_eq!(due(now, 99, None).to_string(), "2026-02-05T12:00:00Z");
/// assert_eq!(due(now, 1, Some("60")).to_string(), "2026-02-04T12:01:00Z");
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn due(now: Timestamp, n_errors: u32, retry_after: Option<&str>) -> Timestamp {
    let wait = retry_after.and_then(|asked| asked_wait(now, asked)).unwrap_or_else(|| {
        // 5 minutes · 2⁹ are more than a day.
        let doublings = n_errors.saturating_sub(1).min(9);
        (FIRST * (1 << doublings)).min(LONGEST)
    });
    now.saturating_add(wait).unwrap_or(now)
}

/// Whether a feed that is to be asked again at `next_due` is asked at `now`. A wait longer than any
/// that is given comes from a clock that was ahead, and is over.
///
/// ```
/// use daybrief::fetch::is_due;
/// let now = "2026-02-04T12:00:00Z".parse()?;
/// assert!(is_due(now, None) && is_due(now, "2026-02-04T12:00:00Z".parse().ok()));
/// assert!(!is_due(now, "2026-02-04T12:05:00Z".parse().ok()));
/// assert!(is_due(now, "2027-02-04T12:05:00Z".parse().ok()));
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn is_due(now: Timestamp, next_due: Option<Timestamp>) -> bool {
    next_due.is_none_or(|due| due <= now || due.duration_since(now) > LONGEST_ASKED)
}

fn asked_wait(now: Timestamp, asked: &str) -> Option<SignedDuration> {
    let wait = if let Ok(seconds) = asked.trim().parse::<u32>() {
        SignedDuration::from_secs(seconds.into())
    } else {
        let parser = rfc2822::DateTimeParser::new().relaxed_weekday(true);
        parser.parse_timestamp(asked.trim()).ok()?.duration_since(now)
    };
    Some(wait.clamp(SignedDuration::ZERO, LONGEST_ASKED))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_ask_in_seconds_or_by_a_date_and_not_for_ever() {
        let now: Timestamp = "2026-02-04T12:00:00Z".parse().unwrap();
        let due = |asked| due(now, 2, Some(asked)).to_string();
        assert_eq!(due("Wed, 04 Feb 2026 13:30:00 GMT"), "2026-02-04T13:30:00Z");
        assert_eq!(due("Tue, 03 Feb 2026 13:30:00 GMT"), "2026-02-04T12:00:00Z");
        assert_eq!(due("4000000000"), "2026-02-11T12:00:00Z");
        for none in ["soon", "-1", "", "1e9"] {
            assert_eq!(due(none), "2026-02-04T12:10:00Z", "{none}");
        }
    }
}
