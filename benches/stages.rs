//! How long each stage takes on the seeds, and on a heap of them: `cargo bench`.
//!
//! Times are for comparing two states of the code on one machine in one run; tests never assert
//! them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use daybrief::analyze::evidence::Evidence;
use daybrief::analyze::{duplicate, vector};
use daybrief::model::{Corpus, Document};
use daybrief::read::{self, Input};
use daybrief::{Options, analyze, brief, cluster, describe, segment, summarize};
use divan::Bencher;

fn main() {
    divan::main();
}

/// Articles in the heap: so many seeds, each with a few words of its own.
const HEAP: usize = 64;

/// Articles of the heap that make the topic that is described.
const DESCRIBED: usize = 14;

fn seeds() -> Vec<Document> {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    read::documents(&[Input::Path(folder)], &read::Options::default()).documents
}

/// A heap in which the sentences of the seeds recur in other orders beside words of their own.
fn heap() -> Vec<Document> {
    let seeds = seeds();
    let mut lines = String::new();
    for n in 0..HEAP {
        let text = &seeds[n % seeds.len()].text;
        let mut sentences: Vec<&str> = text.split("\n\n").collect();
        let middle = n * 7 % sentences.len();
        sentences.rotate_left(middle);
        let body = format!("Report {n} of desk {}.\n\n{}", n * 31 % 17, sentences.join("\n\n"));
        let article = serde_json::json!({"title": format!("Report {n}"), "text": body});
        writeln!(lines, "{article}").expect("a string takes any text");
    }
    let input = Input::Bytes { name: "heap.ndjson".into(), bytes: lines.into_bytes() };
    read::documents(&[input], &read::Options::default()).documents
}

fn corpus() -> Corpus {
    segment::corpus(heap(), &segment::Options::default())
}

#[divan::bench]
fn segment_heap(bencher: Bencher) {
    let options = segment::Options::default();
    bencher.with_inputs(heap).bench_values(|documents| segment::corpus(documents, &options));
}

#[divan::bench]
fn analyze_heap(bencher: Bencher) {
    let corpus = corpus();
    bencher.bench(|| analyze::terms(&corpus));
}

#[divan::bench]
fn cluster_heap(bencher: Bencher) {
    let corpus = corpus();
    let terms = analyze::terms(&corpus);
    bencher.bench(|| cluster::topics(&corpus, &terms, &cluster::Options::default()));
}

/// A topic of about 250 sentences as the description sees it: merged, measured, in many lines.
#[divan::bench]
fn describe_topic(bencher: Bencher) {
    let documents = heap().into_iter().take(DESCRIBED).collect();
    let corpus = segment::corpus(documents, &segment::Options::default());
    let terms = analyze::terms(&corpus);
    let mut topic = cluster::single(&corpus, &terms).expect("the heap has documents");
    topic.lines = (0..).take(topic.documents.len()).collect();
    let groups = duplicate::groups(&topic.sentences, &corpus, &terms);
    let words: Vec<_> =
        groups.iter().map(|group| terms.of_id(&corpus, group.representative)).collect();
    let vectors = vector::of_sentences(&words, &terms, 0.8);
    let evidence = Evidence {
        groups: &groups,
        vectors: &vectors,
        topic: &topic,
        corpus: &corpus,
        terms: &terms,
    };
    let options = describe::Options::default();
    bencher.bench(|| describe::topic(evidence, &options));
}

#[divan::bench]
fn summarize_one_article(bencher: Bencher) {
    let options = Options::default();
    let article = || seeds().into_iter().take(1).collect();
    bencher.with_inputs(article).bench_values(|documents| summarize(documents, &options));
}

#[divan::bench]
fn brief_heap(bencher: Bencher) {
    let options = Options::default();
    bencher.with_inputs(heap).bench_values(|documents| brief(documents, &options));
}
