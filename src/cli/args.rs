//! What was typed. Nothing here has a default: what a missing flag means is decided in `job`.

mod config;
mod daily;
mod evaluate;
mod feeds;
mod history;
mod templates;
mod web;
mod serve;

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{ArgAction, Args as ClapArgs, ColorChoice, Parser, Subcommand, ValueHint, value_parser};
use clap_complete::Shell;
use toml::Value;

use super::exit;
use super::format::Format;
use super::progress::When;
use super::window::Since;
use crate::model::{Date, Language};
use crate::read;
use crate::select::Method;
pub(crate) use config::Config;
use daily::SCHEDULING;
pub(crate) use daily::{Daily, Schedule, System};
pub(crate) use evaluate::{
    Compare, Editions as EvaluateEditions, Evaluate, Figures, Folds, Limit, Print, Reading, Rouge,
    Summaries, Topics as EvaluateTopics, Train,
};
pub(crate) use feeds::{Add, Check, DEFAULT_JOBS, Export, Feeds, Fetch, Import, Rm};
pub(crate) use history::{Again, Diff, Doctor, Forget, History, Search};
pub(crate) use serve::Serve;
pub(crate) use templates::Templates;
pub(crate) use web::Web;

/// Turns articles into a briefing whose every sentence is verbatim and cited.
#[derive(Debug, Parser)]
#[command(
    name = "daybrief",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    after_help = after_help(),
    max_term_width = 100
)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXAMPLES: &str = "\
Examples:
  daybrief make articles/ -o brief.html
  daybrief summarize article.txt -n 3
  curl -s https://example.org/heap.ndjson | daybrief make -";

fn after_help() -> String {
    format!("{EXAMPLES}\n\nExit codes:\n{}", exit::table())
}

