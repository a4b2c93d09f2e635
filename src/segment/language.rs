//! The language of a document, from the first part of its text and what its source declares.
//!
//! whichlang is fast and right on text in one of its 16 languages, but always answers with one of
//! them. So its answer counts where the script leaves no other choice, where the source declares
//! the same, or where the function words of the text bear it out; else whatlang decides.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use whatlang::{Lang, Script};
use whichlang::Lang as Quick;

use crate::model::{Document, Language};

/// Characters of running text that are looked at; more gives no better answers.
const MOST_CHARS: usize = 2_000;

/// Characters that are enough where the function words among them bear the answer out …
const GLANCE_CHARS: usize = 500;
/// … if they are so many words.
const GLANCE_WORDS: usize = 40;

/// Where so many of those words are function words of one language …
const CLEAR_SHARE: f64 = 0.2;
/// … and those of every other language so many times fewer, nothing else need be asked.
const CLEAR_RATIO: u32 = 3;

/// Below so many words, or so many characters in a script without spaces, no guess is made.
const LEAST_WORDS: usize = 6;
const LEAST_CHARS: usize = 12;

/// Words counted to bear out a language.
const MOST_COUNTED: usize = 120;

/// Share of function words that bears out a language; news has two to three times as many.
const LEAST_FUNCTION_WORDS: f64 = 0.15;

/// The language of `document`: the detected one, the declared one where the text is too short or
/// does not tell, `None` where nothing does.
pub(super) fn detect(document: &Document) -> Option<Language> {
    let glance = sample(document, GLANCE_CHARS);
    if let Some(language) = at_a_glance(&glance) {
        return Some(language);
    }
    let sample = sample(document, MOST_CHARS);
    let declared = document.language;
    if sample.split_whitespace().nth(LEAST_WORDS - 1).is_none()
        && !(is_unspaced(&sample) && sample.chars().nth(LEAST_CHARS - 1).is_some())
    {
        return declared;
    }
    guess(&sample, declared).or(declared)
}

/// The language of a beginning that leaves no doubt.
fn at_a_glance(sample: &str) -> Option<Language> {
    sample.split_whitespace().nth(GLANCE_WORDS - 1)?;
    if let Some(language) = by_function_words(sample) {
        return Some(language);
    }
    let is_latin = whatlang::detect_script(sample) == Some(Script::Latin);
    let quick = is_latin.then(|| known(quick_code(whichlang::detect_language(sample))));
    quick.flatten().filter(|&language| bears_out(sample, language))
}

/// The language of which the function words are frequent and those of all others rare.
fn by_function_words(sample: &str) -> Option<Language> {
    let mut n_words: u32 = 0;
    let mut found = [0_u32; FUNCTION_WORDS.len()];
    let mut lower = [0_u8; LONGEST_FUNCTION_WORD];
    for word in sample.split(|char: char| !char.is_alphabetic()).filter(|word| !word.is_empty()) {
        n_words += 1;
        let Some(lower) = lower.get_mut(..word.len()) else { continue };
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        let languages = LANGUAGES_OF.get(&*lower).copied().unwrap_or_default();
        for (place, found) in found.iter_mut().enumerate() {
            *found += languages >> place & 1;
        }
    }
    let most = (0..found.len()).max_by_key(|&place| found[place])?;
    let others = (0..found.len()).filter(|&place| place != most);
    let next = others.map(|place| found[place]).max().unwrap_or_default();
    let is_clear = f64::from(found[most]) >= CLEAR_SHARE * f64::from(n_words)
        && found[most] >= CLEAR_RATIO * next;
    is_clear.then(|| known(FUNCTION_WORDS[most].0)).flatten()
}

/// Bytes of the longest function word.
const LONGEST_FUNCTION_WORD: usize = 5;

/// The languages of [`FUNCTION_WORDS`] that have a function word, a bit for each.
static LANGUAGES_OF: LazyLock<FxHashMap<&'static [u8], u32>> = LazyLock::new(|| {
    let mut languages_of: FxHashMap<&[u8], u32> = FxHashMap::default();
    for (place, (_, words)) in FUNCTION_WORDS.iter().enumerate() {
        for word in *words {
            *languages_of.entry(word.as_bytes()).or_default() |= 1 << place;
        }
    }
    languages_of
});

