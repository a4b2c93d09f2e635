//! Coverage and diversity as one submodular function, greedily raised.

use super::greedy::{Frame, Objective};
use crate::analyze::similarity::Graph;
use crate::analyze::vector::{Row, dot, normalize};

/// A sentence is saturated when the chosen ones are as similar to it as this share of all are:
/// `α = a/n` of the paper, a = 5.
const SATURATION: f64 = 5.0;
/// Weight of diversity beside coverage.
const LAMBDA: f64 = 6.0;
/// Sentences in a cluster, on average: the paper's K = 0.2·n.
const CLUSTER_SIZE: usize = 5;
/// Rounds of k-means; clusters hardly change after.
const ROUNDS: usize = 8;
/// The share of a sentence's reward that the query has, where one is asked.
const QUERY: f64 = 0.85;
/// Gains are divided by words to this power.
const LENGTH_POWER: f64 = 0.3;

/// `F(S) = Σ_i min(Σ_{j∈S} w_ij, α·Σ_k w_ik) + λ·Σ_K √(Σ_{j∈S∩K} r_j)`, `r_j` the mean similarity
/// of j to all and K the clusters of a k-means over the sentences' vectors.
///
/// Source: Lin & Bilmes (2011), *A Class of Submodular Functions for Document Summarization*,
/// eqs. 3 to 6; clusters start from sentences at even distances, so that they are the same every
/// time. With a query `r_j` is as in section 5 of the paper: a part of it is how much of the query j
/// tells. With earlier articles it is multiplied by how new j is.
pub struct Submodular<'a> {
    frame: &'a Frame<'a>,
    graph: &'a Graph,
    cluster: Vec<usize>,
    reward: Vec<f64>,
    /// `α·Σ_k w_ik` of each sentence.
    saturation: Vec<f64>,
    /// `Σ w_ij` over the chosen j.
    covered: Vec<f64>,
    /// Σ of the rewards of the chosen ones of each cluster.
    gathered: Vec<f64>,
}

impl<'a> Submodular<'a> {
    /// The objective with nothing chosen, over a similarity graph of the groups.
    pub fn new(frame: &'a Frame<'a>, graph: &'a Graph) -> Self {
        let n = graph.len();
        // The paper's w_ii is 1: a sentence covers itself.
        let degrees: Vec<f64> =
            graph.iter().map(|edges| 1.0 + edges.iter().map(|&(_, w)| w).sum::<f64>()).collect();
        let share = (SATURATION / n.max(1) as f64).min(1.0);
        let cluster = clusters(&frame.pool.vectors.words);
        let reward = |(index, degree): (usize, &f64)| {
            let (score, own) = (&frame.pool.scores[index], degree / n as f64);
            let own = score.query.map_or(own, |query| QUERY.mul_add(query, (1.0 - QUERY) * own));
            own * score.novelty.unwrap_or(1.0)
        };
        let n_clusters = cluster.iter().max().map_or(0, |&last| last + 1);
        Self {
            frame,
            graph,
            cluster,
            reward: degrees.iter().enumerate().map(reward).collect(),
            saturation: degrees.iter().map(|degree| degree * share).collect(),
            covered: vec![0.0; n],
            gathered: vec![0.0; n_clusters],
        }
    }

    fn rise(&self, sentence: usize, weight: f64) -> f64 {
        let limit = self.saturation[sentence];
        (self.covered[sentence] + weight).min(limit) - self.covered[sentence].min(limit)
    }
}

impl Objective for Submodular<'_> {
    fn gain(&self, index: usize) -> f64 {
        let neighbors = self.graph[index].iter();
        let coverage: f64 =
            neighbors.map(|&(other, weight)| self.rise(other as usize, weight)).sum();
        let gathered = self.gathered[self.cluster[index]];
        let diversity = (gathered + self.reward[index]).sqrt() - gathered.sqrt();
        let words = self.frame.words[index].max(1) as f64;
        (coverage + self.rise(index, 1.0) + LAMBDA * diversity) / words.powf(LENGTH_POWER)
    }

    fn add(&mut self, index: usize) {
        self.covered[index] += 1.0;
        for &(other, weight) in &self.graph[index] {
            self.covered[other as usize] += weight;
        }
        self.gathered[self.cluster[index]] += self.reward[index];
    }
}

/// Spherical k-means over `rows`: the cluster of each. O(rounds · n · k · row) time.
fn clusters(rows: &[Row]) -> Vec<usize> {
    let k = rows.len().div_ceil(CLUSTER_SIZE).max(1);
    let mut centers: Vec<Row> = (0..k).map(|i| rows[i * rows.len() / k].clone()).collect();
    let mut cluster = vec![0; rows.len()];
    for _ in 0..ROUNDS {
        for (own, row) in cluster.iter_mut().zip(rows) {
            let best = (0..k).map(|c| (dot(row, &centers[c]), c));
            let best = best.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
            *own = best.map_or(0, |(_, c)| c);
        }
        let mut entries: Vec<Row> = vec![Vec::new(); k];
        for (&own, row) in cluster.iter().zip(rows) {
            entries[own].extend_from_slice(row);
        }
        for (center, mut all) in centers.iter_mut().zip(entries) {
            all.sort_by_key(|&(dimension, _)| dimension);
            let sum = |run: &[(u32, f64)]| (run[0].0, run.iter().map(|&(_, w)| w).sum());
            *center = all.chunk_by(|a, b| a.0 == b.0).map(sum).collect();
            normalize(center);
        }
    }
    cluster
}

#[cfg(test)]
mod tests {
    use super::clusters;

    #[test]
    fn rows_of_a_kind_share_a_cluster() {
        let mut rows = vec![vec![(0, 1.0)]; 5];
        rows.extend(vec![vec![(1, 1.0)]; 5]);
        let found = clusters(&rows);
        assert!(found[..5].iter().all(|&c| c == found[0]));
        assert!(found[5..].iter().all(|&c| c == found[5]));
        assert_ne!(found[0], found[5]);
    }
}
