"""The documents that benchmarks read: undamaged and generated ones, so many of each kind, drawn by seed."""

import platform
from pathlib import Path
from random import Random

import girml
from girml.corpus import read
from girml.records.annotation import Annotation

REAL = "unknown"
"""The library of the real reports, which come from no known converter."""


def drawn(annotations: Path, split: str, each: int, seed: int) -> dict[str, list[Annotation]]:
    """Return at most so many documents of each kind of a split."""
    by_kind: dict[str, list[Annotation]] = {}
    for one in read(annotations, split):
        if one.library != REAL and not one.damage:
            by_kind.setdefault(one.kind, []).append(one)
    rng = Random(seed)
    return {kind: rng.sample(own, min(each, len(own))) for kind, own in sorted(by_kind.items())}


def measured_on(split: str, seed: int) -> str:
    """Return the line that tells what a table was measured with and on."""
    return f"girml {girml.__version__}, Python {platform.python_version()}; split {split}, seed {seed}.\n"
