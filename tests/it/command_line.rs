//! Flags, configuration, outputs and exit codes of the program.

use std::fs;
use std::process::{Command, Stdio};

use crate::program::{Folder, SEEDS, files_below, finished};

/// The seeds and some flags, for `make`.
fn make<'a>(flags: &[&'a str]) -> Vec<&'a str> {
    [&["make", SEEDS[0], SEEDS[1]][..], flags].concat()
}

fn n_extracts(briefing: &serde_json::Value) -> usize {
    let topics = briefing["topics"].as_array().unwrap();
    topics.iter().map(|topic| topic["extracts"].as_array().unwrap().len()).sum()
}

#[test]
fn the_extension_or_the_flag_tells_the_format() {
    let folder = Folder::new();
    for (file, start) in [("a.html", "<!"), ("a.json", "{"), ("a.md", "# ")] {
        let run = folder.run(&make(&["-o", file])).exits(0);
        assert_eq!((&*run.stdout, &*run.stderr), ("", ""));
        let page = folder.get(file);
        assert!(page.to_lowercase().starts_with(start), "{file}: {page}");
        let format = file.rsplit('.').next().unwrap();
        assert_eq!(folder.run(&make(&["-f", format])).exits(0).stdout, page);
    }
    assert_eq!(folder.run(&make(&[])).exits(0).stdout, folder.get("a.md"), "a pipe gets Markdown");
    folder.run(&make(&["-o", "a.pdf"])).exits(2);
}

#[test]
fn a_file_is_replaced_as_a_whole_and_only_a_file() {
    let folder = Folder::new();
    folder.put("old.md", "old");
    folder.run(&make(&["-o", "old.md"])).exits(0);
    assert!(folder.get("old.md").starts_with("# "));
    let names: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with('.'))
        .collect();
    assert_eq!(names, [""; 0], "temporary files are left");
    let run = folder.run(&make(&["-o", "no/such/folder.md"])).exits(1);
    assert!(run.stderr.starts_with("error: cannot write no/such/folder.md: no such"), "{run:?}");
}

#[cfg(unix)]
#[test]
fn a_link_is_not_written_through() {
    let folder = Folder::new();
    folder.put("target.md", "old");
    std::os::unix::fs::symlink("target.md", folder.path().join("link.md")).unwrap();
    let run = folder.run(&make(&["-o", "link.md"])).exits(1);
    assert!(run.stderr.contains("it is a symbolic link"), "{}", run.stderr);
    assert_eq!(folder.get("target.md"), "old");
}

