//! Every call on a file that a command makes, failing one after the other: the disk is out of
//! order, or full, or the run is killed there.
//!
//! Some of the calls by default, spread over the files; all of them, in all three ways, with
//! `DAYBRIEF_FAULTS=all`.

use std::collections::BTreeMap;

use super::calls::{self, Held, KILL, KINDS, Then, UNTESTED};
use super::files::{self, Files, Left};
use crate::daily;
use crate::fetching::server::{Server, feed, send};
use crate::program::{Folder, Run, finished};

const MONDAY: &str = r#"{"title":"Harbor bridge closes for repairs","url":"https://post.example/1","date":"2026-02-02","source":"Harbor Post","text":"The harbor bridge closed on Monday for repairs that will take six weeks. Engineers found cracks in two of its steel cables last month. The city runs extra ferries until the bridge opens again."}
{"title":"Museum buys a lost painting","url":"https://radio.example/1","date":"2026-02-02","source":"City Radio","text":"The national museum has bought a painting that was believed lost since 1911. A retired teacher found the canvas behind a wardrobe. The museum will show it in April."}
"#;
const TUESDAY: &str = r#"{"title":"Third cable of the harbor bridge cracked","url":"https://radio.example/2","date":"2026-02-03","source":"City Radio","text":"A third steel cable of the harbor bridge has cracked, engineers said. The mayor asked the state for emergency funds to replace every cable. The harbor bridge closed on Monday for repairs that will take six weeks."}
"#;
const WEDNESDAY: &str = r#"{"title":"Volcano erupts on the northern island","url":"https://post.example/2","date":"2026-02-04","source":"Harbor Post","text":"The volcano on the northern island erupted before dawn. Ash rose eight kilometers into the sky. Nobody was hurt, the rescue service said, and the airport stayed open."}
"#;

/// A command, and where it is run.
struct Case<'a> {
    /// What stands there before.
    folder: Folder,
    args: &'a [&'a str],
    /// How the next run may end, which has nothing in its way.
    next: &'a [i32],
}

/// What a command leaves that has nothing in its way, and the calls that it makes.
struct Expected {
    before: Left,
    after: Left,
    /// The files of a briefing that is made without memory.
    forgetful: Files,
    calls: Vec<String>,
}

impl Case<'_> {
    /// Lets calls fail one after the other, each in a new copy of the folder; returns what the runs
    /// said of it.
    fn survives(&self) -> String {
        let Some(expected) = self.expected() else { return UNTESTED.into() };
        let points = points(&expected.calls);
        let mut said: BTreeMap<String, usize> = BTreeMap::new();
        for (kind, at, then) in &points {
            let folder = files::copy(&self.folder);
            let held = calls::run(&folder, self.args, &kind.to_string(), *at, *then).unwrap();
            let call = held.calls.get(at - 1).map_or("none", String::as_str);
            let context = format!("{:?} with {then:?} at {call}:\n{:?}", self.args, held.run);
            check(&expected, &held.run, *then, &folder, &context);
            self.goes_on(&expected, *then, &folder, &context);
            let stderr = held.run.stderr.replace(&folder.state().display().to_string(), "…");
            *said.entry(format!("{then:?}, exit {:?}: {stderr}", held.run.code)).or_default() += 1;
        }
        let (n_calls, n_faults) = (expected.calls.len(), points.len());
        format!("{:?}: {n_calls} calls, {n_faults} of them failed: {said:#?}", self.args)
    }

    fn expected(&self) -> Option<Expected> {
        let folder = files::copy(&self.folder);
        let kinds: String = KINDS.iter().collect();
        let Held { run, calls, .. } = calls::run(&folder, self.args, &kinds, 0, Then::Fails)?;
        run.exits(0);
        let (before, after) = (files::left(&self.folder), files::left(&folder));
        Some(Expected { before, after, forgetful: self.forgetful(), calls })
    }

    /// Runs the command again in `folder`, where nothing is in its way any more.
    fn goes_on(&self, expected: &Expected, then: Then, folder: &Folder, context: &str) {
        let next = folder.run(self.args);
        assert!(self.next.contains(&next.code.unwrap_or(-1)), "{context}\nnext: {next:?}");
        let mut left = files::left(folder);
        left.files.retain(|path, _| !is_killed(then) || !is_temporary(path));
        let differing = differing(&left.files, &expected.after.files);
        assert_eq!(differing, [""; 0], "{context}\nnext: {next:?}");
        assert_eq!(left.stored, expected.after.stored, "{context}\nnext: {next:?}");
    }

    /// The files that a briefing leaves which is made without memory: with what it remembers below a
    /// file, or, of what the feeds brought, with the opening failing that looks up the past.
    fn forgetful(&self) -> Files {
        let folder = files::copy(&self.folder);
        let mut command = folder.command(self.args);
        let run = finished(command.env("XDG_STATE_HOME", folder.path().join("daybrief.toml")));
        if run.code == Some(0) || self.args[0] != "make" {
            return files::files(folder.path());
        }
        let without = (1..).map_while(|at| {
            let folder = files::copy(&self.folder);
            let held = calls::run(&folder, self.args, "o", at, Then::Fails)?;
            let is_it = held.run.stderr.contains("made without memory");
            (held.calls.len() >= at).then(|| is_it.then(|| files::files(folder.path())))
        });
        without.flatten().next().unwrap()
    }
}

