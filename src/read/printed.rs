//! What is printed on pages to paragraphs: runs of characters to lines, lines to paragraphs.
//!
//! Runs are taken in the order in which they are printed, which is that of reading in nearly all
//! PDFs. A heading is printed larger or bolder than most of the text; what is printed smaller, and
//! what is printed again and again at the edge of pages, is boilerplate. Words that are parted by
//! a hyphen at the end of a line are joined.

use std::collections::BTreeMap;

use super::flow::Flow;
use super::paragraphs::ends_sentence;
use crate::model::ParagraphKind;

/// Characters printed at once.
#[derive(Debug, Clone)]
pub(super) struct Run {
    /// From 1.
    pub(super) page: usize,
    /// Where it begins, from the left.
    pub(super) x: f64,
    /// Where it ends, from the left.
    pub(super) end: f64,
    /// Of its baseline, from below.
    pub(super) y: f64,
    /// Of its font, above 0.
    pub(super) size: f64,
    /// Whether its font is a bold one.
    pub(super) is_bold: bool,
    /// What it says.
    pub(super) text: String,
}

/// Parts of a size: a wider gap is a space.
const SPACE: f64 = 0.17;
/// A wider gap is the one between columns or cells.
const COLUMN: f64 = 2.5;
/// Runs of a line may stand this much higher or lower.
const RISE: f64 = 0.45;
/// Lines of a paragraph are no further apart.
const LEADING: f64 = 1.75;
/// A first line is indented by more.
const INDENT: f64 = 0.7;
/// A line is short if so much would still have fitted.
const SHORT: f64 = 4.0;

/// Headings are at least this much larger than the text, notes at least this much smaller.
const LARGER: f64 = 1.12;
const SMALLER: f64 = 0.88;

/// What stands on this many pages in the same place is a header or footer.
const MANY_PAGES: usize = 3;

/// Signs before the items of lists; the last one is that of a font of signs.
const BULLETS: &[char] = &['•', '·', '‣', '◦', '▪', '●', '■', '\u{F0B7}'];

/// A heading with more words is no title.
const MAX_TITLE_WORDS: usize = 40;

/// The text that `runs` are, and its title if something is printed like one.
pub(super) fn flow(runs: Vec<Run>) -> (Flow, Option<String>) {
    let lines = lines(runs);
    let usual = usual_size(&lines);
    let repeated = repeated(&lines);
    let mut blocks: Vec<Block> = Vec::new();
    // A paragraph goes on below the footer and the notes of its page.
    let (mut last, mut last_aside) = (None, None);
    for line in lines {
        let kind = kind(&line, usual, &repeated);
        let is_aside = kind == ParagraphKind::Boilerplate;
        let before = if is_aside { &mut last_aside } else { &mut last };
        match before.and_then(|at: usize| blocks.get_mut(at)) {
            Some(block) if block.goes_on(&line, kind) => block.add(line),
            _ => {
                *before = Some(blocks.len());
                blocks.push(Block::new(line, kind));
            }
        }
    }
    let title = title(&blocks, usual);
    let mut flow = Flow::default();
    for block in &blocks {
        flow.push(block.kind, &block.text);
    }
    (flow, title)
}

/// The first of the largest headings on the first page.
fn title(blocks: &[Block], usual: f64) -> Option<String> {
    let page = blocks.first()?.last.page;
    let mut title: Option<&Block> = None;
    for block in blocks.iter().filter(|block| block.last.page == page) {
        let is_large = block.kind == ParagraphKind::Heading && block.last.size > usual * LARGER;
        if is_large && title.is_none_or(|title| block.last.size > title.last.size * LARGER) {
            title = Some(block);
        }
    }
    let title = title?.text.as_str();
    title.split_whitespace().nth(MAX_TITLE_WORDS).is_none().then(|| title.to_owned())
}

/// Runs next to each other.
#[derive(Debug, Clone)]
struct Line {
    page: usize,
    x: f64,
    end: f64,
    y: f64,
    size: f64,
    is_bold: bool,
    text: String,
}

