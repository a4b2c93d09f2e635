//! How common words are in articles at large, so that a heap of two articles knows what is rare.
//!
//! The tables are data (`background/*.txt`, their README says from where); a word that stands in
//! none of them counts as rare. Users can make tables of their own articles.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use rustc_hash::FxHashMap;

use crate::analyze::Terms;
use crate::analyze::fold;
use crate::model::{Corpus, Language, TermId};

/// Articles that a table stands for.
pub(super) const ARTICLES: f64 = 1000.0;
/// Document frequency, of [`ARTICLES`], of a word that the tables do not hold.
const UNLISTED: f64 = 4.0;
/// The shares of articles, in percent, to which frequencies are rounded.
const LEVELS: [f64; 15] =
    [50.0, 40.0, 30.0, 25.0, 20.0, 16.0, 13.0, 10.0, 8.0, 6.0, 5.0, 4.0, 3.0, 2.5, 2.0];
/// The least share that is told, in percent.
const LEAST: f64 = 1.8;
/// Words of an article that are looked at, as many as the shipped tables stand for.
const FIRST_WORDS: usize = 400;

/// Tables of document frequencies by language, in place of the shipped ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Background {
    tables: BTreeMap<Language, String>,
}

impl Background {
    /// Counts the articles that hold each word, for each language of `corpus`; a language with
    /// fewer than `least` articles gets no table.
    pub fn count(corpus: &Corpus, least: usize) -> Self {
        let mut counts: BTreeMap<Language, Counts> = BTreeMap::new();
        for document in &corpus.documents {
            let Some(language) = document.language else { continue };
            let words = corpus.sentences_of(document.id).flat_map(|id| corpus.words(id));
            let words = words
                .take(FIRST_WORDS)
                .map(|span| fold::word(span.of(&document.text)).into_owned());
            counts.entry(language).or_default().add(words.collect());
        }
        counts.retain(|_, counts| counts.n_articles >= least.max(1));
        let table = |(language, counts): (Language, Counts)| (language, counts.table());
        Self { tables: counts.into_iter().map(table).collect() }
    }

    /// Takes `table` for `language`.
    ///
    /// # Errors
    /// The number of the first line that is no share in percent with words behind it.
    pub fn insert(&mut self, language: Language, table: String) -> Result<(), usize> {
        let is_line = |line: &str| {
            let share = line.split(' ').next().and_then(|share| share.parse::<f64>().ok());
            line.trim().is_empty() || share.is_some_and(|share| (0.0..=100.0).contains(&share))
        };
        if let Some(place) = table.lines().position(|line| !is_line(line)) {
            return Err(place + 1);
        }
        self.tables.insert(language, table);
        Ok(())
    }

    /// The tables, by language: a line for each share of articles in percent, with its words.
    pub fn tables(&self) -> impl Iterator<Item = (Language, &str)> {
        self.tables.iter().map(|(&language, table)| (language, table.as_str()))
    }
}

/// How many articles there are, and how many of them hold each word.
#[derive(Default)]
struct Counts {
    n_articles: usize,
    df: BTreeMap<String, usize>,
}

impl Counts {
    fn add(&mut self, words: BTreeSet<String>) {
        self.n_articles += 1;
        words.into_iter().for_each(|word| *self.df.entry(word).or_default() += 1);
    }

    /// The words by how large a share of the articles holds each.
    fn table(&self) -> String {
        let mut lines: Vec<Vec<&str>> = vec![Vec::new(); LEVELS.len()];
        for (word, &n) in &self.df {
            let percent = 100.0 * n as f64 / self.n_articles as f64;
            let distance = |&place: &usize| (LEVELS[place] / percent).ln().abs();
            let nearest = (0..LEVELS.len()).min_by(|a, b| distance(a).total_cmp(&distance(b)));
            if let Some(place) = nearest.filter(|_| percent >= LEAST && !word.is_empty()) {
                lines[place].push(word);
            }
        }
        let mut table = String::new();
        for (level, words) in LEVELS.iter().zip(lines).filter(|(_, words)| !words.is_empty()) {
            let _ = writeln!(table, "{level} {}", words.join(" "));
        }
        table
    }
}

/// The document frequency of each term of `terms` in [`ARTICLES`] background articles of
/// `language`, by [`TermId`]; English where the language is unknown.
///
/// Words are folded and stemmed like those of the corpus; the frequencies of words with one stem
/// are added, as if they were independent.
pub(super) fn document_frequencies(
    language: Option<Language>,
    terms: &Terms,
    own: Option<&Background>,
) -> Vec<f64> {
    let spoken = language.unwrap_or(Language::ENGLISH);
    let own = own.and_then(|own| own.tables.get(&spoken)).map(String::as_str);
    let table = own.unwrap_or_else(|| table(spoken));
    let mut absent: FxHashMap<TermId, f64> = FxHashMap::default();
    let analyzer = terms.lookup(language);
    for line in table.lines() {
        let mut fields = line.split(' ');
        let Some(percent) = fields.next().and_then(|share| share.parse::<f64>().ok()) else {
            continue;
        };
        for term in fields.filter_map(|word| analyzer.term(word)) {
            *absent.entry(term).or_insert(1.0) *= 1.0 - percent / 100.0;
        }
    }
    (0..terms.len())
        .map(|index| {
            let share = absent.get(&TermId::at(index)).map(|absent| 1.0 - absent);
            share.map_or(UNLISTED, |share| share * ARTICLES)
        })
        .collect()
}

macro_rules! tables {
    ($($code:literal),* $(,)?) => {
        /// The table of `language`; empty where there is none.
        fn table(language: Language) -> &'static str {
            match language.code() {
                $($code => include_str!(concat!("background/", $code, ".txt")),)*
                _ => "",
            }
        }
    };
}

tables!(
    "ar", "bg", "ca", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hu", "id",
    "it", "lt", "lv", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sv", "ta", "tr", "uk", "ur",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_tells_how_many_articles_hold_a_word() {
        let table = |n_articles: usize| {
            let mut counts = Counts::default();
            for n in 0..n_articles {
                let words =
                    [Some("the"), (n % 2 == 0).then_some("rain"), (n == 7).then_some("otter")];
                counts.add(words.into_iter().flatten().map(str::to_owned).collect());
            }
            counts.table()
        };
        // One of a hundred is below the least share that is told.
        assert_eq!(table(100), "50 rain the\n");
        assert_eq!(table(10), "50 rain the\n10 otter\n");
    }

    #[test]
    fn tables_that_are_none_are_refused() {
        let mut background = Background::default();
        assert_eq!(background.insert(Language::ENGLISH, "50 the\n\n2.5 rain\n".into()), Ok(()));
        assert_eq!(background.insert(Language::ENGLISH, "50 the\nrain 3\n".into()), Err(2));
        assert_eq!(background.insert(Language::ENGLISH, "120 the".into()), Err(1));
        assert_eq!(background.tables().count(), 1);
    }
}
