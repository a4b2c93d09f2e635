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
mod unspaced;
pub mod word;

#[cfg(feature = "given-dictionaries")]
pub use unspaced::give_dictionaries;

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
    corpus.sentences.reserve_exact(parts.iter().map(|part| part.sentences.len()).sum());
    corpus.words.reserve_exact(parts.iter().map(|part| part.words.len()).sum());
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
            let n_running = match block.kind {
                ParagraphKind::Body => spans.len() - n_credits(&document.text, &spans),
                _ => spans.len(),
            };
            for (index, &span) in spans.iter().enumerate() {
                let kind = if index < n_running { block.kind } else { ParagraphKind::Boilerplate };
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
                    kind,
                });
                position += u32::from(kind.is_body());
            }
        }
    }
}

/// How many sentences at the end of a paragraph are credits; the first never counts as one, since
/// a paragraph of a credit alone is boilerplate already.
fn n_credits(text: &str, sentences: &[Span]) -> usize {
    let behind_first = sentences.iter().skip(1).rev();
    behind_first.take_while(|span| credit::is_credit(span.of(text))).count()
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

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{DocumentId, Paragraph, Source};

    fn document(id: u32, text: &str) -> Document {
        let mut paragraphs = Vec::new();
        let mut start = 0;
        for block in text.split_inclusive("\n\n") {
            let from = start + block.len() - block.trim_start().len();
            if !block.trim().is_empty() {
                let span = Span::new(from, from + block.trim().len());
                paragraphs.push(Paragraph { span, kind: ParagraphKind::Body });
            }
            start += block.len();
        }
        Document {
            id: DocumentId(id),
            source: Source::default(),
            title: Some(text.chars().take(20).collect()),
            published: None,
            language: None,
            text: text.to_owned(),
            paragraphs,
        }
    }

    fn kinds(text: &str) -> Vec<(ParagraphKind, String)> {
        let corpus = corpus(vec![document(0, text)], &Options::default());
        let sentences = corpus.sentences.iter();
        sentences.map(|sentence| (sentence.kind, corpus.text(sentence.id).to_owned())).collect()
    }

    fn of_kind(text: &str, kind: ParagraphKind) -> Vec<String> {
        kinds(text).into_iter().filter(|(is, _)| *is == kind).map(|(_, text)| text).collect()
    }

    #[test]
    fn positions_count_running_sentences_over_paragraphs() {
        let text = "It rained. It poured.\n\nThe harbor\n\nBoats sank.";
        let corpus = corpus(vec![document(0, text), document(1, text)], &Options::default());
        let positions: Vec<u32> =
            corpus.sentences.iter().map(|sentence| sentence.position).collect();
        assert_eq!(positions, [0, 1, 2, 2, 0, 1, 2, 2]);
        assert_eq!(corpus.sentences[7].id, SentenceId(7));
        let words: Vec<&str> =
            corpus.words(SentenceId(7)).iter().map(|span| span.of(text)).collect();
        assert_eq!(words, ["Boats", "sank"]);
        assert_eq!(corpus.title_words[1].len(), 4);
    }

    #[test]
    fn the_given_language_counts_before_the_found_one() {
        let options = Options { language: "de".parse().ok() };
        let corpus = corpus(vec![document(0, "It is as it is, said the old man.")], &options);
        assert_eq!(corpus.documents[0].language, options.language);
    }

    #[test]
    fn a_dateline_stands_alone_before_its_sentence() {
        let text = "OSLO (AP) — The ferry sank. Nobody drowned.";
        assert_eq!(of_kind(text, ParagraphKind::Boilerplate), ["OSLO (AP)"]);
        assert_eq!(of_kind(text, ParagraphKind::Body), ["The ferry sank.", "Nobody drowned."]);
    }

    #[test]
    fn a_text_with_words_keeps_a_sentence() {
        assert_eq!(of_kind("Hello", ParagraphKind::Body), ["Hello"]);
        assert_eq!(of_kind("Read more: boats", ParagraphKind::Body), ["Read more: boats"]);
        assert_eq!(of_kind("The harbor\n\n__", ParagraphKind::Body), ["The harbor"]);
        let mut titled = document(0, "Boats\n\nThe ferry is back");
        titled.paragraphs[0].kind = ParagraphKind::Heading;
        let corpus = corpus(vec![titled], &Options::default());
        assert_eq!(corpus.documents[0].paragraphs[1].kind, ParagraphKind::Body);
        assert_eq!(of_kind("US relations\n\nThe harbor", ParagraphKind::Heading).len(), 2);
        assert!(kinds("").is_empty());
    }

    #[test]
    fn a_credit_behind_the_last_sentence_is_boilerplate() {
        let text = "The ferry sank. (Reporting by A. Doe; editing by B. Roe)";
        assert_eq!(of_kind(text, ParagraphKind::Body), ["The ferry sank."]);
        assert_eq!(of_kind(text, ParagraphKind::Boilerplate).len(), 1);
    }

    proptest! {
        #[test]
        fn any_text_is_cut_cleanly(
            text in prop_oneof![
                any::<String>(),
                "([a-dA-D1-3.,!?:;()\\[\\]\"'“”„«»\n\r \t•*_-]|[é…。！؟।։;Ж漢\u{a0}\u{301}]| Mr\\. | U\\.S\\. |\n\n){0,80}",
            ]
        ) {
            check(&text);
        }
    }

    fn visible(text: &str) -> usize {
        text.chars().filter(|char| !char.is_whitespace()).count()
    }

    fn check(text: &str) {
        let corpus = corpus(vec![document(0, text)], &Options::default());
        let document = &corpus.documents[0];
        assert!(document.paragraphs.is_sorted_by(|a, b| a.span.end <= b.span.start));
        let mut behind = 0;
        let mut n_visible = 0;
        for sentence in &corpus.sentences {
            let found = corpus.text(sentence.id);
            assert!(!found.is_empty() && found.trim() == found, "{found:?} in {text:?}");
            assert!(sentence.span.start >= behind && sentence.span.len() <= sentence::LONGEST);
            assert!(document.paragraphs[sentence.paragraph as usize].span.contains(sentence.span));
            assert!(corpus.words(sentence.id).iter().all(|&word| sentence.span.contains(word)));
            behind = sentence.span.end;
            n_visible += visible(found);
        }
        // Nothing visible of a paragraph is left out of its sentences.
        let blocks = document.paragraphs.iter().map(|block| visible(block.span.of(text)));
        assert_eq!(n_visible, blocks.sum::<usize>(), "{text:?}");
        if text.contains(char::is_alphanumeric) {
            assert!(!corpus.sentences.is_empty(), "no sentence in {text:?}");
        }
    }
}
