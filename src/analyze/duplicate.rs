//! Sentences that say the same: merged before ranking, so that copies cannot vote for each other.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Terms;
use super::similarity;
use super::term_map::TermMap;
use super::vector::{Row, idf_by_frequency, normalize};
use crate::model::{Corpus, SentenceId, TermId};

/// Cosine above which two sentences say the same.
pub const DUPLICATE_COSINE: f64 = 0.9;
/// Jaccard similarity of word 5-shingles above which two sentences say the same.
pub const DUPLICATE_JACCARD: f64 = 0.8;
/// Share of common words (Dice over multisets) from which two sentences are one copy.
pub const COPY_DICE: f64 = 0.8;
/// Words below which a sentence is too short to be called a copy: such words recur by themselves.
pub const COPY_MIN_WORDS: usize = 7;

/// Words in a shingle.
const SHINGLE: usize = 5;
/// Cosine below which two sentences are not even compared word by word. Equal words in another
/// order, or a fifth of them exchanged, keep a cosine far above it.
const CANDIDATE_COSINE: f64 = 0.6;

/// Sentences that say the same; most groups have one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The sentence that stands for all: the one earliest in its document, then the lowest id.
    pub representative: SentenceId,
    /// All of them, ascending.
    pub members: Vec<SentenceId>,
}

/// Groups `sentences` (ascending) by what they say; groups ascend by representative.
///
/// Two sentences say the same when their folded words are equal, their TF-IDF cosine is above
/// [`DUPLICATE_COSINE`], the Jaccard similarity of their 5-shingles is above
/// [`DUPLICATE_JACCARD`], or [`is_copy`] holds; the relation is closed transitively. Pairs come
/// from an inverted index.
pub fn groups(sentences: &[SentenceId], corpus: &Corpus, terms: &Terms) -> Vec<Group> {
    let tokens: Vec<&[TermId]> = sentences.iter().map(|&id| terms.of_id(corpus, id)).collect();
    let mut sets = DisjointSets::new(sentences.len());
    let distinct = join_equal(&tokens, &mut sets);
    let distinct_tokens: Vec<&[TermId]> = distinct.iter().map(|&index| tokens[index]).collect();
    let rows = binary_rows(&distinct_tokens, terms);
    let mut bags: Vec<Option<Bag>> = distinct.iter().map(|_| None).collect();
    for (index, neighbors) in similarity::graph(&rows, CANDIDATE_COSINE).iter().enumerate() {
        for &(other, cosine) in neighbors.iter().filter(|&&(other, _)| (other as usize) < index) {
            let other = other as usize;
            for place in [index, other] {
                bags[place].get_or_insert_with(|| Bag::of(distinct_tokens[place]));
            }
            let (Some(bag), Some(other_bag)) = (&bags[index], &bags[other]) else { continue };
            if cosine > DUPLICATE_COSINE || bag.says_same(other_bag) {
                sets.join(distinct[index], distinct[other]);
            }
        }
    }
    let mut members: Vec<Vec<SentenceId>> = vec![Vec::new(); sentences.len()];
    for (index, &id) in sentences.iter().enumerate() {
        members[sets.root(index)].push(id);
    }
    let mut groups: Vec<Group> = members.into_iter().filter_map(|m| group(m, corpus)).collect();
    groups.sort_by_key(|group| group.representative);
    groups
}

/// The words of a sentence that others may say in the same words.
struct Bag<'a> {
    words: &'a [TermId],
    /// The same, ascending.
    sorted: Vec<TermId>,
    /// How many different shingles there are.
    n_shingles: usize,
}

impl<'a> Bag<'a> {
    fn of(words: &'a [TermId]) -> Self {
        Self { words, sorted: sorted(words), n_shingles: shingles(words).len() }
    }

    /// Whether the Jaccard similarity of the shingles is high enough, or one is a copy of the other.
    ///
    /// Different shingles that both have begin at different words of each, so that they cannot be
    /// more than the common words; mostly these are too few, and no shingle need be looked at.
    fn says_same(&self, other: &Self) -> bool {
        let n_common = n_common(&self.sorted, &other.sorted);
        if is_copy_by(n_common, self.words.len(), other.words.len()) {
            return true;
        }
        let n_both = (self.n_shingles + other.n_shingles) as f64;
        let needed = n_both * DUPLICATE_JACCARD / (1.0 + DUPLICATE_JACCARD);
        n_common as f64 >= needed && jaccard(self.words, other.words) > DUPLICATE_JACCARD
    }
}

/// One copy of the other, give or take a fifth of the words: both have at least
/// [`COPY_MIN_WORDS`] words and share [`COPY_DICE`] of them, counted with repetitions.
///
/// Two independent reporters do not find the same words: a copied sentence is one voice, however
/// many outlets print it. O(n log n) in the words.
pub fn is_copy(a: &[TermId], b: &[TermId]) -> bool {
    let shorter = a.len().min(b.len());
    // At most all words of the shorter one are common.
    is_copy_by(shorter, a.len(), b.len())
        && is_copy_by(n_common(&sorted(a), &sorted(b)), a.len(), b.len())
}

/// The same of two sentences of so many words, so many of which are common.
fn is_copy_by(n_common: usize, n: usize, n_other: usize) -> bool {
    n.min(n_other) >= COPY_MIN_WORDS && dice(n_common, n, n_other) >= COPY_DICE
}

/// The Dice coefficient of two multisets of words, `2·|A ∩ B|/(|A| + |B|)`, in [0, 1].
fn dice(n_common: usize, n: usize, n_other: usize) -> f64 {
    2.0 * n_common as f64 / (n + n_other).max(1) as f64
}

