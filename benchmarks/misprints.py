"""Misprints planted in clean texts: how many are found and located, and how often a clean text is accused, as Markdown.

    python benchmarks/misprints.py ANNOTATIONS [--split test] [-n 1000] [--seed 1]

Clean are undamaged documents of the kinds cells and rows whose print keeps all rules and of which the text decides
every cell. In each one figure is changed in the text to another one, in a cell under an equality rule of which all
terms are printed numbers. Found: a rule of the cell fails. Located: the cell is in one of the smallest sets reported.
Overwritten: the cell is not read as it is printed now. Accused: a clean text has a misprint or an inconsistency by the
rules.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

from drawing import REAL, measured_on

import girml
from girml.corpus import read
from girml.evaluation.printing import interval
from girml.forms import load
from girml.records.annotation import Annotation
from girml.rules import confront
from girml.score import Rate
from girml.score.binomial import clopper_pearson

KINDS = ("cells", "rows")
FAILURES = ("misprint", "inconsistent")
SHIFTS = (1, -1, 2, 9, -9, 10, 90, 100)


def is_clean(annotation: Annotation) -> bool:
    """Return whether a text is what its report should print, and decides all of it."""
    broken = annotation.damage or annotation.misprints or annotation.undecided or annotation.lost
    return annotation.kind in KINDS and annotation.library != REAL and not broken


def under_rules(annotation: Annotation) -> Iterator[str]:
    """Yield the cells that stand in an equality rule of which all terms are printed numbers, and hold."""
    known = {cell: value for cell, value in annotation.cells.items() if isinstance(value, int)}
    for table, form in annotation.form.items():
        for rule in load(form).tables[table].rules:
            if confront(rule, known):
                yield from (*rule.left, *rule.right)


def planted(annotation: Annotation, rng: Random) -> tuple[str, str, int] | None:
    """Return the text with one figure changed, its cell and the new value; None where no cell serves."""
    own = {span.label: span for span in annotation.spans if span.tag == "figure" and span.label}
    served = [cell for cell in dict.fromkeys(under_rules(annotation)) if cell in own]
    served = [cell for cell in served if annotation.text[own[cell].start : own[cell].end].isascii()]
    served = [cell for cell in served if annotation.text[own[cell].start : own[cell].end].isdecimal()]
    if not served:
        return None
    span = own[rng.choice(served)]
    value = int(annotation.text[span.start : span.end])
    changed = rng.choice([value + shift for shift in SHIFTS if value + shift >= 0])
    return f"{annotation.text[: span.start]}{changed}{annotation.text[span.end :]}", span.label, changed


def main() -> None:
    """Print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotations", type=Path)
    parser.add_argument("--split", default="test")
    parser.add_argument("-n", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng, extractor = Random(options.seed), girml.load()
    clean = [one for one in read(options.annotations, options.split) if is_clean(one)]
    accused = sum(any(one.kind in FAILURES for one in extractor(document.text).findings) for document in clean)
    found: Counter[str] = Counter()
    for number in range(options.n):
        made = planted(clean[number % len(clean)], rng)
        if made is None:
            continue
        text, cell, value = made
        report = extractor(text)
        found["planted"] += 1
        found["found"] += any(check.holds is False and cell in check.cells for check in report.checks)
        found["located"] += any(cell in some for one in report.findings if one.kind in FAILURES for some in one.sets)
        found["overwritten"] += next(one.value for one in report.cells if one.id == cell) != value
    n = found["planted"]
    print(measured_on(options.split, options.seed))
    print("| of | n | share |")
    print("|---|---:|---:|")
    for name in ("found", "located", "overwritten"):
        print(
            f"| planted misprints {name} | {n} | {interval(Rate(found[name], n, clopper_pearson(found[name], n)), 2)} |"
        )
    rate = Rate(accused, len(clean), clopper_pearson(accused, len(clean)))
    print(f"| clean texts accused | {len(clean)} | {interval(rate, 2)} |")


if __name__ == "__main__":
    main()
