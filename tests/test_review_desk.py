"""What people decide on extracted reports: the outcome of each decision, what is open, what is annotated in the end."""

from pathlib import Path

import pytest

from girml.corpus import check, lines
from girml.errors import GirmlError, InputError, RunError, UsageError
from girml.records import Cell
from girml.records.annotation import AnnotatedSpan
from girml.review.deciding import Wish, choices
from girml.review.errors import MetError, UnknownError
from girml.review.folder import data_set as found
from girml.review.opening import Settings, review
from girml.review.texts import Sought
from tests.reviews import (
    GLUED,
    MADE,
    MISPRINTED,
    SETTINGS,
    TOTAL,
    cell_of,
    data_set,
    decide,
    desk_of,
    finish,
    key_of,
    texts,
)  # fmt: skip

IN_FORCE, REPEALED = "t2.normative_documents.in_force", "t2.normative_documents.repealed"
RUN = texts()[GLUED].index("5845546")
RECEIVED = "t3.received.total"


def wish(subject: str, action: str, **more: object) -> Wish:
    return replaced(Wish("李", subject, "accept", 0), action=action, **more)


def replaced(one: Wish, **more: object) -> Wish:
    return one._replace(**more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        (wish(RECEIVED, "accept"), ("read", 0, "0", False)),
        (wish(MADE, "choose", choice=2), ("read", 584, "584", False)),
        (wish(MADE, "type", value=58), ("read", 58, "58", False)),
        (wish(MADE, "type", value=45, place=(RUN + 2, RUN + 4)), ("read", 45, "45", False)),
        (wish(MADE, "type", value=77), ("unresolved", None, None, True)),
        (wish(MADE, "type", value=58, nowhere=True), ("unresolved", None, None, True)),
        (wish(RECEIVED, "misprint"), ("read", 0, "0", False)),
        (wish(MADE, "blank"), ("blank", None, None, False)),
        (wish(MADE, "unreadable"), ("unresolved", None, None, True)),
        (wish(MADE, "absent"), ("absent", None, None, False)),
    ],
    ids=["accept", "choose", "type", "type where it stands", "type what is not there", "nowhere", "misprint", "blank",
         "unreadable", "absent"],
)  # fmt: skip
def test_a_decision_leaves_its_cell_as_it_says(
    tmp_path: Path, asked: Wish, held: tuple[str, int | None, str | None, bool]
) -> None:
    with desk_of(data_set(tmp_path)) as desk:
        key = key_of(desk, GLUED)
        decide(desk, key, asked)
        cell = cell_of(desk, key, asked.subject)
        assert (cell.state, cell.value, cell.text, cell.review) == held
        if cell.text is not None:
            assert texts()[GLUED][cell.start : cell.end] == cell.text


def test_a_value_that_the_text_does_not_show_stands_beside_its_cell(tmp_path: Path) -> None:
    with desk_of(data_set(tmp_path)) as desk:
        key = key_of(desk, GLUED)
        decide(desk, key, wish(MADE, "type", value=77))
        assert cell_of(desk, key, MADE) == Cell(
            MADE, None, None, None, None, None, None, "unresolved", 0.0, review=True, suggested=77
        )


def test_alternatives_are_offered_first_and_nine_at_most(tmp_path: Path) -> None:
    with desk_of(data_set(tmp_path)) as desk:
        key = key_of(desk, GLUED)
        now = desk.sheet(key)
        assert choices(now.opened, cell_of(desk, key, MADE)) == (58455, 5845, 584, 58, 5, 584554, None, 5845546)
        assert choices(now.opened, cell_of(desk, key, REPEALED)) == (4, 54, 554, 4554, 84554, 5, 55, 455, 8455)


