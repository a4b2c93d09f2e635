//! Lines about an article instead of its matter: bylines, credits, captions, links, separators.

use std::sync::LazyLock;

use memchr::memmem::Finder;

/// Bytes of the longest such line; what is longer is text, however it begins.
const LONGEST: usize = 240;

/// True for a paragraph that says who wrote, or what to click, and nothing of the matter.
pub(super) fn is_about_article(paragraph: &str) -> bool {
    !paragraph.contains(char::is_alphanumeric)
        || is_credit(paragraph)
        || (paragraph.len() <= LONGEST && is_link(&bare(paragraph).to_lowercase()))
}

/// True for a line that says who wrote, photographed or edited.
pub(super) fn is_credit(line: &str) -> bool {
    if line.len() > LONGEST {
        return false;
    }
    let line = bare(line);
    let lower = line.to_lowercase();
    let unbracketed = lower.trim_start_matches(['(', '[']);
    let is_bracketed = unbracketed.len() < lower.len();
    CREDITING.iter().any(|opening| unbracketed.starts_with(opening))
        && (is_bracketed || is_names(line))
        || LABELS.iter().any(|label| unbracketed.starts_with(label))
        || is_post(line)
        || holds_phrase(&lower)
        || is_byline(line)
        || reports_from(line)
}

/// Without the signs that only set a line off.
fn bare(line: &str) -> &str {
    line.trim_matches(['*', '_', ' ', '—', '–', '-', '|'])
}

/// Phrases that occur in credits only, by what all of them share.
static PHRASES: LazyLock<[(Finder<'static>, &[&str]); 2]> = LazyLock::new(|| {
    [
        (
            Finder::new("contribu"),
            &[
                "contributed to this report",
                "contributed reporting",
                "contributed to this story",
                "contributed to this article",
                "a contribué à cet article",
                "ont contribué à cet article",
                "contribuyó a este informe",
                "contribuyeron a este informe",
                "contribuiu para esta reportagem",
            ],
        ),
        (
            Finder::new("diesem bericht bei"),
            &["trug zu diesem bericht bei", "trugen zu diesem bericht bei"],
        ),
    ]
});

/// Whether `lower` holds one of [`PHRASES`]; hardly any line holds what they share.
fn holds_phrase(lower: &str) -> bool {
    PHRASES.iter().any(|(shared, phrases)| {
        shared.find(lower.as_bytes()).is_some()
            && phrases.iter().any(|phrase| lower.contains(phrase))
    })
}

/// Openings of credits that names follow; "Reporting by the paper showed" is a sentence.
const CREDITING: &[&str] = &[
    "reporting by ",
    "additional reporting by ",
    "editing by ",
    "writing by ",
    "compiled by ",
    "edited by ",
    "photo by ",
    "photos by ",
    "photograph by ",
    "photographs by ",
    "translated by ",
    "reportage de ",
];

/// Labels before the source or the description of a picture or a figure.
const LABELS: &[&str] = &[
    "photo: ",
    "photos: ",
    "photo credit",
    "image: ",
    "image credit",
    "picture: ",
    "graphic: ",
    "foto: ",
    "fotos: ",
    "bild: ",
    "bilder: ",
    "video: ",
    "source: ",
    "quelle: ",
    "fuente: ",
    "fonte: ",
    "crédit photo",
    "credit: ",
    "caption: ",
    "getty images",
    "ap photo",
    "afp via getty",
];

/// Small words in lists of names.
const JOINING: &[&str] = &[
    "and",
    "und",
    "et",
    "y",
    "e",
    "en",
    "och",
    "og",
    "de",
    "von",
    "van",
    "der",
    "del",
    "da",
    "di",
    "for",
    "in",
    "at",
    "à",
    "&",
    "|",
    "-",
    "by",
    "with",
    "editing",
    "reporting",
    "additional",
    "writing",
    "writer",
    "writers",
    "correspondent",
    "the",
    "of",
    "from",
];

/// Every word of `text` begins with a capital or joins names.
fn is_names(text: &str) -> bool {
    let mut words = text.split([' ', ',', ';', '/']).filter(|word| !word.is_empty());
    words.all(|word| {
        JOINING.contains(&word.to_lowercase().as_str())
            || word.starts_with(|first: char| !first.is_lowercase())
    })
}

/// "By Jane Doe", "Von Max Mustermann und Eva Muster", "Par Jean Dupont, à Lyon".
fn is_byline(line: &str) -> bool {
    const BY: &[&str] = &[
        "By ",
        "BY ",
        "Von ",
        "Par ",
        "Por ",
        "Di ",
        "Door ",
        "Av ",
        "Af ",
        "Автор: ",
        "Author: ",
        "Autor: ",
        "Autora: ",
    ];
    let Some(names) = BY.iter().find_map(|by| line.strip_prefix(by)) else { return false };
    (1..=12).contains(&names.split_whitespace().count())
        && !names.ends_with(['.', '!', '?', ':', '"', '”'])
        && names.starts_with(char::is_uppercase)
        && is_names(names)
}