#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "General")]
pub(crate) struct Global {
    /// Say errors only
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Say what is done, on standard error
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        help = "Style output; auto: on a terminal, unless NO_COLOR is set"
    )]
    pub(crate) color: ColorChoice,
    /// Show how far a long run is, on standard error; auto: on a terminal
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", value_enum)]
    pub(crate) progress: When,
    /// Read this configuration instead of the usual files
    #[arg(short, long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) config: Option<PathBuf>,
    /// Read this profile's settings, too; its briefings are a series
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) profile: Option<String>,
    /// Print this help
    #[arg(short, long, global = true, action = ArgAction::HelpShort)]
    help: Option<bool>,
    /// Print the version
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Summarize one article, or several on one topic
    #[command(
        alias = "sum",
        after_help = "Examples:\n  daybrief summarize article.txt -n 3\n  \
                      pbpaste | daybrief sum --words 100"
    )]
    Summarize(Summarize),
    /// Make the briefing of a heap of articles
    #[command(
        alias = "daily",
        after_help = "Examples:\n  daybrief make articles/ -o brief.html\n  \
                      daybrief make 'news/*.md' heap.ndjson --since 24h --min-sources 2\n  \
                      daybrief make -o brief.html       (what the feeds have brought)"
    )]
    Make(Make),
    /// Show which articles tell of the same event
    #[command(after_help = "Example:\n  daybrief topics articles/ --granularity broad")]
    Topics(Topics),
    /// Show why each sentence was chosen or left out
    #[command(after_help = "Examples:\n  daybrief explain article.txt -n 3 | less -S\n  \
                      daybrief explain articles/ -o why.html")]
    Explain(Explain),
    /// Check every sentence of a briefing against its sources
    #[command(after_help = "Without INPUT the files that the briefing names are read.\n\n\
                      Example:\n  daybrief verify brief.html articles/")]
    Verify(Verify),
    /// Show what is new in an edition beside an earlier one
    #[command(after_help = "Both are briefings in JSON; nothing else is read.\n\n\
                      Example:\n  daybrief diff 2026-02-03.json 2026-02-04.json")]
    Diff(Diff),
    /// Add, list, check and fetch feeds
    #[command(subcommand, arg_required_else_help = true)]
    Feeds(Feeds),
    /// List, show, search and forget earlier editions
    #[command(subcommand, arg_required_else_help = true)]
    History(History),
    /// Show earlier editions, their topics and articles in the browser
    Serve(Serve),
    /// Check what is remembered, and say how much space it takes
    Doctor(Doctor),
    /// Print what makes a briefing every day, for systemd, cron or launchd
    #[command(after_help = SCHEDULING)]
    Schedule(Schedule),
    /// Measure summaries, topics and reading on data with known answers
    #[command(subcommand, arg_required_else_help = true)]
    Evaluate(Evaluate),
    /// Train the weights of the method concepts on topics with references
    #[command(after_help = "A line of DATA is a topic as for daybrief evaluate summaries.\n\n\
                      Example:\n  daybrief train topics.jsonl -o weights.tsv")]
    Train(Train),
    /// Count how common words are in articles of your own, for grouping
    #[command(
        after_help = "A table is written for each language with enough articles; name the folder \
                      in the setting cluster.background.\n\n\
                      Example:\n  daybrief background archive/ -o tables"
    )]
    Background(Background),
    /// List, show, copy and check templates
    #[command(subcommand, arg_required_else_help = true)]
    Templates(Templates),
    /// Show where settings come from, and check them
    #[command(subcommand, arg_required_else_help = true)]
    Config(Config),
    /// Print the completions of a shell
    Completions {
        /// Shell to complete in
        shell: Shell,
    },
    /// Print the manual page
    Man {
        /// Command to print the page of, instead of the whole program's
        command: Option<String>,
    },
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Summarize {
    #[command(flatten)]
    pub(crate) read: Read,
    /// Summarize every article by itself, a line of JSON for each; of NDJSON and WARC of any size
    #[arg(long, help_heading = "Choosing sentences", conflicts_with_all = ["template", "format", "open", "dry_run", "update"])]
    pub(crate) each: bool,
    #[command(flatten)]
    pub(crate) choose: Choose,
    #[command(flatten)]
    pub(crate) write: Write,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Make {
    #[command(flatten)]
    pub(crate) read: Read,
    #[command(flatten)]
    pub(crate) group: Group,
    #[command(flatten)]
    pub(crate) choose: Choose,
    #[command(flatten)]
    pub(crate) write: Write,
    #[command(flatten)]
    pub(crate) daily: Daily,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Topics {
    #[command(flatten)]
    pub(crate) read: Read,
    #[command(flatten)]
    pub(crate) group: Group,
    #[command(flatten)]
    pub(crate) list: List,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Explain {
    #[command(flatten)]
    pub(crate) read: Read,
    #[command(flatten)]
    pub(crate) group: Group,
    #[command(flatten)]
    pub(crate) choose: Choose,
    #[command(flatten)]
    pub(crate) show: Show,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Background {
    #[command(flatten)]
    pub(crate) read: Read,
    /// Folder for the tables, one a language: en.txt
    #[arg(short, long, value_name = "FOLDER", value_hint = ValueHint::DirPath, help_heading = "Writing")]
    pub(crate) output: PathBuf,
    /// Articles that a language needs
    #[arg(long, value_name = "N", default_value_t = 200, help_heading = "Writing")]
    pub(crate) least: usize,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Verify {
    /// Briefing in any format but text; - is standard input
    #[arg(value_name = "BRIEF", value_hint = ValueHint::FilePath)]
    pub(crate) brief: PathBuf,
    /// Files, folders or globs of the articles it was made from
    #[arg(value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub(crate) inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) fields: Fields,
}

/// What is read.
#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "Reading")]
pub(crate) struct Read {
    /// Files, folders, globs or web addresses; - is standard input
    #[arg(value_name = "INPUT", value_hint = ValueHint::AnyPath, help_heading = "Arguments")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Language of every article: de, german, …; auto: found out for each
    #[arg(long, value_name = "LANG", value_parser = language)]
    pub(crate) lang: Option<Value>,
    #[command(flatten)]
    pub(crate) fields: Fields,
    /// Threads to use; the result is the same with any number
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(1..=MAX_JOBS))]
    pub(crate) jobs: Option<u16>,
    /// Exit with 4 if any input was skipped
    #[arg(long)]
    pub(crate) strict: bool,
    #[command(flatten)]
    pub(crate) web: Web,
}

/// What the fields of articles in JSON are called.
#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "Reading")]
pub(crate) struct Fields {
    /// Fields of articles in JSON, as in text=body,source=publisher.name; the others are guessed
    #[arg(long, value_name = "MAP", value_parser = fields)]
    map: Option<read::Options>,
}

impl Fields {
    /// How articles are read.
    pub(crate) fn options(&self) -> read::Options {
        self.map.clone().unwrap_or_default()
    }
}

/// What becomes a topic.
#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "Topics")]
pub(crate) struct Group {
    /// Topics at most [default: 8]
    #[arg(long, value_name = "N", value_parser = count)]
    pub(crate) max_topics: Option<Value>,
    /// Independent sources that a topic needs [default: 1]
    #[arg(long, value_name = "N", value_parser = count)]
    pub(crate) min_sources: Option<Value>,
    /// How wide a topic is
    #[arg(long, value_name = "WIDTH", value_parser = PossibleValuesParser::new(GRANULARITIES))]
    pub(crate) granularity: Option<String>,
    /// Cite this outlet, by name or host, where several print the same; may be repeated
    #[arg(long, value_name = "OUTLET")]
    pub(crate) prefer: Vec<String>,
    /// Leave out the articles of this outlet, by name or host; may be repeated
    #[arg(long, value_name = "OUTLET")]
    pub(crate) hide: Vec<String>,
    /// Leave out articles before: a date, 24h, 7d or yesterday, counted from the newest article;
    /// last: before the last edition
    #[arg(long, value_name = "WHEN")]
    pub(crate) since: Option<Since>,
    /// Leave out articles after this date
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) until: Option<Date>,
}

/// Which sentences are chosen.
#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "Sentences")]
pub(crate) struct Choose {
    /// Sentences a topic [default: 5, without --words and --ratio]
    #[arg(short = 'n', long, value_name = "N", value_parser = count)]
    pub(crate) sentences: Option<Value>,
    /// Words a topic at most
    #[arg(long, value_name = "N", value_parser = count)]
    pub(crate) words: Option<Value>,
    /// Share of the sentences, between 0 and 1
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub(crate) ratio: Option<Value>,
    /// How they are chosen
    #[arg(long, value_name = "METHOD", value_parser = PossibleValuesParser::new(Method::NAMES))]
    pub(crate) method: Option<String>,
    /// Tell of these words before anything else
    #[arg(long, value_name = "WORDS")]
    pub(crate) query: Option<String>,
    /// Tell what is new since these earlier articles: a file, folder or glob; can be repeated
    #[arg(long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) update: Vec<PathBuf>,
}

/// What is written where.
#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "Writing")]
pub(crate) struct Write {
    /// Write to this file, or as an edition into this folder, instead of standard output
    #[arg(short, long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) output: Option<PathBuf>,
    /// Format; left out: by the file's extension, text on a terminal, else md
    #[arg(short, long)]
    pub(crate) format: Option<Format>,
    /// Parts to tell beside the sentences, with commas between; none: the sentences alone
    #[arg(long, value_name = "LIST", value_delimiter = ',', value_parser = sections())]
    pub(crate) sections: Option<Vec<String>>,
    /// Looks of the page
    #[arg(long, value_name = "THEME", value_parser = PossibleValuesParser::new(THEMES))]
    pub(crate) theme: Option<String>,
    /// How Markdown cites its sentences
    #[arg(long, value_name = "HOW", value_parser = PossibleValuesParser::new(CITATIONS))]
    pub(crate) md_citations: Option<String>,
    /// Start Markdown with its title, date and tags as YAML
    #[arg(long)]
    pub(crate) front_matter: bool,
    /// Template, or folder of partials, in place of the built-in ones
    #[arg(long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) template: Option<String>,
    /// Title of the briefing
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// Date of the briefing; left out: that of the newest article
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(crate) date: Option<Date>,
    /// Without a topic: write nothing, write an empty briefing, or fail
    #[arg(long, value_name = "DO", value_parser = PossibleValuesParser::new(IF_EMPTY))]
    pub(crate) if_empty: Option<String>,
    /// Do everything but write: say what would be written
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Open what was written
    #[arg(long, conflicts_with = "dry_run")]
    pub(crate) open: bool,
}

/// How a list is printed.
#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "Writing")]
pub(crate) struct List {
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
    /// Format; left out: by the file's extension, else text
    #[arg(short, long, value_parser = PossibleValuesParser::new(["text", "json"]))]
    pub(crate) format: Option<String>,
}

/// How an explanation is printed.
#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "Writing")]
pub(crate) struct Show {
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
    /// Format; left out: by the file's extension, else text
    #[arg(short, long, value_parser = PossibleValuesParser::new(["text", "json", "html"]))]
    pub(crate) format: Option<String>,
    /// Show every sentence of long articles in text and HTML; JSON always does
    #[arg(long)]
    pub(crate) all: bool,
    /// Looks of the page
    #[arg(long, value_name = "THEME", value_parser = PossibleValuesParser::new(THEMES))]
    pub(crate) theme: Option<String>,
    /// Folder of partials, in place of the built-in ones of the page
    #[arg(long, value_name = "PATH", value_hint = ValueHint::DirPath)]
    pub(crate) template: Option<PathBuf>,
}

/// More threads than any machine needs; starting thousands takes minutes.
const MAX_JOBS: i64 = 256;

/// Names of the settings' values; a test beside them holds them against the settings' types.
const GRANULARITIES: [&str; 4] = ["auto", "broad", "story", "event"];
const IF_EMPTY: [&str; 3] = ["skip", "write", "fail"];
const THEMES: [&str; 3] = ["plain", "newspaper", "compact"];
const CITATIONS: [&str; 3] = ["footnote", "inline", "none"];
const SECTIONS: [&str; 7] =
    ["timeline", "quotations", "differences", "only-in-one", "entities", "terms", "map"];
/// Stands for no section at all.
const NONE: &str = "none";

fn sections() -> PossibleValuesParser {
    PossibleValuesParser::new(SECTIONS.into_iter().chain([NONE]))
}

fn count(text: &str) -> Result<Value, String> {
    match text.parse::<u32>() {
        Ok(0) | Err(_) => Err("give a whole number from 1".into()),
        Ok(count) => Ok(Value::Integer(count.into())),
    }
}

fn share(text: &str) -> Result<Value, String> {
    match text.parse::<f64>() {
        Ok(share) if share > 0.0 && share <= 1.0 => Ok(Value::Float(share)),
        _ => Err("give a number above 0, up to 1".into()),
    }
}

fn fields(text: &str) -> Result<read::Options, String> {
    let map = read::field_map(text).map_err(|error| error.reason)?;
    Ok(read::Options { map, ..read::Options::default() })
}

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "give a date as in 2026-02-04".into())
}

