//! Which articles make a topic, how topics are ranked and called, and what that costs.

use daybrief::cluster::{self, Effort, Pin, Sources};
use daybrief::model::briefing::Briefing;
use daybrief::model::{Corpus, Document, Topic};
use daybrief::read::{self, Input};
use daybrief::{Options, analyze, brief, segment};
use serde_json::{Value, json};

use crate::program::{Folder, SEEDS, root};

#[path = "../../benches/heap/mod.rs"]
mod heap;

fn documents(lines: impl Into<String>) -> Vec<Document> {
    let input = Input::Bytes { name: "heap.ndjson".into(), bytes: lines.into().into_bytes() };
    read::documents(&[input], &read::Options::default()).documents
}

fn lines(articles: &[Value]) -> String {
    articles.iter().fold(String::new(), |lines, article| format!("{lines}{article}\n"))
}

fn grouped(lines: &str, options: &cluster::Options) -> (Corpus, Vec<Topic>, Effort) {
    let corpus = segment::corpus(documents(lines), &segment::Options::default());
    let (topics, effort) = cluster::counted(&corpus, &analyze::terms(&corpus), options);
    let mut grouped: Vec<_> = topics.iter().flat_map(|topic| topic.documents.clone()).collect();
    grouped.sort_unstable();
    let all: Vec<_> = corpus.documents.iter().map(|document| document.id).collect();
    assert_eq!(grouped, all, "every document stands in exactly one topic");
    (corpus, topics, effort)
}

fn topics(lines: &str) -> Vec<Topic> {
    grouped(lines, &cluster::Options::default()).1
}

fn text_of_seed() -> String {
    std::fs::read_to_string(root().join(SEEDS[0])).unwrap()
}

/// `n` articles with no content word in common.
fn unrelated(n: usize) -> String {
    let syllables = ["ba", "ke", "lo", "mi", "nu", "pa", "re", "so", "ti", "vu"];
    let word = |number: usize| -> String {
        let digits = format!("{number:06}");
        digits.bytes().map(|digit| syllables[usize::from(digit - b'0')]).collect()
    };
    let article = |n: usize| {
        let words: Vec<String> = (0..40).map(|place| word(n * 40 + place)).collect();
        json!({"text": format!("The {} was in the {}.", words[..20].join(" of the "), words[20..].join(" and the ")), "lang": "en"})
    };
    lines(&(0..n).map(article).collect::<Vec<_>>())
}

#[test]
fn one_short_article_is_a_topic() {
    let found = topics(r#"{"text": "Rain fell on the harbor town for nine days again."}"#);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].documents.len(), found[0].n_lines()), (1, 1));
}

#[test]
fn five_hundred_identical_articles_are_one_topic_of_one_line() {
    let text = text_of_seed();
    let article =
        |n: usize| json!({"text": text, "title": "Call", "source": format!("Outlet {n}")});
    let (_, found, effort) =
        grouped(&lines(&(0..500).map(article).collect::<Vec<_>>()), &cluster::Options::default());
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].documents.len(), found[0].n_lines()), (500, 1));
    assert!(effort.copies <= 8 * 500 && effort.similarities <= 500, "{effort:?}");
}

#[test]
fn near_copies_are_one_topic_of_one_line_in_linear_time() {
    let text = text_of_seed();
    let copies = |n: usize| {
        let article = |n: usize| {
            let mut paragraphs: Vec<String> = text.split("\n\n").map(str::to_owned).collect();
            let place = n % paragraphs.len();
            paragraphs[place] = format!("Desk {n} adds that its {} reporters agree.", n * 7 + 3);
            json!({"text": paragraphs.join("\n\n"), "date": "2026-02-04"})
        };
        let (_, found, effort) =
            grouped(&lines(&(0..n).map(article).collect::<Vec<_>>()), &cluster::Options::default());
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].documents.len(), found[0].n_lines()), (n, 1));
        (effort.similarities + effort.scorings + effort.copies) as f64
    };
    let (some, many) = (copies(125), copies(500));
    assert!(many <= 4.4 * some, "{some} {many}");
}

