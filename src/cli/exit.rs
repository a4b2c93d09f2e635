//! The program's exit codes: a public table that scripts may rely on.

use std::process::ExitCode;

use crate::error::{Error, ErrorKind};

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// What was asked for is done.
    Success,
    /// Something could not be written, rendered or verified, or a template not be used.
    Failure,
    /// The command line or the configuration cannot be used.
    Usage,
    /// No article could be read, or none was left to report on.
    Nothing,
    /// Done, but some input was left out and `--strict` was given.
    Skipped,
}

/// Every code with its meaning, as the help, the manual page and the README print it. 130 is the
/// shell's name for a program ended by Ctrl-C; nothing here has to return it.
pub(crate) const TABLE: &[(u8, &str)] = &[
    (0, "done"),
    (1, "failed: something could not be written, rendered or verified, or a template not used"),
    (2, "the command line or the configuration cannot be used"),
    (3, "nothing to report, or no readable document"),
    (4, "done, but some input was skipped and --strict was given"),
    (130, "interrupted; no file is left half written"),
];

impl Exit {
    /// The code, as in [`TABLE`].
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Success => 0,
            Self::Failure => 1,
            Self::Usage => 2,
            Self::Nothing => 3,
            Self::Skipped => 4,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        exit.code().into()
    }
}

impl From<&Error> for Exit {
    fn from(error: &Error) -> Self {
        match error.kind {
            ErrorKind::Usage | ErrorKind::Config => Self::Usage,
            ErrorKind::Read => Self::Nothing,
            ErrorKind::Write
            | ErrorKind::Render
            | ErrorKind::Template
            | ErrorKind::Verify
            | ErrorKind::Store
            | ErrorKind::Fetch => Self::Failure,
        }
    }
}

/// [`TABLE`] as lines for a help text.
pub(crate) fn table() -> String {
    let lines = TABLE.iter().map(|(code, meaning)| format!("  {code:>3}  {meaning}"));
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_exit_is_in_the_table() {
        for exit in [Exit::Success, Exit::Failure, Exit::Usage, Exit::Nothing, Exit::Skipped] {
            assert!(TABLE.iter().any(|(code, _)| *code == exit.code()), "{exit:?}");
        }
    }

    #[test]
    fn the_kind_of_an_error_decides() {
        let exit = |kind| Exit::from(&Error::new(kind, "a", "b"));
        assert_eq!(exit(ErrorKind::Config), Exit::Usage);
        assert_eq!(exit(ErrorKind::Read), Exit::Nothing);
        assert_eq!(exit(ErrorKind::Write), Exit::Failure);
    }
}
