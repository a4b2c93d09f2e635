//! Rendering and verifying: every format of a briefing of the seeds made by hand.

use daybrief::model::briefing::{
    CitationEntry, ExtractEntry, RelationEntry, SCHEMA, Shared, SourceEntry, TopicEntry,
};
use daybrief::model::{Briefing, Document, DocumentId, Language, Score, Source};
use daybrief::render::{self, Format, Template};
use sha2::{Digest, Sha256};

const SEEDS: [(&str, &str); 2] = [
    ("seeds/000_a552184e53155256.txt", include_str!("../../seeds/000_a552184e53155256.txt")),
    ("seeds/002_e18daff00afa74a0.txt", include_str!("../../seeds/002_e18daff00afa74a0.txt")),
];

fn documents() -> Vec<Document> {
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

fn entry(number: u32, document: &Document) -> SourceEntry {
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
        sha256: Sha256::digest(document.text.as_bytes())
            .iter()
            .fold(String::new(), |hex, byte| format!("{hex}{byte:02x}")),
    }
}

/// The place in the seeds of the sentence that starts with `start` and ends with `end`.
fn place(source: u32, start: &str, end: &str, relation: RelationEntry) -> CitationEntry {
    let text = SEEDS[source as usize - 1].1;
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

fn extract(rank: u32, citations: Vec<CitationEntry>) -> ExtractEntry {
    let first = &citations[0];
    let text = &SEEDS[first.source as usize - 1].1[first.start as usize..first.end as usize];
    let score = Score { tf_idf: 0.9, text_rank: 0.8, position: 1.0, support: 0.5, total: 0.85 };
    ExtractEntry { text: text.into(), rank, support: 1, score, citations }
}

/// The two seeds as one topic with five extracts.
fn sample() -> Briefing {
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
        documents: vec![1, 2],
        independent: 2,
        shared: Shared { sentences: 6, of: 15 },
        extracts,
    };
    Briefing {
        schema: SCHEMA.into(),
        title: "Daily brief".into(),
        date: "2026-02-04".parse().ok(),
        topics: vec![topic],
        sources: vec![entry(1, &documents[0]), entry(2, &documents[1])],
        warnings: Vec::new(),
    }
}

fn rendered(briefing: &Briefing, format: Format) -> String {
    render::briefing(briefing, &Template::builtin(format)).unwrap()
}

#[test]
fn json_is_the_contract_itself() {
    let json = rendered(&sample(), Format::Json);
    assert!(json.ends_with("}\n"));
    assert_eq!(serde_json::from_str::<Briefing>(&json).unwrap(), sample());
}

#[test]
fn the_page_of_the_seeds_is_small_and_names_its_style() {
    let page = rendered(&sample(), Format::Html);
    assert!(page.len() < 15_000, "{} bytes", page.len());
    if let Ok(folder) = std::env::var("DUMP") {
        for (format, name) in [
            (Format::Html, "html"),
            (Format::Markdown, "md"),
            (Format::Text, "txt"),
            (Format::Json, "json"),
        ] {
            std::fs::write(format!("{folder}/seeds.{name}"), rendered(&sample(), format)).unwrap();
        }
    }
}
