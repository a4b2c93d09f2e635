//! `daybrief summarize`: one article, or several on one topic, to a summary.

use super::{articles, each, publish};
use crate::cli::args::Summarize;
use crate::cli::exit::Exit;
use crate::cli::format::Format;
use crate::cli::job::{Context, Job};
use crate::cli::recipe::Ingredients;
use crate::error::Error;
use crate::pipeline;

/// Runs the command.
pub(super) fn run(args: &Summarize, context: &Context) -> Result<Exit, Error> {
    if args.each {
        return each::run(args, context);
    }
    let (job, destination) = Job::summarize(args, context)?;
    let has_page = destination.formats().any(|format| format == Format::Html);
    let ((briefing, ingredients), warnings) = articles::through(&job, |documents, options| {
        let ingredients = Ingredients::of(&documents);
        // Only a page shows the whole article behind its summary.
        let summarize = if has_page { pipeline::read_through } else { pipeline::summarize };
        (summarize(documents, options), ingredients)
    })?;
    let made = publish::Made { briefing, ingredients, warnings };
    publish::briefing(made, &job, &destination, |_| ())
}
