//! The only place that reads the clock: where a briefing is made of what the feeds have brought, it
//! is for today. A date on the command line takes the clock's place.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::error::{Error, ErrorKind};
use crate::model::Date;

/// Now, with the offset of `zone`; without one with that of the machine.
///
/// # Errors
/// No zone has this name.
pub(crate) fn now(zone: Option<&str>) -> Result<Date, Error> {
    let at = Timestamp::now();
    let zone = match zone {
        Some(name) => TimeZone::get(name).map_err(|error| {
            let reason = "no time zone has this name (as in Europe/Rome)";
            Error::new(ErrorKind::Config, format!("timezone {name}"), reason).caused_by(error)
        })?,
        None => TimeZone::system(),
    };
    Ok(Date::Instant(at, zone.to_offset(at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_decides_the_day_and_must_exist() {
        let day = |zone| now(Some(zone)).unwrap().day();
        assert!((day("Pacific/Kiritimati") - day("Pacific/Pago_Pago")).get_days() >= 1);
        let error = now(Some("Europe/Rom")).unwrap_err().to_string();
        assert!(error.contains("timezone Europe/Rom: no time zone"), "{error}");
    }
}
