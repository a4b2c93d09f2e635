//! What is meant: flags, variables, files and defaults merged into what a command needs to know.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use super::args::{self, Setting};
use super::clock;
use super::config::Layers;
use super::format::Format;
use super::output::Target;
use super::profile;
use super::progress::Drawing;
use super::recipe::Recipe;
use super::report::Verbosity;
use super::setting::{History, IfEmpty, Settings};
use super::stored::{self, Network, Supply};
use super::window::Since;
use crate::describe::Section;
use crate::error::{Error, ErrorKind};
use crate::fetch;
use crate::model::Date;
use crate::pipeline;
use crate::read::{self, Input};
use crate::render::{FrontMatter, Markdown, Theme};

/// What holds for every command.
#[derive(Debug)]
pub(crate) struct Context {
    /// How much is said.
    pub(crate) verbosity: Verbosity,
    /// When bars are drawn.
    pub(crate) drawing: Drawing,
    /// The configuration file named on the command line.
    pub(crate) config: Option<PathBuf>,
    /// The profile asked for.
    pub(crate) profile: Option<String>,
}

impl Context {
    /// The meaning of the flags that every command has.
    pub(crate) fn new(global: &args::Global) -> Self {
        let verbosity = match (global.quiet, global.verbose) {
            (true, _) => Verbosity::Quiet,
            (_, true) => Verbosity::Verbose,
            _ => Verbosity::Normal,
        };
        let profile = profile::named(global.profile.as_deref());
        let drawing = Drawing { when: global.progress, verbosity };
        Self { verbosity, drawing, config: global.config.clone(), profile }
    }

    /// How is fetched, `typed` before all.
    pub(crate) fn fetching(&self, typed: Vec<Setting>) -> Result<fetch::Options, Error> {
        Ok(self.settings(typed)?.fetch)
    }

    /// The settings in force, with those `typed` on top.
    pub(crate) fn settings(&self, typed: Vec<Setting>) -> Result<Settings, Error> {
        let mut layers = Layers::load(self.config.as_deref(), self.profile.as_deref())?;
        layers.flags(typed)?;
        layers.settings()
    }

    /// The looks of pages.
    pub(crate) fn theme(&self, typed: Vec<Setting>) -> Result<Theme, Error> {
        Ok(self.settings(typed)?.output.theme)
    }
}

/// Articles to read and what to do with them.
#[derive(Debug)]
pub(crate) struct Job {
    /// What to read.
    pub(crate) inputs: Vec<Input>,
    /// What the feeds have brought is read instead.
    pub(crate) supply: Option<Supply>,
    /// The profile, which has editions of its own.
    pub(crate) profile: Option<String>,
    /// Earlier articles: what they tell is not told again.
    pub(crate) earlier: Vec<Input>,
    /// How it is read.
    pub(crate) read: read::Options,
    /// How addresses among the inputs are fetched.
    pub(crate) fetch: fetch::Options,
    /// Older articles are left out.
    pub(crate) since: Option<Since>,
    /// Newer articles are left out.
    pub(crate) until: Option<Date>,
    /// How the stages work.
    pub(crate) options: pipeline::Options,
    /// Threads; 0: one a core.
    pub(crate) n_threads: usize,
    /// Whether a skipped input shows in the exit code.
    pub(crate) strict: Strict,
    /// What happens without a topic.
    pub(crate) if_empty: IfEmpty,
    /// What is remembered of earlier editions.
    pub(crate) history: History,
    /// Whether this one is remembered.
    pub(crate) remember: Remember,
    /// How to make its briefing again.
    pub(crate) recipe: Recipe,
    /// How much is said.
    pub(crate) verbosity: Verbosity,
    /// When bars are drawn.
    pub(crate) drawing: Drawing,
}

/// Whether an edition is compared with earlier ones, and later ones with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Remember {
    /// It is compared and remembered.
    Yes,
    /// It is compared only.
    Compared,
    /// Neither: the same articles give the same briefing, whatever was made before.
    No,
}

impl Remember {
    /// A briefing is one of a series of editions when it is said to be: articles that are named
    /// give the same briefing whenever they are named again.
    /// What the feeds have brought is another every day, and its briefing always such an edition.
    fn of(args: &args::Make, settings: &Settings, job: &Job) -> Self {
        let is_edition = args.daily.remember
            || settings.history.remember
            || job.supply.is_some()
            || args.group.since == Some(Since::Last)
            || settings.make.since == Some(Since::Last);
        match (is_edition, args.daily.no_remember) {
            (false, _) => Self::No,
            (true, true) => Self::Compared,
            (true, false) => Self::Yes,
        }
    }
}

/// Whether a skipped input shows in the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Strict {
    /// It does.
    Yes,
    /// It does not.
    No,
}

