"""The systems by name."""

import pytest

import girml
from girml.evaluation.systems import BUILT_IN, system


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_system_makes_a_report_of_a_text_and_is_made_once(name: str) -> None:
    assert system(name) is system(name)
    assert system(name)("规章 3 0 12").end == 9


def test_the_deterministic_reader_is_the_one_that_girml_loads() -> None:
    assert system("deterministic")("").model == "deterministic-1"
    assert system("learned")("").model == girml.load().model == "default-7"
