"""What a flattener is: a mode of a converter, its kind, what it needs, and the way to run its programs."""

import os
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from girml.errors import GirmlError
from girml.records.annotation import Kind
from girml.synth.flatteners.packages import cure, is_installed
from girml.synth.marking import Key, Unmarked

Convert = Callable[[str], str]
Dress = Callable[[str, Mapping[str, str]], str]
Find = Callable[[str, Key], Unmarked | None]

T = TypeVar("T")

_SECONDS = 120


class FlattenerError(GirmlError):
    """A flattener cannot run here: names it, and the packages to install."""


class ConversionError(GirmlError):
    """A converter fails on a page: names the converter and what it said."""


def undressed(html: str, glyphs: Mapping[str, str]) -> str:
    """Return the page as it is: what reads no paper needs no glyphs."""
    return html


@dataclass(frozen=True, slots=True)
class Flattener:
    """A mode of a converter: HTML in, text out.

    `library` is what splits go by, `needs` the packages of PyPI or Debian to run it. `dress` prepares a page whose
    characters may be code points that no font draws: it gets the page, and what each of them is to look like. `find`
    is for what reads other characters than are printed: it gives the text of a page in marks with its places, None
    where these are unclear.
    """

    name: str
    library: str
    kind: Kind
    needs: tuple[str, ...]
    convert: Convert
    dress: Dress = undressed
    find: Find | None = None
    press: str = ""
    alike: bool = False

    def missing(self) -> tuple[str, ...]:
        """Return the packages that are not installed here."""
        return tuple(package for package in self.needs if not is_installed(package))

    def available(self) -> bool:
        """Return whether this flattener can run here."""
        return not self.missing()

    def __call__(self, html: str) -> str:
        """Return the text of a page. Raises FlattenerError where a package is missing."""
        self.require()
        return self.convert(html)

    def require(self) -> None:
        """Raise FlattenerError where a package is missing."""
        if missing := self.missing():
            raise FlattenerError(f"{self.name} needs {', '.join(missing)}: {' and '.join(map(cure, missing))}.")


def run(arguments: tuple[str, ...], data: bytes = b"", *, within: Path | None = None) -> bytes:
    """Return what a program prints for some input, free of the user's settings; `within` is where it runs."""
    home = within or Path("/nonexistent")
    environment = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(home), "LANG": "C.UTF-8"}
    try:
        done = subprocess.run(
            arguments, input=data, capture_output=True, check=True, cwd=within, env=environment, timeout=_SECONDS
        )
    except subprocess.SubprocessError as reason:
        raise ConversionError(f"{arguments[0]} failed ({reason}): run it by hand to see why.") from reason
    return done.stdout


def within_folder(html: str, steps: Callable[[Path], T]) -> T:
    """Return what steps make in a folder of their own, in which the page is `page.html`."""
    with TemporaryDirectory(prefix="girml-") as folder:
        (Path(folder) / "page.html").write_text(html, encoding="utf-8")
        return steps(Path(folder))
