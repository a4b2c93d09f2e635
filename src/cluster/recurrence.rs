//! Groups that tell the same event after all: their articles open with the same sentence, or have
//! the same title. A reader would take them for one event, and see it twice.

use rustc_hash::FxHashMap;

use super::{Effort, neighbor, time};
use crate::analyze::Terms;
use crate::analyze::duplicate::{DisjointSets, is_copy};
use crate::analyze::vector::{Row, normalize};
use crate::model::{Corpus, DocumentId, TermId};

/// Words below which an opening sentence proves nothing, and content words for a title.
const OPENING_WORDS: usize = 12;
const TITLE_WORDS: usize = 4;
/// Days between two articles above which the same words tell of two events.
const MAX_DAYS: u32 = 3;
/// Groups that the same words may join; what opens more is a formula of the trade.
const MAX_GROUPS: usize = 3;

/// Documents of one event, and how much they resemble each other, in [0, 1].
type Group = (Vec<DocumentId>, f64);

/// Joins those of `groups` that share an opening sentence of 12 words or more, or a title with 4
/// content words or more, within 3 days; words that more than 3 groups share join none.
///
/// Same words are those of [`is_copy`], and for titles of the same content words. Openings are
/// compared that share one of their rarest words: O(documents) comparisons.
pub(super) fn joined(
    groups: Vec<Group>,
    corpus: &Corpus,
    terms: &Terms,
    effort: &mut Effort,
) -> Vec<Group> {
    let mut home = vec![0; corpus.documents.len()];
    for (index, (documents, _)) in groups.iter().enumerate() {
        documents.iter().for_each(|&id| home[id.index()] = index);
    }
    let mut sets = DisjointSets::new(groups.len());
    for mut alike in
        same_openings(corpus, terms, effort).into_iter().chain(same_titles(corpus, terms))
    {
        alike.sort_unstable_by_key(|&id| home[id.index()]);
        let mut homes: Vec<usize> = alike.iter().map(|&id| home[id.index()]).collect();
        homes.dedup();
        if (2..=MAX_GROUPS).contains(&homes.len()) && are_near(&alike, corpus) {
            homes.windows(2).for_each(|pair| sets.join(pair[0], pair[1]));
        }
    }
    let mut joined: Vec<Option<Vec<Group>>> = groups.iter().map(|_| None).collect();
    for (index, group) in groups.into_iter().enumerate() {
        joined[sets.root(index)].get_or_insert_default().push(group);
    }
    joined.into_iter().flatten().map(one).collect()
}

/// `groups` as one, as coherent as its parts are on average, each counted by its documents.
pub(super) fn one(groups: Vec<Group>) -> Group {
    let sum: f64 =
        groups.iter().map(|(documents, cohesion)| documents.len() as f64 * cohesion).sum();
    let mut documents: Vec<DocumentId> =
        groups.into_iter().flat_map(|(documents, _)| documents).collect();
    documents.sort_unstable();
    let cohesion = sum / documents.len().max(1) as f64;
    (documents, cohesion)
}

/// Documents whose opening sentences are copies of each other, closed transitively.
fn same_openings(corpus: &Corpus, terms: &Terms, effort: &mut Effort) -> Vec<Vec<DocumentId>> {
    let openings: Vec<&[TermId]> = corpus
        .documents
        .iter()
        .map(|document| {
            let mut body = corpus
                .sentences_of(document.id)
                .filter(|&sentence| corpus.sentence(sentence).kind.is_body());
            let opening = body.next().map_or(&[][..], |sentence| terms.of_id(corpus, sentence));
            if opening.len() < OPENING_WORDS { &[] } else { opening }
        })
        .collect();
    let mut sets = DisjointSets::new(openings.len());
    // Equal ones first: five hundred of them are each other's best candidates, and hide the others.
    let mut first: FxHashMap<&[TermId], usize> = FxHashMap::default();
    let mut distinct = Vec::new();
    for (place, &opening) in openings.iter().enumerate().filter(|(_, words)| !words.is_empty()) {
        let original = *first.entry(opening).or_insert(place);
        sets.join(original, place);
        if original == place {
            distinct.push(place);
        }
    }
    let rows = rows(&distinct.iter().map(|&place| openings[place]).collect::<Vec<_>>(), terms);
    for (a, b) in neighbor::pairs(&rows, effort) {
        let (a, b) = (distinct[a as usize], distinct[b as usize]);
        if is_copy(openings[a], openings[b]) {
            sets.join(a, b);
        }
    }
    let mut alike: FxHashMap<usize, usize> = FxHashMap::default();
    let mut found: Vec<Vec<DocumentId>> = Vec::new();
    for place in (0..openings.len()).filter(|&place| !openings[place].is_empty()) {
        let index = *alike.entry(sets.root(place)).or_insert(found.len());
        if index == found.len() {
            found.push(Vec::new());
        }
        found[index].push(DocumentId::at(place));
    }
    found.retain(|alike| alike.len() > 1);
    found
}

/// Content words weighted by how few openings hold them.
fn rows(openings: &[&[TermId]], terms: &Terms) -> Vec<Row> {
    let content = |opening: &&[TermId]| {
        let mut words: Vec<TermId> =
            opening.iter().copied().filter(|&term| terms.is_content(term)).collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    let contents: Vec<Vec<TermId>> = openings.iter().map(content).collect();
    let mut df: FxHashMap<TermId, f64> = FxHashMap::default();
    contents.iter().flatten().for_each(|&term| *df.entry(term).or_default() += 1.0);
    let n = openings.len() as f64;
    let row = |words: &Vec<TermId>| {
        let mut row: Row = words.iter().map(|term| (term.0, (1.0 + n / df[term]).ln())).collect();
        normalize(&mut row);
        row
    };
    contents.iter().map(row).collect()
}

/// Documents whose titles have the same content words.
fn same_titles(corpus: &Corpus, terms: &Terms) -> Vec<Vec<DocumentId>> {
    let mut place: FxHashMap<Vec<TermId>, usize> = FxHashMap::default();
    let mut found: Vec<Vec<DocumentId>> = Vec::new();
    for document in &corpus.documents {
        let mut words = terms.of_title(document.id.index()).to_vec();
        words.retain(|&term| terms.is_content(term));
        words.sort_unstable();
        words.dedup();
        if words.len() >= TITLE_WORDS {
            let index = *place.entry(words).or_insert(found.len());
            if index == found.len() {
                found.push(Vec::new());
            }
            found[index].push(document.id);
        }
    }
    found.retain(|alike| alike.len() > 1);
    found
}

/// Whether no two of `documents` are too far apart in time, as far as their dates are known.
fn are_near(documents: &[DocumentId], corpus: &Corpus) -> bool {
    let days = || documents.iter().filter_map(|&id| corpus.document(id).published).map(time::day);
    days().max().zip(days().min()).is_none_or(|(last, first)| last.abs_diff(first) <= MAX_DAYS)
}
