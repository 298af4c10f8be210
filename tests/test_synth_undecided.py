"""Which cells a text decides: cases by hand from the design, and a judge that tries every reading of small tables."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise, product
from math import comb, prod
from random import Random

import pytest

from girml.forms import load
from girml.records import Rule, TableId, Value
from girml.records.annotation import AnnotatedSpan, Annotation
from girml.rules import confront
from girml.synth.undecided import undecided
from tests.marked import annotated

FORM = load("2021")
ROWS = {row.id: row for table in FORM.tables.values() for row in table.rows}
FLOWS = ("t3.received", "t3.brought_forward", "t3.processed", "t3.carried_forward")
REQUESTS = tuple(row.id for row in FORM.tables["t3"].rows)
WHO = tuple(cell.id.rpartition(".")[2] for cell in ROWS["t3.received"].cells)
TABLE_4 = tuple(row.id for row in FORM.tables["t4"].rows)
WHOLE_4 = [cell.id for row in FORM.tables["t4"].rows for cell in row.cells]

Prints = list[str | None]
"""What a row prints, cell by cell; None for a blank, "/" for a nil mark."""
Printed = tuple[Prints, str]
"""A row's prints and how they are flattened: "apart", "glued" or "|" (with a trace of every blank), or, a character
for each gap between cells, what stands there: a space, or "+" for nothing at all."""


class Sheet:
    """A text in the making, with the spans of what it prints."""

    def __init__(self) -> None:
        self.text, self.spans = "", list[AnnotatedSpan]()
        self.cells: dict[str, Value] = {}
        self.form: dict[TableId, str] = {}

    def add(self, text: str, tag: str = "", label: str = "") -> None:
        """Add a stretch, with a span if it has a tag."""
        if tag:
            self.spans.append(AnnotatedSpan(len(self.text), len(self.text) + len(text), tag, label))
        self.text += text

    def row(self, name: str, printed: Printed) -> None:
        """Add a row: its label and its prints, flattened."""
        self.form[ROWS[name].cells[0].id[:2]] = "2021"  # type: ignore[index]
        if not name.startswith("t4"):
            self.add(FORM.labels[ROWS[name].label].texts[0], "row", ROWS[name].label)
        self.figures([cell.id for cell in ROWS[name].cells], printed)
        self.add("\n")

    def figures(self, cells: Sequence[str], printed: Printed) -> None:
        """Add prints for these cells."""
        prints, style = printed
        gaps = {"apart": " " * 14, "glued": "+" * 14, "|": "|" * 14}.get(style, style)
        self.add("" if style == "glued" else "|" if style == "|" else " ")
        for at, (cell, text) in enumerate(zip(cells, prints, strict=True)):
            self.cells[cell] = None if text in (None, "/") else int(text or "")
            if text is not None or style == "|":
                self.add(text or "", "blank" if self.cells[cell] is None else "figure", cell)
            if gaps[at : at + 1] != "+":
                self.add(gaps[at : at + 1])

    def annotation(self, lost: frozenset[str] = frozenset()) -> Annotation:
        """Return the document."""
        return Annotation("a", self.text, "k", "f", "l", "b", 2022, self.form, self.cells, tuple(self.spans), lost)


def sheet(rows: Mapping[str, Printed]) -> Annotation:
    """Return a document of these rows; the three of table 4 stand behind each other without a label."""
    made = Sheet()
    for name, printed in rows.items():
        made.row(name, printed)
    return made.annotation()


def prints(text: str) -> Prints:
    """Return prints from words; "_" is a blank."""
    return [None if word == "_" else word for word in text.split()]


def cells_of(*names: str) -> frozenset[str]:
    """Return the cells of rows."""
    return frozenset(cell.id for name in names for cell in ROWS[name].cells)


ZEROS: Printed = (["0"] * 7, "|")


def requests(**special: Printed) -> dict[str, Printed]:
    """Return all rows of table 3, of zeros with delimiters but for these."""
    return {name: special.get(name.removeprefix("t3."), ZEROS) for name in REQUESTS}


def test_a_clean_document_decides_every_cell() -> None:
    assert undecided(sheet(requests() | {"t2.rules": (prints("1 _ 3"), "|")})) == frozenset()


def test_the_run_of_the_design_is_decided_by_its_total() -> None:
    assert undecided(sheet({"t3.received": (prints("64 0 0 2 0 4 70"), "glued")})) == frozenset()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("5 84 5546", ("made", "repealed", "in_force"), id="the row of the design: many cuts"),
        pytest.param("0 0 106", (), id="one cut without leading zeros"),
        pytest.param("7 0 2", (), id="as many digits as cells"),
        pytest.param("0 5 84", ("repealed", "in_force"), id="a zero stands alone whatever follows"),
    ],
)
def test_a_run_of_table_2_is_decided_where_it_has_one_cut(words: str, expected: tuple[str, ...]) -> None:
    found = undecided(sheet({"t2.normative_documents": (prints(words), "glued"), "t2.licences": (["3"], "apart")}))
    assert found == {f"t2.normative_documents.{column}" for column in expected}


def test_blanks_elsewhere_in_the_table_may_be_in_a_run_too() -> None:
    run, blank = (prints("7 0 2"), "glued"), (prints("1 _ 3"), "|")
    assert undecided(sheet({"t2.rules": blank, "t2.normative_documents": run})) == cells_of("t2.normative_documents")


def test_nil_marks_elsewhere_are_no_blanks_a_run_may_have() -> None:
    run, marked = (prints("7 0 2"), "glued"), (prints("1 / 3"), "apart")
    assert undecided(sheet({"t2.rules": marked, "t2.normative_documents": run})) == frozenset()


def test_a_run_of_figures_and_nil_marks_has_every_cell_printed() -> None:
    run = (prints("29 6 / / / / 35"), "glued")
    assert undecided(sheet(requests(received=run, granted=run, processed=run))) == frozenset()


def test_a_row_with_blanks_without_a_trace_is_undecided_and_the_others_are_not() -> None:
    four = prints("4 _ _ _ _ _ 4")
    found = undecided(sheet(requests(received=(four, "apart"), processed=(four, "|"), granted=(four, "|"))))
    assert found == cells_of("t3.received")


def test_columns_settle_a_row_with_blanks_where_nothing_else_is_blank() -> None:
    received, handled = (prints("4 0 0 0 0 _ 4"), "apart"), (prints("4 0 0 0 0 0 4"), "|")
    found = undecided(sheet(requests(received=received, processed=handled, granted=handled)))
    # The 4 are held by their columns; which of the five others is blank, nothing tells.
    assert found == cells_of("t3.received") - {"t3.received.natural_person", "t3.received.total"}


def test_columns_settle_runs_that_their_own_totals_leave_open() -> None:
    run, others = prints("0 25 2 2 0 4 33"), prints("0 25 2 2 0 4 33")
    alone = undecided(sheet({"t3.granted": (prints("8 17 2 6 1 19 53"), "glued")}))
    assert alone == {"t3.granted.legal_services", "t3.granted.other_organisation"}
    whole = requests(granted=(run, "glued"), processed=(others, "|"), received=(others, "|"))
    assert undecided(sheet(whole)) == frozenset()


def test_where_no_reading_is_admissible_only_what_the_layout_fixes_is_decided() -> None:
    broken = requests(received=(prints("3 0 0 0 0 0 4"), "|"), granted=(prints("1 0 0 0 0 0 1"), "glued"))
    assert undecided(sheet(broken)) == frozenset()
    broken = requests(received=(prints("3 0 0 0 0 0 4"), "|"), granted=(prints("1 2 0 0 0 0 13"), "glued"))
    alike = {f"t3.granted.{who}" for who in ("research", "public_welfare", "legal_services")}
    assert undecided(sheet(broken)) == cells_of("t3.granted") - alike
    assert undecided(sheet(requests(received=(prints("3 0 0 0 0 0 4"), "|")))) == frozenset()


def test_a_run_whose_only_admissible_reading_contradicts_the_print_is_undecided_where_it_does() -> None:
    # 1 2 3 0 0 6 12 is the one cut that adds up; printed is 61 and 2.
    found = undecided(sheet({"t3.received": (prints("1 2 3 0 0 61 2"), "glued"), "t3.granted": ZEROS}))
    assert found == {"t3.received.other_organisation", "t3.received.total"}


def test_hidden_blanks_in_a_run_contradict_the_reading_with_all_cells_printed() -> None:
    # 1 and 23 with a blank between them read as 1 2 3: the one cut, and it is not what is printed.
    found = undecided(sheet({"t2.rules": (prints("1 _ 23"), "glued")}))
    assert found == {"t2.rules.repealed", "t2.rules.in_force"}


def test_a_number_glued_to_its_neighbour_is_decided_by_the_row_and_else_may_be_a_blank() -> None:
    row = prints("0 0 12 34 0 0 46")
    whole = requests(received=(row, "  +   "), processed=(row, "|"), granted=(row, "|"))
    assert undecided(sheet(whole)) == frozenset()
    assert undecided(sheet({"t2.rules": (prints("5 1 234"), " +")})) == cells_of("t2.rules")


def test_figures_glued_by_damage_are_read_as_a_run_and_lost_ones_not_blamed() -> None:
    row = prints("0 0 12 34 0 0 46")
    made = Sheet()
    for name, printed in requests(received=(row, "  +   "), processed=(row, "|"), granted=(row, "|")).items():
        made.row(name, printed)
    lost = frozenset({"t3.received.research", "t3.received.public_welfare"})
    one, other = (span for span in made.spans if span.label in lost)
    run = AnnotatedSpan(one.start, other.end, "figure", "")
    made.spans = [*(span for span in made.spans if span.label not in lost), run]
    assert undecided(made.annotation(lost)) == frozenset()


@pytest.mark.parametrize("gap", [" ", "\n"])
def test_a_number_cut_in_two_is_decided_where_its_row_adds_up_one_way(gap: str) -> None:
    made = Sheet()
    made.row("t3.received", (prints("20 1 0 0 0 0 21"), "apart"))
    at = made.text.index("20")
    made.text = made.text[: at + 1] + gap + made.text[at + 1 :]
    spans = [one._replace(start=one.start + (one.start > at), end=one.end + (one.end > at)) for one in made.spans]
    made.spans = spans
    assert undecided(made.annotation()) == frozenset()


@pytest.mark.parametrize(
    ("gap", "cut", "expected"),
    [
        pytest.param("\n\n", "\n", (), id="fewer line ends"),
        pytest.param("\n", "\n", ("made", "repealed", "in_force"), id="as many line ends"),
        pytest.param("    ", " ", (), id="fewer spaces"),
        pytest.param("  ", "  ", ("made", "repealed", "in_force"), id="as many spaces"),
        pytest.param("    ", "\n", ("made", "repealed", "in_force"), id="a line end parts more than spaces"),
        pytest.param("|", "\n\n", (), id="a delimiter parts more than line ends"),
        pytest.param("\t\n\t", "\t", (), id="fewer tabs"),
        pytest.param("\t\n\t", " \t", (), id="fewer tabs and a space"),
        pytest.param("\t", "\t", ("made", "repealed", "in_force"), id="as many tabs"),
        pytest.param("    ", "\t", ("made", "repealed", "in_force"), id="a tab parts more than spaces"),
    ],
)
def test_a_number_is_cut_by_what_parts_figures_and_by_nothing_less(
    gap: str, cut: str, expected: tuple[str, ...]
) -> None:
    text = "{row l.t2.row.rules|规章} {figure t2.rules.made|5}"
    text += f"{gap}{{figure t2.rules.repealed|1{cut}2}}{gap}{{figure t2.rules.in_force|84}}"
    made = annotated(text, {"t2.rules.made": 5, "t2.rules.repealed": 12, "t2.rules.in_force": 84}, "cells")
    assert undecided(made) == {f"t2.rules.{column}" for column in expected}


def requests_as(received: str) -> Annotation:
    """Return table 3 of one row with this text, its cells in braces."""
    label = "{row l.t3.row.received|一、本年新收政府信息公开申请数量}"
    named = [f"t3.received.{who}" for who in WHO]
    parts = received.replace("{", "\0{").split("\0")
    values: dict[str, Value] = {}
    text = label + parts[0]
    for part in parts[1:]:
        column, _, rest = part[1:].partition("|")
        printed, _, gap = rest.partition("}")
        values[named[int(column)]] = int("".join(printed.split()).removesuffix("件"))
        text += f"{{figure {named[int(column)]}|{printed}}}{gap}"
    cells = {cell: values.get(cell) for cell in named}
    return annotated(text, cells, "cells")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("\t{0|2\t6}\t{1|6}\t{2|1}\t{3|0}\t{4|0}\t{5|1}\t{6|34}", (), id="a tab cuts one"),
        pytest.param("\t{0|1}\t{1|2\t3}\t{2|0}\t{3|0}\t{4|1\t0}\t{5|0}\t{6|34}", (), id="tabs cut two"),
        pytest.param("\n{0|1\n2}\n{1|5}\n{6|17}", range(7), id="few figures may stand anywhere"),
        # A rule with a blank in it tells too little.
        pytest.param("\n{0|1\n2}\n{1|3}\n{2|1}\n{3|4}\n{4|1}\n{6|21}", range(7), id="as many parts as cells"),
        pytest.param(" {0|16} {1|4} {2|0} {3|0} {4|1} {5|0}\n{6|2 1\n件}", (), id="a unit on the next line"),
    ],
)
def test_numbers_cut_as_cells_are_parted_are_decided_by_their_row(text: str, expected: Sequence[int]) -> None:
    assert undecided(requests_as(text)) == {f"t3.received.{WHO[column]}" for column in expected}


def test_a_tab_in_a_row_with_an_empty_cell_without_a_trace_parts_cells() -> None:
    text = "{row l.t2.row.rules|规章}\t\n\t{figure t2.rules.made|1\t2}\t\n\t\t\n\t{figure t2.rules.in_force|4}"
    made = annotated(text, {"t2.rules.made": 12, "t2.rules.repealed": None, "t2.rules.in_force": 4}, "cells")
    assert undecided(made) == cells_of("t2.rules")


def test_a_row_with_a_cut_number_and_a_hidden_blank_leaves_other_rows_decided() -> None:
    made = requests_as("\n{0|1\n2}\n{1|3}\n{2|1}\n{3|4}\n{4|1}\n{6|21}")
    run = sheet({"t3.granted": (prints("64 0 0 2 0 4 70"), "glued")})
    behind = [one._replace(start=one.start + len(made.text), end=one.end + len(made.text)) for one in run.spans]
    both = replace(made, text=made.text + run.text, cells=made.cells | run.cells, spans=(*made.spans, *behind))
    assert undecided(both) & run.cells.keys() == frozenset()


@pytest.mark.parametrize(
    ("gap", "expected"), [pytest.param("\t", range(3), id="as cells"), pytest.param("\t\n\t", (), id="by less")]
)
def test_words_that_a_tab_cuts_as_cells_are_parted_are_undecided(gap: str, expected: Sequence[int]) -> None:
    text = f"{{row l.t2.row.rules|规章}}{gap}{{figure t2.rules.made|5}}{gap}{{figure t2.rules.repealed|0\t/\t0}}"
    cells: dict[str, Value] = {"t2.rules.made": 5, "t2.rules.repealed": "0/0", "t2.rules.in_force": 7}
    made = annotated(f"{text}{gap}{{figure t2.rules.in_force|7}}", cells, "cells")
    assert undecided(made) == {rows_of("t2.rules")[at] for at in expected}


def test_a_misread_figure_keeps_its_place() -> None:
    made = Sheet()
    made.row("t2.rules", (prints("1 10 3"), "apart"))
    made.text = made.text.replace("10", "lO")
    made.spans = [one._replace(label="") if one.label == "t2.rules.repealed" else one for one in made.spans]
    assert undecided(made.annotation(frozenset({"t2.rules.repealed"}))) == frozenset()


def test_a_lost_figure_without_a_trace_leaves_its_row_open() -> None:
    made = Sheet()
    made.row("t2.rules", (prints("1 10 3"), "apart"))
    made.text = made.text.replace(" 10", "")
    kept = [one for one in made.spans if one.label != "t2.rules.repealed"]
    made.spans = [one._replace(start=one.start - 3, end=one.end - 3) if one.start > 5 else one for one in kept]
    assert undecided(made.annotation(frozenset({"t2.rules.repealed"}))) == cells_of("t2.rules")


def test_table_4_is_one_row_of_fifteen_cells() -> None:
    made = Sheet()
    made.form["t4"] = "2021"
    made.figures(WHOLE_4, (prints("4 3 0 3 10 4 2 4 0 10 1 3 2 4 10"), "glued"))
    assert undecided(made.annotation()) == frozenset()
    made = Sheet()
    made.form["t4"] = "2021"
    made.figures(WHOLE_4, ([None, "1", None, None, "1", *[None] * 10], "apart"))
    assert undecided(made.annotation()) == frozenset(WHOLE_4)


def torn(rows: Mapping[str, Prints]) -> Annotation:
    """Return a document with all labels before all figures."""
    made = Sheet()
    for name in rows:
        made.row(name, ([None] * len(ROWS[name].cells), "apart"))
    for name, row in rows.items():
        made.figures([cell.id for cell in ROWS[name].cells], (row, "apart"))
    return made.annotation()


def test_figures_apart_from_their_labels_are_decided_only_where_all_are_there() -> None:
    full = {"t2.rules": prints("1 2 3"), "t2.normative_documents": prints("4 5 6")}
    assert undecided(torn(full)) == frozenset()
    assert undecided(torn(full | {"t2.rules": prints("1 2 _")})) == cells_of(*full)


def test_rows_out_of_order_decide_nothing_of_what_stands_apart() -> None:
    made = Sheet()
    made.row("t2.rules", (prints("1 2 3"), "apart"))
    one, two = made.spans[1:3]
    made.spans[1:3] = [one._replace(label=two.label), two._replace(label=one.label)]
    made.cells |= {one.label: 2, two.label: 1}
    assert undecided(made.annotation()) == cells_of("t2.rules")


def labelled(made: Sheet, name: str) -> None:
    """Add a row's label alone."""
    made.add(FORM.labels[ROWS[name].label].texts[0], "row", ROWS[name].label)


