"""Speed of reading clean reports, as a ratio to `jieba.cut` over the same texts in the same run.

    python benchmarks/speed.py [FOLDER]      (default: examples)

Both run on the same texts in turn, several rounds of ten times all texts; the ratio of the medians cancels the
noise of the machine.
"""

import argparse
import logging
import platform
import statistics
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import jieba

import girml

ROUNDS = 9
TIMES = 10
TARGET = 0.5


def seconds(run: Callable[[], None]) -> float:
    """Return how long one run takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def measure(texts: list[str]) -> tuple[list[float], list[float]]:
    """Return the seconds of each round of `extractor.pipe` and of `jieba.cut`, one after the other."""
    extractor = girml.load()
    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()

    def ours() -> None:
        for _ in extractor.pipe(texts * TIMES):
            pass

    def theirs() -> None:
        for text in texts * TIMES:
            for _ in jieba.cut(text):
                pass

    ours(), theirs()  # warm up
    rounds = [(seconds(ours), seconds(theirs)) for _ in range(ROUNDS)]
    return [a for a, _ in rounds], [b for _, b in rounds]


def main() -> None:
    """Print the medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parent.parent / "examples")
    folder = parser.parse_args().folder
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    if not texts:
        sys.exit(f"No .txt files in {folder}: name a folder of reports.")
    ours, theirs = measure(texts)
    ratio = statistics.median(ours) / statistics.median(theirs)
    each = 1000 / len(texts) / TIMES
    print(f"machine   {platform.machine()}, Python {platform.python_version()}, jieba {version('jieba')}")
    print(f"texts     n = {len(texts)}, {sum(map(len, texts)):,} characters, {ROUNDS} rounds of {TIMES} times each")
    print(f"girml     {statistics.median(ours) * each:.2f} ms a report (min {min(ours) * each:.2f})")
    print(f"jieba.cut {statistics.median(theirs) * each:.2f} ms a report (min {min(theirs) * each:.2f})")
    print(f"ratio     {ratio:.3f} (target: at most {TARGET})")


if __name__ == "__main__":
    main()
