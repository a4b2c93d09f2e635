//! JSON to articles: one object, a list of them, an object that holds a list, or one a line.
//!
//! Field names are guessed from what feeds, news interfaces and data sets use; the first name of a
//! role that holds something counts. Everything else in the JSON is skipped without being kept.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{BufRead, Read};

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::draft::{Draft, Named, Notes, Place};
use super::input::{LIMIT, TOO_LARGE, reason};
use super::paragraphs::paragraphs;
use super::{encoding, metadata};
use crate::error::Error;
use crate::model::Date;

const TEXT: &[&str] = &["text", "body", "content", "article", "content_text", "description"];
const TITLE: &[&str] = &["title", "headline"];
const DATE: &[&str] = &[
    "date",
    "published",
    "published_at",
    "publishedAt",
    "date_published",
    "pubDate",
    "created_at",
    "timestamp",
];
const URL: &[&str] = &["url", "link", "canonical_url"];
const OUTLET: &[&str] = &["source", "outlet", "publisher", "site"];
const LANGUAGE: &[&str] = &["lang", "language"];

/// Names under which an object holds a list of articles.
const LISTS: &[&str] = &["articles", "items", "documents", "docs"];

/// The articles of `text`, which is one JSON value.
///
/// # Errors
/// If it is no JSON, or neither an object nor a list.
pub(super) fn documents(text: &str, named: &Named, notes: &mut Notes) -> Result<Vec<Draft>, Error> {
    let value = serde_json::from_str(text)
        .map_err(|error| named.error(format!("not valid JSON ({error})")).caused_by(error))?;
    let list = match value {
        Value::Object(object) if object.list.is_empty() => {
            return Ok(draft(object, Place::Whole, named, notes).into_iter().collect());
        }
        Value::Object(object) => object.list,
        Value::List(list) => list,
        Value::Other => {
            return Err(named.error("no article in it (a JSON object or a list of them)"));
        }
    };
    let drafts = (1..).zip(list).filter_map(|(n, element)| {
        let place = Place::Nth(n);
        let Some(object) = element else {
            notes.push(named.input_at(place), "not a JSON object, left out");
            return None;
        };
        draft(object, place, named, notes)
    });
    Ok(drafts.collect())
}

/// The articles of a source that holds one JSON object a line; `reader` is not kept in memory.
///
/// # Errors
/// If it cannot be read any further, or holds no line at all.
pub(super) fn lines(
    mut reader: impl BufRead,
    named: &Named,
    notes: &mut Notes,
) -> Result<Vec<Draft>, Error> {
    let mut drafts = Vec::new();
    let mut line = Vec::new();
    let mut is_empty = true;
    for n in 1.. {
        line.clear();
        let failed = |error| named.error(reason(&error));
        let limit = LIMIT as u64 + 1;
        if reader.by_ref().take(limit).read_until(b'\n', &mut line).map_err(failed)? == 0 {
            break;
        }
        let place = Place::Line(n);
        if line.len() > LIMIT && !line.ends_with(b"\n") {
            reader.skip_until(b'\n').map_err(failed)?;
            notes.push(named.input_at(place), TOO_LARGE);
            is_empty = false;
        } else if !line.trim_ascii().is_empty() {
            is_empty = false;
            match object(&line) {
                Ok(object) => drafts.extend(draft(object, place, named, notes)),
                Err(reason) => notes.push(named.input_at(place), reason),
            }
        }
    }
    if is_empty { Err(named.error("no text in it")) } else { Ok(drafts) }
}

/// The object of a line, or why there is none.
fn object(line: &[u8]) -> Result<Object, String> {
    let decoded = encoding::decode(line.to_vec(), None)?;
    match serde_json::from_str(decoded.text.trim()) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err("not a JSON object, left out".into()),
        Err(error) => {
            // The line of the file is known, that of the text is always 1.
            let text = error.to_string().replace(" at line 1 column ", " at column ");
            Err(format!("not valid JSON ({text})"))
        }
    }
}

/// The article that `object` describes; `None` and a note if it has no text.
fn draft(mut object: Object, place: Place, named: &Named, notes: &mut Notes) -> Option<Draft> {
    let input = named.input_at(place);
    let Some(text) = object.text(TEXT) else {
        let known = TEXT.join(", ");
        notes.push(input, format!("no text in it (a field named {known})"));
        return None;
    };
    let published = match object.take(DATE) {
        None => None,
        Some(field) => field.date().or_else(|| {
            notes.push(input, format!("{field} is no date, so it has none"));
            None
        }),
    };
    Some(Draft {
        place,
        title: object.text(TITLE),
        url: object.text(URL),
        outlet: object.text(OUTLET),
        published,
        language: object.text(LANGUAGE).and_then(|language| language.parse().ok()),
        paragraphs: paragraphs(&text, 0),
        text,
    })
}

