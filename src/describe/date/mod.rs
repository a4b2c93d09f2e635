//! The dates that a sentence speaks of: expressions such as "Thursday" or "5 February" to days,
//! months and years, against the day of publication.

mod expression;
mod lexicon;
mod reader;
mod resolve;
mod tense;

use jiff::civil;

use crate::model::description::When;
use crate::model::{Language, Span};
use reader::Reader;
pub(super) use tense::Tense;

/// A date that a sentence speaks of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Mention {
    /// The expression, in the text that was given.
    pub(super) span: Span,
    /// What it means.
    pub(super) when: When,
    /// Which way the sentence looks there.
    pub(super) tense: Tense,
    /// It dates the saying, not what is said: "the minister said on Monday".
    pub(super) is_attribution: bool,
}

/// The dates of one sentence, in order.
///
/// `words` are the spans of its words in `text`, each with whether it is a content word. Where no
/// day of publication is known, only dates that need none are found; where the language is none of
/// those in `words/`, only digits such as 2026-02-05. O(words) time.
pub(super) fn mentions(
    text: &str,
    words: impl Iterator<Item = (Span, bool)>,
    language: Option<Language>,
    published: Option<civil::Date>,
) -> Vec<Mention> {
    let lexicon = language.and_then(lexicon::of).unwrap_or_else(|| lexicon::none());
    let reader = Reader::new(text, words, lexicon);
    let found = expression::expressions(&reader, language);
    let mention = |found: expression::Expression| {
        let (tense, is_attribution) = tense::tense(&reader, &found);
        let when = resolve::when(found.says, published, tense)?;
        Some(Mention { span: reader.span(found.first, found.last)?, when, tense, is_attribution })
    };
    found.into_iter().filter_map(mention).collect()
}

/// The number that a word of `language` says: "five", "cinq"; digits are no words.
pub(super) fn number_word(word: &str, language: Option<Language>) -> Option<i32> {
    let lexicon = language.and_then(lexicon::of)?;
    let number = |meaning| match meaning {
        lexicon::Meaning::Number(number) => Some(number),
        _ => None,
    };
    lexicon.at(std::iter::once(word), number).map(|(number, _)| number)
}

