//! `daybrief verify`: every extract of a written briefing against the articles it cites.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::cli::args::Verify;
use crate::cli::exit::Exit;
use crate::cli::job::{Context, input};
use crate::cli::output::{self, Target};
use crate::cli::report::{self, counted, reason};
use crate::error::{Error, ErrorKind};
use crate::read::{self, Input};
use crate::verify::{self, Mismatch};

/// Runs the command.
pub(super) fn run(args: &Verify, context: &Context) -> Result<Exit, Error> {
    let text = text(&args.brief)?;
    let inputs = inputs(args, &text)?;
    let reading = read::documents(&inputs, &args.fields.options());
    for warning in &reading.warnings {
        report::warning(context.verbosity, warning);
    }
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
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Error::new(ErrorKind::Verify, path.display().to_string(), format!("not UTF-8 at byte {at}"))
    })
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
