//! Conditions that no call is to blame for: a disk that is full or cannot be written, signals,
//! streams that are closed.

use std::process::{Command, Stdio};

use super::calls::{self, Held, Then};
use super::files;
use crate::program::{Folder, Run, finished};

const MONDAY: &str = r#"{"title":"Harbor bridge closes for repairs","url":"https://post.example/1","date":"2026-02-02","source":"Harbor Post","text":"The harbor bridge closed on Monday for repairs that will take six weeks. Engineers found cracks in two of its steel cables last month. The city runs extra ferries until the bridge opens again."}
"#;

/// A folder with the seeds, an article, and a briefing of it that is remembered in the folder
/// itself.
fn remembering() -> Folder {
    let folder = Folder::new();
    folder.put("daybrief.toml", "history.remember = true\n");
    folder.put("monday.ndjson", MONDAY);
    finished(&mut within(&folder, &["make", "monday.ndjson", "-o", "brief.json"])).exits(0);
    folder
}

/// The program with what it remembers in `state` of its folder.
fn within(folder: &Folder, args: &[&str]) -> Command {
    let mut command = folder.command(args);
    command.env("XDG_STATE_HOME", "state");
    command
}

/// Runs `script` in a copy of `folder` on a disk of its own, of 8 MiB, that nobody else sees and
/// that goes away with it; what stands there in the end is copied back. In the script `$PROGRAM` is
/// the program. `None` where no disk can be mounted.
fn on_a_disk(folder: &Folder, script: &str) -> Option<Run> {
    let script = format!(
        "mkdir -p disk && mount -t tmpfs -o size=8m none disk || exit 77
         cp -r daybrief.toml monday.ndjson brief.json seeds state disk && cd disk
         {{ {script}
         }} >../out 2>../err
         mount -o remount,rw none . && rm -f filler && cp -r . ../after"
    );
    let mut command = Command::new("unshare");
    let root = ["--user", "--map-root-user", "--mount", "sh", "-c", &script];
    command.args(root).current_dir(folder.path()).env_clear().stdin(Stdio::null());
    command.env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin").env("XDG_STATE_HOME", "state");
    command.env("PROGRAM", env!("CARGO_BIN_EXE_daybrief")).env("HOME", "/nowhere");
    let run = command.output().ok()?;
    if !folder.path().join("after").exists() {
        return None;
    }
    Some(Run { code: run.status.code(), stdout: folder.get("out"), stderr: folder.get("err") })
}

#[test]
fn a_full_disk_costs_the_new_briefing_and_nothing_else() {
    let folder = remembering();
    let script = r#"
        for free in 0 4 16 64 256 1024; do
            rm -rf state brief.json && cp -r ../state ../brief.json .
            head -c 64m /dev/zero >filler 2>/dev/null
            truncate -s -${free}K filler
            "$PROGRAM" make seeds -o brief.json; echo $?
            ls -A | grep daybrief-
            rm filler
            cp brief.json ../half.$free
            "$PROGRAM" make seeds -o brief.json 2>>../again || echo again $?
            cmp -s brief.json ../half.$free || echo differs
        done"#;
    let Some(run) = on_a_disk(&folder, script) else { return println!("no disk can be mounted") };
    let new = String::from_utf8(std::fs::read(folder.path().join("after/brief.json")).unwrap());
    let (old, new) = (folder.get("brief.json"), new.unwrap());
    assert_ne!(old, new);
    for free in ["0", "4", "16", "64", "256", "1024"] {
        let half = folder.get(&format!("half.{free}"));
        assert!(half == old || half == new, "{free}: {run:?}\n{half}");
    }
    assert!(run.stdout.starts_with("1\ndiffers\n"), "no room for anything: {run:?}");
    assert!(run.stdout.ends_with("0\n"), "room enough: {run:?}");
    let is_known = |line: &str| ["0", "1", "differs"].contains(&line);
    assert!(run.stdout.lines().all(is_known), "{run:?}");
    assert!(run.stderr.contains("error: cannot write brief.json: no space left"), "{run:?}");
    assert!(!run.stderr.contains("a bug in daybrief"), "{run:?}");
    assert_eq!(folder.get("again"), "", "with room again nothing is amiss");
    let stored = files::stored_below(&folder.path().join("after/state"));
    assert_eq!(stored.editions.len(), 2, "{stored:?}");
}

