//! Plain text: the whole file is the document's text, byte for byte, so that offsets and checksum
//! are those of the file.
//!
//! A text may begin with ` date YYYY-MM-DD ` and go on with the body on the same line, or with a
//! line that is a date; both are boilerplate. A first line that stands alone, is short and ends no
//! sentence is the title, and so is a first heading.

use super::draft::{Draft, Named, Notes};
use super::metadata;
use super::paragraphs::{ends_sentence, paragraphs};
use crate::model::{Date, Paragraph, ParagraphKind, Span};

/// A first line with more words is no title.
const MAX_TITLE_WORDS: usize = 25;

/// Bytes of `YYYY-MM-DD`.
const DATE_LENGTH: usize = 10;

/// The one article of `text`.
pub(super) fn documents(text: String, named: &Named, notes: &mut Notes) -> Vec<Draft> {
    let header = header(&text);
    let start = header.map_or(0, |header| header.span.end as usize);
    let mut body = paragraphs(&text, start);
    let mut published = None;
    let mut before = Vec::new();
    if let Some(header) = header {
        let date = header.span.of(&text);
        let date = date.get(date.len() - DATE_LENGTH..).unwrap_or_default();
        published = metadata::date(date);
        if published.is_none() {
            notes.push(&named.input, format!("{date} in its header is no date, so it has none"));
        }
        before.push(header);
    } else if let Some(date) = date_line(&text, &mut body) {
        published = Some(date);
    }
    // A header with the body on its line leaves no line for a title.
    let rest = text.get(start..).unwrap_or_default();
    let same_line = rest.trim_start_matches([' ', '\t']).starts_with(['\n', '\r']);
    let title = if header.is_none() || same_line { title(&text, &mut body) } else { None };
    before.append(&mut body);
    vec![Draft { title, published, paragraphs: before, text, ..Draft::default() }]
}

/// The seeds' header, ` date YYYY-MM-DD `, whatever numbers stand in it.
fn header(text: &str) -> Option<Paragraph> {
    let line = text.trim_start();
    let start = text.len() - line.len();
    let rest = line.strip_prefix("date")?;
    let date = rest.trim_start_matches([' ', '\t']);
    let (digits, after) = date.split_at_checked(DATE_LENGTH)?;
    let shaped = digits.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let parted = date.len() < rest.len() && after.chars().next().is_none_or(char::is_whitespace);
    let end = text.len() - after.len();
    (shaped && parted)
        .then(|| Paragraph { span: Span::new(start, end), kind: ParagraphKind::Boilerplate })
}

/// The date of a first paragraph that is nothing but one, which is marked as boilerplate.
fn date_line(text: &str, body: &mut [Paragraph]) -> Option<Date> {
    let first = body.first_mut()?;
    let date = metadata::date(first.span.of(text))?;
    first.kind = ParagraphKind::Boilerplate;
    Some(date)
}

/// The title, if the text has one; its paragraph is marked as a heading.
fn title(text: &str, body: &mut [Paragraph]) -> Option<String> {
    let at = body.iter().position(|paragraph| paragraph.kind != ParagraphKind::Boilerplate)?;
    let (first, rest) = body.get_mut(at..)?.split_first_mut()?;
    let line = first.span.of(text);
    let next = rest.first()?;
    let between = Span { start: first.span.end, end: next.span.start }.of(text);
    let stands_alone = !line.contains('\n') && n_line_ends(between) >= 2;
    let is_title = first.kind == ParagraphKind::Heading
        || first.kind == ParagraphKind::Body
            && stands_alone
            && !ends_sentence(line)
            && line.chars().any(char::is_alphanumeric)
            && line.split_whitespace().nth(MAX_TITLE_WORDS).is_none();
    if !is_title {
        return None;
    }
    first.kind = ParagraphKind::Heading;
    Some(line.to_owned())
}

/// Line ends in `space`, a carriage return and the line feed after it counting once.
fn n_line_ends(space: &str) -> usize {
    let n_pairs = space.matches("\r\n").count();
    let ends = ['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'];
    let n_ends = space.matches(ends).count() + space.matches('\u{2029}').count();
    n_ends - n_pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Draft, Vec<String>) {
        let mut notes = Notes::new("a.txt");
        let mut drafts = documents(text.into(), &Named::file("a.txt"), &mut notes);
        let warnings = notes.into_warnings().iter().map(ToString::to_string).collect();
        (drafts.remove(0), warnings)
    }

    fn title_of(text: &str) -> Option<String> {
        read(text).0.title
    }

    #[test]
    fn the_header_is_set_apart_and_the_text_stays() {
        for text in
            [" date 2026-02-04 Body.", "date 2026-02-04\nBody.", "\n\tdate  2026-02-04 Body."]
        {
            let (draft, warnings) = read(text);
            assert_eq!((draft.text.as_str(), draft.title, warnings.len()), (text, None, 0));
            assert_eq!(draft.published, metadata::date("2026-02-04"));
            let [header, body] = draft.paragraphs[..] else { panic!("{text}") };
            assert!(header.span.of(text).ends_with("2026-02-04"));
            assert_eq!(body.span.of(text), "Body.");
        }
    }

    #[test]
    fn what_only_looks_like_a_header_is_text() {
        for text in ["date 2026-02-04th", "dates 2026-02-04 a", "date2026-02-04 a", "date 2026"] {
            let (draft, _) = read(text);
            assert_eq!((draft.published, draft.paragraphs.len()), (None, 1), "{text}");
        }
    }

    #[test]
    fn a_wrong_date_costs_a_warning() {
        let (draft, warnings) = read(" date 2026-02-31 Body.");
        assert_eq!((draft.published, draft.paragraphs.len()), (None, 2));
        assert_eq!(warnings, ["a.txt: 2026-02-31 in its header is no date, so it has none"]);
    }

    #[test]
    fn a_line_that_is_a_date_dates_the_text() {
        let (draft, _) = read("February 4, 2026\n\nA title\n\nBody.");
        assert_eq!(draft.published, metadata::date("2026-02-04"));
        assert_eq!(draft.title.as_deref(), Some("A title"));
    }

    #[test]
    fn a_line_of_its_own_is_the_title() {
        let (draft, _) = read("Putin and Xi hold a call\r\n\r\nBody.");
        assert_eq!(draft.title.as_deref(), Some("Putin and Xi hold a call"));
        assert_eq!(draft.paragraphs[0].kind, ParagraphKind::Heading);
        assert_eq!(title_of("# A title\nBody.").as_deref(), Some("A title"));
        assert_eq!(title_of("A title\n===\nBody.").as_deref(), Some("A title"));
        assert_eq!(title_of(" date 2026-02-04\nA title\n\nBody.").as_deref(), Some("A title"));
    }

    #[test]
    fn what_is_no_title_is_none() {
        let long = format!("{}\n\nBody.", "word ".repeat(26));
        let none = ["One line", "A sentence.\n\nBody.", "A line\nBody.", "___\n\nBody.", &long];
        for text in none {
            assert_eq!(title_of(text), None, "{text}");
        }
        assert_eq!(title_of(" date 2026-02-04 Putin said\n\nBody."), None);
    }
}
