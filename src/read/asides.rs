//! Which blocks of a page are the article, and which stand in it or around it: titles said again,
//! lines of author and date, captions, lists of links, share and subscribe lines.
//!
//! The rules look at the form of blocks first (links, length, repetition, place), so that they
//! serve any language; the words of [`OPENINGS`] and [`CREDITS`] are those that English pages use.

use rustc_hash::{FxHashMap, FxHashSet};

use super::blocks::Block;
use super::paragraphs::ends_sentence;
use crate::model::ParagraphKind;

/// Blocks that repeat this often are captions or buttons; one that repeats once may be a quotation
/// that is set out of the text, and is kept in its first place.
const MANY: usize = 3;

/// Blocks with at least this many words are running text, however they end.
const PROSE_WORDS: usize = 20;

/// Blocks with more words are no credit, whatever they name.
const MAX_CREDIT_WORDS: usize = 60;

/// Of titles, so that a page that is all headings does not take quadratic time.
const MAX_LETTERS: usize = 500;

/// How lines begin that are no part of an article, in lower case.
const OPENINGS: &[&str] = &[
    "advert",
    "all rights reserved",
    "by ",
    "caption",
    "click here",
    "close",
    "comments",
    "continue reading",
    "copyright ",
    "first published",
    "follow us",
    "get breaking news",
    "get the latest",
    "have a tip",
    "image",
    "last updated",
    "media caption",
    "more:",
    "photo:",
    "post comment",
    "posted",
    "published",
    "read also",
    "read more",
    "recommended",
    "related",
    "see also",
    "share",
    "sign up",
    "story continues",
    "subscribe",
    "tags",
    "this slideshow",
    "updated",
    "want more",
    "what do you think",
    "© ",
];

/// What stands in captions and credits.
const CREDITS: &[&str] = &[
    "(AP Photo",
    "/AFP",
    "/AP)",
    "/Getty",
    "/REUTERS",
    "/Reuters",
    "Getty Images",
    "Photo by",
    "Photo courtesy",
    "appeared first on",
    "contributed to this",
    "is a reporter for",
    "is a freelance",
];

/// `blocks` without those that are no part of the article with this `title`.
pub(super) fn left_out(mut blocks: Vec<Block>, title: &str) -> Vec<Block> {
    let mut counts: FxHashMap<String, usize> = FxHashMap::default();
    for block in &blocks {
        *counts.entry(block.text.clone()).or_default() += 1;
    }
    let mut seen: FxHashSet<String> = FxHashSet::default();
    let title = letters(title);
    blocks.retain(|block| {
        let repeated = counts.get(&block.text).copied().unwrap_or(0) >= MANY
            || !seen.insert(block.text.clone());
        !repeated && !is_title(block, &title) && !is_aside(block)
    });
    trim(&mut blocks);
    blocks
}

/// Drops what stands before and after the running text, unless that is most of the page: tables,
/// calendars and verse have no running text.
fn trim(blocks: &mut Vec<Block>) {
    let Some(first) = blocks.iter().position(is_prose) else { return };
    let last = blocks.iter().rposition(is_prose).unwrap_or(first);
    let is_item = |block: &&Block| block.kind == ParagraphKind::ListItem;
    let end = last + 1 + blocks.iter().skip(last + 1).take_while(is_item).count();
    // A heading right above the text belongs to it; lines of author and date do not.
    let above = first.saturating_sub(1);
    let is_led = blocks.get(above).is_some_and(|block| block.kind != ParagraphKind::Body);
    let start = if is_led { above } else { first };
    let n_bytes = |blocks: &[Block]| blocks.iter().map(|block| block.text.len()).sum::<usize>();
    let kept = blocks.get(start..end).unwrap_or_default();
    if n_bytes(kept) * 2 > n_bytes(blocks) {
        blocks.truncate(end);
        blocks.drain(..start);
    }
}

/// Whether a block is running text.
fn is_prose(block: &Block) -> bool {
    block.kind != ParagraphKind::Heading
        && (ends_sentence(&block.text) || block.text.split_whitespace().nth(PROSE_WORDS).is_some())
}

/// Whether a block says the title again, with whatever the page adds to it.
fn is_title(block: &Block, title: &str) -> bool {
    let text = letters(&block.text);
    block.kind == ParagraphKind::Heading && !text.is_empty() && title.contains(&text)
        || text == *title
}

/// The letters and digits of `text`, in lower case, as far as titles go.
pub(super) fn letters(text: &str) -> String {
    let letters = text.chars().filter(|letter| letter.is_alphanumeric());
    letters.take(MAX_LETTERS).flat_map(char::to_lowercase).collect()
}

/// Whether a block is a list of links, or a line that shares, subscribes or credits.
fn is_aside(block: &Block) -> bool {
    let text = block.text.as_str();
    let is_linked = block.n_linked * 10 > text.len() * 8;
    let is_bracketed = text.starts_with('[') && text.ends_with(']');
    let n_words = text.split_whitespace().count();
    let is_address = n_words == 1 && (text.contains('@') || text.contains('/'));
    let lower = text.to_lowercase();
    let is_opened = n_words < PROSE_WORDS
        && !(ends_sentence(text) && n_words > 12)
        && OPENINGS.iter().any(|opening| lower.starts_with(opening));
    let is_credit =
        n_words <= MAX_CREDIT_WORDS && CREDITS.iter().any(|credit| text.contains(credit));
    is_linked || is_bracketed || is_address || is_opened || is_credit
}