def rows_of(name: str) -> list[str]:
    """Return the cells of a row in order."""
    return [cell.id for cell in ROWS[name].cells]


def test_figures_above_their_labels_are_told_apart_by_them() -> None:
    made = Sheet()
    made.form["t2"] = "2021"
    for name, row in {"t2.rules": "1 _ 3", "t2.normative_documents": "4 5 6"}.items():
        made.figures(rows_of(name), (prints(row), "apart"))
        labelled(made, name)
    assert undecided(made.annotation()) == cells_of("t2.rules")


def test_figures_apart_from_their_labels_may_stand_column_after_column() -> None:
    made = Sheet()
    made.form["t2"] = "2021"
    for name in ("t2.rules", "t2.normative_documents"):
        labelled(made, name)
    columns = zip(rows_of("t2.rules"), rows_of("t2.normative_documents"), strict=True)
    made.figures([cell for column in columns for cell in column], (prints("1 4 2 5 3 6"), "apart"))
    assert undecided(made.annotation()) == frozenset()


def test_figures_of_a_row_whose_label_is_lost_are_held_with_the_row_before() -> None:
    rows = {"t2.rules": (prints("1 2 3"), "apart"), "t2.normative_documents": (prints("4 _ 6"), "apart")}
    made = Sheet()
    for name, printed in rows.items():
        made.row(name, printed)
    made.spans = [span for span in made.spans if span.label != ROWS["t2.normative_documents"].label]
    # 1 2 3 4 6 in six cells: the first and the last place are no more sure than the others.
    assert undecided(made.annotation()) == cells_of(*rows)


