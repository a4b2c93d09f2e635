//! The words of dates, read from one file a language in `words/`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::model::Language;

/// What a word or phrase can mean in a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Month(i8),
    ShortMonth(i8),
    Weekday(i8),
    /// A weekday that is also an ordinary word.
    DayName(i8),
    /// Days after the day of publication.
    Day(i32),
    Unit(Unit),
    /// "Last", "this", "next" before what they tell of.
    Before(i32),
    /// The same behind it.
    Behind(i32),
    /// The same, before weekdays alone.
    BeforeWeekday(i32),
    Ago,
    AgoBefore,
    Number(i32),
    Ordinal,
    Part,
    Small,
    Article,
    Enters,
    Until,
    On,
    Range,
    Decade,
    Name,
    Past,
    Future,
    Attribution,
    NoVerb,
}

impl Meaning {
    /// Stands inside or beside a date, and never begins one.
    pub(super) fn is_beside_dates(self) -> bool {
        matches!(
            self,
            Self::Ago
                | Self::Ordinal
                | Self::Small
                | Self::Article
                | Self::Enters
                | Self::Until
                | Self::On
                | Self::Range
                | Self::Past
                | Self::Future
                | Self::Attribution
                | Self::NoVerb
        )
    }
}

/// A stretch of time that words count in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Weekend,
    Month,
    Year,
}

/// The words of a phrase behind its first, and what it means.
pub(super) type Phrase = (Vec<&'static str>, Meaning);

/// The words of one language.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    /// What begins with a word: the rest of each phrase, longest first, and what it means.
    phrases: FxHashMap<&'static str, Vec<Phrase>>,
    past_endings: Vec<&'static str>,
    future_endings: Vec<&'static str>,
    /// How the language writes months and weekdays.
    pub(super) has_capitals: bool,
    /// A day may stand behind its month: "February 5".
    pub(super) has_month_first: bool,
}

static LEXICONS: LazyLock<FxHashMap<Language, Lexicon>> = LazyLock::new(|| {
    let files = [
        ("de", include_str!("words/de.txt")),
        ("en", include_str!("words/en.txt")),
        ("es", include_str!("words/es.txt")),
        ("fr", include_str!("words/fr.txt")),
        ("it", include_str!("words/it.txt")),
        ("pt", include_str!("words/pt.txt")),
    ];
    let read = |(code, text): (&str, &'static str)| Some((code.parse().ok()?, parse(text).ok()?));
    files.into_iter().filter_map(read).collect()
});

/// The words of `language`; `None` where there is no file for it.
pub(super) fn of(language: Language) -> Option<&'static Lexicon> {
    LEXICONS.get(&language)
}

/// A language without words.
pub(super) fn none() -> &'static Lexicon {
    static NONE: LazyLock<Lexicon> = LazyLock::new(Lexicon::default);
    &NONE
}

impl Lexicon {
    /// What of `wanted` stands at the front of the folded words, and in how many of them; the
    /// longest phrase counts.
    pub(super) fn at<'w, T>(
        &self,
        words: impl Iterator<Item = &'w str> + Clone,
        wanted: impl Fn(Meaning) -> Option<T>,
    ) -> Option<(T, usize)> {
        let mut words = words;
        let first = words.next()?;
        among(self.beginning_with(first), &words, wanted)
    }

    /// The phrases that begin with the folded word, longest first.
    pub(super) fn beginning_with(&self, first: &str) -> &[Phrase] {
        self.phrases.get(first).map_or(&[], Vec::as_slice)
    }

    /// The tense that the ending of a folded word tells.
    pub(super) fn tense_of_ending(&self, word: &str) -> Option<Meaning> {
        let ends = |endings: &[&str]| {
            endings.iter().any(|ending| word.len() >= ending.len() + 3 && word.ends_with(ending))
        };
        if ends(&self.future_endings) {
            return Some(Meaning::Future);
        }
        ends(&self.past_endings).then_some(Meaning::Past)
    }
}

/// What of `wanted` the first of `phrases` means that stands at the front of `words`, which are
/// those behind the first, and how many words it has.
pub(super) fn among<'w, T>(
    phrases: &[Phrase],
    words: &(impl Iterator<Item = &'w str> + Clone),
    wanted: impl Fn(Meaning) -> Option<T>,
) -> Option<(T, usize)> {
    phrases.iter().find_map(|(rest, meaning)| {
        let stands = rest.len() == words.clone().zip(rest).filter(|(a, b)| a == *b).count();
        if stands { wanted(*meaning).map(|found| (found, 1 + rest.len())) } else { None }
    })
}

