//! The readable sentences of a topic word by word: what each word can be, how it is written, and
//! what stands before it. Names, speakers and key phrases all read the topic in this form.

use rustc_hash::FxHashMap;

use super::lexicon::{self, Lexicon, List, Lists};
use crate::analyze::evidence::Evidence;
use crate::analyze::fold;
use crate::model::{Corpus, Language, SentenceId, Span, TermId};

/// Characters that an elided article or pronoun has at most: `dell'`, `quest'`.
const ELIDED: usize = 5;
/// Languages that elide.
const ELIDING: [&str; 3] = ["ca", "fr", "it"];

/// The sentences of a topic as words.
pub(super) struct Reading<'a> {
    pub(super) evidence: Evidence<'a>,
    /// By sentence.
    pub(super) passages: Vec<Passage>,
    /// The words of all passages.
    pub(super) tokens: Vec<Token>,
    words: Vec<Word>,
}

/// One sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Passage {
    pub(super) sentence: SentenceId,
    /// Its first token.
    pub(super) first: usize,
    /// One past its last.
    pub(super) end: usize,
    pub(super) lexicon: &'static Lexicon,
    pub(super) language: Option<Language>,
}

/// One word of a sentence, elided articles and possessive endings left out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    /// In the document's text.
    pub(super) span: Span,
    pub(super) term: TermId,
    pub(super) shape: Shape,
    /// What stands before it.
    pub(super) gap: Gap,
    /// A possessive ending was left out.
    pub(super) is_possessive: bool,
    word: u32,
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Lower,
    /// A capital and more.
    Capital,
    /// Two capitals and more, no small letter.
    Upper,
    /// One capital.
    Letter,
    /// Begins with no letter of a script that has capitals.
    Other,
}

/// What stands between a word and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// It is the first of its sentence.
    Start,
    /// White space, or an ampersand.
    Space,
    Hyphen,
    /// A full stop, as behind an initial.
    Stop,
    Comma,
    /// An opening bracket.
    Bracket,
    /// What opens something: a quotation mark, a colon.
    Opening,
    Other,
}

/// What all occurrences of a folded word have in common.
#[derive(Debug, Default)]
pub(super) struct Word {
    pub(super) folded: String,
    /// As [`lexicon::key`] gives it.
    pub(super) key: String,
    pub(super) lists: Lists,
    pub(super) is_noun: bool,
    /// Written small.
    pub(super) n_lower: u32,
    /// Written with a capital where that means something.
    pub(super) n_capital: u32,
    /// Of these, with no other such word beside it.
    pub(super) n_alone: u32,
    /// Behind an article or a word like it, however written.
    pub(super) n_determined: u32,
}

impl<'a> Reading<'a> {
    /// Reads the sentences of `evidence`. O(words).
    pub(super) fn of(evidence: Evidence<'a>) -> Self {
        let mut sentences: Vec<SentenceId> =
            evidence.groups.iter().flat_map(|group| group.members.iter().copied()).collect();
        sentences.sort_unstable();
        let mut reader = Reader::default();
        let mut reading =
            Self { evidence, passages: Vec::new(), tokens: Vec::new(), words: Vec::new() };
        for sentence in sentences {
            reader.read(sentence, &mut reading);
        }
        reading.words = reader.words;
        for passage in 0..reading.passages.len() {
            reading.count(passage);
        }
        reading
    }

