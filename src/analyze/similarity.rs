//! Which sentences resemble each other, from an inverted index: no n × n matrix.

use super::vector::{self, Row, dot};

/// For each row its similar rows with their cosine, ascending, itself left out.
pub type Graph = Vec<Vec<(u32, f64)>>;

/// Rows up to which no bound is asked before they are multiplied.
const FEW: usize = 32;
/// Share of a cosine that rounding may take from it, and much more.
const ROUNDING: f64 = 1e-9;

/// The pairs of `rows` (each of length 1 or 0) whose cosine is at least `floor` > 0.
///
/// Symmetric; cosines are summed in order of dimensions, so that both directions agree to the
/// last bit. Of each row only the rarer dimensions are indexed: the others together are shorter
/// than `floor`, and by Cauchy and Schwarz no pair that meets in them alone can reach it. Those
/// that meet elsewhere are multiplied only if the same bound on the rest of them lets them; and as a
/// row looks for others from its rarest dimension on, it finds no new one where what is left of it
/// is too short. So no pair is lost, and words that half of the sentences hold cost nearly nothing.
/// O(Σ over dimensions of their rows times those that index them) time, O(n + edges) extra memory.
/// Up to 32 rows are multiplied without these bounds, which gives the same.
///
/// Source: prefix filtering by norms, Anastasiu & Karypis (2014), *L2AP: Fast cosine similarity
/// search with prefix L-2 norm bounds*, section 3.
///
/// ```
/// use daybrief::analyze::similarity;
/// let rows = vec![vec![(0, 1.0)], vec![(0, 0.6), (1, 0.8)], vec![(1, 1.0)]];
/// let graph = similarity::graph(&rows, 0.7);
/// assert_eq!(graph, [vec![], vec![(2, 0.8)], vec![(1, 0.8)]]);
/// ```
pub fn graph(rows: &[Row], floor: f64) -> Graph {
    if rows.len() <= FEW {
        return of_few(rows, floor);
    }
    let frequencies = frequencies(rows);
    let mut index = Index::of(&frequencies);
    let mut cuts: Vec<Cut> = Vec::with_capacity(rows.len());
    let mut graph: Graph = vec![Vec::new(); rows.len()];
    let mut sums = vec![0.0; rows.len()];
    let mut touched: Vec<u32> = Vec::new();
    let mut ladder = Ladder::default();
    for (number, row) in (0u32..).zip(rows) {
        ladder.climb(row, &frequencies);
        let n_common = ladder.n_shorter_than(floor);
        let mut multiply = |dimension: u32, weight: f64, is_rare: bool| {
            for &(other, other_weight) in index.rows(dimension) {
                let sum: &mut f64 = &mut sums[other as usize];
                if *sum == 0.0 {
                    if !is_rare {
                        continue;
                    }
                    touched.push(other);
                }
                *sum += weight * other_weight;
            }
        };
        if n_common == 0 {
            row.iter().for_each(|&(dimension, weight)| multiply(dimension, weight, true));
        } else {
            for (step, &(_, dimension, weight)) in ladder.steps.iter().enumerate().rev() {
                multiply(dimension, weight, step >= n_common);
            }
        }
        // Most of what shares a word lies below the floor, and need not be sorted.
        let mut similar: Vec<(u32, f64)> = Vec::new();
        for other in touched.drain(..) {
            let met = std::mem::take(&mut sums[other as usize]);
            let cut = &cuts[other as usize];
            if met + cut.length * ladder.length_beyond(cut.step) < floor * (1.0 - ROUNDING) {
                continue;
            }
            // Summed already, in order of dimensions.
            let is_whole = n_common == 0 && cut.length <= 0.0;
            let cosine = if is_whole { met } else { dot(&rows[other as usize], row) }.min(1.0);
            if cosine >= floor {
                similar.push((other, cosine));
            }
        }
        similar.sort_unstable_by_key(|&(other, _)| other);
        similar.iter().for_each(|&(other, cosine)| graph[other as usize].push((number, cosine)));
        graph[number as usize] = similar;
        cuts.push(ladder.cut(n_common));
        for &(_, dimension, weight) in &ladder.steps[n_common..] {
            index.push(dimension, number, weight);
        }
    }
    graph
}

/// The same without bounds, which cost more than they save where no word has many rows.
fn of_few(rows: &[Row], floor: f64) -> Graph {
    let mut index = Index::of(&frequencies(rows));
    let mut graph: Graph = vec![Vec::new(); rows.len()];
    let mut sums = vec![0.0; rows.len()];
    for (number, row) in (0u32..).zip(rows) {
        for &(dimension, weight) in row {
            for &(other, other_weight) in index.rows(dimension) {
                sums[other as usize] += weight * other_weight;
            }
            index.push(dimension, number, weight);
        }
        for (other, sum) in (0..number).zip(&mut sums) {
            let cosine = std::mem::take(sum).min(1.0);
            if cosine >= floor {
                graph[number as usize].push((other, cosine));
                graph[other as usize].push((number, cosine));
            }
        }
    }
    graph
}

