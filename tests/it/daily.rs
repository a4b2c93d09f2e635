//! Briefings of what the feeds have brought: which articles, which settings, what is remembered, and
//! what is left when a run is killed or not alone.

use std::fs;
use std::path::PathBuf;
use std::process::Stdio;

use daybrief::model::Document;
use daybrief::read::{self, Input};
use daybrief::store::{self, NewFeed};
use serde_json::Value;

use crate::program::{Folder, Run, finished};

/// What a feed brought, day by day.
const MONDAY: &str = r#"{"title":"Harbor bridge closes for repairs","url":"https://post.example/1","date":"2026-02-02","source":"Harbor Post","text":"The harbor bridge closed on Monday for repairs that will take six weeks. Engineers found cracks in two of its steel cables last month. The city runs extra ferries until the bridge opens again."}
{"title":"Museum buys a lost painting","url":"https://radio.example/1","date":"2026-02-02T09:00:00+01:00","source":"City Radio","text":"The national museum has bought a painting that was believed lost since 1911. A retired teacher found the canvas behind a wardrobe. The museum will show it in April."}
"#;
const TUESDAY: &str = r#"{"title":"Third cable of the harbor bridge cracked","url":"https://radio.example/2","date":"2026-02-03","source":"City Radio","text":"A third steel cable of the harbor bridge has cracked, engineers said. The mayor asked the state for emergency funds to replace every cable. The harbor bridge closed on Monday for repairs that will take six weeks."}
{"title":"Volcano erupts on the northern island","url":"https://post.example/2","date":"2026-02-03","source":"Harbor Post","text":"The volcano on the northern island erupted before dawn. Ash rose eight kilometers into the sky. Nobody was hurt, the rescue service said, and the airport stayed open."}
"#;

fn database(folder: &Folder) -> PathBuf {
    folder.state().join("daybrief/daybrief.db")
}

/// The articles of `heap`, as a feed brings them: without a path.
fn articles(heap: &str) -> Vec<Document> {
    let input = Input::Bytes { name: "heap.ndjson".into(), bytes: heap.into() };
    let reading = read::documents(&[input], &read::Options::default());
    assert_eq!(reading.warnings, [], "{heap}");
    let mut documents = reading.documents;
    documents.iter_mut().for_each(|document| document.source.path = None);
    documents
}

/// Has a feed bring the articles of `heap`.
pub(crate) fn bring(folder: &Folder, heap: &str) {
    let mut store = store::open(&database(folder)).unwrap();
    store::subscribe(
        &mut store,
        &[NewFeed { url: "https://post.example/feed".into(), ..NewFeed::default() }],
    )
    .unwrap();
    let feed = store::feeds(&store).unwrap()[0].id;
    if !heap.is_empty() {
        store::add(&mut store, Some(feed), &articles(heap)).unwrap();
    }
}

/// A briefing of the store for `day`, in JSON where nothing else is asked for.
pub(crate) fn make(folder: &Folder, day: &str, more: &[&str]) -> Run {
    let format = if more.contains(&"-f") { &[][..] } else { &["-f", "json"] };
    folder.run(&[&["make", "--offline", "--date", day], format, more].concat())
}

fn titles(briefing: &Value) -> Vec<String> {
    let sources = briefing["sources"].as_array().unwrap().iter();
    let mut titles: Vec<String> =
        sources.map(|it| it["title"].as_str().unwrap().to_owned()).collect();
    titles.sort();
    titles
}

fn n_editions(folder: &Folder) -> usize {
    let list = folder.run(&["history", "list", "-f", "json"]).exits(0).json();
    list.as_array().unwrap().len()
}