def test_figures_of_a_local_row_are_those_of_no_row() -> None:
    made = Sheet()
    made.row("t2.rules", (prints("1 2 3"), "apart"))
    made.add("其他文件", "row")
    made.add("7", "figure")
    made.add(" ")
    made.add("8", "figure")
    made.row("t2.normative_documents", (prints("4 5 6"), "apart"))
    assert undecided(made.annotation()) == frozenset()


def test_a_second_report_behind_the_first_is_left_alone() -> None:
    made = Sheet()
    made.add("二、主动公开", "heading", "s2")
    made.row("t2.rules", (prints("1 2 3"), "apart"))
    made.add("三、收到", "heading", "s3")
    made.add("二、主动公开", "heading", "s2")
    made.row("t2.rules", (prints("1 _ 3"), "apart"))
    made.cells["t2.rules.repealed"] = 2
    assert undecided(made.annotation()) == frozenset()


def test_a_number_in_two_spans_is_one_figure() -> None:
    made = Sheet()
    made.row("t3.received", (prints("20 1 0 0 0 0 21"), "apart"))
    at = made.text.index("20")
    whole = made.spans[1]
    made.text = made.text[: at + 1] + " " + made.text[at + 1 :]
    behind = [one._replace(start=one.start + 1, end=one.end + 1) for one in made.spans[2:]]
    made.spans = [made.spans[0], whole._replace(end=at + 1), whole._replace(start=at + 2, end=at + 3), *behind]
    assert undecided(made.annotation()) == frozenset()


