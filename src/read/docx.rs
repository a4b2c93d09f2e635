//! Word documents: the paragraphs of `word/document.xml`, by the styles they have.
//!
//! Headings and lists are told by styles, captions, notes and lists of contents are boilerplate,
//! and so is what stands in tables and text boxes, unless it ends like a sentence. Text that was
//! deleted or hidden is left out.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use super::archive::{Archive, Node, attribute, walk};
use super::draft::{Draft, Named};
use super::flow::Flow;
use super::metadata;
use super::paragraphs::ends_sentence;
use crate::error::Error;
use crate::model::ParagraphKind;

/// Styles may be based on styles; longer chains are loops.
const MAX_ANCESTORS: usize = 16;

/// The one article of a document.
///
/// # Errors
/// If it is damaged, too large, or no Word document.
pub(super) fn documents(bytes: &[u8], named: &Named) -> Result<Vec<Draft>, Error> {
    let draft = draft(bytes).map_err(|reason| named.error(reason))?;
    Ok(vec![draft])
}

fn draft(bytes: &[u8]) -> Result<Draft, String> {
    let mut archive = Archive::open(bytes)?;
    let body = archive.text("word/document.xml")?.ok_or("no word/document.xml in it")?;
    let styles = archive.text("word/styles.xml")?.unwrap_or_default();
    let styles = styles_of(&styles)?;
    let mut story = Story::new(&styles);
    walk(&body, |node| story.visit(&node))?;
    let Story { mut flow, title, .. } = story;
    for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
        let notes = archive.text(notes)?.unwrap_or_default();
        let mut story = Story { flow, n_apart: 1, ..Story::new(&styles) };
        walk(&notes, |node| story.visit(&node))?;
        flow = story.flow;
    }
    let properties = archive.text("docProps/core.xml")?.unwrap_or_default();
    let mut properties = properties_of(&properties)?;
    let mut take = |name| properties.remove(name).filter(|text| !text.trim().is_empty());
    Ok(Draft {
        title: title.or_else(|| take("title")).or_else(|| flow.leading_heading()),
        published: take("created").and_then(|date| metadata::date(&date)),
        language: take("language").and_then(|language| language.parse().ok()),
        text: flow.text,
        paragraphs: flow.paragraphs,
        ..Draft::default()
    })
}

/// The texts of the elements right below the root, by name.
fn properties_of(xml: &str) -> Result<BTreeMap<String, String>, String> {
    let mut properties: BTreeMap<String, String> = BTreeMap::new();
    let mut open = None;
    walk(xml, |node| match node {
        Node::Start(tag) => open = Some(tag.local_name().into_inner().to_owned()),
        Node::End(_) => open = None,
        Node::Text(text) => {
            if let Some(name) = &open {
                properties.entry(name.clone()).or_default().push_str(text);
            }
        }
    })?;
    Ok(properties)
}

/// What a style makes of its paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Title,
    Kind(ParagraphKind),
}

/// What each style that says anything makes of its paragraphs, by its id.
fn styles_of(xml: &str) -> Result<BTreeMap<String, Style>, String> {
    let mut stated: BTreeMap<String, Style> = BTreeMap::new();
    let mut parents: BTreeMap<String, String> = BTreeMap::new();
    let mut id = String::new();
    walk(xml, |node| {
        let Node::Start(tag) = node else { return };
        let value = || attribute(tag, "val").unwrap_or_default();
        match tag.local_name().into_inner() {
            "style" => id = attribute(tag, "styleId").unwrap_or_default(),
            "name" => {
                if let Some(style) = style_by_name(&value()) {
                    stated.insert(id.clone(), style);
                }
            }
            "basedOn" => _ = parents.insert(id.clone(), value()),
            "outlineLvl" if is_level(&value()) => {
                stated.entry(id.clone()).or_insert(Style::Kind(ParagraphKind::Heading));
            }
            "numPr" => {
                stated.entry(id.clone()).or_insert(Style::Kind(ParagraphKind::ListItem));
            }
            _ => {}
        }
    })?;
    let mut styles = stated.clone();
    for id in parents.keys() {
        let ancestors = std::iter::successors(Some(id), |id| parents.get(*id));
        let style = ancestors.take(MAX_ANCESTORS).find_map(|id| stated.get(id));
        if let Some(style) = style {
            styles.insert(id.clone(), *style);
        }
    }
    Ok(styles)
}

/// What a style of Word's own makes of its paragraphs; its names are English in every language.
fn style_by_name(name: &str) -> Option<Style> {
    let name = name.to_ascii_lowercase();
    let begins = |starts: &[&str]| starts.iter().any(|start| name.starts_with(start));
    Some(match name.as_str() {
        "title" => Style::Title,
        "subtitle" => Style::Kind(ParagraphKind::Heading),
        _ if begins(&["heading "]) => Style::Kind(ParagraphKind::Heading),
        _ if begins(&["list bullet", "list number", "list paragraph"]) => {
            Style::Kind(ParagraphKind::ListItem)
        }
        _ if begins(&["caption", "footnote", "endnote", "toc", "header", "footer", "index"]) => {
            Style::Kind(ParagraphKind::Boilerplate)
        }
        _ => return None,
    })
}

