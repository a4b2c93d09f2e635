//! What is said of dates: one entry a date and event, the most salient of each date.

use std::cmp::Reverse;

use jiff::civil;
use rustc_hash::FxHashSet;

use super::date::{self, Mention, Tense};
use super::salience::{self, Standing};
use crate::analyze::duplicate::Group;
use crate::analyze::evidence::Evidence;
use crate::analyze::vector::dot;
use crate::model::description::{Event, When};
use crate::model::{Citation, Corpus, Date, DocumentId, Relation, SentenceId, Span};

/// Entries of one date.
pub(super) const MAX_A_DATE: usize = 3;
/// Entries of a timeline.
pub(super) const MAX_EVENTS: usize = 14;
/// Cosine from which two sentences on the same date tell the same event.
const SAME_EVENT: f64 = 0.35;
/// Words of a sentence that has something to tell, and of one that can be read in a list.
const WORDS: std::ops::RangeInclusive<u32> = 5..=60;

/// Weight of a sentence whose date is that of the saying alone.
const ATTRIBUTION: f64 = 0.4;
/// Weight of a sentence that leans on another.
const LEANING: f64 = 0.6;
/// Weight of a sentence that announces what has come to pass by the newest document.
const OVERTAKEN: f64 = 0.6;
/// What each further line of reporting that tells it adds to the weight, up to two.
const SUPPORT: f64 = 0.25;

/// A sentence with the date it is listed under.
struct Entry {
    group: usize,
    sentence: SentenceId,
    mention: Mention,
    is_ahead: bool,
    /// Everything of its group that tells the date.
    members: Vec<SentenceId>,
    score: f64,
}

/// The events of the topic, earliest first, those that lie ahead last.
///
/// Every group of sentences gives at most one date behind and one ahead, a date that belongs to
/// the event before one of its saying, a day before a month and a month before a year. Entries of
/// one date that resemble each other are one; of the others [`MAX_A_DATE`] stand for the date, and
/// those dated by their saying alone only where nothing else does. Of all dates the
/// [`MAX_EVENTS`] weightiest entries are listed. O(words + entries·[`MAX_A_DATE`]) time.
pub(super) fn events(evidence: Evidence<'_>) -> Vec<Event> {
    let Evidence { topic, corpus, .. } = evidence;
    let days = topic.documents.iter().filter_map(|&id| published(id, corpus));
    let newest = days.max();
    let salience = salience::of_groups(evidence);
    let mut entries: Vec<Entry> = Vec::new();
    for (group, &weight) in salience.iter().enumerate() {
        entries.extend(of_group(group, weight, newest, evidence));
    }
    let key = |entry: &Entry| entry.mention.when.key();
    entries.sort_by(|a, b| {
        key(a).cmp(&key(b)).then(b.score.total_cmp(&a.score)).then(a.sentence.cmp(&b.sentence))
    });
    let mut events: Vec<(f64, Event)> = Vec::new();
    for of_date in entries.chunk_by(|a, b| a.mention.when == b.mention.when) {
        events.extend(merged(of_date, evidence));
    }
    events.sort_by(|(a, one), (b, other)| b.total_cmp(a).then(one.sentence.cmp(&other.sentence)));
    events.truncate(MAX_EVENTS);
    let mut events: Vec<Event> = events.into_iter().map(|(_, event)| event).collect();
    events.sort_by_key(|event| (event.is_ahead, place(event, newest), event.sentence));
    // A sentence with a day behind and a day ahead stands at the first of them: nobody reads it twice.
    let mut told: FxHashSet<SentenceId> = FxHashSet::default();
    events.retain(|event| told.insert(event.sentence));
    events
}

/// Where an event stands in the timeline: a month or year that is not over, or ahead, behind the
/// days in it.
fn place(event: &Event, newest: Option<civil::Date>) -> (i16, i8, i8) {
    let (year, month, day) = event.when.key();
    let is_running = newest
        .is_some_and(|newest| newest.year() == year && (month == 0 || newest.month() == month));
    let open = |part: i8| if part == 0 && (event.is_ahead || is_running) { i8::MAX } else { part };
    (year, open(month), open(day))
}

