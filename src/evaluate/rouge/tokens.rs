//! Texts to lines of numbered tokens: split, without stop words, stemmed.

use std::collections::HashSet;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use unicode_segmentation::UnicodeSegmentation;

use super::{Alphabet, Limit, Options, limit, porter};
use crate::analyze::stem::Stemmer;
use crate::analyze::stop_words::StopWords;
use crate::analyze::{fold, stem, stop_words};

/// Shorter words are neither looked up among the exceptions nor stemmed, in bytes.
const MIN_STEMMED: usize = 4;

static ENGLISH_STOP_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("stop_words.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

static EXCEPTIONS: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    let lines = include_str!("exceptions.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).collect()
});

/// A text as dense numbers of its tokens, below [`Tokenizer::n_terms`].
#[derive(Debug, PartialEq)]
pub(super) struct Text {
    /// All tokens within the limit; n-grams run across lines.
    pub(super) tokens: Vec<u32>,
    /// The tokens of each line, for common subsequences. Under a limit in bytes they are more than
    /// `tokens` ([`Limit::Bytes`]).
    pub(super) lines: Vec<Vec<u32>>,
}

/// Turns texts into tokens and remembers the number of each, so that texts can be compared.
pub(super) struct Tokenizer<'o> {
    options: &'o Options,
    stemmer: Option<Stemmer>,
    /// Those of the language, where they are removed from an alphabet beyond ASCII.
    stop_words: Option<&'static StopWords>,
    /// By surface form in lower case; `None` for a stop word.
    surfaces: FxHashMap<String, Option<u32>>,
    stems: FxHashMap<String, u32>,
}

impl<'o> Tokenizer<'o> {
    pub(super) fn new(options: &'o Options) -> Self {
        let is_unicode = options.alphabet == Alphabet::Unicode;
        let stemmer = if is_unicode { stem::stemmer(options.language) } else { None };
        let stop_words =
            (is_unicode && options.remove_stop_words).then(|| stop_words::of(options.language));
        Self {
            options,
            stemmer,
            stop_words,
            surfaces: FxHashMap::default(),
            stems: FxHashMap::default(),
        }
    }

    /// How many distinct stems the texts so far have.
    pub(super) fn n_terms(&self) -> usize {
        self.stems.len()
    }

    pub(super) fn text(&mut self, text: &str) -> Text {
        let lines = || text.split('\n').filter(|line| !line.is_empty());
        match self.options.limit {
            Limit::None => self.flattened(lines()),
            Limit::Words(n) => {
                let is_space = match self.options.alphabet {
                    Alphabet::Ascii => limit::is_ascii_space,
                    Alphabet::Unicode => char::is_whitespace,
                };
                self.flattened(limit::words(lines(), n as usize, is_space))
            }
            Limit::Bytes(n) => {
                let tokens = self.flattened(limit::bytes(lines(), n as usize)).tokens;
                let whole = limit::lines(lines(), n as usize);
                Text { tokens, lines: whole.map(|line| self.line(line)).collect() }
            }
        }
    }

    fn flattened<'t>(&mut self, lines: impl Iterator<Item = &'t str>) -> Text {
        let lines: Vec<Vec<u32>> = lines.map(|line| self.line(line)).collect();
        Text { tokens: lines.concat(), lines }
    }

    fn line(&mut self, line: &str) -> Vec<u32> {
        match self.options.alphabet {
            Alphabet::Ascii => {
                let words = line.split(|c: char| !c.is_ascii_alphanumeric());
                let words = words.filter(|word| !word.is_empty());
                words.filter_map(|word| self.token(word.to_ascii_lowercase())).collect()
            }
            Alphabet::Unicode => {
                line.unicode_words().filter_map(|word| self.token(word.to_lowercase())).collect()
            }
        }
    }

    fn token(&mut self, surface: String) -> Option<u32> {
        if let Some(&token) = self.surfaces.get(&surface) {
            return token;
        }
        let token = if self.is_stop_word(&surface) {
            None
        } else {
            let next = u32::try_from(self.stems.len()).unwrap_or(u32::MAX);
            Some(*self.stems.entry(self.stem(&surface)).or_insert(next))
        };
        self.surfaces.insert(surface, token);
        token
    }

    fn is_stop_word(&self, surface: &str) -> bool {
        self.options.remove_stop_words
            && match self.options.alphabet {
                Alphabet::Ascii => ENGLISH_STOP_WORDS.contains(surface),
                Alphabet::Unicode => self
                    .stop_words
                    .as_ref()
                    .is_some_and(|words| words.contains(&fold::word(surface))),
            }
    }

    fn stem(&self, surface: &str) -> String {
        if !self.options.stem {
            return surface.to_owned();
        }
        match (self.options.alphabet, &self.stemmer) {
            (Alphabet::Unicode, Some(stemmer)) => stemmer.stem(surface).into_owned(),
            (Alphabet::Ascii, _) if surface.len() >= MIN_STEMMED => match EXCEPTIONS.get(surface) {
                Some(&base) => base.to_owned(),
                None => porter::stem(surface),
            },
            _ => surface.to_owned(),
        }
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "looks for the one entry with a number")]
mod tests {
    use super::*;

