"""Speed of reading clean reports, and of others over the same texts, as ratios to `jieba.cut` in the same run.

    python benchmarks/speed.py [FOLDER]      (default: clean ones of the annotated reports)

All run on the same texts in turn, several rounds of all texts; processor time, and the ratio of the medians, cancel the
noise of the machine. What is kept of texts that were read before is there already; `once` are other texts, each read
for the first time. Beside the two models: the learned one with its reports as Arrow columns, a pattern that finds all
figures, spaCy's blank Chinese pipeline (characters), and its `ner` over jieba's words, trained on a few documents for
its speed alone (`train/baselines`). Files to Parquet are timed by `mixture.py`.
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


def measure(texts: Sequence[str], others: Sequence[str]) -> dict[str, list[float]]:
    """Return the seconds a text of each round, by what runs, in turn; `others` are read once, in as many rounds."""
    learned = girml.load()
    runs: dict[str, Run] = {
        "deterministic": partial(read, girml.load("deterministic")),
        "learned": partial(read, learned),
        "to Arrow": partial(to_arrow, learned),
        **peers(),
    }
    texts_of = {name: texts[:FEW] if name.startswith("spacy") else texts for name in runs}
    for name, run in runs.items():
        run(texts_of[name])  # warm up
    # As workers do.
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    rounds = [{name: seconds(run, texts_of[name]) for name, run in runs.items()} for _ in range(ROUNDS)]
    found = {name: [one[name] for one in rounds] for name in runs}
    size = len(others) // ROUNDS
    if size:
        found["once"] = [seconds(runs["learned"], others[at * size :][:size]) for at in range(ROUNDS)]
    return found


def main() -> None:
    """Print the medians and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path)
    folder = parser.parse_args().folder
    texts, others, what = _texts(folder) if folder else _clean()
    found = measure(texts, others)
    print(f"machine   {platform.machine()}, Python {platform.python_version()}, jieba {version('jieba')}")
    print(f"texts     n = {len(texts)}, {sum(map(len, texts)):,} characters, {ROUNDS} rounds; {what}")
    words = statistics.median(found["jieba.cut"])
    for name, taken in found.items():
        own, least = statistics.median(taken), min(taken)
        target = f"; wanted 1/{TARGETS[name]}" if name in TARGETS else ""
        told = f"{own * 1e3:6.2f} ms a report (min {least * 1e3:.2f}), 1/{words / own:.2f} of jieba.cut"
        print(f"{name:13} {told}{target}")


def _texts(folder: Path) -> tuple[list[str], list[str], str]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    if not texts:
        sys.exit(f"No .txt files in {folder}: name a folder of reports.")
    return texts * 10, [], f"{len(texts)} files, each ten times"


def _clean() -> tuple[list[str], list[str], str]:
    found = drawn(SEED)
    share = f"clean: {found.clean} of {found.filled} undamaged ones with every cell filled are"
    return found.texts[:TEXTS], found.texts[TEXTS:], f"{share} (seed {SEED})"


if __name__ == "__main__":
    main()