/// As much of a JSON value as can be an article or several.
enum Value {
    Object(Object),
    /// `None` for what is no object.
    List(Vec<Option<Object>>),
    Other,
}

/// The fields of an object that have a known name, and the list of articles in it.
#[derive(Default)]
struct Object {
    fields: BTreeMap<String, Field>,
    list: Vec<Option<Object>>,
}

impl Object {
    /// Takes the first field of `names` that holds something.
    fn take(&mut self, names: &[&str]) -> Option<Field> {
        let held = |name: &&&str| self.fields.get(**name).is_some_and(Field::holds_something);
        let name = names.iter().find(held)?;
        self.fields.remove(*name)
    }

    /// Takes the first field of `names` that holds text.
    fn text(&mut self, names: &[&str]) -> Option<String> {
        let is_text = |name: &&&str| {
            let field = self.fields.get(**name);
            field.is_some_and(|field| matches!(field, Field::Text(_)) && field.holds_something())
        };
        let name = names.iter().find(is_text)?;
        match self.fields.remove(*name)? {
            Field::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// The value of a field.
enum Field {
    /// A string; a list of strings, parted by blank lines; or the name that an object holds.
    Text(String),
    Number(f64),
    Other,
}

impl Field {
    fn holds_something(&self) -> bool {
        match self {
            Self::Text(text) => !text.trim().is_empty(),
            Self::Number(_) => true,
            Self::Other => false,
        }
    }

    fn date(&self) -> Option<Date> {
        match self {
            Self::Text(text) => metadata::date(text),
            Self::Number(number) => metadata::unix(*number),
            Self::Other => None,
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => {
                let short: String = text.chars().take(40).collect();
                f.write_str(&metadata::one_line(&short).unwrap_or_default())
            }
            Self::Number(number) => write!(f, "{number}"),
            Self::Other => f.write_str("null"),
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an article or a list of articles")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut object = Object::default();
        let roles = [TEXT, TITLE, DATE, URL, OUTLET, LANGUAGE];
        while let Some(name) = map.next_key::<String>()? {
            if LISTS.contains(&name.as_str()) {
                if let Value::List(list) = map.next_value()? {
                    object.list = list;
                }
            } else if roles.iter().any(|names| names.contains(&name.as_str())) {
                object.fields.insert(name, map.next_value()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(Value::Object(object))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut objects = Vec::new();
        while let Some(element) = list.next_element()? {
            objects.push(match element {
                Value::Object(object) => Some(object),
                _ => None,
            });
        }
        Ok(Value::List(objects))
    }

    fn visit_str<E>(self, _: &str) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Other)
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FieldVisitor)
    }
}

struct FieldVisitor;

impl<'de> Visitor<'de> for FieldVisitor {
    type Value = Field;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field of an article")
    }

    fn visit_str<E>(self, text: &str) -> Result<Field, E> {
        Ok(Field::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Field, E> {
        Ok(Field::Text(text))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Field, E> {
        Ok(Field::Number(number))
    }

    #[expect(clippy::cast_precision_loss, reason = "no date is that far away")]
    fn visit_i64<E>(self, number: i64) -> Result<Field, E> {
        Ok(Field::Number(number as f64))
    }

    #[expect(clippy::cast_precision_loss, reason = "no date is that far away")]
    fn visit_u64<E>(self, number: u64) -> Result<Field, E> {
        Ok(Field::Number(number as f64))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Field, E> {
        Ok(Field::Other)
    }

    fn visit_unit<E>(self) -> Result<Field, E> {
        Ok(Field::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Field, A::Error> {
        let mut texts = Vec::new();
        while let Some(element) = list.next_element()? {
            if let Field::Text(text) = element {
                texts.push(text);
            }
        }
        Ok(Field::Text(texts.join("\n\n")))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Field, A::Error> {
        let mut name = Field::Other;
        while let Some(key) = map.next_key::<String>()? {
            if matches!(key.as_str(), "name" | "title") {
                name = map.next_value()?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(name)
    }
}
