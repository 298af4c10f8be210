"""The statutory forms as data: what the shipped ones hold, and how a faulty one is refused."""

from importlib.resources import files

import pytest

from girml.errors import FormError
from girml.forms import FORM_IDS, load, read
from girml.records import GridCell, TableId

SHIPPED = (files("girml.forms") / "2021.json").read_text(encoding="utf-8")
FIRST_RULE = '"expression": "t2.rules.in_force + t2.rules.repealed >= t2.rules.made"'


def edited(*edits: tuple[str, str]) -> str:
    """Return the text of the 2021 form with each old text, which must stand in it, replaced once by the new."""
    text = SHIPPED
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return text


@pytest.mark.parametrize(
    ("form_id", "cells", "rules", "heuristics"),
    [pytest.param("2019", 198, 40, 7, id="2019"), pytest.param("2021", 200, 42, 2, id="2021")],
)
def test_each_form_has_its_cells_and_rules(form_id: str, cells: int, rules: int, heuristics: int) -> None:
    tables = load(form_id).tables.values()
    ids = [cell.id for table in tables for row in table.rows for cell in row.cells]
    assert (len(ids), len(set(ids))) == (cells, cells)
    assert sum(len(table.rules) for table in tables) == rules
    assert sum(len(table.heuristics) for table in tables) == heuristics
    assert (ids[0], ids[-1]) == ("t2.rules.made", "t4.litigation_after_reconsideration.total")


@pytest.mark.parametrize(
    ("form_id", "table_id", "first_row", "last_row", "widths"),
    [
        pytest.param("2019", "t2", "t2.rules", "t2.procurement", [3, 3, 3, 3, 3, 3, 2, 2], id="2019 table 2"),
        pytest.param("2019", "t3", "t3.received", "t3.carried_forward", [7] * 23, id="2019 table 3"),
        pytest.param(
            "2019", "t4", "t4.reconsideration", "t4.litigation_after_reconsideration", [5, 5, 5], id="2019 table 4"
        ),
        pytest.param("2021", "t2", "t2.rules", "t2.fees", [3, 3, 1, 1, 1, 1], id="2021 table 2"),
        pytest.param("2021", "t3", "t3.received", "t3.carried_forward", [7] * 25, id="2021 table 3"),
        pytest.param(
            "2021", "t4", "t4.reconsideration", "t4.litigation_after_reconsideration", [5, 5, 5], id="2021 table 4"
        ),
    ],
)
def test_rows_stand_in_the_order_of_the_print(
    form_id: str, table_id: TableId, first_row: str, last_row: str, widths: list[int]
) -> None:
    rows = load(form_id).tables[table_id].rows
    assert [len(row.cells) for row in rows] == widths
    assert (rows[0].id, rows[-1].id) == (first_row, last_row)


def test_a_row_lists_its_columns_from_left_to_right() -> None:
    row = load("2021").tables["t3"].rows[4]
    assert (row.id, row.label, row.group) == (
        "t3.denied.state_secret", "l.t3.row.denied.state_secret", "l.t3.group.denied",
    )  # fmt: skip
    assert [cell.id for cell in row.cells] == [
        "t3.denied.state_secret.natural_person",
        "t3.denied.state_secret.business",
        "t3.denied.state_secret.research",
        "t3.denied.state_secret.public_welfare",
        "t3.denied.state_secret.legal_services",
        "t3.denied.state_secret.other_organisation",
        "t3.denied.state_secret.total",
    ]


@pytest.mark.parametrize(
    ("form_id", "row", "column", "kind", "unit"),
    [
        pytest.param("2021", 0, 0, "count", "件", id="a count of documents"),
        pytest.param("2021", 5, 0, "decimal", "万元", id="an amount of money"),
        pytest.param("2019", 2, 1, "signed_count", "项", id="a change, with its sign"),
    ],
)
def test_a_cell_knows_what_it_counts(form_id: str, row: int, column: int, kind: str, unit: str) -> None:
    cell = load(form_id).tables["t2"].rows[row].cells[column]
    assert (cell.kind, cell.unit) == (kind, unit)


@pytest.mark.parametrize(
    ("form_id", "table_id", "grid", "lines", "columns"),
    [
        pytest.param("2019", "t2", "word5", 18, 5, id="2019 table 2 in a word processor"),
        pytest.param("2021", "t2", "printed", 14, 4, id="2021 table 2"),
        pytest.param("2021", "t3", "printed", 28, 10, id="2021 table 3"),
        pytest.param("2021", "t4", "b", 4, 15, id="2021 table 4, other heads"),
    ],
)
def test_grids_have_the_size_of_the_print(form_id: str, table_id: TableId, grid: str, lines: int, columns: int) -> None:
    table = dict(load(form_id).tables[table_id].grids)[grid]
    assert (len(table), sum(place.columns for place in table[0])) == (lines, columns)


