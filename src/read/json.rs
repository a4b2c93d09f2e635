//! JSON to articles: one object, a list of them, an object that holds a list, or one a line.
//!
//! What the fields of an article mean is for `fields` to say. Texts that hold mark-up, as those of
//! many exports do, are read without it; others stay as they are.

use std::io::{BufRead, Read};

use serde::de::DeserializeSeed;

use super::draft::{Draft, Named, Notes, Place};
use super::fields::{Names, Object, Outer, Role, Value};
use super::input::{LIMIT, TOO_LARGE, reason};
use super::paragraphs::paragraphs;
use super::{blocks, encoding, spare};
use crate::error::Error;

/// The articles of `text`, which is one JSON value.
///
/// # Errors
/// If it is no JSON, or neither an object nor a list.
pub(super) fn documents(
    text: &str,
    roles: &Names,
    named: &Named,
    notes: &mut Notes,
) -> Result<Vec<Draft>, Error> {
    let value = value(text, roles)
        .map_err(|error| named.error(format!("not valid JSON ({error})")).caused_by(error))?;
    let list = match value {
        Value::Object(object) if object.is_article(roles) => {
            return Ok(draft(object, roles, Place::Whole, named, notes).into_iter().collect());
        }
        Value::Object(object) => object.list,
        Value::List(list) if list.iter().all(Option::is_none) => {
            return Err(named.error("no article in it (a list without JSON objects)"));
        }
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
        spare::article(named, place, notes, |notes| draft(object, roles, place, named, notes))
    });
    Ok(drafts.collect())
}

/// The articles of a source that holds one JSON object a line; `reader` is not kept in memory.
///
/// # Errors
/// If it cannot be read any further, or holds no line at all.
pub(super) fn lines(
    mut reader: impl BufRead,
    roles: &Names,
    named: &Named,
    notes: &mut Notes,
) -> Result<Vec<Draft>, Error> {
    let mut drafts = Vec::new();
    let mut n = 0;
    while let Some(next) = next_line(&mut reader, &mut n, named)? {
        drafts.extend(line(next, n, roles, named, notes));
    }
    Ok(drafts)
}

/// A line with something in it, or why it cannot be read.
pub(super) type Line = Result<Vec<u8>, &'static str>;

/// The next line with something in it, `n` raised to its number; `None` at the end.
///
/// # Errors
/// If it cannot be read any further, or holds no such line at all.
pub(super) fn next_line(
    reader: &mut impl BufRead,
    n: &mut usize,
    named: &Named,
) -> Result<Option<Line>, Error> {
    let failed = |error| named.error(reason(&error));
    let is_first = *n == 0;
    loop {
        let mut line = Vec::new();
        let limit = LIMIT as u64 + 1;
        if reader.take(limit).read_until(b'\n', &mut line).map_err(failed)? == 0 {
            return if is_first { Err(named.error("no text in it")) } else { Ok(None) };
        }
        *n += 1;
        if line.len() > LIMIT && !line.ends_with(b"\n") {
            reader.skip_until(b'\n').map_err(failed)?;
            return Ok(Some(Err(TOO_LARGE)));
        }
        if !line.trim_ascii().is_empty() {
            return Ok(Some(Ok(line)));
        }
    }
}

/// The article of the `n`-th line; `None` and a note if there is none in it.
pub(super) fn line(
    line: Line,
    n: usize,
    roles: &Names,
    named: &Named,
    notes: &mut Notes,
) -> Option<Draft> {
    let place = Place::Line(n);
    let object = |line| object(line, roles);
    spare::article(named, place, notes, |notes| {
        match line.map_err(str::to_owned).and_then(object) {
            Ok(object) => draft(object, roles, place, named, notes),
            Err(reason) => {
                notes.push(named.input_at(place), reason);
                None
            }
        }
    })
}

/// What `text` holds, which is one JSON value.
fn value(text: &str, roles: &Names) -> Result<Value, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = Outer { names: roles }.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

