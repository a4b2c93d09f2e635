//! Settings from six places, the higher hiding the lower: flag, variable, the profile that is asked
//! for, `./daybrief.toml`, the user's file, built in. A key nobody knows is an error, with its line and the likely meaning.

use std::collections::BTreeMap;
use std::env;
use std::fmt;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use toml::de::{DeTable, DeValue};
use toml::{Spanned, Table, Value};

use super::profile;
use super::report::reason;
use super::setting::{BUDGET, KEYS, Key, Settings};
use crate::error::{Error, ErrorKind};

/// The file looked for in the working folder.
pub(crate) const LOCAL: &str = "daybrief.toml";

/// What the names of all variables start with.
const PREFIX: &str = "DAYBRIEF_";

/// Variables that are none of the settings.
const OTHER_VARIABLES: &[&str] = &["DAYBRIEF_CONFIG", profile::VARIABLE];

/// Where a value comes from, the weakest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The program's default.
    BuiltIn,
    /// A file.
    File(PathBuf),
    /// An environment variable.
    Variable(String),
    /// The command line.
    Flag,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BuiltIn => f.write_str("built in"),
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Variable(name) => f.write_str(name),
            Self::Flag => f.write_str("command line"),
        }
    }
}

/// Values by the names of their keys, each with its origin.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Layers(BTreeMap<&'static str, (Value, Origin)>);

impl Layers {
    /// All layers below the command line: built in, files, variables.
    ///
    /// `file` is read instead of the usual ones where it is given, and that of `profile` over them:
    /// what is asked for by name hides what happens to lie in the working folder.
    pub(crate) fn load(file: Option<&Path>, profile: Option<&str>) -> Result<Self, Error> {
        let mut layers = Self::default();
        let built_in = Table::try_from(Settings::default()).unwrap_or_default();
        layers.put(flat(&built_in), |_| Origin::BuiltIn)?;
        let profile = profile.map(profile::existing).transpose()?;
        for path in files(file).into_iter().chain(profile) {
            let text = read(&path)?;
            let values = parse(&path, &text)?;
            layers.put(values, |_| Origin::File(path.clone()))?;
        }
        layers.put(variables()?, |key| Origin::Variable(key.variable()))?;
        Ok(layers)
    }

    /// Lays the command line's `values` on top; the language `auto` takes one set below back.
    pub(crate) fn flags(&mut self, mut values: Vec<(&'static str, Value)>) -> Result<(), Error> {
        let auto = ("segment.language", Value::String("auto".into()));
        if values.contains(&auto) {
            values.retain(|value| *value != auto);
            self.0.remove(auto.0);
        }
        let keys = values.into_iter().filter_map(|(name, value)| Some((key(name)?, value)));
        self.put(keys.collect(), |_| Origin::Flag)
    }

    /// Lays one layer on top. Of the budgets only those of the topmost layer count.
    fn put(
        &mut self,
        values: Vec<(&'static Key, Value)>,
        origin: impl Fn(&Key) -> Origin,
    ) -> Result<(), Error> {
        for (key, value) in &values {
            if let Some(fault) = key.fault(value) {
                let reason = format!("{}: {fault}", key.name);
                return Err(Error::new(ErrorKind::Config, origin(key).to_string(), reason));
            }
        }
        if values.iter().any(|(key, _)| BUDGET.contains(&key.name)) {
            self.0.retain(|name, _| !BUDGET.contains(name));
        }
        for (key, value) in values {
            self.0.insert(key.name, (value, origin(key)));
        }
        Ok(())
    }

    /// The value of `key` and where it comes from; `None` where it is not set.
    pub(crate) fn get(&self, key: &Key) -> Option<&(Value, Origin)> {
        self.0.get(key.name)
    }

    /// The settings these values make.
    ///
    /// # Errors
    /// A value of the wrong type or out of its range, named with its origin.
    pub(crate) fn settings(&self) -> Result<Settings, Error> {
        let all = nested(self.0.iter().map(|(name, (value, _))| (*name, value)));
        all.try_into().map_err(|error: toml::de::Error| {
            // Which of the values it was is found by trying each alone.
            let guilty = self.0.iter().find_map(|(name, (value, origin))| {
                let alone = nested([(*name, value)].into_iter());
                let error = alone.try_into::<Settings>().err()?;
                Some((format!("{name} ({origin})"), first_line(&error).to_owned()))
            });
            let (input, reason) =
                guilty.unwrap_or_else(|| ("the settings".into(), first_line(&error).to_owned()));
            Error::new(ErrorKind::Config, input, reason).caused_by(error)
        })
    }
}

/// The files to read, the weaker first; where `file` or `DAYBRIEF_CONFIG` names one, that alone.
fn files(file: Option<&Path>) -> Vec<PathBuf> {
    named(file).map_or_else(
        || {
            let found = user_file().into_iter().chain([PathBuf::from(LOCAL)]);
            found.filter(|path| path.exists()).collect()
        },
        |path| vec![path],
    )
}

/// The one file to read, as a flag or `DAYBRIEF_CONFIG` names it.
pub(crate) fn named(file: Option<&Path>) -> Option<PathBuf> {
    file.map(Path::to_owned).or_else(|| env::var_os("DAYBRIEF_CONFIG").map(Into::into))
}

/// The user's own file, whether it exists or not; `None` without a home folder.
pub(crate) fn user_file() -> Option<PathBuf> {
    let places = etcetera::choose_base_strategy().ok()?;
    Some(places.config_dir().join("daybrief").join("config.toml"))
}

/// The text of a configuration file.
pub(crate) fn read(path: &Path) -> Result<String, Error> {
    let failed = |reason: String| Error::new(ErrorKind::Config, path.display().to_string(), reason);
    let bytes = fs::read(path).map_err(|error| failed(reason(&error)).caused_by(error))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        failed(format!("not UTF-8 at byte {}", error.utf8_error().valid_up_to()))
    })?;
    Ok(text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_owned))
}

