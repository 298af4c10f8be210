"""Whole tables as converters leave them, read by the extractor that learned nothing: blanks seen by lines, columns and
heads, numbers cut in two, rows torn apart, runs."""

from collections.abc import Mapping

import pytest

import girml
from girml.pipeline import Extractor
from girml.records import Value
from girml.text.width import display_width

R1, R2, R3, R4 = (
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（七）总计",
    "四、结转下年度继续办理",
)
GRANTED, PARTLY = "（一）予以公开", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
HEADS = "自然人\n法人或其他组织\n总计\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n"
BLANK = None


def read(extractor: Extractor, text: str) -> Mapping[str, list[Value]]:
    """Return the values of table 3 by the last part of the row's id; "?" for what is unresolved."""
    found: dict[str, list[Value]] = {}
    for cell in extractor(f"三、收到和处理政府信息公开申请情况\n{text}").cells:
        if cell.id.startswith("t3."):
            row = cell.id.rpartition(".")[0].removeprefix("t3.")
            found.setdefault(row, []).append("?" if cell.state == "unresolved" else cell.value)
    return found


def apart(label: str, *figures: str, by: str = "\n\n\n") -> str:
    return by.join((label, *figures)) + by


def test_a_line_with_a_hard_space_alone_is_a_blank_cell(extractor: Extractor) -> None:
    blank = "\u00a0"
    text = HEADS + "".join(
        apart(label, *[blank] * 6, total, by="\n") for label, total in ((R1, "5"), (R2, "1"), (R3, "6"), (R4, "0"))
    )
    found = read(extractor, text)
    assert found["received"] == [*[BLANK] * 6, 5]
    assert found["carried_forward"] == [*[BLANK] * 6, 0]


def test_a_hard_space_alone_between_spaces_is_a_blank_cell_and_one_beside_a_figure_is_none(
    extractor: Extractor,
) -> None:
    rows = ((R1, "\u00a05"), (R2, "1\u00a0"), (R3, "6"), (R4, "\u00a00\u00a0"))
    text = HEADS + "".join(apart(label, *["\u00a0"] * 6, total, by="   ") for label, total in rows)
    found = read(extractor, text)
    assert found["received"] == [*[BLANK] * 6, 5]
    assert found["carried_forward"] == [*[BLANK] * 6, 0]


def test_a_sign_that_stands_before_its_digits_belongs_to_them(extractor: Extractor) -> None:
    text = "二、主动公开政府信息情况\n\n\n信息内容\n\n\n上一年项目数量\n\n\n本年增/减\n\n\n处理决定数量\n\n\n"
    text += "行政许可\n\n\n10\n\n\n减\n4\n\n\n3\n\n\n行政处罚\n\n\n8\n\n\n+\n2\n\n\n1\n\n\n"
    text += "行政强制\n\n\n5\n\n\n-\n3\n\n\n2\n\n\n行政事业性收费\n\n\n17\n\n\n-\n11\n\n\n三、收到和处理申请情况\n\n\n"
    text += HEADS + "".join(apart(label, *"3000014") for label in (R1, R2, R3, R4))
    cells = {cell.id: cell for cell in extractor(text).cells}
    assert [cells[f"t2.{row}.change"].value for row in ("licences", "penalties", "coercion", "fees")] == [
        -4,
        2,
        -3,
        -11,
    ]
    fees = cells["t2.fees.change"]
    assert (fees.text, text[fees.start : fees.end]) == ("-\n11", "-\n11")
    assert [text[start:end] for start, end in fees.parts or ()] == ["-", "11"]


def test_a_number_in_parts_among_words_is_told_by_its_digits() -> None:
    text = "二、主动公开政府信息情况\n\n\n信息内容\n\n\n上一年项目数量\n\n\n本年增/减\n\n\n处理决定数量\n\n\n"
    text += "行政许可\n\n\n10\n\n\n2\n5\n项划转\n\n\n3\n\n\n行政处罚\n\n\n8\n\n\n2\n\n\n1\n\n\n"
    text += "行政强制\n\n\n5\n\n\n0\n\n\n2\n\n\n三、收到和处理申请情况\n\n\n"
    text += HEADS + "".join(apart(label, *"3000014") for label in (R1, R2, R3, R4))
    cell = next(cell for cell in girml.load()(text).cells if cell.id == "t2.licences.change")
    assert (cell.value, cell.text) == ("25项划转", "2\n5\n项划转")


def test_marks_of_bold_print_are_no_part_of_words(extractor: Extractor) -> None:
    text = "二、主动公开政府信息情况\n信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n"
    text += "行政许可\t10\t**无变化**\t3\n行政处罚\t8\t2\t1\n行政强制\t5\t0\t2\n"
    cell = next(cell for cell in extractor(text).cells if cell.id == "t2.licences.change")
    assert (cell.value, cell.text) == ("无变化", "无变化")
    assert text[cell.start : cell.end] == "无变化"


def test_a_number_cut_beside_zeros_is_joined_or_held_in_doubt(extractor: Extractor) -> None:
    text = "二、主动公开政府信息情况\n信息内容\n上一年项目数量\n本年增/减\n处理决定数量\n行政许可\n0\n0\n57\n9\n"
    text += "行政处罚\n8\n2\n1\n行政强制\n5\n0\n2\n"
    cells = {cell.id: cell for cell in extractor(text).cells}
    assert cells["t2.licences.decisions"].review
    assert 579 in (cells["t2.licences.decisions"].value, *cells["t2.licences.decisions"].alternatives)


