//! Packs ICU's dictionaries: to lists of words, by a model of what such words are like.
//!
//! ICU keeps a frequency beside each word, which its segmenter does not look at, and its tables do
//! not compress. The words alone take less than half as much of a wheel; `src/dictionaries.rs` makes
//! tables of them again.

#[path = "src/packing.rs"]
mod packing;

use std::collections::BTreeMap;
use std::path::PathBuf;

use icu_provider::prelude::*;
use icu_segmenter::provider::{Baked, DictionaryBreakData};
use icu_segmenter::provider::{SegmenterDictionaryAutoV2, SegmenterDictionaryExtendedV2};

/// Writes the words of all dictionaries to where the module includes them from.
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/packing.rs");
    let mut file = Vec::new();
    let names = ["cjdict", "burmesedict", "khmerdict", "laodict", "thaidict"];
    for name in names {
        let attributes = DataMarkerAttributes::try_from_str(name).expect("a name");
        let id = DataIdentifierBorrowed::for_marker_attributes(attributes);
        let request = DataRequest { id, metadata: DataRequestMetadata::default() };
        let words = if name == names[0] {
            let data: DataResponse<SegmenterDictionaryAutoV2> = Baked.load(request).expect(name);
            words(data.payload.get())
        } else {
            let data: DataResponse<SegmenterDictionaryExtendedV2> =
                Baked.load(request).expect(name);
            words(data.payload.get())
        };
        append(&words, &mut file);
    }
    let folder = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets it"));
    std::fs::write(folder.join("dictionaries"), file).expect("the folder can be written");
}

/// The words of a dictionary in UTF-16.
fn words(data: &DictionaryBreakData<'_>) -> Vec<Vec<u16>> {
    let mut words = Vec::new();
    match data {
        DictionaryBreakData::Char16Trie(trie) => {
            let units: Vec<u16> = trie.data.iter().collect();
            Trie { units: &units, words: &mut words }.node(0, &mut Vec::new());
        }
        DictionaryBreakData::ZeroTrie { alphabet, trie } => {
            let letters: Vec<char> = alphabet.iter_chars().collect();
            let word = |(word, _): (String, usize)| -> Vec<u16> {
                word.bytes()
                    .map(|at| u16::try_from(letters[usize::from(at)] as u32).expect("BMP"))
                    .collect()
            };
            words.extend(trie.iter().map(word));
        }
    }
    words
}

/// How many letters and words there are and how many bytes tell these; the letters, the most
/// frequent first; and the words, sorted, by the places of their letters among these.
fn append(words: &[Vec<u16>], file: &mut Vec<u8>) {
    let letters = by_frequency(words);
    let place: BTreeMap<u16, u16> = letters.iter().copied().zip(0..).collect();
    let mut words: Vec<Vec<u16>> =
        words.iter().map(|word| word.iter().map(|letter| place[letter]).collect()).collect();
    words.sort_unstable();
    let n_letters = u32::try_from(letters.len()).expect("a short list");
    let mut writer = Writer { low: 0, high: u32::MAX, bytes: Vec::new() };
    packing::words(&words, words.len(), n_letters, &mut writer);
    // Whatever follows, it lies between the two.
    writer.bytes.extend(writer.high.to_be_bytes());
    for n in [letters.len(), words.len(), writer.bytes.len()] {
        file.extend(u32::try_from(n).expect("a short list").to_le_bytes());
    }
    file.extend(letters.iter().flat_map(|letter| letter.to_le_bytes()));
    file.extend(writer.bytes);
}

/// Writes bits as a number between two that come the closer together the less a bit was expected.
struct Writer {
    low: u32,
    high: u32,
    bytes: Vec<u8>,
}

impl packing::Coder for Writer {
    fn code(&mut self, bit: bool, chance: u16) -> bool {
        let share = (u64::from(self.high - self.low) * u64::from(chance)) >> 16;
        let middle = self.low + u32::try_from(share).expect("less than the whole");
        if bit {
            self.high = middle;
        } else {
            self.low = middle + 1;
        }
        while (self.low ^ self.high) >> 24 == 0 {
            self.bytes.push(self.high.to_be_bytes()[0]);
            self.low <<= 8;
            self.high = self.high << 8 | 0xFF;
        }
        bit
    }
}

fn by_frequency(words: &[Vec<u16>]) -> Vec<u16> {
    let mut counts: BTreeMap<u16, usize> = BTreeMap::new();
    words.iter().flatten().for_each(|&letter| *counts.entry(letter).or_default() += 1);
    let mut letters: Vec<u16> = counts.keys().copied().collect();
    letters.sort_by_key(|letter| std::cmp::Reverse(counts[letter]));
    letters
}

/// ICU's trie of UTF-16 units, as its documentation of `UCharsTrie` lays it out.
struct Trie<'a> {
    units: &'a [u16],
    words: &'a mut Vec<Vec<u16>>,
}

impl Trie<'_> {
    /// Appends the words below the node at `at`, which `prefix` leads to.
    fn node(&mut self, mut at: usize, prefix: &mut Vec<u16>) {
        let length = prefix.len();
        loop {
            let mut lead = self.take(&mut at);
            if lead >= 0x40 {
                self.words.push(prefix.clone());
                if lead & 0x8000 != 0 {
                    break;
                }
                at += match lead {
                    ..0x4040 => 0,
                    0x4040..0x7FC0 => 1,
                    _ => 2,
                };
                lead &= 0x3F;
            }
            if lead < 0x30 {
                let n = if lead == 0 { self.take(&mut at) } else { lead };
                self.branch(at, usize::from(n) + 1, prefix);
                break;
            }
            for _ in 0x30..=lead {
                prefix.push(self.take(&mut at));
            }
        }
        prefix.truncate(length);
    }

    fn branch(&mut self, mut at: usize, mut n: usize, prefix: &mut Vec<u16>) {
        while n > 5 {
            at += 1;
            let delta = self.number(&mut at, 0xFC00, 0xFFFF);
            self.branch(at + delta, n >> 1, prefix);
            n -= n >> 1;
        }
        for left in (0..n).rev() {
            prefix.push(self.take(&mut at));
            if left == 0 {
                self.node(at, prefix);
            } else {
                let is_final = self.units[at] & 0x8000 != 0;
                let value = self.number(&mut at, 0x4000, 0x7FFF);
                if is_final {
                    self.words.push(prefix.clone());
                } else {
                    self.node(at + value, prefix);
                }
            }
            prefix.pop();
        }
    }

    fn take(&self, at: &mut usize) -> u16 {
        *at += 1;
        self.units[*at - 1]
    }

    /// A number in one to three units; those from `two` on lead two, `three` leads three.
    fn number(&self, at: &mut usize, two: u16, three: u16) -> usize {
        // Only values carry the bit of final ones.
        let lead = self.take(at) & if three == 0x7FFF { 0x7FFF } else { 0xFFFF };
        if lead < two {
            return lead.into();
        }
        let low = usize::from(self.take(at));
        if lead < three {
            return usize::from(lead - two) << 16 | low;
        }
        low << 16 | usize::from(self.take(at))
    }
}
