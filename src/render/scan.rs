//! The tags of a template, found before its parser sees them.
//!
//! The parser and the renderer of handlebars recurse: thousands of nested blocks or
//! sub-expressions, or partials that include each other, end the whole process. This scan knows
//! only where tags begin and end and how deep they nest. What it could misread it refuses, so that
//! the parser never meets more nesting than was counted here.

use std::collections::{BTreeMap, BTreeSet};

/// Blocks and sub-expressions may nest this deep, the blocks around a partial's tag included.
pub(super) const MAX_NESTING: usize = 64;
/// Partials may include partials this deep.
const MAX_INCLUDES: usize = 32;
/// Tags of partials that one pass over a page may meet, loops not counted.
const MAX_INCLUSIONS: usize = 10_000;

/// What is wrong with a template, and where: lines and columns count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) reason: String,
}

/// What a scan finds out about a template.
#[derive(Debug, Default)]
pub(super) struct Outline {
    nesting: usize,
    includes: Vec<Include>,
}

#[derive(Debug)]
struct Include {
    name: String,
    nesting: usize,
    at: (usize, usize),
}

/// A tag of a template, without its braces and the white space around, and where it opens.
#[derive(Debug)]
pub(super) struct TagAt<'a> {
    pub(super) text: &'a str,
    pub(super) line: usize,
    pub(super) column: usize,
}

impl TagAt<'_> {
    pub(super) fn fault(&self, reason: String) -> Fault {
        Fault { line: self.line, column: self.column, reason }
    }
}

/// Finds the tags of `source`, comments left out; O(length).
pub(super) fn tags(source: &str) -> Result<Vec<TagAt<'_>>, Fault> {
    let mut tags = Vec::new();
    let mut place = Place { line: 1, column: 1 };
    let mut rest = source;
    while let Some((text, tail)) = rest.split_once("{{") {
        place.pass(text);
        let Place { line, column } = place;
        let fault = |reason: String| Fault { line, column, reason };
        if text.ends_with('\\') {
            let reason = "a backslash before {{ would hide the tag (put a comment {{!}} between)";
            return Err(fault(reason.into()));
        }
        let (text, after) = split_tag(tail).map_err(fault)?;
        tags.extend(text.map(|text| TagAt { text, line, column }));
        place.pass("{{");
        place.pass(tail.get(..tail.len() - after.len()).unwrap_or_default());
        rest = after;
    }
    Ok(tags)
}

/// Looks through the tags of `source`; O(length).
pub(super) fn outline(source: &str) -> Result<Outline, Fault> {
    let mut outline = Outline::default();
    let mut blocks: Vec<Block> = Vec::new();
    for tag in tags(source)? {
        let depth = enter(&tag, &mut blocks, &mut outline).map_err(|reason| tag.fault(reason))?;
        outline.nesting = outline.nesting.max(depth);
        if depth > MAX_NESTING {
            let reason = format!("blocks or sub-expressions nest deeper than {MAX_NESTING} levels");
            return Err(tag.fault(reason));
        }
    }
    match blocks.pop() {
        Some(Block { name, at: (line, column), .. }) => {
            let reason = format!("the block {{{{#{name}}}}} is not closed (add {{{{/{name}}}}})");
            Err(Fault { line, column, reason })
        }
        None => Ok(outline),
    }
}

/// An open block.
struct Block<'a> {
    name: &'a str,
    /// 1, and 1 more for every `{{else if …}}`, which is a block inside it.
    levels: usize,
    at: (usize, usize),
}

/// Follows the partials from `main`; `None` for a name that does not exist.
///
/// A fault is named with the template that holds the tag. O(templates + tags).
pub(super) fn includes(
    main: &str,
    outlines: &BTreeMap<String, Outline>,
) -> Result<(), (String, Fault)> {
    let mut known = BTreeMap::new();
    let mut open = BTreeSet::new();
    follow(main, outlines, &mut open, &mut known).map(|_| ())
}

/// What including a template amounts to.
#[derive(Clone, Copy, Default)]
struct Weight {
    nesting: usize,
    includes: usize,
    inclusions: usize,
}

fn follow(
    name: &str,
    outlines: &BTreeMap<String, Outline>,
    open: &mut BTreeSet<String>,
    known: &mut BTreeMap<String, Weight>,
) -> Result<Weight, (String, Fault)> {
    if let Some(weight) = known.get(name) {
        return Ok(*weight);
    }
    let Some(outline) = outlines.get(name) else { return Ok(Weight::default()) };
    open.insert(name.to_owned());
    let mut weight = Weight { nesting: outline.nesting, ..Weight::default() };
    for include in &outline.includes {
        let (line, column) = include.at;
        let fault = |reason: String| (name.to_owned(), Fault { line, column, reason });
        let partial = &include.name;
        if !outlines.contains_key(partial) {
            let all: Vec<&str> = outlines.keys().map(String::as_str).collect();
            return Err(fault(format!(
                "there is no partial {partial} (there are {})",
                all.join(", ")
            )));
        }
        if open.contains(partial) {
            return Err(fault(format!("the partial {partial} includes itself")));
        }
        if open.len() >= MAX_INCLUDES {
            return Err(fault(format!(
                "partials include each other deeper than {MAX_INCLUDES} levels"
            )));
        }
        let inner = follow(partial, outlines, open, known)?;
        weight.nesting = weight.nesting.max(include.nesting + 1 + inner.nesting);
        weight.includes = weight.includes.max(1 + inner.includes);
        weight.inclusions = weight.inclusions.saturating_add(1).saturating_add(inner.inclusions);
        if weight.nesting > MAX_NESTING || weight.includes > MAX_INCLUDES {
            return Err(fault(format!(
                "the partial {partial} nests too deep here (at most {MAX_NESTING} blocks and {MAX_INCLUDES} partials)"
            )));
        }
        if weight.inclusions > MAX_INCLUSIONS {
            return Err(fault(format!("more than {MAX_INCLUSIONS} partials are included")));
        }
    }
    open.remove(name);
    known.insert(name.to_owned(), weight);
    Ok(weight)
}

