"""Documents parsed in a process of its own, within limits: where it dies over a document, that costs the document."""

import json
import re
import subprocess
import sys
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from threading import Lock
from typing import Any, NamedTuple, cast

from girml.documents.blocks import Block, from_plain
from girml.documents.child import receive, send
from girml.documents.kinds import NAMES, Kind
from girml.documents.limits import SECONDS
from girml.errors import InputError

# Its modules are found where ours are, whatever the folder it is started in.
_START = "import sys; sys.path[:] = sys.argv[1:]; from girml.documents.child import main; main()"
_NEEDED = {"html": "lxml", "pdf": "pdfplumber", "docx": "docx"}


class Parsed(NamedTuple):
    """A document parsed: how its bytes were read, and what it shows."""

    encoding: str
    blocks: list[Block]


def parse(data: bytes, name: str, kind: Kind) -> Parsed:
    """Return a document parsed; InputError where it cannot be, within the limits of time and memory."""
    if find_spec(_NEEDED[kind]) is None:
        raise InputError(f"{name} is {NAMES[kind]}, which girml[documents] reads: install that.")
    answer = _parser().answer(data, name, kind)
    if "error" in answer:
        raise InputError(answer["error"])
    return Parsed(answer["encoding"], from_plain(answer["blocks"]))


@cache
def _parser() -> "_Parser":
    return _Parser()


def peak() -> int:
    """Return the most memory, in bytes, that the process which parses has held so far; 0 where that is not known."""
    return _parser().peak()


class _Parser:
    """The process that parses: started when it is needed, and again after it was ended."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = Lock()

    def answer(self, data: bytes, name: str, kind: Kind) -> dict[str, Any]:
        """Return what the process says of a document; it ends where it says nothing in time."""
        with self._lock:
            process = self._started()
            try:
                return self._asked(process, data, name, kind)
            except TimeoutError:
                self._end(process)
                return {"error": f"{name} was given up after {SECONDS} seconds of parsing: look at what it is."}
            except (OSError, EOFError):
                self._end(process)
                return {"error": f"{name} made its parser end: it is damaged, or more than a report; look at it."}

    def peak(self) -> int:
        """Return the most memory, in bytes, that the process has held since it was started."""
        try:
            status = Path(f"/proc/{self._process.pid if self._process else 0}/status").read_text(encoding="ascii")
        except OSError:
            return 0
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        return int(found[1]) * 1024 if found else 0

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                (sys.executable, "-c", _START, *sys.path),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def _asked(self, process: subprocess.Popen[bytes], data: bytes, name: str, kind: Kind) -> dict[str, Any]:
        assert process.stdin
        assert process.stdout
        send(cast(Any, process.stdin), json.dumps({"name": name, "kind": kind}).encode())
        send(cast(Any, process.stdin), data)
        with DefaultSelector() as selector:
            selector.register(process.stdout, EVENT_READ)
            if not selector.select(SECONDS):
                raise TimeoutError
        answer = receive(cast(Any, process.stdout))
        if answer is None:
            raise EOFError
        found: dict[str, Any] = json.loads(answer)
        return found

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        process.kill()
        with suppress(OSError):
            process.communicate()
        self._process = None