def test_the_head_of_table_3_spans_columns_and_rows_as_printed() -> None:
    grid = dict(load("2021").tables["t3"].grids)["printed"]
    assert grid[:2] == (
        (GridCell("l.t3.corner", 3, 3), GridCell("l.t3.head.applicants", 7, 1)),
        (
            GridCell("l.t3.col.natural_person", 1, 2),
            GridCell("l.t3.head.legal_persons", 5, 1),
            GridCell("l.t3.col.total", 1, 2),
        ),
    )


def test_a_rule_names_the_cells_of_both_sides() -> None:
    rule = next(rule for rule in load("2021").tables["t3"].rules if rule.id == "c.t3.balance.total")
    assert rule.left == ("t3.received.total", "t3.brought_forward.total")
    assert (rule.relation, rule.right) == ("=", ("t3.processed.total", "t3.carried_forward.total"))
    assert (rule.severity, rule.status, rule.note) == ("error", "printed", "第一项加第二项之和，等于第三项加第四项之和")


def test_a_relation_across_years_dates_its_terms() -> None:
    relation = next(one for one in load("2021").years if one.id == "x.t3.carry.total")
    assert relation.left == (("t3.brought_forward.total", 0),)
    assert relation.right == (("t3.carried_forward.total", -1),)


def test_the_statutory_wording_of_a_label_comes_before_its_variants() -> None:
    label = load("2021").labels["l.t2.item.1"]
    assert label.texts == ("第二十条第（一）项", "《条例》第二十条第（一）项")
    assert (label.role, label.article) == ("block_title", "第二十条第一项")


@pytest.mark.parametrize("form_id", FORM_IDS)
def test_the_six_sections_are_numbered_and_three_hold_the_tables(form_id: str) -> None:
    sections = load(form_id).sections
    assert [(one.number, one.numeral, one.table) for one in sections] == [
        (1, "一", None),
        (2, "二", "t2"),
        (3, "三", "t3"),
        (4, "四", "t4"),
        (5, "五", None),
        (6, "六", None),
    ]
    assert sections[0].titles[0] == "总体情况"


def test_every_prose_relation_and_remark_of_the_shipped_forms_is_read() -> None:
    counts = {form_id: load(form_id) for form_id in FORM_IDS}
    assert {
        form_id: (len(form.prose), len(form.years), len(form.plausibility)) for form_id, form in counts.items()
    } == {
        "2019": (11, 12, 5),
        "2021": (13, 9, 5),
    }


def test_a_form_is_read_once_and_shared() -> None:
    assert load("2021") is load("2021")


