//! What the reader asks for and knows already, in the terms of a run.

use rustc_hash::FxHashMap;

use super::Options;
use crate::analyze::Terms;
use crate::analyze::duplicate::Group;
use crate::analyze::vector::Vectors;
use crate::error::Warning;
use crate::model::{Corpus, Document, DocumentId, Language, TermId, Topic};
use crate::score::Aim;
use crate::score::focus::Focus;
use crate::score::known::{News, Told, UNKNOWN};
use crate::segment;

/// The reader of a run.
pub(super) struct Reader {
    /// The words of the query in each language of the run, parted where one is unknown.
    query: Vec<(Option<Language>, Vec<Vec<TermId>>)>,
    /// The sentences of the earlier articles, ascending.
    told: Vec<Told>,
    /// The earlier articles.
    pub(super) earlier: Corpus,
}

impl Reader {
    /// The reader that `options` tell of, of a run over `corpus`.
    pub(super) fn of(options: &Options, corpus: &Corpus, terms: &Terms) -> Self {
        let languages = languages(corpus);
        let query = options.select.query.as_deref().unwrap_or_default();
        let runs = |&language: &Option<Language>| (language, runs(query, language, terms));
        let earlier = earlier(&options.earlier, &options.segment);
        Self {
            query: if query.is_empty() { Vec::new() } else { languages.iter().map(runs).collect() },
            told: told(&earlier, &languages, terms),
            earlier,
        }
    }

    /// Whether there are earlier articles.
    pub(super) fn knows(&self) -> bool {
        !self.earlier.documents.is_empty()
    }

    /// What the summary of `topic` is for.
    pub(super) fn aim(
        &self,
        groups: &[Group],
        vectors: &Vectors,
        topic: &Topic,
        corpus: &Corpus,
        terms: &Terms,
    ) -> Aim {
        let asked = self.asked(topic, corpus);
        let focus = (!asked.is_empty()).then(|| {
            let told: Vec<&[TermId]> =
                groups.iter().map(|group| terms.of_id(corpus, group.representative)).collect();
            Focus::of(&asked, &told, vectors, terms)
        });
        let news = self.knows().then(|| News::of(&self.told, groups, vectors, corpus, terms));
        Aim { focus: focus.flatten(), news }
    }

    /// `topics` with those that hold the most words of the query first, in their order otherwise.
    pub(super) fn foremost(
        &self,
        mut topics: Vec<Topic>,
        corpus: &Corpus,
        terms: &Terms,
    ) -> Vec<Topic> {
        if self.query.is_empty() {
            return topics;
        }
        topics.sort_by_cached_key(|topic| std::cmp::Reverse(self.n_held(topic, corpus, terms)));
        for (index, topic) in topics.iter_mut().enumerate() {
            topic.id = crate::model::TopicId::at(index);
        }
        topics
    }

    /// That the query `words` is told of nowhere, unless it is.
    pub(super) fn missed(words: Option<&str>, is_focused: bool) -> Option<Warning> {
        let words = words.filter(|words| !words.is_empty() && !is_focused)?;
        let message = "occurs in none of the articles; the summary is not focused";
        Some(Warning::new(format!("query \"{words}\""), message))
    }

    /// The words of the query in the languages of `topic`.
    fn asked(&self, topic: &Topic, corpus: &Corpus) -> Vec<Vec<TermId>> {
        let is_spoken = |language: Option<Language>| {
            topic.documents.iter().any(|&id| corpus.document(id).language == language)
        };
        let spoken = self.query.iter().filter(|&&(language, _)| is_spoken(language));
        spoken.flat_map(|(_, runs)| runs.iter().cloned()).collect()
    }

    /// The content words of the query in the languages of `topic`, ascending, each once.
    pub(super) fn asked_content(
        &self,
        topic: &Topic,
        corpus: &Corpus,
        terms: &Terms,
    ) -> Vec<TermId> {
        let mut asked = self.asked(topic, corpus).concat();
        asked.retain(|&term| terms.is_content(term));
        asked.sort_unstable();
        asked.dedup();
        asked
    }

