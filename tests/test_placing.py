"""Hypotheses of a layout: which cells the entries of a row with blanks stand in, by what the full rows show."""

from collections.abc import Callable

import pytest

from girml.evidence import Evidence
from girml.forms import load
from girml.layout.columns import Ruler
from girml.layout.fields import by_thirds
from girml.layout.grid import by_columns
from girml.layout.heads import Head
from girml.layout.places import Row
from girml.layout.placing import hypotheses
from girml.layout.segments import TABLE_4, Entry, Segment
from girml.records import Mention, Reading, RowSpec, Tokens

Segments = Callable[[str], list[Segment]]
Tokenize = Callable[[str], Tokens]
Places = tuple[int, ...] | None
Placing = Callable[[str, Evidence], Places]


@pytest.fixture
def place(tokenize: Tokenize, segment: Segments) -> Placing:
    """Return a function from a source and an evidence to the places of the entries of the source's last row."""
    specs = {row.label: row for table in load("2021").tables.values() for row in table.rows}

    def placed(source: str, evidence: Evidence) -> Places:
        rows: list[Row] = [(specs[one.label], one) for one in segment(source) if one.label in specs]
        theories = [one for one in hypotheses(tokenize(source), rows, []) if one.evidence is evidence]
        return next((places for one in theories if (places := one.place(rows[-1])) is not None), None)

    return placed


HEADS = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"
R1, R2, R3 = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "四、结转下年度继续办理"
FULL = f"{R1}|1|2|3|4|5|6|21\n{R2}|1|1|1|1|1|1|6\n"
WIDE = (
    "一、本年新收政府信息公开申请数量      1    22     3     4     5     6    41\n"
    "二、上年结转政府信息公开申请数量     10     0     0     0     0     0    10\n"
)
"""Labels of sixteen characters, or thirty-two columns; the figures end every six columns after the first."""
GRANTED, PARTLY = "（一）予以公开", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"


def lines(label: str, *cells: str) -> str:
    """Return a row as text of its cells' markup: three line ends between two figures, two more for a blank."""
    return label + "\n\n" + "".join(f"\n {cell} \n\n" if cell else "\n\n" for cell in cells) + "\n\n\n"


SHOWN = (
    lines(R1, "1", "2", "3", "4", "5", "6", "21")
    + lines(R2, "1", "1", "1", "1", "1", "1", "6")
    + lines(GRANTED, "1", "", "3", "4", "", "", "8")
    + lines("1.属于国家秘密", "", "", "3", "4", "", "", "7")
)


