"""Gold: every span prints what it says, every cell has one or is lost, counts are told where they stand."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from girml.forms import load
from girml.records.annotation import Annotation, ToldCount
from girml.synth.bodies import body
from girml.synth.composing import compose
from girml.synth.flatteners import FLATTENERS, Flattener, flatten
from girml.synth.gold import annotate
from girml.synth.marking import Unmarked, mark, unmark
from girml.synth.page import Mark, Page, Paragraph, Run, runs, told
from girml.synth.style import draw_style
from girml.text.values import is_nil, parse
from girml.text.view import fold

FAST = (
    "bs4-lines",
    "bs4-tabs",
    "bs4-bars",
    "bs4-none",
    "selectolax-bars",
    "lxml-content",
    "lxml-none",
    "html5lib-tabs",
    "html-text",
    "inscriptis",
    "html2text",
    "html2text-padded",
    "markdownify",
    "html-to-markdown",
    "trafilatura",
    "resiliparse",
    "parsel-rows",
    "w3lib-none",
    "pyquery",
    "justext",
    "boilerpy3",
    "stdlib",
    "w3m-wide",
    "w3m-narrow",
    "lynx-wide",
    "elinks-narrow",
    "links-narrow",
    "pandoc-wide",
    "pandoc-rst",
    "docx-mammoth",
    "docx-docx2txt",
    "docx-docx2python",
    "docx-python-docx",
    "weasyprint-pdftotext",
    "weasyprint-pdfminer",
)
NAMED = {one.name: one for one in FLATTENERS}
BODIES = [body(29, number) for number in range(12)]
PAGES = [compose(one, one.years[-1], seed=3, split="test") for one in BODIES]
STYLED = [(page, draw_style(40 + number)) for number, page in enumerate(PAGES)]
ODD = Flattener("odd", "odd", "rows", (), str)
FIGURE = Mark("figure", "t2.rules.made")
ROW = Mark("row", "l.t2.row.rules")


def squeezed(text: str) -> str:
    return fold("".join(text.split()))


def page(*printed: Run, cells: dict[str, int | float | str | None] | None = None) -> Page:
    """Return a page of one paragraph of these runs, with these cells."""
    return replace(PAGES[0], blocks=(Paragraph("text", printed),), cells=cells or {}, misprints=())


def annotated(one: Page, *pieces: str) -> Annotation:
    """Return the annotation of a page as a text in which each run is `{0}`, `{1}`, its characters `{0[1]}`."""
    encode, key = mark(one)
    coded = [encode(index, run.text) for index, run in enumerate(runs(one))]
    found = unmark("".join(pieces).format(*coded), key)
    assert found is not None
    return annotate(one, found, ODD)


def spans(annotation: Annotation) -> list[tuple[str, str]]:
    return [(span.tag, annotation.text[span.start : span.end]) for span in annotation.spans]


def converted(name: str) -> Iterator[tuple[Page, Annotation]]:
    """Yield three pages and their annotations by a converter, or skip the test where it cannot run."""
    flattener = NAMED[name]
    if missing := flattener.missing():
        pytest.skip(f"{name} needs {', '.join(missing)}")
    documents = ((page, flatten(page, style, flattener)) for page, style in STYLED)
    found = [(page, annotate(page, unmarked, flattener)) for page, unmarked in documents_up_to(documents, 3)]
    assert len(found) == 3
    yield from found


def documents_up_to(documents: Iterator[tuple[Page, Unmarked | None]], count: int) -> Iterator[tuple[Page, Unmarked]]:
    """Yield the first documents that a converter was not misled on."""
    for one, unmarked in documents:
        if count and unmarked:
            count -= 1
            yield one, unmarked
        if not count:
            return


def check_values(annotation: Annotation) -> None:
    for span in annotation.spans:
        printed = squeezed(annotation.text[span.start : span.end])
        if span.tag == "blank":
            assert is_nil(printed)
        elif span.tag == "figure" and span.label:
            value = annotation.cells[span.label]
            figure = parse(printed)
            assert printed == squeezed(value) if isinstance(value, str) else figure and figure.value == value


def check_places(annotation: Annotation) -> None:
    counts = Counter(span.label for span in annotation.spans if span.tag in ("figure", "blank"))
    for cell, value in annotation.cells.items():
        wanted = 0 if cell in annotation.lost else 1
        assert counts[cell] == wanted or (value is None and counts[cell] <= wanted)
    ends = [0, *(span.end for span in annotation.spans)]
    assert all(before <= span.start < span.end for before, span in zip(ends, annotation.spans, strict=False))


@pytest.mark.parametrize("name", FAST)
def test_a_converted_page_has_a_span_for_every_cell_that_prints_its_value(name: str) -> None:
    for one, annotation in converted(name):
        assert annotation.cells == one.cells
        assert (annotation.flattener, annotation.kind, annotation.library) == (
            name,
            NAMED[name].kind,
            NAMED[name].library,
        )
        check_values(annotation)
        check_places(annotation)
        for count in annotation.counts:
            assert Run(annotation.text[count.start : count.end]).text.strip()


def test_labels_headings_and_titles_print_what_the_page_prints() -> None:
    for one, annotation in converted("bs4-lines"):
        texts = {(run.mark.tag, run.mark.label, squeezed(run.text)) for run in runs(one) if run.mark and run.text}
        for span in annotation.spans:
            if span.tag != "furniture":
                assert (span.tag, span.label, squeezed(annotation.text[span.start : span.end])) in texts


def without_table_3(one: Page) -> Page:
    return replace(one, blocks=tuple(block for block in one.blocks if getattr(block, "id", "") != "t3"))


def test_a_converter_that_drops_a_table_puts_all_its_cells_in_lost_blanks_too() -> None:
    blanks = 0
    for one in PAGES:
        encode, key = mark(one)
        dropped = {at for at, run in enumerate(runs(one)) if run not in set(runs(without_table_3(one)))}
        texts = ("" if at in dropped else encode(at, run.text) for at, run in enumerate(runs(one)))
        found = unmark("\n".join(texts), key)
        assert found is not None
        lost = annotate(one, found, ODD).lost
        assert lost == {cell for cell in one.cells if cell.startswith("t3.")}
        blanks += sum(one.cells[cell] is None for cell in lost)
    assert blanks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("规章 {1}", [("figure", "12件")]),
        ("{1[0]} {1[1]}\n{1[2]}", [("figure", "1 2\n件")]),
        ("{1[0]}{1[1]}|{1[2]}", [("figure", "12")]),
        ("{1[0]}|{1[1]}{1[2]}", []),
        ("{1[0]}\t{1[1]}{1[2]}", [("figure", "1\t2件")]),
        ("{1[0]}{1[1]}\t{1[2]}", [("figure", "12")]),
        ("{1[0]}\t{1[1]}{1[2]}\n{1}", [("figure", "12件")]),
        ("{1[0]}\t{1[2]}{1[1]}", []),
        ("{1[1]}{1[0]}{1[2]}", []),
        ("{1[0]}{1[2]}", []),
        ("{1[0]}", []),
        ("{1} {1}", [("figure", "12件")]),
        ("{1[0]} 0 {1[1]}{1[2]}", []),
    ],
    ids=[
        "whole",
        "wrapped",
        "torn unit",
        "torn figure",
        "cut by a tab",
        "unit torn by a tab",
        "cut by a tab, then whole",
        "cut by a tab, out of order",
        "out of order",
        "digit gone",
        "cut off",
        "twice",
        "mixed",
    ],
)
def test_a_figure_survives_whole_and_in_order_or_is_lost(text: str, expected: list[tuple[str, str]]) -> None:
    one = page(Run(""), Run("12件", FIGURE), cells={FIGURE.label: 12})
    annotation = annotated(one, text)
    assert spans(annotation) == expected
    assert (FIGURE.label in annotation.lost) is (not expected)


@pytest.mark.parametrize(
    ("printed", "value", "text", "expected"),
    [
        ("1,234", 1234, "{0[0]} {0[1]}{0[2]}{0[3]}{0[4]}", "1 ,234"),
        ("-5", -5, "{0[0]}\n{0[1]}", "-\n5"),
        ("-5", -5, "{0[0]}\t{0[1]}", "-\t5"),
        ("0/0", "0/0", "{0[0]}\t{0[1]}\t{0[2]}", "0\t/\t0"),
        ("12.50万元", 12.5, "{0}", "12.50万元"),
        ("0/0", "0/0", "{0}", "0/0"),
        ("无变化", "无变化", "{0[0]}{0[1]}\n{0[2]}", "无变\n化"),
    ],
)
def test_signs_separators_and_words_belong_to_the_span(
    printed: str, value: int | float | str, text: str, expected: str
) -> None:
    assert spans(annotated(page(Run(printed, FIGURE), cells={FIGURE.label: value}), text)) == [("figure", expected)]


@pytest.mark.parametrize(
    ("printed", "value", "text", "expected"),
    [
        ("12万元", 12, "{0[0]}{0[1]} | {0[2]}{0[3]}", ["12"]),
        ("新增7", 7, "{0[0]}{0[1]}|{0[2]}", ["7"]),
        ("减少7", -7, "{0[0]}{0[1]}|{0[2]}", []),
        ("1.50", 1.5, "{0[0]}{0[1]}{0[2]}|{0[3]}", []),
        ("0/0", "0/0", "{0[0]}|{0[1]}{0[2]}", []),
    ],
)
def test_what_is_torn_off_must_not_change_the_value(
    printed: str, value: int | float | str, text: str, expected: list[str]
) -> None:
    annotation = annotated(page(Run(printed, FIGURE), cells={FIGURE.label: value}), text)
    assert [found for _, found in spans(annotation)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{0[0]}{0[1]}\n  {0[2]}{0[3]}", ["（一\n  ）予"]),
        ("{0[0]}{0[1]} 7\n{0[2]}{0[3]}", ["一", "予"]),
        ("{0[0]}{0[1]}\t{0[2]}{0[3]}", ["一", "予"]),
        ("{0}\n{0}", ["（一）予", "（一）予"]),
    ],
    ids=["wrapped", "in pieces", "parted by a tab", "repeated"],
)
def test_a_label_is_one_span_unless_something_stands_within(text: str, expected: list[str]) -> None:
    annotation = annotated(page(Run("（一）予", ROW)), text)
    assert [printed.strip("（）") for _, printed in spans(annotation)] == [one.strip("（）") for one in expected]


def test_blanks_of_a_row_are_lost_only_with_the_whole_row() -> None:
    row = load("2021").tables["t2"].rows[0]
    blank = [Run("", Mark("blank", cell.id)) for cell in row.cells]
    one = page(Run("规章", Mark("row", row.label)), *blank, cells={cell.id: None for cell in row.cells})
    whole = replace(one, form={"t2": "2021", "t3": "2021", "t4": "2021"})
    assert annotated(whole, "{0}").lost == frozenset()
    assert annotated(whole, "-").lost == {cell.id for cell in row.cells}


def test_a_local_row_has_spans_without_a_cell() -> None:
    annotation = annotated(page(Run("其他文件", Mark("row")), Run("3", Mark("figure"))), "{0} {1}")
    assert [(span.tag, span.label) for span in annotation.spans] == [("row", ""), ("figure", "")]


def test_a_told_count_is_a_count_and_no_span() -> None:
    annotation = annotated(page(Run("收到"), Run("12", told("p.received", 12, agrees=False)), Run("件")), "{0}{1}{2}")
    assert annotation.spans == ()
    assert annotation.counts == (ToldCount(2, 4, "p.received", 12, False),)


def test_what_is_known_of_the_page_is_handed_on() -> None:
    for one, style in STYLED[:3]:
        found = flatten(one, style, NAMED["stdlib"])
        assert found is not None
        annotation = annotate(one, found, NAMED["stdlib"])
        assert (annotation.body, annotation.year, annotation.form) == (one.body, one.year, one.form)
        assert annotation.misprints == one.misprints
        assert annotation.id == f"{one.body}.{one.year}.stdlib"
        assert json.dumps(annotation.text)
