//! `daybrief templates`: the built-in templates to look at, to copy, and a check of one's own.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::cli::args::Templates;
use crate::cli::exit::Exit;
use crate::cli::job::Context;
use crate::cli::output::{self, Target};
use crate::cli::report::{self, reason};
use crate::error::{Error, ErrorKind};
use crate::render::{self, BuiltinSource, Format, Template};

/// The formats that a template stands for which does not say.
const USUAL: [Format; 2] = [Format::Html, Format::Markdown];

/// Runs the command.
pub(super) fn run(command: &Templates, context: &Context) -> Result<Exit, Error> {
    let text = match command {
        Templates::List => list(),
        Templates::Show { name } => show(name)?.to_owned(),
        Templates::New { folder } => new(folder)?,
        Templates::Check { path } => return check(path, context),
    };
    output::write(&Target::Stdout, &text)?;
    Ok(Exit::Success)
}

fn name(source: &BuiltinSource) -> String {
    format!("{}/{}", source.format.name(), source.name)
}

/// A line for each built-in template.
fn list() -> String {
    let mut text = String::new();
    for source in render::builtin_sources() {
        let _ = writeln!(text, "{:<18}  {}", name(source), source.about);
    }
    text
}

fn show(wanted: &str) -> Result<&'static str, Error> {
    let bare = wanted.strip_suffix(".hbs").unwrap_or(wanted);
    let found = render::builtin_sources().iter().find(|source| name(source) == bare);
    found.map(|source| source.text).ok_or_else(|| {
        let reason = "there is no such built-in template (see daybrief templates list)";
        Error::new(ErrorKind::Template, wanted, reason)
    })
}

/// Copies the built-in templates into `folder`, which must not exist, each with a comment that
/// says what it is and how to go on.
fn new(folder: &Path) -> Result<String, Error> {
    let failed = |path: &Path, reason: String| {
        Error::new(ErrorKind::Write, path.display().to_string(), reason)
    };
    if folder.symlink_metadata().is_ok() {
        return Err(failed(folder, "it exists already, and is left as it is".into()));
    }
    let mut text = String::new();
    for source in render::builtin_sources() {
        let path = folder.join(source.format.name()).join(format!("{}.hbs", source.name));
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)
                .map_err(|error| failed(folder, reason(&error)).caused_by(error))?;
        }
        output::write(&Target::File(path.clone()), &(comment(source) + source.text))?;
        let _ = writeln!(text, "{}", path.display());
    }
    Ok(text)
}

/// What stands above a copy; it is taken out again when the template is read, line and all.
fn comment(source: &BuiltinSource) -> String {
    let fields = if source.name == "briefing" {
        format!(
            "\nFields, whose places docs/template-data.md tells:\n{}",
            textwrap::fill(&render::known_fields(), 90)
        )
    } else {
        String::new()
    };
    format!(
        "{{{{!-- {}: {}.\n\
         Change it here, or delete this file to have the built-in text back.\n\
         Try it: daybrief templates check FOLDER; use it: daybrief make … --template FOLDER{fields}\n\
         --}}}}\n",
        name(source),
        source.about
    )
}

/// Checks the template or folder `path` in every format that it may stand for.
///
/// A folder stands for the formats it has a subfolder of, a file in such a folder or called
/// `x.md.hbs` for that format, and anything else for both.
fn check(path: &Path, context: &Context) -> Result<Exit, Error> {
    let mut n_errors = 0;
    for format in formats_of(path) {
        for error in render::check(&Template::load(format, path)?) {
            report::error(&error);
            n_errors += 1;
        }
        let shown = path.display();
        report::note(context.verbosity, &format!("{shown} checked as {}", format.name()));
    }
    if n_errors > 0 {
        return Ok(Exit::Failure);
    }
    output::write(&Target::Stdout, &format!("{} ok\n", path.display()))?;
    Ok(Exit::Success)
}

fn formats_of(path: &Path) -> Vec<Format> {
    let stands_for = |format: &Format| {
        let extensions: &[&str] = match format {
            Format::Markdown => &["md", "markdown"],
            Format::Email => &["eml"],
            Format::Epub => &["epub", "xhtml"],
            _ => &["html", "htm"],
        };
        let stem = path.file_stem().map(Path::new);
        let inner = stem.and_then(Path::extension).and_then(|extension| extension.to_str());
        let parent = path.parent().and_then(Path::file_name).and_then(|name| name.to_str());
        path.join(format.name()).is_dir()
            || path.file_name().is_some_and(|name| name == format.name())
            || inner.is_some_and(|inner| extensions.contains(&inner))
            || parent == Some(format.name())
    };
    let formats: Vec<Format> = Format::TEMPLATED.into_iter().filter(stands_for).collect();
    if formats.is_empty() { USUAL.to_vec() } else { formats }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_tells_the_formats() {
        assert_eq!(formats_of(Path::new("a.md.hbs")), [Format::Markdown]);
        assert_eq!(formats_of(Path::new("mine/html/topic.hbs")), [Format::Html]);
        assert_eq!(formats_of(Path::new("mine/markdown")), [Format::Markdown]);
        assert_eq!(formats_of(Path::new("mine.hbs")), USUAL);
    }

    #[test]
    fn every_listed_template_can_be_shown() {
        for line in list().lines() {
            let name = line.split_whitespace().next().unwrap();
            assert!(!show(name).unwrap().is_empty());
            assert!(show(&format!("{name}.hbs")).is_ok());
        }
        assert!(show("html/none").unwrap_err().to_string().contains("templates list"));
    }
}
