//! Persons who come in by their short name although the documents introduce them.
//!
//! Looked at is each person whom the summary names and the documents also name in a fuller way: by
//! more names (*Xu Zhiyong*), or with a role (*President Roe*, *Roe, the lawyer*). It is a fault if
//! the first sentence of the summary that names the person has the short name alone: *Xu was held on
//! Monday.* A courtesy title (*Mr. Xu*) introduces nobody.
//!
//! Cannot see: persons in scripts without capital letters, whom it leaves out altogether; persons
//! whom no document introduces; things and terms that nobody explained (*the document*, acronyms);
//! persons referred to by a noun. Takes a father for his son of the same surname.

use rustc_hash::FxHashSet;

use super::Decision;
use super::background::Background;
use super::name::{self, Mention};
use super::passage::Passage;

pub(super) fn judge(summary: &[Passage], background: &Background) -> Vec<Decision> {
    let mut known = FxHashSet::default();
    let mut decisions = Vec::new();
    for (sentence, passage) in summary.iter().enumerate() {
        for (key, short) in persons(passage, background) {
            if known.insert(key) {
                decisions.push((sentence, short));
            }
        }
        known.extend(parts_of_names(passage, background));
    }
    decisions
}

/// The persons whom a sentence names, by key, each with its short name where it has no fuller one.
pub(super) fn persons(passage: &Passage, background: &Background) -> Vec<(String, Option<String>)> {
    let mentions = name::mentions(passage, background.spellings());
    let key = |index: usize| name::key(&passage.tokens[index], passage.language);
    let mut persons: Vec<(String, Option<String>)> = Vec::new();
    for mention in mentions.iter().filter(|mention| !mention.is_attribute) {
        let ends = [key(mention.last), key(mention.first)];
        let Some(key) = ends.into_iter().find(|key| background.people.has(key)) else { continue };
        let short = is_short(*mention).then(|| surface(passage, *mention));
        match persons.iter_mut().find(|(known, _)| *known == key) {
            Some((_, known)) => *known = known.take().and(short),
            None => persons.push((key, short)),
        }
    }
    persons
}

/// Every word of every fuller name: after *Luiz Inácio Lula da Silva* nobody asks who Lula is.
fn parts_of_names(passage: &Passage, background: &Background) -> Vec<String> {
    let mentions = name::mentions(passage, background.spellings());
    let full = mentions.iter().filter(|mention| mention.first < mention.last);
    let words = full.flat_map(|mention| mention.first..=mention.last);
    words.map(|index| name::key(&passage.tokens[index], passage.language)).collect()
}

fn is_short(mention: Mention) -> bool {
    mention.first == mention.last && !mention.has_role
}

fn surface(passage: &Passage, mention: Mention) -> String {
    passage.tokens[mention.first].span.of(passage.text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::faults::sample::{corpus, reasons};

    const TEXT: &str = "The lawyer Ann Roe, 43, left the court on Monday. Roe said that it was over. \
        President Roe Gray was silent in Iran. Iran said nothing. Mr. Gray went home later that day.";

    #[test]
    fn a_surname_alone_is_a_fault_until_the_full_name_is_told() {
        let corpus = corpus("en", &[("2024-05-01", TEXT)]);
        let found = |chosen: &[usize]| reasons(judge, &corpus, chosen);
        assert_eq!(found(&[0, 1]), [None]);
        assert_eq!(found(&[1, 0]), [Some("Roe".to_owned())]);
        assert_eq!(found(&[4]), [Some("Gray".to_owned())]);
    }

    #[test]
    fn countries_are_no_persons() {
        let corpus = corpus("en", &[("2024-05-01", TEXT)]);
        assert_eq!(reasons(judge, &corpus, &[3]), []);
    }

    #[test]
    fn a_country_that_speaks_is_none_either() {
        let text = "President Ann Iran met the press. Iran said no. Iran said yes. Iran said that. \
            Iran told them. They met in Iran. They stayed in Iran. Nobody slept in Iran.";
        let corpus = corpus("en", &[("2024-05-01", text)]);
        assert_eq!(reasons(judge, &corpus, &[1]), []);
        let text = text.replace(" Nobody slept in Iran.", "");
        let corpus = super::super::sample::corpus("en", &[("2024-05-01", &text)]);
        assert_eq!(reasons(judge, &corpus, &[1]), [Some("Iran".to_owned())]);
    }

    #[test]
    fn a_part_of_the_name_of_a_thing_is_no_person() {
        let text = "Ο πρόεδρος Νίκος Γαλλίας έφυγε. Ο Γαλλίας δήλωσε ότι φεύγει. \
            Ο Ρόου κέρδισε στον Γύρο της Γαλλίας.";
        let corpus = corpus("el", &[("2024-05-01", text)]);
        assert_eq!(reasons(judge, &corpus, &[1]), [Some("Γαλλίας".to_owned())]);
        assert_eq!(reasons(judge, &corpus, &[2]), []);
    }
}
