//! How a briefing was made, as its page says it: hashes of what was read and of the settings, and
//! the command that makes the same page again.
//!
//! The command is put together anew from what was typed, in an order of its own, so that it does
//! not depend on how that was ordered; where the result went, and how much was said on the way,
//! is left out. Settings of files and variables are no part of it: their hash tells a change.

use std::path::Path;

use sha2::{Digest, Sha256};
use toml::{Table, Value};

use super::args::{self, Setting};
use super::format::Format;
use super::job::Context;
use super::setting::Settings;
use super::window::{self, Since};
use crate::model::briefing::MadeEntry;
use crate::model::{Date, Document};

/// More inputs than this are counted, not listed.
const MAX_INPUTS: usize = 8;
/// How many of them are named then.
const NAMED: usize = 2;

/// What stands for it among the inputs.
const STANDARD_INPUT: &str = "-";

/// The flag of each setting that has one.
const FLAGS: &[(&str, &str)] = &[
    ("segment.language", "--lang"),
    ("make.max_topics", "--max-topics"),
    ("make.min_independent", "--min-sources"),
    ("cluster.granularity", "--granularity"),
    ("sources.prefer", "--prefer"),
    ("sources.hide", "--hide"),
    ("make.since", "--since"),
    ("select.sentences", "--sentences"),
    ("select.words", "--words"),
    ("select.ratio", "--ratio"),
    ("select.method", "--method"),
    ("select.query", "--query"),
    ("title", "--title"),
    ("describe.sections", "--sections"),
    ("output.theme", "--theme"),
    ("output.md_citations", "--md-citations"),
    ("output.front_matter", "--front-matter"),
    ("output.template", "--template"),
    ("make.if_empty", "--if-empty"),
];
/// Settings that change nothing of what a briefing tells, or are told beside them.
const ASIDE: &[(&str, &str)] = &[
    ("output", "dir"),
    ("output", "name"),
    ("output", "formats"),
    ("output", "template"),
    ("make", "since"),
];

/// What was typed that a briefing depends on, and the settings in force.
#[derive(Debug, Clone, Default)]
pub(crate) struct Recipe {
    /// The command and its inputs, then flags with their values, each quoted for a shell.
    words: Vec<String>,
    settings: Table,
    since: Option<Since>,
    until: Option<Date>,
    date: Option<Date>,
}

/// What a recipe needs to know of the articles, which are gone when the briefing is made.
#[derive(Debug, Clone)]
pub(crate) struct Ingredients {
    inputs: String,
    newest: Option<Date>,
}

impl Ingredients {
    /// Of the articles that a briefing is made of. O(text).
    pub(crate) fn of(documents: &[Document]) -> Self {
        let mut hashes: Vec<String> = documents.iter().map(Document::sha256).collect();
        hashes.sort_unstable();
        let lines: String = hashes.iter().flat_map(|hash| [hash.as_str(), "\n"]).collect();
        Self { inputs: hex(&lines), newest: window::newest(documents) }
    }
}

impl Recipe {
    /// The recipe of `daybrief summarize`.
    pub(crate) fn summarize(args: &args::Summarize, context: &Context) -> Self {
        let typed = [args.read.settings(), args.choose.settings(), args.write.settings()];
        let mut recipe = Self::new("summarize", &args.read, context);
        recipe.rest(typed.concat(), &args.choose, &args.write);
        recipe
    }

    /// The recipe of `daybrief make`.
    pub(crate) fn make(args: &args::Make, context: &Context) -> Self {
        let typed = [
            args.read.settings(),
            args.group.settings(),
            args.choose.settings(),
            args.write.settings(),
        ];
        let mut recipe = Self::new("make", &args.read, context);
        recipe.until = args.group.until;
        recipe.rest(typed.concat(), &args.choose, &args.write);
        if let Some(until) = args.group.until {
            recipe.flag("--until", &until.to_string());
        }
        if args.daily.remember {
            recipe.words.push("--remember".into());
        }
        recipe
    }

    /// The same of an edition: made again it is compared as before, and not remembered twice.
    #[must_use]
    pub(crate) fn following(mut self) -> Self {
        self.words.push("--no-remember".into());
        self
    }

    /// The same of what is stored, where no input was named.
    #[must_use]
    pub(crate) fn of_store(mut self) -> Self {
        self.words.retain(|word| word != STANDARD_INPUT);
        self.words.push("--offline".into());
        self
    }

    /// The same under `settings`, those typed among them.
    #[must_use]
    pub(crate) fn under(mut self, settings: &Settings) -> Self {
        self.since = settings.make.since;
        self.settings = Table::try_from(settings).unwrap_or_default();
        for (section, key) in ASIDE {
            if let Some(Value::Table(section)) = self.settings.get_mut(*section) {
                section.remove(*key);
            }
        }
        self
    }

    /// How a briefing of `date` was made of `ingredients`, and is made again in `format`.
    pub(crate) fn made(
        &self,
        ingredients: &Ingredients,
        date: Option<Date>,
        format: Format,
    ) -> MadeEntry {
        let mut again = self.clone();
        // Counted from the briefing's day it could be another hour.
        let since = self.since.map(|since| match (since, ingredients.newest, self.date) {
            (Since::Hours(_) | Since::Yesterday, Some(newest), None) => {
                window::start_of(since, newest).map_or(since, Since::Date)
            }
            _ => since,
        });
        if let Some(since) = since {
            again.flag("--since", &since.to_string());
        }
        if let Some(date) = date {
            again.flag("--date", &date.to_string());
        }
        again.flag("--format", &format.to_string());
        let said = |date: Option<Date>| date.map_or_else(String::new, |date| date.to_string());
        let since = since.map_or_else(String::new, |since| since.to_string());
        let settings =
            format!("{}\n{since}\n{}\n{}\n", self.settings, said(self.until), said(date));
        MadeEntry {
            inputs: ingredients.inputs.clone(),
            settings: hex(&settings),
            command: again.words.join(" "),
        }
    }

