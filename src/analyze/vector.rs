//! Sparse vectors, and the TF-IDF vectors of sentences.

use rustc_hash::FxHashMap;

use super::Terms;
use crate::model::TermId;

/// A sparse vector: dimensions ascending, each once, with its weight.
pub type Row = Vec<(u32, f64)>;

/// The scalar product. O(len a + len b), summed in order of dimensions.
///
/// ```
/// use daybrief::analyze::vector::dot;
/// assert_eq!(dot(&[(0, 2.0), (3, 1.0)], &[(1, 9.0), (3, 4.0)]), 4.0);
/// ```
pub fn dot(a: &[(u32, f64)], b: &[(u32, f64)]) -> f64 {
    shared(a, b).map(|(_, weight, other)| weight * other).sum()
}

/// The dimensions that both vectors have, ascending, with the weight in each.
/// O(len a + len b).
pub fn shared<'a>(
    a: &'a [(u32, f64)],
    b: &'a [(u32, f64)],
) -> impl Iterator<Item = (u32, f64, f64)> + 'a {
    let (mut i, mut j) = (0, 0);
    std::iter::from_fn(move || {
        while let (Some(&(x, p)), Some(&(y, q))) = (a.get(i), b.get(j)) {
            i += usize::from(x <= y);
            j += usize::from(y <= x);
            if x == y {
                return Some((x, p, q));
            }
        }
        None
    })
}

/// Scales `row` to length 1; a zero vector stays as it is.
pub fn normalize(row: &mut [(u32, f64)]) {
    let length = row.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
    if length > 0.0 {
        row.iter_mut().for_each(|(_, weight)| *weight /= length);
    }
}

/// The vectors of a topic's sentences, in their order.
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
    /// The cosines of the sentences at `indices` with each other, over words and pairs.
    pub fn cosines(&self, indices: &[usize]) -> Vec<Vec<f64>> {
        let row = |index: usize| &self.words_and_pairs[index];
        let cosines = |&a: &usize| indices.iter().map(|&b| dot(row(a), row(b))).collect();
        indices.iter().map(cosines).collect()
    }
}

/// The TF-IDF vectors of a topic's sentences, each given by its terms.
///
/// N is the number of sentences, sf the number of them with the term. A pair of adjacent words
/// counts when one of them is a content word and at least two sentences hold it; its weight is
/// `pair_weight·ln(1 + N/sf)`, in [0, 1] of a word's. Time and memory are linear in the words.
///
/// Source: the sentence vectors of centroid summarization, Radev et al. (2004), *Centroid-based
/// summarization of multiple documents*, with sentence frequency in place of document frequency.
pub fn of_sentences(sentences: &[&[TermId]], terms: &Terms, pair_weight: f64) -> Vectors {
    let mut space = Space { n_sentences: sentences.len() as f64, pair_weight, ..Space::default() };
    sentences.iter().for_each(|tokens| space.count(tokens, terms));
    let words_and_pairs = sentences.iter().map(|tokens| space.row(tokens, terms)).collect();
    let words = sentences.iter().map(|tokens| space.word_row(tokens, terms)).collect();
    Vectors { words, words_and_pairs, space }
}

/// The terms and pairs of a topic as dimensions, with the number of sentences that hold each.
#[derive(Debug, Default, Clone)]
pub struct Space {
    n_sentences: f64,
    pair_weight: f64,
    words: FxHashMap<TermId, u32>,
    pairs: FxHashMap<(TermId, TermId), u32>,
    /// Sentences that hold the word or pair of each dimension.
    frequency: Vec<u32>,
    /// What each dimension stands for.
    kinds: Vec<Dimension>,
}

/// What a dimension of a [`Space`] stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dimension {
    /// A content word.
    Word,
    /// A pair of adjacent words, each with its own dimension if it is a content word.
    Pair(Option<u32>, Option<u32>),
}

impl Space {
    /// How many dimensions there are.
    pub fn dimensions(&self) -> usize {
        self.frequency.len()
    }

    /// What `dimension` stands for.
    pub fn kind(&self, dimension: u32) -> Dimension {
        self.kinds[dimension as usize]
    }

