//! Documents to TF-IDF vectors that know from elsewhere which words are rare.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::background::{self, Background};
use crate::analyze::Terms;
use crate::analyze::vector::{Row, normalize};
use crate::model::{Corpus, Document, DocumentId, Language, TermId};

/// Words of a body that are looked at: news tell the event first.
const FIRST_WORDS: usize = 500;
/// How much a word in the title counts beside one in the body.
const TITLE_WEIGHT: u32 = 5;
/// What a term of one document alone counts: it resembles nothing, and only lengthens the vector.
/// Left out, two articles of a small heap resemble each other by what any two articles share;
/// kept whole, two articles on one event look apart. Measured on pairs, fives and heaps of one to
/// three articles an event in seven languages.
const UNSHARED: f64 = 0.5;

/// The vectors of `documents`, of any languages, in their order; each of length 1 or 0.
///
/// `(1 + ln tf)·ln((N + N_b + 1)/(df + df_b + .5))` with the background's frequencies `df_b` in
/// `N_b` articles, half of it for a term of one document alone.
pub(super) fn rows(
    documents: &[DocumentId],
    corpus: &Corpus,
    terms: &Terms,
    own_background: Option<&Background>,
) -> Vec<Row> {
    let counts: Vec<Vec<(TermId, u32)>> =
        documents.iter().map(|&id| counts(id, corpus, terms)).collect();
    let mut df: FxHashMap<TermId, f64> = FxHashMap::default();
    counts.iter().flatten().for_each(|&(term, _)| *df.entry(term).or_default() += 1.0);
    let mut backgrounds: BTreeMap<Option<Language>, Vec<f64>> = BTreeMap::new();
    for &id in documents {
        let language = corpus.document(id).language;
        let table = || background::document_frequencies(language, terms, own_background);
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

/// The `n` weightiest terms of each document of `corpus`, the weightiest first, as its own counts
/// and the background alone weigh them: `(1 + ln tf)·ln((N_b + 2)/(df_b + 1.5))`.
///
/// They are the same whatever other documents there are, so that a heap in parts, on many machines,
/// can be searched by them for documents that may belong together.
///
/// ```
/// use daybrief::model::Document;
/// use daybrief::{analyze, cluster, segment};
/// let text = "The ferry to Odda sank. The crew of the ferry was saved.".to_owned();
/// let corpus = segment::corpus(vec![Document::plain(text, "en".parse().ok())], &Default::default());
/// let terms = analyze::terms(&corpus);
/// let keys = cluster::keys(&corpus, &terms, 2);
/// assert_eq!(terms.name(keys[0][0].0), "ferri");
/// ```
pub fn keys(corpus: &Corpus, terms: &Terms, n: usize) -> Vec<Vec<(TermId, f64)>> {
    let mut backgrounds: BTreeMap<Option<Language>, Vec<f64>> = BTreeMap::new();
    let of = |document: &Document| {
        let table = || background::document_frequencies(document.language, terms, None);
        let background = backgrounds.entry(document.language).or_insert_with(table);
        let weight = |(term, tf): (TermId, u32)| {
            let idf = ((background::ARTICLES + 2.0) / (background[term.index()] + 1.5)).ln();
            (term, (1.0 + f64::from(tf).ln()) * idf.max(0.0))
        };
        let mut keys: Vec<(TermId, f64)> =
            counts(document.id, corpus, terms).into_iter().map(weight).collect();
        keys.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| terms.name(a.0).cmp(terms.name(b.0))));
        keys.truncate(n);
        keys
    };
    corpus.documents.iter().map(of).collect()
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
