//! What the documents of a topic tell about their words: which are names, who is who, what is
//! shared by most.

use rustc_hash::FxHashMap;

use super::Place;
use super::name::{self, People};
use super::passage::{Cutter, Passage, Token};
use super::topicality::{self, Core};
use crate::model::{Corpus, DocumentId};

/// The documents that summaries are judged against, read once for all of them.
pub struct Background<'a> {
    corpus: &'a Corpus,
    cutter: Cutter,
    spellings: Spellings,
    pub(super) people: People,
    /// Stems of the words and names that most documents share.
    pub(super) core: Core,
    pub(super) n_documents: usize,
}

impl<'a> Background<'a> {
    /// Reads the body sentences of `documents`, which are of `corpus`. O(words).
    pub fn of(corpus: &'a Corpus, documents: &[DocumentId]) -> Self {
        let cutter = Cutter::of(corpus);
        let known = documents.iter().filter_map(|id| corpus.documents.get(id.index()));
        let sentences = known.flat_map(|document| {
            corpus.sentences_of(document.id).map(move |id| (document, corpus.sentence(id)))
        });
        let passages: Vec<Passage> = sentences
            .filter(|(_, sentence)| sentence.kind.is_body())
            .map(|(document, sentence)| cutter.passage(document, sentence.span))
            .collect();
        let spellings = Spellings::of(&passages);
        let people = name::people(&passages, &spellings);
        let core = topicality::core(&passages, &spellings);
        Self { corpus, cutter, spellings, people, core, n_documents: documents.len() }
    }

    /// The sentences of a summary; places outside the corpus are left out.
    pub(super) fn passages(&self, summary: &[Place]) -> Vec<Passage<'a>> {
        let passage = |place: &Place| {
            let document = self.corpus.documents.get(place.document.index())?;
            Some(self.cutter.passage(document, place.span))
        };
        summary.iter().filter_map(passage).collect()
    }

    /// How the documents spell their words.
    pub(super) fn spellings(&self) -> &Spellings {
        &self.spellings
    }
}

/// How often the documents write a word with a capital where none is due, and in lower case.
#[derive(Default)]
pub(super) struct Spellings {
    counts: FxHashMap<String, (u32, u32)>,
}

impl Spellings {
    fn of(passages: &[Passage]) -> Self {
        let mut spellings = Self::default();
        for token in passages.iter().flat_map(|passage| &passage.tokens) {
            if token.is_capital && token.is_initial {
                continue;
            }
            let (capital, lower) = spellings.counts.entry(token.folded.clone()).or_default();
            *(if token.is_capital { capital } else { lower }) += 1;
        }
        spellings
    }

    /// Is written as a name: with a capital, and where a sentence or quotation begins with it, as
    /// most documents write it elsewhere.
    pub(super) fn is_name(&self, token: &Token) -> bool {
        if !token.is_capital || !token.is_content {
            return false;
        }
        let (capital, lower) = self.counts.get(&token.folded).copied().unwrap_or_default();
        !token.is_initial || capital > lower
    }
}
