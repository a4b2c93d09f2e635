//! What readers ask of a summary as a whole: persons introduced, nothing overtaken, two voices.

use daybrief::model::Refusal;
use daybrief::read::{self, Input};
use daybrief::select::Method;
use daybrief::{Options, pipeline};
use serde_json::json;

/// Articles of one topic, each a day and a text.
fn documents(articles: &[(&str, &str)]) -> Vec<daybrief::model::Document> {
    let article = |(date, text): &(&str, &str)| json!({"date": date, "text": text, "lang": "en"});
    let all: Vec<_> = articles.iter().map(article).collect();
    let bytes = serde_json::Value::Array(all).to_string().into_bytes();
    let input = Input::Bytes { name: "a.json".into(), bytes };
    read::documents(&[input], &read::Options::default()).documents
}

fn concepts(words: u32) -> Options {
    let mut options = Options::default();
    options.select.method = Method::Concepts;
    options.select.words = Some(words);
    options
}

/// The sentences of the summary, and every sentence that was refused with its reason.
fn told(articles: &[(&str, &str)], words: u32) -> (Vec<String>, Vec<(String, Refusal)>) {
    let options = concepts(words);
    let briefing = daybrief::summarize(documents(articles), &options);
    let extracts = briefing.topics.iter().flat_map(|topic| &topic.extracts);
    let texts = extracts.map(|extract| extract.text.clone()).collect();
    let mut options = options;
    options.cluster.granularity = daybrief::cluster::Granularity::Broad;
    let explanation = pipeline::explain(documents(articles), &options);
    let sentences = explanation.topics.into_iter().flat_map(|topic| topic.sentences);
    let refused = sentences.filter_map(|sentence| Some((sentence.text, sentence.refusal?)));
    (texts, refused.collect())
}

const RIVA: &str = "The council of Riva elected Ann Roe mayor of the harbor city on Monday evening. \
    Roe promised the council of Riva a new harbor wall and a new school for the city. \
    The harbor of the city was closed for a week after the storm of last winter.";
const VOTE: &str = "Voters and members of the council of Riva have a new mayor for the harbor city. \
    Ann Roe won with nine votes of fifteen in the council after a debate of four hours. \
    Roe wants to build a harbor wall and a school in the city within two years.";

#[test]
fn nobody_comes_in_by_the_surname_alone() {
    for words in [20, 30, 40, 60] {
        let (texts, _) = told(&[("2024-05-01", RIVA), ("2024-05-01", VOTE)], words);
        let first = texts.iter().find(|text| text.contains("Roe"));
        assert!(first.is_none_or(|text| text.contains("Ann Roe")), "{words}: {texts:?}");
    }
}

#[test]
fn the_larger_toll_of_a_later_day_overtakes_the_smaller_one() {
    let earlier = "At least 40 people died when a ferry sank off the harbor of Riva on Monday. \
        Divers searched the wreck of the ferry for survivors all through the night.";
    let later = "The number of people who died when a ferry sank off Riva rose to 90 on Tuesday. \
        The owner of the ferry company of Riva was questioned by investigators at noon.";
    let (texts, refused) = told(&[("2024-05-01", earlier), ("2024-05-02", later)], 60);
    assert!(texts.iter().any(|text| text.contains("90")), "{texts:?}");
    assert!(!texts.iter().any(|text| text.contains("40")), "{texts:?}");
    let (_, why) = refused.iter().find(|(text, _)| text.contains("40")).unwrap();
    assert!(matches!(why, Refusal::Overtaken { .. } | Refusal::SameFact { .. }), "{why:?}");
}

#[test]
fn a_second_article_has_its_say() {
    let long = "Ann Roe of Riva won the long race around the old harbor city on Sunday evening. \
        Crowds of Riva cheered at every corner of the old harbor city during the race.";
    let other = "Organizers of the race around Riva counted more runners than in any year before. \
        Rain fell on the old harbor city in the afternoon, and the race began an hour late.";
    for words in [30, 45, 60] {
        let (texts, _) = told(&[("2024-05-01", long), ("2024-05-01", other)], words);
        let n_first = texts.iter().filter(|text| long.contains(text.as_str())).count();
        assert!(texts.len() < 2 || (1..texts.len()).contains(&n_first), "{texts:?}");
    }
}
