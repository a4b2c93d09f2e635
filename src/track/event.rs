//! Which event of earlier editions a topic goes on with.

use rustc_hash::{FxHashMap, FxHashSet};

use super::lexicon::{self, Lexicon};
use super::{Article, Memory, told};
use crate::analyze::vector::{Row, dot, normalize};
use crate::model::briefing::TopicEntry;
use crate::model::{Briefing, Date};

/// Similarity from which two topics tell of one event.
///
/// Between what long-running events of one kind need (`daybrief evaluate editions` on `MultiLing`:
/// at .10 none is taken for new, at .20 half of them are) and what keeps events apart that begin in
/// one week (on `CSTNews`: at .10 half of the new ones are taken for known, at .20 one of twenty).
const SAME_EVENT: f64 = 0.15;
/// Characters of an article that tell what it is about.
const BEGINNING: usize = 2000;

/// Articles by the hash of their texts.
type Texts<'a> = FxHashMap<&'a str, &'a Article>;

/// The topics of a briefing, each with the event that it goes on with.
pub(super) struct Events {
    names: Vec<String>,
    /// By event, the content words of everything told of it, ascending.
    concepts: Vec<Vec<u32>>,
    /// By topic of the briefing.
    found: Vec<Option<usize>>,
}

/// An event that earlier editions told of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found<'a> {
    pub(super) name: &'a str,
    pub(super) concepts: &'a [u32],
}

/// A topic of any edition.
struct Known {
    event: String,
    row: Row,
    articles: FxHashSet<String>,
}

impl Events {
    /// Finds for each topic of `briefing` the most similar topic of `editions`; among equals that
    /// of the latest.
    ///
    /// The similarity is the cosine of what both tell, or the share of the topic's articles that
    /// the earlier one had, whichever is more; topics that already bear one event's name are alike.
    pub(super) fn of(briefing: &Briefing, memory: Memory<'_>, lexicon: &mut Lexicon) -> Self {
        let texts: Texts<'_> = memory
            .articles
            .iter()
            .chain(memory.today)
            .map(|article| (article.sha256.as_str(), article))
            .collect();
        let mut bags = Vec::new();
        let mut known = Vec::new();
        let mut events = Self { names: Vec::new(), concepts: Vec::new(), found: Vec::new() };
        for edition in memory.editions.iter().chain([briefing]) {
            for topic in &edition.topics {
                bags.push(bag(topic, edition, &texts, lexicon));
                let event = name(topic, edition.date);
                known.push(Known { event, row: Row::new(), articles: articles(topic, edition) });
            }
        }
        let n_earlier = known.len() - briefing.topics.len();
        for (earlier, bag) in known.iter().zip(&bags).take(n_earlier) {
            events.learn(&earlier.event, bag);
        }
        events.concepts.iter_mut().for_each(|concepts| {
            concepts.sort_unstable();
            concepts.dedup();
        });
        // An event that was told of for a week counts once: its words are not common for that.
        let weights = Weights::of(events.concepts.iter().chain(&bags[n_earlier..]));
        for (topic, bag) in known.iter_mut().zip(bags) {
            topic.row = weights.row(bag);
        }
        let today = known.split_off(n_earlier);
        let place = |name: &String| events.names.iter().position(|known| known == name);
        let found = today.iter().zip(&briefing.topics);
        events.found =
            found.map(|(topic, entry)| nearest(topic, entry, &known).and_then(place)).collect();
        events
    }

    fn learn(&mut self, event: &str, bag: &[u32]) {
        let place = self.names.iter().position(|name| name == event).unwrap_or_else(|| {
            self.names.push(event.to_owned());
            self.concepts.push(Vec::new());
            self.names.len() - 1
        });
        self.concepts[place].extend(bag);
    }

    /// The event that the topic at `index` of the briefing goes on with.
    pub(super) fn of_topic(&self, index: usize) -> Option<Found<'_>> {
        let place = self.found.get(index).copied().flatten()?;
        Some(Found { name: &self.names[place], concepts: &self.concepts[place] })
    }
}

