//! The claims of a briefing in JSON, which is the contract itself.

use super::{Cited, Claim, Claims, Fidelity, Place, Relation, failure};
use crate::error::Error;
use crate::model::briefing::{CitationEntry, RelationEntry, SCHEMA};
use crate::model::{Briefing, Span};

pub(super) fn claims(text: &str) -> Result<Claims, Error> {
    let briefing: Briefing =
        serde_json::from_str(text).map_err(|error| failure(error.to_string()).caused_by(error))?;
    if briefing.schema != SCHEMA {
        return Err(failure(format!("its schema is {}, not {SCHEMA}", briefing.schema)));
    }
    let extracts = briefing.topics.into_iter().flat_map(|topic| topic.extracts);
    let extracts = extracts.map(|extract| Claim {
        text: extract.text,
        places: extract.citations.iter().map(place).collect(),
    });
    let sources = briefing.sources.into_iter();
    let sources = sources.map(|source| {
        (source.number, Cited { path: source.path, url: source.url, sha256: source.sha256 })
    });
    Ok(Claims {
        extracts: extracts.collect(),
        sources: sources.collect(),
        fidelity: Fidelity::Bytes,
    })
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
