"""Every block of Python in the README runs."""

import os
import pathlib
import re

import pytest

README = pathlib.Path(__file__).parents[1] / "README.md"
# Ray reports home otherwise.
os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
BLOCKS = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.split("import ")[2].split("\n")[0]
                         if block.count("import ") > 1 else "daybrief")
def test_a_block_of_the_readme_runs(block):
    for name in re.findall(r"^import (\w+)", block, re.MULTILINE):
        pytest.importorskip(name)
    exec(compile(block, str(README), "exec"), {"__name__": "readme"})


def test_calls_beside_sumy_and_gensim_are_real():
    """The right column of the tables, as far as it is calls."""
    import daybrief

    text = " ".join(f"Ferry {n} of Odda waits for the fog to lift on day {n}." for n in range(30))
    html, reference, summary = f"<p>{text}</p>", text, daybrief.summarize(text)
    scope = {"daybrief": daybrief, "text": text, "html": html}
    scope |= {"reference": reference, "summary": summary}
    section = README.read_text(encoding="utf-8").split("## From sumy")[1].split("## Recipes")[0]
    calls = re.findall(r"`((?:str\(|\[it\.text for it in )?daybrief\.\w+\(.*?)`", section)
    assert len(calls) >= 8
    for call in calls:
        assert eval(call, dict(scope)), call
