//! Articles to a briefing, and that as a class of Python.

use std::collections::BTreeMap;

use daybrief::model::briefing::{SCHEMA, SourceEntry, TopicEntry};
use daybrief::model::{self, Score};
use daybrief::render::{self, Format, Template, Theme};
use daybrief::{Options, compose, pipeline};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};

use crate::input::{Articles, Read};
use crate::options::{self, Choice, Reader};
use crate::summary::{Citation, parts};
use crate::{error, pool};

/// What is asked of a briefing beside how its sentences are chosen.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct Frame<'py> {
    title: Option<String>,
    date: Option<Bound<'py, PyAny>>,
    max_topics: Option<Bound<'py, PyAny>>,
    min_sources: u32,
    granularity: String,
    sections: Option<Vec<String>>,
    prefer: Vec<String>,
    hide: Vec<String>,
    earlier: Option<Bound<'py, PyAny>>,
}

impl Frame<'_> {
    /// `options` with what it asks.
    fn set(self, py: Python<'_>, options: &mut Options, reader: &Reader) -> PyResult<()> {
        options.title = self.title;
        options.date = self.date.map(|date| options::date(py, &date)).transpose()?;
        let most = self.max_topics.as_ref().map(options::number::<u32>).transpose()?.flatten();
        options.make.max_topics = most.unwrap_or(u32::MAX).max(1);
        options.make.min_independent = self.min_sources.max(1);
        options.cluster.granularity = options::granularity(py, &self.granularity)?;
        if let Some(sections) = self.sections {
            options.describe.sections = options::sections(py, &sections)?;
        }
        options.cluster.sources.prefer = self.prefer;
        options.cluster.sources.hide = self.hide;
        if let Some(earlier) = self.earlier {
            let read = Articles::of(&earlier)?.documents(py, reader.records())?;
            options.earlier = read.documents.into();
        }
        Ok(())
    }
}

#[pyfunction]
#[pyo3(signature = (documents, frame, together, sentences, method, language, words, ratio, query, fields, threads))]
#[expect(clippy::too_many_arguments, reason = "they are the keywords of a Python function")]
pub(crate) fn brief(
    py: Python<'_>,
    documents: &Bound<'_, PyAny>,
    frame: Frame<'_>,
    together: bool,
    #[pyo3(from_py_with = options::number)] sentences: Option<u32>,
    method: &str,
    language: Option<&str>,
    #[pyo3(from_py_with = options::number)] words: Option<u32>,
    ratio: Option<f64>,
    query: Option<String>,
    fields: Option<BTreeMap<String, String>>,
    #[pyo3(from_py_with = options::number)] threads: Option<usize>,
) -> PyResult<Briefing> {
    let choice = Choice { sentences, words, ratio, method, query, language };
    let mut options = choice.options(py)?;
    let reader = Reader::of(py, fields)?;
    frame.set(py, &mut options, &reader)?;
    let read = Articles::of(documents)?.documents(py, reader.records())?;
    if read.documents.is_empty() {
        return Err(error::read(py, &read.reason()));
    }
    let Read { mut documents, warnings, .. } = read;
    let way = if together { pipeline::summarize } else { pipeline::brief };
    let made = py.detach(|| {
        pool::on(threads, || {
            options.cluster.sources.apply(&mut documents);
            pool::contained(|| way(documents, &options))
        })
    });
    let made = made.map_err(|reason| error::option(py, &reason))?;
    let mut briefing = made.map_err(|reason| error::bug(py, &reason))?;
    briefing.warnings.extend(warnings);
    Ok(Briefing(briefing))
}

/// Topics of several articles with their cited sentences, as data and as pages.
#[pyclass(frozen, module = "daybrief")]
pub(crate) struct Briefing(model::Briefing);

impl Briefing {
    fn rendered(
        &self,
        py: Python<'_>,
        template: impl FnOnce() -> Template + Send,
    ) -> PyResult<String> {
        let rendered = py.detach(|| render::briefing(&self.0, &template()));
        rendered.map_err(|reason| error::of(py, &reason))
    }
}

