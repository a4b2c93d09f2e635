//! How much of its topic each group of sentences tells, and whether it can be read on its own.

use crate::analyze::evidence::Evidence;
use crate::analyze::leaning::{self, Kind};
use crate::analyze::vector::dot;
use crate::model::{Corpus, SentenceId, Span};

/// Sentences after which standing early in an article has lost most of its weight.
const POSITION_SCALE: f64 = 5.0;
/// Words at the start of a sentence that can lean on another.
const OPENING: usize = 4;

/// Words outside its quotation marks that a sentence needs to name who speaks.
const MIN_OUTSIDE: usize = 2;

/// For each group how central it is and how early it stands, in [0, 1].
///
/// Half is the cosine with the sum of all groups' vectors, scaled to a maximum of 1; half of that
/// again counts in full only at the start of an article: `cos·(1 + e^(−position/5))/2`.
/// O(entries of the vectors).
pub(super) fn of_groups(evidence: Evidence<'_>) -> Vec<f64> {
    let Evidence { groups, vectors, corpus, .. } = evidence;
    let mut sum = vec![0.0; vectors.space.dimensions()];
    for &(dimension, weight) in vectors.words.iter().flatten() {
        sum[dimension as usize] += weight;
    }
    let sum: Vec<(u32, f64)> = (0u32..).zip(sum).collect();
    let central = |row: &[(u32, f64)]| -> f64 {
        row.iter().map(|&(dimension, weight)| weight * sum[dimension as usize].1).sum()
    };
    let mut scores: Vec<f64> = vectors.words.iter().map(|row| central(row)).collect();
    let largest = scores.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    for (score, group) in scores.iter_mut().zip(groups) {
        let position = f64::from(corpus.sentence(group.representative).position);
        *score *= f64::midpoint(1.0, (-position / POSITION_SCALE).exp()) / largest;
    }
    scores
}

/// The cosine of two groups over words and pairs, in [0, 1].
pub(super) fn cosine(a: usize, b: usize, evidence: Evidence<'_>) -> f64 {
    let rows = &evidence.vectors.words_and_pairs;
    dot(&rows[a], &rows[b]).min(1.0)
}

/// What a sentence needs from others to be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing.
    Alone,
    /// It opens with a pronoun or connective, or ends in "he said".
    Leaning,
    /// It is no statement: a question, a fragment, half a quotation, somebody's own words.
    NoStatement,
}

/// How far the sentence can be read on its own. O(words).
pub(super) fn standing(id: SentenceId, corpus: &Corpus) -> Standing {
    let sentence = corpus.sentence(id);
    let document = corpus.document(sentence.document);
    let text = corpus.text(id);
    let closing = |c: char| "\"'”’»“)]".contains(c) || c.is_whitespace();
    let end = text.trim_end_matches(closing).chars().next_back();
    if !sentence.kind.is_body() || !matches!(end, Some('.' | '!' | '…')) || !is_balanced(text) {
        return Standing::NoStatement;
    }
    let Some(language) = document.language else { return Standing::Alone };
    let quoted = quoted(text, corpus.words(id).iter().map(|word| word.start - sentence.span.start));
    let words: Vec<(Span, &str)> =
        corpus.words(id).iter().map(|&span| (span, span.of(&document.text))).collect();
    let mut outside = words.iter().zip(&quoted).filter(|&(_, &is_quoted)| !is_quoted);
    let is_first_person = |((_, word), _): (&(Span, &str), &bool)| {
        leaning::is_one(word, Kind::First, language) && *word != "US"
    };
    if outside.clone().count() < MIN_OUTSIDE || outside.any(is_first_person) {
        return Standing::NoStatement;
    }
    let opening: Vec<&str> = words.iter().take(OPENING).map(|&(_, word)| word).collect();
    let begins = |words: &[&str], kind| leaning::begins_with(words, kind, language);
    let leans = begins(&opening, Kind::Pronoun) || begins(&opening, Kind::Connective);
    let tail = text.rsplit_once([',', '”', '"', '»']).map_or(0, |(head, _)| head.len());
    let said: Vec<&str> = words
        .iter()
        .filter(|(span, _)| tail > 0 && (span.start - sentence.span.start) as usize >= tail)
        .map(|&(_, word)| word)
        .collect();
    let ends_in_pronoun = (2..=5).contains(&said.len()) && begins(&said, Kind::Pronoun);
    if leans || ends_in_pronoun { Standing::Leaning } else { Standing::Alone }
}

/// Whether every quotation mark of `text` has its partner.
fn is_balanced(text: &str) -> bool {
    let count = |marks: &[char]| text.matches(marks).count();
    count(&['"']) % 2 == 0 && count(&['“', '„', '”']) % 2 == 0 && count(&['«']) == count(&['»'])
}

/// For each of the byte offsets `places` of `text`, ascending, whether it stands inside quotation
/// marks, by those before it. O(length).
pub(super) fn quoted(text: &str, places: impl Iterator<Item = u32>) -> Vec<bool> {
    let mut chars = text.char_indices().peekable();
    let mut is_open = false;
    let mut is_quoted = |place: u32| {
        while let Some((_, mark)) = chars.next_if(|&(at, _)| at < place as usize) {
            is_open = match mark {
                '“' | '„' | '«' if !is_open => true,
                '"' => !is_open,
                '”' | '»' | '“' => false,
                _ => is_open,
            };
        }
        is_open
    };
    places.map(&mut is_quoted).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_quotation_marks() {
        let text = "He “said” this, „das“ and «cela» and \"that\" too.";
        let is_quoted = |word: &str| {
            let at = text.find(word).unwrap();
            quoted(text, std::iter::once(u32::try_from(at).unwrap())) == [true]
        };
        for word in ["said", "das", "cela", "that"] {
            assert!(is_quoted(word), "{word}");
        }
        for word in ["He", "this", "too"] {
            assert!(!is_quoted(word), "{word}");
        }
        assert!(is_balanced(text) && !is_balanced("“Half") && !is_balanced("a \" b"));
    }
}
