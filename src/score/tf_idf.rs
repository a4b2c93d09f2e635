//! TF-IDF centrality: how close a sentence is to everything that the topic says.

use crate::analyze::vector::{self, Row};

/// The cosine of each row (of length 1 or 0) with the sum of all rows, in [0, 1].
///
/// O(entries) time.
///
/// Source: the centroid score of Radev et al. (2004), *Centroid-based summarization of multiple
/// documents*.
///
/// ```
/// use daybrief::analyze::vector::Row;
/// use daybrief::score::tf_idf;
/// let rows: [Row; 3] = [vec![(0, 1.0)], vec![(0, 1.0)], vec![(1, 1.0)]];
/// let scores = tf_idf::scores(&rows);
/// // The sum is (2, 1), of length √5.
/// assert!((scores[0] - 2.0 / 5f64.sqrt()).abs() < 1e-12);
/// assert!((scores[2] - 1.0 / 5f64.sqrt()).abs() < 1e-12);
/// ```
pub fn scores(rows: &[Row]) -> Vec<f64> {
    let mut sum = vec![0.0; vector::n_dimensions(rows)];
    for &(dimension, weight) in rows.iter().flatten() {
        sum[dimension as usize] += weight;
    }
    let length = sum.iter().map(|weight| weight * weight).sum::<f64>().sqrt();
    rows.iter()
        .map(|row| row.iter().map(|&(d, weight)| weight * sum[d as usize]).sum::<f64>())
        .map(|product| if length > 0.0 { product / length } else { 0.0 })
        .collect()
}