/// The first `most` characters of the running text, or of all text where there is none.
fn sample(document: &Document, most: usize) -> String {
    let mut sample = String::new();
    let mut n_chars = 0;
    let has_running = document.paragraphs.iter().any(|block| block.kind.is_body());
    let blocks = document.paragraphs.iter();
    for block in blocks.filter(|block| block.kind.is_body() == has_running) {
        let text = block.span.of(&document.text);
        let rest = text.char_indices().nth(most - n_chars).map_or(text.len(), |(end, _)| end);
        let taken = text.get(..rest).unwrap_or_default();
        sample.push_str(taken);
        n_chars += taken.chars().count();
        sample.push('\n');
        if n_chars >= most {
            break;
        }
    }
    sample
}

fn is_unspaced(sample: &str) -> bool {
    matches!(
        whatlang::detect_script(sample),
        Some(Script::Mandarin | Script::Hiragana | Script::Katakana | Script::Thai)
    )
}

fn guess(sample: &str, declared: Option<Language>) -> Option<Language> {
    let script = whatlang::detect_script(sample)?;
    let quick = || known(quick_code(whichlang::detect_language(sample)));
    match script {
        Script::Mandarin | Script::Hiragana | Script::Katakana | Script::Hangul => quick(),
        Script::Latin => {
            let quick = quick();
            if quick.is_some() && (quick == declared || quick.is_some_and(|q| bears_out(sample, q)))
            {
                return quick;
            }
            thorough(sample, declared)
        }
        _ => thorough(sample, declared),
    }
}

/// The words of `sample` that are function words of `language` and of no near relative.
fn bears_out(sample: &str, language: Language) -> bool {
    let Some((_, list)) = FUNCTION_WORDS.iter().find(|(code, _)| *code == language.code()) else {
        return false;
    };
    let mut n_words = 0_usize;
    let mut n_found = 0_usize;
    let words = sample.split(|char: char| !char.is_alphabetic()).filter(|word| !word.is_empty());
    for word in words.take(MOST_COUNTED) {
        n_words += 1;
        n_found += usize::from(list.iter().any(|listed| listed.eq_ignore_ascii_case(word)));
    }
    n_found as f64 >= LEAST_FUNCTION_WORDS * n_words as f64
}

/// Frequent words that tell a language from those most like it.
const FUNCTION_WORDS: &[(&str, &[&str])] = &[
    (
        "de",
        &[
            "der", "die", "das", "und", "von", "zu", "ist", "nicht", "mit", "den", "dem", "ein",
            "eine", "im", "für", "auf", "sich", "des",
        ],
    ),
    (
        "en",
        &[
            "the", "of", "and", "to", "in", "that", "is", "was", "for", "it", "with", "he", "on",
            "by", "at", "from", "as",
        ],
    ),
    ("es", &["y", "los", "del", "las", "por", "con", "para", "una", "su", "el", "un", "se"]),
    (
        "fr",
        &[
            "le", "les", "des", "et", "est", "dans", "une", "que", "pour", "pas", "du", "au",
            "sur", "qui", "il",
        ],
    ),
    (
        "it",
        &["il", "di", "che", "è", "per", "della", "non", "con", "del", "gli", "nel", "si", "una"],
    ),
    (
        "nl",
        &["het", "een", "van", "en", "dat", "op", "niet", "de", "voor", "zijn", "met", "te", "aan"],
    ),
    ("pt", &["o", "os", "não", "uma", "um", "com", "em", "do", "da", "ao", "no", "na", "e"]),
    ("sv", &["och", "att", "är", "för", "inte", "av", "på", "ett", "som", "till"]),
];

