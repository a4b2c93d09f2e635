//! Markdown to blocks of plain text, with the front matter in YAML (`---`) or TOML (`+++`).
//!
//! Mark-up goes, its text stays: links leave their words, blocks are parted by blank lines. Code,
//! tables, footnotes and the descriptions of images are boilerplate; HTML is left out.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::draft::{Draft, MAX_PARAGRAPHS, Named, Notes};
use super::fields::{GUESSED, Object, Value};
use crate::model::{Paragraph, ParagraphKind, Span};

/// Bytes that are parsed at a time: the parser keeps seventy times as much of the worst of them. No
/// article is as long; what is, is parted at a blank line, where links by name and blocks of code
/// that reach into the next part are taken for text. Where there is no white space at all, tags and
/// entities stay whole: half of one is text, which takes longer than what is left out.
const PART: usize = 512 << 10;

/// Bytes of front matter that are parsed.
const MAX_MATTER: usize = 64 << 10;

/// The one article of `text`.
pub(super) fn documents(text: &str, named: &Named, notes: &mut Notes) -> Vec<Draft> {
    let (matter, body) = front_matter(text);
    let matter = matter.transpose().unwrap_or_else(|reason| {
        notes.push(&named.input, format!("{reason}, so only the text below it is used"));
        None
    });
    let blocks = blocks(body);
    let heading = blocks.title();
    let draft = Draft { text: blocks.text, paragraphs: blocks.paragraphs, ..Draft::default() };
    let mut draft = match matter {
        Some(object) => object.describe(&GUESSED, draft, named, notes),
        None => draft,
    };
    draft.title = draft.title.or(heading);
    vec![draft]
}

/// The front matter of `text`, or why it cannot be used, and the text below it.
///
/// Text between two rules is no front matter: data are names and values.
fn front_matter(text: &str) -> (Option<Result<Object, String>>, &str) {
    let fence = |line: &str, fence| line.trim_end() == fence;
    let text = text.trim_start();
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    let (is_toml, name) = if fence(first, "+++") {
        (true, "TOML")
    } else if fence(first, "---") {
        (false, "YAML")
    } else {
        return (None, text);
    };
    let mut length = 0;
    for line in lines {
        let is_end = fence(line, first.trim_end()) || !is_toml && fence(line, "...");
        if !is_end {
            length += line.len();
            continue;
        }
        let rest = text.get(first.len()..).unwrap_or_default();
        let (matter, rest) = rest.split_at_checked(length).unwrap_or((rest, ""));
        let body = rest.get(line.len()..).unwrap_or_default();
        if matter.len() > MAX_MATTER {
            return (Some(Err("its front matter is longer than 64 KiB".into())), body);
        }
        return match if is_toml { toml(matter) } else { yaml(matter) } {
            Ok(Value::Object(object)) => (Some(Ok(object)), body),
            Ok(_) => (None, text),
            Err(reason) => (Some(Err(format!("its front matter is no {name} ({reason})"))), body),
        };
    }
    (None, text)
}

fn toml(matter: &str) -> Result<Value, String> {
    toml::from_str(matter).map_err(|error| one_line(error.message()))
}

fn yaml(matter: &str) -> Result<Value, String> {
    serde_saphyr::from_str(matter).map_err(|error| one_line(&error.to_string()))
}

/// The first line of what a library says.
fn one_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().trim_end_matches(['.', ':']).to_owned()
}

/// The blocks of a Markdown text.
fn blocks(text: &str) -> Blocks {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut blocks = Blocks::default();
    for part in parts(text) {
        for event in Parser::new_ext(part, options) {
            match event {
                Event::Start(tag) => blocks.start(&tag),
                Event::End(tag) => blocks.end(tag),
                Event::Text(text) | Event::Code(text) => blocks.words(&text),
                Event::SoftBreak => blocks.words(" "),
                Event::HardBreak => blocks.words("\n"),
                Event::Rule => blocks.flush(),
                _ => {}
            }
        }
        blocks.flush();
    }
    blocks
}

/// `text` in parts of at most [`PART`] bytes.
fn parts(mut text: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        let head = text.get(..text.floor_char_boundary(PART)).filter(|head| !head.is_empty())?;
        let is_last = head.len() == text.len();
        let blank = ["\n\n", "\n\r\n", "\n", " "].into_iter().filter(|_| !is_last);
        let bytes = head.as_bytes();
        let ends =
            |mark: &str| memchr::memmem::rfind(bytes, mark.as_bytes()).map(|at| at + mark.len());
        let begins = || memchr::memrchr2(b'<', b'&', bytes).filter(|&at| at > 0 && !is_last);
        let end = blank.map(ends).find_map(|end| end).or_else(begins).unwrap_or(head.len());
        let (part, rest) = text.split_at_checked(end)?;
        text = rest;
        Some(part)
    })
}

