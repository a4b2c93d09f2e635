//! The whole way from documents to a briefing; a single article is the same way with one topic.

use serde::{Deserialize, Serialize};

use crate::model::{Briefing, Date, Document, Explanation};
use crate::segment;

/// The options of all stages, side by side.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Options {
    /// The briefing's title; `None`: one that suits the documents.
    pub title: Option<String>,
    /// The day of the briefing; `None`: that of the newest document.
    pub date: Option<Date>,
    /// How texts are cut.
    pub segment: segment::Options,
}

/// Groups `documents` by event and summarizes each group.
pub fn brief(_documents: Vec<Document>, _options: &Options) -> Briefing {
    todo()
}

/// Summarizes `documents` as one topic.
pub fn summarize(_documents: Vec<Document>, _options: &Options) -> Briefing {
    todo()
}

/// Explains every sentence of what [`brief`] would make of `documents`.
pub fn explain(_documents: Vec<Document>, _options: &Options) -> Explanation {
    Explanation { topics: Vec::new() }
}

fn todo() -> Briefing {
    Briefing {
        schema: crate::model::briefing::SCHEMA.into(),
        title: String::new(),
        date: None,
        topics: Vec::new(),
        sources: Vec::new(),
        warnings: Vec::new(),
    }
}
