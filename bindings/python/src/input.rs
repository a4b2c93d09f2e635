//! What is handed over to articles: a text, a dictionary, a dataclass, a path; a list of these, or
//! a table.

use std::path::PathBuf;

use daybrief::Warning;
use daybrief::model::Document;
use daybrief::read::{self, Input, Piece, Records};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyString};

use crate::error;
use crate::value::{Fields, Value, text};

/// An article as it was handed over, free of Python.
#[derive(Debug)]
pub(crate) enum Row {
    /// A text, read as its file would be.
    Text(String),
    /// Named fields, read as their line of JSON would be.
    Record(Fields),
    /// A file or folder.
    File(PathBuf),
    /// No article, and why.
    Bad(String),
}

impl Row {
    /// What `object` is; of a record only the fields that `records` looks at are kept.
    pub(crate) fn of(object: &Bound<'_, PyAny>, records: &Records) -> Self {
        if let Ok(characters) = object.cast::<PyString>() {
            return text(characters).map_or_else(Self::Bad, Self::Text);
        }
        if let Ok(fields) = object.cast::<PyDict>() {
            return Self::record(fields, records);
        }
        if object.is_none() {
            return Self::Bad("no text in it (None)".into());
        }
        if object.is_instance_of::<PyBytes>() {
            return Self::Bad("bytes are no text (decode them)".into());
        }
        if let Ok(path) = object.call_method0("__fspath__").and_then(|it| it.extract()) {
            return Self::File(path);
        }
        if let Some(fields) = as_dict(object) {
            return Self::record(&fields, records);
        }
        let kind = object.get_type().name().map(|name| name.to_string()).unwrap_or_default();
        Self::Bad(format!("{kind} is no article (a str, a dict, a dataclass or a path)"))
    }

    fn record(fields: &Bound<'_, PyDict>, records: &Records) -> Self {
        let mut kept = Fields::new();
        for (name, value) in fields {
            let Ok(name) = name.extract::<String>() else { continue };
            if records.read_field(&name) {
                match Value::of(&value) {
                    Ok(value) => kept.push((name, value)),
                    Err(reason) => return Self::Bad(format!("{name}: {reason}")),
                }
            }
        }
        Self::Record(kept)
    }

    /// What is read of it, the `number`-th of its list.
    pub(crate) fn read(self, number: usize, records: &Records) -> Piece {
        match self {
            Self::Text(text) => records.text(number, text),
            Self::Record(fields) => records.record(number, Value::Map(fields)),
            Self::File(path) => {
                let read = read::documents(&[Input::Path(path)], &read::Options::default());
                Piece { number, documents: read.documents, warnings: read.warnings }
            }
            Self::Bad(reason) => {
                let warnings = vec![Warning::new(format!("article:{number}"), reason)];
                Piece { number, documents: Vec::new(), warnings }
            }
        }
    }
}

/// The fields of a dataclass, a named tuple, a row of Spark or a model of pydantic.
fn as_dict<'py>(object: &Bound<'py, PyAny>) -> Option<Bound<'py, PyDict>> {
    let py = object.py();
    if object.hasattr("__dataclass_fields__").unwrap_or_default() {
        let fields = PyDict::new(py);
        for name in object.getattr("__dataclass_fields__").ok()?.try_iter().ok()? {
            let name = name.ok()?.cast_into::<PyString>().ok()?;
            fields.set_item(&name, object.getattr(&name).ok()?).ok()?;
        }
        return Some(fields);
    }
    let made =
        ["_asdict", "asDict", "model_dump"].iter().find_map(|name| object.call_method0(*name).ok());
    made?.cast_into::<PyDict>().ok()
}

/// Articles as they were handed over.
pub(crate) enum Articles<'py> {
    /// The batches of a table.
    Table(crate::arrow::Table),
    /// One after the other.
    Items(Bound<'py, PyAny>),
}