def test_a_number_that_fewer_line_ends_cut_than_part_figures_is_one(extractor: Extractor) -> None:
    text = HEADS + apart(R1, "8\n4", "10", "0", "0", "0", "0", "94") + apart(R2, "1", "0", "0", "0", "0", "0", "1")
    found = read(extractor, text + apart(R4, "5", "0", "0", "0", "0", "0", "5"))
    assert found["received"] == [84, 10, 0, 0, 0, 0, 94]


def test_label_columns_left_empty_add_to_the_row_before(extractor: Extractor) -> None:
    def row(label: str, total: str, after: int) -> str:
        return label + "\n" * 7 + total + "\n" * after

    rules = "二、主动公开政府信息情况\n行政许可\n3\n行政处罚\n4\n行政强制\n5\n"
    text = row(R1, "9", 1) + row(R2, "0", 1) + "三、本年度办理结果\n" + row(GRANTED, "4", 2) + row(PARTLY, "0", 2)
    text += "（三）不予公开\n" + row("1.属于国家秘密", "3", 3) + row("2.其他法律行政法规禁止公开", "1", 3)
    text += row("3.危及“三安全一稳定”", "1", 2) + row(R3, "9", 1) + row(R4, "0", 1)
    cells = extractor(f"{rules}三、收到和处理政府信息公开申请情况\n{text}").cells
    found = {cell.id: (cell.state, cell.value) for cell in cells}
    assert found["t3.denied.state_secret.total"] == ("read", 3)
    assert found["t3.denied.state_secret.natural_person"] == ("blank", None)


COLUMNS = (40, 48, 58, 68, 82, 96, 102)
OVER = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")


def line(label: str, pieces: Mapping[int, str]) -> str:
    """Return a line with a label and pieces at display columns."""
    found = label
    for column, piece in pieces.items():
        found += " " * (column - display_width(found)) + piece
    return found + "\n"


def test_figures_stand_under_the_heads_that_line_up_though_no_row_is_full(extractor: Extractor) -> None:
    text = line("", dict(zip(COLUMNS, OVER, strict=True)))
    text += line(R1, {41: "7", 49: "1", 103: "8"}) + line(R2, {49: "2", 103: "2"}) + line(R3, {41: "7", 103: "10"})
    found = read(extractor, text + line(R4, {103: "0"}))
    assert found["received"] == [7, 1, *[BLANK] * 4, 8]
    assert found["brought_forward"] == [BLANK, 2, *[BLANK] * 4, 2]
    assert found["carried_forward"] == [*[BLANK] * 6, 0]


def test_heads_over_the_labels_tell_of_no_column(extractor: Extractor) -> None:
    shifted = dict(zip((2, *COLUMNS[:-1]), OVER, strict=True))
    text = line("", shifted) + line(R1, {41: "7", 49: "1"}) + line(R2, {49: "2"}) + line(R3, {41: "7"})
    assert read(extractor, text + line(R4, {49: "0"}))["received"] == ["?"] * 7


def test_a_torn_table_is_read_by_all_its_figures(extractor: Extractor) -> None:
    first, second = [1, 0, 2, 0, 0, 0, 3], [4, 0, 0, 0, 0, 1, 5]
    third, fourth = [5, 0, 2, 0, 0, 1, 8], [0] * 7
    figures = "\n".join(map(str, first + second)) + "\n"
    rest = "\n".join(map(str, third + fourth)) + "\n"
    found = read(extractor, f"{HEADS}{R1}\n{R2}\n{figures}{R3}\n{R4}\n{rest}")
    assert [found[row] for row in ("received", "brought_forward", "processed", "carried_forward")] == [
        first,
        second,
        third,
        fourth,
    ]


def test_a_row_gives_the_figures_of_a_second_line_to_the_row_without_any(extractor: Extractor) -> None:
    one, zeros = " 1 0 0 0 0 0 1\n", "0 0 0 0 0 0 0\n"
    found = read(extractor, f"{R1}{one}{R2} {zeros}{GRANTED}{one}{zeros}{PARTLY}\n{R3}{one}")
    assert found["granted"] == [1, 0, 0, 0, 0, 0, 1]
    assert found["partly_granted"] == [0] * 7


@pytest.mark.parametrize(
    ("run", "figures"),
    [
        pytest.param("640020470", [64, 0, 0, 2, 0, 4, 70], id="digits"),
        pytest.param("64002件0470", [64, 0, 0, 2, 0, 4, 70], id="a unit ends a figure"),
        pytest.param("64无无2无4件70", [64, BLANK, BLANK, 2, BLANK, 4, 70], id="nil marks and a unit"),
        pytest.param("1,031216282838531,394", [1031, 216, 28, 28, 38, 53, 1394], id="thousands"),
    ],
)
def test_a_run_is_cut_by_its_total(extractor: Extractor, run: str, figures: list[Value]) -> None:
    found = read(extractor, f"{R1}{run}{R2}0000000（一）予以公开0000000{R4}0000000")
    assert found["received"] == figures


def test_what_a_space_joins_is_parted_where_a_row_lacks_as_many(extractor: Extractor) -> None:
    heads = "二、主动公开政府信息情况\n上一年项目数量 本年增/减 处理决定数量\n"
    text = f"{heads}行政许可 3 无变化 120\n其他对外管理服务事项 1 增1 0\n"
    found = {cell.id: cell.value for cell in extractor(text).cells}
    assert [found[f"t2.licences.{one}"] for one in ("last_year_items", "change", "decisions")] == [3, "无变化", 120]
