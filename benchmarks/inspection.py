"""Cells to be looked at by eye: where reader and gold disagree, and where they agree, drawn by seed.

    python benchmarks/inspection.py disagreements [ANNOTATIONS] [-n 10]     up to n for each flattener
    python benchmarks/inspection.py agreements [ANNOTATIONS] [-n 600]       printed, not zero, right

Each is shown with the text around the place that gold gives it, between ⟦ and ⟧, and its row's label as gold has it.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

import girml
from girml.corpus import read
from girml.forms import load
from girml.records import Cell
from girml.records.annotation import Annotation
from girml.score import Verdict, verdicts

ROOT = Path(__file__).parent.parent
BEFORE, AFTER = 90, 60


class Item(NamedTuple):
    """A cell of a document: what gold says, what the reader says."""

    annotation: Annotation
    verdict: Verdict
    cell: Cell | None

    def shown(self) -> str:
        """Return the item as a line for people."""
        gold, cell = self.annotation, self.cell
        state = " ".join(name for name in ("lost", "undecided") if self.verdict.id in getattr(gold, name))
        reader = f"{cell.state} {cell.value!r} {cell.confidence}" if cell else "not in the report"
        damage = f" ({', '.join(gold.damage)})" if gold.damage else ""
        said = f"gold {self.verdict.printed!r} {state}".rstrip()
        return (
            f"{gold.id}{damage} | {self.verdict.id} | {said} | reader {reader}\n    {self._label()} … {self._around()}"
        )

    def _label(self) -> str:
        label = next(
            row.label
            for table, form in self.annotation.form.items()
            for row in load(form).tables[table].rows
            if any(cell.id == self.verdict.id for cell in row.cells)
        )
        return "/".join(self._text(span.start, span.end) for span in self.annotation.spans if span.label == label)

    def _around(self) -> str:
        spans = [span for span in self.annotation.spans if span.label == self.verdict.id]
        if not spans:
            start = self.cell.start if self.cell and self.cell.start is not None else None
            return "no span" if start is None else f"no span; the reader's: {self._text(start - BEFORE, start + AFTER)}"
        start, end = spans[0].start, spans[-1].end
        inner = self._text(start, end)
        return f"{self._text(start - BEFORE, start)}⟦{inner}⟧{self._text(end, end + AFTER)}"

    def _text(self, start: int, end: int) -> str:
        return self.annotation.text[max(0, start) : end].replace("\n", "⏎").replace("\t", "⇥")


def items(path: Path) -> Iterator[Item]:
    """Yield every cell of every document."""
    extractor = girml.load("deterministic")
    for annotation in read(path):
        report = extractor(annotation.text)
        cells = {cell.id: cell for cell in report.cells}
        for verdict in verdicts(report, annotation):
            yield Item(annotation, verdict, cells.get(verdict.id))


def disagreements(path: Path, most: int, seed: int) -> Iterator[Item]:
    """Yield up to so many disagreements for each flattener: silent ones first."""
    found: dict[str, list[Item]] = defaultdict(list)
    for item in items(path):
        if not item.verdict.right:
            found[item.annotation.flattener].append(item)
    for name in sorted(found):
        Random(f"{seed}/{name}").shuffle(found[name])
        yield from sorted(found[name], key=lambda item: not item.verdict.silent)[:most]


def agreements(path: Path, most: int, seed: int) -> Iterator[Item]:
    """Yield so many printed cells, not zero, that the reader reads as gold has them."""
    found = [
        item
        for item in items(path)
        if item.verdict.right and item.verdict.nonzero and item.verdict.id not in item.annotation.undecided
    ]
    yield from Random(seed).sample(found, min(most, len(found)))


def main() -> None:
    """Print the items."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=("disagreements", "agreements"))
    parser.add_argument("path", nargs="?", type=Path, default=ROOT / "annotations" / "generated")
    parser.add_argument("-n", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    draw = disagreements if options.what == "disagreements" else agreements
    most = options.n or (10 if draw is disagreements else 600)
    for number, item in enumerate(draw(options.path, most, options.seed), 1):
        print(f"{number}. {item.shown()}")


if __name__ == "__main__":
    main()
