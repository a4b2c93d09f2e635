"""Spark against one machine on a heap: cost a row, equal rows, and equal topics.

    python benches/spark_cluster.py HEAP.ndjson [summaries|topics]

Start-up is left out: a row costs what more rows cost more. Both ways are run in turns, on two cores.
"""

import json
import os
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "tests"))

from pyspark.sql import SparkSession
from test_spark import b_cubed

import daybrief
from daybrief import spark as on_spark

ROUNDS = 5


def framed(session, records):
    """The records as rows on the workers."""
    rows = [{"id": at, **record} for at, record in enumerate(records)]
    frame = session.createDataFrame(rows).repartition(8).persist()
    frame.count()
    return frame


def timed(work):
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def summaries(session, records):
    """Prints what a row costs on the cluster and beside it, by what more rows cost more."""
    sizes = (len(records) // 5, len(records))
    frames = {n: framed(session, records[:n]) for n in sizes}
    times = {(way, n): [] for way in ("direct", "cluster") for n in sizes}
    for _ in range(ROUNDS):
        for n in sizes:
            direct = lambda: daybrief.summarize_many(records[:n], threads=2)
            job = on_spark.summarize(frames[n]).write.format("noop").mode("overwrite")
            times["direct", n].append(timed(direct)[0])
            times["cluster", n].append(timed(job.save)[0])
    row = {}
    for way in ("direct", "cluster"):
        few, many = (min(times[way, n]) for n in sizes)
        row[way] = (many - few) / (sizes[1] - sizes[0]) * 1e6
        print(f"{way}: {few:.2f} s for {sizes[0]}, {many:.2f} s for {sizes[1]}, "
              f"{row[way]:.0f} µs a row more")
    print(f"a row costs {row['cluster'] / row['direct']:.2f} times what it costs beside the cluster")
    rows = on_spark.summarize(frames[sizes[1]]).select("id", "summary", "extracts").collect()
    equal = len(rows) == len(records)
    made = daybrief.summarize_many(records)
    for row in rows:
        its = json.loads(made[row["id"]].to_json())
        extracts = [extract.asDict() for extract in row["extracts"]]
        equal &= row["summary"] == its["summary"] and extracts == its["extracts"]
    print(f"{len(rows)} rows, equal to those of one machine: {equal}")


def topics(session, records):
    """Prints how like one another the topics of a cluster and of one machine are."""
    frame = framed(session, records)
    direct, one = timed(lambda: daybrief.topics(records))
    cluster, rows = timed(on_spark.topics(frame).select("id", "topic").collect)
    found = {row["id"]: row["topic"] for row in rows}
    expected = {at: min(topic.documents) for topic in one for at in topic.documents}
    print(f"topics: one machine {direct:.1f} s, cluster {cluster:.1f} s; "
          f"{len(set(expected.values()))} and {len(set(found.values()))} topics, "
          f"BCubed F1 {b_cubed(found, expected):.4f}")
    events = {at: record["cluster"] for at, record in enumerate(records) if "cluster" in record}
    if events:
        print(f"against the events: one machine {b_cubed(expected, events):.4f}, "
              f"cluster {b_cubed(found, events):.4f}")


def main(path, wanted):
    with open(path, encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    # The workers are of the Python that has the module.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.executor.memory", "1g")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    for work in (summaries, topics):
        if wanted in (None, work.__name__):
            work(session, records)
    session.stop()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
