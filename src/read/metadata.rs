//! Dates, addresses and names as sources write them, read without inventing anything.

use jiff::fmt::rfc2822;
use jiff::tz::Offset;
use jiff::{Timestamp, civil};
use url::Url;

use crate::model::Date;

/// Spellings of a day that can be read in one way only, and are not ISO 8601.
const DAYS: &[&str] =
    &["%Y/%m/%d", "%Y.%m.%d", "%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%b. %d, %Y"];

/// Spellings of a moment with its offset that neither RFC 3339 nor RFC 2822 cover.
const MOMENTS: &[&str] =
    &["%Y-%m-%d %H:%M:%S %z", "%Y-%m-%d %H:%M %z", "%Y-%m-%dT%H:%M:%S%z", "%Y/%m/%d %H:%M:%S %z"];

/// Unix times from here on count milliseconds; as seconds it would be the year 5138.
const FIRST_MILLISECONDS: f64 = 1e11;

/// Numbers below are no Unix time of an article: as seconds it is March 1973.
const FIRST_SECONDS: f64 = 1e8;

/// The date that `text` writes; `None` if it writes none.
///
/// A moment without an offset counts as its day: whose clock it was is not known.
pub(super) fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Ok(date) = text.parse::<Date>() {
        return Some(date);
    }
    let parser = rfc2822::DateTimeParser::new().relaxed_weekday(true);
    if let Ok(moment) = parser.parse_zoned(text) {
        return Some(Date::Instant(moment.timestamp(), moment.offset()));
    }
    let zoned = text.strip_suffix("UTC").or_else(|| text.strip_suffix("GMT"));
    let zoned = zoned.map(|time| format!("{}+0000", time.trim_end()));
    let spelled = zoned.as_deref().unwrap_or(text);
    let moment = MOMENTS.iter().find_map(|format| {
        let moment = jiff::fmt::strtime::parse(format, spelled).ok()?;
        Some(Date::Instant(moment.to_timestamp().ok()?, moment.offset()?))
    });
    moment.or_else(|| {
        let day = |text| DAYS.iter().find_map(|format| civil::Date::strptime(format, text).ok());
        let without_time = || text.split_once([' ', 'T']).filter(|(_, time)| time.contains(':'));
        day(text).or_else(|| without_time().and_then(|(text, _)| day(text))).map(Date::Day)
    })
}

/// The moment of a Unix time in seconds or milliseconds; `None` for numbers that are neither.
pub(super) fn unix(number: f64) -> Option<Date> {
    if !(FIRST_SECONDS..FIRST_MILLISECONDS * 1000.0).contains(&number) {
        return None;
    }
    let milliseconds = if number < FIRST_MILLISECONDS { number * 1000.0 } else { number };
    #[expect(clippy::cast_possible_truncation, reason = "below 1e14, and fractions are dropped")]
    let at = Timestamp::from_millisecond(milliseconds as i64).ok()?;
    Some(Date::Instant(at, Offset::UTC))
}

/// The http or https address that `text` is, written anew and without credentials.
pub(super) fn url(text: &str) -> Option<Url> {
    let mut url = Url::parse(text.trim()).ok()?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none_or(str::is_empty) {
        return None;
    }
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    Some(url)
}

/// What to call a source: its outlet, else its host, else the stem of its file.
pub(super) fn name(outlet: Option<&str>, url: Option<&Url>, stem: &str) -> String {
    let host = || url.and_then(Url::host_str).map(|host| host.strip_prefix("www.").unwrap_or(host));
    outlet.or_else(host).unwrap_or(stem).to_owned()
}

/// `text` in one line without control characters; `None` if nothing is left.
pub(super) fn one_line(text: &str) -> Option<String> {
    let words: Vec<&str> = text
        .split(|character: char| character.is_whitespace() || character.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_usual_dates() {
        let written = [
            ("2026-02-04", "2026-02-04"),
            (" 2026/02/04 ", "2026-02-04"),
            ("2026/02/04 07:30", "2026-02-04"),
            ("2026-02-04 07:30:00", "2026-02-04"),
            ("2026-02-04T07:30:00Z", "2026-02-04T07:30:00+00:00"),
            ("2026-02-04 07:30:00+01:00", "2026-02-04T07:30:00+01:00"),
            ("2026-02-04 07:30:00 +0100", "2026-02-04T07:30:00+01:00"),
            ("2026-02-04 07:30:00 UTC", "2026-02-04T07:30:00+00:00"),
            ("2026-02-04T07:30:00+0100", "2026-02-04T07:30:00+01:00"),
            ("Wed, 04 Feb 2026 07:30:00 +0100", "2026-02-04T07:30:00+01:00"),
            ("Wed, 4 Feb 2026 07:30:00 GMT", "2026-02-04T07:30:00+00:00"),
            ("February 4, 2026", "2026-02-04"),
            ("4 Feb 2026", "2026-02-04"),
        ];
        for (text, read) in written {
            assert_eq!(date(text).map(|date| date.to_string()).as_deref(), Some(read), "{text}");
        }
    }

    #[test]
    fn invents_no_date() {
        for text in ["", "soon", "2026-13-45", "04/02/2026", "yesterday", "1770163200", "2026"] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn unix_times_are_seconds_or_milliseconds() {
        let read = |number| unix(number).map(|date| date.to_string());
        assert_eq!(read(1_770_163_200.0).as_deref(), Some("2026-02-04T00:00:00+00:00"));
        assert_eq!(read(1_770_163_200_000.0), read(1_770_163_200.0));
        for number in [0.0, -1.0, 2026.0, f64::NAN, f64::INFINITY, 1e300] {
            assert_eq!(read(number), None, "{number}");
        }
    }

    #[test]
    fn addresses_are_http_and_without_credentials() {
        let written = |text| url(text).map(String::from);
        assert_eq!(written(" HTTPS://u:p@Example.com/a b").unwrap(), "https://example.com/a%20b");
        for text in ["javascript:alert(1)", "/a", "file:///a", "data:text/html,a", "http://", ""] {
            assert_eq!(written(text), None, "{text}");
        }
    }

    #[test]
    fn names_fall_back_from_outlet_to_host_to_stem() {
        let url = url("https://www.example.com/a");
        assert_eq!(name(Some("AP"), url.as_ref(), "stem"), "AP");
        assert_eq!(name(None, url.as_ref(), "stem"), "example.com");
        assert_eq!(name(None, None, "stem"), "stem");
        assert_eq!(one_line(" a\n\tb\u{7}c ").as_deref(), Some("a b c"));
        assert_eq!(one_line(" \n"), None);
    }
}
