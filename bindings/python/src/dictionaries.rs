//! ICU's dictionaries, unpacked from lists of words: the same words in less than half of the room.
//!
//! The build script packs them from the very data that the command takes as they are, so that words
//! are cut alike.

use std::sync::LazyLock;

use icu_collections::char16trie::Char16Trie;
use icu_provider::prelude::*;
use icu_segmenter::options::WordBreakOptions;
use icu_segmenter::provider::{
    DictionaryBreakData, SegmenterDictionaryAutoV2, SegmenterDictionaryExtendedV2,
};
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use zerovec::ZeroVec;

use crate::packing;

/// For each dictionary its letters and its words, as the build script packs them.
static FILE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/dictionaries"));

/// The dictionaries in the order of the file, by the names that ICU asks for them with.
const NAMES: [&str; 5] = ["cjdict", "burmesedict", "khmerdict", "laodict", "thaidict"];

/// Cuts words by the dictionaries, which are unpacked when first asked for.
pub(crate) fn segmenter() -> WordSegmenterBorrowed<'static> {
    static SEGMENTER: LazyLock<WordSegmenter> = LazyLock::new(|| {
        let made = WordSegmenter::try_new_for_non_complex_scripts(WordBreakOptions::default());
        let loaded = made.and_then(|mut segmenter| {
            segmenter.load_dictionary_unstable(&Packed)?;
            Ok(segmenter)
        });
        loaded.expect("both the rules and the dictionaries are part of this binary")
    });
    SEGMENTER.as_borrowed()
}

/// Gives ICU the dictionaries.
struct Packed;

impl DataProvider<SegmenterDictionaryAutoV2> for Packed {
    fn load(
        &self,
        request: DataRequest,
    ) -> Result<DataResponse<SegmenterDictionaryAutoV2>, DataError> {
        dictionary(SegmenterDictionaryAutoV2::INFO, request)
    }
}

impl DataProvider<SegmenterDictionaryExtendedV2> for Packed {
    fn load(
        &self,
        request: DataRequest,
    ) -> Result<DataResponse<SegmenterDictionaryExtendedV2>, DataError> {
        dictionary(SegmenterDictionaryExtendedV2::INFO, request)
    }
}

fn dictionary<M>(info: DataMarkerInfo, request: DataRequest) -> Result<DataResponse<M>, DataError>
where
    M: DataMarker<DataStruct = DictionaryBreakData<'static>>,
{
    let name = request.id.marker_attributes.as_str();
    let place = NAMES.iter().position(|known| *known == name);
    let packed = place.and_then(|place| lists(FILE).nth(place));
    let packed = packed.ok_or_else(|| DataErrorKind::IdentifierNotFound.with_req(info, request))?;
    let mut trie = Trie { units: Vec::new() };
    let words = packed.words();
    let words: Vec<&[u16]> = words.iter().map(Vec::as_slice).collect();
    trie.node(&words, 0);
    trie.units.reverse();
    let units = ZeroVec::alloc_from_slice(&trie.units);
    let data = DictionaryBreakData::Char16Trie(Char16Trie::new(units));
    Ok(DataResponse {
        metadata: DataResponseMetadata::default(),
        payload: DataPayload::from_owned(data),
    })
}

/// A list of words, packed.
struct List<'a> {
    letters: &'a [u8],
    n_words: usize,
    bytes: &'a [u8],
}

/// The lists of `file`, one behind the other.
fn lists(mut file: &[u8]) -> impl Iterator<Item = List<'_>> {
    std::iter::from_fn(move || {
        let n_letters = number(&mut file)?;
        let n_words = number(&mut file)?;
        let n_bytes = number(&mut file)?;
        let mut part = |n| {
            let (part, rest) = file.split_at_checked(n)?;
            file = rest;
            Some(part)
        };
        Some(List { letters: part(n_letters * 2)?, n_words, bytes: part(n_bytes)? })
    })
}

fn number(file: &mut &[u8]) -> Option<usize> {
    let (bytes, rest) = file.split_first_chunk::<4>()?;
    *file = rest;
    usize::try_from(u32::from_le_bytes(*bytes)).ok()
}

impl List<'_> {
    /// Its words, sorted.
    fn words(&self) -> Vec<Vec<u16>> {
        let (letters, _) = self.letters.as_chunks::<2>();
        let n_letters = u32::try_from(letters.len()).unwrap_or_default();
        let (first, rest) = self.bytes.split_first_chunk::<4>().unwrap_or((&[0; 4], &[]));
        let at = u32::from_be_bytes(*first);
        let mut reader = Reader { low: 0, high: u32::MAX, at, rest };
        let mut words = packing::words(&[], self.n_words, n_letters, &mut reader);
        for place in words.iter_mut().flatten() {
            let letter = letters.get(usize::from(*place)).copied().unwrap_or_default();
            *place = u16::from_le_bytes(letter);
        }
        words.sort_unstable();
        words
    }
}

