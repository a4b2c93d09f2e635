//! Helpers around citations: marks, anchors, back-links, and where a sentence stands already.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use handlebars::Handlebars;
use serde_json::{Value, json};

use super::{Answer, function, list, markup, whole};
use crate::model::Briefing;
use crate::model::briefing::{CitationEntry, ExtractEntry, RelationEntry, Status};
use crate::render::phrase::Phrases;
use crate::render::{Citations, Format, data, escape, link};

/// A place in a source: its number and the first byte.
pub(in crate::render) type Place = (u32, u32);

pub(super) fn register(
    registry: &mut Handlebars,
    phrases: &'static Phrases,
    (format, style): (Format, Citations),
    briefing: &Briefing,
    value: &Value,
) {
    function(registry, "anchor", anchor);
    let name = if format == Format::Markdown { style.name() } else { "" };
    function(registry, "citation_style", move |_| Ok(name.into()));
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
    let printed = Printed::of(briefing);
    function(registry, "untold", move |params| untold(&printed, params));
    let cited: Arc<Mutex<BTreeSet<u32>>> = Arc::default();
    let (seen, compared) = (Arc::clone(&cited), compared(briefing));
    function(registry, "cited", move |params| {
        let is_cited = |source: &&Value| {
            let number = source.get("number").and_then(Value::as_u64);
            number
                .and_then(|number| u32::try_from(number).ok())
                .is_some_and(|number| compared.contains(&number) || locked(&seen).contains(&number))
        };
        Ok(list(params)?.iter().filter(is_cited).cloned().collect())
    });
    let urls: Vec<Option<String>> =
        briefing.sources.iter().map(|source| source.url.clone()).collect();
    markup(registry, "cite", move |params| {
        let url = |source: u32| urls.get(source as usize - 1).and_then(Option::as_deref);
        let citations = citations(params)?;
        locked(&cited).extend(citations.iter().map(|citation| citation.source));
        Ok(match format {
            Format::Markdown => cite_markdown(style, url, citations),
            _ => cite_html(phrases, |source| link_to(format, source, url(source)), &citations),
        })
    });
}

/// The sources whose marks the page holds so far.
fn locked(cited: &Mutex<BTreeSet<u32>>) -> MutexGuard<'_, BTreeSet<u32>> {
    cited.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The sources that a comparison names without a mark, as Markdown does.
fn compared(briefing: &Briefing) -> BTreeSet<u32> {
    let told = briefing.topics.iter().filter(|topic| topic.status != Some(Status::Continuing));
    let differences = told.flat_map(|topic| &topic.differences);
    let sides = differences.flat_map(|difference| [&difference.a, &difference.b]);
    sides.filter_map(|side| side.citations.first()).map(|first| first.source).collect()
}

fn extracts(briefing: &Briefing) -> impl Iterator<Item = &ExtractEntry> {
    briefing.topics.iter().flat_map(|topic| &topic.extracts)
}

/// Where the first of `citations` stands.
pub(in crate::render) fn place(citations: &[CitationEntry]) -> Option<Place> {
    citations.first().map(|first| (first.source, first.start))
}

/// Where the sentences stand that are printed among the extracts or in a timeline.
pub(in crate::render) struct Printed(BTreeMap<Place, u32>);

impl Printed {
    pub(in crate::render) fn of(briefing: &Briefing) -> Self {
        let extracts = extracts(briefing).map(|extract| &extract.citations);
        let events = briefing.topics.iter().flat_map(|topic| &topic.timeline);
        let all = extracts.chain(events.map(|event| &event.citations));
        Self(
            all.flatten()
                .filter(|at| is_verbatim(at))
                .map(|at| ((at.source, at.start), at.end))
                .collect(),
        )
    }

    /// Whether the words of `citations` are among them: a sentence, or a quotation inside one.
    /// O(citations · log sentences).
    pub(in crate::render) fn holds(&self, citations: &[CitationEntry]) -> bool {
        citations.iter().filter(|at| is_verbatim(at)).any(|at| {
            let before = self.0.range(..=(at.source, at.start)).next_back();
            before.is_some_and(|(&(source, _), &end)| source == at.source && at.end <= end)
        })
    }
}

fn is_verbatim(citation: &CitationEntry) -> bool {
    citation.relation == RelationEntry::Verbatim
}

/// The entries of a list whose words stand neither among the extracts nor in a timeline.
fn untold(printed: &Printed, params: &[&Value]) -> Answer {
    let is_new = |entry: &&Value| {
        let citations = entry.get("citations").map(|citations| self::citations(&[citations]));
        !citations.and_then(Result::ok).is_some_and(|citations| printed.holds(&citations))
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

fn cite_markdown<'a>(
    style: Citations,
    url: impl Fn(u32) -> Option<&'a str>,
    citations: Vec<CitationEntry>,
) -> String {
    let mut out = String::new();
    for CitationEntry { source, relation, .. } in citations {
        let is_also = relation == RelationEntry::Also;
        let _ = match (style, url(source)) {
            (Citations::None, _) => Ok(()),
            (Citations::Footnote, _) => {
                write!(out, "{}[^{source}]", if is_also { " +" } else { "" })
            }
            (Citations::Inline, url) => {
                let to = url.map_or_else(String::new, |url| format!("({url})"));
                write!(out, " {}[{source}]{to}", if is_also { "+" } else { "" })
            }
        };
    }
    out
}

/// The attributes that make a mark a link: to the list of sources on a page, which readers of
/// books show beside the sentence, and to the source itself in a message, whose own anchors many
/// programs drop.
fn link_to(format: Format, source: u32, url: Option<&str>) -> (String, &'static str) {
    match (format, url) {
        (Format::Email, Some(url)) => {
            let url = escape::html(url);
            (format!(r#"href="{url}" style="text-decoration:none""#), "")
        }
        (Format::Email, None) => (String::new(), ""),
        (Format::Epub, _) => {
            (format!(r##"href="#source-{source}" epub:type="noteref" role="doc-noteref""##), "cite")
        }
        _ => (format!(r##"href="#source-{source}" role="doc-noteref""##), "cite"),
    }
}

/// The first citation is the extract itself, whose element names its bytes; the others name theirs,
/// for `verify`.
fn cite_html(
    phrases: &Phrases,
    link: impl Fn(u32) -> (String, &'static str),
    citations: &[CitationEntry],
) -> String {
    let mut out = String::new();
    for (index, citation) in citations.iter().enumerate() {
        let CitationEntry { source, start, end, relation, .. } = citation;
        let (key, gap, plus, also) = match relation {
            RelationEntry::Verbatim => ("source", "", "", ""),
            RelationEntry::Also => ("also-source", " ", "+", " also"),
        };
        let (link, class) = link(*source);
        out.push_str(gap);
        out.push_str("<a");
        if !class.is_empty() {
            let _ = write!(out, r#" class="{class}{also}""#);
        }
        if !link.is_empty() {
            let name = escape::html(&phrases.with(key, "number", source.to_string()));
            let _ = write!(out, r#" {link} aria-label="{name}""#);
        }
        if index > 0 {
            let _ = write!(out, r#" data-source="{source}" data-start="{start}" data-end="{end}""#);
            if *relation == RelationEntry::Verbatim {
                out.push_str(r#" data-relation="verbatim""#);
            }
        }
        let _ = write!(out, ">{plus}[{source}]</a>");
    }
    out
}
