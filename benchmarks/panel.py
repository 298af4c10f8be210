"""Breaks planted between years, and between a body and those under it: how many are found, how many are invented.

    python benchmarks/panel.py ANNOTATIONS [--split test] [--seed 1]

Clean are undamaged documents of the kinds cells and rows without a misprint of which the text decides every cell.
Years: of each body every two clean reports of years that follow each other, as they are, and with one figure changed in
the text of the later one: what was brought forward, or is in force. Sums: clean reports without a blank of bodies of
one year, by four, under a body whose report is printed row by row with the sums of theirs, as they are, and with one
figure of it changed; ten times each. Invented are breaks in what was not changed; years that break a relation by the
gold are left out.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from random import Random

from drawing import measured_on
from misprints import is_clean

import girml
from girml.corpus import read
from girml.evaluation.printing import interval
from girml.forms import load
from girml.panel import PanelFinding, panel
from girml.pipeline import Extractor
from girml.records import Field, Report, TableId
from girml.records.annotation import Annotation
from girml.score import Rate
from girml.score.binomial import clopper_pearson

BREAKS = ("year_break", "sum_break")
TOGETHER, EACH = 4, 10
PARENT = "云川县人民政府"


@dataclass(frozen=True, slots=True)
class Case:
    """Reports that belong together, the one among them in whose text a figure may be changed, its cells with their
    places, and who stands under whom."""

    others: Sequence[Report]
    text: str
    places: Mapping[str, tuple[int, int]]
    children: Mapping[str, Sequence[str]]


def years(documents: Sequence[Annotation], extractor: Extractor) -> Iterator[Case]:
    """Yield every two reports of a body for years that follow each other, whose titles tell one body."""
    for _, some in groupby(sorted(documents, key=lambda one: (one.body, one.year, one.id)), key=lambda one: one.body):
        by_year = {one.year: one for one in some}
        for year, one in by_year.items():
            before = by_year.get(year - 1)
            if before and not any(_is_broken(before, one)):
                earlier, later = extractor(before.text), extractor(one.text)
                if earlier.agency and later.agency and earlier.agency.value == later.agency.value:
                    yield Case([named(earlier, before.id)], one.text, dict(_carried(before, one)), {})


def _is_broken(before: Annotation, one: Annotation) -> Iterator[bool]:
    """Yield for each relation between two years whether what is printed breaks it."""
    for form in dict.fromkeys(one.form.values()):
        for relation in load(form).years:
            left, right = (
                [(before if year else one).cells.get(cell) for cell, year in side]
                for side in (relation.left, relation.right)
            )
            numbers = [value for value in (*left, *right) if isinstance(value, int)]
            is_known = len(numbers) == len(left) + len(right)
            yield is_known and sum(numbers[: len(left)]) != sum(numbers[len(left) :])


def _carried(before: Annotation, one: Annotation) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the cells of the later year that a relation holds against the earlier one, with their places: figures
    alone, all of whose fellows are figures."""
    spans = {span.label: (span.start, span.end) for span in one.spans if span.tag == "figure"}
    for form in dict.fromkeys(one.form.values()):
        for relation in load(form).years:
            cells = [(cell, before if year else one) for cell, year in (*relation.left, *relation.right)]
            plain = all(isinstance(of.cells.get(cell), int) for cell, of in cells)
            own = relation.left[0][0]
            if plain and own in spans and one.text[slice(*spans[own])].isdecimal():
                yield own, spans[own]


def sums(documents: Sequence[Annotation], extractor: Extractor) -> Iterator[Case]:
    """Yield reports of one year and form under a body whose figures are their sums."""
    ordered = sorted(documents, key=_year_and_form)
    for (year, form), some in groupby(ordered, key=_year_and_form):
        bodies = list({one.body: one for one in some if _is_full(one)}.values())
        for at in range(0, len(bodies) - TOGETHER + 1, TOGETHER):
            own = bodies[at : at + TOGETHER]
            names = [f"云川县第{number}局" for number in range(TOGETHER)]
            reports = [
                replace(named(extractor(one.text), one.id), agency=Field(name, 0, 1), year=Field(year, 0, 1))
                for one, name in zip(own, names, strict=True)
            ]
            text, places = printed(year, dict(form), own)
            yield Case(reports, text, places, {PARENT: names})


def _is_full(one: Annotation) -> bool:
    """Return whether every cell of a report's forms holds a whole number."""
    rows = [row for table, form in one.form.items() for row in load(form).tables[table].rows]
    return all(isinstance(one.cells.get(cell.id), int) for row in rows for cell in row.cells)


def _year_and_form(one: Annotation) -> tuple[int, tuple[tuple[TableId, str], ...]]:
    return one.year, tuple(sorted(one.form.items()))


def printed(
    year: int, form: Mapping[TableId, str], own: Sequence[Annotation]
) -> tuple[str, dict[str, tuple[int, int]]]:
    """Return the text of a report that prints the sums of others row by row, and the places of its figures."""
    text, places = f"{PARENT}{year}年政府信息公开工作年度报告\n一、总体情况\n", dict[str, tuple[int, int]]()
    for number, (table, form_id) in enumerate(form.items(), 2):
        spec = load(form_id)
        text += f"{spec.sections[number - 1].titles[0]}\n"
        for row in spec.tables[table].rows:
            text += "" if table == "t4" else f"{spec.labels[row.label].texts[0]} "
            for cell in row.cells:
                values = [value for one in own if isinstance(value := one.cells[cell.id], int)]
                figure = str(sum(values))
                places[cell.id] = (len(text), len(text) + len(figure))
                text += f"{figure} "
            text += "" if table == "t4" else "\n"
        text += "\n"
    return text, places


def named(report: Report, name: str) -> Report:
    """Return a report that tells its name."""
    return replace(report, source=name)


def changed(case: Case, rng: Random) -> tuple[str, str]:
    """Return a cell of a case, and its text with another figure there."""
    cell = rng.choice(sorted(case.places))
    start, end = case.places[cell]
    value = int(case.text[start:end]) + rng.choice((1, 2, 10, 100))
    return cell, f"{case.text[:start]}{value}{case.text[end:]}"


def breaks(case: Case, text: str, extractor: Extractor) -> list[PanelFinding]:
    """Return the breaks that a panel tells of a case."""
    found = panel([*case.others, named(extractor(text), "changed")], case.children)
    return [one for one in found.findings if one.kind in BREAKS]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotations", type=Path)
    parser.add_argument("--split", default="test")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng, extractor = Random(options.seed), girml.load()
    clean = [one for one in read(options.annotations, options.split) if is_clean(one)]
    print(measured_on(options.split, options.seed))
    print("| against | planted breaks | found | cases | with an invented break |")
    print("|---|---:|---:|---:|---:|")
    for name, cases in (("the year before", years(clean, extractor)), ("those under a body", sums(clean, extractor))):
        counts: Counter[str] = Counter()
        for case in cases:
            if not case.places:
                continue
            counts["cases"] += 1
            counts["invented"] += bool(breaks(case, case.text, extractor))
            for _ in range(EACH):
                cell, text = changed(case, rng)
                counts["planted"] += 1
                counts["found"] += any(cell in one.cells for one in breaks(case, text, extractor))
        found, invented = (share(counts[a], counts[b]) for a, b in (("found", "planted"), ("invented", "cases")))
        print(f"| {name} | {counts['planted']} | {found} | {counts['cases']} | {invented} |")


def share(part: int, of: int) -> str:
    """Return a share with its interval."""
    return interval(Rate(part, of, clopper_pearson(part, of)), 2)


if __name__ == "__main__":
    main()
