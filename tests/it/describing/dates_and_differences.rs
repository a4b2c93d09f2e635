//! Timelines, differences and what one line alone tells, on the seeds and on texts written for it.

use daybrief::model::briefing::{Briefing, DifferenceEntry, EventEntry, TopicEntry};
use daybrief::model::description::ChangeKind;
use daybrief::read::{self, Input};
use daybrief::{Options, summarize};
use proptest::prelude::*;

use super::{seeds, topic_of};

/// The topic of articles given as outlet, day and text.
fn told(articles: &[(&str, &str, &str)]) -> TopicEntry {
    topic_of(&summarize(documents(articles), &Options::default()))
}

fn documents(articles: &[(&str, &str, &str)]) -> Vec<daybrief::model::Document> {
    let lines: Vec<String> = articles
        .iter()
        .map(|(source, date, text)| {
            serde_json::json!({"title": source, "source": source, "date": date, "text": text})
                .to_string()
        })
        .collect();
    let input = Input::Bytes { name: "day.ndjson".into(), bytes: lines.join("\n").into_bytes() };
    read::documents(&[input], &read::Options::default()).documents
}

fn event<'t>(topic: &'t TopicEntry, words: &str) -> &'t EventEntry {
    let found = topic.timeline.iter().find(|event| event.text.contains(words));
    found.unwrap_or_else(|| panic!("{words} is no event of {:#?}", topic.timeline))
}

fn difference<'t>(topic: &'t TopicEntry, words: &str) -> &'t DifferenceEntry {
    let holds =
        |entry: &&DifferenceEntry| entry.a.text.contains(words) || entry.b.text.contains(words);
    let found = topic.differences.iter().find(holds);
    found.unwrap_or_else(|| panic!("{words} is in no difference of {:#?}", topic.differences))
}

/// The changes of a difference as kind and words, those of `a` first.
fn changes(difference: &DifferenceEntry) -> Vec<(ChangeKind, &str, &str)> {
    difference.changes.iter().map(|c| (c.kind, c.a.as_str(), c.b.as_str())).collect()
}

#[test]
fn dates_of_the_seeds_are_resolved_against_the_day_of_the_articles() {
    let topic = topic_of(&seeds());
    for (words, expression, date, ahead) in [
        ("which expires Thursday", "Thursday", "2026-02-05", true),
        ("summit that China will host", "November", "2026-11", true),
        ("talks began Wednesday", "Wednesday", "2026-02-04", false),
        ("Xi visited Russia", "May last year", "2025-05", false),
    ] {
        let event = event(&topic, words);
        assert_eq!(
            (event.expression.as_str(), event.date.to_string().as_str()),
            (expression, date)
        );
        assert_eq!(event.ahead, ahead, "{words}");
    }
}

#[test]
fn what_lies_ahead_stands_last() {
    let topic = topic_of(&seeds());
    assert!(topic.timeline.is_sorted_by_key(|event| event.ahead));
    for half in topic.timeline.chunk_by(|a, b| a.ahead == b.ahead) {
        let days: Vec<String> = half.iter().map(|event| event.date.to_string()).collect();
        let whole: Vec<&String> = days.iter().filter(|day| day.len() == 10).collect();
        assert!(whole.is_sorted(), "{days:?}");
    }
}

#[test]
fn differences_of_the_seeds_are_found_and_typed() {
    let topic = topic_of(&seeds());
    let gaza = difference(&topic, "replacing the U");
    assert_eq!(changes(gaza), [(ChangeKind::AddedWords, "", "in Gaza")]);
    let factor = difference(&topic, "stabili");
    assert_eq!(changes(factor), [(ChangeKind::QuotationWording, "a major", "an important")]);
}

#[test]
fn spelling_is_no_difference() {
    let topic = topic_of(&seeds());
    let all = topic.differences.iter().flat_map(changes);
    for (_, a, b) in all {
        let both = format!("{a} {b}").to_lowercase();
        for spelling in ["organi", "stabili", "u.n", "un ", "u.s"] {
            assert!(!both.contains(spelling), "{a:?} and {b:?}");
        }
    }
}

#[test]
fn what_one_seed_alone_tells_is_told_by_no_sentence_of_the_other() {
    let topic = topic_of(&seeds());
    let texts: Vec<&str> = topic.only_in_one.iter().map(|entry| entry.text.as_str()).collect();
    assert!(texts.iter().any(|text| text.contains("Sergei Shoigu")), "{texts:#?}");
    for shared in ["practically coincide", "mutually beneficial", "first half of"] {
        assert!(!texts.iter().any(|text| text.contains(shared)), "{texts:#?}");
    }
}

const FERRY: [(&str, &str, &str); 2] = [
    (
        "Coast Post",
        "2026-03-10",
        "A ferry sank off Velm on Monday and 14 passengers drowned, the coast guard said.\n\n\
         The ferry Maria Stella had left the port of Velm at dawn with 80 people aboard.\n\n\
         The harbor master of Velm, Anna Brandt, will face the council next month.\n\n\
         Divers from Tornby found the wreck forty meters down near Gull Rock.",
    ),
    (
        "Island News",
        "2026-03-11",
        "A ferry sank off Velm on Monday and 17 passengers drowned, the coast guard said.\n\n\
         The ferry Maria Stella had left the port of Velm at dawn, and with 80 people aboard.\n\n\
         Relatives waited at the school for word of the missing through the night.\n\n\
         Services to the islands stay cancelled until Friday.",
    ),
];

