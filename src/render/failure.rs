//! What handlebars says, as one line that names the user's file, line and column.

use handlebars::{RenderError, RenderErrorReason, TemplateError, TemplateErrorReason};

use super::field::nearest;
use super::scan::Fault;
use super::source::{Source, Sources};
use crate::error::{Error, ErrorKind};

pub(super) fn fault(source: &Source, fault: &Fault) -> Error {
    at(&source.origin, Some(fault.line), Some(fault.column), fault.reason.clone())
}

pub(super) fn syntax(source: &Source, error: &TemplateError) -> Error {
    let (line, column) = error.pos().unzip();
    let reason = match error.reason() {
        TemplateErrorReason::MismatchingClosedHelper(open, close)
        | TemplateErrorReason::MismatchingClosedDecorator(open, close) => {
            let name = |tag: &str| tag.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
            format!("{{{{/{}}}}} closes the block {{{{#{}}}}}", name(close), name(open))
        }
        // Its list of what it expected is made of names from its grammar.
        TemplateErrorReason::InvalidSyntax(_) => "handlebars does not understand this tag".into(),
        other => other.to_string(),
    };
    at(&source.origin, line, column, reason)
}

pub(super) fn rendering(sources: &Sources, error: &RenderError) -> Error {
    let reason = match error.reason() {
        RenderErrorReason::MissingVariable(Some(field)) => unknown_field(field),
        RenderErrorReason::MissingVariable(None) => "a field that does not exist".to_owned(),
        RenderErrorReason::HelperNotFound(helper) => unknown_helper(helper),
        other => other.to_string(),
    };
    place(sources, error, reason)
}

/// `reason`, at the tag where rendering came to `error`.
pub(super) fn place(sources: &Sources, error: &RenderError, reason: String) -> Error {
    let name = error.template_name.as_deref().unwrap_or(super::source::MAIN);
    let origin = sources.get(name).map_or(name, |source| source.origin.as_str());
    at(origin, error.line_no, error.column_no, reason)
}

pub(super) fn unknown_helper(name: &str) -> String {
    format!("there is no helper {name}")
}

pub(super) fn unknown_field(path: &str) -> String {
    let name = path.rsplit(['.', '/']).next().unwrap_or(path);
    match nearest(name).as_slice() {
        [] => format!("there is no field {path} here (there are {})", super::known_fields()),
        names if names.contains(&name) => {
            format!(
                "there is no field {path} here (another object has it; @root.… starts at the top)"
            )
        }
        names => format!("there is no field {path} here (did you mean {}?)", names.join(" or ")),
    }
}

fn at(origin: &str, line: Option<usize>, column: Option<usize>, reason: String) -> Error {
    let place = match (line, column) {
        (Some(line), Some(column)) => format!("{origin}:{line}:{column}"),
        _ => origin.to_owned(),
    };
    Error::new(ErrorKind::Template, place, reason)
}