#[test]
fn five_hundred_unrelated_articles_are_as_many_topics() {
    let found = topics(&unrelated(500));
    assert_eq!(found.len(), 500);
}

#[test]
fn ages_and_missing_dates_do_no_harm() {
    let text = text_of_seed();
    for dates in [["1900-01-01", "2100-12-31"], ["0001-01-01", "9999-12-31"]] {
        let articles = dates.map(|date| json!({"text": text, "date": date}));
        let found = topics(&lines(&articles));
        assert_eq!(found.len(), 1, "{dates:?}");
    }
    let undated =
        topics(&lines(&[json!({"text": text}), json!({"text": text, "date": "2100-01-01"})]));
    assert_eq!((undated.len(), undated[0].n_lines()), (1, 1));
}

#[test]
fn a_heap_twice_as_large_costs_twice_as_much() {
    // Below 5,000 articles all terms are met; what follows is linear from the first.
    let cost = |n: usize| {
        let effort = grouped(&heap::lines(n), &cluster::Options::default()).2;
        assert!(effort.scorings > 0 && effort.copies > 0, "{effort:?}");
        (effort.scorings as f64, effort.copies as f64)
    };
    let (small, large) = (cost(200), cost(400));
    assert!(large.0 < 2.6 * small.0 && large.1 < 2.6 * small.1, "{small:?} {large:?}");
}

#[test]
fn generated_events_are_found() {
    let heap = heap::lines(600);
    let (corpus, found, _) = grouped(&heap, &cluster::Options::default());
    let events: Vec<Value> = heap.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let event_of = |url: &str| {
        events.iter().find(|event| event["url"] == url).map(|event| event["cluster"].clone())
    };
    let event = |id| event_of(corpus.document(id).source.url.as_deref().unwrap());
    let pure = found
        .iter()
        .filter(|topic| topic.documents.iter().all(|&id| event(id) == event(topic.documents[0])));
    let n_pure = pure.count();
    assert!(10 * n_pure > 9 * found.len(), "{n_pure} of {} topics", found.len());
}

#[test]
fn the_order_of_the_input_does_not_matter() {
    let lines: Vec<String> = heap::lines(150).lines().map(str::to_owned).collect();
    let turned: Vec<String> = lines.iter().rev().cloned().collect();
    let options = Options::default();
    let names = |lines: &[String]| {
        let briefing = brief(documents(lines.join("\n")), &options);
        let sources = |topic: &daybrief::model::briefing::TopicEntry| {
            let url = |&number: &u32| briefing.sources[number as usize - 1].url.clone();
            topic.documents.iter().map(url).collect::<Vec<_>>()
        };
        briefing
            .topics
            .iter()
            .map(|topic| (topic.label.clone(), sources(topic)))
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&lines), names(&turned));
}

/// Two articles on one event in words of their own, but for what the test gives them.
fn bridge(first: &Value, second: &Value) -> String {
    let with = |mut article: Value, more: &Value| {
        let fields = more.as_object().unwrap().clone();
        article.as_object_mut().unwrap().extend(fields);
        article
    };
    lines(&[
        with(
            json!({"date": "2026-02-03", "text": "The harbor bridge in Riva closed on Tuesday for repairs that will take six weeks. Engineers found cracks in two of its steel cables last month. The city runs extra ferries until the bridge opens again."}),
            first,
        ),
        with(
            json!({"date": "2026-02-03", "text": "Drivers in Riva must do without the harbor bridge for six weeks. Two steel cables have cracks, engineers told the city council. Extra ferries cross the harbor every ten minutes while the bridge is closed."}),
            second,
        ),
    ])
}

