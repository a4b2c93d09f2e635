//! Groups of documents in different languages to groups on the same event.
//!
//! Each language is grouped on its own first, so that mixing never changes what one language says
//! of itself. Groups then meet by the terms that several languages write alike.

use std::collections::BTreeMap;

use super::{Background, Effort, document_vector, neighbor, recurrence, time};
use crate::analyze::Terms;
use crate::analyze::duplicate::DisjointSets;
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
/// Groups are compared that share one of their best terms: O(groups) similarities.
pub(super) fn joined(
    groups: Vec<Group>,
    corpus: &Corpus,
    terms: &Terms,
    background: Option<&Background>,
    effort: &mut Effort,
) -> Vec<Group> {
    let parts = parts(&groups, corpus, terms, background);
    let rows: Vec<Row> = parts.iter().map(|part| part.row.clone()).collect();
    let mut pairs: Vec<(f64, usize, usize)> = neighbor::pairs(&rows, effort)
        .into_iter()
        .map(|(a, b)| (a as usize, b as usize))
        .filter(|&(a, b)| parts[a].language != parts[b].language)
        .map(|(a, b)| (parts[a].similarity(&parts[b]), a, b))
        .filter(|&(similarity, ..)| similarity >= LEVEL)
        .collect();
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let home = homes(&parts, &pairs);
    let mut joined: BTreeMap<usize, Vec<Group>> = BTreeMap::new();
    for (group, home) in groups.into_iter().zip(home) {
        joined.entry(home).or_default().push(group);
    }
    joined.into_values().map(recurrence::one).collect()
}

/// For each part the first of those it is joined with.
fn homes(parts: &[Part], pairs: &[(f64, usize, usize)]) -> Vec<usize> {
    let mut sets = DisjointSets::new(parts.len());
    let mut languages: Vec<Vec<Option<Language>>> =
        parts.iter().map(|part| vec![part.language]).collect();
    for &(_, a, b) in pairs {
        let (a, b) = (sets.root(a), sets.root(b));
        if a != b && !languages[a].iter().any(|language| languages[b].contains(language)) {
            let gone = std::mem::take(&mut languages[a.max(b)]);
            languages[a.min(b)].extend(gone);
            sets.join(a, b);
        }
    }
    (0..parts.len()).map(|part| sets.root(part)).collect()
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
        sure * dot(&self.row, &other.row)
            * time::factor(self.newest.map(time::day), other.newest.map(time::day))
    }
}

fn parts(
    groups: &[Group],
    corpus: &Corpus,
    terms: &Terms,
    background: Option<&Background>,
) -> Vec<Part> {
    let documents: Vec<DocumentId> =
        groups.iter().flat_map(|(documents, _)| documents).copied().collect();
    let mut rows = document_vector::rows(&documents, corpus, terms, background).into_iter();
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
