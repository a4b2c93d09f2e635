"""What a call costs beside the core, and how fast many are.

    python benches/call.py [HEAP.ndjson]

The core's time is taken from summarize_many on one thread, which calls it row by row without
Python; the command's is `daybrief summarize --each --jobs 2`, named by DAYBRIEF_COMMAND.
"""

import json
import os
import statistics
import subprocess
import sys
import time

import daybrief


def seconds(work, n=5):
    """The best of some runs."""
    times = []
    for _ in range(n):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def overhead(texts):
    """Microseconds of a call that are not the core's, and the core's."""
    alone = seconds(lambda: [daybrief.summarize(text) for text in texts])
    core = seconds(lambda: daybrief.summarize_many(texts, threads=1))
    n = len(texts)
    print(f"a call {alone / n * 1e6:.1f} µs, in one batch {core / n * 1e6:.1f} µs an article")
    short = ["The ferry sank."] * 2000
    alone = seconds(lambda: [daybrief.summarize(text) for text in short])
    core = seconds(lambda: daybrief.summarize_many(short, threads=1))
    print(f"one sentence: a call {alone / 2000 * 1e6:.2f} µs, in one batch {core / 2000 * 1e6:.2f} µs")
    difference = (alone - core) / 2000 * 1e6
    print(f"overhead of a call: {difference:.2f} µs")


def throughput(path, records):
    """Articles a second of summarize_many and of the command, runs of each in turn."""
    command = os.environ.get("DAYBRIEF_COMMAND", "daybrief")
    own, its = [], []
    for _ in range(5):
        start = time.perf_counter()
        daybrief.summarize_many(records, threads=2)
        own.append(time.perf_counter() - start)
        start = time.perf_counter()
        run = [command, "summarize", "--each", "-n", "3", "--jobs", "2", "-q", path]
        subprocess.run(run, stdout=subprocess.DEVNULL, check=True)
        its.append(time.perf_counter() - start)
    n = len(records)
    print(f"summarize_many {n / min(own):.0f} articles/s, the command {n / min(its):.0f}/s")
    print(f"ratio of the best {min(its) / min(own):.2f}, of medians "
          f"{statistics.median(its) / statistics.median(own):.2f}")


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    overhead([line["text"] for line in lines[:500]])
    throughput(sys.argv[1], lines)
