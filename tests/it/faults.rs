//! The counters of faults from outside: names in the report, sums over topics, hostile text.

use daybrief::evaluate::faults::{self, Background, Count, Fault, Faults, Place};
use daybrief::model::{Corpus, DocumentId, Span};
use daybrief::read::{self, Input};
use daybrief::segment;

fn corpus(text: &str) -> Corpus {
    let input = Input::Bytes { name: "a.txt".into(), bytes: text.as_bytes().to_vec() };
    let documents = read::documents(&[input], &read::Options::default()).documents;
    segment::corpus(documents, &segment::Options::default())
}

fn count(corpus: &Corpus) -> Faults {
    let background = Background::of(corpus, &[DocumentId(0)]);
    faults::count(&corpus.sentences.iter().map(Place::from).collect::<Vec<_>>(), &background)
}

#[test]
fn the_report_has_the_names_of_the_contract() {
    let found = count(&corpus("He left the harbor of Riva on Monday. Think about it."));
    let report: serde_json::Value = serde_json::to_value(found).unwrap();
    let names: Vec<&str> = report.as_object().unwrap().keys().map(String::as_str).collect();
    let expected = [
        "openings_that_lean",
        "unintroduced",
        "orphans",
        "backward_in_time",
        "stale_figures",
        "repeated_facts",
        "off_topic",
        "single_voice",
        "mean_words",
    ];
    assert_eq!(names.len(), expected.len());
    assert!(expected.iter().all(|name| names.contains(name)), "{names:?}");
    assert_eq!(report["openings_that_lean"], 1.0);
    assert_eq!(report["orphans"], 0.5);
    assert_eq!(report["mean_words"], 11.0);
    assert_eq!(serde_json::to_value(Fault::OffTopic).unwrap(), "off_topic");
}

#[test]
fn faults_add_up_over_summaries() {
    let mut sum = count(&corpus("He left the harbor of Riva on Monday. Think about it."));
    sum += count(&corpus("The harbor of Riva was closed on Monday after the storm."));
    assert_eq!(sum.openings_that_lean, Count { faults: 1, of: 2 });
    assert_eq!(sum.orphans, Count { faults: 1, of: 3 });
    assert_eq!((sum.summaries, sum.words), (2, 22));
}

#[test]
fn empty_summaries_and_strange_places_are_taken() {
    let corpus = corpus("The harbor of Riva was closed on Monday after the storm.");
    let background = Background::of(&corpus, &[DocumentId(0), DocumentId(9)]);
    assert_eq!(faults::count(&[], &background), Faults::default());
    let beyond = Place { document: DocumentId(9), span: Span::new(0, 4) };
    let empty = Place { document: DocumentId(0), span: Span::new(900, 4) };
    let verdicts = faults::verdicts(&[beyond, empty], &background);
    assert!(verdicts.iter().any(|verdict| verdict.fault == Fault::Orphans));
}

proptest::proptest! {
    #[test]
    fn any_text_is_judged(text in "([A-Da-d1-3.,!?:;()'\"“”„«» -]|[é’ب१ש]| Mr\\. | May | said |\n\n){0,120}") {
        let corpus = corpus(&text);
        if !corpus.documents.is_empty() {
            let found = count(&corpus);
            proptest::prop_assert!(found.orphans.faults <= found.orphans.of);
        }
    }
}
