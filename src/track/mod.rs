//! A briefing beside earlier editions: which of its topics are new, updated or continuing, which
//! have gone, and which sentences say what none of the earlier ones said.
//!
//! Only plain data is compared, so that any two editions will do, whatever made them. How a page
//! shows the difference is left to the templates.

mod lexicon;
mod told;
mod event;

use crate::model::briefing::{DroppedEntry, Status, TopicEntry};
use crate::model::{Briefing, Document, Language};
use event::Events;
use lexicon::Lexicon;
use told::Told;

/// What came before a briefing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Memory<'a> {
    /// Earlier editions, the oldest first.
    pub editions: &'a [Briefing],
    /// Their articles, as far as they are at hand: what these say was known, told or not. A
    /// sentence that stands in one of them word for word is no news.
    pub articles: &'a [Article],
    /// The articles of the briefing itself, as far as they are at hand: with them an event is
    /// known again whose extracts are all new.
    pub today: &'a [Article],
}

/// An article, of an earlier edition or of the briefing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// What [`SourceEntry::sha256`](crate::model::briefing::SourceEntry) is of it.
    pub sha256: String,
    /// Its text.
    pub text: String,
    /// The language of it.
    pub language: Option<Language>,
}

impl From<&Document> for Article {
    fn from(document: &Document) -> Self {
        let (text, language) = (document.text.clone(), document.language);
        Self { sha256: document.sha256(), text, language }
    }
}

/// `briefing` with the status of its topics, their events, its new sentences and what it dropped.
///
/// News come first: topics without any stand last, and so do the extracts of an updated topic that
/// were told before. Without an earlier edition the briefing comes back unchanged. Every field set here is set anew, so that
/// comparing twice changes nothing. Linear in the words of all editions and articles, but for
/// topics: each of `briefing` is compared with each of the others.
pub fn topics(mut briefing: Briefing, memory: Memory<'_>) -> Briefing {
    let Some(last) = memory.editions.last() else { return briefing };
    let mut lexicon = Lexicon::default();
    let events = Events::of(&briefing, memory, &mut lexicon);
    let told = Told::of(memory, &mut lexicon);
    let mut seen = Vec::new();
    let (date, language) = (briefing.date, briefing.language);
    for (index, topic) in briefing.topics.iter_mut().enumerate() {
        let found = events.of_topic(index);
        let (sources, known) = (&briefing.sources, found.map_or(&[][..], |found| found.concepts));
        for extract in &mut topic.extracts {
            let words = lexicon.words(&extract.text, lexicon::language(extract, sources, language));
            extract.new = Some(!told.says(&words, known));
        }
        topic.status = Some(status(topic, found.is_some()));
        let name = found.map_or_else(|| event::name(topic, date), |found| found.name.to_owned());
        seen.push(name.clone());
        topic.event = Some(name);
    }
    for topic in briefing.topics.iter_mut().filter(|it| it.status == Some(Status::Updated)) {
        topic.extracts.sort_by_key(|extract| extract.new == Some(false));
    }
    briefing.topics.sort_by_key(|topic| topic.status == Some(Status::Continuing));
    briefing.since = last.date;
    briefing.dropped = dropped(last, &seen);
    briefing
}

/// What `editions` told, as plain texts, one a topic: what a reader of them knows.
pub fn texts(editions: &[Briefing]) -> Vec<Document> {
    let topics = editions.iter().flat_map(|edition| {
        edition.topics.iter().map(move |topic| (topic, &edition.sources, edition.language))
    });
    topics
        .filter(|(topic, ..)| !topic.extracts.is_empty())
        .map(|(topic, sources, usual)| {
            let lines: Vec<String> =
                topic.extracts.iter().map(|extract| extract.text.replace('\n', " ")).collect();
            let language = lexicon::of_source(topic.documents.first().copied(), sources);
            Document::plain(lines.join("\n"), language.or(usual))
        })
        .collect()
}

fn status(topic: &TopicEntry, is_known: bool) -> Status {
    let has_news = topic.extracts.iter().any(|extract| extract.new == Some(true));
    match (is_known, has_news) {
        // Selection refused all of it: it was told before, under whatever name.
        (false, _) if topic.extracts.is_empty() => Status::Continuing,
        (false, _) => Status::New,
        (true, true) => Status::Updated,
        (true, false) => Status::Continuing,
    }
}

