"""One table reconciled: the five states, review, what is derived or suggested, and what is said of failures."""

from collections.abc import Mapping

import pytest

from girml.evidence import Evidence
from girml.forms import load
from girml.reconcile import Reconciled, reconcile
from girml.reconcile.confidence import Grounds
from girml.records import Candidate, Cell, Reading, RowReadings, TableReadings, Value

TABLE_2, TABLE_3, TABLE_4 = (load("2021").tables[table] for table in ("t2", "t3", "t4"))

FIRST, SECOND, THIRD = "t4.reconsideration", "t4.litigation_direct", "t4.litigation_after_reconsideration"
UNREADABLE = Reading("derived", None, "■", 50, 51)


def printed(*values: Value, start: int = 0) -> tuple[Reading, ...]:
    """Return readings at two characters each; "-" is a nil mark, "" an empty cell, None no trace."""
    return tuple(_printed(value, start + 2 * number) for number, value in enumerate(values))


def _printed(value: Value, start: int) -> Reading:
    if value is None:
        return Reading("blank")
    if value in ("-", ""):
        return Reading("blank", None, str(value), start, start + len(str(value)))
    return Reading("read", value, str(value), start, start + len(str(value)))


def way(*readings: Reading, evidence: Evidence = Evidence.IN_ORDER) -> Candidate:
    """Return a candidate with those readings."""
    return Candidate(readings, 0.0, evidence)


ZEROS = way(*printed(0, 0, 0, 0, 0, start=100))


def table_4(rows: Mapping[str, list[Candidate]], *, threshold: float = 0.9) -> Reconciled:
    """Return table 4 reconciled from the candidates of its rows."""
    found = [RowReadings(row, tuple(rows[row.id]), 0.999) for row in TABLE_4.rows if row.id in rows]
    return reconcile(TABLE_4, TableReadings(TABLE_4, tuple(found)), threshold=threshold)


def cell(result: Reconciled, name: str) -> Cell:
    """Return a cell of a result by its id."""
    return next(one for one in result.cells if one.id == name)


def test_a_printed_figure_is_read_with_its_place() -> None:
    result = table_4({FIRST: [way(*printed(1, 0, 2, 0, 3))], SECOND: [ZEROS], THIRD: [ZEROS]})
    assert cell(result, f"{FIRST}.other") == Cell(
        f"{FIRST}.other", 2, "2", 4, 5, None, None, "read", 0.9975, review=False
    )
    assert [check.holds for check in result.checks] == [True, True, True]
    assert result.findings == ()


@pytest.mark.parametrize(
    ("value", "text", "start", "end"),
    [
        pytest.param("-", "-", 2, 3, id="a nil mark with its text"),
        pytest.param("", "", 2, 2, id="an empty cell with its spot"),
        pytest.param(None, None, None, None, id="no trace with nothing"),
    ],
)
def test_a_blank_has_no_value_but_the_place_it_shows(
    value: Value, text: str | None, start: int | None, end: int | None
) -> None:
    one = cell(table_4({FIRST: [way(*printed(3, value, 0, 0, 3))]}), f"{FIRST}.corrected")
    assert (one.state, one.value, one.text, one.start, one.end) == ("blank", None, text, start, end)


def test_an_empty_cell_whose_value_the_rules_leave_stays_blank_with_a_suggestion() -> None:
    result = table_4({FIRST: [way(*printed(3, "", 0, 0, 7))]})
    one = cell(result, f"{FIRST}.corrected")
    assert (one.state, one.value, one.suggested, one.rules) == ("blank", None, 4, ())
    assert result.checks[0].holds is None


def test_a_nil_mark_counts_as_zero_and_takes_no_suggestion() -> None:
    result = table_4({FIRST: [way(*printed(3, "-", 0, 0, 3))]})
    assert (result.checks[0].holds, result.checks[0].left, result.checks[0].right) == (True, 3, 3)
    assert cell(result, f"{FIRST}.corrected").suggested is None


