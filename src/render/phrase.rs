//! The words of a page that are ours and not an article's, in the language of its readers.
//!
//! The texts are `templates/phrases/*.ftl`, in the format of Project Fluent, whose messages choose
//! among a language's plural forms.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use jiff::civil;
use unic_langid::LanguageIdentifier;

use crate::model::Language;
use crate::model::description::When;

/// The languages with phrases, English first: it stands in for all others.
const TEXTS: &[(&str, &str)] = &[
    ("en", include_str!("../../templates/phrases/en.ftl")),
    ("de", include_str!("../../templates/phrases/de.ftl")),
    ("es", include_str!("../../templates/phrases/es.ftl")),
    ("fr", include_str!("../../templates/phrases/fr.ftl")),
    ("it", include_str!("../../templates/phrases/it.ftl")),
    ("pt", include_str!("../../templates/phrases/pt.ftl")),
];

static PHRASES: LazyLock<BTreeMap<&'static str, Phrases>> = LazyLock::new(|| {
    TEXTS.iter().map(|&(code, text)| (code, Phrases::parse(code, text))).collect()
});

/// The phrases of one language.
pub(super) struct Phrases(FluentBundle<FluentResource>);

/// How a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `4 February 2026`.
    Long,
    /// `4 Feb 2026`.
    Short,
    /// `Wednesday 4 February 2026`.
    Weekday,
}

/// The phrases for readers of `language`; English where there are none.
pub(super) fn of(language: Option<Language>) -> &'static Phrases {
    let own = language.and_then(|language| PHRASES.get(language.code()));
    own.unwrap_or_else(|| &PHRASES[TEXTS[0].0])
}

impl Phrases {
    fn parse(code: &str, text: &str) -> Self {
        let locale: LanguageIdentifier = code.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // The marks that isolate directions would stand in titles and file names.
        bundle.set_use_isolating(false);
        // What a message with a fault in it loses is found by the test below.
        let (Ok(resource) | Err((resource, _))) = FluentResource::try_new(text.to_owned());
        bundle.add_resource_overriding(resource);
        Self(bundle)
    }

    /// The label `key` with `args` in it; `None` if there is no such label.
    pub(super) fn text(&self, key: &str, args: &FluentArgs) -> Option<String> {
        let pattern = self.0.get_message(key)?.value()?;
        Some(self.0.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned())
    }

    /// A label without anything to fill in; empty if there is none.
    pub(super) fn plain(&self, key: &str) -> String {
        self.text(key, &FluentArgs::new()).unwrap_or_default()
    }

    /// `12,345` as the language groups digits.
    pub(super) fn grouped(&self, n: u64) -> String {
        let (digits, mark) = (n.to_string(), self.plain("group"));
        let mut out = String::with_capacity(digits.len() * 2);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                out.push_str(&mark);
            }
            out.push(digit);
        }
        out
    }

    /// A day, month or year as the language writes it.
    pub(super) fn date(&self, when: When, form: Form) -> String {
        let month = |month: i8| {
            let short = if form == Form::Short { "short-" } else { "" };
            self.plain(&format!("month-{short}{month}"))
        };
        let mut args = FluentArgs::new();
        let key = match when {
            When::Year(year) => return year.to_string(),
            When::Month { year, month: m } => {
                args.set("month", month(m));
                args.set("year", year.to_string());
                "date-month"
            }
            When::Day(day) => {
                args.set("weekday", self.weekday(day));
                args.set("day", day.day());
                args.set("month", month(day.month()));
                args.set("year", day.year().to_string());
                if form == Form::Weekday { "date-weekday" } else { "date-day" }
            }
        };
        self.text(key, &args).unwrap_or_default()
    }

    fn weekday(&self, day: civil::Date) -> String {
        self.plain(&format!("weekday-{}", day.weekday().to_monday_one_offset()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_label_and_no_fault() {
        let keys = |text: &str| -> Vec<String> {
            let resource = FluentResource::try_new(text.to_owned())
                .unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
            assert!(resource.entries().count() > 90);
            let named =
                text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
            let key = |line: &str| line.split_once(" =").map(|(key, _)| key.to_owned());
            let mut keys: Vec<String> = named.filter_map(key).collect();
            keys.sort();
            assert!(keys.is_sorted_by(|a, b| a < b), "a label stands twice");
            keys
        };
        let english = keys(TEXTS[0].1);
        for (code, text) in TEXTS {
            assert_eq!(keys(text), english, "{code}");
            assert_eq!(PHRASES[code].plain("language"), *code);
        }
    }

    #[test]
    fn numbers_choose_their_form() {
        let articles = |code: &str, n: u64| {
            let phrases = of(code.parse().ok());
            let mut args = FluentArgs::new();
            args.set("n", n);
            args.set("count", phrases.grouped(n));
            phrases.text("articles", &args).unwrap()
        };
        assert_eq!(articles("en", 1), "1 article");
        assert_eq!(articles("en", 12_345), "12,345 articles");
        assert_eq!(articles("de", 12_345), "12.345 Artikel");
        assert_eq!(articles("fr", 0), "0 article");
        assert_eq!(articles("fi", 2), "2 articles");
    }

    #[test]
    fn dates_are_in_the_language_of_the_reader() {
        let day: When = "2026-02-01".parse().unwrap();
        let date = |code: &str, form| of(code.parse().ok()).date(day, form);
        assert_eq!(date("en", Form::Weekday), "Sunday 1 February 2026");
        assert_eq!(date("en", Form::Short), "1 Feb 2026");
        assert_eq!(date("de", Form::Weekday), "Sonntag, 1. Februar 2026");
        assert_eq!(date("fr", Form::Long), "1er février 2026");
        assert_eq!(date("es", Form::Long), "1 de febrero de 2026");
        assert_eq!(
            of("pt".parse().ok()).date("2026-11".parse().unwrap(), Form::Long),
            "novembro de 2026"
        );
        assert_eq!(of(None).date(When::Year(2026), Form::Long), "2026");
    }
}
