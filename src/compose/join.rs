//! Several briefings to one: the topics of each, with all their sources numbered anew. A heap that
//! was summarized in parts, on many machines, becomes one page by it.

use super::{Head, MAX_ALSO, TITLE, name};
use crate::model::briefing::{AlsoEntry, CitationEntry, SCHEMA, SourceEntry, TopicEntry};
use crate::model::{Briefing, Date, Language};

/// The topics of `parts` in their order, the first `max_topics` of them told, the others named.
///
/// Without a date of its own the briefing is for the day of its newest source.
pub fn joined(parts: Vec<Briefing>, max_topics: u32, head: &Head) -> Briefing {
    let mut joined = Briefing {
        schema: SCHEMA.to_owned(),
        title: head.title.clone().unwrap_or_else(|| TITLE.to_owned()),
        ..Briefing::default()
    };
    let mut ids = name::Anchors::default();
    for part in parts {
        let Briefing { topics, sources, warnings, omitted_topics, also, .. } = part;
        joined.warnings.extend(warnings);
        for mut topic in topics {
            if joined.topics.len() >= max_topics as usize {
                joined.omitted_topics += 1;
                joined.also.push(named(&topic, &sources));
                continue;
            }
            adopt(&mut topic, &sources, &mut joined.sources);
            topic.id = ids.of(&topic.label);
            joined.topics.push(topic);
        }
        joined.omitted_topics += omitted_topics;
        joined.also.extend(also);
    }
    joined.also.truncate(MAX_ALSO);
    let days = joined.sources.iter().filter_map(|source| source.published).map(Date::day);
    joined.date = head.date.or(days.max().map(Date::Day));
    joined.language = language(&joined.sources);
    joined
}

/// Appends the sources of `topic`, which are among `own`, to `all`, and counts them anew.
fn adopt(topic: &mut TopicEntry, own: &[SourceEntry], all: &mut Vec<SourceEntry>) {
    let mut numbers = vec![0; own.len() + 1];
    for source in own.iter().filter(|source| topic.documents.contains(&source.number)) {
        let number = super::count(all.len() + 1);
        if let Some(place) = numbers.get_mut(source.number as usize) {
            *place = number;
        }
        all.push(SourceEntry { number, ..source.clone() });
    }
    let anew = |number: &mut u32| *number = numbers.get(*number as usize).copied().unwrap_or(0);
    topic.documents.iter_mut().for_each(anew);
    topic.lines.iter_mut().flatten().for_each(anew);
    citations(topic).for_each(|citation| anew(&mut citation.source));
    topic.differences.iter_mut().filter_map(|it| it.latest.as_mut()).for_each(anew);
    if let Some(map) = &mut topic.map {
        map.places.iter_mut().for_each(|place| anew(&mut place.source));
        map.links.iter_mut().flat_map(|link| [&mut link.a, &mut link.b]).for_each(anew);
    }
}

/// Every citation of `topic`.
fn citations(topic: &mut TopicEntry) -> impl Iterator<Item = &mut CitationEntry> {
    let extracts = topic.extracts.iter_mut().flat_map(|it| &mut it.citations);
    let timeline = topic.timeline.iter_mut().flat_map(|it| &mut it.citations);
    let quotations = topic.quotations.iter_mut().flat_map(|it| &mut it.citations);
    let sides = topic.differences.iter_mut().flat_map(|it| [&mut it.a, &mut it.b]);
    let statements = sides.chain(&mut topic.only_in_one).flat_map(|it| &mut it.citations);
    let entities = topic.entities.iter_mut().flat_map(|it| &mut it.citations);
    let terms = topic.terms.iter_mut().flat_map(|it| &mut it.citations);
    extracts.chain(timeline).chain(quotations).chain(statements).chain(entities).chain(terms)
}

/// What stands for a topic that is only named.
fn named(topic: &TopicEntry, sources: &[SourceEntry]) -> AlsoEntry {
    let of_topic = sources.iter().filter(|source| topic.documents.contains(&source.number));
    let mut names: Vec<String> = Vec::new();
    for source in of_topic {
        if names.len() < super::MAX_NAMES && !names.contains(&source.name) {
            names.push(source.name.clone());
        }
    }
    AlsoEntry {
        label: topic.label.clone(),
        documents: super::count(topic.documents.len()),
        independent: topic.independent,
        names,
    }
}

/// The language of most of `sources`; of equally many the first by its code.
fn language(sources: &[SourceEntry]) -> Option<Language> {
    let mut languages: Vec<Language> =
        sources.iter().filter_map(|source| source.language).collect();
    languages.sort_unstable();
    let runs = languages.chunk_by(|a, b| a == b);
    runs.max_by_key(|run| (run.len(), std::cmp::Reverse(run.first().copied())))
        .and_then(|run| run.first().copied())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Document;
    use crate::pipeline;

    /// A briefing on one article of `outlet`.
    fn part(outlet: &str, text: &str) -> Briefing {
        let mut document = Document::plain(text.to_owned(), None);
        document.source.name = outlet.to_owned();
        document.published = "2026-02-04".parse().ok();
        pipeline::summarize(vec![document], &pipeline::Options::default())
    }

    #[test]
    fn sources_are_numbered_anew_and_topics_beyond_the_limit_are_named() {
        let parts = vec![
            part("Herald", "The harbor of Odda was closed on Monday. Two ferries had collided."),
            part("Courier", "Voters in Lund choose a mayor on Sunday. The polls open at nine."),
            part("Gazette", "The museum in Bergen shows forty new paintings by local artists."),
        ];
        let joined = joined(parts, 2, &Head::default());
        let names: Vec<(u32, &str)> =
            joined.sources.iter().map(|source| (source.number, source.name.as_str())).collect();
        assert_eq!(names, [(1, "Herald"), (2, "Courier")]);
        let second = &joined.topics[1];
        assert_eq!((&second.documents[..], &second.lines[..]), (&[2][..], &[vec![2]][..]));
        assert!(second.extracts.iter().all(|extract| extract.citations[0].source == 2));
        assert_eq!((joined.omitted_topics, joined.also.len()), (1, 1));
        assert_eq!(joined.also[0].names, ["Gazette"]);
        assert_eq!(joined.date.map(|date| date.to_string()).as_deref(), Some("2026-02-04"));
        assert_ne!(joined.topics[0].id, joined.topics[1].id);
    }
}
