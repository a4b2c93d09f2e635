//! A panic that nobody else contains ends the run: it is told in one line, and never as a trace.

use super::exit::Exit;
use super::report;
use crate::error::{contained, listen};

/// Runs `work`; if it panics, on whichever thread, says so and fails.
pub(crate) fn caught(work: impl FnOnce() -> Exit) -> Exit {
    listen();
    contained(work).unwrap_or_else(|bug| {
        report::error(&bug);
        Exit::Failure
    })
}
