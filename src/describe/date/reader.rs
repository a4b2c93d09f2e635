//! The words of one sentence as dates are looked for in them.

use std::borrow::Cow;

use super::lexicon::{self, Lexicon, Meaning, Phrase};
use crate::analyze::fold;
use crate::model::Span;

/// The longest stretch of other characters inside a date, in bytes.
const MAX_GAP: usize = 3;
/// Words of the longest phrase that is looked for backward.
const LONGEST: usize = 4;

/// A sentence as words, each with its folded form.
pub(super) struct Reader<'a> {
    pub(super) lexicon: &'static Lexicon,
    text: &'a str,
    words: Vec<Word<'a>>,
}

struct Word<'a> {
    span: Span,
    folded: Cow<'a, str>,
    /// The phrases of the lexicon that begin with it.
    phrases: &'static [Phrase],
    is_capital: bool,
    is_possessive: bool,
    says_something: bool,
}

impl<'a> Reader<'a> {
    /// `words` are spans of `text`, each with whether it is a content word.
    pub(super) fn new(
        text: &'a str,
        words: impl Iterator<Item = (Span, bool)>,
        lexicon: &'static Lexicon,
    ) -> Self {
        let mut reader = Self { lexicon, text, words: Vec::new() };
        for (span, says_something) in words {
            reader.push(span, says_something);
        }
        reader
    }

