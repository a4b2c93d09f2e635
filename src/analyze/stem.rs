//! Words to stems by Snowball's algorithms; the vocabulary cuts the words of
//! languages without one.

use rust_stemmers::{Algorithm, Stemmer};

use crate::model::Language;

/// The stemmer for `language`; `None` where Snowball has none.
pub fn stemmer(language: Option<Language>) -> Option<Stemmer> {
    let algorithm = match language?.code() {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nl" => Algorithm::Dutch,
        "no" => Algorithm::Norwegian,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    };
    Some(Stemmer::create(algorithm))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_by_language() {
        let stem = |code: &str, word: &str| {
            let stemmer = stemmer(code.parse().ok()).unwrap();
            stemmer.stem(word).into_owned()
        };
        assert_eq!(stem("en", "countries"), "countri");
        assert_eq!(stem("de", "häuser"), "haus");
        assert_eq!(stem("pt", "governos"), "govern");
        assert!(stemmer("cs".parse().ok()).is_none());
        assert!(stemmer(None).is_none());
    }
}