#[test]
fn outlets_of_one_family_are_one_line() {
    let heap = bridge(&json!({"source": "BBC World"}), &json!({"source": "BBC Africa"}));
    let mut options = cluster::Options::default();
    let n_lines = |options: &cluster::Options| {
        let found = grouped(&heap, options).1;
        assert_eq!(found.len(), 1);
        found[0].n_lines()
    };
    assert_eq!(n_lines(&options), 2);
    let mut sources = Sources::default();
    sources.family.insert("bbc".into(), vec!["bbc world".into(), "BBC Africa".into()]);
    options.sources = sources;
    assert_eq!(n_lines(&options), 1);
}

#[test]
fn the_preferred_outlet_is_cited_for_equal_words() {
    let text = "The harbor bridge in Riva closed on Tuesday for repairs that will take six weeks.";
    let article = |source: &str| json!({"text": text, "source": source, "date": "2026-02-03"});
    let heap = lines(&[article("Agency"), article("Gazette"), article("Herald")]);
    let first_cited = |prefer: &[&str]| {
        let mut options = Options::default();
        options.cluster.sources.prefer = prefer.iter().map(|&name| name.into()).collect();
        let briefing: Briefing = brief(documents(heap.clone()), &options);
        let number = briefing.topics[0].extracts[0].citations[0].source;
        briefing.sources[number as usize - 1].name.clone()
    };
    assert_eq!(first_cited(&[]), "Agency");
    assert_eq!(first_cited(&["herald"]), "Herald");
    assert_eq!(first_cited(&["nobody", "Gazette", "Herald"]), "Gazette");
}

#[test]
fn topics_named_in_advance_come_first_under_their_name() {
    let bridge = bridge(&json!({"title": "Bridge closed"}), &json!({"title": "No bridge"}));
    let other = lines(&[
        json!({"title": "Leaders sign treaties", "date": "2026-02-01", "text": "Two presidents signed three treaties on fishing rights in the northern sea at their meeting on the island of Tern."}),
        json!({"title": "Lynx seen", "date": "2026-02-03", "text": "A lynx was photographed in the forest for the first time in eleven years, rangers of the park say."}),
    ]);
    let heap = bridge + &other;
    let labels = |pins: &[(&str, &[&str])]| {
        let mut options = cluster::Options::default();
        options.pins = pins.iter().map(|(name, phrases)| pin(name, phrases)).collect();
        let topics = grouped(&heap, &options).1;
        topics.into_iter().map(|topic| (topic.label, topic.documents.len())).collect::<Vec<_>>()
    };
    assert_eq!(labels(&[])[0].1, 2);
    // Any form of a word counts, a phrase as a whole, and a name that matches nothing is no topic.
    let found = labels(&[("Treaties", &["summit", "treaty"]), ("None", &["harbor lynx"])]);
    assert_eq!((found[0].0.as_str(), found.len()), ("Treaties", 3));
    let found = labels(&[("Both", &["harbor bridge", "lynx"])]);
    assert_eq!(found[0], ("Both".into(), 3));
}

fn pin(name: &str, phrases: &[&str]) -> Pin {
    serde_json::from_value(json!({"name": name, "match": phrases})).unwrap()
}

#[test]
fn one_opening_is_one_event() {
    // The same opening, and nothing else in common.
    let opening =
        "The harbor bridge in Riva closed on Tuesday for repairs that will take six weeks.";
    let article =
        |rest: &str, date: &str| json!({"text": format!("{opening} {rest}"), "date": date});
    let painting = "Museums elsewhere bought paintings by Moss, Reed, Birch, Alder, Hazel, Rowan and Yew for record sums at auctions in seven capitals, where collectors from nine countries raised paddles until midnight while clerks wrote figures on blackboards.";
    let lynx = "Rangers photographed lynxes, otters, beavers, wolves, bison and storks along remote rivers, using cameras that volunteers had nailed to trunks of oaks before winter froze every trail of the reserve and closed its huts.";
    let near = [article(painting, "2026-02-03"), article(lynx, "2026-02-04")];
    assert_eq!(topics(&(lines(&near) + &unrelated(12))).len(), 13);
}

