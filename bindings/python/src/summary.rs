//! One article to its summary, and that as a class of Python.

use std::sync::Arc;

use daybrief::model::briefing::{CitationEntry, RelationEntry};
use daybrief::model::digest::{Article, Line, SCHEMA, Sentence};
use daybrief::model::{self, Corpus, Relation, Score};
use daybrief::read::Piece;
use daybrief::{Options, compose, pipeline, render};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PySlice, PyString};
use std::collections::BTreeMap;

use crate::error;
use crate::input::Row;
use crate::options::{self, Choice, Reader};
use crate::pool;

/// A summarized article, free of Python.
pub(crate) struct Made {
    pub(crate) article: Article,
    /// What stands behind each extract of the article.
    beside: Vec<Beside>,
}

/// What is known of an extract beside its words.
struct Beside {
    score: Score,
    support: u32,
    /// The same span in characters.
    characters: (usize, usize),
    citations: Vec<CitationEntry>,
}

/// The summary of what was read at one place.
///
/// # Errors
/// Why there is none.
pub(crate) fn made(piece: Piece, options: &Options) -> Result<Made, String> {
    let Piece { documents, warnings, .. } = piece;
    let Some(document) = documents.into_iter().next() else {
        let said: Vec<String> = warnings.iter().map(ToString::to_string).collect();
        return Err(said.join("; "));
    };
    let name = document.source.name.clone();
    let made = pool::contained(|| {
        let (corpus, summary) = pipeline::article(document, options)?;
        let article = compose::digest(&corpus, &summary)?;
        let beside = beside(&corpus, &summary, &article);
        Some(Made { article, beside })
    })?;
    made.ok_or_else(|| format!("{name}: no sentence in it"))
}

fn beside(corpus: &Corpus, summary: &model::Summary, article: &Article) -> Vec<Beside> {
    let text = corpus.documents.first().map_or("", |document| document.text.as_str());
    let characters = characters(text, &article.extracts);
    let citation = |citation: &model::Citation| {
        let (relation, similarity) = match citation.relation {
            Relation::Verbatim => (RelationEntry::Verbatim, 1.0),
            Relation::AlsoReported { cosine } => (RelationEntry::Also, cosine),
        };
        let model::Span { start, end } = citation.span;
        CitationEntry { source: citation.document.0 + 1, start, end, relation, similarity }
    };
    let one = |(extract, characters): (&model::Extract, (usize, usize))| Beside {
        score: extract.score,
        support: extract.support,
        characters,
        citations: extract.citations.iter().map(citation).collect(),
    };
    summary.extracts.iter().zip(characters).map(one).collect()
}

/// The spans of `extracts` in characters of `text`. O(text), however many there are.
fn characters(text: &str, extracts: &[Sentence]) -> Vec<(usize, usize)> {
    let ends =
        || extracts.iter().flat_map(|extract| [extract.start as usize, extract.end as usize]);
    let mut ends: Vec<usize> = ends().collect();
    ends.sort_unstable();
    let (mut at, mut n) = (0, 0);
    let counted = |&end: &usize| {
        n += text.get(at..end).map_or(end - at, |part| part.chars().count());
        at = end;
        (end, n)
    };
    let counts: BTreeMap<usize, usize> = ends.iter().map(counted).collect();
    let of = |byte: u32| counts.get(&(byte as usize)).copied().unwrap_or_default();
    extracts.iter().map(|extract| (of(extract.start), of(extract.end))).collect()
}

