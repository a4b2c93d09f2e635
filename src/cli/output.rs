//! Text or bytes to a file, as a whole or not at all, or to standard output, where a closed pipe is quiet.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anstream::{AutoStream, ColorChoice};
use tempfile::{Builder, NamedTempFile};

use super::report::reason;
use crate::error::{Error, ErrorKind};
use crate::render::{Style, Terminal};

/// Where a text goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// Standard output.
    Stdout,
    /// A file, replaced if it exists.
    File(PathBuf),
}

/// Writes `text` to `target`.
///
/// # Errors
/// Where the target cannot be written; a file is then as it was before.
pub(crate) fn write(target: &Target, text: &str) -> Result<(), Error> {
    bytes(target, text.as_bytes())
}

/// Writes `contents` to `target`.
///
/// # Errors
/// Where the target cannot be written; a file is then as it was before.
pub(crate) fn bytes(target: &Target, contents: &[u8]) -> Result<(), Error> {
    match target {
        Target::Stdout => stdout(contents),
        Target::File(path) => file(path, contents),
    }
}

/// What is written bit by bit: the writing fails as that of a text does.
pub(crate) struct Stream<'a> {
    inner: &'a mut (dyn Write + Send),
    name: &'a str,
}

impl Write for Stream<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl Stream<'_> {
    /// The failure that `error` is; a reader that has gone away is none.
    pub(crate) fn failed(&self, error: io::Error) -> Result<(), Error> {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Ok(()),
            _ => Err(Error::new(ErrorKind::Write, self.name, reason(&error)).caused_by(error)),
        }
    }
}

/// Writes to `target` what `work` writes. A file takes its place when all of it is on disk.
///
/// # Errors
/// Where the target cannot be written, or `work` fails; a file is then as it was before.
pub(crate) fn streamed(
    target: &Target,
    work: impl FnOnce(&mut Stream<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    let finish = |inner: &mut (dyn Write + Send), name: &str| {
        let mut stream = Stream { inner, name };
        work(&mut stream)?;
        stream.flush().or_else(|error| stream.failed(error))
    };
    match target {
        Target::Stdout => finish(&mut BufWriter::new(io::stdout()), "standard output"),
        Target::File(path) => {
            let name = path.display().to_string();
            replaced(path, |file| finish(&mut BufWriter::new(file), &name))
        }
    }
}

/// What can be shown at `target`: a terminal its own width, and styles where `--color` and the
/// environment allow them.
pub(crate) fn terminal(target: &Target) -> Terminal {
    let mut terminal = Terminal::default();
    if *target == Target::Stdout {
        if let Some((width, _)) = terminal_size::terminal_size_of(io::stdout()) {
            terminal.width = width.0.into();
        }
        if AutoStream::choice(&io::stdout()) != ColorChoice::Never {
            terminal.style = Style::Styled;
        }
    }
    terminal
}

/// Writes `contents` to standard output. A reader that has gone away (`| head`) is no failure.
fn stdout(contents: &[u8]) -> Result<(), Error> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(contents).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Error::new(ErrorKind::Write, "standard output", reason(&error)).caused_by(error))
        }
        _ => Ok(()),
    }
}

/// Replaces the file `path` by one that holds `contents`: a temporary file in the same folder is
/// filled, put safely on disk, and renamed, so that a reader at any moment finds the old file or
/// the new one, and a run that is killed leaves the old one.
fn file(path: &Path, contents: &[u8]) -> Result<(), Error> {
    replaced(path, |file| file.write_all(contents).map_err(|error| unwritten(path, error)))
}

fn unwritten(path: &Path, error: io::Error) -> Error {
    Error::new(ErrorKind::Write, path.display().to_string(), reason(&error)).caused_by(error)
}

/// The same with what `write` fills it with.
fn replaced(path: &Path, write: impl FnOnce(&mut File) -> Result<(), Error>) -> Result<(), Error> {
    let failed = |error: io::Error| unwritten(path, error);
    check(path)?;
    let folder = folder_of(path);
    let mut temporary = temporary_in(folder, path).map_err(failed)?;
    write(temporary.as_file_mut())?;
    temporary.as_file().sync_all().map_err(failed)?;
    temporary.persist(path).map_err(|error| failed(error.error))?;
    sync(folder).map_err(failed)
}

/// Refuses what a rename would replace by a file although it is none: links, folders, devices.
fn check(path: &Path) -> Result<(), Error> {
    let refused = |reason| Error::new(ErrorKind::Write, path.display().to_string(), reason);
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_symlink() => {
            Err(refused("it is a symbolic link (name the file it points to, or - for stdout)"))
        }
        Ok(found) if found.is_dir() => Err(refused("it is a folder (name a file in it)")),
        Ok(found) if !found.is_file() => Err(refused("it is no regular file (try -o -)")),
        _ => Ok(()),
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A temporary file with the permissions the finished one is to have: those of the file it
/// replaces, else those of any new file.
fn temporary_in(folder: &Path, path: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".daybrief-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let temporary = builder.tempfile_in(folder)?;
    if let Ok(existing) = fs::metadata(path) {
        temporary.as_file().set_permissions(existing.permissions())?;
    }
    Ok(temporary)
}

/// Puts the new name of the file on disk too; only Unix can, and needs to.
fn sync(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(path: &Path) -> String {
        file(path, b"new").unwrap_err().to_string()
    }

    #[test]
    fn replaces_a_file_and_leaves_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("brief.md");
        for text in ["one", "two"] {
            file(&path, text.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn keeps_the_permissions_of_what_it_replaces() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("brief.md");
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        file(&path, b"new").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[cfg(unix)]
    #[test]
    fn never_writes_through_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let (target, link) = (folder.path().join("target"), folder.path().join("link"));
        fs::write(&target, "old").unwrap();
        std::os::unix::fs::symlink(&target, &link).unwrap();
        assert!(message(&link).contains("it is a symbolic link"));
        assert_eq!(fs::read_to_string(&target).unwrap(), "old");
        assert!(message(Path::new("/dev/null")).contains("no regular file"));
    }

    #[test]
    fn says_why_it_cannot_write() {
        let folder = tempfile::tempdir().unwrap();
        assert!(message(folder.path()).contains("it is a folder"));
        assert!(message(&folder.path().join("no/such/brief.md")).contains("no such file"));
    }
}
