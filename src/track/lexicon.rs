//! Texts as numbers: each distinct stem of a language gets one, shared by all editions.

use rustc_hash::FxHashMap;
use unicode_segmentation::UnicodeSegmentation;

use crate::analyze::Normalizer;
use crate::model::Language;
use crate::model::briefing::{ExtractEntry, RelationEntry, SourceEntry};

/// A text as the stems of its words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Words {
    /// All, in order.
    pub(super) all: Vec<u32>,
    /// The distinct content words, ascending.
    pub(super) content: Vec<u32>,
    /// Whether each of `all` holds a digit.
    pub(super) is_figure: Vec<bool>,
}

impl Words {
    /// The words that hold a digit.
    pub(super) fn figures(&self) -> impl Iterator<Item = u32> + '_ {
        self.all.iter().zip(&self.is_figure).filter(|(_, is)| **is).map(|(&word, _)| word)
    }
}

/// A stem with what it counts as.
#[derive(Debug, Clone, Copy)]
struct Word {
    id: u32,
    is_content: bool,
    is_figure: bool,
}

/// Gives out the numbers.
#[derive(Default)]
pub(super) struct Lexicon {
    languages: Vec<Speech>,
    n_words: u32,
}

/// What is known of one language.
struct Speech {
    language: Option<Language>,
    normalizer: Normalizer,
    ids: FxHashMap<String, u32>,
    seen: FxHashMap<String, Word>,
}

impl Lexicon {
    /// The words of `text`, which is in `language`.
    pub(super) fn words(&mut self, text: &str, language: Option<Language>) -> Words {
        let at = self.place(language);
        let (speech, n_words) = (&mut self.languages[at], &mut self.n_words);
        let mut words = Words::default();
        for surface in text.unicode_words() {
            let word = speech.word(surface, n_words);
            words.all.push(word.id);
            words.is_figure.push(word.is_figure);
            if word.is_content {
                words.content.push(word.id);
            }
        }
        words.content.sort_unstable();
        words.content.dedup();
        words
    }

    fn place(&mut self, language: Option<Language>) -> usize {
        let found = self.languages.iter().position(|speech| speech.language == language);
        found.unwrap_or_else(|| {
            self.languages.push(Speech {
                language,
                normalizer: Normalizer::new(language),
                ids: FxHashMap::default(),
                seen: FxHashMap::default(),
            });
            self.languages.len() - 1
        })
    }
}

impl Speech {
    fn word(&mut self, surface: &str, n_words: &mut u32) -> Word {
        if let Some(&word) = self.seen.get(surface) {
            return word;
        }
        let (stem, is_content) = self.normalizer.stem(surface);
        let is_figure = stem.chars().any(char::is_numeric);
        let id = *self.ids.entry(stem).or_insert_with(|| {
            *n_words += 1;
            *n_words
        });
        let word = Word { id, is_content, is_figure };
        self.seen.insert(surface.to_owned(), word);
        word
    }
}

/// The language of an extract: that of the source it is taken from, else that of its briefing.
pub(super) fn language(
    extract: &ExtractEntry,
    sources: &[SourceEntry],
    usual: Option<Language>,
) -> Option<Language> {
    let verbatim =
        |place: &&crate::model::briefing::CitationEntry| place.relation == RelationEntry::Verbatim;
    let number = extract.citations.iter().find(verbatim).map(|place| place.source);
    of_source(number, sources).or(usual)
}

/// The language of the source with that number.
pub(super) fn of_source(number: Option<u32>, sources: &[SourceEntry]) -> Option<Language> {
    let index = usize::try_from(number?.checked_sub(1)?).ok()?;
    sources.get(index)?.language
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_share_a_number() {
        let mut lexicon = Lexicon::default();
        let english = Some(Language::ENGLISH);
        let one = lexicon.words("The U.S. organisations met 12 times", english);
        let two = lexicon.words("the US organizations meet 12 times", english);
        assert_eq!(one.all[..3], two.all[..3]);
        assert_eq!(one.figures().collect::<Vec<_>>(), two.figures().collect::<Vec<_>>());
        assert_eq!(one.figures().count(), 1);
        let german = lexicon.words("the", "de".parse().ok());
        assert_ne!(german.all[0], one.all[0]);
    }
}