/// The calls that are to fail: kind, number among those of its kind, and how.
fn points(calls: &[String]) -> Vec<(char, usize, Then)> {
    const WAYS: [Then; 3] = [Then::Fails, Then::Full, Then::Signal(KILL)];
    let is_all = std::env::var("DAYBRIEF_FAULTS").is_ok_and(|it| it == "all");
    let mut numbers: BTreeMap<char, usize> = BTreeMap::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut points = Vec::new();
    for call in calls {
        let kind = call.chars().next().unwrap();
        let number = numbers.entry(kind).or_default();
        *number += 1;
        // Names of temporary files differ from run to run.
        let place = call.split(".daybrief-").next().unwrap().to_owned();
        let n_seen = seen.entry(place).or_default();
        *n_seen += 1;
        // Of a log that grows, one in the middle of it too.
        let is_chosen = *n_seen == 1 || *n_seen == 32;
        if is_all {
            points.extend(WAYS.map(|then| (kind, *number, then)));
        } else if is_chosen && ("wsr".contains(kind) || numbers.values().sum::<usize>() % 2 == 0) {
            points.push((kind, numbers[&kind], WAYS[points.len() % 3]));
        }
    }
    points.retain(|(kind, _, then)| *then != Then::Full || *kind != 'i');
    points
}

fn is_killed(then: Then) -> bool {
    matches!(then, Then::Signal(_))
}

fn is_temporary(path: &str) -> bool {
    path.contains(".daybrief-")
}

/// Checks what a run has said and left that something went wrong in.
fn check(expected: &Expected, run: &Run, then: Then, folder: &Folder, context: &str) {
    let is_killed = is_killed(then);
    assert!(run.code.is_some() || is_killed, "{context}");
    is_told(run, context);
    let Expected { before, after, forgetful, .. } = expected;
    let mut left = files::files(folder.path());
    left.retain(|path, _| !is_killed || !is_temporary(path));
    for (path, bytes) in &left {
        let known = [&before.files, &after.files, forgetful];
        let is_whole = known.iter().any(|files| files.get(path) == Some(bytes));
        assert!(is_whole, "{path} is neither old nor new: {context}");
    }
    let is_gone = |path: &&String| after.files.contains_key(*path) && !left.contains_key(*path);
    assert_eq!(before.files.keys().find(is_gone), None, "{context}");
    let is_written = left == after.files || left == *forgetful;
    assert!(run.code != Some(0) || is_written, "{context}");
    let stored = files::stored(folder);
    let n_kept = before.stored.articles.min(after.stored.articles);
    assert!(stored.articles >= n_kept, "articles are lost: {stored:?} {context}");
    let is_lost = |edition: &&(String, String)| {
        after.stored.editions.contains(edition) && !stored.editions.contains(edition)
    };
    assert_eq!(before.stored.editions.iter().find(is_lost), None, "{context}");
    let is_ahead = stored.editions.len() > before.stored.editions.len();
    assert!(!is_ahead || is_written, "remembered before it was written: {context}");
}

