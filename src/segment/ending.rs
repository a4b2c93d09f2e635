//! Whether a sentence ends at a terminator, by the words before and behind it.

use super::abbreviation::{Classes, Lexicon, Ordinals};
use super::enumeration::{self, Mark};

/// Bytes of the longest word looked at; a longer one is no abbreviation, name or verb of the lists.
const LONGEST_WORD: usize = 40;

/// A mark that may end a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Terminator {
    /// `.`, which may belong to an abbreviation or a number.
    Dot,
    /// Dots that leave something out.
    Ellipsis,
    /// `!` and `?`.
    Mark,
    /// A mark that has no other use, such as `؟` or `।`.
    Full,
    /// One that needs no space behind it either, such as `。`.
    Wide,
}

/// A place where a sentence may end.
pub(super) struct Stop<'a> {
    /// The paragraph.
    pub(super) text: &'a str,
    /// Where the sentence begins.
    pub(super) sentence_start: usize,
    /// The first terminator.
    pub(super) at: usize,
    /// Behind the last terminator.
    pub(super) run_end: usize,
    /// Behind the quotation marks and brackets that close there.
    pub(super) end: usize,
    /// The first terminator's kind.
    pub(super) terminator: Terminator,
    /// The terminator stands inside a quotation that closes at `end`.
    pub(super) quoted: bool,
    /// How the paragraph's first letter is written, and so perhaps those of its sentences.
    pub(super) initial: Initial,
}

/// Whether a paragraph begins with a small letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Initial {
    /// Its first letter is small.
    Small,
    /// Its first letter is a capital, or there is none.
    Other,
}

impl Initial {
    /// That of `text`.
    pub(super) fn of(text: &str) -> Self {
        match text.chars().find(|char| char.is_alphabetic()) {
            Some(first) if first.is_lowercase() => Self::Small,
            _ => Self::Other,
        }
    }
}

/// The first bytes of all terminators, of line breaks and of closing brackets.
pub(super) const MAY_END: &[u8; 17] = b".!?\n\r);:\xCD\xD6\xD8\xDB\xE0\xE1\xE2\xE3\xEF";

/// What `char` at `at` of `text` is as a terminator.
pub(super) fn terminator(text: &str, at: usize, char: char) -> Option<Terminator> {
    let before = || text.get(..at).and_then(|head| head.chars().next_back());
    match char {
        '.' => Some(Terminator::Dot),
        '!' | '?' | '‼' | '⁇' | '⁈' | '⁉' => Some(Terminator::Mark),
        '…' => Some(Terminator::Ellipsis),
        '。' | '！' | '？' | '｡' | '．' | '።' | '፧' | '။' => Some(Terminator::Wide),
        '؟' | '۔' | '।' | '॥' | '։' | '\u{37e}' | '។' | '៕' => Some(Terminator::Full),
        // Greek asks with a semicolon; Armenian often writes its full stop as a colon.
        ';' if before()
            .is_some_and(|c| matches!(c, '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}')) =>
        {
            Some(Terminator::Full)
        }
        ':' if before().is_some_and(|c| matches!(c, '\u{531}'..='\u{58f}' | '.'))
            && is_armenian(text, at) =>
        {
            Some(Terminator::Full)
        }
        _ => None,
    }
}

/// The last letter before `at` is Armenian; looks back a few characters only.
fn is_armenian(text: &str, at: usize) -> bool {
    let head = text.get(..at).unwrap_or_default();
    head.chars().rev().take(6).any(|char| matches!(char, '\u{531}'..='\u{58f}'))
}

/// Behind the terminators that follow each other from `at` on, with the spaced dots of `. . .`.
pub(super) fn end_of_run(text: &str, at: usize, first: Terminator) -> usize {
    let mut end = at;
    let mut chars = text.get(at..).unwrap_or_default().char_indices().peekable();
    while let Some((offset, char)) = chars.next() {
        let spaced_dot = char == ' '
            && first == Terminator::Dot
            && chars.peek().is_some_and(|&(_, next)| next == '.')
            && text.get(..at + offset).is_some_and(|head| head.ends_with('.'));
        let is_terminator = offset == 0
            || matches!(
                char,
                '.' | '!'
                    | '?'
                    | '…'
                    | '‼'
                    | '⁇'
                    | '⁈'
                    | '⁉'
                    | '。'
                    | '！'
                    | '？'
                    | '؟'
                    | '۔'
                    | '։'
            )
            || (char == ':' && is_armenian(text, at) && end > at);
        if !is_terminator && !spaced_dot {
            break;
        }
        if is_terminator {
            end = at + offset + char.len_utf8();
        }
    }
    end
}

