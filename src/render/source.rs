//! The texts of templates: the built-in ones, and those of a user's file or folder.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::Format;
use crate::error::{Error, ErrorKind, reason};

/// The template that stands for the whole briefing; it includes the others.
pub(super) const MAIN: &str = "briefing";
/// The style sheet of a page.
pub(super) const STYLE: &str = "style";
/// The template that stands for a whole explanation, in HTML.
pub(super) const EXPLANATION: &str = "explanation";
/// The style sheet of an explanation, which includes that of a page.
pub(super) const HEAT: &str = "heat";
/// A template larger than this is none.
const MAX_BYTES: u64 = 1 << 20;

/// A template that comes with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BuiltinSource {
    /// The format it belongs to.
    pub format: Format,
    /// Its name, and that of the file that replaces it: `extract` for `extract.hbs`.
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// Its text.
    pub text: &'static str,
}

macro_rules! builtin {
    ($format:ident, $folder:literal, $name:literal, $about:literal) => {
        BuiltinSource {
            format: Format::$format,
            name: $name,
            about: $about,
            text: include_str!(concat!("../../templates/", $folder, "/", $name, ".hbs")),
        }
    };
}

const BUILTIN: &[BuiltinSource] = &[
    builtin!(Html, "html", "briefing", "the whole page"),
    builtin!(Html, "html", "head", "the inside of <head>"),
    builtin!(Html, "html", "style", "the style sheet"),
    builtin!(Html, "html", "overview", "what stands before several topics"),
    builtin!(Html, "html", "since", "what changed since the edition before"),
    builtin!(Html, "html", "changed", "the topics of one status"),
    builtin!(Html, "html", "topic", "one topic"),
    builtin!(Html, "html", "brief", "the extracts of a topic that the page is called after"),
    builtin!(Html, "html", "points", "who tells a topic, and its extracts"),
    builtin!(Html, "html", "parts", "what a topic tells beside its extracts"),
    builtin!(Html, "html", "named", "names of one kind"),
    builtin!(Html, "html", "extract", "one sentence with its citations"),
    builtin!(Html, "html", "place", "the link from an extract into the whole article"),
    builtin!(Html, "html", "sources", "the numbered sources of a topic"),
    builtin!(Html, "html", "article", "a single article behind its summary"),
    builtin!(Html, "html", "paragraph", "one paragraph of it, with its strip of scores"),
    builtin!(Html, "html", "strip", "the style sheet of a whole article"),
    builtin!(Html, "html", "steps", "the steps of a strip of scores"),
    builtin!(Html, "html", "made", "how the page was made"),
    builtin!(Html, "html", "explanation", "the whole page of an explanation"),
    builtin!(Html, "html", "sentence", "one sentence of an explanation"),
    builtin!(Html, "html", "heat", "the style sheet of an explanation"),
    builtin!(Html, "html", "also", "what else is in the news, a line each"),
    builtin!(Markdown, "markdown", "briefing", "the whole file"),
    builtin!(Markdown, "markdown", "head", "the title and what stands under it"),
    builtin!(Markdown, "markdown", "topic", "one topic"),
    builtin!(Markdown, "markdown", "parts", "what a topic tells beside its extracts"),
    builtin!(Markdown, "markdown", "extract", "one sentence with its citations"),
    builtin!(Markdown, "markdown", "also", "what else is in the news, a line each"),
    builtin!(Markdown, "markdown", "sources", "the footnotes, or the list of sources"),
    builtin!(Markdown, "markdown", "source", "one source"),
    builtin!(Email, "mail", "briefing", "the HTML part of a message"),
    builtin!(Email, "mail", "body", "its one column; in a feed, the whole entry"),
    builtin!(Email, "mail", "topic", "one topic"),
    builtin!(Email, "mail", "points", "its extracts"),
    builtin!(Email, "mail", "list", "a list of extracts"),
    builtin!(Email, "mail", "since", "what changed since the edition before"),
    builtin!(Email, "mail", "parts", "what a topic tells beside its extracts"),
    builtin!(Email, "mail", "extract", "one sentence with its citations"),
    builtin!(Email, "mail", "also", "what else is in the news, a line each"),
    builtin!(Email, "mail", "sources", "the numbered sources"),
    builtin!(Epub, "epub", "briefing", "the chapter of a book, in XHTML"),
    builtin!(Epub, "epub", "style", "its style sheet"),
    builtin!(Epub, "epub", "topic", "one topic"),
    builtin!(Epub, "epub", "points", "its extracts"),
    builtin!(Epub, "epub", "list", "a list of extracts"),
    builtin!(Epub, "epub", "since", "what changed since the edition before"),
    builtin!(Epub, "epub", "parts", "what a topic tells beside its extracts"),
    builtin!(Epub, "epub", "extract", "one sentence with its citations"),
    builtin!(Epub, "epub", "also", "what else is in the news, a line each"),
    builtin!(Epub, "epub", "sources", "the numbered sources"),
];

