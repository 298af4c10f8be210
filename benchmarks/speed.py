"""Speed of reading clean reports, and of others over the same texts, as ratios to `jieba.cut` in the same run.

    python benchmarks/speed.py [FOLDER]      (default: examples)

All run on the same texts in turn, several rounds of ten times all texts; the ratio of the medians cancels the
noise of the machine. Beside the two models: the learned one with its reports as Arrow columns, a pattern that finds all
figures, and spaCy's blank Chinese pipeline (characters), each over the same texts.
"""

import argparse
import logging
import platform
import re
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from pathlib import Path

import jieba
import spacy

import girml
from girml.pipeline import Extractor
from girml.writers.parquet import columns

ROUNDS = 9
TIMES = 10
TARGET = 0.5
MODELS = ("deterministic", "learned")
_FIGURES = re.compile(r"[+-]?\d+(?:\.\d+)?")


def seconds(run: Callable[[], None]) -> float:
    """Return how long one run takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def measure(texts: list[str]) -> dict[str, list[float]]:
    """Return the seconds of each round of `extractor.pipe`, by the name of the model, and of `jieba.cut`, in turn."""
    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    models = {name: girml.load(name) for name in MODELS}
    runs = {name: partial(read, model, texts * TIMES) for name, model in models.items()} | {
        "to Arrow": partial(to_arrow, models["learned"], texts * TIMES),
        "figures": partial(find_figures, texts),
        "spacy.blank": partial(tokenize, spacy.blank("zh"), texts * TIMES),
        "jieba.cut": partial(cut, texts),
    }
    for run in runs.values():
        run()  # warm up
    rounds = [{name: seconds(run) for name, run in runs.items()} for _ in range(ROUNDS)]
    return {name: [one[name] for one in rounds] for name in runs}


def read(extractor: Extractor, texts: list[str]) -> None:
    """Read all texts with an extractor."""
    for _ in extractor.pipe(texts):
        pass


def to_arrow(extractor: Extractor, texts: list[str]) -> None:
    """Read all texts with an extractor into Arrow columns."""
    columns(list(extractor.pipe(texts)))


def find_figures(texts: list[str]) -> None:
    """Find the figures of all texts by a pattern, and read nothing."""
    for text in texts * TIMES:
        _FIGURES.findall(text)


def tokenize(pipeline: spacy.language.Language, texts: list[str]) -> None:
    """Cut all texts into characters with spaCy."""
    for _ in pipeline.pipe(texts):
        pass


def cut(texts: list[str]) -> None:
    """Cut all texts into words with jieba."""
    for text in texts * TIMES:
        for _ in jieba.cut(text):
            pass


def main() -> None:
    """Print the medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parent.parent / "examples")
    folder = parser.parse_args().folder
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    if not texts:
        sys.exit(f"No .txt files in {folder}: name a folder of reports.")
    found = measure(texts)
    each = 1000 / len(texts) / TIMES
    print(f"machine   {platform.machine()}, Python {platform.python_version()}, jieba {version('jieba')}")
    print(f"texts     n = {len(texts)}, {sum(map(len, texts)):,} characters, {ROUNDS} rounds of {TIMES} times each")
    words = statistics.median(found["jieba.cut"])
    for name, taken in found.items():
        own, least = statistics.median(taken), min(taken) * each
        print(f"{name:13} {own * each:6.2f} ms a report (min {least:.2f}), {own / words:.3f} of jieba.cut")
    print(f"target: at most {TARGET} of jieba.cut")


if __name__ == "__main__":
    main()