FAULTS = [
    pytest.param(
        [('["made", "repealed", "in_force"]', '["made", "made", "in_force"]')],
        "x.json: the cell t2.rules.made is declared 2 times; keep one entry.",
        id="a cell twice",
    ),
    pytest.param(
        [('"id": "l.t2.item.5"', '"id": "l.t2.item.1"')],
        "x.json: the label l.t2.item.1 is declared 2 times; keep one entry.",
        id="a label twice",
    ),
    pytest.param(
        [('"id": "c.t3.balance.business"', '"id": "c.t3.balance.research"')],
        "x.json: the rule c.t3.balance.research is declared 2 times; keep one entry.",
        id="a rule twice",
    ),
    pytest.param(
        [('"number": 2', '"number": 1')],
        "x.json: the section 1 is declared 2 times; keep one entry.",
        id="a section twice",
    ),
    pytest.param(
        [(FIRST_RULE, FIRST_RULE.replace("repealed", "gone"))],
        "x.json: rule c.t2.stock.rules names t2.rules.gone, which the form does not have; correct the name.",
        id="a rule on an unknown cell",
    ),
    pytest.param(
        [('"expression": "t3.received.natural_person', '"expression": "t9.received.natural_person')],
        "x.json: rule c.t3.balance.natural_person names t9.received.natural_person, which the form does not have; "
        "correct the name.",
        id="a rule on a cell of no table",
    ),
    pytest.param(
        [("= t3.carried_forward.total[-1]", "= t3.carried.total[-1]")],
        "x.json: relation x.t3.carry.total names t3.carried.total, which the form does not have; correct the name.",
        id="a relation across years on an unknown cell",
    ),
    pytest.param(
        [('"expressions": ["t3.processed.total"]', '"expressions": ["t3.handled.total"]')],
        "x.json: relation p.handled names t3.handled.total, which the form does not have; correct the name.",
        id="a prose relation on an unknown cell",
    ),
    pytest.param(
        [('"label": "l.t2.row.rules"', '"label": "l.t2.row.laws"')],
        "x.json: row t2.rules names l.t2.row.laws, which the form does not have; correct the name.",
        id="a row under an unknown label",
    ),
    pytest.param(
        [('"group": "l.t2.item.1"', '"group": "l.t2.item.9"')],
        "x.json: row t2.rules names l.t2.item.9, which the form does not have; correct the name.",
        id="a row in an unknown group",
    ),
    pytest.param(
        [('"t2.licences.decisions 3x1"', '"t2.licences.decisions 4x1"')],
        "x.json: grid printed of table t2: t2.licences.decisions in line 7 overlaps or leaves the grid; "
        "mend its spans.",
        id="a grid cell that leaves the grid",
    ),
    pytest.param(
        [('"l.t3.col.natural_person 1x2"', '"l.t3.col.natural_person 1x1"')],
        "x.json: grid printed of table t3: line 3 has nothing in column 9; mend the spans around it.",
        id="a hole in a grid",
    ),
    pytest.param(
        [('"l.t3.corner 3x3"', '"l.t3.corner 3x4"')],
        "x.json: grid printed of table t3: t3.received.legal_services in line 4 overlaps or leaves the grid; "
        "mend its spans.",
        id="grid cells that overlap",
    ),
    pytest.param(
        [('"t2.licences.decisions 3x1"', '"l.t2.col.decisions 3x1"')],
        "x.json: grid printed of table t2 and the rows differ in t2.licences.decisions; print every cell once.",
        id="a cell that a grid leaves out",
    ),
    pytest.param(
        [
            (
                '["l.t2.row.rules", "t2.rules.made", "t2.rules.repealed"',
                '["l.t2.row.rules", "t2.rules.made", "t2.rules.made"',
            )
        ],
        "x.json: grid printed of table t2 and the rows differ in t2.rules.repealed; print every cell once.",
        id="a cell that a grid prints twice",
    ),
    pytest.param(
        [('"label": "l.t2.row.rules", ', "")],
        "x.json: tables entry 1 (t2) lacks the key 'label'; write it as in the other form.",
        id="a row without its label",
    ),
    pytest.param(
        [('"role": "block_title", ', "")],
        "x.json: labels entry 1 (l.t2.item.1) lacks the key 'role'; write it as in the other form.",
        id="a label without its role",
    ),
    pytest.param(
        [(FIRST_RULE, '"expression": "t2.rules.made"')],
        "x.json: rules entry 1 (c.t2.stock.rules) has the wrong shape (no relation in t2.rules.made); "
        "write it as in the other form.",
        id="a rule without a relation",
    ),
    pytest.param(
        [('{"id": "t4"', '{"id": "t5"')],
        "x.json: tables entry 3 (t5) has the wrong shape (a table is named t5); write it as in the other form.",
        id="a table that no report has",
    ),
    pytest.param(
        [('["l.t2.item.1 4x1"]', '["l.t2.nothing 4x1"]')],
        "x.json: grid printed names l.t2.nothing, which the form does not have; correct the name.",
        id="a grid with an unknown label",
    ),
    pytest.param(
        [('"title": "主动公开政府信息情况", "table": "t2"', '"title": "主动公开政府信息情况", "table": "t7"')],
        "x.json: section 2 names t7, which the form does not have; correct the name.",
        id="a section with an unknown table",
    ),
    pytest.param(
        [('"role": "stub_head"', '"role": "stubhead"')],
        "x.json: the label l.t2.head.content has 'stubhead', which is none of block_title, stub_head, column, "
        "column_group, corner, row, row_group; correct it.",
        id="an unknown role",
    ),
    pytest.param(
        [('"title": "中华人民共和国政府信息公开工作年度报告格式",', "")],
        "x.json: the head of the form is faulty (KeyError('title')); write it as in the other form.",
        id="no title",
    ),
    pytest.param(
        [('"schema": "girml-form/1"', '"schema": "girml-form/9"')],
        "x.json: the key schema must be 'girml-form/1'; take a file of this girml version.",
        id="another schema",
    ),
]


@pytest.mark.parametrize(("edits", "message"), FAULTS)
def test_a_faulty_form_is_an_error_with_file_entry_and_cure(edits: list[tuple[str, str]], message: str) -> None:
    with pytest.raises(FormError) as error:
        read(edited(*edits), "x.json")
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            '{"schema": ',
            "x.json is not JSON (Expecting value: line 1 column 12 (char 11)); mend the line it names.",
            id="cut off",
        ),
        pytest.param(
            "[]", "x.json: the key schema must be 'girml-form/1'; take a file of this girml version.", id="a list"
        ),
        pytest.param(
            '{"schema": "girml-form/1"}',
            "x.json: the head of the form is faulty (KeyError('labels')); write it as in the other form.",
            id="nothing but a schema",
        ),
    ],
)
def test_a_text_that_is_no_form_is_refused(text: str, message: str) -> None:
    with pytest.raises(FormError) as error:
        read(text, "x.json")
    assert str(error.value) == message


def test_an_unknown_form_is_answered_with_the_known_ones() -> None:
    with pytest.raises(FormError) as error:
        load("2020")
    assert str(error.value) == "There is no form '2020': name one of 2019, 2021."
