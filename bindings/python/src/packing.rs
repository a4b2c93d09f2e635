//! Sorted lists of words in few bytes: a word is told by what it does not share with the one before
//! it, bit by bit, and a bit takes the less room the more often it was like that in its place.
//!
//! The build script writes by this model and the module reads by it, so that both expect the same.

/// Writes a bit, or reads one.
pub(crate) trait Coder {
    /// The bit that is read, or `bit`, which is written; a one is expected `chance` of 65,536 times.
    fn code(&mut self, bit: bool, chance: u16) -> bool;
}

/// In lists of no more letters the next of a word is expected by two before it, in others by one.
const FEW_LETTERS: u32 = 256;
/// Places of which something is expected, as a power of two …
const BITS_OF_PLACES: u32 = 21;
/// … and bits of a letter whose places lie together, which is several times as fast.
const BITS_TOGETHER: u32 = 4;
/// Beyond so many bits a place hardly changes its mind.
const MOST_SEEN: u16 = 60;

/// A list of `n_words` words of `n_letters` letters, sorted, through `coder`: where it writes they
/// are `given`, where it reads nothing need be.
pub(crate) fn words(
    given: &[Vec<u16>],
    n_words: usize,
    n_letters: u32,
    coder: &mut impl Coder,
) -> Vec<Vec<u16>> {
    let places = vec![Place { chance: 1 << 15, n_seen: 0 }; 1 << BITS_OF_PLACES];
    let n_bits = u32::BITS - n_letters.saturating_sub(1).leading_zeros();
    let mut model = Model { coder, places, n_bits, has_few_letters: n_letters <= FEW_LETTERS };
    let mut words: Vec<Vec<u16>> = Vec::with_capacity(n_words);
    for at in 0..n_words {
        let before = words.last().map_or(&[][..], Vec::as_slice);
        let given = given.get(at).map_or(&[][..], Vec::as_slice);
        words.push(model.word(before, given));
    }
    words
}

/// What is expected where bits are alike.
#[derive(Clone, Copy)]
struct Place {
    /// How likely a one is, of 65,536.
    chance: u16,
    /// How many bits there were.
    n_seen: u16,
}

/// What bits are of: how many letters a word shares with the one before, whether it ends, a letter
/// of which nothing but its first bits is known, and from there on one that is above another, by
/// what comes next of this.
const SHARED: u32 = 0;
const END: u32 = 1;
const LETTER: u32 = 2;
const ABOVE: u32 = 3;

/// What is expected of the next bit.
struct Model<'a, C> {
    coder: &'a mut C,
    places: Vec<Place>,
    /// Bits of a letter.
    n_bits: u32,
    has_few_letters: bool,
}

impl<C: Coder> Model<'_, C> {
    /// The word behind the one `before`.
    fn word(&mut self, before: &[u16], given: &[u16]) -> Vec<u16> {
        let n_shared = self.n_shared(before, given);
        let mut word: Vec<u16> = before.iter().take(n_shared).copied().collect();
        let mut above = before.get(n_shared).copied();
        loop {
            let own = given.get(word.len()).copied().unwrap_or_default();
            let own = self.letter(&word, own, above.take());
            word.push(own);
            let place = slot(END, self.context(&word, 1), 0);
            if self.bit(place, word.len() == given.len()) {
                return word;
            }
        }
    }

    /// How many letters a word shares with the one `before`: mostly all, or all but the last.
    fn n_shared(&mut self, before: &[u16], word: &[u16]) -> usize {
        let n = before.iter().zip(word).take_while(|(a, b)| a == b).count();
        let length = before.len() as u64;
        let mut at = before.len();
        while at > 0 && !self.bit(slot(SHARED, length << 16 | at as u64, 0), at == n) {
            at -= 1;
        }
        at
    }

    /// The letter behind those of `word`, and above `above` if that is known.
    fn letter(&mut self, word: &[u16], given: u16, above: Option<u16>) -> u16 {
        let context = self.context(word, usize::from(above.is_none()));
        let mut above = above.map(u32::from);
        // The bits behind a one.
        let mut known = 1;
        let mut first = 0;
        for at in (0..self.n_bits).rev() {
            let n_together = (self.n_bits - 1 - at) % BITS_TOGETHER;
            if n_together == 0 {
                let next = |above: u32| above << BITS_TOGETHER >> (at + 1) & 15;
                let role = above.map_or(LETTER, |above| ABOVE + next(above));
                first = slot(role, context, known);
            }
            let least = above.map(|above| above >> at & 1);
            let within = known & ((1 << n_together) - 1) | 1 << n_together;
            let bit = least == Some(1) || self.bit(first | within as usize, given >> at & 1 == 1);
            above = above.filter(|_| least == Some(u32::from(bit)));
            known = known << 1 | u32::from(bit);
        }
        u16::try_from(known & ((1 << self.n_bits) - 1)).unwrap_or_default()
    }

    /// What the end of `word` lets expect: two letters where there are few, else `n`.
    fn context(&self, word: &[u16], n: usize) -> u64 {
        let n = if self.has_few_letters { 2 } else { n };
        let last = word.iter().rev().take(n);
        last.fold(0, |context, &letter| context << 16 | (u64::from(letter) + 1))
    }

    fn bit(&mut self, slot: usize, bit: bool) -> bool {
        let place = &mut self.places[slot];
        let bit = self.coder.code(bit, place.chance);
        let (now, then) = (i32::from(place.chance), if bit { 65_504 } else { 32 });
        let next = now + (then - now) * 2 / (2 * i32::from(place.n_seen) + 3);
        place.chance = u16::try_from(next).unwrap_or_default();
        place.n_seen = (place.n_seen + 1).min(MOST_SEEN);
        bit
    }
}

/// The first of the places that lie together for bits behind those `known`. What shares them by
/// chance costs bytes and nothing else.
fn slot(role: u32, context: u64, known: u32) -> usize {
    let key = context << 24 | u64::from(role << 19 | known);
    let mixed = key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - BITS_OF_PLACES);
    usize::try_from(mixed).unwrap_or_default() & !((1 << BITS_TOGETHER) - 1)
}