/// Choose the most telling sentences of one article: ``daybrief summarize``.
///
/// ``text`` is a str, a dict, a dataclass or a path. ``sentences`` are as many as that, if the
/// article has so many; with None as many as the command takes without ``-n``, within ``words`` or
/// ``ratio`` where these are given. ``method`` is one of ``daybrief.METHODS``; ``auto`` is
/// ``centroid`` for one article. ``language`` is a code or an English name, None: found out.
/// ``query`` names what the summary is to tell of first, ``fields`` the names that a record has for
/// ours: ``{"text": "body"}``.
///
/// >>> import daybrief
/// >>> summary = daybrief.summarize("The ferry sank. All were saved. It was Monday.", sentences=1)
/// >>> str(summary), summary.extracts[0].start
/// ('The ferry sank.', 0)
///
/// Raises ReadError if there is nothing to read, InputError for what is no article, and OptionError
/// for options that cannot be meant.
#[pyfunction]
#[pyo3(
    signature = (text, sentences=Some(3), method="auto", language=None, *, words=None, ratio=None, query=None, fields=None),
    text_signature = "(text, sentences=3, method='auto', language=None, *, words=None, ratio=None, query=None, fields=None)"
)]
#[expect(clippy::too_many_arguments, reason = "they are the keywords of a Python function")]
pub(crate) fn summarize(
    py: Python<'_>,
    text: &Bound<'_, PyAny>,
    #[pyo3(from_py_with = options::number)] sentences: Option<u32>,
    method: &str,
    language: Option<&str>,
    #[pyo3(from_py_with = options::number)] words: Option<u32>,
    ratio: Option<f64>,
    query: Option<String>,
    fields: Option<BTreeMap<String, String>>,
) -> PyResult<Summary> {
    let choice = Choice { sentences, words, ratio, method, query, language };
    let options = choice.options(py)?;
    let reader = Reader::of(py, fields)?;
    let row = match Row::of(text, reader.records()) {
        Row::Bad(reason) => return Err(error::input(py, &reason)),
        row => row,
    };
    let made = py.detach(|| {
        pool::alone(|| {
            let piece = row.read(1, reader.records());
            match piece.documents.len() {
                0 | 1 => Ok(made(piece, &options)),
                n => Err(format!("{n} articles in it (brief or summarize_many takes several)")),
            }
        })
    });
    let made = made.and_then(|made| made).map_err(|reason| {
        if reason.starts_with("this is a bug") {
            error::bug(py, &reason)
        } else {
            error::read(py, &reason)
        }
    })?;
    Ok(Summary(Arc::new(made)))
}

/// The most telling sentences of one article, verbatim and in reading order.
#[pyclass(frozen, module = "daybrief")]
pub(crate) struct Summary(Arc<Made>);

impl Summary {
    /// The same for Python.
    pub(crate) fn of(made: Arc<Made>) -> Self {
        Self(made)
    }

    fn article(&self) -> &Article {
        &self.0.article
    }
}

#[pymethods]
impl Summary {
    /// The extracts, one behind the other.
    #[getter]
    fn text(&self) -> &str {
        &self.article().summary
    }

    /// The chosen sentences, in reading order.
    #[getter]
    fn extracts(&self) -> Vec<Extract> {
        (0..self.article().extracts.len())
            .map(|at| Extract { of: Arc::clone(&self.0), at })
            .collect()
    }

    /// Words of the summary.
    #[getter]
    fn words(&self) -> u32 {
        self.article().words
    }

    /// Sentences of the article, headings and boilerplate aside.
    #[getter]
    fn sentences(&self) -> u32 {
        self.article().sentences
    }

    /// Its language, as found or declared: a code.
    #[getter]
    fn language(&self) -> Option<&str> {
        self.article().language.as_deref()
    }

    /// Its title, where it has one.
    #[getter]
    fn title(&self) -> Option<&str> {
        self.article().title.as_deref()
    }

    /// When it was published, as written.
    #[getter]
    fn date(&self) -> Option<&str> {
        self.article().date.as_deref()
    }

    /// Its address.
    #[getter]
    fn url(&self) -> Option<&str> {
        self.article().url.as_deref()
    }

    /// Its outlet, or what stands for it.
    #[getter]
    fn source(&self) -> &str {
        &self.article().source
    }

    /// The line that ``daybrief summarize --each`` writes of it, as the ``number``-th.
    #[pyo3(signature = (number=1))]
    fn to_json(&self, number: usize) -> String {
        line(number, Ok(&self.0))
    }

    fn __str__(&self) -> &str {
        self.text()
    }

    fn __repr__(&self) -> String {
        let Article { extracts, words, sentences, .. } = self.article();
        format!("<Summary: {} of {sentences} sentences, {words} words>", extracts.len())
    }

    fn _repr_html_(&self) -> String {
        let escape = render::escape::html;
        let title =
            self.title().map(|title| format!("<p><strong>{}</strong></p>\n", escape(title)));
        let sentence = |extract: &Sentence| {
            let place = format!("bytes {} to {}", extract.start, extract.end);
            format!("<p>{} <small>[{place}]</small></p>\n", escape(&extract.text))
        };
        let sentences: String = self.article().extracts.iter().map(sentence).collect();
        format!(
            "<blockquote dir=\"auto\">\n{}{sentences}</blockquote>\n",
            title.unwrap_or_default()
        )
    }
}

