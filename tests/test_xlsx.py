"""Workbooks: the form as it is printed with every value, doubts that show, nothing that runs, the limits kept."""

import io
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell import Cell as Square
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

import girml
from girml.forms import load
from girml.records import Cell, Field, Finding, Report, Value
from girml.view import Reason
from girml.writers.xlsx.styles import INKS
from girml.writers.xlsx.tables import CELLS, Sheets
from girml.writers.xlsx.texts import held, sheet_name
from girml.writers.xlsx.workbook import MOST_FORMS, write
from tests.commands import calling

EXAMPLES = Path(__file__).parent.parent / "examples"
NAMES = ("cells_nbsp", "cells_plain", "pipes_blank", "spaces_2019", "tabs")
TABS, SPACES = "2022 卫辉市民政局", "2020 汉中市民政局"
LABELS = {label.texts[0] for form in ("2019", "2021") for label in load(form).labels.values()}
SOFFICE = shutil.which("soffice")


@cache
def example(name: str) -> Report:
    """Return the report of an example."""
    return girml.load("deterministic").read((EXAMPLES / f"{name}.txt").read_bytes(), f"{name}.txt")[0]


def written(*reports: Report) -> bytes:
    """Return the bytes of the workbook of reports."""
    out = io.BytesIO()
    write(reports, out)
    return out.getvalue()


def opened(*reports: Report) -> Workbook:
    """Return the workbook of reports as another library reads it."""
    return openpyxl.load_workbook(io.BytesIO(written(*reports)))


@cache
def examples() -> Workbook:
    """Return the workbook of all examples."""
    return opened(*map(example, NAMES))


def made(value: Value, **others: Any) -> Cell:
    """Return a read cell with some fields changed."""
    text = None if value is None else str(value)
    return Cell("", value, text, 10, 11, None, None, "read", 0.999, False)._replace(**others)


def squares(sheet: Worksheet) -> dict[str, Square]:
    """Return the squares of the cells of a form in the order in which they are printed, by the ids of its cells."""
    tops = {merged.coord.split(":")[0] for merged in sheet.merged_cells.ranges}
    parts = {square for merged in sheet.merged_cells.ranges for row in merged.cells for square in [row]}
    coordinates = {(sheet[top].row, sheet[top].column) for top in tops}
    found = [
        square
        for row in sheet.iter_rows(min_row=3, max_row=sheet.max_row - 2)
        for square in row
        if square.border.left.style and square.value not in LABELS
        if (square.row, square.column) in coordinates or (square.row, square.column) not in parts
    ]
    ids = [cell.id for cell in example("spaces_2019" if len(found) == 198 else "tabs").cells]
    return dict(zip(ids, found, strict=True))


def test_every_cell_stands_in_its_place_of_the_form() -> None:
    for name, title in (("tabs", TABS), ("spaces_2019", SPACES)):
        found = squares(examples()[title])
        assert {key: square.value for key, square in found.items()} == {
            cell.id: cell.value for cell in example(name).cells
        }


def test_the_form_is_printed_with_its_heads_and_on_one_page() -> None:
    sheet = examples()[TABS]
    assert sheet["A1"].value == "卫辉市民政局2022年政府信息公开工作年度报告"
    assert "tabs.txt" in sheet["A2"].value
    assert [sheet[f"A{row}"].value for row in (3, 19)] == [
        "二、主动公开政府信息情况（2021 年格式）",
        "三、收到和处理政府信息公开申请情况（2021 年格式）",
    ]
    assert sheet["N19"].value == "单位：件"
    merged = {str(one): sheet[str(one).split(":")[0]].value for one in sheet.merged_cells.ranges}
    assert merged["A20:H22"] == "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    assert merged["I20:O20"] == "申请人情况"
    assert merged["J21:N21"] == "法人或其他组织"
    assert merged["A25:A46"] == "三、本年度办理结果"
    assert merged["B27:B34"] == "（三）不予公开"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight or 1) == (1, 1)


