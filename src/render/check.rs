//! A template tried on briefings and explanations that fill every field, before a reader meets its mistakes.

use super::field::{FIELDS, LANGUAGE};
use super::scan::{self, Fault, TagAt};
use super::template::{Mode, Template};
use super::{Format, failure, helper};
use crate::error::{Error, Warning};
use crate::model::briefing::{
    CitationEntry, ExtractEntry, RelationEntry, SCHEMA, Shared, SourceEntry, TopicEntry,
};
use crate::model::explanation::{
    self, ConceptExplanation, DocumentExplanation, Instead, Neighbor, SentenceExplanation,
    TopicExplanation,
};
use crate::model::{
    Briefing, Date, Explanation, Language, ParagraphKind, Refusal, Score, SentenceId,
};

/// Looks for fields that do not exist, and renders sample briefings by `template`, a field that
/// does not exist where it stands being an error.
///
/// Returns at most one error for each of its templates; none for a template without a mistake on
/// the ways that a briefing of two topics and one of a single article take through it.
pub fn check(template: &Template) -> Vec<Error> {
    let mut template = template.clone();
    let mut errors = Vec::new();
    for (name, source) in template.sources().clone() {
        if let Some(fault) = unknown_name(&source.text) {
            errors.push(failure::fault(&source, &fault));
            // The rest is tried without it, where there is something to put in its place.
            match template.restored(&name) {
                Some(restored) => template = restored,
                None => return errors,
            }
        }
    }
    for _ in 0..=template.sources().len() {
        let Some(error) = failure_on_samples(&template) else { break };
        let faulty = template.sources().iter().find(|(_, source)| {
            error
                .input
                .strip_prefix(&source.origin)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
        });
        let restored = faulty.and_then(|(name, _)| template.restored(name));
        errors.push(error);
        match restored {
            Some(restored) => template = restored,
            None => break,
        }
    }
    errors
}

/// What stops `template` on a sample, if anything does.
fn failure_on_samples(template: &Template) -> Option<Error> {
    let briefing = |sample: &Briefing| template.render_in(sample, Mode::Strict).err();
    let explanation =
        |sample: &Explanation| template.render_explanation_in(sample, Mode::Strict).err();
    let of_briefings = [rich(), bare()].iter().find_map(briefing);
    of_briefings.or_else(|| match template.format() {
        Format::Html => [explained(), Explanation { topics: Vec::new(), ..explained() }]
            .iter()
            .find_map(explanation),
        _ => None,
    })
}

/// The first name in the tags of `source` that is no field, helper or name of a block's own.
///
/// Handlebars itself does not look at the parameters of `if` and `each`, nor at branches that are
/// not taken.
fn unknown_name(source: &str) -> Option<Fault> {
    let tags = scan::tags(source).ok()?;
    let own = |tag: &TagAt| -> Vec<String> {
        let names = tag.text.split('|').nth(1).into_iter().flat_map(str::split_whitespace);
        names.map(str::to_owned).collect()
    };
    let own: Vec<String> = tags.iter().flat_map(own).collect();
    for tag in &tags {
        if tag.text.starts_with(['/', '>']) {
            continue;
        }
        let text = tag.text.split('|').next().unwrap_or_default();
        for word in words(text.trim_start_matches(['#', '^'])) {
            let unknown = word.split(['.', '/']).find(|name| !is_known(name, &own));
            if unknown.is_some() {
                return Some(tag.fault(failure::unknown_field(&word)));
            }
        }
    }
    None
}

fn is_known(name: &str, own: &[String]) -> bool {
    let name = name.trim_matches(['[', ']']);
    name.is_empty()
        || name.parse::<f64>().is_ok()
        || FIELDS.contains(&name)
        || LANGUAGE.contains(&name)
        || helper::NAMES.contains(&name)
        || own.iter().any(|own| own == name)
}

/// The words of a tag outside quotation marks, without the names of named parameters.
fn words(tag: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for c in tag.chars() {
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '=') => words.last_mut().into_iter().for_each(String::clear),
            (None, '(' | ')') => words.push(String::new()),
            (None, c) if c.is_whitespace() => words.push(String::new()),
            (None, c) => words.last_mut().into_iter().for_each(|word| word.push(c)),
        }
    }
    words
}

/// Two topics, three sources, every field filled.
fn rich() -> Briefing {
    let topics = vec![
        topic(1, vec![1, 2], vec![extract(1, Some(2)), extract(2, None)]),
        topic(2, vec![3], vec![extract(3, None)]),
    ];
    Briefing {
        schema: SCHEMA.into(),
        title: "Sample".into(),
        date: day(),
        topics,
        omitted_topics: 3,
        sources: (1..=3).map(source).collect(),
        warnings: vec![Warning::new("empty.txt", "no text, skipped")],
    }
}

