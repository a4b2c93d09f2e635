//! `daybrief background`: how common words are in articles of the user's own, as tables for grouping.

use std::fs;
use std::path::Path;

use super::articles;
use crate::cli::args;
use crate::cli::exit::Exit;
use crate::cli::job::{Context, Job};
use crate::cli::output::{self, Target};
use crate::cli::report::{self, counted, reason};
use crate::cluster::Background;
use crate::error::{Error, ErrorKind};
use crate::model::Language;
use crate::segment;

/// The end of a table's file name, behind the code of its language.
const EXTENSION: &str = "txt";

/// Runs the command.
pub(super) fn run(args: &args::Background, context: &Context) -> Result<Exit, Error> {
    let job = Job::background(args, context)?;
    let (background, warnings) = articles::through(&job, |documents, _| {
        Background::count(&segment::corpus(documents, &job.options.segment), args.least)
    })?;
    if background.tables().count() == 0 {
        let least = counted(args.least, "article");
        let reason = format!("no language has {least} (see --least)");
        return Err(Error::new(ErrorKind::Read, "any table", reason));
    }
    fs::create_dir_all(&args.output).map_err(|error| {
        let shown = args.output.display().to_string();
        Error::new(ErrorKind::Write, shown, reason(&error)).caused_by(error)
    })?;
    for (language, table) in background.tables() {
        let path = args.output.join(format!("{}.{EXTENSION}", language.code()));
        output::write(&Target::File(path.clone()), table)?;
        report::note(job.verbosity, &format!("{} written", path.display()));
    }
    Ok(articles::done(&job, &warnings))
}

/// The tables in `folder`, one for each file named after a language.
///
/// # Errors
/// The folder or a table cannot be read, or there is none.
pub(in crate::cli) fn read(folder: &Path) -> Result<Background, Error> {
    let failed = |path: &Path, reason: String| {
        Error::new(ErrorKind::Config, path.display().to_string(), reason)
    };
    let entries = fs::read_dir(folder).map_err(|error| failed(folder, reason(&error)))?;
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.map_err(|error| failed(folder, reason(&error)))?.path());
    }
    paths.sort();
    let mut background = Background::default();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|end| end == EXTENSION)) {
        let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let Ok(language) = name.parse::<Language>() else { continue };
        let table = fs::read_to_string(path).map_err(|error| failed(path, reason(&error)))?;
        background.insert(language, table).map_err(|line| {
            failed(path, format!("line {line}: no share in percent with words behind it"))
        })?;
    }
    if background.tables().count() == 0 {
        return Err(failed(folder, "no table in it (en.txt is one for English)".into()));
    }
    Ok(background)
}
