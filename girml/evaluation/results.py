"""What came of an evaluation, summed up in one record that all writers take."""

import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import girml
from girml.evaluation.outcome import Judged, Outcome
from girml.evaluation.planning import Plan
from girml.evaluation.selecting import Selection, digest
from girml.score import Calibration, Coverage, Difference, Summary, calibrations, compare, cover, summarise, together

ALL = "all"
STATES = {"undamaged": False, "damaged": True}
"""The states of documents, which are never summed up together: whether they were damaged."""


@dataclass(frozen=True, slots=True)
class About:
    """What was evaluated, and with what: `sha256` is over ids and texts of the documents, in order; `systems` gives
    the models of each by its name."""

    n: int
    split: str
    by: tuple[str, ...]
    limit: int | None
    seed: int
    sha256: str
    systems: dict[str, tuple[str, ...]]
    girml: str
    python: str


@dataclass(frozen=True, slots=True)
class Measured:
    """How one system fares: rates, calibration over the groups of cells, risk against coverage."""

    summary: Summary
    calibration: dict[str, Calibration]
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Group:
    """The documents of one state that have one key in a stratum (`by` and `key` are "all" for all of them), and how
    each system fares on them."""

    state: str
    by: str
    key: str
    n: int
    systems: dict[str, Measured]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two systems on the documents of one state: the difference in each rate."""

    state: str
    n: int
    first: str
    second: str
    differences: dict[str, Difference]


@dataclass(frozen=True, slots=True)
class Results:
    """What came of an evaluation. Groups go by state; in each the keys of every stratum, sorted, then all."""

    about: About
    groups: tuple[Group, ...]
    comparisons: tuple[Comparison, ...]


def strata(groups: Sequence[Group], by: str) -> list[Group]:
    """Return the groups of a stratum, of those of one state, then all together where there are several."""
    keys = [group for group in groups if group.by == by]
    return keys if len(keys) == 1 else [*keys, groups[-1]]


def sum_up(plan: Plan, selection: Selection, outcomes: Sequence[Outcome]) -> Results:
    """Return the results of a plan from the outcomes of its documents."""
    states = {state: [one for one in outcomes if one.damaged == damaged] for state, damaged in STATES.items()}
    some = {state: found for state, found in states.items() if found}
    return Results(
        about=_about(plan, selection, outcomes),
        groups=tuple(group for state, found in some.items() for group in _groups(plan, state, found)),
        comparisons=tuple(one for state, found in some.items() for one in _comparisons(plan, state, found)),
    )


def _about(plan: Plan, selection: Selection, outcomes: Sequence[Outcome]) -> About:
    return About(
        n=len(outcomes),
        split=plan.split or ALL,
        by=plan.by,
        limit=plan.limit,
        seed=plan.seed,
        sha256=digest(selection.drawn),
        systems={name: tuple(sorted({one.judged[name].model for one in outcomes})) for name in plan.names},
        girml=girml.__version__,
        python=platform.python_version(),
    )


def _groups(plan: Plan, state: str, outcomes: Sequence[Outcome]) -> Iterator[Group]:
    for by in plan.by:
        for key in sorted({one.keys[by] for one in outcomes}):
            yield _group(plan, [one for one in outcomes if one.keys[by] == key], (state, by, key))
    yield _group(plan, outcomes, (state, ALL, ALL))


def _group(plan: Plan, outcomes: Sequence[Outcome], name: tuple[str, str, str]) -> Group:
    systems = {system: _measured([one.judged[system] for one in outcomes], plan.seed) for system in plan.names}
    return Group(*name, len(outcomes), systems)


def _measured(judged: Sequence[Judged], seed: int) -> Measured:
    claims = [one.claims for one in judged]
    return Measured(
        summary=summarise([one.score for one in judged], seed=seed),
        calibration=calibrations(together(claims)),
        coverage=cover(claims, seed=seed),
    )


def _comparisons(plan: Plan, state: str, outcomes: Sequence[Outcome]) -> Iterator[Comparison]:
    for first, second in combinations(plan.names, 2):
        ours, theirs = ([one.judged[name].score for one in outcomes] for name in (first, second))
        yield Comparison(state, len(outcomes), first, second, compare(ours, theirs, seed=plan.seed))
