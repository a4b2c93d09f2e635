//! A sentence as the counters see it: its words folded and stemmed, which are names, which numbers.

use rustc_hash::FxHashSet;

use super::words::{self, LONGEST_PHRASE, Words};
use crate::analyze::{fold, stem, stop_words};
use crate::model::{Corpus, Date, Document, DocumentId, Language, Span};
use crate::segment::word;

/// Characters that stand in for the stem where a language has no stemmer.
const PREFIX: usize = 5;

/// Languages that write an article or preposition onto the next word with an apostrophe.
const ELIDING: [&str; 3] = ["ca", "fr", "it"];

/// A word of a passage.
#[derive(Debug, Clone)]
pub(super) struct Token {
    /// Its bytes in the passage's text.
    pub(super) span: Span,
    /// Folded, without elided article and possessive ending.
    pub(super) folded: String,
    /// What it is compared by.
    pub(super) stem: String,
    /// Begins with a capital letter.
    pub(super) is_capital: bool,
    /// Stands first in the sentence or in a quotation, where a capital means nothing.
    pub(super) is_initial: bool,
    /// Is no stop word and no lone letter.
    pub(super) is_content: bool,
    /// Its value where it is written in digits.
    pub(super) digits: Option<f64>,
}

/// A sentence, or any other stretch of a document.
#[derive(Debug)]
pub(super) struct Passage<'a> {
    pub(super) document: DocumentId,
    pub(super) published: Option<Date>,
    pub(super) language: Option<Language>,
    pub(super) text: &'a str,
    pub(super) tokens: Vec<Token>,
    pub(super) words: &'static Words,
}

impl<'a> Passage<'a> {
    fn empty(document: &'a Document) -> Self {
        Self {
            document: document.id,
            published: document.published,
            language: document.language,
            text: "",
            tokens: Vec::new(),
            words: words::of(None),
        }
    }

    /// The text between word `index` and the next, or up to the end.
    pub(super) fn gap_behind(&self, index: usize) -> &str {
        let start = self.tokens.get(index).map_or(0, |token| token.span.range().end);
        let end =
            self.tokens.get(index + 1).map_or(self.text.len(), |next| next.span.range().start);
        self.text.get(start..end).unwrap_or_default()
    }

    /// The folded word at `index`, empty beyond the end.
    pub(super) fn word(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| &token.folded)
    }

    /// Whether words from `index` on are a phrase of `list`; the number of words of the longest.
    pub(super) fn phrase_at(&self, index: usize, list: &FxHashSet<String>) -> Option<usize> {
        (1..=LONGEST_PHRASE).rev().find(|&n| {
            let Some(tokens) = self.tokens.get(index..index + n) else { return false };
            let phrase: Vec<&str> = tokens.iter().map(|token| token.folded.as_str()).collect();
            list.contains(&phrase.join(" "))
        })
    }
}

/// Makes passages, keeping what each language of a corpus needs.
pub(super) struct Cutter {
    tools: Vec<Tools>,
}

struct Tools {
    language: Option<Language>,
    stemmer: Option<stem::Stemmer>,
    stop_words: &'static stop_words::StopWords,
    words: &'static Words,
}

impl Cutter {
    /// What the languages of `corpus` need, and what texts without a known language do.
    pub(super) fn of(corpus: &Corpus) -> Self {
        let mut cutter = Self { tools: vec![Tools::of(None)] };
        for document in &corpus.documents {
            if !cutter.tools.iter().any(|tools| tools.language == document.language) {
                cutter.tools.push(Tools::of(document.language));
            }
        }
        cutter
    }

    /// Cuts `span` of `document`, one of the corpus. O(length).
    pub(super) fn passage<'a>(&self, document: &'a Document, span: Span) -> Passage<'a> {
        let known = self.tools.iter().find(|tools| tools.language == document.language);
        let Some(tools) = known.or(self.tools.first()) else { return Passage::empty(document) };
        let text = span.of(&document.text);
        let mut spans = Vec::new();
        word::spans(text, Span::new(0, text.len()), &mut spans);
        let mut tokens: Vec<Token> = Vec::with_capacity(spans.len());
        for span in spans {
            let before = tokens.last().map_or(0, |last| last.span.range().end);
            let gap = text.get(before..span.range().start).unwrap_or_default();
            let is_initial = tokens.is_empty() || gap.contains(is_opener);
            tokens.push(tools.token(text, span, is_initial));
        }
        join_digits(&mut tokens, text);
        Passage { text, tokens, words: tools.words, ..Passage::empty(document) }
    }
}

impl Tools {
    fn of(language: Option<Language>) -> Self {
        Self {
            language,
            stemmer: stem::stemmer(language),
            stop_words: stop_words::of(language),
            words: words::of(language),
        }
    }

    fn token(&self, text: &str, span: Span, is_initial: bool) -> Token {
        let mut span = span;
        let mut folded = fold::word(span.of(text)).into_owned();
        if !self.words.holds_whole(&folded) {
            (span, folded) = self.bare(text, span, folded);
        }
        let n_chars = folded.chars().count();
        let digits = number(&folded, self.language);
        let is_stop = self.stop_words.contains(&folded);
        let stem = match &self.stemmer {
            _ if is_stop || digits.is_some() => folded.clone(),
            Some(stemmer) => fold::accents(&stemmer.stem(&folded)),
            None => fold::accents(self.without_prefix(&folded)).chars().take(PREFIX).collect(),
        };
        Token {
            span,
            stem,
            is_capital: span.of(text).chars().next().is_some_and(char::is_uppercase),
            is_initial,
            is_content: !is_stop && (n_chars > 1 || digits.is_some()),
            digits,
            folded,
        }
    }

