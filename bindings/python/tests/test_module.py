"""What a user of the module meets: kinds of input, errors, threads, notebooks, promises."""

import dataclasses
import datetime
import doctest
import json
import multiprocessing
import pathlib
import pickle
import threading
import time

import pytest

import daybrief

TEXT = (
    "The harbor of Odda was closed on Monday after two ferries had collided in the fog. "
    "Nobody was hurt, the police of Odda said. One of the ferries lost its bow. "
    "The harbor opens again on Tuesday, the mayor of Odda said. Fishermen wait at the pier."
)


@dataclasses.dataclass
class Article:
    body: str
    headline: str
    published: datetime.date


def test_a_summary_is_text_with_what_vouches_for_it():
    summary = daybrief.summarize(TEXT, sentences=2)
    assert str(summary) == summary.text == " ".join(it.text for it in summary.extracts)
    assert len(summary.extracts) == 2 and summary.sentences == 5 and summary.language == "en"
    for extract in summary.extracts:
        assert TEXT[extract.span] == extract.text == str(extract)
        assert TEXT.encode()[extract.start : extract.end].decode() == extract.text
        first = extract.citations[0]
        assert (first.relation, first.start, first.end) == ("verbatim", extract.start, extract.end)
        assert extract.parts["total"] == extract.score
    assert sorted(it.rank for it in summary.extracts) == [1, 2]


def test_spans_are_characters_where_letters_take_several_bytes():
    text = "Über Größe wird gestritten. Die Bürger von Odda wählen am Sonntag eine neue Bürgermeisterin."
    for extract in daybrief.summarize(text, sentences=2, language="de").extracts:
        assert text[extract.span] == extract.text


def test_exactly_as_many_sentences_as_asked_for():
    for n in range(1, 6):
        assert len(daybrief.summarize(TEXT, n).extracts) == n


def test_every_method_gives_a_summary():
    for method in daybrief.METHODS:
        assert daybrief.summarize(TEXT, 1, method).text in TEXT


def test_articles_come_in_many_kinds(tmp_path):
    fields = {"text": TEXT, "title": "Harbor closed", "date": "2026-02-04"}
    expected = daybrief.summarize(fields).to_json()
    kinds = [
        {"body": TEXT, "headline": "Harbor closed", "published": datetime.date(2026, 2, 4)},
        {"content": TEXT, "title": "Harbor closed", "date": "February 4, 2026"},
        {"text": TEXT, "title": "Harbor closed", "date": 20260204, "other": b"bytes", "x": None},
        Article(TEXT, "Harbor closed", datetime.date(2026, 2, 4)),
    ]
    assert [daybrief.summarize(kind).to_json() for kind in kinds] == [expected] * 4
    mapped = {"t": TEXT, "h": "Harbor closed", "d": "2026-02-04"}
    names = {"text": "t", "title": "h", "date": "d"}
    assert daybrief.summarize(mapped, fields=names).to_json() == expected
    path = tmp_path / "harbor.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert daybrief.summarize(path).text == daybrief.summarize(TEXT).text


def test_tables_come_in_many_kinds():
    pa = pytest.importorskip("pyarrow")
    day = datetime.date(2026, 2, 4)
    rows = [{"text": TEXT, "title": "A", "date": day}, {"text": None, "title": "B", "date": day}]
    expected = daybrief.summarize_many(rows)
    table = pa.Table.from_pylist(rows)
    tables = [table, table.to_batches()[0], table.cast(pa.schema([
        ("text", pa.large_string()), ("title", pa.string_view()), ("date", pa.timestamp("us"))
    ]))]
    for name in ("pandas", "polars"):
        frames = pytest.importorskip(name)
        tables.append(frames.DataFrame(rows))
    for table in tables:
        made = daybrief.summarize_many(table)
        assert made.to_jsonl() == expected.to_jsonl(), type(table)
        assert len(daybrief.brief(table).sources) == 1
    column = pa.array([TEXT, TEXT])
    same = daybrief.summarize_many([{"text": TEXT}, {"text": TEXT}]).to_jsonl()
    columns = [column, pa.chunked_array([column])]
    columns.append(pytest.importorskip("polars").Series("x", [TEXT, TEXT]))
    columns.append(pytest.importorskip("pandas").Series([TEXT, TEXT], name="x"))
    for column in columns:
        assert daybrief.summarize_many(column).to_jsonl() == same, type(column)


def test_summaries_are_a_table():
    pa = pytest.importorskip("pyarrow")
    made = daybrief.summarize_many([TEXT, None, "It rained."])
    table = pa.table(made)
    assert table.column("summary").to_pylist() == made.texts == [str(made[0]), None, "It rained."]
    assert table.column("error").to_pylist() == made.errors
    extracts = table.column("extracts").to_pylist()
    assert extracts[1] is None
    lines = [json.loads(line) for line in made.to_jsonl().splitlines()]
    assert extracts[0] == lines[0]["extracts"] and [it["number"] for it in lines] == [1, 2, 3]
    assert lines[1] == {"schema": "daybrief-each/1", "number": 2, "error": made.errors[1]}
    polars = pytest.importorskip("polars")
    assert polars.DataFrame(made)["words"].to_list() == table.column("words").to_pylist()