#[test]
fn what_was_stored_makes_the_briefing_of_its_file() {
    let folder = Folder::new();
    let seeds = ["000_a552184e53155256.txt", "002_e18daff00afa74a0.txt"];
    let inputs = seeds.map(|seed| Input::Path(folder.path().join("seeds").join(seed)));
    let mut documents = read::documents(&inputs, &read::Options::default()).documents;
    documents.extend(articles(&[MONDAY, TUESDAY].concat()));
    documents.iter_mut().for_each(|document| document.source.path = None);
    let documents = read::in_canonical_order(documents);
    let mut store = store::open(&database(&folder)).unwrap();
    store::add(&mut store, None, &documents).unwrap();
    let asked = store::Asked { from: "2026-01-01".parse().unwrap(), after: None, feeds: None };
    let recent = store::recent(&mut store, asked).unwrap();
    assert_eq!(recent.n_others, 0);
    let stored = recent.articles.into_iter().map(|article| article.document).collect();
    let stored = read::in_canonical_order(stored);
    assert_eq!(stored, documents);
    let brief = |documents| daybrief::brief(documents, &daybrief::Options::default());
    let bytes = |briefing| serde_json::to_string(&briefing).unwrap();
    assert_eq!(bytes(brief(stored)), bytes(brief(documents)));
}

#[test]
fn each_edition_begins_where_the_last_one_ended() {
    let folder = Folder::new();
    bring(&folder, MONDAY);
    let monday = make(&folder, "2026-02-02", &[]).exits(0).json();
    assert_eq!(
        titles(&monday),
        ["Harbor bridge closes for repairs", "Museum buys a lost painting"]
    );
    assert_eq!(monday["date"], "2026-02-02");
    // On the next day the same articles are there still, and one came late.
    let late = MONDAY.lines().next().unwrap().replace("closes for repairs", "is closed, city says");
    let late = late.replace("post.example/1", "late.example/1");
    bring(&folder, &[TUESDAY, &late, "\n"].concat());
    let tuesday = make(&folder, "2026-02-03", &[]).exits(0);
    let expected = [
        "Harbor bridge is closed, city says",
        "Third cable of the harbor bridge cracked",
        "Volcano erupts on the northern island",
    ];
    assert_eq!(titles(&tuesday.json()), expected);
    assert_eq!(tuesday.json()["since"], "2026-02-02");
    assert_eq!(n_editions(&folder), 2, "what comes from feeds is remembered");
    assert_eq!(make(&folder, "2026-02-03", &[]).exits(0), tuesday, "made again, it is the same");
    assert_eq!(n_editions(&folder), 2);
}

#[test]
fn the_past_of_a_new_feed_is_no_news() {
    let folder = Folder::new();
    bring(&folder, MONDAY);
    make(&folder, "2026-02-02", &[]).exits(0);
    let old = MONDAY.replace("2026-02-02", "2026-01-05").replace("example/1", "example/old");
    bring(&folder, &[&old, TUESDAY].concat());
    assert_eq!(titles(&make(&folder, "2026-02-03", &[]).exits(0).json()).len(), 2);
}

#[test]
fn the_same_briefing_in_another_format_is_no_other_edition() {
    let folder = Folder::new();
    bring(&folder, MONDAY);
    for format in ["md", "html", "text", "json"] {
        make(&folder, "2026-02-02", &["-f", format]).exits(0);
    }
    assert_eq!(n_editions(&folder), 1);
    make(&folder, "2026-02-02", &["-n", "1"]).exits(0);
    assert_eq!(n_editions(&folder), 2, "another choice of sentences is one");
}

#[test]
fn a_window_that_is_asked_for_goes_by_the_dates() {
    let folder = Folder::new();
    bring(&folder, &[MONDAY, TUESDAY].concat());
    let found = |more: &[&str]| titles(&make(&folder, "2026-02-03", more).exits(0).json()).len();
    assert_eq!(found(&["--no-remember"]), 2, "the first reaches back a day");
    assert_eq!(found(&["--no-remember", "--since", "7d"]), 4);
    assert_eq!(found(&["--no-remember", "--since", "2026-02-02", "--until", "2026-02-02"]), 2);
    assert_eq!(n_editions(&folder), 0);
    // What is dated later waits.
    assert_eq!(titles(&make(&folder, "2026-02-02", &[]).exits(0).json()).len(), 2);
    assert_eq!(titles(&make(&folder, "2026-02-03", &[]).exits(0).json()).len(), 2);
}