def test_too_many_readings_to_list_leave_a_row_open_and_no_other() -> None:
    made = Sheet()
    made.row("t2.rules", (prints("1 2 3"), "apart"))
    made.form["t4"] = "2021"
    made.figures(WHOLE_4, (prints("1 _ 1 _ 2 _ 1 _ _ 1 _ _ 1 2 3"), "apart"))
    assert undecided(made.annotation()) == frozenset(WHOLE_4)
    run, blank = prints("123456 204518 0 34 5678 0 333686"), prints("0 0 0 0 0 0 _")
    rows: dict[str, Printed] = {"t3.received": (run, "glued"), "t3.brought_forward": (blank, "|")}
    assert undecided(sheet(rows)) == cells_of("t3.received")


# The judge: every reading of every row, every combination of them.

Reading = tuple[Value, ...]
MOST_COMBINATIONS, MOST_IN_A_ROW, INSTANCES = 2_000, 5_000, 200


def cuts(digits: str, count: int) -> Iterator[tuple[str, ...]]:
    """Yield the ways to cut digits into so many numbers without leading zeros."""
    for places in combinations(range(1, len(digits)), count - 1):
        ends = (0, *places, len(digits))
        parts = tuple(digits[a:b] for a, b in pairwise(ends))
        if not any(len(part) > 1 and part[0] == "0" for part in parts):
            yield parts


