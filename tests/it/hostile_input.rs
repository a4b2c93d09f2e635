//! Inputs that are hardly articles: a clear line and the documented exit code, never a panic, and
//! never an empty summary of a text that has words.

use crate::program::{Folder, Run, SEEDS};

/// Both commands on one input, which must agree on how it ends.
fn runs(bytes: &[u8]) -> [Run; 2] {
    let folder = Folder::new();
    folder.put("input.txt", bytes);
    ["summarize", "make"].map(|command| {
        let run = folder.run(&[command, "input.txt", "-f", "json"]);
        assert!(!run.stderr.contains("bug"), "{command}: {}", run.stderr);
        run
    })
}

/// The texts of all extracts of a run that must have gone well.
#[track_caller]
fn extracts(run: Run) -> Vec<String> {
    let briefing = run.exits(0).json();
    let topics = briefing["topics"].as_array().unwrap().iter();
    let extracts = topics.flat_map(|topic| topic["extracts"].as_array().unwrap());
    extracts.map(|extract| extract["text"].as_str().unwrap().to_owned()).collect()
}

/// Every extract of both commands on `text`, which has words and so must have a summary.
#[track_caller]
fn summaries(text: impl AsRef<[u8]>) -> Vec<String> {
    let [summarize, make] = runs(text.as_ref()).map(extracts);
    assert!(!summarize.is_empty(), "an empty summary of a text with words");
    assert!(!make.is_empty(), "an empty briefing on a text with words");
    summarize
}

/// Both commands on `text`, which has nothing to report: exit 3 and one line.
#[track_caller]
fn refusal(text: impl AsRef<[u8]>) -> String {
    let [summarize, make] = runs(text.as_ref()).map(|run| run.exits(3));
    assert_eq!(summarize.stderr, make.stderr);
    assert_eq!(summarize.stdout, "");
    assert_eq!(summarize.stderr.lines().count(), 1, "{}", summarize.stderr);
    summarize.stderr
}

#[test]
fn one_sentence_comes_back_whole() {
    let sentence = "The harbor bridge closed on Tuesday for repairs.";
    assert_eq!(summaries(sentence), [sentence]);
}

#[test]
fn one_word_comes_back_whole() {
    assert_eq!(summaries("Rain"), ["Rain"]);
    assert_eq!(summaries("Rain\n"), ["Rain"]);
}

#[test]
fn stop_words_alone_come_back() {
    assert!(!summaries("It was. And so it is. They were not.").is_empty());
}

#[test]
fn headings_alone_come_back() {
    assert!(!summaries("Harbor bridge closed\n\nFerries run\n\nWhat comes next\n").is_empty());
}

#[test]
fn an_empty_file_has_nothing_to_report() {
    let line = refusal("");
    assert!(line.starts_with("error: cannot read input.txt: "), "{line}");
    refusal(" \n\t\r\n ");
    refusal("\u{feff}");
}

#[test]
fn a_file_without_words_has_nothing_to_report() {
    refusal("--- * * * ---\n\n?!\n");
}

#[test]
fn a_binary_file_has_nothing_to_report() {
    let bytes: Vec<u8> = (0..4096_u32).map(|at| (at * 7919 % 251) as u8).collect();
    let line = refusal(bytes);
    assert!(line.starts_with("error: cannot read input.txt: "), "{line}");
}

#[test]
fn bytes_that_are_no_utf_8_are_read_or_refused_but_never_a_panic() {
    let text =
        b"The caf\xe9 on the square closed on Monday after forty years. \xff\xfe\x80 It was small.";
    let extracts = summaries(text);
    assert!(extracts.iter().any(|extract| extract.contains("on the square")), "{extracts:?}");
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_do_not_show() {
    let text =
        "\u{feff}The harbor bridge closed on Tuesday.\r\n\r\nFerries replace it for six weeks.\r\n";
    let expected = ["The harbor bridge closed on Tuesday.", "Ferries replace it for six weeks."];
    assert_eq!(summaries(text), expected);
    assert_eq!(summaries(text.replace("\r\n", "\r")), expected);
}

#[test]
fn a_line_of_a_megabyte_is_read() {
    let mut text = String::new();
    let mut state = 1_u32;
    while text.len() < 1_000_000 {
        text.push_str("The harbor");
        for _ in 0..12 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let letter = |at: u32| char::from(b'a' + (state >> at & 15) as u8);
            text.extend([' ', letter(16), letter(20), letter(24), letter(28)]);
        }
        text.push_str(". ");
    }
    // One command is enough: `make` goes the same way with an article alone.
    let folder = Folder::new();
    folder.put("input.txt", &text);
    assert_eq!(extracts(folder.run(&["summarize", "input.txt", "-f", "json"])).len(), 5);
    let line = refusal("-".repeat(1_000_000));
    assert!(line.len() < 300, "{line}");
}

