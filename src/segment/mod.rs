//! Documents to sentences and words.
//!
//! For each document, in this order: its language, what its paragraphs are, the sentences inside
//! each paragraph, the words inside each sentence. The text itself never changes.

mod abbreviation;
mod boilerplate;
mod credit;
mod dateline;
mod ending;
mod enumeration;
mod heading;
mod language;
mod line;
mod quotation;
pub mod sentence;
pub mod word;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::model::{Corpus, Document, Language, ParagraphKind, Sentence, SentenceId, Span};

/// How texts are cut.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Options {
    /// The language of every document; `None`: found out for each.
    pub language: Option<Language>,
}

/// Cuts every document into sentences and words, and marks its headings and boilerplate.
///
/// The corpus holds the documents in the order given, which must be that of their ids, with their
/// languages and paragraphs as found. Headings and boilerplate have sentences of their kind.
///
/// O(length of all texts).
pub fn corpus(documents: Vec<Document>, options: &Options) -> Corpus {
    let parts: Vec<Part> =
        documents.into_par_iter().map(|document| Part::of(document, options)).collect();
    let mut corpus = Corpus::default();
    for part in parts {
        append(&mut corpus, part);
    }
    corpus
}

/// A document with its sentences and words; the numbers of both count from its own first.
struct Part {
    document: Document,
    sentences: Vec<Sentence>,
    words: Vec<Span>,
    title_words: Vec<Span>,
}

impl Part {
    fn of(mut document: Document, options: &Options) -> Self {
        document.language = options.language.or_else(|| language::detect(&document));
        document.paragraphs = boilerplate::mark(&document);
        let mut part =
            Self { document, sentences: Vec::new(), words: Vec::new(), title_words: Vec::new() };
        part.cut();
        let title = part.document.title.as_deref().unwrap_or_default();
        word::spans(title, Span::new(0, title.len()), &mut part.title_words);
        part
    }

    fn cut(&mut self) {
        let document = &self.document;
        let mut spans = Vec::new();
        let mut position = 0;
        for (paragraph, block) in (0..).zip(&document.paragraphs) {
            spans.clear();
            sentence::spans(&document.text, block.span, document.language, &mut spans);
            for &span in &spans {
                let first_word = self.words.len();
                word::spans(&document.text, span, &mut self.words);
                self.sentences.push(Sentence {
                    id: SentenceId::at(self.sentences.len()),
                    document: document.id,
                    span,
                    position,
                    paragraph,
                    words: count(self.words.len() - first_word),
                    first_word: count(first_word),
                    kind: block.kind,
                });
                position += u32::from(is_running(block.kind));
            }
        }
    }
}

fn append(corpus: &mut Corpus, part: Part) {
    let first_word = count(corpus.words.len());
    for sentence in part.sentences {
        corpus.sentences.push(Sentence {
            id: SentenceId::at(corpus.sentences.len()),
            first_word: first_word.saturating_add(sentence.first_word),
            ..sentence
        });
    }
    corpus.words.extend(part.words);
    corpus.title_words.push(part.title_words);
    corpus.documents.push(part.document);
}

/// True for text whose sentences count.
fn is_running(kind: ParagraphKind) -> bool {
    matches!(kind, ParagraphKind::Body | ParagraphKind::ListItem)
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