STATES: dict[str, tuple[Cell, Value, str, Reason | None]] = {
    "zero": (made(0), 0, "0", None),
    "twelve digits": (made(123456789012), 123456789012, "0", None),
    "less": (made(-8, text="减8"), -8, "0", None),
    "decimals as printed": (made(12.3, text="12.30"), 12.3, "0.00", None),
    "a unit": (made(0.5, text="0.5元", unit="元"), 0.5, '0.0"元"', None),
    "words": (made("=1+1"), "=1+1", "@", None),
    "an empty cell": (made(None, state="blank", text=""), None, "@", None),
    "a nil mark": (made(None, state="blank", text="-"), "-", "@", None),
    "absent": (made(None, state="absent", text=None), "∅", "@", "absent"),
    "unresolved": (
        made(64, state="unresolved", text=None, review=True, confidence=0.61, alternatives=(64, None)),
        "64 / 空白", '@" ?"', "unresolved",
    ),
    "derived": (made(7, state="derived", text=None, rules=("c.x",)), 7, '0" ="', "derived"),
    "unsure": (made(7, review=True), 7, '0" ~"', "low"),
    "a remark": (made(22, text="22（其中修订16件）"), 22, "0", None),
}  # fmt: skip
"""A cell in each state: what stands in its square, the number format, the reason that colours it."""


@cache
def in_all_states() -> dict[str, Square]:
    """Return the square of a cell in each state."""
    report = example("tabs")
    ids = dict(zip(STATES, [cell.id for cell in report.cells], strict=False))
    cells = [one[0]._replace(id=ids[name]) for name, one in STATES.items()]
    odd = replace(report, cells=(*cells, *report.cells[len(cells) :]))
    found = squares(opened(odd)[TABS])
    return {name: found[cell_id] for name, cell_id in ids.items()}


@pytest.mark.parametrize("state", STATES)
def test_each_state_looks_its_own_way(state: str) -> None:
    _, value, number_format, reason = STATES[state]
    square = in_all_states()[state]
    assert (square.value, square.number_format) == (value, number_format)
    assert square.data_type != "f"
    assert square.fill.fgColor.rgb == (f"FF{INKS[reason][1][1:]}" if reason else "00000000")


def test_a_comment_tells_reason_confidence_and_rules() -> None:
    found = squares(examples()[SPACES])
    told = found["t3.processed.total"].comment
    assert told is not None
    parts = ("疑似误印 misprint", "60.00%", "suggest: 4", "c.t3.balance.total: 4 ≠ 8", "t3.processed.total [3440:3441]")
    assert [part for part in parts if part not in told.text] == []
    assert found["t3.received.total"].comment is None


def test_the_rules_that_fail_stand_under_the_tables() -> None:
    lines = [str(row[0].value) for row in examples()[SPACES].iter_rows(min_row=53)]
    assert [line for line in lines if "≠ 8" in line] == [
        "新收 + 上年结转 = 办理总计 + 结转下年度（自然人）：4 ≠ 8",
        "新收 + 上年结转 = 办理总计 + 结转下年度（总计）：4 ≠ 8",
        "各项办理结果之和 = （七）总计（自然人）：4 ≠ 8",
        "各项办理结果之和 = （七）总计（总计）：4 ≠ 8",
    ]


def test_a_comment_tells_what_else_a_cell_may_be() -> None:
    told = in_all_states()["unresolved"].comment
    assert told is not None
    assert "未定 unresolved" in told.text
    assert "alternatives: 64, 空白" in told.text


def test_a_figure_that_is_printed_otherwise_has_its_words_in_a_comment() -> None:
    told = {name: square.comment.text for name, square in in_all_states().items() if square.comment}
    assert told.keys() == {"less", "a remark", "unresolved", "derived", "unsure"}
    assert told["a remark"] == "原文：22（其中修订16件）"
    assert told["less"] == "原文：减8"


def rows(book: Workbook, name: str) -> list[dict[str, object]]:
    """Return the rows of a tidy sheet by the names of its columns."""
    head, *others = book[name].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in others]