#[pymethods]
impl Briefing {
    /// The briefing that ``to_json`` or the command wrote.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> PyResult<Self> {
        let briefing: model::Briefing = serde_json::from_str(text)
            .map_err(|reason| error::read(py, &format!("cannot read a briefing: {reason}")))?;
        if briefing.schema != SCHEMA {
            let said = format!("cannot read a briefing: its schema is not {SCHEMA}");
            return Err(error::read(py, &said));
        }
        Ok(Self(briefing))
    }

    /// One briefing of the topics of several, in their order; sources are numbered anew.
    #[staticmethod]
    #[pyo3(
        signature = (parts, *, title=None, date=None, max_topics=Some(8)),
        text_signature = "(parts, *, title=None, date=None, max_topics=8)"
    )]
    fn join(
        py: Python<'_>,
        parts: Vec<PyRef<'_, Self>>,
        title: Option<String>,
        date: Option<Bound<'_, PyAny>>,
        #[pyo3(from_py_with = options::number)] max_topics: Option<u32>,
    ) -> PyResult<Self> {
        let date = date.map(|date| options::date(py, &date)).transpose()?;
        let parts: Vec<model::Briefing> = parts.iter().map(|part| part.0.clone()).collect();
        let head = compose::Head { title, date };
        let max_topics = max_topics.unwrap_or(u32::MAX);
        Ok(Self(py.detach(|| compose::joined(parts, max_topics, &head))))
    }

    /// Its title.
    #[getter]
    fn title(&self) -> &str {
        &self.0.title
    }

    /// The day it is for.
    #[getter]
    fn date(&self) -> Option<String> {
        self.0.date.map(|date| date.to_string())
    }

    /// The language of most of its sources: a code.
    #[getter]
    fn language(&self) -> Option<&'static str> {
        self.0.language.map(model::Language::code)
    }

    /// The events, the most important first.
    #[getter]
    fn topics(slf: &Bound<'_, Self>) -> Vec<BriefingTopic> {
        let topic = |at| BriefingTopic { of: slf.clone().unbind(), at };
        (0..slf.get().0.topics.len()).map(topic).collect()
    }

    /// Every article it was made from, by number.
    #[getter]
    fn sources(&self) -> Vec<Source> {
        self.0.sources.iter().cloned().map(Source).collect()
    }

    /// Topics that were found and are not told.
    #[getter]
    fn omitted_topics(&self) -> u32 {
        self.0.omitted_topics
    }

    /// What was left out, and why.
    #[getter]
    fn warnings(&self) -> Vec<String> {
        self.0.warnings.iter().map(ToString::to_string).collect()
    }

    /// One self-contained page; ``theme`` as ``--theme`` of the command.
    #[pyo3(signature = (theme=None))]
    fn to_html(&self, py: Python<'_>, theme: Option<&str>) -> PyResult<String> {
        let theme: Theme = match theme {
            None => Theme::default(),
            Some(name) => serde_json::from_value(name.into()).map_err(|_| {
                error::option(py, &format!("theme={name:?}: there is no such theme"))
            })?,
        };
        self.rendered(py, || Template::builtin(Format::Html).themed(theme))
    }

    /// GitHub-flavored Markdown with footnotes.
    fn to_markdown(&self, py: Python<'_>) -> PyResult<String> {
        self.rendered(py, || Template::builtin(Format::Markdown))
    }

    /// Plain text, as for a terminal.
    fn to_text(&self, py: Python<'_>) -> PyResult<String> {
        self.rendered(py, || Template::builtin(Format::Text))
    }

    /// The data, ``daybrief/1``.
    fn to_json(&self, py: Python<'_>) -> PyResult<String> {
        self.rendered(py, || Template::builtin(Format::Json))
    }

    /// The same as dictionaries and lists.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        py.import("json")?.call_method1("loads", (self.to_json(py)?,))
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<(Py<PyAny>, (String,))> {
        let py = slf.py();
        let made = py.get_type::<Self>().getattr("from_json")?;
        Ok((made.unbind(), (slf.get().to_json(py)?,)))
    }

    fn __str__(&self, py: Python<'_>) -> PyResult<String> {
        self.to_text(py)
    }

    fn __repr__(&self) -> String {
        let (topics, sources) = (self.0.topics.len(), self.0.sources.len());
        format!("<Briefing {:?}: {topics} topics of {sources} sources>", self.0.title)
    }

    /// The page in a frame of its own, so that neither its looks nor those of the notebook reach
    /// the other.
    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        let page = render::escape::html(&self.to_html(py, None)?);
        let style = "width:100%;height:32rem;border:0";
        Ok(format!("<iframe srcdoc=\"{page}\" sandbox=\"\" style=\"{style}\"></iframe>"))
    }
}

/// A topic of a briefing.
#[pyclass(frozen, module = "daybrief")]
pub(crate) struct BriefingTopic {
    of: Py<Briefing>,
    at: usize,
}

impl BriefingTopic {
    fn topic(&self) -> &TopicEntry {
        &self.of.get().0.topics[self.at]
    }
}