/// A word by which somebody is quoted, such as "said" or "according".
pub(super) fn is_saying(word: &str, language: Option<Language>) -> bool {
    let saying = |meaning| (meaning == lexicon::Meaning::Attribution).then_some(());
    let lexicon = language.and_then(lexicon::of);
    lexicon.is_some_and(|lexicon| lexicon.at(std::iter::once(word), saying).is_some())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analyze;
    use crate::model::{Document, DocumentId, Paragraph, ParagraphKind, SentenceId, Source};
    use crate::segment;

    /// The dates of `text` as "expression=date", an attribution with a tilde.
    fn dates(language: &str, published: &str, text: &str) -> String {
        let document = Document {
            id: DocumentId(0),
            source: Source::default(),
            title: None,
            published: None,
            language: None,
            text: text.to_owned(),
            paragraphs: vec![Paragraph {
                span: Span::new(0, text.len()),
                kind: ParagraphKind::Body,
            }],
        };
        let options = segment::Options { language: language.parse().ok() };
        let corpus = segment::corpus(vec![document], &options);
        let terms = analyze::terms(&corpus);
        let ids = (0..corpus.sentences.len()).map(SentenceId::at);
        let all = ids.flat_map(|id| {
            let content = terms.of_id(&corpus, id).iter().map(|&term| terms.is_content(term));
            let words = corpus.words(id).iter().copied().zip(content);
            let text = &corpus.documents[0].text;
            mentions(text, words, language.parse().ok(), published.parse().ok())
        });
        let told = all.map(|mention| {
            let sign = if mention.is_attribution { "~" } else { "=" };
            format!("{}{sign}{}", mention.span.of(text), mention.when)
        });
        told.collect::<Vec<_>>().join("; ")
    }

    fn check(language: &str, published: &str, cases: &[(&str, &str)]) {
        let wrong: Vec<(&str, String, &str)> = cases
            .iter()
            .map(|&(text, expected)| (text, dates(language, published, text), expected))
            .filter(|(_, found, expected)| found != expected)
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn english_weekdays_and_days() {
        check(
            "en",
            "2026-02-04",
            &[
                ("The treaty, which expires Thursday, binds both.", "Thursday=2026-02-05"),
                ("The second round of those talks began Wednesday.", "Wednesday=2026-02-04"),
                ("A transcript was released by the Kremlin on Wednesday.", "Wednesday=2026-02-04"),
                ("The minister said on Monday that rain had fallen.", "Monday~2026-02-02"),
                ("On Tuesday, the minister said that rain had fallen.", "Tuesday~2026-02-03"),
                ("They will meet on Friday in Rome.", "Friday=2026-02-06"),
                ("He arrived on Friday in Rome.", "Friday=2026-01-30"),
                ("The vote last Wednesday was close.", "last Wednesday=2026-01-28"),
                ("She is to leave next Wednesday.", "next Wednesday=2026-02-11"),
                (
                    "The court ruled yesterday and will sit again tomorrow.",
                    "yesterday=2026-02-03; tomorrow=2026-02-05",
                ),
                ("The storm hit the day before yesterday.", "day before yesterday=2026-02-02"),
                ("Monday's vote was close.", "Monday=2026-02-02"),
                ("The bridge fell three days ago.", "three days ago=2026-02-01"),
                ("He was shot last night.", "last night=2026-02-03"),
            ],
        );
    }

    #[test]
    fn english_days_of_months() {
        check(
            "en",
            "2026-02-04",
            &[
                ("It opened on 5 February 2026.", "5 February 2026=2026-02-05"),
                ("It opened on February 5, 2026, in rain.", "February 5, 2026=2026-02-05"),
                ("It opened on February 5th.", "February 5th=2026-02-05"),
                ("It opened on the 5th of February.", "5th of February=2026-02-05"),
                ("It opened on Dec. 30.", "Dec. 30=2025-12-30"),
                ("It opened on Thursday, 5 February 2026.", "Thursday, 5 February 2026=2026-02-05"),
                ("It lasted from 5 to 7 February.", "5 to 7 February=2026-02-05"),
                ("It lasted February 5-7 in Rome.", "February 5-7=2026-02-05"),
                ("It opened 2026-02-05.", "2026-02-05=2026-02-05"),
                ("It opened 25/02/2026.", "25/02/2026=2026-02-25"),
                ("It opened 02/25/2026.", "02/25/2026=2026-02-25"),
                ("It opened 05/02/2026.", ""),
                ("It opened 05/05/2026.", "05/05/2026=2026-05-05"),
                ("It opened on 30 February 2026.", ""),
                ("It opened on February 31.", ""),
                ("It opened on 29 February.", ""),
                (
                    "Founded on 1 January 1900, it closes on 1 January 2100.",
                    "1 January 1900=1900-01-01; 1 January 2100=2100-01-01",
                ),
            ],
        );
    }

    #[test]
    fn english_months_and_years() {
        check(
            "en",
            "2026-02-04",
            &[
                (
                    "China will host the summit in Shenzhen in November, he added.",
                    "November=2026-11",
                ),
                ("The town flooded in November.", "November=2025-11"),
                ("Xi visited Russia in May last year.", "May last year=2025-05"),
                ("He resigned last May.", "last May=2025-05"),
                ("It begins next March.", "next March=2026-03"),
                ("Prices rose in November 2024 again.", "November 2024=2024-11"),
                ("The ministers visited Beijing last month.", "last month=2026-01"),
                ("The chancellor is expected to visit this month.", "this month=2026-02"),
                ("It will be built next year.", "next year=2027"),
                (
                    "He accepted an invitation in the first half of 2026, it reported.",
                    "first half of 2026=2026",
                ),
                ("Xi invited Putin in the first half of the year.", "first half of the year=2026"),
                ("It was founded in 1998.", "1998=1998"),
                ("It was founded ten years ago.", "ten years ago=2016"),
                ("Prices fell in early 2025.", "early 2025=2025"),
                ("He leaves in mid-March.", "mid-March=2026-03"),
                (
                    "The July 7 bombers were tried, those of the January 7 bombings not yet.",
                    "January 7=2026-01-07",
                ),
                ("The works ended, and until August the road is open.", "August=2026-08"),
            ],
        );
    }

    #[test]
    fn english_words_that_are_no_dates() {
        check(
            "en",
            "2026-02-04",
            &[
                ("It may rain, and may not.", ""),
                ("Thousands march for peace.", ""),
                ("The March on Washington drew thousands.", ""),
                ("A song by April Smith was played.", ""),
                ("The Sunday Times reported it.", ""),
                ("Shoppers queued on Black Friday for hours.", ""),
                ("In the 1990s it was new.", ""),
                ("Some 2000 people died in 2000 cases.", ""),
                ("From 1990-1995 he taught.", ""),
                ("In March 17 people died.", "March=2025-03"),
                ("June Brown and May Day were mentioned.", ""),
                ("Over the last year prices rose.", ""),
                ("A 24-hour strike began at 10:30.", ""),
            ],
        );
    }

    #[test]
    fn without_a_day_of_publication_only_whole_dates_count() {
        check(
            "en",
            "",
            &[
                ("It opened on Thursday, in May, last year and yesterday.", ""),
                (
                    "It opened on 5 May 2026, in June 2027 and in 2028.",
                    "5 May 2026=2026-05-05; June 2027=2027-06; 2028=2028",
                ),
            ],
        );
    }

    #[test]
    fn german() {
        check(
            "de",
            "2026-02-04",
            &[
                ("Der Vertrag läuft am Donnerstag aus.", "Donnerstag=2026-02-05"),
                ("Am Dienstag wurde der Tunnel eröffnet.", "Dienstag=2026-02-03"),
                ("Das Gericht entschied am 5. Februar 2025.", "5. Februar 2025=2025-02-05"),
                ("Das Gericht hat am 30. Januar entschieden.", "30. Januar=2026-01-30"),
                ("Der Gipfel wird im November stattfinden.", "November=2026-11"),
                ("Im vergangenen Jahr fiel kein Schnee.", "vergangenen Jahr=2025"),
                ("Im Mai vergangenen Jahres fiel Schnee.", "Mai vergangenen Jahres=2025-05"),
                ("Die Brücke wurde gestern gesperrt.", "gestern=2026-02-03"),
                ("Die Brücke wurde vor drei Tagen gesperrt.", "vor drei Tagen=2026-02-01"),
                ("Am 05.02.2026 wurde gewählt.", "05.02.2026=2026-02-05"),
                ("Im Jahr 2019 wurde gewählt.", "2019=2019"),
                ("Am Morgen war es kalt.", ""),
                ("In den 1990er Jahren war es kalt.", ""),
            ],
        );
    }

    #[test]
    fn french() {
        check(
            "fr",
            "2026-02-04",
            &[
                ("Le traité expire jeudi.", "jeudi=2026-02-05"),
                ("Le pont a été fermé mardi soir.", "mardi=2026-02-03"),
                ("Le sommet aura lieu le 5 mars.", "5 mars=2026-03-05"),
                ("Le sommet a eu lieu le 1er janvier 2026.", "1er janvier 2026=2026-01-01"),
                ("Le roi est mort jeudi dernier.", "jeudi dernier=2026-01-29"),
                ("Les prix ont baissé le mois dernier.", "mois dernier=2026-01"),
                ("Les prix ont baissé l'an dernier.", "an dernier=2025"),
                ("Les élections se tiendront en novembre.", "novembre=2026-11"),
                ("Il est arrivé en mai de l'année dernière.", "mai de l'année dernière=2025-05"),
                ("La loi sera votée aujourd'hui.", "aujourd'hui=2026-02-04"),
                ("Elle est née en août 1998.", "août 1998=1998-08"),
                ("Le pont a été fermé il y a trois jours.", "il y a trois jours=2026-02-01"),
                ("La loi date de 05/02/2026.", "05/02/2026=2026-02-05"),
                ("La planète Mars est rouge.", ""),
                ("Dans les années 1990 il vivait là.", ""),
            ],
        );
    }

    #[test]
    fn spanish() {
        check(
            "es",
            "2026-02-04",
            &[
                ("El tratado vence el jueves.", "jueves=2026-02-05"),
                ("El puente fue cerrado el martes.", "martes=2026-02-03"),
                ("La cumbre será el 5 de marzo de 2026.", "5 de marzo de 2026=2026-03-05"),
                ("El rey murió el pasado jueves.", "pasado jueves=2026-01-29"),
                ("Los precios bajaron el mes pasado.", "mes pasado=2026-01"),
                ("El año pasado hubo sequía.", "año pasado=2025"),
                ("Las elecciones se celebrarán en noviembre.", "noviembre=2026-11"),
                ("Viajó a Roma en mayo del año pasado.", "mayo del año pasado=2025-05"),
                ("Llovió ayer por la mañana.", "ayer=2026-02-03"),
                ("Lo decidirán mañana.", "mañana=2026-02-05"),
                ("El puente fue cerrado hace tres días.", "hace tres días=2026-02-01"),
                ("Domingo Pérez vive en Santo Domingo.", ""),
            ],
        );
    }

    #[test]
    fn portuguese() {
        check(
            "pt",
            "2026-02-04",
            &[
                ("O tratado vai vencer na quinta-feira.", "quinta-feira=2026-02-05"),
                ("A ponte foi fechada nesta terça-feira (3).", "nesta terça-feira=2026-02-03"),
                ("A ponte foi fechada na última quinta-feira.", "última quinta-feira=2026-01-29"),
                ("A cúpula será em 5 de março de 2026.", "5 de março de 2026=2026-03-05"),
                ("Os preços caíram no mês passado.", "mês passado=2026-01"),
                ("O presidente viajou em maio do ano passado.", "maio do ano passado=2025-05"),
                ("A eleição será realizada em novembro.", "novembro=2026-11"),
                ("Choveu ontem à noite.", "ontem=2026-02-03"),
                ("A ponte foi fechada há três dias.", "há três dias=2026-02-01"),
                ("A terça parte da quarta turma faltou.", ""),
            ],
        );
    }

    #[test]
    fn italian() {
        check(
            "it",
            "2026-02-04",
            &[
                ("Il trattato scade giovedì.", "giovedì=2026-02-05"),
                ("Il ponte è stato chiuso martedì.", "martedì=2026-02-03"),
                ("Il vertice sarà il 5 marzo 2026.", "5 marzo 2026=2026-03-05"),
                ("I prezzi sono scesi il mese scorso.", "mese scorso=2026-01"),
                ("I prezzi sono scesi lo scorso anno.", "scorso anno=2025"),
                ("Il re è morto giovedì scorso.", "giovedì scorso=2026-01-29"),
                ("È arrivato nel maggio dello scorso anno.", "maggio dello scorso anno=2025-05"),
                ("Le elezioni si terranno in novembre.", "novembre=2026-11"),
                ("Il ponte è stato chiuso tre giorni fa.", "tre giorni fa=2026-02-01"),
                ("È piovuto ieri, e pioverà domani.", "ieri=2026-02-03; domani=2026-02-05"),
            ],
        );
    }

    #[test]
    fn other_languages_have_digits_only() {
        check("cs", "2026-02-04", &[("Stalo se to 2026-02-05 v Brně.", "2026-02-05=2026-02-05")]);
    }

    proptest! {
        #[test]
        fn any_text_gives_dates_inside_it(
            text in prop_oneof![
                any::<String>(),
                "((on|in|last|next|the|Thursday|May|5|31|2026|1900|February|,|-|'|/|year|ago|mid|first half of) ?){0,12}",
                "((le|dernier|jeudi|l'|an|1er|mars|2026|il y a|trois|mois|d’|août) ?){0,12}",
                "((na|quarta|feira|-|\\(|5|\\)|ano|passado|há|dois|de|maio|2026) ?){0,12}",
            ],
            language in prop_oneof![Just("en"), Just("de"), Just("fr"), Just("es"), Just("pt"), Just("it")],
            published in prop_oneof![Just(""), Just("1900-01-01"), Just("2100-12-31"), Just("0001-01-01"), Just("9999-12-31")],
        ) {
            let language = language.parse().ok();
            let mut words = Vec::new();
            segment::word::spans(&text, Span::new(0, text.len()), &mut words);
            let published = published.parse().ok();
            let mut end = 0;
            for mention in mentions(&text, words.into_iter().map(|word| (word, true)), language, published) {
                prop_assert!(!mention.span.of(&text).is_empty());
                prop_assert!(mention.span.start >= end);
                end = mention.span.end;
                prop_assert_eq!(mention.when.to_string().parse::<When>().unwrap(), mention.when);
            }
        }
    }
}
