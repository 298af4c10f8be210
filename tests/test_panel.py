"""Panels: years, bodies and versions held against each other; the wide table."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import girml
from girml.cli import main
from girml.panel import Entry, PanelFinding, panel
from girml.records import Field, Report, TableId
from girml.writers import wide
from tests.schemas import validator

EXTRACTOR = girml.load("deterministic")
FIELDS = ("natural_person", "business", "research", "public_welfare", "legal_services", "other_organisation", "total")
ZEROS = (0,) * 7


def text(agency: str, year: int, *, brought: Sequence[int], carried: Sequence[int], stock: Sequence[int]) -> str:
    """Return a clean report whose third table balances: as much is received and processed as is needed."""
    received = tuple(max(0, after - before) + 2 for before, after in zip(brought[:6], carried[:6], strict=True))
    received = (*received, sum(received))
    processed = tuple(a + b - c for a, b, c in zip(received, brought, carried, strict=True))
    rows = {
        "一、本年新收政府信息公开申请数量": received,
        "二、上年结转政府信息公开申请数量": brought,
        "（一）予以公开": processed,
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": ZEROS,
        "1.属于国家秘密": ZEROS,
        "（七）总计": processed,
        "四、结转下年度继续办理": carried,
    }
    table = "\n".join(f"{label} {' '.join(map(str, row))}" for label, row in rows.items())
    return (
        f"{agency}{year}年政府信息公开工作年度报告\n一、总体情况\n本年认真办理申请。\n"
        f"二、主动公开政府信息情况\n第二十条第（一）项\n信息内容 本年制发件数 本年废止件数 现行有效件数\n"
        f"规章 0 0 0\n行政规范性文件 {' '.join(map(str, stock))}\n"
        f"三、收到和处理政府信息公开申请情况\n{table}\n"
    )


def report(source: str, body: str, year: int, **figures: Sequence[int]) -> Report:
    """Return the report of a text, which tells its name."""
    return replace(EXTRACTOR(text(body, year, **figures)), source=source)


def first(**changed: Sequence[int]) -> Report:
    """Return the report of a bureau for 2022: it carries two requests over, and has nine documents in force."""
    figures = {"brought": ZEROS, "carried": (1, 1, 0, 0, 0, 0, 2), "stock": (3, 1, 9)}
    return report("2022.txt", "云川县水利局", 2022, **(figures | changed))


def second(**changed: Sequence[int]) -> Report:
    """Return its report for 2023, which goes on where that for 2022 ends."""
    figures = {"brought": (1, 1, 0, 0, 0, 0, 2), "carried": ZEROS, "stock": (2, 1, 10)}
    return report("2023.txt", "云川县水利局", 2023, **(figures | changed))


def broken(findings: Sequence[PanelFinding]) -> list[tuple[str, int | None, tuple[str, ...]]]:
    """Return the kind, the year and the rules of findings that tell of a break."""
    return [(one.kind, one.year, one.rules) for one in findings if one.severity != "note"]


def test_years_that_go_on_from_each_other_give_no_finding() -> None:
    assert panel([second(), first()]).findings == ()


@pytest.mark.parametrize("column", range(6))
def test_each_column_that_is_carried_over_wrongly_is_found_with_its_total(column: int) -> None:
    brought = [1, 1, 0, 0, 0, 0, 2]
    brought[column] += 3
    brought[6] += 3
    found = broken(panel([first(), second(brought=tuple(brought))]).findings)
    rules = [("year_break", 2023, (f"x.t3.carry.{name}",)) for name in (FIELDS[column], "total")]
    assert sorted(found) == sorted(rules)


def test_a_stock_that_does_not_follow_from_its_flow_is_found() -> None:
    found = panel([first(), second(stock=(2, 1, 12))]).findings
    assert broken(found) == [("year_break", 2023, ("x.t2.stock.normative_documents",))]
    assert found[0].cells == (
        "t2.normative_documents.in_force", "t2.normative_documents.repealed", "t2.normative_documents.made",
    )  # fmt: skip
    assert "= 13 for 2023" in found[0].message
    assert "= 11" in found[0].message
    assert found[0].sources == ("2022.txt", "2023.txt")


def test_years_with_a_gap_between_are_not_compared() -> None:
    late = report("2024.txt", "云川县水利局", 2024, brought=ZEROS, carried=ZEROS, stock=(0, 0, 1))
    (finding,) = panel([first(), late]).findings
    assert (finding.kind, finding.severity, finding.year) == ("missing_year", "note", 2024)


def test_both_versions_of_a_year_are_kept_and_the_later_one_is_compared() -> None:
    early = replace(first(carried=(1, 0, 0, 0, 0, 0, 1)), source="early.txt", published=Field("2023-01-09", 0, 1))
    late = replace(first(), source="late.txt", published=Field("2023-03-01", 0, 1))
    found = panel([late, early, second()])
    assert [(one.source, one.version, one.versions) for one in found.entries[:2]] == [
        ("early.txt", 1, 2),
        ("late.txt", 2, 2),
    ]
    assert [one.kind for one in found.findings] == ["versions_differ"]
    assert "t3.carried_forward.business" in found.findings[0].cells


def test_the_same_version_twice_gives_no_finding() -> None:
    assert panel([first(), replace(first(), source="copy.txt")]).findings == ()


def test_a_report_without_a_body_is_kept_and_told() -> None:
    found = panel([replace(first(), agency=None), second()])
    assert [one.source for one in found.entries] == ["2023.txt", "2022.txt"]
    assert [(one.kind, one.sources) for one in found.findings] == [("unplaced", ("2022.txt",))]


def family(parent_received: int) -> list[Report]:
    """Return the reports of a county and of two bureaus under it, whose totals are 12 and 14."""
    county = report("county.txt", "云川县人民政府", 2023, brought=ZEROS, carried=ZEROS, stock=(0, 0, 3))
    one = report("a.txt", "云川县水利局", 2023, brought=ZEROS, carried=ZEROS, stock=(0, 0, 1))
    other = report("b.txt", "云川县林业局", 2023, brought=ZEROS, carried=(2, 0, 0, 0, 0, 0, 2), stock=(0, 0, 2))
    cells = [
        cell._replace(value=parent_received) if cell.id == "t3.received.total" else cell
        for cell in county.cells
        if cell.id in ("t3.received.total", "t2.normative_documents.in_force")
    ]
    return [replace(county, cells=tuple(cells)), one, other]


CHILDREN = {"云川县人民政府": ["云川县水利局", "云川县林业局"]}


def test_a_parent_whose_figures_are_the_sum_gives_no_finding() -> None:
    assert panel(family(26), CHILDREN).findings == ()


def test_a_parent_whose_figures_are_not_the_sum_is_found() -> None:
    found = panel(family(27), CHILDREN).findings
    assert [(one.kind, one.body, one.cells) for one in found] == [
        ("sum_break", "云川县人民政府", ("t3.received.total",))
    ]
    assert "= 27 for 2023, the 2 bodies under it 26 together" in found[0].message


def test_with_a_child_missing_a_parent_may_have_more_but_not_less() -> None:
    county, one, _ = family(27)
    assert [finding.kind for finding in panel([county, one], CHILDREN).findings] == ["missing_child"]
    county, one, _ = family(11)
    assert [finding.kind for finding in panel([county, one], CHILDREN).findings] == ["missing_child", "sum_break"]


def test_forms_that_count_other_things_are_flagged_and_not_compared() -> None:
    old = replace(first(), form={"t2": "2019", "t3": "2021", "t4": "2021"})
    found = panel([old, second()]).findings
    assert [(one.kind, one.severity) for one in found] == [("forms_differ", "note")]
    assert found[0].rules == ("x.t2.stock.rules", "x.t2.stock.normative_documents")


def test_a_break_that_rests_on_a_cell_under_review_says_so() -> None:
    doubtful = first()
    cells = tuple(one._replace(review=True) if one.id == "t3.carried_forward.total" else one for one in doubtful.cells)
    later = second(brought=(1, 2, 0, 0, 0, 0, 3))
    found = {one.rules: one.review for one in panel([replace(doubtful, cells=cells), later]).findings}
    assert found == {("x.t3.carry.business",): False, ("x.t3.carry.total",): True}


def test_the_wide_panel_equals_one_written_by_hand() -> None:
    out = io.StringIO()
    wide.write_csv(panel([second(), first()]), out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    shown = ("body", "year", "version", "source", "form_t3", "t2.normative_documents.in_force",
             "t3.received.natural_person", "t3.received.total", "t3.brought_forward.total", "t3.carried_forward.total",
             "t3.denied.process_information.total")  # fmt: skip
    assert [[row[name] for name in shown] for row in rows] == [
        ["云川县水利局", "2022", "1", "2022.txt", "2021", "9", "3", "14", "0", "2", ""],
        ["云川县水利局", "2023", "1", "2023.txt", "2021", "10", "2", "12", "2", "0", ""],
    ]
    assert len(rows[0]) == 237


def test_words_in_a_cell_stand_in_a_column_of_their_own() -> None:
    worded = first()
    cells = tuple(
        one._replace(value="见附件") if one.id == "t2.normative_documents.made" else one for one in worded.cells
    )
    (row,) = wide.rows(panel([replace(worded, cells=cells)]))
    assert row["t2.normative_documents.made"] is None
    assert json.loads(row["words"]) == {"t2.normative_documents.made": "见附件"}


def test_entries_compare_bodies_by_name_in_one_width() -> None:
    one = Entry("云川 县（区）水利局", 2022, "a", 1, None, {}, {}, {})
    other = Entry("云川县(区)水利局", 2022, "b", 1, None, {}, {}, {})
    assert one.name == other.name


def odd() -> list[Report]:
    """Return reports of which a panel tells all that it can tell: among them one without a form, and one without a
    body, a cell in words, one unresolved, one derived and one blank."""
    early = replace(first(carried=(1, 0, 0, 0, 0, 0, 1)), source="early.txt", published=Field("2023-01-09", 0, 1))
    states: dict[str, dict[str, Any]] = {
        "t2.normative_documents.made": {"value": "见附件"},
        "t2.rules.made": {"value": 3, "state": "unresolved", "review": True},
        "t2.rules.repealed": {"value": 2, "state": "derived"},
        "t2.rules.in_force": {"value": None, "state": "blank"},
    }
    cells = tuple(one._replace(**states.get(one.id, {})) for one in second().cells)
    old = replace(report("2024.txt", "云川县水利局", 2024, brought=ZEROS, carried=ZEROS, stock=(0, 0, 1)), form=OLD)
    late = report("2026.txt", "云川县水利局", 2026, brought=ZEROS, carried=ZEROS, stock=(0, 0, 1))
    lost = replace(EXTRACTOR("今天天气很好。"), source="-")
    return [early, first(), replace(second(), cells=cells), old, late, replace(first(), agency=None), lost, *family(11)]


OLD: dict[TableId, str] = {"t2": "2019", "t3": "2019", "t4": "2019"}


def as_json(reports: Sequence[Report]) -> Any:
    """Return the panel of reports as it is read back from its JSON."""
    out = io.StringIO()
    wide.write_json(panel(reports, CHILDREN | {"云川县水利局": ["云川县水文站"]}), out)
    return json.loads(out.getvalue())


def test_the_schema_describes_all_that_a_panel_tells() -> None:
    written = as_json(odd())
    assert [error.message for error in validator("girml.panel").iter_errors(written)] == []
    assert {one["kind"] for one in written["findings"]} == {
        "year_break", "sum_break", "versions_differ", "forms_differ", "missing_year", "missing_child", "unplaced",
    }  # fmt: skip
    states = {cell["state"] for one in written["reports"] for cell in one["cells"].values()}
    assert states == {"read", "blank", "derived", "unresolved", "absent"}
    assert as_json([]) == {"schema": "girml-panel/1", "reports": [], "findings": []}
    assert validator("girml.panel").is_valid(as_json([]))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        pytest.param(["schema"], "girml/1", id="another contract"),
        pytest.param(["surplus"], 1, id="a key of its own"),
        pytest.param(["reports", 0, "surplus"], 1, id="a key of a report's own"),
        pytest.param(["reports", 0, "version"], 0, id="a version before the first"),
        pytest.param(["reports", 0, "published"], "9 January", id="a day in words"),
        pytest.param(["reports", 0, "form_t3"], "2023", id="a form that does not exist"),
        pytest.param(["reports", 0, "review"], True, id="no count of cells"),
        pytest.param(["reports", 0, "cells", "t9.a.b"], {"value": 1, "state": "read", "review": False}, id="no cell"),
        pytest.param(["reports", 0, "cells", "t2.rules.made", "state"], "guessed", id="a sixth state"),
        pytest.param(["reports", 0, "cells", "t2.rules.made", "value"], None, id="read without a value"),
        pytest.param(["reports", 0, "cells", "t2.rules.made", "state"], "blank", id="a blank with a value"),
        pytest.param(["reports", 0, "cells", "t2.rules.made", "state"], "unresolved", id="unresolved without review"),
        pytest.param(["findings", 0, "kind"], "hunch", id="a finding of unknown kind"),
        pytest.param(["findings", 0, "severity"], "fatal", id="an unknown severity"),
        pytest.param(["findings", 0, "message"], "", id="a finding without words"),
        pytest.param(["findings", 0, "cells"], ["total"], id="no id of a cell"),
    ],
)
def test_the_schema_refuses(path: list[str | int], value: object) -> None:
    written = as_json([first(), second(brought=(1, 2, 0, 0, 0, 0, 3))])
    assert validator("girml.panel").is_valid(written)
    place = written
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    assert not validator("girml.panel").is_valid(written)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two years of a bureau that do not go on from each other."""
    (tmp_path / "texts").mkdir()
    years = {
        2022: text("云川县水利局", 2022, brought=ZEROS, carried=(1, 1, 0, 0, 0, 0, 2), stock=(3, 1, 9)),
        2023: text("云川县水利局", 2023, brought=(1, 0, 0, 0, 0, 0, 1), carried=ZEROS, stock=(2, 1, 10)),
    }
    for year, own in years.items():
        (tmp_path / "texts" / f"{year}.txt").write_text(own, encoding="utf-8")
    return tmp_path


