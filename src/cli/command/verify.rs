//! `daybrief verify`: every extract of a written briefing against the articles it cites, from their
//! files, or where those are not at hand from the store.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::cli::args::Verify;
use crate::cli::exit::Exit;
use crate::cli::job::{Context, input};
use crate::cli::memory;
use crate::cli::output::{self, Target};
use crate::cli::report::{self, counted, reason};
use crate::error::{Error, ErrorKind, Warning};
use crate::model::{Document, Source};
use crate::read::{self, Input};
use crate::store::{self, Store};
use crate::verify::{self, Mismatch, Missing};

/// Runs the command.
pub(super) fn run(args: &Verify, context: &Context) -> Result<Exit, Error> {
    let text = text(&args.brief)?;
    let inputs = inputs(args, &text)?;
    let mut reading = read::documents(&inputs, &args.fields.options());
    let stored = stored(&verify::missing(&text, &reading.documents)?, context);
    let is_stored = |warning: &Warning| {
        stored
            .iter()
            .any(|it| it.source.path.as_deref().is_some_and(|path| file(path) == warning.input))
    };
    for warning in reading.warnings.iter().filter(|warning| !is_stored(warning)) {
        report::warning(context.verbosity, warning);
    }
    reading.documents.extend(stored);
    let verify::Report { extracts, mismatches } = verify::briefing(&text, &reading.documents)?;
    if mismatches.is_empty() {
        let line = format!("{} verified\n", counted(extracts, "sentence"));
        output::write(&Target::Stdout, &line)?;
        return Ok(Exit::Success);
    }
    for mismatch in &mismatches {
        report::error(&sentence(mismatch));
    }
    Ok(Exit::Failure)
}

/// What the store has of the `missing` sources. A store that cannot be used has nothing.
fn stored(missing: &[Missing], context: &Context) -> Vec<Document> {
    if missing.is_empty() {
        return Vec::new();
    }
    let look_up = |store: &Store| {
        let mut found = Vec::new();
        for Missing { path, url, sha256 } in missing {
            if let Some(text) = store::text(store, sha256)? {
                let source = Source { path: path.clone(), url: url.clone(), ..Source::default() };
                found.push(Document { source, ..Document::plain(text, None) });
            }
        }
        Ok(found)
    };
    let found = memory::existing().and_then(|store| store.as_ref().map_or(Ok(Vec::new()), look_up));
    found.unwrap_or_else(|error| {
        report::warning(context.verbosity, &error);
        Vec::new()
    })
}

/// The file of the article at `path`, which may be the n-th of it.
fn file(path: &str) -> &str {
    path.rsplit_once('#').map_or(path, |(file, _)| file)
}

/// The briefing.
fn text(path: &Path) -> Result<String, Error> {
    let failed = |error: io::Error| {
        let shown = path.display().to_string();
        Error::new(ErrorKind::Read, shown, reason(&error)).caused_by(error)
    };
    let bytes = if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map_err(failed)?;
        bytes
    } else {
        fs::read(path).map_err(failed)?
    };
    verify::text(bytes)
        .map_err(|error| Error::new(ErrorKind::Verify, path.display().to_string(), error.reason))
}

/// The inputs given, else the files that the briefing itself names.
fn inputs(args: &Verify, text: &str) -> Result<Vec<Input>, Error> {
    let stdin = Path::new("-");
    if args.brief == stdin && args.inputs.iter().any(|path| path == stdin) {
        let reason = "standard input cannot be both the briefing and an article";
        return Err(Error::new(ErrorKind::Usage, "-", reason));
    }
    if !args.inputs.is_empty() {
        return Ok(args.inputs.iter().map(|path| input(path)).collect());
    }
    Ok(verify::sources(text)?.into_iter().map(|path| Input::Path(PathBuf::from(path))).collect())
}

/// What does not hold, as `"The two presidents …" [seeds/a.txt]: not in the source`.
fn sentence(mismatch: &Mismatch) -> String {
    let Mismatch { extract, source, what } = mismatch;
    if extract.is_empty() {
        format!("{source}: {what}")
    } else {
        format!("“{extract}” [{source}]: {what}")
    }
}
