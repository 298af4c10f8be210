"""Blocks read: the same tables however many documents are read at once, and a failure of ours costs one of them."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from girml.batch.blocks import ALONE, TOGETHER, Block, Fault, Item
from girml.batch.parts import Encoder, Writer
from girml.batch.reading import outcomes
from girml.labeler.deterministic import label_all
from girml.pipeline import Extractor
from girml.records import Labeling, Tokens

TEXTS = [path.read_bytes() for path in sorted((Path(__file__).parent.parent / "examples").glob("*.txt"))]
GIVEN_UP = Fault("time", "gone.txt was given up.")


def block(*texts: bytes, at_once: int = TOGETHER) -> Block:
    """Return a block of texts and a document that is not to be read."""
    items = [Item(number, f"{number}.txt", (), text) for number, text in enumerate(texts, 1)]
    return Block(1, (*items, Item(len(items) + 1, "gone.txt", (), fault=GIVEN_UP)), at_once)


def nothing(_number: int) -> None:
    """Hear of a document."""


def test_a_part_has_the_same_bytes_whether_its_documents_are_read_together_or_alone(extractor: Extractor) -> None:
    heard: list[int] = []
    part, together = Encoder(()).encode(extractor, block(*TEXTS, b""), heard.append)
    alone = Encoder(()).encode(extractor, block(*TEXTS, b"", at_once=ALONE), nothing)
    assert alone == (part, together)
    assert heard == [1, 2, 3, 4, 5, 6, 7]
    assert part.counts._asdict() == {
        "documents": 7, "reports": 5, "cells": 998, "review": 1, "failed": 1, "findings": 1, "errors": 2,
    }  # fmt: skip


def test_a_part_that_is_mended_has_the_bytes_of_one_that_never_failed(extractor: Extractor, tmp_path: Path) -> None:
    for folder in (".progress", "cells", "reports", "checks", "findings", "errors"):
        (tmp_path / folder).mkdir()
    writer = Writer(tmp_path, ())
    whole, faulty = block(*TEXTS), block(*TEXTS[:2], b"", *TEXTS[3:])
    for table in writer.write(extractor, faulty, nothing).files:
        (tmp_path / ".progress" / f"{table}.000001.parquet").replace(tmp_path / table / "000001.parquet")
    mended = writer.mend(extractor, Block(1, whole.items[2:3]), nothing)
    assert mended == Encoder(()).encode(extractor, whole, nothing)[0]


def failing(texts: Sequence[Tokens]) -> list[Labeling]:
    """Label texts, but for one that shows a fault of ours."""
    if any("故障" in tokens.view.text for tokens in texts):
        raise ValueError("no such luck")
    return label_all(texts)


@pytest.mark.parametrize("at_once", [TOGETHER, ALONE])
def test_a_text_on_which_the_reader_fails_costs_itself_alone(at_once: int) -> None:
    texts = (TEXTS[0], "故障".encode(), TEXTS[1])
    first, failed, last, given_up = outcomes(Extractor(failing, "failing"), block(*texts, at_once=at_once), nothing)
    assert failed == Fault(
        "failed", "2.txt made the reader fail (ValueError: no such luck): report this text, it is a fault of girml."
    )
    assert not isinstance(first, Fault)
    assert not isinstance(last, Fault)
    assert [report.source for report in (*first, *last)] == ["1.txt", "3.txt"]
    assert given_up == GIVEN_UP
