//! What is remembered, and what is verified: nothing is lost, damaged or made up.

use std::collections::BTreeMap;
use std::fs;

use daybrief::model::{Date, Document};
use daybrief::store::{self, Asked, Edition, Place, Series, Store, Which, browse};
use daybrief::{Options, brief, verify};
use jiff::civil::date;

use super::telling::articles;

/// Steps that are taken with one file; each is written to the disk.
const MAX_STEPS: usize = 12;

/// A file that is damaged, where the first byte says so; else steps on a new one, each a byte that
/// names it and what comes up to the next NUL.
pub(super) fn store(data: &[u8]) {
    let folder = tempfile::tempdir().expect("there is room");
    let path = folder.path().join("daybrief.db");
    if let Some(damage) = data.strip_prefix(b"\xff") {
        fs::write(&path, damaged(&path, damage)).expect("there is room");
        if let Ok(mut store) = store::open(&path) {
            _ = look(&mut store, "harbor");
            _ = store::health(&store);
        }
        return;
    }
    let mut store = store::open(&path).expect("a new file");
    let mut kept: BTreeMap<String, Document> = BTreeMap::new();
    for step in data.split(|&byte| byte == 0).take(MAX_STEPS) {
        let Some((&what, rest)) = step.split_first() else { continue };
        take(&mut store, what, rest, &mut kept);
    }
    for (sha256, document) in &kept {
        let text = store::text(&store, sha256).expect("it can be read");
        assert_eq!(text.as_deref(), Some(document.text.as_str()));
    }
    look(&mut store, "harbor").expect("it can be read");
    let health = store::health(&store).expect("it can be read");
    assert_eq!(health.faults, [""; 0]);
}

/// A good file with some bytes of it replaced: each four of `damage` are a place and a byte.
fn damaged(path: &std::path::Path, damage: &[u8]) -> Vec<u8> {
    let mut store = store::open(path).expect("a new file");
    let documents = articles(b"The harbor bridge closed on Tuesday.\0A ferry runs to the harbor.");
    store::add(&mut store, None, &documents).expect("it can be written");
    drop(store);
    let mut bytes = fs::read(path).expect("it is there");
    for change in damage.chunks_exact(4) {
        let place = u32::from_le_bytes([change[0], change[1], change[2], 0]) as usize;
        let n_bytes = bytes.len();
        bytes[place % n_bytes] = change[3];
    }
    bytes
}

fn take(store: &mut Store, what: u8, rest: &[u8], kept: &mut BTreeMap<String, Document>) {
    let text = String::from_utf8_lossy(rest);
    let day = date(2026, 2, 1 + i8::try_from(what % 28).unwrap_or_default());
    let mut documents = articles(rest);
    match what / 28 % 5 {
        0 => {
            let added = store::add(store, None, &documents).expect("it can be written");
            assert_eq!(added.new + added.known, documents.len());
            kept.extend(documents.into_iter().map(|document| (document.sha256(), document)));
        }
        1 => {
            for document in &mut documents {
                document.published = day.to_string().parse::<Date>().ok();
            }
            let briefing = brief(documents.clone(), &Options::default());
            let of = |path: &Option<String>| documents.iter().find(|it| it.source.path == *path);
            let texts: Vec<&str> = briefing
                .sources
                .iter()
                .map(|source| of(&source.path).expect("it is one of them").text.as_str())
                .collect();
            let edition =
                Edition { briefing: &briefing, day, profile: &text, texts: &texts, seen: None };
            store::record(store, edition, None).expect("it can be written");
            let series = Series { profile: &text, title: &briefing.title };
            let past = store::past(store, series, day.saturating_add(jiff::Span::new().days(1)), 7);
            let past = past.expect("it can be read");
            assert!(past.editions.contains(&briefing), "an edition is lost");
        }
        2 => {
            store::forget(store, if what > 127 { Which::Of(day) } else { Which::Before(day) })
                .expect("it can be written");
            // Articles of files are kept for editions alone; those of none go with the old ones.
            kept.retain(|sha256, _| store::text(store, sha256).is_ok_and(|text| text.is_some()));
        }
        _ => look(store, &text).expect("whatever the words, it can be read"),
    }
}

/// All that is read from a file.
fn look(store: &mut Store, words: &str) -> Result<(), daybrief::Error> {
    let part = browse::Range { skip: 0, limit: 20 };
    store::search(store, words, 20)?;
    for place in [Place::Edition, Place::Article] {
        store::find(store, place, words, part)?;
    }
    store::text(store, words)?;
    store::list(store)?;
    store::feeds(store)?;
    let asked = Asked { from: date(2026, 1, 1), after: None, feeds: None };
    store::recent(store, asked)?;
    for outline in browse::editions(store, part)? {
        browse::edition(store, outline.id)?;
    }
    browse::events(store, part)?;
    for entry in browse::articles(store, None, 20)? {
        browse::article(store, entry.id, 20)?;
    }
    Ok(())
}

/// Any bytes as a briefing of two articles, as one that was packed, and as a change of one that
/// was written.
pub(super) fn verify(data: &[u8]) {
    let documents = articles(
        b"The harbor bridge closed on Tuesday for repairs. It opens in May, the mayor said.\0\
          The harbor bridge is closed for repairs since Tuesday. \xe2\x80\x9cIt opens in May,\xe2\x80\x9d she said.",
    );
    let tried = |text: &str| {
        _ = verify::sources(text);
        _ = verify::missing(text, &documents);
        verify::briefing(text, &documents)
    };
    _ = tried(&String::from_utf8_lossy(data));
    if let Ok(text) = verify::text(data.to_vec()) {
        _ = tried(&text);
    }
    let briefing = brief(documents.clone(), &Options::default());
    super::written::assert_verified(
        &serde_json::to_string(&briefing).expect("JSON"),
        &briefing,
        &documents,
    );
    // Words that are put into an extract are found out.
    let Some(extract) = briefing.topics.first().and_then(|topic| topic.extracts.first()) else {
        return;
    };
    let words = String::from_utf8_lossy(data);
    let mut changed = briefing.clone();
    changed.topics[0].extracts[0].text = words.clone().into_owned();
    if let Ok(report) = tried(&serde_json::to_string(&changed).expect("JSON")) {
        assert_eq!(report.mismatches.is_empty(), words == extract.text, "{words:?}");
    }
}