def test_the_tidy_sheets_hold_every_cell_check_and_finding() -> None:
    reports = [example(name) for name in NAMES]
    book = examples()
    cells = rows(book, "cells")
    assert tuple(cells[0]) == CELLS
    assert len(cells) == 998
    assert [row["value_number"] for row in cells] == [
        None if isinstance(cell.value, str) else cell.value for report in reports for cell in report.cells
    ]
    assert [row["review"] for row in cells] == [cell.review for report in reports for cell in report.cells]
    misprint = next(row for row in cells if row["source"] == "spaces_2019.txt" and row["id"] == "t3.processed.total")
    assert (misprint["state"], misprint["confidence"], misprint["suggested"]) == ("read", 0.6, 4)
    failing = [(row["id"], row["left"], row["right"]) for row in rows(book, "checks") if row["holds"] is False]
    assert ("c.t3.balance.total", 4, 8) in failing
    assert len(failing) == 4
    assert [row["kind"] for row in rows(book, "findings")] == ["misprint"]


def test_the_first_sheet_lists_the_reports_and_leads_to_their_forms() -> None:
    book = examples()
    assert book.sheetnames == [
        "reports",
        "2022 乌鲁木齐市民政局",
        "2021 通辽市民族事务委员会",
        "2024 pipes_blank",
        SPACES,
        TABS,
        "cells",
        "checks",
        "findings",
    ]
    listed = rows(book, "reports")
    assert [(row["source"], row["cells"], row["failed"]) for row in listed][3] == ("spaces_2019.txt", 198, 4)
    links = [row[0].hyperlink.location for row in book["reports"].iter_rows(min_row=2)]
    assert links == [f"'{name}'!A1" for name in book.sheetnames[1:6]]


def test_one_report_opens_at_its_form() -> None:
    assert opened(example("tabs")).active.title == TABS


def test_a_text_without_a_form_is_listed_and_has_no_sheet() -> None:
    book = opened(girml.load("deterministic")("今天天气很好。"))
    assert book.sheetnames == ["reports", "cells", "checks", "findings"]
    assert rows(book, "findings")[0]["kind"] == "no_form"


DANGEROUS = [
    "=1+1", "+1", "-1+2", "@SUM(A1)", '=HYPERLINK("http://a.b")', "{=1}", "http://a.b", "TRUE", "12", "'", " a ",
    "<b>&", "\t=1", "e\u0301🙂\U00020000", "\u2028\x85\ufeff", "_x0041_",
]  # fmt: skip


@pytest.mark.parametrize("count", [pytest.param(1, id="with forms"), pytest.param(MOST_FORMS + 1, id="streamed")])
def test_a_text_stays_the_text_that_it_is(count: int) -> None:
    findings = tuple(Finding("extra_row", text) for text in DANGEROUS)
    report = Report(DANGEROUS[0], "0" * 64, "utf-8", 1, 1, 0, 9, "m", agency=Field("=A1", 0, 3), findings=findings)
    book = opened(report, *[replace(report, findings=())] * (count - 1))
    sheet = book["findings"]
    found = [sheet.cell(row, 4) for row in range(2, len(DANGEROUS) + 2)]
    assert [str(square.value).replace("_x005F_", "_") for square in found] == DANGEROUS
    assert {square.data_type for square in found} == {"s"}
    assert (rows(book, "reports")[0]["source"], rows(book, "reports")[0]["agency"]) == ("=1+1", "=A1")


def test_markup_in_a_text_cannot_break_the_workbook() -> None:
    report = replace(example("tabs"), source="<r><x></r>", findings=(Finding("extra_row", "<r></broken></r>"),))
    book = opened(report)
    assert rows(book, "reports")[0]["source"] == "<r><x></r> "
    assert rows(book, "findings")[0]["message"] == "<r></broken></r> "


@pytest.mark.parametrize(
    "text", [pytest.param("规" * 40_000, id="wide"), pytest.param("🙂" * 20_000, id="of two units each")]
)
def test_a_text_too_long_for_a_cell_is_cut_and_says_so(text: str) -> None:
    kept = held(text)
    assert len(kept.encode("utf-16-le")) // 2 in (32_766, 32_767)
    assert kept.endswith(f"…（原文共 {len(text):,} 字，此处截断 / cut here, of {len(text):,} characters）")
    assert held(text[:16_000]) == text[:16_000]


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        pytest.param(
            ["2022 某局", "2022 某局", "2022 某局"], ["2022 某局", "2022 某局 2", "2022 某局 3"], id="the same"
        ),
        pytest.param(["a", "A"], ["a", "A 2"], id="the same but for case"),
        pytest.param(["[a]:b*?/\\'c"], ["a b c"], id="signs that no name may have"),
        pytest.param(["x" * 40, "x" * 40], ["x" * 31, "x" * 29 + " 2"], id="too long"),
        pytest.param(["🙂" * 20], ["🙂" * 15], id="of two units each"),
        pytest.param(["", "\x00", "History"], ["report", "report 2", "History 2"], id="empty and reserved"),
    ],
)
def test_names_of_sheets_are_legal_and_told_apart(wanted: Sequence[str], names: Sequence[str]) -> None:
    taken: set[str] = set()
    assert [sheet_name(one, taken) for one in wanted] == names