def test_bad_rows_cost_themselves_alone():
    rows = [TEXT, None, b"bytes", 7, "", " \n", {"text": 3}, {"other": TEXT}, {"text": b"x"}, [], TEXT]
    rows += ["\ud800", {"text": "x" * 200}, float("nan"), object(), "\0\0\0"]
    made = daybrief.summarize_many(rows, max_bytes=20_000)
    assert len(made) == len(rows)
    good = [at for at, summary in enumerate(made) if summary is not None]
    assert good == [0, 10, 12]
    assert all((error is None) == (at in good) for at, error in enumerate(made.errors))
    assert "decode" in made.errors[2] and "int is no article" in made.errors[3]
    long = daybrief.summarize_many(["A long text. " * 900_000], max_bytes=1 << 20)
    assert long[0] is None and "more than max_bytes=1048576" in long.errors[0]


def test_what_cannot_be_meant_is_refused():
    def refused(kind, work, *words):
        with pytest.raises(kind) as raised:
            work()
        assert isinstance(raised.value, daybrief.DaybriefError)
        assert all(word in str(raised.value) for word in words), raised.value

    summarize, brief = daybrief.summarize, daybrief.brief
    refused(ValueError, lambda: summarize(TEXT, method="magic"), "magic", "centroid")
    refused(ValueError, lambda: summarize(TEXT, 0), "sentences=0")
    refused(ValueError, lambda: summarize(TEXT, -1), "-1")
    refused(ValueError, lambda: summarize(TEXT, words=2**70), "counted")
    refused(ValueError, lambda: daybrief.summarize_many([TEXT], threads=-1), "-1")
    refused(ValueError, lambda: brief([TEXT], max_topics=-2), "-2")
    refused(ValueError, lambda: summarize(TEXT, ratio=1.5), "ratio=1.5")
    refused(ValueError, lambda: summarize(TEXT, language="klingon"), "klingon")
    refused(ValueError, lambda: summarize(TEXT, fields={"body": "x"}), "body")
    refused(TypeError, lambda: summarize(b"bytes"), "decode")
    refused(TypeError, lambda: summarize(None), "None")
    refused(TypeError, lambda: summarize(7), "int is no article")
    refused(daybrief.ReadError, lambda: summarize(""), "no text")
    refused(daybrief.ReadError, lambda: summarize({"title": "x"}), "no text")
    refused(daybrief.ReadError, lambda: summarize(pathlib.Path("nowhere.txt")), "nowhere.txt")
    refused(TypeError, lambda: brief(7), "int")
    refused(daybrief.ReadError, lambda: brief([]), "no article")
    refused(ValueError, lambda: brief([TEXT], date="soon"), "soon")
    refused(ValueError, lambda: brief([TEXT], granularity="x"), "broad")
    refused(ValueError, lambda: brief([TEXT], sections=["x"]), "timeline")
    refused(daybrief.ReadError, lambda: daybrief.Briefing.from_json("{}"), "briefing")
    refused(ValueError, lambda: daybrief.rouge("a", "b", max_words=1, max_bytes=1), "exclude")
    with pytest.raises(TypeError):
        summarize(TEXT, sentences="many")


def test_a_briefing_is_pages_and_data():
    documents = [
        {"text": TEXT, "title": "Harbor closed", "source": "Herald", "date": "2026-02-04"},
        {"text": TEXT, "title": "Ferries", "source": "Courier", "date": "2026-02-05"},
        {"text": "Voters in Lund chose a mayor. The polls closed at nine.", "source": "Gazette"},
    ]
    briefing = daybrief.brief(documents, title="<Brief>", sections=["timeline"])
    assert briefing.title == "<Brief>" and briefing.date == "2026-02-05"
    assert sum(len(topic.sources) for topic in briefing.topics) == 3
    data = briefing.to_dict()
    assert data["schema"] == "daybrief/1" and data["made"] is None
    assert [topic.label for topic in briefing.topics] == [it["label"] for it in data["topics"]]
    first = briefing.topics[0].extracts[0]
    assert first.text in TEXT or first.text in documents[2]["text"]
    assert first.citations[0].relation == "verbatim"
    assert "&lt;Brief&gt;" in briefing.to_html() and "<Brief>" not in briefing.to_html()
    assert briefing.to_markdown().startswith("# ") and str(briefing) == briefing.to_text()
    copy = pickle.loads(pickle.dumps(briefing))
    assert copy.to_json() == briefing.to_json()
    joined = daybrief.Briefing.join([briefing, copy], title="Both")
    assert [source.number for source in joined.sources] == [1, 2, 3, 4, 5, 6]
    nothing_new = daybrief.brief(documents[:1], earlier=documents[:1] and [TEXT])
    assert nothing_new.topics == []


