//! The parts of a topic to their entries: places become numbered citations with their text.

use crate::model::briefing::{
    ChangeEntry, CitationEntry, DifferenceEntry, EntityEntry, EventEntry, ExtractEntry, LinkEntry,
    MapEntry, PlaceEntry, QuotationEntry, RelationEntry, StatementEntry, TermEntry,
};
use crate::model::description::{ChangeKind, Difference, Entity, Event, KeyPhrase, Map, Quotation};
use crate::model::{Citation, Corpus, DocumentId, Extract, Relation, SentenceId, Span, Topic};

/// What turning places into citations takes.
pub(super) struct Writer<'a, N> {
    pub(super) corpus: &'a Corpus,
    /// The source number of a document.
    pub(super) number: &'a N,
}

impl<N: Fn(DocumentId) -> u32> Writer<'_, N> {
    pub(super) fn extract(&self, extract: &Extract) -> ExtractEntry {
        ExtractEntry {
            text: self.corpus.text(extract.sentence).to_owned(),
            rank: extract.rank,
            support: extract.support,
            new: None,
            score: extract.score,
            citations: self.citations(&extract.citations),
        }
    }

    pub(super) fn event(&self, event: &Event) -> EventEntry {
        EventEntry {
            date: event.when,
            expression: self.words(event.sentence, Some(event.expression)),
            text: self.corpus.text(event.sentence).to_owned(),
            ahead: event.is_ahead,
            citations: self.citations(&event.citations),
        }
    }

    pub(super) fn quotation(&self, quotation: &Quotation) -> QuotationEntry {
        let said = quotation.citations.first();
        QuotationEntry {
            text: said.map_or_else(String::new, |said| self.words_of(said.document, said.span)),
            speaker: quotation.speaker.clone(),
            citations: self.citations(&quotation.citations),
        }
    }

    pub(super) fn difference(&self, difference: &Difference) -> DifferenceEntry {
        let Difference { a, b, changes } = difference;
        let has_figures = changes.iter().any(|change| change.kind == ChangeKind::Number);
        let change = |change: &crate::model::description::Change| ChangeEntry {
            kind: change.kind,
            a: self.words(*a, change.a),
            b: self.words(*b, change.b),
        };
        DifferenceEntry {
            a: self.statement(*a),
            b: self.statement(*b),
            changes: changes.iter().map(change).collect(),
            latest: has_figures.then(|| self.later(*a, *b)).flatten(),
        }
    }

    pub(super) fn statement(&self, id: SentenceId) -> StatementEntry {
        StatementEntry { text: self.corpus.text(id).to_owned(), citations: vec![self.verbatim(id)] }
    }

    pub(super) fn entity(&self, entity: &Entity) -> EntityEntry {
        EntityEntry {
            name: entity.name.clone(),
            kind: entity.kind,
            mentions: entity.mentions,
            forms: entity.forms.clone(),
            citations: entity.sentences.iter().map(|&id| self.verbatim(id)).collect(),
        }
    }

    pub(super) fn map(&self, map: &Map, topic: &Topic) -> MapEntry {
        let number = |place: usize| topic.documents.get(place).map_or(0, |&id| (self.number)(id));
        let places = map.places.iter().enumerate();
        let places = places.map(|(place, &(x, y))| PlaceEntry { source: number(place), x, y });
        let links = map.links.iter().map(|&(a, b, similarity)| LinkEntry {
            a: number(a),
            b: number(b),
            similarity,
        });
        MapEntry { places: places.collect(), links: links.collect() }
    }

    pub(super) fn term(&self, term: &KeyPhrase) -> TermEntry {
        TermEntry {
            text: term.text.clone(),
            mentions: term.mentions,
            citations: term.sentences.iter().map(|&id| self.verbatim(id)).collect(),
        }
    }

    /// The number of the later of two sentences' sources, where their days differ.
    fn later(&self, a: SentenceId, b: SentenceId) -> Option<u32> {
        let document = |id| self.corpus.document(self.corpus.sentence(id).document);
        let (a, b) = (document(a), document(b));
        let (first, second) = (a.published?, b.published?);
        match first.cmp(&second) {
            std::cmp::Ordering::Less => Some((self.number)(b.id)),
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Greater => Some((self.number)(a.id)),
        }
    }

    fn citations(&self, citations: &[Citation]) -> Vec<CitationEntry> {
        citations.iter().map(|citation| self.citation(citation)).collect()
    }

    fn verbatim(&self, id: SentenceId) -> CitationEntry {
        let sentence = self.corpus.sentence(id);
        self.citation(&Citation {
            document: sentence.document,
            span: sentence.span,
            relation: Relation::Verbatim,
        })
    }

    fn citation(&self, citation: &Citation) -> CitationEntry {
        let (relation, similarity) = match citation.relation {
            Relation::Verbatim => (RelationEntry::Verbatim, 1.0),
            Relation::AlsoReported { cosine } => (RelationEntry::Also, cosine),
        };
        CitationEntry {
            source: (self.number)(citation.document),
            start: citation.span.start,
            end: citation.span.end,
            relation,
            similarity,
        }
    }

    fn words(&self, sentence: SentenceId, span: Option<Span>) -> String {
        let document = self.corpus.sentence(sentence).document;
        span.map_or_else(String::new, |span| self.words_of(document, span))
    }

    fn words_of(&self, document: DocumentId, span: Span) -> String {
        span.of(&self.corpus.document(document).text).to_owned()
    }
}