#[test]
fn a_word_of_a_megabyte_is_read_or_refused_in_one_line() {
    for run in runs("a".repeat(1_000_000).as_bytes()) {
        assert!(matches!(run.code, Some(0 | 3)), "{:?} {}", run.code, run.stderr);
        assert!(run.stderr.lines().count() <= 1 && run.stderr.len() < 300, "{}", run.stderr);
    }
}

#[test]
fn a_missing_file_is_named() {
    let run = Folder::new().run(&["make", "no/such.txt"]).exits(3);
    assert_eq!(run.stdout, "");
    assert!(run.stderr.starts_with("error: cannot read no/such.txt: no such"), "{}", run.stderr);
    assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
}

#[test]
fn a_folder_without_articles_is_named() {
    let folder = Folder::new();
    folder.put("empty/notes.xyz", "");
    std::fs::create_dir(folder.path().join("void")).unwrap();
    for name in ["void", "empty"] {
        let run = folder.run(&["make", name]).exits(3);
        assert!(run.stderr.starts_with("error: cannot read "), "{}", run.stderr);
        assert!(run.stderr.contains(name), "{}", run.stderr);
    }
    let run = folder.run(&["make", "void/*.txt"]).exits(3);
    assert!(run.stderr.contains("void/*.txt"), "{}", run.stderr);
}

#[test]
fn one_bad_file_among_good_ones_costs_a_warning() {
    let folder = Folder::new();
    folder.put("empty.txt", "");
    let args = ["make", SEEDS[0], "empty.txt", "missing.txt", SEEDS[1], "-f", "json"];
    let run = folder.run(&args).exits(0);
    let lines: Vec<&str> = run.stderr.lines().collect();
    assert_eq!(lines.len(), 2, "{}", run.stderr);
    assert!(lines[0].starts_with("warning: missing.txt: no such"), "{}", run.stderr);
    assert!(lines[1].starts_with("warning: empty.txt: "), "{}", run.stderr);
    let briefing = run.json();
    assert_eq!(briefing["warnings"][0]["input"], "missing.txt");
    assert_eq!(briefing["warnings"][1]["input"], "empty.txt");
    assert_eq!(briefing["sources"].as_array().unwrap().len(), 2);
    folder.run(&[&args[..], &["--strict"]].concat()).exits(4);
    for format in ["html", "md", "text"] {
        let args = ["make", SEEDS[0], "missing.txt", "-f", format];
        let page = folder.run(&args).exits(0).stdout;
        assert!(page.contains("missing.txt"), "{format}: {page}");
    }
}

#[test]
fn a_hostile_name_cannot_write_lines_or_colors() {
    let name = "a\n\u{1b}[31merror: all is lost\u{202e}";
    let run = Folder::new().run(&["make", name]).exits(3);
    assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
    assert!(!run.stderr.contains(['\u{1b}', '\u{202e}']), "{:?}", run.stderr);
}

#[test]
fn hostile_text_reaches_no_terminal_as_control() {
    let folder = Folder::new();
    let text = "The bridge\u{1b}]0;owned\u{7}\u{9b}31m closed \u{202e}on Tuesday for repairs.";
    folder.put("input.txt", text);
    for command in ["summarize", "topics", "explain"] {
        let run = folder.run(&[command, "input.txt", "-f", "text"]).exits(0);
        let controls = ['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}'];
        assert!(!run.stdout.contains(controls), "{command}: {:?}", run.stdout);
    }
}
