//! A template tried on briefings that fill every field, before a reader meets its mistakes.

use super::field::{FIELDS, LANGUAGE};
use super::scan::{self, Fault, TagAt};
use super::template::{Mode, Template};
use super::{failure, helper};
use crate::error::{Error, Warning};
use crate::model::briefing::{
    CitationEntry, ExtractEntry, RelationEntry, SCHEMA, Shared, SourceEntry, TopicEntry,
};
use crate::model::{Briefing, Date, Language, Score};

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
    let samples = [rich(), bare()];
    for _ in 0..=template.sources().len() {
        let failed =
            samples.iter().find_map(|sample| template.render_in(sample, Mode::Strict).err());
        let Some(error) = failed else { break };
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
        score: Score::default(),
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
        found.sort();
        found.dedup();
        let mut listed: Vec<_> = FIELDS.iter().filter(|name| !name.starts_with('@')).collect();
        listed.sort();
        assert_eq!(found.iter().collect::<Vec<_>>(), listed);
    }
}
