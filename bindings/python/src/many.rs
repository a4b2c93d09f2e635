//! Many articles, each by itself, to their summaries, on all cores.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::{RecordBatch, RecordBatchIterator};
use daybrief::Options;
use daybrief::read::Records;
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyIterator};
use rayon::prelude::*;

use crate::arrow::{self, Batch};
use crate::input::{Articles, Row};
use crate::options::{self, Choice, Reader};
use crate::summary::{Made, Summary, line, made};
use crate::{capsule, error, pool};

/// Articles that are worked on between two looks at Python's signals …
const BATCH: usize = 1024;
/// … and the rows of a table that a thread takes at once.
const ROWS: usize = 64;
/// Longer texts are left out where nothing else is asked for, as they are from files.
const MAX_BYTES: usize = 16 << 20;

/// Summarize each article by itself, on all cores: ``daybrief summarize --each``.
///
/// ``texts`` is a list, any other iterable, or a table; the keywords are those of ``summarize``.
/// What cannot be summarized is None, and says why in ``errors``. ``threads=1`` works on the thread
/// that calls; texts of more than ``max_bytes`` are left out.
///
/// >>> import daybrief
/// >>> made = daybrief.summarize_many(["The ferry sank. All were saved.", None], sentences=1)
/// >>> made.texts
/// ['The ferry sank.', None]
/// >>> made.errors[1]
/// 'article:2: no text in it (None)'
#[pyfunction]
#[pyo3(
    signature = (texts, sentences=Some(3), method="auto", language=None, *, words=None, ratio=None, query=None, fields=None, threads=None, max_bytes=None),
    text_signature = "(texts, sentences=3, method='auto', language=None, *, words=None, ratio=None, query=None, fields=None, threads=None, max_bytes=None)"
)]
#[expect(clippy::too_many_arguments, reason = "they are the keywords of a Python function")]
pub(crate) fn summarize_many(
    py: Python<'_>,
    texts: &Bound<'_, PyAny>,
    #[pyo3(from_py_with = options::number)] sentences: Option<u32>,
    method: &str,
    language: Option<&str>,
    #[pyo3(from_py_with = options::number)] words: Option<u32>,
    ratio: Option<f64>,
    query: Option<String>,
    fields: Option<BTreeMap<String, String>>,
    #[pyo3(from_py_with = options::number)] threads: Option<usize>,
    #[pyo3(from_py_with = options::number)] max_bytes: Option<usize>,
) -> PyResult<Summaries> {
    let choice = Choice { sentences, words, ratio, method, query, language };
    let options = choice.options(py)?;
    let reader = Reader::of(py, fields)?;
    let work = Work {
        records: reader.records(),
        options: &options,
        threads,
        max_bytes: max_bytes.unwrap_or(MAX_BYTES),
    };
    let made = match Articles::of(texts)? {
        Articles::Table(table) => work.table(py, &table)?,
        Articles::Items(items) => work.items(py, &items)?,
    };
    Ok(Summaries { made: made.into_iter().map(|made| made.map(Arc::new)).collect() })
}

/// How many articles are summarized.
struct Work<'a> {
    records: &'a Records,
    options: &'a Options,
    threads: Option<usize>,
    max_bytes: usize,
}

/// Summaries, or why there are none.
type Results = Vec<Result<Made, String>>;