/// A briefing's way out.
#[derive(Debug)]
pub(crate) struct Destination {
    /// Where to, in which formats.
    pub(crate) place: Place,
    /// How it is laid out.
    pub(crate) layout: Layout,
    /// How the page looks, where it has looks.
    pub(crate) theme: Theme,
    /// How Markdown is written.
    pub(crate) markdown: Markdown,
    /// Written, or only told.
    pub(crate) mode: Mode,
}

/// Which templates a briefing is laid out with.
#[derive(Debug)]
pub(crate) enum Layout {
    /// The built-in ones.
    BuiltIn,
    /// Those asked for on the command line: a format without templates is an error.
    Asked(PathBuf),
    /// Those of the configuration, for the formats that have templates.
    Usual(PathBuf),
}

/// Where a briefing goes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// One place, one format.
    One(Target, Format),
    /// A folder, with one file a format.
    Folder {
        /// The folder, which is made where it is missing.
        dir: PathBuf,
        /// The files' name, with `{date}` and `{ext}`.
        name: String,
        /// The files' formats.
        formats: Vec<Format>,
    },
}

/// Whether anything is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// It is.
    Write,
    /// It is, and opened.
    WriteAndOpen,
    /// Only what would be is said.
    DryRun,
}

impl Job {
    /// The job of `daybrief summarize`, and where its result goes.
    pub(crate) fn summarize(
        args: &args::Summarize,
        context: &Context,
    ) -> Result<(Self, Destination), Error> {
        let typed = [args.read.settings(), args.choose.settings(), args.write.settings()].concat();
        let mut settings = context.settings(typed)?;
        // The folder of the briefings is no place for the summary of one article.
        settings.output.dir = None;
        // What is named by itself is meant, whatever is hidden in heaps.
        settings.sources.hide.clear();
        let destination = Destination::new(&args.write, &settings)?;
        let job = Self::new(&args.read, &settings, args.write.date, context)?;
        settings.make.since = None;
        let recipe = Recipe::summarize(args, context).under(&settings);
        let mut job = Self { since: None, recipe, ..job }.after(&args.choose)?;
        job.options.describe.sections.retain(|&section| destination.shows(section));
        Ok((job, destination))
    }

    /// The job of `daybrief summarize --each`, and where its lines go.
    pub(crate) fn each(args: &args::Summarize, context: &Context) -> Result<(Self, Target), Error> {
        let typed = [args.read.settings(), args.choose.settings()].concat();
        let mut settings = context.settings(typed)?;
        settings.sources.hide.clear();
        let job = Self::new(&args.read, &settings, None, context)?;
        let output = args.write.output.clone().filter(|path| path.as_os_str() != "-");
        Ok((Self { since: None, ..job }, output.map_or(Target::Stdout, Target::File)))
    }

    /// The job of `daybrief make`, and where its result goes.
    pub(crate) fn make(args: &args::Make, context: &Context) -> Result<(Self, Destination), Error> {
        let typed = [
            args.read.settings(),
            args.group.settings(),
            args.choose.settings(),
            args.write.settings(),
        ];
        let settings = context.settings(typed.concat())?;
        let destination = Destination::new(&args.write, &settings)?;
        let has_store = args.read.inputs.is_empty() && stored::is_there()?;
        let supply = has_store.then(|| supply(args, &settings)).transpose()?;
        let date = args.write.date.or(supply.as_ref().map(|supply| Date::Day(supply.end.day())));
        let job = match supply {
            Some(_) => Self::of_inputs(Vec::new(), &args.read, &settings, date, context)?,
            None => Self::new(&args.read, &settings, date, context)?,
        };
        let job = Self { until: args.group.until, supply, ..job };
        let remember = Remember::of(args, &settings, &job);
        let recipe = Recipe::make(args, context).under(&settings);
        let recipe = if job.supply.is_some() { recipe.of_store() } else { recipe };
        let recipe = if remember == Remember::No { recipe } else { recipe.following() };
        let mut job = Self { remember, recipe, ..job }.after(&args.choose)?;
        if remember == Remember::No {
            job.options.describe.sections.retain(|&section| destination.shows(section));
        }
        Ok((job, destination))
    }

    /// The job of `daybrief topics`.
    pub(crate) fn topics(args: &args::Topics, context: &Context) -> Result<Self, Error> {
        let settings = context.settings([args.read.settings(), args.group.settings()].concat())?;
        let job = Self::new(&args.read, &settings, None, context)?;
        Ok(Self { until: args.group.until, ..job })
    }

