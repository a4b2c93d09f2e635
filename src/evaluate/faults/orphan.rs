//! Sentences that say nothing alone.
//!
//! It is a fault if a sentence has fewer than six words, no verb (judged up to twelve words, since
//! the lists of verbs have gaps), quotation marks without their partner, a quotation of half its
//! words and more without a speaker beside it (*"We will go on," he said.* has none), mostly
//! capitalized words, no end mark, a colon or an abbreviation at its end, or begins in lower case.
//!
//! Cannot see: sentences of platitudes; quotations whose speaker is named wrongly. Verbs are asked
//! for in English and Hindi alone, whose lists know nearly all of them; capitals mean nothing in
//! scripts without them, and many of them nothing in German.

use super::Decision;
use super::background::Background;
use super::passage::Passage;

const LEAST_WORDS: usize = 6;

/// Up to so many words a sentence without a known verb is taken to have none.
const MOST_WITHOUT_VERB: usize = 12;

/// Languages whose lists know nearly every verb that a short sentence has.
const VERBS_KNOWN: [&str; 2] = ["en", "hi"];

/// From so many words on capitals are counted.
const LEAST_TITLE_WORDS: usize = 5;

/// Marks that end a sentence, and those that may stand behind them.
const END_MARKS: [char; 10] = ['.', '!', '?', '…', '।', '|', '؟', '۔', '。', '॥'];
const BEHIND_END: [char; 9] = ['"', '”', '“', '’', '\'', '»', ')', ']', '«'];

pub(super) fn judge(summary: &[Passage], background: &Background) -> Vec<Decision> {
    let why = |passage: &Passage| why(passage, background).map(str::to_owned);
    summary.iter().map(why).enumerate().collect()
}

fn why(passage: &Passage, background: &Background) -> Option<&'static str> {
    if passage.tokens.len() < LEAST_WORDS {
        return Some("has fewer than six words");
    }
    if let Some(reason) = fragment(passage) {
        return Some(reason);
    }
    if !are_balanced(passage) {
        return Some("has a quotation mark without its partner");
    }
    if lacks_speaker(passage, background) {
        return Some("quotes without a speaker");
    }
    if is_title(passage) {
        return Some("looks like a heading");
    }
    bad_end(passage)
}

/// Why a text is no sentence at all.
pub(super) fn fragment(passage: &Passage) -> Option<&'static str> {
    if begins_in_lower_case(passage) {
        return Some("begins in lower case");
    }
    let words = passage.words;
    let has_verb = passage.tokens.iter().any(|token| words.is_verb(&token.folded));
    let is_short = passage.tokens.len() <= MOST_WITHOUT_VERB;
    let is_asked = passage.language.is_some_and(|of| VERBS_KNOWN.contains(&of.code()));
    (is_asked && is_short && !has_verb).then_some("has no verb")
}

/// Names such as `al-Qaeda`, `eBay` and `de Villiers` may begin so.
fn begins_in_lower_case(passage: &Passage) -> bool {
    let Some(first) = passage.tokens.first() else { return false };
    let start = first.span.range().end;
    let surface = passage
        .text
        .get(..start)
        .unwrap_or_default()
        .trim_start_matches(|char: char| !char.is_alphanumeric());
    let begins_lower = surface.chars().next().is_some_and(char::is_lowercase);
    let next_is_capital = passage.tokens.get(1).is_some_and(|next| next.is_capital);
    let is_particle = passage.words.particles.contains(&first.folded) && next_is_capital;
    begins_lower && !surface.contains(char::is_uppercase) && !is_particle
}

fn are_balanced(passage: &Passage) -> bool {
    let count = |mark: char| passage.text.matches(mark).count();
    let curly = count('“') + count('”') + count('„');
    let (outside, inside) = n_straight(passage.text);
    // A mark inside a word is Hebrew's for acronyms, or opens behind a Hebrew prefix.
    let has_partners = |n: usize| n.is_multiple_of(2);
    let straight = has_partners(curly + outside) || has_partners(curly + outside + inside);
    straight && count('«') == count('»')
}

/// Straight double quotation marks, those between words and those inside words.
fn n_straight(text: &str) -> (usize, usize) {
    let (mut outside, mut inside) = (0, 0);
    let mut before = None;
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        if char == '"' {
            let is_inside = before.is_some_and(char::is_alphanumeric)
                && chars.peek().is_some_and(|&next| next.is_alphanumeric());
            *(if is_inside { &mut inside } else { &mut outside }) += 1;
        }
        before = Some(char);
    }
    (outside, inside)
}

