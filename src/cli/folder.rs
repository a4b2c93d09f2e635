//! A folder of editions on disk: a finished edition put in, its neighbors linked to it, the page
//! and the feed of all of them written anew.
//!
//! What the folder holds is told by a list in it. A file that is not in the list is not ours and is
//! never written over; one that is in the list but gone is forgotten. The list is written first, so
//! that a run that is killed leaves files that the next one knows for its own.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::output::{self, Target};
use super::report::reason;
use crate::error::{Error, ErrorKind};
use crate::render::Template;
use crate::render::archive::{self, Archive, Edition, FEED, LIST, PAGE};

/// The names that no edition's file may have.
pub(super) const RESERVED: [&str; 3] = [LIST, PAGE, FEED];

/// Puts `edition` with its `files` (name and contents) into the folder `dir`, which is made where
/// it is missing; `template` gives the page of all editions its looks. Returns the paths of the
/// edition's files.
///
/// # Errors
/// When something cannot be written, or would have to be written over a file that is not ours;
/// that is looked for before anything is written.
pub(super) fn put(
    dir: &Path,
    edition: Edition,
    files: &[(String, Vec<u8>)],
    template: &Template,
) -> Result<Vec<PathBuf>, Error> {
    fs::create_dir_all(dir).map_err(|error| failed(dir, &error))?;
    let _lock = locked(dir);
    let (mut archive, is_ours) = read(dir)?;
    check(dir, &archive, is_ours, files)?;
    let name = edition.name.clone();
    archive.put(edition);
    forget(dir, &mut archive, files);
    let mut list = serde_json::to_string_pretty(&archive)
        .map_err(|error| Error::new(ErrorKind::Write, shown(&dir.join(LIST)), error.to_string()))?;
    list.push('\n');
    let page = if archive.editions.iter().any(|edition| edition.page().is_some()) {
        Some(archive.page(template)?)
    } else {
        None
    };
    write(dir, LIST, list.as_bytes())?;
    let mut paths = Vec::new();
    for (file, contents) in files {
        paths.push(dir.join(file));
        match std::str::from_utf8(contents) {
            Ok(text) if archive::is_page(file) => {
                write(dir, file, archive.linked(text, &name).as_bytes())?;
            }
            _ => write(dir, file, contents)?,
        }
    }
    for neighbor in archive.neighbors(&name).into_iter().flatten() {
        relink(dir, &archive, neighbor)?;
    }
    if let Some(page) = page {
        write(dir, PAGE, page.as_bytes())?;
        write(dir, FEED, archive.feed().as_bytes())?;
    }
    Ok(paths)
}

/// Keeps other runs out of `dir` until it is dropped, where the system can; without it, of two
/// runs at once the later list would lack the edition of the earlier.
fn locked(dir: &Path) -> Option<File> {
    let folder = File::open(dir).ok()?;
    folder.lock().ok()?;
    Some(folder)
}

/// The list in `dir`, and whether there is one.
fn read(dir: &Path) -> Result<(Archive, bool), Error> {
    let path = dir.join(LIST);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Ok((Archive::default(), false));
        }
        Err(error) => return Err(failed(&path, &error)),
    };
    let archive: Option<Archive> = serde_json::from_str(&text).ok();
    let archive = archive.filter(|archive| archive.schema == archive::SCHEMA);
    archive.map(|archive| (archive, true)).ok_or_else(|| {
        let reason = "it is there, but no list of editions (move it away)";
        Error::new(ErrorKind::Write, shown(&path), reason)
    })
}

/// Refuses to write over what no edition of the list has written.
fn check(
    dir: &Path,
    archive: &Archive,
    is_ours: bool,
    files: &[(String, Vec<u8>)],
) -> Result<(), Error> {
    let has_page = files.iter().any(|(file, _)| archive::is_page(file));
    let common = [PAGE, FEED].into_iter().filter(|_| has_page && !is_ours);
    let foreign = files.iter().map(|(file, _)| file.as_str()).filter(|file| !archive.holds(file));
    for file in foreign.chain(common) {
        let path = dir.join(file);
        if path.symlink_metadata().is_ok() {
            let reason =
                "it is there, and no edition of this folder (move it away, or set output.name)";
            return Err(Error::new(ErrorKind::Write, shown(&path), reason));
        }
    }
    Ok(())
}

/// Takes files out of the list that are neither there nor about to be written.
fn forget(dir: &Path, archive: &mut Archive, files: &[(String, Vec<u8>)]) {
    for edition in &mut archive.editions {
        edition.files.retain(|file| {
            files.iter().any(|(new, _)| new == file) || dir.join(file).symlink_metadata().is_ok()
        });
    }
    archive.editions.retain(|edition| !edition.files.is_empty());
}

/// Writes the page of `neighbor` anew if its links change.
fn relink(dir: &Path, archive: &Archive, neighbor: &Edition) -> Result<(), Error> {
    let Some(file) = neighbor.page() else { return Ok(()) };
    let path = dir.join(file);
    let page = fs::read_to_string(&path).map_err(|error| failed(&path, &error))?;
    let linked = archive.linked(&page, &neighbor.name);
    if linked == page { Ok(()) } else { write(dir, file, linked.as_bytes()) }
}

fn write(dir: &Path, file: &str, contents: &[u8]) -> Result<(), Error> {
    output::bytes(&Target::File(dir.join(file)), contents)
}

fn failed(path: &Path, error: &io::Error) -> Error {
    Error::new(ErrorKind::Write, shown(path), reason(error))
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