/// The topics of `last` whose events are not among `seen`, each event once.
fn dropped(last: &Briefing, seen: &[String]) -> Vec<DroppedEntry> {
    let mut gone: Vec<DroppedEntry> = Vec::new();
    for topic in &last.topics {
        let id = event::name(topic, last.date);
        if !seen.contains(&id) && gone.iter().all(|entry| entry.id != id) {
            gone.push(DroppedEntry { id, label: topic.label.clone(), last_seen: last.date });
        }
    }
    gone
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Score;
    use crate::model::briefing::{ExtractEntry, SCHEMA, Shared};

    fn topic(id: &str, sentences: &[&str]) -> TopicEntry {
        let extract = |text: &&str| ExtractEntry {
            text: (*text).into(),
            rank: 1,
            support: 1,
            new: None,
            score: Score::default(),
            citations: Vec::new(),
        };
        TopicEntry {
            id: id.into(),
            label: id.replace('-', " "),
            shared: Shared::default(),
            extracts: sentences.iter().map(extract).collect(),
            ..TopicEntry::default()
        }
    }

    fn edition(day: &str, topics: Vec<TopicEntry>) -> Briefing {
        Briefing {
            schema: SCHEMA.into(),
            title: "Daily brief".into(),
            date: day.parse().ok(),
            language: Some(Language::ENGLISH),
            topics,
            omitted_topics: 0,
            also: Vec::new(),
            since: None,
            dropped: Vec::new(),
            sources: Vec::new(),
            warnings: Vec::new(),
            made: None,
            article: None,
        }
    }

    const BRIDGE: &str = "The harbor bridge closed on Tuesday after cracks in two steel cables.";
    const TOLL: &str = "The quake on the northern island killed 12 people and hurt 40 others.";

    fn monday() -> Briefing {
        edition("2026-02-02", vec![topic("bridge-closed", &[BRIDGE]), topic("quake", &[TOLL])])
    }

    fn compared(topics_today: Vec<TopicEntry>, articles: &[Article]) -> Briefing {
        let editions = [monday()];
        topics(
            edition("2026-02-03", topics_today),
            Memory { editions: &editions, articles, today: &[] },
        )
    }

    fn news(topic: &TopicEntry) -> Vec<bool> {
        topic.extracts.iter().map(|extract| extract.new.unwrap()).collect()
    }

    #[test]
    fn without_an_earlier_edition_nothing_changes() {
        assert_eq!(topics(monday(), Memory::default()), monday());
    }

    #[test]
    fn every_topic_has_its_status_and_its_event() {
        let ferries =
            "Extra ferries cross while the harbor bridge is closed and its cables cracked.";
        let museum = "A museum bought a painting that was believed lost for a century.";
        let today =
            compared(vec![topic("ferries", &[BRIDGE, ferries]), topic("painting", &[museum])], &[]);
        let statuses: Vec<_> = today.topics.iter().filter_map(|topic| topic.status).collect();
        assert_eq!(statuses, [Status::Updated, Status::New]);
        assert_eq!(today.topics[0].event.as_deref(), Some("bridge-closed-2026-02-02"));
        assert_eq!(today.topics[1].event.as_deref(), Some("painting-2026-02-03"));
        assert_eq!(news(&today.topics[0]), [true, false], "news come first");
        assert_eq!(today.since, monday().date);
        let gone: Vec<&str> = today.dropped.iter().map(|topic| &*topic.label).collect();
        assert_eq!(gone, ["quake"]);
    }

    #[test]
    fn words_told_again_are_no_news_but_a_new_figure_is() {
        let again = "On Tuesday the harbor bridge closed after cracks in two steel cables.";
        let risen = TOLL.replace("12", "31");
        let today = compared(vec![topic("bridge", &[again]), topic("quake", &[&risen])], &[]);
        let statuses = today.topics.iter().map(|topic| (&*topic.id, topic.status));
        let expected = [("quake", Some(Status::Updated)), ("bridge", Some(Status::Continuing))];
        assert_eq!(statuses.collect::<Vec<_>>(), expected, "what has no news stands last");
    }

    #[test]
    fn what_an_earlier_article_said_is_no_news() {
        let said = "Engineers had warned the council of the harbor bridge and its cables in May.";
        let text = format!("{BRIDGE} {said} Nobody was hurt.");
        let article = Article::from(&Document::plain(text, Some(Language::ENGLISH)));
        let today = || vec![topic("bridge", &[said])];
        assert_eq!(news(&compared(today(), &[]).topics[0]), [true]);
        assert_eq!(news(&compared(today(), &[article]).topics[0]), [false]);
    }

    #[test]
    fn comparing_twice_changes_nothing() {
        let today = compared(vec![topic("bridge", &[BRIDGE]), topic("new", &["Rain fell."])], &[]);
        let editions = [monday()];
        let again = topics(today.clone(), Memory { editions: &editions, ..Memory::default() });
        assert_eq!(again, today);
    }

    #[test]
    fn an_event_keeps_its_name_over_days() {
        let tuesday = compared(vec![topic("other-words", &[BRIDGE])], &[]);
        let editions = [monday(), tuesday];
        let wednesday = edition("2026-02-04", vec![topic("third", &[BRIDGE])]);
        let wednesday = topics(wednesday, Memory { editions: &editions, ..Memory::default() });
        assert_eq!(wednesday.topics[0].event.as_deref(), Some("bridge-closed-2026-02-02"));
    }
}
