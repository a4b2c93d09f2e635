//! Articles to groups on one event each, and where in their list the members stand.

use std::collections::BTreeMap;

use daybrief::model::Corpus;
use daybrief::{Options, analyze, cluster, compose, pipeline, segment};
use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::input::{Articles, Read};
use crate::options::{self, Choice, Reader};
use crate::{error, pool};

/// Group articles by event, the most important first: ``daybrief topics``.
///
/// The members of a topic are places in the list, from 0, ascending; every article that can be
/// read is in exactly one topic.
///
/// >>> import daybrief
/// >>> topics = daybrief.topics(["The ferry to Odda sank on Monday in fog."] * 2)
/// >>> [topic.documents for topic in topics]
/// [[0, 1]]
#[pyfunction]
#[pyo3(signature = (documents, *, granularity="auto", language=None, fields=None, threads=None))]
pub(crate) fn topics(
    py: Python<'_>,
    documents: &Bound<'_, PyAny>,
    granularity: &str,
    language: Option<&str>,
    fields: Option<BTreeMap<String, String>>,
    #[pyo3(from_py_with = options::number)] threads: Option<usize>,
) -> PyResult<Vec<Topic>> {
    let choice =
        Choice { sentences: None, words: None, ratio: None, method: "auto", query: None, language };
    let mut options = choice.options(py)?;
    options.cluster.granularity = options::granularity(py, granularity)?;
    let reader = Reader::of(py, fields)?;
    let read = Articles::of(documents)?.documents(py, reader.records())?;
    if read.documents.is_empty() {
        return Err(error::read(py, &read.reason()));
    }
    let found = py.detach(|| pool::on(threads, || pool::contained(|| found(read, &options))));
    let found = found.map_err(|reason| error::option(py, &reason))?;
    found.map_err(|reason| error::bug(py, &reason))
}

/// Whether a column of this name says something of an article.
#[pyfunction]
pub(crate) fn reads(name: &str) -> bool {
    Reader::Guessed.records().read_field(name)
}

/// Where the keys of each article begin among the names and weights of all.
type Keys = (Vec<usize>, Vec<String>, Vec<f64>);

/// The weightiest terms of each row of a list or table; none where there is no article.
#[pyfunction]
#[pyo3(signature = (documents, n, language=None, fields=None, threads=None))]
pub(crate) fn keys(
    py: Python<'_>,
    documents: &Bound<'_, PyAny>,
    n: usize,
    language: Option<&str>,
    fields: Option<BTreeMap<String, String>>,
    #[pyo3(from_py_with = options::number)] threads: Option<usize>,
) -> PyResult<Keys> {
    let choice =
        Choice { sentences: None, words: None, ratio: None, method: "auto", query: None, language };
    let options = choice.options(py)?;
    let reader = Reader::of(py, fields)?;
    let articles = Articles::of(documents)?;
    let n_rows = articles.len()?;
    let read = articles.documents(py, reader.records())?;
    let keys =
        py.detach(|| pool::on(threads, || pool::contained(|| weighed(read, n_rows, n, &options))));
    let keys = keys.map_err(|reason| error::option(py, &reason))?;
    keys.map_err(|reason| error::bug(py, &reason))
}

fn weighed(read: Read, n_rows: usize, n: usize, options: &Options) -> Keys {
    let Read { documents, places, .. } = read;
    let corpus = segment::corpus(documents, &options.segment);
    let terms = analyze::terms(&corpus);
    let mut of_row = vec![("", Vec::new()); n_rows];
    let all = cluster::keys(&corpus, &terms, n);
    for ((place, document), keys) in places.into_iter().zip(&corpus.documents).zip(all) {
        if let Some(row) = of_row.get_mut(place) {
            *row = (document.language.map_or("", |language| language.code()), keys);
        }
    }
    let (mut starts, mut names, mut weights) = (vec![0], Vec::new(), Vec::new());
    // Words of different languages are different ones, however they are written.
    for (language, keys) in of_row {
        for (term, weight) in keys {
            names.push(format!("{language}:{}", terms.name(term)));
            weights.push(weight);
        }
        starts.push(names.len());
    }
    (starts, names, weights)
}

/// The groups, the most important first, each called as a briefing calls it.
fn found(read: Read, options: &Options) -> Vec<Topic> {
    let Read { documents, places, .. } = read;
    let corpus = segment::corpus(documents, &options.segment);
    let terms = analyze::terms(&corpus);
    let topics = cluster::topics(&corpus, &terms, &options.cluster);
    let label = |topic: &daybrief::model::Topic, corpus: &Corpus| {
        if !topic.label.is_empty() {
            return topic.label.clone();
        }
        let summary = pipeline::extracts(topic, corpus, &terms, options);
        compose::label(topic, &summary, corpus)
    };
    let place = |id: &daybrief::model::DocumentId| places.get(id.index()).copied();
    let topic = |topic: daybrief::model::Topic| {
        let mut documents: Vec<usize> = topic.documents.iter().filter_map(place).collect();
        documents.sort_unstable();
        Topic {
            label: label(&topic, &corpus),
            documents,
            independent: topic.n_lines(),
            cohesion: topic.cohesion,
        }
    };
    topics.into_iter().map(topic).collect()
}

/// Articles on one event.
#[pyclass(frozen, module = "daybrief")]
pub(crate) struct Topic {
    label: String,
    documents: Vec<usize>,
    independent: usize,
    cohesion: f64,
}

#[pymethods]
impl Topic {
    /// The event in a few words, as a briefing calls it.
    #[getter]
    fn label(&self) -> &str {
        &self.label
    }

    /// Places in the list that was grouped, from 0.
    #[getter]
    fn documents(&self) -> Vec<usize> {
        self.documents.clone()
    }

    /// Independent lines of reporting among them: near-copies count once.
    #[getter]
    fn independent(&self) -> usize {
        self.independent
    }

    /// Mean similarity of its pairs of articles, from 0 to 1.
    #[getter]
    fn cohesion(&self) -> f64 {
        self.cohesion
    }

    fn __len__(&self) -> usize {
        self.documents.len()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let label = PyString::new(py, &self.label).repr()?;
        Ok(format!("<Topic {label}: {} articles>", self.documents.len()))
    }
}
