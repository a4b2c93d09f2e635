//! The command that a page prints makes the same page, and a bar is drawn only where it is wanted.

use std::process::Command;

use crate::program::{Folder, SEEDS, finished};

/// The command in `output`, as a shell takes it apart.
fn words(output: &str, folder: &Folder) -> Vec<String> {
    let briefing: serde_json::Value = serde_json::from_str(output).unwrap();
    let command = briefing["made"]["command"].as_str().unwrap();
    let mut shell = Command::new("sh");
    shell.current_dir(folder.path());
    let command = command.replacen("daybrief", "printf '%s\\n'", 1);
    let words = finished(shell.args(["-c", &command])).exits(0).stdout;
    words.lines().map(str::to_owned).collect()
}

#[cfg(unix)]
#[test]
fn the_command_of_a_page_makes_it_again() {
    let folder = Folder::new();
    folder.put("it's odd/one.txt", "Rain fell on Tuesday in $HOME. The rivers rose by two meters.");
    folder.put(
        "late.ndjson",
        "{\"title\":\"Old\",\"date\":\"2026-02-01T10:00:00Z\",\"text\":\"An old bridge fell on Sunday.\"}\n\
         {\"title\":\"Near\",\"date\":\"2026-02-04T01:00:00Z\",\"text\":\"A new bridge opened on Tuesday.\"}\n\
         {\"title\":\"New\",\"date\":\"2026-02-04T22:00:00Z\",\"text\":\"A tunnel opened today in the north.\"}\n",
    );
    folder.put("daybrief.toml", "[select]\nwords = 60\n");
    let runs: [&[&str]; 4] = [
        &["make", SEEDS[1], SEEDS[0], "-n", "3", "--sections", "timeline,map", "--jobs", "2"],
        &["make", "it's odd", "late.ndjson", "--since", "30h", "--title=-> a \"b\" `c`"],
        &["summarize", "it's odd/one.txt", "--ratio", "0.5", "--query", "two rivers"],
        &["make", SEEDS[0], "--sections", "none", "--hide", "a b", "--hide", "c", "--lang", "en"],
    ];
    for run in runs {
        let json = folder.run(&[run, &["-f", "json"][..]].concat()).exits(0).stdout;
        let again = words(&json, &folder);
        let again: Vec<&str> = again.iter().map(String::as_str).collect();
        assert_eq!(folder.run(&again).exits(0).stdout, json, "{run:?} and {again:?}");
        // The same page in every other format, from a command of its own.
        let [before @ .., "--format", "json"] = again.as_slice() else { panic!("{again:?}") };
        for format in ["html", "md", "text"] {
            let page = folder.run(&[run, &["-f", format][..]].concat()).exits(0).stdout;
            let own = folder.run(&[before, &["--format", format][..]].concat()).exits(0).stdout;
            assert_eq!(page, own);
        }
    }
}

#[test]
fn the_hashes_tell_other_inputs_and_other_settings() {
    let folder = Folder::new();
    folder.put("a.txt", "Rain fell on Tuesday. The rivers rose by two meters.");
    folder.put("b.txt", "Rain fell on Monday. The rivers rose by three meters.");
    let made = |args: &[&str]| {
        let briefing = folder.run(&[args, &["-f", "json"][..]].concat()).exits(0).json();
        let part = |name: &str| briefing["made"][name].as_str().unwrap().to_owned();
        (part("inputs"), part("settings"))
    };
    let first = made(&["make", "a.txt"]);
    assert_eq!(first, made(&["make", "a.txt", "--jobs", "1", "-q"]));
    assert_ne!(first.0, made(&["make", "b.txt"]).0);
    assert_eq!(first.1, made(&["make", "b.txt"]).1);
    let other = made(&["make", "a.txt", "-n", "1"]);
    assert_eq!(first.0, other.0);
    assert_ne!(first.1, other.1);
    let copy = folder.run(&["make", "a.txt", "-o", "out.json"]).exits(0);
    assert!(copy.stdout.is_empty());
    assert!(!folder.get("out.json").contains("out.json"), "where it goes is nobody's business");
}

#[test]
fn progress_is_drawn_only_where_it_is_wanted() {
    let folder = Folder::new();
    for n in 0..20 {
        let text = format!("Event {n} happened in town number {n}. It took {n} hours.");
        folder.put(&format!("heap/{n}.txt"), text);
    }
    for when in ["auto", "never"] {
        let output = folder.run(&["make", "heap", "--progress", when]).exits(0);
        assert_eq!(output.stderr, "", "{when}: it is no terminal");
    }
    let data =
        "{\"docs\":[{\"text\":\"Rain fell. Rivers rose.\"}],\"references\":[\"Rain fell.\"]}\n";
    folder.put("topics.jsonl", data.repeat(3));
    let args = ["evaluate", "summaries", "topics.jsonl", "--progress", "always"];
    let output = folder.run(&args).exits(0);
    assert!(output.stderr.contains("summarizing "), "{}", output.stderr);
    assert!(!output.stderr.contains('\u{1b}'), "{}", output.stderr);
}
