import pytest

from girml.labeler.handling import GROUP, ROW, told_apart
from girml.layout.choice import choose
from girml.records import Mention, Name

FIRST_ROW, TOTAL = ROW + ".not_corrected", "l.t3.row.processed"


def named(label: str, score: float = 0.9) -> tuple[Name, ...]:
    return (Name(label, 0, 4, score),)


@pytest.mark.parametrize(
    ("was", "behind", "is_now"),
    [
        pytest.param(GROUP, [("figure", None), ("row", TOTAL)], ROW, id="figures beside it: the row of 2019"),
        pytest.param(GROUP, [("blank", None), ("row", TOTAL)], ROW, id="blanks beside it: the row of 2019"),
        pytest.param(ROW, [("row", FIRST_ROW), ("figure", None)], GROUP, id="rows below it: the group of 2021"),
        pytest.param(GROUP, [("figure", None), ("row", FIRST_ROW)], GROUP, id="set in the middle of its rows"),
        pytest.param(GROUP, [("row", TOTAL), ("figure", None)], GROUP, id="labels before all figures tell nothing"),
        pytest.param(ROW, [("row", GROUP), ("figure", None)], ROW, id="printed in both of the cells it spans"),
        pytest.param(TOTAL, [("figure", None)], TOTAL, id="another label keeps its name"),
        pytest.param(GROUP, [], GROUP, id="nothing follows"),
    ],
)
def test_what_follows_names_other_handling(was: str, behind: list[tuple[str, str | None]], is_now: str) -> None:
    labels = [("row", was), *behind]
    names = {at: named(label) for at, (_, label) in enumerate(labels) if label}

    assert told_apart([f"B-{tag}" for tag, _ in labels], names)[0] == named(is_now)


def test_a_name_that_takes_the_first_place_stands_nowhere_else() -> None:
    names = {0: (*named(GROUP), *named(ROW, 0.1))}

    assert told_apart(["B-row", "B-figure"], names) == {0: named(ROW)}


@pytest.mark.parametrize(
    ("mentions", "form"),
    [
        pytest.param([(ROW, 0.9)], "2019", id="surely named"),
        pytest.param([(ROW, 0.54), (ROW, 0.61)], "2019", id="in doubt, but nothing speaks against it"),
        pytest.param([(ROW, 0.6), (FIRST_ROW, 0.9)], "2021", id="what is surely named decides"),
        pytest.param([(ROW, 0.4)], None, id="too much in doubt"),
    ],
)
def test_the_form_of_table_3_hangs_on_its_label(mentions: list[tuple[str, float]], form: str | None) -> None:
    printed = [(Mention("row", 0, 0, 0, 4, 1.0, named(label, score)), "其他处理") for label, score in mentions]

    assert choose(printed)["t3"] == form