/// The built-in templates, those of a format together, the main one first.
pub fn builtin_sources() -> &'static [BuiltinSource] {
    BUILTIN
}

/// A template's text and what to call it in a message.
#[derive(Debug, Clone)]
pub(super) struct Source {
    pub(super) origin: String,
    pub(super) text: Cow<'static, str>,
}

/// The sources of one format by name.
pub(super) type Sources = BTreeMap<String, Source>;

pub(super) fn builtin(format: Format) -> Sources {
    let own = BUILTIN.iter().filter(|source| source.format == format);
    own.map(|source| {
        let origin = format!("built-in {}/{}.hbs", format.name(), source.name);
        (source.name.to_owned(), Source { origin, text: source.text.into() })
    })
    .collect()
}

/// The user's sources at `path`: a file stands for the main template, a folder for every template
/// that it or its subfolder for `format` holds, the subfolder's winning.
pub(super) fn read(format: Format, path: &Path) -> Result<Sources, Error> {
    let mut sources = Sources::new();
    if path.is_dir() {
        for folder in [path.to_owned(), path.join(format.name())] {
            read_folder(&folder, &mut sources)?;
        }
        if sources.is_empty() {
            let reason = format!("the folder holds no .hbs file for {}", format.name());
            return Err(Error::new(ErrorKind::Template, path.display().to_string(), reason));
        }
    } else {
        sources.insert(MAIN.into(), read_file(path)?);
    }
    Ok(sources)
}

fn read_folder(folder: &Path, sources: &mut Sources) -> Result<(), Error> {
    if !folder.is_dir() {
        return Ok(());
    }
    let failed = |error: std::io::Error| {
        Error::new(ErrorKind::Template, folder.display().to_string(), reason(&error))
            .caused_by(error)
    };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        paths.push(entry.map_err(failed)?.path());
    }
    paths.sort();
    for path in
        paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "hbs"))
    {
        if let Some(name) = path.file_stem().and_then(|name| name.to_str()) {
            sources.insert(name.to_owned(), read_file(path)?);
        }
    }
    Ok(())
}

fn read_file(path: &Path) -> Result<Source, Error> {
    let origin = path.display().to_string();
    let failed = |reason: String| Error::new(ErrorKind::Template, &origin, reason);
    let size = fs::metadata(path).map_err(|error| failed(reason(&error)).caused_by(error))?.len();
    if size > MAX_BYTES {
        return Err(failed(format!(
            "{size} bytes are too many for a template (at most {MAX_BYTES})"
        )));
    }
    let bytes = fs::read(path).map_err(|error| failed(reason(&error)).caused_by(error))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        failed(format!("not UTF-8 at byte {}", error.utf8_error().valid_up_to()))
    })?;
    Ok(Source { origin, text: text.into() })
}
