//! Profiles: files of settings by name beside the user's own, one for each series of briefings.

use std::fs;
use std::path::PathBuf;

use super::config;
use crate::error::{Error, ErrorKind};

/// The variable that names a profile where no flag does.
pub(crate) const VARIABLE: &str = "DAYBRIEF_PROFILE";

/// The name that was typed or that the environment gives.
pub(crate) fn named(typed: Option<&str>) -> Option<String> {
    let of_environment = || std::env::var_os(VARIABLE).filter(|name| !name.is_empty());
    typed
        .map(str::to_owned)
        .or_else(|| of_environment().map(|name| name.to_string_lossy().into_owned()))
}

/// Where the file of the profile `name` is, whether it exists or not.
///
/// # Errors
/// The name could not be that of a file everywhere, or there is no home folder.
pub(crate) fn file(name: &str) -> Result<PathBuf, Error> {
    let failed = |reason| Error::new(ErrorKind::Usage, format!("the profile {name}"), reason);
    let is_plain = |char: char| char.is_alphanumeric() || "-_. ".contains(char);
    if name.trim() != name
        || name.is_empty()
        || name.starts_with('.')
        || !name.chars().all(is_plain)
    {
        return Err(failed("its name is to be of letters, digits, - and _"));
    }
    let folder = folder().ok_or_else(|| failed("there is no home folder (set XDG_CONFIG_HOME)"))?;
    Ok(folder.join(format!("{name}.toml")))
}

/// The file of the profile `name`, which exists.
///
/// # Errors
/// As [`file`], and where it does not exist: then the profiles that do are named.
pub(crate) fn existing(name: &str) -> Result<PathBuf, Error> {
    let path = file(name)?;
    if path.exists() {
        return Ok(path);
    }
    let others = all();
    let others = if others.is_empty() {
        format!("make it by daybrief config init --profile {name}")
    } else {
        format!("there are {}", others.join(", "))
    };
    let reason = format!("no such profile ({others})");
    Err(Error::new(ErrorKind::Config, path.display().to_string(), reason))
}

/// The names of all profiles, in their order.
pub(crate) fn all() -> Vec<String> {
    let files = folder().and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten();
    let name = |file: fs::DirEntry| {
        let name = file.file_name().into_string().ok()?;
        name.strip_suffix(".toml").map(str::to_owned)
    };
    let mut names: Vec<String> = files.filter_map(|file| name(file.ok()?)).collect();
    names.retain(|name| file(name).is_ok());
    names.sort();
    names
}

fn folder() -> Option<PathBuf> {
    Some(config::user_file()?.parent()?.join("profiles"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_never_a_path() {
        for name in ["", ".", "..", "../a", "a/b", "a\\b", "a\n", " a", "a\0", "a:b", ".a"] {
            let error = file(name).unwrap_err().to_string();
            assert!(error.contains("letters, digits"), "{name:?}: {error}");
        }
        for name in ["sport", "Überblick 2", "a.b", "a-b_c"] {
            assert!(file(name).unwrap().ends_with(format!("profiles/{name}.toml")), "{name}");
        }
    }
}
