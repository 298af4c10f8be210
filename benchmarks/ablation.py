"""What each piece of evidence earns: the reader with one of them taken away, as a Markdown table by kind.

    python benchmarks/ablation.py ANNOTATIONS [--split test] [--each 60] [--seed 1]

Undamaged documents, so many of each kind drawn by seed. `certain`: the labeler's probabilities are 1, whatever it is;
`no rules`: no balance rule of the forms is applied, neither to choose readings nor to check them; `no geometry`: no
figure is placed by delimiters, columns or gaps.
"""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from unittest.mock import patch

from drawing import drawn, measured_on

from girml.evaluation.printing import interval
from girml.forms import load
from girml.pipeline import Extractor
from girml.pipeline.models import LEARNED, find
from girml.records import Form, Labeling, Tokens
from girml.score import score, summarise

WHOLE = "all evidence"


@cache
def without_rules(form_id: str) -> Form:
    """Return a form that has no rules."""
    form = load(form_id)
    return replace(form, tables={name: replace(table, rules=()) for name, table in form.tables.items()})


@contextmanager
def lacking(piece: str) -> Iterator[Extractor]:
    """Yield the shipped reader without a piece of evidence."""
    model = find(LEARNED)
    labeler = model.labeler

    def certain(every: Sequence[Tokens]) -> list[Labeling]:
        return [replace(one, probabilities=[1.0] * len(one.probabilities)) for one in labeler(every)]

    with ExitStack() as stack:
        if piece == "no rules":
            for module in ("girml.layout.tables", "girml.pipeline.extractor"):
                stack.enter_context(patch(f"{module}.load", without_rules))
            stack.enter_context(patch("girml.layout.tables.local_rules", lambda table, spec: []))
        if piece == "no geometry":
            stack.enter_context(patch("girml.layout.tables.hypotheses", lambda *_: []))
        used = certain if piece == "certain" else labeler
        yield Extractor(used, model.name, threshold=model.threshold, confidence=model.confidence)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotations", type=Path)
    parser.add_argument("--split", default="test")
    parser.add_argument("--each", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    documents = drawn(options.annotations, options.split, options.each, options.seed)
    print(measured_on(options.split, options.seed))
    print("| kind | n | evidence | exactly right | non-zero cells right | silent errors | right under review |")
    print("|---|---:|---|---:|---:|---:|---:|")
    rows: dict[str, list[str]] = {}
    for piece in (WHOLE, "certain", "no rules", "no geometry"):
        with lacking(piece) as extractor:
            for kind, own in documents.items():
                found = summarise([score(extractor(one.text), one) for one in own], seed=options.seed)
                cells = found.cells
                shown = interval(found.exact, 1), *(interval(one, 2) for one in (cells.nonzero, cells.silent))
                row = f"| {kind} | {len(own)} | {piece} | {' | '.join(shown)} | {interval(cells.reviewed, 2)} |"
                rows.setdefault(kind, []).append(row)
    print("\n".join(row for own in rows.values() for row in own))


if __name__ == "__main__":
    main()
