//! Which groups of a topic resemble each other, for the parts that compare what lines tell.

use super::salience;
use crate::analyze::evidence::Evidence;
use crate::analyze::similarity::{self, Graph};
use crate::analyze::vector::Row;
use crate::model::SentenceId;

/// Cosine below which two groups are no neighbors.
pub(super) const FLOOR: f64 = 0.25;
/// Groups that are compared: of a larger topic the most salient ones, so that the work for a topic
/// of thousands of sentences stays that of this many.
pub(super) const MAX_COMPARED: usize = 1000;

/// The groups of a topic with their salience and their neighbors.
pub(super) struct Neighbors {
    /// For each group, in [0, 1].
    pub(super) salience: Vec<f64>,
    /// Over words alone.
    pub(super) graph: Graph,
    /// The lines of reporting of each group, ascending.
    pub(super) lines: Vec<Vec<u32>>,
    /// Whether a group was compared with others.
    pub(super) is_compared: Vec<bool>,
}

impl Neighbors {
    /// Compares the groups of `evidence`.
    pub(super) fn of(evidence: Evidence<'_>) -> Self {
        let salience = salience::of_groups(evidence);
        let mut order: Vec<usize> = (0..salience.len()).collect();
        order.sort_by(|&a, &b| salience[b].total_cmp(&salience[a]).then(a.cmp(&b)));
        let mut is_compared = vec![false; order.len()];
        order.iter().take(MAX_COMPARED).for_each(|&group| is_compared[group] = true);
        let rows: Vec<Row> = evidence
            .vectors
            .words
            .iter()
            .zip(&is_compared)
            .map(|(row, &counts)| if counts { row.clone() } else { Row::new() })
            .collect();
        let graph = similarity::graph(&rows, FLOOR);
        let lines = evidence.groups.iter().map(|group| lines(&group.members, evidence)).collect();
        Self { salience, graph, lines, is_compared }
    }
}

fn lines(members: &[SentenceId], evidence: Evidence<'_>) -> Vec<u32> {
    let line = |&id: &SentenceId| evidence.topic.line(evidence.corpus.sentence(id).document);
    let mut lines: Vec<u32> = members.iter().map(line).collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}
