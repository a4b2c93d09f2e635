//! What a summary is for, beside telling the topic: a query, earlier articles, both or neither.

use super::focus::Focus;
use super::known::News;

/// The chance of following an edge where a query is asked: mostly the walk starts anew from the
/// sentences that tell it, so that the topic's center does not draw it away.
///
/// Otterbacher, Erkan & Radev (2005) find a bias of .7 to .95 best; it is 1 less this chance.
pub const FOCUSED_DAMPING: f64 = 0.3;

/// What the reader asks of a topic, and what of it the reader knows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Aim {
    /// The query; `None` without one, or where the topic does not tell of it.
    pub focus: Option<Focus>,
    /// The earlier articles; `None` without any.
    pub news: Option<News>,
}

impl Aim {
    /// What each dimension is worth beside its worth in itself; empty where all are worth 1.
    pub fn emphasis(&self) -> Vec<f64> {
        match (&self.focus, &self.news) {
            (None, None) => Vec::new(),
            (Some(focus), None) => focus.raise.clone(),
            (None, Some(news)) => news.worth.clone(),
            (Some(focus), Some(news)) => {
                focus.raise.iter().zip(&news.worth).map(|(raise, worth)| raise * worth).collect()
            }
        }
    }

    /// `chances` of the concepts as the reader would have them: with the emphasis, and with the
    /// sum they had if only a query changed them.
    #[must_use]
    pub fn chances(&self, mut chances: Vec<f64>) -> Vec<f64> {
        if let Some(focus) = &self.focus {
            let before: f64 = chances.iter().sum();
            chances.iter_mut().zip(&focus.raise).for_each(|(chance, raise)| *chance *= raise);
            let after: f64 = chances.iter().sum();
            if after > 0.0 {
                chances.iter_mut().for_each(|chance| *chance *= before / after);
            }
        }
        if let Some(news) = &self.news {
            chances.iter_mut().zip(&news.worth).for_each(|(chance, worth)| *chance *= worth);
        }
        chances
    }

    /// How much of the query the group at `index` tells; `None` without one.
    pub(super) fn query(&self, index: usize) -> Option<f64> {
        self.focus.as_ref().map(|focus| focus.relevance[index])
    }

    /// How new the group at `index` is; `None` without earlier articles.
    pub(super) fn novelty(&self, index: usize) -> Option<f64> {
        self.news.as_ref().map(|news| news.novelty[index])
    }
}
