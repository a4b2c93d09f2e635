//! What earlier editions said, sentence by sentence, and whether a sentence adds to it.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Memory;
use super::lexicon::{self, Lexicon, Words};
use crate::model::Briefing;
use crate::model::briefing::{CitationEntry, TopicEntry};

/// Words in a shingle.
const SHINGLE: usize = 5;
/// Share of a sentence's shingles from which it is a copy of what was there before.
const COPIED: f64 = 0.8;
/// Share of a sentence's content, by weight, that one earlier sentence must hold for the two to
/// say the same.
const SAID: f64 = 0.6;
/// The share that all earlier sentences on the event must hold together.
const SCATTERED: f64 = 0.9;

/// Every sentence of the earlier editions, by its words.
pub(super) struct Told {
    sentences: Vec<Words>,
    exact: FxHashSet<Vec<u32>>,
    /// For each content word the sentences that hold it, ascending.
    postings: FxHashMap<u32, Vec<u32>>,
    /// The runs of words in these sentences, and in the articles of the editions.
    shingles: FxHashSet<[u32; SHINGLE]>,
}

impl Told {
    /// Indexes what `memory` holds. Linear in its words.
    pub(super) fn of(memory: Memory<'_>, lexicon: &mut Lexicon) -> Self {
        let mut told = Self {
            sentences: Vec::new(),
            exact: FxHashSet::default(),
            postings: FxHashMap::default(),
            shingles: FxHashSet::default(),
        };
        for edition in memory.editions {
            for topic in &edition.topics {
                statements(topic, edition, lexicon).into_iter().for_each(|words| told.add(words));
            }
        }
        for article in memory.articles {
            let words = lexicon.words(&article.text, article.language);
            told.shingles.extend(shingles(&words.all));
        }
        told
    }

    fn add(&mut self, words: Words) {
        let number = u32::try_from(self.sentences.len()).unwrap_or(u32::MAX);
        for &word in &words.content {
            self.postings.entry(word).or_default().push(number);
        }
        self.shingles.extend(shingles(&words.all));
        self.exact.insert(words.all.clone());
        self.sentences.push(words);
    }

    /// Whether a sentence was said before: in these words, in most of them, with most of its
    /// content in one sentence, or with nearly all of it among `concepts`, what was told of its
    /// event. A figure that was not there before is always news: a toll that rises is told in the
    /// words of the day before.
    pub(super) fn says(&self, words: &Words, concepts: &[u32]) -> bool {
        if words.all.is_empty() || self.exact.contains(&words.all) || self.copies(words) {
            return true;
        }
        let total: f64 = words.content.iter().map(|&word| self.weight(word)).sum();
        if total <= 0.0 {
            return false;
        }
        let among = |word: u32| concepts.binary_search(&word).is_ok();
        let known: f64 =
            words.content.iter().filter(|&&word| among(word)).map(|&word| self.weight(word)).sum();
        (known >= SCATTERED * total && words.figures().all(among)) || self.is_held(words, total)
    }

    /// Most of its runs of words were there before, and every figure stands in one of those.
    fn copies(&self, words: &Words) -> bool {
        let known: Vec<bool> =
            shingles(&words.all).map(|run| self.shingles.contains(&run)).collect();
        let n_known = known.iter().filter(|&&known| known).count();
        if known.is_empty() || (n_known as f64) < COPIED * known.len() as f64 {
            return false;
        }
        let covers = |place: usize| {
            let first = place.saturating_sub(SHINGLE - 1);
            known.iter().take(place + 1).skip(first).any(|&known| known)
        };
        words.is_figure.iter().enumerate().all(|(place, &is_figure)| !is_figure || covers(place))
    }

    /// One sentence holds [`SAID`] of the content, and every figure.
    fn is_held(&self, words: &Words, total: f64) -> bool {
        let mut held: FxHashMap<u32, f64> = FxHashMap::default();
        let mut touched = Vec::new();
        for &word in &words.content {
            let weight = self.weight(word);
            for &number in self.postings.get(&word).into_iter().flatten() {
                let sum = held.entry(number).or_insert_with(|| {
                    touched.push(number);
                    0.0
                });
                *sum += weight;
            }
        }
        touched.into_iter().filter(|number| held[number] >= SAID * total).any(|number| {
            let content = &self.sentences[number as usize].content;
            words.figures().all(|figure| content.binary_search(&figure).is_ok())
        })
    }

    /// `ln(1 + N/n)` of a word that n of N sentences hold; one that none holds weighs as if half a
    /// sentence did.
    fn weight(&self, word: u32) -> f64 {
        let n = self.postings.get(&word).map_or(0.5, |sentences| sentences.len() as f64);
        (1.0 + self.sentences.len() as f64 / n).ln()
    }
}

/// The sentences of `topic` that a page shows.
pub(super) fn statements(
    topic: &TopicEntry,
    edition: &Briefing,
    lexicon: &mut Lexicon,
) -> Vec<Words> {
    let TopicEntry { extracts, timeline, differences, only_in_one, .. } = topic;
    let extracts = extracts.iter().map(|entry| (&entry.text, &entry.citations));
    let events = timeline.iter().map(|entry| (&entry.text, &entry.citations));
    let sides = differences.iter().flat_map(|pair| [&pair.a, &pair.b]);
    let single = sides.chain(only_in_one).map(|entry| (&entry.text, &entry.citations));
    let all = extracts.chain(events).chain(single);
    let source = |places: &[CitationEntry]| places.first().map(|place| place.source);
    all.map(|(text, places)| {
        let language = lexicon::of_source(source(places), &edition.sources).or(edition.language);
        lexicon.words(text, language)
    })
    .collect()
}

fn shingles(words: &[u32]) -> impl Iterator<Item = [u32; SHINGLE]> + '_ {
    words.windows(SHINGLE).filter_map(|window| window.try_into().ok())
}
