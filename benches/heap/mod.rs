//! A heap of generated articles: as many as asked for, always the same, with known events.
//!
//! The words are made of syllables, so that the text belongs to nobody. What matters to grouping is
//! shaped like news: word frequencies fall as in Zipf's law, a subject has words of its own, an
//! event has names of its own, most events have one article and few have dozens, articles on one
//! event lie some days apart, and some are near-copies of another.

use std::fmt::Write as _;

/// Function words, as common in English; without them no language would be found.
const COMMON: [&str; 24] = [
    "the", "of", "and", "to", "in", "a", "that", "for", "on", "with", "was", "is", "as", "by",
    "at", "from", "it", "said", "were", "their", "which", "after", "has", "but",
];
const ONSETS: [&str; 16] =
    ["b", "br", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "st", "t", "v"];
const RHYMES: [&str; 12] = ["a", "ane", "ar", "e", "ell", "er", "i", "ind", "o", "on", "ort", "us"];
/// Words of the general vocabulary, of a subject, and names of an event.
const GENERAL: u64 = 30_000;
const SUBJECT: u64 = 400;
const NAMES: u64 = 24;
/// Subjects, and days over which the heap is spread.
const SUBJECTS: u64 = 60;
const DAYS: u64 = 20;
/// Sentences of an article.
const SENTENCES: u64 = 16;
/// One in so many articles on an event with several is a near-copy of the one before.
const COPIES: u64 = 12;

/// An article as a line of JSON, with its event as `cluster`.
pub(crate) fn lines(n: usize) -> String {
    let mut heap = String::new();
    let mut random = Random(1);
    let (mut event, mut left) = (0, 0);
    let mut day = 0;
    let mut last = String::new();
    for number in 0..n {
        let continues = left > 0;
        if !continues {
            event += 1;
            left = size(&mut random);
            day = random.below(DAYS);
        }
        left -= 1;
        let is_copy = continues && random.below(COPIES) == 0;
        let text = if is_copy {
            format!("{last} {}", sentence(event, &mut random))
        } else {
            article(event, &mut random)
        };
        let date = 1 + day + random.below(3);
        let title = title(event, &mut random);
        let _ = writeln!(
            heap,
            "{{\"title\":\"{title}\",\"date\":\"2026-01-{date:02}\",\"source\":\"Outlet {}\",\
             \"url\":\"https://example.org/{number}\",\"lang\":\"en\",\"cluster\":{event},\"text\":\"{text}\"}}",
            number % 97
        );
        last = text;
    }
    heap
}

/// How many articles an event has: one in half of the cases, then ever more rarely many.
fn size(random: &mut Random) -> u64 {
    match random.below(100) {
        0..50 => 1,
        50..75 => 2 + random.below(2),
        75..95 => 4 + random.below(5),
        _ => 10 + random.below(40),
    }
}

fn article(event: u64, random: &mut Random) -> String {
    let sentences: Vec<String> = (0..SENTENCES).map(|_| sentence(event, random)).collect();
    sentences.join(" ")
}

fn sentence(event: u64, random: &mut Random) -> String {
    let n_words = 12 + random.below(14);
    let words: Vec<String> = (0..n_words).map(|_| word_of(event, random)).collect();
    let mut sentence = words.join(" ");
    if let Some(first) = sentence.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    sentence + "."
}

fn title(event: u64, random: &mut Random) -> String {
    let words: Vec<String> = (0..6).map(|_| name(event, random)).collect();
    words.join(" ")
}

/// A word of an article on `event`: half of them function words, the others its own in part.
fn word_of(event: u64, random: &mut Random) -> String {
    match random.below(100) {
        0..45 => COMMON[place(zipf(COMMON.len() as u64, random))].to_owned(),
        45..81 => word(zipf(GENERAL, random)),
        81..90 => word(GENERAL + event % SUBJECTS * SUBJECT + zipf(SUBJECT, random)),
        _ => name(event, random),
    }
}

fn name(event: u64, random: &mut Random) -> String {
    let first = GENERAL + SUBJECTS * SUBJECT;
    // Events share names now and then, as news share countries and people.
    let number = first + (event * NAMES + zipf(NAMES, random)) % 40_000;
    let mut name = word(number);
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    name
}

/// The word with `number`: its digits to the base of the number of syllables, and one for length.
fn word(number: u64) -> String {
    let n_syllables = (ONSETS.len() * RHYMES.len()) as u64;
    let mut rest = number + 7;
    let mut word = String::new();
    while rest > 0 {
        let syllable = place(rest % n_syllables);
        word.push_str(ONSETS[syllable % ONSETS.len()]);
        word.push_str(RHYMES[syllable / ONSETS.len()]);
        rest /= n_syllables;
    }
    word
}

/// A number below `n` with a chance falling about as one over itself.
fn zipf(n: u64, random: &mut Random) -> u64 {
    let share = random.below(1 << 30) as f64 / f64::from(1 << 30);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to n")]
    let number = ((n as f64 + 1.0).powf(share) - 1.0) as u64;
    number.min(n - 1)
}

fn place(number: u64) -> usize {
    usize::try_from(number).unwrap_or_default()
}

/// The linear congruential generator of Knuth's MMIX, its high bits.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}
