//! The words that the counters know of a language, from one text file a language.
//!
//! The lists serve the counters alone. What chooses sentences has lists of its own, so that neither
//! can hide the other's gaps.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::analyze::fold;
use crate::model::Language;

/// The lists of one language, in folded form; all empty for a language without a file.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Personal and possessive pronouns, and words such as *both* that stand for somebody.
    pub(super) pronouns: Phrases,
    pub(super) demonstratives: Phrases,
    /// Times which a demonstrative points at from the day of writing: *this week*.
    pub(super) times: Phrases,
    /// Openings that look as if they leaned and do not: *it is not clear*.
    pub(super) free: Phrases,
    pub(super) connectives: Phrases,
    pub(super) reporting: Phrases,
    /// Forms of frequent verbs.
    pub(super) verbs: Phrases,
    pub(super) verb_endings: Vec<String>,
    /// Words for what a person is, before or behind the name: *president*.
    pub(super) titles: Phrases,
    /// Words before a surname that say nothing of the person: *Mr*.
    pub(super) honorifics: Phrases,
    /// Words in the names of things that are no persons: *bank*.
    pub(super) bodies: Phrases,
    /// Prepositions before places.
    pub(super) places: Phrases,
    /// Articles whose standing before a name says that it is no mention of the person.
    pub(super) articles: Phrases,
    /// Articles that tie a name to the name before it: *Γύρος της Γαλλίας*.
    pub(super) links: Phrases,
    /// Small words inside names: *van*.
    pub(super) particles: Phrases,
    pub(super) weekdays: Phrases,
    pub(super) abbreviations: Phrases,
    /// What is counted without a bearing on news: *years*.
    pub(super) units: Phrases,
    /// Nouns for any persons, whose number says nothing without what befell them.
    pub(super) generic: Phrases,
    /// Month by name.
    pub(super) months: FxHashMap<String, i8>,
    /// Numbers by word.
    pub(super) numbers: FxHashMap<String, f64>,
    /// *thousand* and the like.
    pub(super) multipliers: FxHashMap<String, f64>,
    /// What befell people, by word: the number of the list that has it.
    pub(super) tolls: FxHashMap<String, usize>,
    /// Words of one meaning: the number of the list that has it.
    pub(super) synonyms: FxHashMap<String, usize>,
}

/// Words and phrases of words, joined by single spaces.
pub(super) type Phrases = FxHashSet<String>;

/// Words of the longest phrase in any list.
pub(super) const LONGEST_PHRASE: usize = 5;

/// The lists of `language`; empty ones where it is unknown or has none.
pub(super) fn of(language: Option<Language>) -> &'static Words {
    let code = language.map_or("", Language::code);
    ALL.iter().find(|(of, _)| *of == code).map_or(&NONE, |(_, words)| words)
}

static NONE: LazyLock<Words> = LazyLock::new(Words::default);

static ALL: LazyLock<Vec<(&'static str, Words)>> = LazyLock::new(|| {
    FILES.iter().map(|&(language, text)| (language, Words::parse(text))).collect()
});

const FILES: &[(&str, &str)] = &[
    ("ar", include_str!("words/ar.txt")),
    ("cs", include_str!("words/cs.txt")),
    ("de", include_str!("words/de.txt")),
    ("el", include_str!("words/el.txt")),
    ("en", include_str!("words/en.txt")),
    ("es", include_str!("words/es.txt")),
    ("fr", include_str!("words/fr.txt")),
    ("he", include_str!("words/he.txt")),
    ("hi", include_str!("words/hi.txt")),
    ("it", include_str!("words/it.txt")),
    ("pt", include_str!("words/pt.txt")),
];

