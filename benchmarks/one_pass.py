"""Reports that are read in one pass: which they are, and whether they are read as they would be otherwise.

    python benchmarks/one_pass.py [--split dev test train]

Of each kind of annotated document: how many there are, how many are read in one pass, and of these how many give the
same report to the last digit, the same but for the confidence of cells, another reading of some cell, or another title,
day or section. Then how sure the cells are that are read so, and how many are as printed.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import girml
from benchmarks.repeated import machine
from girml.clean import CleanReader
from girml.corpus import read
from girml.labeler.names import index
from girml.pipeline import Extractor
from girml.pipeline.models import find
from girml.records import Report
from girml.score.cells import verdicts
from girml.text.view import view

ANNOTATIONS = Path(__file__).parent.parent / "annotations"
SAME, CONFIDENCE, CELLS, OTHERS = KINDS = ("the same", "but for confidence", "a cell", "title, day or section")


def difference(one: Report, other: Report) -> str:
    """Return which of KINDS two reports of a text are."""
    if one == other:
        return SAME
    told = [[cell[:8] for cell in report.cells] for report in (one, other)]
    if told[0] != told[1]:
        return CELLS
    heads = [(report.title, report.year, report.published, report.sections) for report in (one, other)]
    return CONFIDENCE if heads[0] == heads[1] else OTHERS


def main() -> None:
    """Print a line a kind, and what confidence is worth."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--split", nargs="+", default=["dev", "test", "train"])
    splits = parser.parse_args().split
    model, reader = find("learned"), CleanReader(index())
    ordinary = Extractor(model.labeler, model.name, threshold=model.threshold, confidence=model.confidence)
    quick = girml.load()
    counts: Counter[tuple[str, str]] = Counter()
    cells = right = 0
    sure = 0.0
    for split in splits:
        for document in read(ANNOTATIONS, split):
            kind = document.kind + ("*" if document.damage else "")
            counts[kind, "n"] += 1
            if reader(view(document.text)) is None:
                continue
            report = quick(document.text)
            counts[kind, difference(report, ordinary(document.text))] += 1
            found = [one for one in verdicts(report, document) if one.cell is not None]
            cells, right = cells + len(found), right + sum(one.as_printed for one in found)
            sure += sum(one.cell.confidence for one in found if one.cell)
    print(f"machine   {machine()}, model {quick.model}, splits {' '.join(splits)}; * damaged")
    print(f"{'kind':8} {'n':>6}" + "".join(f"{name:>24}" for name in KINDS))
    for kind in sorted({kind for kind, _ in counts}):
        print(f"{kind:8} {counts[kind, 'n']:6,}" + "".join(f"{counts[kind, name]:24,}" for name in KINDS))
    print(
        f"cells     n = {cells:,}: {right:,} as printed, {right / cells:.5f}; confidence in the mean {sure / cells:.5f}"
    )


if __name__ == "__main__":
    main()
