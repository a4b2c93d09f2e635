//! The part that every command on articles shares: read them, say what could not be read, keep
//! those of the window, and hand the rest on, all on the threads that `--jobs` allows.

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::cli::exit::Exit;
use crate::cli::job::{Job, Strict};
use crate::cli::memory;
use crate::cli::progress;
use crate::cli::report::{self, counted};
use crate::cli::setting::IfEmpty;
use crate::cli::stored::{self, Found};
use crate::cli::web;
use crate::cli::window;
use crate::error::{Error, ErrorKind, Warning};
use crate::model::Document;
use crate::pipeline;
use crate::read::{self, Input, Reading};

/// What `work` makes of the job's articles and options, and the warnings of their reading.
///
/// # Errors
/// No article is left, and none is not to be written about.
pub(super) fn through<T: Send>(
    job: &Job,
    work: impl FnOnce(Vec<Document>, &pipeline::Options) -> T + Send,
) -> Result<(T, Vec<Warning>), Error> {
    pool(job.n_threads)?.install(|| {
        let (reading, told) = progress::told("reading", job.drawing);
        let (inputs, failed) = web::fetched(&job.inputs, &job.fetch);
        let mut read_options = job.read.clone();
        read_options.progress = told;
        let Reading { mut documents, mut warnings } = read::documents(&inputs, &read_options);
        warnings.splice(0..0, failed);
        reading.finish_and_clear();
        let n_read = documents.len();
        let since = memory::since(&documents, job);
        let n_outside = window::keep(&mut documents, since, job.until, job.options.date);
        let n_hidden = job.options.cluster.sources.apply(&mut documents);
        if documents.is_empty() && job.if_empty != IfEmpty::Write {
            return Err(nothing(job, &warnings, n_outside, n_hidden));
        }
        let read = counted(n_read, "article");
        let note =
            format!("{read} read, {n_outside} outside the dates asked for, {n_hidden} hidden");
        Ok(worked(documents, warnings, &note, job, work))
    })
}

/// What `work` makes of the articles `found` in the store.
///
/// # Errors
/// There is none, and that is not to be written about.
pub(super) fn of_store<T: Send>(
    job: &Job,
    found: Found,
    work: impl FnOnce(Vec<Document>, &pipeline::Options) -> T + Send,
) -> Result<(T, Vec<Warning>), Error> {
    pool(job.n_threads)?.install(|| {
        let note = stored::note(&found);
        let Found { mut documents, n_outside, warnings, window, .. } = found;
        let n_hidden = job.options.cluster.sources.apply(&mut documents);
        if documents.is_empty() && job.if_empty != IfEmpty::Write {
            warn(job, &warnings);
            let hidden = counted(n_hidden, "article");
            let reason = match (n_hidden, n_outside) {
                (1.., _) => format!("{hidden} of hidden outlets {window}"),
                (_, 0) => "the feeds have brought nothing yet (see daybrief feeds list)".into(),
                _ => {
                    let n_others = counted(n_outside, "other");
                    format!("nothing came {window} ({n_others} stored; --since 7d reaches further)")
                }
            };
            return Err(Error::new(ErrorKind::Read, "any article", reason));
        }
        Ok(worked(documents, warnings, &note, job, work))
    })
}

/// What `work` makes of `documents`, and all warnings; these are said, then the `note`.
fn worked<T>(
    documents: Vec<Document>,
    mut warnings: Vec<Warning>,
    note: &str,
    job: &Job,
    work: impl FnOnce(Vec<Document>, &pipeline::Options) -> T,
) -> (T, Vec<Warning>) {
    let mut options = job.options.clone();
    if !job.earlier.is_empty() {
        let (earlier, failed) = web::fetched(&job.earlier, &job.fetch);
        warnings.extend(failed);
        let earlier = read::documents(&earlier, &job.read);
        warnings.extend(earlier.warnings);
        options.earlier = earlier.documents.into();
    }
    warn(job, &warnings);
    report::note(job.verbosity, &note);
    let (working, told) = progress::told("choosing sentences", job.drawing);
    options.progress = told;
    let result = work(documents, &options);
    working.finish_and_clear();
    (result, warnings)
}

/// Threads to work on, `n` or for 0 one a core.
pub(super) fn pool(n: usize) -> Result<ThreadPool, Error> {
    ThreadPoolBuilder::new()
        .num_threads(n)
        .build()
        .map_err(|error| Error::new(ErrorKind::Usage, "--jobs", error.to_string()).caused_by(error))
}

/// How a command ends that has done its work but had `warnings`.
pub(super) fn done(job: &Job, warnings: &[Warning]) -> Exit {
    if warnings.is_empty() { Exit::Success } else { skipped(job) }
}

/// How a command ends that has done its work but left something out.
pub(super) fn skipped(job: &Job) -> Exit {
    match job.strict {
        Strict::No => Exit::Success,
        Strict::Yes => Exit::Skipped,
    }
}

/// Says each of `warnings`.
pub(super) fn warn(job: &Job, warnings: &[Warning]) {
    for warning in warnings {
        report::warning(job.verbosity, warning);
    }
}

/// Why there is nothing to report on. A single bad input needs no warning beside the error.
fn nothing(job: &Job, warnings: &[Warning], n_outside: usize, n_hidden: usize) -> Error {
    match warnings {
        _ if n_outside > 0 => {
            warn(job, warnings);
            let reason = format!("{} outside the dates asked for", counted(n_outside, "article"));
            Error::new(ErrorKind::Read, "any article", reason)
        }
        _ if n_hidden > 0 => {
            warn(job, warnings);
            let reason = format!("{} of hidden outlets", counted(n_hidden, "article"));
            Error::new(ErrorKind::Read, "any article", reason)
        }
        [only] => Error::new(ErrorKind::Read, &only.input, &only.message),
        _ => {
            warn(job, warnings);
            let names: Vec<String> = job.inputs.iter().map(name).collect();
            Error::new(ErrorKind::Read, "any article", format!("none in {}", listed(&names)))
        }
    }
}

fn name(input: &Input) -> String {
    match input {
        Input::Path(path) => path.display().to_string(),
        Input::Stdin => "standard input".into(),
        Input::Bytes { name, .. } => name.clone(),
        Input::Answer(answer) => answer.url.to_string(),
    }
}

/// The first few of `names`, and how many more there are.
fn listed(names: &[String]) -> String {
    const SHOWN: usize = 3;
    let shown = names.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    let n_more = names.len().saturating_sub(SHOWN);
    if n_more == 0 { shown } else { format!("{shown} and {n_more} more") }
}