fn thorough(sample: &str, declared: Option<Language>) -> Option<Language> {
    let info = whatlang::detect(sample)?;
    let guessed = known(thorough_code(info.lang()));
    if info.is_reliable() {
        return guessed;
    }
    // Near relatives are told apart by little: the source's word counts for more. A table of names
    // is in no language, and the two guess differently.
    let is_contested = || {
        let is_quick = guessed.is_some_and(|language| QUICK_CODES.contains(&language.code()));
        is_quick && known(quick_code(whichlang::detect_language(sample))) != guessed
    };
    declared.or_else(|| guessed.filter(|_| !is_contested()))
}

/// The languages whichlang knows.
const QUICK_CODES: &[&str] = &[
    "ar", "de", "en", "es", "fr", "hi", "it", "ja", "ko", "nl", "pt", "ru", "sv", "tr", "vi", "zh",
];

fn known(code: &str) -> Option<Language> {
    code.parse().ok()
}

fn quick_code(language: Quick) -> &'static str {
    match language {
        Quick::Ara => "ar",
        Quick::Cmn => "zh",
        Quick::Deu => "de",
        Quick::Eng => "en",
        Quick::Fra => "fr",
        Quick::Hin => "hi",
        Quick::Ita => "it",
        Quick::Jpn => "ja",
        Quick::Kor => "ko",
        Quick::Nld => "nl",
        Quick::Por => "pt",
        Quick::Rus => "ru",
        Quick::Spa => "es",
        Quick::Swe => "sv",
        Quick::Tur => "tr",
        Quick::Vie => "vi",
    }
}

fn thorough_code(language: Lang) -> &'static str {
    const CODES: &[(Lang, &str)] = &[
        (Lang::Ara, "ar"),
        (Lang::Bul, "bg"),
        (Lang::Cat, "ca"),
        (Lang::Ces, "cs"),
        (Lang::Cmn, "zh"),
        (Lang::Dan, "da"),
        (Lang::Deu, "de"),
        (Lang::Ell, "el"),
        (Lang::Eng, "en"),
        (Lang::Est, "et"),
        (Lang::Fin, "fi"),
        (Lang::Fra, "fr"),
        (Lang::Heb, "he"),
        (Lang::Hin, "hi"),
        (Lang::Hrv, "hr"),
        (Lang::Hun, "hu"),
        (Lang::Hye, "hy"),
        (Lang::Ind, "id"),
        (Lang::Ita, "it"),
        (Lang::Jpn, "ja"),
        (Lang::Kor, "ko"),
        (Lang::Lav, "lv"),
        (Lang::Lit, "lt"),
        (Lang::Nld, "nl"),
        (Lang::Nob, "no"),
        (Lang::Pes, "fa"),
        (Lang::Pol, "pl"),
        (Lang::Por, "pt"),
        (Lang::Ron, "ro"),
        (Lang::Rus, "ru"),
        (Lang::Slk, "sk"),
        (Lang::Slv, "sl"),
        (Lang::Spa, "es"),
        (Lang::Srp, "sr"),
        (Lang::Swe, "sv"),
        (Lang::Tam, "ta"),
        (Lang::Tha, "th"),
        (Lang::Tur, "tr"),
        (Lang::Ukr, "uk"),
        (Lang::Urd, "ur"),
        (Lang::Vie, "vi"),
    ];
    CODES.iter().find(|(listed, _)| *listed == language).map_or("", |&(_, code)| code)
}

#[cfg(test)]
mod tests {
    use crate::model::{DocumentId, Paragraph, ParagraphKind, Source, Span};

    use super::*;