@pytest.mark.parametrize(
    ("asked", "kind", "message"),
    [
        (wish(MADE, "choose", choice=8), UsageError, "There is no choice 8 for this cell, which has 8: type"),
        (wish(MADE, "type", value=" "), UsageError, "Nothing was typed: give a figure or words"),
        (wish(MADE, "type", value=9, place=(RUN, RUN + 2)), UsageError,
         f"The text prints '58' at {RUN}:{RUN + 2}, not 9: select the figure alone."),
        (wish(MADE, "type", value=9, place=(0, 10**8)), UsageError, "select the figure alone"),
        (wish(MADE, "misprint"), UsageError, f"{MADE} is unresolved, so nothing is printed wrongly there"),
        (wish("t9.no.cell", "accept"), UnknownError, "The report has no cell 't9.no.cell': `girml forms` lists them."),
        (wish("report", "done"), UsageError, "3 are still open, the first t2.normative_documents.made: decide on each"),
        (wish("@1:2", "mark", tag="row"), UsageError, "Nothing is selected in the text"),
        (wish("@1:2", "mark", tag="row", place=(2, 2)), UsageError, "2:2 is no place of this report"),
        (wish("@1:2", "mark", tag="blank", place=(1, 2)), UsageError, "'blank' cannot be marked"),
        (wish("@1:2", "mark", tag="row", label="l.t9", place=(1, 2)), UsageError, "row names no 'l.t9' on this form"),
    ],
    ids=lambda one: one.action if isinstance(one, Wish) else "",
)  # fmt: skip
def test_what_cannot_be_granted_is_refused_in_a_sentence(
    tmp_path: Path, asked: Wish, kind: type[GirmlError], message: str
) -> None:
    with desk_of(data_set(tmp_path)) as desk:
        key = key_of(desk, GLUED)
        with pytest.raises(kind) as refusal:
            decide(desk, key, asked)
        assert message in str(refusal.value)
        assert desk.standing.count == 0


def test_undo_takes_back_ones_own_last_decision_and_no_others(tmp_path: Path) -> None:
    with desk_of(data_set(tmp_path)) as desk:
        key = key_of(desk, GLUED)
        decide(desk, key, wish(MADE, "choose", choice=2))
        decide(desk, key, wish(MADE, "choose", choice=3))
        decide(desk, key, replaced(wish(RECEIVED, "accept"), who="王"))
        desk.undo(key, "李")
        assert cell_of(desk, key, MADE).value == 584
        desk.undo(key, "李")
        assert cell_of(desk, key, MADE).state == "unresolved"
        with pytest.raises(UsageError, match="You have decided nothing on this report that could be taken back"):
            desk.undo(key, "李")
        assert [one.who for one in desk.sheet(key).standing.values()] == ["王"]


def test_of_two_who_decide_on_what_neither_saw_both_are_kept_and_the_first_stands(tmp_path: Path) -> None:
    with desk_of(data_set(tmp_path)) as desk:
        key = key_of(desk, GLUED)
        desk.decide(key, wish(MADE, "choose", choice=2))
        with pytest.raises(MetError, match=rf"李 decided on {MADE} meanwhile .*: look at both") as meeting:
            desk.decide(key, replaced(wish(MADE, "blank"), who="王"))
        assert (meeting.value.mine.who, meeting.value.mine.met, meeting.value.theirs.who) == ("王", 1, "李")
        assert cell_of(desk, key, MADE).value == 584
        assert [(one.who, one.action) for one in desk.sheet(key).history] == [("李", "choose"), ("王", "blank")]
        desk.decide(key, replaced(wish(MADE, "blank"), who="王", seen=1))
        assert cell_of(desk, key, MADE).state == "blank"


def test_who_says_the_same_meets_nobody(tmp_path: Path) -> None:
    with desk_of(data_set(tmp_path)) as desk:
        key = key_of(desk, GLUED)
        desk.decide(key, wish(RECEIVED, "accept"))
        desk.decide(key, replaced(wish(RECEIVED, "accept"), who="王"))
        assert [one.met for one in desk.sheet(key).history] == [None, None]


def test_nobody_takes_back_what_another_decided_on_since(tmp_path: Path) -> None:
    with desk_of(data_set(tmp_path)) as desk:
        key = key_of(desk, GLUED)
        decide(desk, key, wish(MADE, "choose", choice=2))
        decide(desk, key, replaced(wish(MADE, "blank"), who="王"))
        with pytest.raises(MetError, match=rf"王 decided on {MADE} meanwhile"):
            desk.undo(key, "李")
        assert cell_of(desk, key, MADE).state == "blank"


def test_a_report_with_a_misprint_is_annotated_once_it_is_recorded_and_done(tmp_path: Path) -> None:
    with desk_of(data_set(tmp_path)) as desk:
        key = key_of(desk, MISPRINTED)
        assert len(desk.sheet(key).remaining) == 6
        finish(desk, key)
        file = tmp_path / "review" / "annotations" / f"{key}.jsonl"
        [one] = lines.read(file)
        assert one.cells[TOTAL] == 8
        assert [cell for misprint in one.misprints for cell in misprint.cells] == ["t3.processed.natural_person", TOTAL]
        assert (one.body, one.year, len(one.cells), one.lost) == ("汉中市民政局", 2020, 198, frozenset())
        assert check(tmp_path / "review") == []
        desk.undo(key, "李")
        assert not file.exists()


