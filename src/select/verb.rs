//! Whether a sentence has a verb, as far as a list and an ending tell, per language.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::Language;

static VERBS: LazyLock<FxHashMap<Language, FxHashSet<&'static str>>> = LazyLock::new(|| {
    let lines = include_str!("verb.txt").lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let mut words = line.split(' ');
            let language = words.next()?.parse().ok()?;
            Some((language, words.collect()))
        })
        .collect()
});

/// Whether any of `words` (folded) is a known verb form, or ends like an English past; always
/// true for a language without a list.
///
/// ```
/// use daybrief::model::Language;
/// use daybrief::select::verb;
/// let has_verb = |text: &str| {
///     let words: Vec<String> = text.split(' ').map(str::to_lowercase).collect();
///     verb::is_in(&words, Language::ENGLISH)
/// };
/// assert!(has_verb("The dam collapsed at noon"));
/// assert!(!has_verb("Ambulances at Russell Square after the attack"));
/// ```
pub fn is_in(words: &[String], language: Language) -> bool {
    let Some(verbs) = VERBS.get(&language) else { return true };
    words.iter().any(|word| {
        verbs.contains(word.as_str())
            || word.contains("n't")
            || word.ends_with("'s") && PRONOUNS.contains(&word.trim_end_matches("'s"))
            || word.len() > 4 && word.ends_with("ed")
    })
}

/// What "'s" is a verb behind.
const PRONOUNS: [&str; 8] = ["it", "he", "she", "that", "there", "what", "who", "here"];
