#!/usr/bin/env python3
"""Counts how the work grows with the input: instructions of n, 2n and 4n, under callgrind.

    python3 benches/growth/run.py [--kinds text,identical] [--binary target/release/daybrief]

A ratio of 2 is linear. Counts do not depend on how busy the machine is. Needs valgrind.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 2.2


def lexicon(n, chance):
    letters = "abcdefghijklmnopqrstuvwxyz"
    return ["".join(chance.choices(letters, k=chance.randint(3, 9))) for _ in range(n)]


def sentence(words, weights, chance):
    """Words as often as Zipf has them, some of them names."""
    chosen = chance.choices(words, weights, k=chance.randint(8, 30))
    chosen = [word.capitalize() if place % 7 == 0 else word for place, word in enumerate(chosen)]
    return " ".join(chosen) + "."


def sentences(n):
    chance = random.Random(7)
    words = lexicon(30_000, chance)
    weights = [1 / (rank + 1) for rank in range(len(words))]
    return [sentence(words, weights, chance) for _ in range(n)]


def long_text(n):
    all_of_it = sentences(n)
    blocks = [" ".join(all_of_it[at : at + 5]) for at in range(0, n, 5)]
    return "long.txt", "\n\n".join(blocks), ["summarize", "-n", "10"]


def identical(n):
    return "same.txt", (sentences(1)[0] + " ") * n, ["summarize", "-n", "10"]


def distinct(n):
    chance = random.Random(7)
    words = iter(lexicon(14 * n, chance))
    lines = [" ".join(next(words) for _ in range(14)).capitalize() + "." for _ in range(n)]
    return "distinct.txt", "\n".join(lines), ["summarize", "-n", "10"]


def one_word(n):
    return "words.txt", "\n\n".join(f"{word.capitalize()}." for word in lexicon(n, random.Random(7))), ["summarize", "-n", "10"]


def endless_line(n):
    words = lexicon(2_000, random.Random(7))
    return "line.txt", " ".join(words[at % 2_000] for at in range(20 * n)), ["summarize", "-n", "10"]


def heap(n):
    command = ["cargo", "run", "--release", "--quiet", "--example", "heap", "--", str(n)]
    return "heap.ndjson", subprocess.check_output(command, cwd=ROOT, text=True), ["make"]


def copies(n):
    line = json.dumps({"title": "A storm", "text": " ".join(sentences(15)), "date": "2026-02-04"})
    return "copies.ndjson", (line + "\n") * n, ["make"]


def each(n):
    chance = sentences(15 * n)
    texts = (" ".join(chance[at : at + 15]) for at in range(0, 15 * n, 15))
    return "each.ndjson", "".join(json.dumps({"text": text}) + "\n" for text in texts), ["summarize", "--each", "-n", "3"]


# For each kind the input of a size, and the smallest size.
KINDS = {
    "text": (long_text, 5_000),
    "identical": (identical, 5_000),
    "distinct": (distinct, 5_000),
    "one-word": (one_word, 20_000),
    "endless-line": (endless_line, 5_000),
    "heap": (heap, 500),
    "copies": (copies, 500),
    "each": (each, 300),
}


def instructions(binary, n, kind, folder):
    name, content, command = kind(n)
    path = Path(folder) / name
    path.write_text(content)
    tool = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
    command = [*tool, binary, *command, "--jobs", "1", str(path)]
    run = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    found = re.search(r"Collected : (\d+)", run.stderr)
    if run.returncode or not found:
        sys.exit(f"{' '.join(command)} failed:\n{run.stderr[-2000:]}")
    return int(found[1])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kinds", default=",".join(KINDS))
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    parser.add_argument("--binary", default=str(target / "release" / "daybrief"))
    options = parser.parse_args()
    print(f"{'kind':<14} {'n':>7} {'million instructions':>21} {'ratio':>6}")
    worst = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for name in options.kinds.split(","):
            kind, n = KINDS[name]
            before = None
            for size in (n, 2 * n, 4 * n):
                count = instructions(options.binary, size, kind, folder)
                ratio = count / before if before else 0.0
                worst = max(worst, ratio)
                print(f"{name:<14} {size:>7} {count / 1e6:>21.1f} {f'{ratio:.2f}' if before else '':>6}", flush=True)
                before = count
    print(f"largest ratio {worst:.2f}, at most {LIMIT} wanted")
    return worst > LIMIT


if __name__ == "__main__":
    sys.exit(main())
