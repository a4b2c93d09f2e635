//! The built program, run in a folder of its own that holds the seeds and whatever a test adds,
//! with an environment that holds nothing but a home folder.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// The paths of the seeds in a [`Folder`].
pub(crate) const SEEDS: [&str; 2] =
    ["seeds/000_a552184e53155256.txt", "seeds/002_e18daff00afa74a0.txt"];

/// A working folder that goes away with its test, and with it what the program remembers in a
/// folder beside it.
pub(crate) struct Folder(TempDir, TempDir);

/// How a run ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    /// The exit code; `None`: killed by a signal.
    pub(crate) code: Option<i32>,
    /// Standard output; bytes that are no UTF-8 show as �.
    pub(crate) stdout: String,
    /// Standard error.
    pub(crate) stderr: String,
}

impl Run {
    /// The run, which must have ended with `code`.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "stdout: {}\nstderr: {}", self.stdout, self.stderr);
        self
    }

    /// Standard output as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

impl Folder {
    /// A folder with the seeds in `seeds/`.
    pub(crate) fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for seed in SEEDS {
            let bytes = fs::read(root().join(seed)).unwrap();
            folder.put(seed, bytes);
        }
        folder
    }

    /// Its path.
    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Where the program keeps what it remembers.
    pub(crate) fn state(&self) -> &Path {
        self.1.path()
    }

    /// Writes a file in it, with the folders on the way.
    pub(crate) fn put(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// The text of a file in it.
    pub(crate) fn get(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap()
    }

    /// The program, to be run in this folder.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_daybrief"));
        command.args(args).current_dir(self.path()).env_clear();
        command.env("HOME", self.path().join("home")).stdin(Stdio::null());
        command.env("XDG_STATE_HOME", self.state());
        command
    }

    /// Runs the program with `args` and an empty standard input.
    pub(crate) fn run(&self, args: &[&str]) -> Run {
        finished(&mut self.command(args))
    }

    /// Runs the program with `args` and `input` piped in.
    pub(crate) fn run_with(&self, args: &[&str], input: impl AsRef<[u8]>) -> Run {
        piped(&mut self.command(args), input.as_ref())
    }
}

/// Runs `command` to its end.
pub(crate) fn finished(command: &mut Command) -> Run {
    run_of(&command.output().unwrap())
}

/// Runs `command` to its end with `input` piped in.
pub(crate) fn piped(command: &mut Command, input: &[u8]) -> Run {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // A thread of its own: a program that stops reading must not stop the test.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    run_of(&output)
}

/// How a run ended that is over.
pub(crate) fn run_of(output: &Output) -> Run {
    Run {
        code: output.status.code(),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// The folder of the package.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The text of a file of the package.
pub(crate) fn text_of(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// All files below `folder`, as paths relative to it with `/` between the parts, sorted.
pub(crate) fn files_below(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(&at).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let parts = path.strip_prefix(folder).unwrap().iter();
                files.push(parts.map(|part| part.to_str().unwrap()).collect::<Vec<_>>().join("/"));
            }
        }
    }
    files.sort();
    files
}
