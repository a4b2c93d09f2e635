//! A topic with reference summaries, as data sets hold it, to documents and a budget.

use std::path::PathBuf;

use serde::Deserialize;
use serde_json::Value;

use super::dataset;
use crate::cli::report::{self, Verbosity};
use crate::error::{Error, ErrorKind, Warning};
use crate::model::{Corpus, Document, Language};
use crate::read::{self, Input, Reading};
use crate::{segment, select};

/// A line of the data.
#[derive(Debug, Deserialize)]
struct Line {
    #[serde(default, deserialize_with = "dataset::name")]
    id: String,
    #[serde(default)]
    lang: Option<String>,
    docs: Vec<Value>,
    #[serde(default)]
    references: Vec<String>,
    #[serde(default)]
    budget: Value,
}

/// A topic that can be summarized, and what readers made of it.
#[derive(Debug)]
pub(in crate::cli::command) struct Topic {
    /// Its name.
    pub(in crate::cli::command) id: String,
    /// Its language, as stated.
    pub(in crate::cli::command) language: Option<Language>,
    /// Its articles, as read.
    pub(in crate::cli::command) documents: Vec<Document>,
    /// Their sentences.
    pub(in crate::cli::command) corpus: Corpus,
    /// At least one.
    pub(in crate::cli::command) references: Vec<String>,
    budget: Option<Length>,
}

/// The length of a summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli::command) enum Length {
    /// Words at most.
    Words(u32),
    /// Bytes at most.
    Bytes(u32),
    /// Sentences, exactly.
    Sentences(u32),
}

/// The topics of `files` that have articles and references; a warning for each other.
///
/// # Errors
/// A file cannot be read, or holds no topic.
pub(in crate::cli::command) fn topics(
    files: &[PathBuf],
    verbosity: Verbosity,
) -> Result<Vec<Topic>, Error> {
    let lines: Vec<Line> = dataset::lines(files, verbosity)?;
    let mut topics = Vec::with_capacity(lines.len());
    for line in lines {
        let id = line.id.clone();
        match Topic::of(line, verbosity) {
            Ok(topic) => topics.push(topic),
            Err(reason) => {
                report::warning(verbosity, &Warning::new(id, format!("{reason}, left out")));
            }
        }
    }
    if topics.is_empty() {
        let names: Vec<String> = files.iter().map(|path| path.display().to_string()).collect();
        let reason = "no topic with articles and references in it";
        return Err(Error::new(ErrorKind::Read, names.join(", "), reason));
    }
    Ok(topics)
}

impl Topic {
    fn of(line: Line, verbosity: Verbosity) -> Result<Self, &'static str> {
        let references: Vec<String> =
            line.references.into_iter().filter(|text| !text.trim().is_empty()).collect();
        if references.is_empty() {
            return Err("no reference");
        }
        let Reading { documents, warnings } = documents(&line.id, line.docs, line.lang.as_deref());
        warnings.iter().for_each(|warning| report::warning(verbosity, warning));
        if documents.is_empty() {
            return Err("no article");
        }
        let language = line.lang.and_then(|language| language.parse().ok());
        let corpus = segment::corpus(documents.clone(), &segment::Options::default());
        let budget = stated(&line.budget);
        Ok(Self { id: line.id, language, documents, corpus, references, budget })
    }

    /// How long a summary of this topic gets: as asked, else as the topic states.
    pub(in crate::cli::command) fn length(&self, asked: Option<Length>) -> Option<Length> {
        asked.or(self.budget)
    }

    /// The options of a selection of this length.
    ///
    /// Sentences are chosen by words; a number of bytes becomes the words it has room for at the
    /// mean length of the topic's own.
    pub(in crate::cli::command) fn select(&self, length: Option<Length>) -> select::Options {
        let mut options = select::Options::default();
        match length {
            Some(Length::Words(words)) => options.words = Some(words),
            Some(Length::Bytes(bytes)) => options.words = Some(self.words_in(bytes)),
            Some(Length::Sentences(sentences)) => options.sentences = Some(sentences),
            None => {}
        }
        options
    }

    fn words_in(&self, bytes: u32) -> u32 {
        let n_words = self.corpus.words.len() as u64;
        let n_bytes: usize = self.documents.iter().map(|document| document.text.len()).sum();
        let room = u64::from(bytes) * n_words / n_bytes.max(1) as u64;
        u32::try_from(room).unwrap_or(u32::MAX).max(1)
    }
}

/// The articles of a list, read as any JSON is; those that state no language have that of the list.
pub(super) fn documents(name: &str, mut docs: Vec<Value>, language: Option<&str>) -> Reading {
    if let Some(language) = language {
        for doc in docs.iter_mut().filter_map(Value::as_object_mut) {
            if !doc.contains_key("language") {
                doc.entry("lang").or_insert_with(|| language.into());
            }
        }
    }
    let bytes = Value::Array(docs).to_string().into_bytes();
    let input = Input::Bytes { name: format!("{name}.json"), bytes };
    read::documents(&[input], &read::Options::default())
}

/// The budget that a data set states: a number of words, or the first number of a text with what
/// it counts (`250 words (240-250)`, `665 bytes`).
fn stated(budget: &Value) -> Option<Length> {
    let (number, unit) = match budget {
        Value::Number(number) => (u32::try_from(number.as_u64()?).ok()?, ""),
        Value::String(text) => {
            let text = text.trim_start_matches(|char: char| !char.is_ascii_digit());
            let end = text.find(|char: char| !char.is_ascii_digit()).unwrap_or(text.len());
            let (digits, rest) = text.split_at_checked(end)?;
            (digits.parse().ok()?, rest.trim_start())
        }
        _ => return None,
    };
    match unit.to_ascii_lowercase() {
        _ if number == 0 => None,
        unit if unit.starts_with("byte") => Some(Length::Bytes(number)),
        unit if unit.starts_with("sentence") => Some(Length::Sentences(number)),
        _ => Some(Length::Words(number)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn budgets_are_numbers_with_or_without_a_unit() {
        assert_eq!(stated(&json!(100)), Some(Length::Words(100)));
        assert_eq!(stated(&json!("250 words (240-250)")), Some(Length::Words(250)));
        assert_eq!(stated(&json!("about 665 bytes")), Some(Length::Bytes(665)));
        assert_eq!(stated(&json!("3 Sentences")), Some(Length::Sentences(3)));
        for none in [json!(null), json!("short"), json!(0), json!(-3), json!("99999999999")] {
            assert_eq!(stated(&none), None, "{none}");
        }
    }

    #[test]
    fn a_language_is_handed_on_to_those_without_one() {
        let docs = vec![json!({"text": "Ein Text."}), json!({"text": "Un texte.", "lang": "fr"})];
        let languages: Vec<Option<Language>> =
            documents("t", docs, Some("de")).documents.iter().map(|d| d.language).collect();
        assert_eq!(languages, ["de".parse().ok(), "fr".parse().ok()]);
    }
}
