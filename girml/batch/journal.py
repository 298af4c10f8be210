"""The journal of a run that is not done: its plan and inputs, then a line for each part, written before the part is put
in its place. A line that was not finished when all stopped is passed over, and its part is made again."""

import json
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from girml.batch import manifest
from girml.batch.manifest import Manifest
from girml.batch.parts import DRAFTS, Part, write_whole
from girml.batch.plan import Inputs, Plan
from girml.errors import RunError

_NAME, LOCK = "journal.jsonl", "lock"


class Lock:
    """Keeps other processes from working on a run; gone with its process, however that ends."""

    def __init__(self, folder: Path) -> None:
        drafts = folder / DRAFTS
        drafts.mkdir(parents=True, exist_ok=True)
        # For reading, so that nothing keeps the file system from being made read-only.
        self._file = os.open(drafts / LOCK, os.O_RDONLY | os.O_CREAT)
        if sys.platform == "win32":
            return
        import fcntl

        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self._file)
            raise RunError(f"Another process works on {folder}: wait for it, or name another folder.") from None

    def __enter__(self) -> None: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._file)


def add(folder: Path, part: Part) -> None:
    """Write down a part that is drafted."""
    with (folder / DRAFTS / _NAME).open("ab") as file:
        file.write(_line(manifest.as_dict(part)))
        file.flush()
        os.fsync(file.fileno())


class Journaled(NamedTuple):
    """A run as its journal tells: with so many parts in all, None where that is not known yet."""

    run: Manifest
    expected: int | None


def begin(folder: Path, run: Manifest, expected: int | None) -> None:
    """Begin the journal of a run anew, with the parts that it has, of so many in all if that is known."""
    head = {
        "schema": manifest.SCHEMA,
        "plan": run.plan._asdict(),
        "inputs": [one._asdict() for one in run.inputs],
        "expected": expected,
    }
    lines = [_line(head), *(_line(manifest.as_dict(part)) for part in run.parts)]
    write_whole(folder / DRAFTS / _NAME, b"".join(lines))


def read(folder: Path) -> Journaled | None:
    """Return the run that is not done, as its journal tells; None where there is none."""
    try:
        head, *lines = (folder / DRAFTS / _NAME).read_bytes().splitlines()
        told = json.loads(head)
        run = Manifest(Plan(**told["plan"]), tuple(Inputs(**one) for one in told["inputs"]))
    except FileNotFoundError:
        return None
    except OSError as reason:
        raise RunError(f"{folder} cannot be read ({reason.strerror}): check that it may be opened.") from None
    except (ValueError, LookupError, TypeError, AttributeError):
        raise RunError(f"The journal of {folder} is damaged: start the run over with --fresh.") from None
    parts = {part.number: part for part in _parts(lines)}
    return Journaled(run._replace(parts=tuple(parts[number] for number in sorted(parts))), told["expected"])


def _parts(lines: Iterable[bytes]) -> Iterable[Part]:
    # A line that is no JSON was being written when all stopped; what comes after it was written later.
    for line in lines:
        with suppress(ValueError, LookupError, TypeError, AttributeError):
            yield manifest.from_dict(json.loads(line))


def _line(told: dict[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode() + b"\n"