/// `auto` takes a language set elsewhere back.
fn language(text: &str) -> Result<Value, String> {
    let language = |language: Language| Value::String(language.code().into());
    if text == "auto" { Ok(Value::String("auto".into())) } else { text.parse().map(language) }
}

/// A value of a setting by the name of its key.
pub(crate) type Setting = (&'static str, Value);

impl Read {
    /// The settings typed, by key.
    pub(crate) fn settings(&self) -> Vec<Setting> {
        let mut settings = self.web.settings();
        settings.extend(given([("segment.language", self.lang.clone())]));
        settings
    }
}

impl Group {
    /// The settings typed, by key.
    pub(crate) fn settings(&self) -> Vec<Setting> {
        given([
            ("make.max_topics", self.max_topics.clone()),
            ("make.min_independent", self.min_sources.clone()),
            ("cluster.granularity", self.granularity.clone().map(Value::String)),
            ("sources.prefer", list(&self.prefer)),
            ("sources.hide", list(&self.hide)),
            ("make.since", self.since.map(|since| Value::String(since.to_string()))),
        ])
    }
}

impl Choose {
    /// The settings typed, by key.
    pub(crate) fn settings(&self) -> Vec<Setting> {
        given([
            ("select.sentences", self.sentences.clone()),
            ("select.words", self.words.clone()),
            ("select.ratio", self.ratio.clone()),
            ("select.method", self.method.clone().map(Value::String)),
            ("select.query", self.query.clone().map(Value::String)),
        ])
    }
}

impl Show {
    /// The settings typed, by key.
    pub(crate) fn settings(&self) -> Vec<Setting> {
        given([("output.theme", self.theme.clone().map(Value::String))])
    }
}

impl Write {
    /// The settings typed, by key.
    pub(crate) fn settings(&self) -> Vec<Setting> {
        given([
            ("title", self.title.clone().map(Value::String)),
            ("describe.sections", self.sections.as_deref().map(wanted)),
            ("output.theme", self.theme.clone().map(Value::String)),
            ("output.md_citations", self.md_citations.clone().map(Value::String)),
            ("output.front_matter", self.front_matter.then_some(Value::Boolean(true))),
            ("output.template", self.template.clone().map(Value::String)),
            ("make.if_empty", self.if_empty.clone().map(Value::String)),
        ])
    }
}

/// The sections named.
fn wanted(names: &[String]) -> Value {
    let names = names.iter().filter(|name| *name != NONE);
    Value::Array(names.cloned().map(Value::String).collect())
}

/// The names typed; `None` where there are none.
fn list(names: &[String]) -> Option<Value> {
    let values = || names.iter().cloned().map(Value::String).collect();
    (!names.is_empty()).then(|| Value::Array(values()))
}

fn given<const N: usize>(settings: [(&'static str, Option<Value>); N]) -> Vec<Setting> {
    settings.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::setting::Settings;

    #[test]
    fn the_definitions_are_consistent() {
        Args::command().debug_assert();
    }

    #[test]
    fn every_name_offered_is_a_value_of_its_setting() {
        let names = [
            ("cluster.granularity", &GRANULARITIES[..]),
            ("select.method", &Method::NAMES),
            ("make.if_empty", &IF_EMPTY),
            ("output.theme", &THEMES),
            ("output.md_citations", &CITATIONS),
        ];
        for (key, values) in names {
            for value in values {
                toml::from_str::<Settings>(&format!("{key} = \"{value}\"")).unwrap();
            }
            assert!(toml::from_str::<Settings>(&format!("{key} = \"no such\"")).is_err());
        }
        let names: Vec<Value> = SECTIONS.map(|name| Value::String(name.into())).into();
        let all: Settings =
            toml::from_str(&format!("describe.sections = {}", Value::Array(names))).unwrap();
        assert_eq!(all.describe.sections, crate::describe::Section::ALL);
        assert_eq!(THEMES, crate::render::Theme::ALL.map(crate::render::Theme::name));
        assert_eq!(CITATIONS, crate::render::Citations::ALL.map(crate::render::Citations::name));
    }

    #[test]
    fn the_help_tells_the_defaults() {
        let help = Args::command().find_subcommand_mut("make").unwrap().render_help().to_string();
        let sentences = crate::select::budget::DEFAULT_SENTENCES;
        assert!(help.contains(&format!("Sentences a topic [default: {sentences}, ")), "{help}");
        let topics = crate::compose::DEFAULT_MAX_TOPICS;
        assert!(help.contains(&format!("Topics at most [default: {topics}]")), "{help}");
    }

    #[test]
    fn numbers_have_their_ranges() {
        assert_eq!(count("3"), Ok(Value::Integer(3)));
        assert!(count("0").is_err() && count("-1").is_err() && count("three").is_err());
        assert!(share("0").is_err() && share("1.5").is_err() && share("NaN").is_err());
        assert_eq!(share("1"), Ok(Value::Float(1.0)));
        assert!(date("04.02.2026").is_err());
    }
}
