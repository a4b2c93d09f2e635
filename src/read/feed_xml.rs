//! Feeds of any age to one form: the elements that make up articles, under the names of RSS 2.0
//! or Atom 1.0, well-formed and in UTF-8.
//!
//! Feeds name their roots, namespaces and fields in many ways, and few are well-formed; a reader
//! of feeds takes an odd name for no article at all, and one bad tag for the end of everything.
//! So the fields that are needed are written anew here, each as escaped text, and everything else
//! (media, authors, categories) is left away. Where the XML breaks off, the items before that
//! remain.

use quick_xml::Reader;
use quick_xml::escape::{escape, resolve_predefined_entity, unescape};
use quick_xml::events::{BytesRef, BytesStart, Event};
use rustc_hash::FxHashSet;
use url::Url;

/// Elements nested deeper end the reading.
pub(super) const MAX_DEPTH: usize = 128;

/// A tag with more attributes ends the reading.
pub(super) const MAX_ATTRIBUTES: usize = 256;

/// More items are left out.
pub(super) const MAX_ITEMS: usize = 10_000;

/// Namespaces declared at one place; more are not looked at.
const MAX_NAMESPACES: usize = 64;

/// Parts of the namespaces that a feed's fields may stand in, in lower case.
const NAMESPACES: &[&str] = &[
    "purl.org/atom",
    "purl.org/dc/",
    "purl.org/rss",
    "purl.org/net/rss",
    "rss/1.0/modules/content",
    "w3.org/1999/xhtml",
    "w3.org/2005/atom",
    "netscape.com/rdf/simple",
];

/// Prefixes that are understood even where they are not declared.
const PREFIXES: &[&str] = &["atom", "content", "dc", "dcterms", "rdf", "rss", "xhtml"];

/// A feed in one form.
pub(super) struct Normal {
    /// RSS 2.0 or Atom 1.0.
    pub(super) xml: String,
    /// Why the rest of it is missing, where it is.
    pub(super) broken: Option<String>,
}

/// Brings the feed `text` into one form. O(bytes) time.
///
/// # Errors
/// The reason, if it holds no feed.
pub(super) fn normal(text: &str) -> Result<Normal, String> {
    let mut writer = Writer::default();
    let broken = write(text, &mut writer).err();
    writer
        .finish()
        .map(|xml| Normal { xml, broken: broken.clone() })
        .ok_or_else(|| broken.unwrap_or_else(|| "no feed in it (neither RSS nor Atom)".into()))
}

/// Passes the elements and texts of `text` on to `writer`.
fn write(text: &str, writer: &mut Writer) -> Result<(), String> {
    let start = text.find('<').unwrap_or(text.len());
    let text = text.get(start..).unwrap_or_default();
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    loop {
        let event = reader.read_event().map_err(|error| {
            let error = error.to_string();
            let at = start as u64 + reader.error_position();
            format!("the XML is broken at byte {at} ({error}); what comes after it is left out")
        })?;
        match event {
            Event::Start(tag) => writer.start(&tag)?,
            Event::Empty(tag) => {
                writer.start(&tag)?;
                writer.end(tag.name().as_ref());
            }
            Event::End(tag) => writer.end(tag.name().as_ref()),
            Event::Text(text) => writer.text(&text),
            Event::CData(text) => writer.text(&text),
            Event::GeneralRef(entity) => writer.text(&resolved(&entity)),
            Event::Eof => return writer.check_end(),
            _ => {}
        }
    }
}

/// What an entity stands for; one that XML does not know is left for HTML to read.
fn resolved(entity: &BytesRef) -> String {
    if let Ok(Some(character)) = entity.resolve_char_ref() {
        return character.into();
    }
    let name: &str = entity;
    resolve_predefined_entity(name).map_or_else(|| format!("&{name};"), str::to_owned)
}

/// What an element of a feed says of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Role {
    Title,
    Link,
    Id,
    Summary,
    Content,
    Published,
    Updated,
    Language,
}

