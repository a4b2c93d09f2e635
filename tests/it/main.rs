//! All integration tests, in one binary.

mod reading;
mod reading_archives;
mod reading_pages;
