//! Sample briefings that templates are tried on: one with every field filled, one with none to spare.

use crate::error::Warning;
use crate::model::briefing::{
    ChangeEntry, CitationEntry, DifferenceEntry, DroppedEntry, EntityEntry, EventEntry,
    ExtractEntry, QuotationEntry, RelationEntry, SCHEMA, Shared, SourceEntry, StatementEntry,
    Status, TermEntry, TopicEntry,
};
use crate::model::description::{ChangeKind, EntityKind, When};
use crate::model::{Briefing, Date, Language, Score};

/// A topic of each status, three sources, every field filled.
pub(super) fn rich() -> Briefing {
    let old = ExtractEntry { new: Some(false), ..extract(2, None) };
    let topics = vec![
        topic(1, vec![1, 2], vec![extract(1, Some(2)), old.clone()]),
        TopicEntry { status: Some(Status::Continuing), ..topic(2, vec![3], vec![old]) },
        TopicEntry { status: Some(Status::New), ..topic(3, vec![3], vec![extract(3, None)]) },
    ];
    Briefing {
        schema: SCHEMA.into(),
        title: "Sample".into(),
        date: day(),
        language: Some(Language::ENGLISH),
        topics,
        omitted_topics: 3,
        since: "2026-02-03".parse().ok(),
        dropped: vec![dropped()],
        sources: (1..=3).map(source).collect(),
        warnings: vec![Warning::new("empty.txt", "no text, skipped")],
    }
}

/// One article of which nothing is known but its text.
pub(super) fn bare() -> Briefing {
    let unknown = SourceEntry {
        path: None,
        url: None,
        title: None,
        published: None,
        outlet: None,
        language: None,
        ..source(1)
    };
    let topic = topic(1, vec![1], vec![ExtractEntry { new: None, ..extract(1, None) }]);
    let topic = TopicEntry {
        id: topic.id,
        label: topic.label,
        headline: topic.headline,
        documents: topic.documents,
        lines: topic.lines,
        independent: topic.independent,
        extracts: topic.extracts,
        ..TopicEntry::default()
    };
    Briefing {
        date: None,
        topics: vec![topic],
        omitted_topics: 0,
        since: None,
        dropped: Vec::new(),
        sources: vec![unknown],
        warnings: Vec::new(),
        ..rich()
    }
}

fn dropped() -> DroppedEntry {
    let last_seen = "2026-02-03".parse().ok();
    DroppedEntry { id: "event-0-2026-02-01".into(), label: "Event 0".into(), last_seen }
}

fn day() -> Option<Date> {
    "2026-02-04".parse().ok()
}

fn topic(n: u32, documents: Vec<u32>, extracts: Vec<ExtractEntry>) -> TopicEntry {
    let independent = u32::try_from(documents.len()).unwrap_or(u32::MAX);
    let shared = Shared { sentences: 1, of: 4 };
    TopicEntry {
        id: format!("event-{n}"),
        label: format!("Event {n}"),
        headline: format!("Event {n}"),
        status: Some(Status::Updated),
        event: Some(format!("event-{n}-2026-02-02")),
        lines: documents.iter().map(|&number| vec![number]).collect(),
        documents,
        independent,
        shared,
        timeline: vec![event()],
        quotations: vec![quotation()],
        differences: vec![difference()],
        only_in_one: vec![statement()],
        entities: vec![entity()],
        terms: vec![term()],
        extracts,
    }
}

fn event() -> EventEntry {
    EventEntry {
        date: When::Month { year: 2026, month: 2 },
        expression: "in February".into(),
        text: "It happened in February.".into(),
        ahead: true,
        citations: vec![cited(1, RelationEntry::Verbatim, 1.0)],
    }
}

fn quotation() -> QuotationEntry {
    QuotationEntry {
        text: "It happened".into(),
        speaker: Some("A Speaker".into()),
        citations: vec![cited(1, RelationEntry::Verbatim, 1.0)],
    }
}

fn difference() -> DifferenceEntry {
    let kind = ChangeKind::Number;
    let change = ChangeEntry { kind, a: "two".into(), b: "three".into() };
    DifferenceEntry { a: statement(), b: statement(), changes: vec![change], latest: Some(1) }
}

fn statement() -> StatementEntry {
    StatementEntry {
        text: "It happened.".into(),
        citations: vec![cited(1, RelationEntry::Verbatim, 1.0)],
    }
}

fn entity() -> EntityEntry {
    EntityEntry {
        name: "A Speaker".into(),
        kind: EntityKind::Person,
        mentions: 2,
        forms: vec!["A Speaker".into(), "Speaker".into()],
        citations: vec![cited(1, RelationEntry::Verbatim, 1.0)],
    }
}

fn term() -> TermEntry {
    let citations = vec![cited(1, RelationEntry::Verbatim, 1.0)];
    TermEntry { text: "what happened".into(), mentions: 2, citations }
}

fn cited(source: u32, relation: RelationEntry, similarity: f64) -> CitationEntry {
    CitationEntry { source, start: 0, end: 13, relation, similarity }
}

fn extract(source: u32, also: Option<u32>) -> ExtractEntry {
    let mut citations = vec![cited(source, RelationEntry::Verbatim, 1.0)];
    citations.extend(also.map(|also| cited(also, RelationEntry::Also, 0.75)));
    ExtractEntry {
        text: "It happened.".into(),
        rank: source,
        support: 1,
        new: Some(true),
        score: Score::default(),
        citations,
    }
}

fn source(number: u32) -> SourceEntry {
    SourceEntry {
        number,
        name: format!("Outlet {number}"),
        path: Some(format!("articles/{number}.txt")),
        url: Some(format!("https://example.org/{number}")),
        title: Some(format!("Title {number}")),
        published: day(),
        outlet: Some(format!("Outlet {number}")),
        language: Some(Language::ENGLISH),
        words: 300,
        sha256: "0".repeat(64),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_fields_is_that_of_the_sample() {
        fn names(value: &serde_json::Value, into: &mut Vec<String>) {
            if let Some(object) = value.as_object() {
                into.extend(object.keys().cloned());
            }
            let inner = value.as_object().into_iter().flat_map(serde_json::Map::values);
            for value in inner.chain(value.as_array().into_iter().flatten()) {
                names(value, into);
            }
        }
        let mut found = Vec::new();
        names(&serde_json::to_value(rich()).unwrap(), &mut found);
        found.sort();
        found.dedup();
        let mut listed: Vec<_> =
            super::super::field::FIELDS.iter().filter(|name| !name.starts_with('@')).collect();
        listed.sort();
        assert_eq!(found.iter().collect::<Vec<_>>(), listed);
    }
}
