"""Accuracy of the reader beside the baselines on a split of the annotated corpus, as Markdown tables.

    python benchmarks/accuracy.py [ANNOTATIONS] [--split test] [--by kind] [--limit N] [--seed 1]

What is right, and the intervals, are those of `girml.score`. Undamaged and damaged documents have a table each; where
documents go by kind, the real ones have a row of their own.
"""

import argparse
import platform
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from random import Random

from rich.console import Console
from rich.progress import track

import girml
from girml.baselines import regex, zeros
from girml.corpus import SPLITS, read
from girml.records import Report
from girml.records.annotation import Annotation
from girml.score import DocumentScore, Rate, Ratio, Summary, rates, score, summarise

WORKERS = 2
AT_ONCE = 16
ALL, REAL = "all", "real"
UNKNOWN = "unknown"
SYSTEMS = ("reader", "regex", "zeros")
HEAD = (
    "system", "n", "exactly right", "non-zero cells right", "silent errors", "unresolved", "right under review",
    "headings F1", "misprints found", "false alarms",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judged:
    """What one system says of one document: its score, and how many cells it leaves unresolved."""

    score: DocumentScore
    unresolved: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """One document: the row it counts in, whether it was damaged, and what each system makes of it."""

    key: str
    damaged: bool
    judged: dict[str, Judged]


@cache
def systems() -> dict[str, Callable[[str], Report]]:
    """Return the systems by name, made once in each process."""
    return dict(zip(SYSTEMS, (girml.load(), regex, zeros), strict=True))


def judge(annotation: Annotation) -> dict[str, Judged]:
    """Return what each system makes of a document."""
    return {name: _judged(reads(annotation.text), annotation) for name, reads in systems().items()}


def _judged(report: Report, annotation: Annotation) -> Judged:
    return Judged(score(report, annotation), sum(cell.state == "unresolved" for cell in report.cells))


def by_kind(annotation: Annotation) -> str:
    """Return the kind of a document, "real" for one that nobody generated."""
    return REAL if annotation.library == UNKNOWN else annotation.kind


def by_form(annotation: Annotation) -> str:
    """Return the form of a document, or those of its tables where they differ."""
    return " and ".join(sorted(set(annotation.form.values()))) or "none"


KEYS: dict[str, Callable[[Annotation], str]] = {
    "kind": by_kind,
    "flattener": lambda annotation: annotation.flattener,
    "library": lambda annotation: annotation.library,
    "form": by_form,
    "year": lambda annotation: str(annotation.year),
}


def drawn(annotations: Iterable[Annotation], limit: int | None, seed: int) -> list[Annotation]:
    """Return the documents by id, at most so many of each kind, drawn by seed."""
    kinds: dict[str, list[Annotation]] = {}
    for annotation in sorted(annotations, key=lambda one: one.id):
        kinds.setdefault(by_kind(annotation), []).append(annotation)
    rng = Random(seed)
    kept = (rng.sample(kinds[kind], min(limit or len(kinds[kind]), len(kinds[kind]))) for kind in sorted(kinds))
    return sorted((one for some in kept for one in some), key=lambda one: one.id)


def outcomes(annotations: Sequence[Annotation], by: str) -> list[Outcome]:
    """Return the outcome of each document, in order, worked out by two processes."""
    with ProcessPoolExecutor(WORKERS) as pool:
        found = pool.map(judge, annotations, chunksize=AT_ONCE)
        shown = track(found, "reading", len(annotations), console=Console(stderr=True))
        return [
            Outcome(KEYS[by](one), bool(one.damage), judged) for one, judged in zip(annotations, shown, strict=True)
        ]


def table(found: Sequence[Outcome], by: str, seed: int) -> list[str]:
    """Return the lines of a table: three rows a key, then those of all documents that are not real."""
    generated = [one for one in found if one.key != REAL]
    groups = {key: [one for one in found if one.key == key] for key in sorted({one.key for one in found})}
    whole = {ALL: generated} if len({one.key for one in generated}) > 1 else {}
    lines = [_line([by, *HEAD]), _line(["---", "---"] + ["---:"] * (len(HEAD) - 1))]
    for key, some in (*sorted(groups.items(), key=lambda group: group[0] == REAL), *whole.items()):
        lines += [_row(key, name, [one.judged[name] for one in some], seed) for name in SYSTEMS]
    return lines


def _row(key: str, system: str, judged: Sequence[Judged], seed: int) -> str:
    summary = summarise([one.score for one in judged], seed=seed)
    unresolved = rates([[Ratio(one.unresolved, one.score.cells.cells)] for one in judged], seed=seed)[0]
    return _line([key, system, str(summary.documents), *_columns(summary, unresolved)])


def _columns(summary: Summary, unresolved: Rate) -> list[str]:
    return [
        interval(summary.exact, 1),
        interval(summary.cells.nonzero, 2),
        interval(summary.cells.silent, 3),
        share(unresolved, 2),
        share(summary.cells.reviewed, 2),
        interval(summary.headings.f1, 2),
        counts(summary.misprints_found),
        counts(summary.false_alarms),
    ]


def share(rate: Rate, digits: int) -> str:
    """Return a rate in per cent, a dash for one of nothing."""
    return "–" if rate.share is None else f"{100 * rate.share:.{digits}f}%"


def interval(rate: Rate, digits: int) -> str:
    """Return a rate in per cent with its interval, where it is known."""
    if rate.interval is None:
        return share(rate, digits)
    low, high = (f"{100 * bound:.{digits}f}" for bound in rate.interval)
    return f"{share(rate, digits)} ({low}–{high})"


def counts(rate: Rate) -> str:
    """Return a rate as its two counts, a dash for one of nothing."""
    return f"{rate.numerator} of {rate.denominator}" if rate.denominator else "–"


def _line(fields: Iterable[str]) -> str:
    return f"| {' | '.join(fields)} |"


def digest(annotations: Iterable[Annotation]) -> str:
    """Return the SHA-256 over ids and texts, in order; a NUL ends each."""
    found = sha256()
    for one in annotations:
        found.update(f"{one.id}\0{one.text}\0".encode("utf-8", "surrogatepass"))
    return found.hexdigest()


def options() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    default = Path(__file__).parent.parent / "annotations"
    parser.add_argument("annotations", nargs="?", type=Path, default=default, help="a folder or a file")
    parser.add_argument("--split", choices=SPLITS, default="test")
    parser.add_argument("--by", choices=sorted(KEYS), default="kind", help="what the rows go by")
    parser.add_argument("--limit", type=int, help="at most so many documents of each kind")
    parser.add_argument("--seed", type=int, default=1, help="of the documents drawn and of the intervals")
    return parser.parse_args()


def main() -> None:
    """Print what was measured on what, then the tables."""
    asked = options()
    annotations = drawn(read(asked.annotations, asked.split), asked.limit, asked.seed)
    if not annotations:
        sys.exit(f"No document of {asked.annotations} is of the split {asked.split}: name another split.")
    print(f"{platform.machine()}, Python {platform.python_version()}, girml {girml.__version__}, ", end="")
    print(f"n = {len(annotations)} of the split {asked.split}, sha256 {digest(annotations)}")
    found = outcomes(annotations, asked.by)
    for title, damaged in (("Undamaged", False), ("Damaged", True)):
        some = [one for one in found if one.damaged == damaged]
        if some:
            print(f"\n{title} documents by {asked.by}: n = {len(some)}\n")
            print("\n".join(table(some, asked.by, asked.seed)))


if __name__ == "__main__":
    main()