/// The text so far, and what the next words are part of.
#[derive(Default)]
struct Blocks {
    text: String,
    paragraphs: Vec<Paragraph>,
    /// Where the first heading of the highest level is.
    title: Option<(HeadingLevel, Span)>,
    /// The block that is not finished yet.
    block: String,
    /// What is said of the images of that block.
    captions: String,
    heading: Option<HeadingLevel>,
    n_items: usize,
    /// How many code blocks, tables and footnotes the block is in.
    n_asides: usize,
    n_images: usize,
}

impl Blocks {
    /// The first heading of the first level, else a heading that everything else stands below.
    fn title(&self) -> Option<String> {
        let (level, span) = self.title?;
        let leads = self.paragraphs.first().is_some_and(|paragraph| paragraph.span == span);
        (level == HeadingLevel::H1 || leads).then(|| span.of(&self.text).to_owned())
    }

    fn start(&mut self, tag: &Tag) {
        match tag {
            Tag::Image { .. } => self.n_images += 1,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } => {}
            Tag::TableCell => self.words(" "),
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(*level);
            }
            Tag::Item => {
                self.flush();
                self.n_items += 1;
            }
            Tag::CodeBlock(_) | Tag::Table(_) | Tag::FootnoteDefinition(_) => {
                self.flush();
                self.n_asides += 1;
            }
            _ => self.flush(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Image => {
                self.n_images = self.n_images.saturating_sub(1);
                self.captions.push('\n');
            }
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::TableCell => {}
            TagEnd::Heading(_) => {
                self.flush();
                self.heading = None;
            }
            TagEnd::Item => {
                self.flush();
                self.n_items = self.n_items.saturating_sub(1);
            }
            TagEnd::CodeBlock | TagEnd::Table | TagEnd::FootnoteDefinition => {
                self.flush();
                self.n_asides = self.n_asides.saturating_sub(1);
            }
            _ => self.flush(),
        }
    }

    fn words(&mut self, text: &str) {
        if self.n_images > 0 { &mut self.captions } else { &mut self.block }.push_str(text);
    }

    /// Ends the block, and sets the captions of its images below it.
    fn flush(&mut self) {
        let block = std::mem::take(&mut self.block);
        let kind = match self.heading {
            _ if self.n_asides > 0 => ParagraphKind::Boilerplate,
            Some(_) => ParagraphKind::Heading,
            None if self.n_items > 0 => ParagraphKind::ListItem,
            None => ParagraphKind::Body,
        };
        let span = self.push(kind, block.trim());
        if let (Some(level), Some(span)) = (self.heading, span)
            && kind == ParagraphKind::Heading
            && self.title.is_none_or(|(highest, _)| level < highest)
        {
            self.title = Some((level, span));
        }
        for caption in std::mem::take(&mut self.captions).lines() {
            self.push(ParagraphKind::Boilerplate, caption.trim());
        }
    }

    fn push(&mut self, kind: ParagraphKind, block: &str) -> Option<Span> {
        if !block.chars().any(char::is_alphanumeric) {
            return None;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(block);
        let span = Span::new(start, self.text.len());
        // An article with one too many is refused, so that those behind it are no matter.
        if self.paragraphs.len() <= MAX_PARAGRAPHS {
            self.paragraphs.push(Paragraph { span, kind });
        }
        Some(span)
    }
}

#[cfg(test)]
mod tests {
    use ParagraphKind::{Body, Boilerplate, Heading, ListItem};

    use super::*;

    fn read(text: &str) -> (Draft, Vec<String>) {
        let mut notes = Notes::new("a.md");
        let mut drafts = documents(text, &Named::file("a.md"), &mut notes);
        let warnings = notes.into_warnings().iter().map(ToString::to_string).collect();
        (drafts.remove(0), warnings)
    }

    #[test]
    fn mark_up_goes_and_its_text_stays() {
        let (draft, _) = read(
            "# The *call*\n\nPutin [spoke](https://a.example) to\n**Xi**. ![A photo](a.png)\n\n\
             - one\n- two\n\n> Quoted.[^1]\n\n```\ncode\n```\n\n<div>left out</div>\n\n\
             | a | b |\n|---|---|\n| c | d |\n\n[^1]: A note.\n",
        );
        let kinds: Vec<_> = draft
            .paragraphs
            .iter()
            .map(|paragraph| (paragraph.kind, paragraph.span.of(&draft.text)))
            .collect();
        assert_eq!(
            kinds,
            [
                (Heading, "The call"),
                (Body, "Putin spoke to Xi."),
                (Boilerplate, "A photo"),
                (ListItem, "one"),
                (ListItem, "two"),
                (Body, "Quoted."),
                (Boilerplate, "code"),
                (Boilerplate, "a b"),
                (Boilerplate, "c d"),
                (Boilerplate, "A note."),
            ]
        );
        assert_eq!(draft.title.as_deref(), Some("The call"));
        assert!(draft.text.starts_with("The call\n\nPutin spoke to Xi.\n\nA photo"));
    }

