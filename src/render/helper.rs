//! What templates can call: small functions from the briefing's data to text.
//!
//! A [`Function`] returns a value, which handlebars escapes when it is written; a [`Markup`] writes
//! mark-up of our own, and escapes what it takes from the briefing itself. `docs/template-data.md`
//! documents each with an example that a test runs.

use std::fmt::Write as _;

use data_encoding::BASE64;
use handlebars::{
    Context, Handlebars, Helper, HelperDef, HelperResult, Output, RenderContext, RenderError,
    RenderErrorReason, ScopedJson,
};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{Format, data, escape, link};
use crate::model::briefing::{CitationEntry, ExtractEntry, RelationEntry};
use crate::model::{Briefing, Date};

/// The helpers beside those of handlebars itself.
pub(super) const NAMES: &[&str] = &[
    "anchor",
    "cite",
    "citing",
    "code",
    "count",
    "csp",
    "date",
    "decimal",
    "join",
    "plural",
    "prefix",
    "source_of",
    "style",
    "sum",
    "truncate",
    "url",
    "version",
];

/// Digits after the point that a number can be asked for.
const MAX_DIGITS: usize = 9;

type Answer = Result<Value, String>;

/// Registers every helper of `format` but those that need a briefing or the style sheet.
pub(super) fn register(registry: &mut Handlebars, format: Format) {
    function(registry, "date", date);
    function(registry, "count", count);
    function(registry, "plural", plural);
    function(registry, "truncate", truncate);
    function(registry, "prefix", prefix);
    function(registry, "join", join);
    function(registry, "sum", sum);
    function(registry, "decimal", decimal);
    function(registry, "version", |_| Ok(env!("CARGO_PKG_VERSION").into()));
    let markdown = format == Format::Markdown;
    markup(
        registry,
        "url",
        if markdown {
            |params: &[&Value]| Ok(address(params))
        } else {
            |params: &[&Value]| Ok(escape::html(&address(params)))
        },
    );
    markup(
        registry,
        "code",
        if markdown {
            |params: &[&Value]| Ok(escape::markdown_code(text(params, 0)))
        } else {
            |params: &[&Value]| Ok(format!("<code>{}</code>", escape::html(text(params, 0))))
        },
    );
}

/// Registers the helpers that know the briefing, of which `value` is what templates read.
pub(super) fn register_briefing(
    registry: &mut Handlebars,
    format: Format,
    briefing: &Briefing,
    value: &Value,
) {
    function(registry, "anchor", anchor);
    let sources = value.get("sources").cloned().unwrap_or_default();
    function(registry, "source_of", move |params| source_of(&sources, params));
    let citing = data::citing(briefing);
    function(registry, "citing", move |params| {
        Ok(citing.get(&whole(params, 0)?).cloned().unwrap_or_default().into())
    });
    let markdown = format == Format::Markdown;
    markup(registry, "cite", if markdown { cite_markdown } else { cite_html });
}

/// Registers `style` and `csp`: the policy allows this very style sheet and nothing else.
pub(super) fn register_style(registry: &mut Handlebars, style: String) {
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'",
        BASE64.encode(&Sha256::digest(style.as_bytes()))
    );
    markup(registry, "csp", move |_| Ok(policy.clone()));
    markup(registry, "style", move |_| Ok(style.clone()));
}

struct Function<F>(&'static str, F);

impl<F: Fn(&[&Value]) -> Answer + Send + Sync> HelperDef for Function<F> {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        render: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let answer = with_params(self.0, helper, registry, context, render, &self.1)?;
        Ok(ScopedJson::Derived(answer))
    }
}

struct Markup<F>(&'static str, F);

impl<F: Fn(&[&Value]) -> Result<String, String> + Send + Sync> HelperDef for Markup<F> {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        render: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        out.write(&with_params(self.0, helper, registry, context, render, &self.1)?)?;
        Ok(())
    }
}

/// Calls `answer` with the parameters. `{{date}}` alone is the field of that name, since a reader
/// of the template cannot see that a helper hides it.
fn with_params<'reg: 'rc, 'rc, T>(
    name: &str,
    helper: &Helper<'rc>,
    registry: &'reg Handlebars<'reg>,
    context: &'rc Context,
    render: &mut RenderContext<'reg, 'rc>,
    answer: &impl Fn(&[&Value]) -> Result<T, String>,
) -> Result<T, RenderError> {
    for param in helper.params() {
        if param.is_value_missing() && registry.strict_mode() {
            return Err(RenderErrorReason::MissingVariable(param.relative_path().cloned()).into());
        }
    }
    let params: Vec<&Value> = helper.params().iter().map(handlebars::PathAndJson::value).collect();
    let field = if params.is_empty() {
        Some(render.evaluate(context, &format!("this.{name}"))?)
    } else {
        None
    };
    let result = match &field {
        Some(field) if !field.is_missing() => answer(&[field.as_json()]),
        _ => answer(&params),
    };
    result.map_err(|reason| RenderErrorReason::Other(format!("{name}: {reason}")).into())
}

fn function(
    registry: &mut Handlebars,
    name: &'static str,
    answer: impl Fn(&[&Value]) -> Answer + Send + Sync + 'static,
) {
    registry.register_helper(name, Box::new(Function(name, answer)));
}

