//! Helpers for dates: how they are written, and the span of days that sources cover.

use handlebars::Handlebars;
use serde_json::{Value, json};

use super::{Answer, function, list, text};
use crate::model::description::When;
use crate::model::{Briefing, Date};
use crate::render::phrase::{Form, Phrases};

pub(super) fn register(registry: &mut Handlebars, phrases: &'static Phrases, briefing: &Briefing) {
    function(registry, "date", |params| date(phrases, params));
    let published: Vec<Option<Date>> =
        briefing.sources.iter().map(|source| source.published).collect();
    function(registry, "dates", move |params| Ok(dates(&published, params)));
}

/// `4 February 2026`; with `"short"` `4 Feb 2026`, with `"weekday"` `Wednesday 4 February 2026`,
/// with `"iso"` as in the data; empty for none.
fn date(phrases: &Phrases, params: &[&Value]) -> Answer {
    let written = text(params, 0);
    if written.is_empty() {
        return Ok("".into());
    }
    let when = match written.parse::<Date>() {
        Ok(date) => When::Day(date.day()),
        Err(_) => written.parse().map_err(|_| format!("{written} is no date"))?,
    };
    Ok(match text(params, 1) {
        "iso" => written.to_owned(),
        "short" => phrases.date(when, Form::Short),
        "weekday" => phrases.date(when, Form::Weekday),
        "" | "long" => phrases.date(when, Form::Long),
        other => return Err(format!("there is no form {other} (long, short, weekday or iso)")),
    }
    .into())
}

/// The first and the last day of the sources with these numbers, of all where no list is given;
/// `null` where none is dated.
fn dates(published: &[Option<Date>], params: &[&Value]) -> Value {
    let numbers: Option<Vec<usize>> = list(params).ok().map(|list| {
        list.iter().filter_map(Value::as_u64).filter_map(|n| usize::try_from(n).ok()).collect()
    });
    let wanted = |number: usize| numbers.as_ref().is_none_or(|numbers| numbers.contains(&number));
    let days = published.iter().enumerate().filter(|&(index, _)| wanted(index + 1));
    let mut days: Vec<_> = days.filter_map(|(_, date)| date.map(Date::day)).collect();
    days.sort();
    match (days.first(), days.last()) {
        (Some(first), Some(last)) => json!({
            "first": first.to_string(),
            "last": last.to_string(),
            "same": first == last,
        }),
        _ => Value::Null,
    }
}
