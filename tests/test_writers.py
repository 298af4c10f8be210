"""Reports written down: the contract's JSON, tidy rows, CSV, Parquet, the terminal's page."""

import csv
import io
import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import girml
from girml.forms import load
from girml.records import Cell, Field, Report
from girml.writers import contract, forms, parquet, tabular, terminal
from girml.writers.tidy import TidyRow, tidy
from tests.schemas import validator

EXAMPLES = Path(__file__).parent.parent / "examples"
NAMES = ("cells_nbsp", "cells_plain", "pipes_blank", "spaces_2019", "tabs")
PATHS = [EXAMPLES / f"{name}.txt" for name in NAMES]
NO_FORM = "今天天气很好。\u2028适合出门。"


def cell(name: str, value: int | float | str | None, text: str | None, **others: Any) -> Cell:
    """Return a read cell that stands at 10 in its source."""
    known = {"start": 10, "end": 11, "parts": None, "unit": None, "state": "read", "confidence": 0.99, "review": False}
    return Cell(name, value, text, **{**known, **others})


REPORT = Report(
    source="-a.txt",
    sha256="0" * 64,
    encoding="utf-8",
    index=2,
    of=3,
    start=0,
    end=99,
    model="deterministic-1",
    form={"t2": "2019", "t3": "2021", "t4": "2021"},
    title=None,
    agency=Field("=HYPERLINK(1)", 0, 6),
    year=Field(2020, 6, 10),
    published=None,
    cells=(
        cell("t2.licences.change", -8, "减8"),
        cell("t2.penalties.change", "-8\n件", "-8\n件", review=True),
        cell("t2.fees.change", -3, "-3"),
        cell("t3.denied.state_secret.total", None, "-", state="blank"),
        cell("t3.processed.total", 8, "8", suggested=4, confidence=0.6),
        cell("t3.received.total", 64, None, state="unresolved", review=True, alternatives=(64, None)),
        cell("t4.litigation_direct.total", 1.5, "1.5万元", unit="万元"),
    ),
)


@cache
def examples() -> list[Report]:
    """Return the reports of the examples, in the order of their names."""
    return [report for path in PATHS for report in girml.load("deterministic").read(path.read_bytes(), str(path))]


def test_the_examples_meet_the_schema() -> None:
    for report in examples():
        assert [error.message for error in validator("girml").iter_errors(json.loads(contract.line(report)))] == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(NO_FORM, id="no form"),
        pytest.param("", id="nothing"),
        pytest.param((EXAMPLES / "tabs.txt").read_text(encoding="utf-8")[:2200], id="half a report"),
        pytest.param((EXAMPLES / "tabs.txt").read_text(encoding="utf-8") * 2, id="the same report twice"),
    ],
)
def test_reports_of_odd_texts_meet_the_schema(text: str) -> None:
    extractor = girml.load("deterministic")
    for report in [extractor(text), *extractor.all(text)]:
        assert [error.message for error in validator("girml").iter_errors(json.loads(contract.line(report)))] == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        pytest.param(["surplus"], 1, id="a key of its own"),
        pytest.param(["cells", 0, "surplus"], 1, id="a key of a cell's own"),
        pytest.param(["cells", 0, "state"], "guessed", id="a sixth state"),
        pytest.param(["cells", 0, "value"], [1], id="a list for a value"),
        pytest.param(["cells", 0, "start"], None, id="a read cell without its place"),
        pytest.param(["cells", 0, "confidence"], 1.5, id="a confidence above one"),
        pytest.param(["findings", 0, "kind"], "hunch", id="a finding of unknown kind"),
        pytest.param(["checks", 0, "relation"], ">=", id="an inequality among the checks"),
        pytest.param(["sha256"], "abc", id="a short hash"),
        pytest.param(["form", "t3"], "2023", id="a form that does not exist"),
    ],
)
def test_the_schema_refuses(path: list[str | int], value: object) -> None:
    document = json.loads(contract.line(examples()[3]))
    place = document
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    assert not validator("girml").is_valid(document)


