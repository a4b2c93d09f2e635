//! The program under `calls.c`, which lets one call on a file fail, or kills the program there.

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::program::{Folder, Run, root, run_of};

/// Every kind of call that `calls.c` knows: opening, reading, writing, syncing and renaming.
pub(super) const KINDS: [char; 5] = ['o', 'i', 'w', 's', 'r'];
/// What is said where the kernel does not let one process hold the calls of another.
pub(super) const UNTESTED: &str = "not tested: the kernel does not hand calls over";
/// What `calls.c` exits with where the kernel does not let it hold calls.
const REFUSED: i32 = 77;

/// The signal that no program can take.
pub(super) const KILL: i32 = 9;

/// What becomes of the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    /// It alone fails by an error of input or output.
    Fails,
    /// It and all that need space after it find none.
    Full,
    /// The program gets this signal in its place.
    Signal(i32),
}

/// A run, and the calls it made on files of its folders: kind and path, in their order.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) run: Run,
    /// The signal that ended it.
    pub(super) signal: Option<i32>,
    pub(super) calls: Vec<String>,
}

/// Runs `args` in `folder` with call number `at` (from 1; 0: none) of `kinds` going wrong as `then`
/// says; `None` where the kernel holds no calls.
pub(super) fn run(
    folder: &Folder,
    args: &[&str],
    kinds: &str,
    at: usize,
    then: Then,
) -> Option<Held> {
    let logs = tempfile::tempdir().unwrap();
    let log = logs.path().join("log");
    let then = match then {
        Then::Fails => "eio".to_owned(),
        Then::Full => "full".to_owned(),
        Then::Signal(number) => number.to_string(),
    };
    let program = folder.command(args);
    let mut command = Command::new(shim());
    command.args([kinds, &at.to_string(), &then]).arg(&log).args([folder.path(), folder.state()]);
    command.arg(program.get_program()).args(program.get_args()).current_dir(folder.path());
    command.env_clear().stdin(std::process::Stdio::null());
    command.envs(program.get_envs().filter_map(|(key, value)| Some((key, value?))));
    let output = command.output().unwrap();
    let (run, signal) = (run_of(&output), output.status.signal());
    if run.code == Some(REFUSED) {
        return None;
    }
    let calls = fs::read_to_string(log).unwrap().lines().map(str::to_owned).collect();
    Some(Held { run, signal, calls })
}

/// `calls.c`, compiled once a run of the tests.
fn shim() -> &'static Path {
    static SHIM: OnceLock<PathBuf> = OnceLock::new();
    SHIM.get_or_init(|| compiled("calls", &[]))
}

/// `failing/NAME.c` compiled by the C compiler that SQLite is compiled by, too.
pub(super) fn compiled(name: &str, flags: &[&str]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join(name);
    // Another process of the tests may be running the one that is there.
    let new = tempfile::Builder::new().prefix(name).tempfile_in(&folder).unwrap().into_temp_path();
    let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".into());
    let source = root().join(format!("tests/it/failing/{name}.c"));
    let mut command = Command::new(compiler);
    command.args(["-O1", "-Wall", "-Wextra"]).args(flags).arg("-o").arg(&new).arg(source);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    new.persist(&path).unwrap();
    path
}

#[test]
fn calls_are_seen_failed_and_killed() {
    let folder = Folder::new();
    let args = ["make", "seeds", "-o", "brief.json", "--remember"];
    let Some(Held { run, calls, .. }) = run(&folder, &args, "oiwsr", 0, Then::Fails) else {
        return;
    };
    run.exits(0);
    let made = |kind, end: &str| calls.iter().any(|it| it.starts_with(kind) && it.ends_with(end));
    assert!(made('i', "seeds/000_a552184e53155256.txt"), "reads of the standard library");
    assert!(made('w', "daybrief.db-wal") && made('s', "daybrief.db"), "the calls of SQLite");
    assert!(made('r', "brief.json"), "renames");
    let temporary = calls.iter().filter(|it| it.contains(".daybrief-"));
    let kinds: String = temporary.filter_map(|it| it.chars().next()).collect();
    assert_eq!(kinds, "ows", "a file is opened, written, put on disk");
    for (then, code) in [(Then::Fails, Some(1)), (Then::Full, Some(1)), (Then::Signal(KILL), None)]
    {
        let held = self::run(&folder, &args, "r", 1, then).unwrap();
        assert_eq!((held.run.code, held.calls.len()), (code, 1), "{held:?}");
    }
}
