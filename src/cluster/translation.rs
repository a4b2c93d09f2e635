//! Groups of documents in different languages to groups on the same event.
//!
//! Each language is grouped on its own first, so that mixing never changes what one language says
//! of itself. Groups then meet by the terms that several languages write alike.

use std::collections::BTreeMap;

use super::document_vector;
use crate::analyze::Terms;
use crate::analyze::vector::{Row, dot, normalize};
use crate::model::{Corpus, Date, DocumentId, Language, TermId};

/// Similarity from which two groups are one. On translations of five events into seven languages any
/// level from .03 to .2 does equally well; from .15 on, no heap of other events joins them.
const LEVEL: f64 = 0.2;
/// Common terms of a group at which half of its similarity counts: a few numbers prove nothing.
const DOUBT: f64 = 10.0;

/// Documents of one topic, and how much they resemble each other, in [0, 1].
type Group = (Vec<DocumentId>, f64);

/// Joins those of `groups`, each of one language, that tell of the same event; most alike first,
/// never two of one language.
///
/// The similarity of two groups is the cosine of their summed TF-IDF vectors over terms that
/// several languages hold, less for few such terms and for time between their newest documents.
/// A joined group is as coherent as its parts are on average, each counted by its documents.
/// O(groups²) similarities.
pub(super) fn joined(groups: Vec<Group>, corpus: &Corpus, terms: &Terms) -> Vec<Group> {
    let parts = parts(&groups, corpus, terms);
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (a, part) in parts.iter().enumerate() {
        for (b, other) in parts.iter().enumerate().skip(a + 1) {
            let similarity = part.similarity(other);
            if part.language != other.language && similarity >= LEVEL {
                pairs.push((similarity, a, b));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut home: Vec<usize> = (0..parts.len()).collect();
    for (_, a, b) in pairs {
        let (kept, gone) = (home[a].min(home[b]), home[a].max(home[b]));
        let languages = |of: usize| -> Vec<_> {
            let members = parts.iter().zip(&home).filter(|&(_, &home)| home == of);
            members.map(|(part, _)| part.language).collect()
        };
        let taken = languages(kept);
        if kept != gone && !languages(gone).iter().any(|language| taken.contains(language)) {
            home.iter_mut().filter(|home| **home == gone).for_each(|home| *home = kept);
        }
    }
    let mut joined: BTreeMap<usize, Vec<Group>> = BTreeMap::new();
    for (group, home) in groups.into_iter().zip(home) {
        joined.entry(home).or_default().push(group);
    }
    joined.into_values().map(one).collect()
}

fn one(groups: Vec<Group>) -> Group {
    let sum: f64 =
        groups.iter().map(|(documents, cohesion)| documents.len() as f64 * cohesion).sum();
    let mut documents: Vec<DocumentId> =
        groups.into_iter().flat_map(|(documents, _)| documents).collect();
    documents.sort_unstable();
    let cohesion = sum / documents.len().max(1) as f64;
    (documents, cohesion)
}

/// What of a group can be compared across languages.
struct Part {
    language: Option<Language>,
    newest: Option<Date>,
    row: Row,
}

impl Part {
    fn similarity(&self, other: &Self) -> f64 {
        let n = self.row.len().min(other.row.len()) as f64;
        let sure = n / (n + DOUBT);
        sure * dot(&self.row, &other.row) * document_vector::same_time(self.newest, other.newest)
    }
}

fn parts(groups: &[Group], corpus: &Corpus, terms: &Terms) -> Vec<Part> {
    let documents: Vec<DocumentId> =
        groups.iter().flat_map(|(documents, _)| documents).copied().collect();
    let mut rows = document_vector::rows(&documents, corpus, terms).into_iter();
    let part = |(group, _): &Group| {
        let mut sum: BTreeMap<u32, f64> = BTreeMap::new();
        for (term, weight) in rows.by_ref().take(group.len()).flatten() {
            if terms.is_common(TermId(term)) {
                *sum.entry(term).or_default() += weight;
            }
        }
        let mut row: Row = sum.into_iter().collect();
        normalize(&mut row);
        let members = || group.iter().map(|&id| corpus.document(id));
        Part {
            language: members().next().and_then(|document| document.language),
            newest: members().filter_map(|document| document.published).max(),
            row,
        }
    };
    groups.iter().map(part).collect()
}
