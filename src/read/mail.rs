//! Mail to articles: one message, or a mailbox with several.
//!
//! Of a message's text and its HTML the text is read, unless there is hardly any. What others said
//! before (quoted lines) and signatures are marked as boilerplate.

use std::io::{BufRead, Read};

use mail_parser::{
    Address, ContentType, HeaderName, HeaderValue, Message, MessageParser, MessagePart,
    MimeHeaders, PartType,
};

use super::draft::{Draft, Named, Notes, Place};
use super::flow::Flow;
use super::input::{LIMIT, TOO_LARGE, reason};
use super::markup::{self, Syntax};
use super::paragraphs::paragraphs;
use super::{metadata, spare};
use crate::error::Error;
use crate::model::{Date, Paragraph, ParagraphKind, Span};

/// A text with fewer than one in this many of the HTML's letters only says that there is HTML.
const LETTERS_A_LETTER: usize = 5;

/// Names of the headers that hold an address of the message on the web.
const ADDRESSES: &[&str] = &["Archived-At", "Content-Location"];

/// The article of a file that is one message.
///
/// # Errors
/// If it is too large, or no message.
pub(super) fn message(bytes: &[u8], named: &Named, notes: &mut Notes) -> Result<Vec<Draft>, Error> {
    if bytes.len() > LIMIT {
        return Err(named.error(TOO_LARGE));
    }
    let draft = draft(bytes, Place::Whole, named, notes).map_err(|reason| named.error(reason))?;
    Ok(vec![draft])
}

/// The articles of a mailbox, a message each; `reader` is not kept in memory.
///
/// # Errors
/// If it cannot be read any further, or holds no message at all.
pub(super) fn mailbox(
    mut reader: impl BufRead,
    named: &Named,
    notes: &mut Notes,
) -> Result<Vec<Draft>, Error> {
    let mut drafts = Vec::new();
    let mut n = 0;
    let mut message = Vec::new();
    let mut line = Vec::new();
    let mut is_large = false;
    let mut after_blank = true;
    loop {
        line.clear();
        let limit = LIMIT as u64 + 1;
        let read = reader.by_ref().take(limit).read_until(b'\n', &mut line);
        let n_read = read.map_err(|error| named.error(reason(&error)))?;
        let begins = after_blank && is_separator(&line);
        if (begins || n_read == 0) && n > 0 {
            let place = Place::Nth(n);
            drafts.extend(spare::article(named, place, notes, |notes| {
                let read = if is_large {
                    Err(TOO_LARGE.into())
                } else {
                    draft(&message, place, named, notes)
                };
                read.map_err(|reason| notes.push(named.input_at(place), reason)).ok()
            }));
        }
        if n_read == 0 {
            break;
        }
        after_blank = line.trim_ascii().is_empty();
        if begins {
            n += 1;
            message.clear();
            is_large = false;
        } else if n > 0 && !is_large {
            message.extend_from_slice(unescaped(&line));
            is_large = message.len() > LIMIT;
        }
    }
    if n == 0 { Err(named.error("no message in it")) } else { Ok(drafts) }
}

/// Whether a line parts messages: `From `, a sender and a time, as `From a@b.c Wed Feb  4 07:30:00`.
fn is_separator(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let is_time = |four: &[u8]| match four {
        [hour, b':', tens, ones] => [hour, tens, ones].iter().all(|byte| byte.is_ascii_digit()),
        _ => false,
    };
    rest.windows(4).take(200).any(is_time)
}

/// A line that began with `From ` before it was put into the mailbox.
fn unescaped(line: &[u8]) -> &[u8] {
    let quoted = line.iter().take_while(|byte| **byte == b'>').count();
    let is_escaped =
        quoted > 0 && line.get(quoted..).is_some_and(|rest| rest.starts_with(b"From "));
    if is_escaped { line.get(1..).unwrap_or(line) } else { line }
}

/// The article of one message, or why there is none.
fn draft(bytes: &[u8], place: Place, named: &Named, notes: &mut Notes) -> Result<Draft, String> {
    let message = MessageParser::default().parse(bytes);
    let message = message.ok_or("not a message (it has no header)")?;
    let draft = described(&message, place, named, notes);
    take_apart(message);
    draft
}

/// Drops a message and those within it one by one: the depth of them is the sender's choice, and
/// to drop them all at once takes as much of the stack.
fn take_apart(message: Message) {
    let mut left = vec![message];
    while let Some(message) = left.pop() {
        for part in message.parts {
            if let PartType::Message(inner) = part.body {
                left.push(inner);
            }
        }
    }
}

/// The article that a message is.
fn described(
    message: &Message,
    place: Place,
    named: &Named,
    notes: &mut Notes,
) -> Result<Draft, String> {
    let published = date(message).unwrap_or_else(|written| {
        let written: String = written.chars().take(40).collect();
        let written = metadata::one_line(&written).unwrap_or_default();
        let input = named.input_at(place);
        notes.push(input, format!("{written} is no date, so it has none"));
        None
    });
    let mut flow = body(message);
    if flow.paragraphs.is_empty() {
        // A message that only passes another one on.
        let inner = message.attachments().find_map(|part| match &part.body {
            PartType::Message(inner) => Some(inner),
            _ => None,
        });
        flow = inner.map(body).unwrap_or(flow);
    }
    let Flow { text, paragraphs } = flow;
    if text.len() > LIMIT {
        return Err(TOO_LARGE.into());
    }
    let is_address = |name: &str| ADDRESSES.iter().any(|other| other.eq_ignore_ascii_case(name));
    let mut addresses = message.headers_raw().filter(|(name, _)| is_address(name));
    let url = addresses.find_map(|(_, written)| {
        metadata::url(written.trim().trim_start_matches('<').trim_end_matches('>'))
    });
    let language = message.header_raw(HeaderName::ContentLanguage);
    Ok(Draft {
        place,
        title: message.subject().map(str::to_owned),
        url: url.map(String::from),
        outlet: message.from().and_then(sender),
        published,
        language: language.and_then(|language| language.trim().parse().ok()),
        text,
        paragraphs,
    })
}

