//! All integration tests, in one binary.

mod reading;
mod rendering;
mod sentences;
mod summarizing;
