"""How forms are filled: prints and their gold, blanks, local rows, misprints that break rules."""

from collections import Counter
from functools import cache
from random import Random

import pytest

from girml.forms import load
from girml.rules import confront
from girml.synth.bodies import body
from girml.synth.choosing import data
from girml.synth.figures import Figures, figures
from girml.synth.habits import Filling, fill
from girml.synth.misprints import misprint
from girml.text.values import is_nil, parse
from girml.text.view import fold

HABITS = [entry for entries in data("habits").values() for entry in entries]


@cache
def reports() -> list[Figures]:
    return [figures(one, year) for one in (body(5, number) for number in range(240)) for year in one.years]


@cache
def filled() -> list[tuple[Figures, Filling]]:
    return [(report, fill(report, seed=1, split="test")) for report in reports()]


def cells(habit: str) -> list[tuple[str, str]]:
    return [(cell, one.text) for _, done in filled() if habit in done.habits for cell, one in done.cells.items()]


@pytest.mark.heavy
def test_every_print_reads_back_as_its_gold_value() -> None:
    for _, done in filled():
        for one in done.cells.values():
            read = parse(fold(one.text))
            if one.value is None:
                assert one.text == "" or is_nil(fold(one.text))
            elif isinstance(one.value, str):
                assert one.value == one.text
                assert read is None
            else:
                assert read is not None
                assert (read.value, type(read.value)) == (one.value, type(one.value))


def test_a_remark_stands_behind_a_figure_and_changes_nothing() -> None:
    remarked = [one for _, done in filled() for one in done.cells.values() if one.remark]
    assert remarked
    assert all(isinstance(one.value, int) and fold(one.text)[:1].isdecimal() for one in remarked)


def test_printed_cells_are_those_of_the_form_but_for_missing_tables_and_rows() -> None:
    for report, done in filled():
        gone = [cell for cell in report.values if cell not in done.cells]
        assert all(any(cell.startswith(f"{part}.") for part in done.missing) for cell in gone)
    assert any(done.missing for _, done in filled())


def test_without_a_misprint_figures_are_the_true_ones_and_blanks_hide_zeros_or_habits() -> None:
    for report, done in filled():
        for cell, value in done.gold().items():
            if not done.misprints and isinstance(value, int | float) and not cell.endswith(".amount"):
                assert value == report.values[cell]


@pytest.mark.parametrize(
    ("habit", "text"),
    [
        ("digits.wide", "０"),
        ("digits.unit", "0件"),
        ("change.pair", "0/0"),
        ("change.level", "持平"),
        ("amount.four", "0.0000"),
        ("amount.unit", "0万元"),
        ("fill.slash", "/"),
        ("fill.none", "无"),
        ("fill.backslash", "\\"),
        ("fill.zeros_blank", ""),
    ],
)
def test_a_habit_shows_in_the_cells(habit: str, text: str) -> None:
    assert text in {shown for _, shown in cells(habit)}


def test_a_thousand_is_cut_with_commas_of_either_width() -> None:
    assert any("," in text for _, text in cells("digits.comma"))
    assert any("，" in text for _, text in cells("digits.wide_comma"))


def test_a_worded_cell_is_a_string_with_figures_in_it() -> None:
    worded = [text for habit in HABITS if habit["id"].startswith("worded.") for _, text in cells(habit["id"])]
    assert any("项" in text and any(char.isdigit() for char in text) for text in worded if len(text) > 9)


def test_local_rows_are_rare_and_have_three_figures() -> None:
    local = [done.local for _, done in filled() if done.local]
    assert 0.01 < len(local) / len(filled()) < 0.09
    assert all(len(row.figures) == 3 for row in local)


def test_about_one_report_in_ten_carries_a_misprint() -> None:
    share = sum(bool(done.misprints) for _, done in filled()) / len(filled())
    assert 0.06 < share < 0.14


def broken(report: Figures, values: dict[str, float | None]) -> bool:
    known = {cell: value for cell, value in values.items() if value is not None}
    rules = [rule for table, form in report.form.items() for rule in load(form).tables[table].rules]
    return any(confront(rule, known) is False for rule in rules)


def test_every_misprint_breaks_a_rule_and_names_what_it_changed() -> None:
    kinds: Counter[str] = Counter()
    for number, report in enumerate(reports()):
        changes, recorded = misprint(Random(f"test/{number}"), report)
        kinds[recorded.kind] += 1
        assert set(recorded.cells) == set(changes)
        assert all(report.values[cell] != value for cell, value in changes.items())
        assert broken(report, {**report.values, **changes})
    assert set(kinds) == {
        "wrong_cell",
        "wrong_row_total",
        "wrong_sum",
        "double_counted",
        "swapped",
        "shifted",
        "digit_lost",
    }


def printed_values(done: Filling) -> dict[str, float | None]:
    """Return the values a reader of checks knows: a nil mark is 0, an empty cell unknown."""
    known: dict[str, float | None] = {}
    for cell, one in done.cells.items():
        if not isinstance(one.value, str):
            known[cell] = 0 if one.value is None and one.text else one.value
    return known


def test_a_filled_form_breaks_a_rule_exactly_where_a_misprint_is_recorded() -> None:
    for report, done in filled():
        known = {cell: value for cell, value in printed_values(done).items() if not cell.startswith("t2.")}
        assert broken(report, known) is bool(done.misprints)


def test_habits_have_unique_ids_and_about_three_in_ten_serve_test_only() -> None:
    assert len({entry["id"] for entry in HABITS}) == len(HABITS)
    assert 0.25 <= sum(entry["test_only"] for entry in HABITS) / len(HABITS) <= 0.35


def test_train_and_dev_show_no_habit_of_test() -> None:
    held_out = {entry["id"] for entry in HABITS if entry["test_only"]}
    for report in reports():
        assert not held_out & set(fill(report, seed=1, split="train").habits)
        assert not held_out & set(fill(report, seed=1, split="dev").habits)
    assert held_out <= {habit for _, done in filled() for habit in done.habits}


def test_the_same_seed_fills_the_same_form() -> None:
    assert all(fill(report, seed=1, split="test") == done for report, done in filled())
