//! Small topics for the tests of names, quotations and terms.

// All of this file is compiled for tests alone, which may import anything.
#[cfg(test)]
use crate::segment;

use crate::analyze::evidence::Evidence;
use crate::analyze::{self, duplicate, vector};
use crate::model::{
    Corpus, Description, Document, DocumentId, Paragraph, ParagraphKind, SentenceId, Source, Span,
    TermId, Topic, TopicId,
};

/// A corpus of `texts` in `language`; paragraphs are lines.
pub(super) fn corpus(language: &str, texts: &[&str]) -> Corpus {
    let document = |(id, text): (u32, &&str)| {
        let mut start = 0;
        let mut paragraphs = Vec::new();
        for line in text.split_inclusive('\n') {
            let kept = line.trim();
            if !kept.is_empty() {
                let lead = start + line.len() - line.trim_start().len();
                let span = Span::new(lead, lead + kept.len());
                paragraphs.push(Paragraph { span, kind: ParagraphKind::Body });
            }
            start += line.len();
        }
        Document {
            id: DocumentId(id),
            source: Source::default(),
            title: None,
            published: None,
            language: None,
            text: (*text).to_owned(),
            paragraphs,
        }
    };
    let options = segment::Options { language: language.parse().ok() };
    segment::corpus((0..).zip(texts).map(document).collect(), &options)
}

/// Describes `corpus` as one topic, each document a line of its own.
pub(super) fn describe(corpus: &Corpus) -> Description {
    let terms = analyze::terms(corpus);
    let sentences: Vec<SentenceId> = corpus.sentences.iter().map(|sentence| sentence.id).collect();
    let groups = duplicate::groups(&sentences, corpus, &terms);
    let told: Vec<&[TermId]> =
        groups.iter().map(|group| terms.of_id(corpus, group.representative)).collect();
    let vectors = vector::of_sentences(&told, &terms, 0.8);
    let topic = Topic {
        id: TopicId(0),
        label: String::new(),
        documents: corpus.documents.iter().map(|document| document.id).collect(),
        lines: (0..).take(corpus.documents.len()).collect(),
        sentences,
        cohesion: 1.0,
    };
    let evidence =
        Evidence { groups: &groups, vectors: &vectors, topic: &topic, corpus, terms: &terms };
    let mut options = super::Options::nothing();
    options.sections =
        vec![super::Section::Quotations, super::Section::Entities, super::Section::Terms];
    super::topic(evidence, &options)
}

/// The names found in `text`, each with its kind and mentions.
pub(super) fn names(language: &str, text: &str) -> Vec<String> {
    let entities = describe(&corpus(language, &[text])).entities;
    let told = |of: &crate::model::description::Entity| {
        format!("{} ({:?}, {})", of.name, of.kind, of.mentions).to_lowercase()
    };
    entities.iter().map(told).collect()
}

/// The quotations of `text`, each behind its speaker.
pub(super) fn quoted(language: &str, text: &str) -> Vec<String> {
    let corpus = corpus(language, &[text]);
    let mut quotations = describe(&corpus).quotations;
    quotations.sort_by_key(|quotation| quotation.citations[0].span);
    let told = |of: &crate::model::description::Quotation| {
        let said = of.citations[0];
        let speaker = of.speaker.as_deref().unwrap_or("nobody");
        format!("{speaker}: {}", said.span.of(&corpus.document(said.document).text))
    };
    quotations.iter().map(told).collect()
}
