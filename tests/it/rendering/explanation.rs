//! The page of an explanation: sound, escaped, replaceable, and its data documented.

use std::collections::BTreeSet;

use daybrief::model::explanation::{
    ConceptExplanation, DocumentExplanation, Explanation, Instead, Neighbor, SCHEMA,
    SentenceExplanation, TopicExplanation,
};
use daybrief::model::{Language, ParagraphKind, Refusal, Score, SentenceId};
use daybrief::render::{self, Format, Template, escape};
use daybrief::{Warning, explain};
use html5gum::{Token, Tokenizer};

use super::contract::{code, paths, table};
use super::hostile::vectors;
use super::page::assert_sound;

/// One topic whose every text is one of `texts`, with a sentence for each and each kind of refusal
/// that names another sentence.
fn explained(texts: &[String]) -> Explanation {
    let mut round = texts.iter().cycle().cloned();
    let mut next = || round.next().unwrap();
    let (with, of, earlier) = (SentenceId(0), SentenceId(0), SentenceId(3));
    let refusals = [
        Refusal::LessGain,
        Refusal::Redundant { with, cosine: 0.6 },
        Refusal::SameFact { with, overlap: 0.7 },
        Refusal::DuplicateOf { of },
        Refusal::Known { earlier, cosine: 0.8 },
        Refusal::NotForemost,
    ];
    let refusals = refusals.into_iter().cycle();
    let score = |total| Score { query: Some(0.5), novelty: Some(1.0), total, ..Score::default() };
    let last = u32::try_from(texts.len() - 1).unwrap();
    let sentences = texts.iter().zip(refusals).zip(0..);
    let sentences = sentences.map(|((text, refusal), id)| {
        let is_chosen = id == 0;
        SentenceExplanation {
            id,
            document: 1,
            source: next(),
            start: 0,
            end: 9,
            paragraph: id / 3,
            kind: ParagraphKind::Body,
            text: text.clone(),
            score: Some(score(1.0 / f64::from(id + 1))),
            rank: is_chosen.then_some(1),
            refusal: (!is_chosen).then_some(refusal),
            instead: (!is_chosen).then(|| Instead {
                id: refusal.names().map(|id| id.0),
                source: next(),
                text: next(),
            }),
            neighbors: vec![Neighbor { id: last, cosine: 0.25 }],
            concepts: vec![ConceptExplanation { text: next(), chance: 1.25 }],
        }
    });
    let sentences = sentences.collect();
    let document = DocumentExplanation {
        number: 1,
        name: next(),
        title: Some(next()),
        published: "2026-02-04".parse().ok(),
        language: Some(Language::ENGLISH),
    };
    let topic = TopicExplanation {
        label: next(),
        method: "concepts".into(),
        documents: vec![document],
        sentences,
        omitted_sentences: 0,
    };
    Explanation {
        schema: SCHEMA.into(),
        query: Some(next()),
        topics: vec![topic],
        warnings: vec![Warning::new(next(), next())],
    }
}

fn plain() -> Explanation {
    let texts: Vec<String> = (0..9).map(|n| format!("Sentence {n} tells something.")).collect();
    explained(&texts)
}

fn page(explanation: &Explanation) -> String {
    render::explanation(explanation, &Template::builtin(Format::Html)).unwrap()
}

#[test]
fn every_field_of_an_explanation_is_documented() {
    let mut present = BTreeSet::new();
    paths(&serde_json::to_value(plain()).unwrap(), "", &mut present);
    let rows = table("Fields of an explanation", "field");
    let documented: BTreeSet<String> = rows.iter().map(|row| code(&row[0]).to_owned()).collect();
    assert_eq!(documented, present);
    assert_eq!(rows.len(), documented.len(), "a field is documented twice");
}

#[test]
fn json_is_the_explanation_itself() {
    let json = render::explanation(&plain(), &Template::builtin(Format::Json)).unwrap();
    assert_eq!(serde_json::from_str::<Explanation>(&json).unwrap(), plain());
    let error = render::explanation(&plain(), &Template::builtin(Format::Markdown)).unwrap_err();
    assert!(error.to_string().contains("no layout in markdown"), "{error}");
}

#[test]
fn the_page_is_sound_and_says_why() {
    let page = page(&plain());
    assert_sound(&page);
    assert!(page.contains("<li id=\"s0\" class=\"chosen\">"));
    assert!(page.contains("<b>close to 0 (0.60)</b>"));
    // The first sentence has the id 0, and a link all the same.
    assert!(page.contains("<a href=\"#s0\">0</a> <cite"));
    assert!(page.contains("<b>known already (0.80)</b>"));
    assert!(page.contains("<span class=\"heat h10\" aria-hidden=\"true\">"));
    assert!(!page.contains("<details") && !page.contains("style=\""));
}

#[test]
fn links_to_what_was_cut_are_gone() {
    let cut = explain::cut(plain(), 4);
    assert_eq!(cut.topics[0].omitted_sentences, 5);
    let page = page(&cut);
    assert_sound(&page);
    assert!(page.contains("5 more sentences with lower scores are not shown"));
    let mut headless = cut;
    headless.topics[0].sentences.retain(|sentence| sentence.id != 0);
    assert_sound(&self::page(&headless));
}

#[test]
fn hostile_text_stays_text() {
    let vectors = vectors();
    let page = page(&explained(&vectors));
    for vector in &vectors {
        assert!(page.contains(&escape::html(vector)), "{vector}");
    }
    for Ok(token) in Tokenizer::new(&page) {
        let Token::StartTag(tag) = token else { continue };
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        assert!(
            !["script", "img", "svg", "iframe", "object", "form", "base"].contains(&name.as_str()),
            "{name}"
        );
        for attribute in tag.attributes.keys() {
            let attribute = String::from_utf8_lossy(attribute);
            assert!(!attribute.starts_with("on") && attribute != "style", "{attribute}");
        }
        if let Some(href) = tag.attributes.get(&b"href"[..]) {
            assert!(href.starts_with(b"#"), "{}", String::from_utf8_lossy(href));
        }
    }
}

#[test]
fn its_partials_can_be_replaced_and_are_checked() {
    let with = |text| Template::builtin(Format::Html).with([("sentence", text)]).unwrap();
    let mine =
        with("<li id=\"s{{id}}\">{{why}} {{#if score}}{{decimal score.total 1}}{{/if}}</li>\n");
    assert!(render::check(&mine).is_empty());
    let page = render::explanation(&plain(), &mine).unwrap();
    assert!(page.contains("<li id=\"s1\">close to 0 (0.60) 0.5</li>"), "{page}");
    let wrong = with("{{neighbours}}");
    let errors: Vec<String> = render::check(&wrong).iter().map(ToString::to_string).collect();
    assert_eq!(errors.len(), 1);
    assert!(errors[0].contains("did you mean neighbors"), "{errors:?}");
}
