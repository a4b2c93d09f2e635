//! The sentences of a paragraph, as exact byte spans.
//!
//! A scanner over terminators: at each it looks at the word before, the word behind, and the
//! quotations and brackets around it, and decides whether the sentence ends (`ending`).
//! It never uses UAX #29, which breaks "Mr. | Smith", "U.S. | Senate" and `"Is it true?" | he
//! asked.` Line breaks inside a paragraph end a sentence where they are none of a wrapped line.

use crate::model::{Language, Span, find};

use super::abbreviation::Lexicon;
use super::ending::{self, Initial, Stop, Terminator};
use super::enumeration::{self, Mark};
use super::line::Lines;
use super::quotation::{self, Enclosure, Stretch};

/// Bytes of the longest sentence; what is longer is cut at white space.
pub const LONGEST: usize = 64 * 1024;

/// Appends the spans of the sentences of `text` in `paragraph`, ascending and disjoint, each
/// without white space around it. A paragraph with a visible character has at least one.
///
/// O(length), whatever the text.
pub fn spans(text: &str, paragraph: Span, language: Option<Language>, into: &mut Vec<Span>) {
    let body = paragraph.of(text);
    let mut scanner = Scanner {
        text: body,
        base: paragraph.start as usize,
        lexicon: Lexicon::of(language),
        stretches: quotation::stretches(body),
        next_stretch: 0,
        lines: Lines::of(body),
        initial: Initial::of(body),
        line_start: 0,
        start: 0,
        expected: None,
        sentences: into,
    };
    scanner.begin(0);
    scanner.run();
}

struct Scanner<'a> {
    text: &'a str,
    /// Where the paragraph begins in the document.
    base: usize,
    lexicon: &'static Lexicon,
    stretches: Vec<Stretch>,
    /// The first stretch that does not end before the scanner.
    next_stretch: usize,
    lines: Lines,
    initial: Initial,
    line_start: usize,
    /// Where the sentence at hand begins.
    start: usize,
    /// The mark that would open the next item of a list in running text.
    expected: Option<Mark>,
    sentences: &'a mut Vec<Span>,
}

