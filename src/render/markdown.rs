//! How Markdown is written: where its citations stand, and the front matter that tools for notes
//! and for sites read.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use crate::model::Briefing;
use crate::model::description::EntityKind;

/// What a file in Markdown looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Markdown {
    /// How sentences are cited.
    pub citations: Citations,
    /// What stands before the title.
    pub front_matter: FrontMatter,
}

/// How the sentences of a file in Markdown are cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Citations {
    /// By footnotes.
    #[default]
    Footnote,
    /// By numbers in brackets that link to the source, with a numbered list of sources at the end.
    Inline,
    /// Not at all; the sources are listed.
    None,
}

impl Citations {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Footnote, Self::Inline, Self::None];

    /// Its name, as chosen by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Footnote => "footnote",
            Self::Inline => "inline",
            Self::None => "none",
        }
    }
}

/// What stands before the title of a file in Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FrontMatter {
    /// Nothing.
    #[default]
    Without,
    /// A block of YAML: title, date, language, tags, counts.
    Yaml,
}

/// Tags at most.
const TAGS: usize = 8;

/// The block before the title, with a blank line behind it; empty where none is wanted.
pub(super) fn front_matter(briefing: &Briefing, markdown: Markdown) -> String {
    if markdown.front_matter == FrontMatter::Without {
        return String::new();
    }
    let mut out = format!("---\ntitle: {}\n", quoted(&briefing.title));
    if let Some(date) = briefing.date {
        let _ = writeln!(out, "date: {}", date.day());
    }
    if let Some(language) = briefing.language {
        let _ = writeln!(out, "lang: {}", quoted(language.code()));
    }
    let tags: Vec<String> = tags(briefing).iter().map(|tag| quoted(tag)).collect();
    if !tags.is_empty() {
        let _ = writeln!(out, "tags: [{}]", tags.join(", "));
    }
    let _ = writeln!(out, "topics: {}\nsources: {}", briefing.topics.len(), briefing.sources.len());
    out + "---\n\n"
}

/// The people, places and organizations that are named most, each as one word of letters, digits
/// and hyphens, which every tool takes for a tag.
fn tags(briefing: &Briefing) -> Vec<String> {
    let mut mentions: BTreeMap<String, u32> = BTreeMap::new();
    let entities = briefing.topics.iter().flat_map(|topic| &topic.entities);
    for entity in entities.filter(|entity| entity.kind != EntityKind::Other) {
        let words = entity.name.split(|c: char| !c.is_alphanumeric());
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        let tag = words.join("-").to_lowercase();
        // A tag of digits alone is refused by most.
        if tag.chars().any(char::is_alphabetic) {
            let count = mentions.entry(tag).or_default();
            *count = count.saturating_add(entity.mentions);
        }
    }
    let mut tags: Vec<(String, u32)> = mentions.into_iter().collect();
    tags.sort_by_key(|(_, mentions)| std::cmp::Reverse(*mentions));
    tags.into_iter().take(TAGS).map(|(tag, _)| tag).collect()
}

/// `text` as a double-quoted scalar of YAML 1.2 on one line.
///
/// Source: YAML 1.2.2, chapter 5.7; what is not printable by its chapter 5.1, and what ends a line
/// in any version, is written as an escape.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if is_printable(c) => out.push(c),
            c => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
        }
    }
    out + "\""
}

fn is_printable(c: char) -> bool {
    matches!(
        c,
        ' '..='~'
            | '\u{a0}'..='\u{2027}'
            | '\u{202a}'..='\u{fefe}'
            | '\u{ff00}'..='\u{fffd}'
            | '\u{10000}'..
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scalar_reads_back_as_its_text() {
        for text in [
            "Daily brief",
            "a: \"b\" \\ #c\n---\nd",
            "\u{0}\u{7f}\u{85}\u{2028}\u{feff}\u{ffff}é😀",
            "[x]: {y} & *z !t |",
            "",
        ] {
            let scalar = quoted(text);
            assert!(!scalar.contains(char::is_control), "{scalar:?}");
            let yaml = format!("title: {scalar}\n");
            let read: BTreeMap<String, String> = serde_saphyr::from_str(&yaml).unwrap();
            assert_eq!(read["title"], text);
        }
    }
}
