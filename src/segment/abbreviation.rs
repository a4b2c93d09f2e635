//! What each language's word lists say of a word before or behind a dot.
//!
//! The lists are `data/<code>.txt` with `data/common.txt` read besides; their head explains the
//! classes. They are parsed once, at first use.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::model::Language;

/// The classes a word belongs to; a word may be in several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Classes(u8);

impl Classes {
    /// Never the end of a sentence: `Mr.`
    pub(super) const NEVER: Self = Self(1);
    /// Not the end before a number: `No. 5`
    pub(super) const NUMBER: Self = Self(2);
    /// The end only before a word that opens sentences: `Inc.`
    pub(super) const MAYBE: Self = Self(4);
    /// A unit, which ends a sentence behind a number: `5 ft.`
    pub(super) const UNIT: Self = Self(128);
    /// The end unless a day, a month or a zone follows: `p.m.`
    pub(super) const TIME: Self = Self(8);
    /// A day, a month or a zone.
    pub(super) const CALENDAR: Self = Self(16);
    /// A word that opens sentences and is no name.
    pub(super) const OPENER: Self = Self(32);
    /// A verb that attributes a quotation.
    pub(super) const SPEECH: Self = Self(64);

    /// In all classes of `other`.
    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// An abbreviation of any class.
    pub(super) fn is_abbreviation(self) -> bool {
        let all = Self::NEVER.0 | Self::NUMBER.0 | Self::MAYBE.0 | Self::TIME.0 | Self::UNIT.0;
        self.0 & all != 0
    }

    fn named(section: &str) -> Self {
        match section {
            "never" => Self::NEVER,
            "number" => Self::NUMBER,
            "maybe" => Self::MAYBE,
            "unit" => Self::UNIT,
            "time" => Self::TIME,
            "calendar" => Self::CALENDAR,
            "opener" => Self::OPENER,
            "speech" => Self::SPEECH,
            _ => Self(0),
        }
    }
}

/// The words of one language.
#[derive(Debug)]
pub(super) struct Lexicon {
    words: FxHashMap<&'static str, Classes>,
    /// A number with a dot is an ordinal: `3. Oktober`.
    pub(super) dots_ordinals: Ordinals,
}

/// How a language writes ordinal numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ordinals {
    /// With a dot: `3. Oktober`.
    Dotted,
    /// Otherwise: `3rd`, `3º`.
    Plain,
}

impl Lexicon {
    /// The words of `language`; those common to all where there is no list of its own.
    pub(super) fn of(language: Option<Language>) -> &'static Self {
        let code = language.map_or("", Language::code);
        LEXICONS.get(code).unwrap_or(&COMMON)
    }

    /// The classes of `word`, which comes without its last dot; those of its lowercase form, and
    /// those it has only when written so.
    pub(super) fn classes(&self, word: &str) -> Classes {
        if word.len() > LONGEST {
            return Classes::default();
        }
        let exact = self.words.get(word).copied().unwrap_or_default();
        let mut ascii = [0; LONGEST];
        let lower = match ascii.get_mut(..word.len()) {
            Some(lower) if word.is_ascii() => {
                lower.copy_from_slice(word.as_bytes());
                lower.make_ascii_lowercase();
                self.words.get(std::str::from_utf8(lower).unwrap_or_default())
            }
            _ => self.words.get(word.to_lowercase().as_str()),
        };
        Classes(exact.0 | lower.copied().unwrap_or_default().0)
    }
}

/// Bytes of the longest word that any list may hold.
const LONGEST: usize = 32;

const SHARED: &str = include_str!("data/common.txt");

