//! Whether a sentence can be read on its own: the reasons that keep it out of a summary.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::{Pool, caption};
use crate::analyze::Terms;
use crate::analyze::leaning::{self, Kind};
use crate::model::{Corpus, Language, ParagraphKind, Refusal, SentenceId, Span, Topic};

/// Words a candidate has at least where one line tells the topic, and where several do: among
/// many sentences none needs to be so short that it leans on another.
pub const MIN_WORDS: u32 = 5;
/// The same for several lines.
pub const MIN_WORDS_OF_SEVERAL: u32 = 8;
/// The longest sentence that a reader of a brief is asked to take in.
pub const MAX_WORDS: u32 = 70;
/// Words from which a sentence without an end mark is taken for one all the same.
const UNENDED_WORDS: u32 = 12;
/// Words from which a sentence is no caption.
const CAPTION_WORDS: u32 = 15;
/// Words outside its quotation marks that a sentence needs to name who speaks.
const MIN_WORDS_OUTSIDE: usize = 2;
/// Words behind a comma among which the name stands that a pronoun before it means.
const TAKEN_UP_WITHIN: usize = 3;
/// Words at the start of a sentence among which it can lean on another.
const OPENING: usize = 6;
/// Words of a closing attribution such as ", he said on Monday".
const ATTRIBUTION_WORDS: usize = 5;

/// Why groups of a topic are kept out of a summary, found out when somebody asks: most are never
/// worth choosing.
pub struct Readability<'a> {
    pool: Pool<'a>,
    corpus: &'a Corpus,
    terms: &'a Terms,
    min_words: u32,
    refusals: Vec<OnceCell<Option<Refusal>>>,
}

impl<'a> Readability<'a> {
    /// That of the groups of `pool`.
    pub fn new(pool: Pool<'a>, topic: &Topic, corpus: &'a Corpus, terms: &'a Terms) -> Self {
        let min_words = if topic.n_lines() > 1 { MIN_WORDS_OF_SEVERAL } else { MIN_WORDS };
        let refusals = vec![OnceCell::new(); pool.groups.len()];
        Self { pool, corpus, terms, min_words, refusals }
    }

    /// Why the group at `index` is kept out: the reader knows what it says, or its representative
    /// cannot stand alone. O(words) time at first.
    pub fn refusal(&self, index: usize) -> Option<Refusal> {
        *self.refusals[index].get_or_init(|| {
            let id = self.pool.groups[index].representative;
            let alone = || refusal(id, self.min_words, self.corpus, self.terms);
            self.known(index).or_else(alone)
        })
    }

    /// The refusal of what the reader knows.
    pub fn known(&self, index: usize) -> Option<Refusal> {
        self.pool.known.get(index).copied().flatten()
    }
}

/// The first reason why the sentence cannot stand alone; `None` if it can. `min_words` is
/// [`MIN_WORDS`] or [`MIN_WORDS_OF_SEVERAL`]. O(words) time.
pub fn refusal(id: SentenceId, min_words: u32, corpus: &Corpus, terms: &Terms) -> Option<Refusal> {
    let sentence = corpus.sentence(id);
    match sentence.kind {
        ParagraphKind::Heading => return Some(Refusal::Heading),
        ParagraphKind::Boilerplate => return Some(Refusal::Boilerplate),
        ParagraphKind::Body | ParagraphKind::ListItem => {}
    }
    if sentence.words < min_words {
        return Some(Refusal::TooShort);
    }
    if sentence.words > MAX_WORDS {
        return Some(Refusal::TooLong);
    }
    let text = corpus.text(id);
    let Some(quoted) = quoted_spans(text) else { return Some(Refusal::Fragment) };
    if sentence.words < UNENDED_WORDS && !has_end(text) {
        return Some(Refusal::Fragment);
    }
    let written = written(id, corpus);
    let outside = if quoted.is_empty() {
        Cow::Borrowed(&written)
    } else {
        Cow::Owned(outside_words(&written, id, corpus, &quoted))
    };
    if !quoted.is_empty() && outside.len() < MIN_WORDS_OUTSIDE {
        return Some(Refusal::UnattributedQuotation);
    }
    let language = corpus.document(sentence.document).language?;
    if sentence.words < CAPTION_WORDS && caption::is_caption(&written, language) {
        return Some(Refusal::Caption);
    }
    leans(text, &written, &outside, language).or_else(|| {
        let leans = has_early_pronoun(&written, id, corpus, terms, language);
        leans.then_some(Refusal::OpensWithPronoun)
    })
}

/// A pronoun stands before anything that it could stand for (`Among them were …`, `With this, …`),
/// and no name follows right behind the comma (`In his speech, Roe …`).
fn has_early_pronoun(
    written: &[&str],
    id: SentenceId,
    corpus: &Corpus,
    terms: &Terms,
    language: Language,
) -> bool {
    let tokens = terms.of_id(corpus, id);
    let opening = tokens.iter().take_while(|&&term| !terms.is_content(term)).count();
    leaning::places(&written[..opening], Kind::Pronoun, language).next().is_some()
        && !names_behind_comma(corpus.text(id))
}

