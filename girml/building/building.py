"""A corpus built: orders carried out on all cores, in parts that stay when the work is stopped, then written whole.

Parts are kept in a folder beside the result, each with the documents of some orders; a build that is given again with
the same seed and size makes only what is missing. The result and `made.json`, which tells how it was made, come last.
"""

import json
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import girml
from girml.corpus import lines, parquet
from girml.errors import UsageError
from girml.records.annotation import Annotation
from girml.synth.flatteners import FLATTENERS, Flattener
from girml.synth.flatteners.packages import installed_version
from girml.synth.making import Made, make
from girml.synth.orders import Division, Order, plan, sizes

MADE = "made.json"
_PARTS = ".parts"
_PLAN = "plan.json"
_SOLVER = "ortools"
"""What is undecided hangs on its answers."""


@dataclass(frozen=True, slots=True)
class Build:
    """A corpus to be built in a folder: the seed, how many documents, by which flatteners, for which splits.

    With `loose` every page and every text is written as a file of its own too.
    """

    folder: Path
    seed: int
    size: int
    flatteners: tuple[Flattener, ...]
    division: Division | None = None
    loose: bool = False

    def orders(self) -> list[Order]:
        """Return the orders of this build."""
        return plan(self.seed, self.size, self.flatteners, self.division)

    def told(self) -> dict[str, Any]:
        """Return what tells this build from others: the same of it and the same code, the same bytes."""
        packages = sorted({_SOLVER, *[package for one in self.flatteners for package in one.needs]})
        return {
            "girml": girml.__version__,
            "seed": self.seed,
            "documents": self.size,
            # The orders hang on the splits and the mixture, too: parts of other orders must not be taken for these.
            "plan": sha256(repr(self.orders()).encode()).hexdigest(),
            "flatteners": [one.name for one in self.flatteners],
            "versions": {package: installed_version(package) for package in packages},
        }


def usable(without: Sequence[str] = ()) -> tuple[Flattener, ...]:
    """Return the flatteners that can run here, those of some kinds left out."""
    return tuple(one for one in FLATTENERS if one.kind not in without and one.available())


def unusable(without: Sequence[str] = ()) -> list[str]:
    """Return the packages that the other flatteners lack here, as often as one lacks them."""
    return [package for one in FLATTENERS if one.kind not in without for package in one.missing()]


def build(one: Build, workers: int) -> Iterator[int]:
    """Build a corpus; yield how many documents are ordered, then how many are done with each step.

    Parts that were there before come first. Raises UsageError where the folder holds another build.
    """
    parts = _opened(one)
    orders = one.orders()
    yield sizes(orders)
    missing = [order for order in orders if not _part(parts, order).exists()]
    yield sizes(orders) - sizes(missing)
    with ProcessPoolExecutor(workers) as pool:
        waiting = {
            pool.submit(_carry_out, order, one.seed, parts, one.folder if one.loose else None): order
            for order in missing
        }
        for done in as_completed(waiting):
            done.result()
            yield len(waiting[done].flatteners)
    _write(one, orders, parts)


def _opened(one: Build) -> Path:
    """Return the folder of parts, made for this build."""
    parts = one.folder / _PARTS
    told = json.dumps(one.told(), indent=1, sort_keys=True)
    if (parts / _PLAN).exists():
        if (parts / _PLAN).read_text(encoding="utf-8") != told:
            raise UsageError(f"{parts} holds parts of another build: remove it, or name another folder with -o.")
        return parts
    if (one.folder / MADE).exists():
        raise UsageError(f"{one.folder} holds a corpus already: remove it, or name another folder with -o.")
    parts.mkdir(parents=True, exist_ok=True)
    (parts / _PLAN).write_text(told, encoding="utf-8")
    return parts


def _part(parts: Path, order: Order) -> Path:
    return parts / f"{order.number:06}.jsonl"


def _carry_out(order: Order, seed: int, parts: Path, loose: Path | None) -> None:
    made = make(order, seed)
    if loose and made.documents:
        _write_loose(loose, made)
    lines.write(made.documents, _part(parts, order))


def _write_loose(folder: Path, made: Made) -> None:
    texts = {f"texts/{document.id}.txt": document.text for document in made.documents}
    page = made.documents[0]
    for name, text in {f"pages/{page.body}.{page.year}.html": made.html, **texts}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="")


def _write(one: Build, orders: Sequence[Order], parts: Path) -> None:
    """Write the documents of all parts by split, those of a body and year together, and what tells of the build."""
    names = {order.split: f"{order.split}.parquet" if one.division else "documents.parquet" for order in orders}
    counts: Counter[str] = Counter()
    for split, name in names.items():
        own = sorted((order for order in orders if order.split == split), key=lambda order: (order.body, order.year))
        parquet.write(_documents(own, parts, counts), one.folder / name)
    failed = {name: number - counts[name] for name, number in _ordered(orders).items() if number > counts[name]}
    told = {**one.told(), "made": sum(counts.values()), "failed": failed}
    (one.folder / MADE).write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    shutil.rmtree(parts)


def _documents(orders: Iterable[Order], parts: Path, counts: Counter[str]) -> Iterator[Annotation]:
    for order in orders:
        for document in lines.read(_part(parts, order)):
            counts[document.flattener] += 1
            yield document


def _ordered(orders: Iterable[Order]) -> Counter[str]:
    return Counter(name for order in orders for name in order.flatteners)
