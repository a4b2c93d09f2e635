//! Why a sentence is no extract.

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
    /// Would have exceeded the budget.
    OverBudget,
    /// Could have been chosen; others added more to the summary.
    LessGain,
}
