//! What was typed behind `daybrief evaluate` and `daybrief train`.

use std::num::NonZeroU32;
use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::PossibleValuesParser;
use clap::{Args as ClapArgs, Subcommand, ValueEnum, ValueHint, value_parser};

use super::{GRANULARITIES, MAX_JOBS};
use crate::model::Language;
use crate::select::Method;

#[derive(Debug, Subcommand)]
pub(crate) enum Evaluate {
    /// Score summaries against their references by ROUGE
    #[command(
        after_help = "A line of FILE is {\"id\", \"summary\", \"references\": [\"…\"]}; a line of \
                            a text is a sentence. Without flags the figures are those of \
                            ROUGE-1.5.5.pl -n 4 -w 1.2 -2 4 -u -f A -p 0.5.\n\n\
                            Example:\n  daybrief evaluate rouge summaries.jsonl --stem --words 100"
    )]
    Rouge(Rouge),
    /// Run methods over topics with references, and compare them
    #[command(
        after_help = "A line of DATA is {\"id\", \"lang\", \"docs\": [{\"title\", \"date\", \
                            \"source\", \"text\"}], \"references\": [\"…\"], \"budget\"}. Intervals \
                            are of the recall, from resampled topics, and hold 95 % of the means; \
                            differences are against the first method.\n\n\
                            Example:\n  daybrief evaluate summaries topics.jsonl --method \
                            centroid,concepts --words 100"
    )]
    Summaries(Summaries),
    /// Compare the topics found with those that are known
    #[command(after_help = "A line of DATA is a document {\"text\", \"cluster\"} or a topic \
                            {\"docs\": [{\"text\"}]}; all lines are one heap.\n\n\
                            Example:\n  daybrief evaluate topics heap.jsonl --curve\n  \
                            daybrief evaluate topics a.jsonl b.jsonl --cut 1-3 --heaps 10")]
    Topics(Topics),
    /// Deal known topics over days, and see whether each day's briefing says rightly what is new
    #[command(after_help = "A line of DATA is a topic {\"docs\": [{\"text\"}]}. Nothing is \
                            remembered, and no earlier edition is looked at. With -v every topic \
                            with a wrong status is named.\n\n\
                            Example:\n  daybrief evaluate editions topics.jsonl --days 14")]
    Editions(Editions),
    /// Measure how texts are read, in a folder of known cases
    #[command(after_help = "FOLDER holds sentences/golden_rules.jsonl, sentences/ud.jsonl, \
                            pages/ground-truth.json with pages/html/, and feeds/; what is missing \
                            is left out.\n\n\
                            Example:\n  daybrief evaluate reading data -f json")]
    Reading(Reading),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Rouge {
    /// Summaries with references, one a line; - is standard input
    #[arg(value_name = "FILE", required = true, value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) limit: Limit,
    #[command(flatten)]
    pub(crate) compare: Compare,
    /// Words of any script, instead of runs of ASCII letters and digits
    #[arg(long, help_heading = "Comparing")]
    pub(crate) unicode: bool,
    /// Language of stems and stop words with --unicode; left out: that of the line
    #[arg(long, help_heading = "Comparing")]
    pub(crate) lang: Option<Language>,
    #[command(flatten)]
    pub(crate) print: Print,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Summaries {
    /// Topics with references, one a line; - is standard input
    #[arg(value_name = "DATA", required = true, value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,
    /// Methods, parted by commas; left out: all
    #[arg(long, value_name = "METHODS", value_delimiter = ',', value_parser = PossibleValuesParser::new(Method::NAMES))]
    pub(crate) method: Vec<String>,
    /// Weights of the method concepts, as daybrief train writes them; left out: those shipped
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) weights: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) limit: Limit,
    /// Sentences a summary; without any limit the topic's own budget counts
    #[arg(short = 'n', long, value_name = "N", help_heading = "Length", conflicts_with_all = ["words", "bytes"])]
    pub(crate) sentences: Option<NonZeroU32>,
    #[command(flatten)]
    pub(crate) compare: Compare,
    /// Tokens and stems of ROUGE-1.5.5, for English; left out: words of any script, and the
    /// stems of the topic's language
    #[arg(long, help_heading = "Comparing")]
    pub(crate) ascii: bool,
    #[command(flatten)]
    pub(crate) print: Print,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Topics {
    /// Documents or topics, one a line; - is standard input
    #[arg(value_name = "DATA", required = true, value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,
    /// How wide a topic is
    #[arg(long, value_name = "WIDTH", value_parser = PossibleValuesParser::new(GRANULARITIES))]
    pub(crate) granularity: Option<String>,
    /// Print the figures at each threshold too
    #[arg(long)]
    pub(crate) curve: bool,
    /// Cut each known topic to a random number of documents, as in 1-3
    #[arg(long, value_name = "FROM-TO")]
    pub(crate) cut: Option<Sizes>,
    /// Heaps to cut, each with the next seed; the figures are their means
    #[arg(long, value_name = "N", default_value = "1", requires = "cut")]
    pub(crate) heaps: NonZeroU32,
    /// Start of the random numbers
    #[arg(long, value_name = "N", default_value_t = 0, requires = "cut")]
    pub(crate) seed: u64,
    #[command(flatten)]
    pub(crate) print: Print,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Editions {
    /// Topics, one a line; - is standard input
    #[arg(value_name = "DATA", required = true, value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,
    /// Days that the topics are dealt over
    #[arg(long, value_name = "N", default_value = "14")]
    pub(crate) days: NonZeroU32,
    #[command(flatten)]
    pub(crate) print: Print,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Reading {
    /// Folder of known cases
    #[arg(value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(crate) folder: PathBuf,
    #[command(flatten)]
    pub(crate) print: Print,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Train {
    /// Topics with references, one a line; - is standard input
    #[arg(value_name = "DATA", required = true, value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,
    /// Write the weights to this file; left out: only the figures are printed
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) limit: Limit,
    /// What is left out at a time to be measured: topics whose id is the same up to the first
    /// point, or each by itself
    #[arg(long, value_name = "BY", default_value = "group")]
    pub(crate) folds: Folds,
    /// Threads to use; the result is the same with any number
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(1..=MAX_JOBS))]
    pub(crate) jobs: Option<u16>,
}