/// Reads a file of words; the error is the line that cannot be read.
fn parse(text: &'static str) -> Result<Lexicon, &'static str> {
    let mut lexicon = Lexicon::default();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (key, words) = line.split_once(' ').ok_or(line)?;
        match key {
            "capitals" => lexicon.has_capitals = true,
            "order" => lexicon.has_month_first = true,
            "past_ending" => lexicon.past_endings = words.split(' ').collect(),
            "future_ending" => lexicon.future_endings = words.split(' ').collect(),
            _ => {
                let (meaning, words) = meaning(key, words).ok_or(line)?;
                for phrase in words.split(' ') {
                    let mut parts = phrase.split('_');
                    let first = parts.next().ok_or(line)?;
                    let rest: Vec<&str> = parts.collect();
                    let phrases = lexicon.phrases.entry(first).or_default();
                    let shorter = |(other, _): &(Vec<&str>, _)| other.len() < rest.len();
                    let place = phrases.iter().position(shorter).unwrap_or(phrases.len());
                    phrases.insert(place, (rest, meaning));
                }
            }
        }
    }
    Ok(lexicon)
}

/// What the words behind `key` mean, and those words.
fn meaning<'t>(key: &str, words: &'t str) -> Option<(Meaning, &'t str)> {
    let plain = match key {
        "ago" => Meaning::Ago,
        "ago_before" => Meaning::AgoBefore,
        "ordinal" => Meaning::Ordinal,
        "part" => Meaning::Part,
        "small" => Meaning::Small,
        "article" => Meaning::Article,
        "enters" => Meaning::Enters,
        "until" => Meaning::Until,
        "on" => Meaning::On,
        "range" => Meaning::Range,
        "decade" => Meaning::Decade,
        "names" => Meaning::Name,
        "past" => Meaning::Past,
        "future" => Meaning::Future,
        "attribution" => Meaning::Attribution,
        "not" => Meaning::NoVerb,
        _ => {
            let (value, words) = words.split_once(' ')?;
            return Some((counted(key, value)?, words));
        }
    };
    Some((plain, words))
}

fn counted(key: &str, value: &str) -> Option<Meaning> {
    let small = || value.parse::<i8>().ok();
    let whole = || value.parse::<i32>().ok();
    Some(match key {
        "month" => Meaning::Month(small()?),
        "short" => Meaning::ShortMonth(small()?),
        "weekday" => Meaning::Weekday(small()?),
        "dayname" => Meaning::DayName(small()?),
        "day" => Meaning::Day(whole()?),
        "before" => Meaning::Before(whole()?),
        "behind" => Meaning::Behind(whole()?),
        "before_weekday" => Meaning::BeforeWeekday(whole()?),
        "number" => Meaning::Number(whole()?),
        "unit" => Meaning::Unit(match value {
            "day" => Unit::Day,
            "week" => Unit::Week,
            "weekend" => Unit::Weekend,
            "month" => Unit::Month,
            "year" => Unit::Year,
            _ => return None,
        }),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::fold;

    #[test]
    fn every_file_is_read_whole() {
        for (code, text) in [
            ("de", include_str!("words/de.txt")),
            ("en", include_str!("words/en.txt")),
            ("es", include_str!("words/es.txt")),
            ("fr", include_str!("words/fr.txt")),
            ("it", include_str!("words/it.txt")),
            ("pt", include_str!("words/pt.txt")),
        ] {
            assert_eq!(parse(text).err(), None, "{code}");
            let lexicon = of(code.parse().unwrap()).unwrap();
            for n in 1..=12 {
                let names = text.lines().find(|line| line.starts_with(&format!("month {n} ")));
                let name = names.unwrap().rsplit(' ').next().unwrap();
                let month = |meaning| (meaning == Meaning::Month(n)).then_some(());
                assert_eq!(lexicon.at(std::iter::once(name), month), Some(((), 1)), "{code} {n}");
            }
            for line in text.lines().skip(1) {
                assert_eq!(line.to_lowercase(), line);
                assert!(line.split([' ', '_']).all(|word| fold::word(word) == word), "{line}");
            }
        }
    }

    #[test]
    fn the_longest_phrase_counts() {
        let english = of(Language::ENGLISH).unwrap();
        let words = ["day", "before", "yesterday"];
        let day = |meaning| match meaning {
            Meaning::Day(days) => Some(days),
            _ => None,
        };
        assert_eq!(english.at(words.into_iter(), day), Some((-2, 3)));
        assert_eq!(english.at(words.into_iter().skip(2), day), Some((-1, 1)));
        assert_eq!(english.at(words.into_iter().take(2), day), None);
    }
}
