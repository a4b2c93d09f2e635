//! `docs/template-data.md` against the types and the helpers.

use std::collections::BTreeSet;

use daybrief::render::{self, Format, Template};
use serde_json::Value;

use super::sample::{read_through, rich, sample};
use crate::program::{files_below, root, text_of};

const DOCS: &str = include_str!("../../../docs/template-data.md");

/// The cells of the table that follows the heading `section` and has `first` as its first header.
pub(super) fn table(section: &str, first: &str) -> Vec<Vec<String>> {
    let section = DOCS.split_once(&format!("\n## {section}\n")).unwrap().1;
    let section = section.split("\n## ").next().unwrap();
    let rows = section.lines().skip_while(|line| !line.starts_with(&format!("| {first} |")));
    let rows = rows.skip(2).take_while(|line| line.starts_with('|'));
    let cells =
        |row: &str| row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
    rows.map(cells).collect()
}

/// What stands between a cell's backticks.
pub(super) fn code(cell: &str) -> &str {
    match cell.strip_prefix("`` ").and_then(|cell| cell.strip_suffix(" ``")) {
        Some(inner) => inner,
        None => cell.trim_matches('`'),
    }
}

/// The paths of all fields in `value`.
pub(super) fn paths(value: &Value, path: &str, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            for (name, value) in object {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                paths(value, &path, into);
                into.insert(path);
            }
        }
        // What a citation holds is told once, under extracts.
        Value::Array(_)
            if path.ends_with(".citations") && !path.ends_with("extracts[].citations") => {}
        Value::Array(items) => {
            for item in items {
                paths(item, &format!("{path}[]"), into);
            }
        }
        _ => {}
    }
}

#[test]
fn every_field_is_documented_and_every_documented_field_is_there() {
    let mut present = BTreeSet::new();
    for briefing in [rich(), read_through()] {
        paths(&serde_json::to_value(briefing).unwrap(), "", &mut present);
    }
    let documented: Vec<String> =
        table("Fields", "field").iter().map(|row| code(&row[0]).to_owned()).collect();
    let unique: BTreeSet<String> = documented.iter().cloned().collect();
    assert_eq!(unique.len(), documented.len(), "a field is documented twice");
    assert_eq!(
        unique.difference(&present).collect::<Vec<_>>(),
        Vec::<&String>::new(),
        "documented, but absent"
    );
    assert_eq!(
        present.difference(&unique).collect::<Vec<_>>(),
        Vec::<&String>::new(),
        "not documented"
    );
}

#[test]
fn the_examples_of_the_helpers_hold() {
    let rows = table("Helpers", "example");
    assert!(rows.len() > 15);
    for row in rows {
        for (format, expected) in [(Format::Html, &row[1]), (Format::Markdown, &row[2])] {
            let template = Template::builtin(format).with([("briefing", code(&row[0]))]).unwrap();
            // Some of the examples suit this briefing only, but none names what does not exist.
            let unknown = |error: &daybrief::Error| error.reason.contains("there is no field");
            assert!(!render::check(&template).iter().any(unknown), "{}", row[0]);
            assert_eq!(
                render::briefing(&sample(), &template).unwrap(),
                code(expected),
                "{}",
                row[0]
            );
        }
    }
}

#[test]
fn every_helper_and_every_template_is_documented() {
    let folder = "src/render/helper";
    let files = files_below(&root().join(folder));
    let sources: String = files.iter().map(|file| text_of(&format!("{folder}/{file}"))).collect();
    let source: String = sources.split_whitespace().collect();
    let registered: BTreeSet<&str> =
        source.split("(registry,\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let rows = table("Helpers", "helper");
    let documented: BTreeSet<&str> = rows.iter().map(|row| code(&row[0])).collect();
    assert_eq!(documented, registered);
    let rows = table("Templates", "template");
    let documented: BTreeSet<&str> = rows.iter().map(|row| code(&row[0])).collect();
    let built_in: BTreeSet<&str> =
        render::builtin_sources().iter().map(|source| source.name).collect();
    assert_eq!(documented, built_in);
}
