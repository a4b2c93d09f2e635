//! Documents to sentences and words.

use serde::{Deserialize, Serialize};

use crate::model::{Corpus, Document, Language};

/// How texts are cut.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Options {
    /// The language of every document; `None`: found out for each.
    pub language: Option<Language>,
}

/// Cuts every document into sentences and words.
pub fn corpus(documents: Vec<Document>, _options: &Options) -> Corpus {
    Corpus { documents, ..Corpus::default() }
}
