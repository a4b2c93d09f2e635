"""Daybrief on Spark: a local cluster with two worker processes gives what one machine gives."""

import json
import os
import pathlib
import random
import signal
import sys
import threading
import time

import pytest
from conftest import development_topics

import daybrief

pytest.importorskip("pyspark")
pa = pytest.importorskip("pyarrow")

N = int(os.environ.get("DAYBRIEF_SPARK_ARTICLES", "400"))


def heap(n):
    """Articles on made-up events with names of their own, some of them told by many."""
    chance = random.Random(7)
    part = ["ba", "dor", "fin", "gal", "hem", "lor", "mit", "nov", "pel", "ras", "sten", "tur"]

    def name():
        return "".join(chance.choices(part, k=3)).capitalize()

    common = [name().lower() for _ in range(900)]
    articles, event = [], 0
    while len(articles) < n:
        event += 1
        names = [name() for _ in range(12)]
        day = chance.randrange(1, 20)
        for _ in range(min(chance.choice([1, 1, 2, 3, 6, 12]), n - len(articles))):
            sentences = []
            for _ in range(8):
                words = chance.choices(common, k=7) + chance.choices(names, k=3)
                chance.shuffle(words)
                sentences.append("The " + " and the ".join(" ".join(words).split(" ", 1)) + ".")
            number = len(articles)
            articles.append(
                {
                    "id": number,
                    "title": " ".join(chance.choices(names, k=3)),
                    "date": f"2026-01-{day + chance.randrange(2):02}",
                    "source": f"Outlet {number % 17}",
                    "lang": "en",
                    "event": event,
                    "text": " ".join(sentences),
                }
            )
    return articles


@pytest.fixture(scope="module")
def spark():
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.sql.adaptive.coalescePartitions.parallelismFirst", "false")
        .config("spark.executor.memory", "1g")
        .config("spark.task.maxFailures", "8")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def articles():
    return heap(N)


@pytest.fixture(scope="module")
def frame(spark, articles):
    return spark.createDataFrame(articles).repartition(6).persist()


def b_cubed(found, expected):
    """F1 of BCubed of two maps from ids to groups."""

    def sides(own, other):
        members = {}
        for key, group in own.items():
            members.setdefault(group, []).append(key)
        share = 0.0
        for key in own:
            mates = members[own[key]]
            share += sum(other[mate] == other[key] for mate in mates) / len(mates)
        return share / len(own)

    precision, recall = sides(found, expected), sides(expected, found)
    return 2 * precision * recall / (precision + recall)


def test_summaries_are_those_of_one_machine(frame, articles):
    from daybrief.spark import summarize

    rows = {row["id"]: row for row in summarize(frame).collect()}
    expected = daybrief.summarize_many(articles)
    assert len(rows) == len(articles)
    for article, summary in zip(articles, expected):
        row = rows[article["id"]]
        its = json.loads(summary.to_json())
        assert (row["summary"], row["words"], row["error"]) == (its["summary"], its["words"], None)
        assert [extract.asDict() for extract in row["extracts"]] == its["extracts"]


def test_bad_rows_are_null_and_say_why(spark):
    from daybrief.spark import summarize

    good = "The harbor of Odda was closed on Monday. Two ferries had collided."
    rows = [(1, good), (2, None), (3, ""), (4, "\0\0"), (5, "A long text. " * 800_000), (6, good)]
    made = summarize(spark.createDataFrame(rows, "n int, text string"), sentences=1).collect()
    made = {row["n"]: row for row in made}
    assert made[1]["summary"] and made[1]["summary"] == made[6]["summary"] and not made[1]["error"]
    for n in (2, 3, 4, 5):
        assert made[n]["summary"] is None and made[n]["extracts"] is None and made[n]["error"], n
    assert "max_bytes" in made[5]["error"]
    for kind, value in (("binary", bytearray(b"abc")), ("int", 7), ("array<int>", [1])):
        other = spark.createDataFrame([(1, value)], f"n int, text {kind}")
        row = summarize(other).collect()[0]
        assert row["summary"] is None and row["error"], kind
    with pytest.raises(daybrief.OptionError):
        summarize(spark.createDataFrame(rows, "n int, body string"))


def test_topics_are_those_of_one_machine(frame, articles):
    from daybrief.spark import topics

    found = {row["id"]: row["topic"] for row in topics(frame, bin_size=250).select("id", "topic").collect()}
    one = {}
    for topic in daybrief.topics(articles):
        ids = [articles[at]["id"] for at in topic.documents]
        one.update({id_: min(ids) for id_ in ids})
    assert found.keys() == one.keys()
    assert b_cubed(found, one) >= 0.98


@pytest.mark.skipif(not development_topics(), reason="the development data are not here")
def test_development_topics_are_those_of_one_machine(spark):
    from daybrief.spark import topics

    heap = [record for _, records in development_topics() for record in records]
    records = [{"id": at, "title": it.get("title"), "date": it.get("date"), "text": it["text"]}
               for at, it in enumerate(heap)]
    one = daybrief.topics(records)
    expected = {at: min(topic.documents) for topic in one for at in topic.documents}
    schema = "id int, title string, date string, text string"
    found = topics(spark.createDataFrame(records, schema)).select("id", "topic").collect()
    assert b_cubed(dict(found), expected) >= 0.98


