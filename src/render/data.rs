//! The briefing as the templates receive it: the contract of `docs/template-data.md`, made fit for
//! a page.
//!
//! It differs from the JSON in six points only: an address that is not http or https is `null`,
//! one that is is written anew, what may be absent (`path`, `url`, `query`, `novelty`, `article`)
//! is `null` then, ids and labels of topics are unique, names and phrases have only their first
//! citations, and the sentences of an article have their heat.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{link, phrase};
use crate::model::Briefing;
use crate::model::briefing::ExtractEntry;

/// Places of a name or a phrase that a page can hope to show; a large topic has thousands.
const MAX_PLACES: usize = 5;

/// `briefing` with safe addresses, and topics whose ids and labels are unique.
pub(super) fn fit(briefing: &Briefing) -> Briefing {
    let mut fit = briefing.clone();
    for source in &mut fit.sources {
        source.url = source.url.as_deref().and_then(link::safe);
    }
    let (mut ids, mut labels) = (BTreeMap::new(), BTreeMap::new());
    // Headings of our own that a file in Markdown has once.
    let phrases = phrase::of(briefing.language);
    labels.extend(["sources", "skipped", "also-in-the-news"].map(|key| (phrases.plain(key), 1)));
    for topic in &mut fit.topics {
        topic.id = unique(&anchor_text(&topic.id), "-", "", &mut ids);
        topic.label = unique(&topic.label, " (", ")", &mut labels);
        topic.entities.iter_mut().for_each(|entity| entity.citations.truncate(MAX_PLACES));
        topic.terms.iter_mut().for_each(|term| term.citations.truncate(MAX_PLACES));
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
    if let Some(value) = value.as_object_mut() {
        fill(value, &["article"]);
    }
    let pieces = briefing.article.iter().flat_map(|article| &article.paragraphs);
    let totals = pieces.clone().flat_map(|paragraph| &paragraph.sentences);
    let largest = totals.filter_map(|piece| piece.total).fold(f64::MIN_POSITIVE, f64::max);
    for (at, paragraph) in pieces.enumerate() {
        for (index, piece) in paragraph.sentences.iter().enumerate() {
            let heat = piece.total.map_or(0, |total| heat(total / largest));
            value["article"]["paragraphs"][at]["sentences"][index]["heat"] = heat.into();
        }
    }
    Ok(value)
}

/// Steps of a heat strip beside none at all.
const HEATS: f64 = 10.0;

/// The step of a heat strip for a share of the largest total: from 0 to 10.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the share is clamped to [0, 1], so the step is in 0..=10"
)]
pub(super) fn heat(share: f64) -> u8 {
    (share.clamp(0.0, 1.0) * HEATS).round() as u8
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

#[cfg(test)]
mod tests {
    use super::heat;

    #[test]
    fn heat_has_eleven_steps() {
        assert_eq!([-1.0, 0.04, 0.05, 0.949, 0.95, 2.0].map(heat), [0, 0, 1, 9, 10, 10]);
    }
}