impl Words {
    /// Lines `list: item, item`; `#` begins a comment. Unknown lists are kept out by a test.
    fn parse(text: &str) -> Self {
        let mut words = Self::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((list, items)) = line.split_once(':') {
                words.read(list, &items.split(',').map(str::trim).collect::<Vec<_>>());
            }
        }
        words
    }

    fn read(&mut self, list: &str, items: &[&str]) {
        match list {
            "verb_endings" => self.verb_endings = items.iter().map(|item| folded(item)).collect(),
            "months" => {
                for (item, month) in items.iter().zip(1..) {
                    self.months.extend(item.split('|').map(|name| (folded(name), month)));
                }
            }
            "numbers" => self.numbers.extend(values(items)),
            "multipliers" => self.multipliers.extend(values(items)),
            "toll" => add_group(&mut self.tolls, items),
            "same" => add_group(&mut self.synonyms, items),
            _ => {
                if let Some(phrases) = self.phrases(list) {
                    phrases.extend(items.iter().flat_map(|item| entries(item)));
                }
            }
        }
    }

    fn phrases(&mut self, list: &str) -> Option<&mut Phrases> {
        Some(match list {
            "pronouns" => &mut self.pronouns,
            "demonstratives" => &mut self.demonstratives,
            "times" => &mut self.times,
            "free" => &mut self.free,
            "connectives" => &mut self.connectives,
            "reporting" => &mut self.reporting,
            "verbs" => &mut self.verbs,
            "titles" => &mut self.titles,
            "honorifics" => &mut self.honorifics,
            "bodies" => &mut self.bodies,
            "places" => &mut self.places,
            "articles" => &mut self.articles,
            "links" => &mut self.links,
            "particles" => &mut self.particles,
            "weekdays" => &mut self.weekdays,
            "abbreviations" => &mut self.abbreviations,
            "units" => &mut self.units,
            "generic" => &mut self.generic,
            _ => return None,
        })
    }

    /// Is in a list that an elision or an ending with an apostrophe must not be cut off for.
    pub(super) fn holds_whole(&self, word: &str) -> bool {
        let lists = [&self.pronouns, &self.demonstratives, &self.verbs, &self.weekdays];
        lists.iter().any(|list| list.contains(word))
    }

    /// Is a verb, as far as the lists and endings of the language tell.
    pub(super) fn is_verb(&self, word: &str) -> bool {
        let has_ending = |ending: &String| {
            word.strip_suffix(ending.as_str()).is_some_and(|stem| stem.chars().count() >= 3)
        };
        self.verbs.contains(word)
            || self.reporting.contains(word)
            || self.verb_endings.iter().any(has_ending)
    }
}

/// An item as words look to a counter: folded, hyphens as spaces; of a word with hyphens its last
/// part, too, since a text's words end at hyphens.
fn entries(item: &str) -> Vec<String> {
    let whole = folded(&item.replace('-', " "));
    match item.rsplit_once('-') {
        Some((_, last)) if last.chars().count() > 2 => vec![whole, folded(last)],
        _ => vec![whole],
    }
}

fn folded(item: &str) -> String {
    item.split_whitespace().map(fold::word).collect::<Vec<_>>().join(" ")
}

fn values(items: &[&str]) -> Vec<(String, f64)> {
    let value = |item: &&str| {
        let (word, value) = item.split_once('=')?;
        Some((folded(word), value.parse().ok()?))
    };
    items.iter().filter_map(value).collect()
}

/// The first list that has a word keeps it.
fn add_group(groups: &mut FxHashMap<String, usize>, items: &[&str]) {
    let group = groups.len();
    for item in items {
        groups.entry(folded(item)).or_insert(group);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_of_every_file_is_known() {
        const OTHERS: [&str; 6] =
            ["verb_endings", "months", "numbers", "multipliers", "toll", "same"];
        for (language, text) in FILES {
            let mut words = Words::default();
            for line in text.lines().filter(|line| !line.starts_with('#')) {
                let (list, items) = line.split_once(": ").unwrap();
                let is_known = OTHERS.contains(&list) || words.phrases(list).is_some();
                assert!(is_known, "{list} in {language}");
                assert!(!items.split(',').any(|item| item.trim().is_empty()), "{line}");
            }
        }
    }

    #[test]
    fn every_language_has_the_lists_that_every_counter_needs() {
        for (language, words) in ALL.iter() {
            assert!(!words.pronouns.is_empty() && !words.connectives.is_empty(), "{language}");
            assert!(!words.reporting.is_empty() && !words.tolls.is_empty(), "{language}");
        }
        for (language, text) in FILES {
            let months = text.lines().find_map(|line| line.strip_prefix("months: "));
            assert_eq!(months.map(|months| months.split(", ").count()), Some(12), "{language}");
        }
        let lists = ["pronouns: ", "connectives: ", "free: "];
        let lines = FILES.iter().flat_map(|(_, text)| text.lines());
        let items = lines.flat_map(|line| lists.iter().filter_map(|list| line.strip_prefix(list)));
        let phrases = items.flat_map(|items| items.split(", "));
        assert_eq!(phrases.map(|item| item.split(' ').count()).max(), Some(LONGEST_PHRASE));
    }

    #[test]
    fn words_are_found_as_texts_write_them() {
        let english = of(Some(Language::ENGLISH));
        assert_eq!(english.months.get("sept"), Some(&9));
        assert_eq!(english.tolls.get("dead"), english.tolls.get("killed"));
        assert_ne!(english.tolls.get("dead"), english.tolls.get("injured"));
        assert!(english.is_verb("flooded") && english.is_verb("sank") && !english.is_verb("red"));
        let portuguese = of("pt".parse().ok());
        assert!(portuguese.titles.contains("porta voz") && portuguese.titles.contains("voz"));
        assert!(of("fi".parse().ok()).pronouns.is_empty());
    }
}
