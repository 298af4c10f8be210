"""`run.json`: what a run is, what it holds, and each of its files; no times, so that the same run gives the same."""

import json
from collections.abc import Iterable, Mapping
from functools import reduce
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from girml.batch.parts import File, Part
from girml.batch.plan import Inputs, Plan
from girml.batch.tabling import Counts
from girml.errors import RunError

NAME = "run.json"
SCHEMA = "girml-run/1"


class Manifest(NamedTuple):
    """A run: its plan, the inputs that were given together, and its parts in order."""

    plan: Plan
    inputs: tuple[Inputs, ...]
    parts: tuple[Part, ...] = ()

    @property
    def counts(self) -> Counts:
        """What the run holds."""
        return total(self.parts)


def total(parts: Iterable[Part]) -> Counts:
    """Return what parts hold together."""
    return reduce(Counts.plus, (part.counts for part in parts), Counts())


def dump(manifest: Manifest) -> bytes:
    """Return the bytes of a manifest; they hold their own SHA-256."""
    whole = {
        "schema": SCHEMA,
        "plan": manifest.plan._asdict(),
        "inputs": [one._asdict() for one in manifest.inputs],
        "counts": manifest.counts._asdict(),
        "parts": [as_dict(part) for part in manifest.parts],
    }
    text = json.dumps(whole | {"sha256": _digest(whole)}, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def read(folder: Path) -> Manifest | None:
    """Return the manifest of a run, None where it has none yet; RunError where that is damaged."""
    file = folder / NAME
    try:
        return parse(file.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as reason:
        raise RunError(f"{file} cannot be read ({reason.strerror}): check that it may be opened.") from None
    except (ValueError, LookupError, TypeError, AttributeError):
        raise RunError(f"{file} is damaged: start the run over with --fresh.") from None


def parse(data: bytes) -> Manifest:
    """Return the manifest in these bytes; an error of any kind that a wrong value raises where they hold none."""
    whole = json.loads(data)
    if whole.pop("sha256") != _digest(whole) or whole["schema"] != SCHEMA:
        raise ValueError
    return Manifest(
        Plan(**whole["plan"]),
        tuple(Inputs(**one) for one in whole["inputs"]),
        tuple(map(from_dict, whole["parts"])),
    )


def as_dict(part: Part) -> dict[str, Any]:
    """Return a part as JSON holds it."""
    files = {table: file._asdict() for table, file in part.files.items()}
    return {"number": part.number, "first": part.first, "counts": part.counts._asdict(), "files": files}


def from_dict(told: Mapping[str, Any]) -> Part:
    """Return the part that JSON holds."""
    files = {table: File(**file) for table, file in told["files"].items()}
    return Part(told["number"], told["first"], Counts(**told["counts"]), files)


def _digest(whole: object) -> str:
    return sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()
