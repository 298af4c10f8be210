"""Figures in order: texts with every mention marked by hand, and the cells they fill, right or wrong."""

import pytest

from girml.baselines.ordering import InOrder
from girml.baselines.pieces import pieces
from girml.evaluation.systems import system
from girml.records import Labeling, Name, Report, State, Tokens, Value, View
from tests.marked import annotated

RULES = ("t2.rules.made", "t2.rules.repealed", "t2.rules.in_force")
LICENCES = "t2.licences.decisions"
LABEL, NEXT = "{row l.t2.row.rules|规章}", "{row l.t2.row.licences|行政许可}"


def read(marked: str) -> Report:
    """Return the report of a text whose marks are the mentions that were found in it."""
    spans = sorted(annotated(marked, {}, "rows").spans)

    def labels(seen: View) -> tuple[Tokens, Labeling]:
        tokens = pieces(seen, [(one.start, one.end) for one in spans])
        labeling = Labeling([f"B-{one.tag}" for one in spans], [1.0] * len(spans), {})
        labeling.names.update({at: (Name(one.label, 0, 1, 1.0),) for at, one in enumerate(spans) if one.label})
        return tokens, labeling

    return InOrder("by hand", labels)(annotated(marked, {}, "rows").text)


def told(report: Report, *names: str) -> list[tuple[State, Value]]:
    """Return state and value of some cells of a report."""
    cells = {cell.id: cell for cell in report.cells}
    return [(cells[name].state, cells[name].value) for name in names]


@pytest.mark.parametrize(
    ("marked", "cells"),
    [
        pytest.param(f"{LABEL} {{figure|3}} {{figure|0}} {{figure|12}}", [3, 0, 12], id="a full row"),
        pytest.param(f"{LABEL}\n{{figure|3}}\n{{figure|０}}\n{{figure|1，234件}}", [3, 0, 1234], id="a cell a line"),
        pytest.param(f"{LABEL} {{figure|3}} {{blank|-}} {{figure|12}}", [3, None, 12], id="a nil mark in its place"),
        pytest.param(f"{LABEL}|{{figure|3}}|{{blank|}}|{{figure|12}}|", [3, None, 12], id="an empty cell in its place"),
        pytest.param(f"{LABEL} {{figure|3}}          {{figure|12}}", [3, 12, None], id="a lost blank shifts figures"),
        pytest.param(f"{LABEL} {{figure|3012}}", [3012, None, None], id="a run of digits is one figure"),
        pytest.param(f"{LABEL} {{figure|3}} {{figure|0}} {{figure|1}} {{figure|9}}", [3, 0, 1], id="more than cells"),
        pytest.param(f"{LABEL} {{figure|l2}} {{figure|见附件}} {{figure|1}}", ["l2", "见附件", 1], id="no figures"),
        pytest.param(f"{LABEL} 3 {{figure|0}} {{figure|1}}", [0, 1, None], id="a figure that was not found"),
        pytest.param(f"{LABEL}目录 {LABEL} {{figure|3}} {{figure|0}} {{figure|1}}", [3, 0, 1], id="first filled row"),
        pytest.param(f"{LABEL} {{figure|3}} {LABEL} {{figure|4}} {{figure|4}}", [3, None, None], id="first of two"),
    ],
)
def test_what_stands_behind_a_label_fills_its_cells_from_the_first(marked: str, cells: list[Value]) -> None:
    expected = [("blank", None) if value is None else ("read", value) for value in cells]
    assert told(read(marked), *RULES) == expected


def test_rows_without_a_label_are_absent_and_those_with_nothing_behind_it_blank() -> None:
    report = read(f"{{figure|7}} {NEXT} 若干")
    assert told(report, *RULES, LICENCES) == [("absent", None)] * 3 + [("blank", None)]
    assert {cell.state for cell in report.cells if cell.id != LICENCES} == {"absent"}


def test_every_cell_of_the_form_is_told_in_form_order_and_none_in_doubt() -> None:
    report = read("")
    assert (len(report.cells), report.cells[0].id) == (200, RULES[0])
    assert report.cells[-1].id == "t4.litigation_after_reconsideration.total"
    assert {(cell.confidence, cell.review) for cell in report.cells} == {(1.0, False)}


def test_figures_and_blanks_keep_their_place_in_the_source() -> None:
    report = read(f"{LABEL}|{{figure|12件}}|{{blank|}}|{NEXT}")
    found = {cell.id: (cell.state, cell.text, cell.start, cell.end) for cell in report.cells}
    assert found[RULES[0]] == ("read", "12件", 3, 6)
    assert found[RULES[1]] == ("blank", "", 7, 7)
    assert found[RULES[2]] == ("blank", None, None, None)


@pytest.mark.parametrize(
    "opening",
    [
        pytest.param("{column l.t4.col.upheld|结果维持} {column l.t4.col.total|总计}", id="its heads"),
        pytest.param("{heading s4|四、政府信息公开行政复议、行政诉讼情况}", id="its section's heading"),
    ],
)
def test_table_4_is_one_row_behind(opening: str) -> None:
    report = read(f"{LABEL} {opening} {' '.join(f'{{figure|{value}}}' for value in (1, 2, 3, 4, 10, 6))}")
    row = [f"t4.reconsideration.{column}" for column in ("upheld", "corrected", "other", "pending", "total")]
    assert told(report, *row) == [("read", value) for value in (1, 2, 3, 4, 10)]
    assert told(report, "t4.litigation_direct.upheld", RULES[0]) == [("read", 6), ("blank", None)]


def test_a_heading_alone_makes_no_table_4() -> None:
    report = read("{heading s4|四、政府信息公开行政复议、行政诉讼情况}")
    assert told(report, "t4.reconsideration.upheld") == [("absent", None)]


@pytest.mark.parametrize(
    ("marked", "form"),
    [
        pytest.param("", {"t2": "2021", "t3": "2021", "t4": "2021"}, id="nothing"),
        pytest.param(
            "{row l.t3.row.other_handling|(六)其他处理} {figure|0}",
            {"t2": "2021", "t3": "2019", "t4": "2019"},
            id="a row of the old form",
        ),
    ],
)
def test_the_form_of_each_table_is_told_by_its_labels(marked: str, form: dict[str, str]) -> None:
    assert read(marked).form == form


def test_sections_are_the_headings_that_were_found_the_first_of_each() -> None:
    report = read("{heading s1|一、总体情况：}\n公开。\n{heading s2|二、主动公开}\n{heading s1|一、总体情况}\n")
    assert [(one.number, one.heading_start, one.heading_end, one.end) for one in report.sections] == [
        (1, 0, 6, 12),
        (2, 12, 18, 26),
    ]


def test_the_labels_of_a_model_are_read_in_order_under_its_name() -> None:
    report = system("order:deterministic")("二、主动公开政府信息情况\n信息内容 本年制发件数\n规章 3 12\n行政许可 7\n")
    assert report.model == "order:deterministic-1"
    assert told(report, *RULES, LICENCES) == [("read", 3), ("read", 12), ("blank", None), ("read", 7)]