/// One article of which nothing is known but its text.
fn bare() -> Briefing {
    let unknown = SourceEntry {
        path: None,
        url: None,
        title: None,
        published: None,
        outlet: None,
        language: None,
        ..source(1)
    };
    let mut topic = topic(1, vec![1], vec![extract(1, None)]);
    topic.shared = Shared::default();
    Briefing {
        date: None,
        topics: vec![topic],
        omitted_topics: 0,
        sources: vec![unknown],
        warnings: Vec::new(),
        ..rich()
    }
}

/// Two topics; sentences with every kind of reason, with and without what may be absent.
fn explained() -> Explanation {
    let scored = |part| Score { query: part, novelty: part, ..Score::default() };
    let refused = |id: u32, refusal| SentenceExplanation {
        rank: None,
        score: Some(scored(None)),
        refusal: Some(refusal),
        instead: Some(Instead { id: None, source: "Outlet 2".into(), text: "It came.".into() }),
        ..sentence(id)
    };
    let (with, of, earlier) = (SentenceId(0), SentenceId(0), SentenceId(7));
    let sentences = vec![
        SentenceExplanation { score: Some(scored(Some(1.0))), ..sentence(0) },
        refused(1, Refusal::Redundant { with, cosine: 0.6 }),
        refused(2, Refusal::SameFact { with, overlap: 0.6 }),
        refused(3, Refusal::DuplicateOf { of }),
        refused(4, Refusal::Known { earlier, cosine: 0.6 }),
        SentenceExplanation { kind: ParagraphKind::Heading, score: None, ..sentence(5) },
    ];
    let document = DocumentExplanation {
        number: 1,
        name: "Outlet 1".into(),
        title: Some("Title 1".into()),
        published: day(),
        language: Some(Language::ENGLISH),
    };
    let topic = TopicExplanation {
        label: "Event 1".into(),
        method: "concepts".into(),
        documents: vec![document.clone()],
        sentences,
        omitted_sentences: 1,
    };
    let unknown = DocumentExplanation { title: None, published: None, language: None, ..document };
    let bare = TopicExplanation { documents: vec![unknown], omitted_sentences: 0, ..topic.clone() };
    Explanation {
        schema: explanation::SCHEMA.into(),
        query: Some("words".into()),
        topics: vec![topic, bare],
        warnings: vec![Warning::new("query", "occurs nowhere")],
    }
}

fn sentence(id: u32) -> SentenceExplanation {
    SentenceExplanation {
        id,
        document: 1,
        source: "Outlet 1".into(),
        start: 0,
        end: 13,
        paragraph: 0,
        kind: ParagraphKind::Body,
        text: "It happened.".into(),
        score: Some(Score::default()),
        rank: Some(1),
        refusal: None,
        instead: None,
        neighbors: vec![Neighbor { id: 1, cosine: 0.5 }],
        concepts: vec![ConceptExplanation { text: "happened".into(), chance: 0.5 }],
    }
}

fn day() -> Option<Date> {
    "2026-02-04".parse().ok()
}

fn topic(n: u32, documents: Vec<u32>, extracts: Vec<ExtractEntry>) -> TopicEntry {
    let independent = u32::try_from(documents.len()).unwrap_or(u32::MAX);
    let shared = Shared { sentences: 1, of: 4 };
    TopicEntry {
        id: format!("event-{n}"),
        label: format!("Event {n}"),
        documents,
        independent,
        shared,
        extracts,
    }
}

fn extract(source: u32, also: Option<u32>) -> ExtractEntry {
    let cited = |source, relation, similarity| CitationEntry {
        source,
        start: 0,
        end: 13,
        relation,
        similarity,
    };
    let mut citations = vec![cited(source, RelationEntry::Verbatim, 1.0)];
    citations.extend(also.map(|also| cited(also, RelationEntry::Also, 0.75)));
    ExtractEntry {
        text: "It happened.".into(),
        rank: source,
        support: 1,
        score: Score { query: Some(1.0), novelty: Some(1.0), ..Score::default() },
        citations,
    }
}

fn source(number: u32) -> SourceEntry {
    SourceEntry {
        number,
        name: format!("Outlet {number}"),
        path: Some(format!("articles/{number}.txt")),
        url: Some(format!("https://example.org/{number}")),
        title: Some(format!("Title {number}")),
        published: day(),
        outlet: Some(format!("Outlet {number}")),
        language: Some(Language::ENGLISH),
        words: 300,
        sha256: "0".repeat(64),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_fields_is_that_of_the_sample() {
        fn names(value: &serde_json::Value, into: &mut Vec<String>) {
            if let Some(object) = value.as_object() {
                into.extend(object.keys().cloned());
            }
            let inner = value.as_object().into_iter().flat_map(serde_json::Map::values);
            for value in inner.chain(value.as_array().into_iter().flatten()) {
                names(value, into);
            }
        }
        let mut found = Vec::new();
        names(&serde_json::to_value(rich()).unwrap(), &mut found);
        names(&crate::render::explanation::value(&explained()), &mut found);
        found.sort();
        found.dedup();
        let mut listed: Vec<_> = FIELDS.iter().filter(|name| !name.starts_with('@')).collect();
        listed.sort();
        assert_eq!(found.iter().collect::<Vec<_>>(), listed);
    }
}