impl Scanner<'_> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut from = 0;
        while let Some(at) = find::any_of(bytes, from, ending::MAY_END) {
            from = self.step(at);
        }
        self.emit(self.text.len());
    }

    /// Looks at the character at `at` and returns where to go on.
    fn step(&mut self, at: usize) -> usize {
        let Some(char) = self.text.get(at..).and_then(|rest| rest.chars().next()) else {
            return at + 1;
        };
        let next = at + char.len_utf8();
        match char {
            '\n' | '\r' => self.line_break(at, next),
            _ => {
                if matches!(char, '.' | ')') {
                    self.list_item(at);
                }
                match ending::terminator(self.text, at, char) {
                    Some(terminator) => self.terminator(at, terminator),
                    None => next,
                }
            }
        }
    }

    fn line_break(&mut self, at: usize, next: usize) -> usize {
        let ends = self.stretch_at(at).is_none()
            && self.lines.ends_sentence(self.text, self.line_start, at, next);
        self.line_start = next;
        if ends {
            self.emit(at);
            self.begin(next);
        }
        next
    }

    /// Breaks before the item of a list in running text, whose mark is closed at `at`.
    fn list_item(&mut self, at: usize) {
        let Some(expected) = self.expected else { return };
        let head = self.text.get(self.start..at).unwrap_or_default();
        let before_label = head.trim_end_matches(|char: char| char.is_ascii_alphanumeric());
        let is_prefix = |char: char| char == '(' || enumeration::is_bullet(char);
        let item = self.start + before_label.trim_end_matches(is_prefix).len();
        if head.len() - before_label.len() > 3 || item <= self.start {
            return;
        }
        let rest = self.text.get(item..).unwrap_or_default();
        let spaced = before_label.ends_with(|char: char| char.is_whitespace() || is_prefix(char));
        if spaced && enumeration::mark(rest).is_some_and(|(mark, _)| mark == expected) {
            self.emit(item);
            self.begin(item);
        }
    }

    fn terminator(&mut self, at: usize, terminator: Terminator) -> usize {
        let run_end = ending::end_of_run(self.text, at, terminator);
        let stretch = self.stretch_at(at);
        let Some(end) = self.end_behind_closings(run_end, stretch) else { return run_end };
        let stop = Stop {
            text: self.text,
            sentence_start: self.start,
            at,
            run_end,
            end,
            terminator,
            initial: self.initial,
            quoted: stretch.is_some_and(|stretch| stretch.enclosure == Enclosure::Quotation),
        };
        let takes_in_source = stop.quoted && self.source_follows(end);
        if !takes_in_source && ending::ends_sentence(&stop, self.lexicon) {
            self.emit(end);
            self.begin(end);
        }
        end
    }

    /// The source of a quotation follows in brackets, and the stop behind them: `“…” (Smith).`
    fn source_follows(&self, end: usize) -> bool {
        let rest = self.text.get(end..).unwrap_or_default();
        let visible = rest.trim_start();
        if !visible.starts_with('(') {
            return false;
        }
        let at = self.text.len() - visible.len();
        let brackets = self.stretches.iter().skip(self.next_stretch).take(2);
        let mut ends = brackets.filter(|next| next.span.start as usize == at);
        ends.any(|next| {
            let behind = self.text.get(next.span.end as usize..).unwrap_or_default();
            let inner = next.span.of(self.text).trim_end_matches(')');
            behind.starts_with(['.', ',', ';', ':']) && !inner.ends_with(['.', '!', '?'])
        })
    }

    /// Where the sentence would end if it ended with the terminators before `run_end`: behind the
    /// marks that close there. `None` inside a stretch that goes on, or in brackets that opened in
    /// the middle of the sentence.
    fn end_behind_closings(&self, run_end: usize, stretch: Option<Stretch>) -> Option<usize> {
        // Where a stretch opens, its mark closes nothing: “A.”“B.”
        let following = self.stretches.get(self.next_stretch + usize::from(stretch.is_some()));
        let limit = following.map_or(self.text.len(), |next| next.span.start as usize);
        let Some(stretch) = stretch else {
            return Some(ending::skip_closings(self.text, run_end, limit));
        };
        let stretch_end = stretch.span.end as usize;
        let inner = self.text.get(run_end..stretch_end).unwrap_or_default();
        let goes_on = inner.chars().any(|char| !char.is_whitespace() && !ending::is_closing(char));
        let in_passing =
            stretch.enclosure == Enclosure::Brackets && stretch.span.start as usize > self.start;
        if goes_on || in_passing {
            return None;
        }
        Some(ending::skip_closings(self.text, stretch_end.max(run_end), limit))
    }

    fn stretch_at(&mut self, at: usize) -> Option<Stretch> {
        while let Some(&stretch) = self.stretches.get(self.next_stretch) {
            if stretch.span.end as usize > at {
                return (stretch.span.start as usize <= at).then_some(stretch);
            }
            self.next_stretch += 1;
        }
        None
    }

    /// Begins a sentence at `at` or at the first visible character behind it.
    fn begin(&mut self, at: usize) {
        let rest = self.text.get(at..).unwrap_or_default();
        let rest = rest.trim_start();
        self.start = self.text.len() - rest.len();
        if let Some((mark, _)) = enumeration::mark(rest) {
            self.expected = Some(mark.next());
        }
    }

    /// Ends the sentence at hand at `end`.
    fn emit(&mut self, end: usize) {
        let mut rest = self.text.get(self.start..end).unwrap_or_default().trim();
        let mut start =
            end - self.text.get(self.start..end).map_or(0, |all| all.trim_start().len());
        while !rest.is_empty() {
            let piece = first_piece(rest);
            let span = Span::new(self.base + start, self.base + start + piece.trim_end().len());
            self.sentences.push(span);
            let behind = rest.get(piece.len()..).unwrap_or_default();
            rest = behind.trim_start();
            start += piece.len() + behind.len() - rest.len();
        }
        self.start = end;
    }
}