fn markup(
    registry: &mut Handlebars,
    name: &'static str,
    write: impl Fn(&[&Value]) -> Result<String, String> + Send + Sync + 'static,
) {
    registry.register_helper(name, Box::new(Markup(name, write)));
}

fn text<'a>(params: &[&'a Value], index: usize) -> &'a str {
    params.get(index).and_then(|value| value.as_str()).unwrap_or_default()
}

fn whole(params: &[&Value], index: usize) -> Result<u64, String> {
    params
        .get(index)
        .and_then(|value| value.as_u64())
        .ok_or_else(|| "it takes a whole number".into())
}

/// `4 February 2026`; with `"short"` `4 Feb 2026`, with `"iso"` as in the data; empty for none.
fn date(params: &[&Value]) -> Answer {
    let written = text(params, 0);
    if written.is_empty() {
        return Ok("".into());
    }
    let date: Date = written.parse().map_err(|_| format!("{written} is no date"))?;
    let day = date.day();
    Ok(match text(params, 1) {
        "iso" => date.to_string(),
        "short" => day.strftime("%-d %b %Y").to_string(),
        "" | "long" => day.strftime("%-d %B %Y").to_string(),
        other => return Err(format!("there is no form {other} (long, short or iso)")),
    }
    .into())
}

/// `12,345`.
fn count(params: &[&Value]) -> Answer {
    Ok(grouped(whole(params, 0)?).into())
}

/// `0.56`: a number with so many digits after the point; nothing for `null`.
fn decimal(params: &[&Value]) -> Answer {
    let digits = usize::try_from(whole(params, 1)?).unwrap_or(usize::MAX).min(MAX_DIGITS);
    match params.first() {
        Some(Value::Null) => Ok("".into()),
        Some(value) => {
            let number = value.as_f64().ok_or("it takes a number")?;
            Ok(format!("{number:.digits$}").into())
        }
        None => Err("it takes a number".into()),
    }
}

fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 article`, `2 articles`: a number, the singular, the plural.
fn plural(params: &[&Value]) -> Answer {
    let n = whole(params, 0)?;
    let word = text(params, if n == 1 { 1 } else { 2 });
    Ok(format!("{} {word}", grouped(n)).into())
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
    let list = params.first().and_then(|list| list.as_array()).ok_or("it takes a list")?;
    let items =
        list.iter().map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned));
    Ok(items.collect::<Vec<_>>().join(text(params, 1)).into())
}

/// The sum of one field of the items of a list; a dot in the field's name leads into an object.
fn sum(params: &[&Value]) -> Answer {
    let list = params.first().and_then(|list| list.as_array()).ok_or("it takes a list")?;
    let field = text(params, 1);
    let one = |item: &Value| {
        field.split('.').try_fold(item, |value, key| value.get(key)).and_then(Value::as_u64)
    };
    list.iter()
        .try_fold(0, |sum: u64, item| sum.checked_add(one(item)?))
        .map(Into::into)
        .ok_or_else(|| format!("an item has no number {field}"))
}

fn anchor(params: &[&Value]) -> Answer {
    let extract: ExtractEntry = params
        .first()
        .and_then(|value| serde::Deserialize::deserialize(*value).ok())
        .ok_or("it takes an extract")?;
    Ok(data::anchor(&extract).into())
}

/// The source with that number.
fn source_of(sources: &Value, params: &[&Value]) -> Answer {
    let n = whole(params, 0)?;
    let index = usize::try_from(n).ok().and_then(|n| n.checked_sub(1));
    index
        .and_then(|index| sources.get(index))
        .cloned()
        .ok_or_else(|| format!("there is no source {n}"))
}

fn address(params: &[&Value]) -> String {
    link::safe(text(params, 0)).unwrap_or_default()
}

fn citations(params: &[&Value]) -> Result<Vec<CitationEntry>, String> {
    params
        .first()
        .and_then(|value| serde::Deserialize::deserialize(*value).ok())
        .ok_or_else(|| "it takes the citations of an extract".into())
}

fn cite_markdown(params: &[&Value]) -> Result<String, String> {
    let mut out = String::new();
    for citation in citations(params)? {
        let mark = if citation.relation == RelationEntry::Also { " +" } else { "" };
        let _ = write!(out, "{mark}[^{}]", citation.source);
    }
    Ok(out)
}

/// The first citation is the extract itself, whose element names its bytes; the others name theirs,
/// for `verify`.
fn cite_html(params: &[&Value]) -> Result<String, String> {
    let mut out = String::new();
    for (index, citation) in citations(params)?.iter().enumerate() {
        let CitationEntry { source, start, end, .. } = citation;
        let place = if index == 0 {
            String::new()
        } else {
            format!(r#" data-source="{source}" data-start="{start}" data-end="{end}""#)
        };
        let _ = match citation.relation {
            RelationEntry::Verbatim => {
                let relation = if index == 0 { "" } else { r#" data-relation="verbatim""# };
                write!(
                    out,
                    r##"<a class="cite" href="#source-{source}" role="doc-noteref" aria-label="source {source}"{place}{relation}>[{source}]</a>"##
                )
            }
            RelationEntry::Also => write!(
                out,
                r##" <a class="cite also" href="#source-{source}" role="doc-noteref" aria-label="also source {source}, in similar words"{place}>+[{source}]</a>"##
            ),
        };
    }
    Ok(out)
}
