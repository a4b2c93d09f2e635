//! Sentences against the Golden Rules of `pragmatic_segmenter` and Universal Dependencies' gold.
//!
//! The texts are not part of this repository; where `../shared/data/sentences` is absent, the test
//! says so and compares nothing. `golden_rules_passing.txt` lists the numbers of the Golden Rules
//! that pass and the boundary F1 for each treebank. The test fails when one of them gets worse,
//! and when one gets better and the file was not updated: `UPDATE_EXPECT=1` rewrites it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]
#![expect(clippy::print_stderr, reason = "says what it could not compare, and what differs")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use daybrief::model::{
    Document, DocumentId, Language, Paragraph, ParagraphKind, Sentence, Source, Span,
};
use daybrief::segment;
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    lang: String,
    #[serde(alias = "input")]
    text: String,
    sentences: Vec<String>,
    #[serde(default)]
    src: String,
}

#[test]
fn boundaries_are_as_good_as_listed() {
    let data = manifest_dir().join("../shared/data/sentences");
    let (Some(golden), Some(treebanks)) =
        (cases(&data.join("golden_rules.jsonl")), cases(&data.join("ud.jsonl")))
    else {
        // Not `eprintln!`, whose words a passing test keeps to itself.
        writeln!(io::stderr(), "skipped: no sentences to compare with in {}", data.display())
            .unwrap();
        return;
    };
    let found = report(&golden, &treebanks);
    let list = manifest_dir().join("tests/it/golden_rules_passing.txt");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&list, &found).unwrap();
    }
    let listed = fs::read_to_string(&list).unwrap_or_default();
    assert!(
        listed == found,
        "sentence boundaries changed; if for the better, run with UPDATE_EXPECT=1\n{}",
        difference(&listed, &found)
    );
}

