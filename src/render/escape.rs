//! Text of articles to text that is safe inside one output format, and still the same words.
//!
//! One function a format. Control characters have no place in any of them and become U+FFFD; what
//! a template author writes around the text is not looked at here.

use std::fmt::Write as _;

use crate::model::find;

/// Stands for a character that must not reach a reader's terminal or parser.
const REPLACEMENT: char = '\u{fffd}';

/// Text for HTML, inside an element or a quoted attribute.
///
/// ```
/// use daybrief::render::escape;
/// assert_eq!(escape::html("<b title='x'>"), "&lt;b title&#61;&#39;x&#39;&gt;");
/// ```
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // A carriage return written as itself would be read back as a line feed.
            '"' | '\'' | '`' | '=' | '\r' => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            '\t' | '\n' => out.push(c),
            c if c.is_control() => out.push(REPLACEMENT),
            c => out.push(c),
        }
    }
    out
}

/// Text for XML: as for HTML, without the two characters that XML cannot hold in any form.
///
/// ```
/// use daybrief::render::escape;
/// assert_eq!(escape::xml("a < b\u{ffff}"), "a &lt; b\u{fffd}");
/// ```
pub fn xml(text: &str) -> String {
    html(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

/// JSON that means the same, without the control characters that it may hold as they are: some
/// terminals obey those of U+0080 to U+009F.
///
/// ```
/// use daybrief::render::escape;
/// assert_eq!(escape::json("[\"a\u{9b}31m\"]".into()), r#"["a\u009b31m"]"#);
/// ```
pub fn json(json: String) -> String {
    // They stand within strings alone, and line feeds between values.
    let is_left = |c: char| matches!(c, '\u{7f}'..='\u{9f}');
    // All but the first of them begin with the byte C2.
    if find::any_of(json.as_bytes(), 0, b"\x7F\xC2").is_none() {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        if is_left(c) {
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

/// Text for the inside of a Markdown paragraph, list item, heading or link label, on one line.
///
/// Parsed again, with any extension, it is the same text (white space folded) and nothing else.
/// Only what could be taken for mark-up is escaped, so that the file reads well as it is.
///
/// ```
/// use daybrief::render::escape;
/// assert_eq!(escape::markdown("It cost $1 (5 * 2) in [sic] snake_case.\n"),
///            "It cost $1 (5 \\* 2) in \\[sic\\] snake_case.");
/// assert_eq!(escape::markdown("1. May 2026"), "1\\. May 2026");
/// ```
pub fn markdown(text: &str) -> String {
    let line = one_line(text);
    let marker = block_marker(&line);
    // A heading would lose them.
    let closing = line.trim_end_matches('#').len();
    let mut out = String::with_capacity(line.len() + line.len() / 16);
    let mut before = None;
    for (at, c) in line.char_indices() {
        let (head, tail) = line.split_at_checked(at).unwrap_or((&line, ""));
        let after = tail.get(c.len_utf8()..).unwrap_or_default();
        let closes = c == '#' && at >= closing;
        if marker == Some(at) || closes || is_markup(c, before, head, after) {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
    out
}

/// Text as a Markdown code span, fenced by more backticks than it holds.
///
/// ```
/// use daybrief::render::escape;
/// assert_eq!(escape::markdown_code("a`b.txt"), "``a`b.txt``");
/// ```
pub fn markdown_code(text: &str) -> String {
    let line = one_line(text);
    let longest = line.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let edge = |c: char| c == '`' || c == ' ';
    let pad =
        if line.starts_with(edge) || line.ends_with(edge) || line.is_empty() { " " } else { "" };
    format!("{fence}{pad}{line}{pad}{fence}")
}

/// Text for a terminal, on one line: nothing in it moves the cursor, changes a color or turns the
/// direction of writing.
///
/// ```
/// use daybrief::render::escape;
/// assert_eq!(escape::terminal("a\u{1b}[31mred\u{202e}"), "a\u{fffd}[31mred\u{fffd}");
/// ```
pub fn terminal(text: &str) -> String {
    let turns = |c| matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    one_line(text).chars().map(|c| if turns(c) { REPLACEMENT } else { c }).collect()
}

/// `text` with white space that ends or indents lines folded to single spaces, none at its ends,
/// and control characters replaced.
fn one_line(text: &str) -> String {
    let breaks = |c: char| {
        c.is_ascii_whitespace() || matches!(c, '\u{b}' | '\u{85}' | '\u{2028}' | '\u{2029}')
    };
    let mut out = String::with_capacity(text.len());
    // Other white space stays where it is, but at the ends it would keep our own marks from binding.
    for piece in text.trim().split(breaks).filter(|piece| !piece.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(piece.chars().map(|c| if c.is_control() { REPLACEMENT } else { c }));
    }
    out
}

/// Where the character stands that would make `line` open a block (heading, item, quotation,
/// rule, definition, metadata), if there is one that [`is_markup`] does not escape anyway.
fn block_marker(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    let rest = line.get(first.len_utf8()..).unwrap_or_default();
    let opens = |rest: &str| rest.is_empty() || rest.starts_with(' ');
    match first {
        '>' | '=' | ':' | '#' => Some(0),
        '-' | '+' if opens(rest) || rest.starts_with([first, ':']) => Some(0),
        '0'..='9' => {
            let tail = line.trim_start_matches(|c: char| c.is_ascii_digit());
            let item = tail.strip_prefix(['.', ')']).is_some_and(opens);
            item.then(|| line.len() - tail.len())
        }
        _ => None,
    }
}

/// Whether `c` between `head` (ending in `before`) and `after` could be taken for mark-up.
fn is_markup(c: char, before: Option<char>, head: &str, after: &str) -> bool {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' | '^' => true,
        '_' => !(word(before) && word(after.chars().next())),
        '@' => word(before) && word(after.chars().next()),
        // After a space a dollar sign may open a formula but none can close one.
        '$' => before != Some(' '),
        '&' => is_entity(after),
        '!' | '}' => after.is_empty(),
        ':' => after.starts_with("//"),
        // An address without a scheme, which some readers make a link of.
        '/' => after.starts_with('/') && before != Some(':') && before != Some('/'),
        '.' => {
            head.as_bytes().last_chunk::<3>().is_some_and(|end| end.eq_ignore_ascii_case(b"www"))
        }
        _ => false,
    }
}

/// Whether an ampersand before `after` opens a character reference, or may do so with what a
/// template writes next.
fn is_entity(after: &str) -> bool {
    let name = after.strip_prefix('#').unwrap_or(after);
    let rest = name.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    rest.is_empty() || rest.starts_with(';')
}