@pytest.mark.parametrize(
    ("source", "evidence", "places"),
    [
        pytest.param(
            HEADS + "规章\t1\t2\t3\n行政规范性文件\t\t5\t\n", Evidence.FIXED_GRID, (1,),
            id="fields of the line, as in the full row",
        ),
        pytest.param(
            HEADS + "规章\t\t1\t\t2\t\t3\n行政规范性文件\t\t4\t\t\t\t5\n", Evidence.FIXED_GRID, (0, 2),
            id="double tabs",
        ),
        pytest.param(
            HEADS + "规章\t1\t2\t3\n行政规范性文件\t\t5\t\n", Evidence.FIELDS_FROM_LABEL, (1,),
            id="fields after the label",
        ),
        pytest.param(
            FULL + f"{R3}|||7||||7\n", Evidence.FIELDS_FROM_LABEL, (2, 6), id="pipes after the label",
        ),
        pytest.param(
            f"{WIDE}{R3}{7:>29}{7:>24}\n", Evidence.DISPLAY_COLUMNS, (2, 6), id="columns by display width",
        ),
        pytest.param(
            f"{WIDE}{R3}{7:>24}{7:>24}\n", Evidence.CODE_POINT_COLUMNS, (2, 6), id="columns by code points",
        ),
        pytest.param(
            "\n".join((R1, *"1234567", R2, *"1111117", R3)) + "\n\n7\n\n\n\n\n8\n", Evidence.COUNTED,
            (1, 6), id="an empty line for each blank",
        ),
        pytest.param(
            f"{R1} 1 2 3 4 5 6 21\n{R2} 1 1 1 1 1 1 6\n{R3}  7     7\n", Evidence.COUNTED, (1, 6),
            id="a space for each blank",
        ),
        pytest.param(
            SHOWN + lines(PARTLY, "", "", "3", "", "5", "", "8") + "\n", Evidence.COUNTED, (2, 4, 6),
            id="two line ends for each blank where three part figures",
        ),
        pytest.param(
            SHOWN + lines(PARTLY, "1", "1", "1", "1", "1", "1", "") + "\n", Evidence.COUNTED, (0, 1, 2, 3, 4, 5),
            id="blanks behind the last figure",
        ),
        pytest.param(
            f"{R1} 1 2 3 4 5 6 21\n{R2} 1 1 1 1 1 1 6\n{GRANTED} 7 \u00a0 \u00a01 1 1 \u00a0 10\n"
            f"{R3} 7 \u00a0 \u00a0 \u00a0 \u00a0 \u00a0 \u00a07\n",
            Evidence.COUNTED, (0, 6), id="a hard space for each blank, and one beside a figure",
        ),
        pytest.param(
            lines(R1, "5", "8", "", "3", "4", "", "2\n0") + lines(R2, "1", "", "", "", "", "", "1")
            + lines(GRANTED, "4", "", "", "3", "", "", "7") + lines(PARTLY, "2", "", "", "", "", "", "2") + "\n",
            Evidence.COUNTED, (0, 6), id="no row without a blank, and a number cut in two",
        ),
        pytest.param(
            SHOWN + lines(PARTLY, "3", "", "", "", "", "", "3").rstrip("\n") + "\n\n三、本年度办理结果\n",
            Evidence.COUNTED, (0, 6), id="less behind a row than behind full ones",
        ),
        pytest.param(
            f"| {R1} | 1   | 2   | 3   | 4   | 5   | 6   | 21  |\n| {R2} | 1   | 1   | 1   | 1   | 1   | 1   | 6   |\n"
            f"| | （一）予以公开                  | 7   | 7   | 0   | 0   | 0   | 0   |     |\n",
            Evidence.DISPLAY_COLUMNS, (0, 1, 2, 3, 4, 5), id="columns behind bars",
        ),
        pytest.param(
            f"{R1}||1||2||3||4||5||6||21||\n{R2}||1||1||1||1||1||1||6||\n{GRANTED}||||||3||||||||3||\n"
            f"1.属于国家秘密||4||||||||||||4||\n{PARTLY}||||4||||||||||4||\n",
            Evidence.COUNTED, (1, 6), id="double pipes on a line",
        ),
    ],
)  # fmt: skip
def test_entries_are_placed_as_the_full_rows_show(
    place: Placing, source: str, evidence: Evidence, places: Places
) -> None:
    assert place(source, evidence) == places


@pytest.mark.parametrize(
    ("source", "evidence"),
    [
        pytest.param(f"{R1} 1 2 3 4 5 6 21\n{R3} 7 7\n", Evidence.FIXED_GRID, id="no delimiters, no fields"),
        pytest.param(f"{R1} 1 2 3 4 5 6 21\n{R3} 7 7\n", Evidence.FIELDS_FROM_LABEL, id="no fields after the label"),
        pytest.param(FULL + f"{R3}|||||||||||7\n", Evidence.FIELDS_FROM_LABEL, id="a field beyond the last cell"),
        pytest.param(f"{R1} 1 2 3 4 5 6 21\n{R3} 7 7\n", Evidence.COUNTED, id="every gap the least: blanks unseen"),
        pytest.param(
            "\n".join((R1, *"1234567", R3, "7", "7")), Evidence.COUNTED, id="every line filled: blanks unseen"
        ),
        pytest.param(
            f"{R1}  1   22 3    4  5 6     21\n{R2} 1 1     1   1 1  1   6\n{R3}   7    7\n",
            Evidence.DISPLAY_COLUMNS,
            id="figures that line up nowhere",
        ),
        pytest.param(SHOWN + f"{PARTLY}\n\n\n 3 \n\n\n\n 3 \n", Evidence.COUNTED, id="half a blank's line ends"),
        pytest.param(
            lines(R1, "1", "2", "3", "4", "5", "6", "21") + lines(PARTLY, "", "3", "", "", "", "", "3"),
            Evidence.COUNTED,
            id="a short row without another that tells what a blank adds",
        ),
        pytest.param(f"{WIDE}{R3}{7:>29}{7:>30}\n", Evidence.DISPLAY_COLUMNS, id="a figure beyond the last column"),
        pytest.param(f"{WIDE}{R3}{7:>28}{7:>3}\n", Evidence.DISPLAY_COLUMNS, id="two figures at one column"),
    ],
)
def test_a_layout_that_shows_nothing_places_nothing(place: Placing, source: str, evidence: Evidence) -> None:
    assert place(source, evidence) is None


