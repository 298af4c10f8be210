"""What a workbook of so many reports takes: time, memory of the process, size.

    python benchmarks/workbooks.py 500

The five example reports are written again and again, each time as another file.
"""

import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryFile

import girml
from girml.records import Report
from girml.writers.xlsx.workbook import write

EXAMPLES = Path(__file__).parents[1] / "examples"


def main(number: int) -> None:
    """Write a workbook and print what it took."""
    extractor = girml.load()
    read = [
        report for path in sorted(EXAMPLES.glob("*.txt")) for report in extractor.read(path.read_bytes(), path.name)
    ]
    before = _megabytes()
    with TemporaryFile() as out:
        begin = time.process_time()
        forms = write(_copies(read, number), out)
        seconds, size = time.process_time() - begin, out.tell()
    forms_told = "forms and tables" if forms else "tables alone"
    print(f"reports   n = {number:,}, {forms_told}")
    print(f"time      {seconds:.1f} s of one core, {1000 * seconds / number:.0f} ms a report")
    print(f"memory    {_megabytes() - before:.0f} MB more than before, {_megabytes():.0f} MB in all")
    print(f"file      {size / 1e6:.1f} MB")


def _copies(reports: list[Report], number: int) -> Iterator[Report]:
    for at in range(number):
        yield replace(reports[at % len(reports)], source=f"{at}.txt")


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]))
