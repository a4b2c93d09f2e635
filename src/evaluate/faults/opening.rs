//! First sentences that cannot stand alone.
//!
//! It is a fault if the summary's first sentence begins with a connective (*In addition, …*), a
//! pronoun or demonstrative before anything it could stand for (*He resigned*, *After this, …*), a
//! quotation of four words and more, in lower case, without a verb, or names its first person by the
//! short form alone (see `introduction`). *This week* and *It is not clear* are none.
//!
//! Cannot see: subjects that Spanish, Portuguese, Italian, Greek or Czech leave out; definite phrases
//! for what was said before (*The second attack*); background told as if it were news. Scripts
//! without capital letters have no short names. For other languages than the eleven with a word list
//! only quotations, lower case and short names count.

use super::background::Background;
use super::passage::Passage;
use super::{Decision, introduction, orphan};

/// Words of a quotation that carries a statement, not a name or a title.
const LEAST_QUOTED: usize = 4;

/// Words in which a pronoun counts as standing at the beginning.
const BEGINNING: usize = 4;

pub(super) fn judge(summary: &[Passage], background: &Background) -> Vec<Decision> {
    summary.first().map(|first| (0, why(first, background))).into_iter().collect()
}

fn why(passage: &Passage, background: &Background) -> Option<String> {
    if begins_with_quotation(passage) {
        return Some("begins with a quotation".into());
    }
    if let Some(reason) = orphan::fragment(passage) {
        return Some(reason.into());
    }
    let words = passage.words;
    if passage.phrase_at(0, &words.free).is_none() {
        if let Some(n) = passage.phrase_at(0, &words.connectives) {
            return Some(format!("begins with {}", phrase(passage, n)));
        }
        if let Some(index) = leaning_word(passage, background) {
            return Some(format!("leans by {}", passage.word(index)));
        }
    }
    let first_person = introduction::persons(passage, background).into_iter().next();
    first_person.and_then(|(_, short)| short).map(|short| format!("{short} is not introduced"))
}

fn begins_with_quotation(passage: &Passage) -> bool {
    let is_mark = |char: char| matches!(char, '"' | '“' | '„' | '«' | '”' | '‘' | '\'');
    let Some(rest) = passage.text.trim_start().strip_prefix(is_mark) else { return false };
    let quoted = rest.split(|char| is_mark(char) || char == '»').next().unwrap_or_default();
    // An apostrophe inside a word ends no quotation.
    let is_curly_or_double = !passage.text.trim_start().starts_with(['\'', '‘']);
    is_curly_or_double && quoted.split_whitespace().count() >= LEAST_QUOTED
}

/// A pronoun or demonstrative among the first words, before any name or other content.
fn leaning_word(passage: &Passage, background: &Background) -> Option<usize> {
    let words = passage.words;
    for index in 0..BEGINNING.min(passage.tokens.len()) {
        let token = &passage.tokens[index];
        let is_pronoun = passage.phrase_at(index, &words.pronouns).is_some();
        let is_demonstrative = passage.phrase_at(index, &words.demonstratives).is_some();
        let points_at_today =
            (index + 1..=index + 2).any(|next| words.times.contains(passage.word(next)));
        if is_pronoun && (index == 0 || !is_taken_up(passage, index, background))
            || is_demonstrative && !points_at_today
        {
            return Some(index);
        }
        if token.is_content || background.spellings().is_name(token) {
            return None;
        }
    }
    None
}

/// `In his speech, Roe said`: the name follows behind the first comma.
fn is_taken_up(passage: &Passage, from: usize, background: &Background) -> bool {
    let comma = (from..passage.tokens.len()).find(|&index| passage.gap_behind(index).contains(','));
    comma.is_some_and(|comma| {
        let behind = passage.tokens.iter().skip(comma + 1).take(3);
        behind.into_iter().any(|token| background.spellings().is_name(token))
    })
}

fn phrase(passage: &Passage, n: usize) -> String {
    (0..n).map(|index| passage.word(index)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::faults::sample::faults;

    fn leans(language: &str, text: &str) -> bool {
        faults(judge, language, &[("2024-05-01", text)]) == [true]
    }

    #[test]
    fn openings_that_need_something_before_them() {
        for text in [
            "He resigned on Monday after the vote in Riva.",
            "In addition, the harbor of Riva was closed on Monday.",
            "This has never happened in the harbor of Riva before.",
            "“We will never give up the harbor,” said the mayor of Riva.",
            "and the harbor of Riva was closed again on Monday.",
        ] {
            assert!(leans("en", text), "{text}");
        }
        assert!(leans("de", "Außerdem wurde der Hafen von Riva am Montag geschlossen."));
        assert!(leans("fr", "Cependant, le port de Riva a été fermé lundi."));
        assert!(leans("hi", "लेकिन बंदरगाह सोमवार को बंद कर दिया गया था।"));
    }

    #[test]
    fn openings_that_stand_alone() {
        for text in [
            "The harbor of Riva was closed on Monday after the storm.",
            "This week the harbor of Riva was closed after a storm.",
            "It is not clear when the harbor of Riva will open again.",
            "In his last speech, Ann Roe thanked the people of the harbor.",
        ] {
            assert!(!leans("en", text), "{text}");
        }
        assert!(!leans("de", "Der Hafen von Riva wurde am Montag geschlossen."));
        assert!(!leans("ar", "أغلقت السلطات ميناء المدينة يوم الاثنين بعد العاصفة."));
    }
}