/// Half of the words and more are quoted, and nothing beside them says by whom.
fn lacks_speaker(passage: &Passage, background: &Background) -> bool {
    let words = passage.words;
    let mut is_quoted = false;
    let mut n_quoted = 0;
    let mut has_speaker = false;
    let mut at = 0;
    for token in &passage.tokens {
        let gap = passage.text.get(at..token.span.range().start).unwrap_or_default();
        for char in gap.chars() {
            match char {
                '„' | '«' => is_quoted = true,
                '"' | '“' => is_quoted = !is_quoted,
                '”' | '»' => is_quoted = false,
                _ => {}
            }
        }
        at = token.span.range().end;
        if is_quoted {
            n_quoted += 1;
        } else {
            let is_name = background.spellings().is_name(token);
            let is_noun =
                token.is_content && token.digits.is_none() && !words.is_verb(&token.folded);
            let is_time = words.weekdays.contains(&token.folded)
                || words.months.contains_key(&token.folded)
                || words.connectives.contains(&token.folded);
            has_speaker |= (is_name || is_noun) && !is_time;
        }
    }
    n_quoted >= LEAST_WORDS && 2 * n_quoted >= passage.tokens.len() && !has_speaker
}

/// Most longer words begin with a capital.
fn is_title(passage: &Passage) -> bool {
    if passage.language.is_some_and(|of| of.code() == "de") {
        return false;
    }
    let long = passage.tokens.iter().filter(|token| token.folded.chars().count() > 3);
    let (n, n_capital) =
        long.fold((0, 0), |(n, capital), token| (n + 1, capital + usize::from(token.is_capital)));
    n >= LEAST_TITLE_WORDS && 5 * n_capital >= 4 * n
}

fn bad_end(passage: &Passage) -> Option<&'static str> {
    let text = passage.text.trim_end();
    let bare = text.trim_end_matches(BEHIND_END);
    if bare.ends_with(':') {
        return Some("ends in a colon");
    }
    let ends_in_stop = text.ends_with('.');
    let last = passage.tokens.last()?;
    let surface = last.span.of(passage.text);
    // A name that looks like an abbreviation (Hun Sen.) has a name before it.
    let before = passage.tokens.len().checked_sub(2).map(|index| &passage.tokens[index]);
    let is_named = before.is_some_and(|before| before.is_capital && surface.chars().count() > 1);
    let is_abbreviation = passage.words.abbreviations.contains(&last.folded) && !is_named;
    if ends_in_stop && is_abbreviation {
        return Some("ends in an abbreviation");
    }
    let asks_in_greek = passage.language.is_some_and(|of| of.code() == "el")
        && bare.ends_with([';', '·', '\u{37e}']);
    let has_end = asks_in_greek || text.ends_with(END_MARKS) || bare.ends_with(END_MARKS);
    let closes_quotation = text.ends_with(['"', '”', '»']);
    (!has_end && !closes_quotation).then_some("has no end mark")
}

#[cfg(test)]
mod tests {
    use crate::evaluate::faults::sample::{corpus, reasons};

    fn why(language: &str, text: &str) -> Option<String> {
        let corpus = corpus(language, &[("2024-05-01", text)]);
        let [first, ..] =
            reasons(super::judge, &corpus, &[0]).try_into().unwrap_or([const { None }; 1]);
        first
    }

    #[test]
    fn each_kind_of_orphan_is_named() {
        for (text, because) in [
            ("Think about it.", "has fewer than six words"),
            ("and the harbor was closed again on Monday.", "begins in lower case"),
            ("A crowd at the gates of the old harbor.", "has no verb"),
            (
                "“The harbor was closed on Monday, the mayor said.",
                "has a quotation mark without its partner",
            ),
            ("“We will go on until the harbor is open,” he said.", "quotes without a speaker"),
            ("The city has three harbors that were closed:", "ends in a colon"),
            ("The harbor was closed on Monday by Gov.", "ends in an abbreviation"),
            ("The harbor was closed on Monday after the storm", "has no end mark"),
        ] {
            assert_eq!(why("en", text).as_deref(), Some(because), "{text}");
        }
    }

    #[test]
    fn whole_sentences_are_none() {
        for (language, text) in [
            ("en", "The harbor of Riva was closed on Monday."),
            ("en", "“We will go on until it is open,” the mayor of Riva said."),
            ("fr", "L’administration du port a promis de l’aide lundi."),
            ("he", "העירייה תרמה ב\"טעות\" סכום גדול לעזרה לנפגעים."),
            ("hi", "बंदरगाह सोमवार को तूफान के बाद बंद कर दिया गया था।"),
        ] {
            assert_eq!(why(language, text), None, "{text}");
        }
    }
}
