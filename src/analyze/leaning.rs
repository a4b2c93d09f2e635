//! The words by which a sentence leans on the one before it, per language, read from
//! `leaning.txt`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::fold;
use crate::model::Language;

/// What a word or phrase does to the sentence it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Stands for somebody or something named elsewhere.
    Pronoun,
    /// Continues the thought of the sentence before.
    Connective,
    /// First or second person.
    First,
}

/// The phrases of one kind in one language, each as its words.
type Phrases = Vec<Vec<&'static str>>;

static TABLE: LazyLock<FxHashMap<(Language, Kind), Phrases>> =
    LazyLock::new(|| parse(include_str!("leaning.txt")));

/// Whether `words` (folded) begin with a word or phrase of `kind`; never where the language has
/// no list.
///
/// ```
/// use daybrief::model::Language;
/// use daybrief::analyze::leaning::{Kind, begins_with};
/// let words = ["in", "addition", "to", "rain"].map(String::from);
/// assert!(begins_with(&words, Kind::Connective, Language::ENGLISH));
/// assert!(!begins_with(&words, Kind::Pronoun, Language::ENGLISH));
/// ```
pub fn begins_with(words: &[String], kind: Kind, language: Language) -> bool {
    TABLE.get(&(language, kind)).is_some_and(|phrases| {
        phrases.iter().any(|phrase| {
            words.len() >= phrase.len() && phrase.iter().zip(words).all(|(a, b)| a == b)
        })
    })
}

/// Whether any of `words` (folded) is of `kind` on its own.
pub fn holds(words: &[String], kind: Kind, language: Language) -> bool {
    (0..words.len()).any(|start| begins_with(&words[start..=start], kind, language))
}

/// The form in which words are looked up.
pub fn folded(word: &str) -> String {
    fold::word(word)
}

fn parse(table: &'static str) -> FxHashMap<(Language, Kind), Phrases> {
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut fields = line.split(' ');
            let language = fields.next()?.parse().ok()?;
            let kind = match fields.next()? {
                "pronoun" => Kind::Pronoun,
                "connective" => Kind::Connective,
                "first" => Kind::First,
                _ => return None,
            };
            Some(((language, kind), fields.map(|phrase| phrase.split('_').collect()).collect()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        let n_lines = include_str!("leaning.txt").lines().filter(|l| !l.starts_with('#')).count();
        assert_eq!(TABLE.len(), n_lines);
        for phrases in include_str!("leaning.txt").lines().filter(|l| !l.starts_with('#')) {
            assert_eq!(phrases, phrases.to_lowercase());
        }
    }
}
