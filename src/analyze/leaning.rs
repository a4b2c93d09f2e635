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
    /// Points at something known already: the definite articles.
    Article,
}

/// The phrases of one kind in one language.
#[derive(Default)]
struct Phrases {
    /// By their first word, what follows it in each.
    by_first: FxHashMap<&'static str, Vec<Vec<&'static str>>>,
    /// For each ASCII letter the lengths of the first words that begin with it, a bit for each.
    lengths: [u32; 26],
}

static TABLE: LazyLock<FxHashMap<(Language, Kind), Phrases>> =
    LazyLock::new(|| parse(include_str!("leaning.txt")));

/// Whether `words` (as written) begin with a word or phrase of `kind`; never where the language has
/// no list.
///
/// ```
/// use daybrief::model::Language;
/// use daybrief::analyze::leaning::{Kind, begins_with};
/// let words = ["In", "addition", "to", "rain"];
/// assert!(begins_with(&words, Kind::Connective, Language::ENGLISH));
/// assert!(!begins_with(&words, Kind::Pronoun, Language::ENGLISH));
/// ```
pub fn begins_with(words: &[&str], kind: Kind, language: Language) -> bool {
    TABLE.get(&(language, kind)).is_some_and(|phrases| phrases.begin(words))
}

/// Whether `word` (as written) is of `kind` on its own.
pub fn is_one(word: &str, kind: Kind, language: Language) -> bool {
    begins_with(&[word], kind, language)
}

/// The places in `words` (as written) of those of `kind` on their own.
pub fn places<'a>(
    words: &'a [&str],
    kind: Kind,
    language: Language,
) -> impl Iterator<Item = usize> + 'a {
    let phrases = TABLE.get(&(language, kind));
    let is_one = move |&(_, word): &(usize, &&str)| {
        phrases.is_some_and(|phrases| phrases.begin(std::slice::from_ref(word)))
    };
    words.iter().enumerate().filter(is_one).map(|(place, _)| place)
}

impl Phrases {
    fn add(&mut self, first: &'static str, rest: Vec<&'static str>) {
        if let Some(letter) = letter(first.as_bytes()) {
            self.lengths[letter] |= bit(first.len());
        }
        self.by_first.entry(first).or_default().push(rest);
    }

    /// Whether `words` (as written) begin with one.
    fn begin(&self, words: &[&str]) -> bool {
        let [first, behind @ ..] = words else { return false };
        self.may_hold(first)
            && self.by_first.get(&*fold::word(first)).is_some_and(|rests| {
                let stands = |rest: &Vec<&str>| {
                    rest.len() <= behind.len()
                        && rest.iter().zip(behind).all(|(a, b)| *a == fold::word(b))
                };
                rests.iter().any(stands)
            })
    }

    /// Whether a word, as written, can be the first of one: most have another initial or length,
    /// and need not even be folded. Folding changes the length of acronyms with full stops and of
    /// what is not ASCII.
    fn may_hold(&self, word: &str) -> bool {
        let bytes = word.as_bytes();
        match letter(bytes) {
            Some(letter) if bytes.get(1) != Some(&b'.') && word.is_ascii() => {
                self.lengths[letter] & bit(bytes.len()) != 0
            }
            _ => true,
        }
    }
}

/// The place in the alphabet of the first byte, if it is a letter.
fn letter(bytes: &[u8]) -> Option<usize> {
    let first = bytes.first()?.to_ascii_lowercase();
    first.is_ascii_lowercase().then(|| usize::from(first - b'a'))
}

/// Long words share a bit.
fn bit(length: usize) -> u32 {
    1 << length.min(31)
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
                "article" => Kind::Article,
                _ => return None,
            };
            let mut phrases = Phrases::default();
            for phrase in fields {
                let mut words = phrase.split('_');
                let first = words.next()?;
                phrases.add(first, words.collect());
            }
            Some(((language, kind), phrases))
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

    #[test]
    fn words_are_found_as_written() {
        let words = ["Elizabeth", "Ｉ", "said", "MY", "m\u{ad}y", "mine", "Mined"];
        let found: Vec<usize> = places(&words, Kind::First, Language::ENGLISH).collect();
        assert_eq!(found, [1, 4, 5]);
        let all = |word: &&str| is_one(word, Kind::First, Language::ENGLISH);
        assert!(words.iter().enumerate().all(|(at, word)| found.contains(&at) == all(word)));
    }
}
