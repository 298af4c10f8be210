"""Safety of reading trained models: thousands of damaged packs by seed, each to be refused in good time.

    python benchmarks/packs.py [PACK] [-n 10000] [--seed 1]      (default: a small pack made here)

A pack that the damage left as it was in content may be read, if what is read is the same. The status is 1 if one was
read changed, if reading raised anything but a PackError, or if it took too long.
"""

import argparse
import platform
import sys
from collections import Counter
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from damaged_packs import KINDS, Outcome, Verdict, outcomes, small

from girml.pack import read

MOST_MILLISECONDS = 1000.0
MOST_SHOWN = 20
HEAD = ("kind of damage", "n", *(verdict.value for verdict in Verdict), "slowest, ms of processor time")


def row(kind: str, found: Sequence[Outcome]) -> str:
    """Return a row of the table: how many packs came to what, and the slowest."""
    counts = Counter(one.verdict for one in found)
    slowest = max((one.milliseconds for one in found), default=0.0)
    return cells(kind, len(found), *(counts[verdict] for verdict in Verdict), f"{slowest:.1f}")


def cells(*values: object) -> str:
    """Return values as a row of a Markdown table."""
    return f"| {' | '.join(map(str, values))} |"


def is_fault(one: Outcome) -> bool:
    """Return whether reading a damaged pack came to what it must not."""
    return one.verdict in (Verdict.CHANGED, Verdict.FAILED) or one.milliseconds > MOST_MILLISECONDS


def show(found: Sequence[Outcome]) -> None:
    """Print the table, and the first of the faults."""
    print(cells(*HEAD))
    print(cells("---", *["--:"] * (len(HEAD) - 1)))
    for kind in KINDS:
        print(row(kind, [one for one in found if one.kind == kind]))
    print(row("all", found))
    for one in [one for one in found if is_fault(one)][:MOST_SHOWN]:
        what = f"{one.verdict.value} in {one.milliseconds:.1f} ms"
        print(f"fault     number {one.number}, {one.kind}: {what}: {one.found:.200}")


def main() -> None:
    """Read damaged packs, print what became of them, and end with status 1 if one was not refused."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pack", nargs="?", type=Path)
    parser.add_argument("-n", type=int, default=10_000, help="how many damaged packs")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    pack = read(given.pack) if given.pack else small()
    print(f"machine   {platform.machine()}, Python {platform.python_version()}, numpy {version('numpy')}")
    print(f"packs     n = {given.n:,}, seed {given.seed}, of {pack.name}\n")
    with TemporaryDirectory() as work:
        found = list(outcomes(pack, Path(work, "pack"), given.n, given.seed))
    show(found)
    sys.exit(any(is_fault(one) for one in found))


if __name__ == "__main__":
    main()
