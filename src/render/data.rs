//! The briefing as the templates receive it: the contract of `docs/template-data.md`, made fit for
//! a page.
//!
//! It differs from the JSON in four points only: an address that is not http or https is `null`,
//! one that is is written anew, what may be absent (`path`, `url`, `query`, `novelty`) is `null`
//! then, and ids and labels of topics are unique.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::link;
use crate::model::Briefing;
use crate::model::briefing::ExtractEntry;

/// `briefing` with safe addresses, and topics whose ids and labels are unique.
pub(super) fn fit(briefing: &Briefing) -> Briefing {
    let mut fit = briefing.clone();
    for source in &mut fit.sources {
        source.url = source.url.as_deref().and_then(link::safe);
    }
    let (mut ids, mut labels) = (BTreeMap::new(), BTreeMap::new());
    for topic in &mut fit.topics {
        topic.id = unique(&anchor_text(&topic.id), "-", "", &mut ids);
        topic.label = unique(&topic.label, " (", ")", &mut labels);
    }
    fit
}

/// `briefing` as the value that templates read.
pub(super) fn value(briefing: &Briefing) -> serde_json::Result<Value> {
    let mut value = serde_json::to_value(briefing)?;
    let sources = value.get_mut("sources").and_then(Value::as_array_mut);
    for source in sources.into_iter().flatten().filter_map(Value::as_object_mut) {
        fill(source, &["path", "url"]);
    }
    let topics = value.get_mut("topics").and_then(Value::as_array_mut);
    let extracts = topics.into_iter().flatten().filter_map(|topic| topic.get_mut("extracts"));
    let extracts = extracts.filter_map(Value::as_array_mut).flatten();
    for score in extracts.filter_map(|extract| extract.get_mut("score")?.as_object_mut()) {
        fill(score, &["query", "novelty"]);
    }
    Ok(value)
}

/// Gives `object` those of `fields` that it lacks as `null`.
pub(super) fn fill(object: &mut Map<String, Value>, fields: &[&str]) {
    for &field in fields {
        object.entry(field).or_insert(Value::Null);
    }
}

/// The anchor of an extract: where it stands in its source, `s2-1045`. It stays the same when
/// other extracts come and go.
pub(super) fn anchor(extract: &ExtractEntry) -> String {
    let first = extract.citations.first();
    first.map_or_else(String::new, |first| format!("s{}-{}", first.source, first.start))
}

/// `id` with everything that an anchor cannot hold replaced by hyphens.
fn anchor_text(id: &str) -> String {
    let fit = |c: char| if c.is_alphanumeric() || c == '-' { c } else { '-' };
    if id.is_empty() { "unnamed".into() } else { id.chars().map(fit).collect() }
}

/// `name`, or `name` with the first number from 2 that makes it unlike all before; `counts` says
/// from which number on to look. O(log n) for names that repeat.
fn unique(name: &str, open: &str, close: &str, counts: &mut BTreeMap<String, u32>) -> String {
    let mut candidate = name.to_owned();
    while counts.contains_key(&candidate) {
        let count = counts.entry(name.to_owned()).or_insert(1);
        *count += 1;
        candidate = format!("{name}{open}{count}{close}");
    }
    counts.insert(candidate.clone(), 1);
    candidate
}
