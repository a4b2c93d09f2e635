//! From day to day: what `make` remembers, what it says is new, and what `history`, `doctor` and
//! `diff` make of it.

use std::fs;
use std::path::PathBuf;
use std::process::Stdio;

use serde_json::Value;

use crate::program::{Folder, Run, finished};

/// What two outlets say of a bridge and one of a painting, day by day.
const MONDAY: &str = r#"{"title":"Harbor bridge closes for repairs","date":"2026-02-02","source":"Harbor Post","text":"The harbor bridge closed on Monday for repairs that will take six weeks. Engineers found cracks in two of its steel cables last month. The city runs extra ferries until the bridge opens again."}
{"title":"Museum buys a lost painting","date":"2026-02-02","source":"City Radio","text":"The national museum has bought a painting that was believed lost since 1911. A retired teacher found the canvas behind a wardrobe. The museum will show it in April."}
"#;
const TUESDAY: &str = r#"{"title":"Third cable of the harbor bridge cracked","date":"2026-02-03","source":"City Radio","text":"A third steel cable of the harbor bridge has cracked, engineers said. The mayor asked the state for emergency funds to replace every cable. The harbor bridge closed on Monday for repairs that will take six weeks."}
{"title":"Volcano erupts on the northern island","date":"2026-02-03","source":"Harbor Post","text":"The volcano on the northern island erupted before dawn. Ash rose eight kilometers into the sky. Nobody was hurt, the rescue service said, and the airport stayed open."}
"#;

/// A folder whose configuration has every briefing remembered.
fn days() -> Folder {
    let folder = Folder::new();
    folder.put("daybrief.toml", "history.remember = true\n");
    folder
}

fn make(folder: &Folder, heap: &str, more: &[&str]) -> Run {
    folder.put("heap.ndjson", heap);
    folder.run(&[&["make", "heap.ndjson", "-f", "json"], more].concat())
}

fn statuses(briefing: &Value) -> Vec<String> {
    let topics = briefing["topics"].as_array().unwrap();
    topics.iter().map(|topic| topic["status"].as_str().unwrap_or("none").to_owned()).collect()
}

fn database(folder: &Folder) -> PathBuf {
    folder.state().join("daybrief/daybrief.db")
}

#[test]
fn the_second_day_says_what_is_new() {
    let folder = days();
    let monday = make(&folder, MONDAY, &[]).exits(0).json();
    assert_eq!(statuses(&monday), ["none", "none"]);
    assert!(monday["since"].is_null());
    let tuesday = make(&folder, TUESDAY, &[]).exits(0).json();
    assert_eq!(tuesday["since"], "2026-02-02");
    let mut found = statuses(&tuesday);
    found.sort();
    assert_eq!(found, ["new", "updated"]);
    let updated =
        tuesday["topics"].as_array().unwrap().iter().find(|it| it["status"] == "updated").unwrap();
    for extract in updated["extracts"].as_array().unwrap() {
        let is_told = extract["text"].as_str().unwrap().contains("closed on Monday");
        assert_eq!(extract["new"], !is_told, "{extract}");
    }
    assert_eq!(updated["event"], "harbor-bridge-closes-for-repairs-2026-02-02");
    let dropped = tuesday["dropped"].as_array().unwrap();
    assert_eq!(dropped.len(), 1);
    assert_eq!(dropped[0]["label"], "Museum buys a lost painting");
}

#[test]
fn every_format_says_the_status_in_words() {
    let folder = days();
    make(&folder, MONDAY, &[]).exits(0);
    for (format, line) in [("html", "<b>Updated</b>"), ("md", "**Updated**"), ("text", "Updated")] {
        folder.put("heap.ndjson", TUESDAY);
        let args = ["make", "heap.ndjson", "--no-remember", "-f", format];
        let page = folder.run(&args).exits(0).stdout;
        assert!(page.contains(line), "{format}: {page}");
        assert!(page.contains("Since the last brief of 2 Feb"), "{format}: {page}");
        assert!(page.contains("Museum buys a lost painting"), "{format}: {page}");
    }
}

#[test]
fn a_topic_without_news_is_one_line() {
    let folder = days();
    make(&folder, MONDAY, &[]).exits(0);
    folder.put("heap.ndjson", MONDAY.replace("2026-02-02", "2026-02-03"));
    for format in ["html", "md", "text"] {
        let args = ["make", "heap.ndjson", "--no-remember", "-f", format];
        let page = folder.run(&args).exits(0).stdout;
        assert!(page.contains("nothing new since 2 Feb"), "{format}: {page}");
        assert!(!page.contains("A retired teacher found"), "{format}: {page}");
    }
}

#[test]
fn making_the_same_day_again_changes_nothing() {
    let folder = days();
    let alone = make(&folder, TUESDAY, &["--no-remember"]).exits(0).stdout;
    assert!(!database(&folder).exists());
    assert_eq!(make(&folder, TUESDAY, &[]).exits(0).stdout, alone);
    assert_eq!(make(&folder, TUESDAY, &[]).exits(0).stdout, alone);
    let list = folder.run(&["history", "list", "-f", "json"]).exits(0).json();
    assert_eq!(list.as_array().unwrap().len(), 1);
}

