"""Accuracy over documents as they come, by what printed them, and over pages whose tables are broken, as a table.

    python benchmarks/documents.py [--each 100] [--only KIND ...] [--seed 1]

Reports of bodies that are in no corpus, in the words and habits of the test split, are printed as HTML pages, PDF and
Word documents and read as `girml extract` reads them. A cell is right if its value and state are as printed; a wrong
one that asks for no review is a silent error; a report is right if all its cells are. Intervals at 95%, by bootstrap
over documents. Printers whose packages are not installed are left out, and named.
"""

import argparse
import platform
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from random import Random
from typing import NamedTuple

from printing import BREAKS, PRINTERS, Made, broken, made
from rich.console import Console
from rich.progress import track

import girml
from girml.documents import read
from girml.errors import InputError
from girml.evaluation.printing import interval
from girml.pipeline import Extractor
from girml.records import Cell, Report, Value
from girml.score.intervals import Ratio, rates
from girml.synth.flatteners.flattener import ConversionError

HEAD = ("document", "n", "exactly right", "non-zero cells right", "silent errors", "ask for review", "tables by text",
        "ways differ")  # fmt: skip
_LEAST = {"html": 10}
"""So many times as many documents of a kind that is soon printed."""


class Outcome(NamedTuple):
    """What became of one document: the ratios of the table's columns, and why it could not be read."""

    ratios: tuple[Ratio, ...]
    error: str = ""


def outcome(extractor: Extractor, data: bytes, name: str, one: Made) -> Outcome:
    """Return what reading a document comes to."""
    gold = one.page.cells
    try:
        first = read(extractor, data, name)[0]
    except InputError as error:
        return Outcome(_ratios(gold, {}, None), str(error))
    return Outcome(_ratios(gold, {cell.id: cell for cell in first.cells}, first))


def _ratios(gold: Mapping[str, Value], cells: Mapping[str, Cell], report: Report | None) -> tuple[Ratio, ...]:
    wrong = {one for one, value in gold.items() if not _is_right(cells.get(one), value)}
    nonzero = {one for one, value in gold.items() if value not in (0, None)}
    silent = {one for one in wrong if one in cells and not cells[one].review}
    review = [cell for cell in cells.values() if cell.review and cell.id in gold]
    kinds = Counter(finding.kind for finding in report.findings) if report else Counter()
    return (
        Ratio(not wrong, 1),
        Ratio(len(nonzero - wrong), len(nonzero)),
        Ratio(len(silent), len(gold)),
        Ratio(len(review), len(gold)),
        Ratio(kinds["broken_table"], len({one[:2] for one in gold})),
        Ratio(kinds["ways_differ"], 1),
    )


def _is_right(cell: Cell | None, value: Value) -> bool:
    return cell is not None and cell.value == value and cell.state == ("blank" if value is None else "read")


def row(name: str, found: list[Outcome], seed: int) -> str:
    """Return the row of a kind of documents."""
    digits = (1, 2, 3, 2, 1, 1)
    own = rates([one.ratios for one in found], seed=seed)
    shown = (interval(rate, places) for rate, places in zip(own, digits, strict=True))
    return f"| {' | '.join((name, str(len(found)), *shown))} |"


def printers(only: Iterable[str] | None) -> dict[str, Callable[[Made], bytes]]:
    """Return what prints documents of each kind, and pages broken in each way."""
    every = dict(PRINTERS) | {f"html, {way}": partial(_broken, way) for way in BREAKS}
    return {name: one for name, one in every.items() if not only or name in only}


def _broken(way: str, one: Made) -> bytes:
    return broken(one.html, way, Random(f"{way}/{one.page.body}")).encode()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--each", type=int, default=100)
    parser.add_argument("--only", action="append")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    extractor = girml.load()
    print(
        f"{platform.machine()}, Python {platform.python_version()}, girml {girml.__version__}, {extractor.model}, ",
        end="",
    )
    print(f"seed {asked.seed}\n\n| {' | '.join(HEAD)} |\n| --- |{' ---: |' * (len(HEAD) - 1)}")
    for name, printer in printers(asked.only).items():
        number = asked.each * _LEAST.get(name, 1)
        found: list[Outcome] = []
        for at in track(range(number), name, console=Console(stderr=True), transient=True):
            one = made(at, asked.seed)
            try:
                data = printer(one)
            except (ConversionError, ImportError, OSError) as reason:
                print(f"{name}: {at} was not printed ({type(reason).__name__}).", file=sys.stderr)
                continue
            found.append(outcome(extractor, data, f"{at}.{name[:4].strip()}", one))
        if found:
            print(row(name, found, asked.seed), flush=True)
        for one in found:
            if one.error:
                print(one.error, file=sys.stderr)


if __name__ == "__main__":
    main()