fn manifest_dir() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn cases(path: &Path) -> Option<Vec<Case>> {
    let text = fs::read_to_string(path).ok()?;
    Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

/// The content of the list file: a line for each passing rule, a line for each treebank.
fn report(golden: &[Case], treebanks: &[Case]) -> String {
    let mut report = String::new();
    for (number, case) in golden.iter().enumerate() {
        let expected: Vec<String> = case.sentences.iter().map(|text| unspaced(text)).collect();
        let found: Vec<String> = sentences(case).iter().map(|text| unspaced(text)).collect();
        if found == expected {
            writeln!(report, "golden {number}").unwrap();
        } else if std::env::var_os("SHOW_FAILURES").is_some() {
            eprintln!("golden {number} {}\n  {expected:?}\n  {found:?}", case.lang);
        }
    }
    let mut counts: BTreeMap<String, Counts> = BTreeMap::new();
    for case in treebanks {
        let expected = ends(&case.sentences);
        let found = ends(&sentences(case));
        let counts = counts.entry(case.src.clone()).or_default();
        counts.both += expected.iter().filter(|end| found.contains(end)).count();
        counts.expected += expected.len();
        counts.found += found.len();
        if expected != found && std::env::var_os("SHOW_FAILURES").is_some() {
            let mark = |end: &&usize| format!("…{}", tail(&case.text, **end));
            let missed: Vec<_> =
                expected.iter().filter(|end| !found.contains(end)).map(|e| mark(&e)).collect();
            let added: Vec<_> =
                found.iter().filter(|end| !expected.contains(end)).map(|e| mark(&e)).collect();
            eprintln!("{} missed {missed:?} added {added:?}", case.src);
        }
    }
    for (treebank, counts) in counts {
        writeln!(report, "{treebank} {:.3}", counts.f1()).unwrap();
    }
    report
}

#[derive(Default)]
struct Counts {
    both: usize,
    expected: usize,
    found: usize,
}

impl Counts {
    fn f1(&self) -> f64 {
        2.0 * self.both as f64 / (self.expected + self.found) as f64
    }
}

/// Spans hold line breaks as they are, the rules' sentences do not: white space is left out of
/// the comparison on both sides.
fn unspaced(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Where the sentences end, in visible characters from the beginning of the text.
fn ends(sentences: &[String]) -> Vec<usize> {
    let mut end = 0;
    sentences
        .iter()
        .map(|text| {
            end += unspaced(text).chars().count();
            end
        })
        .collect()
}

fn tail(text: &str, end: usize) -> String {
    let unspaced: Vec<char> = text.chars().filter(|char| !char.is_whitespace()).collect();
    let end = end.min(unspaced.len());
    let behind = (end + 12).min(unspaced.len());
    unspaced[end.saturating_sub(25)..end]
        .iter()
        .chain(&['|'])
        .chain(&unspaced[end..behind])
        .collect()
}

fn sentences(case: &Case) -> Vec<String> {
    let mut options = segment::Options::default();
    options.language = case.lang.parse().ok();
    let corpus = segment::corpus(vec![document(&case.text)], &options);
    corpus.sentences.iter().map(|sentence| corpus.text(sentence.id).to_owned()).collect()
}

/// A document whose paragraphs are split at blank lines.
fn document(text: &str) -> Document {
    let mut paragraphs = Vec::new();
    let mut start = 0;
    let mut lines = text.split_inclusive('\n').peekable();
    let mut at = 0;
    while let Some(line) = lines.next() {
        at += line.len();
        let is_blank = |line: &str| line.trim().is_empty();
        if is_blank(line) || lines.peek().is_none_or(|next| is_blank(next)) {
            let block = text.get(start..at).unwrap();
            let from = start + block.len() - block.trim_start().len();
            if !block.trim().is_empty() {
                let span = Span::new(from, from + block.trim().len());
                paragraphs.push(Paragraph { span, kind: ParagraphKind::Body });
            }
            start = at;
        }
    }
    Document {
        id: DocumentId(0),
        source: Source::default(),
        title: None,
        published: None,
        language: None,
        text: text.to_owned(),
        paragraphs,
    }
}

/// The lines of only one of the two.
fn difference(listed: &str, found: &str) -> String {
    let only = |these: &str, those: &str, sign: &str| {
        let lines = these.lines().filter(|line| !those.lines().any(|other| other == *line));
        lines.flat_map(|line| [sign, " ", line, "\n"]).collect::<String>()
    };
    only(listed, found, "-") + &only(found, listed, "+")
}

/// The document of a seed: its date header as boilerplate, paragraphs split at blank lines.
fn seed(name: &str) -> Document {
    let text = fs::read_to_string(manifest_dir().join("seeds").join(name)).unwrap();
    let mut document = document(&text);
    let first = document.paragraphs[0].span;
    let header = first.of(&text).find("-04 ").unwrap() + 3;
    let start = first.start as usize;
    document.paragraphs[0].span = Span::new(start + header + 1, first.end as usize);
    let header = Span::new(start, start + header);
    document.paragraphs.insert(0, Paragraph { span: header, kind: ParagraphKind::Boilerplate });
    document
}

/// The sentences of a seed as read by the whole stage, with their kinds.
fn seed_sentences(name: &str) -> Vec<(ParagraphKind, String)> {
    let corpus = segment::corpus(vec![seed(name)], &segment::Options::default());
    assert_eq!(corpus.documents[0].language, Some(Language::ENGLISH));
    let text = |sentence: &Sentence| (sentence.kind, corpus.text(sentence.id).to_owned());
    corpus.sentences.iter().map(text).collect()
}

fn of_kind(sentences: &[(ParagraphKind, String)], kind: ParagraphKind) -> Vec<&str> {
    sentences.iter().filter(|(is, _)| *is == kind).map(|(_, text)| text.as_str()).collect()
}

#[test]
fn the_first_seed_is_cut_at_its_sentences() {
    let sentences = seed_sentences("000_a552184e53155256.txt");
    let body = of_kind(&sentences, ParagraphKind::Body);
    assert_eq!(body.len(), 30);
    assert!(body[0].starts_with("“I would like") && body[0].ends_with("Russian state television."));
    for whole in [
        "He also offered to earmark $1 billion from the Russian assets frozen in the U.S. to help rebuild Gaza.",
        "He noted the two countries need to “use a historic opportunity to continue deepening strategic cooperation.”",
        "“They spoke for the preservation of the level of cooperation reached between our countries with Caracas and Havana,” he said.",
    ] {
        assert!(body.contains(&whole), "{whole}");
    }
    for inner in [
        "U.S. President Donald",
        "the U.N., Foreign",
        "the U.N. at its core",
        "the U.S.-Russian New START",
    ] {
        assert!(body.iter().any(|text| text.contains(inner)), "{inner}");
    }
    assert_eq!(
        of_kind(&sentences, ParagraphKind::Heading),
        ["Growing Russia-China relations", "Putin and Xi discuss ties with the US"]
    );
    assert_eq!(
        of_kind(&sentences, ParagraphKind::Boilerplate),
        ["date 2026-02-04", "__", "Moritsugu reported from Beijing."]
    );
}

#[test]
fn the_second_seed_is_cut_at_its_sentences() {
    let sentences = seed_sentences("002_e18daff00afa74a0.txt");
    let body = of_kind(&sentences, ParagraphKind::Body);
    assert_eq!(body.len(), 15);
    assert!(body[0].starts_with("Russian President Vladimir Putin and"));
    assert_eq!(body[9], "Xi visited Russia in May last year.");
    assert!(body[10].ends_with("Trump’s so-called “Board of Peace” initiative in Gaza."));
    assert_eq!(of_kind(&sentences, ParagraphKind::Heading), ["US relations"]);
    assert_eq!(of_kind(&sentences, ParagraphKind::Boilerplate), ["date 2026-02-04"]);
}