def test_the_metric_by_which_spaces_fill_lines_up_tells_the_columns(place: Placing) -> None:
    heads = "信息内容       本年制发件数 本年废止件数 现行有效件数 \n"
    rows = "规章          1      2      3      \n行政规范性文件                   4      \n"
    assert place(heads + rows, Evidence.CODE_POINT_COLUMNS) == (2,)
    assert place(heads + rows, Evidence.DISPLAY_COLUMNS) is None


def test_the_strongest_evidence_comes_first(tokenize: Tokenize, segment: Segments) -> None:
    source = f"{FULL}{R3}|||7||||7\n"
    row = load("2021").tables["t3"].rows[0]
    priors = [one.prior for one in hypotheses(tokenize(source), [(row, segment(source)[-1])], [])]
    assert priors == sorted(priors, reverse=True)
    assert len(priors) > 4


def test_figures_below_no_head_are_told_without_trying_every_choice(tokenize: Tokenize, segment: Segments) -> None:
    """Twenty stretches below none of four heads may each be any of three columns: a billion choices."""
    form = load("2021")
    specs = [row for row in form.tables["t3"].rows if len(row.cells) > 1][:20]
    source = f"{'':150}商业企业  科研机构  其他  总计\n" + "".join(
        f"{form.labels[spec.label].texts[0]:{150 + 40 + 4 * number}}7\n" for number, spec in enumerate(specs)
    )
    by_label = {one.label: one for one in segment(source)}
    rows: list[Row] = [(spec, by_label[spec.label]) for spec in specs]
    keys = ("business", "research", "other_organisation", "total")
    heads = [Head(f"l.t3.col.{key}", number, number) for number, key in enumerate(keys)]
    found = by_columns(Ruler(tokenize(source)), rows, heads)
    assert [found.in_all(row) for row in rows] == [None] * 20


def table_4(*lines: str) -> Row:
    """Return the row of table 4 as it stands in some lines of fields, the first of them empty."""
    cells = tuple(cell for row in load("2021").tables["t4"].rows for cell in row.cells)
    entries = [
        Entry("figure" if text else "empty", Reading("read" if text else "blank"), 0, line, field, 0, 0, text)
        for line, fields in enumerate(lines)
        for field, text in enumerate(fields.split("|"))
        if field
    ]
    printed = [one for one in entries if one.kind != "empty"]
    return RowSpec(TABLE_4, "", None, cells), Segment(TABLE_4, Mention("column", 0, 0, 0, 0, 1.0), 0, entries, printed)


@pytest.mark.parametrize(
    ("lines", "places"),
    [
        pytest.param(("|0|0|0|0|", "|1||||1", "||||0|"), (0, 1, 2, 3, 5, 9, 13), id="a line for each third"),
        pytest.param(("|0|0|0|0|", "|1||||1"), None, id="one third is missing"),
        pytest.param(("|0|0|0|0||0", "|1||||1", "||||0|"), None, id="more fields than a third has cells"),
        pytest.param(("0", "1", "2"), None, id="no fields"),
    ],
)
def test_table_4_in_thirds_is_placed_line_by_line(lines: tuple[str, ...], places: Places) -> None:
    assert by_thirds(table_4(*lines)) == places
