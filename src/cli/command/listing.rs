//! The output of commands that list things: text for people, JSON for programs.

use std::path::Path;

use serde::Serialize;

use crate::cli::args::List;
use crate::cli::format::Format;
use crate::cli::output::{self, Target};
use crate::error::{Error, ErrorKind};
use crate::render;

/// Writes `value`: as JSON, or in the words of `text`.
pub(super) fn write<T: Serialize>(
    args: &List,
    value: &T,
    text: impl FnOnce(&T) -> String,
) -> Result<(), Error> {
    let output = args.output.as_deref().filter(|path| *path != Path::new("-"));
    let target = output.map_or(Target::Stdout, |path| Target::File(path.to_owned()));
    let text = match format(args, output)? {
        Format::Json => json(value)?,
        _ => text(value),
    };
    output::write(&target, &text)
}

fn format(args: &List, output: Option<&Path>) -> Result<Format, Error> {
    match (args.format.as_deref(), output) {
        (Some("json"), _) => Ok(Format::Json),
        (Some(_), _) | (None, None) => Ok(Format::Text),
        (None, Some(path)) => Format::of(path)
            .ok()
            .filter(|format| matches!(format, Format::Text | Format::Json))
            .ok_or_else(|| {
                let reason = "its name does not tell the format (give --format text or json)";
                Error::new(ErrorKind::Usage, path.display().to_string(), reason)
            }),
    }
}

fn json<T: Serialize>(value: &T) -> Result<String, Error> {
    render::json(value).map_err(|error| {
        Error::new(ErrorKind::Render, "the list", error.to_string()).caused_by(error)
    })
}
