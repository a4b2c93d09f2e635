//! The marks of list items in running text: `1.`, `2)`, `3.)`, `b.`, `(c)`, `iv)`, and bullets.

/// A mark of a list item that others of its kind may follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    form: Form,
    /// `2` and `b` are 2.
    value: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Number(Closing),
    Letter(Closing),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Closing {
    Dot,
    Bracket,
    DotBracket,
}

impl Mark {
    /// With a dot, which behind an abbreviation belongs to a name or a number: "Roe v. A. Doe".
    pub(super) fn may_abbreviate(self) -> bool {
        matches!(self.form, Form::Letter(Closing::Dot) | Form::Number(Closing::Dot))
    }

    /// The mark of the item after this one's.
    pub(super) fn next(self) -> Self {
        Self { value: self.value + 1, ..self }
    }
}

/// The mark `text` begins with, and its length in bytes; white space or the end follows it.
pub(super) fn mark(text: &str) -> Option<(Mark, usize)> {
    let unbulleted = text.trim_start_matches(is_bullet).trim_start_matches([' ', '\u{a0}']);
    let body = unbulleted.strip_prefix('(').unwrap_or(unbulleted);
    let label_len = body.bytes().take(5).take_while(u8::is_ascii_alphanumeric).count();
    let (label, rest) = body.split_at_checked(label_len)?;
    let (closing, closing_len) = if rest.starts_with(".)") {
        (Closing::DotBracket, 2)
    } else if rest.starts_with(')') {
        (Closing::Bracket, 1)
    } else if rest.starts_with('.') {
        (Closing::Dot, 1)
    } else {
        return None;
    };
    let behind = rest.get(closing_len..)?;
    if behind.chars().next().is_some_and(|next| !next.is_whitespace()) {
        return None;
    }
    let mark = match label.as_bytes() {
        [letter] if letter.is_ascii_alphabetic() => Mark {
            form: Form::Letter(closing),
            value: u32::from(letter.to_ascii_lowercase() - b'a') + 1,
        },
        _ if label_len <= 3 => Mark { form: Form::Number(closing), value: number(label, closing)? },
        _ if is_roman(label) && closing != Closing::Dot => {
            Mark { form: Form::Letter(closing), value: 0 }
        }
        _ => return None,
    };
    Some((mark, text.len() - behind.len()))
}

/// A sign that opens an item of a list.
pub(super) fn is_bullet(char: char) -> bool {
    matches!(char, '•' | '·' | '*' | '‣' | '◦' | '▪' | '■' | '●' | '►' | '➢' | '⁃')
}

fn number(label: &str, closing: Closing) -> Option<u32> {
    if !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_digit()) {
        label.parse().ok()
    } else if is_roman(label) && closing != Closing::Dot {
        Some(0)
    } else {
        None
    }
}

fn is_roman(label: &str) -> bool {
    !label.is_empty()
        && label.bytes().all(|byte| matches!(byte.to_ascii_lowercase(), b'i' | b'v' | b'x'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_what_follows_them() {
        let lengths = |text| mark(text).map(|(_, len)| len);
        assert_eq!(lengths("1. One"), Some(2));
        assert_eq!(lengths("12.) Twelve"), Some(4));
        assert_eq!(lengths("• 3. Drei"), Some("• 3.".len()));
        assert_eq!(lengths("(b) Second"), Some(3));
        assert_eq!(lengths("iv) Fourth"), Some(3));
        assert_eq!(lengths("2026. A year"), None);
        assert_eq!(lengths("1.5 times"), None);
        assert_eq!(lengths("Yes. No"), None);
        assert_eq!(mark("1) a").map(|(mark, _)| mark.next()), mark("2) b").map(|(mark, _)| mark));
        assert_ne!(mark("1) a").map(|(mark, _)| mark.next()), mark("2. b").map(|(mark, _)| mark));
    }
}
