//! The fields of an article in JSON, YAML or TOML: which names mean what.
//!
//! Names are guessed from what feeds, news interfaces and data sets use; the first name of a role
//! that holds something counts. Everything else is skipped without being kept.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::draft::{Draft, Named, Notes};
use super::metadata;
use crate::model::Date;

/// Names of the text itself.
pub(super) const TEXT: &[&str] =
    &["text", "body", "content", "article", "content_text", "description"];
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
const URL: &[&str] = &["url", "link", "canonical_url", "canonical"];
const OUTLET: &[&str] = &["source", "outlet", "publisher", "site"];
const LANGUAGE: &[&str] = &["lang", "language"];

/// Names under which an object holds a list of articles.
const LISTS: &[&str] = &["articles", "items", "documents", "docs"];

/// The key under which the toml crate hands over a date.
const TOML_DATE: &str = "$__toml_private_datetime";

/// As much of a value as can be an article or several.
pub(super) enum Value {
    /// An article, or what holds a list of them.
    Object(Object),
    /// `None` for what is no object.
    List(Vec<Option<Object>>),
    /// No article.
    Other,
}

/// The fields of an object that have a known name, and the list of articles in it.
#[derive(Default)]
pub(super) struct Object {
    fields: BTreeMap<String, Field>,
    /// `None` for what is no object.
    pub(super) list: Vec<Option<Object>>,
}

impl Object {
    /// `draft` with what the fields other than the text say of it.
    pub(super) fn describe(mut self, draft: Draft, named: &Named, notes: &mut Notes) -> Draft {
        let published = self.take(DATE).and_then(|field| {
            let date = field.date();
            if date.is_none() {
                let input = named.input_at(draft.place);
                notes.push(input, format!("{field} is no date, so it has none"));
            }
            date
        });
        Draft {
            title: self.text(TITLE),
            url: self.text(URL),
            outlet: self.text(OUTLET),
            published,
            language: self.text(LANGUAGE).and_then(|language| language.parse().ok()),
            ..draft
        }
    }

    /// Takes the first field of `names` that holds something.
    fn take(&mut self, names: &[&str]) -> Option<Field> {
        let held = |name: &&&str| self.fields.get(**name).is_some_and(Field::holds_something);
        let name = names.iter().find(held)?;
        self.fields.remove(*name)
    }

    /// Takes the first field of `names` that holds text.
    pub(super) fn text(&mut self, names: &[&str]) -> Option<String> {
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
            // 20260204 is a day, not a second of 1970.
            Self::Number(number) => {
                metadata::unix(*number).or_else(|| metadata::date(&number.to_string()))
            }
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
            if matches!(key.as_str(), "name" | "title" | TOML_DATE) {
                name = map.next_value()?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(name)
    }
}
