//! All integration tests, in one binary; how to add one is told in `README.md` beside this file.

#![expect(clippy::unwrap_used, reason = "what a test cannot go on without fails it")]

mod program;
mod oracle;
mod corpus;
mod bombs;
mod collections;
mod golden;
mod command_line;
mod determinism;
mod each;
mod hostile_input;
mod languages;
mod reading;
mod reading_archives;
mod reading_pages;
mod rendering;
mod rouge;
mod sentences;
mod summarizing;
mod topics;
mod describing;
mod whole_summary;
mod quality;
mod remembering;
mod fetching;
mod daily;
mod fortnight;
mod serving;
mod again;
mod architecture;
mod documents;
mod supply;
mod evaluate;
#[cfg(target_os = "linux")]
mod failing;
mod faults;
mod reader;
