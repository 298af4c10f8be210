import pytest

from girml.forms import load
from girml.layout.segments import Entry
from girml.layout.spanning import spanned
from girml.records import Reading, RowSpec
from girml.text.values import Kind


def entry(text: str, at: int) -> Entry:
    kind: Kind = "nil" if text == "/" else "figure"
    value = None if text == "/" else int(text)
    reading = Reading("blank" if value is None else "read", value, text, 10 * at, 10 * at + len(text))
    return Entry(kind, reading, at, at, 0, 2, 0, text)


def row(form: str, label: str) -> RowSpec:
    return next(row for row in load(form).tables["t2"].rows if row.label == label)


@pytest.mark.parametrize(
    ("form", "label", "printed", "values"),
    [
        pytest.param("2021", "l.t2.row.licences", ["12", "12", "12"], [12], id="three columns, one cell"),
        pytest.param("2021", "l.t2.row.licences", ["/", "/", "/"], [None], id="nil marks"),
        pytest.param("2021", "l.t2.row.licences", ["12", "12"], None, id="once too few"),
        pytest.param("2021", "l.t2.row.licences", ["1", "2", "2"], None, id="figures that differ"),
        pytest.param("2019", "l.t2.row.procurement", ["3", "88", "88"], [3, 88], id="the last cell spans two"),
        pytest.param("2019", "l.t2.row.procurement", ["3", "3", "88", "88"], [3, 88], id="both span two in one grid"),
        pytest.param("2019", "l.t2.row.procurement", ["3", "88", "88", "88"], None, id="no grid of the form is so"),
        pytest.param("2021", "l.t2.row.rules", ["1", "1", "1", "2"], None, id="a row whose cells span one column each"),
    ],
)
def test_a_figure_for_each_column_is_one(form: str, label: str, printed: list[str], values: list[int] | None) -> None:
    found = spanned(row(form, label), [entry(text, at) for at, text in enumerate(printed)])

    assert (None if found is None else [reading.value for reading in found]) == values


def test_the_first_of_them_is_where_the_cell_is_read() -> None:
    found = spanned(row("2021", "l.t2.row.licences"), [entry("12", at) for at in (4, 5, 6)])

    assert found is not None
    assert (found[0].start, found[0].end) == (40, 42)