def test_keys_stand_in_the_order_of_the_contract() -> None:
    document = json.loads(contract.line(examples()[3]))
    assert list(document) == [
        "schema", "source", "sha256", "encoding", "report", "girml", "model", "form", "title", "agency", "year",
        "published", "sections", "cells", "checks", "findings",
    ]  # fmt: skip
    assert list(document["report"]) == ["index", "of", "start", "end"]
    assert list(document["title"]) == ["value", "start", "end"]
    assert list(document["sections"][0]) == ["number", "title", "heading_start", "heading_end", "start", "end"]
    assert list(document["cells"][0]) == [
        "id", "value", "text", "start", "end", "parts", "unit", "state", "confidence", "review", "rules", "suggested",
        "alternatives",
    ]  # fmt: skip
    assert list(document["checks"][0]) == ["id", "holds", "relation", "left", "right", "severity", "cells"]
    assert list(document["findings"][0]) == ["kind", "cells", "sets", "rules", "start", "end", "message"]


def test_a_report_is_one_line_for_any_reader_of_lines() -> None:
    report = replace(girml.load("deterministic")(NO_FORM), source="a\u2028b\x85c.txt")
    assert contract.line(report).splitlines() == [contract.line(report)]
    assert json.loads(contract.line(report))["source"] == "a\u2028b\x85c.txt"


@pytest.mark.parametrize(
    ("count", "kind"),
    [pytest.param(0, list, id="none"), pytest.param(1, dict, id="one"), pytest.param(2, list, id="two")],
)
def test_a_document_is_one_object_or_an_array_of_several(count: int, kind: type) -> None:
    out = io.StringIO()
    contract.write_document([REPORT] * count, out)
    assert isinstance(json.loads(out.getvalue()), kind)


def test_a_tidy_row_carries_the_cell_and_its_report() -> None:
    assert list(tidy(REPORT))[5] == TidyRow(
        source="-a.txt",
        report=2,
        agency="=HYPERLINK(1)",
        year=2020,
        form="2021",
        id="t3.received.total",
        table="t3",
        row="received",
        column="total",
        state="unresolved",
        value_number=64,
        value_text=None,
        text=None,
        start=10,
        end=11,
        unit=None,
        confidence=0.99,
        review=True,
        suggested=None,
        alternatives="[64, null]",
    )


def test_a_text_without_a_form_gives_no_rows() -> None:
    assert list(tidy(girml.load("deterministic")(NO_FORM))) == []


def test_csv_runs_no_formula_and_keeps_negative_numbers() -> None:
    out = io.StringIO(newline="")
    tabular.write([REPORT], out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    assert [row["source"] for row in rows] == ["'-a.txt"] * 7
    assert [row["agency"] for row in rows] == ["'=HYPERLINK(1)"] * 7
    assert [row["value_number"] for row in rows] == ["-8", "", "-3", "", "8", "64", "1.5"]
    assert [row["value_text"] for row in rows] == ["", "'-8\n件", "", "", "", "", ""]
    assert [row["text"] for row in rows] == ["减8", "'-8\n件", "-3", "'-", "8", "", "1.5万元"]
    assert [row["review"] for row in rows] == ["false", "true", "false", "false", "false", "true", "false"]
    assert [row["suggested"] for row in rows] == ["", "", "", "", "4", "", ""]
    assert rows[3]["row"] == "denied.state_secret"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        pytest.param("=1+1", "'=1+1", id="equals"),
        pytest.param("+1+1", "'+1+1", id="plus"),
        pytest.param("-1+1", "'-1+1", id="minus"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="at"),
        pytest.param("\t=1", "'\t=1", id="tab"),
        pytest.param("\r=1", "'\r=1", id="carriage return"),
        pytest.param("＝1+1", "'＝1+1", id="full width"),
        pytest.param("-12.5", "-12.5", id="a negative number as text"),
        pytest.param(-12.5, -12.5, id="a negative number"),
        pytest.param("增98", "增98", id="words"),
        pytest.param(None, None, id="nothing"),
    ],
)
def test_only_what_a_spreadsheet_would_run_gets_an_apostrophe(value: object, cell: object) -> None:
    assert tabular.printed(value) == cell