/// The entries of one group: at most one that looks back and one that lies ahead.
fn of_group(
    index: usize,
    weight: f64,
    newest: Option<civil::Date>,
    evidence: Evidence<'_>,
) -> Vec<Entry> {
    let corpus = evidence.corpus;
    let group = &evidence.groups[index];
    let told = mentions(group, evidence);
    let Some((sentence, of_first)) = told.iter().find(|(_, found)| !found.is_empty()) else {
        return Vec::new();
    };
    if !WORDS.contains(&corpus.sentence(*sentence).words) {
        return Vec::new();
    }
    let standing = salience::standing(*sentence, corpus);
    if standing == Standing::NoStatement {
        return Vec::new();
    }
    let rank = |mention: &&Mention| {
        let (_, month, day) = mention.when.key();
        (mention.is_attribution, Reverse(month != 0), Reverse(day != 0), mention.span)
    };
    let one = |wanted_ahead: bool| {
        let fits = |mention: &&Mention| is_ahead(mention, newest) == wanted_ahead;
        let mention = *of_first.iter().filter(fits).min_by_key(rank)?;
        let tells = |(id, found): &(SentenceId, Vec<Mention>)| {
            found.iter().any(|other| other.when == mention.when).then_some(*id)
        };
        let members: Vec<SentenceId> = told.iter().filter_map(tells).collect();
        let standing = if standing == Standing::Leaning { LEANING } else { 1.0 };
        let is_ahead = wanted_ahead;
        let score = weight * standing * weight_of(&mention, is_ahead) * support(&members, evidence);
        Some(Entry { group: index, sentence: *sentence, mention, is_ahead, members, score })
    };
    [one(false), one(true)].into_iter().flatten().collect()
}

/// What the date of an entry makes of its weight.
fn weight_of(mention: &Mention, is_ahead: bool) -> f64 {
    let is_overtaken = mention.tense == Tense::Future && !is_ahead;
    precision(mention.when)
        * if mention.is_attribution { ATTRIBUTION } else { 1.0 }
        * if is_overtaken { OVERTAKEN } else { 1.0 }
}

/// What the lines of reporting that tell it make of its weight.
fn support(members: &[SentenceId], evidence: Evidence<'_>) -> f64 {
    let Evidence { corpus, topic, .. } = evidence;
    let line = |&id: &SentenceId| topic.line(corpus.sentence(id).document);
    let mut lines: Vec<u32> = members.iter().map(line).collect();
    lines.sort_unstable();
    lines.dedup();
    1.0 + SUPPORT * lines.len().saturating_sub(1).min(2) as f64
}

/// What a day, a month or a year weighs: the vaguer, the more of it is background.
fn precision(when: When) -> f64 {
    match when {
        When::Day(_) => 1.0,
        When::Month { .. } => 0.7,
        When::Year(_) => 0.4,
    }
}

/// It lies after the newest document; a month or year that is not over yet, if the sentence looks
/// ahead.
fn is_ahead(mention: &Mention, newest: Option<civil::Date>) -> bool {
    let Some(newest) = newest else { return false };
    let looks_ahead = mention.tense == Tense::Future;
    match mention.when {
        When::Day(day) => day > newest,
        When::Month { year, month } => {
            let here = (newest.year(), newest.month());
            (year, month) > here || (year, month) == here && looks_ahead
        }
        When::Year(year) => year > newest.year() || year == newest.year() && looks_ahead,
    }
}

