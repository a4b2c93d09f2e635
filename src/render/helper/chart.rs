//! Small drawings as inline SVG, each with its content in words: articles a day, shares of sources.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use fluent_bundle::FluentArgs;
use handlebars::Handlebars;
use jiff::{ToSpan as _, civil};
use serde_json::Value;

use super::{list, markup};
use crate::model::briefing::RelationEntry;
use crate::model::description::When;
use crate::model::{Briefing, Date};
use crate::render::phrase::{Form, Phrases};
use crate::render::{Format, escape};

/// Days that the bars of a topic cover, and how many of them lie before the last.
const DAYS: usize = 7;
const DAYS_BEFORE: i64 = 6;
/// Width of a bar and its gap, and height of the tallest, in pixels.
const STEP: usize = 12;
const BAR: usize = 8;
const HEIGHT: usize = 16;
/// Width and height of the strip of shares.
const STRIP: usize = 160;
const STRIP_HEIGHT: usize = 8;

pub(super) fn register(
    registry: &mut Handlebars,
    phrases: &'static Phrases,
    format: Format,
    briefing: &Briefing,
) {
    let is_page = format == Format::Html;
    let days: Vec<Option<civil::Date>> =
        briefing.sources.iter().map(|source| source.published.map(Date::day)).collect();
    markup(registry, "coverage", move |params| {
        let days: Vec<civil::Date> = numbers(params)?
            .filter_map(|number| days.get(number.checked_sub(1)?).copied().flatten())
            .collect();
        Ok(if is_page { coverage(phrases, &days) } else { String::new() })
    });
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    for extract in briefing.topics.iter().flat_map(|topic| &topic.extracts) {
        for citation in &extract.citations {
            if citation.relation == RelationEntry::Verbatim {
                *taken.entry(citation.source as usize).or_default() += 1;
            }
        }
    }
    markup(registry, "share", move |params| {
        let shares: Vec<(usize, usize)> =
            numbers(params)?.filter_map(|number| Some((number, *taken.get(&number)?))).collect();
        Ok(if is_page { share(phrases, &shares) } else { String::new() })
    });
}

fn numbers(params: &[&Value]) -> Result<impl Iterator<Item = usize>, String> {
    let list = list(params)?.clone();
    Ok(list.into_iter().filter_map(|number| usize::try_from(number.as_u64()?).ok()))
}

/// A bar for each of the last seven days up to the newest; nothing where all is of one day.
fn coverage(phrases: &Phrases, days: &[civil::Date]) -> String {
    let (Some(&first), Some(&last)) = (days.iter().min(), days.iter().max()) else {
        return String::new();
    };
    if first == last {
        return String::new();
    }
    let Ok(start) = last.checked_sub(DAYS_BEFORE.days()) else { return String::new() };
    let mut counts = [0_usize; DAYS];
    for day in days {
        let place = usize::try_from((*day - start).get_days());
        place.into_iter().filter(|&place| place < DAYS).for_each(|place| counts[place] += 1);
    }
    let tallest = counts.into_iter().max().unwrap_or(1).max(1);
    let date = |day| phrases.date(When::Day(day), Form::Short);
    let text: Vec<String> = counts.iter().map(usize::to_string).collect();
    let mut args = FluentArgs::new();
    args.set("from", date(start));
    args.set("to", date(last));
    args.set("counts", text.join(", "));
    let name = escape::html(&phrases.text("coverage", &args).unwrap_or_default());
    let width = STEP * DAYS - (STEP - BAR);
    let mut out = format!(
        r#"<svg class="bars" width="{width}" height="{HEIGHT}" viewBox="0 0 {width} {HEIGHT}" role="img" aria-label="{name}">"#
    );
    for (place, count) in counts.into_iter().enumerate() {
        let height = if count == 0 { 1 } else { (HEIGHT * count).div_ceil(tallest).max(3) };
        let _ = write!(
            out,
            r#"<rect x="{}" y="{}" width="{BAR}" height="{height}"/>"#,
            place * STEP,
            HEIGHT - height
        );
    }
    out + "</svg>"
}

/// A strip divided by how many sentences each source gave; nothing for a single source.
fn share(phrases: &Phrases, shares: &[(usize, usize)]) -> String {
    let n_all: usize = shares.iter().map(|(_, taken)| taken).sum();
    if shares.len() < 2 {
        return String::new();
    }
    let text: Vec<String> =
        shares.iter().map(|(number, taken)| format!("[{number}] {taken}")).collect();
    let mut args = FluentArgs::new();
    args.set("shares", text.join(", "));
    let name = escape::html(&phrases.text("share", &args).unwrap_or_default());
    let mut out = format!(
        r#"<svg class="share" width="{STRIP}" height="{STRIP_HEIGHT}" viewBox="0 0 {STRIP} {STRIP_HEIGHT}" role="img" aria-label="{name}">"#
    );
    let mut done = 0;
    for (_, taken) in shares {
        let (from, to) = (STRIP * done / n_all, STRIP * (done + taken) / n_all);
        done += taken;
        let width = (to - from).saturating_sub(2).max(1);
        let _ = write!(out, r#"<rect x="{from}" y="0" width="{width}" height="{STRIP_HEIGHT}"/>"#);
    }
    out + "</svg>"
}
