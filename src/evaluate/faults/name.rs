//! Mentions of persons by name, found by capital letters and by what stands around them.

use rustc_hash::FxHashMap;

use super::background::Spellings;
use super::passage::{Passage, Token};
use crate::model::Language;

/// Words before a name in which a role with its office may stand: *the minister of defense, …*.
const ROLE_REACH: usize = 6;

/// Mentions as a place (*in Iran*) from which a name that also speaks (*Iran said*) is a country's:
/// of all persons in 60 topics none has more than two.
const LEAST_PLACED: u32 = 3;

/// A run of capitalized words, titles and roles left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mention {
    /// Its first word.
    pub(super) first: usize,
    /// Its last word.
    pub(super) last: usize,
    /// What the person is stands beside it: *President*, *, the lawyer*.
    pub(super) has_role: bool,
    /// The name belongs to a thing: *the Bush administration*.
    pub(super) is_attribute: bool,
}

/// The persons whom the documents also name in a fuller way, by [`key`] of the short name.
#[derive(Debug, Default)]
pub(super) struct People {
    known: FxHashMap<String, Evidence>,
}

/// What tells that a name is a person's.
#[derive(Debug, Clone, Copy, Default)]
struct Evidence {
    fuller: u32,
    person: u32,
    /// Those of `person` that few things have: a courtesy title, an age, an initial, a verb of
    /// saying, a role before a name of several words.
    strong: u32,
    thing: u32,
}

impl People {
    /// Is the short name of a person whom the documents name in a fuller way.
    pub(super) fn has(&self, key: &str) -> bool {
        self.known.get(key).is_some_and(|of| {
            let is_place = of.thing >= LEAST_PLACED && of.strong < 2 * of.thing;
            of.fuller > 0 && of.strong > of.thing && !is_place
        })
    }
}

/// How names are compared: Czech and Greek, which decline them, by their beginnings.
pub(super) fn key(token: &Token, language: Option<Language>) -> String {
    let is_declined = language.is_some_and(|of| matches!(of.code(), "cs" | "el" | "pl" | "ru"));
    let folded = crate::analyze::fold::accents(&token.folded);
    if !is_declined {
        return folded;
    }
    let n_kept = folded.chars().count().saturating_sub(2).max(4);
    folded.chars().take(n_kept).collect()
}

/// Finds the persons of the documents. O(words).
pub(super) fn people(passages: &[Passage], spellings: &Spellings) -> People {
    let mut people = People::default();
    let mut families: Vec<(String, String)> = Vec::new();
    for passage in passages {
        for mention in mentions(passage, spellings) {
            let token_key = |index: usize| key(&passage.tokens[index], passage.language);
            let is_body = (mention.first..=mention.last)
                .any(|index| passage.words.bodies.contains(passage.word(index)));
            let evidence = people.known.entry(token_key(mention.last)).or_default();
            let (person, thing) = if mention.is_attribute && mention.first == mention.last {
                (0, 1)
            } else {
                around(passage, mention)
            };
            let is_full = mention.first < mention.last;
            evidence.person += person;
            evidence.strong += person.saturating_sub(u32::from(mention.has_role && !is_full));
            evidence.thing += thing + u32::from(is_body);
            evidence.fuller += u32::from(!is_body && (is_full && person > 0 || mention.has_role));
            if is_full && !is_body && mention.last - mention.first <= 2 {
                families.push((token_key(mention.first), token_key(mention.last)));
            }
        }
    }
    add_families(&mut people, &families);
    people
}

/// Names whose first word is the family's (`Xu Zhiyong`, short `Xu`): the first word stands alone
/// in the documents like a person, the last one never stands alone.
fn add_families(people: &mut People, families: &[(String, String)]) {
    for (first, last) in families {
        let alone = people.known.get(first).copied().unwrap_or_default();
        let last = people.known.get(last).copied().unwrap_or_default();
        if alone.person > 1 && alone.fuller == 0 && last.person <= last.fuller {
            people.known.insert(first.clone(), Evidence { fuller: 1, ..alone });
        }
    }
}

/// The runs of names in a passage; none in a script without capitals.
pub(super) fn mentions(passage: &Passage, spellings: &Spellings) -> Vec<Mention> {
    let words = passage.words;
    let is_name = |index: usize| {
        let Some(token) = passage.tokens.get(index) else { return false };
        spellings.is_name(token)
            && token.digits.is_none()
            && !words.titles.contains(&token.folded)
            && !words.honorifics.contains(&token.folded)
            && !is_acronym(token.span.of(passage.text))
            && !words.weekdays.contains(&token.folded)
            && !words.months.contains_key(&token.folded)
    };
    let mut found = Vec::new();
    let mut index = 0;
    while index < passage.tokens.len() {
        if !is_name(index) {
            index += 1;
            continue;
        }
        let last = end_of_run(passage, index, &is_name);
        let first = behind_office(passage, index, last);
        let has_role = role_before(passage, first) || role_behind(passage, last);
        let is_attribute = is_attribute(passage, first, last)
            || first == last && is_tied(passage, first, &is_name);
        found.push(Mention { first, last, has_role, is_attribute });
        index = last + 1;
    }
    found
}

