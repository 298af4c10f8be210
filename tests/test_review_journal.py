"""The journal of a review: a decision that was written down stands, whatever stops the process."""

from pathlib import Path

import pytest

from girml.errors import RunError
from girml.records import Decision, Reading
from girml.review import journal
from girml.review.journal import NAME, Journal

FIRST = Decision(
    1, "2026-01-02T03:04:05+00:00", "李", "0123456789abcdef-1", "t3.received.total", "choose", 12,
    Reading("read", 12, "1 2", 8, 11, ((8, 9), (10, 11)), None), Reading("unresolved", None, None, 8, 11),
)  # fmt: skip
SECOND = Decision(
    2, "2026-01-02T03:04:06+00:00", "王\u2028\x85", "0123456789abcdef-1", "@3:8", "mark", tag="row", label=""
)
THIRD = Decision(3, "2026-01-02T03:04:07+00:00", "李", "0123456789abcdef-1", "@3:8", "undo", undoes=2, met=2)
DECISIONS = [FIRST, SECOND, THIRD]


def written(folder: Path) -> bytes:
    opened = Journal(folder)
    for decision in DECISIONS:
        opened.add(decision)
    opened.close()
    return (folder / NAME).read_bytes()


def test_decisions_are_read_as_they_were_written(tmp_path: Path) -> None:
    written(tmp_path)
    assert journal.read(tmp_path) == DECISIONS


def test_there_is_no_decision_before_the_first(tmp_path: Path) -> None:
    assert journal.read(tmp_path) == []


def test_cut_anywhere_a_journal_keeps_every_decision_that_was_whole(tmp_path: Path) -> None:
    data = written(tmp_path)
    ends = [at + 1 for at, byte in enumerate(data) if byte == ord("\n")]
    assert len(ends) == 3
    for length in sorted({*range(0, len(data), 11), *ends, *(end - 1 for end in ends), *(end + 1 for end in ends[:2])}):
        (tmp_path / NAME).write_bytes(data[:length])
        assert journal.read(tmp_path) == DECISIONS[: sum(end <= length for end in ends)]


def test_after_a_torn_line_decisions_are_written_in_its_place(tmp_path: Path) -> None:
    data = written(tmp_path)
    (tmp_path / NAME).write_bytes(data[:-5])
    opened = Journal(tmp_path)
    assert opened.decisions == DECISIONS[:2]
    opened.add(THIRD)
    opened.close()
    assert (tmp_path / NAME).read_bytes() == data


@pytest.mark.parametrize("at", [3, 40, 200])
def test_a_line_that_was_changed_afterwards_stops_the_review(tmp_path: Path, at: int) -> None:
    data = bytearray(written(tmp_path))
    data[at] ^= 1
    (tmp_path / NAME).write_bytes(bytes(data))
    with pytest.raises(RunError, match=r"decisions\.journal:1 was changed, not written by girml: put back what stood"):
        journal.read(tmp_path)


def test_a_line_that_was_taken_out_stops_the_review(tmp_path: Path) -> None:
    first, second, third = written(tmp_path).splitlines(keepends=True)
    for left in (first + third, second + third, second):
        (tmp_path / NAME).write_bytes(left)
        with pytest.raises(RunError, match="was changed"):
            journal.read(tmp_path)
