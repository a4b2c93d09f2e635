//! The next byte of a kind, sought in many bytes at a time.

/// Bytes that are compared in one step.
const STEP: usize = 32;

/// The place of the first of `bytes` from `from` on that is one of `signs`.
///
/// Fast where such bytes are rare: each sign is compared with 16 bytes and more in one instruction.
/// O(length · signs).
///
/// ```
/// use daybrief::model::find;
/// assert_eq!(find::any_of(b"It rained. Again!", 10, b".!"), Some(16));
/// ```
pub fn any_of<const N: usize>(bytes: &[u8], from: usize, signs: &[u8; N]) -> Option<usize> {
    first(bytes, from, |byte| signs.iter().fold(0, |any, &sign| any | u8::from(byte == sign)))
}

/// The place of the first of `bytes` from `from` on that is not ASCII. O(length).
pub fn not_ascii(bytes: &[u8], from: usize) -> Option<usize> {
    first(bytes, from, |byte| byte & 0x80)
}

/// The first byte of which `is_one` is not 0. It must not branch, so that the compiler can ask it
/// of many bytes in one instruction.
fn first(bytes: &[u8], from: usize, is_one: impl Fn(u8) -> u8) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let (steps, _) = rest.as_chunks::<STEP>();
    let has_one = |step: &[u8; STEP]| step.iter().fold(0, |any, &byte| any | is_one(byte));
    let passed = steps.iter().take_while(|step| has_one(step) == 0).count() * STEP;
    let offset = rest.get(passed..)?.iter().position(|&byte| is_one(byte) != 0)?;
    Some(from + passed + offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_is_found_wherever_it_stands() {
        for length in 0..3 * STEP {
            let mut bytes = vec![b'a'; length];
            assert_eq!(any_of(&bytes, 0, b"bc"), None);
            for at in 0..length {
                bytes[at..].fill(b'b');
                for from in 0..=length {
                    let expected = (from.max(at) < length).then_some(from.max(at));
                    assert_eq!(any_of(&bytes, from, b"bc"), expected);
                }
                bytes[at..].fill(b'a');
            }
            assert_eq!(any_of(&bytes, length + 1, b"a"), None);
        }
    }

    #[test]
    fn ascii_is_passed_over() {
        let text = format!("{}é{}", "\u{7F}a".repeat(40), "b".repeat(40));
        assert_eq!(not_ascii(text.as_bytes(), 0), Some(80));
        assert_eq!(not_ascii(text.as_bytes(), 82), None);
    }
}
