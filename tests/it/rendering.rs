//! Rendering and verifying: every format of a briefing of the seeds made by hand.

#![expect(clippy::unwrap_used, clippy::string_slice, reason = "a test ends where it fails")]

mod book;
mod broken;
mod contract;
mod explanation;
mod forms;
mod hostile;
mod page;
mod sample;
mod templates;
mod verifying;

use daybrief::model::Briefing;
use daybrief::render::{self, Format, Template};

/// What was ever used to smuggle mark-up into a page.
pub(crate) fn hostile_texts() -> Vec<String> {
    hostile::vectors()
}

fn rendered(briefing: &Briefing, format: Format) -> String {
    render::briefing(briefing, &Template::builtin(format)).unwrap()
}