/// `the Bush administration`, `l'administration Bush`: the name belongs to a noun.
fn is_attribute(passage: &Passage, first: usize, last: usize) -> bool {
    let words = passage.words;
    let Some(before) = first.checked_sub(1) else { return false };
    let token = &passage.tokens[before];
    let behind_article = words.articles.contains(&token.folded)
        && passage.tokens.get(last + 1).is_some_and(|next| !next.is_capital);
    let behind_noun = token.is_content
        && !token.is_capital
        && token.digits.is_none()
        && passage.gap_behind(before) == " "
        && !words.is_verb(&token.folded)
        && !words.titles.contains(&token.folded)
        && !words.honorifics.contains(&token.folded);
    behind_article || behind_noun
}

/// `Γύρος της Γαλλίας`, `Αλλαγή του Κλίματος`: the name is part of a longer one, a thing's.
fn is_tied(passage: &Passage, index: usize, is_name: &impl Fn(usize) -> bool) -> bool {
    let is_link =
        |at: usize| passage.words.links.contains(passage.word(at)) && passage.gap_behind(at) == " ";
    let behind = index >= 2
        && is_link(index - 1)
        && is_name(index - 2)
        && passage.gap_behind(index - 2) == " ";
    let before = passage.gap_behind(index) == " " && is_link(index + 1) && is_name(index + 2);
    behind || before
}

/// Two capitals and more without a small letter, full stops aside.
fn is_acronym(surface: &str) -> bool {
    surface.chars().filter(|char| char.is_uppercase()).count() >= 2
        && !surface.contains(char::is_lowercase)
}

fn end_of_run(passage: &Passage, first: usize, is_name: &impl Fn(usize) -> bool) -> usize {
    let joins = |index: usize| {
        let is_initial = passage.word(index).chars().count() == 1;
        match passage.gap_behind(index) {
            " " | "\u{a0}" | "-" => true,
            ". " => is_initial,
            _ => false,
        }
    };
    let is_initial_letter = |index: usize| {
        passage.tokens.get(index).is_some_and(|token| token.is_capital)
            && passage.word(index).chars().count() == 1
            && passage.gap_behind(index).starts_with('.')
    };
    let is_particle = |index: usize| passage.words.particles.contains(passage.word(index));
    let mut last = first;
    while joins(last) {
        if is_name(last + 1) {
            last += 1;
        } else if is_initial_letter(last + 1) && is_name(last + 2)
            || is_particle(last + 1) && joins(last + 1) && is_name(last + 2)
        {
            last += 2;
        } else {
            break;
        }
    }
    last
}

/// Of `minister of Defense Ann Roe` the office is no part of the name.
fn behind_office(passage: &Passage, first: usize, last: usize) -> usize {
    let words = passage.words;
    let is_office = first >= 2
        && words.titles.contains(passage.word(first - 2))
        && words.particles.contains(passage.word(first - 1));
    if is_office && first < last { first + 1 } else { first }
}

/// A role stands before the name, with its office between them at most.
fn role_before(passage: &Passage, first: usize) -> bool {
    let is_role = |index: usize| passage.words.titles.contains(passage.word(index));
    let Some(before) = first.checked_sub(1) else { return false };
    if is_role(before) {
        return matches!(passage.gap_behind(before), " " | ". " | "\u{a0}" | ", " | " “" | " \"");
    }
    passage.gap_behind(before).starts_with(',')
        && (first.saturating_sub(ROLE_REACH)..before).any(is_role)
}

fn role_behind(passage: &Passage, last: usize) -> bool {
    passage.gap_behind(last).starts_with([',', '('])
        && (last + 1..=last + 4).any(|index| passage.words.titles.contains(passage.word(index)))
}

/// How much around a mention tells of a person, and how much of a place.
fn around(passage: &Passage, mention: Mention) -> (u32, u32) {
    let words = passage.words;
    let before = mention.first.checked_sub(1).map_or("", |index| passage.word(index));
    let gap = passage.gap_behind(mention.last);
    let is_age = (gap == ", " || gap == " (")
        && passage.tokens.get(mention.last + 1).and_then(|next| next.digits).is_some_and(|age| {
            (10.0..110.0).contains(&age)
                && passage.gap_behind(mention.last + 1).starts_with([',', ')'])
        });
    let reports = |index: usize| words.reporting.contains(passage.word(index));
    let behind_is_verb = gap == " "
        && (reports(mention.last + 1)
            || reports(mention.last + 2) && words.verbs.contains(passage.word(mention.last + 1)));
    let has_initial =
        (mention.first + 1..mention.last).any(|index| passage.word(index).chars().count() == 1);
    let person = 2 * u32::from(words.honorifics.contains(before))
        + 2 * u32::from(is_age)
        + 2 * u32::from(has_initial)
        + u32::from(mention.has_role)
        + u32::from(behind_is_verb || words.reporting.contains(before));
    (person, u32::from(words.places.contains(before)))
}
