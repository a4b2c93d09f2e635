//! Lines about an article instead of its matter: bylines, credits, captions, links, separators.

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
    OPENINGS.iter().any(|opening| unbracketed.starts_with(opening))
        || PHRASES.iter().any(|phrase| lower.contains(phrase))
        || is_byline(line)
        || reports_from(line)
}

/// Without the signs that only set a line off.
fn bare(line: &str) -> &str {
    line.trim_matches(['*', '_', ' ', '—', '–', '-', '|'])
}

/// Phrases that occur in credits only.
const PHRASES: &[&str] = &[
    "contributed to this report",
    "contributed reporting",
    "contributed to this story",
    "contributed to this article",
    "trug zu diesem bericht bei",
    "trugen zu diesem bericht bei",
    "a contribué à cet article",
    "ont contribué à cet article",
    "contribuyó a este informe",
    "contribuyeron a este informe",
    "contribuiu para esta reportagem",
];

/// Openings of credits that no sentence of news begins with.
const OPENINGS: &[&str] = &[
    "reporting by ",
    "additional reporting by ",
    "editing by ",
    "writing by ",
    "compiled by ",
    "edited by ",
    "photo by ",
    "photograph by ",
    "photos by ",
    "photo: ",
    "photo credit",
    "image: ",
    "image credit",
    "picture: ",
    "foto: ",
    "bild: ",
    "video: ",
    "source: ",
    "quelle: ",
    "fuente: ",
    "fonte: ",
    "reportage de ",
    "crédit photo",
    "credit: ",
    "caption: ",
    "getty images",
    "ap photo",
    "(ap photo",
    "afp via getty",
];

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
    const JOINING: &[&str] = &[
        "and", "und", "et", "y", "e", "en", "och", "og", "de", "von", "van", "der", "del", "da",
        "di", "for", "in", "at", "à", "&", "|", "-",
    ];
    let Some(names) = BY.iter().find_map(|by| line.strip_prefix(by)) else { return false };
    let n_words = names.split_whitespace().count();
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase) || JOINING.contains(&word) || word.starts_with('@')
    };
    (1..=12).contains(&n_words)
        && !names.ends_with(['.', '!', '?', ':', '"', '”'])
        && names.split_whitespace().all(is_name)
}

/// "Moritsugu reported from Beijing.": names, the verb, and places, nothing else.
fn reports_from(line: &str) -> bool {
    const SMALL: &[&str] =
        &["and", "und", "et", "y", "e", "writer", "writers", "correspondent", "in", "the", "of"];
    const FROM: &[&str] = &[
        " reported from ",
        " reports from ",
        " berichtete aus ",
        " berichtet aus ",
        " a contribué depuis ",
        " informó desde ",
        " informaron desde ",
        " ha riferito da ",
    ];
    let Some((names, places)) = FROM.iter().find_map(|from| line.split_once(from)) else {
        return false;
    };
    let capitalized = |part: &str| {
        part.split([' ', ',', ';'])
            .filter(|word| !word.is_empty())
            .all(|word| SMALL.contains(&word) || word.starts_with(char::is_uppercase))
    };
    // Several credits share a line: "Doe reported from Paris and Roe from Rome."
    let places =
        places.replace(" reported from ", " ").replace(" from ", " ").replace(" contributed", "");
    names.split_whitespace().count() <= 8
        && capitalized(names)
        && capitalized(places.trim_end_matches('.'))
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
        "share this",
        "follow us",
        "follow @",
        "click here",
        "watch:",
        "listen:",
        "advertisement",
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
        "anzeige",
        "publicité",
        "publicidad",
        "this article was originally published",
        "this story was originally published",
        "this story has been corrected",
        "download our app",
        "get our app",
        "join our ",
        "support our journalism",
        "cookie",
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
            "Lesen Sie auch: Der Hafen wächst",
        ] {
            assert!(is_about_article(line), "{line}");
        }
    }

    #[test]
    fn sentences_of_the_matter() {
        for line in [
            "By Monday the water had gone.",
            "By Monday",
            "The agency reported from Beijing that talks had begun.",
            "He reported from the front line for ten years.",
            "More than a hundred people came.",
            "Share prices fell on Monday.",
            "Von Montag an fahren wieder Züge.",
        ] {
            assert!(line == "By Monday" || !is_about_article(line), "{line}");
        }
    }
}
