//! The words by which a sentence leans on the one before it, per language, read from
//! `leaning.txt`.

use std::borrow::Cow;
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
    /// A bit for each ASCII letter with which one begins.
    initials: u128,
}

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
pub fn begins_with(words: &[impl AsRef<str>], kind: Kind, language: Language) -> bool {
    TABLE.get(&(language, kind)).is_some_and(|phrases| phrases.begin(words))
}

impl Phrases {
    fn add(&mut self, first: &'static str, rest: Vec<&'static str>) {
        if let Some(&initial) = first.as_bytes().first().filter(|initial| initial.is_ascii()) {
            self.initials |= 1 << initial;
        }
        self.by_first.entry(first).or_default().push(rest);
    }

    /// Whether `words` (folded) begin with one.
    fn begin(&self, words: &[impl AsRef<str>]) -> bool {
        let [first, behind @ ..] = words else { return false };
        self.by_first.get(first.as_ref()).is_some_and(|rests| {
            let stands = |rest: &Vec<&str>| {
                rest.len() <= behind.len() && rest.iter().zip(behind).all(|(a, b)| *a == b.as_ref())
            };
            rests.iter().any(stands)
        })
    }

    /// Whether a word, as written, can be the first of one: most begin with another letter, and
    /// need not even be folded.
    fn may_hold(&self, word: &str) -> bool {
        let initial = word.bytes().next().map_or(0, |byte| byte.to_ascii_lowercase());
        !word.is_ascii() || self.initials & (1 << initial) != 0
    }
}

/// Whether any of `words` (folded) is of `kind` on its own.
pub fn holds(words: &[impl AsRef<str>], kind: Kind, language: Language) -> bool {
    TABLE
        .get(&(language, kind))
        .is_some_and(|phrases| words.iter().any(|word| phrases.begin(std::slice::from_ref(word))))
}

/// The places in `words` (as written) of those of `kind` on their own.
pub fn places<'a>(
    words: &'a [&str],
    kind: Kind,
    language: Language,
) -> impl Iterator<Item = usize> + 'a {
    let phrases = TABLE.get(&(language, kind));
    let is_one = move |&(_, word): &(usize, &&str)| {
        phrases.is_some_and(|phrases| phrases.may_hold(word) && phrases.begin(&[folded(word)]))
    };
    words.iter().enumerate().filter(is_one).map(|(place, _)| place)
}

/// The form in which words are looked up.
pub fn folded(word: &str) -> Cow<'_, str> {
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
        let all = |word: &&str| holds(&[folded(word)], Kind::First, Language::ENGLISH);
        assert!(words.iter().enumerate().all(|(at, word)| found.contains(&at) == all(word)));
    }
}
