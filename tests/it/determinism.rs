//! The same inputs, options and date give the same bytes: in any process, on any number of
//! threads, in any order of the inputs, in any time zone, under any locale.

use crate::program::{Folder, SEEDS, finished};

/// Time zones far apart, by whole hours and not: a day begins in the first 26 hours before it does
/// in the last.
const ZONES: [&str; 6] = [
    "Pacific/Kiritimati",
    "Asia/Kathmandu",
    "Europe/Rome",
    "UTC",
    "America/St_Johns",
    "Etc/GMT+12",
];
/// Where letters have other capitals, and numbers other points.
const LOCALES: [&str; 3] = ["C", "tr_TR.UTF-8", "de_DE.UTF-8"];

/// Articles on three more events, of one and of two articles, with and without a date and a title.
const HEAP: &str = r#"{"title":"Harbor bridge closes for repairs","date":"2026-02-03","source":"Harbor Post","text":"The harbor bridge closed on Tuesday for repairs that will take six weeks. Engineers found cracks in two of its steel cables last month. The city runs extra ferries until the bridge opens again."}
{"title":"Six weeks without the harbor bridge","date":"2026-02-03T22:30:00-05:00","source":"City Radio","text":"Drivers must do without the harbor bridge for six weeks. Two steel cables have cracks, engineers told the council. Extra ferries cross the harbor every ten minutes."}
{"title":"Museum buys a lost painting","date":"2026-02-04","source":"Harbor Post","text":"The national museum has bought a painting that was believed lost since 1911. A retired teacher found the canvas behind a wardrobe. The museum will show it in April."}
{"text":"The volcano on the northern island erupted before dawn. Ash rose eight kilometers into the sky. Nobody was hurt, the rescue service said, and the airport stayed open."}
"#;

#[test]
fn every_process_leaves_the_same_bytes() {
    let folder = Folder::new();
    folder.put("heap.ndjson", HEAP);
    let orders = [
        ["heap.ndjson", SEEDS[0], SEEDS[1]],
        [SEEDS[1], SEEDS[0], "heap.ndjson"],
        [SEEDS[0], "heap.ndjson", SEEDS[1]],
    ];
    for format in ["html", "md", "json", "text"] {
        let mut first: Option<String> = None;
        // Of the formats that hold all there is, every zone under every locale.
        let n_rounds = if ["html", "json"].contains(&format) { LOCALES.len() } else { 1 };
        for process in 0..ZONES.len() * n_rounds {
            let jobs = ["1", "2", "8"][process % 3];
            let inputs = orders[process / 2 % orders.len()];
            let args = [&["make", "-f", format, "--jobs", jobs][..], &inputs].concat();
            let mut command = folder.command(&args);
            command.env("TZ", ZONES[process % ZONES.len()]);
            command.env("LC_ALL", LOCALES[(process + process / ZONES.len()) % LOCALES.len()]);
            let output = finished(&mut command).exits(0).stdout;
            assert!(output.contains("harbor bridge"), "{output}");
            let first = first.get_or_insert_with(|| output.clone());
            assert!(*first == output, "{format}, process {process}: {args:?}\n{first}\n{output}");
        }
    }
}

#[test]
fn topics_and_explanations_are_the_same_too() {
    let folder = Folder::new();
    folder.put("heap.ndjson", HEAP);
    for command in ["topics", "explain"] {
        let run = |jobs, inputs: [&str; 3]| {
            let args = [&[command, "-f", "json", "--jobs", jobs][..], &inputs].concat();
            folder.run(&args).exits(0).stdout
        };
        let first = run("1", ["heap.ndjson", SEEDS[0], SEEDS[1]]);
        assert!(first == run("2", [SEEDS[0], SEEDS[1], "heap.ndjson"]), "{command}");
    }
}

#[test]
fn the_date_is_that_of_the_newest_article_and_never_of_the_clock() {
    let folder = Folder::new();
    let briefing = folder.run(&["make", SEEDS[0], "-f", "json"]).exits(0).json();
    assert_eq!(briefing["date"], "2026-02-04");
    let briefing = folder.run_with(&["summarize", "-f", "json"], "It rained on Monday.").exits(0);
    assert!(briefing.json()["date"].is_null());
}
