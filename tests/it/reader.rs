//! Queries and earlier articles on the collections: what they change, in figures.
//!
//! The texts are not part of this repository; where `../shared/data/summarization` is absent, the
//! tests say so and measure nothing. `MEASURE_ALL=1 cargo test --test it -- reader --nocapture` prints
//! the figures of all methods over all topics; without the variable a fifth of them is run.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]
#![expect(clippy::print_stderr, reason = "says what it could not measure, and what it did")]

use std::collections::BTreeMap;
use std::fs;

use daybrief::analyze::{self, Terms, vector};
use daybrief::evaluate::rouge;
use daybrief::model::{Briefing, Corpus, Document, DocumentId, Language, TermId};
use daybrief::read::{self, Input};
use daybrief::select::Method;
use daybrief::{Options, segment, summarize};
use rayon::prelude::*;
use serde_json::Value;

use crate::program::root;

/// Sentences of the topic that hold the name asked for: it is rare, but there is a choice.
const HOLDERS: std::ops::RangeInclusive<usize> = 3..=6;

/// Whether the reader asks or knows something.
#[derive(Clone, Copy, PartialEq)]
enum Reader {
    Any,
    Special,
}

struct Topic {
    documents: Vec<Document>,
    language: Option<Language>,
    words: u32,
}

fn topics(name: &str, words: u32) -> Option<Vec<Topic>> {
    let path = root().join("../shared/data/summarization").join(name);
    let Ok(text) = fs::read_to_string(&path) else {
        eprintln!("reader: nothing is measured, {name} is absent");
        return None;
    };
    let topic = |line: &str| {
        let line: Value = serde_json::from_str(line).unwrap();
        let bytes = line["docs"].to_string().into_bytes();
        let input = Input::Bytes { name: "topic.json".into(), bytes };
        let documents = read::documents(&[input], &read::Options::default()).documents;
        Topic { documents, language: line["lang"].as_str().unwrap().parse().ok(), words }
    };
    let step = if is_whole() { 1 } else { 5 };
    Some(text.lines().step_by(step).map(topic).collect())
}

fn all_topics() -> Option<Vec<Topic>> {
    let mut all = topics("multiling2011.jsonl", 250)?;
    all.extend(topics("cstnews.jsonl", 130)?);
    Some(all)
}

fn options(topic: &Topic, method: Method) -> Options {
    let mut options = Options::default();
    options.select.method = method;
    options.select.words = Some(topic.words);
    options
}

/// `documents` with the ids of their places.
fn numbered(mut documents: Vec<Document>) -> Vec<Document> {
    for (index, document) in documents.iter_mut().enumerate() {
        document.id = DocumentId::at(index);
    }
    documents
}

fn corpus(documents: &[Document], language: Option<Language>) -> Corpus {
    let mut options = segment::Options::default();
    options.language = language;
    segment::corpus(documents.to_vec(), &options)
}

fn chosen(briefing: &Briefing) -> Vec<&str> {
    let extracts = briefing.topics.iter().flat_map(|topic| &topic.extracts);
    extracts.map(|extract| extract.text.as_str()).collect()
}

/// A word that few sentences hold, written with a capital inside sentences where its script has
/// capitals, with its term: the first of those that most sentences hold.
fn rare_name(topic: &Topic) -> Option<String> {
    let corpus = corpus(&topic.documents, topic.language);
    let terms = analyze::terms(&corpus);
    let mut seen: BTreeMap<TermId, (usize, usize, String)> = BTreeMap::new();
    for sentence in corpus.sentences.iter().filter(|sentence| sentence.kind.is_body()) {
        let text = &corpus.document(sentence.document).text;
        let words = corpus.words(sentence.id).iter().map(|span| span.of(text));
        let mut here: Vec<TermId> = Vec::new();
        for (place, (word, &term)) in words.zip(terms.of(sentence)).enumerate() {
            let has_case = word.chars().any(|c| c.is_lowercase() || c.is_uppercase());
            let is_name = !has_case || place > 0 && word.starts_with(char::is_uppercase);
            if terms.is_content(term) && !here.contains(&term) && word.chars().count() > 3 {
                here.push(term);
                let entry = seen.entry(term).or_insert((0, 0, word.to_owned()));
                entry.0 += 1;
                entry.1 += usize::from(is_name);
            }
        }
    }
    seen.into_values()
        .filter(|&(n, n_names, _)| HOLDERS.contains(&n) && n == n_names)
        .max_by_key(|&(n, ..)| n)
        .map(|(.., word)| word)
}

/// How many of `sentences` hold `word`, by terms.
fn n_holding(sentences: &[&str], word: &str, language: Option<Language>) -> usize {
    let holds = |sentence: &&&str| {
        let document = Document::plain(sentence.replace('\n', " "), None);
        let corpus = corpus(&[document], language);
        let terms: Terms = analyze::terms(&corpus);
        let wanted = terms.lookup(corpus.documents[0].language).term(word);
        wanted.is_some_and(|wanted| corpus.sentences.iter().any(|s| terms.of(s).contains(&wanted)))
    };
    sentences.iter().filter(holds).count()
}

