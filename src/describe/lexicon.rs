//! The words by which names and speakers are told, from one text file a language.
//!
//! A language without a file has empty lists: its names are found by capital letters alone, and
//! nobody is said to have spoken.

use std::borrow::Cow;
use std::sync::{LazyLock, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::analyze::fold;
use crate::model::Language;

/// What a word can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum List {
    /// What a person is, before or behind the name, and no part of it: *president*.
    Titles,
    /// The same as a part of the name: *king*.
    Royal,
    /// Courtesy: *Mr*.
    Honorifics,
    /// Belongs to the title behind it: *prime*.
    Modifiers,
    /// Verbs that tell of something said.
    Speech,
    /// Stands for a man.
    He,
    /// Stands for a woman.
    She,
    /// Stands for several.
    They,
    /// Common nouns in the names of organizations: *bank*.
    Bodies,
    /// Organizations by name.
    Organizations,
    /// Common nouns in the names of places: *lake*.
    Landmarks,
    /// Prepositions before places.
    Towards,
    /// Small words inside names: *von*.
    Particles,
    /// Articles and other words that a noun stands behind.
    Determiners,
    /// Prepositions behind which a name is not the subject.
    Behind,
    /// Begin sentences often, and no names.
    Openers,
    /// Of a country, a language, a faith.
    Demonyms,
    /// Months, weekdays and feasts.
    Calendar,
    /// Countries, cities and regions of one word.
    Places,
    /// Frequent given names.
    Given,
}

/// The lists that a word is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Lists(u32);

impl Lists {
    pub(super) fn has(self, list: List) -> bool {
        self.0 & (1 << list as u32) != 0
    }

    pub(super) fn has_any(self, lists: &[List]) -> bool {
        lists.iter().any(|&list| self.has(list))
    }
}

/// The lists of one language.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    lists: FxHashMap<Cow<'static, str>, Lists>,
    /// Countries, cities and regions, by [`key`].
    places: FxHashSet<String>,
    /// Organizations, by [`key`].
    organizations: FxHashSet<String>,
    /// What another name is short for, by [`key`].
    aliases: FxHashMap<String, String>,
    /// Phrases before the name of the source: *according to*.
    pub(super) sources: Vec<Vec<String>>,
    /// Endings of compound titles.
    title_endings: Vec<String>,
    /// Endings of common nouns; not empty only where these have capitals, too.
    noun_endings: Vec<String>,
    /// Endings of participles, which stand behind articles as nouns do.
    participle_endings: Vec<String>,
}

/// The lists of `language`, English ones where it is unknown.
pub(super) fn of(language: Option<Language>) -> &'static Lexicon {
    let code = language.unwrap_or(Language::ENGLISH).code();
    FILES.iter().find(|words| words.code == code).map_or(&NONE, |words| words.lexicon())
}

/// The form in which names are compared: folded words with a space between them, without accents,
/// in American spelling.
pub(super) fn key(name: &str, language: Option<Language>) -> String {
    let words = name.split([' ', '-']).filter(|word| !word.is_empty());
    let key = |word| fold::accents(&fold::american(fold::word(word), language)).to_lowercase();
    words.map(key).collect::<Vec<_>>().join(" ")
}

static NONE: LazyLock<Lexicon> = LazyLock::new(Lexicon::default);

/// The files of one language, and what they say once somebody has asked.
struct Words {
    code: &'static str,
    texts: [&'static str; 2],
    lexicon: OnceLock<Lexicon>,
}

impl Words {
    fn lexicon(&self) -> &Lexicon {
        self.lexicon.get_or_init(|| Lexicon::parse(self.code, self.texts))
    }
}

macro_rules! files {
    ($($code:literal),*) => {
        static FILES: &[&Words] = &[$({
            static WORDS: Words = Words {
                code: $code,
                texts: [
                    include_str!(concat!("words/", $code, ".txt")),
                    include_str!(concat!("words/places/", $code, ".txt")),
                ],
                lexicon: OnceLock::new(),
            };
            &WORDS
        }),*];
    };
}

files!("de", "en", "es", "fr", "it", "pt");

const GIVEN: &str = include_str!("words/given.txt");

impl Lexicon {
    /// The lists that a word in the form of [`fold::word`] is in. O(length).
    pub(super) fn lists(&self, folded: &str) -> Lists {
        let mut lists = self.lists.get(folded).copied().unwrap_or_default();
        let has_ending = |ending: &String| folded.ends_with(ending.as_str());
        if lists == Lists::default() && self.title_endings.iter().any(has_ending) {
            lists.0 = 1 << List::Titles as u32;
        }
        if lists == Lists::default()
            && let Some(singular) = folded.strip_suffix('s').and_then(|of| self.lists.get(of))
            && singular.has(List::Demonyms)
        {
            lists.0 = 1 << List::Demonyms as u32;
        }
        lists
    }

    /// The language has a file.
    pub(super) fn has_words(&self) -> bool {
        !self.sources.is_empty()
    }

    /// Nouns of every kind have capitals in this language.
    pub(super) fn has_capital_nouns(&self) -> bool {
        !self.noun_endings.is_empty()
    }

    /// Ends like a common noun.
    pub(super) fn is_noun(&self, folded: &str) -> bool {
        self.noun_endings.iter().any(|ending| {
            folded.strip_suffix(ending.as_str()).is_some_and(|stem| stem.chars().nth(2).is_some())
        })
    }

    /// Ends like a participle.
    pub(super) fn is_participle(&self, folded: &str) -> bool {
        self.participle_endings.iter().any(|ending| folded.ends_with(ending.as_str()))
    }

