//! Inputs to sources that can be opened: files, folders, glob patterns, standard input, bytes.

use std::borrow::Cow;
use std::fs;
use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::path::{Component, Path, PathBuf, is_separator};

use encoding_rs::Encoding;
use glob::{MatchOptions, Pattern, PatternError};
use walkdir::WalkDir;

use super::Input;
use super::draft::Named;
use super::web::Answer;
use crate::error::{Error, Warning};

/// Bytes of one source that are read, and of its text once decoded.
pub(super) const LIMIT: usize = 16 << 20;

/// What is said of more.
pub(super) const TOO_LARGE: &str = "larger than 16 MiB (split it into articles)";

/// Text shrinks to a tenth at best; what unpacks to more than this many times its size, beyond
/// [`UNSUSPECTED`] bytes, is made to fill a disk, a memory or a day.
#[cfg(any(feature = "gzip", feature = "epub", feature = "docx"))]
const MAX_RATIO: u64 = 200;

/// Bytes that may come out of any packed source, however small it is.
#[cfg(any(feature = "gzip", feature = "epub", feature = "docx"))]
const UNSUSPECTED: u64 = 4 << 20;

/// What is said of a bomb.
#[cfg(any(feature = "gzip", feature = "epub", feature = "docx"))]
pub(super) const BOMB: &str = "it unpacks to more than 200 times its size";

/// Whether `n_out` bytes are too much to come out of `n_in`.
#[cfg(any(feature = "gzip", feature = "epub", feature = "docx"))]
pub(super) fn is_bomb(n_in: u64, n_out: u64) -> bool {
    n_out > UNSUSPECTED && n_out / MAX_RATIO > n_in
}

/// Extensions of files that are passed over in folders: they are no articles.
const NO_ARTICLES: &[&str] = &[
    "7z", "a", "aac", "avi", "avif", "bak", "bin", "bmp", "bz2", "c", "cfg", "class", "cpp", "css",
    "csv", "db", "dll", "dylib", "eot", "exe", "flac", "gif", "go", "h", "heic", "ico", "ini",
    "iso", "jar", "java", "jpeg", "jpg", "js", "lock", "m4a", "map", "mjs", "mkv", "mov", "mp3",
    "mp4", "mpeg", "o", "ogg", "otf", "parquet", "php", "png", "ppt", "pptx", "py", "pyc", "rar",
    "rb", "rs", "sh", "so", "sqlite", "svg", "tar", "tgz", "tif", "tiff", "toml", "ts", "tsv",
    "ttf", "wasm", "wav", "webm", "webp", "woff", "woff2", "xls", "xlsx", "xsl", "xz", "yaml",
    "yml", "zip", "zst",
];

/// Something to open, under its name.
#[derive(Debug)]
pub(super) struct Source<'a> {
    /// As the user names it.
    pub(super) named: Named,
    /// The encoding that came with it.
    pub(super) declared: Option<&'static Encoding>,
    place: Place<'a>,
}

#[derive(Debug)]
enum Place<'a> {
    File(PathBuf),
    Stdin,
    Bytes(&'a [u8]),
}

impl<'a> Source<'a> {
    /// What a server answered.
    pub(super) fn answer(answer: &'a Answer) -> Self {
        Self {
            named: answer.named(),
            declared: answer.declared(),
            place: Place::Bytes(&answer.bytes),
        }
    }
}