#[pymethods]
impl BriefingTopic {
    /// Unique in the briefing, fit for an anchor.
    #[getter]
    fn id(&self) -> &str {
        &self.topic().id
    }

    /// The event in a few words.
    #[getter]
    fn label(&self) -> &str {
        &self.topic().label
    }

    /// The label as a reader expects it, whole.
    #[getter]
    fn headline(&self) -> &str {
        &self.topic().headline
    }

    /// Independent lines of reporting: near-copies count once.
    #[getter]
    fn independent(&self) -> u32 {
        self.topic().independent
    }

    /// Its sentences, one behind the other.
    #[getter]
    fn text(&self) -> String {
        let texts: Vec<&str> = self.topic().extracts.iter().map(|it| it.text.as_str()).collect();
        texts.join(" ")
    }

    /// The articles that tell it.
    #[getter]
    fn sources(&self) -> Vec<Source> {
        let all = &self.of.get().0.sources;
        let own = |source: &&SourceEntry| self.topic().documents.contains(&source.number);
        all.iter().filter(own).cloned().map(Source).collect()
    }

    /// Its sentences, in reading order.
    #[getter]
    fn extracts(&self, py: Python<'_>) -> Vec<CitedSentence> {
        let one = |at| CitedSentence { of: self.of.clone_ref(py), topic: self.at, at };
        (0..self.topic().extracts.len()).map(one).collect()
    }

    fn __str__(&self) -> String {
        self.text()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let label = PyString::new(py, self.label()).repr()?;
        Ok(format!("<BriefingTopic {label}: {} sources>", self.topic().documents.len()))
    }
}

/// A sentence of a briefing.
#[pyclass(frozen, module = "daybrief")]
pub(crate) struct CitedSentence {
    of: Py<Briefing>,
    topic: usize,
    at: usize,
}

impl CitedSentence {
    fn extract(&self) -> &model::briefing::ExtractEntry {
        &self.of.get().0.topics[self.topic].extracts[self.at]
    }
}

#[pymethods]
impl CitedSentence {
    /// The sentence, as in its source.
    #[getter]
    fn text(&self) -> &str {
        &self.extract().text
    }

    /// Its place in the order of choice, from 1.
    #[getter]
    fn rank(&self) -> u32 {
        self.extract().rank
    }

    /// Independent voices that tell it.
    #[getter]
    fn support(&self) -> u32 {
        self.extract().support
    }

    /// Its salience, from 0 to 1.
    #[getter]
    fn score(&self) -> f64 {
        self.extract().score.total
    }

    /// What the score is made of, by name.
    #[getter]
    fn parts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let score: &Score = &self.extract().score;
        parts(py, score)
    }

    /// Where it stands, then places that say the same.
    #[getter]
    fn citations(&self) -> Vec<Citation> {
        self.extract().citations.iter().cloned().map(Citation).collect()
    }

    fn __str__(&self) -> &str {
        self.text()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let text = PyString::new(py, self.text()).repr()?;
        Ok(format!("<CitedSentence of {} voices: {text}>", self.support()))
    }
}

/// An article that a briefing was made from.
#[pyclass(frozen, module = "daybrief")]
pub(crate) struct Source(SourceEntry);

#[pymethods]
impl Source {
    /// From 1, in order of appearance.
    #[getter]
    fn number(&self) -> u32 {
        self.0.number
    }

    /// What to call it: outlet, host or file.
    #[getter]
    fn name(&self) -> &str {
        &self.0.name
    }

    /// Its title.
    #[getter]
    fn title(&self) -> Option<&str> {
        self.0.title.as_deref()
    }

    /// Its address.
    #[getter]
    fn url(&self) -> Option<&str> {
        self.0.url.as_deref()
    }

    /// The file it was read from.
    #[getter]
    fn path(&self) -> Option<&str> {
        self.0.path.as_deref()
    }

    /// When it was published, as written.
    #[getter]
    fn date(&self) -> Option<String> {
        self.0.published.map(|date| date.to_string())
    }

    /// Its language: a code.
    #[getter]
    fn language(&self) -> Option<&'static str> {
        self.0.language.map(model::Language::code)
    }

    /// Words of its text.
    #[getter]
    fn words(&self) -> u32 {
        self.0.words
    }

    /// SHA-256 of its text, in hexadecimal.
    #[getter]
    fn sha256(&self) -> &str {
        &self.0.sha256
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let name = PyString::new(py, self.name()).repr()?;
        Ok(format!("<Source {} {name}>", self.0.number))
    }
}
