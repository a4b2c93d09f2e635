//! Sparse vectors, and the TF-IDF vectors of sentences.

use rustc_hash::FxHashMap;

use super::Terms;
use super::term_map::TermMap;
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

/// The number of dimensions up to the last that any of `rows` has.
pub fn n_dimensions(rows: &[Row]) -> usize {
    let last = rows.iter().filter_map(|row| row.last()).map(|&(last, _)| last as usize + 1);
    last.max().unwrap_or(0)
}

/// Scales `row` to length 1, and gives the length that it had; a zero vector stays as it is.
pub fn normalize(row: &mut [(u32, f64)]) -> f64 {
    let length = row.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
    if length > 0.0 {
        row.iter_mut().for_each(|(_, weight)| *weight /= length);
    }
    length
}

/// The vectors of a topic's sentences, in their order.
#[derive(Debug, Default, Clone)]
pub struct Vectors {
    /// TF-IDF over content words: `(1 + ln tf)·ln(1 + N/sf)`, length 1 or 0.
    pub words: Vec<Row>,
    /// The same with pairs of adjacent words beside the words, length 1 or 0.
    pub words_and_pairs: Vec<Row>,
    /// The lengths of these before they were scaled.
    pub lengths: Vec<f64>,
    /// The dimensions of each sentence's words and pairs, those too that no other sentence holds;
    /// ascending, each once.
    pub held: Vec<Vec<u32>>,
    /// The same the other way around.
    pub holders: Holders,
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
    let n_words = sentences.iter().map(|words| words.len()).sum();
    let mut space = Space {
        n_sentences: sentences.len() as f64,
        pair_weight,
        words: TermMap::new(terms, n_words),
        ..Space::default()
    };
    space.pairs.reserve(n_words);
    space.frequency.reserve(n_words);
    space.kinds.reserve(n_words);
    let counted: Vec<Counted> = sentences.iter().map(|words| space.count(words, terms)).collect();
    space.weigh();
    let mut words_and_pairs: Vec<Row> =
        counted.iter().map(|counted| space.weighted(counted)).collect();
    let words = words_and_pairs.iter().map(|row| space.word_row(row)).collect();
    let lengths = words_and_pairs.iter_mut().map(|row| normalize(row)).collect();
    let held: Vec<Vec<u32>> = counted.iter().map(|counted| held(counted)).collect();
    let holders = Holders::of(&held, &words_and_pairs, &space.frequency);
    Vectors { words, words_and_pairs, lengths, held, holders, space }
}

/// The sentences that hold each dimension.
#[derive(Debug, Default, Clone)]
pub struct Holders {
    /// Where the sentences of each dimension begin, and where the last ones end.
    starts: Vec<u32>,
    sentences: Vec<u32>,
    /// The weight of the dimension in the vector of each of `sentences`, over words and pairs.
    weights: Vec<f64>,
}

impl Holders {
    /// Turns `held` and `rows` around; `frequency` says how many sentences hold each dimension.
    fn of(held: &[Vec<u32>], rows: &[Row], frequency: &[u32]) -> Self {
        let mut starts = Vec::with_capacity(frequency.len() + 1);
        let mut behind: u32 = 0;
        starts.push(behind);
        for n in frequency {
            behind += n;
            starts.push(behind);
        }
        let mut sentences = vec![0; behind as usize];
        let mut next = starts.clone();
        for (sentence, dimensions) in (0u32..).zip(held) {
            for &dimension in dimensions {
                let place = &mut next[dimension as usize];
                sentences[*place as usize] = sentence;
                *place += 1;
            }
        }
        // Which dimensions weigh anything is the same for all sentences that hold them.
        let mut weights = vec![0.0; behind as usize];
        next.clone_from(&starts);
        for &(dimension, weight) in rows.iter().flatten() {
            let place = &mut next[dimension as usize];
            weights[*place as usize] = weight;
            *place += 1;
        }
        Self { starts, sentences, weights }
    }

    /// The sentences that hold `dimension`, ascending.
    pub fn sentences(&self, dimension: u32) -> &[u32] {
        &self.sentences[self.range(dimension)]
    }

