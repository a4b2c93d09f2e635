//! A briefing of the seeds, made by hand.

use daybrief::model::briefing::{
    AlsoEntry, ArticleEntry, ChangeEntry, CitationEntry, DifferenceEntry, DroppedEntry,
    EntityEntry, EventEntry, ExtractEntry, LinkEntry, MadeEntry, MapEntry, ParagraphEntry,
    PieceEntry, PlaceEntry, QuotationEntry, RelationEntry, SCHEMA, Shared, SourceEntry,
    StatementEntry, Status, TermEntry, TopicEntry,
};
use daybrief::model::description::{ChangeKind, EntityKind, When};
use daybrief::model::{Briefing, Document, DocumentId, Language, ParagraphKind, Score, Source};
use sha2::{Digest, Sha256};

pub(super) const SEEDS: [(&str, &str); 2] = [
    ("seeds/000_a552184e53155256.txt", include_str!("../../../seeds/000_a552184e53155256.txt")),
    ("seeds/002_e18daff00afa74a0.txt", include_str!("../../../seeds/002_e18daff00afa74a0.txt")),
];

pub(super) fn documents() -> Vec<Document> {
    let document = |(index, (path, text)): (usize, &(&str, &str))| Document {
        id: DocumentId::at(index),
        source: Source {
            name: path.trim_start_matches("seeds/").trim_end_matches(".txt").into(),
            path: Some((*path).into()),
            ..Source::default()
        },
        title: None,
        published: "2026-02-04".parse().ok(),
        language: Some(Language::ENGLISH),
        text: (*text).into(),
        paragraphs: Vec::new(),
    };
    SEEDS.iter().enumerate().map(document).collect()
}

pub(super) fn entry(number: u32, document: &Document) -> SourceEntry {
    SourceEntry {
        number,
        name: document.source.name.clone(),
        path: document.source.path.clone(),
        url: document.source.url.clone(),
        title: document.title.clone(),
        published: document.published,
        outlet: document.source.outlet.clone(),
        language: document.language,
        words: u32::try_from(document.text.split_whitespace().count()).unwrap(),
        sha256: sha256(&document.text),
    }
}

pub(super) fn sha256(text: &str) -> String {
    Sha256::digest(text).iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

/// The text of a source: the third is the second once more.
fn text_of(source: u32) -> &'static str {
    SEEDS[(source as usize - 1).min(1)].1
}

/// The place in the seeds of the sentence that starts with `start` and ends with `end`.
pub(super) fn place(source: u32, start: &str, end: &str, relation: RelationEntry) -> CitationEntry {
    let text = text_of(source);
    let from = text.find(start).unwrap();
    let to = from + text[from..].find(end).unwrap() + end.len();
    let similarity = if relation == RelationEntry::Verbatim { 1.0 } else { 0.8125 };
    CitationEntry {
        source,
        start: u32::try_from(from).unwrap(),
        end: u32::try_from(to).unwrap(),
        relation,
        similarity,
    }
}

pub(super) fn extract(rank: u32, citations: Vec<CitationEntry>) -> ExtractEntry {
    let first = &citations[0];
    let text = &text_of(first.source)[first.start as usize..first.end as usize];
    let score = Score {
        tf_idf: 0.9,
        text_rank: 0.8,
        position: 1.0,
        support: 0.5,
        query: Some(1.0),
        novelty: Some(0.6),
        total: 0.85,
    };
    ExtractEntry { text: text.into(), rank, support: 1, new: None, score, citations }
}