def test_what_hangs_together_is_the_same_by_the_driver_and_by_rounds(spark, monkeypatch):
    from daybrief.spark import _topics

    chance = random.Random(3)
    chain = [(f"c{at:02}", f"c{at + 1:02}") for at in range(20)]
    pairs = chain + [tuple(sorted(chance.sample(range(10, 60), 2))) for _ in range(25)]
    pairs = [(str(a), str(b)) for a, b in pairs]
    ids = sorted({one for pair in pairs for one in pair} | {"alone"})
    nodes = spark.createDataFrame([(one,) for one in ids], "id string")
    edges = spark.createDataFrame([(*pair, 1.0) for pair in pairs], "a string, b string, cosine double")
    found = []
    for most in (_topics.PAIRS_ON_DRIVER, 0):
        monkeypatch.setattr(_topics, "PAIRS_ON_DRIVER", most)
        rows = _topics._components(nodes, edges, 2).collect()
        found.append({row["id"]: row["component"] for row in rows})
    assert found[0] == found[1] and found[0].keys() == set(ids)
    assert {found[0][a] for a, _ in chain} == {"c00"} and found[0]["alone"] == "alone"


def test_briefs_and_pages_are_those_of_one_machine(frame, articles):
    from daybrief.spark import brief, pages

    briefs = brief(frame, key="event", partitions=4).persist()
    rows = {row["event"]: row for row in briefs.collect()}
    groups = {}
    for article in articles:
        groups.setdefault(article["event"], []).append(article)
    assert rows.keys() == groups.keys()
    for event, members in groups.items():
        expected = daybrief.brief(members, together=True, sentences=3)
        assert rows[event]["briefing"] == expected.to_json()
        assert rows[event]["documents"] == len(members) and rows[event]["left_out"] == 0
    made = pages(briefs, max_topics=3).collect()
    assert len({row["day"] for row in made}) == len(made) == len({it["day"] for it in rows.values()})
    for row in made:
        assert row["html"].startswith("<!DOCTYPE html>") and 1 <= row["topics"] <= 3
        assert all(it["date"] == row["day"] for it in [json.loads(row["json"])])


def test_groups_are_bounded(spark):
    from daybrief.spark import brief

    rows = [(1, f"The harbor of Odda was closed on day {n}. Ferry {n} had to wait.") for n in range(40)]
    rows.append((2, None))
    frame = spark.createDataFrame(rows, "topic int, text string")
    made = {row["topic"]: row for row in brief(frame, max_documents=10).collect()}
    assert (made[1]["documents"], made[1]["left_out"]) == (40, 30)
    assert len(json.loads(made[1]["briefing"])["sources"]) == 10
    assert made[2]["briefing"] is None and made[2]["error"]


def test_a_killed_worker_changes_nothing(spark, frame, articles):
    """An executor is killed while its tasks run; Spark starts another, and the rows are the same."""
    from daybrief.spark import summarize

    def executors():
        """The processes of this session's executors, by what they were started with."""
        found = []
        for path in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
            try:
                words = path.read_bytes().split(b"\0")
            except OSError:
                continue
            application = spark.sparkContext.applicationId.encode()
            is_executor = any(word.endswith(b"CoarseGrainedExecutorBackend") for word in words)
            if is_executor and application in words:
                found.append(int(path.parent.name))
        return found

    def slowly(batches):
        time.sleep(0.5)
        yield from batches

    job = summarize(frame.repartition(16).mapInArrow(slowly, frame.schema))
    result = {}
    worker = threading.Thread(target=lambda: result.update(rows=job.select("id", "summary").collect()))
    worker.start()
    tracker, begun = spark.sparkContext.statusTracker(), False
    while worker.is_alive() and not begun:
        stages = [tracker.getStageInfo(number) for number in tracker.getActiveStageIds()]
        begun = any(stage and stage.numTasks == 16 and stage.numCompletedTasks > 0 for stage in stages)
        time.sleep(0.05)
    before = executors()
    assert begun and before, "the job was over before a worker could be killed"
    os.kill(before[0], signal.SIGKILL)
    worker.join(timeout=300)
    assert before[0] not in executors()
    expected = dict(zip((it["id"] for it in articles), daybrief.summarize_many(articles).texts))
    assert {row["id"]: row["summary"] for row in result["rows"]} == expected
    assert len(result["rows"]) == len(articles)


@pytest.mark.parametrize("kind", ["ndjson", "parquet"])
def test_the_job_writes_tables_and_pages(spark, articles, tmp_path, kind):
    job = pathlib.Path(__file__).parents[1] / "examples" / "spark_job.py"
    source = tmp_path / f"heap.{kind}"
    if kind == "ndjson":
        lines = (json.dumps(article) + "\n" for article in articles[:80])
        source.write_text("".join(lines), encoding="utf-8")
    else:
        spark.createDataFrame(articles[:80]).write.parquet(str(source))
    sys.path.insert(0, str(job.parent))
    try:
        import spark_job

        spark_job.run(spark, str(source), str(tmp_path / "out"))
    finally:
        sys.path.remove(str(job.parent))
    days = {row["day"] for row in spark.read.parquet(str(tmp_path / "out" / "topics")).collect()}
    pages = {path.stem for path in (tmp_path / "out" / "pages").glob("*.html")}
    assert days == pages and len(pages) > 1