def test_a_row_that_a_found_table_lacks_is_absent_and_asks_for_review() -> None:
    result = table_4({FIRST: [way(*printed(1, 0, 2, 0, 3))]})
    assert {one.state for one in result.cells if one.id.startswith(SECOND)} == {"absent"}
    assert cell(result, f"{SECOND}.total") == Cell(
        f"{SECOND}.total", None, None, None, None, None, None, "absent", 0.5, review=True
    )
    assert [check.holds for check in result.checks] == [True, None, None]


def test_a_table_that_is_not_in_the_text_is_absent_and_asks_for_review() -> None:
    result = reconcile(TABLE_4, None)
    assert {(one.state, one.confidence, one.review) for one in result.cells} == {("absent", 0.5, True)}
    assert len(result.cells) == 15
    assert {check.holds for check in result.checks} == {None}
    assert result.findings == ()


@pytest.mark.parametrize(
    ("rows", "loose", "expected"),
    [
        pytest.param(
            {FIRST: [way(*printed(1, 0, 2, 0, 3))], SECOND: [ZEROS], THIRD: [ZEROS]}, 0, (0, 0, 0), id="all well"
        ),
        pytest.param(
            {FIRST: [way(*printed(1, 0, 2, 0, 4))], THIRD: [ZEROS]}, 2, (1, 1, 1), id="a rule fails, a row lacks"
        ),
        pytest.param({FIRST: [ZEROS]}, 9, (0, 2, 2), id="some figures are loose"),
        pytest.param({}, 99, (0, 4, 4), id="no row, the figures of a table are loose"),
        pytest.param({}, 100, (0, 4, 5), id="no row, more figures are loose"),
    ],
)
def test_confidence_is_told_of_the_whole_table(
    rows: Mapping[str, list[Candidate]], loose: int, expected: tuple[int, int, int]
) -> None:
    told: set[Grounds] = set()

    def confidence(grounds: Grounds) -> float:
        told.add(grounds)
        return 1.0

    found = [RowReadings(row, tuple(rows[row.id]), 0.999) for row in TABLE_4.rows if row.id in rows]
    reconcile(TABLE_4, TableReadings(TABLE_4, tuple(found)), confidence=confidence, loose=loose)
    assert {(one.failing, one.missing, one.loose) for one in told} == {expected}


def test_an_unreadable_cell_is_derived_where_a_rule_leaves_one_value() -> None:
    result = table_4({FIRST: [way(*printed(1, 0), UNREADABLE, *printed(0, 3, start=60))]})
    assert cell(result, f"{FIRST}.other") == Cell(
        f"{FIRST}.other", 2, None, None, None, None, None, "derived", 0.9, review=False,
        rules=("c.t4.total.reconsideration",),
    )  # fmt: skip
    assert (result.checks[0].holds, result.checks[0].left, result.checks[0].right) == (None, 3, 3)


def test_a_derived_cell_asks_for_review_where_a_cell_of_its_rule_is_blank() -> None:
    result = table_4({FIRST: [way(*printed(1, "-"), UNREADABLE, *printed(0, 3, start=60))]})
    one = cell(result, f"{FIRST}.other")
    assert (one.state, one.value, one.review) == ("derived", 2, True)


def test_a_derived_cell_asks_for_review_where_a_cell_of_its_rule_does() -> None:
    rows = {row.id: printed(0, 0, 0, 0, 0, 0, 0) for row in TABLE_3.rows}
    rows["t3.received"] = (*printed(3, 0, 0, 0, 0, 0), UNREADABLE)
    rows["t3.processed"] = rows["t3.granted"] = printed(3, 0, 0, 0, 0, 0, 3)
    doubtful = {"t3.carried_forward": Evidence.REJECTED, "t3.brought_forward": Evidence.REJECTED}
    found = [
        RowReadings(row, (way(*rows[row.id], evidence=doubtful.get(row.id, Evidence.IN_ORDER)),), 0.999)
        for row in TABLE_3.rows
    ]
    result = reconcile(TABLE_3, TableReadings(TABLE_3, tuple(found)))
    one = cell(result, "t3.received.total")
    assert (one.state, one.value, one.rules) == ("derived", 3, ("c.t3.balance.total",))
    assert cell(result, "t3.carried_forward.total").review
    assert one.review