    /// The scalar product of `row` with the vector of every sentence over words and pairs, summed
    /// in order of dimensions. O(sentences of the dimensions of `row`).
    pub fn products(&self, row: &[(u32, f64)], n_sentences: usize) -> Vec<f64> {
        let mut products = vec![0.0; n_sentences];
        for &(dimension, weight) in row {
            let range = self.range(dimension);
            for (&sentence, other) in self.sentences[range.clone()].iter().zip(&self.weights[range])
            {
                products[sentence as usize] += weight * other;
            }
        }
        products
    }

    fn range(&self, dimension: u32) -> std::ops::Range<usize> {
        let dimension = dimension as usize;
        self.starts[dimension] as usize..self.starts[dimension + 1] as usize
    }
}

/// The dimensions of a sentence's words and pairs, ascending, with how often each stands in it.
type Counted = Vec<(u32, u32)>;

/// Counts `dimensions`, all of which are below those of `behind`, which are counted already.
fn counted(mut dimensions: Vec<u32>, behind: &[(u32, u32)]) -> Counted {
    dimensions.sort_unstable();
    let mut counted: Counted = Vec::with_capacity(dimensions.len() + behind.len());
    for dimension in dimensions {
        match counted.last_mut() {
            Some((last, times)) if *last == dimension => *times += 1,
            _ => counted.push((dimension, 1)),
        }
    }
    counted.extend_from_slice(behind);
    counted
}

fn held(counted: &[(u32, u32)]) -> Vec<u32> {
    counted.iter().map(|&(dimension, _)| dimension).collect()
}

