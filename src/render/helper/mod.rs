//! What templates can call: small functions from the briefing's data to text.
//!
//! A [`Function`] returns a value, which handlebars escapes when it is written; a [`Markup`] writes
//! mark-up of our own, and escapes what it takes from the briefing itself. `docs/template-data.md`
//! documents each with an example that a test runs.

pub(super) mod words;
mod calendar;
pub(super) mod citation;
mod chart;
mod map;
pub(super) mod change;

use data_encoding::BASE64;
use handlebars::{
    Context, Handlebars, Helper, HelperDef, HelperResult, Output, RenderContext, RenderError,
    RenderErrorReason, ScopedJson,
};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::phrase;
use super::{Citations, Format, escape, link};
use crate::model::Briefing;

/// The helpers beside those of handlebars itself.
pub(super) const NAMES: &[&str] = &[
    "anchor",
    "changed",
    "citation_style",
    "cite",
    "cited",
    "citing",
    "code",
    "copy_of",
    "count",
    "coverage",
    "csp",
    "date",
    "dates",
    "decimal",
    "extract_at",
    "join",
    "likeness",
    "phrase",
    "minutes",
    "outlets",
    "plural",
    "prefix",
    "share",
    "skip",
    "source_of",
    "style",
    "sum",
    "take",
    "truncate",
    "untold",
    "url",
    "version",
    "where",
];

type Answer = Result<Value, String>;

/// Registers every helper of `format` but those that need the style sheet.
pub(super) fn register(
    registry: &mut Handlebars,
    format: Format,
    citations: Citations,
    briefing: &Briefing,
    value: &Value,
) {
    let phrases = phrase::of(briefing.language);
    words::register(registry, phrases, briefing);
    calendar::register(registry, phrases, briefing);
    citation::register(registry, phrases, (format, citations), briefing, value);
    chart::register(registry, phrases, format, briefing);
    map::register(registry, phrases, format, briefing);
    change::register(registry, phrases, format);
    function(registry, "version", |_| Ok(env!("CARGO_PKG_VERSION").into()));
    let is_markdown = format == Format::Markdown;
    markup(registry, "url", move |params| {
        let address = address(params);
        Ok(if is_markdown { address } else { escape::html(&address) })
    });
    markup(registry, "code", move |params| {
        let text = text(params, 0);
        Ok(if is_markdown {
            escape::markdown_code(text)
        } else {
            format!("<code>{}</code>", format.escape()(text))
        })
    });
}

/// The content security policy that allows `style` and nothing else.
pub(super) fn policy(style: &str) -> String {
    format!(
        "default-src 'none'; style-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'",
        BASE64.encode(&Sha256::digest(style.as_bytes()))
    )
}

/// Registers `style` and `csp`: the policy allows this very style sheet and nothing else.
pub(super) fn register_style(registry: &mut Handlebars, style: String) {
    let policy = policy(&style);
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
    registered(registry, name, Function(name, answer));
}

fn markup(
    registry: &mut Handlebars,
    name: &'static str,
    write: impl Fn(&[&Value]) -> Result<String, String> + Send + Sync + 'static,
) {
    registered(registry, name, Markup(name, write));
}

fn registered(
    registry: &mut Handlebars,
    name: &'static str,
    helper: impl HelperDef + Send + Sync + 'static,
) {
    registry.register_helper(name, Box::new(helper));
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

fn list<'a>(params: &[&'a Value]) -> Result<&'a Vec<Value>, String> {
    params.first().and_then(|list| list.as_array()).ok_or_else(|| "it takes a list".into())
}

fn address(params: &[&Value]) -> String {
    link::safe(text(params, 0)).unwrap_or_default()
}