    fn detected(text: &str, declared: Option<&str>) -> Option<&'static str> {
        let span = Span::new(0, text.len());
        let document = Document {
            id: DocumentId(0),
            source: Source::default(),
            title: None,
            published: None,
            language: declared.and_then(|code| code.parse().ok()),
            text: text.to_owned(),
            paragraphs: vec![Paragraph { span, kind: ParagraphKind::Body }],
        };
        detect(&document).map(Language::code)
    }

    #[test]
    fn function_words_tell_where_they_are_of_one_language() {
        let lists = FUNCTION_WORDS.iter().flat_map(|(_, words)| *words);
        assert_eq!(lists.map(|word| word.len()).max(), Some(LONGEST_FUNCTION_WORD));
        let english = "the boats of the harbor and those in it ".repeat(5);
        assert_eq!(by_function_words(&english).map(Language::code), Some("en"));
        let mixed = "the boats of the harbor het schip van een haven en dat ".repeat(5);
        assert_eq!(by_function_words(&mixed), None);
        assert_eq!(by_function_words(&"Oslo Bergen Narvik ".repeat(20)), None);
    }

    #[test]
    fn a_sentence_or_two_tell() {
        for (code, text) in [
            (
                "en",
                "The harbor board met on Tuesday to talk about the ferry that it had sold in the spring.",
            ),
            (
                "de",
                "Der Stadtrat hat am Dienstag über die neue Brücke beraten, die im Herbst eröffnet werden soll.",
            ),
            (
                "fr",
                "Le conseil municipal a voté mardi les travaux du pont, qui devraient commencer dans les prochains mois.",
            ),
            (
                "es",
                "El ayuntamiento aprobó el martes las obras del puente, que empezarán en los próximos meses con una empresa local.",
            ),
            (
                "pt",
                "A câmara aprovou na terça-feira as obras da ponte, que não devem começar antes do fim do ano em uma das margens.",
            ),
            (
                "it",
                "Il consiglio ha approvato martedì i lavori del ponte, che cominceranno nei prossimi mesi con una ditta della città.",
            ),
            (
                "nl",
                "De gemeenteraad heeft dinsdag ingestemd met de bouw van een brug die het centrum met de haven verbindt.",
            ),
            (
                "sv",
                "Kommunen beslutade på tisdagen att bygga en ny bro som ska vara klar till hösten, men det är inte säkert.",
            ),
            (
                "da",
                "Kommunen besluttede tirsdag at bygge en ny bro, som skal være færdig til efteråret, men det er ikke sikkert.",
            ),
            (
                "pl",
                "Rada miasta zdecydowała we wtorek o budowie nowego mostu, który połączy centrum z portem.",
            ),
            (
                "cs",
                "Městská rada v úterý rozhodla o stavbě nového mostu, který spojí střed města s přístavem.",
            ),
            (
                "tr",
                "Belediye meclisi salı günü limanı şehir merkezine bağlayacak yeni köprünün yapımına karar verdi.",
            ),
            (
                "ru",
                "Городской совет во вторник решил построить новый мост, который свяжет центр города с портом.",
            ),
            (
                "uk",
                "Міська рада у вівторок вирішила збудувати новий міст, який з’єднає центр міста з портом.",
            ),
            (
                "el",
                "Το δημοτικό συμβούλιο αποφάσισε την Τρίτη να χτίσει μια νέα γέφυρα προς το λιμάνι.",
            ),
            ("ja", "市議会は火曜日、中心部と港を結ぶ新しい橋を建設することを決めた。"),
            ("zh", "市议会星期二决定修建一座连接市中心和港口的新桥。"),
            ("ar", "قرر مجلس المدينة يوم الثلاثاء بناء جسر جديد يربط وسط المدينة بالميناء."),
            (
                "hi",
                "नगर परिषद ने मंगलवार को शहर के केंद्र को बंदरगाह से जोड़ने वाला नया पुल बनाने का फैसला किया।",
            ),
        ] {
            assert_eq!(detected(text, None), Some(code), "{text}");
        }
    }

    #[test]
    fn too_few_words_leave_what_is_declared() {
        assert_eq!(detected("Breaking news from Paris", None), None);
        assert_eq!(detected("Breaking news from Paris", Some("fr")), Some("fr"));
        assert_eq!(detected("", None), None);
    }

    #[test]
    fn a_table_of_names_has_no_language() {
        assert_eq!(detected("Palm Bay 70 Rockledge 44 Cocoa 61 Viera 21 Titusville 9", None), None);
    }

    #[test]
    fn a_wrong_declaration_does_not_stand_against_the_text() {
        let text =
            "Der Stadtrat hat am Dienstag über die neue Brücke beraten, die im Herbst kommt.";
        assert_eq!(detected(text, Some("en")), Some("de"));
    }
}
