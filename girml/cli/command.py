"""From the words of a command line to its exit status."""

import io
import os
import sys
from collections.abc import Sequence

from girml.cli.arguments import parser
from girml.cli.status import BROKEN_PIPE, INTERRUPTED, UNREADABLE, WRONG_USAGE
from girml.cli.telling import tell
from girml.errors import GirmlError, UsageError


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line; return 0, 1 where an input could not be read or `check` found faults, 2 for wrong usage,
    or 3 where `--fail-on` found something."""
    _write_utf_8()
    try:
        status = _run(argv)
        sys.stdout.flush()
    except BrokenPipeError:
        _close_stdout()
        return BROKEN_PIPE
    except OSError as reason:
        _close_stdout()
        tell(f"The output cannot be written ({reason.strerror}): write it elsewhere with -o.")
        return WRONG_USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def _run(argv: Sequence[str] | None) -> int:
    try:
        options = parser().parse_args(argv)
        status: int = options.verb(options)
    except SystemExit as stop:
        return int(stop.code or 0)
    except GirmlError as error:
        tell(str(error))
        return WRONG_USAGE if isinstance(error, UsageError) else UNREADABLE
    return status


def _write_utf_8() -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")


def _close_stdout() -> None:
    """Send what is left to nowhere, so that Python's own flush at exit says nothing."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