/// The role of an element by its name, without prefix and in lower case.
fn role(name: &str) -> Option<Role> {
    Some(match name {
        "title" => Role::Title,
        "link" => Role::Link,
        "id" | "guid" => Role::Id,
        "summary" | "description" | "abstract" => Role::Summary,
        "content" | "encoded" | "body" | "fullitem" => Role::Content,
        "published" | "pubdate" | "issued" | "date" | "created" => Role::Published,
        "updated" | "modified" | "lastbuilddate" => Role::Updated,
        "language" => Role::Language,
        _ => return None,
    })
}

/// The form that is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Atom,
    Rss,
}

impl Form {
    fn item(self) -> &'static str {
        match self {
            Self::Atom => "entry",
            Self::Rss => "item",
        }
    }

    /// The element for `role`; `None` where the form has none.
    fn element(self, role: Role) -> Option<&'static str> {
        Some(match (role, self) {
            (Role::Title, _) => "title",
            (Role::Link, _) => "link",
            (Role::Id, Self::Atom) => "id",
            (Role::Id, Self::Rss) => "guid",
            (Role::Summary, Self::Atom) => "summary",
            (Role::Summary, Self::Rss) => "description",
            (Role::Content, Self::Atom) => "content",
            (Role::Content, Self::Rss) => "content:encoded",
            (Role::Published, Self::Atom) => "published",
            (Role::Published, Self::Rss) => "pubDate",
            (Role::Updated, _) => "updated",
            (Role::Language, Self::Atom) => return None,
            (Role::Language, Self::Rss) => "language",
        })
    }
}

/// What an open element is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Root,
    Item,
    Field,
    /// Its children count as those of the element around it.
    Through,
    /// Left away with all that is in it.
    Skipped,
}

/// An element that is open, by its name as written, and how many namespaces were declared before.
struct Open {
    name: String,
    part: Part,
    n_spaces: usize,
}

/// A field whose end is not yet reached.
struct Field {
    role: Role,
    base: Option<String>,
    language: Option<String>,
    /// Its text, and the same with the tags in it and signs escaped.
    text: String,
    markup: String,
    has_tags: bool,
}

/// The feed as far as it is written.
#[derive(Default)]
struct Writer {
    xml: String,
    form: Option<Form>,
    open: Vec<Open>,
    /// Each prefix (the default is empty), and whether fields may stand in its namespace.
    spaces: Vec<(String, bool)>,
    field: Option<Field>,
    /// Where the open item begins in `xml`.
    item: Option<usize>,
    n_items: usize,
    /// The roles that the feed, or the open item, has already.
    seen: [FxHashSet<Role>; 2],
}

impl Writer {
    fn start(&mut self, tag: &BytesStart) -> Result<(), String> {
        if self.open.len() >= MAX_DEPTH {
            return Err(format!(
                "nested more than {MAX_DEPTH} deep; what comes after it is left out"
            ));
        }
        let attributes = attributes(tag)?;
        let n_spaces = self.spaces.len();
        let around = self.open.last().map(|open| open.part);
        self.declare(&attributes);
        let name = tag.name().as_ref().to_owned();
        let part = match around {
            None if self.form.is_some() => Part::Skipped,
            None => self.root(&name, &attributes)?,
            Some(Part::Skipped) => Part::Skipped,
            Some(_) if self.field.is_some() => {
                self.inner_tag(local(&name), "<");
                Part::Through
            }
            Some(_) => self.child(&name, &attributes)?,
        };
        self.open.push(Open { name, part, n_spaces });
        Ok(())
    }

    /// Ends the innermost element of this name and all in it; an end without a start is nothing.
    fn end(&mut self, name: &str) {
        let Some(at) = self.open.iter().rposition(|open| open.name == name) else { return };
        while self.open.len() > at {
            self.close();
        }
    }

    fn text(&mut self, text: &str) {
        if self.open.last().is_some_and(|open| open.part == Part::Skipped) {
            return;
        }
        if let Some(field) = &mut self.field {
            field.text.push_str(text);
            field.markup.push_str(&escape(text));
        }
    }

    /// An error if the text ended before its elements did.
    fn check_end(&self) -> Result<(), String> {
        match self.open.last() {
            Some(open) => Err(format!("cut off within <{}>", local(&open.name))),
            None => Ok(()),
        }
    }

