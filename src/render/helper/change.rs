//! The helper that shows where two sentences part: the words that differ, marked, among a few of
//! their neighbors.

use handlebars::Handlebars;

use super::{list, markup, text};
use crate::render::Format;
use crate::render::phrase::Phrases;

/// Words shown before and after the ones that differ.
const AROUND: usize = 5;

pub(super) fn register(registry: &mut Handlebars, phrases: &'static Phrases, format: Format) {
    let marks = match format {
        Format::Markdown => ("**", "**"),
        // Mail programs give a mark a glaring color that no style of a message can soften.
        Format::Email => ("<b>", "</b>"),
        _ => ("<mark>", "</mark>"),
    };
    let escaped = format.escape();
    markup(registry, "changed", move |params| {
        // The sentence, the changes, and which of the two sides the sentence is.
        let (sentence, side) = (text(params, 0), text(params, 2));
        let changes = list(params.get(1..).unwrap_or_default())?;
        let words = changes.iter().filter_map(|change| change.get(side)?.as_str());
        let shown = excerpt(sentence, words, marks, escaped);
        Ok(if shown.is_empty() { escaped(&phrases.plain("not-there")) } else { shown })
    });
}

/// The parts of `sentence` around each of `words`, which it holds in that order, marked; empty if it
/// holds none of them.
pub(in crate::render) fn excerpt<'a>(
    sentence: &str,
    words: impl Iterator<Item = &'a str>,
    (open, close): (&str, &str),
    escaped: impl Fn(&str) -> String,
) -> String {
    let mut marked: Vec<(usize, usize)> = Vec::new();
    let mut behind = 0;
    for word in words.filter(|word| !word.is_empty()) {
        let rest = sentence.get(behind..).unwrap_or_default();
        if let Some(at) = rest.find(word) {
            marked.push((behind + at, behind + at + word.len()));
            behind += at + word.len();
        }
    }
    let mut out = String::new();
    let mut shown = 0;
    for (index, &(start, end)) in marked.iter().enumerate() {
        let next = marked.get(index + 1).map_or(sentence.len(), |&(start, _)| start);
        let from = before(sentence, start).max(shown);
        let to = after(sentence, end).min(next);
        if from > shown {
            out.push_str(if out.is_empty() { "… " } else { " … " });
        }
        let part = |from, to| sentence.get(from..to).unwrap_or_default();
        let spaced = |text: &str| -> String {
            // Escaping a format may trim; the spaces around the marked words have to stay.
            let (head, tail) = (text.starts_with(' '), text.ends_with(' ') && text.len() > 1);
            let (head, tail) = (if head { " " } else { "" }, if tail { " " } else { "" });
            format!("{head}{}{tail}", escaped(text.trim_matches(' ')))
        };
        out.push_str(spaced(part(from, start)).as_str());
        out.push_str(open);
        out.push_str(&escaped(part(start, end)));
        out.push_str(close);
        out.push_str(&spaced(part(end, to)));
        shown = to;
    }
    if !out.is_empty() && shown < sentence.len() {
        out.push_str(" …");
    }
    out
}

/// Where the words before `at` that are shown begin.
fn before(sentence: &str, at: usize) -> usize {
    let head = sentence.get(..at).unwrap_or_default().trim_end();
    head.char_indices()
        .rev()
        .filter(|(_, c)| c.is_whitespace())
        .nth(AROUND - 1)
        .map_or(0, |(at, c)| at + c.len_utf8())
}

/// Where the words behind `at` that are shown end.
fn after(sentence: &str, at: usize) -> usize {
    let tail = sentence.get(at..).unwrap_or_default();
    let skipped = tail.len() - tail.trim_start().len();
    tail.char_indices()
        .filter(|&(place, c)| place >= skipped && c.is_whitespace())
        .nth(AROUND - 1)
        .map_or(sentence.len(), |(place, _)| at + place)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(sentence: &str, words: &[&str]) -> String {
        excerpt(sentence, words.iter().copied(), ("<", ">"), str::to_owned)
    }

    #[test]
    fn the_words_that_differ_stand_among_their_neighbors() {
        let sentence = "One two three four five six seven eight nine ten eleven.";
        assert_eq!(
            shown(sentence, &["six"]),
            "One two three four five <six> seven eight nine ten eleven."
        );
        assert_eq!(
            shown(sentence, &["seven"]),
            "… two three four five six <seven> eight nine ten eleven."
        );
        assert_eq!(shown(sentence, &["one"]), "");
        assert_eq!(
            shown(sentence, &["One", "eleven"]),
            "<One> two three four five six seven eight nine ten <eleven>."
        );
        assert_eq!(shown(sentence, &[]), "");
        let long = format!("{sentence} {sentence}");
        assert!(
            shown(&long, &["One", "ten eleven. One"])
                .contains("five six seven eight nine <ten eleven. One>")
        );
        let far = format!("{sentence} {sentence} {sentence} last");
        assert!(
            shown(&far, &["One", "last"])
                .contains("four five six … seven eight nine ten eleven. <last>")
        );
    }
}