#[derive(Clone, Copy)]
struct Place {
    line: usize,
    column: usize,
}

impl Place {
    fn pass(&mut self, text: &str) {
        for c in text.chars() {
            if c == '\n' {
                self.line += 1;
                self.column = 1;
            } else {
                self.column += 1;
            }
        }
    }
}

/// The inside of the tag that `tail` opens with, and what follows it; no inside for a comment.
fn split_tag(tail: &str) -> Result<(Option<&str>, &str), String> {
    if let Some(comment) = tail.strip_prefix('!') {
        let end = if comment.starts_with("--") { "--}}" } else { "}}" };
        let body = comment.strip_prefix("--").unwrap_or(comment);
        let (_, after) =
            body.split_once(end).ok_or_else(|| format!("the comment has no end ({end})"))?;
        return Ok((None, after));
    }
    let (tag, after) = tail.split_once("}}").ok_or("the tag has no end (}})")?;
    let tag = tag.trim_matches(|c: char| c == '~' || c.is_ascii_whitespace());
    if tag.is_empty() {
        return Err("the tag is empty".into());
    }
    if tag.starts_with(['{', '&']) {
        return Err("text can only be written escaped (write {{x}}, not {{{x}}} or {{&x}})".into());
    }
    if tag.starts_with('*') || tag.starts_with("#*") || tag.starts_with("# *") {
        return Err(
            "partials cannot be defined inside a template (put each into a file of its own)".into(),
        );
    }
    if tag.contains("{{") {
        return Err("a tag opens inside a tag".into());
    }
    Ok((Some(tag), after))
}

/// Takes one tag into account; returns how deep it nests.
fn enter<'a>(
    tag: &TagAt<'a>,
    blocks: &mut Vec<Block<'a>>,
    outline: &mut Outline,
) -> Result<usize, String> {
    let (tag, at) = (tag.text, (tag.line, tag.column));
    let around = levels(blocks);
    let inner = expression_depth(tag)?;
    let mut chars = tag.chars();
    match chars.next() {
        Some('#' | '^') if !chars.as_str().trim().is_empty() => {
            if chars.as_str().trim_start().starts_with(['>', '*']) {
                return Err("blocks around a partial and decorators are not supported".into());
            }
            let name = chars.as_str().split_whitespace().next().unwrap_or_default();
            blocks.push(Block { name, levels: 1, at });
        }
        Some('/') => {
            if blocks.pop().is_none() {
                return Err(format!("{{{{{tag}}}}} closes no block"));
            }
        }
        Some('>') => {
            let name = partial_name(chars.as_str())?;
            outline.includes.push(Include { name, nesting: around, at });
        }
        _ => {
            // `{{else if …}}` is one more block inside the one it continues.
            let chain = tag
                .strip_prefix("else")
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_whitespace()));
            if let (true, Some(last)) = (chain, blocks.last_mut()) {
                last.levels += 1;
            }
        }
    }
    Ok(levels(blocks).max(around) + inner)
}

fn levels(blocks: &[Block]) -> usize {
    blocks.iter().map(|block| block.levels).sum()
}

/// How deep sub-expressions nest in `tag`; quotation marks and brackets must close inside it.
fn expression_depth(tag: &str) -> Result<usize, String> {
    let (mut depth, mut deepest) = (0usize, 0usize);
    let mut chars = tag.chars();
    while let Some(c) = chars.next() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '[' => pass_brackets(&mut chars)?,
            '"' | '\'' => pass_string(c, &mut chars)?,
            '{' | '}' => return Err("objects are not supported in a tag".into()),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    Ok(deepest)
}

fn pass_string(quote: char, chars: &mut std::str::Chars) -> Result<(), String> {
    while let Some(c) = chars.next() {
        if c == quote {
            return Ok(());
        }
        if c == '\\' {
            chars.next();
        }
    }
    Err(format!("a quotation mark {quote} is not closed"))
}

fn pass_brackets(chars: &mut std::str::Chars) -> Result<(), String> {
    for c in chars.by_ref() {
        match c {
            ']' => return Ok(()),
            '[' | '(' | ')' | '"' | '\'' => break,
            _ => {}
        }
    }
    Err("square brackets may only hold one plain name or number".into())
}

fn partial_name(text: &str) -> Result<String, String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let name: String = text.trim_start().chars().take_while(|&c| plain(c)).collect();
    let rest = text.trim_start().get(name.len()..).unwrap_or_default();
    if name.is_empty() || !(rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_whitespace()))
    {
        return Err("a partial is included by its plain name (letters, digits, - and _)".into());
    }
    Ok(name)
}