/// When a message was sent, or what it says of that if it is no date.
fn date(message: &Message) -> Result<Option<Date>, String> {
    let Some(written) = message.header_raw(HeaderName::Date) else { return Ok(None) };
    let parsed = || {
        let Some(HeaderValue::DateTime(date)) = message.header(HeaderName::Date) else {
            return None;
        };
        date.is_valid().then(|| metadata::date(&date.to_rfc3339()))?
    };
    let date = metadata::date(written).or_else(parsed);
    if date.is_some() { Ok(date) } else { Err(written.to_owned()) }
}

/// What the sender is called, else the sender's address.
fn sender(from: &Address) -> Option<String> {
    let first = from.first()?;
    let name = first.name.as_deref().filter(|name| name.chars().any(char::is_alphanumeric));
    name.or(first.address.as_deref()).map(str::to_owned)
}

/// The text of a message, and what its parts are.
fn body(message: &Message) -> Flow {
    let mut flow = Flow::default();
    for part in message.text_bodies().filter(|part| !is_attached(part)) {
        match &part.body {
            PartType::Text(text) => plain(text, &mut flow),
            PartType::Html(page) => _ = markup::blocks(page, Syntax::Html, &mut flow),
            _ => {}
        }
    }
    let mut other = Flow::default();
    for part in message.html_bodies() {
        if let PartType::Html(page) = &part.body {
            markup::blocks(page, Syntax::Html, &mut other);
        }
    }
    let n_letters = |flow: &Flow| flow.text.chars().filter(|sign| sign.is_alphabetic()).count();
    if n_letters(&other) / LETTERS_A_LETTER > n_letters(&flow) { other } else { flow }
}

/// Whether a part is a file that was sent along.
fn is_attached(part: &MessagePart) -> bool {
    part.content_disposition().is_some_and(ContentType::is_attachment)
}

/// Adds a text part, byte for byte.
fn plain(text: &str, flow: &mut Flow) {
    flow.part();
    let mut at = flow.text.len();
    flow.text.push_str(text);
    let mut said = None;
    for (voice, length) in voices(text) {
        let (end, first) = (at + length, flow.paragraphs.len());
        let own = Span::new(at, end).of(&flow.text);
        let shift = Span::new(0, at).end;
        flow.paragraphs.extend(paragraphs(own, 0).into_iter().map(|paragraph| {
            let Span { start, end } = paragraph.span;
            let span = Span { start: start + shift, end: end + shift };
            let is_own = voice == Voice::Own;
            let kind = if is_own { paragraph.kind } else { ParagraphKind::Boilerplate };
            Paragraph { span, kind }
        }));
        if voice == Voice::Quoted && said == Some(Voice::Own) {
            mark_attribution(flow, first);
        }
        (said, at) = (Some(voice), end);
    }
}

/// Marks the line before a quotation that says whose it is, "On Wednesday Xi wrote:".
fn mark_attribution(flow: &mut Flow, first_quoted: usize) {
    let Flow { text, paragraphs } = flow;
    let before = first_quoted.checked_sub(1).and_then(|last| paragraphs.get_mut(last));
    if let Some(last) = before {
        let line = last.span.of(text);
        if line.ends_with(':') && line.contains(|sign: char| sign == '@' || sign.is_ascii_digit()) {
            last.kind = ParagraphKind::Boilerplate;
        }
    }
}

/// Whose words lines are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Voice {
    Own,
    Quoted,
    /// The signature, or a message that this one answers, to the end.
    Below,
}

/// The runs of lines of one voice, each with its length in bytes.
fn voices(text: &str) -> Vec<(Voice, usize)> {
    let mut runs: Vec<(Voice, usize)> = Vec::new();
    let mut is_below = false;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\n', '\r']);
        is_below |= matches!(bare, "-- " | "--" | "-----Original Message-----");
        let voice = if is_below {
            Voice::Below
        } else if bare.starts_with('>') {
            Voice::Quoted
        } else {
            Voice::Own
        };
        match runs.last_mut() {
            // Empty lines part nothing: they go on with what was before.
            Some((last, length)) if *last == voice || bare.trim().is_empty() => {
                *length += line.len();
            }
            _ => runs.push((voice, line.len())),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn voices_are_told_by_the_signs_before_lines() {
        let text = "a\r\n\r\n> b\n\n> c\nd\n-- \ne\n> f";
        let runs = voices(text);
        let expected = [Voice::Own, Voice::Quoted, Voice::Own, Voice::Below];
        assert_eq!(runs.iter().map(|run| run.0).collect::<Vec<_>>(), expected);
        assert_eq!(runs.iter().map(|run| run.1).sum::<usize>(), text.len());
    }

    #[test]
    fn messages_are_parted_by_senders_with_a_time() {
        for line in ["From a@b.c Wed Feb  4 07:30:00 2026\n", "From - Wed Feb 4 7:30 2026"] {
            assert!(is_separator(line.as_bytes()), "{line}");
        }
        for line in ["From here on it rained.\n", ">From a 07:30", "From 2020 to 2026"] {
            assert!(!is_separator(line.as_bytes()), "{line}");
        }
        assert_eq!(unescaped(b">From here"), b"From here");
        assert_eq!(unescaped(b">>From here"), b">From here");
        assert_eq!(unescaped(b"> From here"), b"> From here");
    }
}
