//! The main job on the seeds and on texts written for it: what is chosen, cited and counted.

use std::path::{Path, PathBuf};

use daybrief::model::briefing::{Briefing, ExtractEntry, RelationEntry};
use daybrief::model::{Document, Refusal};
use daybrief::read::{self, Input};
use daybrief::{Options, brief, pipeline, summarize};
use proptest::prelude::*;

const FIRST_SEED: &str = "000_a552184e53155256.txt";
const SECOND_SEED: &str = "002_e18daff00afa74a0.txt";

fn seed(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(name)
}

fn seeds() -> Vec<Document> {
    let inputs = [FIRST_SEED, SECOND_SEED].map(|name| Input::Path(seed(name)));
    read::documents(&inputs, &read::Options::default()).documents
}

fn texts(texts: &[&str]) -> Vec<Document> {
    let inputs: Vec<Input> = texts
        .iter()
        .zip('a'..)
        .map(|(text, name)| Input::Bytes {
            name: format!("{name}.txt"),
            bytes: text.as_bytes().to_vec(),
        })
        .collect();
    read::documents(&inputs, &read::Options::default()).documents
}

fn asking_for(sentences: u32) -> Options {
    let mut options = Options::default();
    options.select.sentences = Some(sentences);
    options
}

/// Every extract is the bytes it cites.
fn assert_verbatim(briefing: &Briefing, documents: &[Document]) {
    let text = |number: u32| {
        let sha256 = &briefing.sources[number as usize - 1].sha256;
        let document = documents.iter().find(|document| document.sha256() == *sha256);
        &document.expect("every source is one of the documents").text
    };
    for extract in briefing.topics.iter().flat_map(|topic| &topic.extracts) {
        assert_eq!(extract.citations[0].relation, RelationEntry::Verbatim);
        for citation in &extract.citations {
            let cited = text(citation.source).get(citation.start as usize..citation.end as usize);
            let cited = cited.expect("a citation lies in its source");
            if citation.relation == RelationEntry::Verbatim {
                assert_eq!(cited, extract.text);
            }
        }
    }
}

fn all_texts(extracts: &[ExtractEntry]) -> Vec<&str> {
    extracts.iter().map(|extract| extract.text.as_str()).collect()
}

#[test]
fn the_seeds_are_one_topic_of_two_lines_that_share_wording() {
    let briefing = brief(seeds(), &Options::default());
    assert_verbatim(&briefing, &seeds());
    assert_eq!(briefing.topics.len(), 1);
    let topic = &briefing.topics[0];
    assert_eq!(topic.documents, [1, 2]);
    assert_eq!(topic.independent, 2);
    assert!(topic.shared.sentences >= 4, "{:?}", topic.shared);
    assert!(topic.shared.of >= 12 && topic.shared.of <= 18, "{:?}", topic.shared);
    assert_eq!(topic.extracts.len(), 5);
    assert!(topic.extracts[0].text.contains("have held a video call"));
}

#[test]
fn copied_sentences_of_the_seeds_have_the_support_of_one_voice() {
    let briefing = brief(seeds(), &asking_for(40));
    let shared: Vec<&ExtractEntry> = briefing.topics[0]
        .extracts
        .iter()
        .filter(|extract| {
            extract.text.contains("practically coincide")
                || extract.text.contains("mutually beneficial cooperation")
                || extract.text.contains("previously thanked Trump")
        })
        .collect();
    assert_eq!(shared.len(), 3, "each stands once: {shared:#?}");
    for extract in shared {
        assert_eq!(extract.citations.len(), 2);
        assert_eq!(extract.support, 1, "{}", extract.text);
    }
    let coincide = briefing.topics[0].extracts.iter().find(|e| e.text.contains("coincide"));
    assert_eq!(coincide.map(|e| e.citations[1].relation), Some(RelationEntry::Also));
}

