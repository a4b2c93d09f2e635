//! Words that say nothing on their own, per language: NLTK's lists, else those of stopwords-iso.

use rustc_hash::FxHashSet;

use super::fold;
use crate::model::Language;

/// The folded stop words of `language`, English where it is unknown; empty where there is no list.
pub fn of(language: Option<Language>) -> FxHashSet<String> {
    let code = language.unwrap_or(Language::ENGLISH).code();
    let words = stop_words::lookup(code).unwrap_or_default();
    words.iter().map(|word| fold::word(word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_of_both_lists_are_served() {
        for (code, word) in
            [("en", "the"), ("de", "und"), ("cs", "jako"), ("ar", "في"), ("hi", "और")]
        {
            assert!(of(code.parse().ok()).contains(word), "{code} {word}");
        }
        assert!(!of(Some(Language::ENGLISH)).contains("US"));
    }
}
