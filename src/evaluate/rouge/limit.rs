//! The part of a text that counts, line by line: so many words or bytes.

/// The lines up to `n` words between white space; the last one cut.
pub(super) fn words<'t>(
    lines: impl Iterator<Item = &'t str>,
    n: usize,
    is_space: fn(char) -> bool,
) -> impl Iterator<Item = &'t str> {
    lines.scan(n, move |left, line| {
        if *left == 0 {
            return None;
        }
        let (taken, n_taken) = first_fields(line, *left, is_space);
        *left -= n_taken;
        Some(taken)
    })
}

/// The lines up to `n` bytes; the last one cut.
pub(super) fn bytes<'t>(
    lines: impl Iterator<Item = &'t str>,
    n: usize,
) -> impl Iterator<Item = &'t str> {
    lines.scan(n, |left, line| {
        if *left == 0 {
            return None;
        }
        let taken = cut(line, *left);
        *left = left.saturating_sub(line.len());
        Some(taken)
    })
}

/// The lines up to the first one of at least `n` bytes, which is cut to them.
pub(super) fn lines<'t>(
    lines: impl Iterator<Item = &'t str>,
    n: usize,
) -> impl Iterator<Item = &'t str> {
    lines.scan(n > 0, move |goes_on, line| {
        if !*goes_on {
            return None;
        }
        *goes_on = line.len() < n;
        Some(cut(line, n))
    })
}

/// White space as Perl sees it in bytes.
pub(super) fn is_ascii_space(c: char) -> bool {
    c.is_ascii_whitespace() || c == '\u{b}'
}

/// The line up to its `n`th field and the number of fields up to there.
///
/// Fields are those of the script's `split`: white space at the start of a line makes an empty
/// first one, a line of nothing else has none.
fn first_fields(line: &str, n: usize, is_space: fn(char) -> bool) -> (&str, usize) {
    if line.chars().all(is_space) {
        return (line, 0);
    }
    let mut n_fields = usize::from(line.starts_with(is_space));
    let mut was_space = true;
    for (at, c) in line.char_indices() {
        let is_space = is_space(c);
        if was_space && !is_space {
            if n_fields == n {
                return (cut(line, at), n);
            }
            n_fields += 1;
        }
        was_space = is_space;
    }
    (line, n_fields)
}

/// At most the first `n` bytes. What the script would keep of a character cut in two separates
/// tokens in any case.
fn cut(line: &str, n: usize) -> &str {
    line.get(..line.floor_char_boundary(n)).unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first_words(lines: &[&'static str], n: usize) -> Vec<&'static str> {
        words(lines.iter().copied(), n, is_ascii_space).map(str::trim_end).collect()
    }

    #[test]
    fn words_cut_the_last_line() {
        let lines = ["a bb", "ccc dddd", "eeeee"];
        assert_eq!(first_words(&lines, 0), [""; 0]);
        assert_eq!(first_words(&lines, 2), ["a bb"]);
        assert_eq!(first_words(&lines, 3), ["a bb", "ccc"]);
        assert_eq!(first_words(&lines, 9), lines);
    }

    #[test]
    fn white_space_at_the_start_of_a_line_counts_as_a_word() {
        assert_eq!(first_words(&["  a bb  ccc"], 3), ["  a bb"]);
        assert_eq!(first_words(&["  a bb"], 1), [""]);
        assert_eq!(first_words(&[" ", "a bb"], 1), ["", "a"]);
    }

    #[test]
    fn bytes_cut_the_last_line_before_a_broken_character() {
        let first =
            |lines: &[&'static str], n| -> Vec<&str> { bytes(lines.iter().copied(), n).collect() };
        assert_eq!(first(&["a bb", "ccc dddd", "eeeee"], 7), ["a bb", "ccc"]);
        assert_eq!(first(&["a bb", "ccc"], 4), ["a bb"]);
        assert_eq!(first(&["aé"], 2), ["a"]);
        assert_eq!(first(&["a"], 0), [""; 0]);
    }

    #[test]
    fn lines_are_each_measured_anew() {
        let first = |lines_: &[&'static str], n| -> Vec<&str> {
            lines(lines_.iter().copied(), n).collect()
        };
        assert_eq!(first(&["a bb", "ccc dddd", "eeeee"], 7), ["a bb", "ccc ddd"]);
        assert_eq!(first(&["a bb", "ccc"], 4), ["a bb"]);
        assert_eq!(first(&["a", "b"], 0), [""; 0]);
    }
}