/// "Moritsugu reported from Beijing.", "Doe reported from Paris and Roe from Rome.": names, the
/// verb, and places, nothing else.
fn reports_from(line: &str) -> bool {
    let split = |verb: &Finder<'_>| {
        let at = verb.find(line.as_bytes())?;
        Some((line.get(..at)?, line.get(at + verb.needle().len()..)?))
    };
    let parts = REPORTING.iter().find_map(split);
    parts.is_some_and(|(names, places)| {
        names.split_whitespace().count() <= 8
            && is_names(names)
            && is_names(&places.replace(" reported ", " "))
    })
}

/// What stands between the reporter and the place.
static REPORTING: LazyLock<Vec<Finder<'static>>> = LazyLock::new(|| {
    let verbs = [
        " reported from ",
        " reports from ",
        " berichtete aus ",
        " berichtet aus ",
        " informó desde ",
        " informaron desde ",
        " ha riferito da ",
    ];
    verbs.into_iter().map(Finder::new).collect()
});

/// The author and day under a post that was quoted: "— Jane Doe (@janedoe) February 4, 2026".
fn is_post(line: &str) -> bool {
    let words = line.split_whitespace().count();
    line.contains("(@") && words <= 12 && line.ends_with(|last: char| last.is_ascii_digit())
}

/// Lines that ask the reader to do something on the page.
fn is_link(lower: &str) -> bool {
    const ASKING: &[&str] = &[
        "read more:",
        "read more about",
        "read also",
        "also read",
        "read next",
        "read the full ",
        "see also:",
        "related:",
        "related articles",
        "related stories",
        "more on this",
        "more:",
        "sign up for ",
        "sign up to ",
        "subscribe to ",
        "subscribe now",
        "share this article",
        "share this story",
        "share this post",
        "share this page",
        "share this video",
        "follow us",
        "follow @",
        "click here",
        "watch:",
        "listen:",
        "advertisement:",
        "©",
        "copyright ©",
        "copyright 20",
        "all rights reserved",
        "lesen sie auch",
        "lesen sie mehr",
        "mehr zum thema",
        "lire aussi",
        "à lire aussi",
        "lea también",
        "lee también",
        "leia também",
        "leia mais",
        "leggi anche",
        "lees ook",
        "läs också",
        "læs også",
        "читайте также",
        "anzeige:",
        "this article was originally published",
        "this story was originally published",
        "this story has been corrected",
        "download our app",
        "get our app",
        "join our ",
        "support our journalism",
        "we use cookies",
        "this site uses cookies",
        "cookie policy",
    ];
    const WHOLE: &[&str] = &[
        "read more",
        "share",
        "related",
        "more",
        "comments",
        "print",
        "email",
        "facebook",
        "twitter",
        "whatsapp",
        "weiterlesen",
        "teilen",
        "subscribe",
        "advertising",
        "advertisement",
        "anzeige",
        "publicité",
        "publicidad",
        "publicidade",
        "pubblicità",
        "advertentie",
        "annons",
        "annonce",
        "share this",
        "loading...",
        "continue reading",
    ];
    ASKING.iter().any(|opening| lower.starts_with(opening)) || WHOLE.contains(&lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_about_the_article() {
        for line in [
            "__",
            "* * *",
            "---",
            "Moritsugu reported from Beijing.",
            "By Jane Doe",
            "By JANE DOE and Max Roe",
            "Von Eva Muster und Karl Beispiel",
            "(Reporting by A. Doe; editing by B. Roe)",
            "AP writer Jane Doe contributed to this report.",
            "Doe reported from Paris and Roe from Rome.",
            "Read more: what the vote means",
            "Photo: Jane Doe/Agency",
            "Share this article",
            "Sign up for our newsletter.",
            "© 2026 The Daily. All rights reserved.",
            "Advertisement",
            "Share this",
            "Reporting by Jane Doe and Max Roe in Paris; Editing by Eva Muster",
            "— Jane Doe (@janedoe) February 4, 2026",
            "(Graphic: boats by year)",
            "Lesen Sie auch: Der Hafen wächst",
        ] {
            assert!(is_about_article(line), "{line}");
        }
    }

    #[test]
    fn sentences_of_the_matter() {
        for line in [
            "Reporting by the paper showed that the ferry was old.",
            "Advertisements for the ferry were taken down.",
            "Share this information, he told them.",
            "Cookies are sold at the door.",
            "The mayor reported from the port that the water was rising.",
            "By Monday the water had gone.",
            "The agency reported from Beijing that talks had begun.",
            "He reported from the front line for ten years.",
            "More than a hundred people came.",
            "Share prices fell on Monday.",
            "Von Montag an fahren wieder Züge.",
        ] {
            assert!(!is_about_article(line), "{line}");
        }
    }
}
