"""Sums over documents: each rate over its own denominator, whole and by strata."""

import pytest

from girml.errors import UsageError
from girml.records import TableId
from girml.score import CellCounts, DocumentScore, Matches, Rate, by_name, strata, summarise
from girml.score.summary import ratios

ALL_HEADINGS = Matches(6, 6, 6)
NO_FIELDS = dict.fromkeys(("title", "agency", "year", "published"), Matches(0, 0, 0))


def document(
    cells: CellCounts,
    *,
    exact: bool = False,
    table: TableId = "t3",
    misprints: tuple[int, int, int] = (0, 0, 0),
    headings: Matches = ALL_HEADINGS,
    fields: dict[str, Matches] = NO_FIELDS,
) -> DocumentScore:
    """Return the score of a document with one table; `misprints` are those recorded, found, and false alarms."""
    return DocumentScore("a", exact, cells, {table: cells}, *misprints, headings, fields)


CLEAN = document(
    CellCounts(cells=200, right=200, nonzero=20, nonzero_right=20, reviewed=4),
    exact=True,
    misprints=(0, 0, 1),
)
BAD = document(
    CellCounts(cells=100, right=90, silent=3, nonzero=40, nonzero_right=33, reviewed=7, named=2, named_reviewed=1),
    table="t4",
    misprints=(3, 2, 0),
    headings=Matches(4, 5, 6),
    fields=NO_FIELDS | {"title": Matches(0, 1, 1), "agency": Matches(1, 1, 1), "year": Matches(0, 1, 0)},
)


def counts(rate: Rate) -> tuple[int, int]:
    """Return numerator and denominator."""
    return rate.numerator, rate.denominator


def test_every_rate_has_its_own_denominator() -> None:
    found = summarise([CLEAN, BAD])
    assert found.documents == 2
    assert counts(found.exact) == (1, 2)
    assert counts(found.cells.right) == (290, 300)
    assert counts(found.cells.silent) == (3, 300)
    assert counts(found.cells.nonzero) == (53, 60)
    assert counts(found.cells.reviewed) == (11, 288)
    assert counts(found.cells.named_reviewed) == (1, 2)
    assert counts(found.misprints_found) == (2, 3)
    assert counts(found.false_alarms) == (1, 1)


def test_headings_have_precision_recall_and_f1() -> None:
    found = summarise([CLEAN, BAD]).headings
    assert counts(found.precision) == (10, 11)
    assert counts(found.recall) == (10, 12)
    assert counts(found.f1) == (20, 23)


def test_an_invented_field_costs_precision_and_a_missed_one_recall() -> None:
    found = summarise([CLEAN, BAD]).fields
    assert list(found) == ["title", "agency", "year", "published"]
    assert (counts(found["title"].precision), counts(found["title"].recall)) == ((0, 1), (0, 1))
    assert (counts(found["agency"].precision), counts(found["agency"].recall)) == ((1, 1), (1, 1))
    assert (counts(found["year"].precision), counts(found["year"].recall)) == ((0, 1), (0, 0))
    assert found["published"].f1 == Rate(0, 0, None)


def test_tables_are_summed_by_themselves() -> None:
    found = summarise([CLEAN, BAD, BAD]).tables
    assert counts(found["t3"].right) == (200, 200)
    assert counts(found["t4"].right) == (180, 200)
    assert found["t2"].right == Rate(0, 0, None)


def test_intervals_follow_the_seed() -> None:
    scores = [CLEAN, BAD] * 10
    assert summarise(scores, seed=3, resamples=100) == summarise(scores, seed=3, resamples=100)
    assert summarise(scores, seed=3, resamples=100) != summarise(scores, seed=4, resamples=100)


def test_no_silent_error_in_600_cells_has_the_exact_bound() -> None:
    silent = summarise([CLEAN] * 3).cells.silent
    assert counts(silent) == (0, 600)
    assert silent.interval == pytest.approx((0.0, 0.00613), abs=6e-6)


def test_strata_are_summed_apart_in_the_order_of_their_keys() -> None:
    found = strata([(BAD, "rows"), (CLEAN, "cells"), (BAD, "rows")])
    assert list(found) == ["cells", "rows"]
    assert counts(found["cells"].cells.right) == (200, 200)
    assert counts(found["rows"].cells.right) == (180, 200)
    assert found["rows"] == summarise([BAD, BAD])


def test_no_document_is_an_error_and_not_a_perfect_score() -> None:
    with pytest.raises(UsageError, match="no document"):
        summarise([])


def test_the_rates_go_by_the_names_of_what_documents_add_to_them() -> None:
    summary = summarise([CLEAN, BAD])
    found = by_name(summary)
    assert set(found) == set(ratios(CLEAN))
    assert found["exact"] == summary.exact
    assert found["cells.silent"] == summary.cells.silent
    assert found["t4.nonzero"] == summary.tables["t4"].nonzero
    assert found["agency.f1"] == summary.fields["agency"].f1
