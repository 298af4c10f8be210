"""Files of other tools as lines and JSON, never more than one document of them in memory."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any, TextIO

from girml.errors import InputError
from girml.formats.items import Found, Refused, Told

LONGEST = 128_000_000
"""No document of a file may be longer, in bytes or characters: no annotated report is."""
_AT_ONCE = 1 << 20
_SPACE = " \t\r\n"

Plain = dict[str, Any]
Taken = Callable[[Plain, str], Found]
"""Returns the document that an object at a place holds; InputError where it holds none."""


def size(path: Path) -> int:
    """Return the size of a file in bytes; InputError where it cannot be had."""
    try:
        return path.stat().st_size
    except OSError as reason:
        raise unreadable(path, reason) from None


def check_size(path: Path) -> int:
    """Return the size of a file in bytes; InputError where it is larger than any document."""
    found = size(path)
    if found > LONGEST:
        raise InputError(f"{path} is larger than {LONGEST:,} bytes, which no annotated report is: divide it first.")
    return found


def unreadable(path: Path, reason: OSError) -> InputError:
    """Return the error of a file that the system does not give."""
    return InputError(f"{path} cannot be read ({reason.strerror}): check that it is there and may be opened.")


def text(path: Path) -> str:
    """Return a file as it stands, line ends and all; InputError where it cannot be had."""
    check_size(path)
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as reason:
        raise InputError(f"{path} is not UTF-8 ({reason.reason}): save it as UTF-8.") from None
    except OSError as reason:
        raise unreadable(path, reason) from None


def lines(path: Path, told: Told) -> Iterator[tuple[int, str]]:
    """Yield the lines of a file with their numbers, without their ends; InputError where one cannot be read."""
    try:
        with path.open("rb") as file:
            for number in count(1):
                line = file.readline(LONGEST + 1)
                if not line:
                    return
                if len(line) > LONGEST:
                    raise InputError(f"{path}:{number} is longer than {LONGEST:,} bytes; nothing after it was read.")
                told(len(line))
                yield number, line.decode("utf-8").removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError as reason:
        raise InputError(f"{path} is not UTF-8 ({reason.reason}): save it as UTF-8.") from None
    except OSError as reason:
        raise unreadable(path, reason) from None


def objects(path: Path, told: Told, found: Taken) -> Iterator[Found | Refused]:
    """Yield what each line of a file of JSON Lines holds; a faulty line costs itself alone."""
    try:
        for number, line in lines(path, told):
            if line.strip():
                yield _line(line, f"{path}:{number}", found)
    except InputError as error:
        yield Refused(str(error))


def _line(line: str, place: str, found: Taken) -> Found | Refused:
    try:
        plain = json.loads(line)
    except (ValueError, RecursionError):
        return Refused(f"{place} is no JSON: write one object a line.")
    return taken(plain, place, found)


def taken(plain: object, place: str, found: Taken) -> Found | Refused:
    """Return the document that a JSON object holds, or why it holds none."""
    if not isinstance(plain, dict):
        return Refused(f"{place} is JSON, but no object: export it anew.")
    try:
        return found(plain, place)
    except InputError as error:
        return Refused(str(error))


def left_out(counts: Mapping[str, int]) -> list[str]:
    """Return what is told of things that an annotation has no place for, by what they are and how many."""
    return [f"Left out, for an annotation has no place for it: {what} ({count})." for what, count in counts.items()]


def sizes(plain: Plain, keys: Iterable[str]) -> dict[str, int]:
    """Return how much stands under each key that holds anything."""
    found = {key: plain.get(key) for key in keys}
    return {key: len(entry) if isinstance(entry, list) else 1 for key, entry in found.items() if entry}


def called(place: str, *names: object) -> str:
    """Return the first of names that is one, else the place: tables of others fill gaps with what is no name."""
    return next((str(name) for name in names if (isinstance(name, str) and name) or type(name) is int), place)


def listed(plain: Plain, key: str, place: str) -> list[Any]:
    """Return the list under a key, empty where there is none; InputError where something else stands there."""
    found = plain.get(key)
    if found is not None and not isinstance(found, list):
        raise InputError(f"{place} has no list under {key}: export it anew, from a project that marks spans.")
    return found or []


def entries(path: Path, told: Told) -> Iterator[object]:
    """Yield the entries of a file that holds one JSON list, as they come; InputError where it is none, or broken."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from _entries(_Pieces(file, told), path)
    except UnicodeDecodeError as reason:
        raise InputError(f"{path} is not UTF-8 ({reason.reason}): save it as UTF-8.") from None
    except OSError as reason:
        raise unreadable(path, reason) from None


class _Pieces:
    """The text of a file, read on as far as the next entry of a list needs it."""

    def __init__(self, file: TextIO, told: Told) -> None:
        self._file, self._told = file, told
        self.text, self.at, self._more = "", 0, _AT_ONCE

    def grow(self) -> bool:
        """Read on, twice as much each time until an entry is found; return whether there was anything."""
        piece = self._file.read(self._more)
        self._told(len(piece.encode("utf-8", "surrogatepass")))
        self._more *= 2
        self.text, self.at = self.text[self.at :] + piece, 0
        return bool(piece)

    def found(self, end: int) -> None:
        """Go on behind an entry."""
        self.at, self._more = end, _AT_ONCE

    def sign(self) -> str:
        """Return the next character that is no white space, and pass it; "" at the end of the file."""
        while True:
            while self.at < len(self.text):
                self.at += 1
                if self.text[self.at - 1] not in _SPACE:
                    return self.text[self.at - 1]
            if not self.grow():
                return ""


def _entries(pieces: _Pieces, path: Path) -> Iterator[object]:
    if pieces.sign() != "[":
        raise InputError(f"{path} is no JSON list: export it as JSON.")
    sign = pieces.sign()
    for number in count(1):
        if sign == "]" and number == 1:
            return
        if number == 1:
            pieces.at -= 1
        yield _entry(pieces, f"{path} entry {number}")
        sign = pieces.sign()
        if sign == "]":
            return
        if sign != ",":
            raise InputError(f"{path} ends or breaks off after entry {number}: export it anew.")


def _entry(pieces: _Pieces, place: str) -> object:
    decoder = json.JSONDecoder()
    while True:
        begin = len(pieces.text) - len(pieces.text[pieces.at :].lstrip(_SPACE))
        try:
            entry, end = decoder.raw_decode(pieces.text, begin)
        except RecursionError:
            raise InputError(f"{place} is nested too deeply: export it anew.") from None
        except ValueError:
            if len(pieces.text) - pieces.at > LONGEST:
                raise InputError(
                    f"{place} is longer than {LONGEST:,} characters, or no JSON: export it anew."
                ) from None
            if not pieces.grow():
                raise InputError(f"{place} is no JSON: export it anew.") from None
        else:
            # A number may go on in what is not read yet, but no task is one.
            pieces.found(end)
            return entry
