"""Files to Parquet: a run with one damaged document in ten, beside one process of `jieba.cut`.

    python benchmarks/mixture.py [-n 2000] [--rounds 5]

The mixture: nine clean reports (`benchmarks/clean.py`), and one damaged document of the same kinds, over and over, a
file each. Two processes, one, and `jieba.cut` over a part of the texts take turns; medians of the rounds. The time of a
run is that of its command: start, model and all.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import girml
from benchmarks.clean import damaged, drawn
from benchmarks.peers import cut, load_jieba
from benchmarks.repeated import machine

SEED = 1
DAMAGED = 10
"""One document in so many is damaged."""
CUT = 100
"""So many texts are cut into words."""
TRIED = 100


def mixture(clean: Sequence[str], others: Sequence[str]) -> Iterator[str]:
    """Yield texts without end: of each ten the last is damaged."""
    one, other = cycle(clean), cycle(others)
    while True:
        yield from islice(one, DAMAGED - 1)
        yield next(other)


def run(folder: Path, place: Path, workers: int) -> float:
    """Return the seconds that a run over the files of a folder takes."""
    words = [sys.executable, "-m", "girml", "extract", folder, "--run", place / str(time.monotonic_ns())]
    start = time.perf_counter()
    subprocess.run([*words, "--workers", str(workers)], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def each(texts: Sequence[str]) -> float:
    """Return the milliseconds of processor time that the learned model takes a text, read many at once."""
    extractor = girml.load()
    start = time.process_time()
    for report in extractor.pipe(texts):
        tuple(report.cells)
    return (time.process_time() - start) / len(texts) * 1e3


def rates(texts: Sequence[str], rounds: int) -> Iterator[tuple[float, float, float]]:
    """Yield for each round how many texts a second two processes read, one does, and `jieba.cut` cuts."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        folder = place / "texts"
        folder.mkdir()
        for number, text in enumerate(texts):
            (folder / f"{number:06}.txt").write_text(text, encoding="utf-8", newline="")
        load_jieba()
        for _ in range(rounds):
            two, one = (len(texts) / run(folder, place, workers) for workers in (2, 1))
            start = time.perf_counter()
            cut(texts[:CUT])
            yield two, one, CUT / (time.perf_counter() - start)


def main() -> None:
    """Print the mixture, the rates and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-n", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    clean, others = drawn(SEED).clean, damaged()
    texts = list(islice(mixture(clean, others), options.n))
    print(f"machine   {machine()}")
    print(f"mixture   n = {len(texts)}: of ten nine of {len(clean)} clean, one of {len(others)} damaged ones")
    print(
        f"alone     clean {each(clean[:TRIED]):.2f} ms a report, damaged {each(others[:TRIED]):.2f} ms (first reading)"
    )
    found = list(zip(*rates(texts, options.rounds), strict=True))
    two, one, words = map(statistics.median, found)
    print(f"rates     two processes {two:.0f} a second, one {one:.0f}, jieba.cut {words:.0f}; {options.rounds} rounds")
    print(f"ratios    two processes to jieba.cut {two / words:.2f}, to one process {two / one:.2f}")


if __name__ == "__main__":
    main()
