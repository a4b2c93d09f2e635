//! Documents to a sparse graph of how likely two of them tell of the same event.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::background;
use crate::analyze::Terms;
use crate::analyze::similarity::{self, Graph};
use crate::analyze::vector::{Row, normalize};
use crate::model::{Corpus, Date, DocumentId, Language, TermId};

/// Words of a body that are looked at: news tell the event first.
const FIRST_WORDS: usize = 500;
/// How much a word in the title counts beside one in the body.
const TITLE_WEIGHT: u32 = 5;
/// Centring: `l = .7·N/(N + 80)`, so that a heap of one story stays whole.
const CENTRING: f64 = 0.7;
const CENTRING_HALF: f64 = 80.0;
/// Time: what remains of a similarity after long, what fades within days, and within weeks.
const TIME_FLOOR: f64 = 0.4;
const TIME_DAYS: f64 = 0.2;
const TIME_WEEKS: f64 = 0.4;
const WEEKS: f64 = 14.0;
/// The factor where a date is missing.
const TIME_UNKNOWN: f64 = 0.7;
/// What a term of one document alone counts: it resembles nothing, and only lengthens the vector.
/// Left out, two articles of a small heap resemble each other by what any two articles share;
/// kept whole, two articles on one event look apart. Measured on pairs, fives and heaps of one to
/// three articles an event in seven languages.
const UNSHARED: f64 = 0.5;
/// Neighbors kept for each document.
const NEIGHBORS: usize = 20;

/// The symmetric graph of similarities of `documents`, node i being `documents[i]`: each keeps its
/// 20 most similar, all in (0, 1].
///
/// TF-IDF vectors `(1 + ln tf)·ln((N + N_b + 1)/(df + df_b + .5))` with the background's
/// frequencies `df_b` in `N_b` articles, length 1; cosines centred on the mean vector m by
/// `c = (x·y − l·x·m − l·y·m + l²·m·m)/(d_x·d_y)`; then
/// `s = c·(.4 + .2·e^(−Δ) + .4·e^(−Δ/14))` for Δ days between the documents.
/// O(Σ over terms of the square of their documents) time.
pub fn graph(documents: &[DocumentId], corpus: &Corpus, terms: &Terms) -> Graph {
    let rows = rows(documents, corpus, terms);
    let centring = Centring::new(&rows);
    let raw = similarity::graph(&rows, f64::MIN_POSITIVE);
    let mut strongest: Graph = (0u32..)
        .zip(&raw)
        .map(|(index, edges)| {
            let own = corpus.document(documents[index as usize]).published;
            let score = |&(other, cosine): &(u32, f64)| {
                let date = corpus.document(documents[other as usize]).published;
                (other, centring.cosine(cosine, index, other) * same_time(own, date))
            };
            let mut edges: Vec<(u32, f64)> =
                edges.iter().map(score).filter(|&(_, similarity)| similarity > 0.0).collect();
            edges.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            edges.truncate(NEIGHBORS);
            edges
        })
        .collect();
    symmetrize(&mut strongest);
    strongest
}

/// How much of a similarity is left for the time between two documents, in [.4, 1].
pub(super) fn same_time(a: Option<Date>, b: Option<Date>) -> f64 {
    match (a, b) {
        (Some(a), Some(b)) => {
            let days = f64::from(a.days_since(b).abs());
            TIME_FLOOR + TIME_DAYS * (-days).exp() + TIME_WEEKS * (-days / WEEKS).exp()
        }
        _ => TIME_UNKNOWN,
    }
}

/// Adds the missing direction of each edge, and sorts each list by node.
fn symmetrize(graph: &mut Graph) {
    let edges: Vec<(u32, u32, f64)> = (0u32..)
        .zip(graph.iter())
        .flat_map(|(a, edges)| edges.iter().map(move |&(b, similarity)| (b, a, similarity)))
        .collect();
    for (from, to, similarity) in edges {
        graph[from as usize].push((to, similarity));
    }
    for edges in graph {
        edges.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        edges.dedup_by_key(|edge| edge.0);
    }
}