#[test]
fn a_dry_run_and_an_unwritten_file_are_not_remembered() {
    let folder = days();
    make(&folder, MONDAY, &["--dry-run"]).exits(0);
    make(&folder, MONDAY, &["-o", "no/such/folder/brief.json"]).exits(1);
    assert!(!database(&folder).exists());
}

#[test]
fn a_place_that_cannot_be_used_costs_one_warning() {
    let folder = days();
    let alone = make(&folder, MONDAY, &["--no-remember"]).exits(0).stdout;
    fs::write(folder.state().join("daybrief"), "a file where the folder would be").unwrap();
    let run = make(&folder, MONDAY, &[]).exits(0);
    assert_eq!(run.stdout, alone);
    assert_eq!(run.stderr.matches("warning: ").count(), 1, "{}", run.stderr);
    fs::remove_file(folder.state().join("daybrief")).unwrap();
    fs::create_dir(folder.state().join("daybrief")).unwrap();
    fs::write(database(&folder), "no database, but long enough to be looked at ".repeat(40))
        .unwrap();
    let run = make(&folder, MONDAY, &[]).exits(0);
    assert_eq!(run.stdout, alone);
    assert_eq!(run.stderr.matches("warning: ").count(), 1, "{}", run.stderr);
    folder.run(&["doctor"]).exits(1);
}

#[test]
fn editions_are_listed_shown_searched_and_forgotten() {
    let folder = days();
    let nothing = folder.run(&["history", "list"]).exits(0);
    assert_eq!(nothing.stdout, "");
    assert!(nothing.stderr.contains("no edition is remembered yet"), "{}", nothing.stderr);
    make(&folder, MONDAY, &[]).exits(0);
    let tuesday = make(&folder, TUESDAY, &[]).exits(0);
    let list = folder.run(&["history", "list"]).exits(0).stdout;
    assert_eq!(list.lines().count(), 2);
    assert!(list.starts_with("2026-02-03  Daily brief  (2 topics, 2 articles)\n"), "{list}");
    let shown = folder.run(&["history", "show", "2026-02-03", "-f", "json"]).exits(0);
    assert_eq!(shown.json(), tuesday.json());
    folder.run(&["history", "show", "2026-02-09"]).exits(3);
    let hits = folder.run(&["history", "search", "wardrobe"]).exits(0).stdout;
    assert!(hits.contains("edition") && hits.contains("article"), "{hits}");
    assert!(hits.contains("found the canvas behind a wardrobe"), "{hits}");
    folder.run(&["history", "search", "NEAR(", "\"", "OR"]).exits(3);
    folder.run(&["history", "forget"]).exits(2);
    let forgotten = folder.run(&["history", "forget", "--before", "2026-02-03"]).exits(0);
    assert_eq!(forgotten.stdout, "1 edition, 2 articles forgotten\n");
    folder.run(&["history", "search", "wardrobe"]).exits(3);
    let bytes = fs::read(database(&folder)).unwrap();
    assert!(!bytes.windows(8).any(|window| window == b"wardrobe"), "it is still in the file");
    folder.run(&["history", "forget", "2026-02-03"]).exits(0);
    let doctor = folder.run(&["doctor", "-f", "json"]).exits(0).json();
    assert_eq!((&doctor["editions"], &doctor["articles"]), (&0.into(), &0.into()));
}

#[test]
fn editions_older_than_keep_days_are_forgotten() {
    let folder = days();
    folder.put("daybrief.toml", "[history]\nremember = true\nkeep_days = 2\nwindow_days = 1\n");
    make(&folder, MONDAY, &[]).exits(0);
    let days_later = TUESDAY.replace("2026-02-03", "2026-02-05");
    let later = make(&folder, &days_later, &[]).exits(0).json();
    assert!(later["since"].is_null(), "the window is a day");
    let list = folder.run(&["history", "list"]).exits(0).stdout;
    assert_eq!(list.lines().count(), 1, "{list}");
}

#[test]
fn since_last_begins_with_the_last_edition() {
    let folder = days();
    let both = [MONDAY, TUESDAY].concat();
    let sources = |run: Run| run.exits(0).json()["sources"].as_array().unwrap().len();
    assert_eq!(sources(make(&folder, &both, &["--since", "last", "--no-remember"])), 4);
    make(&folder, &MONDAY.replace("-02-02", "-02-01"), &[]).exits(0);
    let third = TUESDAY.replace("-02-03", "-02-01");
    make(&folder, &third, &["--date", "2026-02-03"]).exits(0);
    let next = [MONDAY, &TUESDAY.replace("-02-03", "-02-04")].concat();
    assert_eq!(sources(make(&folder, &next, &["--since", "last"])), 2);
}

#[test]
fn doctor_finds_a_sentence_that_does_not_stand_in_its_article() {
    let folder = days();
    make(&folder, MONDAY, &[]).exits(0);
    let sound = folder.run(&["doctor"]).exits(0).stdout;
    assert!(sound.contains("sound: 6 sentences in place"), "{sound}");
    let database = rusqlite::Connection::open(database(&folder)).unwrap();
    database.execute("UPDATE extracts SET start = start + 1", []).unwrap();
    let damaged = folder.run(&["doctor"]).exits(1).stdout;
    assert!(damaged.contains("does not stand in its article"), "{damaged}");
}

