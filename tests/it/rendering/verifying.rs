//! `verify` on what `render` wrote, before and after one changed letter.

use daybrief::model::{Briefing, Document};
use daybrief::render::Format;
use daybrief::verify;

use super::rendered;
use super::sample::{documents, rich, sample, sha256, single};

const FORMATS: [Format; 3] = [Format::Json, Format::Html, Format::Markdown];

#[test]
fn accepts_what_was_rendered() {
    for format in FORMATS {
        for briefing in [sample(), single(), rich()] {
            let report = verify::briefing(&rendered(&briefing, format), &documents()).unwrap();
            assert_eq!(report.mismatches, [], "{format:?}");
            let n: usize = briefing.topics.iter().map(|topic| topic.extracts.len()).sum();
            // Every part of a description has one entry; pages excerpt differences, and say once
            // what the timeline and what only one source has.
            let is_described = briefing.topics.len() > 1;
            let n_described = if format == Format::Json { 5 } else { 2 };
            assert_eq!(
                report.extracts,
                n + if is_described { n_described } else { 0 },
                "{format:?}"
            );
        }
        let paths: Vec<String> =
            documents().into_iter().filter_map(|document| document.source.path).collect();
        assert_eq!(verify::sources(&rendered(&sample(), format)).unwrap(), paths);
    }
}

#[test]
fn names_the_file_of_an_article_without_its_number() {
    let mut briefing = sample();
    briefing.sources[0].path = Some("heap.ndjson#3".into());
    briefing.sources[1].path = Some("heap.ndjson#12".into());
    for format in FORMATS {
        assert_eq!(verify::sources(&rendered(&briefing, format)).unwrap(), ["heap.ndjson"]);
    }
}

#[test]
fn finds_a_document_by_its_address_or_its_text() {
    let mut briefing = rich();
    let mut documents = documents();
    documents[0].source.path = None;
    documents[0].source.url = briefing.sources[0].url.clone();
    documents[1].source.path = Some("elsewhere.txt".into());
    briefing.sources[0].path = None;
    for format in FORMATS {
        let report = verify::briefing(&rendered(&briefing, format), &documents).unwrap();
        assert_eq!(report.mismatches, [], "{format:?}");
        let report = verify::briefing(&rendered(&briefing, format), &documents[..1]).unwrap();
        assert_eq!(report.mismatches.len(), 2, "two sources have that text: {format:?}");
    }
}

/// A briefing of one extract with every kind of character, and its document.
fn small() -> (Briefing, Vec<Document>) {
    let sentence = "“It's 5 * 2 & <more> than $1_000\n[sic]”, said Ångström.";
    let mut documents = documents();
    documents.truncate(1);
    documents[0].text = format!("Before that. {sentence} After that.\n");
    let mut briefing = single();
    let source = &mut briefing.sources[0];
    source.sha256 = sha256(&documents[0].text);
    let extract = &mut briefing.topics[0].extracts[0];
    extract.text = sentence.into();
    extract.citations[0].start = 13;
    extract.citations[0].end = 13 + u32::try_from(sentence.len()).unwrap();
    briefing.topics[0].extracts.truncate(1);
    (briefing, documents)
}

/// `text` with one character replaced at a time, between `start` and `end`.
fn changed(text: &str, start: usize, end: usize) -> impl Iterator<Item = String> {
    let places: Vec<(usize, char)> =
        text.char_indices().filter(|(at, _)| (start..end).contains(at)).collect();
    places.into_iter().map(move |(at, c)| {
        let other = if c == 'q' { 'z' } else { 'q' };
        format!("{}{other}{}", &text[..at], &text[at + c.len_utf8()..])
    })
}

