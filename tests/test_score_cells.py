"""The verdict on a cell: every definition with a case that a naive comparison of values would get wrong."""

import pytest

from girml.forms import load
from girml.records import Cell, Finding, Report, State, TableId, Value
from girml.records.annotation import Annotation
from girml.score import Verdict, verdicts

CELL = "t4.reconsideration.upheld"
ROW = [cell.id for cell in load("2021").tables["t4"].rows[0].cells]
T4 = [cell.id for row in load("2021").tables["t4"].rows for cell in row.cells]


def gold(
    form: dict[TableId, str],
    cells: dict[str, Value],
    lost: frozenset[str] = frozenset(),
    undecided: frozenset[str] = frozenset(),
) -> Annotation:
    """Return an annotated document without text."""
    return Annotation("a", "", "cells", "f", "l", "b", 2023, form, cells, (), lost, undecided)


def cell(name: str, state: State, value: Value = None, *, review: bool = False) -> Cell:
    """Return a cell of a report as far as scoring looks at it."""
    return Cell(name, value, None, None, None, None, None, state, 0.99, review)


def report(cells: list[Cell], form: dict[TableId, str] | None, findings: tuple[Finding, ...] = ()) -> Report:
    """Return a report of these cells."""
    return Report("", "", "utf-8", 1, 1, 0, 0, "m", form=form, cells=tuple(cells), findings=findings)


def verdict(said: Cell, annotation: Annotation) -> Verdict:
    """Return the verdict on the one cell that a report fills in table 4."""
    others = [cell(name, "absent") for name in T4 if name != said.id]
    judged = {one.id: one for one in verdicts(report([said, *others], {"t4": "2021"}), annotation)}
    return judged[said.id]


def outcome(judged: Verdict) -> str:
    """Return right, wrong (marked for review) or silent."""
    assert judged.silent == (not judged.right and not judged.review)
    return "right" if judged.right else "silent" if judged.silent else "wrong"


@pytest.mark.parametrize(
    ("printed", "state", "value", "review", "expected"),
    [
        pytest.param(2, "read", 2, False, "right", id="the value as printed"),
        pytest.param(2, "read", 2, True, "right", id="as printed, though under review"),
        pytest.param(2, "derived", 2, False, "right", id="derived with the printed value"),
        pytest.param(2, "read", 3, False, "silent", id="another value"),
        pytest.param(2, "read", 3, True, "wrong", id="another value, under review"),
        pytest.param(2, "absent", None, False, "silent", id="a figure overlooked"),
        pytest.param(0, "blank", None, False, "silent", id="zero is not blank"),
        pytest.param(None, "blank", None, False, "right", id="blank as blank"),
        pytest.param(None, "read", 0, False, "silent", id="blank is not zero"),
        pytest.param(None, "absent", None, False, "silent", id="blank is not absent"),
        pytest.param(None, "derived", 0, False, "silent", id="a blank may not be derived"),
        pytest.param(None, "unresolved", None, True, "wrong", id="a blank unresolved, without a value either"),
        pytest.param(2, "unresolved", 2, True, "wrong", id="unresolved, though its first alternative is the print"),
        pytest.param(12.0, "read", 12, False, "right", id="amounts agree as numbers"),
        pytest.param(12.5, "read", 12, False, "silent", id="decimals count"),
        pytest.param("0/0", "read", "0/0", False, "right", id="words as they stand"),
        pytest.param("0/0", "read", 0, False, "silent", id="words are not a number"),
        pytest.param(5, "read", "5", False, "silent", id="a number is not words"),
    ],
)
def test_where_the_text_decides_value_and_state_must_agree(
    printed: Value, state: State, value: Value, review: bool, expected: str
) -> None:
    annotation = gold({"t4": "2021"}, {CELL: printed})
    assert outcome(verdict(cell(CELL, state, value, review=review), annotation)) == expected


@pytest.mark.parametrize(
    ("state", "value", "expected"),
    [
        pytest.param("absent", None, "right", id="absent"),
        pytest.param("blank", None, "silent", id="blank is not absent"),
        pytest.param("read", 0, "silent", id="nor is zero"),
        pytest.param("derived", 0, "silent", id="nothing to derive"),
    ],
)
def test_a_cell_that_is_not_printed_is_absent(state: State, value: Value, expected: str) -> None:
    assert outcome(verdict(cell(CELL, state, value), gold({"t4": "2021"}, {}))) == expected


