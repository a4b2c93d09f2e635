//! Helpers around citations: marks, anchors, back-links, and where a sentence stands already.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use fluent_bundle::FluentArgs;
use handlebars::Handlebars;
use serde_json::{Value, json};

use super::{Answer, function, list, markup, whole};
use crate::model::Briefing;
use crate::model::briefing::{CitationEntry, ExtractEntry, RelationEntry};
use crate::render::phrase::Phrases;
use crate::render::{Format, data, escape, link};

/// A place in a source: its number and the first byte.
type Place = (u32, u32);

pub(super) fn register(
    registry: &mut Handlebars,
    phrases: &'static Phrases,
    format: Format,
    briefing: &Briefing,
    value: &Value,
) {
    function(registry, "anchor", anchor);
    let sources = value.get("sources").cloned().unwrap_or_default();
    function(registry, "source_of", move |params| source_of(&sources, params));
    let citing = citing(briefing);
    function(registry, "citing", move |params| {
        Ok(citing.get(&whole(params, 0)?).cloned().unwrap_or_default().into())
    });
    let copies = copies(briefing);
    function(registry, "copy_of", move |params| Ok(copies.get(&whole(params, 0)?).copied().into()));
    let extracts: BTreeMap<Place, String> = extracts(briefing)
        .filter_map(|extract| Some((place(&extract.citations)?, data::anchor(extract))))
        .collect();
    function(registry, "extract_at", move |params| {
        let place = place(&citations(params)?);
        Ok(place.and_then(|place| extracts.get(&place)).cloned().into())
    });
    let printed = printed(briefing);
    function(registry, "untold", move |params| untold(&printed, params));
    if format == Format::Markdown {
        markup(registry, "cite", cite_markdown);
    } else {
        markup(registry, "cite", |params| cite_html(phrases, params));
    }
}

fn extracts(briefing: &Briefing) -> impl Iterator<Item = &ExtractEntry> {
    briefing.topics.iter().flat_map(|topic| &topic.extracts)
}

fn place(citations: &[CitationEntry]) -> Option<Place> {
    citations.first().map(|first| (first.source, first.start))
}

/// The places of the sentences that stand among the extracts and in the timelines.
fn printed(briefing: &Briefing) -> BTreeSet<Place> {
    let extracts = extracts(briefing).map(|extract| &extract.citations);
    let events = briefing.topics.iter().flat_map(|topic| &topic.timeline);
    let events = events.map(|event| &event.citations);
    extracts.chain(events).filter_map(|citations| place(citations)).collect()
}

/// The entries of a list whose sentence stands neither among the extracts nor in a timeline.
fn untold(printed: &BTreeSet<Place>, params: &[&Value]) -> Answer {
    let is_new = |entry: &&Value| {
        let citations = entry.get("citations").map(|citations| self::citations(&[citations]));
        let place = citations.and_then(Result::ok).and_then(|citations| place(&citations));
        place.is_none_or(|place| !printed.contains(&place))
    };
    Ok(list(params)?.iter().filter(is_new).cloned().collect())
}

/// For each source the extracts that cite it: their anchor, their words as far as they are the
/// source's own, and an address that leads to the words.
fn citing(briefing: &Briefing) -> BTreeMap<u64, Vec<Value>> {
    let mut citing: BTreeMap<u64, Vec<Value>> = BTreeMap::new();
    for extract in extracts(briefing) {
        let mut seen = BTreeSet::new();
        for citation in &extract.citations {
            if !seen.insert(citation.source) {
                continue;
            }
            let source = briefing.sources.get(citation.source as usize - 1);
            let is_verbatim = citation.relation == RelationEntry::Verbatim;
            let address = source.and_then(|source| source.url.as_deref()).filter(|_| is_verbatim);
            citing.entry(citation.source.into()).or_default().push(json!({
                "id": data::anchor(extract),
                "verbatim": is_verbatim,
                "text": extract.text,
                "address": address.and_then(|url| link::to_words(url, &extract.text)),
            }));
        }
    }
    citing
}

/// For each source that is a near-copy of one before it in its line, the first of the line.
fn copies(briefing: &Briefing) -> BTreeMap<u64, u32> {
    let lines = briefing.topics.iter().flat_map(|topic| &topic.lines);
    lines
        .filter_map(|line| line.split_first())
        .flat_map(|(&first, others)| others.iter().map(move |&other| (other.into(), first)))
        .collect()
}

fn anchor(params: &[&Value]) -> Answer {
    let extract: ExtractEntry = params
        .first()
        .and_then(|value| serde::Deserialize::deserialize(*value).ok())
        .ok_or("it takes an extract")?;
    Ok(data::anchor(&extract).into())
}

/// The source with that number; `null` where there is none.
fn source_of(sources: &Value, params: &[&Value]) -> Answer {
    let index = usize::try_from(whole(params, 0)?).ok().and_then(|n| n.checked_sub(1));
    Ok(index.and_then(|index| sources.get(index)).cloned().into())
}

fn citations(params: &[&Value]) -> Result<Vec<CitationEntry>, String> {
    params
        .first()
        .and_then(|value| serde::Deserialize::deserialize(*value).ok())
        .ok_or_else(|| "it takes the citations of an extract".into())
}

fn cite_markdown(params: &[&Value]) -> Result<String, String> {
    let mut out = String::new();
    for citation in citations(params)? {
        let mark = if citation.relation == RelationEntry::Also { " +" } else { "" };
        let _ = write!(out, "{mark}[^{}]", citation.source);
    }
    Ok(out)
}

/// The first citation is the extract itself, whose element names its bytes; the others name theirs,
/// for `verify`.
fn cite_html(phrases: &Phrases, params: &[&Value]) -> Result<String, String> {
    let named = |key: &str, source: u32| {
        let mut args = FluentArgs::new();
        args.set("number", source.to_string());
        escape::html(&phrases.text(key, &args).unwrap_or_default())
    };
    let mut out = String::new();
    for (index, citation) in citations(params)?.iter().enumerate() {
        let CitationEntry { source, start, end, .. } = citation;
        let place = if index == 0 {
            String::new()
        } else {
            format!(r#" data-source="{source}" data-start="{start}" data-end="{end}""#)
        };
        let _ = match citation.relation {
            RelationEntry::Verbatim => {
                let relation = if index == 0 { "" } else { r#" data-relation="verbatim""# };
                let name = named("source", *source);
                write!(
                    out,
                    r##"<a class="cite" href="#source-{source}" role="doc-noteref" aria-label="{name}"{place}{relation}>[{source}]</a>"##
                )
            }
            RelationEntry::Also => {
                let name = named("also-source", *source);
                write!(
                    out,
                    r##" <a class="cite also" href="#source-{source}" role="doc-noteref" aria-label="{name}"{place}>+[{source}]</a>"##
                )
            }
        };
    }
    Ok(out)
}