#[test]
fn headings_credits_and_separators_of_the_seeds_are_no_extracts() {
    for n in [1, 5, 15, 60] {
        let briefing = brief(seeds(), &asking_for(n));
        for text in all_texts(&briefing.topics[0].extracts) {
            for not_one in ["US relations", "Growing Russia-China relations", "__"] {
                assert_ne!(text, not_one);
            }
            assert!(!text.contains("Moritsugu"));
        }
    }
    let briefing = brief(seeds(), &asking_for(5));
    let leans = |text: &&str| ["He ", "They ", "It ", "Also "].iter().any(|w| text.starts_with(w));
    assert_eq!(all_texts(&briefing.topics[0].extracts).into_iter().find(leans), None);
}

#[test]
fn a_single_article_gives_exactly_as_many_sentences_as_asked_for() {
    let article = || {
        let input = Input::Path(seed(FIRST_SEED));
        read::documents(&[input], &read::Options::default()).documents
    };
    for n in 1..=15 {
        let briefing = summarize(article(), &asking_for(n));
        assert_verbatim(&briefing, &article());
        let extracts = &briefing.topics[0].extracts;
        assert_eq!(extracts.len(), n as usize);
        assert!(extracts.is_sorted_by_key(|extract| extract.citations[0].start));
    }
}

#[test]
fn a_budget_of_words_is_kept_and_never_leaves_nothing() {
    for words in [1, 20, 60, 130] {
        let mut options = Options::default();
        options.select.words = Some(words);
        let briefing = summarize(seeds(), &options);
        let extracts = &briefing.topics[0].extracts;
        let length: usize = extracts.iter().map(|e| e.text.split_whitespace().count()).sum();
        assert!(!extracts.is_empty());
        assert!(extracts.len() == 1 || length <= words as usize + 5, "{length} of {words}");
    }
}

#[test]
fn texts_with_words_are_never_summarized_by_nothing() {
    for text in [
        "Rain",
        "Rain fell.",
        "the of and to",
        "# Only\n\n# Headings\n\n# Here",
        "Storm warning\n\nCoast closed\n\nHarbor shut",
        "He said so. She did not.",
        "Why? Who? Me?",
        "“Unfinished",
        "1 2 3",
        "雨",
        "¿Qué? ¡No!",
    ] {
        let briefing = summarize(texts(&[text]), &Options::default());
        assert!(briefing.topics.iter().any(|topic| !topic.extracts.is_empty()), "{text:?}");
    }
}

#[test]
fn a_copy_of_an_article_changes_nothing_but_citations() {
    let articles = [
        "The dam above Brenk broke on Tuesday after three days of rain, the county said.\n\n\
         Two villages below it were flooded and forty families left their homes.\n\n\
         Engineers had warned of cracks in the wall in spring.",
        "A dam failed near the town of Brenk on Tuesday and flooded two villages.\n\n\
         Rescuers brought some forty families to a school in the next town.\n\n\
         The minister for works promised an inquiry into the warnings.",
    ];
    let alone = summarize(texts(&articles), &asking_for(3));
    let with_copy = summarize(texts(&[articles[0], articles[1], articles[0]]), &asking_for(3));
    // The same source read again from another file: one more source, the same sentences.
    let (one, two) = (&alone.topics[0], &with_copy.topics[0]);
    assert_eq!(all_texts(&one.extracts), all_texts(&two.extracts));
    assert_eq!(one.independent, two.independent);
    for (a, b) in one.extracts.iter().zip(&two.extracts) {
        assert_eq!((a.rank, a.support), (b.rank, b.support));
        assert_eq!(a.score, b.score);
    }
}

#[test]
fn what_two_reporters_say_in_their_own_words_has_two_voices() {
    let articles = [
        "The harbor of Velm was closed on Monday after a tanker ran aground in fog.\n\n\
         No oil has leaked from the ship so far, the coast guard said.",
        "Fog drove a tanker aground off Velm on Monday, and the harbor was closed at noon.\n\n\
         Ferries to the islands were cancelled until further notice, the port said.",
    ];
    let briefing = summarize(texts(&articles), &asking_for(3));
    let opening = &briefing.topics[0].extracts[0];
    assert!(opening.text.contains("tanker"));
    assert_eq!(opening.support, 2);
    assert_eq!(opening.citations[1].relation, RelationEntry::Also);
    let n_tankers =
        briefing.topics[0].extracts.iter().filter(|e| e.text.contains("tanker")).count();
    assert_eq!(n_tankers, 1, "one fact, one sentence");
}