def test_an_unreadable_cell_stays_unresolved_at_its_place_where_no_rule_decides() -> None:
    result = table_4({FIRST: [way(*printed(1, 0), UNREADABLE, UNREADABLE, *printed(3, start=60))]})
    one = cell(result, f"{FIRST}.other")
    assert (one.state, one.value, one.start, one.end, one.alternatives) == ("unresolved", None, 50, 51, ())
    assert (one.confidence, one.review) == (0.4, True)


def test_readings_that_differ_are_alternatives_likeliest_first() -> None:
    result = table_4({FIRST: [way(*printed(1, None, 0, 0, 1)), way(*printed(None, 1, 0, 0, 1))]})
    one, other = cell(result, f"{FIRST}.upheld"), cell(result, f"{FIRST}.corrected")
    assert (one.state, one.value, one.alternatives) == ("unresolved", 1, (1, None))
    assert (other.state, other.value, other.alternatives) == ("unresolved", None, (None, 1))
    assert (one.start, one.end, one.text) == (None, None, None)
    assert (one.confidence, one.review) == (0.2, True)
    assert cell(result, f"{FIRST}.total").state == "read"


def test_an_undecided_split_lends_its_cells_the_span_of_the_run() -> None:
    last = Reading("read", 5, "5", 10, 11)
    cuts = (
        (Reading("read", 5, "5", 7, 8), Reading("read", 84, "84", 8, 10), last),
        (Reading("read", 58, "58", 7, 9), Reading("read", 4, "4", 9, 10), last),
    )
    splits = tuple(way(*cut, evidence=Evidence.RUN) for cut in cuts)
    found = (RowReadings(TABLE_2.rows[1], splits, 0.999),)
    result = reconcile(TABLE_2, TableReadings(TABLE_2, found))
    one = cell(result, "t2.normative_documents.made")
    assert (one.state, one.value, one.alternatives, one.start, one.end) == ("unresolved", 5, (5, 58), 7, 11)
    assert cell(result, "t2.normative_documents.in_force").value == 5


MISPRINTED = {FIRST: [way(*printed(2, 1, 0, 0, 1))], SECOND: [ZEROS], THIRD: [ZEROS]}


def test_a_misprint_stays_as_printed_and_every_cell_it_may_be_in_asks_for_review() -> None:
    result = table_4(MISPRINTED)
    assert [one.value for one in result.cells[:5]] == [2, 1, 0, 0, 1]
    assert [one.review for one in result.cells[:5]] == [True, False, False, False, True]
    assert [one.confidence for one in result.cells[:5]] == [0.6, 0.995, 0.995, 0.995, 0.6]
    assert {one.suggested for one in result.cells} == {None}
    (finding,) = result.findings
    assert (finding.kind, finding.cells, finding.sets, finding.rules, finding.start, finding.end) == (
        "misprint",
        (f"{FIRST}.upheld", f"{FIRST}.total"),
        ((f"{FIRST}.upheld",), (f"{FIRST}.total",)),
        ("c.t4.total.reconsideration",),
        0,
        1,
    )
    assert finding.message == (
        "1 rule fails as printed; a misprint in t4.reconsideration.upheld = 2 "
        "(or 1 other set of as many cells) would explain it."
    )