/// Reads what the build script's writer wrote: on which side of a number between two the one that
/// was written lies.
struct Reader<'a> {
    low: u32,
    high: u32,
    at: u32,
    rest: &'a [u8],
}

impl packing::Coder for Reader<'_> {
    fn code(&mut self, _: bool, chance: u16) -> bool {
        let share = (u64::from(self.high - self.low) * u64::from(chance)) >> 16;
        let middle = self.low + u32::try_from(share).unwrap_or_default();
        let bit = self.at <= middle;
        if bit {
            self.high = middle;
        } else {
            self.low = middle + 1;
        }
        while (self.low ^ self.high) >> 24 == 0 {
            let (next, rest) = self.rest.split_first().unwrap_or((&0, &[]));
            self.rest = rest;
            self.low <<= 8;
            self.high = self.high << 8 | 0xFF;
            self.at = self.at << 8 | u32::from(*next);
        }
        bit
    }
}

/// The last letter of a list of children is followed by its node; so many are listed at most.
const LISTED: usize = 5;
/// A word ends here, and none goes on.
const FINAL: u16 = 0x8000;
/// A word ends here, and others go on.
const ENDS: u16 = 0x40;
/// A node of one child, whose letter follows.
const ONE: u16 = 0x30;

/// A trie of UTF-16 units in the layout of ICU's `UCharsTrie`, written from its end.
struct Trie {
    units: Vec<u16>,
}

impl Trie {
    /// Writes what `words`, sorted and alike in their first `depth` letters, have behind these.
    fn node(&mut self, words: &[&[u16]], depth: usize) {
        let ending = words.iter().take_while(|word| word.len() <= depth).count();
        let (ending, longer) = words.split_at_checked(ending).unwrap_or((words, &[]));
        let ends = if ending.is_empty() { 0 } else { ENDS };
        let children: Vec<&[&[u16]]> =
            longer.chunk_by(|a, b| a.get(depth) == b.get(depth)).collect();
        match children.as_slice() {
            [] => self.units.push(FINAL),
            [child] => {
                self.node(child, depth + 1);
                self.write(&[ends | ONE, letter(child, depth)]);
            }
            children => {
                self.children(children, depth);
                let n = u16::try_from(children.len() - 1).unwrap_or(u16::MAX);
                if n < ONE {
                    self.units.push(ends | n);
                } else {
                    self.write(&[ends, n]);
                }
            }
        }
    }

    fn children(&mut self, children: &[&[&[u16]]], depth: usize) {
        if children.len() > LISTED
            && let Some((less, more)) = children.split_at_checked(children.len() / 2)
        {
            self.children(less, depth);
            let end = self.units.len();
            self.children(more, depth);
            let delta = self.units.len() - end;
            self.number(delta, 0xFC00, 0xFFFF);
            self.units.push(more.first().map_or(0, |child| letter(child, depth)));
            return;
        }
        let Some((last, others)) = children.split_last() else { return };
        let mut ends = Vec::new();
        for child in others {
            self.node(child, depth + 1);
            ends.push(self.units.len());
        }
        self.node(last, depth + 1);
        self.units.push(letter(last, depth));
        for (child, end) in others.iter().zip(ends).rev() {
            let delta = self.units.len() - end;
            self.number(delta, 0x4000, 0x7FFF);
            self.units.push(letter(child, depth));
        }
    }

    /// Writes a number in one to three units; the first of two is from `two` on, of three `three`.
    fn number(&mut self, number: usize, two: u16, three: u16) {
        let [a, b, c, d] = u32::try_from(number).unwrap_or(u32::MAX).to_be_bytes();
        let (high, low) = (u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d]));
        if high == 0 && low < two {
            self.units.push(low);
        } else if high < three - two {
            self.write(&[two + high, low]);
        } else {
            self.write(&[three, high, low]);
        }
    }

    /// Writes `units` as they are to be read.
    fn write(&mut self, units: &[u16]) {
        self.units.extend(units.iter().rev());
    }
}

/// The letter of `child` that tells it from its neighbors.
fn letter(child: &[&[u16]], depth: usize) -> u16 {
    child.first().and_then(|word| word.get(depth)).copied().unwrap_or_default()
}
