"""Mutated documents: a report or a clear word, nothing else; a small run of `benchmarks/mutated.py`."""

from pathlib import Path
from random import Random

import pytest

from benchmarks.mutations import mutated
from benchmarks.printing import docx_of, made
from girml.documents import parsing, read
from girml.errors import InputError
from girml.pipeline import Extractor
from tests import pdfs

TIMES = 15
MOST_MEMORY = 500_000_000


@pytest.mark.heavy
@pytest.mark.parametrize("kind", ["html", "pdf", "docx"])
def test_a_mutated_document_is_read_or_refused(
    kind: str, extractor: Extractor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    one = made(2, 5)
    sound = {
        "html": lambda: one.html.encode(),
        "pdf": lambda: pdfs.printed(one.page),
        "docx": lambda: docx_of(one.page),
    }
    data = sound[kind]()
    outcomes = [_outcome(extractor, mutated(data, Random(f"{kind}/{number}")), f"a.{kind}") for number in range(TIMES)]
    assert "read" in outcomes
    assert all(one == "read" or (one.startswith(f"a.{kind} ") and one.endswith(".")) for one in outcomes)
    assert parsing.peak() < MOST_MEMORY
    assert list(tmp_path.iterdir()) == []


def _outcome(extractor: Extractor, data: bytes, name: str) -> str:
    try:
        return "read" if read(extractor, data, name) else ""
    except InputError as error:
        return str(error)
