//! How long each stage takes on the seeds, and on heaps of them and of generated articles:
//! `cargo bench`; `cargo bench -- comparisons` counts what grouping costs instead.
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

mod heap;

fn main() {
    comparisons();
    divan::main();
}

/// Sizes of the generated heaps that are grouped.
const SIZES: [usize; 4] = [5_000, 10_000, 20_000, 40_000];

/// Prints what grouping costs a document in ever larger heaps: from 5,000 on it is to stay the same.
#[expect(clippy::print_stdout, reason = "counts are what is asked for")]
fn comparisons() {
    if !std::env::args().any(|arg| arg == "comparisons") {
        return;
    }
    for n in SIZES {
        let corpus = generated(n);
        let terms = analyze::terms(&corpus);
        let start = std::time::Instant::now();
        let (topics, effort) = cluster::counted(&corpus, &terms, &cluster::Options::default());
        let each = |count: u64| count as f64 / n as f64;
        println!(
            "{n} articles, {} topics: {:.1} similarities, {:.1} pairs of groups and {:.2} pairs of \
             texts an article, {:.1} s",
            topics.len(),
            each(effort.similarities),
            each(effort.scorings),
            each(effort.copies),
            start.elapsed().as_secs_f64()
        );
    }
}

fn generated(n: usize) -> Corpus {
    let input = Input::Bytes { name: "heap.ndjson".into(), bytes: heap::lines(n).into_bytes() };
    let documents = read::documents(&[input], &read::Options::default()).documents;
    segment::corpus(documents, &segment::Options::default())
}

#[divan::bench(args = [1_000, 4_000], sample_count = 3)]
fn cluster_generated(bencher: Bencher, n: usize) {
    let corpus = generated(n);
    let terms = analyze::terms(&corpus);
    bencher.bench(|| cluster::topics(&corpus, &terms, &cluster::Options::default()));
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
fn seed_heap() -> Vec<Document> {
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
    segment::corpus(seed_heap(), &segment::Options::default())
}

#[divan::bench]
fn segment_heap(bencher: Bencher) {
    let options = segment::Options::default();
    bencher.with_inputs(seed_heap).bench_values(|documents| segment::corpus(documents, &options));
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
    let documents = seed_heap().into_iter().take(DESCRIBED).collect();
    let corpus = segment::corpus(documents, &segment::Options::default());
    let terms = analyze::terms(&corpus);
    let mut topic = cluster::single(&corpus, &terms, &cluster::Options::default())
        .expect("the heap has documents");
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
    bencher.with_inputs(seed_heap).bench_values(|documents| brief(documents, &options));
}
