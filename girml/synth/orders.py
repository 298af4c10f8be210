"""What is to be made: pages of bodies' years, each with the flatteners that read it, planned from one seed.

A page that is dear to print is read in several modes. Where splits are declared, a page's body and its flatteners are
of one split, so that every document serves one; how many there are of each kind, `mixture.json` says. What it lists as
added is dealt when all else is: a corpus whose size grows by as much keeps every document that it held before.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, islice
from random import Random
from typing import NamedTuple, Protocol, TypeVar

from girml.synth.bodies import Body, body
from girml.synth.choosing import Split, data
from girml.synth.flatteners.flattener import Flattener

Name = TypeVar("Name", bound=str)

SPLITS: tuple[Split, ...] = ("train", "dev", "test")
_ADDED = " added"


class Division(Protocol):
    """Who serves which split: what `girml.corpus.splits` reads from a file."""

    def of_body(self, body: str) -> str:
        """Return the split of a body."""

    def of_library(self, library: str) -> str | None:
        """Return the split of a library, None for one that serves none."""


class Order(NamedTuple):
    """A page to be made: the number of its body, the year, the split whose wording it may use, and
    the flatteners that read it; every third document of a kind is damaged, by `damaged`."""

    number: int
    split: Split
    body: int
    year: int
    flatteners: tuple[str, ...]
    damaged: tuple[bool, ...]


def plan(seed: int, size: int, flatteners: Sequence[Flattener], division: Division | None) -> list[Order]:
    """Return the orders of so many documents; without a division all are made as if for training."""
    lines: list[tuple[Split, Mapping[str, int], Sequence[Flattener]]]
    if division is None:
        lines = [("train", _shared(size, data("mixture")["documents"]["train"], flatteners), list(flatteners))]
    else:
        lines = [
            (split, counts, [one for one in flatteners if division.of_library(one.library) == split])
            for split, counts in _by_split(size, flatteners, division).items()
        ]
    orders: list[Order] = []
    for split, counts, own in lines:
        first = {kind: number for kind, number in counts.items() if not kind.endswith(_ADDED)}
        added = {kind.removesuffix(_ADDED): number for kind, number in counts.items() if kind.endswith(_ADDED)}
        rng = Random(f"orders/{seed}/{split}")
        dealt = (sheet for some in (first, added) for sheet in _dealt(rng, some, own))
        reports = _reports(seed, split, division)
        for sheet, (one, year) in zip(dealt, reports, strict=False):
            names, damaged = zip(*sheet, strict=True)
            orders.append(Order(0, split, one.number, year, names, damaged))
    Random(f"orders/{seed}").shuffle(orders)
    return [order._replace(number=number) for number, order in enumerate(orders)]


def _by_split(size: int, flatteners: Sequence[Flattener], division: Division) -> dict[Split, dict[str, int]]:
    """Return how many documents of each kind serve each split, those added apart."""
    mixture = data("mixture")
    kinds: dict[Split, dict[str, int]] = {
        split: mixture["documents"][split]
        | {f"{kind}{_ADDED}": number for kind, number in mixture["added"].get(split, {}).items()}
        for split in SPLITS
    }
    total = sum(sum(counts.values()) for counts in kinds.values())
    shares = _rounded(size, {split: sum(kinds[split].values()) / total for split in SPLITS})
    found: dict[Split, dict[str, int]] = {}
    for split in SPLITS:
        own = [one for one in flatteners if division.of_library(one.library) == split]
        found[split] = _shared(shares[split], kinds[split], own)
    return found


def _shared(size: int, kinds: Mapping[str, int], flatteners: Sequence[Flattener]) -> dict[str, int]:
    """Return how many of so many documents are of each kind that a flattener makes, by the kinds' weights."""
    made = {one.kind for one in flatteners}
    weights = {kind: weight for kind, weight in kinds.items() if kind.removesuffix(_ADDED) in made}
    total = sum(weights.values())
    return _rounded(size, {kind: weight / total for kind, weight in weights.items()}) if weights else {}


def _rounded(size: int, shares: Mapping[Name, float]) -> dict[Name, int]:
    """Return whole numbers in the proportion of shares that add up to a size: the largest rests are rounded up."""
    whole = {name: int(size * share) for name, share in shares.items()}
    rests = sorted(shares, key=lambda name: (whole[name] - size * shares[name], name))
    for name in rests[: size - sum(whole.values())]:
        whole[name] += 1
    return whole


def _dealt(rng: Random, counts: Mapping[str, int], flatteners: Sequence[Flattener]) -> Iterator[list[tuple[str, bool]]]:
    """Yield for each page the flatteners that read it, and which of their documents are damaged."""
    by_press: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    presses = {one.name: one.press for one in flatteners}
    for kind, number in counts.items():
        for at, name in enumerate(islice(_turns([one for one in flatteners if one.kind == kind]), number)):
            by_press[presses[name]].append((name, at % 3 == 0))
    for press, wanted in sorted(by_press.items()):
        rng.shuffle(wanted)
        yield from _sheets(wanted, data("mixture")["sheets"].get(press.partition("-")[0], 1))


def _turns(flatteners: Sequence[Flattener]) -> Iterator[str]:
    """Yield the names of flatteners in turn; those that are dear take part in every so many turns, unless all are."""
    seldom: dict[str, int] = data("mixture")["seldom"]
    turns = {one.name: seldom.get(one.press.partition("-")[0], 1) for one in flatteners}
    least = min(turns.values())
    for turn in count():
        yield from (name for name in sorted(turns) if turn % (turns[name] // least) == 0)


def _sheets(wanted: Sequence[tuple[str, bool]], size: int) -> Iterator[list[tuple[str, bool]]]:
    """Yield what is wanted in sheets of about a size, none with a flattener twice."""
    most = max(Counter(name for name, _ in wanted).values())
    sheets: list[list[tuple[str, bool]]] = [[] for _ in range(max(most, -(-len(wanted) // size)))]
    for at, one in enumerate(sorted(wanted)):
        sheets[at % len(sheets)].append(one)
    return (sheet for sheet in sheets if sheet)


def _reports(seed: int, split: Split, division: Division | None) -> Iterator[tuple[Body, int]]:
    """Yield the years of all bodies of a split, in order of the bodies' numbers."""
    for number in count():
        one = body(seed, number)
        if division is None or division.of_body(one.id) == split:
            yield from ((one, year) for year in one.years)


def sizes(orders: Iterable[Order]) -> int:
    """Return how many documents are ordered."""
    return sum(len(order.flatteners) for order in orders)