@pytest.mark.parametrize(
    ("state", "value", "review", "expected"),
    [
        pytest.param("read", 2, False, "silent", id="read, though the text does not show it: luck"),
        pytest.param("read", 7, True, "right", id="whatever was read, under review"),
        pytest.param("read", 7, False, "silent", id="the misread figure as it stands"),
        pytest.param("derived", 2, False, "right", id="derived with the printed value"),
        pytest.param("derived", 3, False, "silent", id="derived with another value"),
        pytest.param("unresolved", None, True, "right", id="unresolved"),
        pytest.param("absent", None, False, "silent", id="absent, though its row still stands"),
        pytest.param("absent", None, True, "right", id="absent under review"),
        pytest.param("blank", None, False, "silent", id="a lost figure is not blank"),
    ],
)
def test_a_lost_figure_is_never_simply_read(state: State, value: Value, review: bool, expected: str) -> None:
    annotation = gold({"t4": "2021"}, dict.fromkeys(ROW, 2), lost=frozenset({CELL}))
    assert outcome(verdict(cell(CELL, state, value, review=review), annotation)) == expected


def test_lost_cells_are_absent_only_where_all_that_their_row_prints_is_lost() -> None:
    printed: dict[str, Value] = dict.fromkeys(ROW[:3], 2)
    whole = gold({"t4": "2021"}, printed, lost=frozenset(ROW[:3]))
    most = gold({"t4": "2021"}, printed, lost=frozenset(ROW[:2]))
    assert outcome(verdict(cell(CELL, "absent"), whole)) == "right"
    assert outcome(verdict(cell(CELL, "absent"), most)) == "silent"


def test_a_lost_blank_is_not_right_as_blank() -> None:
    annotation = gold({"t4": "2021"}, {CELL: None, ROW[1]: 2}, lost=frozenset({CELL}))
    assert outcome(verdict(cell(CELL, "blank"), annotation)) == "silent"


@pytest.mark.parametrize(
    ("state", "value", "review", "expected"),
    [
        pytest.param("read", 2, False, "silent", id="the printed value, claimed by luck"),
        pytest.param("derived", 2, False, "silent", id="derived, though the rules leave more"),
        pytest.param("read", 2, True, "right", id="the printed value under review"),
        pytest.param("read", 3, True, "right", id="another value under review"),
        pytest.param("unresolved", 3, True, "right", id="unresolved"),
        pytest.param("unresolved", None, False, "right", id="unresolved says enough by itself"),
    ],
)
def test_an_undecided_cell_is_right_only_if_it_is_marked(
    state: State, value: Value, review: bool, expected: str
) -> None:
    annotation = gold({"t4": "2021"}, {CELL: 2}, undecided=frozenset({CELL}))
    assert outcome(verdict(cell(CELL, state, value, review=review), annotation)) == expected


@pytest.mark.parametrize("state", ["derived", "absent"])
def test_a_cell_both_lost_and_undecided_is_right_only_if_it_is_marked(state: State) -> None:
    annotation = gold({"t4": "2021"}, {CELL: 2}, lost=frozenset({CELL}), undecided=frozenset({CELL}))
    value = 2 if state == "derived" else None
    assert outcome(verdict(cell(CELL, state, value), annotation)) == "silent"
    assert outcome(verdict(cell(CELL, state, value, review=True), annotation)) == "right"


def test_all_cells_of_the_forms_in_gold_are_judged_in_form_order() -> None:
    judged = list(verdicts(report([], None), gold({"t4": "2021", "t2": "2019"}, {})))
    assert [one.id for one in judged[:15]] == T4
    assert [one.table for one in judged] == ["t4"] * 15 + ["t2"] * 22


def test_cells_that_another_form_lacks_are_wrong_and_silent_whatever_is_found() -> None:
    printed: dict[str, Value] = {spec.id: 0 for row in load("2021").tables["t2"].rows for spec in row.cells}
    others = [cell(spec.id, "read", 0) for row in load("2019").tables["t2"].rows for spec in row.cells]
    said = report(others, {"t2": "2019"}, (Finding("form_undecided", "The form is open."),))
    judged = {one.id: outcome(one) for one in verdicts(said, gold({"t2": "2021"}, printed))}
    assert judged == {
        "t2.rules.made": "right",
        "t2.rules.repealed": "silent",
        "t2.rules.in_force": "silent",
        "t2.normative_documents.made": "right",
        "t2.normative_documents.repealed": "silent",
        "t2.normative_documents.in_force": "silent",
        "t2.licences.decisions": "right",
        "t2.penalties.decisions": "right",
        "t2.coercion.decisions": "right",
        "t2.fees.amount": "silent",
    }