/// The name of a topic's event: its own, else one from its anchor and the day of its edition.
pub(super) fn name(topic: &TopicEntry, date: Option<Date>) -> String {
    let made =
        || date.map_or_else(|| topic.id.clone(), |date| format!("{}-{}", topic.id, date.day()));
    topic.event.clone().unwrap_or_else(made)
}

fn nearest<'a>(topic: &Known, entry: &TopicEntry, earlier: &'a [Known]) -> Option<&'a String> {
    let similarity = |other: &Known| {
        if entry.event.as_ref() == Some(&other.event) {
            return 1.0;
        }
        let n_same = topic.articles.intersection(&other.articles).count();
        let share = n_same as f64 / topic.articles.len().max(1) as f64;
        dot(&topic.row, &other.row).max(share)
    };
    earlier
        .iter()
        .map(|other| (similarity(other), other))
        .filter(|(similarity, _)| *similarity >= SAME_EVENT)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, other)| &other.event)
}

/// The content words of all that a topic tells, with repetitions.
fn bag(
    topic: &TopicEntry,
    edition: &Briefing,
    texts: &Texts<'_>,
    lexicon: &mut Lexicon,
) -> Vec<u32> {
    let mut bag: Vec<u32> = Vec::new();
    for words in told::statements(topic, edition, lexicon) {
        bag.extend(&words.content);
    }
    let number = topic.documents.first().copied();
    let language = lexicon::of_source(number, &edition.sources).or(edition.language);
    for text in [&topic.label, &topic.headline] {
        bag.extend(&lexicon.words(text, language).content);
    }
    let named = topic.entities.iter().map(|entity| &entity.name);
    for text in named.chain(topic.terms.iter().map(|term| &term.text)) {
        bag.extend(&lexicon.words(text, language).content);
    }
    for &number in &topic.documents {
        let Some(source) = source(number, edition) else { continue };
        if let Some(article) = texts.get(source.sha256.as_str()) {
            let beginning = beginning(&article.text);
            bag.extend(&lexicon.words(beginning, article.language).content);
        }
        let language = lexicon::of_source(Some(number), &edition.sources).or(edition.language);
        bag.extend(&lexicon.words(source.title.as_deref().unwrap_or_default(), language).content);
    }
    bag
}

/// The part of an article that tells what it is about.
fn beginning(text: &str) -> &str {
    let end = text.char_indices().nth(BEGINNING).map_or(text.len(), |(end, _)| end);
    text.get(..end).unwrap_or(text)
}

/// What tells a topic's articles from others: their texts, and their addresses.
fn articles(topic: &TopicEntry, edition: &Briefing) -> FxHashSet<String> {
    let sources = topic.documents.iter().filter_map(|&number| source(number, edition));
    sources.map(|source| source.sha256.clone()).collect()
}

fn source(number: u32, edition: &Briefing) -> Option<&crate::model::briefing::SourceEntry> {
    edition.sources.get(usize::try_from(number.checked_sub(1)?).ok()?)
}

/// How many of N groups of words hold each word.
struct Weights {
    n_groups: f64,
    df: FxHashMap<u32, f64>,
}

impl Weights {
    fn of<'a>(groups: impl Iterator<Item = &'a Vec<u32>>) -> Self {
        let mut weights = Self { n_groups: 0.0, df: FxHashMap::default() };
        for group in groups {
            weights.n_groups += 1.0;
            let mut words = group.clone();
            words.sort_unstable();
            words.dedup();
            words.into_iter().for_each(|word| *weights.df.entry(word).or_default() += 1.0);
        }
        weights
    }

    /// The vector of a bag, of length 1 or 0: `(1 + ln tf)·ln(1 + N/df)`.
    fn row(&self, mut bag: Vec<u32>) -> Row {
        let mut row: Row = Vec::new();
        bag.sort_unstable();
        for word in bag {
            match row.last_mut() {
                Some((last, n)) if *last == word => *n += 1.0,
                _ => row.push((word, 1.0)),
            }
        }
        for (word, n) in &mut row {
            let df = self.df.get(word).copied().unwrap_or(1.0);
            *n = (1.0 + n.ln()) * (1.0 + self.n_groups / df).ln();
        }
        normalize(&mut row);
        row
    }
}
