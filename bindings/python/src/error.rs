//! What can go wrong, as Python's exceptions. Their classes are written in Python
//! (`daybrief/errors.py`), so that they can have two parents.

use daybrief::{Error, ErrorKind};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;

static CLASSES: PyOnceLock<Py<PyModule>> = PyOnceLock::new();

/// An exception of the class `name` of `daybrief.errors`.
fn of_class(py: Python<'_>, name: &str, message: &str) -> PyErr {
    let module = CLASSES.get_or_try_init(py, || Ok(py.import("daybrief.errors")?.unbind()));
    let raised = module.and_then(|module| module.bind(py).getattr(name)?.call1((message,)));
    raised.map_or_else(|error| error, PyErr::from_value)
}

/// What was handed over is no article, or none can be read in it.
pub(crate) fn read(py: Python<'_>, message: &str) -> PyErr {
    of_class(py, "ReadError", message)
}

/// What was handed over has the wrong type.
pub(crate) fn input(py: Python<'_>, message: &str) -> PyErr {
    of_class(py, "InputError", message)
}

/// An option has a value that it cannot have.
pub(crate) fn option(py: Python<'_>, message: &str) -> PyErr {
    of_class(py, "OptionError", message)
}

/// A bug of the library was met.
pub(crate) fn bug(py: Python<'_>, message: &str) -> PyErr {
    of_class(py, "BugError", message)
}

/// What the library says, as the exception of its kind.
pub(crate) fn of(py: Python<'_>, error: &Error) -> PyErr {
    let class = match error.kind {
        ErrorKind::Read => "ReadError",
        ErrorKind::Render | ErrorKind::Template => "RenderError",
        ErrorKind::Usage | ErrorKind::Config => "OptionError",
        _ => "DaybriefError",
    };
    of_class(py, class, &error.to_string())
}
