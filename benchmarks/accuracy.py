"""Accuracy of the reader beside the baselines on a split of the annotated corpus, as Markdown tables.

    python benchmarks/accuracy.py [ANNOTATIONS] [--system NAME ...] [--split test] [--by kind] [--limit N] [--seed 1]

Systems are those of `girml evaluate`; the first is then compared with the second, document by document. What is right,
and the intervals, are those of `girml.score`. Undamaged and damaged documents have tables of their own; where documents
go by kind, the real ones have a row of their own.
"""

import argparse
import platform
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import track

import girml
from girml.corpus import SPLITS
from girml.errors import GirmlError
from girml.evaluation import Plan, Selection, outcomes, select
from girml.evaluation.outcome import Judged, Outcome
from girml.evaluation.printing import counts, interval, share
from girml.evaluation.results import ALL, STATES
from girml.evaluation.selecting import digest
from girml.evaluation.strata import REAL, STRATA
from girml.evaluation.systems import BUILT_IN
from girml.score import Difference, Summary, compare, summarise

Groups = dict[str, list[Outcome]]

HEAD = (
    "system", "n", "exactly right", "non-zero cells right", "silent errors", "unresolved", "right under review",
    "headings F1", "misprints found", "false alarms",
)  # fmt: skip


RATES = {"cells.nonzero": "non-zero cells right", "cells.silent": "silent errors", "exact": "exactly right",
         "headings.f1": "headings F1"}  # fmt: skip
"""The rates that two systems are compared by, and the names they have in the tables."""


def table(groups: Groups, systems: Sequence[str], by: str, seed: int) -> list[str]:
    """Return the lines of a table: a row a system for each key."""
    lines = [_line([by, *HEAD]), _line(["---", "---"] + ["---:"] * (len(HEAD) - 1))]
    for key, some in groups.items():
        lines += [_row(key, name, [one.judged[name] for one in some], seed) for name in systems]
    return lines


def comparison(groups: Groups, first: str, second: str, *, by: str, seed: int) -> list[str]:
    """Return the lines of a table: what a system has more than another, in points, for each key and rate."""
    lines = [_line([by, "n", *RATES.values()]), _line(["---"] + ["---:"] * (len(RATES) + 1))]
    for key, some in groups.items():
        found = compare(*([one.judged[name].score for one in some] for name in (first, second)), seed=seed)
        lines.append(_line([key, str(len(some)), *(_points(found[name]) for name in RATES)]))
    return lines


def _points(found: Difference) -> str:
    if found.share is None or found.interval is None:
        return "–"
    low, high = (100 * bound for bound in found.interval)
    return f"{100 * found.share:+.2f} ({low:+.2f} to {high:+.2f}){' *' if found.significant else ''}"


def grouped(found: Sequence[Outcome], by: str) -> Groups:
    """Return the outcomes by key, the real documents after the others, then all that are not real."""
    keys = [one.keys[by] for one in found]
    groups = {key: [one for one in found if one.keys[by] == key] for key in sorted(set(keys))}
    generated = [one for one in found if one.keys[by] != REAL]
    whole = {ALL: generated} if len(set(keys) - {REAL}) > 1 else {}
    return dict((*sorted(groups.items(), key=lambda group: group[0] == REAL), *whole.items()))


def _row(key: str, system: str, judged: Sequence[Judged], seed: int) -> str:
    summary = summarise([one.score for one in judged], seed=seed)
    return _line([key, system, str(summary.documents), *_columns(summary)])


def _columns(summary: Summary) -> list[str]:
    return [
        interval(summary.exact, 1),
        interval(summary.cells.nonzero, 2),
        interval(summary.cells.silent, 3),
        share(summary.cells.unresolved, 2),
        share(summary.cells.reviewed, 2),
        interval(summary.headings.f1, 2),
        counts(summary.misprints_found),
        counts(summary.false_alarms),
    ]


def _line(fields: Iterable[str]) -> str:
    return f"| {' | '.join(fields)} |"


def options() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    default = Path(__file__).parent.parent / "annotations"
    parser.add_argument("annotations", nargs="?", type=Path, default=default, help="a folder or a file")
    parser.add_argument("--system", action="append", help="may be given several times; those that come with girml")
    parser.add_argument("--split", choices=SPLITS, default="test")
    parser.add_argument("--by", choices=sorted(STRATA), default="kind", help="what the rows go by")
    parser.add_argument("--limit", type=int, help="at most so many documents of each kind")
    parser.add_argument("--seed", type=int, default=1, help="of the documents drawn and of the intervals")
    return parser.parse_args()


def watched(plan: Plan, selection: Selection) -> Iterable[Outcome]:
    """Return the outcomes under a progress bar."""
    return track(outcomes(plan, selection), "reading", len(selection.drawn), console=Console(stderr=True))


def main() -> None:
    """Print what was measured on what, then the tables."""
    asked = options()
    systems = tuple(asked.system or BUILT_IN)
    plan = Plan(asked.annotations, asked.split, systems, limit=asked.limit, seed=asked.seed)
    try:
        selection = select(plan)
    except GirmlError as error:
        sys.exit(str(error))
    print(f"{platform.machine()}, Python {platform.python_version()}, girml {girml.__version__}, ", end="")
    print(f"n = {len(selection.drawn)} of the split {asked.split}, sha256 {digest(selection.drawn)}")
    found = list(watched(plan, selection))
    for state, damaged in STATES.items():
        some = [one for one in found if one.damaged == damaged]
        if some:
            print(f"\n{state.capitalize()} documents by {asked.by}: n = {len(some)}\n")
            groups = grouped(some, asked.by)
            print("\n".join(table(groups, systems, asked.by, asked.seed)))
            if len(systems) > 1:
                print(f"\n{systems[0]} less {systems[1]}, in points; * where the difference is significant\n")
                print("\n".join(comparison(groups, *systems[:2], by=asked.by, seed=asked.seed)))


if __name__ == "__main__":
    main()