    /// Hebrew writes article, prepositions and *and* onto the next word.
    fn without_prefix<'w>(&self, word: &'w str) -> &'w str {
        const LETTERS: [char; 7] = ['ו', 'ה', 'ב', 'ל', 'מ', 'ש', 'כ'];
        if self.language.is_none_or(|of| of.code() != "he") {
            return word;
        }
        let rest = word.strip_prefix(LETTERS).filter(|rest| rest.chars().count() >= 3);
        rest.unwrap_or(word)
    }

    /// Without `l'` and without `'s`.
    fn bare(&self, text: &str, span: Span, folded: String) -> (Span, String) {
        let surface = span.of(text);
        let Some((at, mark)) = surface.char_indices().find(|(_, c)| matches!(c, '\'' | '’'))
        else {
            return (span, folded);
        };
        let Some((head, _)) = surface.split_at_checked(at) else { return (span, folded) };
        let start = span.range().start;
        let is_elision = self.language.is_some_and(|of| ELIDING.contains(&of.code()));
        let bare = if is_elision && at > 0 {
            Span::new(start + at + mark.len_utf8(), span.range().end)
        } else if surface.len() == at + mark.len_utf8() + 1 && surface.ends_with(['s', 'S']) {
            Span::new(start, start + head.len())
        } else {
            return (span, folded);
        };
        (bare, fold::word(bare.of(text)).into_owned())
    }
}

/// Marks behind which a capital begins something new.
fn is_opener(char: char) -> bool {
    matches!(char, '"' | '“' | '„' | '«' | '‘' | ':' | '•' | '?' | '!' | '(' | '—')
}

/// Gives `150` of `150 000` the value of both; the second stays without one.
fn join_digits(tokens: &mut [Token], text: &str) {
    for index in 1..tokens.len() {
        let (before, rest) = tokens.split_at_mut(index);
        let (Some(first), Some(second)) = (before.last_mut(), rest.first_mut()) else { continue };
        let gap = text.get(first.span.range().end..second.span.range().start);
        let are_groups = first.digits.is_some_and(|value| (1.0..1000.0).contains(&value))
            && second.folded.len() == 3
            && matches!(gap, Some(" " | "\u{a0}" | "\u{202f}"));
        if let (true, Some(thousands), Some(rest)) = (are_groups, first.digits, second.digits) {
            first.digits = Some(thousands * 1000.0 + rest);
            second.digits = None;
            second.is_content = false;
        }
    }
}

/// The value of a word in digits of any script: `1,000` and `1.000` are a thousand, `7.6` and `7,6`
/// seven and six tenths; where three digits follow, English reads the full stop as decimal and the
/// comma as thousands, other languages only as thousands.
fn number(word: &str, language: Option<Language>) -> Option<f64> {
    let ascii: String = word.chars().map(ascii_digit).collect::<Option<_>>()?;
    let mut groups = ascii.split([',', '.']);
    let first = groups.next()?;
    if first.is_empty() || first.len() > 15 {
        return None;
    }
    let rest: Vec<&str> = groups.collect();
    let is_decimal_stop =
        language == Some(Language::ENGLISH) && rest.len() == 1 && ascii.contains('.');
    let are_thousands = rest.iter().all(|group| group.len() == 3) && !is_decimal_stop;
    if are_thousands {
        return format!("{first}{}", rest.concat()).parse().ok();
    }
    match rest.as_slice() {
        [decimals] => format!("{first}.{decimals}").parse().ok(),
        _ => None,
    }
}

fn ascii_digit(char: char) -> Option<char> {
    let zero = match char {
        '0'..='9' | '.' | ',' => return Some(char),
        '٫' => return Some('.'),
        '٬' => return Some(','),
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '०'..='९' => '०',
        _ => return None,
    };
    char::from_digit(u32::from(char) - u32::from(zero), 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::faults::sample::corpus;

    fn words(language: &str, text: &str) -> Vec<String> {
        let corpus = corpus(language, &[("2024-05-01", text)]);
        let span = Span::new(0, text.len());
        let passage = Cutter::of(&corpus).passage(&corpus.documents[0], span);
        passage.tokens.into_iter().map(|token| token.folded).collect()
    }

    #[test]
    fn elisions_and_possessives_are_cut_off() {
        assert_eq!(words("fr", "L’Espagne, c'est loin")[..], ["espagne", "c'est", "loin"]);
        assert_eq!(words("en", "Bush's dog, he's")[..], ["bush", "dog", "he's"]);
    }

    #[test]
    fn numbers_of_any_script_have_their_value() {
        let english = Some(Language::ENGLISH);
        assert_eq!(number("1,000", english), Some(1000.0));
        assert_eq!(number("7.625", english), Some(7.625));
        assert_eq!(number("1.000.000", "pt".parse().ok()), Some(1_000_000.0));
        assert_eq!(number("7,6", "de".parse().ok()), Some(7.6));
        assert_eq!(number("१२", "hi".parse().ok()), Some(12.0));
        assert_eq!(number("٣٥", None), Some(35.0));
        assert_eq!(number("5th", english), None);
    }

    #[test]
    fn groups_of_digits_are_one_number() {
        let text = "Přes 150 000 lidí a 3 200 domů";
        let corpus = corpus("cs", &[("2024-05-01", text)]);
        let span = Span::new(0, text.len());
        let passage = Cutter::of(&corpus).passage(&corpus.documents[0], span);
        let values: Vec<f64> = passage.tokens.iter().filter_map(|token| token.digits).collect();
        assert_eq!(values, [150_000.0, 3200.0]);
    }
}
