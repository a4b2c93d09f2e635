//! Sentences and words as spans of their documents.

use super::{Document, DocumentId, ParagraphKind, SentenceId, Span};

/// What a sentence is taken from; see [`ParagraphKind`], lists counting as body.
pub type SentenceKind = ParagraphKind;

/// A sentence: a byte span of one document, and where it stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Dense over the corpus, ascending by document and span.
    pub id: SentenceId,
    /// Its document.
    pub document: DocumentId,
    /// Its bytes, white space around it left out.
    pub span: Span,
    /// Place among the body sentences of its document, from 0; for a sentence that is no body
    /// text, how many body sentences stand before it.
    pub position: u32,
    /// Index into the document's paragraphs.
    pub paragraph: u32,
    /// Words in it.
    pub words: u32,
    /// Index of its first word in [`Corpus::words`].
    pub first_word: u32,
    /// What it is; only body text and list items become extracts, unless there is nothing else.
    pub kind: SentenceKind,
}

/// All documents with their sentences and words.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    /// In id order.
    pub documents: Vec<Document>,
    /// In id order: by document, then by span.
    pub sentences: Vec<Sentence>,
    /// Byte spans of all words in their documents' texts, in the order of the sentences.
    pub words: Vec<Span>,
    /// For each document the byte spans of the words of its title, in the title's own bytes.
    pub title_words: Vec<Vec<Span>>,
}

impl Corpus {
    /// The document `id`.
    pub fn document(&self, id: DocumentId) -> &Document {
        &self.documents[id.index()]
    }

    /// The sentence `id`.
    pub fn sentence(&self, id: SentenceId) -> &Sentence {
        &self.sentences[id.index()]
    }

    /// The text of sentence `id`, byte for byte as in its document.
    pub fn text(&self, id: SentenceId) -> &str {
        let sentence = self.sentence(id);
        sentence.span.of(&self.document(sentence.document).text)
    }

    /// The word spans of sentence `id`, in order.
    pub fn words(&self, id: SentenceId) -> &[Span] {
        let sentence = self.sentence(id);
        let first = sentence.first_word as usize;
        &self.words[first..first + sentence.words as usize]
    }

    /// The ids of the sentences of document `id`, in order.
    pub fn sentences_of(&self, id: DocumentId) -> impl Iterator<Item = SentenceId> + use<> {
        let start = self.sentences.partition_point(|sentence| sentence.document < id);
        let end = self.sentences.partition_point(|sentence| sentence.document <= id);
        (start..end).map(SentenceId::at)
    }
}