    /// How many content words of the query the sentences and titles of `topic` hold.
    fn n_held(&self, topic: &Topic, corpus: &Corpus, terms: &Terms) -> usize {
        let asked = self.asked_content(topic, corpus, terms);
        let mut is_held = vec![false; asked.len()];
        let sentences = topic.sentences.iter().map(|&id| terms.of_id(corpus, id));
        let titles = topic.documents.iter().map(|id| terms.of_title(id.index()));
        for term in sentences.chain(titles).flatten() {
            if let Ok(place) = asked.binary_search(term) {
                is_held[place] = true;
            }
        }
        is_held.into_iter().filter(|&is_held| is_held).count()
    }
}

/// The languages of the documents, the most frequent first.
fn languages(corpus: &Corpus) -> Vec<Option<Language>> {
    let mut counts: Vec<(Option<Language>, usize)> = Vec::new();
    for document in &corpus.documents {
        match counts.iter_mut().find(|(language, _)| *language == document.language) {
            Some((_, count)) => *count += 1,
            None => counts.push((document.language, 1)),
        }
    }
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    counts.into_iter().map(|(language, _)| language).collect()
}

/// The terms of the words of `text` that the run holds, parted where it holds none.
fn runs(text: &str, language: Option<Language>, terms: &Terms) -> Vec<Vec<TermId>> {
    let document = Document::plain(text.to_owned(), None);
    let corpus = segment::corpus(vec![document], &segment::Options { language });
    let lookup = terms.lookup(language);
    let mut runs = Vec::new();
    for sentence in &corpus.sentences {
        let words = corpus.words(sentence.id).iter().map(|word| lookup.term(word.of(text)));
        let found: Vec<Option<TermId>> = words.collect();
        let parts = found.split(Option::is_none).map(|run| run.iter().copied().flatten().collect());
        runs.extend(parts.filter(|run: &Vec<TermId>| !run.is_empty()));
    }
    runs
}

/// The earlier articles as a corpus of their own.
fn earlier(documents: &[Document], options: &segment::Options) -> Corpus {
    let numbered = |(index, document): (usize, &Document)| Document {
        id: DocumentId::at(index),
        ..document.clone()
    };
    segment::corpus(documents.iter().enumerate().map(numbered).collect(), options)
}

/// The sentences of `earlier` in terms of the run; of an article too short to tell its language,
/// in the terms of the run's first. What is in no language of the run is not known to its reader.
fn told(earlier: &Corpus, languages: &[Option<Language>], terms: &Terms) -> Vec<Told> {
    let mut told = Vec::new();
    if earlier.documents.is_empty() {
        return told;
    }
    for language in languages {
        let is_spoken = |document: &&Document| {
            let own = document.language;
            own == *language
                || own.is_none()
                    && !languages.contains(&None)
                    && languages.first() == Some(language)
        };
        let lookup = terms.lookup(*language);
        let mut seen: FxHashMap<&str, (TermId, usize)> = FxHashMap::default();
        for document in earlier.documents.iter().filter(is_spoken) {
            for id in earlier.sentences_of(document.id) {
                let (mut tokens, mut n_unknown_content) = (Vec::new(), 0);
                for word in earlier.words(id).iter().map(|span| span.of(&document.text)) {
                    let (term, n_unknown) = *seen.entry(word).or_insert_with(|| {
                        let unknown = || (UNKNOWN, usize::from(lookup.is_content(word)));
                        lookup.term(word).map_or_else(unknown, |term| (term, 0))
                    });
                    tokens.push(term);
                    n_unknown_content += n_unknown;
                }
                if !tokens.is_empty() {
                    told.push(Told { id, document: document.id.0, tokens, n_unknown_content });
                }
            }
        }
    }
    told.sort_by_key(|told| told.id);
    told
}