@pytest.mark.parametrize(
    ("evidence", "verdict"),
    [(Evidence.IN_ORDER, "a misprint"), (Evidence.JOINED, "a wrong reading or a misprint")],
)
def test_a_finding_tells_a_misprint_from_a_reading_in_doubt(evidence: Evidence, verdict: str) -> None:
    own = way(*printed(8, 0, 0, 0, 0, 0, 8), evidence=evidence)
    rows = {row.id: way(*printed(0, 0, 0, 0, 0, 0, 0)) for row in TABLE_3.rows}
    rows |= dict.fromkeys(("t3.received", "t3.granted"), way(*printed(4, 0, 0, 0, 0, 0, 4)))
    rows["t3.processed"] = own
    found = TableReadings(TABLE_3, tuple(RowReadings(row, (rows[row.id],), 0.999) for row in TABLE_3.rows))
    (finding,) = reconcile(TABLE_3, found).findings
    assert finding.message == (
        f"4 rules fail as printed; {verdict} in t3.processed.natural_person = 8, t3.processed.total = 8 "
        "would explain it: 4, 4 counted twice."
    )


def test_a_failing_check_gives_both_sums() -> None:
    check = table_4(MISPRINTED).checks[0]
    assert (check.holds, check.left, check.right, check.severity) == (False, 3, 1, "error")


def test_where_one_set_alone_explains_a_misprint_its_values_are_suggested() -> None:
    rows = {row.id: [way(*printed(0, 0, 0, 0, 0, 0, 0))] for row in TABLE_3.rows}
    rows["t3.granted"] = [way(*printed(0, 3, 0, 0, 0, 0, 0, start=40))]
    found = TableReadings(TABLE_3, tuple(RowReadings(row, tuple(rows[row.id]), 0.999) for row in TABLE_3.rows))
    one = cell(reconcile(TABLE_3, found), "t3.granted.business")
    assert (one.value, one.text, one.suggested, one.review) == (3, "3", 0, True)


def test_a_row_printed_a_cell_further_is_told_and_its_values_suggested() -> None:
    rows = {row.id: (0, 0, 0, 0, 0, 0, 0) for row in TABLE_3.rows}
    rows |= dict.fromkeys(("t3.received", "t3.granted", "t3.processed"), (2, 1, 3, 0, 0, 4, 10))
    rows["t3.received"] = (0, 2, 1, 3, 0, 0, 4)
    found = tuple(RowReadings(row, (way(*printed(*rows[row.id])),), 0.999) for row in TABLE_3.rows)
    result = reconcile(TABLE_3, TableReadings(TABLE_3, found))
    (finding,) = result.findings
    assert (finding.kind, finding.message.partition("; ")[2]) == (
        "inconsistent",
        "row t3.received read a cell further left keeps every rule.",
    )
    received = [one for one in result.cells if one.id.startswith("t3.received.")]
    assert [one.value for one in received] == [0, 2, 1, 3, 0, 0, 4]
    assert [one.suggested for one in received] == [2, 1, 3, 0, None, 4, 10]
    assert all(one.review for one in received)


def test_a_table_in_which_nothing_adds_up_is_inconsistent() -> None:
    rows = [
        RowReadings(row, (way(*printed(*([number] * 7), start=20 * number)),), 0.999)
        for number, row in enumerate(TABLE_3.rows, 1)
    ]
    result = reconcile(TABLE_3, TableReadings(TABLE_3, tuple(rows)))
    (finding,) = result.findings
    assert (finding.kind, finding.sets) == ("inconsistent", ())
    assert finding.message == "39 rules fail and no few cells explain it; compare the whole table with the source."
    assert all(one.review for one in result.cells)


def test_unusual_figures_are_a_finding_and_never_a_check() -> None:
    found = (RowReadings(TABLE_2.rows[0], (way(*printed(5, 0, 3)),), 0.999),)
    result = reconcile(TABLE_2, TableReadings(TABLE_2, found))
    (finding,) = result.findings
    assert (finding.kind, finding.rules) == ("heuristic", ("c.t2.stock.rules",))
    assert finding.cells == ("t2.rules.in_force", "t2.rules.repealed", "t2.rules.made")
    assert result.checks == ()
    assert {one.id for one in result.cells if not one.review} == {cell.id for cell in TABLE_2.rows[0].cells}