def test_notebooks_show_text_of_articles_as_text():
    bad = "The <b>harbor</b> was closed & opened. <script>alert(1)</script> was on the sign of it."
    html = daybrief.summarize(bad, 2)._repr_html_()
    assert "<b>" not in html and "<script>" not in html and "&lt;script&gt;" in html
    page = daybrief.brief([bad])._repr_html_()
    assert page.startswith("<iframe srcdoc=") and "sandbox" in page and "<script" not in page


def test_topics_name_places_in_the_list():
    texts = [TEXT, "Voters in Lund chose a mayor. The polls closed at nine in Lund.", TEXT]
    topics = daybrief.topics(texts)
    assert sorted(at for topic in topics for at in topic.documents) == [0, 1, 2]
    assert any({0, 2} <= set(topic.documents) for topic in topics)
    assert all(topic.documents == sorted(topic.documents) for topic in topics)
    assert all(len(topic) == len(topic.documents) >= topic.independent for topic in topics)


def test_figures_are_those_of_the_script():
    scores = daybrief.rouge("police kill the gunman", ["police killed the gunman"])
    assert scores["rouge-1"] == (0.75, 0.75, 0.75) and scores["rouge-l"].f == 0.75
    assert daybrief.rouge("police kill the gunman", "police killed the gunman", stem=True)[
        "rouge-1"
    ].recall == 1.0


def test_the_lock_is_released():
    """While one thread summarizes a long text, another goes on counting."""
    long = " ".join(f"Sentence {n} tells of harbor {n % 97} and ferry {n % 89}." for n in range(6000))
    steps, done = [], threading.Event()

    def count():
        while not done.is_set():
            steps.append(time.perf_counter())
            time.sleep(0.001)

    counter = threading.Thread(target=count)
    counter.start()
    start = time.perf_counter()
    daybrief.summarize(long)
    end = time.perf_counter()
    done.set()
    counter.join()
    inside = [step for step in steps if start < step < end]
    assert len(inside) > 3, f"{len(inside)} steps in {end - start:.3f} s"


def test_threads_and_numbers_of_threads_change_nothing():
    texts = [f"{TEXT} It was ship {n} of the year in harbor {n % 7}." for n in range(300)]
    expected = daybrief.summarize_many(texts, threads=1).to_jsonl()
    assert daybrief.summarize_many(texts, threads=3).to_jsonl() == expected
    assert daybrief.summarize_many(iter(texts)).to_jsonl() == expected
    found = []

    def work():
        found.append([daybrief.summarize(text).text for text in texts[:40]])

    workers = [threading.Thread(target=work) for _ in range(4)]
    [worker.start() for worker in workers]
    [worker.join() for worker in workers]
    assert found == [found[0]] * 4


def test_what_is_made_as_it_is_read_keeps_its_order_and_its_errors():
    texts = [f"Ship {n} of the year lay in harbor {n % 7}. It was a Monday." for n in range(2500)]

    def until(end):
        yield from texts[:end]
        raise KeyError(end)

    for threads in (1, 2):
        made = daybrief.summarize_many((text for text in texts), sentences=1, threads=threads)
        assert made.texts == [text[: -len(" It was a Monday.")] for text in texts]
        for end in (0, 3, 2200):
            with pytest.raises(KeyError, match=str(end)):
                daybrief.summarize_many(until(end), threads=threads)
        # What is read may call the module itself, on the thread that waits for the others.
        nested = (daybrief.summarize(text, sentences=1).text for text in texts[:1200])
        assert daybrief.summarize_many(nested, threads=threads).texts == made.texts[:1200]


def _in_child(queue):
    queue.put(daybrief.summarize_many([TEXT] * 100).texts[0])


def test_a_forked_child_works():
    expected = daybrief.summarize_many([TEXT] * 100).texts[0]
    context = multiprocessing.get_context("fork")
    queue = context.Queue()
    child = context.Process(target=_in_child, args=(queue,))
    child.start()
    try:
        assert queue.get(timeout=60) == expected
    finally:
        child.kill()


def test_examples_of_the_docstrings_hold():
    runner, parser = doctest.DocTestRunner(), doctest.DocTestParser()
    for name in ["__doc__", *daybrief.__all__]:
        text = daybrief.__doc__ if name == "__doc__" else getattr(daybrief, name).__doc__
        runner.run(parser.get_doctest(text or "", {}, name, None, 0))
    assert runner.failures == 0 and runner.tries >= 20


def test_every_name_is_documented_and_stubbed():
    stub = pathlib.Path(daybrief.__file__).with_name("__init__.pyi").read_text(encoding="utf-8")
    for name in daybrief.__all__:
        assert f"{name}" in stub, name
        if name not in ("METHODS", "__version__"):
            assert getattr(daybrief, name).__doc__, name
