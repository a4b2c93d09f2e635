//! A template tried on briefings and explanations that fill every field, before a reader meets
//! its mistakes.

use super::field::{FIELDS, GIVEN, LANGUAGE};
use super::scan::{self, Fault, TagAt};
use super::template::{Mode, Template};
use super::{Format, failure, helper, sample};
use crate::error::Error;
use crate::model::{Briefing, Explanation};

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

/// The first name in `template` that is no field, wherever it stands.
///
/// # Errors
/// When there is one, with its template, line and column.
pub fn fields(template: &Template) -> Result<(), Error> {
    let faults = template.sources().values();
    let mut faults = faults.filter_map(|source| Some((source, unknown_name(&source.text)?)));
    faults.next().map_or(Ok(()), |(source, fault)| Err(failure::fault(source, &fault)))
}

/// The names of all fields, for a message: `a, b, c`.
pub fn known_fields() -> String {
    FIELDS.join(", ")
}

/// What stops `template` on a sample, if anything does.
fn failure_on_samples(template: &Template) -> Option<Error> {
    let briefing = |sample: &Briefing| template.render_in(sample, Mode::Strict).err();
    let explanation =
        |sample: &Explanation| template.render_explanation_in(sample, Mode::Strict).err();
    let of_briefings = [sample::rich(), sample::bare()].iter().find_map(briefing);
    of_briefings.or_else(|| match template.format() {
        Format::Html => {
            [sample::explained(), Explanation { topics: Vec::new(), ..sample::explained() }]
                .iter()
                .find_map(explanation)
        }
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
        let words = words(text.trim_start_matches(['#', '^']));
        let n_words = words.iter().filter(|word| !word.is_empty()).count();
        for (at, word) in words.iter().enumerate() {
            let unknown = word.split(['.', '/']).find(|name| !is_known(name, &own));
            if unknown.is_some() {
                // What is handed something is no field.
                let is_called = at == 0 && n_words > 1;
                return Some(tag.fault(if is_called {
                    failure::unknown_helper(word)
                } else {
                    failure::unknown_field(word)
                }));
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
        || GIVEN.contains(&name)
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