/// The values of a configuration file.
///
/// # Errors
/// What is no TOML, a key nobody knows, a value that does not fit: each with its line.
pub(crate) fn parse(path: &Path, text: &str) -> Result<Vec<(&'static Key, Value)>, Error> {
    let failed = |span: Option<Range<usize>>, reason: &str| {
        let line =
            span.map_or(String::new(), |span| format!("line {}: ", line_of(text, span.start)));
        Error::new(ErrorKind::Config, path.display().to_string(), format!("{line}{reason}"))
    };
    let table = DeTable::parse(text).map_err(|error| failed(error.span(), first_line(&error)))?;
    if let Some((span, name)) = unknown_key(table.get_ref(), "") {
        return Err(failed(Some(span), &format!("unknown key {name}{}", hint(&name))));
    }
    toml::from_str::<Settings>(text).map_err(|error| failed(error.span(), first_line(&error)))?;
    let table: Table = text.parse().map_err(|error| failed(None, first_line(&error)))?;
    Ok(flat(&table))
}

/// ` (did you mean select.sentences?)`, where a key or a variable has a name like `name`.
fn hint(name: &str) -> String {
    let is_variable = name.starts_with(PREFIX);
    let keys = KEYS.iter().map(|key| if is_variable { key.variable() } else { key.name.into() });
    // A name without a dot can be that of a section.
    let sections = KEYS.iter().filter_map(|key| Some(key.name.split_once('.')?.0.to_owned()));
    let bare = name.trim_start_matches(PREFIX);
    let names = keys.chain(sections.filter(|_| !is_variable && !name.contains('.')));
    names
        .map(|known| (strsim::jaro_winkler(bare, known.trim_start_matches(PREFIX)), known))
        .filter(|(similarity, _)| *similarity > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map_or_else(String::new, |(_, known)| format!(" (did you mean {known}?)"))
}

/// The first key of `table` that is none of [`KEYS`], with its place and its dotted name.
fn unknown_key(table: &DeTable<'_>, prefix: &str) -> Option<(Range<usize>, String)> {
    let mut unknown = Vec::new();
    for (key, value) in table {
        let name = format!("{prefix}{}", key.get_ref());
        let section = format!("{name}.");
        match Spanned::get_ref(value) {
            DeValue::Table(inner) if KEYS.iter().any(|key| key.name.starts_with(&section)) => {
                unknown.extend(unknown_key(inner, &section));
            }
            _ if KEYS.iter().any(|key| key.name == name) => {}
            _ => unknown.push((key.span(), name)),
        }
    }
    unknown.into_iter().min_by_key(|(span, _)| span.start)
}

/// The settings among the environment variables; one that starts like them and is none is an error.
fn variables() -> Result<Vec<(&'static Key, Value)>, Error> {
    let mut values = Vec::new();
    for (name, text) in env::vars_os() {
        let Some(name) = name.to_str().filter(|name| name.starts_with(PREFIX)) else {
            continue;
        };
        if OTHER_VARIABLES.contains(&name) {
            continue;
        }
        let failed = |reason: &str| Error::new(ErrorKind::Config, name, reason);
        let Some(key) = KEYS.iter().find(|key| key.variable() == name) else {
            return Err(failed(&format!("unknown variable{}", hint(name))));
        };
        let text = text.to_str().ok_or_else(|| failed("not UTF-8"))?;
        values.push((key, key.value(text)));
    }
    values.sort_by_key(|(key, _)| key.name);
    Ok(values)
}

fn key(name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.name == name)
}