#[test]
fn a_query_draws_the_sentences_that_hold_its_word() {
    let Some(topics) = all_topics() else { return };
    let asked: Vec<(Topic, String)> = topics
        .into_par_iter()
        .filter_map(|topic| rare_name(&topic).map(|name| (topic, name)))
        .collect();
    eprintln!("{} topics; share of the chosen sentences that hold the name", asked.len());
    for (method, name) in methods() {
        let share = |reader: Reader| {
            let counts = asked.par_iter().map(|(topic, word)| {
                let mut options = options(topic, method);
                options.select.query = (reader == Reader::Special).then(|| word.clone());
                let briefing = summarize(topic.documents.clone(), &options);
                assert!(briefing.warnings.is_empty(), "{:?}", briefing.warnings);
                let sentences = chosen(&briefing);
                (n_holding(&sentences, word, topic.language), sentences.len())
            });
            let (held, all) = counts.reduce(|| (0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
            held as f64 / all as f64
        };
        let (without, with) = (share(Reader::Any), share(Reader::Special));
        eprintln!("{name:>18}: {without:.3} without the query, {with:.3} with it");
        assert!(with > 1.5 * without, "{name}: {with} is not far above {without}");
    }
}

#[test]
fn an_empty_query_changes_nothing() {
    let Some(topics) = topics("cstnews.jsonl", 130) else { return };
    topics.par_iter().take(6).for_each(|topic| {
        let plain = options(topic, Method::Auto);
        let mut empty = plain.clone();
        empty.select.query = Some(String::new());
        let documents = || topic.documents.clone();
        assert_eq!(summarize(documents(), &plain), summarize(documents(), &empty));
    });
}

/// How many of `sentences` have a cosine above .5, and above .3, with one of `earlier`.
fn n_repeated(sentences: &[&str], earlier: &[Document], language: Option<Language>) -> [usize; 2] {
    let first_new = earlier.len();
    let new = sentences.iter().map(|s| Document::plain(s.replace('\n', " "), None));
    let documents = numbered(earlier.iter().cloned().chain(new).collect());
    let corpus = corpus(&documents, language);
    let terms = analyze::terms(&corpus);
    let tokens: Vec<&[TermId]> = corpus.sentences.iter().map(|s| terms.of(s)).collect();
    let rows = vector::of_sentences(&tokens, &terms, 0.8).words;
    let (old, new): (Vec<usize>, Vec<usize>) = (0..rows.len())
        .filter(|&i| corpus.sentences[i].words > 4)
        .partition(|&i| corpus.sentences[i].document.index() < first_new);
    [0.5, 0.3].map(|cosine| {
        let repeats = |&&i: &&usize| old.iter().any(|&j| vector::dot(&rows[i], &rows[j]) > cosine);
        new.iter().filter(repeats).count()
    })
}

/// ROUGE-2 precision of `sentences` against the earlier documents as one reference.
fn precision(sentences: &[&str], earlier: &[Document]) -> f64 {
    let text = earlier.iter().map(|d| d.text.as_str()).collect::<Vec<_>>().join("\n");
    let mut options = rouge::Options::default();
    options.alphabet = rouge::Alphabet::Unicode;
    let scores = rouge::scores(&sentences.join("\n"), &[&text], &options);
    scores.rouge_2.precision
}

/// Sentences chosen, those repeated above .5 and .3, and ROUGE-2 precision, over `topics` of which
/// the later half is summarized.
fn repetition(topics: &[Topic], method: Method, reader: Reader) -> [f64; 3] {
    let one = |topic: &Topic| {
        let mut documents = topic.documents.clone();
        documents.sort_by_key(|document| document.published);
        let later = numbered(documents.split_off(documents.len() / 2));
        let mut options = options(topic, method);
        if reader == Reader::Special {
            options.earlier = documents.clone().into();
        }
        let briefing = summarize(later, &options);
        let sentences = chosen(&briefing);
        let repeated = n_repeated(&sentences, &documents, topic.language);
        let precision = precision(&sentences, &documents);
        [repeated[0] as f64, repeated[1] as f64, precision, sentences.len() as f64]
    };
    let all: Vec<[f64; 4]> = topics.par_iter().map(one).collect();
    let sum = |place: usize| all.iter().map(|figures| figures[place]).sum::<f64>();
    [sum(0) / sum(3), sum(1) / sum(3), sum(2) / all.len() as f64]
}

#[test]
fn updates_repeat_less_of_what_is_known() {
    for (collection, words) in [("multiling2011.jsonl", 100), ("cstnews.jsonl", 100)] {
        let Some(topics) = topics(collection, words) else { return };
        eprintln!("{collection}: sentences with cosine > .5, > .3; ROUGE-2 precision on earlier");
        for (method, name) in methods() {
            let plain = repetition(&topics, method, Reader::Any);
            let update = repetition(&topics, method, Reader::Special);
            eprintln!("{name:>18}: {plain:.3?} -> {update:.3?}");
            assert!(update[0] <= 0.02, "{name} repeats");
            assert!(update[1] <= plain[1] && update[2] < plain[2], "{name} tells what is known");
        }
    }
}

/// Whether all topics and methods are measured, and not a sample: `MEASURE_ALL` is set.
fn is_whole() -> bool {
    std::env::var_os("MEASURE_ALL").is_some()
}

/// The methods measured: all of them, or the defaults and one that only ranks.
fn methods() -> Vec<(Method, &'static str)> {
    let all = Method::ALL.into_iter().zip(Method::NAMES).skip(1);
    let few = [Method::Centroid, Method::Concepts, Method::TextrankBm25];
    let is_measured = |(method, _): &(Method, _)| is_whole() || few.contains(method);
    all.filter(is_measured).collect()
}