def test_parquet_comes_back_as_it_went_in() -> None:
    out = io.BytesIO()
    parquet.write([REPORT, girml.load("deterministic")(NO_FORM)], out)
    table = pq.read_table(io.BytesIO(out.getvalue()))
    assert table.column("source").to_pylist() == ["-a.txt"] * 7
    assert table.column("agency").to_pylist() == ["=HYPERLINK(1)"] * 7
    assert table.column("value_number").to_pylist() == [-8.0, None, -3.0, None, 8.0, 64.0, 1.5]
    assert table.column("value_text").to_pylist() == [None, "-8\n件", None, None, None, None, None]
    assert table.column("text").to_pylist() == ["减8", "-8\n件", "-3", "-", "8", None, "1.5万元"]
    assert table.column("alternatives").to_pylist() == [None, None, None, None, None, "[64, null]", None]
    assert table.column("year").to_pylist() == [2020] * 7


def test_parquet_has_its_declared_columns_even_without_rows() -> None:
    out = io.BytesIO()
    parquet.write([], out)
    schema = pq.read_schema(io.BytesIO(out.getvalue()))
    assert schema.names == [
        "source", "report", "agency", "year", "form", "id", "table", "row", "column", "state", "value_number",
        "value_text", "text", "start", "end", "unit", "confidence", "review", "suggested", "alternatives",
    ]  # fmt: skip
    assert schema.field("value_number").type == pa.float64()
    assert schema.field("start").type == pa.int64()
    assert schema.field("review").type == pa.bool_()
    assert schema.metadata == {b"girml_schema": b"girml/1"}


def test_parquet_is_the_same_twice() -> None:
    first, second = io.BytesIO(), io.BytesIO()
    parquet.write([REPORT], first)
    parquet.write([REPORT], second)
    assert first.getvalue() == second.getvalue()


@pytest.mark.parametrize(
    ("entry", "shown"),
    [
        pytest.param(cell("t3.processed.total", 8, "8", review=True, suggested=4), "8?→4", id="a misprint"),
        pytest.param(cell("t3.processed.total", -8, "减8"), "减8", id="as printed"),
        pytest.param(cell("t3.processed.total", 12, "1 2", parts=((10, 11), (12, 13))), "12", id="a number cut in two"),
        pytest.param(cell("t3.processed.total", None, "—", state="blank"), "—", id="a nil mark"),
        pytest.param(cell("t3.processed.total", None, None, state="blank"), "", id="a blank"),
        pytest.param(cell("t3.processed.total", 5, None, state="derived", review=True), "=5?", id="derived"),
        pytest.param(
            cell("t3.processed.total", 4, None, state="unresolved", review=True, alternatives=(4, None)),
            "4 or blank?",
            id="unresolved",
        ),
        pytest.param(cell("t3.processed.total", None, None, state="absent"), "n/a", id="absent"),
    ],
)
def test_a_cell_shows_its_state_in_the_terminal(entry: Cell, shown: str) -> None:
    assert terminal.mark(entry) == shown


def test_a_page_has_head_sections_tables_failing_checks_and_findings() -> None:
    out = io.StringIO()
    terminal.write([examples()[3]], out)
    page = out.getvalue()
    assert "title     汉中市民政局2020年政府信息公开年度报告 [22:43]\n" in page
    assert "agency    汉中市民政局 [22:28]\n" in page
    assert "section 1 总体情况" in page
    assert "│ （七）总计                                │   8?→4 │        0 │" in page
    assert "198 cells: 198 read; 2 ask for review.\n" in page
    assert "40 checks: 36 hold, 4 fail, 0 are open.\n" in page
    assert "  c.t3.balance.natural_person fails: 4 = 8\n" in page
    assert "misprint: 4 rules fail as printed" in page


def test_nothing_of_a_source_steers_the_terminal() -> None:
    out = io.StringIO()
    terminal.write([replace(girml.load("deterministic")(NO_FORM), source="\x1b[31m[bold]a.txt\x9b0m")], out)
    assert out.getvalue().startswith(" [31m[bold]a.txt 0m\n")


def test_a_form_is_listed_with_ids_labels_and_rules() -> None:
    out = io.StringIO()
    forms.write([load("2021")], out)
    page = out.getvalue()
    assert "2021 中华人民共和国政府信息公开工作年度报告格式, 国办公开办函〔2021〕30号\n" in page
    assert "│ t2.rules.made                   │ 规章" in page
    assert "c.t3.balance.total" in page