impl Work<'_> {
    fn items(&self, py: Python<'_>, items: &Bound<'_, PyAny>) -> PyResult<Results> {
        let items = items.try_iter()?.unbind();
        let mut made = Results::new();
        let mut rows = self.rows(py, &items)?;
        while !rows.is_empty() {
            let (some, next) = py.detach(|| self.batch(rows, made.len() + 1, &items))?;
            made.extend(some);
            rows = next;
        }
        Ok(made)
    }

    /// The next rows of `items`: none at their end.
    fn rows(&self, py: Python<'_>, items: &Py<PyIterator>) -> PyResult<Vec<Row>> {
        py.check_signals()?;
        let items = items.bind(py).clone();
        items.take(BATCH).map(|item| Ok(Row::of(&item?, self.records))).collect()
    }

    /// The summaries of `rows`, the first of which is the `first`-th; and the next rows of `items`,
    /// which are read under Python's lock while the threads work.
    fn batch(
        &self,
        rows: Vec<Row>,
        first: usize,
        items: &Py<PyIterator>,
    ) -> PyResult<(Results, Vec<Row>)> {
        let one = |(at, row): (usize, Row)| self.one(row, first + at);
        let next = || Python::attach(|py| self.rows(py, items));
        if self.threads == Some(1) {
            let made = pool::alone(|| rows.into_iter().enumerate().map(one).collect());
            return Ok((made, next()?));
        }
        let pool = pool::shared(self.threads);
        let pool = pool.map_err(|reason| Python::attach(|py| error::option(py, &reason)))?;
        let mut made = Results::new();
        let next = pool.in_place_scope(|scope| {
            scope.spawn(|_| made = rows.into_par_iter().enumerate().map(one).collect());
            next()
        });
        Ok((made, next?))
    }

    fn table(&self, py: Python<'_>, table: &arrow::Table) -> PyResult<Results> {
        let mut made = Results::new();
        for parts in table.parts(ROWS).chunks(BATCH / ROWS) {
            py.check_signals()?;
            let mut first = made.len() + 1;
            let mut starts = Vec::new();
            for part in parts {
                starts.push((first, part));
                first += part.num_rows();
            }
            let one = |&(first, part): &(usize, &RecordBatch)| self.part(first, part);
            let done = py.detach(|| match self.threads {
                Some(1) => Ok(pool::alone(|| starts.iter().map(one).collect())),
                n => pool::on(n, || starts.par_iter().map(one).collect::<Vec<Results>>()),
            });
            made.extend(done.map_err(|reason| error::option(py, &reason))?.into_iter().flatten());
        }
        Ok(made)
    }

    fn part(&self, first: usize, part: &RecordBatch) -> Results {
        let batch = Batch::of(part, self.records);
        (0..batch.n_rows()).map(|at| self.one(batch.row(at), first + at)).collect()
    }

    fn one(&self, row: Row, number: usize) -> Result<Made, String> {
        let piece = row.read(number, self.records);
        if let Some(document) = piece.documents.first()
            && document.text.len() > self.max_bytes
        {
            let (n, most) = (document.text.len(), self.max_bytes);
            return Err(format!("article:{number}: {n} bytes, more than max_bytes={most}"));
        }
        made(piece, self.options)
    }
}

/// The summaries of many articles, in their order; also a table for whatever reads Arrow.
#[pyclass(frozen, module = "daybrief", sequence)]
pub(crate) struct Summaries {
    made: Vec<Result<Arc<Made>, String>>,
}

#[pymethods]
impl Summaries {
    fn __len__(&self) -> usize {
        self.made.len()
    }

    fn __getitem__(&self, at: isize) -> PyResult<Option<Summary>> {
        let place = if at < 0 { at + self.made.len().cast_signed() } else { at };
        let made = usize::try_from(place).ok().and_then(|place| self.made.get(place));
        let made = made.ok_or_else(|| PyIndexError::new_err(format!("no article {at}")))?;
        Ok(made.as_ref().ok().map(|made| Summary::of(Arc::clone(made))))
    }

    /// Why there is no summary, for each article; None where there is one.
    #[getter]
    fn errors(&self) -> Vec<Option<&str>> {
        self.made.iter().map(|made| made.as_ref().err().map(String::as_str)).collect()
    }

    /// The texts of the summaries; None where there is none.
    #[getter]
    fn texts(&self) -> Vec<Option<&str>> {
        let made = self.made.iter().map(|made| made.as_ref().ok());
        made.map(|made| made.map(|made| made.article.summary.as_str())).collect()
    }

    /// What ``daybrief summarize --each`` writes: a line of JSON for each article.
    fn to_jsonl(&self, py: Python<'_>) -> String {
        py.detach(|| {
            let mut lines = String::new();
            for (number, made) in (1..).zip(&self.made) {
                lines.push_str(&line(number, made.as_ref().map(|made| &**made)));
                lines.push('\n');
            }
            lines
        })
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // What is asked for may be left to the reader, who casts.
        let _ = requested_schema;
        let table = py.detach(|| arrow::table(&self.made));
        let table = table.map_err(|reason| error::bug(py, &reason.to_string()))?;
        let schema = table.schema();
        capsule::exported(py, Box::new(RecordBatchIterator::new([Ok(table)], schema)))
    }

    fn __repr__(&self) -> String {
        let n_errors = self.made.iter().filter(|made| made.is_err()).count();
        format!("<Summaries of {} articles, {n_errors} left out>", self.made.len())
    }
}