def test_cells_that_are_lost_or_unreadable_are_annotated_as_such(tmp_path: Path) -> None:
    with desk_of(data_set(tmp_path)) as desk:
        key = key_of(desk, GLUED)
        decide(desk, key, wish(MADE, "type", value=77))
        decide(desk, key, wish(REPEALED, "unreadable"))
        decide(desk, key, wish(IN_FORCE, "type", value=6))
        place = RUN - len("行政规范性文件"), RUN
        decide(desk, key, wish("@0:0", "mark", place=place, tag="row", label="l.t2.row.normative_documents"))
        decide(desk, key, wish("report", "done"))
        one = desk.annotation(key)
        assert one is not None
        assert [one.cells[name] for name in (MADE, REPEALED, IN_FORCE)] == [77, None, 6]
        assert (sorted(one.lost), sorted(one.undecided)) == ([MADE, REPEALED], [REPEALED])
        assert AnnotatedSpan(RUN + 6, RUN + 7, "figure", IN_FORCE) in one.spans
        assert AnnotatedSpan(*place, "row", "l.t2.row.normative_documents") in one.spans


def test_a_figure_that_nobody_can_give_to_a_cell_is_marked_all_the_same(tmp_path: Path) -> None:
    with desk_of(data_set(tmp_path)) as desk:
        key = key_of(desk, GLUED)
        for name in (MADE, REPEALED, IN_FORCE):
            decide(desk, key, wish(name, "unreadable"))
        decide(desk, key, wish("report", "done"))
        one = desk.annotation(key)
        assert one is not None
        assert AnnotatedSpan(RUN, RUN + 7, "figure", "") in one.spans
        assert check(tmp_path / "review") == []


def test_cells_that_claim_one_figure_are_open(tmp_path: Path) -> None:
    with desk_of(data_set(tmp_path)) as desk:
        key = key_of(desk, GLUED)
        for name in (MADE, REPEALED):
            decide(desk, key, wish(name, "type", value=5, place=(RUN + 3, RUN + 4)))
        decide(desk, key, wish(IN_FORCE, "blank"))
        assert desk.sheet(key).remaining == (MADE, REPEALED)


def test_decisions_stand_when_the_review_is_opened_again(tmp_path: Path) -> None:
    with desk_of(data_set(tmp_path)) as desk:
        key = key_of(desk, MISPRINTED)
        finish(desk, key)
    file = tmp_path / "review" / "annotations" / f"{key}.jsonl"
    content = file.read_bytes()
    # As where the process ended between the journal and what follows from it.
    file.unlink()
    (tmp_path / "review" / "settled").write_text("1\n", encoding="utf-8")
    with desk_of(tmp_path) as desk:
        assert desk.sheet(key).done
    assert file.read_bytes() == content


def test_two_processes_do_not_review_one_folder(tmp_path: Path) -> None:
    folder = data_set(tmp_path)
    with desk_of(folder), pytest.raises(RunError, match="Another process works on"), desk_of(folder):
        pass


def test_a_text_that_was_changed_or_is_missing_is_told_and_the_others_are_open(tmp_path: Path) -> None:
    folder = data_set(tmp_path)
    (folder / GLUED).write_text("别的", encoding="utf-8")
    told: list[str] = []
    with review(folder, SETTINGS, told.append) as desk:
        assert [head.source for head in desk.heads.values()] == [MISPRINTED]
    assert told == [f"{folder / GLUED} was changed since it was extracted: put the old text back, or extract it again."]
    (folder / GLUED).unlink()
    told.clear()
    with review(folder, SETTINGS, told.append):
        pass
    assert told == [f"{GLUED} is not to be found from {folder}: name where the texts stand with --texts."]


def test_texts_are_found_by_their_hash_where_they_are_named(tmp_path: Path) -> None:
    folder = data_set(tmp_path / "data")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for name in (GLUED, MISPRINTED):
        (folder / name).rename(elsewhere / f"moved-{name}")
    told: list[str] = []
    with review(folder, Settings(Sought((str(elsewhere),)), model="deterministic"), told.append) as desk:
        assert len(desk.heads) == 2
    assert told == []


def test_a_folder_without_reports_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"holds no run and no \.jsonl file: name a folder that `girml extract` wrote"):
        found(tmp_path)
    with pytest.raises(InputError, match="is no folder"):
        found(tmp_path / "none")