/// The object of a line, or why there is none.
fn object(line: Vec<u8>, roles: &Names) -> Result<Object, String> {
    let decoded = encoding::decode(line, None)?;
    match value(decoded.text.trim(), roles) {
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
pub(super) fn draft(
    mut object: Object,
    roles: &Names,
    place: Place,
    named: &Named,
    notes: &mut Notes,
) -> Option<Draft> {
    let Some(text) = object.text(roles.of(Role::Text)) else {
        let known = roles.of(Role::Text).iter().take(3).map(String::as_str).collect::<Vec<_>>();
        let known = known.join(", ");
        let reason = format!("no text in it (no field named {known}; say which with --map text=…)");
        notes.push(named.input_at(place), reason);
        return None;
    };
    let mut draft = object.describe(roles, Draft { place, ..Draft::default() }, named, notes);
    draft.title = draft.title.map(|title| blocks::line(&title));
    (draft.text, draft.paragraphs) = if blocks::has_tags(&text) {
        blocks::article(text, draft.title.as_deref().unwrap_or_default())
    } else {
        let paragraphs = paragraphs(&text, 0);
        (text, paragraphs)
    };
    Some(draft)
}

#[cfg(test)]
mod tests {
    use super::super::fields::{GUESSED, field_map};
    use super::*;

    fn read(text: &str) -> (Vec<Draft>, Vec<String>) {
        let named = Named::file("a.json");
        let mut notes = Notes::new("a.json");
        let drafts = documents(text, &GUESSED, &named, &mut notes).unwrap_or_else(|error| {
            notes.push(error.input, error.reason);
            Vec::new()
        });
        (drafts, notes.into_warnings().iter().map(ToString::to_string).collect())
    }

    #[test]
    fn one_article_or_a_list_of_them() {
        let places = |text: &str| read(text).0.iter().map(|draft| draft.place).collect::<Vec<_>>();
        assert_eq!(places(r#"{"text": "a"}"#), [Place::Whole]);
        assert_eq!(places(r#"[{"text": "a"}]"#), [Place::Nth(1)]);
        let list = r#"{"description": "of a feed", "items": [{"text": "a"}, 3, {"body": "b"}]}"#;
        assert_eq!(places(list), [Place::Nth(1), Place::Nth(3)]);
        assert_eq!(read(list).1, ["a.json#2: not a JSON object, left out"]);
    }

    #[test]
    fn the_first_field_that_holds_something_counts() {
        let (drafts, warnings) = read(
            r#"{"text": " ", "content": ["One.", "Two."], "description": "x", "date": null,
                "publishedAt": "2026-02-04T07:30:00Z", "source": {"id": 1, "name": "AP"},
                "site": "y", "title": "", "headline": "A call", "lang": "de-AT",
                "deep": [[{"a": [1, {"b": 2}]}]]}"#,
        );
        assert_eq!(warnings, [""; 0]);
        let draft = &drafts[0];
        assert_eq!(draft.text, "One.\n\nTwo.");
        assert_eq!(draft.published, "2026-02-04T07:30:00Z".parse().ok());
        assert_eq!(draft.outlet.as_deref(), Some("AP"));
        assert_eq!(draft.title.as_deref(), Some("A call"));
        assert_eq!(draft.language, "de".parse().ok());
    }

    #[test]
    fn dates_may_be_numbers() {
        let date = |json: &str| {
            let (drafts, warnings) = read(&format!(r#"{{"text": "a", "date": {json}}}"#));
            (drafts[0].published.map(|date| date.to_string()), warnings.first().cloned())
        };
        let noon = "2026-02-04T12:00:00+00:00";
        assert_eq!(date("1770206400").0.as_deref(), Some(noon));
        assert_eq!(date("1770206400000").0.as_deref(), Some(noon));
        assert_eq!(date("20260204").0.as_deref(), Some("2026-02-04"));
        let warning = |value| Some(format!("a.json: {value} is no date, so it has none"));
        assert_eq!(date("12"), (None, warning("12")));
        assert_eq!(date("\"soon\""), (None, warning("soon")));
        assert_eq!(date("null"), (None, None));
    }

    #[test]
    fn what_is_no_article_is_said() {
        let said = |text: &str| read(text).1.join("; ");
        let eof = "a.json: not valid JSON (EOF while parsing a string at line 1 column 11)";
        assert_eq!(said(r#"{"text": "a"#), eof);
        let other = "a.json: no article in it (a JSON object or a list of them)";
        assert_eq!(said("3"), other);
        assert_eq!(said("\"text\""), other);
        assert!(said("{}").starts_with("a.json: no text in it (no field named text, body, "));
        let deep = said(&"[".repeat(100_000));
        assert!(deep.starts_with("a.json: not valid JSON (recursion limit exceeded"), "{deep}");
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over() {
        let long = format!("{{\"text\": \"{}\"}}\n{{\"text\": \"b\"}}\n", "a".repeat(LIMIT));
        let mut notes = Notes::new("a.json");
        let drafts = lines(long.as_bytes(), &GUESSED, &Named::file("a.json"), &mut notes).unwrap();
        assert_eq!((drafts.len(), drafts[0].place), (1, Place::Line(2)));
        let warnings = notes.into_warnings();
        assert_eq!(warnings[0].to_string(), format!("a.json:1: {TOO_LARGE}"));
    }

    #[test]
    fn fields_are_mapped_by_their_paths() {
        let text = r#"{"a": {"b": {"c": "He said so."}, "d": 1}, "text": "no", "x.y": "A call",
            "publisher": {"name": "AP", "id": 3}, "when": [1], "title": "no"}"#;
        let map = field_map("text=a.b.c,title=x.y,source=publisher.name,date=when.at").unwrap();
        let mut notes = Notes::new("a.json");
        let drafts = documents(text, &Names::new(&map), &Named::file("a.json"), &mut notes);
        let [draft] = &drafts.unwrap()[..] else { panic!() };
        assert_eq!(draft.text, "He said so.");
        assert_eq!(draft.title.as_deref(), Some("A call"));
        assert_eq!((draft.outlet.as_deref(), draft.published), (Some("AP"), None));
    }

    #[test]
    fn maps_are_checked() {
        let said = |text: &str| field_map(text).unwrap_err().to_string();
        let no_field = "cannot use the map text=: text is given no field (write text=FIELD)";
        assert_eq!(said("text="), no_field);
        let names = "date, language, source, text, title, url";
        let unknown = format!("cannot use the map body=text: there is no body (one of {names})");
        assert_eq!(said("body=text"), unknown);
    }

    #[test]
    fn common_exports_are_understood() {
        let wordpress = r#"[{"date_gmt": "2026-02-04T07:30:00", "link": "https://example.com/a",
            "title": {"rendered": "A &amp; B"}, "content": {"rendered": "<p>He said so.</p>"}}]"#;
        let guardian = r#"{"response": {"status": "ok", "results": [{"webTitle": "A & B",
            "webPublicationDate": "2026-02-04", "webUrl": "https://example.com/a",
            "bodyText": "He said so."}]}}"#;
        let schema = r#"{"@type": "NewsArticle", "headline": "A & B", "articleBody": "He said so.",
            "datePublished": "2026-02-04", "url": "https://example.com/a", "data": [{"x": 1}]}"#;
        for text in [wordpress, guardian, schema] {
            let (drafts, warnings) = read(text);
            assert_eq!(warnings, [""; 0], "{text}");
            assert_eq!(drafts[0].text, "He said so.");
            assert_eq!(drafts[0].title.as_deref(), Some("A & B"));
            assert_eq!(drafts[0].published, "2026-02-04".parse().ok());
            assert_eq!(drafts[0].url.as_deref(), Some("https://example.com/a"));
        }
    }
}