/// A mark that closes what a sentence of it opened.
pub(super) fn is_closing(char: char) -> bool {
    matches!(
        char,
        '"' | '\''
            | ')'
            | ']'
            | '}'
            | '”'
            | '’'
            | '“'
            | '»'
            | '«'
            | '›'
            | '‹'
            | '」'
            | '』'
            | '）'
            | '】'
            | '》'
            | '〉'
            | '*'
            | '_'
    )
}

/// Behind the closing marks that stand at `at` and before `limit`, and the note numbers (`[12]`)
/// that follow.
pub(super) fn skip_closings(text: &str, at: usize, limit: usize) -> usize {
    let closings = text.get(at..limit).unwrap_or_default();
    let n_closing = closings.len() - closings.trim_start_matches(is_closing).len();
    let mut rest = text.get(at + n_closing..).unwrap_or_default();
    while let Some(note) = rest.strip_prefix('[') {
        let is_number = |c: char| c.is_ascii_digit() || matches!(c, ',' | '–' | '-');
        match note.trim_start_matches(is_number).strip_prefix(']') {
            Some(behind) if note.len() - behind.len() > 1 => rest = behind,
            _ => break,
        }
    }
    text.len() - rest.len()
}

/// True where the sentence ends at `stop`.
pub(super) fn ends_sentence(stop: &Stop, lexicon: &Lexicon) -> bool {
    let next = Next::behind(stop.text, stop.end);
    let Some(first) = next.first else { return true };
    if next.is_only_closings() {
        return false;
    }
    let dots = stop.text.get(stop.at..stop.run_end).unwrap_or_default();
    if !next.is_spaced() {
        return match stop.terminator {
            Terminator::Wide => goes_without_space(stop, first),
            Terminator::Full => !first.is_ascii_punctuation() && !first.is_numeric(),
            Terminator::Dot => stop.run_end - stop.at == 1 && lacks_space(stop, &next),
            _ => false,
        };
    }
    match stop.terminator {
        Terminator::Wide | Terminator::Full => !(stop.quoted && next.is_attribution(lexicon)),
        Terminator::Dot if dots.len() == 1 => next.opens_after_dot(stop, lexicon),
        Terminator::Dot | Terminator::Ellipsis => next.begins_sentence(),
        Terminator::Mark => next.opens_after_mark(stop, lexicon),
    }
}

/// Between characters that need no space, as in Chinese, only what attributes a quotation or a
/// digit goes on.
fn goes_without_space(stop: &Stop, first: char) -> bool {
    if first.is_numeric() && stop.end == stop.run_end {
        return !stop.text.get(..stop.at).is_some_and(|head| head.ends_with(char::is_numeric));
    }
    if matches!(first, '、' | '，' | '。' | '）' | '」' | ',' | ';' | '；') {
        return false;
    }
    if stop.end == stop.run_end {
        return true;
    }
    let rest = stop.text.get(stop.end..).unwrap_or_default();
    let clause = rest.chars().take(8).take_while(|char| char.is_alphanumeric());
    let attributes = clause.clone().any(|char| "说說道问問喊称稱".contains(char));
    !(attributes || "とっがのはをもにで".contains(first))
}

/// `end.Next`: a space was lost between two words, which is no name of a file or a host.
fn lacks_space(stop: &Stop, next: &Next) -> bool {
    let word = word_before(stop.text, stop.at);
    let is_plain = |word: &str| word.chars().all(char::is_alphabetic) && word.chars().count() >= 3;
    let next_word = next.word.trim_end_matches([',', ';', ':']);
    stop.end == stop.run_end
        && stop.sentence_start + 20 < stop.at
        && is_plain(word)
        && word.chars().next_back().is_some_and(char::is_lowercase)
        && is_plain(next_word)
        && !word.starts_with(char::is_uppercase)
        && next_word.starts_with(char::is_uppercase)
}

/// The characters before the dot at `at`, back to white space or an opening mark.
fn word_before(text: &str, at: usize) -> &str {
    let head = text.get(..at).unwrap_or_default();
    let from = head.floor_char_boundary(at.saturating_sub(LONGEST_WORD));
    let window = head.get(from..).unwrap_or_default();
    let start = window
        .char_indices()
        .rev()
        .find(|&(_, char)| {
            char.is_whitespace() || is_opening(char) || matches!(char, '—' | '–' | '/')
        })
        .map_or(0, |(index, char)| index + char.len_utf8());
    window.get(start..).unwrap_or_default()
}

fn is_dash(char: char) -> bool {
    matches!(char, '-' | '–' | '—')
}

