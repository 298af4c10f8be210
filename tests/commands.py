"""The command line, called in this process."""

from collections.abc import Callable

import pytest

from girml.cli import main

Run = Callable[..., tuple[int, str, str]]
"""A function that runs a command line: status, output, messages."""


def calling(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs a command line in the working folder."""

    def call(*words: str) -> tuple[int, str, str]:
        status = main(words)
        said = capsys.readouterr()
        return status, said.out, said.err

    return call
