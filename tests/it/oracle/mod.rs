//! What must hold for any bytes whatsoever: one function a target of the fuzzer, which panics where
//! it does not hold.
//!
//! The package in `fuzz/` runs these functions on bytes that it makes up; `corpus.rs` runs them on
//! all that is kept from there, and on a few random ones.

mod keeping;
mod markup;
mod packed;
mod reading;
mod telling;
mod written;

/// What is tried: any bytes.
pub(crate) type Check = fn(&[u8]);

/// Every target by its name, which is that of its binary and of its folder of cases.
pub(crate) const TARGETS: [(&str, Check); 14] = [
    ("archive", packed::archive),
    ("documents", reading::documents),
    ("feed", reading::feed),
    ("html", reading::html),
    ("json", reading::json),
    ("mail", reading::mail),
    ("markdown", reading::markdown),
    ("pdf", reading::pdf),
    ("render", written::render),
    ("sentences", telling::sentences),
    ("store", keeping::store),
    ("summarize", telling::summarize),
    ("template", written::template),
    ("verify", keeping::verify),
];
