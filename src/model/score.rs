//! How salient a sentence is in its topic, with the parts that make it up.

use serde::{Deserialize, Serialize};

/// Salience of one sentence in its topic; every part is scaled to [0, 1] over the topic.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Score {
    /// Cosine of its TF-IDF vector with the sum of the topic's, divided by the largest.
    pub tf_idf: f64,
    /// TextRank over the similarity graph of the topic's sentences, divided by the largest.
    pub text_rank: f64,
    /// How early it stands in its own document: `exp(−i/2)` for several documents, `exp(−i/4)`
    /// for one.
    pub position: f64,
    /// Square root of the share of other lines of reporting that tell something similar.
    pub support: f64,
    /// How much of the query it tells, divided by the largest; absent without a query that the
    /// topic tells of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub query: Option<f64>,
    /// How new it is against earlier articles; absent without any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub novelty: Option<f64>,
    /// The weighted mean of the parts that ranks it, times the novelty; the weights are in `score`.
    pub total: f64,
}