/// The sources of `inputs` in the order of their names, each once, and warnings about the rest.
///
/// A file that is named in several ways (by itself, in a folder, by a glob, through a link) is
/// one source, under the first of its names in alphabetical order.
pub(super) fn sources(inputs: &[Input]) -> (Vec<Source<'_>>, Vec<Warning>) {
    let mut paths = Vec::new();
    let mut warnings = Vec::new();
    let mut sources = Vec::new();
    for input in inputs {
        match input {
            Input::Path(path) => expand(path, &mut paths, &mut warnings),
            Input::Stdin => {
                sources.push(Source { named: Named::stdin(), declared: None, place: Place::Stdin });
            }
            Input::Bytes { name, bytes } => {
                let named = Named::file(name);
                sources.push(Source { named, declared: None, place: Place::Bytes(bytes) });
            }
            Input::Answer(answer) => sources.push(Source::answer(answer)),
        }
    }
    let mut files: Vec<(PathBuf, Named, PathBuf)> = paths
        .into_iter()
        .map(|path| {
            let real = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
            (real, Named::file(&shown(&path)), path)
        })
        .collect();
    files.sort();
    files.dedup_by(|a, b| a.0 == b.0);
    let files = files.into_iter();
    let of_file = |(_, named, path)| Source { named, declared: None, place: Place::File(path) };
    sources.extend(files.map(of_file));
    sources.sort_by(|a, b| a.named.cmp(&b.named));
    let is_stdin = |source: &Source| matches!(source.place, Place::Stdin);
    sources.dedup_by(|a, b| is_stdin(a) && is_stdin(b));
    (sources, warnings)
}

/// Opens `source` for reading.
pub(super) fn open<'a>(source: &Source<'a>) -> Result<Box<dyn BufRead + 'a>, Error> {
    Ok(match &source.place {
        Place::Stdin => Box::new(io::stdin().lock()),
        Place::Bytes(bytes) => Box::new(*bytes),
        Place::File(path) => {
            let file = fs::File::open(path).map_err(|error| source.named.error(reason(&error)))?;
            Box::new(BufReader::new(file))
        }
    })
}

/// The whole of a source within the limit, or one byte more than the limit.
pub(super) fn head(stream: &mut dyn BufRead, named: &Named) -> Result<Vec<u8>, Error> {
    let mut head = Vec::new();
    let read = stream.take(LIMIT as u64 + 1).read_to_end(&mut head);
    read.map_err(|error| named.error(reason(&error)))?;
    Ok(head)
}

/// What `error` says, without numbers of the operating system.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => "no such file".into(),
        ErrorKind::PermissionDenied => "permission denied (make it readable)".into(),
        ErrorKind::InvalidInput => "no file can have this name".into(),
        _ => crate::error::reason(error),
    }
}

/// Adds the files that `path` stands for to `paths`.
fn expand(path: &Path, paths: &mut Vec<PathBuf>, warnings: &mut Vec<Warning>) {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => walk(path, paths, warnings),
        Ok(_) => paths.push(path.to_owned()),
        Err(error) => match path.to_str() {
            Some(pattern) if pattern.contains(['*', '?', '[']) => {
                match_glob(pattern, paths, warnings);
            }
            _ => warnings.push(Warning::new(shown(path), reason(&error))),
        },
    }
}

/// Adds the articles of a folder and its folders, in the order of their names.
///
/// Links to files are followed, links to folders are not, so that no loop can arise and nothing
/// outside is read through by accident.
fn walk(folder: &Path, paths: &mut Vec<PathBuf>, warnings: &mut Vec<Warning>) {
    let n_before = (paths.len(), warnings.len());
    let entries = WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter();
    for entry in entries.filter_entry(|entry| !is_hidden(entry.path())) {
        match entry {
            Ok(entry) if is_article(entry.path(), entry.file_type()) => {
                paths.push(entry.into_path());
            }
            Ok(_) => {}
            Err(error) => warnings.push(unopened(&error, folder)),
        }
    }
    if n_before == (paths.len(), warnings.len()) {
        warnings.push(Warning::new(shown(folder), "no articles in this folder"));
    }
}

/// That a folder in `folder` cannot be read.
fn unopened(error: &walkdir::Error, folder: &Path) -> Warning {
    let place = shown(error.path().unwrap_or(folder));
    let reason = error.io_error().map_or_else(|| "it cannot be opened".into(), reason);
    Warning::new(place, reason)
}