#[test]
fn unrelated_articles_are_topics_of_their_own() {
    let articles = [
        "The central bank raised its key rate by half a point on Thursday to slow inflation.",
        "A lynx was photographed in the Harz mountains for the first time in eleven years.",
        "The champion lost her opening match at the tennis tournament in straight sets.",
    ];
    let briefing = brief(texts(&articles), &Options::default());
    assert_eq!(briefing.topics.len(), 3);
    let mut options = Options::default();
    options.make.max_topics = 2;
    let briefing = brief(texts(&articles), &options);
    assert_eq!((briefing.topics.len(), briefing.omitted_topics), (2, 1));
    assert_eq!(briefing.sources.len(), 2, "only sources of the topics shown");
}

#[test]
fn every_sentence_is_explained() {
    let explanation = pipeline::explain(seeds(), &Options::default());
    let sentences = &explanation.topics[0].sentences;
    for sentence in sentences {
        let is_chosen = sentence.rank.is_some();
        assert_eq!(is_chosen, sentence.refusal.is_none(), "{}", sentence.text);
    }
    let refusal = |start: &str| {
        let found = sentences.iter().find(|sentence| sentence.text.starts_with(start));
        found.unwrap_or_else(|| panic!("no sentence starts with {start}")).refusal
    };
    assert_eq!(refusal("US relations"), Some(Refusal::Heading));
    assert_eq!(refusal("Moritsugu reported"), Some(Refusal::Boilerplate));
    assert_eq!(refusal("He praised"), Some(Refusal::OpensWithPronoun));
    assert_eq!(refusal("Also discussed"), Some(Refusal::OpensWithConnective));
    assert!(sentences.iter().any(|s| matches!(s.refusal, Some(Refusal::DuplicateOf { .. }))));
    let ranks = sentences.iter().filter_map(|sentence| sentence.rank);
    assert_eq!(ranks.max(), Some(5));
}

#[test]
fn the_title_of_an_article_names_its_summary() {
    let article = "Tanker aground off Velm\n\nThe harbor of Velm was closed after a tanker ran \
                   aground in thick fog on Monday.";
    let briefing = summarize(texts(&[article]), &Options::default());
    assert_eq!(briefing.title, "Tanker aground off Velm");
    assert_eq!(briefing.topics[0].label, "Tanker aground off Velm");
    assert_eq!(briefing.topics[0].id, "tanker-aground-off-velm");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Any texts: no panic, every extract verbatim, as many as asked for at most, no fact twice.
    #[test]
    fn any_texts_give_a_sound_briefing(
        texts_ in prop::collection::vec("([A-Za-zäé“”\"'.,!? \n]{0,120}){1,4}", 1..5),
        n in 1u32..7,
    ) {
        let documents = texts(&texts_.iter().map(String::as_str).collect::<Vec<_>>());
        let has_words = !documents.is_empty();
        let briefing = brief(documents.clone(), &asking_for(n));
        assert_verbatim(&briefing, &documents);
        prop_assert_eq!(!briefing.topics.is_empty(), has_words);
        for topic in &briefing.topics {
            prop_assert!(topic.extracts.len() <= n as usize);
            let mut ranks: Vec<u32> = topic.extracts.iter().map(|extract| extract.rank).collect();
            ranks.sort_unstable();
            let n_extracts = u32::try_from(topic.extracts.len()).unwrap();
            prop_assert!(ranks.iter().copied().eq(1..=n_extracts));
            for extract in &topic.extracts {
                prop_assert!((0.0..=1.0).contains(&extract.score.total));
                prop_assert!(extract.support >= 1);
                prop_assert!(extract.support as usize <= extract.citations.len());
            }
        }
    }
}

