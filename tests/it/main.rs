//! All integration tests, in one binary.

mod reading;
mod rendering;
mod rouge;
mod sentences;
mod summarizing;
