"""Choosing from data whose entries are held out: `test_only` ones serve the test split alone."""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any, Literal

Split = Literal["train", "dev", "test"]
Entry = dict[str, Any]


@cache
def data(name: str) -> dict[str, Any]:
    """Return the data of that name shipped beside this module: "habits", "places" or "wording"."""
    loaded: dict[str, Any] = json.loads((files("girml.synth") / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


def allowed(entries: Sequence[Entry], split: Split) -> list[Entry]:
    """Return the entries that may serve a split, in declared order.

    >>> allowed([{"id": "a", "test_only": True}, {"id": "b", "test_only": False}], "dev")
    [{'id': 'b', 'test_only': False}]
    """
    return [entry for entry in entries if split == "test" or not entry["test_only"]]


def choose(rng: Random, entries: Sequence[Entry], split: Split) -> Entry:
    """Return one entry that may serve a split, by the entries' weights (1 where none is declared)."""
    fit = allowed(entries, split)
    return rng.choices(fit, [entry.get("weight", 1) for entry in fit])[0]
