//! Lines of reporting: near-copies of one text are one voice, whoever prints them.

use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};

use super::outlet::Sources;
use crate::analyze::Terms;
use crate::analyze::duplicate::DisjointSets;
use crate::model::{Corpus, DocumentId};

/// Words in a shingle.
const SHINGLE: usize = 5;
/// Containment of shingles from which two documents are one line; measured containments are
/// bimodal with a valley from .3 to .6.
const CONTAINMENT: f64 = 0.5;
/// The same where one of the documents is short and chance agreements weigh more.
const SHORT_CONTAINMENT: f64 = 0.8;
/// Distinct shingles below which a document is short.
pub(super) const SHORT: usize = 50;
/// Documents that may share a shingle before it says nothing of any pair of them. Copies are
/// linked to the first of a posting, so that many copies of one text stay linear.
const MAX_POSTING: usize = 64;

/// The line of each of `documents`, in their order, dense from 0 in order of first appearance.
///
/// Two documents are one line when the containment of their word 5-shingles,
/// |A ∩ B| / min(|A|, |B|), reaches the threshold, and when `sources` says that their outlets are of
/// one family; lines are closed transitively. Shared shingles are counted through an inverted
/// index whose lists are capped and which holds only what may be shared: O(words of the documents)
/// time; memory is 8 bytes a word, and what is shared.
///
/// Source: containment of shingles, Broder (1997), *On the resemblance and containment of
/// documents*.
pub fn of(documents: &[DocumentId], sources: &Sources, corpus: &Corpus, terms: &Terms) -> Vec<u32> {
    if documents.len() == 1 {
        return vec![0];
    }
    let shingles: Vec<Vec<u64>> = documents.iter().map(|&id| shingles(id, corpus, terms)).collect();
    let mut sets = DisjointSets::new(documents.len());
    let mut first_copy: FxHashMap<&[u64], usize> = FxHashMap::default();
    let shared = Shared::of(&shingles);
    let mut postings: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (index, own) in shingles.iter().enumerate() {
        if let Some(&same) = first_copy.get(own.as_slice()).filter(|_| !own.is_empty()) {
            sets.join(same, index);
            continue;
        }
        first_copy.insert(own, index);
        let mut common: FxHashMap<usize, usize> = FxHashMap::default();
        for shingle in own.iter().filter(|&&shingle| shared.may_hold(shingle)) {
            let posting = postings.entry(*shingle).or_default();
            posting.iter().for_each(|&other| *common.entry(other).or_default() += 1);
            if posting.len() < MAX_POSTING {
                posting.push(index);
            }
        }
        let mut common: Vec<(usize, usize)> = common.into_iter().collect();
        common.sort_unstable();
        for (other, n_common) in common {
            let smaller = own.len().min(shingles[other].len());
            let threshold = if smaller < SHORT { SHORT_CONTAINMENT } else { CONTAINMENT };
            if n_common as f64 >= threshold * smaller as f64 {
                sets.join(other, index);
            }
        }
    }
    let mut families: FxHashMap<&str, usize> = FxHashMap::default();
    for (index, &id) in documents.iter().enumerate() {
        if let Some(family) = sources.family(&corpus.document(id).source) {
            sets.join(*families.entry(family).or_insert(index), index);
        }
    }
    dense(&mut sets, documents.len())
}

/// Which shingles may stand in several documents: most stand in one, and need no list.
struct Shared {
    /// A bit for each place that two shingles or more fall on.
    twice: Vec<u64>,
}

impl Shared {
    /// Places for each shingle, so that few fall on one place by chance.
    const PLACES: usize = 16;

    fn of(shingles: &[Vec<u64>]) -> Self {
        let n_places = shingles.iter().map(Vec::len).sum::<usize>() * Self::PLACES;
        let n_words = n_places.div_ceil(64).max(1);
        let (mut once, mut twice) = (vec![0; n_words], vec![0; n_words]);
        for &shingle in shingles.iter().flatten() {
            let (word, bit) = Self::place(shingle, n_words);
            twice[word] |= once[word] & bit;
            once[word] |= bit;
        }
        Self { twice }
    }

    /// Never false of a shingle that several documents hold.
    fn may_hold(&self, shingle: u64) -> bool {
        let (word, bit) = Self::place(shingle, self.twice.len());
        self.twice[word] & bit != 0
    }

    fn place(shingle: u64, n_words: usize) -> (usize, u64) {
        let word = (shingle / 64) % n_words as u64;
        (usize::try_from(word).unwrap_or_default(), 1 << (shingle % 64))
    }
}

/// The distinct hashes of the word 5-shingles of a document's body, ascending; of a body of fewer
/// words, of all of them.
pub(super) fn shingles(id: DocumentId, corpus: &Corpus, terms: &Terms) -> Vec<u64> {
    let words: Vec<_> = corpus
        .sentences_of(id)
        .filter(|&sentence| corpus.sentence(sentence).kind.is_body())
        .flat_map(|sentence| terms.of_id(corpus, sentence).iter().copied())
        .collect();
    let mut hashes: Vec<u64> = words
        .windows(SHINGLE.min(words.len()).max(1))
        .map(|window| {
            let mut hasher = FxHasher::default();
            window.hash(&mut hasher);
            hasher.finish()
        })
        .collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// Numbers the sets in order of first appearance.
fn dense(sets: &mut DisjointSets, n: usize) -> Vec<u32> {
    let mut numbers: FxHashMap<usize, u32> = FxHashMap::default();
    (0..n)
        .map(|index| {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            *numbers.entry(sets.root(index)).or_insert(next)
        })
        .collect()
}