/// What is left out at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Folds {
    /// Topics with the same id up to the first point: one event in several languages
    Group,
    /// Each topic by itself
    Topic,
    /// Nothing: no figures
    None,
}

/// How much of each text counts.
#[derive(Debug, Clone, Copy, ClapArgs)]
#[command(next_help_heading = "Length")]
pub(crate) struct Limit {
    /// Words of each text that count
    #[arg(long, value_name = "N", conflicts_with = "bytes")]
    pub(crate) words: Option<NonZeroU32>,
    /// Bytes of each text that count
    #[arg(long, value_name = "N")]
    pub(crate) bytes: Option<NonZeroU32>,
}

/// How texts are compared.
#[derive(Debug, Clone, Copy, ClapArgs)]
#[command(next_help_heading = "Comparing")]
pub(crate) struct Compare {
    /// Compare words by their stems; for summaries the default, unless --ascii
    #[arg(long)]
    pub(crate) stem: bool,
    /// Leave stop words out
    #[arg(long)]
    pub(crate) remove_stop_words: bool,
}

/// How figures are printed.
#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "Writing")]
pub(crate) struct Print {
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
    /// Format; left out: by the file's extension, else text
    #[arg(short, long)]
    pub(crate) format: Option<Figures>,
    /// Threads to use; the figures are the same with any number
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(1..=MAX_JOBS))]
    pub(crate) jobs: Option<u16>,
}

/// A format of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Figures {
    /// Tables to read
    Text,
    /// Data
    Json,
    /// Rows with commas
    Csv,
}

/// How many documents are left of a topic, at least and at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sizes {
    /// At least 1.
    pub(crate) least: usize,
    /// At least `least`.
    pub(crate) most: usize,
}

impl FromStr for Sizes {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (least, most) = text.split_once('-').unwrap_or((text, text));
        match (least.trim().parse(), most.trim().parse()) {
            (Ok(least), Ok(most)) if 0 < least && least <= most => Ok(Self { least, most }),
            _ => Err("give a number of documents, or two as in 1-3"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_ascend_from_one() {
        assert_eq!("1-3".parse(), Ok(Sizes { least: 1, most: 3 }));
        assert_eq!("2".parse(), Ok(Sizes { least: 2, most: 2 }));
        for wrong in ["0-3", "3-1", "", "-", "a-b"] {
            assert!(wrong.parse::<Sizes>().is_err(), "{wrong}");
        }
    }
}
