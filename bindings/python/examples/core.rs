//! The core alone, on the articles of a heap: what `benches/call.py` compares a call with.
//!
//! For every line that it is sent it summarizes each article a few times in a row, as
//! `daybrief.summarize` does, and writes the seconds that each took to the end, in a line of JSON.

use std::error::Error;
use std::hint::black_box;
use std::io::{BufRead, Write, stdin, stdout};
use std::time::Instant;

use daybrief::read::Records;
use daybrief::{Options, compose, pipeline};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(texts), Some(in_a_row)) = (arguments.next(), arguments.next()) else {
        return Err("core TEXTS.json IN_A_ROW".into());
    };
    let texts: Vec<String> = serde_json::from_slice(&std::fs::read(texts)?)?;
    let in_a_row = in_a_row.parse()?;
    // As it is for a call in Python: nothing else works beside the thread that calls.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global();
    let records = Records::default();
    let mut options = Options::default();
    options.select.sentences = Some(3);
    for round in stdin().lock().lines() {
        round?;
        let seconds: Vec<f64> =
            texts.iter().map(|text| seconds(text, in_a_row, &records, &options)).collect();
        let mut out = stdout().lock();
        serde_json::to_writer(&mut out, &seconds)?;
        out.write_all(b"\n")?;
        out.flush()?;
    }
    Ok(())
}

/// How long the core takes for `text`, `in_a_row` times; to copy it is the caller's affair.
fn seconds(text: &str, in_a_row: usize, records: &Records, options: &Options) -> f64 {
    let copies = vec![text.to_owned(); in_a_row];
    let start = Instant::now();
    for copy in copies {
        let piece = records.text(1, copy);
        for document in piece.documents {
            if let Some((corpus, summary)) = pipeline::article(document, options) {
                black_box(compose::digest(&corpus, &summary));
            }
        }
    }
    start.elapsed().as_secs_f64()
}