fn is_opening(char: char) -> bool {
    matches!(
        char,
        '"' | '\''
            | '('
            | '['
            | '{'
            | '“'
            | '‘'
            | '„'
            | '‚'
            | '«'
            | '»'
            | '”'
            | '’'
            | '‹'
            | '「'
            | '『'
            | '（'
            | '【'
            | '¿'
            | '¡'
            | '*'
            | '_'
            | '`'
            | '#'
    )
}

/// What stands behind a terminator.
struct Next<'a> {
    /// The white space between, empty where there is none.
    gap: &'a str,
    /// Opening marks, bullets and dashes before the first word.
    lead: &'a str,
    /// The first letter or digit, or what else stands there; `None` at the end.
    first: Option<char>,
    /// The word that begins with it, up to white space.
    word: &'a str,
    /// The text from there.
    rest: &'a str,
    /// The mark of a list item, or what looks like one.
    mark: Option<Mark>,
}

/// Characters that may stand between a terminator and the next word.
const LONGEST_LEAD: usize = 12;

impl<'a> Next<'a> {
    fn behind(text: &'a str, end: usize) -> Self {
        let all = text.get(end..).unwrap_or_default();
        let visible = all.trim_start();
        let is_lead = |char: char| {
            is_dash(char)
                || is_opening(char)
                || enumeration::is_bullet(char)
                || char.is_whitespace()
        };
        let lead_len = visible.chars().take(LONGEST_LEAD).take_while(|&char| is_lead(char));
        let (lead, rest) =
            visible.split_at_checked(lead_len.map(char::len_utf8).sum()).unwrap_or_default();
        Self {
            gap: all.get(..all.len() - visible.len()).unwrap_or_default(),
            lead,
            first: rest.chars().next().or_else(|| visible.chars().next()),
            word: first_word(rest),
            rest,
            mark: enumeration::mark(visible).map(|(mark, _)| mark),
        }
    }

    fn is_spaced(&self) -> bool {
        !self.gap.is_empty() || self.first.is_none()
    }

    /// The mark of a list item that no abbreviation is taken for.
    fn is_item(&self) -> bool {
        self.mark.is_some_and(|mark| !mark.may_abbreviate())
    }

    /// Nothing follows but marks that close, set off by a space: `it ended. "`
    fn is_only_closings(&self) -> bool {
        self.word.is_empty() && self.rest.is_empty() && self.first.is_some_and(is_closing)
    }

    /// A capital letter, a digit, a letter of a script without case, or the mark of a list item.
    fn begins_sentence(&self) -> bool {
        self.mark.is_some()
            || self.first.is_some_and(|first| !first.is_lowercase() && !matches!(first, ',' | ';' | ':'))
            // iPhone, eBay: a name that begins small.
            || self.word.chars().nth(1).is_some_and(char::is_uppercase)
    }

    fn opens_after_mark(&self, stop: &Stop, lexicon: &Lexicon) -> bool {
        if !self.begins_sentence() {
            return self.follows_question(stop);
        }
        !(stop.quoted && self.is_attribution(lexicon))
    }

    /// Writers who begin sentences small still end questions with a mark; a name or a title with
    /// one ("Yahoo! and") has another mark, is quoted, or stands behind a word or two.
    fn follows_question(&self, stop: &Stop) -> bool {
        let run = stop.text.get(stop.at..stop.run_end).unwrap_or_default();
        let said = stop.text.get(stop.sentence_start..stop.at).unwrap_or_default();
        run.ends_with('?')
            && stop.end == stop.run_end
            && self.lead.is_empty()
            && self.first.is_some_and(char::is_lowercase)
            && said.split_whitespace().nth(2).is_some()
    }

    fn opens_after_dot(&self, stop: &Stop, lexicon: &Lexicon) -> bool {
        let word = word_before(stop.text, stop.at);
        let said = stop.text.get(stop.sentence_start..stop.at).unwrap_or_default();
        if is_item_mark(said) {
            return false;
        }
        if !self.begins_sentence() {
            return self.opens_small(stop, word, lexicon);
        }
        let classes = classes_before(word, lexicon);
        let is_number = self.first.is_some_and(char::is_numeric);
        let opener = self.is_opener(lexicon);
        let is_item = self.is_item();
        let calendar = lexicon.classes(self.bare_word()).has(Classes::CALENDAR);
        if classes.has(Classes::TIME) {
            // "At 5 p.m. Smith left": what has so few words is no sentence yet.
            return opener || (!calendar && !is_number && said.split_whitespace().nth(3).is_some());
        }
        if classes.has(Classes::NUMBER) && (is_number || calendar) {
            return false;
        }
        if classes.has(Classes::UNIT) && stands_behind_number(stop.text, stop.at - word.len()) {
            return true;
        }
        if classes.has(Classes::NEVER) && !is_item {
            return false;
        }
        if classes.has(Classes::MAYBE) || classes.has(Classes::UNIT) {
            return opener || is_item || (self.lead.contains(['(', '[']) && !is_number);
        }
        if is_initial(word) || is_acronym(word) {
            return opener || is_item;
        }
        if lexicon.dots_ordinals == Ordinals::Dotted && is_ordinal(word) {
            return opener;
        }
        true
    }

