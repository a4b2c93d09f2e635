//! Captions: what says what a picture shows, and nothing that happened; per language.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::analyze::fold;
use crate::model::Language;

static VERBS: LazyLock<FxHashMap<Language, FxHashSet<&'static str>>> = LazyLock::new(|| {
    let lines = include_str!("caption.txt").lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let mut words = line.split(' ');
            let language = words.next()?.parse().ok()?;
            Some((language, words.collect()))
        })
        .collect()
});

/// Whether `words` (as written) read as a caption: no verb that is known, and the first word in
/// small letters behind the first says where or when ("Ambulances at Russell Square after …").
///
/// That no verb is known proves little, since the present of most verbs is in no list; hence the
/// second condition. Never true for a language without a list.
///
/// ```
/// use daybrief::model::Language;
/// use daybrief::select::caption::is_caption;
/// let reads = |text: &str| is_caption(&text.split(' ').collect::<Vec<_>>(), Language::ENGLISH);
/// assert!(reads("Ambulances at Russell Square after the attack"));
/// assert!(!reads("Ambulances at Russell Square were called in"));
/// assert!(!reads("Geologists expect the eruption to last"));
/// ```
pub fn is_caption(words: &[&str], language: Language) -> bool {
    let Some(verbs) = VERBS.get(&language) else { return false };
    let small = words.iter().skip(1).find(|word| word.starts_with(char::is_lowercase));
    let is_verb = |word: &&str| {
        let word = fold::word(word);
        verbs.contains(&*word)
            || word.contains("n't")
            || word.ends_with("'s") && PRONOUNS.contains(&word.trim_end_matches("'s"))
            || word.len() > 4 && word.ends_with("ed")
    };
    small.is_some_and(|word| PLACING.contains(word)) && !words.iter().any(is_verb)
}

/// What "'s" is a verb behind.
const PRONOUNS: [&str; 8] = ["it", "he", "she", "that", "there", "what", "who", "here"];
/// What a caption goes on with behind what it shows.
const PLACING: [&str; 10] =
    ["at", "in", "on", "near", "outside", "inside", "during", "after", "before", "with"];