    #[test]
    fn front_matter_is_yaml_or_toml() {
        let yaml = "---\ntitle: \"A call\"\ndate: 2026-02-04\nlink: https://a.example/b\n\
                    publisher: {name: AP}\nlang: en\ntags: [a, b]\n---\nBody.\n";
        let toml = "+++\r\ntitle = 'A call'\r\ndate = 2026-02-04\r\nurl = 'https://a.example/b'\r\n\
                    source = 'AP'\r\nlanguage = 'English'\r\n+++\r\nBody.\r\n";
        for text in [yaml, toml] {
            let (draft, warnings) = read(text);
            assert_eq!(warnings, [""; 0]);
            assert_eq!(draft.text, "Body.");
            assert_eq!(draft.title.as_deref(), Some("A call"));
            assert_eq!(draft.published, "2026-02-04".parse().ok());
            assert_eq!(draft.url.as_deref(), Some("https://a.example/b"));
            assert_eq!(draft.outlet.as_deref(), Some("AP"));
            assert_eq!(draft.language, "en".parse().ok());
        }
    }

    #[test]
    fn broken_front_matter_costs_a_warning() {
        let (draft, warnings) = read("---\ntitle: [a\n---\nBody.");
        assert_eq!(draft.text, "Body.");
        let [warning] = &warnings[..] else { panic!("{warnings:?}") };
        assert!(warning.starts_with("a.md: its front matter is no YAML ("), "{warning}");
        assert!(warning.ends_with("), so only the text below it is used"), "{warning}");
        let (draft, warnings) = read("+++\ntitle = \n+++\nBody.");
        assert_eq!((draft.text.as_str(), warnings.len()), ("Body.", 1));
        let (_, warnings) = read("---\ndate: soon\n---\nBody.");
        assert_eq!(warnings, ["a.md: soon is no date, so it has none"]);
    }

    #[test]
    fn text_between_rules_is_text() {
        let (draft, warnings) = read("---\nA note on this text.\n\n---\n\nBody.");
        assert_eq!((draft.text.as_str(), warnings.len()), ("A note on this text.\n\nBody.", 0));
        let (draft, _) = read("---\nnever: closed");
        assert_eq!(draft.text, "never: closed");
    }

    #[test]
    fn long_texts_are_read_part_by_part() {
        let paragraph = "The *call* lasted for an hour, both said.\n\n";
        let text = paragraph.repeat(4 * PART / paragraph.len());
        let (draft, _) = read(&text);
        let n_whole = draft.paragraphs.iter().filter(|paragraph| {
            paragraph.span.of(&draft.text) == "The call lasted for an hour, both said."
        });
        assert_eq!(n_whole.count(), 4 * PART / paragraph.len());
        for text in [
            text.replace("\n\n", "\r\n\r\n"),
            "é".repeat(PART),
            "a\n".repeat(PART),
            "[".repeat(PART + 1),
            format!("<{}", "a".repeat(PART)),
        ] {
            let found: Vec<&str> = parts(&text).collect();
            assert_eq!(found.concat(), text);
            assert!(found.len() > 1 && found.iter().all(|part| part.len() <= PART));
        }
        assert_eq!(parts("").count(), 0);
    }

    #[test]
    fn parts_hold_whole_tags_and_entities() {
        for (text, left_out) in [("&amp;", true), ("<![CDATA[", true), ("&eacute;", false)] {
            let (draft, _) = read(&text.repeat(2 * PART / text.len()));
            assert_eq!(draft.text.is_empty(), left_out, "{text}");
            assert!(!draft.text.contains(|sign: char| sign.is_ascii_alphanumeric()), "{text}");
        }
    }

    #[test]
    fn long_front_matter_is_left_out() {
        let (draft, warnings) = read(&format!("---\n{}---\nBody.", "a: b\n".repeat(MAX_MATTER)));
        assert_eq!(draft.text, "Body.");
        let refused =
            "a.md: its front matter is longer than 64 KiB, so only the text below it is used";
        assert_eq!(warnings, [refused]);
    }

    #[test]
    fn a_lower_heading_is_the_title_only_where_it_leads() {
        assert_eq!(read("## A\n\nText.").0.title.as_deref(), Some("A"));
        assert_eq!(read("Text.\n\n## A").0.title, None);
        assert_eq!(read("Text.\n\n# A").0.title.as_deref(), Some("A"));
    }
}
