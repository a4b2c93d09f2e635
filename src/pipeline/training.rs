//! A topic and what readers made of it, to examples of which concepts a summary keeps.

use super::Options;
use super::digest::Scored;
use super::reader::Reader;
use crate::analyze::vector::{Dimension, Space};
use crate::analyze::{self, Terms};
use crate::model::{Corpus, Document, Language};
use crate::score::concept::train::{Example, Examples};
use crate::select::Method;
use crate::{cluster, segment};

/// The words and pairs of `documents`, taken as one topic, each with the share of the
/// `references` that hold it; those that only sentences too short or too long hold are left out.
///
/// A word of a reference is one of the topic's if both have the same term in the language of the
/// topic's first document.
pub fn examples(documents: Vec<Document>, references: &[String], options: &Options) -> Examples {
    let corpus = segment::corpus(documents, &options.segment);
    let terms = analyze::terms(&corpus);
    let Some(topic) = cluster::single(&corpus, &terms, &options.cluster) else {
        return Examples::default();
    };
    let reader = Reader::of(&Options::default(), &corpus, &terms);
    let scored = Scored::of(&topic, &corpus, &terms, Method::Concepts, &reader);
    let concepts = scored.concepts(&topic, &corpus);
    let language = corpus.documents.first().and_then(|document| document.language);
    let shares = shares(references, language, scored.space(), &terms);
    let mut examples = Examples::default();
    for (dimension, (features, share)) in (0..).zip(concepts.features().zip(shares)) {
        if features.iter().all(|&feature| feature == 0.0) {
            continue;
        }
        let example = Example { features, share };
        match scored.space().kind(dimension) {
            Dimension::Word => examples.words.push(example),
            Dimension::Pair(..) => examples.pairs.push(example),
        }
    }
    examples
}

/// The share of the references that hold each dimension of `space`.
fn shares(
    references: &[String],
    language: Option<Language>,
    space: &Space,
    terms: &Terms,
) -> Vec<f64> {
    let mut shares = vec![0.0; space.dimensions()];
    for reference in references {
        let corpus = corpus(reference, language);
        for dimension in held(&corpus, language, space, terms) {
            shares[dimension as usize] += 1.0 / references.len() as f64;
        }
    }
    shares
}

/// The dimensions of the words and pairs of a reference, ascending, each once.
fn held(corpus: &Corpus, language: Option<Language>, space: &Space, terms: &Terms) -> Vec<u32> {
    let lookup = terms.lookup(language);
    let text = corpus.documents.first().map_or("", |document| document.text.as_str());
    let mut held = Vec::new();
    for sentence in &corpus.sentences {
        let tokens: Vec<_> =
            corpus.words(sentence.id).iter().map(|word| lookup.term(word.of(text))).collect();
        // A word that the topic lacks parts its neighbors, which are no pair.
        for run in tokens.split(Option::is_none) {
            let run: Vec<_> = run.iter().copied().flatten().collect();
            held.extend(space.held(&run, terms));
        }
    }
    held.sort_unstable();
    held.dedup();
    held
}

/// A reference as a corpus of one document, whose lines are paragraphs.
fn corpus(reference: &str, language: Option<Language>) -> Corpus {
    let document = Document::plain(reference.to_owned(), None);
    segment::corpus(vec![document], &segment::Options { language })
}
