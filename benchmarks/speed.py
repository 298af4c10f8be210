"""Speed of reading clean reports, and of others over the same texts, as ratios to `jieba.cut` in the same run.

    python benchmarks/speed.py [FOLDER]      (default: clean ones of the annotated reports)

All run on the same texts in turn, several rounds of all texts; processor time, and the ratio of the medians, cancel the
noise of the machine. What is kept of texts that were read before is there already; `once` are other texts, each read
for the first time, and `all` such as they come, whether they are read in one pass or not. Beside the two models: the
learned one with its reports as Arrow columns, a pattern that finds all figures, spaCy's blank Chinese pipeline
(characters), and its `ner` over jieba's words, trained on a few documents for its speed alone (`train/baselines`).
Files to Parquet are timed by `mixture.py`.
"""

import argparse
import gc
import platform
import statistics
import sys
import time
from collections.abc import Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

import girml
from benchmarks.clean import drawn
from benchmarks.peers import Run, peers
from girml.pipeline import Extractor
from girml.writers.parquet import columns

ROUNDS = 5
TEXTS = 128
"""As many as a pipe labels together."""
FEW = 6
"""So many of the texts are enough for spaCy, which takes long over each."""
SEED = 1
ALL_WORDS = "jieba.cut over all"
TARGETS = {"learned": 6, "to Arrow": 8}
"""So many times as fast as `jieba.cut` is wanted."""


def seconds(run: Run, texts: Sequence[str]) -> float:
    """Return the seconds of processor time that a run takes a text: what else the machine does counts less so."""
    start = time.process_time()
    run(texts)
    return (time.process_time() - start) / len(texts)


def read(extractor: Extractor, texts: Sequence[str]) -> None:
    """Read texts with an extractor, to the last cell."""
    for report in extractor.pipe(texts):
        tuple(report.cells)


def to_arrow(extractor: Extractor, texts: Sequence[str]) -> None:
    """Read texts with an extractor into Arrow columns."""
    columns(extractor.pipe(texts))


class Texts(NamedTuple):
    """Texts to be read again and again, others that are read once, those as they come, and what all of them are."""

    often: Sequence[str]
    once: Sequence[str]
    every: Sequence[str]
    about: str


def measure(texts: Texts) -> dict[str, list[float]]:
    """Return the seconds a text of each round, by what runs, in turn."""
    learned = girml.load()
    runs: dict[str, Run] = {
        "deterministic": partial(read, girml.load("deterministic")),
        "learned": partial(read, learned),
        "to Arrow": partial(to_arrow, learned),
        **peers(),
    }
    texts_of = {name: texts.often[:FEW] if name.startswith("spacy") else texts.often for name in runs}
    if texts.every:
        runs |= {"all": runs["learned"], ALL_WORDS: runs["jieba.cut"]}
        texts_of |= dict.fromkeys(("all", ALL_WORDS), texts.every)
    for name, run in runs.items():
        run(texts_of[name])  # warm up
    # As workers do.
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    rounds = [{name: seconds(run, texts_of[name]) for name, run in runs.items()} for _ in range(ROUNDS)]
    found = {name: [one[name] for one in rounds] for name in runs}
    size = len(texts.once) // ROUNDS
    if size:
        found["once"] = [seconds(runs["learned"], texts.once[at * size :][:size]) for at in range(ROUNDS)]
    return found


def main() -> None:
    """Print the medians and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path)
    folder = parser.parse_args().folder
    texts = _texts(folder) if folder else _clean()
    found = measure(texts)
    print(f"machine   {platform.machine()}, Python {platform.python_version()}, jieba {version('jieba')}")
    size = sum(map(len, texts.often))
    print(f"texts     n = {len(texts.often)}, {size:,} characters, {ROUNDS} rounds; {texts.about}")
    words_of_all = statistics.median(found.pop(ALL_WORDS, [0.0]))
    words_of_often = statistics.median(found["jieba.cut"])
    for name, taken in found.items():
        own, least, words = statistics.median(taken), min(taken), words_of_all if name == "all" else words_of_often
        target = f"; wanted 1/{TARGETS[name]}" if name in TARGETS else ""
        told = f"{own * 1e3:6.2f} ms a report (min {least * 1e3:.2f}), 1/{words / own:.2f} of jieba.cut"
        print(f"{name:13} {told}{target}")


def _texts(folder: Path) -> Texts:
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    if not texts:
        sys.exit(f"No .txt files in {folder}: name a folder of reports.")
    return Texts(texts * 10, (), (), f"{len(texts)} files, each ten times")


def _clean() -> Texts:
    filled, clean = drawn(SEED)
    share = f"clean: {len(clean)} of {len(filled)} undamaged ones with every cell filled are (seed {SEED})"
    return Texts(clean[:TEXTS], clean[TEXTS:], filled[:TEXTS], share)


if __name__ == "__main__":
    main()