/// A line of `daybrief summarize --each`.
pub(crate) fn line(number: usize, made: Result<&Made, &String>) -> String {
    let line = Line {
        schema: SCHEMA.to_owned(),
        number,
        error: made.err().cloned(),
        article: made.ok().map(|made| made.article.clone()),
    };
    render::line(&line)
}

/// A sentence of a summary.
#[pyclass(frozen, module = "daybrief")]
pub(crate) struct Extract {
    of: Arc<Made>,
    at: usize,
}

impl Extract {
    fn sentence(&self) -> &Sentence {
        &self.of.article.extracts[self.at]
    }

    fn beside(&self) -> &Beside {
        &self.of.beside[self.at]
    }
}

#[pymethods]
impl Extract {
    /// The sentence, as it stands in the article.
    #[getter]
    fn text(&self) -> &str {
        &self.sentence().text
    }

    /// Where it begins, in bytes of the text as it was read.
    #[getter]
    fn start(&self) -> u32 {
        self.sentence().start
    }

    /// Where it ends.
    #[getter]
    fn end(&self) -> u32 {
        self.sentence().end
    }

    /// The same as a slice of the text as a str: ``text[extract.span] == extract.text``.
    #[getter]
    fn span<'py>(&self, py: Python<'py>) -> Bound<'py, PySlice> {
        let (start, end) = self.beside().characters;
        PySlice::new(py, start.cast_signed(), end.cast_signed(), 1)
    }

    /// Its place in the order of choice, from 1.
    #[getter]
    fn rank(&self) -> u32 {
        self.sentence().rank
    }

    /// Its salience, from 0 to 1.
    #[getter]
    fn score(&self) -> f64 {
        self.sentence().score
    }

    /// What the score is made of, by name.
    #[getter]
    fn parts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        parts(py, &self.beside().score)
    }

    /// Independent voices that tell it.
    #[getter]
    fn support(&self) -> u32 {
        self.beside().support
    }

    /// Where it stands, then places that say the same in similar words.
    #[getter]
    fn citations(&self) -> Vec<Citation> {
        self.beside().citations.iter().cloned().map(Citation).collect()
    }

    fn __str__(&self) -> &str {
        self.text()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let text = PyString::new(py, self.text()).repr()?;
        let Sentence { start, end, score, .. } = self.sentence();
        Ok(format!("<Extract {start}:{end}, score {score:.3}: {text}>"))
    }
}

/// The parts of a score by their names.
pub(crate) fn parts<'py>(py: Python<'py>, score: &Score) -> PyResult<Bound<'py, PyDict>> {
    let parts = PyDict::new(py);
    parts.set_item("tf_idf", score.tf_idf)?;
    parts.set_item("text_rank", score.text_rank)?;
    parts.set_item("position", score.position)?;
    parts.set_item("support", score.support)?;
    if let Some(query) = score.query {
        parts.set_item("query", query)?;
    }
    if let Some(novelty) = score.novelty {
        parts.set_item("novelty", novelty)?;
    }
    parts.set_item("total", score.total)?;
    Ok(parts)
}

/// A place that vouches for a sentence.
#[pyclass(frozen, module = "daybrief")]
pub(crate) struct Citation(pub(crate) CitationEntry);

#[pymethods]
impl Citation {
    /// The number of the source, from 1.
    #[getter]
    fn source(&self) -> u32 {
        self.0.source
    }

    /// The first byte of the place in the text of its source.
    #[getter]
    fn start(&self) -> u32 {
        self.0.start
    }

    /// One past its last byte.
    #[getter]
    fn end(&self) -> u32 {
        self.0.end
    }

    /// ``verbatim``: the sentence is these bytes; ``also``: they say the same in similar words.
    #[getter]
    fn relation(&self) -> &'static str {
        match self.0.relation {
            RelationEntry::Verbatim => "verbatim",
            RelationEntry::Also => "also",
        }
    }

    /// Cosine of the two, from 0 to 1.
    #[getter]
    fn similarity(&self) -> f64 {
        self.0.similarity
    }

    fn __repr__(&self) -> String {
        let CitationEntry { source, start, end, .. } = self.0;
        format!("<Citation {} of source {source}, {start}:{end}>", self.relation())
    }
}