def test_a_form_never_takes_the_name_of_a_tidy_sheet() -> None:
    report = replace(example("tabs"), agency=Field("cells", 0, 5), year=None)
    assert opened(report).sheetnames == ["reports", "cells 2", "cells", "checks", "findings"]


def test_a_table_goes_on_in_a_further_sheet_where_one_is_full() -> None:
    import xlsxwriter

    from girml.writers.xlsx.styles import Styles

    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        table = Sheets(book, Styles(book), "cells", ("a", "b"), set(), most=3)
        for number in range(5):
            table.write((number, "x"))
        table.finish()
    found = openpyxl.load_workbook(out)
    assert [[row[0] for row in sheet.iter_rows(values_only=True)] for sheet in found] == [
        ["a", 0, 1], ["a", 2, 3], ["a", 4],
    ]  # fmt: skip
    assert found.sheetnames == ["cells", "cells 2", "cells 3"]


def test_too_many_reports_get_tables_alone_and_a_word_that_says_so() -> None:
    short = replace(example("tabs"), cells=example("tabs").cells[:1], checks=())
    out = io.BytesIO()
    assert not write([short] * (MOST_FORMS + 1), out)
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["note", "reports", "cells", "checks", "findings"]
    assert "500" in book["note"]["A2"].value
    assert len(rows(book, "reports")) == len(rows(book, "cells")) == 501


def test_the_same_reports_give_the_same_bytes() -> None:
    reports = [example(name) for name in NAMES]
    assert written(*reports) == written(*reports)


def test_no_time_of_day_is_told() -> None:
    properties = opened(example("tabs")).properties
    assert {properties.created.isoformat(), properties.modified.isoformat()} == {"1980-01-01T00:00:00"}


def test_the_command_writes_a_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = calling(capsys)
    target = str(tmp_path / "a.xlsx")
    assert run("extract", str(EXAMPLES), "--format", "xlsx", "-o", target) == (0, "", "")
    assert len(openpyxl.load_workbook(target, read_only=True).sheetnames) == 9
    status, _, said = run("extract", str(EXAMPLES), "--format", "xlsx")
    assert (status, said) == (2, "girml: xlsx is no text for a terminal or a pipe: name a file with -o.\n")


@pytest.mark.heavy
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice's soffice is not installed (libreoffice-calc-nogui).")
def test_libreoffice_reads_every_square_and_comment_as_it_was_written(tmp_path: Path) -> None:
    findings = tuple(Finding("extra_row", text) for text in [*DANGEROUS[:-1], "a\nb"])
    odd = replace(example("tabs"), findings=findings)
    (tmp_path / "a.xlsx").write_bytes(written(example("spaces_2019"), example("pipes_blank"), odd))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    command += ["--outdir", str(tmp_path / "back"), str(tmp_path / "a.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    ours, theirs = (openpyxl.load_workbook(tmp_path / name, data_only=True) for name in ("a.xlsx", "back/a.xlsx"))
    assert theirs.sheetnames == ours.sheetnames
    for name in ours.sheetnames:
        for found, expected in zip(read_back(theirs[name]), read_back(ours[name]), strict=True):
            assert found == expected


def read_back(sheet: Worksheet) -> tuple[dict[str, object], dict[str, str], set[str]]:
    """Return the values and comments of a sheet by their squares, and its merged areas."""
    filled = [square for row in sheet.iter_rows() for square in row if square.value is not None or square.comment]
    values = {square.coordinate: square.value for square in filled}
    comments = {square.coordinate: square.comment.text for square in filled if square.comment}
    return values, comments, {str(one) for one in sheet.merged_cells.ranges}