/// Checks that a run says in clear lines what went wrong, and with the right code.
fn is_told(run: &Run, context: &str) {
    let lines = || run.stderr.lines();
    let is_line = |line: &str| line.starts_with("error: ") || line.starts_with("warning: ");
    assert!(lines().all(is_line), "{context}");
    assert!(!run.stderr.contains("a bug in daybrief"), "{context}");
    let Some(code) = run.code else { return };
    let n_errors = lines().filter(|line| line.starts_with("error: ")).count();
    assert_eq!(n_errors, usize::from(code != 0), "{context}");
    let is_configured = !run.stderr.contains("cannot use configuration");
    assert!(if is_configured { [0, 1, 3].contains(&code) } else { code == 2 }, "{context}");
}

/// The paths of files that differ.
fn differing<'a>(a: &'a Files, b: &'a Files) -> Vec<&'a str> {
    let paths = a.keys().chain(b.keys()).map(String::as_str);
    paths.filter(|path| a.get(*path) != b.get(*path)).collect()
}

/// A folder in which every briefing is remembered.
fn remembering() -> Folder {
    let folder = Folder::new();
    folder.put("daybrief.toml", "history.remember = true\n");
    for (file, heap) in [("monday.ndjson", MONDAY), ("tuesday.ndjson", TUESDAY)] {
        folder.put(file, heap);
    }
    folder
}

#[test]
fn the_first_briefing() {
    let args = &["make", "monday.ndjson", "-o", "brief.json"];
    println!("{}", Case { folder: remembering(), args, next: &[0] }.survives());
}

#[test]
fn the_second_briefing_over_the_first() {
    let folder = remembering();
    folder.run(&["make", "monday.ndjson", "-o", "brief.html"]).exits(0);
    let args = &["make", "tuesday.ndjson", "-o", "brief.html"];
    println!("{}", Case { folder, args, next: &[0] }.survives());
}

#[test]
fn an_edition_into_a_folder_of_them() {
    let folder = remembering();
    let formats =
        "history.remember = true\n[output]\ndir = \"briefs\"\nformats = [\"html\", \"epub\"]\n";
    folder.put("daybrief.toml", formats);
    folder.run(&["make", "monday.ndjson"]).exits(0);
    println!("{}", Case { folder, args: &["make", "tuesday.ndjson"], next: &[0] }.survives());
}

#[test]
fn a_briefing_of_what_the_feeds_brought() {
    let folder = Folder::new();
    daily::bring(&folder, &[MONDAY, TUESDAY].concat());
    daily::make(&folder, "2026-02-03", &["-o", "brief.md", "-f", "md"]).exits(0);
    daily::bring(&folder, WEDNESDAY);
    let args = &["make", "--offline", "--date", "2026-02-04", "-o", "brief.md"];
    println!("{}", Case { folder, args, next: &[0] }.survives());
}

#[test]
fn feeds_fetched() {
    let server = Server::new(|asked, to| {
        let name = format!("town{}", asked.path.trim_start_matches('/'));
        send(to, "200 OK", &["ETag: \"one\""], feed(&name, 3));
    });
    let folder = Folder::new();
    // Slow machines need their time.
    let settings = format!("[fetch]\nprivate_hosts = [\"{}\"]\ntimeout = 120\n", server.host());
    folder.put("daybrief.toml", settings);
    for (path, next) in [("/1", "fetch"), ("/2", "list")] {
        folder.run(&["feeds", "add", "--no-check", &server.url(path)]).exits(0);
        folder.run(&["feeds", next]).exits(0);
    }
    println!("{}", Case { folder, args: &["feeds", "fetch", "--force"], next: &[0] }.survives());
}

#[test]
fn an_edition_forgotten() {
    let folder = remembering();
    folder.run(&["make", "monday.ndjson", "-o", "brief.md"]).exits(0);
    folder.run(&["make", "tuesday.ndjson", "-o", "brief.md"]).exits(0);
    let args = &["history", "forget", "2026-02-02"];
    // Where it is forgotten already, there is nothing to forget.
    println!("{}", Case { folder, args, next: &[0, 3] }.survives());
}

#[test]
fn lists_and_lines() {
    let folder = remembering();
    folder.run(&["feeds", "add", "--no-check", "https://post.example/feed"]).exits(0);
    folder.put("feeds.opml", "an older list");
    let args = &["feeds", "export", "-o", "feeds.opml"];
    println!("{}", Case { folder, args, next: &[0] }.survives());
    let folder = remembering();
    folder.put("lines.ndjson", "an older file");
    let args = &["summarize", "--each", "monday.ndjson", "-o", "lines.ndjson"];
    println!("{}", Case { folder, args, next: &[0] }.survives());
}
