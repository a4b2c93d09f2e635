//! What can go wrong, and how it is said: one clear line with what, which, where and the remedy.
//!
//! Only the edges fail (reading, rendering, verifying, the command line). The stages between never
//! do: what a stage cannot use becomes a [`Warning`] beside its result.

mod bug;

use std::error::Error as StdError;
use std::{fmt, io};

use serde::{Deserialize, Serialize};

pub(crate) use bug::contained;
#[cfg(feature = "cli")]
pub(crate) use bug::{is_bug, listen};

/// What was being done when it failed; decides the verb of the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// An input could not be read or decoded, or is no article.
    Read,
    /// An output could not be written.
    Write,
    /// A briefing could not be rendered.
    Render,
    /// A template cannot be used.
    Template,
    /// The configuration cannot be used.
    Config,
    /// A briefing handed to `verify` is not one.
    Verify,
    /// A value on the command line cannot be used.
    Usage,
    /// What is remembered cannot be read or written.
    Store,
    /// An address could not be fetched, or what it answered not be used.
    Fetch,
}

/// A failure at one of the program's edges, displayed as one line without a full stop:
/// `cannot read seeds/a.txt: no such file`.
///
/// ```
/// use daybrief::{Error, ErrorKind};
/// let error = Error::new(ErrorKind::Read, "seeds/a.txt", "no such file");
/// assert_eq!(error.to_string(), "cannot read seeds/a.txt: no such file");
/// ```
#[derive(Debug)]
pub struct Error {
    /// What was being done.
    pub kind: ErrorKind,
    /// The file, address or option concerned, as the user named it.
    pub input: String,
    /// Where and why, with the remedy where there is one.
    pub reason: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Error {
    /// An error of `kind` about `input`.
    pub fn new(kind: ErrorKind, input: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { kind, input: input.into(), reason: reason.into(), source: None }
    }

    /// The same error with the lower-level error that caused it.
    #[must_use]
    pub fn caused_by(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verb = match self.kind {
            ErrorKind::Read => "read",
            ErrorKind::Write => "write",
            ErrorKind::Render => "render",
            ErrorKind::Template => "use template",
            ErrorKind::Config => "use configuration",
            ErrorKind::Verify => "verify",
            ErrorKind::Fetch => "fetch",
            ErrorKind::Usage | ErrorKind::Store => "use",
        };
        write!(f, "cannot {verb} {}: {}", self.input, self.reason)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// Why the system refused, in the words of this program's messages.
pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".into(),
        io::ErrorKind::PermissionDenied => "permission denied".into(),
        io::ErrorKind::StorageFull => "no space left".into(),
        io::ErrorKind::ReadOnlyFilesystem => "the file system is read-only".into(),
        io::ErrorKind::IsADirectory => "it is a folder".into(),
        io::ErrorKind::NotADirectory => "part of the path is not a folder".into(),
        // Without the number of the operating system.
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or_default().to_lowercase()
        }
    }
}

/// Something that was left out while the rest went on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Warning {
    /// The input concerned, as the user named it (`heap.ndjson:12` for a line).
    pub input: String,
    /// What was wrong and what was done about it, a lowercase fragment without a full stop.
    pub message: String,
}

impl Warning {
    /// A warning about `input`.
    pub fn new(input: impl Into<String>, message: impl Into<String>) -> Self {
        Self { input: input.into(), message: message.into() }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.input, self.message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_have_no_numbers() {
        assert_eq!(reason(&io::Error::from_raw_os_error(5)), "input/output error");
        assert_eq!(reason(&io::Error::from(io::ErrorKind::StorageFull)), "no space left");
    }
}
