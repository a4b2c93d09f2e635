//! ICU's dictionaries, unpacked from lists of words: the same words at half the size of a wheel.
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

/// For each dictionary its letters and its words, laid out as the build script says.
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

/// A list of words in its columns.
struct List<'a> {
    letters: [&'a [u8]; 2],
    shared: &'a [u8],
    own: &'a [u8],
    numbers: [&'a [u8]; 2],
}

/// The lists of `file`, one behind the other.
fn lists(mut file: &[u8]) -> impl Iterator<Item = List<'_>> {
    std::iter::from_fn(move || {
        let n_letters = number(&mut file)?;
        let n_words = number(&mut file)?;
        let n_numbers = number(&mut file)?;
        let mut column = |n| {
            let (column, rest) = file.split_at_checked(n)?;
            file = rest;
            Some(column)
        };
        Some(List {
            letters: [column(n_letters)?, column(n_letters)?],
            shared: column(n_words)?,
            own: column(n_words)?,
            numbers: [column(n_numbers)?, column(n_numbers)?],
        })
    })
}

fn number(file: &mut &[u8]) -> Option<usize> {
    let (bytes, rest) = file.split_first_chunk::<4>()?;
    *file = rest;
    usize::try_from(u32::from_le_bytes(*bytes)).ok()
}

fn joined([high, low]: [&[u8]; 2]) -> impl Iterator<Item = u16> + '_ {
    high.iter().zip(low).map(|(&high, &low)| u16::from_be_bytes([high, low]))
}

impl List<'_> {
    /// Its words, sorted.
    fn words(&self) -> Vec<Vec<u16>> {
        let letters: Vec<u16> = joined(self.letters).collect();
        let letter = |&place: &u16| letters.get(usize::from(place)).copied().unwrap_or_default();
        let mut numbers = joined(self.numbers);
        let mut places = Vec::new();
        let one = |(&shared, &own): (&u8, &u8)| {
            let there = places.get(usize::from(shared)).copied().unwrap_or_default();
            places.truncate(shared.into());
            places.extend(numbers.next().map(|first| first + there));
            places.extend(numbers.by_ref().take(usize::from(own).saturating_sub(1)));
            places.iter().map(letter).collect()
        };
        let mut words: Vec<Vec<u16>> = self.shared.iter().zip(self.own).map(one).collect();
        words.sort_unstable();
        words
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