/// The vectors of `documents`, of any languages, in their order.
pub(super) fn rows(documents: &[DocumentId], corpus: &Corpus, terms: &Terms) -> Vec<Row> {
    let counts: Vec<Vec<(TermId, u32)>> =
        documents.iter().map(|&id| counts(id, corpus, terms)).collect();
    let mut df: FxHashMap<TermId, f64> = FxHashMap::default();
    counts.iter().flatten().for_each(|&(term, _)| *df.entry(term).or_default() += 1.0);
    let mut backgrounds: BTreeMap<Option<Language>, Vec<f64>> = BTreeMap::new();
    for &id in documents {
        let language = corpus.document(id).language;
        let table = || background::document_frequencies(language, terms);
        backgrounds.entry(language).or_insert_with(table);
    }
    let n = documents.len() as f64 + background::ARTICLES + 1.0;
    counts
        .into_iter()
        .zip(documents)
        .map(|(counts, &id)| {
            let background = &backgrounds[&corpus.document(id).language];
            let weight = |(term, tf): (TermId, u32)| {
                let idf = (n / (df[&term] + background[term.index()] + 0.5)).ln();
                let own = if df[&term] < 2.0 { UNSHARED } else { 1.0 };
                (term.0, own * (1.0 + f64::from(tf).ln()) * idf.max(0.0))
            };
            let mut row: Row = counts.into_iter().map(weight).collect();
            normalize(&mut row);
            row
        })
        .collect()
}

/// The content words of a document with their counts, by term.
fn counts(id: DocumentId, corpus: &Corpus, terms: &Terms) -> Vec<(TermId, u32)> {
    let body = corpus
        .sentences_of(id)
        .filter(|&sentence| corpus.sentence(sentence).kind.is_body())
        .flat_map(|sentence| terms.of_id(corpus, sentence))
        .take(FIRST_WORDS)
        .map(|&term| (term, 1));
    let title = terms.of_title(id.index()).iter().map(|&term| (term, TITLE_WEIGHT));
    let mut counts: Vec<(TermId, u32)> =
        body.chain(title).filter(|&(term, _)| terms.is_content(term)).collect();
    counts.sort_unstable();
    let sum = |run: &[(TermId, u32)]| (run[0].0, run.iter().map(|&(_, count)| count).sum());
    counts.chunk_by(|a, b| a.0 == b.0).map(sum).collect()
}

/// What centring on the mean vector takes: `x·m` for each row, and `m·m`.
struct Centring {
    factor: f64,
    with_mean: Vec<f64>,
    mean: f64,
}

impl Centring {
    fn new(rows: &[Row]) -> Self {
        let n = rows.len() as f64;
        let dimensions = rows.iter().filter_map(|row| row.last()).map(|&(last, _)| last).max();
        let mut mean = vec![0.0; dimensions.map_or(0, |last| last as usize + 1)];
        for &(dimension, weight) in rows.iter().flatten() {
            mean[dimension as usize] += weight / n;
        }
        let product = |row: &Row| row.iter().map(|&(d, weight)| weight * mean[d as usize]).sum();
        Self {
            factor: CENTRING * n / (n + CENTRING_HALF),
            with_mean: rows.iter().map(product).collect(),
            mean: mean.iter().map(|weight| weight * weight).sum(),
        }
    }

    /// The cosine of two rows after the mean has been taken from both.
    fn cosine(&self, raw: f64, a: u32, b: u32) -> f64 {
        let (p, q) = (self.with_mean[a as usize], self.with_mean[b as usize]);
        let shift = self.factor * self.factor * self.mean;
        let length = |p: f64| (1.0 - 2.0 * self.factor * p + shift).max(1e-9).sqrt();
        (raw - self.factor * p - self.factor * q + shift) / (length(p) * length(q))
    }
}
