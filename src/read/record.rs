//! Articles at hand to documents: texts as their files would be read, and records of any kind (rows
//! of tables, dictionaries of other languages) as their lines of JSON would be.

use std::collections::BTreeMap;

use serde::de::{DeserializeSeed, Deserializer};

use super::draft::{Named, Notes, Place};
use super::each::{Piece, piece};
use super::fields::{Names, Outer, Value};
use super::{Options, encoding, json, plain};

/// How articles at hand are read; made once for many of them.
pub struct Records {
    roles: Names,
    named: Named,
}

impl Records {
    /// By the fields that `options` map, the others guessed; `name` is what to call a source that
    /// states neither its outlet nor its address.
    pub fn new(name: &str, options: &Options) -> Self {
        let named = Named { input: name.to_owned(), stem: name.to_owned(), ..Named::stdin() };
        Self { roles: Names::new(&options.map), named }
    }

    /// Whether a field of this name is looked at; all others can be left out of a record.
    pub fn read_field(&self, name: &str) -> bool {
        self.roles.hold(name)
    }

    /// The article of a record, the `number`-th of its source.
    ///
    /// ```
    /// use daybrief::read::{Options, Records};
    /// let records = Records::new("row", &Options::default());
    /// let row = serde_json::json!({"body": "It rained.", "date": "2026-02-04"});
    /// let piece = records.record(1, row);
    /// assert_eq!(piece.documents[0].text, "It rained.");
    /// let piece = records.record(2, serde_json::json!({"body": null}));
    /// assert!(piece.warnings[0].to_string().starts_with("row:2: no text in it"));
    /// ```
    pub fn record<'de, D: Deserializer<'de>>(&self, number: usize, record: D) -> Piece {
        let (place, roles, named) = (Place::Line(number), &self.roles, &self.named);
        piece(number, named, |notes: &mut Notes| {
            let value = Outer { names: roles }.deserialize(record);
            let reason = match value {
                Ok(Value::Object(object)) => {
                    return json::draft(object, roles, place, named, notes);
                }
                Ok(_) => "not a record, left out".to_owned(),
                Err(error) => error.to_string(),
            };
            notes.push(named.input_at(place), reason);
            None
        })
    }

    /// The article that `text` is, the `number`-th of its source; never taken for mark-up.
    ///
    /// ```
    /// use daybrief::read::{Options, Records};
    /// let records = Records::new("text", &Options::default());
    /// let piece = records.text(1, "A call\n\nThe two held a video call.".into());
    /// assert_eq!(piece.documents[0].title.as_deref(), Some("A call"));
    /// ```
    pub fn text(&self, number: usize, text: String) -> Piece {
        piece(number, &self.named, |notes: &mut Notes| {
            match encoding::decode(text.into_bytes(), None) {
                Ok(decoded) => plain::documents(decoded.text, &self.named, notes),
                Err(reason) => {
                    notes.push(self.named.input_at(Place::Line(number)), reason);
                    Vec::new()
                }
            }
        })
    }
}

impl Default for Records {
    /// With all fields guessed.
    fn default() -> Self {
        Self::new("article", &Options { map: BTreeMap::new(), ..Options::default() })
    }
}