    /// The job of `daybrief explain`.
    pub(crate) fn explain(args: &args::Explain, context: &Context) -> Result<Self, Error> {
        let typed = [args.read.settings(), args.group.settings(), args.choose.settings()];
        let settings = context.settings(typed.concat())?;
        let job = Self::new(&args.read, &settings, None, context)?;
        Self { until: args.group.until, ..job }.after(&args.choose)
    }

    /// The same after the earlier articles that `choose` names.
    fn after(mut self, choose: &args::Choose) -> Result<Self, Error> {
        self.earlier = choose.update.iter().map(|path| input(path)).collect();
        if self.inputs.contains(&Input::Stdin) && self.earlier.contains(&Input::Stdin) {
            let reason = "standard input holds the articles already (name a file)";
            return Err(Error::new(ErrorKind::Usage, "--update -", reason));
        }
        Ok(self)
    }

    /// The job of `daybrief background`.
    pub(crate) fn background(args: &args::Background, context: &Context) -> Result<Self, Error> {
        let settings = context.settings(args.read.settings())?;
        let job = Self::new(&args.read, &settings, None, context)?;
        Ok(Self { since: None, ..job })
    }

    fn new(
        read: &args::Read,
        settings: &Settings,
        date: Option<Date>,
        context: &Context,
    ) -> Result<Self, Error> {
        Self::of_inputs(inputs(&read.inputs)?, read, settings, date, context)
    }

    fn of_inputs(
        inputs: Vec<Input>,
        read: &args::Read,
        settings: &Settings,
        date: Option<Date>,
        context: &Context,
    ) -> Result<Self, Error> {
        Ok(Self {
            inputs,
            supply: None,
            profile: context.profile.clone(),
            earlier: Vec::new(),
            read: read.fields.options(),
            fetch: settings.fetch.clone(),
            since: settings.make.since,
            until: None,
            options: settings.options(date)?,
            n_threads: read.jobs.map_or(0, usize::from),
            strict: if read.strict { Strict::Yes } else { Strict::No },
            if_empty: settings.make.if_empty,
            history: settings.history.clone(),
            remember: Remember::No,
            recipe: Recipe::default(),
            verbosity: context.verbosity,
            drawing: context.drawing,
        })
    }
}

/// What the feeds have brought until the date asked for, or until now.
fn supply(args: &args::Make, settings: &Settings) -> Result<Supply, Error> {
    let end = args.write.date.map_or_else(|| clock::now(settings.timezone.as_deref()), Ok)?;
    // What would be written is told by what is there.
    let is_offline = settings.fetch.offline || args.write.dry_run;
    let network = if is_offline { Network::Unused } else { Network::Used };
    Ok(Supply { feeds: settings.make.feeds.clone(), end, network })
}

/// The inputs that `paths` name; without any, what is piped in.
fn inputs(paths: &[PathBuf]) -> Result<Vec<Input>, Error> {
    if !paths.is_empty() {
        return Ok(paths.iter().map(|path| input(path)).collect());
    }
    if io::stdin().is_terminal() {
        let reason = "no input is given (name files or folders, pipe articles in, or add a feed by \
                      daybrief feeds add)";
        return Err(Error::new(ErrorKind::Usage, "the command line", reason));
    }
    Ok(vec![Input::Stdin])
}

/// What `path` names: `-` is standard input.
pub(crate) fn input(path: &Path) -> Input {
    if path == Path::new("-") { Input::Stdin } else { Input::Path(path.to_owned()) }
}

impl Destination {
    /// Whether a part of the description can be seen in any of the formats: what is not shown need
    /// not be made. Templates of somebody's own may show everything.
    fn shows(&self, section: Section) -> bool {
        let in_markdown = |section| match section {
            Section::Terms | Section::Map => false,
            // They become tags.
            Section::Entities => self.markdown.front_matter == FrontMatter::Yaml,
            _ => true,
        };
        let is_own = !matches!(self.layout, Layout::BuiltIn);
        is_own || self.formats().any(|format| format != Format::Md || in_markdown(section))
    }

    /// The formats that are written.
    pub(crate) fn formats(&self) -> impl Iterator<Item = Format> {
        let formats = match &self.place {
            Place::One(_, format) => std::slice::from_ref(format),
            Place::Folder { formats, .. } => formats,
        };
        formats.iter().copied()
    }

