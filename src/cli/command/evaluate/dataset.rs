//! Data with known answers: a JSON object a line, from files or standard input.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

use crate::cli::report::{self, Verbosity, counted, reason};
use crate::error::{Error, ErrorKind, Warning};

/// Lines of one file that are named when they cannot be used; the others are only counted.
const MAX_WARNINGS: usize = 20;

/// The lines of `files` that are a `T`; a warning for each that is none.
///
/// # Errors
/// A file cannot be read, or no line of any is a `T`.
pub(in crate::cli::command) fn lines<T: DeserializeOwned>(
    files: &[PathBuf],
    verbosity: Verbosity,
) -> Result<Vec<T>, Error> {
    let mut values = Vec::new();
    let mut last = None;
    for path in files {
        let mut faults = Vec::new();
        values.extend(of_file(path, &mut faults)?);
        for warning in faults.iter().take(MAX_WARNINGS) {
            report::warning(verbosity, warning);
        }
        if let Some(n_more @ 1..) = faults.len().checked_sub(MAX_WARNINGS) {
            let more = format!("{} more left out", counted(n_more, "line"));
            report::warning(verbosity, &Warning::new(path.display().to_string(), more));
        }
        last = faults.pop().or(last);
    }
    if values.is_empty() {
        let names: Vec<String> = files.iter().map(|path| path.display().to_string()).collect();
        let reason = if last.is_some() { "no line of it can be used" } else { "no line in it" };
        return Err(Error::new(ErrorKind::Read, names.join(", "), reason));
    }
    Ok(values)
}

/// The lines of one file that are a `T`, and what is wrong with the others.
fn of_file<T: DeserializeOwned>(path: &Path, faults: &mut Vec<Warning>) -> Result<Vec<T>, Error> {
    let name = path.display().to_string();
    let failed =
        |error: io::Error| Error::new(ErrorKind::Read, &name, reason(&error)).caused_by(error);
    let mut reader: Box<dyn BufRead> = if path == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        Box::new(BufReader::new(File::open(path).map_err(failed)?))
    };
    let mut values = Vec::new();
    let mut line = Vec::new();
    for number in 1_u32.. {
        line.clear();
        if reader.read_until(b'\n', &mut line).map_err(failed)? == 0 {
            break;
        }
        let text = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&line).trim_ascii();
        if text.is_empty() {
            continue;
        }
        match serde_json::from_slice(text) {
            // A list would be taken for the fields in their order.
            Ok(_) if !text.starts_with(b"{") => {
                let reason = "not a JSON object, left out";
                faults.push(Warning::new(format!("{name}:{number}"), reason));
            }
            Ok(value) => values.push(value),
            Err(error) => {
                // The line of the file is known, that of the text is always 1.
                let reason = error.to_string().replace(" at line 1 column ", " at column ");
                faults
                    .push(Warning::new(format!("{name}:{number}"), format!("{reason}, left out")));
            }
        }
    }
    Ok(values)
}

/// A name that data sets write as text or as a number.
pub(in crate::cli::command) fn name<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<String, D::Error> {
    Ok(match serde_json::Value::deserialize(deserializer)? {
        serde_json::Value::String(text) => text,
        serde_json::Value::Null => String::new(),
        other => other.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    struct Line {
        #[serde(default, deserialize_with = "name")]
        id: String,
    }

    #[test]
    fn a_bad_line_costs_itself_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jsonl");
        let text =
            b"\xef\xbb\xbf{\"id\": 7}\n\n{\"id\"\n[1]\r\n{\"id\": \"\xff\"}\n{\"id\": \"x\"}";
        std::fs::write(&path, text).unwrap();
        let mut faults = Vec::new();
        let lines: Vec<Line> = of_file(&path, &mut faults).unwrap();
        let ids: Vec<&str> = lines.iter().map(|line| line.id.as_str()).collect();
        assert_eq!(ids, ["7", "x"]);
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert!(faults[0].contains("a.jsonl:3: EOF while parsing"), "{faults:?}");
        assert!(faults[1].contains("a.jsonl:4: ") && faults[2].contains("a.jsonl:5: "));
    }

    #[test]
    fn nothing_to_use_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jsonl");
        let said = |text: &str| {
            std::fs::write(&path, text).unwrap();
            let lines = lines::<Line>(std::slice::from_ref(&path), Verbosity::Quiet);
            lines.unwrap_err().to_string()
        };
        assert!(said("\n").ends_with("a.jsonl: no line in it"));
        assert!(said("3\n").ends_with("a.jsonl: no line of it can be used"));
    }
}
