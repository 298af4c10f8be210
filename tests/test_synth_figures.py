"""True figures: rules hold, years link, governments add up, breaks are recorded."""

import pytest

from girml.forms import load
from girml.records import Rule
from girml.rules import confront, violated
from girml.synth.bodies import Body, body, members
from girml.synth.figures import Figures, cells, figures

BODIES = [body(3, number) for number in range(160)]
REPORTS = [(one, figures(one, year)) for one in BODIES for year in one.years]


def rules_of(report: Figures) -> list[Rule]:
    return [rule for table, form in report.form.items() for rule in load(form).tables[table].rules]


def broken(report: Figures) -> set[str]:
    return {cell for each in report.breaks for cell in each.cells}


def test_every_rule_of_over_300_reports_holds() -> None:
    assert len(REPORTS) > 300
    assert all(confront(rule, report.values) is True for _, report in REPORTS for rule in rules_of(report))


def test_every_cell_of_the_report_s_forms_has_a_value() -> None:
    for _, report in REPORTS:
        assert tuple(report.values) == cells(report.form)

    counts = {(report.form["t2"], report.form["t3"], len(report.values)) for _, report in REPORTS}
    assert counts == {("2019", "2019", 198), ("2021", "2021", 200), ("2019", "2021", 212), ("2021", "2019", 186)}


def test_no_heuristic_of_a_form_is_violated_but_where_a_break_is_planted() -> None:
    for _, report in REPORTS:
        for table, form in report.form.items():
            for rule in load(form).tables[table].heuristics:
                touched = broken(report) & {*rule.left, *rule.right}
                assert touched or not violated(rule, report.values)


def test_only_changes_are_negative_and_only_amounts_have_decimals() -> None:
    for _, report in REPORTS:
        for cell, value in report.values.items():
            assert value >= 0 or cell.endswith(".change")
            assert isinstance(value, int) or cell.endswith(".amount")
            assert round(value, 4) == value


def linked_pairs() -> list[tuple[Body, Figures, Figures]]:
    return [
        (one, figures(one, before), figures(one, year))
        for one in BODIES
        for before, year in zip(one.years, one.years[1:], strict=False)
    ]


@pytest.mark.parametrize("family", ["x.t3.carry", "x.t2.stock", "x.t2.items"])
def test_a_year_continues_the_one_before_but_where_a_break_is_planted(family: str) -> None:
    seen = 0
    for _, before, now in linked_pairs():
        for relation in load(now.form["t2"]).years:
            known = {0: now.values, -1: before.values}
            terms = [*relation.left, *relation.right]
            if not relation.id.startswith(family) or any(cell not in known[year] for cell, year in terms):
                continue
            sides = [sum(known[year][cell] for cell, year in side) for side in (relation.left, relation.right)]
            touched = {cell for cell, _ in terms} & (broken(before) | broken(now))
            assert touched or sides[0] == sides[1]
            seen += 1
    assert seen > 30


def test_planted_breaks_do_break_the_carry() -> None:
    found = [(before, now) for _, before, now in linked_pairs() for each in now.breaks if each.kind == "carry"]
    assert found
    for before, now in found:
        assert now.values["t3.brought_forward.total"] > before.values["t3.carried_forward.total"]


def test_a_government_that_sums_reports_its_members_sums_but_where_a_break_is_planted() -> None:
    governments = [one for one in BODIES[::8] if one.sums]
    assert governments
    for one in governments:
        for year in one.years:
            report, parts = figures(one, year), [figures(member, year) for member in members(one)]
            for cell, value in report.values.items():
                touched = cell in broken(report) or any(cell in broken(part) for part in parts)
                assert touched or value == pytest.approx(sum(part.values[cell] for part in parts))


def test_figures_run_from_all_zeros_to_six_digits() -> None:
    assert any(not any(report.values.values()) for _, report in REPORTS)
    assert any(value >= 100_000 for _, report in REPORTS for value in report.values.values())


def test_the_same_body_and_year_give_the_same_figures() -> None:
    assert all(figures(one, report.year) == report for one, report in REPORTS)
