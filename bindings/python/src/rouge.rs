//! How much of the references a summary has, in the figures of ROUGE-1.5.5.

use daybrief::evaluate::rouge::{Alphabet, Limit, Measure, Options, scores};
use daybrief::model::Language;
use pyo3::prelude::*;

use crate::error;
use crate::options;

/// Recall, precision and F of a measure, behind its name.
type Figures = (&'static str, (f64, f64, f64));

#[pyfunction]
#[pyo3(signature = (summary, references, stem, remove_stop_words, language, max_words, max_bytes))]
#[expect(clippy::too_many_arguments, reason = "they are the keywords of a Python function")]
pub(crate) fn rouge(
    py: Python<'_>,
    summary: String,
    references: Vec<String>,
    stem: bool,
    remove_stop_words: bool,
    language: Option<&str>,
    #[pyo3(from_py_with = options::number)] max_words: Option<u32>,
    #[pyo3(from_py_with = options::number)] max_bytes: Option<u32>,
) -> PyResult<Vec<Figures>> {
    let mut options = Options::default();
    options.stem = stem;
    options.remove_stop_words = remove_stop_words;
    options.limit = match (max_words, max_bytes) {
        (Some(n), None) => Limit::Words(n),
        (None, Some(n)) => Limit::Bytes(n),
        (None, None) => Limit::None,
        _ => return Err(error::option(py, "max_words and max_bytes exclude each other")),
    };
    if let Some(name) = language {
        let parsed = name.parse::<Language>();
        let parsed = parsed.map_err(|reason| error::option(py, &format!("language: {reason}")))?;
        (options.language, options.alphabet) = (Some(parsed), Alphabet::Unicode);
    }
    let all = py.detach(|| {
        let references: Vec<&str> = references.iter().map(String::as_str).collect();
        scores(&summary, &references, &options)
    });
    let figures = |measure: Measure| (measure.recall, measure.precision, measure.f);
    Ok(vec![
        ("rouge-1", figures(all.rouge_1)),
        ("rouge-2", figures(all.rouge_2)),
        ("rouge-3", figures(all.rouge_3)),
        ("rouge-4", figures(all.rouge_4)),
        ("rouge-l", figures(all.rouge_l)),
        ("rouge-w", figures(all.rouge_w)),
        ("rouge-su4", figures(all.rouge_su4)),
    ])
}
