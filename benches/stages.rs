//! How long each stage takes on the seeds, and on heaps of them and of generated articles:
//! `cargo bench`; `cargo bench -- comparisons` counts what grouping costs instead.
//!
//! Times are for comparing two states of the code on one machine in one run; tests never assert
//! them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use daybrief::analyze::evidence::Evidence;
use daybrief::analyze::{duplicate, vector};
use daybrief::describe::Section;
use daybrief::model::{Briefing, Corpus, Document};
use daybrief::read::{self, Input};
use daybrief::render::{self, Format, Template, Theme};
use daybrief::select::{Method, Search};
use daybrief::{Options, analyze, brief, cluster, describe, pipeline, segment, summarize};
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
    segment::corpus(read_lines(n), &segment::Options::default())
}

fn read_lines(n: usize) -> Vec<Document> {
    let input = Input::Bytes { name: "heap.ndjson".into(), bytes: heap::lines(n).into_bytes() };
    read::documents(&[input], &read::Options::default()).documents
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

/// Each part of what is told of a topic of about 250 sentences, in as many lines as articles.
#[divan::bench(args = Section::ALL)]
fn describe_topic(bencher: Bencher, section: Section) {
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
    let mut options = describe::Options::nothing();
    options.sections.push(section);
    bencher.bench(|| describe::topic(evidence, &options));
}

/// Choosing, ordering and citing the extracts of a topic of some 250 sentences that is analyzed, as
/// `concepts` does it for many lines.
#[divan::bench(args = [Search::Full, Search::Greedy])]
fn extracts_of_topic(bencher: Bencher, search: Search) {
    let documents = read_lines(DESCRIBED);
    let corpus = segment::corpus(documents, &segment::Options::default());
    let terms = analyze::terms(&corpus);
    let mut topic = cluster::single(&corpus, &terms, &cluster::Options::default())
        .expect("the heap has documents");
    topic.lines = (0..).take(topic.documents.len()).collect();
    let mut options = Options::default();
    options.select.method = Method::Concepts;
    options.select.search = search;
    options.select.words = Some(250);
    bencher.bench(|| pipeline::extracts(&topic, &corpus, &terms, &options));
}

/// One article after another, nothing but their extracts.
#[divan::bench]
fn extracts_of_each_of_100_articles(bencher: Bencher) {
    let options = Options::default();
    let articles = || read_lines(100);
    bencher.with_inputs(articles).bench_values(|articles| {
        articles.into_iter().filter_map(|article| pipeline::article(article, &options)).count()
    });
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

/// Articles that make the briefing that is rendered, and its topics.
const RENDERED: usize = 600;
/// See [`RENDERED`].
const TOPICS: usize = 40;

fn briefing() -> Briefing {
    let input =
        Input::Bytes { name: "heap.ndjson".into(), bytes: heap::lines(RENDERED).into_bytes() };
    let documents = read::documents(&[input], &read::Options::default()).documents;
    let mut options = Options::default();
    options.make.max_topics = u32::try_from(TOPICS).unwrap_or(u32::MAX);
    let briefing = brief(documents, &options);
    assert_eq!(briefing.topics.len(), TOPICS);
    briefing
}

/// A briefing of 40 topics in every format that is a text; a page is to take 50 ms at most.
#[divan::bench(args = ["html", "newspaper", "compact", "markdown", "mail", "text", "json", "atom"])]
fn render(bencher: Bencher, layout: &str) {
    let template = match layout {
        "newspaper" => Template::builtin(Format::Html).themed(Theme::Newspaper),
        "compact" => Template::builtin(Format::Html).themed(Theme::Compact),
        "markdown" => Template::builtin(Format::Markdown),
        "mail" => Template::builtin(Format::Email),
        "text" => Template::builtin(Format::Text),
        "json" => Template::builtin(Format::Json),
        "atom" => Template::builtin(Format::Atom),
        _ => Template::builtin(Format::Html),
    };
    let briefing = briefing();
    bencher.bench(|| render::briefing(&briefing, &template).map(|page| page.len()));
}