/// Whether a level is one of a heading; 9 is that of running text.
fn is_level(value: &str) -> bool {
    value.parse().is_ok_and(|level: u8| level < 9)
}

/// A paragraph that is not finished yet.
#[derive(Debug, Default)]
struct Open {
    text: String,
    style: Option<Style>,
    is_heading: bool,
    is_item: bool,
}

/// What was read so far, and what the next words are part of.
struct Story<'a> {
    styles: &'a BTreeMap<String, Style>,
    flow: Flow,
    title: Option<String>,
    /// The paragraph, and those around it: text boxes stand within paragraphs.
    open: Vec<Open>,
    /// How many elements are open that are left out, within each other.
    n_left_out: usize,
    /// How many elements are open that hold notes.
    n_apart: usize,
    /// How many tables and text boxes are open.
    n_boxes: usize,
    n_runs: usize,
    in_text: bool,
    is_hidden: bool,
}

impl<'a> Story<'a> {
    fn new(styles: &'a BTreeMap<String, Style>) -> Self {
        Self {
            styles,
            flow: Flow::default(),
            title: None,
            open: Vec::new(),
            n_left_out: 0,
            n_apart: 0,
            n_boxes: 0,
            n_runs: 0,
            in_text: false,
            is_hidden: false,
        }
    }

    fn visit(&mut self, node: &Node) {
        match node {
            Node::Start(tag) => self.start(tag),
            Node::End(name) => self.end(name),
            Node::Text(text) if self.in_text => self.words(text),
            Node::Text(_) => {}
        }
    }

    fn start(&mut self, tag: &BytesStart) {
        let name = tag.local_name().into_inner();
        if is_left_out(name) || self.n_left_out > 0 {
            self.n_left_out += usize::from(is_left_out(name));
            return;
        }
        let value = || attribute(tag, "val");
        let is_off =
            || value().is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off"));
        match name {
            "p" => self.open.push(Open::default()),
            "tbl" | "txbxContent" => self.n_boxes += 1,
            "r" => {
                self.n_runs += 1;
                self.is_hidden = false;
            }
            "vanish" if self.n_runs > 0 => self.is_hidden = !is_off(),
            "t" => self.in_text = true,
            "tab" if self.n_runs > 0 => self.words("\t"),
            "br" | "cr" if self.n_runs > 0 => self.words("\n"),
            "noBreakHyphen" => self.words("\u{2011}"),
            _ => {}
        }
        let Some(open) = self.open.last_mut() else { return };
        match name {
            "pStyle" => open.style = value().and_then(|id| self.styles.get(&id).copied()),
            "numPr" => open.is_item = true,
            "outlineLvl" => open.is_heading = value().is_some_and(|level| is_level(&level)),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.n_left_out > 0 {
            self.n_left_out -= usize::from(is_left_out(name));
            return;
        }
        match name {
            "p" => self.flush(),
            "tbl" | "txbxContent" => self.n_boxes = self.n_boxes.saturating_sub(1),
            "r" => {
                self.n_runs = self.n_runs.saturating_sub(1);
                self.is_hidden = false;
            }
            "t" => self.in_text = false,
            _ => {}
        }
    }

    fn words(&mut self, text: &str) {
        if !self.is_hidden
            && self.n_left_out == 0
            && let Some(open) = self.open.last_mut()
        {
            open.text.push_str(text);
        }
    }

    fn flush(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let text = open.text.trim();
        let is_boxed = self.n_boxes > 0 && !ends_sentence(text);
        let kind = match open.style {
            _ if self.n_apart > 0 || is_boxed => ParagraphKind::Boilerplate,
            Some(Style::Title) => ParagraphKind::Heading,
            Some(Style::Kind(kind)) if kind != ParagraphKind::ListItem => kind,
            _ if open.is_heading => ParagraphKind::Heading,
            Some(Style::Kind(kind)) => kind,
            None if open.is_item => ParagraphKind::ListItem,
            None => ParagraphKind::Body,
        };
        if open.style == Some(Style::Title) && self.title.is_none() && !text.is_empty() {
            self.title = Some(text.to_owned());
        }
        self.flow.push(kind, text);
    }
}

/// Whether an element holds what readers do not see, or see elsewhere.
fn is_left_out(name: &str) -> bool {
    matches!(name, "del" | "moveFrom" | "Fallback" | "pPrChange" | "rPrChange" | "sectPr")
}
