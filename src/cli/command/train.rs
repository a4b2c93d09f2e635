//! `daybrief train`: topics with references to the weights of the method `concepts`.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::articles;
use super::evaluate::comparison::{self, Report, Rules, Run};
use super::evaluate::summaries;
use super::evaluate::topic::{self, Topic};
use crate::cli::args::{Compare, Folds, Train};
use crate::cli::exit::Exit;
use crate::cli::job::Context;
use crate::cli::output::{self, Target};
use crate::cli::progress;
use crate::cli::report::{self, counted};
use crate::error::Error;
use crate::evaluate::rouge::Alphabet;
use crate::pipeline::{self, Options};
use crate::score::concept::Weights;
use crate::score::concept::train::{self, DEFAULT_STRENGTH, Examples};
use crate::select::Method;

/// Runs the command.
pub(super) fn run(args: &Train, context: &Context) -> Result<Exit, Error> {
    articles::pool(args.jobs.map_or(0, usize::from))?.install(|| {
        let topics = topic::topics(&args.files, context.verbosity)?;
        let examples: Vec<Examples> = topics
            .par_iter()
            .map(|topic| {
                let documents = topic.documents.clone();
                pipeline::examples(documents, &topic.references, &Options::default())
            })
            .collect();
        if let Some(path) = &args.output {
            let all: Vec<&Examples> = examples.iter().collect();
            let weights = train::weights(&all, DEFAULT_STRENGTH);
            output::write(&Target::File(path.clone()), &weights.table())?;
        }
        let folds = folds(&topics, args.folds);
        if folds.len() > 1 {
            let figures = left_out(&topics, &examples, &folds, args, context);
            output::write(&Target::Stdout, &figures)?;
        } else {
            let message = format!("no figures: {} to leave out", counted(folds.len(), "group"));
            report::note(context.verbosity, &message);
        }
        Ok(Exit::Success)
    })
}

/// The positions of the topics that are left out together.
fn folds(topics: &[Topic], by: Folds) -> Vec<Vec<usize>> {
    let positions = 0..topics.len();
    match by {
        Folds::None => Vec::new(),
        Folds::Topic => positions.map(|position| vec![position]).collect(),
        Folds::Group => {
            let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
            for position in positions {
                let id = topics[position].id.as_str();
                let group = id.split_once('.').map_or(id, |(group, _)| group);
                groups.entry(group).or_default().push(position);
            }
            groups.into_values().collect()
        }
    }
}

/// Figures of each topic under weights that come from the topics outside its fold, beside those of
/// the centroid.
fn left_out(
    topics: &[Topic],
    examples: &[Examples],
    folds: &[Vec<usize>],
    args: &Train,
    context: &Context,
) -> String {
    let bar = progress::bar("training", 2 * topics.len() + folds.len(), context.drawing);
    let trained = folds.iter().map(|fold| {
        let is_outside = |position: &usize| fold.binary_search(position).is_err();
        let others = (0..topics.len()).filter(is_outside).map(|position| &examples[position]);
        bar.inc(1);
        Arc::new(train::weights(&others.collect::<Vec<_>>(), DEFAULT_STRENGTH))
    });
    let mut weights: Vec<Option<Arc<Weights>>> = vec![None; topics.len()];
    for (fold, trained) in folds.iter().zip(trained) {
        fold.iter().for_each(|&position| weights[position] = Some(Arc::clone(&trained)));
    }
    let rules = Rules {
        length: summaries::asked(args.limit),
        alphabet: Alphabet::Unicode,
        compare: Compare { stem: true, remove_stop_words: false },
    };
    let options = |topic: &Topic, method| summaries::options(topic, rules.length, method);
    let centroid =
        Run::of("centroid", topics, rules, &bar, |_, topic| options(topic, Method::Centroid));
    let concepts = Run::of("concepts, left out", topics, rules, &bar, |position, topic| {
        let mut options = options(topic, Method::Concepts);
        options.weights.clone_from(&weights[position]);
        options
    });
    bar.finish_and_clear();
    let folds = counted(folds.len(), "group");
    let figures = comparison::text(&Report::of(&[centroid, concepts]));
    format!("{folds}, each under the weights of the others\n{figures}")
}