#[test]
fn the_later_of_two_figures_is_marked() {
    let topic = told(&FERRY);
    let toll = difference(&topic, "passengers drowned");
    assert_eq!(changes(toll), [(ChangeKind::Number, "14", "17")]);
    assert_eq!(toll.latest, Some(2));
    assert_eq!(topic.differences.len(), 1, "function words are no news");
}

#[test]
fn one_event_of_two_sources_stands_once_with_both() {
    let topic = told(&FERRY);
    let sinking = event(&topic, "ferry sank");
    assert_eq!((sinking.date.to_string().as_str(), sinking.citations.len()), ("2026-03-09", 2));
    let sinkings = topic.timeline.iter().filter(|event| event.text.contains("ferry sank"));
    assert_eq!(sinkings.count(), 1);
    assert_eq!(event(&topic, "face the council").date.to_string(), "2026-04");
    assert_eq!(event(&topic, "stay cancelled").date.to_string(), "2026-03-13");
}

#[test]
fn a_fact_of_one_line_is_told_as_such() {
    let topic = told(&FERRY);
    let texts: Vec<&str> = topic.only_in_one.iter().map(|entry| entry.text.as_str()).collect();
    assert!(texts.iter().any(|text| text.contains("Tornby")), "{texts:#?}");
    assert!(!texts.iter().any(|text| text.contains("sank off Velm")), "{texts:#?}");
}

#[test]
fn one_line_of_reporting_has_no_differences() {
    let copies = [FERRY[0], ("Copied Post", FERRY[0].1, FERRY[0].2)];
    let topic = told(&copies);
    assert_eq!(topic.independent, 1);
    assert!(topic.differences.is_empty() && topic.only_in_one.is_empty());
    assert!(!topic.timeline.is_empty());
}

#[test]
fn articles_without_days_have_whole_dates_only() {
    let topic = told(&[(
        "Old Paper",
        "",
        "The bridge of Brenk was opened on 5 May 1900 by the mayor of the town.\n\n\
         It was closed on Thursday after cracks were found last month in one pillar.\n\n\
         A new bridge is to be built at the same place by 1 June 2100, the county said.",
    )]);
    let dates: Vec<String> = topic.timeline.iter().map(|event| event.date.to_string()).collect();
    assert_eq!(dates, ["1900-05-05", "2100-06-01"]);
    assert!(topic.timeline.iter().all(|event| !event.ahead));
}

#[test]
fn hundreds_of_copies_tell_what_one_tells() {
    let many: Vec<_> = (0..200).map(|_| FERRY[0]).chain([FERRY[1]]).collect();
    let topic = told(&many);
    assert_eq!(topic.independent, 2);
    let toll = difference(&topic, "passengers drowned");
    assert_eq!(changes(toll), [(ChangeKind::Number, "14", "17")]);
    let (few, many) = (told(&FERRY), topic);
    let dates = |topic: &TopicEntry| -> Vec<String> {
        topic.timeline.iter().map(|event| event.text.clone()).collect()
    };
    assert_eq!(dates(&few), dates(&many));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever the texts: expressions stand in their sentences, changes in theirs, no pair of
    /// sentences of one source, and nothing beyond the limits.
    #[test]
    fn any_texts_give_a_sound_description(
        bodies in prop::collection::vec(
            "((The|A|Velm|Monday|May|5|17|people|said|on|in|\"|ferry|last|year|sank|will|be|2026|port)[ ,]?){1,30}(\\. |\\.\n\n)".prop_map(|body| body.repeat(3)),
            1..4,
        ),
        date in prop_oneof![Just(""), Just("1900-01-01"), Just("2026-02-28"), Just("2100-12-31")],
    ) {
        let articles: Vec<(&str, &str, &str)> =
            bodies.iter().map(|body| ("Paper", date, body.as_str())).collect();
        let briefing: Briefing = summarize(documents(&articles), &Options::default());
        for topic in &briefing.topics {
            for event in &topic.timeline {
                prop_assert!(event.text.contains(&event.expression));
                prop_assert!(!event.expression.is_empty() && !event.citations.is_empty());
            }
            for difference in &topic.differences {
                prop_assert_ne!(
                    difference.a.citations[0].source, difference.b.citations[0].source
                );
                prop_assert!(!difference.changes.is_empty());
                for change in &difference.changes {
                    prop_assert!(difference.a.text.contains(&change.a));
                    prop_assert!(difference.b.text.contains(&change.b));
                    prop_assert!(!(change.a.is_empty() && change.b.is_empty()));
                }
            }
            prop_assert!(topic.timeline.len() <= 14 && topic.differences.len() <= 10);
            prop_assert!(topic.only_in_one.len() <= 4);
        }
    }
}