def test_a_cell_that_another_form_lacks_is_wrong_even_where_gold_has_none() -> None:
    said = report([cell("t2.rules.made", "read", 0)], {"t2": "2019"})
    judged = {one.id: outcome(one) for one in verdicts(said, gold({"t2": "2021"}, {"t2.rules.made": 0}))}
    assert judged["t2.rules.made"] == "right"
    assert judged["t2.fees.amount"] == "silent"


def test_the_form_of_a_table_that_is_not_there_does_not_matter() -> None:
    absent = [cell(spec.id, "absent") for row in load("2019").tables["t2"].rows for spec in row.cells]
    said = report([*absent, cell(CELL, "read", 2)], {"t2": "2019", "t4": "2021"})
    judged = list(verdicts(said, gold({"t2": "2021"}, {})))
    assert [outcome(one) for one in judged] == ["right"] * 10


def test_a_report_without_a_form_says_that_every_cell_is_absent() -> None:
    judged = list(verdicts(report([], None), gold({"t4": "2021"}, dict.fromkeys(ROW, 0))))
    assert [outcome(one) for one in judged] == ["silent"] * 5 + ["right"] * 10


@pytest.mark.parametrize(
    ("printed", "said", "expected"),
    [
        pytest.param(2, cell(CELL, "read", 2), True, id="read as printed"),
        pytest.param(2, cell(CELL, "derived", 2, review=True), True, id="derived as printed, under review"),
        pytest.param(2, cell(CELL, "read", 3), False, id="another value"),
        pytest.param(0, cell(CELL, "blank"), False, id="zero is not blank"),
        pytest.param(None, cell(CELL, "blank"), True, id="blank as blank"),
        pytest.param(2, cell(CELL, "absent"), False, id="a figure overlooked"),
        pytest.param(2, cell(CELL, "unresolved", 2)._replace(alternatives=(2, 3)), True, id="its first alternative"),
        pytest.param(3, cell(CELL, "unresolved", 2)._replace(alternatives=(2, 3)), False, id="its second one"),
        pytest.param(
            None, cell(CELL, "unresolved")._replace(alternatives=(None, 3)), True, id="a blank as first alternative"
        ),
        pytest.param(None, cell(CELL, "unresolved"), False, id="no alternative is none that is right"),
    ],
)
def test_confidence_is_the_probability_that_value_and_state_are_as_printed(
    printed: Value, said: Cell, expected: bool
) -> None:
    cells = dict.fromkeys(ROW, 0) | {CELL: printed}
    assert verdict(said, gold({"t4": "2021"}, cells)).as_printed is expected


def test_a_doubt_that_is_right_to_have_is_not_therefore_as_printed() -> None:
    marked = gold({"t4": "2021"}, dict.fromkeys(ROW, 2), undecided=frozenset({CELL}))
    judged = verdict(cell(CELL, "read", 3, review=True), marked)
    assert (judged.right, judged.as_printed) == (True, False)


def test_absent_is_as_printed_where_nothing_of_the_row_is_printed_or_left() -> None:
    printed: dict[str, Value] = dict.fromkeys(ROW, 2)
    assert verdict(cell(CELL, "absent"), gold({"t4": "2021"}, {})).as_printed
    assert verdict(cell(CELL, "absent"), gold({"t4": "2021"}, printed, lost=frozenset(ROW))).as_printed
    assert not verdict(cell(CELL, "absent"), gold({"t4": "2021"}, printed, lost=frozenset({CELL}))).as_printed
    assert not verdict(cell(CELL, "read", 2), gold({"t4": "2021"}, {})).as_printed


def test_of_a_cell_that_a_report_lacks_nothing_is_claimed() -> None:
    judged = list(verdicts(report([], None), gold({"t4": "2021"}, {})))
    assert {(one.right, one.as_printed, one.review, one.cell) for one in judged} == {(True, False, False, None)}
