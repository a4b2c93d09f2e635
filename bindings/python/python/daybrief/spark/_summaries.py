"""Every row by itself: the same as ``daybrief summarize --each``."""

from __future__ import annotations

import pyarrow as pa

from ._arrow import EXTRACTS, EXTRACTS_DDL, checked, mapped

MADE = {"summary": "string", "words": "int", "extracts": EXTRACTS_DDL, "error": "string"}


def summarize(df, text="text", *, fields=None, max_bytes=4 << 20, **options):
    """Add the columns ``summary``, ``words``, ``extracts`` and ``error`` to ``df``.

    ``text`` is the column of the articles; ``fields`` names the columns of what else is known of
    them (``title``, ``date``, ``url``, ``source``, ``language``), where they have other names.
    ``options`` are those of ``daybrief.summarize``. A row that cannot be summarized (null, bytes,
    no words, a text of more than ``max_bytes``) has a null summary, and says why in ``error``.
    """
    checked(df, [text, *(fields or {}).values()], MADE)
    names = mapped(text, fields)

    def work(batches):
        import daybrief

        for batch in batches:
            if batch.num_rows:
                made = daybrief.summarize_many(
                    pa.Table.from_batches([batch]),
                    fields=names,
                    threads=1,
                    max_bytes=max_bytes,
                    **options,
                )
                yield _beside(batch, pa.table(made).combine_chunks())

    schema = ", ".join(f"`{name}` {kind}" for name, kind in MADE.items())
    return df.mapInArrow(work, _with(df.schema, schema))


def _with(schema, ddl):
    from pyspark.sql.types import StructType

    return StructType([*schema.fields, *StructType.fromDDL(ddl).fields])


def _beside(batch, made):
    """The columns of ``batch`` with those that were made of it."""
    columns = [
        made["summary"].combine_chunks(),
        made["words"].combine_chunks().cast(pa.int32()),
        made["extracts"].combine_chunks().cast(EXTRACTS),
        made["error"].combine_chunks(),
    ]
    return pa.RecordBatch.from_arrays(
        [*batch.columns, *columns], names=[*batch.schema.names, *MADE]
    )