fn sorted(words: &[TermId]) -> Vec<TermId> {
    let mut sorted = words.to_vec();
    sorted.sort_unstable();
    sorted
}

/// How many words two ascending multisets share.
fn n_common(a: &[TermId], b: &[TermId]) -> usize {
    let (mut i, mut j, mut common) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        common += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    common
}

/// The Jaccard similarity of the sets of word 5-shingles; 0 for shorter sentences.
fn jaccard(a: &[TermId], b: &[TermId]) -> f64 {
    let (a, b) = (shingles(a), shingles(b));
    let common = a.intersection(&b).count();
    let all = a.len() + b.len() - common;
    if all == 0 { 0.0 } else { common as f64 / all as f64 }
}

fn shingles(words: &[TermId]) -> FxHashSet<[TermId; SHINGLE]> {
    words.windows(SHINGLE).filter_map(|window| window.try_into().ok()).collect()
}

fn group(members: Vec<SentenceId>, corpus: &Corpus) -> Option<Group> {
    let place = |id: &SentenceId| (corpus.sentence(*id).position, *id);
    let representative = *members.iter().min_by_key(|id| place(id))?;
    Some(Group { representative, members })
}

/// Joins sentences of equal words, and returns the first of each kind: a sentence repeated a
/// thousand times is compared with others once.
fn join_equal(tokens: &[&[TermId]], sets: &mut DisjointSets) -> Vec<usize> {
    let mut first: FxHashMap<&[TermId], usize> = FxHashMap::default();
    let mut distinct = Vec::new();
    for (index, words) in tokens.iter().enumerate() {
        let original = *first.entry(words).or_insert(index);
        if original == index {
            distinct.push(index);
        }
        sets.join(original, index);
    }
    distinct
}

/// Content words weighted by how few sentences hold them.
fn binary_rows(tokens: &[&[TermId]], terms: &Terms) -> Vec<Row> {
    let n_words = tokens.iter().map(|words| words.len()).sum();
    // The number of a word and 1, in order of first appearance.
    let mut numbers: TermMap<u32> = TermMap::new(terms, n_words);
    let mut sf: Vec<u32> = Vec::new();
    let mut numbered = |words: &&[TermId]| {
        let mut row: Vec<u32> = Vec::with_capacity(words.len());
        for &word in words.iter().filter(|&&word| terms.is_content(word)) {
            let place = numbers.of(word);
            if *place == 0 {
                sf.push(0);
                *place = u32::try_from(sf.len()).unwrap_or(u32::MAX);
            }
            row.push(*place - 1);
        }
        row.sort_unstable();
        row.dedup();
        row.iter().for_each(|&number| sf[number as usize] += 1);
        row
    };
    let distinct: Vec<Vec<u32>> = tokens.iter().map(&mut numbered).collect();
    let idf = idf_by_frequency(tokens.len() as f64, &sf);
    let weighted = |numbers: &Vec<u32>| {
        let idf = |number: u32| idf[sf[number as usize] as usize];
        let mut row: Row = numbers.iter().map(|&number| (number, idf(number))).collect();
        normalize(&mut row);
        row
    };
    distinct.iter().map(weighted).collect()
}

/// Union-find with the smallest index as root, so that the outcome is independent of the order.
pub struct DisjointSets {
    parents: Vec<usize>,
}

impl DisjointSets {
    /// `n` sets of one.
    pub fn new(n: usize) -> Self {
        Self { parents: (0..n).collect() }
    }

    /// The smallest index of the set of `index`. Amortized nearly O(1).
    pub fn root(&mut self, mut index: usize) -> usize {
        while self.parents[index] != index {
            self.parents[index] = self.parents[self.parents[index]];
            index = self.parents[index];
        }
        index
    }

    /// Joins the sets of `a` and `b`.
    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parents[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(ids: &[u32]) -> Vec<TermId> {
        ids.iter().copied().map(TermId).collect()
    }

    #[test]
    fn dice_counts_repetitions() {
        let n_common = |a: &[u32], b: &[u32]| n_common(&sorted(&terms(a)), &sorted(&terms(b)));
        // Common: 1, 1, 2 of 4 + 4 words: 2·3/8.
        assert_eq!(n_common(&[1, 1, 2, 3], &[1, 2, 1, 4]), 3);
        assert!((dice(3, 4, 4) - 0.75).abs() < 1e-12);
        assert!(dice(0, 0, 0).abs() < 1e-12);
    }

    #[test]
    fn short_sentences_are_no_copies() {
        let short = terms(&[1, 2, 3, 4, 5, 6]);
        assert!(!is_copy(&short, &short));
        let long = terms(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        let one_in_five = terms(&[1, 2, 3, 4, 5, 6, 7, 8, 19, 20]);
        let one_in_three = terms(&[1, 2, 3, 4, 5, 6, 7, 18, 19, 20]);
        assert!(is_copy(&long, &one_in_five));
        assert!(!is_copy(&long, &one_in_three));
    }

    #[test]
    fn jaccard_of_shingles() {
        // 1–5, 2–6 against 2–6, 3–7: one of three.
        let similarity = jaccard(&terms(&[1, 2, 3, 4, 5, 6]), &terms(&[2, 3, 4, 5, 6, 7]));
        assert!((similarity - 1.0 / 3.0).abs() < 1e-12);
        assert!(jaccard(&terms(&[1, 2]), &terms(&[1, 2])).abs() < 1e-12);
    }

    #[test]
    fn sets_join_whatever_the_order() {
        let mut sets = DisjointSets::new(4);
        sets.join(3, 2);
        sets.join(0, 3);
        assert_eq!([0, 1, 2, 3].map(|index| sets.root(index)), [0, 1, 0, 0]);
    }
}
