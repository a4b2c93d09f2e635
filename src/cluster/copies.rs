//! Near-copies of whole documents, found before anything is grouped: a copy says nothing new of
//! which articles belong together, and five hundred of them would only be each other's neighbors.
//!
//! Wider than this, and inside topics only, go the lines of reporting ([`super::line`]).

use std::collections::VecDeque;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{Effort, line};
use crate::analyze::Terms;
use crate::model::{Corpus, DocumentId};

/// The smallest hashes of a document's shingles, by which its near-copies are found.
const SKETCH: usize = 16;
/// Hashes of the sketch that two near-copies share at least.
const MIN_COMMON: usize = 4;
/// Originals that are kept for one hash, the newest; and of those found, how many are compared.
const MAX_POSTING: usize = 8;
const MAX_COMPARED: usize = 8;
/// Jaccard similarity of shingles from which a document is a near-copy.
const RESEMBLANCE: f64 = 0.6;
/// The same where one of the two is short.
const SHORT_RESEMBLANCE: f64 = 0.8;
/// Days after which the same words are no copy: what recurs each week in the same form tells of
/// another week.
const MAX_DAYS: u32 = 3;

/// The place of the document that stands for each of `documents`, in their order: its own, or that
/// of the first of which it is a near-copy; what stands for others stands for itself.
///
/// Near-copies share 4 of the 16 smallest hashes of their word 5-shingles, which finds all but
/// one in a thousand of those with a resemblance of .6, and at least .6 of all of them. At most
/// 8 pairs a document are compared in full: O(words of all documents) time.
///
/// Source: bottom sketches, Broder (1997), *On the resemblance and containment of documents*.
pub(super) fn originals(
    documents: &[DocumentId],
    days: &[Option<i32>],
    corpus: &Corpus,
    terms: &Terms,
    effort: &mut Effort,
) -> Vec<usize> {
    let sketch = |&id: &DocumentId| {
        let mut hashes = line::shingles(id, corpus, terms);
        hashes.truncate(SKETCH);
        hashes
    };
    let sketches: Vec<Vec<u64>> = documents.par_iter().map(sketch).collect();
    let mut postings: FxHashMap<u64, VecDeque<usize>> = FxHashMap::default();
    let mut originals = Vec::with_capacity(documents.len());
    for (place, sketch) in sketches.iter().enumerate() {
        let is_near = |&other: &usize| match (days[place], days[other]) {
            (Some(a), Some(b)) => a.abs_diff(b) <= MAX_DAYS,
            _ => true,
        };
        let mut compared = candidates(sketch, &postings);
        compared.retain(is_near);
        compared.truncate(MAX_COMPARED);
        let own = if compared.is_empty() {
            Vec::new()
        } else {
            line::shingles(documents[place], corpus, terms)
        };
        let original = compared.into_iter().find(|&other| {
            effort.copies += 1;
            resembles(&own, &line::shingles(documents[other], corpus, terms))
        });
        originals.push(original.unwrap_or(place));
        if original.is_none() {
            for &hash in sketch {
                let posting = postings.entry(hash).or_default();
                posting.push_front(place);
                posting.truncate(MAX_POSTING);
            }
        }
    }
    originals
}

/// The originals that share enough of `sketch`, most first, then the earliest.
fn candidates(sketch: &[u64], postings: &FxHashMap<u64, VecDeque<usize>>) -> Vec<usize> {
    let mut met: Vec<usize> =
        sketch.iter().filter_map(|hash| postings.get(hash)).flatten().copied().collect();
    met.sort_unstable();
    let least = MIN_COMMON.min(sketch.len());
    let mut counted: Vec<(usize, usize)> = met
        .chunk_by(|a, b| a == b)
        .filter(|run| run.len() >= least)
        .filter_map(|run| Some((run.len(), *run.first()?)))
        .collect();
    counted.sort_unstable_by_key(|&(n, place)| (std::cmp::Reverse(n), place));
    counted.into_iter().map(|(_, place)| place).collect()
}

/// Whether two ascending lists of shingles are those of near-copies.
fn resembles(a: &[u64], b: &[u64]) -> bool {
    let (mut i, mut j, mut common) = (0, 0, 0usize);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        common += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    let is_short = a.len().min(b.len()) < line::SHORT;
    let threshold = if is_short { SHORT_RESEMBLANCE } else { RESEMBLANCE };
    common as f64 >= threshold * (a.len() + b.len() - common).max(1) as f64
}