/// One of the first words behind the first comma has a capital.
fn names_behind_comma(text: &str) -> bool {
    text.split_once(',').is_some_and(|(_, behind)| {
        behind
            .split_whitespace()
            .take(TAKEN_UP_WITHIN)
            .any(|word| word.starts_with(char::is_uppercase))
    })
}

/// The byte spans of quotations in `text`, marks included, ascending; `None` where a mark has no
/// partner.
///
/// ```
/// use daybrief::select::candidate::quoted_spans;
/// assert_eq!(quoted_spans("He said \"yes\".").map(|spans| spans.len()), Some(1));
/// assert_eq!(quoted_spans("“Yes, he said."), None);
/// ```
pub fn quoted_spans(text: &str) -> Option<Vec<Span>> {
    let mut spans = Vec::new();
    let mut open: Option<(usize, char)> = None;
    // The first bytes of all marks: “ ” „ begin with E2, « » with C2.
    for at in memchr::memchr3_iter(b'"', 0xE2, 0xC2, text.as_bytes()) {
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { continue };
        match (open, c) {
            (Some((start, close)), c) if c == close || (close == '”' && c == '“') => {
                spans.push(Span::new(start, at + c.len_utf8()));
                open = None;
            }
            (None, '"') => open = Some((at, '"')),
            (None, '“' | '„' | '”') => open = Some((at, '”')),
            (None, '«') => open = Some((at, '»')),
            (None, '»') => open = Some((at, '«')),
            _ => {}
        }
    }
    open.is_none().then_some(spans)
}

/// Whether the text ends as a sentence does, closing marks aside.
fn has_end(text: &str) -> bool {
    let closing = |c: char| "\"'”’»«“)]}」』".contains(c) || c.is_whitespace();
    text.trim_end_matches(closing)
        .ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।', '۔', ';'])
}

/// The words outside quotations, as written.
fn outside_words<'a>(
    written: &[&'a str],
    id: SentenceId,
    corpus: &Corpus,
    quoted: &[Span],
) -> Vec<&'a str> {
    let sentence = corpus.sentence(id);
    let inside = |span: &Span| {
        let start = span.start - sentence.span.start;
        quoted.iter().any(|quote| quote.start <= start && start < quote.end)
    };
    let words = corpus.words(id).iter().zip(written);
    words.filter(|(span, _)| !inside(span)).map(|(_, &word)| word).collect()
}

fn written(id: SentenceId, corpus: &Corpus) -> Vec<&str> {
    let text = &corpus.document(corpus.sentence(id).document).text;
    corpus.words(id).iter().map(|span| span.of(text)).collect()
}

fn leans(text: &str, written: &[&str], outside: &[&str], language: Language) -> Option<Refusal> {
    let (opening, spoken) = (first(written, OPENING), first(outside, OPENING));
    let is_unquoted = opening == spoken;
    let starts = |kind| {
        leaning::begins_with(opening, kind, language)
            || !is_unquoted && leaning::begins_with(spoken, kind, language)
    };
    if starts(Kind::Pronoun) || ends_in_pronoun_attribution(text, language) {
        return Some(Refusal::OpensWithPronoun);
    }
    if starts(Kind::Connective) {
        return Some(Refusal::OpensWithConnective);
    }
    if speaks_of_itself(outside, language) {
        return Some(Refusal::FirstPerson);
    }
    text.trim_end().ends_with(['?', '؟', '？']).then_some(Refusal::Question)
}

/// Ends like "…, he said." or "…,” she added on Monday.": the speaker stands elsewhere.
fn ends_in_pronoun_attribution(text: &str, language: Language) -> bool {
    let Some((_, tail)) = text.rsplit_once([',', '”', '"', '»']) else { return false };
    let words: Vec<&str> = tail
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(|word| !word.is_empty())
        .take(ATTRIBUTION_WORDS + 1)
        .collect();
    (2..=ATTRIBUTION_WORDS).contains(&words.len())
        && leaning::begins_with(&words, Kind::Pronoun, language)
}

/// The first `n` of `words`, or all.
fn first<'a, 'b>(words: &'a [&'b str], n: usize) -> &'a [&'b str] {
    &words[..words.len().min(n)]
}

/// Speaks in the first or second person. A numeral ("Elizabeth I") is none.
fn speaks_of_itself(outside: &[&str], language: Language) -> bool {
    leaning::places(outside, Kind::First, language).any(|at| {
        let is_numeral = outside[at] == "I"
            && at > 0
            && outside[at - 1].chars().next().is_some_and(char::is_uppercase);
        !is_numeral
    })
}
