//! An explanation to JSON, or to a page on which every sentence stands beside what became of it.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentArgs;
use serde_json::{Value, json};

use super::phrase::{self, Phrases};
use super::{Format, Template, data};
use crate::error::{Error, ErrorKind};
use crate::model::explanation::{SentenceExplanation, TopicExplanation};
use crate::model::{Explanation, Language, Refusal};

/// Neighbors and concepts of a sentence that fit beside it.
const MAX_NEIGHBORS: usize = 3;
/// See [`MAX_NEIGHBORS`].
const MAX_CONCEPTS: usize = 5;
/// Renders `explanation` by `template`, whose format is HTML or JSON.
///
/// # Errors
/// When the format is another one, when a user's template cannot be used, or when it writes more
/// than 64 MiB.
pub fn explanation(explanation: &Explanation, template: &Template) -> Result<String, Error> {
    let failed = |reason: String| Error::new(ErrorKind::Render, "the explanation", reason);
    match template.format() {
        Format::Json => super::json(explanation).map_err(|error| failed(error.to_string())),
        Format::Html => template.render_explanation(explanation),
        other => Err(failed(format!("it has no layout in {} (try html or json)", other.name()))),
    }
}

/// `explanation` as the value that templates read; `docs/template-data.md` tells how it differs
/// from the JSON.
pub(super) fn value(explanation: &Explanation) -> Value {
    let phrases = phrase::of(language(explanation));
    let title = match explanation.topics.as_slice() {
        [only] if !only.label.is_empty() => only.label.as_str(),
        _ => &phrases.plain("explain-title"),
    };
    json!({
        "schema": explanation.schema,
        "title": title,
        "date": null,
        "article": null,
        "query": explanation.query,
        "topics": explanation.topics.iter().map(|own| topic(phrases, own)).collect::<Vec<_>>(),
        "warnings": explanation.warnings,
    })
}

/// The language of most of its articles, which its page is written in; of equally many the first
/// by its code.
pub(super) fn language(explanation: &Explanation) -> Option<Language> {
    let mut counts: BTreeMap<&str, (usize, Language)> = BTreeMap::new();
    let documents = explanation.topics.iter().flat_map(|topic| &topic.documents);
    for language in documents.filter_map(|document| document.language) {
        counts.entry(language.code()).or_insert((0, language)).0 += 1;
    }
    counts.into_values().rev().max_by_key(|(count, _)| *count).map(|(_, language)| language)
}

/// Why a sentence was not chosen, in the words of the page's readers.
fn why(phrases: &Phrases, refusal: Refusal) -> String {
    let refusal = json!(refusal);
    let mut args = FluentArgs::new();
    let number = ["with", "of", "by"].iter().find_map(|name| refusal[name].as_u64());
    number.into_iter().for_each(|number| args.set("number", number.to_string()));
    let share = ["cosine", "overlap"].iter().find_map(|name| refusal[name].as_f64());
    share.into_iter().for_each(|share| args.set("share", format!("{share:.2}")));
    let reason = refusal["reason"].as_str().unwrap_or_default().replace('_', "-");
    phrases.text(&format!("refusal-{reason}"), &args).unwrap_or_default()
}

fn topic(phrases: &Phrases, topic: &TopicExplanation) -> Value {
    let ids: BTreeSet<u32> = topic.sentences.iter().map(|sentence| sentence.id).collect();
    let totals = topic.sentences.iter().filter_map(|sentence| sentence.score);
    let largest = totals.map(|score| score.total).fold(f64::MIN_POSITIVE, f64::max);
    let value = |sentence: &SentenceExplanation| {
        let document = topic.documents.iter().find(|own| own.number == sentence.document);
        let mut value = json!(sentence);
        for (list, most) in [("neighbors", MAX_NEIGHBORS), ("concepts", MAX_CONCEPTS)] {
            value[list].as_array_mut().into_iter().for_each(|list| list.truncate(most));
        }
        value["language"] = json!(document.and_then(|document| document.language));
        value["why"] = json!(sentence.refusal.map(|refusal| why(phrases, refusal)));
        if let Some(score) = value["score"].as_object_mut() {
            data::fill(score, &["query", "novelty"]);
        }
        value["heat"] = json!(sentence.score.map_or(0, |score| data::heat(score.total / largest)));
        // What is not on the page has no anchor.
        if sentence.instead.as_ref().is_some_and(|i| i.id.is_some_and(|id| !ids.contains(&id))) {
            value["instead"]["id"] = Value::Null;
        }
        value
    };
    let mut chosen: Vec<&SentenceExplanation> =
        topic.sentences.iter().filter(|sentence| sentence.rank.is_some()).collect();
    chosen.sort_by_key(|sentence| sentence.rank);
    let article = |number: u32| -> Vec<Value> {
        let own = topic.sentences.iter().filter(|sentence| sentence.document == number);
        let own: Vec<&SentenceExplanation> = own.collect();
        let paragraphs = own.chunk_by(|a, b| a.paragraph == b.paragraph);
        paragraphs
            .map(|paragraph| json!({ "sentences": paragraph.iter().map(|s| value(s)).collect::<Vec<_>>() }))
            .collect()
    };
    let documents = topic.documents.iter().map(|document| {
        let mut value = json!(document);
        value["paragraphs"] = article(document.number).into();
        value
    });
    json!({
        "label": topic.label,
        "method": topic.method,
        "documents": documents.collect::<Vec<_>>(),
        "chosen": chosen.into_iter().map(value).collect::<Vec<_>>(),
        "n_sentences": topic.sentences.len() + topic.omitted_sentences as usize,
        "omitted_sentences": topic.omitted_sentences,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SentenceId;

    #[test]
    fn every_reason_has_words_in_every_language_and_those_of_the_program_in_english() {
        let (with, of, by, earlier) = (SentenceId(4), SentenceId(4), SentenceId(4), SentenceId(4));
        let (cosine, overlap) = (0.614, 0.5);
        let all = [
            Refusal::Heading,
            Refusal::Boilerplate,
            Refusal::TooShort,
            Refusal::TooLong,
            Refusal::OpensWithPronoun,
            Refusal::OpensWithConnective,
            Refusal::FirstPerson,
            Refusal::Question,
            Refusal::Fragment,
            Refusal::UnattributedQuotation,
            Refusal::Caption,
            Refusal::Known { earlier, cosine },
            Refusal::DuplicateOf { of },
            Refusal::Redundant { with, cosine },
            Refusal::SameFact { with, overlap },
            Refusal::Unintroduced,
            Refusal::Overtaken { by },
            Refusal::OverBudget,
            Refusal::NotForemost,
            Refusal::LessGain,
        ];
        for refusal in all {
            let word = |code: &str| why(phrase::of(code.parse().ok()), refusal);
            assert_eq!(word("en"), refusal.to_string());
            for code in ["de", "es", "fr", "it", "pt"] {
                // A language may share a word, such as question, but every number must be there.
                let numbers = |text: &str| text.matches(|c: char| c.is_ascii_digit()).count();
                assert_eq!(numbers(&word(code)), numbers(&word("en")), "{code}: {}", word(code));
                assert!(!word(code).is_empty(), "{code}: {refusal}");
            }
        }
    }
}