    /// The whole, without an item that was not ended; `None` if there is no feed.
    fn finish(mut self) -> Option<String> {
        let form = self.form?;
        if let Some(start) = self.item {
            self.xml.truncate(start);
        }
        self.xml.push_str(match form {
            Form::Atom => "</feed>",
            Form::Rss => "</channel></rss>",
        });
        Some(self.xml)
    }

    /// Notes the namespaces that an element declares; the root's default one is the feed's own.
    fn declare(&mut self, attributes: &[(String, String)]) {
        let is_root = self.form.is_none();
        for (name, value) in attributes {
            let prefix = match name.strip_prefix("xmlns") {
                Some("") => "",
                Some(rest) => match rest.strip_prefix(':') {
                    Some(prefix) => prefix,
                    None => continue,
                },
                None => continue,
            };
            if self.spaces.len() < MAX_NAMESPACES {
                let value = value.to_ascii_lowercase();
                let is_own = is_root && prefix.is_empty()
                    || NAMESPACES.iter().any(|namespace| value.contains(namespace));
                self.spaces.push((prefix.to_owned(), is_own));
            }
        }
    }

    /// Whether an element of this name may be a field.
    fn is_own(&self, name: &str) -> bool {
        let prefix = name.rsplit_once(':').map_or("", |(prefix, _)| prefix);
        let declared = self.spaces.iter().rev().find(|(declared, _)| declared == prefix);
        declared.map_or(prefix.is_empty() || PREFIXES.contains(&prefix), |(_, is_own)| *is_own)
    }

    fn root(&mut self, name: &str, attributes: &[(String, String)]) -> Result<Part, String> {
        let local = local(name).to_ascii_lowercase();
        let form = match local.as_str() {
            "feed" | "entry" => Form::Atom,
            "rss" | "rdf" | "channel" => Form::Rss,
            _ => return Err(format!("no feed in it (<{local}> is neither RSS nor Atom)")),
        };
        self.form = Some(form);
        // The feed's own namespace, whatever its prefix and address.
        let prefix = name.rsplit_once(':').map_or("", |(prefix, _)| prefix);
        if local != "rdf" && !self.is_own(name) {
            self.spaces.push((prefix.to_owned(), true));
        }
        self.xml.push_str(match form {
            Form::Atom => "<feed xmlns=\"http://www.w3.org/2005/Atom\"",
            Form::Rss => {
                "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\""
            }
        });
        let language = value(attributes, "xml:lang").map(str::to_owned);
        self.push_attribute("xml:base", base(attributes).as_deref());
        self.push_attribute("xml:lang", language.as_deref());
        self.xml.push_str(if form == Form::Rss { "><channel>" } else { ">" });
        if local == "entry" { self.begin_item(attributes) } else { Ok(Part::Root) }
    }

    /// What becomes of an element within the feed or an item.
    fn child(&mut self, name: &str, attributes: &[(String, String)]) -> Result<Part, String> {
        let local = local(name).to_ascii_lowercase();
        if !self.is_own(name) {
            return Ok(Part::Skipped);
        }
        match local.as_str() {
            "channel" => return Ok(Part::Through),
            "item" | "entry" if self.item.is_none() => return self.begin_item(attributes),
            _ => {}
        }
        let Some(role) = role(&local) else { return Ok(Part::Skipped) };
        if role == Role::Link && value(attributes, "href").is_some() {
            self.link(attributes);
            return Ok(Part::Through);
        }
        let [feed, item] = &mut self.seen;
        let seen = if self.item.is_some() { item } else { feed };
        if is_no_text(attributes) || !seen.insert(role) {
            return Ok(Part::Skipped);
        }
        self.field = Some(Field {
            role,
            base: base(attributes),
            language: value(attributes, "xml:lang").map(str::to_owned),
            text: String::new(),
            markup: String::new(),
            has_tags: false,
        });
        Ok(Part::Field)
    }

