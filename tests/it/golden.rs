//! The program end to end: each folder of `golden/` holds a command and everything it must leave.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::program::{Folder, Run, files_below, finished, piped, root};

/// Where the cases are.
const CASES: &str = "tests/it/golden";

/// What a command leaves, by file name: `stdout`, `stderr`, `exit`, and files in `out/`. What is
/// empty, and the exit code 0, have no file.
type Trace = BTreeMap<String, String>;

/// A line of `cmd`, taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
struct CommandLine {
    variables: Vec<(String, String)>,
    args: Vec<String>,
    stdin: Option<String>,
}

#[test]
fn every_case_leaves_what_it_should() {
    let mut wrong = Vec::new();
    let mut n_cases = 0;
    let mut cases: Vec<_> =
        fs::read_dir(root().join(CASES)).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    for case in cases {
        n_cases += 1;
        let found = trace(&case);
        if std::env::var_os("UPDATE_EXPECT").is_some_and(|value| value == "1") {
            update(&case, &found);
        }
        for difference in differences(&expected(&case), &found) {
            wrong.push(format!("{}: {difference}", case.file_name().unwrap().to_string_lossy()));
        }
    }
    assert!(n_cases > 0, "{CASES} holds no case");
    let hint = "if the new output is right: UPDATE_EXPECT=1 cargo test, then read the diff";
    assert!(wrong.is_empty(), "{}\n{hint}", wrong.join("\n"));
}

/// Runs the commands of `case`, one a line, in a folder that holds `in/` and the seeds. What each
/// of several commands leaves stands under its line.
fn trace(case: &Path) -> Trace {
    let folder = Folder::new();
    for file in files_below(&case.join("in")) {
        folder.put(&file, fs::read(case.join("in").join(&file)).unwrap());
    }
    let before = files_below(folder.path());
    let mut trace = Trace::new();
    let lines = fs::read_to_string(case.join("cmd")).unwrap();
    let is_one = lines.lines().count() == 1;
    for line in lines.lines() {
        let run = run(line, &folder);
        let code = run.code.map_or("signal".into(), |code| code.to_string());
        let code = if code == "0" { String::new() } else { code + "\n" };
        for (file, text) in [("stdout", run.stdout), ("stderr", run.stderr), ("exit", code)] {
            let above =
                if is_one || text.is_empty() { String::new() } else { format!("$ {line}\n") };
            *trace.entry(file.into()).or_default() += &(above + &text);
        }
    }
    for file in files_below(folder.path()).into_iter().filter(|file| !before.contains(file)) {
        trace.insert(format!("out/{file}"), folder.get(&file));
    }
    trace.retain(|_, text| !text.is_empty());
    let place = folder.path().to_str().unwrap();
    for (file, text) in &trace {
        assert!(!text.contains(place), "{}: {file} names the working folder", case.display());
    }
    trace
}

fn run(line: &str, folder: &Folder) -> Run {
    let line = command_line(line);
    let args: Vec<&str> = line.args.iter().map(String::as_str).collect();
    let mut command = folder.command(&args);
    command.envs(line.variables);
    match line.stdin {
        Some(file) => piped(&mut command, folder.get(&file).as_bytes()),
        None => finished(&mut command),
    }
}

/// What the files of `case` say.
fn expected(case: &Path) -> Trace {
    let files = files_below(case).into_iter().filter(|file| is_result(file));
    files.map(|file| (file.clone(), fs::read_to_string(case.join(&file)).unwrap())).collect()
}

fn is_result(file: &str) -> bool {
    file != "cmd" && !file.starts_with("in/")
}

fn update(case: &Path, found: &Trace) {
    for file in files_below(case).into_iter().filter(|file| is_result(file)) {
        fs::remove_file(case.join(file)).unwrap();
    }
    for (file, text) in found {
        let path = case.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// One line for each file that differs, with the first line that does.
fn differences(expected: &Trace, found: &Trace) -> Vec<String> {
    let mut files: Vec<&String> = expected.keys().chain(found.keys()).collect();
    files.sort();
    files.dedup();
    let text = |trace: &Trace, file: &String| trace.get(file).cloned().unwrap_or_default();
    let different = files.into_iter().filter(|&file| text(expected, file) != text(found, file));
    different
        .map(|file| {
            let (expected, found) = (text(expected, file), text(found, file));
            let n_same =
                expected.lines().zip(found.lines()).take_while(|(old, new)| old == new).count();
            let line = |text: &str| text.lines().nth(n_same).unwrap_or("(its end)").to_owned();
            let (old, new) = (line(&expected), line(&found));
            format!("{file}, line {}:\n  expected {old}\n  found    {new}", n_same + 1)
        })
        .collect()
}

/// Takes `NAME=value daybrief arg 'an arg' < file` apart. There is no shell: a pattern reaches the
/// program as it is.
fn command_line(line: &str) -> CommandLine {
    let mut parsed = CommandLine::default();
    let mut words = words(line);
    let program = words.iter().position(|word| word == "daybrief");
    let program =
        program.unwrap_or_else(|| panic!("a case runs daybrief and nothing else: {line}"));
    for variable in words.drain(..=program).filter(|word| word != "daybrief") {
        let (name, value) = variable.split_once('=').unwrap();
        parsed.variables.push((name.into(), value.into()));
    }
    if let Some(at) = words.iter().position(|word| word == "<") {
        parsed.stdin = words.split_off(at).into_iter().nth(1);
    }
    parsed.args = words;
    parsed
}

/// The words of a line, those in `'…'` whole.
fn words(line: &str) -> Vec<String> {
    let quoted = line.split('\'').enumerate();
    quoted
        .flat_map(|(at, part)| {
            let parts: Vec<&str> =
                if at % 2 == 1 { vec![part] } else { part.split_whitespace().collect() };
            parts.into_iter().map(String::from).collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn a_changed_letter_a_missing_and_a_new_file_are_differences() {
    let trace = |files: &[(&str, &str)]| -> Trace {
        files.iter().map(|(file, text)| ((*file).into(), (*text).into())).collect()
    };
    let old = trace(&[("stdout", "one\ntwo\n"), ("exit", "3\n")]);
    assert_eq!(differences(&old, &old), [""; 0]);
    let found = differences(&old, &trace(&[("stdout", "one\ntwp\n"), ("out/a.md", "a")]));
    let expected = [
        "exit, line 1:\n  expected 3\n  found    (its end)",
        "out/a.md, line 1:\n  expected (its end)\n  found    a",
        "stdout, line 2:\n  expected two\n  found    twp",
    ];
    assert_eq!(found, expected);
}

#[test]
fn command_lines_are_taken_apart() {
    let parsed = command_line("A=b daybrief make 'seeds/*.txt' --title 'a b' < in.txt");
    assert_eq!(parsed.variables, [("A".into(), "b".into())]);
    assert_eq!(parsed.args, ["make", "seeds/*.txt", "--title", "a b"]);
    assert_eq!(parsed.stdin.as_deref(), Some("in.txt"));
}