    fn new(args: &args::Write, settings: &Settings) -> Result<Self, Error> {
        let place = place(args, settings, io::stdout().is_terminal().into())?;
        let is_stream = matches!(place, Place::One(Target::Stdout, _));
        if args.open && is_stream {
            let reason = "there is no file to open (name one with -o)";
            return Err(Error::new(ErrorKind::Usage, "--open", reason));
        }
        if place == Place::One(Target::Stdout, Format::Epub) && io::stdout().is_terminal() {
            let reason = "a terminal cannot show it (name a file with -o)";
            return Err(Error::new(ErrorKind::Usage, "the format epub", reason));
        }
        Ok(Self {
            place,
            layout: match (&args.template, &settings.output.template) {
                (Some(path), _) => Layout::Asked(path.into()),
                (None, Some(path)) => Layout::Usual(home(path)),
                (None, None) => Layout::BuiltIn,
            },
            theme: settings.output.theme,
            markdown: Markdown {
                citations: settings.output.md_citations,
                front_matter: if settings.output.front_matter {
                    FrontMatter::Yaml
                } else {
                    FrontMatter::Without
                },
            },
            mode: match (args.dry_run, args.open) {
                (true, _) => Mode::DryRun,
                (_, true) => Mode::WriteAndOpen,
                _ => Mode::Write,
            },
        })
    }
}

/// What standard output is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stdout {
    Terminal,
    Pipe,
}

impl From<bool> for Stdout {
    fn from(is_terminal: bool) -> Self {
        if is_terminal { Self::Terminal } else { Self::Pipe }
    }
}

fn place(args: &args::Write, settings: &Settings, stdout: Stdout) -> Result<Place, Error> {
    let folder = |dir: &Path| Place::Folder {
        dir: dir.to_owned(),
        name: settings.output.name.clone(),
        formats: args.format.map_or_else(|| settings.output.formats.clone(), |one| vec![one]),
    };
    let output = args.output.as_deref().filter(|path| *path != Path::new("-"));
    match (output, &settings.output.dir) {
        (Some(path), _) if is_folder(path) => Ok(folder(path)),
        (Some(path), _) => {
            let format = args.format.map_or_else(|| Format::of(path), Ok)?;
            Ok(Place::One(Target::File(path.to_owned()), format))
        }
        (None, Some(dir)) if args.output.is_none() => Ok(folder(&home(dir))),
        (None, _) => {
            let usual = if stdout == Stdout::Terminal { Format::Text } else { Format::Md };
            Ok(Place::One(Target::Stdout, args.format.unwrap_or(usual)))
        }
    }
}

fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().to_string_lossy().ends_with(std::path::is_separator)
}

/// `dir` with `~` for the home folder, which no shell has replaced in a configuration file.
fn home(dir: &Path) -> PathBuf {
    match (dir.strip_prefix("~"), etcetera::home_dir()) {
        (Ok(rest), Ok(home)) => home.join(rest),
        _ => dir.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    fn place_of(command_line: &str, settings: &Settings, stdout: Stdout) -> Result<Place, String> {
        let args = args::Args::parse_from(command_line.split_whitespace());
        let args::Command::Make(make) = args.command else { panic!("{command_line}") };
        place(&make.write, settings, stdout).map_err(|error| error.to_string())
    }

    #[test]
    fn the_format_follows_the_destination() {
        let settings = Settings::default();
        let place = |line, stdout| place_of(line, &settings, stdout);
        let stdout = |format| Ok(Place::One(Target::Stdout, format));
        assert_eq!(place("daybrief make a", Stdout::Pipe), stdout(Format::Md));
        assert_eq!(place("daybrief make a", Stdout::Terminal), stdout(Format::Text));
        assert_eq!(place("daybrief make a -f json -o -", Stdout::Pipe), stdout(Format::Json));
        let file = Target::File("b.html".into());
        assert_eq!(
            place("daybrief make a -o b.html", Stdout::Pipe),
            Ok(Place::One(file.clone(), Format::Html))
        );
        assert_eq!(
            place("daybrief make a -o b.html -f md", Stdout::Pipe),
            Ok(Place::One(file, Format::Md))
        );
        assert!(place("daybrief make a -o b", Stdout::Pipe).unwrap_err().contains("--format"));
    }

    #[test]
    fn a_folder_gets_a_file_a_format() {
        let mut settings = Settings::default();
        settings.output.dir = Some("briefs".into());
        settings.output.formats = vec![Format::Html, Format::Md];
        let folder = |dir: &str, formats: &[Format]| {
            let name = settings.output.name.clone();
            Ok(Place::Folder { dir: dir.into(), name, formats: formats.to_vec() })
        };
        let place = |line| place_of(line, &settings, Stdout::Pipe);
        assert_eq!(place("daybrief make a"), folder("briefs", &[Format::Html, Format::Md]));
        assert_eq!(place("daybrief make a -f json"), folder("briefs", &[Format::Json]));
        assert_eq!(place("daybrief make a -o x/ -f md"), folder("x/", &[Format::Md]));
        let stdout = Place::One(Target::Stdout, Format::Md);
        assert_eq!(place("daybrief make a -o -"), Ok(stdout));
    }
}