    fn begin_item(&mut self, attributes: &[(String, String)]) -> Result<Part, String> {
        let Some(form) = self.form else { return Ok(Part::Skipped) };
        if self.n_items >= MAX_ITEMS {
            return Err(format!("more than {MAX_ITEMS} entries; the others are left out"));
        }
        self.item = Some(self.xml.len());
        self.n_items += 1;
        let [_, item] = &mut self.seen;
        item.clear();
        self.xml.push('<');
        self.xml.push_str(form.item());
        self.push_attribute("xml:base", base(attributes).as_deref());
        self.xml.push('>');
        if value(attributes, "href").is_some() {
            self.link(attributes);
        }
        Ok(Part::Item)
    }

    /// Writes a link that stands in an attribute, if it leads to the article.
    fn link(&mut self, attributes: &[(String, String)]) {
        let rel = value(attributes, "rel").unwrap_or("alternate");
        if !rel.eq_ignore_ascii_case("alternate") {
            return;
        }
        let href = value(attributes, "href").unwrap_or_default();
        self.xml.push_str("<link");
        self.push_attribute("xml:base", base(attributes).as_deref());
        if self.form == Some(Form::Atom) {
            self.push_attribute("href", Some(href));
            self.xml.push_str("/>");
        } else {
            self.xml.push('>');
            self.xml.push_str(&escape(href));
            self.xml.push_str("</link>");
        }
    }

    /// Adds a tag within a field to its mark-up.
    fn inner_tag(&mut self, name: &str, opening: &str) {
        if let Some(field) = &mut self.field {
            field.has_tags = true;
            field.markup.extend([opening, name, ">"]);
        }
    }

    /// Ends the innermost element.
    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        self.spaces.truncate(open.n_spaces);
        match open.part {
            Part::Field => self.end_field(),
            Part::Item => {
                if let Some(form) = self.form {
                    self.xml.extend(["</", form.item(), ">"]);
                }
                self.item = None;
            }
            Part::Through if self.field.is_some() => self.inner_tag(local(&open.name), "</"),
            Part::Root | Part::Through | Part::Skipped => {}
        }
    }

    fn end_field(&mut self) {
        let Some(field) = self.field.take() else { return };
        let Some(element) = self.form.and_then(|form| form.element(field.role)) else { return };
        self.xml.push('<');
        self.xml.push_str(element);
        if self.form == Some(Form::Atom) {
            let is_text = matches!(field.role, Role::Title | Role::Summary | Role::Content);
            self.push_attribute("type", is_text.then_some("html"));
            self.push_attribute("xml:lang", field.language.as_deref());
        }
        self.push_attribute("xml:base", field.base.as_deref());
        self.xml.push('>');
        let text = if field.has_tags { field.markup } else { field.text };
        self.xml.push_str(&escape(text.trim()));
        self.xml.extend(["</", element, ">"]);
    }

    fn push_attribute(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.xml.extend([" ", name, "=\"", &escape(value), "\""]);
        }
    }
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The attributes of a tag, as far as they can be read.
fn attributes(tag: &BytesStart) -> Result<Vec<(String, String)>, String> {
    let mut found = Vec::new();
    for attribute in tag.html_attributes().with_checks(false).flatten() {
        if found.len() >= MAX_ATTRIBUTES {
            return Err(format!(
                "a tag with more than {MAX_ATTRIBUTES} attributes; what comes after it is left out"
            ));
        }
        let value = unescape(&attribute.value).unwrap_or_else(|_| attribute.value.clone());
        found.push((attribute.key.as_ref().to_ascii_lowercase(), value.into_owned()));
    }
    Ok(found)
}

/// The value of an attribute, by its name in lower case.
fn value<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let found = attributes.iter().find(|(found, _)| found == name);
    found.map(|(_, value)| value.as_str()).filter(|value| !value.trim().is_empty())
}

/// The address that an element's links start from, if it is one.
fn base(attributes: &[(String, String)]) -> Option<String> {
    let base = value(attributes, "xml:base")?;
    let is_usable =
        matches!(Url::parse(base), Ok(_) | Err(url::ParseError::RelativeUrlWithoutBase));
    is_usable.then(|| base.to_owned())
}

