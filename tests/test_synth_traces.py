"""Traces of blanks: which empty cells a text shows, by delimiters, lines, hard spaces or columns, and where."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from girml.records import Value
from girml.records.annotation import Annotation
from girml.synth.damage import Edit, edited
from girml.synth.traces import fielded, retraced, traced
from tests.marked import annotated

WHO = ("natural_person", "business", "research", "public_welfare", "legal_services", "other_organisation", "total")
ROWS = {
    "received": "一、本年新收政府信息公开申请数量",
    "brought_forward": "二、上年结转政府信息公开申请数量",
    "processed": "（七）总计",
    "carried_forward": "四、结转下年度继续办理",
}
FULL = "3 0 0 0 0 1 4"


def table(rows: list[str], *, lead: str, gap: str, tail: str, blank: str = "") -> Annotation:
    """Return table 3 with these rows, `_` for a blank cell; `blank` stands in one."""
    text, cells = "", {}
    for (row, label), printed in zip(ROWS.items(), rows, strict=False):
        fields = []
        for who, one in zip(WHO, printed.split(), strict=True):
            cells[f"t3.{row}.{who}"] = None if one == "_" else int(one)
            fields.append(blank if one == "_" else f"{{figure t3.{row}.{who}|{one}}}")
        text += f"{{row l.t3.row.{row}|{label}}}{lead}{gap.join(fields)}{tail}"
    typed: dict[str, Value] = {**cells}
    return annotated(text + "{heading s4|四、行政复议、行政诉讼情况}", typed, "rows")


def shown(annotation: Annotation, row: str = "brought_forward") -> list[int]:
    """Return the columns of a row's blanks that have a span, by their places in the text."""
    found = sorted((span.start, span.label) for span in traced(annotation).spans if span.start == span.end)
    return [WHO.index(label.rpartition(".")[2]) for _, label in found if label.startswith(f"t3.{row}.")]


BARS = {"lead": " | ", "gap": " | ", "tail": " |\n"}
TABS = {"lead": "\t", "gap": "\t", "tail": "\n"}
LINES = {"lead": "\n\n", "gap": "\n\n", "tail": "\n\n\n\n"}


@pytest.mark.parametrize("layout", [BARS, TABS, LINES], ids=["bars", "tabs", "lines"])
@pytest.mark.parametrize(
    ("printed", "columns"),
    [
        pytest.param("2 _ 1 0 0 0 3", [1], id="within"),
        pytest.param("_ _ 1 0 0 0 1", [0, 1], id="at the label"),
        pytest.param("2 0 0 0 _ _ _", [4, 5, 6], id="at the end"),
        pytest.param("_ 2 _ _ 1 _ 3", [0, 2, 3, 5], id="everywhere"),
    ],
)
def test_separators_tell_the_column_of_every_blank(layout: dict[str, str], printed: str, columns: list[int]) -> None:
    assert shown(table([FULL, printed, FULL, FULL], **layout)) == columns


@pytest.mark.parametrize("layout", [BARS, TABS], ids=["bars", "tabs"])
def test_a_row_without_a_figure_shows_its_blanks_by_delimiters(layout: dict[str, str]) -> None:
    assert shown(table([FULL, "_ _ _ _ _ _ _", FULL, FULL], **layout)) == [0, 1, 2, 3, 4, 5, 6]


def test_a_blank_between_bars_has_its_span_right_between_them() -> None:
    text = traced(table([FULL, "2 _ 1 0 0 0 3", FULL, FULL], **BARS))
    place = next(span.start for span in text.spans if span.start == span.end)
    assert (text.text[place - 3 : place], text.text[place : place + 5]) == ("2 |", "  | 1")


@pytest.mark.parametrize(
    "gap", [pytest.param(" ", id="spaces"), pytest.param("\n", id="lines"), pytest.param("|", id="bars")]
)
def test_blanks_that_add_no_separator_leave_no_trace(gap: str) -> None:
    full = gap.join(f"{{figure t3.received.{who}|{one}}}" for who, one in zip(WHO, FULL.split(), strict=True))
    two = f"{{figure t3.brought_forward.natural_person|2}}{gap}{{figure t3.brought_forward.total|3}}"
    one, other = "{row l.t3.row.received|一、本年新收}", "{row l.t3.row.brought_forward|二、上年结转}"
    text = gap.join((one, full, other, two)) + "\n"
    cells: dict[str, Value] = {f"t3.brought_forward.{who}": None for who in WHO}
    cells |= {f"t3.received.{who}": int(one) for who, one in zip(WHO, FULL.split(), strict=True)}
    cells |= {"t3.brought_forward.natural_person": 2, "t3.brought_forward.total": 3}
    assert shown(annotated(text, cells, "rows")) == []


