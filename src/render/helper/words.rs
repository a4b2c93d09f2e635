//! Helpers for words and numbers: phrases, counts, plurals, cuts.

use std::collections::BTreeSet;

use fluent_bundle::FluentArgs;
use handlebars::{
    Context, Handlebars, Helper, HelperDef, RenderContext, RenderError, RenderErrorReason,
    ScopedJson,
};
use serde_json::Value;

use super::{Answer, function, list, registered, text, whole};
use crate::model::Briefing;
use crate::render::phrase::Phrases;

/// Words that a reader takes in within a minute: Brysbaert (2019), *How many words do we read per
/// minute?*, finds 238 for English non-fiction.
const WORDS_A_MINUTE: usize = 238;

/// Digits after the point that a number can be asked for.
const MAX_DIGITS: usize = 9;

pub(super) fn register(registry: &mut Handlebars, phrases: &'static Phrases, briefing: &Briefing) {
    registered(registry, "phrase", Phrase(phrases));
    function(registry, "count", |params| Ok(phrases.grouped(whole(params, 0)?).into()));
    function(registry, "decimal", decimal);
    function(registry, "plural", |params| plural(phrases, params));
    function(registry, "truncate", truncate);
    function(registry, "prefix", prefix);
    function(registry, "join", join);
    function(registry, "sum", sum);
    function(registry, "where", filtered);
    function(registry, "take", take);
    function(registry, "skip", skip);
    let minutes = minutes(briefing);
    function(registry, "minutes", move |_| Ok(minutes.into()));
    let names: Vec<String> = briefing
        .sources
        .iter()
        .map(|source| source.outlet.clone().unwrap_or_else(|| source.name.clone()))
        .collect();
    function(registry, "outlets", move |params| Ok(outlets(&names, params)));
}

/// `{{phrase "articles" n=2}}`: words of our own in the page's language. Several texts make up one
/// name, `{{phrase "difference" kind}}`.
struct Phrase(&'static Phrases);

impl HelperDef for Phrase {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let failed = |reason: String| RenderErrorReason::Other(format!("phrase: {reason}"));
        let parts = helper.params().iter().filter_map(|part| part.value().as_str());
        let key = parts.collect::<Vec<_>>().join("-").replace('_', "-");
        let mut args = FluentArgs::new();
        for (name, value) in helper.hash() {
            if value.is_value_missing() && registry.strict_mode() {
                let path = value.relative_path().cloned();
                return Err(RenderErrorReason::MissingVariable(path).into());
            }
            match (*name, value.value().as_u64(), value.value().as_str()) {
                ("n", Some(n), _) => {
                    args.set("n", n);
                    args.set("count", self.0.grouped(n));
                }
                (name, Some(n), _) => args.set(name.to_owned(), self.0.grouped(n)),
                (name, None, Some(text)) => args.set(name.to_owned(), text.to_owned()),
                (name, ..) => {
                    return Err(failed(format!("{name} is no number and no text")).into());
                }
            }
        }
        let text = self.0.text(&key, &args);
        let text = text.ok_or_else(|| failed(format!("there is no phrase {key:?}")))?;
        Ok(ScopedJson::Derived(text.into()))
    }
}

/// `0.56`: a number with so many digits after the point; nothing for `null`.
fn decimal(params: &[&Value]) -> Answer {
    let digits = usize::try_from(whole(params, 1)?).unwrap_or(usize::MAX).min(MAX_DIGITS);
    match params.first() {
        Some(Value::Null) => Ok("".into()),
        number => {
            let number = number.and_then(|value| value.as_f64()).ok_or("it takes a number")?;
            Ok(format!("{number:.digits$}").into())
        }
    }
}

/// `1 article`, `2 articles`: a number, the singular, the plural.
fn plural(phrases: &Phrases, params: &[&Value]) -> Answer {
    let n = whole(params, 0)?;
    let word = text(params, if n == 1 { 1 } else { 2 });
    Ok(format!("{} {word}", phrases.grouped(n)).into())
}

