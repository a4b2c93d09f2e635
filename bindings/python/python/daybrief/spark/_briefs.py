"""Groups of articles to their briefings, and briefings to the page of a day."""

from __future__ import annotations

import pyarrow as pa

from ._arrow import ROWS, checked, groups, mapped, table_of

BRIEF = [
    ("label", "string"),
    ("day", "string"),
    ("documents", "bigint"),
    ("left_out", "bigint"),
    ("independent", "int"),
    ("importance", "double"),
    ("summary", "string"),
    ("briefing", "string"),
    ("error", "string"),
]
_ARROW = {"string": pa.string(), "bigint": pa.int64(), "int": pa.int32(), "double": pa.float64()}
# Topics beyond those told that a page names.
ALSO = 20


def brief(
    df,
    key="topic",
    text="text",
    *,
    fields=None,
    together=True,
    max_documents=500,
    max_bytes=16 << 20,
    partitions=None,
    **options,
):
    """Tell each group of rows that have the same ``key``: one row a group.

    Its columns are the key, ``label``, ``day`` (of its newest article), ``documents``,
    ``left_out``, ``independent``, ``importance``, ``summary``, ``briefing`` (JSON, for
    ``daybrief.Briefing.from_json``) and ``error``. Without ``together`` a group is a heap of many
    events, and its briefing has several topics. ``options`` are those of ``daybrief.brief``.

    A group is held in memory, so it is bounded: of more than ``max_documents`` articles, or
    ``max_bytes`` bytes of text, the others are counted and left out; which ones is decided by a
    hash of the text, the same on any cluster. Rows without a key are passed over.
    """
    from pyspark.sql import functions as f
    from pyspark.sql.types import StructField, StructType

    checked(df, [key, text, *(fields or {}).values()])
    names = mapped(text, fields)
    kind = df.schema[key].dataType
    made = StructType.fromDDL(", ".join(f"`{name}` {ddl}" for name, ddl in BRIEF))
    schema = StructType([StructField(key, kind), *made.fields])

    def work(batches):
        told = _briefs(batches, key, names, together, max_documents, max_bytes, options)
        yield from _batches(told, key)

    rows = df.where(f.col(key).isNotNull())
    shuffled = rows.repartition(partitions, key) if partitions else rows.repartition(key)
    ordered = shuffled.sortWithinPartitions(key, f.xxhash64(f.col(text)))
    return ordered.mapInArrow(work, schema)


def _briefs(batches, key, names, together, max_documents, max_bytes, options):
    """One group after the other; its state is its first rows and the number of the others."""
    state = None
    for name, part in groups(batches, key):
        if state is None or state.key != name:
            if state is not None:
                yield state.type, state.told(names, together, options)
            state = _Group(name, part.schema.field(key).type)
        state.add(part, names["text"], max_documents, max_bytes)
    if state is not None:
        yield state.type, state.told(names, together, options)


class _Group:
    """What is kept of a group while its rows go by."""

    def __init__(self, key, type):
        self.key, self.type, self.parts = key, type, []
        self.n_kept = self.n_bytes = self.n_left_out = 0

    def add(self, part, text, max_documents, max_bytes):
        column = part.column(part.schema.get_field_index(text))
        n_bytes = column.nbytes
        kept = min(part.num_rows, max_documents - self.n_kept)
        if n_bytes + self.n_bytes > max_bytes:
            kept = self._within(column, kept, max_bytes - self.n_bytes)
        if kept > 0:
            self.parts.append(part.slice(0, kept))
            self.n_bytes += n_bytes if kept == part.num_rows else part.slice(0, kept).nbytes
        self.n_kept += max(kept, 0)
        self.n_left_out += part.num_rows - max(kept, 0)

    @staticmethod
    def _within(column, n, n_bytes):
        """How many of the first ``n`` texts are within ``n_bytes`` together."""
        for at in range(max(n, 0)):
            n_bytes -= len(column[at].as_buffer() or b"") if column[at].is_valid else 0
            if n_bytes < 0:
                return at
        return max(n, 0)

    def told(self, names, together, options):
        import daybrief

        n_all = self.n_kept + self.n_left_out
        if not self.parts:
            return (self.key, None, None, n_all, n_all, None, None, None, None, "too many bytes")
        try:
            briefing = daybrief.brief(
                pa.Table.from_batches(self.parts),
                together=together,
                fields=names,
                threads=1,
                **{"sentences": 3, **options},
            )
        except daybrief.DaybriefError as error:
            return (self.key, None, None, n_all, self.n_left_out, None, None, None, None, str(error))
        return self._row(briefing, n_all)

    def _row(self, briefing, n_all):
        from math import log

        topics = briefing.topics
        if not topics:
            error = "no sentence in it"
            return (self.key, None, None, n_all, self.n_left_out, None, None, None, None, error)
        lines = max(topic.independent for topic in topics)
        # As the order of a briefing's topics: independent voices first, then their copies.
        importance = lines * (1 + 0.1 * log(max(n_all / lines, 1)))
        return (
            self.key,
            topics[0].label,
            briefing.date[:10] if briefing.date else None,
            n_all,
            self.n_left_out,
            lines,
            importance,
            "\n\n".join(topic.text for topic in topics),
            briefing.to_json(),
            None,
        )


def _batches(rows, key):
    """Rows as batches: small groups are handed over together."""
    waiting, schema = [], None
    for type, row in rows:
        if schema is None:
            schema = pa.schema([(key, type), *((name, _ARROW[ddl]) for name, ddl in BRIEF)])
        waiting.append(row)
        if len(waiting) == ROWS:
            yield table_of(waiting, schema)
            waiting = []
    if waiting:
        yield table_of(waiting, schema)


def pages(briefs, day="day", *, title=None, max_topics=8):
    """Join the briefings of each day to its page: one row a day, ``html`` and ``json``.

    ``briefs`` is what ``brief`` made. The most important topics of a day are told, some more are
    named; all others have been cut off before a page is made, however many there are.
    """
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    checked(briefs, [day, "briefing", "importance"])
    key = briefs.columns[0]
    order = Window.partitionBy(day).orderBy(
        f.desc("importance"), f.desc("documents"), f.col(key).cast("string")
    )
    told = briefs.where(f.col("briefing").isNotNull() & f.col(day).isNotNull())
    numbered = told.withColumn("_place", f.row_number().over(order))
    first = numbered.where(f.col("_place") <= max_topics + ALSO).select(
        f.col(day).cast("string").alias("day"), "_place", "briefing"
    )

    def work(batches):
        for name, parts in _days(batches):
            yield _page(name, parts, title, max_topics)

    ordered = first.repartition("day").sortWithinPartitions("day", "_place")
    return ordered.mapInArrow(work, "day string, topics int, html string, json string")


def _days(batches):
    """The briefings of one day after the other."""
    name, texts = None, []
    for day, part in groups(batches, "day"):
        if day != name and texts:
            yield name, texts
            texts = []
        name = day
        texts.extend(part.column(part.schema.get_field_index("briefing")).to_pylist())
    if texts:
        yield name, texts


def _page(day, texts, title, max_topics):
    import daybrief

    parts = [daybrief.Briefing.from_json(text) for text in texts]
    page = daybrief.Briefing.join(parts, title=title, date=day, max_topics=max_topics)
    return pa.RecordBatch.from_pydict(
        {
            "day": pa.array([day], pa.string()),
            "topics": pa.array([len(page.topics)], pa.int32()),
            "html": pa.array([page.to_html()], pa.string()),
            "json": pa.array([page.to_json()], pa.string()),
        }
    )