def test_lines_tell_nothing_where_every_row_has_the_same_blanks() -> None:
    # Whether the one figure stands in the first cell or in another, no other row shows.
    rows = ["_ _ _ _ _ _ 4", "_ _ _ _ _ _ 0", "_ _ _ _ _ _ 4", "_ _ _ _ _ _ 0"]
    assert shown(table(rows, lead="\n", gap="\n", tail="\n")) == []


def two_tables(rows: list[str], *, lead: str, gap: str, tail: str, others: Sequence[str] = ("0 1 2",)) -> Annotation:
    """Return some rows of table 2, one without a blank unless others are given, and table 3 with these rows."""
    made = table(rows, lead=lead, gap=gap, tail=tail)
    text, cells = "", dict[str, Value]()
    for name, printed in zip(("rules", "normative_documents"), others, strict=False):
        named = [f"t2.{name}.{column}" for column in ("made", "repealed", "in_force")]
        cells |= {cell: None if one == "_" else int(one) for cell, one in zip(named, printed.split(), strict=True)}
        fields = ["" if cells[cell] is None else f"{{figure {cell}|{cells[cell]}}}" for cell in named]
        text += f"{{row l.t2.row.{name}|规范性文件}}{lead}{gap.join(fields)}{tail}"
    other = annotated(text, cells, "cells")
    behind = [span._replace(start=span.start + len(other.text), end=span.end + len(other.text)) for span in made.spans]
    return replace(made, text=other.text + made.text, cells=cells | made.cells, spans=(*other.spans, *behind))


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        pytest.param(["_ _ _ _ _ _ 4", "_ _ _ _ _ _ 0"] * 2, [0, 1, 2, 3, 4, 5], id="totals alone"),
        pytest.param(["4 _ _ _ _ _ _", "0 _ _ _ _ _ _"] * 2, [1, 2, 3, 4, 5, 6], id="natural persons alone"),
    ],
)
def test_lines_tell_blanks_at_one_end_of_every_row_where_another_table_shows_the_other(
    rows: list[str], columns: list[int]
) -> None:
    assert shown(two_tables(rows, **LINES)) == columns


def test_a_label_that_always_has_blanks_behind_it_is_parted_as_labels_of_another_table_are() -> None:
    # Table 2 shows what a blank adds, so that no row is counted by both of its ends; one row of table 3 ends early.
    made = two_tables(["_ _ _ _ _ _ 4"] * 4, **LINES, others=("0 1 2", "5 _ 7"))
    end = next(span.end for span in made.spans if span.label == "t3.brought_forward.total")
    assert shown(edited(made, [Edit(end, end + 2, "")])) == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize("printed", ["_ _ _ _ _ _ 4", "4 _ _ _ _ _ _"])
def test_blanks_at_one_end_that_add_no_line_leave_no_trace(printed: str) -> None:
    row, rest = "{row l.t3.row.received|一、本年新收}", "{row l.t3.row.brought_forward|二、上年结转}"
    made = "{row l.t2.row.rules|规章}\n{figure t2.rules.made|1}\n{figure t2.rules.repealed|2}\n"
    at = printed.split().index("4")
    made += f"{{figure t2.rules.in_force|3}}\n{row}\n{{figure t3.received.{WHO[at]}|4}}\n"
    made += f"{rest}\n{{figure t3.brought_forward.{WHO[at]}|4}}\n{{row l.t3.row.processed|（七）总计}}\n"
    cells: dict[str, Value] = {"t2.rules.made": 1, "t2.rules.repealed": 2, "t2.rules.in_force": 3}
    for name in ("received", "brought_forward", "processed"):
        cells |= {f"t3.{name}.{who}": 4 if column == at else None for column, who in enumerate(WHO)}
    cells |= {f"t3.processed.{WHO[at]}": 4}
    made += f"{{figure t3.processed.{WHO[at]}|4}}\n{{heading s4|四、行政复议}}"
    assert shown(annotated(made, cells, "cells")) == []


