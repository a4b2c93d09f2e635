//! `daybrief evaluate summaries`: methods over topics with references.

use std::fs;
use std::num::NonZeroU32;
use std::path::Path;
use std::sync::Arc;

use super::comparison::{self, Report, Rules, Run};
use super::figures;
use super::topic::{self, Length, Topic};
use crate::cli::args::{Limit, Summaries};
use crate::cli::command::articles;
use crate::cli::exit::Exit;
use crate::cli::job::Context;
use crate::cli::progress;
use crate::cli::report::reason;
use crate::error::{Error, ErrorKind};
use crate::evaluate::rouge::Alphabet;
use crate::score::concept::Weights;
use crate::select::{self, Method};
use crate::{describe, pipeline};

/// Runs the command.
pub(super) fn run(args: &Summaries, context: &Context) -> Result<Exit, Error> {
    let names: Vec<String> = if args.method.is_empty() {
        Method::NAMES.map(str::to_owned).to_vec()
    } else {
        args.method.clone()
    };
    let methods = names.iter().map(|name| method(name)).collect::<Result<Vec<Method>, Error>>()?;
    let rules = Rules {
        length: args.sentences.map(NonZeroU32::get).map(Length::Sentences).or(asked(args.limit)),
        alphabet: if args.ascii { Alphabet::Ascii } else { Alphabet::Unicode },
        compare: args.compare,
    };
    let weights = args.weights.as_deref().map(weights).transpose()?.map(Arc::new);
    let n_threads = args.print.jobs.map_or(0, usize::from);
    let runs: Vec<Run> = articles::pool(n_threads)?.install(|| {
        let topics = topic::topics(&args.files, context.verbosity)?;
        let bar = progress::bar("summarizing", topics.len() * methods.len(), context.drawing);
        let runs = names.iter().zip(methods).map(|(name, method)| {
            Run::of(name, &topics, rules, &bar, |_, topic| pipeline::Options {
                weights: weights.clone(),
                ..options(topic, rules.length, method)
            })
        });
        let runs = runs.collect();
        bar.finish_and_clear();
        Ok::<Vec<Run>, Error>(runs)
    })?;
    figures::write(&args.print, &Report::of(&runs), comparison::text, comparison::csv)?;
    Ok(Exit::Success)
}

fn method(name: &str) -> Result<Method, Error> {
    serde_json::from_value(name.into()).map_err(|error| {
        let reason = format!("{name} is no method");
        Error::new(ErrorKind::Usage, "--method", reason).caused_by(error)
    })
}

/// The weights in the file `path`.
fn weights(path: &Path) -> Result<Weights, Error> {
    let failed = |reason| Error::new(ErrorKind::Read, path.display().to_string(), reason);
    let table =
        fs::read_to_string(path).map_err(|error| failed(reason(&error)).caused_by(error))?;
    Weights::parse(&table).map_err(failed)
}

/// The length typed.
pub(in crate::cli::command) fn asked(limit: Limit) -> Option<Length> {
    let words = limit.words.map(|words| Length::Words(words.get()));
    words.or(limit.bytes.map(|bytes| Length::Bytes(bytes.get())))
}

/// How `topic` is summarized by `method` in `length`, or as it states itself.
pub(in crate::cli::command) fn options(
    topic: &Topic,
    length: Option<Length>,
    method: Method,
) -> pipeline::Options {
    let select = select::Options { method, ..topic.select(topic.length(length)) };
    let describe = describe::Options::nothing();
    pipeline::Options { select, describe, ..pipeline::Options::default() }
}
