//! Words to stems by Snowball's algorithms; the vocabulary cuts the words of
//! languages without one.
//!
//! rust-stemmers serves the languages it has. frostem, which is generated from Snowball's present
//! state, serves those it lacks, and two that it has: its Greek can panic (lance issue 5235), and
//! its Romanian knows ș and ț only as the ş and ţ of old encodings.

use std::borrow::Cow;

use frostem::Algorithm as Present;
use rust_stemmers::Algorithm as Classic;

use crate::model::Language;

/// The stemmer of one language.
pub struct Stemmer(Kind);

enum Kind {
    Classic(rust_stemmers::Stemmer),
    Present(frostem::Stemmer),
}

impl Stemmer {
    /// The stem of `word`, which is in lower case.
    pub fn stem<'word>(&self, word: &'word str) -> Cow<'word, str> {
        match &self.0 {
            Kind::Classic(stemmer) => stemmer.stem(word),
            Kind::Present(stemmer) => stemmer.stem(word),
        }
    }
}

/// The stemmer for `language`; `None` where Snowball has none.
pub fn stemmer(language: Option<Language>) -> Option<Stemmer> {
    let code = language?.code();
    let classic = classic(code).map(rust_stemmers::Stemmer::create).map(Kind::Classic);
    let kind = classic.or_else(|| present(code).map(frostem::Stemmer::new).map(Kind::Present));
    kind.map(Stemmer)
}

fn classic(code: &str) -> Option<Classic> {
    Some(match code {
        "ar" => Classic::Arabic,
        "da" => Classic::Danish,
        "de" => Classic::German,
        "en" => Classic::English,
        "es" => Classic::Spanish,
        "fi" => Classic::Finnish,
        "fr" => Classic::French,
        "hu" => Classic::Hungarian,
        "it" => Classic::Italian,
        "nl" => Classic::Dutch,
        "no" => Classic::Norwegian,
        "pt" => Classic::Portuguese,
        "ru" => Classic::Russian,
        "sv" => Classic::Swedish,
        "ta" => Classic::Tamil,
        "tr" => Classic::Turkish,
        _ => return None,
    })
}

fn present(code: &str) -> Option<Present> {
    Some(match code {
        "ca" => Present::Catalan,
        "cs" => Present::Czech,
        "el" => Present::Greek,
        "et" => Present::Estonian,
        "fa" => Present::Persian,
        "hi" => Present::Hindi,
        "hy" => Present::Armenian,
        "id" => Present::Indonesian,
        "lt" => Present::Lithuanian,
        "pl" => Present::Polish,
        "ro" => Present::Romanian,
        "sr" => Present::Serbian,
        "uk" => Present::Ukrainian,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stem(code: &str, word: &str) -> String {
        stemmer(code.parse().ok()).unwrap().stem(word).into_owned()
    }

    #[test]
    fn forms_of_one_word_meet() {
        let mut different = Vec::new();
        for (code, one, other) in [
            ("ar", "الكتاب", "كتاب"),
            ("ca", "governs", "govern"),
            ("cs", "mosty", "mostu"),
            ("da", "broen", "broens"),
            ("de", "häuser", "haus"),
            ("el", "γέφυρες", "γέφυρα"),
            ("en", "countries", "country"),
            ("es", "puentes", "puente"),
            ("et", "sillad", "silla"),
            ("fa", "کتاب‌ها", "کتاب"),
            ("fi", "sillat", "sillan"),
            ("fr", "gouvernements", "gouvernement"),
            ("hi", "लड़कों", "लड़का"),
            ("hu", "házak", "házat"),
            ("hy", "կամուրջները", "կամուրջներ"),
            ("id", "jembatannya", "jembatan"),
            ("it", "governi", "governo"),
            ("lt", "tiltas", "tilto"),
            ("nl", "straten", "straat"),
            ("no", "broene", "broen"),
            ("pl", "mostu", "mostem"),
            ("pt", "governos", "governo"),
            ("ro", "podurile", "poduri"),
            ("ro", "soluțiile", "soluţii"),
            ("ru", "мосты", "моста"),
            ("sr", "mostovi", "mostova"),
            ("sv", "flickorna", "flickor"),
            ("ta", "பாலங்கள்", "பாலம்"),
            ("tr", "köprüler", "köprü"),
            ("uk", "книга", "книги"),
        ] {
            let stems = (stem(code, one), stem(code, other));
            if stems.0 != stems.1 {
                different.push((code, stems));
            }
        }
        assert_eq!(different, []);
    }

    #[test]
    fn languages_without_a_stemmer() {
        for code in ["he", "ja", "th", "vi", "zh"] {
            assert!(stemmer(code.parse().ok()).is_none(), "{code}");
        }
        assert!(stemmer(None).is_none());
    }

    proptest! {
        #[test]
        fn no_word_breaks_a_stemmer(
            word in prop_oneof![
                "[a-zà-ÿā-ž']{0,12}", "[α-ώ\u{301}\u{308}]{0,12}", "[а-їґ’]{0,12}",
                "[\u{621}-\u{655}]{0,10}", "[\u{901}-\u{965}]{0,10}", "[\u{b82}-\u{bcd}]{0,10}",
                "(αντι|ισα|ξε)?(θετ|ματ|ικ|ησ|ιστ)?(ωσ|ος|ουμε|ατων|ιεσ|οτερ|εστατ)(ος|ων|ησ)?",
                any::<String>(),
            ]
        ) {
            for stemmer in Language::all().filter_map(|language| stemmer(Some(language))) {
                stemmer.stem(&word);
            }
        }
    }
}
