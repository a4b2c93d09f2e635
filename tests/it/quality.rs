//! The quality ratchet: figures of the default method, which may neither fall nor rise unnoticed.
//!
//! `quality.txt` holds them. The set `own` is in this repository: the seeds and made-up outlets,
//! with references written for it. The collections in `../shared/data` are measured where they are
//! present, by the weights that are shipped (which were trained on them: their figures guard
//! against slips, and prove nothing). `UPDATE_EXPECT=1` writes the figures anew.

use std::collections::BTreeMap;
use std::fs;

use serde_json::{Value, json};

use crate::program::{Folder, root, text_of};

/// Points of a figure that are noise of rounding, not of quality.
const SLACK: f64 = 0.05;

/// Names of the collections, their files and the words a summary may have.
const COLLECTIONS: [(&str, &str, &str); 2] =
    [("multiling2011", "multiling2011.jsonl", "250"), ("cstnews", "cstnews.jsonl", "130")];

/// What is looked at: ROUGE recall, and the faults that readers mind.
const FAULTS: [&str; 6] = [
    "openings_that_lean",
    "unintroduced",
    "orphans",
    "backward_in_time",
    "stale_figures",
    "repeated_facts",
];

/// The topics that this repository may hold.
fn own() -> String {
    let seed =
        |name: &str| json!({"date": "2026-02-04", "text": text_of(&format!("seeds/{name}"))});
    let seeds = json!({
        "id": "seeds.en", "lang": "en", "budget": "100 words",
        "docs": [seed("000_a552184e53155256.txt"), seed("002_e18daff00afa74a0.txt")],
        "references": [
            "Vladimir Putin and Xi Jinping discussed cooperation, strategic stability and their \
             relations with the United States in a video call.\nXi invited Putin to visit China in \
             the first half of the year, and Putin accepted.\nTheir views of the United States \
             practically coincide, Yuri Ushakov said, Trump's Board of Peace included.\nWashington \
             has not responded to the proposal to extend the New START treaty by a year.",
        ],
    });
    let heap: Vec<Value> = text_of("tests/browser/heap.ndjson")
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect();
    let bridge = json!({
        "id": "bridge.en", "lang": "en", "budget": "60 words", "docs": &heap[..3],
        "references": [
            "The Harbor Bridge in Velm is closed since the freighter Marella struck one of its \
             piers on Tuesday after losing power.\nHospitals treated 14 people.\nDivers inspect \
             the piers until Saturday.",
        ],
    });
    let forest = json!({
        "id": "forest.en", "lang": "en", "budget": "50 words", "docs": &heap[3..5],
        "references": [
            "Parliament passed a law that protects a tenth of the northern forests from logging by \
             84 votes to 61.\nThe timber industry fears for jobs.",
        ],
    });
    [seeds, bridge, forest].map(|topic| topic.to_string()).join("\n")
}

/// The figures of the default over `file`, in percent.
fn figures(folder: &Folder, file: &str, length: &[&str]) -> BTreeMap<String, f64> {
    let command = ["evaluate", "summaries", file, "--method", "auto", "-f", "json"];
    let report = folder.run(&[&command[..], length].concat()).exits(0).json();
    let method = &report["methods"][0];
    let recall = |name: &str| method[name]["recall"].as_f64();
    let rouge = ["rouge_1", "rouge_2"].map(|name| (name.to_owned(), recall(name)));
    let faults = FAULTS.map(|name| (name.to_owned(), method[name].as_f64()));
    let percent = |(name, value): (String, Option<f64>)| Some((name, value? * 100.0));
    rouge.into_iter().chain(faults).filter_map(percent).collect()
}

#[test]
fn quality_neither_falls_nor_rises_unnoticed() {
    let folder = Folder::new();
    folder.put("own.jsonl", own());
    let mut found = vec![("own", figures(&folder, "own.jsonl", &["--words", "60"]))];
    for (name, file, words) in COLLECTIONS {
        let path = root().join("../shared/data/summarization").join(file);
        match path.canonicalize().ok().and_then(|path| path.to_str().map(str::to_owned)) {
            Some(path) => found.push((name, figures(&folder, &path, &["--words", words]))),
            None => eprintln!("{name} is absent: its figures are not measured"),
        }
    }
    let kept = text_of("tests/it/quality.txt");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let head = kept.lines().take_while(|line| line.starts_with('#'));
        let lines = found.iter().flat_map(|(set, figures)| {
            figures.iter().map(move |(name, value)| format!("{set} {name} {value:.2}"))
        });
        let text: Vec<String> = head.map(str::to_owned).chain(lines).collect();
        fs::write(root().join("tests/it/quality.txt"), text.join("\n") + "\n").expect("it can be");
        return;
    }
    let expected: BTreeMap<(&str, &str), f64> = kept
        .lines()
        .filter_map(|line| match line.split(' ').collect::<Vec<_>>()[..] {
            [set, name, value] => Some(((set, name), value.parse().ok()?)),
            _ => None,
        })
        .collect();
    for (set, figures) in &found {
        assert_eq!(figures.len(), FAULTS.len() + 2, "{set}");
        for (name, value) in figures {
            let kept = expected.get(&(*set, name.as_str())).copied().unwrap_or(f64::NAN);
            assert!(
                (value - kept).abs() <= SLACK,
                "{set} {name}: {value:.2}, and {kept:.2} before (UPDATE_EXPECT=1 if it is meant)"
            );
        }
    }
}