/// The lists by language code.
const LISTS: &[(&str, Ordinals, &str)] = &[
    ("bg", Ordinals::Plain, include_str!("data/bg.txt")),
    ("cs", Ordinals::Dotted, include_str!("data/cs.txt")),
    ("da", Ordinals::Dotted, include_str!("data/da.txt")),
    ("de", Ordinals::Dotted, include_str!("data/de.txt")),
    ("el", Ordinals::Plain, include_str!("data/el.txt")),
    ("en", Ordinals::Plain, include_str!("data/en.txt")),
    ("es", Ordinals::Plain, include_str!("data/es.txt")),
    ("fi", Ordinals::Dotted, include_str!("data/fi.txt")),
    ("fr", Ordinals::Plain, include_str!("data/fr.txt")),
    ("hu", Ordinals::Dotted, include_str!("data/hu.txt")),
    ("it", Ordinals::Plain, include_str!("data/it.txt")),
    ("nl", Ordinals::Plain, include_str!("data/nl.txt")),
    ("no", Ordinals::Dotted, include_str!("data/no.txt")),
    ("pl", Ordinals::Dotted, include_str!("data/pl.txt")),
    ("pt", Ordinals::Plain, include_str!("data/pt.txt")),
    ("ro", Ordinals::Plain, include_str!("data/ro.txt")),
    ("ru", Ordinals::Plain, include_str!("data/ru.txt")),
    ("sv", Ordinals::Plain, include_str!("data/sv.txt")),
    ("tr", Ordinals::Dotted, include_str!("data/tr.txt")),
    ("uk", Ordinals::Plain, include_str!("data/uk.txt")),
];

static LEXICONS: LazyLock<FxHashMap<&'static str, Lexicon>> = LazyLock::new(|| {
    LISTS.iter().map(|&(code, ordinals, list)| (code, parse(&[SHARED, list], ordinals))).collect()
});

static COMMON: LazyLock<Lexicon> = LazyLock::new(|| parse(&[SHARED], Ordinals::Plain));

fn parse(lists: &[&'static str], dots_ordinals: Ordinals) -> Lexicon {
    let mut words: FxHashMap<&'static str, Classes> = FxHashMap::default();
    for list in lists {
        let mut class = Classes::default();
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            if let Some(section) = line.strip_prefix('[') {
                class = Classes::named(section.split(']').next().unwrap_or_default());
                continue;
            }
            for word in line.split_whitespace() {
                words.entry(word).or_default().0 |= class.0;
            }
        }
    }
    Lexicon { words, dots_ordinals }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_stands_in_a_known_section_and_every_word_can_be_found() {
        for (code, _, list) in LISTS.iter().chain(&[("common", Ordinals::Plain, SHARED)]) {
            for line in list.lines().filter(|line| line.starts_with('[')) {
                let section = line.trim_matches(['[', ']']);
                assert_ne!(Classes::named(section).0, 0, "data/{code}.txt: section {line}");
            }
            for word in list
                .lines()
                .filter(|line| !line.starts_with(['#', '[']))
                .flat_map(str::split_whitespace)
            {
                assert!(word.len() <= LONGEST, "data/{code}.txt: {word} is too long");
                assert!(!word.ends_with('.'), "data/{code}.txt: {word} ends with its dot");
                let rest: String = word.chars().skip(1).collect();
                assert_eq!(rest, rest.to_lowercase(), "data/{code}.txt: capitals in {word}");
            }
        }
    }

    #[test]
    fn classes_by_language() {
        let english = Lexicon::of(Some(Language::ENGLISH));
        assert!(english.classes("Mr").has(Classes::NEVER));
        assert!(english.classes("U.S").has(Classes::MAYBE));
        assert!(english.classes("THE").has(Classes::OPENER));
        assert!(!english.classes("House").is_abbreviation());
        assert!(english.classes("Miss").is_abbreviation());
        assert!(!english.classes("miss").is_abbreviation());
        let german = Lexicon::of("de".parse().ok());
        assert!(german.classes("Übers").has(Classes::NEVER));
        assert_eq!(german.dots_ordinals, Ordinals::Dotted);
        assert!(Lexicon::of(None).classes("Dr").has(Classes::NEVER));
    }
}