/// Holds for white space, which Markdown folds: another kind of it is no change.
#[test]
fn one_changed_character_in_an_extract_is_found_wherever_it_is() {
    let (briefing, documents) = small();
    for format in FORMATS {
        let written = rendered(&briefing, format);
        assert_eq!(
            verify::briefing(&written, &documents).unwrap().mismatches,
            [],
            "{format:?} {written}"
        );
        let (start, end) =
            (written.find('“').unwrap(), written.find("Ångström.").unwrap() + "Ångström.".len());
        let mut n = 0;
        for text in changed(&written, start, end) {
            n += 1;
            let report = verify::briefing(&text, &documents);
            assert!(
                report.is_err() || report.is_ok_and(|report| !report.mismatches.is_empty()),
                "{format:?}: {text}"
            );
        }
        assert!(n >= briefing.topics[0].extracts[0].text.chars().count());
    }
}

#[test]
fn one_lost_character_in_an_extract_is_found_wherever_it_is() {
    let (briefing, documents) = small();
    for format in [Format::Json, Format::Html, Format::Markdown] {
        let written = rendered(&briefing, format);
        let (start, end) =
            (written.find('“').unwrap(), written.find("Ångström.").unwrap() + "Ångström.".len());
        for (at, c) in written.char_indices().filter(|(at, _)| (start..end).contains(at)) {
            // Without the backslash, an escape may still be the same text.
            if c == '\\' {
                continue;
            }
            let text = format!("{}{}", &written[..at], &written[at + c.len_utf8()..]);
            let report = verify::briefing(&text, &documents);
            // A reference without its semicolon is the same character.
            let same = c == ';' && format == Format::Html;
            assert!(
                same || report.is_err() || report.is_ok_and(|report| !report.mismatches.is_empty()),
                "{format:?}: {text}"
            );
        }
    }
}

#[test]
fn one_changed_character_in_a_source_is_found_wherever_it_is() {
    let (briefing, documents) = small();
    for format in FORMATS {
        let written = rendered(&briefing, format);
        let text = &documents[0].text;
        for text in changed(text, 0, text.len()) {
            let mut document = documents[0].clone();
            document.text = text;
            let report = verify::briefing(&written, &[document]).unwrap();
            assert!(!report.mismatches.is_empty(), "{format:?}");
        }
    }
}

#[test]
fn a_citation_that_leads_nowhere_is_found() {
    type Change = fn(&mut Briefing);
    let changes: [(&str, Change); 5] = [
        ("the cited bytes are not these words", |briefing| {
            briefing.topics[0].extracts[0].citations[0].start += 1;
        }),
        ("the cited bytes are not in the source, or cut a character", |briefing| {
            briefing.topics[0].extracts[1].citations[1].end = 1_000_000;
        }),
        ("the briefing lists no source with this number", |briefing| {
            briefing.topics[0].extracts[0].citations[0].source = 9;
        }),
        ("the text is not the one that was cited: its sha256 differs", |briefing| {
            briefing.sources[0].sha256 = "0".repeat(64);
        }),
        ("no source is cited for these words", |briefing| {
            briefing.topics[0].extracts[0].citations.clear();
        }),
    ];
    for (what, change) in changes {
        let mut briefing = sample();
        change(&mut briefing);
        let report = verify::briefing(&rendered(&briefing, Format::Json), &documents()).unwrap();
        assert_eq!(report.mismatches.len(), 1, "{what}");
        assert_eq!(report.mismatches[0].what, what);
    }
}

#[test]
fn what_is_no_briefing_is_said_to_be_none() {
    let cases = [
        (
            "",
            "cannot verify the briefing: it holds no extract (a briefing written by daybrief is needed)",
        ),
        (
            "# Only a title\n",
            "cannot verify the briefing: it holds no extract (a briefing written by daybrief is needed)",
        ),
        (
            "<p>page</p>",
            "cannot verify the briefing: it holds no extract (a briefing written by daybrief is needed)",
        ),
        ("{}", "cannot verify the briefing: missing field `schema` at line 1 column 2"),
    ];
    for (text, message) in cases {
        assert_eq!(verify::briefing(text, &documents()).unwrap_err().to_string(), message);
    }
    let other = rendered(&sample(), Format::Json).replace("daybrief/1", "daybrief/9");
    assert_eq!(
        verify::briefing(&other, &documents()).unwrap_err().to_string(),
        "cannot verify the briefing: its schema is daybrief/9, not daybrief/1"
    );
}
