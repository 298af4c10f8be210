"""Candidate readings of one row: in order, runs of digits, joined numbers, blanks without a trace."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from girml.evidence import Evidence
from girml.forms import load
from girml.layout import read_tables
from girml.layout.candidates import Glue, candidates
from girml.layout.proving import local_rules
from girml.layout.segments import Entry, Segment
from girml.records import Candidate, Mention, Reading, Tokens, Value

Read = Callable[[str], tuple[Candidate, ...]]

RECEIVED = "一、本年新收政府信息公开申请数量"
DOCUMENTS = "行政规范性文件"


@pytest.fixture
def read(tokenize: Callable[[str], Tokens], segment: Callable[[str], list[Segment]]) -> Read:
    """Return a function from a source to the candidates of its first row, by the form of 2021."""

    def first(source: str) -> tuple[Candidate, ...]:
        tables = read_tables(tokenize(source), segment(source), {"t2": "2021", "t3": "2021"}, [])
        return tables[0].rows[0].candidates

    return first


def values(found: tuple[Candidate, ...]) -> list[tuple[Value, ...]]:
    """Return the values of each candidate."""
    return [tuple(reading.value for reading in one.readings) for one in found]


def test_one_entry_a_cell_is_read_in_order_and_no_other_way(read: Read) -> None:
    found = read(f"{RECEIVED} 64 0 - 2 0 4 70")
    assert values(found) == [(64, 0, None, 2, 0, 4, 70)]
    assert (found[0].evidence, found[0].score) == (Evidence.IN_ORDER, 0.0)
    assert found[0].readings[0] == Reading("read", 64, "64", 17, 19)
    assert found[0].readings[2] == Reading("blank", None, "-", 22, 23)


def test_nothing_beside_the_label_is_a_row_of_blanks(read: Read) -> None:
    found = read(f"{RECEIVED}\n二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0")
    assert [one.evidence for one in found] == [Evidence.NOTHING]
    assert found[0].readings == (Reading("blank"),) * 7


def test_empty_cells_lend_a_row_of_blanks_their_places(read: Read) -> None:
    found = read(f"| {DOCUMENTS} | | | |\n| 行政许可 | 3 |")
    assert [(one.state, one.start, one.end) for one in found[0].readings] == [
        ("blank", 11, 11),
        ("blank", 13, 13),
        ("blank", 15, 15),
    ]


@pytest.mark.parametrize(
    ("source", "figures"),
    [
        pytest.param(f"{RECEIVED}640020470", (64, 0, 0, 2, 0, 4, 70), id="by the total of the row"),
        pytest.param(f"{RECEIVED}0000000", (0, 0, 0, 0, 0, 0, 0), id="zeros"),
        pytest.param(f"{RECEIVED}1000000001000", (1000, 0, 0, 0, 0, 0, 1000), id="a figure of four digits"),
        pytest.param(f"{DOCUMENTS}00106", (0, 0, 106), id="by its zeros, without a rule"),
        pytest.param(f"{DOCUMENTS}123", (1, 2, 3), id="a digit a cell"),
    ],
)
def test_a_run_of_digits_that_splits_in_one_way_is_decided(read: Read, source: str, figures: tuple[int, ...]) -> None:
    found = read(source)
    assert values(found) == [figures]
    assert found[0].evidence is Evidence.RUN


@pytest.mark.parametrize(
    ("run", "figures"),
    [
        pytest.param("4无无无无无4", [(4, None, None, None, None, None, 4)], id="figures between marks"),
        pytest.param("无无无无无无无", [(None,) * 7], id="marks alone"),
        pytest.param("///////", [(None,) * 7], id="strokes alone"),
        pytest.param(
            "121无11无15", [(12, 1, None, 1, 1, None, 15), (1, 2, 1, None, 11, None, 15)], id="runs between marks"
        ),
        pytest.param(
            "11无无无无22",
            [(11, None, None, None, None, 2, 2), (1, 1, None, None, None, None, 22)],
            id="runs that no total fits: every cut stays open",
        ),
    ],
)
def test_a_run_of_digits_and_nil_marks_has_one_of_them_in_each_cell(
    run: str, figures: list[tuple[int | None, ...]]
) -> None:
    entry = Entry("words", Reading("read", run, run, 0, len(run)), 0, 0, 0, 0, 0, run)
    table = load("2021").tables["t3"]
    [row] = [row for row in table.rows if row.id == "t3.received"]
    segment = Segment(row.label, Mention("row", 0, 0, 0, 0, 1.0), 0, [entry], [entry])
    found = [
        one
        for one in candidates((row, segment), [], local_rules(table, row), Glue.ALL_PRINTED)
        if one.evidence is Evidence.RUN
    ]
    assert values(tuple(found)) == figures
    assert all(one.state == ("read" if one.value is not None else "blank") for way in found for one in way.readings)
    assert all(one.text == run[one.start : one.end] for way in found for one in way.readings)


def test_the_parts_of_a_run_stand_one_after_the_other(read: Read) -> None:
    (one,) = read(f"{RECEIVED}640020470")
    assert [(part.text, part.start, part.end) for part in one.readings] == [
        ("64", 16, 18),
        ("0", 18, 19),
        ("0", 19, 20),
        ("2", 20, 21),
        ("0", 21, 22),
        ("4", 22, 23),
        ("70", 23, 25),
    ]


def test_a_character_that_shows_nothing_within_a_run_moves_the_places_after_it(read: Read) -> None:
    source = f"{RECEIVED}6400\u200b20470"
    (one,) = read(source)
    assert [(part.value, source[part.start : part.end]) for part in one.readings] == [
        (64, "64"),
        (0, "0"),
        (0, "0"),
        (2, "2"),
        (0, "0"),
        (4, "4"),
        (70, "70"),
    ]


def test_a_run_without_rules_or_zeros_keeps_every_split(read: Read) -> None:
    found = values(read(f"{DOCUMENTS}5845546"))
    assert len(found) == len(set(found)) == 15
    assert {(58, 455, 46), (5, 8, 45546), (58455, 4, 6)} <= set(found)


def test_several_splits_that_keep_the_total_are_all_listed(read: Read) -> None:
    found = values(read(f"{RECEIVED}101000011"))
    assert sorted(found) == [(1, 0, 10, 0, 0, 0, 11), (10, 1, 0, 0, 0, 0, 11)]


def test_a_run_that_no_split_balances_keeps_them_all(read: Read) -> None:
    found = values(read(f"{RECEIVED}11000009"))
    assert sorted(found) == [(1, 10, 0, 0, 0, 0, 9), (11, 0, 0, 0, 0, 0, 9)]


def test_a_run_with_too_many_splits_is_left_undecided(read: Read) -> None:
    (one,) = read(f"{RECEIVED}{'1' * 40}")
    assert one.evidence is Evidence.TOO_MANY
    assert one.readings == (Reading("unresolved"),) * 7


def test_a_number_cut_in_two_is_joined_or_an_entry_left_out(read: Read) -> None:
    found = read(f"{RECEIVED} 2 0 1 0 0 0 0 21")
    best = [one for one in found if one.evidence is Evidence.JOINED]
    assert (20, 1, 0, 0, 0, 0, 21) in values(tuple(best))
    assert max(found, key=lambda one: one.score).evidence is Evidence.JOINED
    joined = next(one.readings[0] for one in best if one.readings[0].value == 20)
    assert (joined.start, joined.end, joined.parts) == (17, 20, ((17, 18), (19, 20)))
    rejected = [one for one in found if one.evidence is Evidence.REJECTED]
    assert len(rejected) == 8
    assert (0, 1, 0, 0, 0, 0, 21) in values(tuple(rejected))


def test_zero_is_not_the_first_half_of_a_number(read: Read) -> None:
    found = read(f"{RECEIVED} 0 1 0 0 0 0 0 1")
    joined = values(tuple(one for one in found if one.evidence is Evidence.JOINED))
    assert (1, 0, 0, 0, 0, 0, 1) not in joined
    assert (0, 10, 0, 0, 0, 0, 1) in joined


def test_many_more_entries_than_cells_leave_the_last_ones_out_with_little_trust(read: Read) -> None:
    (one,) = read(f"{RECEIVED} 1 2 3 4 5 6 7 8 9 10")
    assert values((one,)) == [(1, 2, 3, 4, 5, 6, 7)]
    assert (one.evidence, one.score) == (Evidence.REJECTED, -6.0)


def test_a_figure_repeated_over_the_cells_it_spans_is_read_once(read: Read) -> None:
    found = read("行政许可\t14\t14\t14\n")
    assert (values(found), found[0].evidence) == ([(14,)], Evidence.SPANNED)


def test_of_entries_on_several_lines_the_full_line_comes_first(read: Read) -> None:
    found = read(f"{RECEIVED}\n5\n1 2 3 4 5 6 21\n")
    assert (values(found[:1]), found[0].evidence) == ([(1, 2, 3, 4, 5, 6, 21)], Evidence.ON_ONE_LINE)


def test_blanks_without_a_trace_leave_every_place_open(read: Read) -> None:
    found = read(f"{DOCUMENTS} 3 5")
    assert values(found) == [(3, 5, None), (3, None, 5), (None, 3, 5)]
    assert {one.evidence for one in found} == {Evidence.NO_TRACE}


def test_two_figures_that_stand_as_one_are_cut_where_the_total_says_but_held_in_doubt(read: Read) -> None:
    found = read(f"{RECEIVED} 2 10 0 0 0 3")
    assert values(found[:1]) == [(2, 1, 0, 0, 0, 0, 3)]
    assert found[0].evidence is Evidence.RUN_IN_DOUBT
    assert {one.evidence for one in found[1:]} == {Evidence.NO_TRACE}


def test_of_two_rows_of_one_label_the_one_that_is_named_more_surely_is_read(
    tokenize: Callable[[str], Tokens], segment: Callable[[str], list[Segment]]
) -> None:
    source = f"{DOCUMENTS}\t7\t7\t3\n{DOCUMENTS}\t0\t1\t2\n"
    unsure, sure = segment(source)
    name = unsure.mention.names[0]
    unsure.mention = unsure.mention._replace(names=(replace(name, score=0.4),))
    [table] = read_tables(tokenize(source), [unsure, sure], {"t2": "2021"}, [])
    assert values(table.rows[0].candidates) == [(0, 1, 2)]
