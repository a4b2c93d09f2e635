"""What a call costs beside the core, and how fast many are.

    cargo build --release --example core --features pyo3/extension-module
    DAYBRIEF_CORE=target/release/examples/core python benches/call.py HEAP.ndjson

The core's time is that of `examples/core.rs`, which calls it from Rust alone, built like the wheel;
the command's that of `daybrief summarize --each --jobs 2`, named by DAYBRIEF_COMMAND. What is
compared is run in turns, so that whatever else the machine does falls on both; where it does much,
seconds of the processor are the surer ratio.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

import daybrief

# Calls of one text in a row, and how often both ways of them are timed.
IN_A_ROW, ROUNDS = 4, 15


def seconds(work):
    """How long `work` takes, and whatever it gave to be thrown away."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def processor(who):
    """Seconds of a processor that this process, or those it waited for, have had."""
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def core(texts):
    """Starts the core on `texts`: each call of what is returned gives the seconds of a round."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as file:
        json.dump(texts, file)
    process = subprocess.Popen([os.environ["DAYBRIEF_CORE"], file.name, str(IN_A_ROW)],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def round_():
        process.stdin.write("\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    round_()
    os.unlink(file.name)
    return round_


def overhead(name, texts):
    """Prints the microseconds of a call that are not the core's: the mean over the texts."""
    def called(text):
        return seconds(lambda: [daybrief.summarize(text) for _ in range(IN_A_ROW)])

    of_core = core(texts)
    calls, cores = [], []
    for _ in range(ROUNDS):
        calls.append([called(text) for text in texts])
        cores.append(of_core())
    n = len(texts) * IN_A_ROW / 1e6
    call, alone = (sum(map(min, zip(*rounds))) / n for rounds in (calls, cores))
    print(f"{name}: a call {call:.2f} µs, the core {alone:.2f} µs: {call - alone:.2f} µs beside it, "
          f"of {5 + alone / 100:.2f} that are allowed")


def throughput(path, records):
    """Prints articles a second of summarize_many and of the command, run in turns."""
    command = os.environ.get("DAYBRIEF_COMMAND", "daybrief")
    # The command takes its settings from such names, and would ask what this one sets.
    clean = {name: it for name, it in os.environ.items() if not name.startswith("DAYBRIEF_")}
    run = [command, "summarize", "--each", "-n", "3", "--jobs", "2", "-q", path]
    own, its = [], []
    busy = [resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN]
    before = [processor(who) for who in busy]
    for _ in range(ROUNDS):
        own.append(seconds(lambda: daybrief.summarize_many(records, threads=2)))
        its.append(seconds(lambda: subprocess.run(
            run, stdout=subprocess.DEVNULL, check=True, env=clean)))
    us, them = (processor(who) - start for who, start in zip(busy, before))
    n = len(records)
    print(f"summarize_many {n / min(own):.0f} articles/s, the command {n / min(its):.0f}/s")
    ratios = sorted(it / us for us, it in zip(own, its))
    print(f"ratio of the best {min(its) / min(own):.3f}, of medians "
          f"{statistics.median(its) / statistics.median(own):.3f}, "
          f"of pairs {ratios[0]:.3f} to {ratios[-1]:.3f}; of processor seconds {them / us:.3f}")


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    overhead("one sentence", ["The ferry sank."] * 50)
    overhead("articles of the heap", [line["text"] for line in lines[:200]])
    throughput(sys.argv[1], lines)
