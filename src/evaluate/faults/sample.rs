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
