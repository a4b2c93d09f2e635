//! What the documents of a topic say together: dates, quotations, differences, names.

mod entity;
mod lexicon;
mod mark;
mod name;
mod passage;
mod quotation;
mod speaker;
#[cfg(test)]
mod staging;
mod term;
mod alignment;
mod change;
mod date;
mod difference;
mod figure;
mod map;
mod neighbor;
mod only_in_one;
mod salience;
mod timeline;

use serde::{Deserialize, Serialize};

use crate::analyze::evidence::Evidence;
use crate::model::Description;
use entity::Cast;
use neighbor::Neighbors;
use passage::Reading;

/// A part of a description.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Section {
    /// What is said of dates.
    Timeline,
    /// What people are quoted with.
    Quotations,
    /// Where sentences that tell the same part.
    Differences,
    /// What a single line of reporting tells.
    OnlyInOne,
    /// Who and what is named.
    Entities,
    /// The phrases it turns on.
    Terms,
    /// Which documents are alike.
    Map,
}

impl Section {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 7] = [
        Self::Timeline,
        Self::Quotations,
        Self::Differences,
        Self::OnlyInOne,
        Self::Entities,
        Self::Terms,
        Self::Map,
    ];
}

/// Which parts are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Options {
    /// The parts; each costs time only if it is among them.
    pub sections: Vec<Section>,
}

impl Default for Options {
    fn default() -> Self {
        Self { sections: Section::ALL.to_vec() }
    }
}

impl Options {
    /// No part at all.
    #[must_use]
    pub fn nothing() -> Self {
        Self { sections: Vec::new() }
    }
}

/// Describes the topic of `evidence`, in the parts that `options` want. What one line tells alone
/// differs from nothing.
pub fn topic(evidence: Evidence<'_>, options: &Options) -> Description {
    let wants = |section| options.sections.contains(&section);
    let mut description = Description::default();
    if wants(Section::Quotations) || wants(Section::Entities) || wants(Section::Terms) {
        let reading = Reading::of(evidence);
        let cast = Cast::of(&reading);
        if wants(Section::Quotations) {
            description.quotations = quotation::all(&reading, &cast);
        }
        if wants(Section::Entities) {
            description.entities = cast.told();
        }
        if wants(Section::Terms) {
            description.terms = term::all(&reading, &cast);
        }
    }
    if wants(Section::Timeline) {
        description.timeline = timeline::events(evidence);
    }
    let is_compared = wants(Section::Differences) || wants(Section::OnlyInOne);
    if is_compared && evidence.topic.n_lines() > 1 {
        let neighbors = Neighbors::of(evidence);
        if wants(Section::Differences) {
            description.differences = difference::differences(&neighbors, evidence);
        }
        if wants(Section::OnlyInOne) {
            description.only_in_one = only_in_one::sentences(&neighbors, evidence);
        }
    }
    if wants(Section::Map) {
        description.map = map::of(evidence);
    }
    description
}
