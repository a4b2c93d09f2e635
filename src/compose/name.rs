//! Names for what has none: topics without a title, and anchors of topics.

use rustc_hash::FxHashSet;
use unicode_segmentation::UnicodeSegmentation;

use crate::model::{Corpus, SentenceId, Summary, Topic};

/// The title of a briefing that was given none.
pub const TITLE: &str = "Daily brief";
/// Words of a sentence that stands in for a title.
const LABEL_WORDS: usize = 14;
/// Words of an anchor.
const ANCHOR_WORDS: usize = 7;

/// The topic's own label, else the beginning of its first extract that does not open with
/// somebody's words, else of its first.
pub fn label(topic: &Topic, summary: &Summary, corpus: &Corpus) -> String {
    if !topic.label.is_empty() {
        return topic.label.clone();
    }
    let mut texts = summary.extracts.iter().map(|extract| corpus.text(extract.sentence));
    let first = texts.clone().next().unwrap_or_default();
    beginning(texts.find(|text| !text.starts_with(['“', '"', '„', '«', '‘'])).unwrap_or(first))
}

/// The topic's own label, else its first extract, whole.
pub(super) fn headline(topic: &Topic, summary: &Summary, corpus: &Corpus) -> String {
    let first = || summary.extracts.first().map(|extract| corpus.text(extract.sentence));
    if topic.label.is_empty() { first().unwrap_or_default() } else { &topic.label }.to_owned()
}

/// The topic's own label, else the beginning of its first body sentence.
pub(super) fn short_label(topic: &Topic, corpus: &Corpus) -> String {
    let is_body = |&&id: &&SentenceId| corpus.sentence(id).kind.is_body();
    match topic.sentences.iter().find(is_body).or(topic.sentences.first()) {
        Some(&first) if topic.label.is_empty() => beginning(corpus.text(first)),
        _ => topic.label.clone(),
    }
}

/// At most [`LABEL_WORDS`] words of `sentence` on one line, with an ellipsis where it was cut.
fn beginning(sentence: &str) -> String {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    if words.len() <= LABEL_WORDS {
        return words.join(" ").trim_end_matches('.').to_owned();
    }
    let kept = words[..LABEL_WORDS].join(" ");
    let kept = kept.trim_end_matches([',', ';', ':', '–', '—', '-', ' ']);
    format!("{kept}…")
}

/// Gives out anchors, each once.
#[derive(Default)]
pub(super) struct Anchors {
    taken: FxHashSet<String>,
}

impl Anchors {
    /// The first words of `label` in lower case, joined by hyphens, numbered where taken.
    pub(super) fn of(&mut self, label: &str) -> String {
        let words: Vec<String> = label.unicode_words().take(ANCHOR_WORDS).map(plain).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).filter(|w| !w.is_empty()).collect();
        let base = if words.is_empty() { "topic".to_owned() } else { words.join("-") };
        let mut anchor = base.clone();
        let mut n = 1u32;
        while !self.taken.insert(anchor.clone()) {
            n += 1;
            anchor = format!("{base}-{n}");
        }
        anchor
    }
}

/// The letters and digits of `word` in lower case.
fn plain(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_cut_at_words() {
        assert_eq!(beginning("Rain fell."), "Rain fell");
        let long = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen, more";
        assert!(beginning(long).ends_with("fourteen…"));
    }

    #[test]
    fn anchors_are_unique() {
        let mut anchors = Anchors::default();
        assert_eq!(anchors.of("Xi’s call: a “first”"), "xis-call-a-first");
        assert_eq!(anchors.of("Xi's call: a first"), "xis-call-a-first-2");
        assert_eq!(anchors.of("—"), "topic");
    }
}