#[test]
fn every_method_summarizes_the_seeds_within_its_budget() {
    for method in daybrief::select::Method::ALL {
        let mut options = asking_for(4);
        options.select.method = method;
        let briefing = summarize(seeds(), &options);
        assert_verbatim(&briefing, &seeds());
        assert_eq!(briefing.topics[0].extracts.len(), 4, "{method:?}");
    }
}

const BRIDGE: &str = "The harbor bridge closed on Tuesday so that two steel cables can be repaired. \
                      Extra ferries cross the bay every twenty minutes until Friday, said Joan Peck. \
                      Cyclists may still use the northern path in both directions.";
const MUSEUM: &str = "The city museum opens a show of two hundred antique maps on Saturday. \
                      The oldest of the maps was drawn by a monk in 1612 on the island of Arda. \
                      Families enter the museum free on Sundays until the end of the summer.";

#[test]
fn plain_texts_that_were_told_are_not_told_again() {
    let first = summarize(texts(&[BRIDGE]), &asking_for(1));
    let told = first.topics[0].extracts[0].text.clone();
    let mut options = asking_for(3);
    options.earlier = [Document::plain(told.clone(), None)].into();
    let second = summarize(texts(&[BRIDGE]), &options);
    assert_verbatim(&second, &texts(&[BRIDGE]));
    let again = all_texts(&second.topics[0].extracts);
    assert_eq!(again.len(), 2, "{again:?}");
    assert!(!again.contains(&told.as_str()));
    assert_eq!(second.sources.len(), 1, "what was told is no source");
}

#[test]
fn a_topic_that_was_told_whole_is_left_out_with_a_warning() {
    let mut options = asking_for(2);
    // Other paragraphs, so that it is not the very article.
    let earlier = texts(&[&BRIDGE.replace(". ", ".\n\n")]);
    options.earlier = earlier.into();
    let briefing = brief(texts(&[BRIDGE, MUSEUM]), &options);
    assert_eq!(briefing.topics.len(), 1, "{briefing:?}");
    assert!(briefing.topics[0].extracts[0].text.contains("maps"));
    let warnings: Vec<&str> = briefing.warnings.iter().map(|w| w.message.as_str()).collect();
    assert_eq!(warnings, ["nothing new since the earlier articles, left out"]);
    assert_eq!(briefing.omitted_topics, 0);
    options.make.max_topics = 1;
    assert_eq!(brief(texts(&[BRIDGE, MUSEUM]), &options).topics.len(), 1);
}

#[test]
fn a_query_is_read_in_the_language_of_each_article() {
    let french = "Le pont du port a fermé mardi parce que deux câbles doivent être réparés. \
                  Des bacs supplémentaires traversent la baie toutes les vingt minutes. \
                  Les musées de la ville restent ouverts jusqu'au soir pendant les travaux.";
    let mut options = asking_for(1);
    options.select.query = Some("musée, MUSEUMS".into());
    let briefing = brief(texts(&[BRIDGE, french, MUSEUM]), &options);
    assert!(briefing.warnings.is_empty(), "{:?}", briefing.warnings);
    let first: Vec<&str> = briefing.topics.iter().map(|t| t.extracts[0].text.as_str()).collect();
    assert_eq!(first.len(), 3, "{first:?}");
    assert!(first[..2].iter().any(|text| text.contains("musées")), "{first:?}");
    assert!(first[..2].iter().any(|text| text.contains("museum")), "{first:?}");
    let scores = briefing.topics.iter().map(|topic| topic.extracts[0].score.query);
    assert_eq!(scores.collect::<Vec<_>>(), [Some(1.0), Some(1.0), None]);
}

#[test]
fn a_query_that_nobody_tells_of_changes_nothing_but_the_warning() {
    let plain = brief(texts(&[BRIDGE, MUSEUM]), &asking_for(2));
    let mut options = asking_for(2);
    options.select.query = Some("volcano of the".into());
    let mut asked = brief(texts(&[BRIDGE, MUSEUM]), &options);
    assert_eq!(asked.warnings.len(), 1);
    asked.warnings.clear();
    assert_eq!(asked, plain);
}