/// The terms and pairs of a topic as dimensions, with the number of sentences that hold each.
#[derive(Debug, Default, Clone)]
pub struct Space {
    n_sentences: f64,
    pair_weight: f64,
    /// The dimension of each content word, and 1; 0 for others.
    words: TermMap<u32>,
    pairs: FxHashMap<(TermId, TermId), u32>,
    /// Sentences that hold the word or pair of each dimension.
    frequency: Vec<u32>,
    /// `ln(1 + N/sf)` by sf, from 0 (which no dimension has) on.
    idf_by_frequency: Vec<f64>,
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
        self.words.get(term).checked_sub(1)
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
        held(&self.find(&[tokens], terms))
    }

    /// The vector of a sentence over words and pairs, of length 1 or 0.
    pub fn row(&self, tokens: &[TermId], terms: &Terms) -> Row {
        let mut row = self.weighted(&self.find(&[tokens], terms));
        normalize(&mut row);
        row
    }

    /// The dimensions of `runs` of words that the topic has.
    fn find(&self, runs: &[&[TermId]], terms: &Terms) -> Counted {
        let mut dimensions = Vec::new();
        for tokens in runs {
            let words = tokens.iter().filter(|&&term| terms.is_content(term));
            dimensions.extend(words.filter_map(|&term| self.word(term)));
            let pairs = content_pairs(tokens, terms);
            dimensions.extend(pairs.filter_map(|(first, second)| self.pair(first, second)));
        }
        counted(dimensions, &[])
    }

    /// What a row has of words alone, of length 1 or 0.
    fn word_row(&self, weighted: &[(u32, f64)]) -> Row {
        let mut row: Row = Vec::with_capacity(weighted.len());
        let is_word = |&&(dimension, _): &&(u32, f64)| self.kind(dimension) == Dimension::Word;
        row.extend(weighted.iter().filter(is_word));
        normalize(&mut row);
        row
    }

    /// The vector of a text that need not be the topic's, scaled as if it had length 1 with the
    /// words that the topic lacks, so that its products with rows of the topic are cosines.
    ///
    /// `runs` are its words, parted where no article holds one; such a word, if it is a content
    /// word (`n_unknown` of them), weighs as one that a single sentence holds.
    pub fn row_of_runs(&self, runs: &[&[TermId]], n_unknown: usize, terms: &Terms) -> Row {
        let mut row = self.weighted(&self.find(runs, terms));
        let is_lacking = |&&term: &&TermId| terms.is_content(term) && self.word(term).is_none();
        let n_lacking =
            (n_unknown + runs.iter().copied().flatten().filter(is_lacking).count()) as f64;
        let own: f64 = row.iter().map(|(_, weight)| weight * weight).sum();
        let length = (own + n_lacking * (1.0 + self.n_sentences).ln().powi(2)).sqrt();
        if length > 0.0 {
            row.iter_mut().for_each(|(_, weight)| *weight /= length);
        }
        row
    }

    /// The weights of words, and of those pairs that at least two sentences hold.
    fn weighted(&self, counted: &[(u32, u32)]) -> Row {
        let mut row: Row = Vec::with_capacity(counted.len());
        for &(dimension, times) in counted {
            if self.frequency(dimension) >= 2 || self.kind(dimension) == Dimension::Word {
                row.push((dimension, self.weight(dimension, times)));
            }
        }
        row
    }

    /// The weight of a word that stands in a sentence so many times, or of a pair.
    fn weight(&self, dimension: u32, times: u32) -> f64 {
        let idf = self.idf(dimension);
        match (self.kind(dimension), times) {
            (Dimension::Pair(..), _) => self.pair_weight * idf,
            (Dimension::Word, 1) => idf,
            (Dimension::Word, _) => (1.0 + f64::from(times).ln()) * idf,
        }
    }

    /// `ln(1 + N/sf)` of the word or pair of `dimension`.
    pub fn idf(&self, dimension: u32) -> f64 {
        self.idf_by_frequency[self.frequency[dimension as usize] as usize]
    }

    /// Adds the words and pairs of one sentence.
    fn count(&mut self, tokens: &[TermId], terms: &Terms) -> Counted {
        // Those that no sentence before had are numbered from here on, as they come.
        let first_new = self.frequency.len();
        let mut old: Vec<u32> = Vec::with_capacity(tokens.len());
        let mut new: Counted = Vec::with_capacity(2 * tokens.len());
        let mut add = |dimension: u32| match (dimension as usize).checked_sub(first_new) {
            None => old.push(dimension),
            Some(place) => match new.get_mut(place) {
                Some((_, times)) => *times += 1,
                None => new.push((dimension, 1)),
            },
        };
        let words: Vec<u32> = tokens.iter().map(|&term| self.number(term, terms)).collect();
        words.iter().filter_map(|number| number.checked_sub(1)).for_each(&mut add);
        for (pair, numbers) in tokens.windows(2).zip(words.windows(2)) {
            let (&[first, second], &[one, other]) = (pair, numbers) else { continue };
            if one > 0 || other > 0 {
                let next = self.next();
                let dimension = *self.pairs.entry((first, second)).or_insert(next);
                if dimension == next {
                    self.push(Dimension::Pair(one.checked_sub(1), other.checked_sub(1)));
                }
                add(dimension);
            }
        }
        let counted = counted(old, &new);
        for &(dimension, _) in &counted {
            self.frequency[dimension as usize] += 1;
        }
        counted
    }

    /// The dimension of a content word, now if it had none, and 1; 0 for others.
    fn number(&mut self, term: TermId, terms: &Terms) -> u32 {
        if !terms.is_content(term) {
            return 0;
        }
        let next = self.next();
        let number = self.words.of(term);
        if *number == 0 {
            *number = next + 1;
            self.push(Dimension::Word);
            return next + 1;
        }
        *number
    }

    /// The dimension that is made next.
    fn next(&self) -> u32 {
        u32::try_from(self.frequency.len()).unwrap_or(u32::MAX)
    }

    fn push(&mut self, kind: Dimension) {
        self.frequency.push(0);
        self.kinds.push(kind);
    }

    /// Settles the weights once all sentences are counted.
    fn weigh(&mut self) {
        self.idf_by_frequency = idf_by_frequency(self.n_sentences, &self.frequency);
    }
}

/// `ln(1 + N/sf)` by sf, from 0 (which nothing has) to the highest of `frequencies`.
pub(super) fn idf_by_frequency(n_sentences: f64, frequencies: &[u32]) -> Vec<f64> {
    let most = frequencies.iter().fold(0, |most, &frequency| most.max(frequency));
    (0..=most).map(|frequency| (1.0 + n_sentences / f64::from(frequency)).ln()).collect()
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
