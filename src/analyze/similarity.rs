//! Which sentences resemble each other, from an inverted index: no n × n matrix.

use super::vector::Row;

/// For each row its similar rows with their cosine, ascending, itself left out.
pub type Graph = Vec<Vec<(u32, f64)>>;

/// The pairs of `rows` (each of length 1 or 0) whose cosine is at least `floor` > 0.
///
/// Symmetric; cosines are summed in order of dimensions, so that both directions agree to the
/// last bit. O(Σ over dimensions of the square of their rows) time, O(n + edges) extra memory.
///
/// ```
/// use daybrief::analyze::similarity;
/// let rows = vec![vec![(0, 1.0)], vec![(0, 0.6), (1, 0.8)], vec![(1, 1.0)]];
/// let graph = similarity::graph(&rows, 0.7);
/// assert_eq!(graph, [vec![], vec![(2, 0.8)], vec![(1, 0.8)]]);
/// ```
pub fn graph(rows: &[Row], floor: f64) -> Graph {
    let dimensions =
        rows.iter().filter_map(|row| row.last()).map(|&(last, _)| last as usize + 1).max();
    let mut postings: Vec<Vec<(u32, f64)>> = vec![Vec::new(); dimensions.unwrap_or(0)];
    let mut graph: Graph = vec![Vec::new(); rows.len()];
    let mut sums = vec![0.0; rows.len()];
    let mut touched: Vec<u32> = Vec::new();
    for (index, row) in (0u32..).zip(rows) {
        for &(dimension, weight) in row {
            let list = &mut postings[dimension as usize];
            for &(other, other_weight) in list.iter() {
                let sum: &mut f64 = &mut sums[other as usize];
                if *sum == 0.0 {
                    touched.push(other);
                }
                *sum += weight * other_weight;
            }
            list.push((index, weight));
        }
        // Most of what shares a word lies below the floor, and need not be sorted.
        let mut similar: Vec<(u32, f64)> = Vec::new();
        for other in touched.drain(..) {
            let cosine = std::mem::take(&mut sums[other as usize]).min(1.0);
            if cosine >= floor {
                similar.push((other, cosine));
            }
        }
        similar.sort_unstable_by_key(|&(other, _)| other);
        similar.iter().for_each(|&(other, cosine)| graph[other as usize].push((index, cosine)));
        graph[index as usize] = similar;
    }
    graph
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::vector::{dot, normalize};

    #[test]
    fn the_index_gives_what_all_pairs_give() {
        let mut state = 7u64;
        let mut random = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) % below
        };
        let rows: Vec<Row> = (0..60)
            .map(|_| {
                let mut row: Row = (0..40)
                    .map(|d| (d, random(4), 1.0 + random(9) as f64))
                    .filter(|&(_, chance, _)| chance == 0)
                    .map(|(d, _, weight)| (d, weight))
                    .collect();
                normalize(&mut row);
                row
            })
            .collect();
        let graph = graph(&rows, 0.25);
        for (i, row) in rows.iter().enumerate() {
            let plain: Vec<(u32, f64)> = (0u32..)
                .zip(&rows)
                .filter(|&(j, _)| j as usize != i)
                .map(|(j, other)| (j, dot(row, other).min(1.0)))
                .filter(|&(_, cosine)| cosine >= 0.25)
                .collect();
            assert_eq!(graph[i], plain);
        }
    }
}