fn lines(runs: Vec<Run>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for run in runs {
        let Run { page, x, end, y, size, is_bold, text } = run;
        if let Some(line) = lines.last_mut() {
            let larger = size.max(line.size);
            let gap = x - line.end;
            let is_next = line.page == page
                && (line.y - y).abs() < RISE * larger
                && (-0.5 * larger..COLUMN * larger).contains(&gap);
            if is_next {
                let is_parted = gap > SPACE * larger;
                if is_parted && !line.text.ends_with(char::is_whitespace) {
                    line.text.push(' ');
                }
                line.text.push_str(&text);
                line.end = end;
                line.is_bold &= is_bold || text.trim().is_empty();
                // A raised number is smaller than the line it stands in.
                if larger > line.size && !text.trim().is_empty() {
                    (line.size, line.y) = (size, y);
                }
                continue;
            }
        }
        if !text.trim().is_empty() {
            lines.push(Line { page, x, end, y, size, is_bold, text });
        }
    }
    for line in &mut lines {
        line.text = line.text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    lines.retain(|line| !line.text.is_empty());
    lines
}

/// The size, in halves of a point, that most characters have.
fn usual_size(lines: &[Line]) -> f64 {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for line in lines {
        *counts.entry(halves(line.size)).or_default() += line.text.len();
    }
    let most = counts.iter().max_by_key(|(size, count)| (**count, **size));
    most.map_or(1.0, |(size, _)| f64::from(*size) / 2.0)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
fn halves(size: f64) -> u32 {
    (size * 2.0).round().clamp(1.0, 10_000.0) as u32
}

/// What a line says apart from numbers, and how high it stands: the same in headers and footers.
type Edge = (String, u32);

fn edge(line: &Line) -> Edge {
    let text = line.text.chars().filter(|sign| !sign.is_numeric()).collect();
    (text, halves(line.y.abs()) / 4)
}

/// The lines that stand on many pages.
fn repeated(lines: &[Line]) -> BTreeMap<Edge, usize> {
    let mut last: BTreeMap<Edge, (usize, usize)> = BTreeMap::new();
    for line in lines {
        let (page, n_pages) = last.entry(edge(line)).or_default();
        if *page != line.page {
            (*page, *n_pages) = (line.page, *n_pages + 1);
        }
    }
    last.into_iter().map(|(edge, (_, n_pages))| (edge, n_pages)).collect()
}

fn kind(line: &Line, usual: f64, repeated: &BTreeMap<Edge, usize>) -> ParagraphKind {
    let is_edge = repeated.get(&edge(line)).is_some_and(|n_pages| *n_pages >= MANY_PAGES);
    let has_words = line.text.chars().any(char::is_alphabetic);
    // The dots between a heading and the number of its page.
    let is_contents = ["....", ". . . .", "……", "::::"].iter().any(|dots| line.text.contains(dots));
    if is_edge || is_contents || !has_words || line.size < usual * SMALLER {
        ParagraphKind::Boilerplate
    } else if line.size > usual * LARGER || line.is_bold && !ends_sentence(&line.text) {
        ParagraphKind::Heading
    } else if line.text.starts_with(BULLETS) {
        ParagraphKind::ListItem
    } else {
        ParagraphKind::Body
    }
}

/// Lines that belong together.
#[derive(Debug)]
struct Block {
    kind: ParagraphKind,
    text: String,
    /// Where its longest line ends.
    end: f64,
    last: Line,
}

impl Block {
    fn new(line: Line, kind: ParagraphKind) -> Self {
        let is_item = kind == ParagraphKind::ListItem;
        let bare = line.text.trim_start_matches(BULLETS).trim_start();
        let text = if is_item { bare } else { line.text.as_str() }.to_owned();
        Self { kind, text, end: line.end, last: line }
    }

    /// Whether `line` belongs to the block.
    fn goes_on(&self, line: &Line, kind: ParagraphKind) -> bool {
        let last = &self.last;
        let is_item = self.kind == ParagraphKind::ListItem && kind == ParagraphKind::Body;
        let is_alike = halves(last.size).abs_diff(halves(line.size)) <= 1;
        if !(is_item || self.kind == kind && kind != ParagraphKind::ListItem) || !is_alike {
            return false;
        }
        let is_ended = ends_sentence(&self.text);
        let fall = last.y - line.y;
        let is_below =
            last.page == line.page && (RISE * line.size..LEADING * line.size).contains(&fall);
        if is_below {
            let is_indented = line.x > last.x + INDENT * line.size;
            let is_short = last.end + SHORT * line.size < self.end;
            return !(is_ended && (is_indented || is_short));
        }
        // In the next column or on the next page.
        kind == ParagraphKind::Body && !is_ended && line.text.starts_with(char::is_lowercase)
    }

    fn add(&mut self, line: Line) {
        let begins = line.text.chars().next();
        let mut before = self.text.chars().rev();
        let (ends, letter) = (before.next(), before.next());
        let is_hyphened = ends.is_some_and(|sign| matches!(sign, '-' | '\u{AD}' | '\u{2010}'))
            && letter.is_some_and(char::is_alphabetic);
        if is_hyphened {
            // "Sino-" before "Russian" keeps its hyphen, "coop-" before "eration" does not.
            if begins.is_some_and(char::is_lowercase) {
                self.text.pop();
            }
        } else if ![ends, begins].iter().flatten().all(|sign| *sign > '\u{2E80}') {
            self.text.push(' ');
        }
        self.text.push_str(&line.text);
        self.end = self.end.max(line.end);
        self.last = line;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each line as a run at `(page, x, y, size)`, six points a character.
    fn read(lines: &[(usize, f64, f64, f64, &str)]) -> (Vec<String>, Option<String>) {
        let run = |&(page, x, y, size, text): &(usize, f64, f64, f64, &str)| {
            let end = x + text.chars().count() as f64 * size / 2.0;
            Run { page, x, end, y, size, is_bold: false, text: text.into() }
        };
        let (flow, title) = flow(lines.iter().map(run).collect());
        let show = |paragraph: &crate::model::Paragraph| {
            format!("{:?} {}", paragraph.kind, paragraph.span.of(&flow.text))
        };
        (flow.paragraphs.iter().map(show).collect(), title)
    }

    #[test]
    fn lines_are_joined_to_paragraphs() {
        let (read, title) = read(&[
            (1, 50.0, 700.0, 20.0, "A call"),
            (1, 62.0, 660.0, 12.0, "Putin called Xi on Wednesday to speak of coop-"),
            (1, 50.0, 646.0, 12.0, "eration and of Sino-"),
            (1, 50.0, 632.0, 12.0, "Russian trade."),
            (1, 62.0, 618.0, 12.0, "Both spoke for"),
            (1, 50.0, 60.0, 8.0, "1 A note."),
            (2, 50.0, 700.0, 12.0, "an hour."),
            (2, 50.0, 680.0, 12.0, "• One"),
            (2, 62.0, 666.0, 12.0, "and more"),
            (2, 50.0, 652.0, 12.0, "• Two"),
        ]);
        assert_eq!(title.as_deref(), Some("A call"));
        let expected = [
            "Heading A call",
            "Body Putin called Xi on Wednesday to speak of cooperation and of Sino-Russian trade.",
            "Body Both spoke for an hour.",
            "Boilerplate 1 A note.",
            "ListItem One and more",
            "ListItem Two",
        ];
        assert_eq!(read, expected);
    }

    #[test]
    fn what_stands_on_every_page_is_no_text() {
        let pages: Vec<_> = (1..=3)
            .flat_map(|page| {
                let text = ["One came.", "Two came.", "Three came."][page - 1];
                [(page, 50.0, 780.0, 12.0, "The Daily, page 1"), (page, 50.0, 700.0, 12.0, text)]
            })
            .collect();
        let (read, _) = read(&pages);
        assert_eq!(read.len(), 6, "{read:?}");
        assert!(read.iter().filter(|text| text.starts_with("Body")).count() == 3, "{read:?}");
    }

    #[test]
    fn gaps_are_spaces_or_columns() {
        let (read, _) = read(&[
            (1, 50.0, 700.0, 10.0, "Pu"),
            (1, 60.5, 700.0, 10.0, "tin"),
            (1, 78.0, 700.0, 10.0, "called"),
            (1, 300.0, 700.0, 10.0, "Elsewhere"),
        ]);
        assert_eq!(read, ["Body Putin called", "Body Elsewhere"]);
    }
}