/// The text, cut at a word if it has more characters than that, with an ellipsis.
fn truncate(params: &[&Value]) -> Answer {
    let (text, max) = (text(params, 0), usize::try_from(whole(params, 1)?).unwrap_or(usize::MAX));
    let Some((cut, _)) = text.char_indices().nth(max) else { return Ok(text.into()) };
    // The ellipsis is one of the characters.
    let end = text.char_indices().nth(max.saturating_sub(1)).map_or(cut, |(at, _)| at);
    let kept = text.get(..end).unwrap_or_default();
    let kept = kept.rsplit_once(char::is_whitespace).map_or(kept, |(words, _)| words);
    Ok(format!("{}…", kept.trim_end()).into())
}

/// The first characters of a text, as of a hash.
fn prefix(params: &[&Value]) -> Answer {
    let n = usize::try_from(whole(params, 1)?).unwrap_or(usize::MAX);
    Ok(text(params, 0).chars().take(n).collect::<String>().into())
}

/// The items of a list with a text between them.
fn join(params: &[&Value]) -> Answer {
    let items = list(params)?
        .iter()
        .map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned));
    Ok(items.collect::<Vec<_>>().join(text(params, 1)).into())
}

/// The items of a list whose field has that value.
fn filtered(params: &[&Value]) -> Answer {
    let (field, value) = (text(params, 1), params.get(2).copied());
    Ok(list(params)?.iter().filter(|item| item.get(field) == value).cloned().collect())
}

/// The first items of a list.
fn take(params: &[&Value]) -> Answer {
    let n = usize::try_from(whole(params, 1)?).unwrap_or(usize::MAX);
    Ok(list(params)?.iter().take(n).cloned().collect())
}

/// The items of a list behind the first ones.
fn skip(params: &[&Value]) -> Answer {
    let n = usize::try_from(whole(params, 1)?).unwrap_or(usize::MAX);
    Ok(list(params)?.iter().skip(n).cloned().collect())
}

/// The sum of one field of the items of a list; a dot in the field's name leads into an object.
fn sum(params: &[&Value]) -> Answer {
    let field = text(params, 1);
    let one = |item: &Value| {
        field.split('.').try_fold(item, |value, key| value.get(key)).and_then(Value::as_u64)
    };
    list(params)?
        .iter()
        .try_fold(0, |sum: u64, item| sum.checked_add(one(item)?))
        .map(Into::into)
        .ok_or_else(|| format!("an item has no number {field}"))
}

/// How long the extracts and quotations take to read, rounded up.
fn minutes(briefing: &Briefing) -> u64 {
    let parts = |topic: &crate::model::briefing::TopicEntry| -> usize {
        let texts = topic.extracts.iter().map(|extract| &extract.text);
        let quoted = topic.quotations.iter().map(|quotation| &quotation.text);
        let dated = topic.timeline.iter().map(|event| &event.text);
        let alone = topic.only_in_one.iter().map(|statement| &statement.text);
        let words = |text: &String| text.split_whitespace().count();
        texts.chain(quoted).chain(dated).chain(alone).map(words).sum()
    };
    briefing.topics.iter().map(parts).sum::<usize>().div_ceil(WORDS_A_MINUTE).max(1) as u64
}

/// The distinct names of the sources with these numbers; of all where no list is given.
fn outlets(names: &[String], params: &[&Value]) -> Value {
    let mut seen = BTreeSet::new();
    let all = || (1..=names.len() as u64).collect();
    let numbers: Vec<u64> =
        list(params).map_or_else(|_| all(), |list| list.iter().filter_map(Value::as_u64).collect());
    let name = |number: u64| names.get(usize::try_from(number).ok()?.checked_sub(1)?);
    let distinct: Vec<&String> =
        numbers.into_iter().filter_map(name).filter(|&name| seen.insert(name)).collect();
    distinct.into_iter().map(String::as_str).collect::<Vec<_>>().into()
}
