//! The quoted stretches of a paragraph, whatever marks its language uses.
//!
//! Unlike a sentence, a paragraph shows where a quotation of several sentences ends. Single marks
//! count only where they cannot be apostrophes.

use crate::model::Span;

/// Marks that open, with those that close.
const PAIRS: [(char, &[char]); 9] = [
    ('“', &['”', '"']),
    ('„', &['“', '”', '"']),
    ('"', &['"']),
    ('«', &['»']),
    ('»', &['«']),
    ('‘', &['’']),
    ('‚', &['‘', '’']),
    ('\'', &['\'']),
    ('「', &['」']),
];

/// A quoted stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quoted {
    /// What stands between the marks, without white space, and without a comma before the closing
    /// one.
    pub(super) span: Span,
    /// The paragraph ends without a closing mark.
    pub(super) is_open: bool,
}

/// The quoted stretches of `paragraph`, a span of `text`, ascending and disjoint. O(length).
pub(super) fn quoted(text: &str, paragraph: Span) -> Vec<Quoted> {
    let body = paragraph.of(text);
    let base = paragraph.range().start;
    let mut found = Vec::new();
    let mut open: Option<(usize, char, &[char])> = None;
    let mut before = None;
    let mut chars = body.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        let after = chars.peek().map(|&(_, char)| char);
        let inside = at + char.len_utf8();
        let is_closing = open.is_some_and(|(_, _, closing)| closing.contains(&char));
        if is_closing && closes(before, char, after) {
            if let Some((start, _, _)) = open.take() {
                found.extend(stretch(body, start, at, base, false));
            }
        } else if let Some(&(_, closing)) = PAIRS.iter().find(|(opening, _)| *opening == char)
            && opens(before, char, after)
            && open.is_none_or(|(_, mark, _)| mark == char || is_single(mark))
            && !(open.is_some() && is_single(char))
        {
            open = Some((inside, char, closing));
        }
        before = Some(char);
    }
    if let Some((start, mark, _)) = open
        && !is_single(mark)
    {
        found.extend(stretch(body, start, body.len(), base, true));
    }
    found
}

fn is_single(mark: char) -> bool {
    matches!(mark, '‘' | '‚' | '\'')
}

fn is_gap(char: Option<char>) -> bool {
    char.is_none_or(char::is_whitespace)
}

fn opens(before: Option<char>, mark: char, after: Option<char>) -> bool {
    let is_free = is_gap(before) || before.is_some_and(|char| "([{—–-:/“„«‘".contains(char));
    match mark {
        '„' | '‚' | '「' | '«' => true,
        '“' => !is_gap(after) || is_free,
        '\'' | '‘' => is_free && after.is_some_and(char::is_alphanumeric),
        _ => is_free && !is_gap(after),
    }
}

fn closes(before: Option<char>, mark: char, after: Option<char>) -> bool {
    let is_end = after.is_none_or(|char| !char.is_alphanumeric());
    match mark {
        '’' | '\'' => {
            let is_behind_stop = before.is_some_and(|char| ".,!?…".contains(char));
            let is_before_stop = after.is_none_or(|char| ",.;:)!?".contains(char));
            is_end && (is_behind_stop || is_before_stop || before != Some('s') && is_gap(after))
        }
        '"' => is_end && (!is_gap(before) || is_gap(after)),
        '“' | '”' | '»' => is_end || !is_gap(before),
        '«' => !is_gap(before),
        _ => true,
    }
}

fn stretch(body: &str, start: usize, end: usize, base: usize, is_open: bool) -> Option<Quoted> {
    let inner = body.get(start..end)?;
    let kept = inner.trim_end().trim_end_matches([',', '，']).trim_end();
    let lead = kept.len() - kept.trim_start().len();
    let span = Span::new(base + start + lead, base + start + kept.len());
    (!span.is_empty()).then_some(Quoted { span, is_open })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        let whole = Span::new(0, text.len());
        quoted(text, whole).into_iter().map(|quoted| quoted.span.of(text)).collect()
    }

    #[test]
    fn marks_of_every_language_enclose() {
        for text in [
            "He said: “We will go.” Then he left.",
            "He said: \"We will go.\" Then he left.",
            "Er sagte: „We will go.“ Dann ging er.",
            "Er sagte: »We will go.« Dann ging er.",
            "Il a dit : « We will go. » Et voilà.",
            "He said: ‘We will go.’ Then he left.",
            "He said: 'We will go.' Then he left.",
            "彼は「We will go.」と言った。",
        ] {
            assert_eq!(texts(text), ["We will go."], "{text}");
        }
    }

    #[test]
    fn a_comma_before_the_closing_mark_is_left_out() {
        assert_eq!(texts("“We will go,” he said, “and soon.”"), ["We will go", "and soon."]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        assert_eq!(texts("It's the boys' and the girls' day, isn't it?"), [""; 0]);
        assert_eq!(
            texts("‘The countries’ relations are good,’ he said."),
            ["The countries’ relations are good"]
        );
        assert_eq!(texts("“It's the ‘best’ day,” he said."), ["It's the ‘best’ day"]);
    }

    #[test]
    fn a_quotation_may_go_on_in_the_next_paragraph() {
        let text = "He said: “We will go. We will come back.";
        let found = quoted(text, Span::new(0, text.len()));
        assert!(found.len() == 1 && found[0].is_open);
        assert_eq!(found[0].span.of(text), "We will go. We will come back.");
    }

    #[test]
    fn a_forgotten_mark_does_not_turn_the_others_around() {
        assert_eq!(texts("“We will go, he said. “They stay,” she said."), ["They stay"]);
        assert_eq!(texts("\"We will go, he said. \"They stay,\" she said."), ["They stay"]);
    }

    proptest! {
        #[test]
        fn stretches_ascend_inside_the_paragraph(text in "([ab ,.]|[“”„\"«»‘’‚'「」]|é){0,60}") {
            let whole = Span::new(0, text.len());
            let mut last = 0;
            for found in quoted(&text, whole) {
                prop_assert!(last <= found.span.start && !found.span.is_empty());
                prop_assert!(!found.span.of(&text).is_empty());
                last = found.span.end;
            }
        }
    }
}