    pub(super) fn corpus(&self) -> &'a Corpus {
        self.evidence.corpus
    }

    /// What is known of the word at `at`, an index of `tokens`.
    pub(super) fn word(&self, at: usize) -> &Word {
        &self.words[self.tokens[at].word as usize]
    }

    /// The word at `at` is in `list`.
    pub(super) fn has(&self, at: usize, list: List) -> bool {
        self.word(at).lists.has(list)
    }

    /// The document's text that `passage` is of.
    pub(super) fn text(&self, passage: &Passage) -> &'a str {
        let document = self.corpus().sentence(passage.sentence).document;
        &self.corpus().document(document).text
    }

    /// A capital at `at` means nothing.
    pub(super) fn is_initial(&self, at: usize) -> bool {
        matches!(self.tokens[at].gap, Gap::Start | Gap::Opening)
    }

    /// Tallies how the words of a passage are written, unless it is all in capitals.
    fn count(&mut self, passage: usize) {
        let Passage { first, end, .. } = self.passages[passage];
        let is_capital =
            |token: &Token| matches!(token.shape, Shape::Capital | Shape::Upper | Shape::Letter);
        for at in first..end {
            let token = self.tokens[at];
            let joins = |other: usize| {
                let later = at.max(other);
                (first..end).contains(&other)
                    && matches!(self.tokens[later].gap, Gap::Space | Gap::Hyphen)
                    && is_capital(&self.tokens[other])
            };
            let is_pair = joins(at.wrapping_sub(1)) || joins(at + 1);
            let is_determined = at > first
                && token.gap == Gap::Space
                && (self.has(at - 1, List::Determiners)
                    || at > first + 1
                        && self.tokens[at - 1].shape == Shape::Lower
                        && self.tokens[at - 1].gap == Gap::Space
                        && self.has(at - 2, List::Determiners));
            let is_inner = is_capital(&token) && !self.is_initial(at);
            let word = &mut self.words[token.word as usize];
            word.n_lower += u32::from(token.shape == Shape::Lower);
            word.n_capital += u32::from(is_inner);
            word.n_alone += u32::from(is_inner && !is_pair);
            word.n_determined += u32::from(is_determined);
        }
    }
}

/// Makes tokens, each distinct word looked up once.
#[derive(Default)]
struct Reader<'a> {
    forms: FxHashMap<(Option<Language>, &'a str), (u32, Shape)>,
    ids: FxHashMap<(Option<Language>, String), u32>,
    words: Vec<Word>,
}

impl<'a> Reader<'a> {
    fn read(&mut self, id: SentenceId, reading: &mut Reading<'a>) {
        let Evidence { corpus, terms, .. } = reading.evidence;
        let document = corpus.document(corpus.sentence(id).document);
        let language = document.language;
        let elides = language.is_some_and(|language| ELIDING.contains(&language.code()));
        let first = reading.tokens.len();
        let mut before = None;
        for (&whole, &term) in corpus.words(id).iter().zip(terms.of_id(corpus, id)) {
            let (span, is_possessive) = bare(&document.text, whole, elides);
            let surface = span.of(&document.text);
            let (word, shape) = self.form(surface, language);
            let gap = before.map_or(Gap::Start, |end| {
                gap(Span { start: end, end: whole.start }.of(&document.text))
            });
            reading.tokens.push(Token { span, term, shape, gap, is_possessive, word });
            before = Some(whole.end);
        }
        let end = reading.tokens.len();
        let lexicon = lexicon::of(language);
        reading.passages.push(Passage { sentence: id, first, end, lexicon, language });
    }

    fn form(&mut self, surface: &'a str, language: Option<Language>) -> (u32, Shape) {
        if let Some(&form) = self.forms.get(&(language, surface)) {
            return form;
        }
        let folded = fold::word(surface).into_owned();
        let known = self.ids.get(&(language, folded.clone())).copied();
        let id = known.unwrap_or_else(|| self.add(folded, language));
        let form = (id, shape(surface));
        self.forms.insert((language, surface), form);
        form
    }

    fn add(&mut self, folded: String, language: Option<Language>) -> u32 {
        let id = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        let lexicon = lexicon::of(language);
        self.words.push(Word {
            key: lexicon::key(&folded, language),
            lists: lexicon.lists(&folded),
            is_noun: lexicon.is_noun(&folded),
            folded: folded.clone(),
            ..Word::default()
        });
        self.ids.insert((language, folded), id);
        id
    }
}