@pytest.mark.parametrize(
    ("rows", "cut"),
    [
        pytest.param([FULL, "_ _ _ _ _ _ 3", FULL, FULL], ["brought_forward"], id="its label shows it"),
        pytest.param(
            ["_ _ _ _ _ _ 4", "_ _ _ _ _ _ 3", FULL, FULL],
            ["received", "brought_forward", "carried_forward"],
            id="other labels show it",
        ),
    ],
)
def test_a_row_that_ends_with_fewer_lines_than_others_is_counted_from_its_label(
    rows: list[str], cut: list[str]
) -> None:
    made = table(rows, **LINES)
    ends = [span.end for span in made.spans if span.label in [f"t3.{row}.total" for row in cut]]
    assert shown(edited(made, [Edit(end, end + 2, "") for end in ends])) == [0, 1, 2, 3, 4, 5]


def test_a_row_that_ends_with_fewer_lines_is_not_counted_where_its_label_shows_less() -> None:
    made = table([FULL, "_ _ _ _ _ _ 3", FULL, FULL], **LINES)
    total = next(span for span in made.spans if span.label == "t3.brought_forward.total")
    edits = [Edit(total.start - 2, total.start, ""), Edit(total.end, total.end + 2, "")]
    assert shown(edited(made, edits)) == []


def test_lines_that_hold_a_hard_space_are_blanks() -> None:
    rows = ["3 0 0 0 0 1 _", "0 0 0 0 0 0 _", "3 0 0 0 0 1 _", "0 0 0 0 0 0 _"]
    assert shown(table(rows, lead="\n\n", gap="\n\n", tail="\n\n\n", blank="\u00a0")) == [6]


def test_hard_spaces_between_plain_ones_are_blanks_though_figures_have_some_beside_them() -> None:
    flat = table([FULL, "2 _ _ 0 0 0 2", FULL, FULL], lead=" ", gap=" ", tail=" ", blank="\u00a0")
    padded = ("t3.received.business", "t3.brought_forward.total", "t3.processed.research")
    places = [span.start for span in flat.spans if span.label in padded]
    assert shown(edited(flat, [Edit(at, at, "\u00a0") for at in places])) == [1, 2]


def test_columns_that_line_up_show_blanks() -> None:
    # A blank is as wide as a figure here, so no gap is wider than its like.
    made = table([FULL, "2 _ _ _ _ 1 3", FULL, FULL], lead=" ", gap="    ", tail="\n", blank=" ")
    wide = max(map(len, ROWS.values()))
    assert shown(with_labels(made, {label: label.ljust(wide, "\u3000") for label in ROWS.values()})) == [1, 2, 3, 4]


def test_two_rows_show_no_columns() -> None:
    row = "{row l.t3.row.received|一、本年新收}  {figure t3.received.natural_person|3} 0\n"
    other = "{row l.t3.row.processed|（七）总计}      {figure t3.processed.total|3}\n"
    cells: dict[str, Value] = {f"t3.{name}.{who}": None for name in ("received", "processed") for who in WHO}
    cells |= {"t3.received.natural_person": 3, "t3.processed.total": 3}
    assert shown(annotated(row + other, cells, "layout"), "processed") == []


HEADS = ("自然人", "商业", "科研", "公益", "法律", "其他", "总计")


def under_heads(printed: list[str], *, column: int) -> Annotation:
    """Return table 3 with heads, and one figure a row under that of a column."""
    heads = " ".join(f"{{column l.t3.col.{name}|{head}}}" for name, head in zip(WHO, HEADS, strict=True))
    wide = max(map(len, ROWS.values()))
    before = " " * (wide + 1 + sum(len(head) + 1 for head in HEADS[:column]))
    text, cells = f"{' ' * (wide + 1)}{heads}\n", dict[str, Value]()
    for (row, label), figure in zip(ROWS.items(), printed, strict=True):
        cells |= {f"t3.{row}.{who}": int(figure) if at == column else None for at, who in enumerate(WHO)}
        gap = " " * (len(before) - len(label))
        text += f"{{row l.t3.row.{row}|{label}}}{gap}{{figure t3.{row}.{WHO[column]}|{figure}}}\n"
    return annotated(text + "{heading s4|四、行政复议、行政诉讼情况}", cells, "layout")


