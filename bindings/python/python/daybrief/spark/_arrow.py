"""What all functions on Spark share: batches of Arrow in, batches of Arrow out."""

from __future__ import annotations

import pyarrow as pa

from ..errors import OptionError

# Rows of the result that are handed to Spark at once.
ROWS = 256

EXTRACTS = pa.list_(
    pa.struct(
        [
            ("text", pa.string()),
            ("start", pa.int32()),
            ("end", pa.int32()),
            ("rank", pa.int32()),
            ("score", pa.float64()),
        ]
    )
)
EXTRACTS_DDL = "array<struct<text:string,start:int,end:int,rank:int,score:double>>"


def checked(df, names, made=()):
    """The columns that are read must be there, those that are made must not."""
    for name in names:
        if name is not None and name not in df.columns:
            raise OptionError(f"there is no column {name} (of {', '.join(df.columns)})")
    for name in made:
        if name in df.columns:
            raise OptionError(f"there is a column {name} already (drop or rename it)")


def mapped(text, fields):
    """The fields of an article by the columns that hold them."""
    return {"text": text, **(fields or {})}


def groups(batches, key):
    """One part of a group after the other, of rows that are sorted by the column ``key``.

    Each is its key and a slice of a batch; a group that goes on in the next batch comes in several
    parts, so that only the batch at hand is in memory.
    """
    for batch in batches:
        keys = batch.column(batch.schema.get_field_index(key)).to_pylist()
        start = 0
        for end in range(1, len(keys) + 1):
            if end == len(keys) or keys[end] != keys[start]:
                yield keys[start], batch.slice(start, end - start)
                start = end


def table_of(rows, schema):
    """Rows as a batch that Spark takes."""
    columns = [pa.array([row[at] for row in rows], field.type) for at, field in enumerate(schema)]
    return pa.RecordBatch.from_arrays(columns, schema=schema)
