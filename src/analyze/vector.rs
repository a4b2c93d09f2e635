//! Sparse vectors, and the TF-IDF vectors of sentences.

use rustc_hash::FxHashMap;

use super::Terms;
use super::duplicate::Group;
use crate::model::{Corpus, TermId};

/// A sparse vector: dimensions ascending, each once, with its weight.
pub type Row = Vec<(u32, f64)>;

/// The scalar product. O(len a + len b), summed in order of dimensions.
///
/// ```
/// use daybrief::analyze::vector::dot;
/// assert_eq!(dot(&[(0, 2.0), (3, 1.0)], &[(1, 9.0), (3, 4.0)]), 4.0);
/// ```
pub fn dot(a: &[(u32, f64)], b: &[(u32, f64)]) -> f64 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while let (Some(&(x, p)), Some(&(y, q))) = (a.get(i), b.get(j)) {
        if x == y {
            sum += p * q;
        }
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    sum
}

/// Scales `row` to length 1; a zero vector stays as it is.
pub fn normalize(row: &mut [(u32, f64)]) {
    let length = row.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
    if length > 0.0 {
        row.iter_mut().for_each(|(_, weight)| *weight /= length);
    }
}

/// The vectors of a topic's sentences, one a group, in the order of the groups.
#[derive(Debug, Default, Clone)]
pub struct Vectors {
    /// TF-IDF over content words: `(1 + ln tf)·ln(1 + N/sf)`, length 1 or 0.
    pub words: Vec<Row>,
    /// The same with pairs of adjacent words beside the words, length 1 or 0.
    pub words_and_pairs: Vec<Row>,
    /// The dimensions, by which any other sentence of the topic can be placed beside them.
    pub space: Space,
}

impl Vectors {
    /// The cosines of the groups at `indices` with each other, over words and pairs.
    pub fn cosines(&self, indices: &[usize]) -> Vec<Vec<f64>> {
        let row = |index: usize| &self.words_and_pairs[index];
        let cosines = |&a: &usize| indices.iter().map(|&b| dot(row(a), row(b))).collect();
        indices.iter().map(cosines).collect()
    }
}

/// The TF-IDF vectors of `groups`, each told by its representative sentence.
///
/// N is the number of groups, sf the number of groups with the term. A pair of adjacent words
/// counts when one of them is a content word and at least two groups hold it; its weight is
/// `pair_weight·ln(1 + N/sf)`, in [0, 1] of a word's. Time and memory are linear in the words.
///
/// Source: the sentence vectors of centroid summarization, Radev et al. (2004), *Centroid-based
/// summarization of multiple documents*, with sentence frequency in place of document frequency.
pub fn of_groups(groups: &[Group], corpus: &Corpus, terms: &Terms, pair_weight: f64) -> Vectors {
    let tokens = |group: &Group| terms.of_id(corpus, group.representative);
    let mut space = Space { n_groups: groups.len() as f64, pair_weight, ..Space::default() };
    groups.iter().for_each(|group| space.count(tokens(group), terms));
    let words_and_pairs: Vec<Row> =
        groups.iter().map(|group| space.row(tokens(group), terms)).collect();
    let words = groups.iter().map(|group| space.word_row(tokens(group), terms)).collect();
    Vectors { words, words_and_pairs, space }
}

/// The terms and pairs of a topic as dimensions, with the number of groups that hold each.
#[derive(Debug, Default, Clone)]
pub struct Space {
    n_groups: f64,
    pair_weight: f64,
    words: FxHashMap<TermId, u32>,
    pairs: FxHashMap<(TermId, TermId), u32>,
    /// Groups that hold the word or pair of each dimension.
    frequency: Vec<u32>,
}

impl Space {
    /// How many dimensions there are.
    pub fn dimensions(&self) -> usize {
        self.frequency.len()
    }

    /// The vector of a sentence over words and pairs, of length 1 or 0.
    pub fn row(&self, tokens: &[TermId], terms: &Terms) -> Row {
        let mut row = self.weighted_words(tokens, terms);
        let mut pairs: Vec<u32> = content_pairs(tokens, terms)
            .filter_map(|pair| self.pairs.get(&pair).copied())
            .filter(|&pair| self.frequency[pair as usize] >= 2)
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        row.extend(pairs.iter().map(|&pair| (pair, self.pair_weight * self.idf(pair))));
        row.sort_unstable_by_key(|&(dimension, _)| dimension);
        normalize(&mut row);
        row
    }

    /// The vector of a sentence over words alone, of length 1 or 0.
    fn word_row(&self, tokens: &[TermId], terms: &Terms) -> Row {
        let mut row = self.weighted_words(tokens, terms);
        normalize(&mut row);
        row
    }

    fn weighted_words(&self, tokens: &[TermId], terms: &Terms) -> Row {
        let mut words: Vec<u32> = tokens
            .iter()
            .filter(|&&term| terms.is_content(term))
            .filter_map(|term| self.words.get(term).copied())
            .collect();
        words.sort_unstable();
        let weight = |run: &[u32]| (run[0], (1.0 + (run.len() as f64).ln()) * self.idf(run[0]));
        words.chunk_by(|a, b| a == b).map(weight).collect()
    }

    fn idf(&self, dimension: u32) -> f64 {
        (1.0 + self.n_groups / f64::from(self.frequency[dimension as usize])).ln()
    }

    /// Adds the words and pairs of one group.
    fn count(&mut self, tokens: &[TermId], terms: &Terms) {
        let words = tokens.iter().copied().filter(|&term| terms.is_content(term));
        let words = words.map(|term| number(&mut self.words, &mut self.frequency, term));
        let mut held: Vec<u32> = words.collect();
        held.extend(
            content_pairs(tokens, terms)
                .map(|pair| number(&mut self.pairs, &mut self.frequency, pair)),
        );
        held.sort_unstable();
        held.dedup();
        held.iter().for_each(|&dimension| self.frequency[dimension as usize] += 1);
    }
}

/// The pairs of adjacent words of which at least one is a content word.
fn content_pairs(tokens: &[TermId], terms: &Terms) -> impl Iterator<Item = (TermId, TermId)> {
    tokens
        .windows(2)
        .filter(|pair| pair.iter().any(|&term| terms.is_content(term)))
        .map(|pair| (pair[0], pair[1]))
}

/// The number of `key`, the next free one where it is new.
fn number<K: std::hash::Hash + Eq>(ids: &mut FxHashMap<K, u32>, sf: &mut Vec<u32>, key: K) -> u32 {
    *ids.entry(key).or_insert_with(|| {
        sf.push(0);
        u32::try_from(sf.len() - 1).unwrap_or(u32::MAX)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normalized_rows_have_length_one_and_zero_stays() {
        let mut row = vec![(0, 3.0), (5, 4.0)];
        normalize(&mut row);
        assert_eq!(row, [(0, 0.6), (5, 0.8)]);
        let mut zero = vec![(0, 0.0)];
        normalize(&mut zero);
        assert_eq!(zero, [(0, 0.0)]);
    }
}
