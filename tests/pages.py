"""Pages of Markdown whose examples run: the README and the documentation, each in a folder of its own."""

import doctest
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
LENT = ("annotations", "benchmarks", "examples", "models", "train")
"""Folders of a clone that the commands of a page may read."""

_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_NAMED = re.compile(r"# (\S+\.toml)\n")


class Block(NamedTuple):
    """A fenced block of a page: its language, and what stands in it."""

    language: str
    body: str


def blocks(page: Path) -> list[Block]:
    """Return the fenced blocks of a page that name their language, in order."""
    return [Block(*found) for found in _FENCE.findall(page.read_text(encoding="utf-8"))]


def sessions(body: str) -> list[tuple[str, str]]:
    """Return the commands of a `console` block, each behind a `$`, and what they print.

    A command may go over several lines, up to one that closes its quotes.
    """
    found = []
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        lines = part.splitlines()
        length = next(count for count in range(1, len(lines) + 1) if _is_whole("\n".join(lines[:count])))
        found.append(("\n".join(lines[:length]), "\n".join(lines[length:])))
    return found


def commands(body: str) -> list[str]:
    """Return the commands of an `sh` block: a line each, without remarks."""
    lines = body.replace("\\\n", " ").splitlines()
    return [line for line in (re.sub(r"(^|\s+)# .*$", "", line).strip() for line in lines) if line]


def written(place: Path, body: str) -> None:
    """Write a `toml` block whose first line names a file."""
    if named := _NAMED.match(body):
        (place / named[1]).write_text(body, encoding="utf-8")


def lend(place: Path) -> Path:
    """Return a folder with what a clone has for its commands to read."""
    for name in LENT:
        (place / name).symlink_to(ROOT / name)
    return place


def settings() -> dict[str, str]:
    """Return the environment of a page's commands."""
    path = os.pathsep.join((str(Path(sys.executable).parent), "/usr/bin", "/bin"))
    return {"PATH": path, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "OMP_NUM_THREADS": "1"}


def run(command: str, place: Path) -> tuple[int, str]:
    """Return the status of a command, and what it prints on both streams."""
    done = subprocess.run(
        command, shell=True, cwd=place, capture_output=True, check=False, encoding="utf-8", env=settings()
    )
    return done.returncode, (done.stdout + done.stderr).rstrip("\n")


def failures(body: str, names: dict[str, Any]) -> str:
    """Return what differs from a `pycon` block when it is run with the names of the blocks before it, or nothing."""
    told: list[str] = []
    test = doctest.DocTestParser().get_doctest(body, names, "pycon", None, 0)
    doctest.DocTestRunner(verbose=False).run(test, out=told.append, clear_globs=False)
    names.update(test.globs)
    return "".join(told)


def calls(page: Path) -> Iterator[list[str]]:
    """Yield the words of each command line of girml in the blocks of a page."""
    for block in blocks(page):
        lines = [one for one, _ in sessions(block.body)] if block.language == "console" else []
        lines += commands(block.body) if block.language == "sh" else []
        for line in lines:
            yield from filter(lambda words: words[:1] == ["girml"], _simple(line))


def _simple(line: str) -> Iterator[list[str]]:
    """Yield the words of each simple command of a line, without what assigns to variables and redirects."""
    words: list[str] = []
    cutter = shlex.shlex(line, posix=True, punctuation_chars="|&;<>")
    cutter.whitespace_split = True
    for word in [*cutter, ";"]:
        if set(word) <= set("|&;<>"):
            yield words
            words = []
        elif words or "=" not in word:
            words.append(word)


def _is_whole(command: str) -> bool:
    try:
        shlex.split(command)
    except ValueError:
        return False
    return True