/// The first [`LONGEST`] bytes of `text` at most, up to white space if there is any.
fn first_piece(text: &str) -> &str {
    if text.len() <= LONGEST {
        return text;
    }
    let limit = text.floor_char_boundary(LONGEST);
    let head = text.get(..limit).unwrap_or_default();
    match head.rfind(char::is_whitespace) {
        Some(space) if space > 0 => head.get(..space).unwrap_or(head),
        _ => head,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sentences of `text` in the language `code`.
    fn cut<'a>(code: &str, text: &'a str) -> Vec<&'a str> {
        let mut found = Vec::new();
        spans(text, Span::new(0, text.len()), code.parse().ok(), &mut found);
        found.iter().map(|span| span.of(text)).collect()
    }

    /// `marked` has `|` where sentences end.
    fn check(code: &str, marked: &str) {
        let text = marked.replace(" | ", " ").replace('|', "");
        let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
        assert_eq!(cut(code, &text), expected, "{code}");
    }

    #[test]
    fn titles_initials_and_acronyms() {
        for marked in [
            "Mr. Roe met Dr. Doe and Sen. A. B. Muster. | They spoke of St. Ives.",
            "Novels by J. K. Rowling and C. S. Lewis sold. | So did others.",
            "U.S. President Roe flew home. | The U.S. Senate voted.",
            "They live in the U.S. | The talks go on.",
            "He moved to the U.K. | She stayed in Washington, D.C. | It rained.",
            "Acme Inc. bought Widget Corp. for cash. | It paid Doe & Co. | They were glad.",
            "Maps, e.g. of roads, vs. plans, etc. | Later they left.",
            "Jane Doe Jr. spoke. | Her M.D. thesis is long.",
        ] {
            check("en", marked);
        }
    }

    #[test]
    fn times_days_and_numbers() {
        for marked in [
            "The train left at 5 p.m. Monday from Leeds. | It came at 6 a.m. | Travelers slept.",
            "Doors open at 7 p.m. EST on Friday. | At 5 p.m. Doe left.",
            "Pi is 3.14 or so. | It costs $1.5 million, up 2.5%. | See No. 5 on p. 12.",
            "The vote is on Wed. Jan. 6 at noon. | See 410 U.S. 113. | He sat. | They wed.",
            "It fell on Jan. 5. | On Dec. 31 it rose. | He is No. 1.",
            "It is 5 ft. | Roe is 6 ft. tall. | It was a near miss. | Police came to Jackson, Miss. on foot.",
            "They counted 600. | How many were there in 2010? | The rest left.",
        ] {
            check("en", marked);
        }
    }

    #[test]
    fn ellipses_and_marks_in_a_row() {
        for marked in [
            "He said ... nothing at all. | Well... | The end.",
            "Wait… | What?! | No!! | Yes.",
            "And so on . . . | The next day came.",
            "Yahoo! and others grew. | Who knew?",
        ] {
            check("en", marked);
        }
    }

    #[test]
    fn quotations_stay_with_who_says_them() {
        for marked in [
            "\"Is it true?\" he asked. | \"Yes!\" she said.",
            "“Is it true?” Jane Doe asked. | “It is.” | The room fell silent.",
            "“We won. We are glad. It was hard,” the coach said. | He left.",
            "She called it “a disgrace.” | The minister did not.",
            "He said: “They came. They saw.” | Then he sat down.",
            "“Never again,” he wrote. | “Not once.”",
            "It was 'fine.' | 'Good,' she said.",
        ] {
            check("en", marked);
        }
        check("de", "„Wann kommt sie?“, fragte er. | „Morgen!“, rief Eva Muster. | Sie ging.");
        check("fr", "« Quand ? » demande-t-elle. | « Demain. » | Il part.");
        check("ru", "«Куда?» — спросил он. | «Домой». | Она ушла.");
    }

    #[test]
    fn brackets_and_notes() {
        for marked in [
            "He teaches (he was an engineer once. Twice even.) at school. | (This is an aside.) | It ends.",
            "It is so.[1][2] | They say more [3, 4]. | Done.",
            "“Few read it” (Doe 2001, p. 5). | Most did not.",
        ] {
            check("en", marked);
        }
    }

    #[test]
    fn addresses_and_files_hold_no_end() {
        for marked in [
            "Write to jane.doe@example.com today. | Or see https://example.com/a.html?b=c. | Thanks.",
            "Open notes.txt or example.com first. | Use Node.js 5.0.1. | Done.",
            "The storm passed.Nobody was hurt in the town.",
        ] {
            check("en", marked);
        }
        check("en", "In the end the storm passed.|Nobody was hurt.");
    }

    #[test]
    fn lists_in_running_text_and_in_lines() {
        check("en", "1. Buy bread | 2. Buy milk | 3. Go home");
        check("en", "The plan is this. | 1) Wait. | 2) Go.");
        check("en", "(a) One thing. | (b) Another thing.");
        check("en", "1. Who is it? | 2. Why now?");
        assert_eq!(
            cut("en", "We need\n• bread\n• milk and\n  eggs"),
            ["We need", "• bread", "• milk and\n  eggs"]
        );
    }

    #[test]
    fn lines_that_are_wrapped_go_on() {
        let text = "The board met on Tuesday evening to talk about the new\n\
                    Rotterdam line of the ferry, with the mayor and with Mr.\nRoe. It was late.";
        assert_eq!(cut("en", text).len(), 2);
        assert_eq!(cut("en", "great phone\nbattery is weak\nwould buy again").len(), 3);
    }

    #[test]
    fn small_letters_open_sentences_only_in_texts_written_so() {
        check("en", "the phone is great. | battery is weak. | would buy approx. two more.");
        check("en", "The phone has approx. two keys. | iPhones have none.");
        check("en", "Is anyone there at all? | i did not hear.");
    }

    #[test]
    fn languages_have_abbreviations_of_their_own() {
        check(
            "de",
            "Am 3. Oktober kam z. B. Dr. Muster, d. h. der Arzt. | Das war im 19. Jahrhundert.",
        );
        check("de", "Rund 3,5 Mio. Euro fehlen. | Er aß Obst. | Dann ging er.");
        check("de", "Das steht auf Seite 12. | Dort steht es bzw. fehlt es. | Die Fa. Roe ging.");
        check("fr", "M. Dupont a vu Mme Roe au XIXe s. av. J.-C. | Il est parti.");
        check("es", "El Sr. Pérez vive en EE. UU. | La Dra. Roe no. | ¿Quién sabe? | ¡Nadie!");
        check("it", "L'Ing. Rossi e il Dott. Bianchi sono qui. | È tardi.");
        check("pt", "O Sr. Silva mora na Av. Brasil. | A Dra. Roe não.");
        check("ru", "А. И. Семёнов живёт на ул. Мира, т. е. в центре. | Он рад.");
        check("ru", "Он родился в 1916 г. | Москва ему нравилась, как и г. Тверь.");
        check("pl", "Por. np. ul. Długą z prof. Nowakiem. | To koniec.");
    }

    #[test]
    fn scripts_have_terminators_of_their_own() {
        check("el", "Πού είναι; | Εδώ είναι.");
        check("ar", "ماذا حدث؟ | لا شيء.");
        check("ur", "کیا حال ہے؟ | میں ٹھیک ہوں۔ | شکریہ۔");
        check("hi", "यह सच है। | क्या?");
        check("he", "מה קרה? | לא קרה דבר.");
        check("hy", "Ոչ, այդպես չէ։ | Դա ճիշտ է:");
        check("zh", "他来了。|她走了！|“为什么？”他问。|没有人知道。");
        check("ja", "「はい。」と彼は言った。|彼女は３．５％だと答えた。|終わり。");
    }

    #[test]
    fn spans_count_from_the_text_and_leave_white_space_out() {
        let text = "skip  One thing. \n Two things.  ";
        let mut found = Vec::new();
        spans(text, Span::new(4, text.len()), None, &mut found);
        assert_eq!(found, [Span::new(6, 16), Span::new(19, 30)]);
    }

    #[test]
    fn a_sentence_without_end_is_cut_at_white_space() {
        let text = "word ".repeat(30_000);
        let found = cut("en", &text);
        assert_eq!(found.len(), 3);
        assert!(found.iter().all(|piece| piece.len() <= LONGEST && piece.ends_with("word")));
        let unbroken = "é".repeat(LONGEST);
        assert_eq!(
            cut("en", &unbroken).iter().map(|piece| piece.len()).sum::<usize>(),
            2 * LONGEST
        );
    }
}
