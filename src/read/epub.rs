//! Books: the chapters in the order in which they are read, as one text.
//!
//! What the book says of itself (title, author or publisher, date, language) stands in its package
//! document, whose place the container names.

use std::collections::{BTreeMap, BTreeSet};

use super::archive::{Archive, Node, attribute, walk};
use super::draft::{Draft, Named, Notes};
use super::flow::Flow;
use super::markup::{self, Syntax};
use super::metadata;
use crate::error::Error;
use crate::model::ParagraphKind;

/// The one article that a book is.
///
/// # Errors
/// If it is damaged, too large, or no book.
pub(super) fn documents(
    bytes: &[u8],
    named: &Named,
    notes: &mut Notes,
) -> Result<Vec<Draft>, Error> {
    let draft = draft(bytes, named, notes).map_err(|reason| named.error(reason))?;
    Ok(vec![draft])
}

fn draft(bytes: &[u8], named: &Named, notes: &mut Notes) -> Result<Draft, String> {
    let mut archive = Archive::open(bytes)?;
    let container = archive.text("META-INF/container.xml")?;
    let container = container.ok_or("no META-INF/container.xml in it")?;
    let place = package_place(&container)?.ok_or("its container names no package document")?;
    let package = archive.text(&place)?.ok_or("its package document is missing")?;
    let Package { mut fields, chapters } = package_of(&package)?;
    let title = fields.remove("title");
    let folder = place.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut flow = Flow::default();
    let mut n_missing = 0_usize;
    for chapter in chapters {
        match archive.text(&joined(folder, &chapter))? {
            Some(page) => add(&page, title.as_deref(), &mut flow),
            None => n_missing += 1,
        }
    }
    if n_missing > 0 {
        notes.push(&named.input, format!("chapters that are missing in it: {n_missing}"));
    }
    let outlet = fields.remove("publisher").or_else(|| fields.remove("creator"));
    Ok(Draft {
        title,
        outlet,
        url: fields.remove("source").or_else(|| fields.remove("identifier")),
        published: fields.remove("date").and_then(|date| metadata::date(&date)),
        language: fields.remove("language").and_then(|language| language.parse().ok()),
        text: flow.text,
        paragraphs: flow.paragraphs,
        ..Draft::default()
    })
}

/// Adds a chapter, below its title if it has no heading of its own.
fn add(page: &str, book: Option<&str>, flow: &mut Flow) {
    let mut chapter = Flow::default();
    let title = markup::blocks(page, Syntax::Xhtml, &mut chapter);
    let has_heading =
        chapter.paragraphs.iter().any(|paragraph| paragraph.kind == ParagraphKind::Heading);
    if let Some(title) = title
        && !has_heading
        && !chapter.paragraphs.is_empty()
        && book != Some(title.trim())
    {
        flow.push(ParagraphKind::Heading, &title);
    }
    for paragraph in chapter.paragraphs {
        flow.push(paragraph.kind, paragraph.span.of(&chapter.text));
    }
}

/// The place of the package document.
fn package_place(container: &str) -> Result<Option<String>, String> {
    let mut place = None;
    walk(container, |node| {
        if let Node::Start(tag) = node
            && tag.local_name().into_inner() == "rootfile"
            && place.is_none()
        {
            place = attribute(tag, "full-path");
        }
    })?;
    Ok(place)
}

/// What a package document says.
#[derive(Debug, Default)]
struct Package {
    /// The first of each kind that says something.
    fields: BTreeMap<String, String>,
    /// Places of the pages in reading order, each once.
    chapters: Vec<String>,
}

fn package_of(xml: &str) -> Result<Package, String> {
    let mut package = Package::default();
    let mut pages: BTreeMap<String, String> = BTreeMap::new();
    let mut order = Vec::new();
    let mut field: Option<(String, String)> = None;
    walk(xml, |node| match node {
        Node::Start(tag) => match tag.local_name().into_inner() {
            "item" => {
                let stated = |name| attribute(tag, name).unwrap_or_default();
                let is_contents = stated("properties").split(' ').any(|word| word == "nav");
                if stated("media-type").contains("html") && !is_contents {
                    pages.insert(stated("id"), stated("href"));
                }
            }
            "itemref" if attribute(tag, "linear").as_deref() != Some("no") => {
                order.extend(attribute(tag, "idref"));
            }
            // The day of a change is not that of publishing.
            "date" if attribute(tag, "event").is_some_and(|event| event != "publication") => {}
            name @ ("title" | "creator" | "publisher" | "date" | "language" | "source"
            | "identifier") => field = Some((name.to_owned(), String::new())),
            _ => {}
        },
        Node::Text(text) => {
            if let Some((_, value)) = &mut field {
                value.push_str(text);
            }
        }
        Node::End(name) if field.as_ref().is_some_and(|(field, _)| field == name) => {
            if let Some((name, value)) = field.take() {
                let is_address = matches!(name.as_str(), "source" | "identifier");
                if let Some(value) = metadata::one_line(&value)
                    && (!is_address || metadata::url(&value).is_some())
                {
                    package.fields.entry(name).or_insert(value);
                }
            }
        }
        Node::End(_) => {}
    })?;
    let mut seen = BTreeSet::new();
    let places = order.iter().filter_map(|id| pages.get(id));
    package.chapters = places.filter(|place| seen.insert(*place)).cloned().collect();
    Ok(package)
}

/// The name in the archive of what `folder` calls `place`.
fn joined(folder: &str, place: &str) -> String {
    let place = place.split(['#', '?']).next().unwrap_or_default();
    let place = unescaped(place);
    let mut names: Vec<&str> = Vec::new();
    for name in folder.split('/').chain(place.split('/')) {
        match name {
            "" | "." => {}
            ".." => _ = names.pop(),
            _ => names.push(name),
        }
    }
    names.join("/")
}

/// `place` with the characters that `%20` and the like stand for.
fn unescaped(place: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = place.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| *first == b'%');
        let code = code.and_then(|code| std::str::from_utf8(code).ok());
        if let Some(byte) = code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            bytes.push(byte);
            rest = after.get(2..).unwrap_or_default();
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_from_the_folder_of_the_package() {
        let cases = [
            ("OEBPS", "a.xhtml#b", "OEBPS/a.xhtml"),
            ("OEBPS/text", "../a%20b%C3%A9.xhtml", "OEBPS/a bé.xhtml"),
            ("", "./a%zz.xhtml", "a%zz.xhtml"),
            ("a", "../../../b", "b"),
        ];
        for (folder, place, name) in cases {
            assert_eq!(joined(folder, place), name);
        }
    }
}
