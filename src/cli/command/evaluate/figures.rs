//! Figures on their way out: data in JSON, tables to read, or rows with commas.

use std::path::Path;

use serde::{Serialize, Serializer};
use textwrap::core::display_width;

use crate::cli::args::{Figures, Print};
use crate::cli::output::{self, Target};
use crate::cli::report::escaped;
use crate::error::{Error, ErrorKind};

/// Rows of cells under their heads; the first column names the row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Table {
    /// Names of the columns.
    pub(super) head: Vec<String>,
    /// As many cells each as there are columns.
    pub(super) rows: Vec<Vec<String>>,
}

/// Writes `value` in the format asked for: as JSON, as the words of `text`, or as the rows of
/// `table`.
///
/// # Errors
/// The format is not known, or the target cannot be written.
pub(super) fn write<T: Serialize>(
    print: &Print,
    value: &T,
    text: impl FnOnce(&T) -> String,
    table: impl FnOnce(&T) -> Table,
) -> Result<(), Error> {
    let output = print.output.as_deref().filter(|path| *path != Path::new("-"));
    let target = output.map_or(Target::Stdout, |path| Target::File(path.to_owned()));
    let text = match format(print, output)? {
        Figures::Text => text(value),
        Figures::Csv => table(value).csv(),
        Figures::Json => {
            serde_json::to_string_pretty(value).map(|json| json + "\n").map_err(|error| {
                Error::new(ErrorKind::Render, "the figures", error.to_string()).caused_by(error)
            })?
        }
    };
    output::write(&target, &text)
}

/// A number of things, or their mean over several heaps: as a whole number where it is one.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
pub(super) fn number<S: Serializer>(number: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    #[expect(clippy::cast_possible_truncation, reason = "a whole number of things fits")]
    if number.fract() == 0.0 {
        serializer.serialize_i64(*number as i64)
    } else {
        serializer.serialize_f64(*number)
    }
}

fn format(print: &Print, output: Option<&Path>) -> Result<Figures, Error> {
    let (None, Some(path)) = (print.format, output) else {
        return Ok(print.format.unwrap_or(Figures::Text));
    };
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("txt") => Ok(Figures::Text),
        Some("json") => Ok(Figures::Json),
        Some("csv") => Ok(Figures::Csv),
        _ => {
            let reason = "its name does not tell the format (give --format text, json or csv)";
            Err(Error::new(ErrorKind::Usage, path.display().to_string(), reason))
        }
    }
}

impl Table {
    /// A table with these columns and no rows.
    pub(super) fn new<S: Into<String>>(head: impl IntoIterator<Item = S>) -> Self {
        Self { head: head.into_iter().map(Into::into).collect(), rows: Vec::new() }
    }

    /// Adds a row.
    pub(super) fn push(&mut self, row: impl IntoIterator<Item = String>) {
        self.rows.push(row.into_iter().collect());
    }

    /// Columns of equal width, the first flush left, the others flush right.
    pub(super) fn text(&self) -> String {
        let lines = || std::iter::once(&self.head).chain(&self.rows);
        let cells =
            |line: &[String]| -> Vec<String> { line.iter().map(|cell| escaped(cell)).collect() };
        let lines: Vec<Vec<String>> = lines().map(|line| cells(line)).collect();
        let width = |column: usize| {
            let cells = lines.iter().filter_map(|line| line.get(column));
            cells.map(|cell| display_width(cell)).max().unwrap_or_default()
        };
        let widths: Vec<usize> = (0..self.head.len()).map(width).collect();
        let mut text = String::new();
        for line in &lines {
            let mut row = String::new();
            for (column, (cell, width)) in line.iter().zip(&widths).enumerate() {
                let space = " ".repeat(width - display_width(cell));
                let parts = if column == 0 { ["", cell, &space] } else { ["  ", &space, cell] };
                row.extend(parts);
            }
            text.push_str(row.trim_end());
            text.push('\n');
        }
        text
    }

    /// Rows with commas between the cells (RFC 4180, but lines end as in Unix).
    pub(super) fn csv(&self) -> String {
        let mut text = String::new();
        for line in std::iter::once(&self.head).chain(&self.rows) {
            let cells: Vec<String> = line.iter().map(|cell| quoted(cell)).collect();
            text.push_str(&cells.join(","));
            text.push('\n');
        }
        text
    }
}

fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned() {
        let mut table = Table::new(["method", "R-1"]);
        table.push(["中文".to_owned(), "45.10".to_owned()]);
        table.push(["a\u{1b}".to_owned(), String::new()]);
        assert_eq!(table.text(), "method     R-1\n中文     45.10\na\\u{1b}\n");
    }

    #[test]
    fn cells_with_commas_are_quoted() {
        let mut table = Table::new(["id", "n"]);
        table.push(["a, \"b\"".to_owned(), "1".to_owned()]);
        assert_eq!(table.csv(), "id,n\n\"a, \"\"b\"\"\",1\n");
    }
}
