//! Known topics dealt over days.

use jiff::civil;

use crate::model::{Date, Document, DocumentId};

/// A day's articles.
pub(super) struct Day {
    /// The day.
    pub(super) date: Date,
    /// In the order of the events.
    pub(super) articles: Vec<Dealt>,
}

/// An article, and what it is dealt as.
pub(super) struct Dealt {
    /// With the date of its day, and an address of its own.
    pub(super) document: Document,
    /// The number of its topic.
    pub(super) event: usize,
    /// Whether it is there for the first time.
    pub(super) kind: Kind,
}

/// Whether an article is there for the first time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It is.
    Original,
    /// An earlier one again: under another address and title, without its last paragraph.
    Reprint,
}

/// Days after which an event comes round to the same step: new articles, a reprint of one, new
/// articles beside a reprint, nothing.
const ROUND: usize = 4;
/// Events that begin on days of their own; the next ones begin anew with the first.
const BEGINNINGS: usize = 7;
/// Original articles of an event on a day at most.
const A_DAY: usize = 2;

/// `topics` dealt over `n_days` days, each in the order of its dates.
pub(super) fn days(topics: &[Vec<Document>], n_days: usize) -> Vec<Day> {
    let first = civil::date(2026, 3, 1);
    let date = |day: usize| {
        let later = first.saturating_add(jiff::Span::new().days(i64::try_from(day).unwrap_or(0)));
        Date::Day(later)
    };
    let mut days: Vec<Day> =
        (0..n_days).map(|day| Day { date: date(day), articles: Vec::new() }).collect();
    for (event, documents) in topics.iter().enumerate() {
        let mut documents: Vec<&Document> = documents.iter().collect();
        documents.sort_by_key(|document| (document.published.is_none(), document.published));
        let mut rest = documents.into_iter();
        let mut last = None;
        for (step, day) in days.iter_mut().skip(event % BEGINNINGS).enumerate() {
            let (n_new, has_reprint) = match step % ROUND {
                0 => (A_DAY, false),
                1 => (0, true),
                2 => (A_DAY, true),
                _ => (0, false),
            };
            let reprint = last.filter(|_| has_reprint);
            let new: Vec<&Document> = rest.by_ref().take(n_new).collect();
            let number = event * n_days + step;
            for document in &new {
                day.deal(document, event, Kind::Original, number);
            }
            if let Some(document) = reprint {
                day.deal(document, event, Kind::Reprint, number);
            }
            last = new.first().copied().or(last.filter(|_| step % ROUND != 2));
        }
    }
    days
}

impl Day {
    fn deal(&mut self, document: &Document, event: usize, kind: Kind, number: usize) {
        let mut document = document.clone();
        let place = self.articles.len();
        document.id = DocumentId::at(place);
        document.published = Some(self.date);
        document.source.url = Some(format!("https://example.org/{number}/{place}"));
        if kind == Kind::Reprint {
            document.source.name = format!("{} again", document.source.name);
            document.title = document.title.map(|title| format!("{title} (agency)"));
            shorten(&mut document);
        }
        self.articles.push(Dealt { document, event, kind });
    }
}

/// Leaves the last paragraph out, where there are several.
fn shorten(document: &mut Document) {
    if document.paragraphs.len() > 1
        && let Some(last) = document.paragraphs.pop()
    {
        document.text.truncate(last.span.start as usize);
        let n_bytes = document.text.trim_end().len();
        document.text.truncate(n_bytes);
    }
}