#[test]
fn the_last_version_of_a_changed_article_counts() {
    let folder = Folder::new();
    bring(&folder, MONDAY);
    bring(&folder, &MONDAY.replace("six weeks", "eight weeks"));
    let brief = make(&folder, "2026-02-02", &[]).exits(0);
    assert_eq!(titles(&brief.json()).len(), 2);
    assert!(brief.stdout.contains("eight weeks") && !brief.stdout.contains("six weeks"));
}

#[test]
fn a_day_without_articles_ends_as_asked_for() {
    let folder = Folder::new();
    bring(&folder, MONDAY);
    make(&folder, "2026-02-02", &[]).exits(0);
    let skipped = make(&folder, "2026-02-03", &["-o", "brief.md"]).exits(3);
    assert!(skipped.stderr.contains("nothing came since the edition of 2026-02-02"), "{skipped:?}");
    make(&folder, "2026-02-03", &["-o", "brief.md", "--if-empty", "fail"]).exits(1);
    assert!(!folder.path().join("brief.md").exists());
    assert_eq!(n_editions(&folder), 1);
    make(&folder, "2026-02-03", &["-o", "brief.md", "--if-empty", "write", "-f", "md"]).exits(0);
    let page = folder.get("brief.md");
    assert!(page.contains("There is nothing new to report."), "{page}");
    assert!(page.contains("2026") && !page.contains("harbor bridge closed"), "{page}");
    assert!(!page.contains("Every sentence above"), "there is none: {page}");
}

#[test]
fn a_quiet_day_says_so_and_repeats_nothing() {
    let folder = Folder::new();
    bring(&folder, MONDAY);
    make(&folder, "2026-02-02", &[]).exits(0);
    bring(&folder, &MONDAY.replace("02-02", "02-03").replace("example/1", "example/9"));
    for format in ["md", "text", "html"] {
        let args = ["--no-remember", "-f", format];
        let args = [&["make", "--offline", "--date", "2026-02-03"][..], &args].concat();
        let page = folder.run(&args).exits(0).stdout;
        assert!(page.contains("nothing new since 2 Feb"), "{format}: {page}");
        assert!(page.contains("There is nothing new to report."), "{format}: {page}");
        for told in ["closed on Monday", "retired teacher", "extra ferries"] {
            assert!(!page.contains(told), "{format}: {page}");
        }
    }
}

#[test]
fn without_a_feed_or_an_input_it_is_said_what_to_do() {
    let folder = Folder::new();
    let run = folder.run(&["make"]).exits(3);
    assert!(run.stderr.contains("daybrief feeds add"), "{}", run.stderr);
    // What is piped in is read, as ever.
    folder.run_with(&["make", "-f", "json"], MONDAY).exits(0);
    bring(&folder, "");
    let run = folder.run(&["make", "--offline"]).exits(3);
    assert!(run.stderr.contains("brought nothing yet"), "{}", run.stderr);
}

#[test]
fn a_dry_run_says_what_would_be_written_and_remembered() {
    let folder = Folder::new();
    bring(&folder, MONDAY);
    let run = make(&folder, "2026-02-02", &["--dry-run", "-o", "brief.md"]).exits(0);
    assert!(run.stdout.contains("brief.md: 2 sources, 2 topics"), "{}", run.stdout);
    assert!(run.stdout.ends_with("remembered as the edition for 2026-02-02\n"), "{}", run.stdout);
    assert_eq!(n_editions(&folder), 0);
    assert!(!folder.path().join("brief.md").exists());
}

