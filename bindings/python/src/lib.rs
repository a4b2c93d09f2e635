//! The module `daybrief._core`: Python's values to documents, and what the library makes of them
//! back to Python.
//!
//! Nothing is computed here, dictionaries are unpacked at most: every function calls the one that the command calls, so that both
//! give the same bytes. Whatever takes long runs without Python's lock.

mod arrow;
mod briefing;
mod capsule;
mod dictionaries;
mod error;
mod input;
mod many;
mod options;
mod packing;
mod pool;
mod rouge;
mod summary;
mod topics;
mod value;

/// The functions and classes that `daybrief/__init__.py` hands on.
#[pyo3::pymodule(name = "_core")]
mod core {
    #[pymodule_export]
    use crate::briefing::{Briefing, BriefingTopic, CitedSentence, Source, brief};
    #[pymodule_export]
    use crate::many::{Summaries, summarize_many};
    #[pymodule_export]
    use crate::rouge::rouge;
    #[pymodule_export]
    use crate::summary::{Citation, Extract, Summary, summarize};
    #[pymodule_export]
    use crate::topics::{Topic, keys, reads, topics};
    use pyo3::prelude::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        daybrief::segment::give_dictionaries(crate::dictionaries::segmenter);
        module.add("__version__", env!("CARGO_PKG_VERSION"))?;
        module.add("METHODS", daybrief::select::Method::NAMES)
    }
}