impl<'py> Articles<'py> {
    /// What `object` holds.
    pub(crate) fn of(object: &Bound<'py, PyAny>) -> PyResult<Self> {
        let py = object.py();
        if object.is_instance_of::<PyString>()
            || object.is_instance_of::<PyDict>()
            || object.hasattr("__fspath__")?
            || object.hasattr("__dataclass_fields__")?
        {
            let one = pyo3::types::PyList::new(py, [object])?;
            return Ok(Self::Items(one.into_any()));
        }
        if let Some(stream) = capsule_of(object)? {
            return Ok(Self::Table(crate::arrow::Table::import(py, &stream)?));
        }
        if object.hasattr("to_dict")? && object.hasattr("columns")? {
            return Ok(Self::Items(object.call_method1("to_dict", ("records",))?));
        }
        if object.is_instance_of::<PyBytes>() || !object.hasattr("__iter__")? {
            let kind = object.get_type().name()?;
            let reason = "articles are expected: a list of str or dict, a table, or a path";
            return Err(error::input(py, &format!("{reason}, not {kind}")));
        }
        Ok(Self::Items(object.clone()))
    }

    /// How many articles were handed over.
    pub(crate) fn len(&self) -> PyResult<usize> {
        match self {
            Self::Table(table) => Ok(table.n_rows()),
            Self::Items(items) => items.len(),
        }
    }

    /// Every document of them in the order of the library, where each was in the order in which
    /// they were handed over, and what was wrong with the others.
    pub(crate) fn documents(&self, py: Python<'py>, records: &Records) -> PyResult<Read> {
        let mut read = Read::default();
        match self {
            Self::Table(table) => py.detach(|| {
                for (place, row) in table.rows(records).enumerate() {
                    read.push(place, row.read(place + 1, records));
                }
            }),
            Self::Items(items) => {
                for (place, item) in items.try_iter()?.enumerate() {
                    let row = Row::of(&item?, records);
                    read.push(place, row.read(place + 1, records));
                }
            }
        }
        Ok(read.ordered())
    }
}

/// The stream of a table, if `object` is one: its own, or that of a column as a table.
fn capsule_of<'py>(object: &Bound<'py, PyAny>) -> PyResult<Option<Bound<'py, PyAny>>> {
    let py = object.py();
    let is_column = object.hasattr("to_frame")? && !object.hasattr("columns")?;
    let object = if is_column {
        object.call_method1("to_frame", ("text",))?
    } else if object.hasattr("__arrow_c_array__")? && !object.hasattr("schema")?
        || object.hasattr("num_chunks")? && object.hasattr("type")?
    {
        let columns = PyDict::new(py);
        columns.set_item("text", object)?;
        py.import("pyarrow")?.call_method1("table", (columns,))?
    } else {
        object.clone()
    };
    if !object.hasattr("__arrow_c_stream__")? {
        return Ok(None);
    }
    match object.call_method0("__arrow_c_stream__") {
        Ok(stream) => Ok(Some(stream)),
        // pandas has the method, and needs another package for it.
        Err(_) if object.hasattr("to_dict")? => Ok(None),
        Err(error) => Err(error),
    }
}

/// Documents, and what was wrong with what is none.
#[derive(Default)]
pub(crate) struct Read {
    pub(crate) documents: Vec<Document>,
    /// For each document the place in the list of what it was read from.
    pub(crate) places: Vec<usize>,
    pub(crate) warnings: Vec<Warning>,
}

impl Read {
    fn push(&mut self, place: usize, piece: Piece) {
        self.places.extend(piece.documents.iter().map(|_| place));
        self.documents.extend(piece.documents);
        self.warnings.extend(piece.warnings);
    }

    /// The same in canonical order, which makes results independent of that of the list.
    fn ordered(self) -> Self {
        let order = read::canonical_order(&self.documents);
        let places = order.iter().map(|&at| self.places.get(at).copied().unwrap_or_default());
        let places = places.collect();
        let mut documents: Vec<Option<Document>> = self.documents.into_iter().map(Some).collect();
        let taken = order.iter().filter_map(|&at| documents.get_mut(at).and_then(Option::take));
        let mut documents: Vec<Document> = taken.collect();
        for (at, document) in documents.iter_mut().enumerate() {
            document.id = daybrief::model::DocumentId::at(at);
        }
        Self { documents, places, warnings: self.warnings }
    }

    /// The first warning, or that there was nothing.
    pub(crate) fn reason(&self) -> String {
        let first = self.warnings.first().map(ToString::to_string);
        first.unwrap_or_else(|| "no article was handed over".into())
    }
}