@pytest.mark.parametrize(
    ("column", "columns"),
    [
        pytest.param(6, [0, 1, 2, 3, 4, 5], id="totals alone"),
        pytest.param(0, [1, 2, 3, 4, 5, 6], id="natural persons alone"),
    ],
)
def test_heads_tell_the_one_column_that_has_figures_where_a_column_is_a_character(
    column: int, columns: list[int]
) -> None:
    # By display width, by which a Chinese character is two columns wide, nothing lines up here.
    # Blanks beyond the end of a line all stand there.
    assert sorted(shown(under_heads(["12", "0", "7", "5"], column=column))) == columns


def test_bars_on_one_line_tell_blanks_by_how_many_there_are() -> None:
    one_line = {"lead": "||", "gap": "||", "tail": "||||"}
    assert shown(table([FULL, "2 _ 1 0 0 0 _", FULL, FULL], **one_line)) == [1, 6]


def with_labels(annotation: Annotation, padded: dict[str, str]) -> Annotation:
    """Return the annotation with white space behind its labels."""
    edits = [
        Edit(span.end, span.end, padded[label][len(label) :])
        for span in annotation.spans
        if (label := annotation.text[span.start : span.end]) in padded
    ]
    return edited(annotation, edits)


def test_a_text_without_blanks_stays_as_it_is() -> None:
    made = table([FULL] * 4, **BARS)
    assert traced(made) is made


def empties(annotation: Annotation, row: str) -> list[int]:
    """Return the columns of a row's empty spans as they stand in an annotation."""
    found = [span.label for span in annotation.spans if span.start == span.end]
    return sorted(WHO.index(label.rpartition(".")[2]) for label in found if label.startswith(f"t3.{row}."))


def test_a_hard_space_alone_between_separators_is_a_blank_field_though_no_row_is_full() -> None:
    rows = ["_ _ _ _ _ _ 4", "_ _ _ _ _ _ 0", "_ _ _ _ _ _ 4", "_ _ _ _ _ _ 0"]
    found = fielded(table(rows, lead="  ", gap="  ", tail="  ", blank="\u00a0"))
    assert [empties(found, row) for row in ROWS] == [[0, 1, 2, 3, 4, 5]] * 4


def test_hard_spaces_beside_figures_are_no_fields() -> None:
    rows = ["_ _ _ _ _ _ 4", "_ _ _ _ _ _ 0", "_ _ _ _ _ _ 4", "_ _ _ _ _ _ 0"]
    found = fielded(table(rows, lead="\n\u00a0", gap="\n", tail="\u00a0\n\n"))
    assert [empties(found, row) for row in ROWS] == [[], [], [], []]


def test_fields_of_lines_alike_tell_blanks_where_the_last_one_is_the_last_cell() -> None:
    rows = ["_ _ _ _ _ _ 4", "_ _ _ _ _ _ 0", "_ _ _ _ _ _ 4", "_ _ _ _ _ _ 0"]
    found = fielded(table(rows, lead=" | | ", gap=" | ", tail=" |\n"))
    assert [empties(found, row) for row in ROWS] == [[0, 1, 2, 3, 4, 5]] * 4


def test_fields_of_lines_tell_nothing_where_more_of_them_follow_than_a_border() -> None:
    rows = ["3 _ _ _ _ _ _"] * 4
    found = fielded(table(rows, lead=" | ", gap=" | ", tail=" | | |\n"))
    assert [empties(found, row) for row in ROWS] == [[], [], [], []]


def test_a_damaged_text_is_traced_anew_and_what_had_a_place_keeps_it() -> None:
    plain = table([FULL, "2 _ 1 0 0 0 3", FULL, "0 0 _ 0 0 0 0"], **LINES)
    before = traced(plain)
    blank = next(span for span in before.spans if span.label == "t3.brought_forward.business")
    moved = blank._replace(start=blank.start - 1, end=blank.start - 1)
    lacking = [moved, *(span for span in before.spans if span.start < span.end)]
    found = retraced(replace(before, spans=tuple(sorted(lacking))))
    assert moved in found.spans
    assert empties(found, "carried_forward") == [2]