def test_the_command_writes_a_panel_in_each_format(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = str(folder / "texts")
    assert main(["extract", texts, "--panel"]) == 0
    assert "t3.brought_forward.total = 1 for 2023" in " ".join(capsys.readouterr().out.split())
    assert main(["extract", texts, "--panel", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["kind"] for one in found["findings"]] == ["year_break", "year_break"]
    assert found["reports"][1]["cells"]["t3.brought_forward.total"] == {"value": 1, "state": "read", "review": False}
    target = folder / "panel.parquet"
    assert main(["extract", texts, "--panel", "--format", "parquet", "-o", str(target)]) == 0
    import pyarrow.parquet as pq

    assert pq.read_table(target).column("t3.brought_forward.total").to_pylist() == [0.0, 1.0]


def test_the_command_reads_who_stands_under_whom(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "under.csv").write_text("parent,child\n云川县水利局,云川县林业局\n", encoding="utf-8")
    assert main(["extract", str(folder / "texts"), "--panel", "--children", str(folder / "under.csv")]) == 0
    assert "no report for 2022 is there of 云川县林业局" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("body,of\na,b\n", "has no columns parent and child"),
        ("parent,child\na,\n", "line 2: a parent or a child is missing"),
    ],
)
def test_a_file_of_children_that_tells_nothing_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], lines: str, message: str
) -> None:
    (folder / "under.csv").write_text(lines, encoding="utf-8")
    assert main(["extract", str(folder / "texts"), "--panel", "--children", str(folder / "under.csv")]) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--children", "x.csv"], "give --panel, too"),
        (["--panel", "--format", "jsonl"], "A panel is not written as jsonl"),
        (["--panel", "--children", "nowhere.csv"], "nowhere.csv cannot be read"),
    ],
)
def test_wrong_usage_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], options: list[str], message: str
) -> None:
    assert main(["extract", str(folder / "texts"), *options]) == 2
    assert message in capsys.readouterr().err
