//! Prints a heap of generated articles, one a line: `cargo run --example heap -- 20000 > heap.ndjson`.
//!
//! Each has its event as `cluster`, so that `daybrief evaluate topics` takes it as well as
//! `daybrief topics` and `daybrief make` do.

use std::io::{self, Write};

#[path = "../benches/heap/mod.rs"]
mod heap;

fn main() -> io::Result<()> {
    let n = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(1000);
    io::stdout().lock().write_all(heap::lines(n).as_bytes())
}
