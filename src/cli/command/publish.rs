//! A finished briefing to its place: rendered in every format asked for, then written.

use std::fs;
use std::path::{Path, PathBuf};

use super::articles;
use crate::cli::exit::Exit;
use crate::cli::format::Format;
use crate::cli::job::{Destination, Job, Layout, Mode, Place};
use crate::cli::output::{self, Target};
use crate::cli::report::{self, counted, reason};
use crate::cli::setting::IfEmpty;
use crate::error::{Error, ErrorKind, Warning};
use crate::model::Briefing;
use crate::render::{self, Template};

/// Renders `briefing` with the `warnings` of its reading and writes it; when all of it is safely
/// written, it is handed to `remember`.
///
/// Everything is rendered before anything is written: a template that fails leaves no file.
pub(super) fn briefing(
    mut briefing: Briefing,
    warnings: &[Warning],
    job: &Job,
    destination: &Destination,
    remember: impl FnOnce(&Briefing),
) -> Result<Exit, Error> {
    if briefing.topics.is_empty() && job.if_empty != IfEmpty::Write {
        return Ok(empty(job));
    }
    articles::warn(job, &briefing.warnings);
    briefing.warnings.extend(warnings.iter().cloned());
    let places = places(&destination.place, &briefing)?;
    let mut pages = Vec::new();
    for (target, format) in places {
        let template = template(format, &target, &destination.layout)?;
        let text = render::briefing(&briefing, &template)?;
        pages.push((target, text));
    }
    for (target, text) in &pages {
        match destination.mode {
            Mode::Write => written(target, text, &destination.place, job)?,
            Mode::DryRun => output::write(&Target::Stdout, &plan(&briefing, target, text))?,
        }
    }
    if destination.mode == Mode::Write {
        remember(&briefing);
    }
    Ok(articles::done(job, warnings))
}

/// How a run ends that found no topic and is not to write about that.
fn empty(job: &Job) -> Exit {
    let sources = job.options.make.min_independent;
    report::error(&if !job.earlier.is_empty() {
        "nothing to report: nothing new since the earlier articles".into()
    } else if sources > 1 {
        let sources = counted(sources as usize, "independent source");
        format!("nothing to report: no topic has {sources}")
    } else {
        "nothing to report: no article has a sentence".into()
    });
    if job.if_empty == IfEmpty::Fail { Exit::Failure } else { Exit::Nothing }
}

/// Every file or stream to write, with its format.
fn places(place: &Place, briefing: &Briefing) -> Result<Vec<(Target, Format)>, Error> {
    match place {
        Place::One(target, format) => Ok(vec![(target.clone(), *format)]),
        Place::Folder { dir, name, formats } => {
            let path = |&format| Ok((Target::File(file_in(dir, name, briefing, format)?), format));
            let paths: Vec<(Target, Format)> =
                formats.iter().map(path).collect::<Result<_, _>>()?;
            let mut seen = Vec::new();
            for (target, _) in &paths {
                if seen.contains(&target) {
                    let reason = "two formats would have this name (use {ext} in it)";
                    return Err(Error::new(
                        ErrorKind::Config,
                        format!("output.name {name}"),
                        reason,
                    ));
                }
                seen.push(target);
            }
            Ok(paths)
        }
    }
}

/// The file in `dir` that `name` stands for.
fn file_in(dir: &Path, name: &str, briefing: &Briefing, format: Format) -> Result<PathBuf, Error> {
    let date = briefing.date.map_or_else(|| "undated".into(), |date| date.day().to_string());
    let file = name.replace("{date}", &date).replace("{ext}", format.extension());
    if file.is_empty() || file.contains(['{', '}']) || file.contains(std::path::is_separator) {
        let reason = "it is to be a file name, with {date} and {ext} in it";
        return Err(Error::new(ErrorKind::Config, format!("output.name {name}"), reason));
    }
    Ok(dir.join(file))
}

/// Writes one page; the names of files in a folder are printed, since nobody typed them.
fn written(target: &Target, text: &str, place: &Place, job: &Job) -> Result<(), Error> {
    if let Place::Folder { dir, .. } = place {
        fs::create_dir_all(dir).map_err(|error| {
            let shown = dir.display().to_string();
            Error::new(ErrorKind::Write, shown, reason(&error)).caused_by(error)
        })?;
    }
    output::write(target, text)?;
    match (target, place) {
        (Target::File(path), Place::Folder { .. }) => {
            output::write(&Target::Stdout, &format!("{}\n", path.display()))
        }
        (Target::File(path), _) => {
            report::note(job.verbosity, &format!("{} written", path.display()));
            Ok(())
        }
        (Target::Stdout, _) => Ok(()),
    }
}

/// What `--dry-run` says of one page.
fn plan(briefing: &Briefing, target: &Target, text: &str) -> String {
    let n_extracts = briefing.topics.iter().map(|topic| topic.extracts.len()).sum();
    let target = match target {
        Target::File(path) => path.display().to_string(),
        Target::Stdout => "standard output".into(),
    };
    let line = format!(
        "{target}: {}, {}, {}, {}",
        counted(briefing.sources.len(), "source"),
        counted(briefing.topics.len(), "topic"),
        counted(n_extracts, "sentence"),
        counted(text.len(), "byte"),
    );
    format!("{}\n", report::escaped(&line))
}

/// How `format` is laid out at `target`.
pub(super) fn template(
    format: Format,
    target: &Target,
    layout: &Layout,
) -> Result<Template, Error> {
    let format = match format {
        Format::Html => render::Format::Html,
        Format::Md => render::Format::Markdown,
        Format::Json => render::Format::Json,
        Format::Text => render::Format::Text,
    };
    match (layout, format) {
        (Layout::Asked(path), _)
        | (Layout::Usual(path), render::Format::Html | render::Format::Markdown) => {
            Template::load(format, path)
        }
        (_, render::Format::Text) => Ok(Template::terminal(output::terminal(target))),
        _ => Ok(Template::builtin(format)),
    }
}
