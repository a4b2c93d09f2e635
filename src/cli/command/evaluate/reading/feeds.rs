//! Feeds of all ages: which give the entries that they announce, and which break the program.

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::Serialize;
use walkdir::WalkDir;

use crate::error::is_bug;
use crate::read::{self, Input, Reading};

/// What the feeds show.
#[derive(Debug, Serialize)]
pub(super) struct Feeds {
    /// All files.
    pub(super) files: usize,
    /// Of those expected, the files that gave an entry, or named one that has no text.
    pub(super) with_entries: usize,
    /// Well-formed files that say they have an entry: a line `Expect: … entries[…`.
    pub(super) expected: usize,
    /// Files that broke the program.
    pub(super) panics: usize,
}

/// The feeds of `folder`; `None`: it has none, or not one of them is read.
pub(super) fn feeds(folder: &Path) -> Option<Feeds> {
    let folder = folder.join("feeds");
    let files: Vec<PathBuf> = WalkDir::new(&folder)
        .sort_by_file_name()
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect();
    let readings: Vec<Reading> = files.par_iter().map(|path| reading(path)).collect();
    let expected: Vec<bool> = files.iter().map(|path| announces(path)).collect();
    let with_entries =
        readings.iter().zip(&expected).filter(|(reading, is)| **is && has_entries(reading)).count();
    if with_entries == 0 {
        return None;
    }
    Some(Feeds {
        files: files.len(),
        with_entries,
        expected: expected.iter().filter(|is| **is).count(),
        panics: readings.iter().filter(|reading| reading.warnings.iter().any(is_bug)).count(),
    })
}

/// What was read of one file.
fn reading(path: &Path) -> Reading {
    read::documents(&[Input::Path(path.to_owned())], &read::Options::default())
}

/// Gives an entry, or says that it left out one without text.
fn has_entries(reading: &Reading) -> bool {
    let named = |message: &str| message.contains("without text, left out");
    !reading.documents.is_empty() || reading.warnings.iter().any(|warning| named(&warning.message))
}

fn announces(path: &Path) -> bool {
    let is_well_formed = path.components().any(|part| part.as_os_str() == "wellformed");
    let bytes = if is_well_formed { std::fs::read(path).unwrap_or_default() } else { Vec::new() };
    let text = String::from_utf8_lossy(&bytes);
    text.lines().any(|line| line.contains("Expect:") && line.contains("entries["))
}
