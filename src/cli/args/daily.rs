//! What was typed of briefings that are made every day.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum, ValueHint};
use jiff::civil::Time;

/// What `make` remembers.
#[derive(Debug, ClapArgs)]
pub(crate) struct Daily {
    /// Say what is new since the editions before, and remember this one; always done without INPUT
    #[arg(long, help_heading = "Writing")]
    pub(crate) remember: bool,
    /// Do not remember this edition
    #[arg(long, help_heading = "Writing")]
    pub(crate) no_remember: bool,
}

pub(super) const SCHEDULING: &str = "\
Nothing is installed: what is printed says how that is done.

Examples:
  daybrief schedule systemd --at 06:30 | less
  daybrief schedule cron --profile tech --output ~/briefs";

#[derive(Debug, ClapArgs)]
pub(crate) struct Schedule {
    /// What starts programs on this machine
    #[arg(value_name = "SYSTEM")]
    pub(crate) system: System,
    /// Time of the day
    #[arg(long, value_name = "HH:MM", default_value = "06:30", value_parser = time)]
    pub(crate) at: Time,
    /// File or folder for the briefing; left out: where the settings say
    #[arg(short, long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) output: Option<PathBuf>,
}

/// A program that starts others at a time of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum System {
    /// A service and a timer of the user's systemd
    Systemd,
    /// A line of a crontab
    Cron,
    /// An agent of macOS
    Launchd,
}

fn time(text: &str) -> Result<Time, String> {
    let parsed = text.split_once(':').and_then(|(hour, minute)| {
        let is_number =
            |part: &str| part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        let number = |part: &str| if is_number(part) { part.parse().ok() } else { None };
        Time::new(number(hour)?, number(minute)?, 0, 0).ok()
    });
    parsed.ok_or_else(|| "give a time as in 06:30".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_an_hour_and_a_minute() {
        assert_eq!(time("6:30"), time("06:30"));
        assert_eq!(time("23:59").unwrap(), Time::constant(23, 59, 0, 0));
        for wrong in ["24:00", "6", "06:60", "6:30:00", "-1:00", "+6:30", "", ":", "noon"] {
            assert!(time(wrong).is_err(), "{wrong}");
        }
    }
}