#[test]
fn a_file_of_a_newer_version_is_left_alone() {
    let folder = days();
    make(&folder, MONDAY, &[]).exits(0);
    let newer = rusqlite::Connection::open(database(&folder)).unwrap();
    newer.pragma_update(None, "user_version", 99).unwrap();
    drop(newer);
    let run = folder.run(&["history", "list"]).exits(1);
    assert!(run.stderr.contains("its schema is 99"), "{}", run.stderr);
    let run = make(&folder, TUESDAY, &[]).exits(0);
    assert!(run.stderr.contains("its schema is 99"), "{}", run.stderr);
}

#[test]
fn diff_compares_two_files_alone() {
    let folder = days();
    for (name, heap) in [("monday.json", MONDAY), ("tuesday.json", TUESDAY)] {
        make(&folder, heap, &["--no-remember", "-o", name]).exits(0);
    }
    let text = folder.run(&["diff", "monday.json", "tuesday.json"]).exits(0).stdout;
    let first = "2026-02-02 to 2026-02-03: 2 topics, 1 new, 1 updated, 0 continuing, 1 dropped";
    assert_eq!(text.lines().next(), Some(first));
    assert!(text.contains("\n  + The mayor asked the state"), "{text}");
    assert!(!text.contains("closed on Monday"), "{text}");
    assert!(text.ends_with("\ndropped: Museum buys a lost painting\n"), "{text}");
    let json = folder.run(&["diff", "monday.json", "tuesday.json", "-f", "json"]).exits(0).json();
    assert_eq!(json["dropped"][0]["last_seen"], "2026-02-02");
    let same = folder.run(&["diff", "monday.json", "monday.json"]).exits(0).stdout;
    assert!(same.contains("0 new, 0 updated, 2 continuing, 0 dropped"), "{same}");
    folder.put("broken.json", "{\"schema\": \"daybrief/1\"}");
    let run = folder.run(&["diff", "monday.json", "broken.json"]).exits(3);
    assert!(run.stderr.contains("broken.json: no briefing in JSON"), "{}", run.stderr);
    assert!(!database(&folder).exists());
}

#[test]
fn eight_runs_at_once_lose_nothing() {
    let folder = days();
    folder.put("heap.ndjson", MONDAY);
    let runs: Vec<_> = (1..=8)
        .map(|n| {
            let title = format!("Brief {n}");
            let mut command = folder.command(&["make", "heap.ndjson", "--title", &title]);
            command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    for run in runs {
        let output = run.wait_with_output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && stderr.is_empty(), "{stderr}");
    }
    let list = folder.run(&["history", "list", "-f", "json"]).exits(0).json();
    assert_eq!(list.as_array().unwrap().len(), 8);
    let doctor = folder.run(&["doctor", "-f", "json"]).exits(0).json();
    assert_eq!((&doctor["articles"], &doctor["extracts"]), (&2.into(), &48.into()));
}

/// Kills a run that remembers at ever later moments: `DAYBRIEF_KILLS` says how many, 20 without.
#[test]
fn a_killed_run_leaves_the_old_state_or_the_new() {
    let folder = days();
    make(&folder, MONDAY, &["--title", "Brief"]).exits(0);
    folder.put("heap.ndjson", TUESDAY);
    let args = ["make", "heap.ndjson", "--title", "Brief", "-o", "brief.json"];
    let begun = std::time::Instant::now();
    finished(folder.command(&args).arg("--no-remember").stderr(Stdio::null())).exits(0);
    let whole = begun.elapsed() * 2;
    fs::remove_file(folder.path().join("brief.json")).unwrap();
    let kills: u32 =
        std::env::var("DAYBRIEF_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(20);
    for n in 0..kills {
        let mut run = folder.command(&args).stderr(Stdio::null()).spawn().unwrap();
        // Spread over the run by a fixed sequence: what counts is that the moments differ.
        let moment = whole * (n * 7919 % 1000) / 1000;
        std::thread::sleep(moment);
        run.kill().unwrap();
        run.wait().unwrap();
        let days = folder.run(&["history", "list", "-f", "json"]).exits(0).json();
        let is_new = days.as_array().unwrap().len() == 2;
        let is_written = folder.path().join("brief.json").exists();
        assert!(is_written || !is_new, "remembered before it was written");
        if is_written {
            let brief: Value = serde_json::from_str(&folder.get("brief.json")).unwrap();
            assert_eq!(statuses(&brief).len(), 2);
        }
        folder.run(&["doctor"]).exits(0);
        if is_new {
            folder.run(&["history", "forget", "2026-02-03"]).exits(0);
        }
        let _ = fs::remove_file(folder.path().join("brief.json"));
    }
    folder.run(&args).exits(0);
    assert_eq!(folder.run(&["history", "list"]).exits(0).stdout.lines().count(), 2);
}