    fn new(command: &str, read: &args::Read, context: &Context) -> Self {
        let words = vec!["daybrief".into(), command.into()];
        let mut recipe = Self { words, ..Self::default() };
        let mut inputs: Vec<String> =
            read.inputs.iter().map(|path| quoted(&operand(path))).collect();
        inputs.sort_unstable();
        if inputs.is_empty() {
            inputs.push(STANDARD_INPUT.into());
        }
        let n_inputs = inputs.len();
        if n_inputs > MAX_INPUTS {
            inputs.truncate(NAMED);
            inputs.push(format!("… ({n_inputs} inputs)"));
        }
        recipe.words.append(&mut inputs);
        if let Some(config) = &context.config {
            recipe.flag("--config", &config.to_string_lossy());
        }
        if let Some(profile) = &context.profile {
            recipe.flag("--profile", profile);
        }
        let map: Vec<String> = read
            .fields
            .options()
            .map
            .iter()
            .map(|(ours, theirs)| format!("{ours}={theirs}"))
            .collect();
        if !map.is_empty() {
            recipe.flag("--map", &map.join(","));
        }
        recipe
    }

    fn rest(&mut self, typed: Vec<Setting>, choose: &args::Choose, write: &args::Write) {
        self.date = write.date;
        for (key, value) in typed {
            let flag = FLAGS.iter().find(|(own, _)| *own == key).map(|(_, flag)| *flag);
            // The window is told with the date, which it is counted from.
            let Some(flag) = flag.filter(|flag| *flag != "--since") else { continue };
            self.setting(flag, &value);
        }
        for path in &choose.update {
            self.flag("--update", &path.to_string_lossy());
        }
    }

    fn setting(&mut self, flag: &str, value: &Value) {
        match value {
            Value::Boolean(_) => self.words.push(flag.into()),
            Value::String(text) => self.flag(flag, text),
            Value::Array(items) if flag == "--sections" => {
                let names: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
                self.flag(
                    flag,
                    if names.is_empty() { "none".into() } else { names.join(",") }.as_str(),
                );
            }
            Value::Array(items) => {
                items.iter().filter_map(Value::as_str).for_each(|item| self.flag(flag, item));
            }
            other => self.flag(flag, &other.to_string()),
        }
    }

    /// Joined by an equals sign, a value may start with a hyphen.
    fn flag(&mut self, flag: &str, value: &str) {
        if value.starts_with('-') {
            self.words.push(quoted(&format!("{flag}={value}")));
        } else {
            self.words.extend([flag.to_owned(), quoted(value)]);
        }
    }
}

/// A path that no command takes for a flag.
fn operand(path: &Path) -> String {
    let text = path.to_string_lossy();
    if text.starts_with('-') && text != "-" { format!("./{text}") } else { text.into_owned() }
}

/// `word` as a POSIX shell reads it back.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./:=@%+,".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

fn hex(text: &str) -> String {
    use std::fmt::Write as _;
    Sha256::digest(text).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::cli::args::{Args, Command};

    fn command(line: &[&str]) -> String {
        let args = Args::parse_from(line);
        let context = Context::new(&args.global);
        let recipe = match args.command {
            Command::Make(make) => Recipe::make(&make, &context),
            Command::Summarize(summarize) => Recipe::summarize(&summarize, &context),
            other => panic!("{other:?}"),
        };
        let date = "2026-02-04".parse().ok();
        recipe.under(&Settings::default()).made(&Ingredients::of(&[]), date, Format::Md).command
    }

    #[test]
    fn a_command_is_put_together_anew() {
        let again = "--date 2026-02-04 --format md";
        assert_eq!(
            command(&[
                "daybrief", "make", "b", "-o", "x.html", "a", "-n", "3", "--jobs", "2", "-q"
            ]),
            format!("daybrief make a b --sentences 3 {again}")
        );
        assert_eq!(
            command(&["daybrief", "sum", "it's.txt", "--title=-x", "--sections", "none"]),
            format!(r"daybrief summarize 'it'\''s.txt' --title=-x --sections none {again}")
        );
        assert_eq!(
            command(&["daybrief", "make", "*.md", "--remember", "--hide", "a b", "--hide", "c"]),
            format!("daybrief make '*.md' --hide 'a b' --hide c --remember {again}")
        );
        assert_eq!(command(&["daybrief", "make", "-"]), format!("daybrief make - {again}"));
        let many: Vec<String> = (0..20).map(|n| format!("{n}.txt")).collect();
        let line = ["daybrief", "make"].into_iter().chain(many.iter().map(String::as_str));
        assert_eq!(
            command(&line.collect::<Vec<_>>()),
            format!("daybrief make 0.txt 1.txt … (20 inputs) {again}")
        );
    }

    #[test]
    fn every_setting_that_can_be_typed_has_its_flag() {
        let line = "daybrief make a --lang de --max-topics 1 --min-sources 1 --granularity broad \
                    --prefer a --hide b --since 24h -n 1 --words 9 --ratio 0.5 --method lead \
                    --query q --title t --sections terms --theme plain --md-citations none \
                    --front-matter --template t --if-empty write";
        let Command::Make(make) = Args::parse_from(line.split_whitespace()).command else {
            panic!("it is make")
        };
        let typed = [
            make.read.settings(),
            make.group.settings(),
            make.choose.settings(),
            make.write.settings(),
        ];
        for (key, _) in typed.concat() {
            assert!(FLAGS.iter().any(|(own, _)| *own == key), "{key} has no flag");
        }
    }
}
