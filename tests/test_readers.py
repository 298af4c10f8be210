"""Reports read back from the contract's JSON: the same reports, and whole sentences where it is not the contract's."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import girml
from girml.errors import InputError
from girml.pipeline import Extractor
from girml.readers import parse, read
from girml.records import Cell, Field, Finding, Report
from girml.writers import contract

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.txt"))
CURE = "write it anew with `girml extract --format jsonl`."

Plain = dict[str, Any]

FULL = Report(
    source="甲\u2028乙.txt",
    sha256="0" * 64,
    encoding="gb18030",
    index=2,
    of=3,
    start=5,
    end=99,
    model="m",
    form={"t2": "2019", "t3": "2021", "t4": "2021"},
    year=Field(2020, 6, 10),
    cells=(
        Cell("t2.fees.change", 1.5, "1.\n5万元", 7, 13, ((7, 9), (10, 13)), "万元", "read", 1, True, (), 2),
        Cell("t3.received.total", 4, None, None, None, None, None, "unresolved", 0.4, True, ("c.a",), None, (4, None)),
    ),
    findings=(Finding("misprint", "…", ("t2.a.b",), (("t2.a.b", "t2.a.c"),), ("c.a",), 1, 2),),
)


def plain() -> Plain:
    """Return a report with something of everything as JSON holds it."""
    found: Plain = json.loads(contract.line(FULL))
    return found


@pytest.mark.parametrize("path", EXAMPLES, ids=[path.stem for path in EXAMPLES])
def test_what_was_written_is_read_back(path: Path, extractor: Extractor) -> None:
    for report in extractor.read(path.read_bytes(), str(path)):
        assert parse(contract.line(report), "a.jsonl:1") == report


def test_a_report_with_something_of_everything_is_read_back() -> None:
    assert parse(contract.line(FULL), "a.jsonl:1") == FULL


def test_a_text_without_a_form_is_read_back() -> None:
    report = girml.load("deterministic")("今天天气很好。")
    assert parse(contract.line(report), "a.jsonl:1") == report


def test_a_file_gives_its_reports_in_order(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(f"{contract.line(FULL)}\n\n{contract.line(FULL)}\n", encoding="utf-8")
    assert list(read(file)) == [FULL, FULL]


def test_a_faulty_line_is_told_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(f"{contract.line(FULL)}\n{{}}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.jsonl:2 is no report of girml/1: write it anew"):
        list(read(file))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gone\.jsonl cannot be read \(No such file or directory\)"):
        list(read(tmp_path / "gone.jsonl"))


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("[]", id="an array"),
        pytest.param('{"schema": "girml/2"}', id="another schema"),
        pytest.param('{"id": "a"}', id="no schema"),
    ],
)
def test_what_is_of_no_such_schema_is_refused(line: str) -> None:
    with pytest.raises(InputError) as refused:
        parse(line, "a.jsonl:1")
    assert str(refused.value) == f"a.jsonl:1 is no report of girml/1: {CURE}"


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(InputError, match=r"^a\.jsonl:1 is not JSON \(.+\): write it anew"):
        parse("{", "a.jsonl:1")


def without(key: str) -> Callable[[Plain], None]:
    """Return a change that takes out a key."""
    return lambda report: report.pop(key)


def with_cell(**changes: object) -> Callable[[Plain], None]:
    """Return a change of the first cell."""
    return lambda report: report["cells"][0].update(changes)


def change(**changes: object) -> Callable[[Plain], None]:
    """Return a change of a report."""
    return lambda report: report.update(changes)


def twice(report: Plain) -> None:
    """Put the first cell in twice."""
    report["cells"].append(report["cells"][0])


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        pytest.param(without("model"), "the report lacks the key 'model'", id="no model"),
        pytest.param(change(colour=1), "the report has the unknown key 'colour'", id="an unknown key"),
        pytest.param(change(cells={}), "'cells' of the report is of the wrong type", id="cells are no list"),
        pytest.param(change(report={"index": 1}), "'report' lacks the key 'end'", id="half a place"),
        pytest.param(change(form={"t2": "2021"}), "'form' lacks the key 't3'", id="half a form"),
        pytest.param(change(title=[]), "'title' of the report is of the wrong type", id="a title that is a list"),
        pytest.param(change(cells=[1]), "cell 1 is no object", id="a cell that is a number"),
        pytest.param(with_cell(review=1), "'review' of cell 1 is of the wrong type", id="a number for a truth"),
        pytest.param(with_cell(value=True), "'value' of cell 1 is of the wrong type", id="a truth for a number"),
        pytest.param(with_cell(state="guessed"), "cell 1 has the unknown state 'guessed'", id="an unknown state"),
        pytest.param(with_cell(confidence=1.5), "cell 1 has a confidence that is no probability", id="too sure"),
        pytest.param(with_cell(parts=[[1]]), "cell 1 has a part that is no [start, end]", id="half a part"),
        pytest.param(
            with_cell(rules=[1]), "cell 1 has a list with an entry of the wrong type", id="a number for a rule"
        ),
        pytest.param(twice, "a cell stands in it twice", id="a cell twice"),
        pytest.param(change(checks=[{}]), "a check lacks the key 'cells'", id="an empty check"),
        pytest.param(change(findings=[{}]), "a finding lacks the key 'cells'", id="an empty finding"),
    ],
)
def test_what_breaks_the_contract_is_refused(spoil: Callable[[Plain], None], told: str) -> None:
    report = plain()
    spoil(report)
    with pytest.raises(InputError) as refused:
        parse(json.dumps(report), "a.jsonl:1")
    assert str(refused.value) == f"a.jsonl:1 is no report of girml/1, for {told}: {CURE}"


def test_no_number_is_refused() -> None:
    with pytest.raises(InputError, match="for NaN is no number"):
        parse(json.dumps(plain() | {"source": float("nan")}), "a.jsonl:1")
