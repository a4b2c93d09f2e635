//! English words to stems by Porter's algorithm, in the variant of ROUGE-1.5.5.
//!
//! The variant takes `bli` and `logi` in step 2 (as Porter's own later code does) and runs the
//! suffixes of step 4 in three turns, so that a word may lose two of them; see [`step_4`].
//!
//! Source: Porter (1980), *An algorithm for suffix stripping*, Program 14(3).

const STEP_2: [(&str, &str); 21] = [
    ("ational", "ate"),
    ("tional", "tion"),
    ("enci", "ence"),
    ("anci", "ance"),
    ("izer", "ize"),
    ("bli", "ble"),
    ("alli", "al"),
    ("entli", "ent"),
    ("eli", "e"),
    ("ousli", "ous"),
    ("ization", "ize"),
    ("ation", "ate"),
    ("ator", "ate"),
    ("alism", "al"),
    ("iveness", "ive"),
    ("fulness", "ful"),
    ("ousness", "ous"),
    ("aliti", "al"),
    ("iviti", "ive"),
    ("biliti", "ble"),
    ("logi", "log"),
];
const STEP_3: [(&str, &str); 7] = [
    ("icate", "ic"),
    ("ative", ""),
    ("alize", "al"),
    ("iciti", "ic"),
    ("ical", "ic"),
    ("ful", ""),
    ("ness", ""),
];
const STEP_4: [(&str, &str); 16] = [
    ("al", ""),
    ("ance", ""),
    ("ence", ""),
    ("er", ""),
    ("ic", ""),
    ("able", ""),
    ("ible", ""),
    ("ant", ""),
    ("ement", ""),
    ("ou", ""),
    ("ism", ""),
    ("ate", ""),
    ("iti", ""),
    ("ous", ""),
    ("ive", ""),
    ("ize", ""),
];

/// The stem of `word`, which is in lower case; of fewer than three letters, the word itself.
pub(super) fn stem(word: &str) -> String {
    if word.len() < 3 {
        return word.to_owned();
    }
    let word = step_1c(step_1b(step_1a(word)));
    let word = replaced(word, &STEP_2, 0);
    let word = replaced(word, &STEP_3, 0);
    step_5(step_4(word))
}

/// Plurals.
fn step_1a(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("es")
        && (stem.ends_with("ss") || stem.ends_with('i'))
    {
        return stem.to_owned();
    }
    match word.strip_suffix('s') {
        Some(stem) if !stem.is_empty() && !stem.ends_with('s') => stem.to_owned(),
        _ => word.to_owned(),
    }
}

/// Past and progressive forms.
fn step_1b(word: String) -> String {
    if let Some(stem) = word.strip_suffix("eed") {
        return if measure(stem) > 0 { format!("{stem}ee") } else { word };
    }
    let Some(stem) = word.strip_suffix("ed").or_else(|| word.strip_suffix("ing")) else {
        return word;
    };
    if !has_vowel(stem) {
        return word;
    }
    if ["at", "bl", "iz"].iter().any(|end| stem.ends_with(end)) || is_short(stem) {
        return format!("{stem}e");
    }
    let mut letters = stem.chars();
    match (letters.next_back(), letters.next_back()) {
        (Some(last), Some(other)) if last == other && !"aeiouylsz".contains(last) => {
            letters.as_str().to_owned() + other.encode_utf8(&mut [0; 4])
        }
        _ => stem.to_owned(),
    }
}

/// A final y behind a vowel anywhere.
fn step_1c(word: String) -> String {
    match word.strip_suffix('y') {
        Some(stem) if has_vowel(stem) => format!("{stem}i"),
        _ => word,
    }
}

/// Suffixes of longer words. `ment` and `ent` have turns of their own behind the others: what an
/// earlier turn left may lose one more, and a word in `ement` is tried as `ment` again.
fn step_4(word: String) -> String {
    let word = replaced(word, &STEP_4, 1);
    let word = replaced(word, &[("ment", "")], 1);
    if word.ends_with("ent") {
        return replaced(word, &[("ent", "")], 1);
    }
    match word.strip_suffix("ion") {
        Some(stem) if stem.ends_with(['s', 't']) && measure(stem) > 1 => stem.to_owned(),
        _ => word,
    }
}

