"""Scans: what was read is matched with what was printed by place, and gold keeps apart what was misread."""

from dataclasses import replace

import pytest

from girml.records.annotation import AnnotatedSpan, Annotation
from girml.synth import Mark, PageCell, PageTable, Paragraph, Run, Style, body, compose, draw_style, to_html
from girml.synth.flatteners import FLATTENERS, Flattener, flatten
from girml.synth.flatteners.glyphs import Glyph, matched
from girml.synth.gold import annotate
from girml.synth.marking import Place, Unmarked
from girml.text.values import parse
from girml.text.view import fold

SCANS = [one for one in FLATTENERS if one.find]
READER = Flattener("reader", "reader", "ocr", (), str)
PAGE = compose(body(23, 1), body(23, 1).years[0], seed=2, split="train")
FIGURE, NIL, ROW = Mark("figure", "t2.rules.made"), Mark("blank", "t2.rules.made"), Mark("row", "l.t2.row.rules")


def glyphs(text: str, *, left: float = 0, top: float = 0, at: int = 0) -> list[Glyph]:
    """Return characters ten pixels wide and high, side by side."""
    return [Glyph(char, at + n, (left + 10 * n, top, left + 10 * n + 10, top + 10)) for n, char in enumerate(text)]


PRINTED = glyphs("政府信息12件") + glyphs("规章0", top=40, at=20)


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        pytest.param(glyphs("政府信息12件"), {at: at for at in range(7)}, id="as printed"),
        pytest.param(glyphs("政府信息l2什"), {at: at for at in range(7)}, id="misread"),
        pytest.param(
            glyphs("政府信息") + glyphs("2件", left=50, at=4), {0: 0, 1: 1, 2: 2, 3: 3, 4: 5, 5: 6}, id="one left out"
        ),
        pytest.param(glyphs("|", left=300), {}, id="an invented character far from all print"),
        pytest.param(glyphs("规章0", top=40), {0: 20, 1: 21, 2: 22}, id="another line"),
        pytest.param([], {}, id="a line of nothing"),
    ],
)
def test_characters_are_matched_by_place_and_look(read: list[Glyph], expected: dict[int, int]) -> None:
    assert matched([read], PRINTED) == expected


def test_libraries_differ_by_font_so_that_splits_do() -> None:
    fonts = {one.library: {need for need in one.needs if need.startswith("fonts-")} for one in SCANS}
    assert fonts == {
        "tesseract": {"fonts-wqy-microhei"},
        "tesseract-kai": {"fonts-arphic-ukai"},
        "tesseract-song": {"fonts-arphic-uming"},
    }


@pytest.mark.parametrize(
    ("run", "text", "chars", "span", "lost"),
    [
        pytest.param(Run("12", FIGURE), "| 12 |", {2: 0, 3: 1}, (2, 4, *FIGURE), False, id="as printed"),
        pytest.param(Run("12", FIGURE), "1 2", {0: 0, 2: 1}, (0, 3, *FIGURE), False, id="cut by a space"),
        pytest.param(Run("12件", FIGURE), "12什", {0: 0, 1: 1, 2: 2}, (0, 2, *FIGURE), False, id="unit misread"),
        pytest.param(Run("０", FIGURE), "〇", {0: 0}, (0, 1, *FIGURE), False, id="another zero"),
        pytest.param(Run("12", FIGURE), "l2", {0: 0, 1: 1}, (0, 2, "figure", ""), True, id="misread"),
        pytest.param(Run("12", FIGURE), "1", {0: 0}, (0, 1, "figure", ""), True, id="digit gone"),
        pytest.param(Run("0", FIGURE), "|10", {2: 0}, (1, 3, "figure", ""), True, id="a border read as one"),
        pytest.param(Run("1,234", FIGURE), "1.234", {n: n for n in range(5)}, (0, 5, "figure", ""), True, id="point"),
        pytest.param(Run("—", NIL), "-", {0: 0}, (0, 1, *NIL), False, id="another nil mark"),
        pytest.param(Run("—", NIL), "一", {0: 0}, (0, 1, "figure", ""), True, id="nil mark misread"),
        pytest.param(Run("规章", ROW), "规草", {0: 0, 1: 1}, (0, 2, *ROW), True, id="label misread"),
    ],
)
def test_what_is_misread_names_no_cell(
    run: Run, text: str, chars: dict[int, int], span: tuple[int, int, str, str], lost: bool
) -> None:
    value = 1234 if "," in run.text else 0 if run.text == "０" else None if run.mark == NIL else 12
    page = replace(PAGE, blocks=(Paragraph("text", (run,)),), cells={FIGURE.label: value}, misprints=())
    places = tuple(Place(at, 0, char) for at, char in chars.items())
    annotation = annotate(page, Unmarked(text, places), READER)
    assert annotation.spans == (AnnotatedSpan(*span),)
    assert annotation.lost == ({FIGURE.label} if lost else set())


def needed(name: str) -> Flattener:
    """Return a flattener, or skip the test with the packages that it lacks here."""
    flattener = next(one for one in SCANS if one.name == name)
    if missing := flattener.missing():
        pytest.skip(f"{name} needs {', '.join(missing)}")
    return flattener


def test_a_page_in_marks_is_read_as_the_page_itself_and_again_the_same() -> None:
    flattener = needed("tesseract-song-spaces")
    line = tuple(PageCell((run,), 1, 1) for run in (Run("规章", ROW), Run("35", FIGURE)))
    page = replace(PAGE, blocks=(Paragraph("text", (Run("全年情况如下。"),)), PageTable("t2", (line,))))
    found = flatten(page, Style(1), flattener)
    assert found
    assert found == flatten(page, Style(1), flattener)
    assert found.text.split() == ["全年情况如下。", "规章", "35"]
    start = found.text.index("规章"), found.text.index("35")
    assert found.places == tuple(Place(at + n, run, n) for at, run in zip(start, (1, 2), strict=True) for n in (0, 1))
    assert flattener(flattener.dress(to_html(page, Style(1)), {})).split() == found.text.split()


@pytest.fixture(scope="module")
def scanned() -> Annotation:
    """Return a scanned report, or skip the test where none can be made."""
    flattener = needed("tesseract-block")
    unmarked = flatten(PAGE, draw_style(2), flattener)
    assert unmarked
    return annotate(PAGE, unmarked, flattener)


def test_a_named_figure_of_a_scan_prints_its_cell(scanned: Annotation) -> None:
    figures = [span for span in scanned.spans if span.tag == "figure" and span.label]
    assert len(figures) > 60
    for span in figures:
        figure = parse("".join(fold(scanned.text[span.start : span.end]).split()))
        assert figure
        assert figure.value == scanned.cells[span.label]


def test_every_figure_of_a_scan_is_named_or_lost(scanned: Annotation) -> None:
    named = {span.label for span in scanned.spans if span.tag == "figure" and span.label}
    printed = {cell for cell, value in scanned.cells.items() if isinstance(value, int | float)}
    assert printed <= named | scanned.lost
    assert not named & scanned.lost
