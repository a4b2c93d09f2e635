//! Who and what the seeds name, what they quote.

use daybrief::model::briefing::{Briefing, EntityEntry, RelationEntry};
use daybrief::model::description::EntityKind;
use daybrief::read::{self, Input};
use daybrief::{Options, brief};

use crate::program::root;

fn seeds() -> Briefing {
    let inputs = [Input::Path(root().join("seeds"))];
    let documents = read::documents(&inputs, &read::Options::default()).documents;
    brief(documents, &Options::default())
}

fn entity<'a>(briefing: &'a Briefing, name: &str) -> &'a EntityEntry {
    let found = briefing.topics[0].entities.iter().find(|entity| entity.name == name);
    found.unwrap_or_else(|| panic!("{name} is no entity"))
}

#[test]
fn persons_of_the_seeds_are_merged_and_counted() {
    let briefing = seeds();
    for (name, form, at_least) in [
        ("Vladimir Putin", "Putin", 20),
        ("Xi Jinping", "Xi", 13),
        ("Yuri Ushakov", "Ushakov", 9),
        ("Donald Trump", "Trump", 8),
    ] {
        let entity = entity(&briefing, name);
        assert_eq!(entity.kind, EntityKind::Person, "{name}");
        assert!(entity.forms.contains(&form.to_owned()), "{entity:?}");
        assert!(entity.mentions >= at_least, "{name} {}", entity.mentions);
        assert_eq!(briefing.topics[0].entities.iter().filter(|of| of.name == form).count(), 0);
    }
    assert_eq!(briefing.topics[0].entities[0].name, "Vladimir Putin");
}

#[test]
fn places_and_organizations_of_the_seeds_are_told_apart() {
    let briefing = seeds();
    for place in ["China", "Russia", "United States", "Beijing", "Moscow", "Gaza", "Shenzhen"] {
        assert_eq!(entity(&briefing, place).kind, EntityKind::Place, "{place}");
    }
    for body in ["United Nations", "Board of Peace", "Kremlin", "NATO", "CCTV"] {
        assert_eq!(entity(&briefing, body).kind, EntityKind::Organization, "{body}");
    }
    assert_eq!(entity(&briefing, "United Nations").forms.len(), 3);
    for none in ["Russian", "Chinese", "President", "Wednesday", "Noting", "Also", "The"] {
        assert!(briefing.topics[0].entities.iter().all(|entity| entity.name != none), "{none}");
    }
}

#[test]
fn the_quotation_of_both_seeds_stands_once_with_its_speaker() {
    let briefing = seeds();
    let quotations = &briefing.topics[0].quotations;
    let shared: Vec<_> = quotations
        .iter()
        .filter(|of| of.text.contains("mutually beneficial cooperation"))
        .collect();
    assert_eq!(shared.len(), 1);
    let text = "Russia and China stand for equal and mutually beneficial cooperation on the basis \
                of international law and the United Nations Charter";
    assert_eq!(shared[0].text, text);
    assert_eq!(shared[0].speaker.as_deref(), Some("Yuri Ushakov"));
    let sources: Vec<u32> = shared[0].citations.iter().map(|citation| citation.source).collect();
    assert_eq!(sources, [1, 2]);
    assert!(shared[0].citations.iter().all(|of| of.relation == RelationEntry::Verbatim));
    assert_eq!(quotations[0].text, text, "the most carried one comes first");
    assert!(quotations.iter().all(|of| !of.text.contains("practically coincide")));
    assert!(quotations.iter().all(|of| !of.text.ends_with(',')));
}

#[test]
fn speakers_of_the_seeds_are_those_of_the_text() {
    let briefing = seeds();
    for (words, speaker) in [
        ("once again assure you", "Vladimir Putin"),
        ("major stabilizing factor", "Vladimir Putin"),
        ("exchange views on major strategic issues", "Xi Jinping"),
        ("support each other on key issues", "Yuri Ushakov"),
    ] {
        let quotation = briefing.topics[0].quotations.iter().find(|of| of.text.contains(words));
        let quotation = quotation.unwrap_or_else(|| panic!("{words} is not quoted"));
        assert_eq!(quotation.speaker.as_deref(), Some(speaker), "{words}");
    }
}

#[test]
fn terms_of_the_seeds_are_phrases_of_theirs() {
    let briefing = seeds();
    let terms = &briefing.topics[0].terms;
    assert!(terms.iter().any(|term| term.text == "strategic cooperation"), "{terms:?}");
    assert!(terms.iter().all(|term| !term.text.contains("Putin") && term.text != "said"));
}
