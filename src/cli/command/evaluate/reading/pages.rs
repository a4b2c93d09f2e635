//! Web pages against the text of the article in them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde::{Deserialize, Serialize};

use crate::cli::job::Context;
use crate::cli::progress;
use crate::cli::report::reason;
use crate::error::{Error, ErrorKind};
use crate::evaluate::shingle::{self, Extraction};
use crate::model::{Document, ParagraphKind};
use crate::read::{self, Input, Reading};

/// What the pages show.
#[derive(Debug, Serialize)]
pub(super) struct Pages {
    /// Over all pages.
    #[serde(flatten)]
    pub(super) extraction: Extraction,
    /// Pages without any text extracted.
    pub(super) empty: usize,
    /// Mean time to read a page, one after the other.
    pub(super) mean_ms: f64,
    /// Share of the pages with a title.
    pub(super) titles: f64,
    /// Share of the pages with a date.
    pub(super) dates: f64,
    /// All pages.
    pub(super) of: usize,
}

#[derive(Deserialize)]
struct Known {
    #[serde(rename = "articleBody", default)]
    body: String,
}

/// The pages of `folder`; `None`: it has none, or not one of them is read.
pub(super) fn pages(folder: &Path, context: &Context) -> Result<Option<Pages>, Error> {
    let folder = folder.join("pages");
    let path = folder.join("ground-truth.json");
    if !path.exists() {
        return Ok(None);
    }
    let failed = |reason: String| Error::new(ErrorKind::Read, path.display().to_string(), reason);
    let text = fs::read(&path).map_err(|error| failed(reason(&error)))?;
    let known: BTreeMap<String, Known> =
        serde_json::from_slice(&text).map_err(|error| failed(error.to_string()))?;
    // One page after the other on one thread: their time is measured.
    let bar = progress::bar("reading pages", known.len(), context.drawing);
    let start = Instant::now();
    let articles = known.keys().map(|name| article(&folder.join("html"), name));
    let articles: Vec<Option<Document>> = articles.inspect(|_| bar.inc(1)).collect();
    let seconds = start.elapsed().as_secs_f64();
    bar.finish_and_clear();
    if articles.iter().all(Option::is_none) {
        return Ok(None);
    }
    let bodies = articles.iter().map(|article| article.as_ref().map_or_else(String::new, body));
    let overlaps: Vec<shingle::Overlap> = bodies
        .zip(known.values())
        .map(|(found, known)| shingle::overlap(&found, &known.body))
        .collect();
    let n = articles.len() as f64;
    let share = |holds: fn(&Document) -> bool| {
        articles.iter().flatten().filter(|article| holds(article)).count() as f64 / n
    };
    Ok(Some(Pages {
        extraction: shingle::extraction(&overlaps),
        empty: articles.iter().filter(|article| article.is_none()).count(),
        mean_ms: 1000.0 * seconds / n,
        titles: share(|article| article.title.is_some()),
        dates: share(|article| article.published.is_some()),
        of: articles.len(),
    }))
}

/// The article of the page `name`, packed or not.
fn article(folder: &Path, name: &str) -> Option<Document> {
    let paths = ["html", "html.gz"].map(|extension| folder.join(format!("{name}.{extension}")));
    let path: PathBuf = paths.into_iter().find(|path| path.exists())?;
    let Reading { documents, .. } =
        read::documents(&[Input::Path(path)], &read::Options::default());
    documents.into_iter().next()
}

/// What of an article can be taken into a summary, and its headings.
fn body(article: &Document) -> String {
    let kept = article
        .paragraphs
        .iter()
        .filter(|paragraph| paragraph.kind != ParagraphKind::Boilerplate)
        .map(|paragraph| paragraph.span.of(&article.text));
    kept.collect::<Vec<_>>().join("\n")
}