/// For each dimension the rows that are indexed under it, with their weights.
struct Index {
    /// Where the rows of each dimension begin.
    starts: Vec<u32>,
    /// And where those end that are there so far.
    ends: Vec<u32>,
    entries: Vec<(u32, f64)>,
}

impl Index {
    /// An empty index with a place for every row of every dimension.
    fn of(frequencies: &[u32]) -> Self {
        let mut behind = 0;
        let start = |frequency: &u32| {
            behind += frequency;
            behind - frequency
        };
        let starts: Vec<u32> = frequencies.iter().map(start).collect();
        Self { ends: starts.clone(), starts, entries: vec![(0, 0.0); behind as usize] }
    }

    fn rows(&self, dimension: u32) -> &[(u32, f64)] {
        let dimension = dimension as usize;
        &self.entries[self.starts[dimension] as usize..self.ends[dimension] as usize]
    }

    fn push(&mut self, dimension: u32, row: u32, weight: f64) {
        let end = &mut self.ends[dimension as usize];
        self.entries[*end as usize] = (row, weight);
        *end += 1;
    }
}

/// Where the common dimensions of a row end, which are not indexed.
struct Cut {
    /// Their length together.
    length: f64,
    /// Frequency and number of the commonest dimension that is indexed.
    step: (u32, u32),
}

/// The dimensions of a row from the commonest to the rarest.
#[derive(Default)]
struct Ladder {
    /// Frequency, dimension and weight.
    steps: Vec<(u32, u32, f64)>,
    /// The length of the row up to before each step, and of all of it.
    lengths: Vec<f64>,
}

impl Ladder {
    fn climb(&mut self, row: &Row, frequencies: &[u32]) {
        self.steps.clear();
        self.steps.extend(row.iter().map(|&(d, weight)| (frequencies[d as usize], d, weight)));
        self.steps.sort_unstable_by_key(|&(frequency, d, _)| std::cmp::Reverse((frequency, d)));
        self.lengths.clear();
        let mut squares: f64 = 0.0;
        for &(_, _, weight) in &self.steps {
            self.lengths.push(squares.sqrt());
            squares += weight * weight;
        }
        self.lengths.push(squares.sqrt());
    }

    /// How many of the commonest dimensions are together shorter than `floor`.
    fn n_shorter_than(&self, floor: f64) -> usize {
        let is_shorter = |&length: &f64| length < floor * (1.0 - ROUNDING);
        self.lengths.partition_point(is_shorter).saturating_sub(1)
    }

    fn cut(&self, n_common: usize) -> Cut {
        let first = self.steps.get(n_common);
        let step = first.map_or((0, 0), |&(frequency, dimension, _)| (frequency, dimension));
        Cut { length: self.lengths[n_common], step }
    }

    /// The length of the part of the row that is commoner than `step`.
    fn length_beyond(&self, step: (u32, u32)) -> f64 {
        let is_commoner = |&(frequency, d, _): &(u32, u32, f64)| (frequency, d) > step;
        self.lengths[self.steps.partition_point(is_commoner)]
    }
}

/// How many rows hold each dimension.
fn frequencies(rows: &[Row]) -> Vec<u32> {
    let mut frequencies = vec![0; vector::n_dimensions(rows)];
    rows.iter().flatten().for_each(|&(dimension, _)| frequencies[dimension as usize] += 1);
    frequencies
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::vector::normalize;

    #[test]
    fn the_index_gives_what_all_pairs_give() {
        let mut state = 7u64;
        let mut random = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) % below
        };
        let all: Vec<Row> = (0..200)
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
        let floors = [f64::MIN_POSITIVE, 0.1, 0.25, 0.45, 0.8];
        for (floor, n) in floors.into_iter().flat_map(|floor| [(floor, 200), (floor, FEW)]) {
            let rows = &all[..n];
            let graph = graph(rows, floor);
            for (i, row) in rows.iter().enumerate() {
                let plain: Vec<(u32, f64)> = (0u32..)
                    .zip(rows)
                    .filter(|&(j, _)| j as usize != i)
                    .map(|(j, other)| (j, dot(row, other).min(1.0)))
                    .filter(|&(_, cosine)| cosine >= floor)
                    .collect();
                assert_eq!(graph[i], plain, "{floor}");
            }
        }
    }
}
