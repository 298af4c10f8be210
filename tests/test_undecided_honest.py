"""What gold calls undecided, confirmed by a judge of its own: glued documents, and those whose blanks left no trace."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import count, cycle, islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import pytest

from girml.corpus import load as load_annotations
from girml.corpus.features import from_row
from girml.forms import load
from girml.records import TableId, Value
from girml.records.annotation import Annotation
from girml.synth.undecided import undecided
from tests.brute import Verdict, judge, verdicts
from tests.brute_rows import NotJudgedError, Row, Thing

if TYPE_CHECKING:
    from girml.synth.page import Page

pytestmark = pytest.mark.heavy

ANNOTATIONS = Path(__file__).parents[1] / "annotations"
OF_EACH = 50
COLLAPSED = "collapsed_blanks"
PLAIN = frozenset(
    (COLLAPSED, "lookalike_digits", "lost_units", "mistyped_labels", "page_marks", "traditional", "one_line")
)
"""Damage that leaves every figure by its label, once and whole: what the judge can read."""


class Told(NamedTuple):
    """What a document of the corpus is chosen by."""

    id: str
    body: str
    kind: str
    damage: Sequence[str]


class Judged(NamedTuple):
    """A table with what the judge and what gold say of its cells; `verdicts` is None where the judge cannot tell."""

    name: str
    annotation: Annotation
    verdicts: dict[str, Verdict] | None
    undecided: frozenset[str]


def documents() -> list[Annotation]:
    """Return the glued documents and those with collapsed blanks that are judged: of each the first fifty in order of
    their ids that have plain damage at most, one of a body; from the corpus, or generated where it has too few."""
    stored = load_annotations(ANNOTATIONS)
    told = sorted(enumerate(stored.select_columns(list(Told._fields))), key=lambda one: str(one[1]["id"]))
    sorts = [(at, Told(**one)) for at, one in told]
    chosen = [*_first(sorts, _is_glued), *_first(sorts, _is_collapsed)]
    return [from_row(stored[at]) for at in chosen] if len(chosen) == 2 * OF_EACH else list(_generated())


def _is_glued(one: Told | Annotation) -> bool:
    return one.kind == "glued" and PLAIN.issuperset(one.damage)


def _is_collapsed(one: Told | Annotation) -> bool:
    # In a scan numbers come apart and stand astray: more than the judge can read.
    return COLLAPSED in one.damage and PLAIN.issuperset(one.damage) and one.kind != "ocr"


def _first(sorts: Iterable[tuple[int, Told]], wanted: Callable[[Told], bool]) -> list[int]:
    """Return where the first wanted document of each body stands, of so many bodies."""
    bodies: dict[str, int] = {}
    for at, one in sorts:
        if wanted(one):
            bodies.setdefault(one.body, at)
    return list(islice(bodies.values(), OF_EACH))


def _generated() -> Iterator[Annotation]:
    for library in ("bs4", "lxml", "selectolax", "html5lib"):
        pytest.importorskip(library)
    from girml.synth.damage import damage

    yield from islice(_flattened(_pages(), ("bs4-none", "lxml-none", "selectolax-none", "html5lib-none")), OF_EACH)
    blank = (page for page in _pages() if None in page.cells.values())
    parted = _flattened(blank, ("bs4-tabs", "bs4-bars", "selectolax-bars", "lxml-lines", "html5lib-tabs"))
    damaged = (damage(one, Random(one.id), kinds=[COLLAPSED]) for one in parted)
    yield from islice(filter(_is_collapsed, damaged), OF_EACH)


def _pages() -> "Iterator[Page]":
    """Yield the last report of body after body."""
    from girml.synth.bodies import body
    from girml.synth.composing import compose

    return (compose(one, one.years[-1], seed=7, split="train") for one in map(partial(body, 5), count()))


def _flattened(pages: "Iterable[Page]", names: Sequence[str]) -> Iterator[Annotation]:
    """Yield the annotation of page after page, each by the next of some flatteners."""
    from girml.synth.flatteners import FLATTENERS, flatten
    from girml.synth.gold import annotate
    from girml.synth.style import draw_style
    from girml.synth.traces import traced

    flatteners = {one.name: one for one in FLATTENERS}
    for number, (page, name) in enumerate(zip(pages, cycle(names), strict=False)):
        unmarked = flatten(page, draw_style(number), flatteners[name])
        if unmarked:
            yield traced(annotate(page, unmarked, flatteners[name]))


@pytest.fixture(scope="module")
def tables() -> list[Judged]:
    """Return every table of the documents, judged."""
    return [table for one in documents() for table in _judged(one)]


def _judged(annotation: Annotation) -> Iterator[Judged]:
    told = undecided(annotation)
    for table in annotation.form:
        own = frozenset(cell for cell in told if cell.startswith(f"{table}."))
        yield Judged(f"{annotation.id} {table}", annotation, _verdicts(annotation, table), own)


def _verdicts(annotation: Annotation, table: TableId) -> dict[str, Verdict] | None:
    try:
        return judge(annotation, table)
    except NotJudgedError:
        return None


def _cells(tables: Iterable[Judged], *verdicts: Verdict, undecided: bool) -> list[str]:
    """Return the cells of tables on which the judge and gold say this, each with its document."""
    return [
        f"{table.name} {cell}"
        for table in tables
        for cell, verdict in (table.verdicts or {}).items()
        if verdict in verdicts and (cell in table.undecided) == undecided
    ]


def test_nearly_every_table_of_a_hundred_documents_is_judged(tables: list[Judged]) -> None:
    assert len({table.annotation.id for table in tables}) == 2 * OF_EACH
    assert [table.name for table in tables if table.verdicts is None][3:] == []
    assert sum(bool(table.undecided) for table in tables) >= 50
    assert len(_cells(tables, Verdict.SEVERAL, undecided=True)) >= 2_000


def test_every_decided_cell_has_one_solution_and_it_is_the_print(tables: list[Judged]) -> None:
    assert _cells(tables, Verdict.SEVERAL, Verdict.AGAINST, Verdict.NONE, undecided=False) == []


def test_every_undecided_cell_has_several_solutions_or_none_or_one_against_the_print(tables: list[Judged]) -> None:
    assert _cells(tables, Verdict.PRINT, undecided=True) == []


def test_no_cell_is_undecided_that_the_text_has_no_row_of(tables: list[Judged]) -> None:
    assert [one.name for one in tables if one.verdicts is not None and not one.undecided <= one.verdicts.keys()] == []


def test_solutions_fail_only_where_a_misprint_is_recorded_or_the_text_hides_a_figure(tables: list[Judged]) -> None:
    for table in tables:
        if {Verdict.NONE, Verdict.AGAINST}.intersection((table.verdicts or {}).values()):
            assert any(cell in (table.verdicts or {}) for cell in _hidden(table.annotation)), table.name


def _hidden(annotation: Annotation) -> set[str]:
    """Return the cells whose true figure the text does not show: misprinted, lost, blank without a trace, or words,
    which no cut of a run gives back."""
    misprinted = {cell for misprint in annotation.misprints for cell in misprint.cells}
    shown = {span.label for span in annotation.spans}
    blank = {cell for cell, value in annotation.cells.items() if value is None} - shown
    return (
        misprinted | annotation.lost | blank | {cell for cell, value in annotation.cells.items() if type(value) is str}
    )


# The judge itself, on rows judged by hand.

P, S, A, N = Verdict.PRINT, Verdict.SEVERAL, Verdict.AGAINST, Verdict.NONE


def row(name: str, things: str) -> Row:
    """Return a row of the 2021 form from what stands in it, apart by spaces: "_" an empty cell, 4+3 glued figures."""
    cells = {one.id: one.cells for table in load("2021").tables.values() for one in table.rows}[name]
    shown = [Thing(one.replace("_", "").replace("+", ""), is_run="+" in one) for one in things.split()]
    return Row(tuple(cell.id for cell in cells), tuple(shown), len(shown) <= 1)


@pytest.mark.parametrize(
    ("rows", "printed", "expected"),
    [
        pytest.param({"t3.received": "64+0+0+2+0+4+70"}, "64 0 0 2 0 4 70", [P] * 7, id="the run of the design"),
        pytest.param({"t2.normative_documents": "5+84+5546"}, "5 84 5546", [S] * 3, id="the row of the design"),
        pytest.param({"t2.rules": "0+5+84"}, "0 5 84", [P, S, S], id="a zero stands alone"),
        pytest.param({"t3.received": "4 4"}, "4 _ _ _ _ _ 4", [S] * 7, id="figures apart, cells blank"),
        pytest.param({"t3.received": "4 _ _ _ _ _ 4"}, "4 _ _ _ _ _ 4", [P] * 7, id="traces of all blanks"),
        pytest.param({"t2.rules": "7+0+2"}, "7 0 2", [P] * 3, id="a run of as many digits as cells"),
        pytest.param({"t2.rules": "7+0+2", "t2.penalties": ""}, "7 0 2 _", [S] * 3 + [P], id="blanks elsewhere"),
        pytest.param({"t2.rules": "1+23"}, "1 _ 23", [P, A, A], id="a blank hidden in a run"),
        pytest.param({"t3.received": "1+2+3+0+0+61+2"}, "1 2 3 0 0 61 2", [P] * 5 + [A] * 2, id="one cut, no print"),
        pytest.param({"t3.received": "5 0 0 / 0 0 5"}, "5 0 0 _ 0 0 5", [P] * 7, id="a nil mark is zero to the rules"),
        pytest.param(
            {"t3.received": "3 0 0 0 0 0 4", "t3.granted": "12+0+0+0+0+0+12"},
            "3 0 0 0 0 0 4 12 0 0 0 0 0 12",
            [P] * 7 + [N, N, P, P, P, N, N],
            id="no reading, for a total elsewhere",
        ),
    ],
)  # fmt: skip
def test_the_judge_is_right_on_rows_told_by_hand(rows: dict[str, str], printed: str, expected: list[Verdict]) -> None:
    form = load("2021")
    given = [row(name, things) for name, things in rows.items()]
    prints: list[Value] = [None if one == "_" else int(one) for one in printed.split()]
    cells = [cell for one in given for cell in one.cells]
    rules = form.tables["t3"].rules if "t3" in cells[0] else ()
    assert list(verdicts(given, rules, dict(zip(cells, prints, strict=True))).values()) == expected
