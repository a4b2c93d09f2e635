//! All integration tests, in one binary.

mod reading;
mod sentences;
mod rendering;
