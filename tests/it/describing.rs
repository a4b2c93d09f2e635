//! What a topic's articles say together, one file a half of its parts.

mod dates_and_differences;
mod quotations_and_names;

use std::path::Path;

use daybrief::model::briefing::{Briefing, TopicEntry};
use daybrief::read::{self, Input};
use daybrief::{Options, summarize};

/// The briefing on the seeds.
fn seeds() -> Briefing {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let reading = read::documents(&[Input::Path(folder)], &read::Options::default());
    summarize(reading.documents, &Options::default())
}

/// The one topic of `briefing`.
fn topic_of(briefing: &Briefing) -> TopicEntry {
    assert_eq!(briefing.topics.len(), 1);
    briefing.topics[0].clone()
}
