//! One article and its summary to plain data: what a line of `daybrief summarize --each` says.

use crate::model::digest::{Article, Sentence};
use crate::model::{Corpus, Extract, Summary};

/// The article of `corpus`, which is its first, and the extracts of its `summary`; `None` where
/// there is none.
pub fn digest(corpus: &Corpus, summary: &Summary) -> Option<Article> {
    let document = corpus.documents.first()?;
    let sentence = |extract: &Extract| {
        let span = corpus.sentence(extract.sentence).span;
        Sentence {
            text: corpus.text(extract.sentence).to_owned(),
            start: span.start,
            end: span.end,
            rank: extract.rank,
            score: extract.score.total,
        }
    };
    let extracts: Vec<Sentence> = summary.extracts.iter().map(sentence).collect();
    let texts: Vec<&str> = extracts.iter().map(|extract| extract.text.as_str()).collect();
    let is_body = |sentence: &&crate::model::Sentence| sentence.kind.is_body();
    let n_sentences = corpus.sentences.iter().filter(is_body).count();
    Some(Article {
        title: document.title.clone(),
        url: document.source.url.clone(),
        date: document.published.map(|date| date.to_string()),
        source: document.source.name.clone(),
        language: document.language.map(|language| language.code().to_owned()),
        sentences: super::count(n_sentences),
        summary: texts.join(" "),
        words: summary.words,
        extracts,
    })
}