/// A word without `l'` (where the language `elides`) or `'s`, and whether the latter stood there.
fn bare(text: &str, word: Span, elides: bool) -> (Span, bool) {
    let surface = word.of(text);
    let Some((at, mark)) = surface.char_indices().find(|(_, char)| matches!(char, '\'' | '’'))
    else {
        // The mark behind a plural stands outside of the word.
        return (word, false);
    };
    let start = word.range().start;
    let tail = surface.get(at + mark.len_utf8()..).unwrap_or_default();
    let head = surface.get(..at).unwrap_or_default();
    if elides && at > 0 && head.chars().count() <= ELIDED && tail.chars().nth(1).is_some() {
        (Span::new(start + at + mark.len_utf8(), word.range().end), false)
    } else if at > 0 && matches!(tail, "s" | "S") {
        (Span::new(start, start + at), true)
    } else {
        (word, false)
    }
}

fn shape(surface: &str) -> Shape {
    let mut letters = surface.chars().filter(|char| char.is_alphabetic());
    match surface.chars().next() {
        Some(first) if first.is_lowercase() => Shape::Lower,
        Some(first) if first.is_uppercase() => {
            if surface.chars().nth(1).is_none() {
                Shape::Letter
            } else if letters.all(char::is_uppercase) {
                Shape::Upper
            } else {
                Shape::Capital
            }
        }
        _ => Shape::Other,
    }
}

fn gap(between: &str) -> Gap {
    match between {
        " " | "\u{a0}" | "\u{202f}" | "\n" | " & " | "&" => Gap::Space,
        "-" | "\u{2010}" | "\u{2011}" => Gap::Hyphen,
        ". " | ".\u{a0}" | "." => Gap::Stop,
        ", " => Gap::Comma,
        " (" => Gap::Bracket,
        _ if opens(between) => Gap::Opening,
        _ if between.trim().is_empty() && !between.is_empty() => Gap::Space,
        _ => Gap::Other,
    }
}

/// Ends in a mark behind which a capital may begin something new: a quotation mark at the next
/// word, or what ends a clause.
fn opens(between: &str) -> bool {
    let marks = between.trim_end();
    let touches = marks.len() == between.len();
    marks
        .chars()
        .next_back()
        .is_some_and(|last| "«„‚‹「『:•?!…".contains(last) || touches && "\"“”»'‘".contains(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elisions_and_possessives_are_no_part_of_a_word() {
        let bare = |word: &'static str, elides| {
            let (span, is_possessive) = bare(word, Span::new(0, word.len()), elides);
            (span.of(word), is_possessive)
        };
        assert_eq!(bare("Trump’s", false), ("Trump", true));
        assert_eq!(bare("l’Espagne", true), ("Espagne", false));
        assert_eq!(bare("dell'Aquila", true), ("Aquila", false));
        assert_eq!(bare("aujourd'hui", true), ("aujourd'hui", false));
        assert_eq!(bare("O'Brien", false), ("O'Brien", false));
        assert_eq!(bare("'s", false), ("'s", false));
    }

    #[test]
    fn shapes_and_gaps() {
        let shapes =
            ["Putin", "putin", "U.N", "X", "G20", "11", "北京", "École", "McKay"].map(shape);
        assert_eq!(
            shapes,
            [
                Shape::Capital,
                Shape::Lower,
                Shape::Upper,
                Shape::Letter,
                Shape::Upper,
                Shape::Other,
                Shape::Other,
                Shape::Capital,
                Shape::Capital
            ]
        );
        let gaps = [" ", "-", ". ", " “", " (", ", ", ".-", ",” "].map(gap);
        assert_eq!(
            gaps,
            [
                Gap::Space,
                Gap::Hyphen,
                Gap::Stop,
                Gap::Opening,
                Gap::Bracket,
                Gap::Comma,
                Gap::Other,
                Gap::Other
            ]
        );
    }
}