#[test]
fn a_profile_has_its_settings_its_files_and_its_series() {
    let folder = Folder::new();
    folder.put("home/.config/daybrief/config.toml", "title = \"Mine\"\nselect.sentences = 1\n");
    folder.put(
        "home/.config/daybrief/profiles/tech.toml",
        "title = \"Tech\"\nmake.feeds = [\"https://post.example/feed\"]\n[output]\ndir = \"briefs\"\n\
         name = \"{date}-{profile}.{ext}\"\nformats = [\"json\", \"md\"]\n",
    );
    folder.put("daybrief.toml", "title = \"Here\"\n");
    bring(&folder, MONDAY);
    let run =
        folder.run(&["make", "--profile", "tech", "--offline", "--date", "2026-02-02"]).exits(0);
    assert_eq!(run.stdout, "briefs/2026-02-02-tech.json\nbriefs/2026-02-02-tech.md\n");
    let brief: Value = serde_json::from_str(&folder.get("briefs/2026-02-02-tech.json")).unwrap();
    assert_eq!(brief["title"], "Tech");
    assert_eq!(brief["topics"][0]["extracts"].as_array().unwrap().len(), 1);
    // Another series knows nothing of it.
    let other = make(&folder, "2026-02-03", &["--since", "7d", "--title", "Tech"]).exits(0).json();
    assert!(other["since"].is_null());
    let next = folder.run(&["make", "--profile", "tech", "--offline", "--date", "2026-02-03"]);
    assert!(next.exits(3).stderr.contains("since the edition of 2026-02-02"));
    let list = folder.run(&["history", "list", "-f", "json"]).exits(0).json();
    assert_eq!(list[1]["profile"], "tech");
    let without = folder.run(&["make", "-o", "out/", "--offline", "--date", "2026-02-02"]).exits(0);
    assert_eq!(without.stdout, "out/2026-02-02.html\n");
}

#[test]
fn a_profile_can_be_told_by_the_environment_and_must_exist() {
    let folder = Folder::new();
    let run = folder.run(&["make", "--profile", "sport"]).exits(2);
    assert!(run.stderr.contains("profiles/sport.toml: no such profile"), "{}", run.stderr);
    folder.run(&["config", "init", "--profile", "tech"]).exits(0);
    folder.put("home/.config/daybrief/profiles/tech.toml", "make.max_topics = 3\n");
    let run = folder.run(&["make", "--profile", "sport"]).exits(2);
    assert!(run.stderr.contains("(there are tech)"), "{}", run.stderr);
    let run = folder.run(&["make", "--profile", "../tech"]).exits(2);
    assert!(run.stderr.contains("letters, digits"), "{}", run.stderr);
    let mut command = folder.command(&["config", "show"]);
    let shown = finished(command.env("DAYBRIEF_PROFILE", "tech")).exits(0).stdout;
    assert!(shown.contains("make.max_topics = 3  # ") && shown.contains("tech.toml\n"), "{shown}");
    let paths = folder.run(&["config", "path"]).exits(0).stdout;
    assert!(paths.contains("tech.toml  (by --profile tech)\n"), "{paths}");
    folder.put("home/.config/daybrief/profiles/bad.toml", "sentences = 3\n");
    let run = folder.run(&["config", "check"]).exits(2);
    assert!(run.stderr.contains("bad.toml: line 1: unknown key sentences"), "{}", run.stderr);
    folder.run(&["config", "check", "--profile", "tech"]).exits(0);
}

#[test]
fn feeds_that_a_profile_does_not_name_are_left_out() {
    let folder = Folder::new();
    bring(&folder, MONDAY);
    let mut store = store::open(&database(&folder)).unwrap();
    let second = NewFeed {
        url: "https://radio.example/feed".into(),
        title: Some("City Radio".into()),
        category: Some("News/Local".into()),
        ..NewFeed::default()
    };
    store::subscribe(&mut store, &[second]).unwrap();
    let feed = store::feeds(&store).unwrap()[1].id;
    store::add(&mut store, Some(feed), &articles(&TUESDAY.replace("-03", "-02"))).unwrap();
    let found = |feeds: &str| {
        folder.put("daybrief.toml", format!("make.feeds = [{feeds}]\n"));
        make(&folder, "2026-02-02", &["--no-remember"])
    };
    let third = "Third cable of the harbor bridge cracked";
    for feeds in ["\"city radio\"", "\"News\"", "\"news/local\"", "\"https://radio.example/feed\""]
    {
        assert_eq!(titles(&found(feeds).exits(0).json())[0], third, "{feeds}");
    }
    assert_eq!(titles(&found("\"Local\", \"News\"").exits(0).json()).len(), 2);
    let run = found("\"Sport\"").exits(3);
    assert!(run.stderr.contains("Sport: no feed has this address"), "{}", run.stderr);
}