    /// Adds a word; what stands before an apostrophe (l', d', dell') as one of its own, and an
    /// English 's not at all.
    fn push(&mut self, span: Span, says_something: bool) {
        let surface = span.of(self.text);
        let is_plain =
            surface.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        let folded: Cow<'a, str> = if is_plain { surface.into() } else { fold::word(surface) };
        let is_capital = surface.starts_with(char::is_uppercase);
        let lexicon = self.lexicon;
        let word = |span, folded: Cow<'a, str>, is_capital, is_possessive| {
            let phrases = lexicon.beginning_with(&folded);
            Word { span, folded, phrases, is_capital, is_possessive, says_something }
        };
        let mark = surface.char_indices().find(|&(_, c)| matches!(c, '\'' | '’'));
        let Some((at, mark)) = mark.filter(|_| !self.begins_phrase(&folded)) else {
            self.words.push(word(span, folded, is_capital, false));
            return;
        };
        let start = span.start as usize;
        let behind = Span::new(start + at + mark.len_utf8(), span.end as usize);
        if behind.of(self.text) == "s" {
            let before = Span::new(start, start + at);
            self.words.push(word(before, fold::word(before.of(self.text)), is_capital, true));
            return;
        }
        let head = Span::new(start, behind.start as usize);
        let folded = |span: Span| fold::word(span.of(self.text));
        let is_behind_capital = behind.of(self.text).starts_with(char::is_uppercase);
        let both = [
            word(head, folded(head), is_capital, false),
            word(behind, folded(behind), is_behind_capital, false),
        ];
        self.words.extend(both);
    }

    fn begins_phrase(&self, folded: &str) -> bool {
        self.lexicon.at(std::iter::once(folded), Some).is_some() || folded == "l'altro"
    }

    /// Whether a date can begin at `index`: with a digit or a word of dates, not with one that only
    /// stands inside or beside them.
    pub(super) fn may_begin(&self, index: usize) -> bool {
        let is_of_dates = |(_, meaning): &Phrase| !meaning.is_beside_dates();
        let word = self.words.get(index);
        word.is_some_and(|word| {
            word.phrases.iter().any(is_of_dates)
                || word.folded.starts_with(|c: char| c.is_ascii_digit())
        })
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The folded word at `index`; empty beyond the end.
    pub(super) fn word(&self, index: usize) -> &str {
        self.words.get(index).map_or("", |word| &word.folded)
    }

    pub(super) fn is_capital(&self, index: usize) -> bool {
        self.words.get(index).is_some_and(|word| word.is_capital)
    }

    pub(super) fn is_possessive(&self, index: usize) -> bool {
        self.words.get(index).is_some_and(|word| word.is_possessive)
    }

    /// Is a content word.
    pub(super) fn says_something(&self, index: usize) -> bool {
        self.words.get(index).is_some_and(|word| word.says_something)
    }

    /// What stands between the words at `index` and behind it; empty at the end.
    pub(super) fn gap(&self, index: usize) -> &'a str {
        let (Some(here), Some(next)) = (self.words.get(index), self.words.get(index + 1)) else {
            return "";
        };
        Span { start: here.span.end, end: next.span.start }.of(self.text)
    }

    /// The character right behind the word at `index`.
    pub(super) fn next_char(&self, index: usize) -> Option<char> {
        let end = self.words.get(index)?.span.end as usize;
        self.text.get(end..)?.chars().next()
    }

    /// The character right before the word at `index`.
    pub(super) fn previous_char(&self, index: usize) -> Option<char> {
        let start = self.words.get(index)?.span.start as usize;
        self.text.get(..start)?.chars().next_back()
    }

    /// From the first byte of the word at `first` to behind that at `last`.
    pub(super) fn span(&self, first: usize, last: usize) -> Option<Span> {
        Some(Span { start: self.words.get(first)?.span.start, end: self.words.get(last)?.span.end })
    }

    /// The words at `index` and behind it are little apart, without a comma.
    pub(super) fn holds_together(&self, index: usize) -> bool {
        let gap = self.gap(index);
        gap.len() <= MAX_GAP && !gap.contains([',', ';', ':', '(', ')'])
    }

    /// What of `wanted` the phrase at `index` means, and how many words it has.
    pub(super) fn means<T>(
        &self,
        index: usize,
        wanted: impl Fn(Meaning) -> Option<T>,
    ) -> Option<(T, usize)> {
        let (first, behind) = self.words.get(index..)?.split_first()?;
        let behind = behind.iter().map(|word| word.folded.as_ref());
        let (found, length) = lexicon::among(first.phrases, &behind, wanted)?;
        (index..index + length - 1)
            .all(|inside| self.holds_together(inside))
            .then_some((found, length))
    }

    /// How many words the phrase of that meaning at `index` has.
    pub(super) fn is(&self, index: usize, meaning: Meaning) -> Option<usize> {
        self.means(index, |found| (found == meaning).then_some(())).map(|((), length)| length)
    }

    /// Where the phrase begins that ends right before `index` and means what is `wanted`.
    pub(super) fn before<T>(
        &self,
        index: usize,
        wanted: impl Fn(Meaning) -> Option<T> + Copy,
    ) -> Option<(T, usize)> {
        let last = index.checked_sub(1)?;
        if !self.holds_together(last) {
            return None;
        }
        let starts = (index.saturating_sub(LONGEST)..index).rev();
        starts.into_iter().find_map(|start| {
            let (found, length) = self.means(start, wanted)?;
            (start + length == index).then_some((found, start))
        })
    }

    pub(super) fn is_before(&self, index: usize, meaning: Meaning) -> bool {
        self.before(index, |found| (found == meaning).then_some(())).is_some()
    }

    /// The first place from `index` on that holds no small word, at most `most` further.
    pub(super) fn behind_small(&self, index: usize, most: usize) -> usize {
        let mut at = index;
        while at < index + most && self.is(at, Meaning::Small) == Some(1) && self.holds_together(at)
        {
            at += 1;
        }
        at
    }

    /// The number of at most `digits` digits at `index`.
    pub(super) fn number(&self, index: usize, digits: usize) -> Option<i32> {
        let word = self.word(index);
        let is_number = word.len() <= digits && word.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { word.parse().ok() } else { None }
    }

    /// The number of a day, 1 to 31: "5", "5th", "1er".
    pub(super) fn day_number(&self, index: usize) -> Option<i8> {
        let word = self.word(index);
        let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
        let ending = word.strip_prefix(digits).unwrap_or_default();
        let is_ordinal = |ending| {
            self.lexicon
                .at(std::iter::once(ending), |m| (m == Meaning::Ordinal).then_some(()))
                .is_some()
        };
        if digits.len() > 2 || !(ending.is_empty() || is_ordinal(ending)) {
            return None;
        }
        digits.parse().ok().filter(|day| (1..=31).contains(day))
    }

    /// The number of a year, 1000 to 2999.
    pub(super) fn year_number(&self, index: usize) -> Option<i16> {
        let year = self.number(index, 4)?;
        i16::try_from(year).ok().filter(|year| (1000..3000).contains(year))
    }
}