    /// The stems of a text by line, and those within the limit.
    fn read(text: &str, options: &Options) -> (Vec<String>, String) {
        let mut tokenizer = Tokenizer::new(options);
        let text = tokenizer.text(text);
        let name = |token: &u32| {
            let mut stems = tokenizer.stems.iter();
            stems.find(|&(_, id)| id == token).unwrap().0.clone()
        };
        let spoken = |tokens: &[u32]| tokens.iter().map(name).collect::<Vec<_>>().join(" ");
        (text.lines.iter().map(|line| spoken(line)).collect(), spoken(&text.tokens))
    }

    fn with(change: impl FnOnce(&mut Options)) -> Options {
        let mut options = Options::default();
        change(&mut options);
        options
    }

    #[test]
    fn tokens_are_ascii_letters_and_digits() {
        let (lines, all) = read("Half-a-billion $60.5 café's\n\nU.N. aid", &Options::default());
        assert_eq!(lines, ["half a billion 60 5 caf s", "u n aid"]);
        assert_eq!(all, "half a billion 60 5 caf s u n aid");
    }

    #[test]
    fn stems_come_from_the_exceptions_first_and_spare_short_words() {
        let options = with(|options| options.stem = true);
        assert_eq!(read("knives were ate using relational", &options).1, "knife be ate us relat");
    }

    #[test]
    fn stop_words_go_before_stemming() {
        let options = with(|options| (options.remove_stop_words, options.stem) = (true, true));
        assert_eq!(read("He was using the useful bombs, Reuters said", &options).1, "bomb");
    }

    #[test]
    fn unicode_words_are_stemmed_by_language() {
        let options = with(|options| {
            options.alphabet = Alphabet::Unicode;
            options.language = "pt".parse().ok();
            options.stem = true;
        });
        assert_eq!(read("Os Governos, lados", &options).1, "os govern lad");
        let options = Options { remove_stop_words: true, ..options };
        assert_eq!(read("Os Governos, lados", &options).1, "govern lad");
    }

    #[test]
    fn a_limit_cuts_lines_before_they_are_split() {
        let text = "a bb\nccc-dddd\n\neeeee";
        let with_limit = |limit| with(|options| options.limit = limit);
        let (lines, all) = read(text, &with_limit(Limit::Words(3)));
        assert_eq!((lines.join("|"), all), ("a bb|ccc dddd".into(), "a bb ccc dddd".into()));
        let (lines, all) = read(text, &with_limit(Limit::Bytes(8)));
        assert_eq!((lines.join("|"), all), ("a bb|ccc dddd".into(), "a bb ccc".into()));
        let (lines, all) = read(text, &with_limit(Limit::Bytes(0)));
        assert_eq!((lines.join("|"), all), (String::new(), String::new()));
        // In bytes, a no-break space is no white space.
        assert_eq!(read("a\u{a0}b c", &with_limit(Limit::Words(1))).1, "a b");
        let unicode = Options { alphabet: Alphabet::Unicode, ..with_limit(Limit::Words(1)) };
        assert_eq!(read("a\u{a0}b c", &unicode).1, "a");
    }

    #[test]
    fn tables_are_whole() {
        assert_eq!(ENGLISH_STOP_WORDS.len(), 543);
        assert_eq!(EXCEPTIONS.len(), 5593);
        assert_eq!(EXCEPTIONS["best"], "well");
    }
}
