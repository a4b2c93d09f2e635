//! Why a sentence is no extract.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::SentenceId;

/// The first reason that kept a sentence out of the summary.
///
/// Serialized as a tagged object, `{"reason":"redundant","with":12,"cosine":0.61}`, the ids being
/// sentence ids of the run.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Refusal {
    /// A title or heading.
    Heading,
    /// A dateline, credit line, separator or the like.
    Boilerplate,
    /// Fewer words than a candidate needs.
    TooShort,
    /// More words than a candidate may have.
    TooLong,
    /// Opens with a pronoun whose person or thing stands elsewhere ("He said …").
    OpensWithPronoun,
    /// Opens with a connective that leans on the sentence before ("However, …").
    OpensWithConnective,
    /// Speaks in the first or second person outside a quotation.
    FirstPerson,
    /// A question.
    Question,
    /// Has no proper end, unbalanced quotation marks, or breaks off.
    Fragment,
    /// A quotation without a speaker.
    UnattributedQuotation,
    /// Says what a picture shows.
    Caption,
    /// Repeats a sentence of an earlier article.
    Known {
        /// The sentence, by its id among those of the earlier articles.
        earlier: SentenceId,
        /// Cosine of the two, in [0, 1].
        cosine: f64,
    },
    /// Says what another sentence says, which stands for both.
    DuplicateOf {
        /// The sentence that stands for both.
        of: SentenceId,
    },
    /// Too similar to a chosen sentence.
    Redundant {
        /// The chosen sentence.
        with: SentenceId,
        /// Cosine of the two, in [0, 1].
        cosine: f64,
    },
    /// Tells the fact that a chosen sentence tells, in other words.
    SameFact {
        /// The chosen sentence.
        with: SentenceId,
        /// The share of the shorter one's content that both tell, in [0, 1].
        overlap: f64,
    },
    /// Names somebody or something that no chosen sentence introduces, and lost by it.
    Unintroduced,
    /// A chosen sentence of a later day has a larger toll, or reports what this one announced.
    Overtaken {
        /// The chosen sentence.
        by: SentenceId,
    },
    /// The topic has too many sentences to compare them all, and this one is not among the foremost.
    NotForemost,
    /// Would have exceeded the budget.
    OverBudget,
    /// Could have been chosen; others added more to the summary.
    LessGain,
}

impl Refusal {
    /// The sentence of the run because of which this one is refused.
    pub fn names(self) -> Option<SentenceId> {
        match self {
            Self::DuplicateOf { of } => Some(of),
            Self::Redundant { with, .. } | Self::SameFact { with, .. } => Some(with),
            Self::Overtaken { by } => Some(by),
            _ => None,
        }
    }
}

/// Why a sentence is no extract, in a few words.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Heading => "heading",
            Self::Boilerplate => "no running text",
            Self::TooShort => "too short",
            Self::TooLong => "too long",
            Self::OpensWithPronoun => "opens with a pronoun",
            Self::OpensWithConnective => "leans on the one before",
            Self::FirstPerson => "first or second person",
            Self::Question => "question",
            Self::Fragment => "no whole sentence",
            Self::UnattributedQuotation => "quotation, no speaker",
            Self::Caption => "caption",
            Self::Known { cosine, .. } => return write!(f, "known already ({cosine:.2})"),
            Self::DuplicateOf { of } => return write!(f, "same as {}", of.0),
            Self::Redundant { with, cosine } => {
                return write!(f, "close to {} ({cosine:.2})", with.0);
            }
            Self::SameFact { with, overlap } => {
                return write!(f, "same fact as {} ({overlap:.2})", with.0);
            }
            Self::Unintroduced => "not introduced",
            Self::Overtaken { by } => return write!(f, "overtaken by {}", by.0),
            Self::NotForemost => "not among the foremost",
            Self::OverBudget => "over the budget",
            Self::LessGain => "others add more",
        })
    }
}
