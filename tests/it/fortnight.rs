//! A fortnight of briefings of what feeds bring: stories go on, are updated, and are reprinted under
//! new addresses. Nothing that was told is told again as news, and every update shows what is new in
//! it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use serde_json::{Value, json};

use crate::fetching::server::{Server, send};
use crate::program::{Folder, Run};

const BRIDGE: &str =
    "The harbor bridge closed on Monday after engineers found cracks in two of its steel cables.";
const QUAKE: &str =
    "A strong earthquake struck the northern island before dawn and cut its only road.";
const PAINTING: &str =
    "The national museum has bought a painting that was believed lost for a century.";
const STRIKE: &str =
    "Train drivers began a strike over pay that stops most trains of the western line.";

/// Day of February, outlet, title, what is new in it, and what is told again beside that.
const ARTICLES: &[(u8, &str, &str, &str, &str)] = &[
    (
        2,
        "Harbor Post",
        "Harbor bridge closed after cracks in cables",
        BRIDGE,
        "The city runs extra ferries until the bridge opens again.",
    ),
    (
        2,
        "City Radio",
        "Museum buys a lost painting",
        PAINTING,
        "A retired teacher found the canvas behind a wardrobe.",
    ),
    (
        4,
        "City Radio",
        "Mayor asks for funds to repair the harbor bridge",
        "The mayor asked the state for emergency funds to replace every cable of the harbor bridge.",
        BRIDGE,
    ),
    (
        4,
        "Harbor Post",
        "Earthquake strikes the northern island",
        QUAKE,
        "The earthquake on the northern island killed 12 people, rescuers said.",
    ),
    (
        5,
        "City Radio",
        "Toll of the island earthquake rises",
        "The earthquake on the northern island killed 31 people, rescuers said.",
        QUAKE,
    ),
    (
        6,
        "Island Times",
        "Hospital ship reaches the island after the earthquake",
        "A hospital ship with forty doctors reached the northern island two days after the earthquake.",
        QUAKE,
    ),
    (
        7,
        "Harbor Post",
        "Divers inspect the harbor bridge",
        "Divers who inspected the foundations of the harbor bridge found no further damage to its pillars.",
        BRIDGE,
    ),
    (
        9,
        "City Radio",
        "Train drivers of the western line strike",
        STRIKE,
        "Buses replace the trains of the western line between the larger towns.",
    ),
    (
        10,
        "Harbor Post",
        "Experts doubt the painting of the museum",
        "Two experts doubt that the painting which the national museum bought is genuine.",
        PAINTING,
    ),
    (
        11,
        "Harbor Post",
        "Train drivers and railway agree to talk",
        "The railway and the train drivers agreed to talk about pay under a former judge.",
        STRIKE,
    ),
    (
        12,
        "Harbor Post",
        "First cable of the harbor bridge replaced",
        "Workers replaced the first steel cable of the harbor bridge during the night.",
        BRIDGE,
    ),
    (
        13,
        "City Radio",
        "Strike of the western line ends",
        "The strike of the train drivers ended with a rise in pay of four percent.",
        STRIKE,
    ),
    (
        14,
        "Island Times",
        "Island road opens again after the earthquake",
        "Soldiers opened the only road of the northern island ten days after the earthquake.",
        QUAKE,
    ),
];

/// The outlets, each with a feed of its own.
const OUTLETS: [&str; 3] = ["Harbor Post", "City Radio", "Island Times"];

/// Days that an item stays in its feed.
const KEPT: u8 = 3;

/// An item that its feed has from a day on.
struct Item {
    day: u8,
    /// The place of its outlet.
    outlet: usize,
    title: String,
    url: String,
    text: String,
}

impl Item {
    /// The same on the day after by the next outlet, under a new address.
    fn reprinted(&self) -> Self {
        Self {
            day: self.day + 1,
            outlet: (self.outlet + 1) % OUTLETS.len(),
            title: self.title.clone(),
            url: format!("{}/again", self.url),
            text: self.text.clone(),
        }
    }
}

/// The articles, each once and once reprinted.
fn items() -> Vec<Item> {
    let item = |(day, outlet, title, new, old): &(u8, &str, &str, &str, &str)| Item {
        day: *day,
        outlet: OUTLETS.iter().position(|it| it == outlet).unwrap(),
        title: (*title).to_owned(),
        url: format!("https://example.org/{day}/{}", title.len()),
        text: format!("{new} {old}"),
    };
    let with_reprint = |item: Item| [item.reprinted(), item];
    ARTICLES.iter().map(item).flat_map(with_reprint).collect()
}

