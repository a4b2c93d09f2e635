//! `daybrief config`: where settings come from, a file to start from, and a check of one.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::args::Config;
use crate::cli::config::{self, LOCAL, Layers};
use crate::cli::exit::Exit;
use crate::cli::job::Context;
use crate::cli::output::{self, Target};
use crate::cli::profile;
use crate::cli::report::reason;
use crate::cli::setting::KEYS;
use crate::error::{Error, ErrorKind};

/// Runs the command.
pub(super) fn run(command: &Config, context: &Context) -> Result<Exit, Error> {
    let text = match command {
        Config::Path => paths(context)?,
        Config::Show => settings(&layers(context)?)?,
        Config::Init { file } => init(file.as_deref(), context.profile.as_deref())?,
        Config::Check { file: Some(file) } => check(file)?,
        Config::Check { file: None } => check_all(context)?,
    };
    output::write(&Target::Stdout, &text)?;
    Ok(Exit::Success)
}

fn layers(context: &Context) -> Result<Layers, Error> {
    Layers::load(context.config.as_deref(), context.profile.as_deref())
}

/// The files looked for, the stronger first, and whether they are there; then the profiles that
/// could be asked for.
fn paths(context: &Context) -> Result<String, Error> {
    let mut files: Vec<PathBuf> =
        context.profile.as_deref().map(profile::file).transpose()?.into_iter().collect();
    match config::named(context.config.as_deref()) {
        Some(file) => files.push(file),
        None => files.extend([PathBuf::from(LOCAL)].into_iter().chain(config::user_file())),
    }
    let mut text = String::new();
    for path in files {
        let state = if path.exists() { "" } else { "  (does not exist)" };
        let _ = writeln!(text, "{}{state}", path.display());
    }
    for name in profile::all().iter().filter(|name| Some(*name) != context.profile.as_ref()) {
        let _ = writeln!(text, "{}  (by --profile {name})", profile::file(name)?.display());
    }
    Ok(text)
}

/// Every setting with its value and origin, as TOML.
fn settings(layers: &Layers) -> Result<String, Error> {
    layers.settings()?;
    let mut text = String::new();
    for key in KEYS {
        let _ = match layers.get(key) {
            Some((value, origin)) => writeln!(text, "{} = {value}  # {origin}", key.name),
            None => writeln!(text, "# {} is not set", key.name),
        };
    }
    Ok(text)
}

/// Writes a file with every setting as a comment: the one named, that of the profile, or the user's.
fn init(file: Option<&Path>, profile: Option<&str>) -> Result<String, Error> {
    let of_profile = profile.map(profile::file).transpose()?;
    let path =
        file.map(Path::to_owned).or(of_profile).or_else(config::user_file).ok_or_else(|| {
            let reason = "there is no home folder (name a file)";
            Error::new(ErrorKind::Usage, "config init", reason)
        })?;
    let failed = |reason| Error::new(ErrorKind::Write, path.display().to_string(), reason);
    if path.symlink_metadata().is_ok() {
        return Err(failed("it exists already, and is left as it is".into()));
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| failed(reason(&error)).caused_by(error))?;
    }
    output::write(&Target::File(path.clone()), &template())?;
    Ok(format!("{}\n", path.display()))
}

/// A configuration file that sets nothing, and shows what it could set.
fn template() -> String {
    let mut text = String::from(
        "# Settings of daybrief. Flags and DAYBRIEF_* variables have precedence over this file.\n\
         # Take away the # in front of a setting to change it.\n\n",
    );
    let mut section = "";
    for key in KEYS {
        let (own, name) = key.name.split_once('.').unwrap_or(("", key.name));
        if own != section {
            let _ = writeln!(text, "\n[{own}]");
            section = own;
        }
        let _ =
            writeln!(text, "# {}; also {}\n# {name} = {}", key.help, key.variable(), key.example);
    }
    text
}

/// Checks the file at `path`.
fn check(path: &Path) -> Result<String, Error> {
    config::parse(path, &config::read(path)?)?;
    Ok(format!("{} ok\n", path.display()))
}

/// Checks everything that is in force: the file named, or the usual ones with every profile.
fn check_all(context: &Context) -> Result<String, Error> {
    if let (Some(path), None) = (&context.config, &context.profile) {
        return check(path);
    }
    layers(context)?.settings()?;
    let profiles = if context.profile.is_none() { profile::all() } else { Vec::new() };
    for name in &profiles {
        check(&profile::file(name)?)?;
    }
    Ok("configuration ok\n".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_to_start_from_is_valid_as_it_is() {
        assert_eq!(config::parse(Path::new("a"), &template()).unwrap(), []);
    }

    #[test]
    fn the_file_to_start_from_is_valid_with_any_one_setting() {
        for key in KEYS {
            let name = key.name.rsplit('.').next().unwrap();
            let set = template().replacen(&format!("# {name} ="), &format!("{name} ="), 1);
            let values = config::parse(Path::new("a"), &set).unwrap();
            assert!(matches!(values[..], [(found, _)] if found.name == key.name), "{}", key.name);
        }
    }
}
