//! A single article as its reader finds it behind the summary: every paragraph as written, the
//! sentences with their scores, the extracts named.

use std::collections::BTreeMap;

use super::Told;
use crate::model::briefing::{ArticleEntry, ParagraphEntry, PieceEntry};
use crate::model::{Corpus, Document, Paragraph, SentenceId, Span};

/// The whole article of a topic that has one only. O(length).
pub fn whole(told: &Told, corpus: &Corpus) -> Option<ArticleEntry> {
    let &[id] = told.topic.documents.as_slice() else { return None };
    let document = corpus.document(id);
    let ranks: BTreeMap<SentenceId, u32> =
        told.summary.extracts.iter().map(|extract| (extract.sentence, extract.rank)).collect();
    let mut sentences = corpus.sentences_of(id).peekable();
    let paragraph = |paragraph: &Paragraph| {
        let own = std::iter::from_fn(|| {
            sentences.next_if(|&id| corpus.sentence(id).span.start < paragraph.span.end)
        });
        let pieces = pieces(paragraph.span, own.collect(), document, corpus);
        let entry = |(span, id): (Span, Option<SentenceId>)| PieceEntry {
            text: span.of(&document.text).to_owned(),
            start: span.start,
            total: id.and_then(|id| total(id, told)),
            rank: id.and_then(|id| ranks.get(&id).copied()),
        };
        ParagraphEntry { kind: paragraph.kind, sentences: pieces.into_iter().map(entry).collect() }
    };
    let paragraphs: Vec<ParagraphEntry> = document.paragraphs.iter().map(paragraph).collect();
    Some(ArticleEntry {
        paragraphs: paragraphs.into_iter().filter(|own| !own.sentences.is_empty()).collect(),
    })
}

fn total(id: SentenceId, told: &Told) -> Option<f64> {
    let place = told.totals.binary_search_by_key(&id, |&(id, _)| id).ok()?;
    told.totals.get(place).map(|&(_, total)| total)
}

/// The sentences of a paragraph and the text before, between and behind them, without white space
/// at the paragraph's ends.
fn pieces(
    paragraph: Span,
    sentences: Vec<SentenceId>,
    document: &Document,
    corpus: &Corpus,
) -> Vec<(Span, Option<SentenceId>)> {
    let mut pieces = Vec::new();
    let mut at = paragraph.start;
    for id in sentences {
        let span = corpus.sentence(id).span;
        pieces.push((Span { start: at, end: span.start.max(at) }, None));
        pieces.push((span, Some(id)));
        at = span.end;
    }
    pieces.push((Span { start: at, end: paragraph.end.max(at) }, None));
    pieces.retain(|(span, _)| !span.is_empty());
    let is_blank = |(span, id): &(Span, Option<SentenceId>)| {
        id.is_none() && span.of(&document.text).trim().is_empty()
    };
    while pieces.last().is_some_and(is_blank) {
        pieces.pop();
    }
    let n_blank = pieces.iter().take_while(|piece| is_blank(piece)).count();
    pieces.drain(..n_blank);
    pieces
}
