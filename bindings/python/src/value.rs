//! The value of a field, from Python or a table, as any reader of records takes it.

use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple};
use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

/// Values that lie deeper within one another than this are not looked at.
const MAX_DEPTH: usize = 16;

/// As much of a value as a record of an article can hold.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Nothing,
    Text(String),
    Number(f64),
    List(Vec<Value>),
    Map(Fields),
}

/// The fields of a record, in their order.
pub(crate) type Fields = Vec<(String, Value)>;

impl Value {
    /// What `object` is; what cannot be part of an article is nothing.
    ///
    /// # Errors
    /// A text that no other program could read, or bytes.
    pub(crate) fn of(object: &Bound<'_, PyAny>) -> Result<Self, String> {
        Self::at_depth(object, 0)
    }

    fn at_depth(object: &Bound<'_, PyAny>, depth: usize) -> Result<Self, String> {
        if let Ok(text) = object.cast::<PyString>() {
            return self::text(text).map(Self::Text);
        }
        if object.is_none() || object.is_instance_of::<PyBool>() || depth > MAX_DEPTH {
            return Ok(Self::Nothing);
        }
        if object.is_instance_of::<PyInt>() || object.is_instance_of::<PyFloat>() {
            let number = object.extract::<f64>().ok().filter(|number| !number.is_nan());
            return Ok(number.map_or(Self::Nothing, Self::Number));
        }
        if object.is_instance_of::<PyBytes>() {
            return Err("bytes are no text (decode them)".into());
        }
        if let Ok(map) = object.cast::<PyDict>() {
            let field = |(name, value): (Bound<'_, PyAny>, Bound<'_, PyAny>)| {
                let name = name.extract::<String>().ok()?;
                Some(Self::at_depth(&value, depth + 1).map(|value| (name, value)))
            };
            return map.iter().filter_map(field).collect::<Result<_, _>>().map(Self::Map);
        }
        let items = object.cast::<PyList>().map(|list| list.iter().collect::<Vec<_>>());
        let items = items.or_else(|_| object.cast::<PyTuple>().map(|it| it.iter().collect()));
        if let Ok(items) = items {
            let items = items.iter().map(|item| Self::at_depth(item, depth + 1));
            return items.collect::<Result<_, _>>().map(Self::List);
        }
        // Dates and moments write themselves; what stands for a missing one writes no date.
        let written = object.call_method0("isoformat").and_then(|it| it.extract::<String>());
        Ok(written.ok().filter(|it| it != "NaT").map_or(Self::Nothing, Self::Text))
    }
}

/// The characters of `text`.
///
/// # Errors
/// Some of them are halves of characters.
pub(crate) fn text(text: &Bound<'_, PyString>) -> Result<String, String> {
    let halves = |_| "not text (it holds surrogates; encode it with errors=\"replace\")".to_owned();
    text.to_str().map(str::to_owned).map_err(halves)
}

impl IntoDeserializer<'_, Error> for Value {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Value {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Nothing => visitor.visit_unit(),
            Self::Text(text) => visitor.visit_string(text),
            Self::Number(number) => visitor.visit_f64(number),
            Self::List(items) => visitor.visit_seq(SeqDeserializer::new(items.into_iter())),
            Self::Map(fields) => visitor.visit_map(MapDeserializer::new(fields.into_iter())),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier
        ignored_any
    }
}
