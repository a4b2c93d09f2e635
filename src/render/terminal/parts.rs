//! What a topic tells beside its extracts, as lines of a terminal.

use super::Report;
use super::page::{Look, Page, cited};
use crate::model::briefing::{
    ChangeEntry, DifferenceEntry, EntityEntry, EventEntry, QuotationEntry, StatementEntry,
    TopicEntry,
};
use crate::model::description::EntityKind;
use crate::render::helper::change::excerpt;
use crate::render::helper::words::truncated;
use crate::render::phrase::Form;

/// Characters that are repeated of a sentence that stands above.
const REPEATED: usize = 60;
/// Quotations that are shown, as on the page.
const QUOTATIONS: usize = 5;
/// Names of one kind, and phrases, that are shown.
const NAMES: usize = 12;
const TERMS: usize = 8;

impl Report<'_> {
    pub(super) fn parts(&self, page: &mut Page, topic: &TopicEntry) {
        self.part(page, "timeline", &topic.timeline, |page, event| self.event(page, event));
        let quotations: Vec<&QuotationEntry> = topic
            .quotations
            .iter()
            .filter(|one| !self.printed.holds(&one.citations))
            .take(QUOTATIONS)
            .collect();
        self.part(page, "quotations", &quotations, |page, quotation| {
            let words = cited(&format!("“{}”", quotation.text), &quotation.citations);
            page.lines("    ", "    ", &words, Look::Normal);
            let unnamed = || self.phrases.plain("unattributed");
            let speaker = quotation.speaker.clone().unwrap_or_else(unnamed);
            page.lines("      — ", "        ", &speaker, Look::Faint);
        });
        self.part(page, "differences", &topic.differences, |page, difference| {
            self.difference(page, difference);
        });
        let untold = |one: &&StatementEntry| !self.printed.holds(&one.citations);
        let untold: Vec<&StatementEntry> = topic.only_in_one.iter().filter(untold).collect();
        self.part(page, "only-in-one", &untold, |page, one| {
            page.lines("    • ", "      ", &cited(&one.text, &one.citations), Look::Normal);
        });
        self.named(page, topic);
    }

    fn part<T>(&self, page: &mut Page, key: &str, all: &[T], write: impl Fn(&mut Page, &T)) {
        if !all.is_empty() {
            page.subheading(&self.phrases.plain(key));
            all.iter().for_each(|one| write(page, one));
        }
    }

    fn event(&self, page: &mut Page, event: &EventEntry) {
        let ahead = if event.ahead { "→ " } else { "" };
        let date = self.phrases.date(event.date, Form::Short);
        let told = if Self::stands(&self.extracts, &event.citations) {
            format!("{} ({})", truncated(&event.text, REPEATED), self.phrases.plain("see-above"))
        } else {
            cited(&event.text, &event.citations)
        };
        page.lines("    ", "      ", &format!("{ahead}{date}: {told}"), Look::Normal);
    }

    fn difference(&self, page: &mut Page, difference: &DifferenceEntry) {
        let kind = |change: &ChangeEntry| {
            let kind = serde_json::to_value(change.kind).unwrap_or_default();
            let key = kind.as_str().unwrap_or_default().replace('_', "-");
            self.phrases.plain(&format!("difference-{key}"))
        };
        let kinds: Vec<String> = difference.changes.iter().map(kind).collect();
        page.lines("    ", "    ", &kinds.join(", "), Look::Faint);
        let DifferenceEntry { a, b, changes, .. } = difference;
        let words_of_a: Vec<&str> = changes.iter().map(|change| change.a.as_str()).collect();
        let words_of_b: Vec<&str> = changes.iter().map(|change| change.b.as_str()).collect();
        for (statement, words) in [(a, words_of_a), (b, words_of_b)] {
            let text = excerpt(&statement.text, words.into_iter(), ("*", "*"), str::to_owned);
            let text = if text.is_empty() { self.phrases.plain("not-there") } else { text };
            let mut line = cited(&text, &statement.citations);
            let source = statement.citations.first().map(|first| first.source);
            if source.is_some() && difference.latest == source {
                line = format!("{line} ({})", self.phrases.plain("latest"));
            }
            page.lines("    • ", "      ", &line, Look::Normal);
        }
    }

    fn named(&self, page: &mut Page, topic: &TopicEntry) {
        let kinds = [
            (EntityKind::Person, "people"),
            (EntityKind::Place, "places"),
            (EntityKind::Organization, "organizations"),
            (EntityKind::Other, "names"),
        ];
        let name = |entity: &EntityEntry| {
            format!("{} {}", entity.name, self.phrases.grouped(entity.mentions.into()))
        };
        let mut lines: Vec<(&str, Vec<String>)> = kinds
            .map(|(kind, key)| {
                let own = topic.entities.iter().filter(|entity| entity.kind == kind);
                (key, own.take(NAMES).map(name).collect())
            })
            .into();
        lines.push((
            "terms",
            topic.terms.iter().take(TERMS).map(|term| term.text.clone()).collect(),
        ));
        lines.retain(|(_, names)| !names.is_empty());
        self.part(page, "named", &lines, |page, (key, names)| {
            let line = format!("{}: {}", self.phrases.plain(key), names.join(" · "));
            page.lines("    ", "      ", &line, Look::Normal);
        });
    }
}
