//! Summarizes one article in three sentences: `cargo run --example summarize seeds/000*.txt`.

#![expect(clippy::print_stdout, reason = "printing is what the example is for")]

use std::env;
use std::path::PathBuf;

use daybrief::read::{self, Input};
use daybrief::{Options, summarize};

fn main() -> Result<(), String> {
    let path = env::args().nth(1).unwrap_or_else(|| "seeds/000_a552184e53155256.txt".into());
    let reading = read::documents(&[Input::Path(PathBuf::from(path))], &read::Options::default());
    if let Some(warning) = reading.warnings.first() {
        return Err(warning.to_string());
    }

    let mut options = Options::default();
    options.select.sentences = Some(3);
    let briefing = summarize(reading.documents, &options);

    for extract in briefing.topics.iter().flat_map(|topic| &topic.extracts) {
        let place = &extract.citations[0];
        let source = &briefing.sources[place.source as usize - 1];
        println!("{}\n    {}, bytes {}..{}", extract.text, source.name, place.start, place.end);
    }
    Ok(())
}