/// Whether a field holds something other than text: an image, a program, a pointer to elsewhere.
fn is_no_text(attributes: &[(String, String)]) -> bool {
    let kind = value(attributes, "type").unwrap_or_default().to_ascii_lowercase();
    let is_application = kind.starts_with("application/") && !kind.ends_with("xml");
    let is_media = ["image/", "audio/", "video/"].iter().any(|media| kind.starts_with(media));
    let is_encoded = value(attributes, "mode").is_some_and(|mode| mode == "base64");
    is_application || is_media || is_encoded || value(attributes, "src").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn xml(text: &str) -> String {
        normal(text).map(|normal| normal.xml).unwrap()
    }

    #[test]
    fn old_atom_becomes_new() {
        let old = "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><tagline>t</tagline>\
                   <entry><issued>2026-02-04</issued><modified>2026-02-05</modified>\
                   <content type='text/html' mode='escaped'>&lt;p>a</content>\
                   <link rel='alternate' href='/a'/><link rel='self' href='/b'/></entry></feed>";
        assert_eq!(
            xml(old),
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><published>2026-02-04</published>\
             <updated>2026-02-05</updated><content type=\"html\">&lt;p&gt;a</content>\
             <link href=\"/a\"/></entry></feed>"
        );
    }

    #[test]
    fn every_rss_becomes_the_newest() {
        let rss = |inside: &str| {
            format!(
                "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">\
                 <channel>{inside}</channel></rss>"
            )
        };
        let item = rss("<item><title>a</title></item>");
        for root in ["<rss>", "<rss version='0.94'>", "<channel>", "<x:rss xmlns:x='y'>", "<RSS>"] {
            let end = root.split([' ', '>', '<']).nth(1).unwrap();
            let whole = format!("{root}<item><title>a</title></item></{end}>");
            assert_eq!(xml(&whole), item, "{root}");
        }
        let rdf = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' \
                   xmlns='http://my.netscape.com/rdf/simple/0.9/'><channel><title>f</title>\
                   </channel><item><title>a</title></item></rdf:RDF>";
        assert_eq!(xml(rdf), rss("<title>f</title><item><title>a</title></item>"));
    }

    #[test]
    fn fields_of_other_vocabularies_are_left_away() {
        let text = "<rss xmlns:media='http://search.yahoo.com/mrss/'><channel><image><title>i\
                    </title></image><item><media:title>m</media:title><title>a</title>\
                    <title>b</title></item></channel></rss>";
        assert!(xml(text).ends_with("<channel><item><title>a</title></item></channel></rss>"));
    }

    #[test]
    fn tags_in_a_field_are_kept_as_mark_up() {
        let text = "<rss><item><description><p>a &lt; b<br>c</p></description></item></rss>";
        let expected = "&lt;p&gt;a &amp;lt; b&lt;br&gt;c&lt;/br&gt;&lt;/p&gt;";
        assert!(xml(text).contains(expected), "{}", xml(text));
    }

    #[test]
    fn what_breaks_off_keeps_the_items_before() {
        let items = "<rss><item><title>a</title></item><item><title>b";
        let normal = normal(items).unwrap();
        assert!(normal.xml.ends_with("<item><title>a</title></item></channel></rss>"));
        assert_eq!(normal.broken.as_deref(), Some("cut off within <title>"));
    }

    #[test]
    fn too_much_ends_the_reading() {
        let reason = |text: &str| normal(text).unwrap().broken.unwrap_or_default();
        let deep = format!("<rss><item><description>{}", "<b>".repeat(MAX_DEPTH));
        assert_eq!(reason(&deep), "nested more than 128 deep; what comes after it is left out");
        let wide = format!("<rss><item {}>", "a='b' ".repeat(MAX_ATTRIBUTES + 1));
        assert!(reason(&wide).starts_with("a tag with more than 256 attributes"));
        let long = format!("<rss>{}</rss>", "<item></item>".repeat(MAX_ITEMS + 1));
        assert_eq!(reason(&long), "more than 10000 entries; the others are left out");
    }

    #[test]
    fn what_is_no_feed_is_refused() {
        let refused = |text: &str| normal(text).err().unwrap();
        assert_eq!(refused("<svg/>"), "no feed in it (<svg> is neither RSS nor Atom)");
        assert_eq!(refused(""), "no feed in it (neither RSS nor Atom)");
    }
}