#[test]
fn a_disk_that_cannot_be_written_is_read() {
    let folder = remembering();
    let script = r#"
        mount -o remount,ro none .
        "$PROGRAM" make seeds -o brief.json; echo $?
        "$PROGRAM" make seeds -f json -q >/dev/null; echo $?
        "$PROGRAM" history list | wc -l
        "$PROGRAM" history show 2026-02-02 | head -1
        "$PROGRAM" history forget 2026-02-02; echo $?"#;
    let Some(run) = on_a_disk(&folder, script) else { return println!("no disk can be mounted") };
    assert_eq!(run.stdout, "1\n0\n1\n# Daily brief\n1\n", "{run:?}");
    let said = "error: cannot write brief.json: the file system is read-only\n";
    assert!(run.stderr.contains(said), "{run:?}");
    assert!(run.stderr.ends_with("it cannot be written\n"), "{run:?}");
}

#[test]
fn what_is_no_folder_is_told() {
    let folder = remembering();
    for (path, reason) in [
        ("monday.ndjson/brief.md", "part of the path is not a folder"),
        ("/proc/brief.md", "no such file or folder"),
        ("no/brief.md", "no such file or folder"),
    ] {
        let run = folder.run(&["make", "seeds", "-o", path, "--no-remember"]).exits(1);
        assert_eq!(run.stderr, format!("error: cannot write {path}: {reason}\n"));
    }
}

#[test]
fn a_signal_ends_the_run_and_leaves_the_old_or_the_new() {
    let folder = remembering();
    let old = folder.get("brief.json");
    let args = ["make", "seeds", "-o", "brief.json", "--remember"];
    let new = {
        let folder = files::copy(&folder);
        folder.run(&args).exits(0);
        folder.get("brief.json")
    };
    // Interrupted, hung up, terminated: while files are read, written, synced, renamed.
    for (signal, kinds, at) in [
        (2, "i", 3),
        (15, "w", 1),
        (1, "w", 40),
        (2, "s", 3),
        (15, "r", 1),
        (1, "s", 8),
        (2, "o", 6),
    ] {
        let folder = files::copy(&folder);
        let Some(held) = calls::run(&folder, &args, kinds, at, Then::Signal(signal)) else {
            return;
        };
        // A shell shows signal 2 as exit code 130.
        assert_eq!((held.signal, &*held.run.stderr), (Some(signal), ""), "{held:?}");
        let left = folder.get("brief.json");
        assert!(left == old || left == new, "{held:?}");
        let is_remembered = files::stored(&folder).editions.len() > 1;
        assert!(!is_remembered || left == new, "{held:?}");
        folder.run(&args).exits(0);
        assert_eq!(folder.get("brief.json"), new, "{held:?}");
    }
    for kinds in ["i", "w", "s", "r"] {
        let folder = files::copy(&folder);
        // What a pipe that nobody reads sends is no reason to end where a file is written.
        let held = calls::run(&folder, &args, kinds, 1, Then::Signal(13));
        let Some(Held { run, signal, .. }) = held else { return };
        assert_eq!((run.code, signal, &*run.stderr), (Some(0), None, ""));
        assert_eq!(folder.get("brief.json"), new);
    }
}

#[test]
fn closed_streams_are_no_matter() {
    let folder = remembering();
    let args = ["make", "seeds", "no/such.txt", "-o", "brief.md", "--no-remember"];
    folder.run(&args).exits(0);
    let expected = folder.get("brief.md");
    for closed in ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"] {
        let run = |args: &[&str]| {
            let mut command = Command::new("sh");
            command.args(["-c", &format!("exec \"$0\" \"$@\" {closed}")]);
            command.arg(env!("CARGO_BIN_EXE_daybrief")).args(args).current_dir(folder.path());
            command.env_clear().env("XDG_STATE_HOME", folder.state());
            finished(&mut command)
        };
        folder.put("brief.md", "");
        run(&args).exits(0);
        assert_eq!(folder.get("brief.md"), expected, "{closed}");
        run(&["make", "seeds"]).exits(0);
        run(&["history", "list"]).exits(0);
        run(&["make", "no/such.txt"]).exits(3);
        run(&["make", "--no-such-flag"]).exits(2);
        if closed.contains('<') {
            run(&["summarize", "-"]).exits(3);
        }
    }
    assert_eq!(files::stored(&folder).editions.len(), 1);
}
