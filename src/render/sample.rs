//! Sample briefings that templates are tried on: one with every field filled, one with none to spare.

use crate::error::Warning;
use crate::model::briefing::{
    AlsoEntry, ArticleEntry, ChangeEntry, CitationEntry, DifferenceEntry, DroppedEntry,
    EntityEntry, EventEntry, ExtractEntry, LinkEntry, MadeEntry, MapEntry, ParagraphEntry,
    PieceEntry, PlaceEntry, QuotationEntry, RelationEntry, SCHEMA, Shared, SourceEntry,
    StatementEntry, Status, TermEntry, TopicEntry,
};
use crate::model::description::{ChangeKind, EntityKind, When};
use crate::model::explanation::{
    self, ConceptExplanation, DocumentExplanation, Instead, Neighbor, SentenceExplanation,
    TopicExplanation,
};
use crate::model::{
    Briefing, Date, Explanation, Language, ParagraphKind, Refusal, Score, SentenceId,
};

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
        also: vec![AlsoEntry {
            label: "Another event".into(),
            documents: 2,
            independent: 2,
            names: vec!["Gazette".into(), "Herald".into()],
        }],
        sources: (1..=3).map(source).collect(),
        warnings: vec![Warning::new("empty.txt", "no text, skipped")],
        made: Some(MadeEntry {
            inputs: "0".repeat(64),
            settings: "1".repeat(64),
            command: "daybrief make articles --date 2026-02-04 -f html".into(),
        }),
        article: Some(article()),
    }
}

fn article() -> ArticleEntry {
    let piece = |rank, total| PieceEntry { text: "It happened.".into(), start: 0, total, rank };
    let sentences = vec![piece(Some(1), Some(1.0)), piece(None, Some(0.5)), piece(None, None)];
    ArticleEntry { paragraphs: vec![ParagraphEntry { kind: ParagraphKind::Body, sentences }] }
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
        also: Vec::new(),
        sources: vec![unknown],
        warnings: Vec::new(),
        made: None,
        article: None,
        ..rich()
    }
}

fn dropped() -> DroppedEntry {
    let last_seen = "2026-02-03".parse().ok();
    DroppedEntry { id: "event-0-2026-02-01".into(), label: "Event 0".into(), last_seen }
}

/// Two topics; sentences with every kind of reason, with and without what may be absent.
pub(super) fn explained() -> Explanation {
    let scored = |part| Score { query: part, novelty: part, ..Score::default() };
    let refused = |id: u32, refusal| SentenceExplanation {
        rank: None,
        score: Some(scored(None)),
        refusal: Some(refusal),
        instead: Some(Instead { id: None, source: "Outlet 2".into(), text: "It came.".into() }),
        ..sentence(id)
    };
    let (with, of, earlier) = (SentenceId(0), SentenceId(0), SentenceId(7));
    let sentences = vec![
        SentenceExplanation { score: Some(scored(Some(1.0))), ..sentence(0) },
        refused(1, Refusal::Redundant { with, cosine: 0.6 }),
        refused(2, Refusal::SameFact { with, overlap: 0.6 }),
        refused(3, Refusal::DuplicateOf { of }),
        refused(4, Refusal::Known { earlier, cosine: 0.6 }),
        SentenceExplanation { kind: ParagraphKind::Heading, score: None, ..sentence(5) },
    ];
    let document = DocumentExplanation {
        number: 1,
        name: "Outlet 1".into(),
        title: Some("Title 1".into()),
        published: day(),
        language: Some(Language::ENGLISH),
    };
    let topic = TopicExplanation {
        label: "Event 1".into(),
        method: "concepts".into(),
        documents: vec![document.clone()],
        sentences,
        omitted_sentences: 1,
    };
    let unknown = DocumentExplanation { title: None, published: None, language: None, ..document };
    let bare = TopicExplanation { documents: vec![unknown], omitted_sentences: 0, ..topic.clone() };
    Explanation {
        schema: explanation::SCHEMA.into(),
        query: Some("words".into()),
        topics: vec![topic, bare],
        warnings: vec![Warning::new("query", "occurs nowhere")],
    }
}

fn sentence(id: u32) -> SentenceExplanation {
    SentenceExplanation {
        id,
        document: 1,
        source: "Outlet 1".into(),
        start: 0,
        end: 13,
        paragraph: 0,
        kind: ParagraphKind::Body,
        text: "It happened.".into(),
        score: Some(Score::default()),
        rank: Some(1),
        refusal: None,
        instead: None,
        neighbors: vec![Neighbor { id: 1, cosine: 0.5 }],
        concepts: vec![ConceptExplanation { text: "happened".into(), chance: 0.5 }],
    }
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
        map: Some(MapEntry {
            places: vec![PlaceEntry { source: 1, x: 0, y: 100 }],
            links: vec![LinkEntry { a: 1, b: 2, similarity: 0.5 }],
        }),
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
        score: Score { query: Some(1.0), novelty: Some(1.0), ..Score::default() },
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
        names(&crate::render::explanation::value(&explained()), &mut found);
        found.sort();
        found.dedup();
        let mut listed: Vec<_> =
            super::super::field::FIELDS.iter().filter(|name| !name.starts_with('@')).collect();
        listed.sort();
        assert_eq!(found.iter().collect::<Vec<_>>(), listed);
    }
}
