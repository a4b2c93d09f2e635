#!/usr/bin/env python3
"""Runs other summarizers beside daybrief on the same generated text, and prints what each costs.

    python3 benches/peers/run.py [--sentences 200,1000] [--limit 60]

Peers come from the ordinary package registry into a folder of their own that goes away afterwards.
Each run is a process: processor time and memory are those of the whole of it, start-up included.
sumy is given a tokenizer of regular expressions, since its own asks for data from the network.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PEERS = ["sumy==0.11.0", "summa==1.2.0", "lexrank==0.1.0", "setuptools<81"]

SUMY = """
import re, sys
from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.summarizers.{module} import {name}
class Cut:
    def to_sentences(self, text): return re.split(r"(?<=[.!?])\\s+", text)
    def to_words(self, text): return re.findall(r"\\w+", text)
cut = Cut()
sentences = [Sentence(line, cut) for line in cut.to_sentences(open(sys.argv[1]).read())]
for sentence in {name}()(ObjectDocumentModel([Paragraph(sentences)]), 3): print(sentence)
"""
SUMMA = """
import sys
from summa.summarizer import summarize
text = open(sys.argv[1]).read()
print(summarize(text, ratio=3 / max(3, text.count(".")), language="english"))
"""
LEXRANK = """
import re, sys
from lexrank import LexRank, STOPWORDS
sentences = re.split(r"(?<=[.!?])\\s+", open(sys.argv[1]).read())
print(LexRank([sentences], stopwords=STOPWORDS["en"]).get_summary(sentences, summary_size=3))
"""
# A crate has no command of its own: the shortest program around it.
CRATE_MANIFEST = """
[package]
name = "with-summary"
version = "0.0.0"
edition = "2021"
[dependencies]
summary = "=0.1.0"
[workspace]
"""
CRATE_PROGRAM = """
use summary::{Language, Summarizer};
fn main() {
    let text = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    let summarizer = Summarizer::new(Language::English);
    for sentence in summarizer.summarize_sentences(&text, 3.try_into().unwrap()) {
        println!("{sentence}");
    }
}
"""
SCRIPTS = {
    "sumy text-rank": SUMY.format(module="text_rank", name="TextRankSummarizer"),
    "sumy lex-rank": SUMY.format(module="lex_rank", name="LexRankSummarizer"),
    "summa text-rank": SUMMA,
    "lexrank": LEXRANK,
}


def generated(n_sentences, folder):
    """A text of so many sentences from the heap that the benches generate."""
    heap = ["cargo", "run", "--release", "--quiet", "--example", "heap", "--"]
    # An article has 16 sentences.
    lines = subprocess.check_output(heap + [str(n_sentences // 16 + 1)], cwd=ROOT, text=True)
    texts = [json.loads(line)["text"] for line in lines.splitlines()]
    sentences = " ".join(texts).replace("\n", " ").split(". ")[:n_sentences]
    path = Path(folder) / f"{n_sentences}.txt"
    path.write_text(". ".join(sentences) + ".\n")
    return path


def crate(folder):
    """The program around the `summary` crate, built in `folder`."""
    package = Path(folder) / "with-summary"
    (package / "src").mkdir(parents=True)
    (package / "Cargo.toml").write_text(CRATE_MANIFEST)
    (package / "src" / "main.rs").write_text(CRATE_PROGRAM)
    target = package / "target"
    build = ["cargo", "build", "--release", "--quiet", "--target-dir", str(target)]
    subprocess.check_call(build, cwd=package)
    return str(target / "release" / "with-summary")


def measured(command, limit):
    """Processor seconds and MB of `command`; None where it fails or takes longer than `limit`."""
    pid = os.fork()
    if pid == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        os.execv(command[0], command)
    _, status, usage = os.wait4(pid, 0)
    if status != 0:
        return None
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sentences", default="200,1000")
    parser.add_argument("--limit", type=int, default=60, help="processor seconds a run")
    options = parser.parse_args()
    subprocess.check_call(["cargo", "build", "--release", "--quiet"], cwd=ROOT)
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    daybrief = str(target / "release" / "daybrief")
    with tempfile.TemporaryDirectory() as folder:
        venv.create(Path(folder) / "venv", with_pip=True)
        python = str(Path(folder) / "venv" / "bin" / "python")
        subprocess.check_call([python, "-m", "pip", "install", "--quiet", *PEERS])
        commands = {"daybrief": lambda text: [daybrief, "summarize", text, "-n", "3", "--jobs", "1"]}
        summary = crate(folder)
        commands["summary crate"] = lambda text: [summary, text]
        for name, script in SCRIPTS.items():
            # Not by its name alone, which would stand for the package it imports.
            path = Path(folder) / f"with-{name.replace(' ', '-')}.py"
            path.write_text(script)
            commands[name] = lambda text, path=str(path): [python, path, text]
        print(f"{'sentences':>9}  {'program':<16} {'CPU s':>8} {'MB':>6} {'times':>7}")
        for n in map(int, options.sentences.split(",")):
            text = str(generated(n, folder))
            own = None
            for name, command in commands.items():
                found = measured(command(text), options.limit)
                own = own or found
                if found is None:
                    print(f"{n:>9}  {name:<16} {'failed or over the limit':>23}")
                    continue
                seconds, megabytes = found
                times = seconds / max(own[0], 0.001)
                print(f"{n:>9}  {name:<16} {seconds:>8.2f} {megabytes:>6.0f} {times:>7.1f}")


if __name__ == "__main__":
    sys.exit(main())
