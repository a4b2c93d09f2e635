//! Two sentences word by word: which words they share in order, and where they part.
//!
//! Words are compared by their terms, so that spelling, endings and accents are no difference, and
//! numbers by their value. A common library of differences would align tokens of equal weight; here
//! shared content words outweigh shared articles, in one table of at most [`MAX_WORDS`]² cells.

use std::ops::Range;

use super::date::{self, Mention};
use super::salience;
use crate::analyze::evidence::Evidence;
use crate::analyze::fold;
use crate::model::{SentenceId, Span, TermId};

/// Words of the longest sentence that is aligned.
pub(super) const MAX_WORDS: usize = 80;
/// What a shared content word weighs beside a shared function word.
const CONTENT_WEIGHT: u16 = 3;

/// Letters that two forms of one word begin with, at least, and letters in which they may end.
const FORM_STEM: usize = 4;
const FORM_ENDING: usize = 2;
/// Words that only scale a number, in the languages whose dates are read.
const SCALES: [&str; 24] = [
    "hundred",
    "thousand",
    "million",
    "billion",
    "trillion",
    "tausend",
    "millionen",
    "milliarde",
    "milliarden",
    "mille",
    "millions",
    "milliard",
    "milliards",
    "mil",
    "millón",
    "millones",
    "milhão",
    "milhões",
    "bilhão",
    "bilhões",
    "mila",
    "milioni",
    "miliardo",
    "miliardi",
];

/// A word as it is compared.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub(super) span: Span,
    pub(super) term: TermId,
    /// Folded, as written.
    pub(super) word: String,
    /// What it counts, digits and separators made one form.
    pub(super) value: Option<String>,
    pub(super) is_content: bool,
    /// Written with a capital behind the first word.
    pub(super) is_name: bool,
    /// Between quotation marks.
    pub(super) is_quoted: bool,
}

/// A sentence as it is compared.
pub(super) struct Side {
    pub(super) id: SentenceId,
    pub(super) tokens: Vec<Token>,
    pub(super) dates: Vec<Mention>,
}

/// Words of the one and of the other between words that they share; one side may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hunk {
    pub(super) a: Range<usize>,
    pub(super) b: Range<usize>,
}

impl Side {
    /// Reads the sentence `id`; `None` where it is longer than [`MAX_WORDS`].
    pub(super) fn of(id: SentenceId, evidence: Evidence<'_>) -> Option<Self> {
        let Evidence { corpus, terms, .. } = evidence;
        let sentence = corpus.sentence(id);
        if sentence.words as usize > MAX_WORDS {
            return None;
        }
        let document = corpus.document(sentence.document);
        let text = corpus.text(id);
        let places = corpus.words(id).iter().map(|word| word.start - sentence.span.start);
        let quoted = salience::quoted(text, places);
        let token = |(index, (&span, &term)): (usize, (&Span, &TermId))| {
            let surface = span.of(&document.text);
            let word = fold::word(surface).into_owned();
            let value = number(&word).or_else(|| {
                let said = date::number_word(&word, document.language)?;
                (said > 1).then(|| said.to_string())
            });
            Token {
                span,
                term,
                is_content: terms.is_content(term) || value.is_some(),
                is_name: index > 0 && surface.starts_with(char::is_uppercase),
                is_quoted: quoted[index],
                value,
                word,
            }
        };
        let words = corpus.words(id).iter().zip(terms.of(sentence)).enumerate();
        let dates = super::timeline::of_sentence(id, evidence);
        Some(Self { id, tokens: words.map(token).collect(), dates })
    }

    /// The date whose expression holds the word at `index`.
    pub(super) fn date_at(&self, index: usize) -> Option<&Mention> {
        let span = self.tokens.get(index)?.span;
        self.dates.iter().find(|date| date.span.start < span.end && span.start < date.span.end)
    }
}

impl Token {
    /// Says the same.
    pub(super) fn equals(&self, other: &Self) -> bool {
        match (&self.value, &other.value) {
            (Some(one), Some(another)) => one == another,
            (None, None) => self.term == other.term || self.is_form_of(other),
            _ => false,
        }
    }

    /// A form of the same word that stemming leaves apart: all but the last letters are equal.
    fn is_form_of(&self, other: &Self) -> bool {
        if self.is_name || other.is_name || !self.is_content || !other.is_content {
            return false;
        }
        let same = self.word.chars().zip(other.word.chars()).take_while(|(a, b)| a == b).count();
        let rest = |word: &str| word.chars().count() - same;
        same >= FORM_STEM && rest(&self.word) <= FORM_ENDING && rest(&other.word) <= FORM_ENDING
    }

    /// A number word that only scales the one before it.
    pub(super) fn is_scale(&self) -> bool {
        SCALES.contains(&self.word.as_str())
    }
}

