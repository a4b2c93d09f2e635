//! Tables to articles, and summaries to a table.

use std::sync::Arc;

use arrow_array::builder::{
    ArrayBuilder, Float64Builder, ListBuilder, StringBuilder, StructBuilder, UInt32Builder,
};
use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Date64Type, Float32Type, Float64Type, Int8Type, Int16Type,
    Int32Type, Int64Type, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, PrimitiveArray, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Fields as Members, Schema, TimeUnit};
use daybrief::read::Records;
use jiff::{SignedDuration, Timestamp, ToSpan, civil};
use pyo3::prelude::*;

use crate::capsule;
use crate::error;
use crate::input::Row;
use crate::summary::Made;
use crate::value::{Fields, Value};

/// The batches of a table.
pub(crate) struct Table {
    batches: Vec<RecordBatch>,
}

impl Table {
    /// The table whose stream `capsule` holds. Its columns stay where they are.
    pub(crate) fn import(py: Python<'_>, stream: &Bound<'_, PyAny>) -> PyResult<Self> {
        let reader = capsule::imported(stream)?;
        let batches = py.detach(|| reader.collect::<Result<Vec<_>, _>>());
        let failed = |reason| error::input(py, &format!("the table cannot be read ({reason})"));
        Ok(Self { batches: batches.map_err(failed)? })
    }

    /// Its rows in their order, with the fields that `records` looks at.
    pub(crate) fn rows<'a>(&'a self, records: &'a Records) -> impl Iterator<Item = Row> + 'a {
        self.batches.iter().flat_map(|batch| Batch::of(batch, records).rows())
    }

    /// How many rows it has.
    pub(crate) fn n_rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// The batches of its rows, each as large as work is handed out in.
    pub(crate) fn parts(&self, n_rows: usize) -> Vec<RecordBatch> {
        let parts = self.batches.iter().flat_map(|batch| {
            let starts = (0..batch.num_rows()).step_by(n_rows.max(1));
            starts.map(|start| batch.slice(start, n_rows.min(batch.num_rows() - start)))
        });
        parts.collect()
    }
}

/// The columns of a batch that say something of its articles.
pub(crate) struct Batch {
    columns: Vec<(String, ArrayRef)>,
    n_rows: usize,
}

impl Batch {
    /// Those of `batch` that `records` looks at.
    pub(crate) fn of(batch: &RecordBatch, records: &Records) -> Self {
        let schema = batch.schema();
        let columns = schema.fields().iter().zip(batch.columns());
        let looked_at = columns.filter(|(field, _)| records.read_field(field.name()));
        let columns = looked_at.map(|(field, column)| (field.name().clone(), Arc::clone(column)));
        Self { columns: columns.collect(), n_rows: batch.num_rows() }
    }

    /// Its rows in their order.
    pub(crate) fn rows(self) -> impl Iterator<Item = Row> {
        (0..self.n_rows).map(move |row| self.row(row))
    }

    /// How many rows there are.
    pub(crate) fn n_rows(&self) -> usize {
        self.n_rows
    }

    /// The `row`-th of them, from 0.
    pub(crate) fn row(&self, row: usize) -> Row {
        let mut fields = Fields::with_capacity(self.columns.len());
        for (name, column) in &self.columns {
            match cell(column, row) {
                Ok(value) => fields.push((name.clone(), value)),
                Err(reason) => return Row::Bad(format!("{name}: {reason}")),
            }
        }
        Row::Record(fields)
    }
}

/// The value of `column` in `row`; of a type that no article has, nothing.
fn cell(column: &dyn Array, row: usize) -> Result<Value, String> {
    if column.is_null(row) {
        return Ok(Value::Nothing);
    }
    let text = |text: &str| Ok(Value::Text(text.to_owned()));
    match column.data_type() {
        DataType::Utf8 => text(column.as_string::<i32>().value(row)),
        DataType::LargeUtf8 => text(column.as_string::<i64>().value(row)),
        DataType::Utf8View => text(column.as_string_view().value(row)),
        DataType::Binary | DataType::LargeBinary | DataType::BinaryView => {
            Err("bytes are no text (decode them)".into())
        }
        DataType::Date32 | DataType::Date64 | DataType::Timestamp(..) => {
            Ok(moment(column, row).map_or(Value::Nothing, Value::Text))
        }
        DataType::Dictionary(..) => {
            let dictionary = column.as_any_dictionary();
            let key = dictionary.normalized_keys().get(row).copied().unwrap_or_default();
            cell(dictionary.values(), key)
        }
        DataType::List(_) => {
            let items = column.as_list::<i32>().value(row);
            (0..items.len()).map(|at| cell(&items, at)).collect::<Result<_, _>>().map(Value::List)
        }
        DataType::Struct(members) => {
            let parts = members.iter().zip(column.as_struct().columns());
            let member = |(field, part): (&Arc<Field>, &ArrayRef)| {
                Ok((field.name().clone(), cell(part, row)?))
            };
            parts.map(member).collect::<Result<_, String>>().map(Value::Map)
        }
        _ => Ok(number(column, row).map_or(Value::Nothing, Value::Number)),
    }
}

fn number(column: &dyn Array, row: usize) -> Option<f64> {
    Some(match column.data_type() {
        DataType::Int8 => f64::from(column.as_primitive::<Int8Type>().value(row)),
        DataType::Int16 => f64::from(column.as_primitive::<Int16Type>().value(row)),
        DataType::Int32 => f64::from(column.as_primitive::<Int32Type>().value(row)),
        DataType::Int64 => column.as_primitive::<Int64Type>().value(row) as f64,
        DataType::UInt8 => f64::from(column.as_primitive::<UInt8Type>().value(row)),
        DataType::UInt16 => f64::from(column.as_primitive::<UInt16Type>().value(row)),
        DataType::UInt32 => f64::from(column.as_primitive::<UInt32Type>().value(row)),
        DataType::UInt64 => column.as_primitive::<UInt64Type>().value(row) as f64,
        DataType::Float32 => f64::from(column.as_primitive::<Float32Type>().value(row)),
        DataType::Float64 => column.as_primitive::<Float64Type>().value(row),
        _ => return None,
    })
    .filter(|number| !number.is_nan())
}