/// The feed of an outlet as it is on `day`.
fn feed(items: &[Item], outlet: usize, day: u8) -> String {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let mut text = format!("<rss version='2.0'><channel><title>{}</title>", OUTLETS[outlet]);
    let is_in = |item: &&Item| item.outlet == outlet && item.day <= day && day < item.day + KEPT;
    for item in items.iter().filter(is_in) {
        let paragraphs = item.text.lines().map(|line| format!("<p>{}</p>", escaped(line)));
        let _ = write!(
            text,
            "<item><title>{}</title><link>{}</link><pubDate>{} Feb 2026 06:00:00 GMT</pubDate>\
             <description>{}</description></item>",
            escaped(&item.title),
            item.url,
            item.day,
            escaped(&paragraphs.collect::<String>()),
        );
    }
    text + "</channel></rss>"
}

/// A server of the feeds of `items`, and the day on it.
fn outlets(items: Vec<Item>) -> (Server, Arc<AtomicU8>) {
    let today = Arc::new(AtomicU8::new(0));
    let day = Arc::clone(&today);
    let server = Server::new(move |asked, to| {
        let outlet = asked.path.trim_start_matches('/').parse().unwrap();
        let body = feed(&items, outlet, day.load(Ordering::SeqCst));
        // Two of three say when nothing changed.
        let version = format!("\"{}\"", body.len());
        if outlet > 0 && asked.head.contains(&format!("if-none-match: {version}")) {
            return send(to, "304 Not Modified", &[], "");
        }
        send(to, "200 OK", &[&format!("ETag: {version}")], body);
    });
    (server, today)
}

/// A folder that has the feeds of `server`.
fn subscribed(server: &Server) -> Folder {
    let folder = Folder::new();
    let host = server.host();
    folder.put("daybrief.toml", format!("[fetch]\nprivate_hosts = [\"{host}\"]\ntimeout = 60\n"));
    let urls: Vec<String> = (0..OUTLETS.len()).map(|n| server.url(&format!("/{n}"))).collect();
    let urls: Vec<&str> = urls.iter().map(String::as_str).collect();
    folder.run(&[&["feeds", "add", "--no-check"][..], &urls].concat()).exits(0);
    folder
}

/// The briefing of a day, which asks the feeds first.
fn make(folder: &Folder, day: u8) -> Run {
    folder.run(&["make", "--date", &format!("2026-02-{day:02}"), "-f", "json"])
}

fn extracts(briefing: &Value) -> Vec<(String, Option<bool>, String)> {
    let mut extracts = Vec::new();
    for topic in briefing["topics"].as_array().unwrap() {
        for extract in topic["extracts"].as_array().unwrap() {
            let text = extract["text"].as_str().unwrap().to_owned();
            let status = topic["status"].as_str().unwrap_or("none").to_owned();
            extracts.push((text, extract["new"].as_bool(), status));
        }
    }
    extracts
}

#[test]
fn a_fortnight_of_feeds_repeats_nothing_and_shows_every_update() {
    let (server, today) = outlets(items());
    let folder = subscribed(&server);
    let mut told: BTreeSet<String> = BTreeSet::new();
    let mut events: BTreeSet<String> = BTreeSet::new();
    for day in 2..=15 {
        today.store(day, Ordering::SeqCst);
        let run = make(&folder, day);
        if items().iter().all(|item| item.day != day) {
            assert!(run.exits(3).stderr.contains("nothing came since"), "{day}");
            continue;
        }
        let briefing = run.exits(0).json();
        assert_eq!(briefing["warnings"], json!([]), "{day}");
        let found = extracts(&briefing);
        for (text, is_new, _) in &found {
            assert!(*is_new != Some(true) || !told.contains(text), "{day}: told again: {text}");
        }
        for (_, _, title, new, old) in ARTICLES.iter().filter(|article| article.0 == day) {
            let shown = found.iter().find(|(text, ..)| text == new);
            let Some((_, is_new, status)) = shown else {
                panic!("{day}: {title}: not told: {new}\n{briefing:#}")
            };
            if day > 2 {
                assert_eq!(*is_new, Some(true), "{day}: {new}");
                let expected = if told.contains(*old) { "updated" } else { "new" };
                assert_eq!(status, expected, "{day}: {title}");
            }
        }
        for topic in briefing["topics"].as_array().unwrap() {
            if ARTICLES.iter().all(|article| article.0 != day) {
                assert_eq!(topic["status"], "continuing", "{day}: {}", topic["label"]);
                assert_eq!(topic["extracts"], json!([]), "{day}: {}", topic["label"]);
            }
            events.extend(topic["event"].as_str().map(str::to_owned));
        }
        told.extend(found.into_iter().map(|(text, ..)| text));
    }
    // The two of the first day are named on the next: four stories in all.
    assert_eq!(events.len(), 4, "{events:?}");
    let doctor = folder.run(&["doctor", "-f", "json"]).exits(0).json();
    assert_eq!(doctor["articles"], 26, "thirteen, each reprinted once");
    let feeds = folder.run(&["feeds", "list", "-f", "json"]).exits(0).json();
    assert!(feeds.as_array().unwrap().iter().all(|feed| feed["errors"] == 0), "{feeds}");
}