/// The two seeds as one topic with five extracts.
pub(super) fn sample() -> Briefing {
    use RelationEntry::{Also, Verbatim};
    let documents = documents();
    let extracts = vec![
        extract(1, vec![place(2, "Russian President", "United States.", Verbatim)]),
        extract(
            3,
            vec![
                place(1, "Putin and Xi exchanged", "Board of Peace.", Verbatim),
                place(2, "Putin and Xi exchanged", "in Gaza.", Also),
            ],
        ),
        extract(
            2,
            vec![
                place(1, "Ushakov said Xi", "accepted.", Verbatim),
                place(2, "Kremlin aide", "reported.", Also),
            ],
        ),
        extract(4, vec![place(1, "During the call", "Thursday.", Verbatim)]),
        extract(
            5,
            vec![
                place(1, "China has not", "join.", Verbatim),
                place(2, "China has not", "join.", Verbatim),
            ],
        ),
    ];
    let topic = TopicEntry {
        id: "putin-and-xi-discuss-ties-with-the-us".into(),
        label: "Putin and Xi discuss ties with the US".into(),
        headline: "Putin and Xi discuss ties with the US".into(),
        documents: vec![1, 2],
        lines: vec![vec![1], vec![2]],
        independent: 2,
        shared: Shared { sentences: 6, of: 15 },
        extracts,
        ..TopicEntry::default()
    };
    Briefing {
        schema: SCHEMA.into(),
        title: "Daily brief".into(),
        date: "2026-02-04".parse().ok(),
        language: Some(Language::ENGLISH),
        topics: vec![topic],
        omitted_topics: 0,
        since: None,
        dropped: Vec::new(),
        also: Vec::new(),
        sources: vec![entry(1, &documents[0]), entry(2, &documents[1])],
        warnings: Vec::new(),
        made: None,
        article: None,
    }
}

/// One article of which a title, an outlet and an address are known.
pub(super) fn single() -> Briefing {
    let mut briefing = sample();
    let title = "Putin and Xi hold a video call";
    briefing.title = title.into();
    let topic = &mut briefing.topics[0];
    topic.label = title.into();
    topic.headline = title.into();
    topic.documents = vec![1];
    topic.lines = vec![vec![1]];
    topic.independent = 1;
    topic.shared = Shared::default();
    topic.extracts.retain(|extract| extract.citations[0].source == 1);
    for extract in &mut topic.extracts {
        extract.citations.truncate(1);
    }
    briefing.sources.truncate(1);
    briefing.sources[0].title = Some(title.into());
    briefing.sources[0].outlet = Some("Example Press".into());
    briefing.sources[0].url = Some("https://example.org/putin-xi".into());
    briefing
}

/// The same with the whole article, of three paragraphs, behind its summary.
pub(super) fn read_through() -> Briefing {
    let briefing = single();
    let piece =
        |text: &str, start, total, rank| PieceEntry { text: text.into(), start, total, rank };
    let extract = &briefing.topics[0].extracts[0];
    let chosen = piece(&extract.text, extract.citations[0].start, Some(0.8), Some(extract.rank));
    let others: Vec<PieceEntry> = briefing.topics[0].extracts[1..]
        .iter()
        .map(|extract| {
            let start = extract.citations[0].start;
            piece(&extract.text, start, Some(0.4), Some(extract.rank))
        })
        .collect();
    let paragraph = |kind, sentences| ParagraphEntry { kind, sentences };
    let plain = piece("They spoke <for> an hour.", 9_000, Some(0.2), None);
    let paragraphs = vec![
        paragraph(ParagraphKind::Heading, vec![piece("The call", 0, None, None)]),
        paragraph(ParagraphKind::Body, vec![chosen, piece(" ", 8_999, None, None), plain]),
        paragraph(ParagraphKind::Body, others),
    ];
    Briefing { article: Some(ArticleEntry { paragraphs }), ..briefing }
}

