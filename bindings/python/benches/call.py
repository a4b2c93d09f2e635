"""What a call costs beside the core, and how fast many are.

    python benches/call.py HEAP.ndjson

The core's time is taken from summarize_many on one thread, which calls it row by row without
Python; the command's is `daybrief summarize --each --jobs 2`, named by DAYBRIEF_COMMAND. What is
compared is run in turns, so that whatever else the machine does falls on both.
"""

import json
import os
import statistics
import subprocess
import sys
import time

import daybrief

# Calls of one text in a row, and how often both ways of them are timed.
IN_A_ROW, ROUNDS = 4, 9


def seconds(work):
    """How long `work` takes, and whatever it gave to be thrown away."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def overhead(name, texts):
    """Prints the microseconds of a call that are not the core's: the mean over the texts."""
    calls = cores = 0.0
    for text in texts:
        same = [text] * IN_A_ROW

        def alone():
            return [daybrief.summarize(it) for it in same]

        def together():
            return daybrief.summarize_many(same, threads=1)

        rounds = [(seconds(alone), seconds(together)) for _ in range(ROUNDS)]
        calls += min(it[0] for it in rounds)
        cores += min(it[1] for it in rounds)
    n = len(texts) * IN_A_ROW / 1e6
    call, core = calls / n, cores / n
    print(f"{name}: a call {call:.2f} µs, the core {core:.2f} µs: {call - core:.2f} µs beside it, "
          f"of {5 + core / 100:.2f} that are allowed")


def throughput(path, records):
    """Prints articles a second of summarize_many and of the command, run in turns."""
    command = os.environ.get("DAYBRIEF_COMMAND", "daybrief")
    # The command takes its settings from such names, and would ask what this one sets.
    clean = {name: it for name, it in os.environ.items() if not name.startswith("DAYBRIEF_")}
    run = [command, "summarize", "--each", "-n", "3", "--jobs", "2", "-q", path]
    own, its = [], []
    for _ in range(ROUNDS):
        own.append(seconds(lambda: daybrief.summarize_many(records, threads=2)))
        its.append(seconds(lambda: subprocess.run(
            run, stdout=subprocess.DEVNULL, check=True, env=clean)))
    n = len(records)
    print(f"summarize_many {n / min(own):.0f} articles/s, the command {n / min(its):.0f}/s")
    ratios = sorted(it / us for us, it in zip(own, its))
    print(f"ratio of the best {min(its) / min(own):.3f}, of medians "
          f"{statistics.median(its) / statistics.median(own):.3f}, "
          f"of pairs {ratios[0]:.3f} to {ratios[-1]:.3f}")


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    overhead("one sentence", ["The ferry sank."] * 50)
    overhead("articles of the heap", [line["text"] for line in lines[:200]])
    throughput(sys.argv[1], lines)
