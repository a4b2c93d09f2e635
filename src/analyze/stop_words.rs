//! Words that say nothing on their own, per language: NLTK's lists, else those of stopwords-iso,
//! and a few words of our own where they have gaps.

use std::borrow::Cow;
use std::sync::{LazyLock, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

use super::fold;
use crate::model::Language;

/// Frequent words that the lists lack: in Ukrainian most prepositions and pronouns; all of Serbian,
/// in both scripts.
const ADDED: &[(&str, &str)] = &[
    ("lt", "yra buvo"),
    (
        "sr",
        "a ali bi bila bilo bio biti bez će da do ga i ih ili im iz ja je jer još kad kada kako kao \
         koja koje koji kojih kojoj koju li me mu na nakon ne nego ni nije njega od on ona oni ono \
         po pre pri s sa samo se si smo ste su sve svi svoje ta tako te ti to tu u uz već za \
         а али би била било био бити без ће да до га и их или им из ја је јер још кад када како као \
         која које који којих којој коју ли ме му на након не него ни није њега од он она они оно \
         по пре при с са само се си смо сте су све сви своје та тако те ти то ту у уз већ за",
    ),
    ("tr", "bir olan olarak oldu olduğu ile"),
    (
        "uk",
        "а б без би бо був була були було буде бути в вже ви від він вона вони воно де для до ж же з \
         за зі із й його йому її їй їх і коли лише між може можна на над не ні о об після перед по \
         про при під що щоб чи це цей ця ці цього цієї цих той та те ті того тому так також такий \
         тільки у через ще є я як який яка яке які якого якої яких якщо ми нас себе свій своя своє \
         свої своїх але або",
    ),
];

/// The stop words of one language.
#[derive(Debug)]
pub struct StopWords {
    language: Language,
    forms: FxHashSet<String>,
}

/// Those that somebody has asked for.
static LISTS: LazyLock<FxHashMap<Language, OnceLock<StopWords>>> =
    LazyLock::new(|| Language::all().map(|language| (language, OnceLock::new())).collect());

/// The stop words of `language`, English ones where it is unknown; none where there is no list.
/// Built once.
pub fn of(language: Option<Language>) -> &'static StopWords {
    let language = language.unwrap_or(Language::ENGLISH);
    LISTS[&language].get_or_init(|| list(language))
}

fn list(language: Language) -> StopWords {
    let words = stop_words::lookup(language.code()).unwrap_or_default();
    let added = ADDED.iter().find(|(code, _)| *code == language.code());
    let added = added.map_or("", |(_, words)| words).split_whitespace();
    let all = words.iter().copied().chain(added);
    let forms = all.map(|word| plain(&fold::word(word), language).into_owned()).collect();
    StopWords { language, forms }
}

impl StopWords {
    /// `folded`, a word as [`fold::word`] gives it, is one of them.
    pub fn contains(&self, folded: &str) -> bool {
        self.forms.contains(plain(folded, self.language).as_ref())
    }
}

/// The form in which texts and lists agree.
///
/// The Greek list has neither accents nor final sigmas; Romanian once wrote cedillas for commas.
fn plain(folded: &str, language: Language) -> Cow<'_, str> {
    match language.code() {
        "el" => fold::accents(folded).replace('ς', "σ").into(),
        "ro" => folded.replace('ş', "ș").replace('ţ', "ț").into(),
        _ => folded.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_its_frequent_words() {
        let mut missing = Vec::new();
        for (code, words) in [
            ("ar", "في من على إلى أن"),
            ("bg", "на и от за се"),
            ("ca", "de la que els amb"),
            ("cs", "a se na že který jako"),
            ("da", "og i at det er"),
            ("de", "und der die nicht mit für"),
            ("el", "και το της από"),
            ("en", "the of and to in don't"),
            ("es", "de la que los con está"),
            ("et", "ja ei et kui"),
            ("fa", "و در به از که"),
            ("fi", "ja on ei että se"),
            ("fr", "de la les et été"),
            ("he", "של את על הוא לא"),
            ("hi", "के में की है और"),
            ("hr", "i je u na da"),
            ("hu", "a az és hogy nem"),
            ("hy", "և է"),
            ("id", "yang dan di itu"),
            ("it", "di che la il è"),
            ("ja", "の は を に が"),
            ("lt", "ir kad yra"),
            ("lv", "un ir no"),
            ("nl", "de en van het een"),
            ("no", "og i det som på"),
            ("pl", "i w na się że"),
            ("pt", "de que não uma é"),
            ("ro", "de și la cu pe"),
            ("ru", "и в не на что"),
            ("sk", "a na sa že"),
            ("sl", "in je na da"),
            ("sr", "и у је на se za"),
            ("sv", "och att det som på"),
            ("ta", "என்று ஒரு"),
            ("th", "ที่ และ ใน"),
            ("tr", "ve bir bu için"),
            ("uk", "і на що не з"),
            ("ur", "کے اور"),
            ("vi", "và của là"),
            ("zh", "的 在 是 和"),
        ] {
            let list = of(code.parse().ok());
            let absent = words.split(' ').filter(|word| !list.contains(&fold::word(word)));
            missing.extend(absent.map(|word| (code, word)));
        }
        assert_eq!(missing, []);
    }

    #[test]
    fn words_that_tell_something_are_kept() {
        assert!(!of(Some(Language::ENGLISH)).contains("US"));
        for (code, word) in [("cs", "most"), ("el", "γέφυρα"), ("he", "גשר"), ("hi", "पुल")]
        {
            assert!(!of(code.parse().ok()).contains(word), "{code} {word}");
        }
    }
}