    /// Is a country, city or region; `key` as [`key`] gives it.
    pub(super) fn is_place(&self, key: &str) -> bool {
        self.places.contains(key)
    }

    /// Is an organization known by name.
    pub(super) fn is_organization(&self, key: &str) -> bool {
        self.organizations.contains(key)
    }

    /// What `key` is short for.
    pub(super) fn alias(&self, key: &str) -> Option<&str> {
        self.aliases.get(key).map(String::as_str)
    }

    /// Lines `list: item, item`. Unknown lists are kept out by a test.
    fn parse(code: &str, texts: [&'static str; 2]) -> Self {
        let language = code.parse().ok();
        let mut lexicon = Self::default();
        for line in texts.iter().flat_map(|text| text.lines()) {
            let Some((name, items)) = line.split_once(':') else { continue };
            for item in items.split(',').map(str::trim) {
                lexicon.read(name, item, language);
            }
        }
        for name in GIVEN.trim().split(", ") {
            lexicon.add(List::Given, name);
        }
        lexicon
    }

    fn read(&mut self, name: &str, item: &'static str, language: Option<Language>) {
        match name {
            "countries" | "cities" => {
                self.places.insert(key(item, language));
                self.add(List::Places, item);
            }
            "organizations" => {
                self.organizations.insert(key(item, language));
                self.add(List::Organizations, item);
            }
            "alias" => {
                if let Some((short, full)) = item.split_once(" = ") {
                    self.aliases.insert(key(short, language), key(full, language));
                }
            }
            "sources" => self
                .sources
                .push(item.split(' ').map(|word| fold::word(word).into_owned()).collect()),
            "title_endings" => self.title_endings.push(item.to_owned()),
            "participle_endings" => self.participle_endings.push(item.to_owned()),
            "noun_endings" => self.noun_endings.push(item.to_owned()),
            "titles" => {
                // Words end at hyphens: of "vice-president" the last part is the title.
                let last = item.rsplit(['-', ' ']).next().unwrap_or(item);
                self.add(List::Titles, last);
            }
            _ => {
                if let Some(list) = list(name) {
                    self.add(list, item);
                }
            }
        }
    }

    /// Words of several parts are left to the phrases.
    fn add(&mut self, list: List, item: &'static str) {
        if !item.contains([' ', '-']) {
            let lists = self.lists.entry(fold::word(item)).or_default();
            lists.0 |= 1 << list as u32;
            // Short acronyms keep their capitals when folded.
            if item.len() <= 3 && matches!(list, List::Places | List::Organizations) {
                self.lists.entry(item.to_uppercase().into()).or_default().0 |= 1 << list as u32;
            }
        }
    }
}

fn list(name: &str) -> Option<List> {
    Some(match name {
        "royal" => List::Royal,
        "honorifics" => List::Honorifics,
        "modifiers" => List::Modifiers,
        "speech" => List::Speech,
        "he" => List::He,
        "she" => List::She,
        "they" => List::They,
        "bodies" => List::Bodies,
        "landmarks" => List::Landmarks,
        "towards" => List::Towards,
        "particles" => List::Particles,
        "determiners" => List::Determiners,
        "behind" => List::Behind,
        "openers" => List::Openers,
        "demonyms" => List::Demonyms,
        "calendar" => List::Calendar,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_every_file_is_read() {
        const OTHERS: [&str; 8] = [
            "participle_endings",
            "titles",
            "title_endings",
            "noun_endings",
            "sources",
            "alias",
            "organizations",
            "cities",
        ];
        for Words { code, texts, .. } in FILES {
            for line in texts.iter().flat_map(|text| text.lines()) {
                let (name, items) = line.split_once(": ").unwrap();
                let is_known =
                    OTHERS.contains(&name) || name == "countries" || list(name).is_some();
                assert!(is_known, "{name} in {code}");
                assert!(items.split(',').all(|item| !item.trim().is_empty()), "{line}");
            }
        }
    }

    /// Whether the text of a file has items in a list that is looked up by word.
    fn has_items(text: &str, wanted: List) -> bool {
        let lines = text.lines().filter_map(|line| line.split_once(':'));
        let of = |name| match name {
            "titles" => Some(List::Titles),
            "cities" | "countries" => Some(List::Places),
            _ => list(name),
        };
        lines.filter(|(name, _)| of(name) == Some(wanted)).any(|(_, items)| !items.is_empty())
    }

    #[test]
    fn every_language_can_tell_names_and_speakers() {
        for words in FILES {
            let Words { code, texts, .. } = words;
            for list in [
                List::Titles,
                List::Speech,
                List::He,
                List::She,
                List::Bodies,
                List::Towards,
                List::Particles,
                List::Determiners,
                List::Openers,
                List::Calendar,
                List::Places,
            ] {
                assert!(has_items(texts[0], list), "{list:?} of {code}");
            }
            assert!(!words.lexicon().sources.is_empty(), "{code}");
        }
    }

    #[test]
    fn words_are_found_as_texts_write_them() {
        let english = of(Some(Language::ENGLISH));
        assert!(english.lists("president").has(List::Titles));
        assert!(english.lists("US").has(List::Places) && english.is_place("united states"));
        assert!(!english.lists("will").has(List::Titles));
        let german = of("de".parse().ok());
        assert!(german.lists("bundesaußenministerin").has(List::Titles));
        assert!(german.is_noun("regierung") && !german.is_noun("putin"));
        assert_eq!(key("Côte d’Ivoire", None), "cote d'ivoire");
        assert_eq!(english.alias("un"), Some("united nations"));
        assert!(of("fi".parse().ok()).lists("he") == Lists::default());
    }
}