/// The dates of each member of a group, its representative first. Members that repeat its bytes
/// on the same day are read once.
fn mentions(group: &Group, evidence: Evidence<'_>) -> Vec<(SentenceId, Vec<Mention>)> {
    let corpus = evidence.corpus;
    let own = group.representative;
    let of_own = of_sentence(own, evidence);
    let (text, day) = (corpus.text(own), published(corpus.sentence(own).document, corpus));
    let start = corpus.sentence(own).span.start;
    let others = group.members.iter().copied().filter(|&id| id != own).map(|id| {
        let sentence = corpus.sentence(id);
        if corpus.text(id) != text || published(sentence.document, corpus) != day {
            return (id, of_sentence(id, evidence));
        }
        let moved = |span: Span| Span {
            start: span.start - start + sentence.span.start,
            end: span.end - start + sentence.span.start,
        };
        (id, of_own.iter().map(|found| Mention { span: moved(found.span), ..*found }).collect())
    });
    let others: Vec<(SentenceId, Vec<Mention>)> = others.collect();
    std::iter::once((own, of_own)).chain(others).collect()
}

/// The dates that a sentence speaks of.
pub(super) fn of_sentence(id: SentenceId, evidence: Evidence<'_>) -> Vec<Mention> {
    let Evidence { corpus, terms, .. } = evidence;
    let sentence = corpus.sentence(id);
    let document = corpus.document(sentence.document);
    let content = terms.of(sentence).iter().map(|&term| terms.is_content(term));
    let words = corpus.words(id).iter().copied().zip(content);
    date::mentions(&document.text, words, document.language, published(document.id, corpus))
}

fn published(id: DocumentId, corpus: &Corpus) -> Option<civil::Date> {
    corpus.document(id).published.map(Date::day)
}

/// The events of one date from its entries, the weightiest first, with their weight.
fn merged(entries: &[Entry], evidence: Evidence<'_>) -> Vec<(f64, Event)> {
    let mut kept: Vec<(&Entry, Vec<&Entry>)> = Vec::new();
    let has_events = entries.iter().any(|entry| !entry.mention.is_attribution);
    let most = if has_events { MAX_A_DATE } else { 1 };
    let telling = entries.iter().filter(|entry| !(has_events && entry.mention.is_attribution));
    for entry in telling {
        let is_same =
            |own: &Entry| salience::cosine(own.group, entry.group, evidence) >= SAME_EVENT;
        match kept.iter().position(|(own, _)| is_same(own)) {
            Some(place) => kept[place].1.push(entry),
            None if kept.len() < most => kept.push((entry, Vec::new())),
            None => {}
        }
    }
    let event = |(own, others): (&Entry, Vec<&Entry>)| {
        let event = Event {
            when: own.mention.when,
            expression: own.mention.span,
            sentence: own.sentence,
            is_ahead: own.is_ahead,
            citations: citations(own, &others, evidence),
        };
        (own.score, event)
    };
    kept.into_iter().map(event).collect()
}

/// The sentence itself, the same words elsewhere, then the most similar sentence of each other
/// document.
fn citations(own: &Entry, others: &[&Entry], evidence: Evidence<'_>) -> Vec<Citation> {
    let Evidence { corpus, terms, vectors, .. } = evidence;
    let row = |id| vectors.space.row(terms.of_id(corpus, id), terms);
    let own_row = row(own.sentence);
    let cosine = |id| dot(&own_row, &row(id)).min(1.0);
    let document = |id: SentenceId| corpus.sentence(id).document;
    let home = document(own.sentence);
    let all = own.members.iter().chain(others.iter().flat_map(|entry| &entry.members));
    let mut also: Vec<(SentenceId, f64)> =
        all.filter(|&&id| document(id) != home).map(|&id| (id, cosine(id))).collect();
    also.sort_by(|a, b| {
        document(a.0).cmp(&document(b.0)).then(b.1.total_cmp(&a.1)).then(a.0.cmp(&b.0))
    });
    also.dedup_by_key(|(id, _)| document(*id));
    let cite = |(id, cosine): (SentenceId, f64)| {
        let is_same = corpus.text(id) == corpus.text(own.sentence);
        let relation = if is_same { Relation::Verbatim } else { Relation::AlsoReported { cosine } };
        Citation { document: document(id), span: corpus.sentence(id).span, relation }
    };
    let mut citations: Vec<Citation> = also.into_iter().map(cite).collect();
    citations.sort_by_key(|citation| citation.relation != Relation::Verbatim);
    citations.insert(0, cite((own.sentence, 1.0)));
    citations
}
