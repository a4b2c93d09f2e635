//! The next byte of a kind, sought in many bytes at a time.

/// Bytes that are compared in one step.
const STEP: usize = 32;

/// The place of the first of `bytes` from `from` on for which `is_one` holds.
///
/// Fast where such bytes are rare and `is_one` compares without branching (`|`, not `||`): then the
/// compiler compares 16 bytes and more in one instruction. O(length).
///
/// ```
/// use daybrief::model::find;
/// let is_mark = |byte| (byte == b'.') | (byte == b'!');
/// assert_eq!(find::byte(b"It rained. Again!", 10, is_mark), Some(16));
/// ```
pub fn byte(bytes: &[u8], from: usize, is_one: impl Fn(u8) -> bool) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let (steps, _) = rest.as_chunks::<STEP>();
    let has_one =
        |step: &[u8; STEP]| step.iter().fold(0, |any, &byte| any | u8::from(is_one(byte)));
    let passed = steps.iter().take_while(|step| has_one(step) == 0).count() * STEP;
    let offset = rest.get(passed..)?.iter().position(|&byte| is_one(byte))?;
    Some(from + passed + offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_is_found_wherever_it_stands() {
        for length in 0..3 * STEP {
            let mut bytes = vec![b'a'; length];
            assert_eq!(byte(&bytes, 0, |byte| byte == b'b'), None);
            for at in 0..length {
                bytes[at..].fill(b'b');
                for from in 0..=length {
                    let expected = (from.max(at) < length).then_some(from.max(at));
                    assert_eq!(byte(&bytes, from, |byte| byte == b'b'), expected);
                }
                bytes[at..].fill(b'a');
            }
            assert_eq!(byte(&bytes, length + 1, |_| true), None);
        }
    }
}