    /// A capitalized word that opens sentences and is no name, nor an initial such as "A."
    fn is_opener(&self, lexicon: &Lexicon) -> bool {
        let word = self.bare_word();
        let is_initial = self.word.starts_with(word)
            && self.word.get(word.len()..).is_some_and(|tail| tail.starts_with('.'))
            && word.chars().nth(1).is_none();
        !is_initial
            && self.first.is_some_and(char::is_uppercase)
            && lexicon.classes(word).has(Classes::OPENER)
    }

    /// A dot before a small letter ends a sentence only in a text that begins its sentences so.
    fn opens_small(&self, stop: &Stop, word: &str, lexicon: &Lexicon) -> bool {
        stop.initial == Initial::Small
            && self.first.is_some_and(char::is_lowercase)
            && !self.lead.contains(is_dash)
            && word.chars().count() >= 3
            && !classes_before(word, lexicon).is_abbreviation()
            && !is_acronym(word)
    }

    /// The next word without the marks around it.
    fn bare_word(&self) -> &'a str {
        let word = self.word.trim_end_matches(|char: char| !char.is_alphanumeric());
        word.split(['\'', '’']).next().unwrap_or(word)
    }

    /// "Jane Doe said", "Sprecher Müller sagte": names and titles, then a verb of speech.
    fn is_attribution(&self, lexicon: &Lexicon) -> bool {
        if self.is_opener(lexicon) {
            return false;
        }
        for (index, word) in self.rest.split_whitespace().take(5).enumerate() {
            let word = word.trim_end_matches([',', '.', ':']);
            if index > 0 && lexicon.classes(word).has(Classes::SPEECH) {
                return true;
            }
            if !word.starts_with(char::is_uppercase) {
                return false;
            }
        }
        false
    }
}

fn first_word(text: &str) -> &str {
    let window = text.get(..text.floor_char_boundary(LONGEST_WORD)).unwrap_or_default();
    window.split(char::is_whitespace).next().unwrap_or_default()
}

/// A number and white space end at `at`.
fn stands_behind_number(text: &str, at: usize) -> bool {
    let head = text.get(..at).unwrap_or_default();
    let number = head.trim_end_matches([' ', '\u{a0}']);
    number.len() < head.len() && number.ends_with(char::is_numeric)
}

/// The classes of the word before a dot, or of its part behind an apostrophe or hyphen.
fn classes_before(word: &str, lexicon: &Lexicon) -> Classes {
    let classes = lexicon.classes(word);
    if classes.is_abbreviation() {
        return classes;
    }
    match word.rsplit_once(['\'', '’', '-', '‑']) {
        Some((_, part)) => lexicon.classes(part),
        None => classes,
    }
}

/// The sentence so far is only the mark of a list item: "1.", "• b.", "IV."
fn is_item_mark(said: &str) -> bool {
    if said.len() > 16 {
        return false;
    }
    let said = said.trim_start_matches(enumeration::is_bullet).trim_start_matches(['(', ' ']);
    let is_number = said.len() <= 3 && said.bytes().all(|byte| byte.is_ascii_digit());
    let is_roman = said.len() <= 4 && said.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
    said.chars().nth(1).is_none() || is_number || is_roman
}

/// A single letter: "J. K. Rowling"; also with a hyphen: "J.-P. Sartre".
fn is_initial(word: &str) -> bool {
    let part = word.rsplit(['-', '‑', '.']).next().unwrap_or(word);
    let mut chars = part.chars();
    chars.next().is_some_and(char::is_alphabetic)
        && chars.next().is_none()
        && !part.chars().any(is_caseless)
}

/// Letters with dots between: "U.S", "z.B", "p.m".
fn is_acronym(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| {
            let n_chars = part.chars().take(4).count();
            (1..=3).contains(&n_chars) && part.chars().all(char::is_alphabetic)
        })
}

fn is_caseless(char: char) -> bool {
    !char.is_lowercase() && !char.is_uppercase()
}

/// A number that a dot makes an ordinal: "3", "19", "XIV".
fn is_ordinal(word: &str) -> bool {
    let is_number = word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_roman =
        word.len() <= 5 && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L'));
    !word.is_empty() && (is_number || is_roman)
}