#[test]
fn a_briefing_is_verified_by_the_articles_in_the_store() {
    let folder = Folder::new();
    bring(&folder, MONDAY);
    for format in ["json", "md", "html"] {
        let file = format!("brief.{format}");
        make(&folder, "2026-02-02", &["-f", format, "-o", &file, "--no-remember"]).exits(0);
        let run = folder.run(&["verify", &file]).exits(0);
        assert!(run.stdout.contains("sentences verified"), "{run:?}");
        let forged = folder.get(&file).replace("retired teacher", "retired preacher");
        folder.put(&file, forged);
        assert!(folder.run(&["verify", &file]).exits(1).stderr.contains("preacher"));
    }
    fs::remove_file(database(&folder)).unwrap();
    folder.put("brief.md", folder.get("brief.md").replace("preacher", "teacher"));
    folder.run(&["verify", "brief.md"]).exits(1);
}

#[test]
fn eight_runs_at_once_lose_no_edition() {
    let folder = Folder::new();
    bring(&folder, MONDAY);
    let runs: Vec<_> = (1..=8)
        .map(|n| {
            let title = format!("Brief {n}");
            let args = ["make", "--offline", "--date", "2026-02-02", "--title", &title];
            folder.command(&args).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    for run in runs {
        let output = run.wait_with_output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && stderr.is_empty(), "{stderr}");
    }
    assert_eq!(n_editions(&folder), 8);
    let doctor = folder.run(&["doctor", "-f", "json"]).exits(0).json();
    assert_eq!((&doctor["articles"], &doctor["extracts"]), (&2.into(), &48.into()));
}

/// Kills a run at ever other moments: `DAYBRIEF_KILLS` says how many, 10 without.
#[test]
fn a_killed_run_loses_no_article_and_half_writes_no_file() {
    let folder = Folder::new();
    bring(&folder, MONDAY);
    make(&folder, "2026-02-02", &["-o", "brief.json"]).exits(0);
    bring(&folder, TUESDAY);
    let old = folder.get("brief.json");
    let args = ["make", "--offline", "--date", "2026-02-03", "-o", "brief.json"];
    let begun = std::time::Instant::now();
    finished(
        folder
            .command(&["make", "--offline", "--date", "2026-02-03", "--no-remember"])
            .stderr(Stdio::null()),
    )
    .exits(0);
    let whole = begun.elapsed() * 2;
    let kills: u32 =
        std::env::var("DAYBRIEF_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(10);
    for n in 0..kills {
        let mut run = folder.command(&args).stderr(Stdio::null()).spawn().unwrap();
        // Spread over the run by a fixed sequence: what counts is that the moments differ.
        std::thread::sleep(whole * (n * 7919 % 1000) / 1000);
        run.kill().unwrap();
        run.wait().unwrap();
        let is_remembered = n_editions(&folder) == 2;
        let text = folder.get("brief.json");
        assert!(text != old || !is_remembered, "remembered before it was written");
        if text != old {
            let brief: Value = serde_json::from_str(&text).unwrap();
            assert_eq!((&brief["date"], titles(&brief).len()), (&"2026-02-03".into(), 2));
        }
        let doctor = folder.run(&["doctor", "-f", "json"]).exits(0).json();
        assert_eq!(doctor["articles"], 4);
        if is_remembered {
            folder.run(&["history", "forget", "2026-02-03"]).exits(0);
        }
        folder.put("brief.json", &old);
    }
    folder.run(&args).exits(0);
    assert_eq!(n_editions(&folder), 2);
}
