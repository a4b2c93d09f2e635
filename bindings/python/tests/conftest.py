"""What the tests share: the command beside the module, and articles."""

import json
import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).parents[3]
DATA = ROOT.parent / "shared" / "data"


@pytest.fixture(scope="session")
def command():
    """Runs the command of this checkout with the settings of nobody."""
    named = os.environ.get("DAYBRIEF_COMMAND")
    built = [ROOT / "target" / kind / "daybrief" for kind in ("release", "debug")]
    path = pathlib.Path(named) if named else next((it for it in built if it.exists()), None)
    assert path and path.exists(), "build the command first: cargo build"
    clean = {name: it for name, it in os.environ.items() if not name.startswith("DAYBRIEF_")}

    def run(*args, stdin=b"", cwd=ROOT):
        done = subprocess.run(
            [path, *map(str, args), "-q"], input=stdin, capture_output=True, cwd=cwd, env=clean
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    return run


@pytest.fixture
def seeds():
    paths = sorted((ROOT / "seeds").glob("*.txt"))
    assert len(paths) >= 2
    return paths


def development_topics():
    """Every topic of the development data as its name and records; none where it is absent."""
    topics = []
    for path in sorted((DATA / "summarization").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").split("\n")[:-1]:
            topic = json.loads(line)
            topics.append((topic["id"], topic["docs"]))
    return topics
