"""Spark against one machine on a heap: cost a row, equal rows, and equal topics.

    python benches/spark_cluster.py HEAP.ndjson [summaries|topics]

Start-up is left out: the same job runs on a few rows first.
"""

import json
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "tests"))

from pyspark.sql import SparkSession
from test_spark import b_cubed

import daybrief
from daybrief import spark as on_spark


def timed(work):
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def summaries(frame, records):
    n = len(records)
    direct, made = timed(lambda: daybrief.summarize_many(records, threads=2))
    job = on_spark.summarize(frame).select("id", "summary")
    timed(job.limit(50).collect)
    cluster, rows = timed(job.collect)
    texts = made.texts
    equal = len(rows) == n and all(row["summary"] == texts[row["id"]] for row in rows)
    print(f"a row: direct {direct / n * 1e6:.0f} µs, cluster {cluster / n * 1e6:.0f} µs "
          f"({cluster / direct:.2f} times), equal: {equal}")


def topics(frame, records):
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
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.executor.memory", "1g")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    rows = [{"id": at, **record} for at, record in enumerate(records)]
    frame = session.createDataFrame(rows).repartition(8).persist()
    frame.count()
    for work in (summaries, topics):
        if wanted in (None, work.__name__):
            work(frame, records)
    session.stop()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