    /// The dimension of a content word of the topic.
    pub fn word(&self, term: TermId) -> Option<u32> {
        self.words.get(&term).copied()
    }

    /// The dimension of a pair of adjacent words of the topic.
    pub fn pair(&self, first: TermId, second: TermId) -> Option<u32> {
        self.pairs.get(&(first, second)).copied()
    }

    /// How many sentences hold the word or pair of `dimension`, at least 1.
    pub fn frequency(&self, dimension: u32) -> u32 {
        self.frequency[dimension as usize]
    }

    /// The dimensions of a sentence's words and pairs, ascending, each once.
    pub fn held(&self, tokens: &[TermId], terms: &Terms) -> Vec<u32> {
        let words = tokens.iter().filter(|&&term| terms.is_content(term));
        let words = words.filter_map(|term| self.words.get(term).copied());
        let pairs = content_pairs(tokens, terms).filter_map(|pair| self.pairs.get(&pair).copied());
        let mut held: Vec<u32> = words.chain(pairs).collect();
        held.sort_unstable();
        held.dedup();
        held
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

    /// The vector of a text that need not be the topic's, scaled as if it had length 1 with the
    /// words that the topic lacks, so that its products with rows of the topic are cosines.
    ///
    /// `runs` are its words, parted where no article holds one; such a word, if it is a content
    /// word (`n_unknown` of them), weighs as one that a single sentence holds.
    pub fn row_of_runs(&self, runs: &[&[TermId]], n_unknown: usize, terms: &Terms) -> Row {
        let words = runs.concat();
        let mut row = self.weighted_words(&words, terms);
        let mut pairs: Vec<u32> = runs
            .iter()
            .flat_map(|run| content_pairs(run, terms))
            .filter_map(|(first, second)| self.pair(first, second))
            .filter(|&pair| self.frequency[pair as usize] >= 2)
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        row.extend(pairs.iter().map(|&pair| (pair, self.pair_weight * self.idf(pair))));
        row.sort_unstable_by_key(|&(dimension, _)| dimension);
        let is_lacking = |&&term: &&TermId| terms.is_content(term) && self.word(term).is_none();
        let n_lacking = (n_unknown + words.iter().filter(is_lacking).count()) as f64;
        let own: f64 = row.iter().map(|(_, weight)| weight * weight).sum();
        let length = (own + n_lacking * (1.0 + self.n_sentences).ln().powi(2)).sqrt();
        if length > 0.0 {
            row.iter_mut().for_each(|(_, weight)| *weight /= length);
        }
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

    /// `ln(1 + N/sf)` of the word or pair of `dimension`.
    pub fn idf(&self, dimension: u32) -> f64 {
        (1.0 + self.n_sentences / f64::from(self.frequency[dimension as usize])).ln()
    }

    /// Adds the words and pairs of one sentence.
    fn count(&mut self, tokens: &[TermId], terms: &Terms) {
        for &term in tokens.iter().filter(|&&term| terms.is_content(term)) {
            let next = u32::try_from(self.frequency.len()).unwrap_or(u32::MAX);
            if *self.words.entry(term).or_insert(next) == next {
                self.add(Dimension::Word);
            }
        }
        for (first, second) in content_pairs(tokens, terms) {
            let next = u32::try_from(self.frequency.len()).unwrap_or(u32::MAX);
            if *self.pairs.entry((first, second)).or_insert(next) == next {
                let word = |term| self.words.get(term).copied();
                self.add(Dimension::Pair(word(&first), word(&second)));
            }
        }
        for dimension in self.held(tokens, terms) {
            self.frequency[dimension as usize] += 1;
        }
    }

    fn add(&mut self, kind: Dimension) {
        self.kinds.push(kind);
        self.frequency.push(0);
    }
}

/// The pairs of adjacent words of which at least one is a content word.
fn content_pairs(tokens: &[TermId], terms: &Terms) -> impl Iterator<Item = (TermId, TermId)> {
    tokens
        .windows(2)
        .filter(|pair| pair.iter().any(|&term| terms.is_content(term)))
        .map(|pair| (pair[0], pair[1]))
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
