//! A fortnight of briefings from the store: stories go on, are updated, and are reprinted under new
//! addresses. Nothing that was told is told again as news, and every update shows what is new in it.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::daily::{bring, make};
use crate::program::Folder;

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

/// What is brought on a day: its articles, and those of the day before under new addresses.
fn heap(day: u8) -> String {
    let of = |published: u8| ARTICLES.iter().filter(move |article| article.0 == published);
    let line = |(_, outlet, title, new, old): &(u8, &str, &str, &str, &str), address: &str| {
        let url = format!("https://example.org/{day}/{address}/{}", title.len());
        let date = format!("2026-02-{day:02}");
        let text = format!("{new} {old}");
        let article =
            json!({"title": title, "url": url, "date": date, "source": outlet, "text": text});
        format!("{article}\n")
    };
    let articles = of(day).map(|article| line(article, "first"));
    let reprints = of(day - 1).map(|article| line(article, "again"));
    articles.chain(reprints).collect()
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
fn a_fortnight_repeats_nothing_and_shows_every_update() {
    let folder = Folder::new();
    let mut told: BTreeSet<String> = BTreeSet::new();
    let mut events: BTreeSet<String> = BTreeSet::new();
    for day in 2..=15 {
        bring(&folder, &heap(day));
        let run = make(&folder, &format!("2026-02-{day:02}"), &[]);
        if heap(day).is_empty() {
            run.exits(3);
            continue;
        }
        let briefing = run.exits(0).json();
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
}
