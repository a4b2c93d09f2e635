//! A topic's sentences with what analyzing made of them, as the later stages are handed them.

use super::Terms;
use super::duplicate::Group;
use super::vector::Vectors;
use crate::model::{Corpus, Topic};

/// The sentences of a topic, merged and measured.
#[derive(Clone, Copy)]
pub struct Evidence<'a> {
    /// What was merged before ranking.
    pub groups: &'a [Group],
    /// The vectors of the groups.
    pub vectors: &'a Vectors,
    /// The topic.
    pub topic: &'a Topic,
    /// All documents.
    pub corpus: &'a Corpus,
    /// The terms of all sentences.
    pub terms: &'a Terms,
}