/// Whether an entry of a folder is a file that may be an article.
fn is_article(path: &Path, kind: fs::FileType) -> bool {
    let is_file = kind.is_file()
        || kind.is_symlink() && fs::metadata(path).is_ok_and(|metadata| metadata.is_file());
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    is_file && NO_ARTICLES.binary_search(&extension.as_str()).is_err()
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// Adds what `pattern` matches.
fn match_glob(pattern: &str, paths: &mut Vec<PathBuf>, warnings: &mut Vec<Warning>) {
    let name = || shown(Path::new(pattern));
    let n_before = (paths.len(), warnings.len());
    let matched = match pattern.split_once("**") {
        Some((above, _)) if above.is_empty() || above.ends_with(is_separator) => {
            match_below(above, pattern, paths, warnings)
        }
        _ => each_match(pattern, warnings, |path, warnings| expand(path, paths, warnings)),
    };
    if let Err(error) = matched {
        warnings.push(Warning::new(name(), format!("no pattern for files ({})", error.msg)));
    } else if n_before == (paths.len(), warnings.len()) {
        warnings.push(Warning::new(name(), "no file matches this pattern"));
    }
}

/// Dots at the beginning of names are written, as in shells.
const AS_IN_SHELLS: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: true,
};

fn each_match(
    pattern: &str,
    warnings: &mut Vec<Warning>,
    mut visit: impl FnMut(&Path, &mut Vec<Warning>),
) -> Result<(), PatternError> {
    for path in glob::glob_with(pattern, AS_IN_SHELLS)? {
        match path {
            Ok(path) => visit(&path, warnings),
            Err(error) => {
                warnings.push(Warning::new(shown(error.path()), reason(error.error())));
            }
        }
    }
    Ok(())
}

/// Adds the files that `pattern` matches in any folder of those that match `above`.
///
/// As in [`walk`], links to folders are not followed: two that lead back up have paths without end.
fn match_below(
    above: &str,
    pattern: &str,
    paths: &mut Vec<PathBuf>,
    warnings: &mut Vec<Warning>,
) -> Result<(), PatternError> {
    let below = Pattern::new(pattern.get(above.len()..).unwrap_or_default())?;
    let above = if above.is_empty() { "." } else { above };
    each_match(above, warnings, |folder, warnings| {
        for entry in WalkDir::new(folder).sort_by_file_name() {
            let Ok(entry) = entry.map_err(|error| warnings.push(unopened(&error, folder))) else {
                continue;
            };
            let within = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let is_link = entry.path_is_symlink() && entry.path().is_dir();
            if below.matches_path_with(within, AS_IN_SHELLS) && !is_link {
                expand(entry.path(), paths, warnings);
            }
        }
    })
}

/// A path as it is printed: with `/` between the names and without `.` among them.
fn shown(path: &Path) -> String {
    let kept: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
    let kept = if kept.as_os_str().is_empty() { path } else { &kept };
    match kept.to_string_lossy() {
        text if std::path::MAIN_SEPARATOR == '\\' => text.replace('\\', "/"),
        Cow::Borrowed(text) => text.to_owned(),
        Cow::Owned(text) => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_are_sorted() {
        assert!(NO_ARTICLES.is_sorted());
    }

    #[test]
    fn paths_are_printed_plainly() {
        for (path, text) in [("./a/b", "a/b"), ("a//b/./c/", "a/b/c"), (".", "."), ("/a", "/a")] {
            assert_eq!(shown(Path::new(path)), text);
        }
    }

    #[test]
    fn reasons_are_short() {
        let said = |kind| reason(&io::Error::from(kind));
        assert_eq!(said(ErrorKind::NotFound), "no such file");
        assert_eq!(said(ErrorKind::PermissionDenied), "permission denied (make it readable)");
        assert_eq!(said(ErrorKind::InvalidInput), "no file can have this name");
        assert_eq!(reason(&io::Error::from_raw_os_error(5)), "input/output error");
    }
}
