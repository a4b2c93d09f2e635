"""A corpus of any size to topics, by Spark's own shuffle.

Documents that may belong together are found by rare terms that both hold, within a window of time,
so that a document has a bounded number of candidates. What hangs together by them is a component.
Components, small ones many at a time, are then handed to the core, which groups their documents by
average link as it does on one machine: components only have to be wide enough.
"""

from __future__ import annotations

import pyarrow as pa

from ._arrow import checked, groups, mapped, table_of

# Terms that an article is looked for by, and how many are weighed for that.
KEYS = 48
BEST = 16
# Articles behind it in the list of a term, in the order of time, that each article is paired with.
WINDOW = 8
# Cosines of best terms from which two articles hang together: the first for all, the others for
# what would be too large a component.
LEVELS = (0.12, 0.2, 0.3, 0.4, 0.5, 0.65)
# Pairs that the driver joins to components by itself, which takes it seconds …
PAIRS_ON_DRIVER = 500_000
# … and of more, rounds of Spark's joins in which the smallest name spreads through a component.
ROUNDS = 20


def topics(
    df,
    id="id",
    text="text",
    *,
    fields=None,
    granularity="auto",
    language=None,
    bin_size=8000,
    max_component=20_000,
    partitions=None,
):
    """Add the column ``topic``: the smallest ``id`` among the articles on the same event.

    ``id`` is a column without duplicates or nulls. A row that is no article has a null topic. The
    core is given ``bin_size`` articles at a time, more only where a component is larger; one of
    more than ``max_component`` is parted by closer resemblance first.
    """
    from pyspark.sql import functions as f

    checked(df, [id, text, *(fields or {}).values()], ["topic"])
    names = mapped(text, fields)
    n_parts = partitions or df.sparkSession.sparkContext.defaultParallelism * 2
    keys = _keys(df, id, names, language).persist()
    n = keys.count()
    edges = _edges(keys, n, n_parts).persist()
    ids = keys.select("id")
    components = _bounded(ids, edges, max_component, n_parts)
    n_bins = max(1, -(-n // bin_size))
    bins = components.withColumn("_bin", f.pmod(f.xxhash64("component"), f.lit(n_bins)))
    bins = bins.select(f.col("id").alias(id), "_bin")
    grouped = _grouped(df.join(bins, id), id, names, granularity, language, n_bins)
    return df.join(grouped, id, "left")


def _keys(df, id, names, language):
    """The weightiest terms of each article, by what the article and its language say of them."""
    from pyspark.sql import functions as f

    kind = df.schema[id].dataType.simpleString()

    def work(batches):
        import pyarrow.compute as pc

        from daybrief import _core

        for batch in batches:
            table = pa.Table.from_batches([batch])
            starts, terms, weights = _core.keys(table, KEYS, language, names, 1)
            keys = pa.StructArray.from_arrays(
                [pa.array(terms, pa.string()), pa.array(weights, pa.float64())],
                names=["term", "weight"],
            )
            keys = pa.ListArray.from_arrays(pa.array(starts, pa.int32()), keys)
            columns = [batch.column(batch.schema.get_field_index(name)) for name in (id, "_time")]
            made = pa.RecordBatch.from_arrays([*columns, keys], names=["id", "time", "keys"])
            yield made.filter(pc.greater(pc.list_value_length(keys), 0))

    schema = f"id {kind}, time string, keys array<struct<term:string,weight:double>>"
    when = names.get("date", "date")
    time = f.col(when).cast("string") if when in df.columns else f.lit(None).cast("string")
    return df.withColumn("_time", time).mapInArrow(work, schema)


def _edges(keys, n, n_parts):
    """Pairs of articles with the cosine of their best terms, as far as their lists show it."""
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    terms = keys.select("id", "time", f.explode("keys").alias("key"))
    terms = terms.select("id", "time", "key.term", "key.weight")
    held = terms.groupBy("term").agg(f.count("*").alias("n")).where(f.col("n") > 1)
    weight = f.col("weight") * f.log(f.lit(float(n + 1)) / f.col("n"))
    weighed = terms.join(held, "term").select("id", "time", "term", weight.alias("weight"))
    place = f.row_number().over(Window.partitionBy("id").orderBy(f.desc("weight"), "term"))
    best = weighed.withColumn("_place", place).where(f.col("_place") <= BEST)
    length = f.sqrt(f.sum(f.col("weight") * f.col("weight")).over(Window.partitionBy("id")))
    best = best.select("id", "time", "term", (f.col("weight") / length).alias("weight"))
    behind = Window.partitionBy("term").orderBy("time", "id").rowsBetween(1, WINDOW)
    others = f.collect_list(f.struct("id", "weight")).over(behind)
    pairs = best.withColumn("others", others).select("id", "weight", f.explode("others").alias("other"))
    product = f.col("weight") * f.col("other.weight")
    # The same pair may be met in either order, by terms that are sorted alike but not held alike.
    pairs = pairs.select(
        f.least("id", "other.id").alias("a"),
        f.greatest("id", "other.id").alias("b"),
        product.alias("c"),
    )
    cosine = pairs.groupBy("a", "b").agg(f.sum("c").alias("cosine"), f.count("*").alias("n"))
    near = cosine.where((f.col("cosine") >= LEVELS[0]) & (f.col("n") > 1))
    return near.select("a", "b", "cosine").coalesce(n_parts)


def _bounded(ids, edges, max_component, n_parts):
    """Components of at most ``max_component`` articles, as far as the levels can part them."""
    from pyspark.sql import functions as f

    done = None
    for level in LEVELS:
        found = _components(ids, edges.where(f.col("cosine") >= level), n_parts)
        sizes = found.groupBy("component").agg(f.count("*").alias("n"))
        large = sizes.where(f.col("n") > max_component).select("component").persist()
        if level == LEVELS[-1] or large.isEmpty():
            return found if done is None else done.unionByName(found)
        fits = found.join(large, "component", "left_anti")
        done = fits if done is None else done.unionByName(fits)
        ids = found.join(large, "component").select("id").persist()
        inside = ids.withColumnRenamed("id", "a")
        edges = edges.join(inside, "a").join(ids.withColumnRenamed("id", "b"), "b")
        edges = edges.select("a", "b", "cosine").persist()
    return done


def _components(ids, edges, n_parts):
    """The component of each article, named by its smallest."""
    from pyspark.sql import functions as f

    few = edges.select("a", "b").limit(PAIRS_ON_DRIVER + 1).collect()
    if len(few) > PAIRS_ON_DRIVER:
        return _spread(ids, edges, n_parts)
    named = list(_joined(few).items())
    if not named:
        return ids.select("id", f.col("id").alias("component"))
    kind = ids.schema["id"].dataType.simpleString()
    named = ids.sparkSession.createDataFrame(named, f"id {kind}, component {kind}")
    component = f.coalesce("component", "id").alias("component")
    return ids.join(f.broadcast(named), "id", "left").select("id", component)


def _joined(pairs):
    """The smallest of those that each one hangs together with, by way of others too."""
    above = {}

    def top(one):
        while above.setdefault(one, one) != one:
            above[one] = one = above[above[one]]
        return one

    for a, b in pairs:
        a, b = top(a), top(b)
        above[max(a, b)] = min(a, b)
    return {one: top(one) for one in above}


def _spread(ids, edges, n_parts):
    """The same by Spark, of any number of pairs: the smallest name spreads.

    In each round an article takes the smallest name around it, and then the name that this one has
    by now, so that the way of a name doubles.
    """
    from pyspark.sql import functions as f

    back = edges.select(f.col("b").alias("a"), f.col("a").alias("b"))
    both = edges.select("a", "b").unionByName(back).repartition(n_parts, "b").persist()
    names = ids.select("id", f.col("id").alias("component")).persist()
    for _ in range(ROUNDS):
        around = both.join(names.toDF("b", "component"), "b").groupBy("a")
        least = around.agg(f.min("component").alias("least")).withColumnRenamed("a", "id")
        spread = names.join(least, "id", "left").select(
            "id",
            f.col("component").alias("before"),
            f.least("component", f.coalesce("least", "component")).alias("name"),
        )
        after = spread.join(names.toDF("name", "far"), "name").select(
            "id", f.least("name", "far").alias("component"), "before"
        )
        after = after.coalesce(n_parts).persist()
        n_changed = after.where(f.col("component") != f.col("before")).count()
        names = _cut(after.select("id", "component"))
        if n_changed == 0:
            break
    return names


def _cut(df):
    """The same rows without the plan that made them, which would double with every round."""
    if df.sparkSession.sparkContext.getCheckpointDir() is not None:
        return df.checkpoint()
    return df.sparkSession.createDataFrame(df.rdd, df.schema).persist()


def _grouped(df, id, names, granularity, language, n_bins):
    """The topic of each article: every bin is a heap for the core."""
    from pyspark.sql.types import StructField, StructType

    field = df.schema[id]
    schema = StructType([StructField(id, field.dataType), StructField("topic", field.dataType)])

    def work(batches):
        for ids, parts in _bins(batches, id):
            yield _topics_of(ids, pa.Table.from_batches(parts), names, granularity, language)

    columns = [name for name in dict.fromkeys([id, "_bin", *_read(df, names)])]
    parts = df.select(*columns).repartition(n_bins, "_bin").sortWithinPartitions("_bin", id)
    return parts.mapInArrow(work, schema)


def _read(df, names):
    """The columns that say something of an article."""
    from daybrief import _core

    wanted = set(names.values())
    return [name for name in df.columns if name in wanted or _core.reads(name)]


def _bins(batches, id):
    """One bin after the other: its ids, and its rows."""
    bin_, ids, parts = None, [], []
    for name, part in groups(batches, "_bin"):
        if name != bin_ and parts:
            yield ids, parts
            ids, parts = [], []
        bin_ = name
        ids.extend(part.column(part.schema.get_field_index(id)).to_pylist())
        parts.append(part)
    if parts:
        yield ids, parts


def _topics_of(ids, table, names, granularity, language):
    import daybrief

    kind = table.schema.field(0).type
    rows = []
    for topic in daybrief.topics(
        table, granularity=granularity, language=language, fields=names, threads=1
    ):
        members = [ids[at] for at in topic.documents]
        rows.extend((member, min(members)) for member in members)
    schema = pa.schema([("id", kind), ("topic", kind)])
    return table_of(rows, schema).rename_columns([table.schema.names[0], "topic"])
