//! Languages by their ISO 639 code, and by the English name people also type.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Codes and English names of the languages that anything here knows by name.
const KNOWN: &[(&str, &str)] = &[
    ("ar", "arabic"),
    ("bg", "bulgarian"),
    ("ca", "catalan"),
    ("cs", "czech"),
    ("da", "danish"),
    ("de", "german"),
    ("el", "greek"),
    ("en", "english"),
    ("es", "spanish"),
    ("et", "estonian"),
    ("fa", "persian"),
    ("fi", "finnish"),
    ("fr", "french"),
    ("he", "hebrew"),
    ("hi", "hindi"),
    ("hr", "croatian"),
    ("hu", "hungarian"),
    ("hy", "armenian"),
    ("id", "indonesian"),
    ("it", "italian"),
    ("ja", "japanese"),
    ("ko", "korean"),
    ("lt", "lithuanian"),
    ("lv", "latvian"),
    ("nl", "dutch"),
    ("no", "norwegian"),
    ("pl", "polish"),
    ("pt", "portuguese"),
    ("ro", "romanian"),
    ("ru", "russian"),
    ("sk", "slovak"),
    ("sl", "slovene"),
    ("sr", "serbian"),
    ("sv", "swedish"),
    ("ta", "tamil"),
    ("th", "thai"),
    ("tr", "turkish"),
    ("uk", "ukrainian"),
    ("ur", "urdu"),
    ("vi", "vietnamese"),
    ("zh", "chinese"),
];

/// A language, one of the known ones.
///
/// ```
/// use daybrief::model::Language;
/// let german: Language = "de-AT".parse()?;
/// assert_eq!(german, "German".parse()?);
/// assert_eq!((german.code(), german.name()), ("de", "german"));
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(u8);

impl Language {
    /// English.
    pub const ENGLISH: Self = Self(7);

    /// ISO 639 code, `de`.
    pub fn code(self) -> &'static str {
        KNOWN[self.0 as usize].0
    }

    /// English name in lower case, `german`.
    pub fn name(self) -> &'static str {
        KNOWN[self.0 as usize].1
    }

    /// All known languages, by code.
    pub fn all() -> impl Iterator<Item = Self> {
        (0u8..).zip(KNOWN).map(|(index, _)| Self(index))
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Language {
    type Err = String;

    /// Reads a code (`de`), a code with a region (`de-AT`, `pt_BR`) or an English name, in any case.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let lower = text.trim().to_ascii_lowercase();
        let code = lower.split(['-', '_']).next().unwrap_or_default();
        let code = if matches!(code, "nb" | "nn") { "no" } else { code };
        Self::all().find(|language| language.code() == code || language.name() == lower).ok_or_else(
            || {
                format!(
                    "{text} is not a known language (a code such as de or a name such as german)"
                )
            },
        )
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_english_and_codes_ascend() {
        assert_eq!(Language::ENGLISH.code(), "en");
        assert!(KNOWN.is_sorted());
    }
}
