"""The journal of a review: a decision a line, each with the SHA-256 of what it says, on the disk before it counts.

A line that was not finished when all stopped is cut off; a line that was changed afterwards stops the review.
"""

import json
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from girml.batch.folder import keep_names
from girml.errors import RunError
from girml.records import Decision, Reading

NAME = "decisions.journal"
_DIGEST = 16
_FAULTS = (ValueError, LookupError, TypeError, AttributeError)


class Journal:
    """The open journal of a review, at its end; only one process may hold it."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self.decisions, sound = _read(self._path)
        # Without O_APPEND, for what was not finished is written over.
        self._file = os.open(self._path, os.O_WRONLY | os.O_CREAT, 0o644)
        os.ftruncate(self._file, sound)
        os.lseek(self._file, sound, os.SEEK_SET)
        keep_names(folder)

    def add(self, decision: Decision) -> None:
        """Write down a decision; it stands on the disk when this returns. RunError where it cannot be written, and
        then nothing of it stays."""
        end = os.lseek(self._file, 0, os.SEEK_CUR)
        try:
            _write(self._file, line(decision))
            os.fsync(self._file)
        except OSError as reason:
            os.ftruncate(self._file, end)
            os.lseek(self._file, end, os.SEEK_SET)
            raise RunError(
                f"{self._path} cannot be written ({reason.strerror}): make room, then decide again."
            ) from None
        self.decisions.append(decision)

    def close(self) -> None:
        """Close the file."""
        os.close(self._file)


def read(folder: Path) -> list[Decision]:
    """Return the decisions of a review, none where there is none yet; RunError where its journal is damaged."""
    return _read(folder / NAME)[0]


def line(decision: Decision) -> bytes:
    """Return the line of a decision."""
    told = json.dumps(_as_dict(decision), ensure_ascii=False).encode("utf-8", "surrogatepass")
    return f"{_digest(told)} ".encode() + told + b"\n"


def _write(file: int, data: bytes) -> None:
    while data:
        data = data[os.write(file, data) :]


def _read(path: Path) -> tuple[list[Decision], int]:
    """Return the decisions of a file, and how many of its bytes hold them."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return [], 0
    except OSError as reason:
        raise RunError(f"{path} cannot be read ({reason.strerror}): check that it may be opened.") from None
    decisions: list[Decision] = []
    sound = 0
    for number, one in enumerate(_lines(data), 1):
        decision = _parsed(one)
        if decision is None and sound + len(one) == len(data):
            break
        if decision is None or decision.number != number:
            raise RunError(f"{path}:{number} was changed, not written by girml: put back what stood there.")
        decisions.append(decision)
        sound += len(one)
    return decisions, sound


def _lines(data: bytes) -> Iterator[bytes]:
    # Not `splitlines`: a line ends where the journal ended it.
    start = 0
    while start < len(data):
        end = data.find(b"\n", start) + 1 or len(data)
        yield data[start:end]
        start = end


def _parsed(one: bytes) -> Decision | None:
    digest, _, told = one.removesuffix(b"\n").partition(b" ")
    if not one.endswith(b"\n") or digest != _digest(told).encode():
        return None
    try:
        return _as_decision(json.loads(told.decode("utf-8", "surrogatepass")))
    except _FAULTS:
        return None


def _digest(told: bytes) -> str:
    return sha256(told).hexdigest()[:_DIGEST]


def _as_dict(decision: Decision) -> dict[str, Any]:
    told = {name: value for name, value in decision._asdict().items() if value is not None}
    return told | {name: told[name]._asdict() for name in ("outcome", "before") if name in told}


def _as_decision(told: dict[str, Any]) -> Decision:
    return Decision(**told | {name: _reading(told[name]) for name in ("outcome", "before") if name in told})


def _reading(told: dict[str, Any]) -> Reading:
    reading = Reading(**told)
    return reading if reading.parts is None else reading._replace(parts=tuple((a, b) for a, b in reading.parts))