#[test]
fn a_closed_pipe_is_quiet() {
    let folder = Folder::new();
    let mut child = folder
        .command(&make(&["-f", "json"]))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_no_file() {
    use std::os::unix::process::ExitStatusExt;
    let folder = Folder::new();
    let before = files_below(folder.path());
    let mut child = heeding_interrupts(folder.command(&["summarize", "-", "-o", "a.md"]))
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Its standard input stays open, so that it waits for the rest of the article.
    let stdin = child.stdin.take();
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    drop(stdin);
    // A shell shows this signal as exit code 130.
    assert_eq!(output.status.signal(), Some(2), "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
    assert_eq!(files_below(folder.path()), before);
}

/// `program`, ended by an interrupt even where the tests are not: a job in the background of a
/// script ignores them, and so does all that it starts.
#[cfg(unix)]
fn heeding_interrupts(program: Command) -> Command {
    let way = "--default-signal=INT";
    // GNU's `env` alone knows it.
    let is_known = Command::new("/usr/bin/env").args([way, "true"]).stderr(Stdio::null()).status();
    if !is_known.is_ok_and(|status| status.success()) {
        return program;
    }
    let mut command = Command::new("/usr/bin/env");
    command.arg(way).arg(program.get_program()).args(program.get_args()).env_clear();
    command.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
    command.current_dir(program.get_current_dir().unwrap());
    command
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let folder = Folder::new();
    let full = fs::File::create("/dev/full").unwrap();
    let output = folder.command(&make(&[])).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(stderr, "error: cannot write standard output: no space left\n");
}

#[test]
fn standard_input_is_read_where_no_input_is_named() {
    let folder = Folder::new();
    let text = folder.get(SEEDS[0]);
    let run = folder.run_with(&["summarize", "-n", "2", "-f", "json"], &text).exits(0);
    assert_eq!(n_extracts(&run.json()), 2);
    let dash = folder.run_with(&["summarize", "-", "-n", "2", "-f", "json"], &text).exits(0);
    assert_eq!(dash, run);
}

#[test]
fn a_higher_place_of_a_setting_hides_the_lower() {
    let folder = Folder::new();
    let n = |flags: &[&str], variables: &[(&str, &str)]| {
        let mut command = folder.command(&make(&[&["-f", "json"][..], flags].concat()));
        n_extracts(&finished(command.envs(variables.iter().copied())).exits(0).json())
    };
    assert_eq!(n(&[], &[]), 5);
    folder.put("home/.config/daybrief/config.toml", "[select]\nsentences = 1\n");
    assert_eq!(n(&[], &[]), 1);
    folder.put("daybrief.toml", "[select]\nsentences = 2\n");
    assert_eq!(n(&[], &[]), 2);
    assert_eq!(n(&[], &[("DAYBRIEF_SENTENCES", "3")]), 3);
    assert_eq!(n(&["-n", "4"], &[("DAYBRIEF_SENTENCES", "3")]), 4);
    folder.put("other.toml", "select.sentences = 6\n");
    assert_eq!(n(&["-c", "other.toml"], &[]), 6);
    assert_eq!(n(&[], &[("DAYBRIEF_CONFIG", "other.toml")]), 6);
    let by_words = n(&["--words", "200"], &[("DAYBRIEF_SENTENCES", "1")]);
    assert!(by_words > 1, "the variable limits the words asked for above it");
}

#[test]
fn the_configuration_is_shown_with_its_origins() {
    let folder = Folder::new();
    folder.put("daybrief.toml", "title = \"Mine\"\n");
    let paths = folder.run(&["config", "path"]).exits(0).stdout;
    let user = folder.path().join("home/.config/daybrief/config.toml");
    assert_eq!(paths, format!("daybrief.toml\n{}  (does not exist)\n", user.display()));
    let mut command = folder.command(&["config", "show"]);
    let text = finished(command.env("DAYBRIEF_MAX_TOPICS", "3")).exits(0).stdout;
    assert!(text.contains("title = \"Mine\"  # daybrief.toml\n"), "{text}");
    assert!(text.contains("make.max_topics = 3  # DAYBRIEF_MAX_TOPICS\n"), "{text}");
    assert!(text.contains("select.method = \"auto\"  # built in\n"), "{text}");
    folder.put("shown.toml", &text);
    folder.run(&["config", "check", "shown.toml"]).exits(0);
}

#[test]
fn a_configuration_file_to_start_from_is_never_written_over_another() {
    let folder = Folder::new();
    let path = "home/.config/daybrief/config.toml";
    folder.run(&["config", "init"]).exits(0);
    let first = folder.get(path);
    assert!(first.contains("# sentences = "), "{first}");
    folder.run(&["config", "check"]).exits(0);
    folder.put(path, "title = \"Mine\"\n");
    let run = folder.run(&["config", "init"]).exits(1);
    assert!(run.stderr.contains("it exists already"), "{}", run.stderr);
    assert_eq!(folder.get(path), "title = \"Mine\"\n");
}

#[test]
fn what_configuration_and_flags_cannot_mean_is_an_error_of_usage() {
    let folder = Folder::new();
    let line = |args: &[&str]| folder.run(args).exits(2).stderr;
    folder.put("daybrief.toml", "[select]\nsentances = 3\n");
    let expected = "error: cannot use configuration daybrief.toml: line 2: unknown key \
                    select.sentances (did you mean select.sentences?)\n";
    assert_eq!(line(&make(&[])), expected);
    assert_eq!(line(&["config", "check"]), expected);
    folder.put("daybrief.toml", "select.sentences = 0\n");
    assert!(line(&make(&[])).contains("select.sentences: give a whole number from 1"));
    folder.put("daybrief.toml", "");
    assert!(line(&make(&["-n", "0"])).contains("give a whole number from 1"));
    assert!(line(&make(&["--jobs", "100000"])).contains("256"));
    assert!(line(&make(&["--since", "soon"])).contains("yesterday"));
    assert!(line(&make(&["--open"])).contains("no file to open"));
    assert!(line(&make(&["--sections", "timelines"])).contains("timeline"));
    assert!(line(&make(&["--theme", "loud"])).contains("newspaper"));
    assert!(line(&["make", "-c", "none.toml", SEEDS[0]]).contains("none.toml: no such file"));
    assert!(line(&["make", "--no-such-flag"]).contains("--no-such-flag"));
    assert!(line(&["no-such-command"]).contains("no-such-command"));
    let mut command = folder.command(&make(&[]));
    let run = finished(command.env("DAYBRIEF_SENTENCE", "3")).exits(2);
    assert!(run.stderr.contains("did you mean DAYBRIEF_SENTENCES?"), "{}", run.stderr);
}

#[test]
fn articles_outside_the_dates_are_left_out() {
    let folder = Folder::new();
    folder.put("old.txt", " date 2026-01-02 The harbor bridge closed on Friday for repairs.\n");
    let names = |flags: &[&str]| {
        let args = [&["make", "old.txt", SEEDS[0], "-f", "json"][..], flags].concat();
        let briefing = folder.run(&args).exits(0).json();
        let sources = briefing["sources"].as_array().unwrap().iter();
        let mut names: Vec<String> =
            sources.map(|source| source["path"].as_str().unwrap().to_owned()).collect();
        names.sort();
        names
    };
    assert_eq!(names(&[]), ["old.txt", SEEDS[0]]);
    assert_eq!(names(&["--since", "24h"]), [SEEDS[0]]);
    assert_eq!(names(&["--until", "2026-01-31"]), ["old.txt"]);
    let args = ["make", "old.txt", "--since", "2026-02-01"];
    let run = folder.run(&args).exits(3);
    let expected = "error: cannot read any article: 1 article outside the dates asked for\n";
    assert_eq!(run.stderr, expected);
}

#[test]
fn an_empty_briefing_is_skipped_written_or_a_failure() {
    let folder = Folder::new();
    let args = |what| ["make", SEEDS[0], "--min-sources", "2", "--if-empty", what, "-o", "a.md"];
    let run = folder.run(&args("skip")).exits(3);
    let expected = "error: nothing to report: no topic has 2 independent sources\n";
    assert_eq!((&*run.stdout, &*run.stderr), ("", expected));
    assert_eq!(folder.run(&args("fail")).exits(1).stderr, expected);
    assert!(!folder.path().join("a.md").exists());
    folder.run(&args("write")).exits(0);
    assert!(folder.get("a.md").starts_with("# "));
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = Folder::new();
    let run = folder.run(&make(&["-o", "a.html", "--dry-run"])).exits(0);
    assert!(run.stdout.starts_with("a.html: 2 sources, 1 topic, 5 sentences, "), "{}", run.stdout);
    assert!(!folder.path().join("a.html").exists());
}

#[test]
fn a_folder_gets_a_file_a_format() {
    let folder = Folder::new();
    folder.put(
        "daybrief.toml",
        "[output]\ndir = \"~/briefs\"\nname = \"{date}-world.{ext}\"\nformats = [\"html\", \"md\"]\n",
    );
    let run = folder.run(&make(&[])).exits(0);
    assert_eq!(run.stdout.lines().count(), 2, "{}", run.stdout);
    assert!(folder.get("home/briefs/2026-02-04-world.html").contains("<html"));
    assert!(folder.get("home/briefs/2026-02-04-world.md").starts_with("# "));
    folder.run(&make(&["-o", "here/", "-f", "json"])).exits(0);
    assert!(folder.get("here/2026-02-04-world.json").starts_with('{'));
    assert!(folder.run(&make(&["-o", "-"])).exits(0).stdout.starts_with("# "));
    let run = folder.run(&["summarize", SEEDS[0]]).exits(0);
    assert!(run.stdout.starts_with("# "), "the folder is for briefings alone: {}", run.stdout);
    folder.put("daybrief.toml", "output = { dir = \"a\", name = \"../{date}\" }\n");
    assert!(folder.run(&make(&[])).exits(2).stderr.contains("output.name"));
}

#[test]
fn what_make_writes_verifies_until_a_letter_changes() {
    let folder = Folder::new();
    for file in ["brief.eml", "brief.atom", "brief.epub"] {
        folder.run(&make(&["-o", file, "--sections", "none"])).exits(0);
        let run = folder.run(&["verify", file, "seeds"]).exits(0);
        assert_eq!(run.stdout, "5 sentences verified\n", "{file}");
    }
    for file in ["brief.json", "brief.md", "brief.html"] {
        folder.run(&make(&["-o", file])).exits(0);
        let run = folder.run(&["verify", file]).exits(0);
        let said = run.stdout.strip_suffix(" sentences verified\n");
        let n: usize = said.and_then(|n| n.parse().ok()).unwrap();
        // The five extracts, quotations, dates and what only one source has.
        assert!(n > 10 && run.stderr.is_empty(), "{file}: {}{}", run.stdout, run.stderr);
        let named = folder.run(&["verify", file, "seeds"]).exits(0);
        assert_eq!(named.stdout, run.stdout, "{file}");
        let page = folder.get(file);
        assert_eq!(folder.run_with(&["verify", "-"], &page).exits(0).stdout, run.stdout);
        let forged = page.replace("video call", "video cell");
        assert_ne!(forged, page, "{file}");
        folder.put(file, forged);
        let run = folder.run(&["verify", file]).exits(1);
        assert!(run.stderr.starts_with("error: "), "{file}: {}", run.stderr);
        folder.put(file, page);
    }
    let source = folder.get(SEEDS[1]);
    folder.put(SEEDS[1], source.replace("video call", "video cell"));
    for file in ["brief.json", "brief.md", "brief.html"] {
        folder.run(&["verify", file]).exits(1);
    }
    folder.run(&["verify", SEEDS[0]]).exits(1);
    folder.run(&["verify", "no/such.json"]).exits(3);
}

#[test]
fn every_built_in_template_can_be_shown_copied_and_checked() {
    let folder = Folder::new();
    let names = folder.run(&["templates", "list"]).exits(0).stdout;
    assert!(names.lines().count() > 3, "{names}");
    folder.run(&["templates", "new", "mine"]).exits(0);
    for line in names.lines() {
        let name = line.split_whitespace().next().unwrap();
        assert_ne!(folder.run(&["templates", "show", name]).exits(0).stdout, "", "{name}");
    }
    folder.run(&["templates", "check", "mine"]).exits(0);
    folder.run(&["templates", "new", "mine"]).exits(1);
    folder.run(&["templates", "show", "no-such"]).exits(1);
    for format in ["html", "md"] {
        let usual = folder.run(&make(&["-f", format])).exits(0).stdout;
        let mine = folder.run(&make(&["-f", format, "--template", "mine"])).exits(0).stdout;
        // The command that makes it again is the one that was typed.
        assert_ne!(usual, mine, "{format}");
        assert_eq!(usual, mine.replace(" --template mine", ""), "{format}");
    }
    let page = |args: &[&str]| {
        let message = folder.run(&make(args)).exits(0).stdout;
        let (_, page) = message.split_once("Content-Type: text/html").unwrap();
        page.split_once("\n--=_").unwrap().0.to_owned()
    };
    let mine = page(&["-f", "email", "--template", "mine"]);
    assert_eq!(page(&["-f", "email"]), mine);
    folder.run(&make(&["-o", "usual.epub"])).exits(0);
    folder.run(&make(&["-o", "mine.epub", "--template", "mine"])).exits(0);
    let bytes = |file: &str| fs::read(folder.path().join(file)).unwrap();
    assert_eq!(bytes("usual.epub"), bytes("mine.epub"));
    let first = folder.get("mine/html/topic.hbs");
    assert!(first.starts_with("{{!-- html/topic: one topic.\n"), "{first}");
    assert!(folder.get("mine/markdown/briefing.hbs").contains("omitted_topics"));
}

#[test]
fn help_completions_and_manual_are_printed() {
    let folder = Folder::new();
    assert!(folder.run(&["--version"]).exits(0).stdout.starts_with("daybrief "));
    for command in ["summarize", "make", "topics", "explain", "verify", "templates", "config"] {
        assert!(folder.run(&[command, "--help"]).exits(0).stdout.contains("Usage: daybrief "));
    }
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = folder.run(&["completions", shell]).exits(0).stdout;
        assert!(script.contains("max-topics"), "{shell}");
    }
    let page = folder.run(&["man"]).exits(0).stdout;
    assert!(page.contains(".SH") && page.contains("130  interrupted"), "{page}");
    assert!(folder.run(&["man", "make"]).exits(0).stdout.contains("max\\-topics"));
    folder.run(&["man", "no-such"]).exits(2);
}

#[test]
fn color_is_for_terminals_or_for_who_asks() {
    let folder = Folder::new();
    let escape = '\u{1b}';
    let args = make(&["missing.txt", "-f", "text"]);
    let plain = folder.run(&args).exits(0);
    assert!(!plain.stdout.contains(escape) && !plain.stderr.contains(escape));
    let styled = folder.run(&[&args[..], &["--color", "always"]].concat()).exits(0);
    assert!(styled.stdout.contains(escape) && styled.stderr.contains(escape));
    assert!(folder.run(&[&args[..], &["-q"]].concat()).exits(0).stderr.is_empty());
    let verbose = folder.run(&[&args[..], &["-v"]].concat()).exits(0).stderr;
    assert!(verbose.contains("note: 2 articles read"), "{verbose}");
}

#[test]
fn sections_theme_and_marks_are_chosen_by_flags() {
    let folder = Folder::new();
    let page = folder.run(&make(&["-f", "html", "--theme", "newspaper"])).exits(0).stdout;
    assert!(page.contains("column-rule"), "{page}");
    let variable =
        finished(folder.command(&make(&["-f", "html"])).env("DAYBRIEF_THEME", "newspaper"));
    // The command that makes it again tells what was typed only.
    let body = |page: &str| page.split_once("<footer>").unwrap().0.to_owned();
    assert_eq!(body(&variable.exits(0).stdout), body(&page));
    let args =
        ["--sections", "none", "--md-citations", "inline", "--front-matter", "--title", "A: \"b\""];
    let text = folder.run(&make(&args)).exits(0).stdout;
    assert!(text.starts_with("---\ntitle: \"A: \\\"b\\\"\"\ndate: 2026-02-04\n"), "{text}");
    folder.put("inline.md", &text);
    assert!(text.contains("\n## Sources\n\n1. ") && !text.contains("[^1]"));
    let run = folder.run(&["verify", "inline.md", "seeds"]).exits(0);
    assert_eq!(run.stdout, "5 sentences verified\n");
    let none = folder.run(&make(&["-f", "json", "--sections", "none"])).exits(0).json();
    assert_eq!(none["topics"][0]["entities"].as_array().unwrap().len(), 0);
    folder.run(&make(&["-f", "json", "--sections", "entities,terms"])).exits(0);
}

#[test]
fn a_broken_template_fails_and_writes_nothing() {
    let folder = Folder::new();
    let large = "x".repeat(2 << 20);
    let nested = "{{#if title}}".repeat(10_000);
    let cases = [
        ("{{#if title}}", "page.hbs:1:1: the block {{#if}} is not closed"),
        ("{{> nowhere}}", "page.hbs:1:1: there is no partial nowhere"),
        ("\n{{> briefing}}", "page.hbs:2:1: the partial briefing includes itself"),
        ("{{> ../head}}", "page.hbs:1:1: a partial is included by its plain name"),
        (&nested, "nest deeper than 64 levels"),
        (&large, "are too many for a template"),
    ];
    for (template, message) in cases {
        folder.put("page.hbs", template);
        let run = folder.run(&make(&["-o", "a.html", "--template", "page.hbs"])).exits(1);
        assert!(run.stderr.contains(message), "{}", run.stderr);
        assert_eq!(run.stderr.lines().count(), 1);
        assert!(!folder.path().join("a.html").exists());
    }
    let text = "x".repeat(900_000);
    let deep = format!("{}{text}{}", "{{#each @root.sources}}".repeat(9), "{{/each}}".repeat(9));
    folder.put("page.hbs", deep);
    let run = folder.run(&make(&["-o", "a.html", "--template", "page.hbs"])).exits(1);
    assert!(run.stderr.contains("page.hbs:1:208: it writes more than 64 MiB"), "{}", run.stderr);
    assert!(!folder.path().join("a.html").exists());
    folder.put("own/html/extract.hbs", "a\n{{wether}}");
    let run = folder.run(&["templates", "check", "own"]).exits(1);
    assert!(run.stderr.contains("extract.hbs:2:1: there is no field wether"), "{}", run.stderr);
    assert!(run.stderr.contains("omitted_topics"), "the known fields are told: {}", run.stderr);
}

#[test]
fn a_folder_keeps_its_editions_linked() {
    let folder = Folder::new();
    let edition = |date: &str| {
        let run = folder.run(&make(&["-o", "briefs/", "--date", date])).exits(0);
        assert_eq!(run.stdout, format!("briefs/{date}.html\n"));
    };
    for date in ["2026-02-06", "2026-02-04", "2026-03-01"] {
        edition(date);
    }
    let first = folder.get("briefs/2026-02-04.html");
    assert!(
        first.contains("rel=\"next\" href=\"2026-02-06.html\"") && !first.contains("rel=\"prev\"")
    );
    let middle = folder.get("briefs/2026-02-06.html");
    assert!(middle.contains("rel=\"prev\" href=\"2026-02-04.html\""), "{middle}");
    assert!(middle.contains("rel=\"next\" href=\"2026-03-01.html\""));
    let page = folder.get("briefs/index.html");
    let links: Vec<&str> =
        page.split("<li><a href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(links, ["2026-03-01.html", "2026-02-06.html", "2026-02-04.html"]);
    assert_eq!(folder.get("briefs/atom.xml").matches("<entry>").count(), 3);
    let all = || -> Vec<(String, String)> {
        let files = files_below(&folder.path().join("briefs")).into_iter();
        files.map(|file| (file.clone(), folder.get(&format!("briefs/{file}")))).collect()
    };
    let before = all();
    edition("2026-02-06");
    assert_eq!(all(), before, "the same edition again changes nothing");
    // One that is taken away is forgotten.
    fs::remove_file(folder.path().join("briefs/2026-02-06.html")).unwrap();
    edition("2026-03-01");
    assert!(folder.get("briefs/2026-03-01.html").contains("rel=\"prev\" href=\"2026-02-04.html\""));
    assert!(!folder.get("briefs/index.html").contains("2026-02-06"));
    folder.run(&["verify", "briefs/2026-03-01.html"]).exits(0);
}

#[test]
fn what_a_folder_holds_of_others_is_left_alone() {
    let folder = Folder::new();
    for foreign in ["index.html", "atom.xml", "2026-02-04.html", "editions.json"] {
        folder.put(&format!("{foreign}.d/{foreign}"), "mine");
        let run = folder.run(&make(&["-o", &format!("{foreign}.d")])).exits(1);
        assert!(run.stderr.contains("it is there"), "{}", run.stderr);
        let files = files_below(&folder.path().join(format!("{foreign}.d")));
        assert_eq!(files, [foreign]);
        assert_eq!(folder.get(&format!("{foreign}.d/{foreign}")), "mine");
    }
    folder.put("daybrief.toml", "output = { dir = \"a\", name = \"index.{ext}\" }\n");
    assert!(folder.run(&make(&[])).exits(2).stderr.contains("a file of its own"));
}