def test_the_threshold_moves_review_and_nothing_else() -> None:
    rows = {FIRST: [way(*printed(1, 0, 2, 0, 3))], SECOND: [ZEROS], THIRD: [ZEROS]}
    low, high = table_4(rows, threshold=0.5), table_4(rows, threshold=0.999)
    assert {one.review for one in low.cells} == {False}
    assert {one.review for one in high.cells} == {True}
    assert [one.confidence for one in low.cells] == [one.confidence for one in high.cells]
    assert low.checks == high.checks


def test_a_row_whose_label_is_less_sure_is_less_sure() -> None:
    row = RowReadings(TABLE_4.rows[0], (way(*printed(1, 0, 2, 0, 3)),), 0.6)
    result = reconcile(TABLE_4, TableReadings(TABLE_4, (row,)))
    assert [(one.confidence, one.review) for one in result.cells[:5]] == [(0.8184, True)] * 5


def test_where_no_reading_keeps_the_rules_what_they_chose_asks_for_review() -> None:
    run = [way(*printed(1, 0, 2, 0, 3), evidence=Evidence.RUN), way(*printed(10, 2, 0, 0, 3), evidence=Evidence.RUN)]
    kept = table_4({FIRST: run, SECOND: [ZEROS], THIRD: [ZEROS]}, threshold=0.5)
    assert not cell(kept, f"{FIRST}.upheld").review
    wrong = [way(*printed(1, 0, 0, 0, 9, start=100))]
    broken = table_4({FIRST: run, SECOND: wrong, THIRD: [ZEROS]}, threshold=0.5)
    assert cell(broken, f"{FIRST}.upheld").review
    assert cell(broken, f"{FIRST}.upheld").value == 1
    assert not cell(broken, f"{THIRD}.upheld").review


def test_a_row_whose_label_is_printed_again_with_other_figures_asks_for_review() -> None:
    rows = [RowReadings(row, (ZEROS,), 0.999, contested=row.id == FIRST) for row in TABLE_4.rows]
    result = reconcile(TABLE_4, TableReadings(TABLE_4, tuple(rows)), threshold=0.5)
    assert {one.id.rpartition(".")[0] for one in result.cells if one.review} == {FIRST}


def test_of_sets_of_as_many_cells_that_of_the_least_sure_reading_comes_first() -> None:
    found = {}
    for evidence in (Evidence.IN_ORDER, Evidence.REJECTED):
        rows = {
            "t3.received": way(*printed(3, 0, 0, 0, 0, 0, 3)),
            "t3.brought_forward": way(*printed(0, 0, 0, 0, 0, 0, 0, start=40)),
            "t3.processed": way(*printed(2, 0, 0, 0, 0, 0, 2, start=80)),
            "t3.carried_forward": way(*printed(0, 0, 0, 0, 0, 0, 0, start=120), evidence=evidence),
        }
        read = [RowReadings(row, (rows[row.id],), 0.999) for row in TABLE_3.rows if row.id in rows]
        result = reconcile(TABLE_3, TableReadings(TABLE_3, tuple(read)), threshold=0.9)
        found[evidence] = result.findings[0].sets[0]
    assert found[Evidence.IN_ORDER] == ("t3.received.natural_person", "t3.received.total")
    assert found[Evidence.REJECTED] == ("t3.carried_forward.natural_person", "t3.carried_forward.total")


def test_a_row_whose_label_is_not_believed_at_all_is_confronted_too() -> None:
    broken = way(*printed(1, 0, 0, 0, 9))
    rows = [RowReadings(row, (broken if row.id == FIRST else ZEROS,), 0.0) for row in TABLE_4.rows]
    result = reconcile(TABLE_4, TableReadings(TABLE_4, tuple(rows)), threshold=0.9)
    assert result.findings[0].kind == "misprint"
