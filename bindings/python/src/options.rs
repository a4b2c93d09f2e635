//! Keywords to the library's options, refused where they cannot be meant.

use std::collections::BTreeMap;

use daybrief::Options;
use daybrief::cluster::Granularity;
use daybrief::describe::Section;
use daybrief::model::{Date, Language};
use daybrief::read::{self, Records};
use daybrief::select::Method;
use pyo3::exceptions::PyOverflowError;
use pyo3::prelude::*;
use serde::de::DeserializeOwned;
use std::sync::LazyLock;

use crate::error;

/// What an article is called that states neither its outlet nor its address.
const NAME: &str = "article";

/// How records are read whose fields are all guessed.
static GUESSED: LazyLock<Records> = LazyLock::new(|| Records::new(NAME, &read::Options::default()));

/// How sentences are chosen, as keywords say it.
pub(crate) struct Choice<'a> {
    pub(crate) sentences: Option<u32>,
    pub(crate) words: Option<u32>,
    pub(crate) ratio: Option<f64>,
    pub(crate) method: &'a str,
    pub(crate) query: Option<String>,
    pub(crate) language: Option<&'a str>,
}

impl Choice<'_> {
    /// The same as options.
    pub(crate) fn options(self, py: Python<'_>) -> PyResult<Options> {
        let mut options = Options::default();
        options.select.sentences = counted(py, "sentences", self.sentences)?;
        options.select.words = counted(py, "words", self.words)?;
        if let Some(ratio) = self.ratio.filter(|ratio| !(*ratio > 0.0 && *ratio <= 1.0)) {
            return Err(error::option(py, &format!("ratio={ratio}: above 0, up to 1")));
        }
        options.select.ratio = self.ratio;
        options.select.method = method(py, self.method)?;
        options.select.query = self.query;
        options.segment.language = self.language.map(|it| language(py, it)).transpose()?;
        Ok(options)
    }
}

fn counted(py: Python<'_>, name: &str, n: Option<u32>) -> PyResult<Option<u32>> {
    if n == Some(0) {
        return Err(error::option(py, &format!("{name}=0: a whole number from 1, or None")));
    }
    Ok(n)
}

/// How many of something; numbers below nothing, and above all that can be counted, are refused.
pub(crate) fn number<'py, T>(object: &Bound<'py, PyAny>) -> PyResult<Option<T>>
where
    T: for<'a> FromPyObject<'a, 'py, Error = PyErr>,
{
    let py = object.py();
    object.extract::<Option<T>>().map_err(|error| {
        if error.is_instance_of::<PyOverflowError>(py) {
            error::option(py, &format!("{object}: not a number that anything is counted by"))
        } else {
            error
        }
    })
}

fn method(py: Python<'_>, name: &str) -> PyResult<Method> {
    let place = Method::NAMES.iter().position(|known| *known == name);
    place.and_then(|place| Method::ALL.get(place).copied()).ok_or_else(|| {
        let known = Method::NAMES.join(", ");
        error::option(py, &format!("method={name:?}: one of {known}"))
    })
}

fn language(py: Python<'_>, name: &str) -> PyResult<Language> {
    name.parse().map_err(|reason: String| error::option(py, &format!("language: {reason}")))
}

/// The day or moment that `date` is: a text, or what writes itself as one.
pub(crate) fn date(py: Python<'_>, date: &Bound<'_, PyAny>) -> PyResult<Date> {
    let text = match date.extract::<String>() {
        Ok(text) => text,
        Err(_) => date.call_method0("isoformat")?.extract()?,
    };
    text.parse().map_err(|_| {
        let reason = "a date such as 2026-02-04, or a moment with its offset";
        error::option(py, &format!("date={text:?}: {reason}"))
    })
}

/// The width of topics that `name` names.
pub(crate) fn granularity(py: Python<'_>, name: &str) -> PyResult<Granularity> {
    named(name).ok_or_else(|| {
        error::option(py, &format!("granularity={name:?}: one of auto, broad, story, event"))
    })
}

/// The parts of a description that `names` name.
pub(crate) fn sections(py: Python<'_>, names: &[String]) -> PyResult<Vec<Section>> {
    let section = |name: &String| {
        named(name).ok_or_else(|| {
            let known: Vec<String> = Section::ALL.into_iter().map(written).collect();
            error::option(py, &format!("sections: {name:?} is none of {}", known.join(", ")))
        })
    };
    names.iter().map(section).collect()
}

/// What `name` stands for in a file of settings.
fn named<T: DeserializeOwned>(name: &str) -> Option<T> {
    serde_json::from_value(name.into()).ok()
}

fn written(section: Section) -> String {
    serde_json::to_value(section)
        .ok()
        .and_then(|it| it.as_str().map(str::to_owned))
        .unwrap_or_default()
}

/// How records are read: by the fields that `map` names (ours, then theirs), the others guessed.
pub(crate) enum Reader {
    Guessed,
    Mapped(Box<Records>),
}

impl Reader {
    /// The reader of records whose fields have the names of `map`.
    pub(crate) fn of(py: Python<'_>, map: Option<BTreeMap<String, String>>) -> PyResult<Self> {
        let Some(map) = map.filter(|map| !map.is_empty()) else { return Ok(Self::Guessed) };
        let pairs: Vec<String> =
            map.iter().map(|(ours, theirs)| format!("{ours}={theirs}")).collect();
        // A name with a comma in it would be read as two.
        let checked = map.keys().map(|ours| read::field_map(&format!("{ours}=x")));
        if let Some(Err(refused)) = checked.into_iter().find(Result::is_err) {
            let text = refused.to_string();
            let reason = text.rsplit(": ").next().unwrap_or_default();
            return Err(error::option(py, &format!("fields={}: {reason}", pairs.join(","))));
        }
        let mut options = read::Options::default();
        options.map = map;
        Ok(Self::Mapped(Box::new(Records::new(NAME, &options))))
    }

    /// The reader itself.
    pub(crate) fn records(&self) -> &Records {
        match self {
            Self::Guessed => &GUESSED,
            Self::Mapped(records) => records,
        }
    }
}