def figure_lists(chunks: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the figures that chunks may be, each cut or not."""
    every = [[cut for count in range(1, len(chunk) + 1) for cut in cuts(chunk, count)] for chunk in chunks]
    for choice in product(*every):
        yield tuple(figure for cut in choice for figure in cut)


def chunks_of(printed: Printed) -> list[str]:
    """Return what stands apart in a row; a blank that left a trace is an empty string."""
    row, style = printed
    if style == "|":
        return [text or "" for text in row]
    gaps = {"apart": " " * 14, "glued": "+" * 14}.get(style, style)
    text = "".join((one or "") + ("" if gap == "+" else " ") for one, gap in zip(row, gaps + " ", strict=False))
    return text.split()


def row_readings(printed: Printed, cells: int, *, elsewhere: bool) -> set[Reading]:
    """Return every reading of a row, its rules aside."""
    chunks = chunks_of(printed)
    found: set[tuple[str, ...]] = set()
    if len(chunks) == cells or not is_glued(printed):
        found |= placed(chunks, cells)
    elif elsewhere or sum(map(len, chunks)) < cells:
        for figures in figure_lists(chunks):
            found |= placed(figures, cells)
    else:
        found |= {figures for figures in figure_lists(chunks) if len(figures) == cells}
        found |= placed(chunks, cells) if len(chunks) > 1 else set()
    readable = [one for one in found if not any(len(text) > 1 and text[0] == "0" for text in one)]
    return {tuple(int(text) if text else None for text in one) for one in readable}


def placed(figures: Sequence[str], cells: int) -> set[tuple[str, ...]]:
    """Return the ways to set figures into cells from left to right."""
    found = set()
    for places in combinations(range(cells), len(figures)):
        row = [""] * cells
        for place, figure in zip(places, figures, strict=True):
            row[place] = figure
        found.add(tuple(row))
    return found


def is_glued(printed: Printed) -> bool:
    """Return whether neighbours of a row touch."""
    return len(chunks_of(printed)) < sum(text is not None for text in printed[0])


def shows_blanks(printed: Printed, cells: int) -> bool:
    """Return whether a row shows that a cell of it is blank."""
    chunks = chunks_of(printed)
    return "" in chunks or (sum(map(len, chunks)) if is_glued(printed) else len(chunks)) < cells


def too_many(printed: Printed, cells: int) -> bool:
    """Return whether a row has too many readings to try, even before its rules."""
    digits = sum(len(chunk) for chunk in chunks_of(printed))
    return is_glued(printed) and 2**digits * comb(cells, min(cells // 2, digits)) > 100 * MOST_IN_A_ROW


def judged(table: TableId, rows: Mapping[str, tuple[Sequence[str], Printed]]) -> frozenset[str] | None:
    """Return the cells that rows, each with its cells, do not decide; None where there is too much to try."""
    rules = FORM.tables[table].rules
    blank = {name: shows_blanks(printed, len(cells)) for name, (cells, printed) in rows.items()}
    if any(too_many(printed, len(cells)) for cells, printed in rows.values()):
        return None
    every = []
    for name, (cells, printed) in rows.items():
        elsewhere = any(shown for other, shown in blank.items() if other != name)
        found = [dict(zip(cells, one, strict=True)) for one in row_readings(printed, len(cells), elsewhere=elsewhere)]
        own = [rule for rule in rules if set(cells).issuperset((*rule.left, *rule.right))]
        every.append([one for one in found if holds(own, one)])
    if prod(map(len, every)) > MOST_COMBINATIONS:
        return None
    tables = [{cell: value for row in choice for cell, value in row.items()} for choice in product(*every)]
    admissible = [one for one in tables if holds(rules, one)]
    on_print = {cell: value for cells, (row, _) in rows.values() for cell, value in zip(cells, row, strict=True)}
    fixed = {cell for cells, printed in rows.values() if len(chunks_of(printed)) in (0, len(cells)) for cell in cells}
    for name, (cells, printed) in rows.items():
        elsewhere = any(shown for other, shown in blank.items() if other != name)
        ways = [*row_readings(printed, len(cells), elsewhere=elsewhere)]
        pairs = zip(cells, map(number, printed[0]), zip(*ways, strict=True), strict=True) if ways else ()
        fixed |= {cell for cell, value, contents in pairs if set(contents) == {value}}
    if not admissible:
        return frozenset(on_print.keys() - fixed)
    return frozenset(cell for cell, text in on_print.items() if any(one[cell] != number(text) for one in admissible))


def number(text: str | None) -> int | None:
    """Return the value of a print."""
    return None if text is None else int(text)


def holds(rules: Sequence[Rule], values: Mapping[str, Value]) -> bool:
    """Return whether no rule is broken."""
    known = {cell: value for cell, value in values.items() if isinstance(value, int)}
    return all(confront(rule, known) is not False for rule in rules)


def totalled(rng: Random, parts: int, *, most: int) -> list[int]:
    """Return random figures and their total, sometimes a wrong one."""
    figures = [rng.choice((0, 0, 0, rng.randint(1, 9), rng.randint(1, most))) for _ in range(parts)]
    return [*figures, sum(figures) + (rng.choice((1, 9)) if rng.random() < 0.06 else 0)]


def flattened(rng: Random, figures: Sequence[int], styles: Sequence[str]) -> Printed:
    """Return figures as a clerk prints them and a converter flattens them: zeros blank or not, some glued."""
    style = rng.choice(styles)
    blank = rng.random() < (0.15 if style == "glued" else 0.85 if style == "apart" else 0.3)
    row: Prints = [None if blank and not one else str(one) for one in figures]
    if style != "pair":
        return row, style
    at = rng.randrange(len(figures) - 1)
    return [str(one) for one in figures], "".join("+" if gap == at else " " for gap in range(len(figures) - 1))


def balanced(rng: Random, styles: Sequence[str]) -> dict[str, Printed]:
    """Return table 3 with figures in five rows, which the columns tie; some of them are open."""
    received, before, left = (totalled(rng, 6, most=30) for _ in range(3))
    handled = [max(0, a + b - c) for a, b, c in zip(received, before, left, strict=True)]
    granted = [rng.randint(0, one) for one in handled[:6]]
    rest = [one - some for one, some in zip(handled, granted, strict=False)]
    rows = {"received": received, "brought_forward": before, "processed": handled, "carried_forward": left}
    rows |= {"granted": [*granted, sum(granted)], "partly_granted": [*rest, sum(rest)]}
    opened = rng.sample(list(rows), rng.randint(1, 3))
    return requests(
        **{
            name: flattened(rng, row, styles if name in opened else ("|",) * 3)
            for name, row in rows.items()
        }
    )  # fmt: skip


def instance(number: int) -> tuple[TableId, dict[str, Printed]]:
    """Return a small table with glued and blank-collapsed rows."""
    rng = Random(f"undecided/{number}")
    styles = (("glued",), ("apart",), ("glued", "apart"), ("glued", "apart", "pair"))[number % 4]
    if number % 5 == 0:
        rows = {
            name: [rng.choice((0, rng.randint(1, 200))) for _ in "123"] for name in ("rules", "normative_documents")
        }
        return "t2", {f"t2.{name}": flattened(rng, row, styles) for name, row in rows.items()}
    if number % 5 == 1:
        names = rng.sample(FLOWS, rng.randint(2, 4))
        return "t3", {name: flattened(rng, totalled(rng, 6, most=300), styles) for name in FLOWS if name in names}
    if number % 5 == 2:
        return "t4", {"t4": flattened(rng, [one for _ in "123" for one in totalled(rng, 4, most=12)], styles)}
    return "t3", balanced(rng, styles)


def instances() -> list[tuple[TableId, dict[str, Printed], frozenset[str]]]:
    """Return tables with the judge's verdict."""
    found = []
    for number in range(INSTANCES):
        table, rows = instance(number)
        cells = {name: WHOLE_4 if name == "t4" else [cell.id for cell in ROWS[name].cells] for name in rows}
        verdict = judged(table, {name: (cells[name], printed) for name, printed in rows.items()})
        if verdict is not None:
            found.append((table, rows, verdict))
    return found


def document(table: TableId, rows: Mapping[str, Printed]) -> Annotation:
    """Return the document that a judged table stands in."""
    if table != "t4":
        return sheet(rows)
    made = Sheet()
    made.form["t4"] = "2021"
    made.figures(WHOLE_4, rows["t4"])
    return made.annotation()


@pytest.mark.heavy
def test_a_judge_that_tries_every_reading_agrees() -> None:
    cases = instances()
    partly = 0
    for table, rows, verdict in cases:
        annotation = document(table, rows)
        assert undecided(annotation) == verdict, rows
        partly += 0 < len(verdict) < len(annotation.cells)
    assert len(cases) >= 100
    assert partly >= 30