/// A final e, and one of two l.
fn step_5(word: String) -> String {
    let mut word = word;
    if let Some(stem) = word.strip_suffix('e') {
        let n = measure(stem);
        if n > 1 || n == 1 && !is_short(stem) {
            word.pop();
        }
    }
    if word.ends_with("ll") && measure(&word) > 1 {
        word.pop();
    }
    word
}

/// Exchanges the longest suffix of `pairs` that `word` has, if the rest measures more than `above`.
fn replaced(word: String, pairs: &[(&str, &str)], above: usize) -> String {
    let fitting = pairs.iter().filter(|(suffix, _)| word.ends_with(suffix));
    let Some((suffix, replacement)) = fitting.max_by_key(|(suffix, _)| suffix.len()) else {
        return word;
    };
    match word.strip_suffix(suffix) {
        Some(stem) if measure(stem) > above => format!("{stem}{replacement}"),
        _ => word,
    }
}

/// How many times a vowel is followed by a consonant: m of [C](VC)^m[V].
fn measure(stem: &str) -> usize {
    let vowels: Vec<bool> = vowels(stem).collect();
    vowels.windows(2).filter(|pair| pair[0] && !pair[1]).count()
}

fn has_vowel(stem: &str) -> bool {
    vowels(stem).any(|is_vowel| is_vowel)
}

/// For each letter whether it is a vowel; a y is one behind a consonant.
fn vowels(stem: &str) -> impl Iterator<Item = bool> {
    let mut before = None;
    stem.chars().map(move |c| {
        let is_vowel = match c {
            'a' | 'e' | 'i' | 'o' | 'u' => true,
            'y' => before == Some(false),
            _ => false,
        };
        before = Some(is_vowel);
        is_vowel
    })
}

/// Consonants, one vowel, one consonant other than w, x and y: the stem that keeps or takes an e.
fn is_short(stem: &str) -> bool {
    let vowels: Vec<bool> = vowels(stem).collect();
    let n = vowels.len();
    n >= 3
        && !vowels[n - 1]
        && vowels[n - 2]
        && vowels.iter().take(n - 2).all(|is_vowel| !is_vowel)
        && !stem.ends_with(['w', 'x', 'y'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_paper() {
        for (word, expected) in [
            ("caresses", "caress"),
            ("ponies", "poni"),
            ("cats", "cat"),
            ("feed", "feed"),
            ("agreed", "agre"),
            ("plastered", "plaster"),
            ("bled", "bled"),
            ("motoring", "motor"),
            ("sing", "sing"),
            ("conflated", "conflat"),
            ("troubled", "troubl"),
            ("hopping", "hop"),
            ("falling", "fall"),
            ("filing", "file"),
            ("happy", "happi"),
            ("sky", "sky"),
            ("relational", "relat"),
            ("conditional", "condit"),
            ("triplicate", "triplic"),
            ("formative", "form"),
            ("hopefulness", "hope"),
            ("adoption", "adopt"),
            ("effective", "effect"),
            ("bowdlerize", "bowdler"),
            ("probate", "probat"),
            ("rate", "rate"),
            ("cease", "ceas"),
            ("controlling", "control"),
            ("roll", "roll"),
            ("generalizations", "gener"),
            ("oscillators", "oscil"),
        ] {
            assert_eq!(stem(word), expected, "{word}");
        }
    }

    #[test]
    fn a_y_is_a_vowel_behind_a_consonant_only() {
        assert_eq!(stem("yelling"), "yell");
        assert_eq!(stem("saying"), "sai");
        assert_eq!(stem("flying"), "fly");
        assert_eq!([measure("toy"), measure("syzygy"), measure("yy")], [1, 2, 0]);
    }

    #[test]
    fn step_4_has_three_turns() {
        // Porter's own algorithm takes the longest suffix or none, and leaves "agreement" alone.
        assert_eq!(step_4("agreement".into()), "agreem");
        assert_eq!(step_4("replacement".into()), "replac");
        assert_eq!(step_4("adjustment".into()), "adjust");
        assert_eq!(step_4("departmental".into()), "depart");
    }

    #[test]
    fn takes_any_text() {
        for word in ["", "s", "ss", "ed", "ing", "999ed", "éé", "eeeed", "yyyy"] {
            stem(word);
        }
    }
}
