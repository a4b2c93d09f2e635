//! ZIP archives of XML, as books and Word documents are: their files by name, and walks over the
//! elements in them. All that is read of one archive stays within the limit of a source, nothing
//! is ever written, and no entities are expanded but those of XML itself.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;
use zip::result::ZipError;

use super::encoding;
use super::input::{BOMB, LIMIT, TOO_LARGE, is_bomb};

/// XML nested deeper is refused.
const MAX_DEPTH: usize = 128;

/// Attributes of a tag that are looked at.
const MAX_ATTRIBUTES: usize = 256;

/// An archive, and how many bytes may still come out of it.
pub(super) struct Archive<'a> {
    n_packed: usize,
    files: ZipArchive<Cursor<&'a [u8]>>,
    n_left: usize,
}

impl<'a> Archive<'a> {
    /// Opens the archive that is `bytes`.
    ///
    /// # Errors
    /// The reason, if it is none, or too large.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, String> {
        if bytes.len() > LIMIT {
            return Err(TOO_LARGE.into());
        }
        let files = ZipArchive::new(Cursor::new(bytes));
        let files = files.map_err(|_| "its ZIP archive is damaged or cut off (copy it again)")?;
        Ok(Self { n_packed: bytes.len(), files, n_left: LIMIT })
    }

    /// The text of the file with this name; `None` if there is no such file.
    ///
    /// # Errors
    /// The reason, if it cannot be unpacked, is no text, or one too many.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, String> {
        let file = match self.files.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(_) => return Err(format!("{} in it cannot be unpacked", shown(name))),
        };
        let mut bytes = Vec::new();
        let read = file.take(self.n_left as u64 + 1).read_to_end(&mut bytes);
        read.map_err(|_| format!("{} in it is damaged (copy it again)", shown(name)))?;
        self.n_left = self
            .n_left
            .checked_sub(bytes.len())
            .ok_or("it unpacks to more than 16 MiB of text (split it)")?;
        if is_bomb(self.n_packed as u64, (LIMIT - self.n_left) as u64) {
            return Err(BOMB.into());
        }
        let declared = encoding::declared(&bytes);
        let decoded = encoding::decode(bytes, declared);
        let decoded = decoded.map_err(|reason| format!("{} in it is {reason}", shown(name)))?;
        Ok(Some(decoded.text))
    }
}

/// The name of a file in an archive, in a line of its own.
fn shown(name: &str) -> String {
    let name: String = name.chars().filter(|sign| !sign.is_control()).take(80).collect();
    if name.is_empty() { "a file".into() } else { name }
}

/// What a walk comes across.
pub(super) enum Node<'a> {
    /// An element begins; one that is empty ends right after.
    Start(&'a BytesStart<'a>),
    /// The element with this name, without its prefix, ends.
    End(&'a str),
    /// Words between tags.
    Text(&'a str),
}

/// Shows every element and text of `xml` to `visit`, in order.
///
/// # Errors
/// The reason, if it is not well-formed, or nested too deep; what comes before is visited.
pub(super) fn walk(xml: &str, mut visit: impl FnMut(Node)) -> Result<(), String> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut depth = 0_usize;
    loop {
        let event = reader.read_event();
        match event.map_err(|_| format!("its XML is broken at byte {}", reader.error_position()))? {
            Event::Start(tag) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(format!("its XML is nested more than {MAX_DEPTH} deep"));
                }
                visit(Node::Start(&tag));
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                visit(Node::End(tag.local_name().into_inner()));
            }
            Event::Text(text) => visit(Node::Text(&text.xml10_content())),
            Event::CData(text) => visit(Node::Text(&text.xml10_content())),
            Event::GeneralRef(name) => {
                if let Some(character) = character(&name) {
                    visit(Node::Text(character.encode_utf8(&mut [0; 4])));
                }
            }
            Event::Eof if depth > 0 => return Err("its XML is cut off".into()),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// What `&lt;`, `&#60;` and the like stand for; entities of a document's own stand for nothing.
fn character(name: &BytesRef) -> Option<char> {
    if let Ok(Some(character)) = name.resolve_char_ref() {
        return Some(character);
    }
    Some(match &**name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "apos" => '\'',
        "quot" => '"',
        _ => return None,
    })
}

/// The attribute of `tag` with this name, whatever its prefix.
pub(super) fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    // The check for names that come twice takes quadratic time.
    let attributes = attributes.with_checks(false).take(MAX_ATTRIBUTES).flatten();
    let mut named = attributes.filter(|attribute| attribute.key.local_name().into_inner() == name);
    let attribute = named.next()?;
    let value = attribute.normalized_value(XmlVersion::Implicit1_0);
    Some(value.map_or_else(|_| attribute.value.to_string(), Cow::into_owned))
}