#[test]
fn what_is_left_out_is_named() {
    let folder = Folder::new();
    folder.put("heap.ndjson", bridge(&json!({"title": "Bridge closed - Gazette", "source": "Gazette"}), &json!({"title": "No bridge in Riva for weeks", "source": "Herald"})) + &lines(&[json!({"title": "Lynx seen in forest - Herald", "source": "Herald", "date": "2026-02-03", "text": "A lynx was photographed in the forest for the first time in eleven years, rangers of the park say."})]));
    let run = |format: &str| {
        folder.run(&["make", "heap.ndjson", "--min-sources", "2", "-f", format]).exits(0)
    };
    let briefing = run("json").json();
    assert_eq!(briefing["omitted_topics"], 1);
    let also = json!([{"label": "Lynx seen in forest", "documents": 1, "independent": 1, "names": ["Herald"]}]);
    assert_eq!(briefing["also"], also);
    for format in ["html", "md", "text"] {
        let page = run(format).stdout;
        assert!(
            page.contains("Also in the news") && page.contains("Lynx seen in forest"),
            "{page}"
        );
    }
}

#[test]
fn hidden_outlets_are_not_read() {
    let folder = Folder::new();
    folder.put(
        "heap.ndjson",
        bridge(&json!({"source": "Gazette"}), &json!({"url": "https://www.herald.example/1"})),
    );
    let sources = |args: &[&str]| {
        let args = [&["make", "heap.ndjson", "-f", "json"], args].concat();
        folder.run(&args).exits(0).json()["sources"].as_array().unwrap().len()
    };
    assert_eq!((sources(&[]), sources(&["--hide", "herald.example"])), (2, 1));
    let none =
        folder.run(&["make", "heap.ndjson", "--hide", "gazette", "--hide", "herald.example"]);
    assert!(none.exits(3).stderr.contains("2 articles of hidden outlets"));
    folder.put("daybrief.toml", "[sources]\nhide = [\"Gazette\"]\nfamily.one = [\"a\", \"b\"]\n\n[[topic]]\nname = \"Ways\"\nmatch = [\"bridge\"]\n");
    let briefing = folder.run(&["make", "heap.ndjson", "-f", "json"]).exits(0).json();
    assert_eq!(
        (&briefing["topics"][0]["label"], briefing["sources"].as_array().unwrap().len()),
        (&json!("Ways"), 1)
    );
    folder.put("daybrief.toml", "[[topic]]\nname = \"Ways\"\nmatches = [\"bridge\"]\n");
    assert!(folder.run(&["make", "heap.ndjson"]).exits(2).stderr.contains("matches"));
}

#[test]
fn tables_of_ones_own_are_made_and_used() {
    let folder = Folder::new();
    folder.put("heap.ndjson", heap::lines(60));
    let few = folder.run(&["background", "heap.ndjson", "-o", "tables"]).exits(3);
    assert!(few.stderr.contains("no language has 200 articles"), "{few:?}");
    folder.run(&["background", "heap.ndjson", "-o", "tables", "--least", "50"]).exits(0);
    let table = folder.get("tables/en.txt");
    assert!(table.starts_with("50 ") && table.lines().next().unwrap().contains(" the "), "{table}");
    let topics = |config: &str| {
        folder.put("daybrief.toml", config);
        folder.run(&["topics", "heap.ndjson", "-f", "json"])
    };
    topics("[cluster]\nbackground = \"tables\"\n").exits(0);
    let missing = topics("[cluster]\nbackground = \"nowhere\"\n").exits(2);
    assert!(missing.stderr.contains("nowhere"), "{missing:?}");
    folder.put("tables/en.txt", "the 50\n");
    let wrong = topics("[cluster]\nbackground = \"tables\"\n").exits(2);
    assert!(wrong.stderr.contains("line 1: no share in percent"), "{wrong:?}");
}
