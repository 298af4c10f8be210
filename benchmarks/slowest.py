"""The time of each annotated report, damaged ones too, read alone: the median, and the slowest.

    python benchmarks/slowest.py ANNOTATIONS [--budget 100]

Milliseconds of processor time with the shipped model, in two processes; a report over the budget is read once more, and
the better of both counts.
"""

import argparse
import platform
import statistics
import time
from functools import cache, partial
from multiprocessing import Pool
from pathlib import Path

import girml
from girml.corpus import read
from girml.pipeline import Extractor

PROCESSES = 2
SHOWN = 10


@cache
def extractor() -> Extractor:
    """Return the reader of this process, which has read something before."""
    reader = girml.load()
    reader("")
    return reader


def taken(report: tuple[str, str, str], budget: float) -> tuple[float, str, str]:
    """Return the milliseconds that a report (id, kind, text) takes, with its id and kind."""
    name, kind, text = report
    least = once(text)
    return min(least, once(text)) if least > budget else least, name, kind


def once(text: str) -> float:
    """Return the milliseconds of processor time of one reading."""
    reader, start = extractor(), time.process_time()
    reader(text)
    return 1000 * (time.process_time() - start)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotations", type=Path)
    parser.add_argument("--budget", type=float, default=100.0)
    options = parser.parse_args()
    reports = [(one.id, one.kind + "*" * bool(one.damage), one.text) for one in read(options.annotations)]
    with Pool(PROCESSES) as pool:
        found = sorted(pool.map(partial(taken, budget=options.budget), reports, chunksize=32), reverse=True)
    times = [one for one, _, _ in found]
    print(f"machine   {platform.machine()}, Python {platform.python_version()}, girml {girml.__version__}")
    print(f"reports   n = {len(times):,}; median {statistics.median(times):.1f} ms, over {options.budget:g} ms: "
          f"{sum(one > options.budget for one in times)}")  # fmt: skip
    for milliseconds, name, kind in found[:SHOWN]:
        print(f"{milliseconds:7.1f} ms  {kind:8} {name}")


if __name__ == "__main__":
    main()
