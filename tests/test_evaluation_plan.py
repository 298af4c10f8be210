"""What may be asked of an evaluation: systems, strata, names."""

from pathlib import Path

import pytest

import girml
from girml.errors import UsageError
from girml.evaluation import Plan
from girml.evaluation.planning import check
from girml.evaluation.strata import keys
from girml.evaluation.systems import BUILT_IN, system
from tests.corpora import document
from tests.evaluations import generated

HERE, FILE = Path("here"), Path("a.jsonl")
SYSTEMS = "name one of deterministic, regex, zeros."


@pytest.mark.parametrize(
    ("plan", "message"),
    [
        pytest.param(Plan(HERE, systems=("crf",)), f"There is no system 'crf': {SYSTEMS}", id="unknown system"),
        pytest.param(
            Plan(HERE, by=("kind", "colour")),
            "There is no stratum 'colour': name one of kind, flattener, library, form, year.",
            id="unknown stratum",
        ),
        pytest.param(
            Plan(HERE, systems=("zeros", "zeros")),
            "Two systems go by the name 'zeros': give each a name of its own.",
            id="a system twice",
        ),
        pytest.param(
            Plan(HERE, predictions=(("regex", FILE),)),
            "Two systems go by the name 'regex': give each a name of its own.",
            id="reports under the name of a system",
        ),
    ],
)
def test_what_there_is_not_is_refused(plan: Plan, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        check(plan)
    assert str(refused.value) == message


def test_systems_come_before_what_was_written_before() -> None:
    plan = Plan(HERE, systems=("zeros",), predictions=(("old", FILE), ("new", FILE)))
    check(plan)
    assert plan.names == ("zeros", "old", "new")


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_system_makes_a_report_of_a_text_and_is_made_once(name: str) -> None:
    assert system(name) is system(name)
    assert system(name)("规章 3 0 12").end == 9


def test_the_deterministic_reader_is_the_one_that_girml_loads() -> None:
    assert system("deterministic")("").model == girml.load().model == "deterministic-1"


def test_a_document_has_a_key_in_every_stratum() -> None:
    assert keys(generated(kind="pdf")) == {
        "kind": "pdf", "flattener": "f", "library": "links", "form": "2021", "year": "2023",
    }  # fmt: skip


def test_a_document_that_nobody_generated_is_of_the_kind_real() -> None:
    assert keys(document())["kind"] == "real"
