//! How common words are in articles at large, so that a heap of two articles knows what is rare.
//!
//! The tables are data (`background/*.txt`, their README says from where); a word that stands in
//! none of them counts as rare.

use rustc_hash::FxHashMap;

use crate::analyze::Terms;
use crate::model::{Language, TermId};

/// Articles that the table stands for.
pub const ARTICLES: f64 = 1000.0;
/// Document frequency, of [`ARTICLES`], of a word that the tables do not hold.
const UNLISTED: f64 = 4.0;

/// The document frequency of each term of `terms` in [`ARTICLES`] background articles of
/// `language`, by [`TermId`]; English where the language is unknown.
///
/// Words are folded and stemmed like those of the corpus; the frequencies of words with one stem
/// are added, as if they were independent.
pub fn document_frequencies(language: Option<Language>, terms: &Terms) -> Vec<f64> {
    let table = table(language.unwrap_or(Language::ENGLISH));
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
