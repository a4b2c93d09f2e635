//! A finished briefing to its place: rendered in every format asked for, then written.

use std::path::{Path, PathBuf};

use super::articles;
use crate::cli::exit::Exit;
use crate::cli::folder::{self, RESERVED};
use crate::cli::format::Format;
use crate::cli::job::{Destination, Job, Layout, Mode, Place, Remember};
use crate::cli::output::{self, Target};
use crate::cli::recipe::Ingredients;
use crate::cli::report::{self, counted};
use crate::cli::setting::IfEmpty;
use crate::error::{Error, ErrorKind, Warning};
use crate::model::{Briefing, Date};
use crate::render::archive::Edition;
use crate::render::{self, Template};

/// Larger messages are cut off by some of the programs that most people read mail with.
const MAX_MESSAGE: usize = 100_000;

/// A briefing, what it was made of, and the warnings of its reading.
pub(super) struct Made {
    pub(super) briefing: Briefing,
    pub(super) ingredients: Ingredients,
    pub(super) warnings: Vec<Warning>,
}

/// Renders the briefing of `made` and writes it; when all of it is safely written, it is handed to
/// `remember`.
///
/// Everything is rendered before anything is written: a template that fails leaves no file.
pub(super) fn briefing(
    made: Made,
    job: &Job,
    destination: &Destination,
    remember: impl FnOnce(&Briefing),
) -> Result<Exit, Error> {
    let Made { mut briefing, ingredients, warnings } = made;
    if briefing.topics.is_empty() && job.if_empty != IfEmpty::Write {
        return Ok(empty(job));
    }
    articles::warn(job, &briefing.warnings);
    briefing.warnings.extend(warnings.iter().cloned());
    let article = briefing.article.take();
    let places = places(&destination.place, &briefing, job)?;
    let mut files = Vec::new();
    for (target, format) in places {
        let template = template(format, &target, &destination.layout)?;
        let template = template.themed(destination.theme).marked(destination.markdown);
        // Only a page has room for the article beside its summary.
        briefing.article = article.clone().filter(|_| format == Format::Html);
        briefing.made = Some(job.recipe.made(&ingredients, briefing.date, format));
        let contents = render::file(&briefing, &template)?;
        if format == Format::Email && contents.len() > MAX_MESSAGE {
            warn_of_size(&target, contents.len(), job);
        }
        files.push((target, contents));
    }
    match destination.mode {
        Mode::DryRun => {
            for (target, contents) in &files {
                output::write(&Target::Stdout, &plan(&briefing, target, contents))?;
            }
            output::write(&Target::Stdout, &memorable(&briefing, job))?;
        }
        Mode::Write | Mode::WriteAndOpen => {
            let paths = written(&briefing, &files, destination, job)?;
            if destination.mode == Mode::WriteAndOpen {
                open(&paths, job);
            }
        }
    }
    if destination.mode != Mode::DryRun {
        remember(&briefing);
    }
    Ok(articles::done(job, &warnings))
}

fn warn_of_size(target: &Target, n_bytes: usize, job: &Job) {
    let message = format!(
        "{} kB, of which many mail programs show only the first {} (ask for fewer topics or sentences)",
        n_bytes.div_ceil(1000),
        MAX_MESSAGE / 1000
    );
    report::warning(job.verbosity, &Warning::new(shown(target), message));
}

