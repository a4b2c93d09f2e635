//! The claims of a briefing in JSON, which is the contract itself.

use super::{Cited, Claim, Claims, Fidelity, Place, Relation, failure};
use crate::error::Error;
use crate::model::briefing::{CitationEntry, RelationEntry, SCHEMA, TopicEntry};
use crate::model::{Briefing, Span};

pub(super) fn claims(text: &str) -> Result<Claims, Error> {
    let briefing: Briefing =
        serde_json::from_str(text).map_err(|error| failure(error.to_string()).caused_by(error))?;
    if briefing.schema != SCHEMA {
        return Err(failure(format!("its schema is {}, not {SCHEMA}", briefing.schema)));
    }
    let extracts = briefing.topics.iter().flat_map(statements);
    let extracts = extracts.map(|(text, citations)| Claim {
        text: text.clone(),
        places: citations.iter().map(place).collect(),
    });
    let extracts: Vec<Claim> = extracts.collect();
    let sources = briefing.sources.into_iter();
    let sources = sources.map(|source| {
        (source.number, Cited { path: source.path, url: source.url, sha256: source.sha256 })
    });
    Ok(Claims { extracts, sources: sources.collect(), fidelity: Fidelity::Bytes })
}

/// Everything of a topic that is said to be a source's own words, with where it stands.
fn statements(topic: &TopicEntry) -> Vec<(&String, &[CitationEntry])> {
    let TopicEntry { extracts, timeline, quotations, differences, only_in_one, .. } = topic;
    let extracts = extracts.iter().map(|entry| (&entry.text, entry.citations.as_slice()));
    let events = timeline.iter().map(|entry| (&entry.text, entry.citations.as_slice()));
    let quoted = quotations.iter().map(|entry| (&entry.text, entry.citations.as_slice()));
    let sides = differences.iter().flat_map(|pair| [&pair.a, &pair.b]);
    let single = sides.chain(only_in_one).map(|entry| (&entry.text, entry.citations.as_slice()));
    extracts.chain(events).chain(quoted).chain(single).collect()
}

fn place(citation: &CitationEntry) -> Place {
    let relation = match citation.relation {
        RelationEntry::Verbatim => Relation::Verbatim,
        RelationEntry::Also => Relation::Also,
    };
    Place {
        source: citation.source,
        span: Some(Span { start: citation.start, end: citation.end }),
        relation,
    }
}
