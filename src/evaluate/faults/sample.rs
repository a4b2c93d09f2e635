//! Small corpora for the tests of the counters.

use crate::model::{Corpus, Document, DocumentId, Paragraph, ParagraphKind, Source, Span};
use crate::segment;

/// Documents of `language`, each a date and a text of one paragraph.
pub(super) fn corpus(language: &str, documents: &[(&str, &str)]) -> Corpus {
    let document = |(id, (date, text)): (u32, &(&str, &str))| Document {
        id: DocumentId(id),
        source: Source::default(),
        title: None,
        published: date.parse().ok(),
        language: None,
        text: (*text).to_owned(),
        paragraphs: vec![Paragraph { span: Span::new(0, text.len()), kind: ParagraphKind::Body }],
    };
    let options = segment::Options { language: language.parse().ok() };
    segment::corpus((0..).zip(documents).map(document).collect(), &options)
}

/// The reasons that `judge` gives for the summary of the sentences `chosen`, one a thing looked at.
pub(super) fn reasons(
    judge: super::Judge,
    corpus: &Corpus,
    chosen: &[usize],
) -> Vec<Option<String>> {
    let ids: Vec<DocumentId> = corpus.documents.iter().map(|document| document.id).collect();
    let background = super::Background::of(corpus, &ids);
    let places: Vec<super::Place> =
        chosen.iter().map(|&index| (&corpus.sentences[index]).into()).collect();
    let found = judge(&background.passages(&places), &background);
    found.into_iter().map(|(_, because)| because).collect()
}

/// Which of the things looked at in the summary of all sentences are faults.
pub(super) fn faults(judge: super::Judge, language: &str, documents: &[(&str, &str)]) -> Vec<bool> {
    let corpus = corpus(language, documents);
    let all: Vec<usize> = (0..corpus.sentences.len()).collect();
    reasons(judge, &corpus, &all).iter().map(Option::is_some).collect()
}
