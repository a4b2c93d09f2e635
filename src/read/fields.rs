//! The fields of an article in JSON, YAML or TOML: which names mean what.
//!
//! Names are those that the caller maps, else guessed from what feeds, news interfaces and data
//! sets use; the first name of a role that holds something counts. Everything else is skipped
//! without being kept.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::LazyLock;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use super::draft::{Draft, Named, Notes};
use super::metadata;
use crate::error::{Error, ErrorKind};
use crate::model::Date;

/// What a field says of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Text,
    Title,
    Date,
    Url,
    Source,
    Language,
}

/// Each role under the name that maps give it.
const ROLES: [(&str, Role); 6] = [
    ("date", Role::Date),
    ("language", Role::Language),
    ("source", Role::Source),
    ("text", Role::Text),
    ("title", Role::Title),
    ("url", Role::Url),
];

/// Names of the text itself.
const TEXT: &[&str] = &[
    "text",
    "body",
    "content",
    "article",
    "content_text",
    "content_html",
    "articleBody",
    "article_text",
    "bodyText",
    "full_text",
    "maintext",
    "plain_text",
    "story",
    "extract",
    "selftext",
];

/// Names of what may be the text where there is no other.
const SUMMARY: &[&str] = &["description", "summary", "abstract", "excerpt"];

const TITLE: &[&str] = &["title", "headline", "webTitle", "article_title", "name"];
const DATE: &[&str] = &[
    "date",
    "published",
    "published_at",
    "publishedAt",
    "date_published",
    "datePublished",
    "pubDate",
    "pub_date",
    "pubdate",
    "publish_date",
    "published_date",
    "publication_date",
    "publishing_date",
    "date_publish",
    "webPublicationDate",
    "date_gmt",
    "created_at",
    "createdAt",
    "created_utc",
    "timestamp",
];
const URL: &[&str] =
    &["url", "link", "canonical_url", "canonical", "permalink", "web_url", "webUrl", "source_url"];
const SOURCE: &[&str] =
    &["source", "outlet", "publisher", "site", "site_name", "siteName", "source_name", "newspaper"];
const LANGUAGE: &[&str] = &["lang", "language", "language_code", "inLanguage"];

/// Names under which an object holds a list of articles, or an object that does.
const LISTS: &[&str] =
    &["articles", "items", "documents", "docs", "results", "entries", "posts", "data", "response"];

/// Names under which an object holds the one thing that it is about.
const VALUES: &[&str] = &["name", "title", "rendered", "main", "$date", "$t", "#text", TOML_DATE];

/// The key under which the toml crate hands over a date.
const TOML_DATE: &str = "$__toml_private_datetime";

/// Which names of fields mean what.
pub(super) struct Names {
    roles: BTreeMap<Role, Vec<String>>,
    /// All of them, dots between the names of fields within fields.
    paths: BTreeSet<String>,
    /// What stands before the dots.
    parents: BTreeSet<String>,
}

/// The names that are guessed.
pub(super) static GUESSED: LazyLock<Names> = LazyLock::new(|| Names::new(&BTreeMap::new()));

impl Names {
    /// Those of `map` (our name to theirs), and guesses for the roles that it does not name.
    pub(super) fn new(map: &BTreeMap<String, String>) -> Self {
        let mut roles = BTreeMap::new();
        for (name, role) in ROLES {
            let guesses = match role {
                Role::Text => [TEXT, SUMMARY].concat(),
                Role::Title => TITLE.to_vec(),
                Role::Date => DATE.to_vec(),
                Role::Url => URL.to_vec(),
                Role::Source => SOURCE.to_vec(),
                Role::Language => LANGUAGE.to_vec(),
            };
            let names = map.get(name).map_or(guesses, |path| vec![path]);
            roles.insert(role, names.into_iter().map(str::to_owned).collect::<Vec<_>>());
        }
        let paths: BTreeSet<String> = roles.values().flatten().cloned().collect();
        let dots = |path: &str| path.match_indices('.').map(|(at, _)| at).collect::<Vec<_>>();
        let parents = paths.iter().flat_map(|path| {
            dots(path).into_iter().filter_map(|at| path.get(..at)).map(str::to_owned)
        });
        Self { parents: parents.collect(), paths: paths.clone(), roles }
    }

    /// Whether a field of this name, or one within it, is looked at.
    pub(super) fn hold(&self, name: &str) -> bool {
        self.paths.contains(name) || self.parents.contains(name) || LISTS.contains(&name)
    }