/// Opens the page among `paths`, else the first of them, in the program for such files.
///
/// The briefing is written by then: what cannot be opened is no failure.
fn open(paths: &[PathBuf], job: &Job) {
    let is_page = |path: &&PathBuf| path.extension().is_some_and(|extension| extension == "html");
    let Some(path) = paths.iter().find(is_page).or(paths.first()) else { return };
    if let Err(error) = opener::open(path) {
        let message = format!("it is written, but cannot be opened: {error}");
        report::warning(job.verbosity, &Warning::new(path.display().to_string(), message));
    }
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
fn places(place: &Place, briefing: &Briefing, job: &Job) -> Result<Vec<(Target, Format)>, Error> {
    match place {
        Place::One(target, format) => Ok(vec![(target.clone(), *format)]),
        Place::Folder { dir, name, formats } => {
            let path =
                |&format| Ok((Target::File(file_in(dir, name, briefing, job, format)?), format));
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
fn file_in(
    dir: &Path,
    name: &str,
    briefing: &Briefing,
    job: &Job,
    format: Format,
) -> Result<PathBuf, Error> {
    let file = filled(name, briefing, job).replace("{ext}", format.extension());
    let failed = |reason| Err(Error::new(ErrorKind::Config, format!("output.name {name}"), reason));
    if file.is_empty() || file.contains(['{', '}']) || file.contains(std::path::is_separator) {
        return failed("it is to be a file name, of {date}, {profile}, {ext} and other characters");
    }
    if RESERVED.contains(&&*file) {
        return failed("the folder has a file of its own with this name");
    }
    Ok(dir.join(file))
}

/// `name` with its date and profile; without a profile a hyphen beside its place goes, too.
fn filled(name: &str, briefing: &Briefing, job: &Job) -> String {
    let date = briefing.date.map_or_else(|| "undated".into(), |date| date.day().to_string());
    let name = name.replace("{date}", &date);
    match &job.profile {
        Some(profile) => name.replace("{profile}", profile),
        None => ["-{profile}", "{profile}-", "{profile}"]
            .iter()
            .fold(name, |name, place| name.replace(place, "")),
    }
}

/// Writes the files, and returns their paths; the names of those in a folder are printed, since
/// nobody typed them.
fn written(
    briefing: &Briefing,
    files: &[(Target, Vec<u8>)],
    destination: &Destination,
    job: &Job,
) -> Result<Vec<PathBuf>, Error> {
    let Place::Folder { dir, name, .. } = &destination.place else {
        let mut paths = Vec::new();
        for (target, contents) in files {
            output::bytes(target, contents)?;
            if let Target::File(path) = target {
                report::note(job.verbosity, &format!("{} written", path.display()));
                paths.push(path.clone());
            }
        }
        return Ok(paths);
    };
    let named = |(target, contents): &(Target, Vec<u8>)| match target {
        Target::File(path) => {
            let name = path.file_name()?.to_str()?;
            Some((name.to_owned(), contents.clone()))
        }
        Target::Stdout => None,
    };
    let files: Vec<(String, Vec<u8>)> = files.iter().filter_map(named).collect();
    let edition = Edition::of(
        briefing,
        filled(name, briefing, job).replace(".{ext}", "").replace("{ext}", ""),
        files.iter().map(|(file, _)| file.clone()).collect(),
    );
    let look = Template::builtin(render::Format::Html).themed(destination.theme);
    let paths = folder::put(dir, edition, &files, &look)?;
    for path in &paths {
        output::write(&Target::Stdout, &format!("{}\n", path.display()))?;
    }
    Ok(paths)
}

/// What `--dry-run` says of one page.
fn plan(briefing: &Briefing, target: &Target, contents: &[u8]) -> String {
    let n_extracts = briefing.topics.iter().map(|topic| topic.extracts.len()).sum();
    let line = format!(
        "{}: {}, {}, {}, {}",
        shown(target),
        counted(briefing.sources.len(), "source"),
        counted(briefing.topics.len(), "topic"),
        counted(n_extracts, "sentence"),
        counted(contents.len(), "byte"),
    );
    format!("{}\n", report::escaped(&line))
}

/// What `--dry-run` says of the memory.
fn memorable(briefing: &Briefing, job: &Job) -> String {
    let Some(day) = briefing.date.filter(|_| job.remember == Remember::Yes).map(Date::day) else {
        return String::new();
    };
    let profile =
        job.profile.as_ref().map_or_else(String::new, |name| format!(" of the profile {name}"));
    format!("remembered as the edition for {day}{profile}\n")
}

fn shown(target: &Target) -> String {
    match target {
        Target::File(path) => path.display().to_string(),
        Target::Stdout => "standard output".into(),
    }
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
        Format::Email => render::Format::Email,
        Format::Atom => render::Format::Atom,
        Format::Epub => render::Format::Epub,
    };
    Ok(match (layout, format) {
        (Layout::Asked(path), _)
        | (Layout::Usual(path), render::Format::Html | render::Format::Markdown) => {
            loaded(format, path)?
        }
        // Templates for pages are in use every day; those for messages and books only if made.
        (Layout::Usual(path), render::Format::Email | render::Format::Epub)
            if path.join(format.name()).is_dir() =>
        {
            loaded(format, path)?
        }
        (_, render::Format::Text) => Template::terminal(output::terminal(target)),
        _ => Template::builtin(format),
    })
}

/// The templates of `path`. A field that does not exist would be a hole in every page.
pub(super) fn loaded(format: render::Format, path: &Path) -> Result<Template, Error> {
    let template = Template::load(format, path)?;
    render::fields(&template)?;
    Ok(template)
}