/// Two topics, one a seed each, with a warning and every optional field.
pub(super) fn rich() -> Briefing {
    let mut briefing = sample();
    let mut second = briefing.topics[0].clone();
    second.id = "accepted".into();
    second.label = "Putin accepts the invitation".into();
    second.headline.clone_from(&second.label);
    second.documents = vec![3];
    second.lines = vec![vec![3]];
    second.independent = 1;
    second.shared = Shared::default();
    second.extracts =
        vec![extract(1, vec![place(3, "Both the British", "month.", RelationEntry::Verbatim)])];
    briefing.topics.push(described(second));
    briefing.omitted_topics = 2;
    briefing.also.push(AlsoEntry {
        label: "Trump speaks with <Xi>".into(),
        documents: 2,
        independent: 1,
        names: vec!["Gazette".into(), "Herald & Post".into()],
    });
    briefing.sources.push(SourceEntry { number: 3, ..briefing.sources[1].clone() });
    briefing.warnings.push(daybrief::Warning::new("articles/empty.txt", "no text, skipped"));
    remembered(&mut briefing);
    briefing.made = Some(MadeEntry {
        inputs: "a".repeat(64),
        settings: "b".repeat(64),
        command: "daybrief make 'a b.txt' <c> --date 2026-02-04 --format html".into(),
    });
    for source in &mut briefing.sources {
        source.title = Some(format!("Article {} on the call", source.number));
        source.outlet = Some(format!("Outlet {}", source.number));
        source.url = Some(format!("https://example.org/{}?a=1&b=2", source.number));
    }
    briefing
}

/// Says what was new on that day: one sentence of the first topic, and the whole second.
fn remembered(briefing: &mut Briefing) {
    let yesterday = "2026-02-03".parse().ok();
    briefing.since = yesterday;
    let label = "The harbor bridge closes".into();
    let id = "the-harbor-bridge-closes-2026-02-01".into();
    briefing.dropped = vec![DroppedEntry { id, label, last_seen: yesterday }];
    for (topic, status) in briefing.topics.iter_mut().zip([Status::Updated, Status::New]) {
        topic.status = Some(status);
        topic.event = Some(format!("{}-2026-02-03", topic.id));
        for extract in &mut topic.extracts {
            extract.new = Some(status == Status::New || extract.rank == 1);
        }
    }
}

/// `topic`, on the second seed, with every part of a description.
fn described(topic: TopicEntry) -> TopicEntry {
    let cited = |from, to| place(3, from, to, RelationEntry::Verbatim);
    let statement = |from, to| {
        let place = cited(from, to);
        let text = SEEDS[1].1[place.start as usize..place.end as usize].into();
        StatementEntry { text, citations: vec![place] }
    };
    let visit = statement("Xi visited Russia", "last year.");
    let kremlin = statement("Kremlin aide", "reported.");
    let quoted = statement("practically coincide", "coincide");
    TopicEntry {
        timeline: vec![EventEntry {
            date: When::Month { year: 2025, month: 5 },
            expression: "in May last year".into(),
            text: visit.text.clone(),
            ahead: false,
            citations: visit.citations.clone(),
        }],
        quotations: vec![QuotationEntry {
            text: quoted.text,
            speaker: Some("Yuri Ushakov".into()),
            citations: quoted.citations,
        }],
        differences: vec![DifferenceEntry {
            a: visit.clone(),
            b: kremlin.clone(),
            changes: vec![ChangeEntry {
                kind: ChangeKind::Date,
                a: "in May last year".into(),
                b: "in the first half of 2026".into(),
            }],
            latest: None,
        }],
        only_in_one: vec![visit.clone()],
        entities: vec![EntityEntry {
            name: "Yuri Ushakov".into(),
            kind: EntityKind::Person,
            mentions: 3,
            forms: vec!["Ushakov".into(), "Yuri Ushakov".into()],
            citations: kremlin.citations.clone(),
        }],
        terms: vec![TermEntry {
            text: "first half of 2026".into(),
            mentions: 1,
            citations: kremlin.citations,
        }],
        map: Some(MapEntry {
            places: vec![PlaceEntry { source: 3, x: 200, y: 50 }],
            links: vec![LinkEntry { a: 2, b: 3, similarity: 0.5 }],
        }),
        ..topic
    }
}
