"""Invented bodies: families, names, years, forms."""

import pytest

from girml.synth.bodies import body, forms, members

BODIES = [body(7, number) for number in range(400)]


def test_the_same_seed_and_number_give_the_same_body() -> None:
    assert [body(7, number) for number in range(400)] == BODIES


def test_another_seed_gives_other_bodies() -> None:
    assert {one.name for one in BODIES} != {body(8, number).name for number in range(400)}


def test_ids_are_unique_and_names_hardly_ever_meet() -> None:
    assert len({one.id for one in BODIES}) == 400
    assert len({one.name for one in BODIES}) >= 390


def test_a_family_is_a_government_and_seven_bodies_under_it() -> None:
    for government in BODIES[::8]:
        assert (government.kind, government.parent) == ("government", None)
        assert [one.parent for one in members(government)] == [government.id] * 7


def test_years_are_one_to_five_in_a_row_within_the_span_of_the_forms() -> None:
    for one in BODIES:
        assert 1 <= len(one.years) <= 5
        assert one.years == tuple(range(one.years[0], one.years[-1] + 1))
        assert one.years[0] >= 2019
        assert one.years[-1] <= 2025


def test_the_members_of_a_government_that_sums_report_the_same_years_and_forms() -> None:
    for government in BODIES[::8]:
        if government.sums:
            assert {(one.years, one.habit) for one in members(government)} == {(government.years, government.habit)}


@pytest.mark.parametrize("kind", ["government", "bureau", "town", "office"])
def test_every_kind_of_body_occurs(kind: str) -> None:
    assert any(one.kind == kind for one in BODIES)


def test_sizes_run_from_an_office_without_a_request_to_a_city_with_thousands() -> None:
    assert min(one.size for one in BODIES) == 0
    assert max(one.size for one in BODIES) > 10_000


def test_the_old_form_serves_to_2020_and_some_keep_it_or_mix() -> None:
    assert all(set(forms(one, 2020).values()) == {"2019"} for one in BODIES)
    later = [tuple(forms(one, 2023).values()) for one in BODIES]
    assert set(later) == {
        ("2021", "2021", "2021"),
        ("2019", "2019", "2019"),
        ("2019", "2021", "2021"),
        ("2021", "2019", "2019"),
    }
    assert later.count(("2021", "2021", "2021")) > 300
