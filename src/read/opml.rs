//! Lists of feeds in OPML, both ways.
//!
//! A list is no article: read as an input it costs one line. Folders within folders become one
//! category with `/` between their names.

use std::slice;

use quick_xml::Reader;
use quick_xml::escape::{escape, unescape};
use quick_xml::events::{BytesStart, Event};
use rustc_hash::FxHashMap;

use super::feed_xml::{MAX_ATTRIBUTES, MAX_DEPTH};
use super::{Input, encoding, input};
use crate::error::{Error, ErrorKind};

/// A feed in a list of feeds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Outline {
    /// What the list calls it; its address, where it has no name.
    pub title: String,
    /// The address of the feed.
    pub url: String,
    /// The address of its site.
    pub site: Option<String>,
    /// The folder it stands in, folders within folders parted by `/`.
    pub category: Option<String>,
    /// Its articles are to be read on their own pages: `daybrief:fullText="true"`, which other
    /// readers leave alone.
    pub full_text: bool,
}

/// The namespace of the attributes that are daybrief's own; a name, at which nothing is found.
const NAMESPACE: &str = "urn:daybrief:opml";
/// Whether articles are read in full, as an attribute.
const FULL_TEXT: &str = "daybrief:fullText";

/// The feeds that the OPML `text` lists, in its order.
///
/// ```
/// use daybrief::read::opml;
/// let text = "<opml><body><outline text='News'><outline text='AP' xmlUrl='https://a.example/'/>\
///             </outline></body></opml>";
/// let feeds = opml::parse(text)?;
/// assert_eq!(feeds[0].title, "AP");
/// assert_eq!(feeds[0].category.as_deref(), Some("News"));
/// # Ok::<(), daybrief::Error>(())
/// ```
///
/// # Errors
/// If it is no OPML, is broken, or is nested more than 128 deep.
pub fn parse(text: &str) -> Result<Vec<Outline>, Error> {
    outlines(text).map_err(|reason| Error::new(ErrorKind::Read, "the list of feeds", reason))
}

/// The feeds that the OPML of `input`, one file or what is piped in, lists.
///
/// # Errors
/// If it cannot be opened or decoded, is more than 16 MiB, or [`parse`] refuses it.
pub fn file(input: &Input) -> Result<Vec<Outline>, Error> {
    let (sources, mut warnings) = input::sources(slice::from_ref(input));
    let [source] = &sources[..] else {
        let (name, reason) = warnings.pop().map_or_else(
            || ("the list of feeds".into(), "it is not one file".into()),
            |warning| (warning.input, warning.message),
        );
        return Err(Error::new(ErrorKind::Read, name, reason));
    };
    let bytes = input::head(&mut input::open(source)?, &source.named)?;
    if bytes.len() > input::LIMIT {
        return Err(source.named.error(input::TOO_LARGE));
    }
    let declared = encoding::declared(&bytes);
    let decoded = encoding::decode(bytes, declared);
    let text = decoded.map_err(|reason| source.named.error(reason))?.text;
    outlines(&text).map_err(|reason| source.named.error(reason))
}

/// The OPML that lists `outlines`, each category a folder, in the order in which they first come.
///
/// [`parse`] reads the same outlines from it, those of a category next to each other.
pub fn write(outlines: &[Outline]) -> String {
    let mut folders: Vec<(Option<&str>, Vec<&Outline>)> = Vec::new();
    let mut places: FxHashMap<Option<&str>, usize> = FxHashMap::default();
    for outline in outlines {
        let category = outline.category.as_deref();
        let place = *places.entry(category).or_insert(folders.len());
        if place == folders.len() {
            folders.push((category, Vec::new()));
        }
        if let Some((_, outlines)) = folders.get_mut(place) {
            outlines.push(outline);
        }
    }
    let own = if outlines.iter().any(|outline| outline.full_text) {
        format!(" xmlns:daybrief=\"{NAMESPACE}\"")
    } else {
        String::new()
    };
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\"{own}>\n  <head/>\n  <body>\n"
    );
    for (category, outlines) in folders {
        let indent = if category.is_some() { "      " } else { "    " };
        if let Some(category) = category {
            text.extend(["    <outline text=\"", &attribute(category), "\">\n"]);
        }
        for outline in outlines {
            text.push_str(indent);
            text.push_str(&element(outline));
        }
        if category.is_some() {
            text.push_str("    </outline>\n");
        }
    }
    text.push_str("  </body>\n</opml>\n");
    text
}

