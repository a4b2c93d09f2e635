//! How long each stage takes on the seeds, and on a heap of them: `cargo bench`.
//!
//! Times are for comparing two states of the code on one machine in one run; tests never assert
//! them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use daybrief::analyze::evidence::Evidence;
use daybrief::analyze::{duplicate, vector};
use daybrief::describe::{self, Section};
use daybrief::model::{Corpus, Document, SentenceId, TermId};
use daybrief::read::{self, Input};
use daybrief::{Options, analyze, brief, cluster, segment, summarize};
use divan::Bencher;

fn main() {
    divan::main();
}

/// Articles in the heap: so many seeds, each with a few words of its own.
const HEAP: usize = 64;
/// Articles of the topic that is described.
const DESCRIBED: usize = 12;

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

/// What a topic of some 250 sentences names and quotes, and its key phrases.
#[divan::bench]
fn describe_names_and_quotations(bencher: Bencher) {
    let mut articles = heap();
    articles.truncate(DESCRIBED);
    let corpus = segment::corpus(articles, &segment::Options::default());
    let terms = analyze::terms(&corpus);
    let sentences: Vec<SentenceId> = corpus.sentences.iter().map(|sentence| sentence.id).collect();
    let groups = duplicate::groups(&sentences, &corpus, &terms);
    let told: Vec<&[TermId]> =
        groups.iter().map(|group| terms.of_id(&corpus, group.representative)).collect();
    let vectors = vector::of_sentences(&told, &terms, 0.8);
    let topic = cluster::single(&corpus, &terms).expect("a heap has a topic");
    let mut options = describe::Options::nothing();
    options.sections = vec![Section::Quotations, Section::Entities, Section::Terms];
    let evidence = Evidence {
        groups: &groups,
        vectors: &vectors,
        topic: &topic,
        corpus: &corpus,
        terms: &terms,
    };
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
