//! An explanation to JSON, or to a page on which every sentence stands beside what became of it.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Format, Template, data};
use crate::error::{Error, ErrorKind};
use crate::model::Explanation;
use crate::model::explanation::{SentenceExplanation, TopicExplanation};

/// Neighbors and concepts of a sentence that fit beside it.
const MAX_NEIGHBORS: usize = 3;
/// See [`MAX_NEIGHBORS`].
const MAX_CONCEPTS: usize = 5;
/// What a page on several topics is called.
const TITLE: &str = "Why these sentences";

/// Renders `explanation` by `template`, whose format is HTML or JSON.
///
/// # Errors
/// When the format is another one, when a user's template cannot be used, or when it writes more
/// than 64 MiB.
pub fn explanation(explanation: &Explanation, template: &Template) -> Result<String, Error> {
    let failed = |reason: String| Error::new(ErrorKind::Render, "the explanation", reason);
    match template.format() {
        Format::Json => serde_json::to_string_pretty(explanation)
            .map(|json| json + "\n")
            .map_err(|error| failed(error.to_string())),
        Format::Html => template.render_explanation(explanation),
        other => Err(failed(format!("it has no layout in {} (try html or json)", other.name()))),
    }
}

/// `explanation` as the value that templates read; `docs/template-data.md` tells how it differs
/// from the JSON.
pub(super) fn value(explanation: &Explanation) -> Value {
    let title = match explanation.topics.as_slice() {
        [only] if !only.label.is_empty() => only.label.as_str(),
        _ => TITLE,
    };
    json!({
        "schema": explanation.schema,
        "title": title,
        "date": null,
        "article": null,
        "query": explanation.query,
        "topics": explanation.topics.iter().map(topic).collect::<Vec<_>>(),
        "warnings": explanation.warnings,
    })
}

fn topic(topic: &TopicExplanation) -> Value {
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
        value["why"] = json!(sentence.refusal.map(|refusal| refusal.to_string()));
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