    /// The names of `role`, the first one first.
    pub(super) fn of(&self, role: Role) -> &[String] {
        self.roles.get(&role).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Reads a map such as `text=body,source=publisher.name`: our name for a field, then theirs.
///
/// # Errors
/// If a part of it is no pair, or the first of the pair none of `date`, `language`, `source`,
/// `text`, `title` and `url`.
///
/// ```
/// let map = daybrief::read::field_map("text=body, source=publisher.name")?;
/// assert_eq!(map["source"], "publisher.name");
/// # Ok::<(), daybrief::Error>(())
/// ```
pub fn field_map(text: &str) -> Result<BTreeMap<String, String>, Error> {
    let pairs = text.split(',').map(|pair| {
        let (ours, theirs) = pair.split_once('=').unwrap_or((pair, ""));
        let (ours, theirs) = (ours.trim(), theirs.trim());
        if theirs.is_empty() {
            return Err(format!("{ours} is given no field (write text=FIELD)"));
        }
        if !ROLES.iter().any(|(name, _)| *name == ours) {
            let names = ROLES.map(|(name, _)| name).join(", ");
            return Err(format!("there is no {ours} (one of {names})"));
        }
        Ok((ours.to_owned(), theirs.to_owned()))
    });
    let map: Result<_, String> = pairs.collect();
    map.map_err(|reason| Error::new(ErrorKind::Usage, format!("the map {text}"), reason))
}

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
    pub(super) fn describe(
        mut self,
        roles: &Names,
        draft: Draft,
        named: &Named,
        notes: &mut Notes,
    ) -> Draft {
        let published = self.take(roles.of(Role::Date)).and_then(|field| {
            let date = field.date();
            if date.is_none() {
                let input = named.input_at(draft.place);
                notes.push(input, format!("{field} is no date, so it has none"));
            }
            date
        });
        Draft {
            title: self.text(roles.of(Role::Title)),
            url: self.text(roles.of(Role::Url)),
            outlet: self.text(roles.of(Role::Source)),
            published,
            language: self
                .text(roles.of(Role::Language))
                .and_then(|language| language.parse().ok()),
            ..draft
        }
    }

    /// Whether it is itself an article, whatever lists it holds beside.
    pub(super) fn is_article(&self, names: &Names) -> bool {
        let is_text = |name: &String| {
            !SUMMARY.contains(&name.as_str())
                && self.fields.get(name).is_some_and(Field::holds_something)
        };
        self.list.is_empty() || names.of(Role::Text).iter().any(is_text)
    }

    /// Takes the first field of `names` that holds something.
    fn take(&mut self, names: &[String]) -> Option<Field> {
        let held = |name: &&String| self.fields.get(*name).is_some_and(Field::holds_something);
        let name = names.iter().find(held)?;
        self.fields.remove(name)
    }

    /// Takes the first field of `names` that holds text.
    pub(super) fn text(&mut self, names: &[String]) -> Option<String> {
        let is_text = |name: &&String| {
            let field = self.fields.get(*name);
            field.is_some_and(|field| matches!(field, Field::Text(_)) && field.holds_something())
        };
        let name = names.iter().find(is_text)?;
        match self.fields.remove(name)? {
            Field::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Keeps what `map`, which stands at `path`, says of an article.
    fn read<'de, A: MapAccess<'de>>(
        &mut self,
        names: &Names,
        path: &str,
        mut map: A,
    ) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            let is_list = path.is_empty() && LISTS.contains(&name.as_str());
            let name = if path.is_empty() { name } else { format!("{path}.{name}") };
            if names.parents.contains(&name) {
                map.next_value_seed(Inner { object: self, names, path: &name })?;
            } else if names.paths.contains(&name) {
                self.fields.insert(name, map.next_value()?);
            } else if is_list {
                match map.next_value_seed(Outer { names })? {
                    Value::List(list) if list.iter().any(Option::is_some) => self.list = list,
                    Value::Object(object) if !object.list.is_empty() => self.list = object.list,
                    _ => {}
                }
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
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
        Outer { names: &GUESSED }.deserialize(deserializer)
    }
}

/// Reads a value with the fields of these names.
#[derive(Clone, Copy)]
pub(super) struct Outer<'a> {
    pub(super) names: &'a Names,
}

impl<'de> DeserializeSeed<'de> for Outer<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Outer<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an article or a list of articles")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Value, A::Error> {
        let mut object = Object::default();
        object.read(self.names, "", map)?;
        Ok(Value::Object(object))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut objects = Vec::new();
        while let Some(element) = list.next_element_seed(self)? {
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

/// Reads the fields within a field into the object that has it.
struct Inner<'a> {
    object: &'a mut Object,
    names: &'a Names,
    path: &'a str,
}

impl<'de> DeserializeSeed<'de> for Inner<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Inner<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field of an article")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        self.object.read(self.names, self.path, map)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
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
            if VALUES.contains(&key.as_str()) {
                name = map.next_value()?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(name)
    }
}