/// A day, or a moment, as it is written; without a zone a moment is that of an unknown clock.
fn moment(column: &dyn Array, row: usize) -> Option<String> {
    fn raw<T: ArrowPrimitiveType>(column: &dyn Array, row: usize) -> T::Native {
        let column: &PrimitiveArray<T> = column.as_primitive();
        column.value(row)
    }
    let at = match column.data_type() {
        DataType::Date32 => {
            let days = i64::from(raw::<Date32Type>(column, row));
            let day = civil::date(1970, 1, 1).checked_add(days.days()).ok()?;
            return Some(day.to_string());
        }
        DataType::Date64 => SignedDuration::from_millis(raw::<Date64Type>(column, row)),
        DataType::Timestamp(TimeUnit::Second, _) => {
            SignedDuration::from_secs(raw::<TimestampSecondType>(column, row))
        }
        DataType::Timestamp(TimeUnit::Millisecond, _) => {
            SignedDuration::from_millis(raw::<TimestampMillisecondType>(column, row))
        }
        DataType::Timestamp(TimeUnit::Microsecond, _) => {
            SignedDuration::from_micros(raw::<TimestampMicrosecondType>(column, row))
        }
        _ => SignedDuration::from_nanos(raw::<TimestampNanosecondType>(column, row)),
    };
    // An article's second is as exact as any reader needs.
    let at = Timestamp::from_second(at.as_secs()).ok()?;
    let has_zone = matches!(column.data_type(), DataType::Timestamp(_, Some(_)));
    let clock = jiff::tz::Offset::UTC.to_datetime(at);
    Some(if has_zone { format!("{clock}Z") } else { clock.to_string() })
}

/// The fields of an extract in a table.
fn extract_members() -> Members {
    let member = |name: &str, kind| Field::new(name, kind, false);
    vec![
        member("text", DataType::Utf8),
        member("start", DataType::UInt32),
        member("end", DataType::UInt32),
        member("rank", DataType::UInt32),
        member("score", DataType::Float64),
    ]
    .into()
}

/// The columns of a table of summaries, named like the fields of `daybrief summarize --each`.
pub(crate) fn schema() -> Schema {
    let text = |name: &str| Field::new(name, DataType::Utf8, true);
    let count = |name: &str| Field::new(name, DataType::UInt32, true);
    let extract = Field::new_list_field(DataType::Struct(extract_members()), true);
    Schema::new(vec![
        text("error"),
        text("title"),
        text("url"),
        text("date"),
        text("source"),
        text("language"),
        count("sentences"),
        text("summary"),
        count("words"),
        Field::new_list("extracts", extract, true),
    ])
}

/// One row for each of `made`: its summary, or why there is none.
pub(crate) fn table(made: &[Result<Arc<Made>, String>]) -> Result<RecordBatch, ArrowError> {
    let texts = |of: &dyn Fn(&Made) -> Option<&str>| -> ArrayRef {
        let mut column = StringBuilder::new();
        made.iter()
            .for_each(|one| column.append_option(one.as_ref().ok().and_then(|made| of(made))));
        Arc::new(column.finish())
    };
    let counts = |of: &dyn Fn(&Made) -> u32| -> ArrayRef {
        let mut column = UInt32Builder::new();
        made.iter().for_each(|one| column.append_option(one.as_ref().ok().map(|made| of(made))));
        Arc::new(column.finish())
    };
    let mut errors = StringBuilder::new();
    made.iter().for_each(|one| errors.append_option(one.as_ref().err()));
    let columns: Vec<ArrayRef> = vec![
        Arc::new(errors.finish()),
        texts(&|made| made.article.title.as_deref()),
        texts(&|made| made.article.url.as_deref()),
        texts(&|made| made.article.date.as_deref()),
        texts(&|made| Some(&made.article.source)),
        texts(&|made| made.article.language.as_deref()),
        counts(&|made| made.article.sentences),
        texts(&|made| Some(&made.article.summary)),
        counts(&|made| made.article.words),
        extracts(made),
    ];
    RecordBatch::try_new(Arc::new(schema()), columns)
}

fn extracts(made: &[Result<Arc<Made>, String>]) -> ArrayRef {
    let number = || Box::new(UInt32Builder::new());
    let columns: Vec<Box<dyn ArrayBuilder>> = vec![
        Box::new(StringBuilder::new()),
        number(),
        number(),
        number(),
        Box::new(Float64Builder::new()),
    ];
    let mut lists = ListBuilder::new(StructBuilder::new(extract_members(), columns));
    for one in made {
        let Ok(one) = one else {
            lists.append(false);
            continue;
        };
        let row = lists.values();
        for extract in &one.article.extracts {
            if let Some(text) = row.field_builder::<StringBuilder>(0) {
                text.append_value(&extract.text);
            }
            for (at, number) in [(1, extract.start), (2, extract.end), (3, extract.rank)] {
                if let Some(column) = row.field_builder::<UInt32Builder>(at) {
                    column.append_value(number);
                }
            }
            if let Some(score) = row.field_builder::<Float64Builder>(4) {
                score.append_value(extract.score);
            }
            row.append(true);
        }
        lists.append(true);
    }
    Arc::new(lists.finish())
}