/// The English events of the shared data, where it is present, each a line of JSON.
fn wikinews() -> Option<Vec<Value>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/data/summarization/multiling2011.jsonl");
    let text = fs::read_to_string(path).ok()?;
    let events = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    Some(events.filter(|event| event["lang"] == "en").collect())
}

#[test]
fn a_fortnight_of_wikinews_by_feeds_repeats_nothing() {
    let Some(events) = wikinews() else { return };
    let mut items = Vec::new();
    for (n_event, event) in (0..).zip(&events) {
        for (n, article) in (0..).zip(event["docs"].as_array().unwrap()) {
            let text = |key: &str| article[key].as_str().unwrap_or_default().to_owned();
            let day = 2 + n_event + n;
            let url = format!("https://example.org/{n_event}/{n}");
            let outlet = usize::from(n) % OUTLETS.len();
            let item = Item { day, outlet, title: text("title"), url, text: text("text") };
            items.extend([item.reprinted(), item]);
        }
    }
    let last = items.iter().map(|item| item.day).max().unwrap();
    let (server, today) = outlets(items);
    let folder = subscribed(&server);
    let mut told: BTreeSet<String> = BTreeSet::new();
    let mut n_of: BTreeMap<String, u32> = BTreeMap::new();
    for day in 2..=last {
        today.store(day, Ordering::SeqCst);
        let briefing = make(&folder, day).exits(0).json();
        for topic in briefing["topics"].as_array().unwrap() {
            let status = topic["status"].as_str().unwrap_or("first");
            let extracts = topic["extracts"].as_array().unwrap();
            let has_news = extracts.iter().any(|extract| extract["new"] == true);
            assert!(has_news || matches!(status, "first" | "continuing"), "{day}: {topic:#}");
            *n_of.entry(status.to_owned()).or_default() += 1;
        }
        let found = extracts(&briefing);
        for (text, is_new, _) in &found {
            assert!(*is_new != Some(true) || !told.contains(text), "{day}: told again: {text}");
        }
        told.extend(found.into_iter().map(|(text, ..)| text));
    }
    println!("{} sentences told, topics: {n_of:?}", told.len());
    assert!(n_of["updated"] >= 10 && n_of["new"] >= 4, "{n_of:?}");
}

/// How rightly each day of these events says what is new: `daybrief evaluate editions` prints it.
#[test]
fn a_fortnight_of_wikinews_is_judged_by_a_command() {
    let Some(events) = wikinews() else { return };
    let folder = Folder::new();
    let lines = events.iter().map(|event| format!("{event}\n"));
    folder.put("wikinews.jsonl", lines.collect::<String>());
    let args = ["evaluate", "editions", "wikinews.jsonl"];
    println!("{}", folder.run(&args).exits(0).stdout);
    let found = folder.run(&[&args[..], &["-f", "json"]].concat()).exits(0).json();
    assert_eq!(found["repeated_as_new"], 0, "{found:#}");
    assert_eq!(found["updated_with_news"], found["updated_topics"], "{found:#}");
    let share = |status: &str, of: &str| {
        let figure = |key: &str| found[status][key].as_f64().unwrap();
        figure("right") / figure(of)
    };
    for (status, precision, recall) in
        [("new", 0.6, 0.9), ("updated", 0.9, 0.8), ("continuing", 0.9, 0.9)]
    {
        let is_right = share(status, "found") >= precision && share(status, "known") >= recall;
        assert!(is_right, "{status}: {found:#}");
    }
}