/// The values of `table` by key.
fn flat(table: &Table) -> Vec<(&'static Key, Value)> {
    let value = |key: &Key| {
        let mut parts = key.name.split('.');
        let first = table.get(parts.next()?)?;
        parts.try_fold(first, |value, part| value.get(part)).cloned()
    };
    KEYS.iter().filter_map(|key| Some((key, value(key)?))).collect()
}

/// The table that holds `values` under their dotted names.
fn nested<'a>(values: impl Iterator<Item = (&'a str, &'a Value)>) -> Table {
    let mut table = Table::new();
    for (name, value) in values {
        match name.split_once('.') {
            None => drop(table.insert(name.into(), value.clone())),
            Some((section, key)) => {
                let section = table.entry(section).or_insert_with(|| Value::Table(Table::new()));
                if let Value::Table(section) = section {
                    section.insert(key.into(), value.clone());
                }
            }
        }
    }
    table
}

fn line_of(text: &str, byte: usize) -> usize {
    1 + text.bytes().take(byte).filter(|&byte| byte == b'\n').count()
}

fn first_line(error: &toml::de::Error) -> &str {
    error.message().lines().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &str) -> String {
        parse(Path::new("daybrief.toml"), text).unwrap_err().to_string()
    }

    #[test]
    fn unknown_keys_are_errors_with_line_and_hint() {
        let error = message("title = \"a\"\n\n[select]\nsentances = 3\n");
        let expected = "cannot use configuration daybrief.toml: line 4: \
                        unknown key select.sentances (did you mean select.sentences?)";
        assert_eq!(error, expected);
        assert!(message("[selct]\n").ends_with("line 1: unknown key selct (did you mean select?)"));
        assert!(message("zzz = 1").ends_with("unknown key zzz"));
    }

    #[test]
    fn wrong_values_are_errors_with_their_line() {
        let error = message("[select]\nsentences = \"five\"\n");
        assert!(error.contains("line 2: invalid type: string \"five\""), "{error}");
        let error = message("title = \"a\"\n[make]\nsince = \"soon\"\n");
        assert!(error.contains("line 3: soon is no date"), "{error}");
        assert!(message("title = ").contains("line 1: "));
        assert!(message("select = 3").contains("line 1: unknown key select"));
    }

    #[test]
    fn a_higher_layer_hides_the_lower() {
        let mut layers = Layers::default();
        let below = vec![("select.sentences", Value::Integer(5)), ("title", "a".into())];
        layers.flags(below).unwrap();
        layers.flags(vec![("select.words", Value::Integer(80))]).unwrap();
        let settings = layers.settings().unwrap();
        assert_eq!(settings.title.as_deref(), Some("a"));
        assert_eq!((settings.select.sentences, settings.select.words), (None, Some(80)));
    }

    #[test]
    fn numbers_keep_to_their_ranges() {
        let message = |name, value: Value| {
            Layers::default().flags(vec![(name, value)]).unwrap_err().to_string()
        };
        let expected = "cannot use configuration command line: select.words: \
                        give a whole number from 1";
        assert_eq!(message("select.words", Value::Integer(0)), expected);
        assert!(message("select.words", Value::Integer(i64::MAX)).contains("whole number"));
        for share in [0.0, 1.5, f64::NAN, f64::INFINITY] {
            assert!(message("select.ratio", share.into()).contains("up to 1"), "{share}");
        }
    }

    #[test]
    fn a_value_that_does_not_fit_is_named_with_its_origin() {
        let mut layers = Layers::default();
        layers.flags(vec![("make.max_topics", "many".into())]).unwrap();
        let error = layers.settings().unwrap_err().to_string();
        assert!(error.contains("make.max_topics (command line): invalid type"), "{error}");
    }
}
