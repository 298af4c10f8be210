"""Flatteners: the table, what is missing said in a sentence, and the same words from the page in marks."""

import logging
from collections import Counter, defaultdict
from dataclasses import replace

import pytest

from girml.synth.bodies import body
from girml.synth.composing import compose
from girml.synth.flatteners import FLATTENERS, Flattener, FlattenerError, flatten
from girml.synth.flatteners.flattener import ConversionError, run
from girml.synth.flatteners.flattening import moved
from girml.synth.marking import Place, Unmarked
from girml.synth.markup import to_html
from girml.synth.page import Page, PageCell, PageTable, Paragraph, Run
from girml.synth.style import Style, draw_style
from tests.processes import python

NAMED = {one.name: one for one in FLATTENERS}
BODIES = [body(23, number) for number in range(4)]
PAGES = [(compose(one, one.years[0], seed=2, split="test"), draw_style(one.number + 1)) for one in BODIES]
CELLS = tuple(tuple(PageCell((Run(text),), 1, 1) for text in line) for line in (("规章", "0"), ("许可", "66")))
TABLE = replace(PAGES[0][0], blocks=(Paragraph("text", (Run("前言。"),)), PageTable("t2", CELLS)))


def needed(flattener: Flattener) -> Flattener:
    """Return a flattener, or skip the test with the packages that it lacks here."""
    if missing := flattener.missing():
        pytest.skip(f"{flattener.name} needs {', '.join(missing)}")
    return flattener


def text_of(page: Page, name: str) -> str:
    """Return the text that a converter makes of a page in the plainest style."""
    found = flatten(page, Style(1), needed(NAMED[name]))
    assert found is not None
    return found.text


def test_names_are_unique_and_there_are_twenty_libraries_and_several_of_most_kinds() -> None:
    assert len(NAMED) == len(FLATTENERS)
    assert len({one.library for one in FLATTENERS}) >= 20
    libraries = defaultdict(set)
    for one in FLATTENERS:
        libraries[one.kind].add(one.library)
    assert all(len(libraries[kind]) >= 3 for kind in ("cells", "rows", "layout", "pdf", "glued"))


def test_paper_comes_from_two_printers_and_goes_to_four_readers() -> None:
    paper = [one for one in FLATTENERS if one.press.startswith("paper")]
    printers = Counter(one.needs[0] for one in paper)
    assert set(printers) == {"chromium", "weasyprint"}
    assert len({one.library for one in paper}) >= 4


def test_a_missing_package_is_a_sentence_that_names_it_and_the_cure() -> None:
    lacking = Flattener("odd", "odd", "rows", ("no-such-program",), str)
    assert lacking.missing() == ("no-such-program",)
    assert not lacking.available()
    with pytest.raises(FlattenerError, match=r"^odd needs no-such-program: apt-get install no-such-program\.$"):
        lacking("<p>1</p>")


def test_a_program_that_fails_is_a_sentence_that_names_it() -> None:
    with pytest.raises(ConversionError, match="false failed"):
        run(("false",))


def test_the_table_loads_without_any_converter() -> None:
    code = (
        "import sys\nfrom girml.synth.flatteners import FLATTENERS\n"
        "print(*sorted({'bs4', 'lxml', 'trafilatura', 'fontTools', 'pdfplumber', 'docx'} & set(sys.modules)))"
    )
    assert python(code) == ""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("bs4-stripped-lines", "前言。\n规章\n0\n许可\n66"),
        ("bs4-bars", "前言。|规章|0|许可|66"),
        ("bs4-none", "前言。规章0许可66"),
        ("lxml-none", "前言。规章0许可66"),
        ("selectolax-none", "前言。规章0许可66"),
        ("html5lib-tabs", "前言。\t规章\t0\t许可\t66"),
        ("parsel-rows", "前言。\n规章\t0\n许可\t66"),
        ("pyquery", "前言。\n规章\n0\n许可\n66"),
        ("justext", "前言。\n规章\n0\n许可\n66"),
        ("resiliparse", "前言。\n规章\t\t0\n许可\t\t66"),
        ("stdlib", "前言。 规章 0 许可 66"),
    ],
)
def test_a_converter_flattens_a_table_in_its_own_way(name: str, text: str) -> None:
    found = "\n".join(" ".join(line.split(" ")).strip() for line in text_of(TABLE, name).split("\n") if line.strip())
    assert " ".join(found.split()) == " ".join(text.split())


# What is dear to print or to save is tried once for each printer and each way of saving; scans have their own tests.
CHEAP = {one.name for one in FLATTENERS if not one.press and not one.find}
TRIED = CHEAP | {"docx-mammoth", "office-odt", "weasyprint-pdfplumber", "chromium-pdftotext"}


@pytest.mark.parametrize("name", sorted(TRIED))
def test_the_page_in_marks_gives_the_text_of_the_page(name: str) -> None:
    flattener = needed(NAMED[name])
    # A converter may be misled by marks, or fail, on one page or another.
    found = next((one for page, style in PAGES if (one := flatten(page, style, flattener))), None)
    assert found
    assert found.text.strip()
    assert found.places


@pytest.mark.parametrize("name", sorted(one.name for one in FLATTENERS if one.alike and "weasyprint" in one.name))
def test_paper_in_marks_reads_as_the_page_itself(name: str) -> None:
    flattener = needed(NAMED[name])
    page, style = PAGES[0]
    found = flatten(page, style, flattener)
    assert found
    plain = flattener(flattener.dress(to_html(page, style), {}))
    assert moved(found, plain)


def test_the_same_page_gives_the_same_text_in_another_process() -> None:
    names = [name for name in ("bs4-lines", "inscriptis", "html2text") if NAMED[name].available()]
    code = (
        "import hashlib\nfrom girml.synth import body, compose, draw_style\n"
        "from girml.synth.flatteners import FLATTENERS, flatten\n"
        "one = body(23, 1)\npage = compose(one, one.years[0], seed=2, split='test')\n"
        f"for each in FLATTENERS:\n    if each.name in {names!r}:\n"
        "        print(hashlib.sha256(repr(flatten(page, draw_style(2), each)).encode()).hexdigest())"
    )
    assert python(code, hash_seed="1") == python(code, hash_seed="2") != ""


def test_a_converter_that_fails_gives_no_document() -> None:
    def failing(html: str) -> str:
        raise ConversionError("it fails.")

    assert flatten(TABLE, Style(1), Flattener("failing", "failing", "rows", (), failing)) is None


def test_a_converter_that_marks_mislead_gives_no_document() -> None:
    def without_figures(html: str) -> str:
        return "".join(char for char in html if char not in "0123456789")

    assert flatten(*PAGES[0], Flattener("odd", "odd", "rows", (), without_figures)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" 12", Unmarked(" 12", (Place(1, 0, 0), Place(2, 0, 1)))),
        ("   12 ", Unmarked("   12 ", (Place(3, 0, 0), Place(4, 0, 1)))),
        (" 1 2", None),
        ("\n12", None),
        ("12x", None),
    ],
    ids=["same", "other width", "torn", "other line", "other text"],
)
def test_places_move_where_white_space_alone_differs(text: str, expected: Unmarked | None) -> None:
    assert moved(Unmarked(" 12", (Place(1, 0, 0), Place(2, 0, 1))), text) == expected


def test_reading_paper_leaves_no_warnings(caplog: pytest.LogCaptureFixture) -> None:
    flattener = needed(NAMED["weasyprint-pdfminer"])
    with caplog.at_level(logging.WARNING):
        flatten(*PAGES[0], flattener)
    assert not [record for record in caplog.records if record.name.startswith(("pdfminer", "fontTools"))]
