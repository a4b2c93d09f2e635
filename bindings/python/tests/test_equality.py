"""The module gives what the command gives, to the byte."""

import json
import random
import re

import pytest

import daybrief
from conftest import ROOT, development_topics

TOPICS = development_topics()


def without_origin(text):
    """A briefing in JSON without how it was made, which only the command knows."""
    without, n = re.subn(r'\n  "made": \{\n.*?\n  \}', '\n  "made": null', text, flags=re.DOTALL)
    assert n == 1
    return without


def named(records):
    """The records with an outlet each, so that no name of a file shows."""
    return [{**record, "source": record.get("source") or "Outlet"} for record in records]


def as_lines(records):
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def test_a_summary_of_a_seed_is_the_commands(command, seeds):
    for path in seeds:
        text = path.read_text(encoding="utf-8")
        line = json.loads(command("summarize", "--each", "-n", 3, path))
        summary = daybrief.summarize(text)
        assert summary.text == line["summary"]
        assert json.loads(summary.to_json()) == {**line, "source": "article"}
        assert daybrief.summarize(path).to_json() == json.dumps(
            line, ensure_ascii=False, separators=(",", ":")
        )
        briefing = json.loads(command("summarize", "-n", 3, "-f", "json", path))
        extracts = briefing["topics"][0]["extracts"]
        assert [it.text for it in summary.extracts] == [it["text"] for it in extracts]
        assert [it.parts for it in summary.extracts] == [it["score"] for it in extracts]
        for own, its in zip(summary.extracts, extracts, strict=True):
            cited = [
                {name: getattr(citation, name) for name in its["citations"][0]}
                for citation in own.citations
            ]
            assert cited == its["citations"]
            assert text[own.span] == own.text
            assert text.encode()[own.start : own.end].decode() == own.text


def test_a_briefing_of_the_seeds_is_the_commands(command, seeds, monkeypatch):
    monkeypatch.chdir(ROOT)
    names = [path.relative_to(ROOT) for path in seeds]
    for kind, together in (("make", False), ("summarize", True)):
        from_command = command(kind, "-f", "json", *names)
        own = daybrief.brief(names, together=together)
        assert own.to_json() == without_origin(from_command)
        for name, page in (("md", "to_markdown"), ("html", "to_html")):
            written = command(kind, "-f", name, *names)
            # How it was made is all that the module cannot know.
            with_origin = from_command.replace("--format json", f"--format {name}")
            assert getattr(daybrief.Briefing.from_json(with_origin), page)() == written


@pytest.mark.parametrize(("name", "records"), TOPICS, ids=[name for name, _ in TOPICS])
def test_every_development_topic_is_the_commands(command, name, records):
    lines = as_lines(named(records))
    each = command("summarize", "--each", "-n", 3, "-", stdin=lines)
    assert daybrief.summarize_many(named(records)).to_jsonl() == each
    for kind, together in (("make", False), ("summarize", True)):
        from_command = without_origin(command(kind, "-f", "json", "-", stdin=lines))
        assert daybrief.brief(named(records), together=together).to_json() == from_command


def test_topics_are_those_of_the_command(command):
    heap = [record for _, records in TOPICS[:12] for record in named(records)] or [
        {"text": "Rain fell on Lund.", "source": "A"},
        {"text": "Voters chose a mayor in Odda.", "source": "B"},
    ]
    groups = json.loads(
        command("topics", "-f", "json", "--max-topics", 999, "-", stdin=as_lines(heap))
    )
    own = daybrief.topics(heap)
    assert [topic.label for topic in own] == [topic["label"] for topic in groups["topics"]]
    assert [topic.independent for topic in own] == [it["independent"] for it in groups["topics"]]
    titles = [
        sorted(str(groups["sources"][number - 1]["title"]) for number in topic["documents"])
        for topic in groups["topics"]
    ]
    titled = [sorted(str(title(heap[at])) for at in topic.documents) for topic in own]
    assert titled == titles


def title(record):
    return " ".join((record.get("title") or "").split()) or None


def test_other_scripts_are_cut_as_the_command_cuts_them(command):
    records = [
        {"text": "市議会は火曜日、新しい橋を建設することを決めた。橋は来年完成する。市長は喜んだ。", "source": "A"},
        {"text": "决定修建一座桥。市长周二宣布了这一消息。居民们很高兴。", "source": "B"},
        {"text": "สภาเมืองเมื่อวันอังคาร 12 สร้างสะพานใหม่ นายกเทศมนตรีกล่าว", "source": "C"},
    ]
    each = command("summarize", "--each", "-n", 1, "-", stdin=as_lines(records))
    assert daybrief.summarize_many(records, sentences=1).to_jsonl() == each


def test_packed_dictionaries_cut_as_those_of_the_command(command):
    """The module has them in a form of its own; the number of words shows where they cut."""
    chance = random.Random(11)
    pools = [
        "的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长",
        "日本人大会社学生先東京都市長議員国民新聞記者今年来月火水木金土曜話題発表のはがをにでともからまでしたいますないことそれこれアメリカニュース",
        "กขคงจชซญดตถทธนบปผพฟภมยรลวศสหอะาิีึืุูเแโใไ่้์็ำ",
        "ກຂຄງຈຊຍດຕຖທນບປຜຝພຟມຢຣລວສຫອຮະາິີຶືຸູເແໂໃໄ່້",
        "កខគឃងចឆជឈញដឋឌណតថទធនបផពភមយរលវសហអាិីឹឺុូួើេែៃោំះ្",
        "ကခဂဃငစဆဇညတထဒဓနပဖဗဘမယရလဝသဟအာိီုူေဲံ့း်ျြွှ",
    ]
    words = ["สภาเมือง", "ประเทศไทย", "นายกรัฐมนตรี", "中华人民共和国", "東京都知事", "北京大学", "ນະຄອນຫຼວງ", "ភ្នំពេញ", "မြန်မာ"]
    texts = []
    for pool in pools * 40:
        parts = ["".join(chance.choices(pool, k=chance.randrange(1, 12))) for _ in range(9)]
        parts.extend(chance.choices(words, k=3))
        chance.shuffle(parts)
        texts.append("".join(parts))
    records = [{"text": text, "source": "A"} for text in texts]
    each = command("summarize", "--each", "-n", 1, "-", stdin=as_lines(records))
    made = daybrief.summarize_many(records, sentences=1)
    assert made.to_jsonl() == each
    # Without dictionaries there is a word for each letter of the first, and one for the others.
    counts = {len(text): summary.words for text, summary in zip(texts, made) if summary}
    assert len(set(counts.values())) > 10