/// The feeds of `text`, or why there are none.
pub(super) fn outlines(text: &str) -> Result<Vec<Outline>, String> {
    let mut reader = Reader::from_str(text.trim_start_matches('\u{FEFF}').trim_start());
    reader.config_mut().allow_dangling_amp = true;
    let mut found = Vec::new();
    // Each open element: the name of a folder, or `None` for what is no folder.
    let mut open: Vec<Option<String>> = Vec::new();
    let mut is_opml = false;
    loop {
        let event = reader.read_event().map_err(|error| {
            format!("the XML is broken at byte {} ({error})", reader.error_position())
        })?;
        match event {
            Event::Start(tag) => {
                if open.is_empty() && !is_opml {
                    is_opml = local_name(&tag) == "opml";
                }
                if open.len() >= MAX_DEPTH {
                    return Err(format!("nested more than {MAX_DEPTH} deep"));
                }
                open.push(outline(&tag, &open, &mut found)?);
            }
            Event::Empty(tag) => {
                outline(&tag, &open, &mut found)?;
            }
            Event::End(_) => {
                open.pop();
            }
            Event::Eof if !open.is_empty() => return Err("it is cut off".into()),
            Event::Eof if !is_opml => return Err("it is no OPML".into()),
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// Adds the feed of `tag` to `found`, or returns the name of the folder that it is.
fn outline(
    tag: &BytesStart,
    open: &[Option<String>],
    found: &mut Vec<Outline>,
) -> Result<Option<String>, String> {
    if local_name(tag) != "outline" {
        return Ok(None);
    }
    let [mut title, mut url, mut site, mut category, mut full_text] = [const { None }; 5];
    let mut attributes = tag.html_attributes();
    for (n, attribute) in attributes.with_checks(false).flatten().enumerate() {
        if n >= MAX_ATTRIBUTES {
            return Err(format!("a tag with more than {MAX_ATTRIBUTES} attributes"));
        }
        let value = unescape(&attribute.value).unwrap_or_else(|_| attribute.value.clone());
        let value: String =
            value.chars().filter(|sign| sign.is_whitespace() || is_allowed(*sign)).collect();
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        let field = match attribute.key.as_ref().to_ascii_lowercase().as_str() {
            "text" => &mut title,
            "title" if title.is_none() => &mut title,
            "xmlurl" => &mut url,
            "htmlurl" => &mut site,
            "category" => &mut category,
            name if name.eq_ignore_ascii_case(FULL_TEXT) => &mut full_text,
            _ => continue,
        };
        *field = Some(value).filter(|value| !value.is_empty()).or(field.take());
    }
    let Some(url) = url else { return Ok(title) };
    let folders: Vec<&str> = open.iter().flatten().map(String::as_str).collect();
    let stated = category.as_deref().and_then(|category| category.split(',').next());
    let stated = stated.map(|category| category.trim().trim_matches('/').to_owned());
    let folder = (!folders.is_empty()).then(|| folders.join("/"));
    found.push(Outline {
        title: title.unwrap_or_else(|| url.clone()),
        category: folder.or(stated).filter(|category| !category.is_empty()),
        url,
        site,
        full_text: full_text.is_some_and(|value| value.eq_ignore_ascii_case("true")),
    });
    Ok(None)
}

/// The name of a tag without prefix, in lower case.
fn local_name(tag: &BytesStart) -> String {
    tag.local_name().as_ref().to_ascii_lowercase()
}

/// The element of a feed, in a line.
fn element(outline: &Outline) -> String {
    let site = outline.site.as_deref();
    let site = site.map_or_else(String::new, |site| format!(" htmlUrl=\"{}\"", attribute(site)));
    let title = attribute(&outline.title);
    let url = attribute(&outline.url);
    let own = if outline.full_text { format!(" {FULL_TEXT}=\"true\"") } else { String::new() };
    format!(
        "<outline type=\"rss\" text=\"{title}\" title=\"{title}\" xmlUrl=\"{url}\"{site}{own}/>\n"
    )
}

/// `text` as it may stand in an attribute: escaped, without what XML cannot hold.
fn attribute(text: &str) -> String {
    let text: String = text.chars().filter(|sign| is_allowed(*sign)).collect();
    escape(text).into_owned()
}

/// Whether XML can hold `sign`, or a name of a feed needs it.
fn is_allowed(sign: char) -> bool {
    !sign.is_control() && !matches!(sign, '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed(title: &str, category: Option<&str>) -> Outline {
        Outline {
            title: title.into(),
            url: format!("https://example.com/{title}?a=1&b=2"),
            site: Some("https://example.com/".into()),
            category: category.map(str::to_owned),
            full_text: false,
        }
    }

    #[test]
    fn reads_what_it_writes() {
        let outlines = [
            feed("a <b> & \"c\" 'd'", Some("News/World & more")),
            feed("é中", Some("News/World & more")),
            feed("e", Some("<x>")),
            feed("f", None),
        ];
        let text = write(&outlines);
        assert!(text.contains("<outline text=\"News/World &amp; more\">"), "{text}");
        assert_eq!(parse(&text).unwrap(), outlines);
        assert_eq!(parse(&write(&[])).unwrap(), []);
    }

    #[test]
    fn what_xml_cannot_hold_is_left_out_when_it_is_read() {
        let list = "<opml><body><outline text='a \0 \u{ffff}b\tc' xmlUrl='https://a\u{e}.example/'/>\
                    </body></opml>";
        let outlines = parse(list).unwrap();
        assert_eq!((&*outlines[0].title, &*outlines[0].url), ("a b c", "https://a.example/"));
        assert_eq!(parse(&write(&outlines)).unwrap(), outlines);
    }

    #[test]
    fn what_is_read_in_full_stays_so() {
        let outlines = [Outline { full_text: true, ..feed("a", Some("b")) }, feed("c", None)];
        let text = write(&outlines);
        assert_eq!(text.matches("daybrief:fullText=\"true\"").count(), 1, "{text}");
        assert!(text.contains("<opml version=\"2.0\" xmlns:daybrief=\""), "{text}");
        assert_eq!(parse(&text).unwrap(), outlines);
        // Lists without such feeds are as plain as those of any reader.
        assert!(!write(&outlines[1..]).contains("daybrief"));
    }

    #[test]
    fn folders_within_folders_become_a_category() {
        let text = "<OPML><head><title>t</title></head><body><outline title='A'><outline text='B'>\
                    <outline text='x' xmlurl='u'/></outline><outline xmlUrl='v'></outline>\
                    </outline><outline text='y' xmlUrl='w' category='/C/D,/E'/></body></OPML>";
        let read = parse(text).unwrap();
        let read: Vec<_> = read.iter().map(|o| (&*o.title, o.category.as_deref())).collect();
        assert_eq!(read, [("x", Some("A/B")), ("v", Some("A")), ("y", Some("C/D"))]);
    }

    #[test]
    fn what_is_broken_is_said_in_a_line() {
        let said = |text: &str| parse(text).unwrap_err().to_string();
        assert_eq!(said("<rss/>"), "cannot read the list of feeds: it is no OPML");
        assert_eq!(said("<opml><body>"), "cannot read the list of feeds: it is cut off");
        assert!(said("<opml></body>").contains("the XML is broken at byte"));
        let deep = "<outline>".repeat(MAX_DEPTH + 1);
        assert!(said(&deep).ends_with("nested more than 128 deep"));
    }
}