/// The share of the content words of the sentence with fewer of them that `hunks` leave matched,
/// in [0, 1].
pub(super) fn matched(a: &[Token], b: &[Token], hunks: &[Hunk]) -> f64 {
    let count = |tokens: &[Token]| tokens.iter().filter(|token| token.is_content).count();
    let lost: usize = hunks.iter().map(|hunk| count(&a[hunk.a.clone()])).sum();
    (count(a) - lost) as f64 / count(a).min(count(b)).max(1) as f64
}

/// Where `a` and `b` part, ascending: what the heaviest common subsequence leaves over.
/// O(len a · len b).
pub(super) fn hunks(a: &[Token], b: &[Token]) -> Vec<Hunk> {
    let width = b.len() + 1;
    let mut best = vec![0_u16; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            let skip = best[(i + 1) * width + j].max(best[i * width + j + 1]);
            let both = shared_weight(&a[i], &b[j]).map(|w| w + best[(i + 1) * width + j + 1]);
            best[i * width + j] = both.unwrap_or(0).max(skip);
        }
    }
    let mut hunks: Vec<Hunk> = Vec::new();
    let (mut i, mut j) = (0, 0);
    let (mut from_a, mut from_b) = (0, 0);
    while i < a.len() && j < b.len() {
        let here = best[i * width + j];
        let both = shared_weight(&a[i], &b[j]).map(|w| w + best[(i + 1) * width + j + 1]);
        if both == Some(here) {
            push(&mut hunks, from_a..i, from_b..j);
            (i, j) = (i + 1, j + 1);
            (from_a, from_b) = (i, j);
        } else if best[(i + 1) * width + j] == here {
            i += 1;
        } else {
            j += 1;
        }
    }
    push(&mut hunks, from_a..a.len(), from_b..b.len());
    hunks
}

fn push(hunks: &mut Vec<Hunk>, a: Range<usize>, b: Range<usize>) {
    if !a.is_empty() || !b.is_empty() {
        hunks.push(Hunk { a, b });
    }
}

fn shared_weight(a: &Token, b: &Token) -> Option<u16> {
    a.equals(b).then_some(if a.is_content { CONTENT_WEIGHT } else { 1 })
}

/// The one form of a number in digits: `1,000`, `1.000` and `1000` are one, and so are `2,5` and
/// `2.5`.
fn number(word: &str) -> Option<String> {
    if !word.starts_with(|c: char| c.is_ascii_digit())
        || !word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
    {
        return None;
    }
    let mut parts = word.split(['.', ',']);
    let first = parts.next()?;
    let rest: Vec<&str> = parts.collect();
    if first.len() <= 3 && rest.iter().all(|part| part.len() == 3) {
        return Some(format!("{first}{}", rest.concat()));
    }
    let decimal = word.replace(',', ".");
    Some(decimal.strip_suffix(".0").map_or_else(|| decimal.clone(), str::to_owned))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tokens(text: &str) -> Vec<Token> {
        let token = |word: &str| Token {
            span: Span::default(),
            term: TermId(word.bytes().fold(7, |sum, byte| sum * 31 % 9973 + u32::from(byte))),
            word: word.into(),
            value: number(word),
            is_content: word.len() > 3,
            is_name: false,
            is_quoted: false,
        };
        text.split_whitespace().map(token).collect()
    }

    #[test]
    fn what_one_has_and_the_other_has_not() {
        let (a, b) = (tokens("asked about the council"), tokens("asked about the council in Gaza"));
        assert_eq!(hunks(&a, &b), [Hunk { a: 4..4, b: 4..6 }]);
        assert_eq!(hunks(&a, &a), []);
        assert_eq!(hunks(&a, &[]), [Hunk { a: 0..4, b: 0..0 }]);
    }

    #[test]
    fn content_words_hold_before_articles() {
        // Aligning the two articles would lose "council".
        let (a, b) = (tokens("the a council"), tokens("council the a"));
        assert_eq!(hunks(&a, &b), [Hunk { a: 0..2, b: 0..0 }, Hunk { a: 3..3, b: 1..3 }]);
    }

    #[test]
    fn numbers_have_one_form() {
        for (one, other) in [("1,000", "1.000"), ("1000", "1,000"), ("2,5", "2.5"), ("2.0", "2")] {
            assert_eq!(number(one), number(other), "{one} {other}");
        }
        assert_ne!(number("2.5"), number("25"));
        assert_eq!(number("a5"), None);
    }

    proptest! {
        #[test]
        fn hunks_and_what_is_shared_make_both_sentences(
            a in "([a-d]{1,5} ){0,12}", b in "([a-d]{1,5} ){0,12}",
        ) {
            let (a, b) = (tokens(&a), tokens(&b));
            let (mut i, mut j) = (0, 0);
            for hunk in hunks(&a, &b) {
                prop_assert_eq!(hunk.a.start - i, hunk.b.start - j);
                for (one, other) in a[i..hunk.a.start].iter().zip(&b[j..hunk.b.start]) {
                    prop_assert!(one.equals(other));
                }
                (i, j) = (hunk.a.end, hunk.b.end);
            }
            prop_assert_eq!(a.len() - i, b.len() - j);
        }
    }
}
