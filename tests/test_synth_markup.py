"""Pages as HTML: every run is there, in order, escaped and decodable; bytes depend on the seed alone."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from girml.synth.bodies import body
from girml.synth.choosing import data
from girml.synth.composing import compose
from girml.synth.markup import to_html
from girml.synth.page import Paragraph, Run, runs
from girml.synth.style import Style, draw_style
from tests.processes import python

BODIES = [body(17, number) for number in range(60)]
PAGES = [compose(one, one.years[0], seed=6, split="test") for one in BODIES]
STYLED = [(page, draw_style(number)) for number, page in enumerate(PAGES * 3)]
VOID = {"meta", "br", "col"}
BLOCKS = {"p", "div", "table", "ul", "h1", "h2"}
INLINE = {"p", "span", "a", "font", "b", "strong", "h1", "h2"}


class Reader(HTMLParser):
    """Gathers the text of a body and checks that elements nest."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not (tag in BLOCKS and INLINE & set(self.open[self.within() :]))
        if tag not in VOID:
            self.open.append(tag)

    def within(self) -> int:
        """Return where the elements begin that are open within the innermost cell."""
        return max((at + 1 for at, tag in enumerate(self.open) if tag == "td"), default=0)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "title"} & set(self.open):
            self.text.append(data)


def text_of(html: str) -> str:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return "".join(reader.text)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.heavy
def test_the_text_of_the_html_is_that_of_the_runs_in_order() -> None:
    for page, style in STYLED:
        printed = "".join(run.text for run in runs(page))
        assert squeezed(text_of(to_html(page, style))) == squeezed(printed)


def test_every_printed_figure_is_in_the_text_of_its_cell() -> None:
    for page, style in STYLED[:60]:
        text = text_of(to_html(page, style))
        figures = [run.text for run in runs(page) if run.mark and run.mark.tag == "figure"]
        assert all(figure in text for figure in figures)


def mask(index: int, text: str) -> str:
    return chr(0xE000 + index % 6000) * len(text)


def test_encoded_runs_stand_in_the_place_of_the_real_ones() -> None:
    for page, style in STYLED[:60]:
        coded = squeezed(text_of(to_html(page, style, encode=mask)))
        wanted = "".join(mask(index, run.text) for index, run in enumerate(runs(page)))
        assert coded == wanted


def test_an_encoding_that_changes_the_length_is_refused() -> None:
    with pytest.raises(ValueError, match="one by one"):
        to_html(PAGES[0], draw_style(1), encode=lambda index, text: text + "x")


def test_text_is_escaped() -> None:
    page = replace(PAGES[0], blocks=(Paragraph("text", (Run("<1&2>"),)),))
    assert "&lt;1&amp;2&gt;" in to_html(page, Style(1))


@pytest.mark.parametrize(
    ("style", "piece"),
    [
        (Style(1, document="word"), "<o:p></o:p>"),
        (Style(1, document="word"), "mso-"),
        (Style(1, frame="layout_table"), '<table width="100%" cellpadding="0">'),
        (Style(1, frame="nested"), '<td class="frame"><table'),
        (Style(1, cell="p_span"), "<td><p style"),
        (Style(1, cell="bare", breaks="br"), "<br>"),
        (Style(1, groups="thead"), "</thead>"),
        (Style(1, groups="colgroup"), "<colgroup>"),
        (Style(1, pad="before"), "&nbsp;"),
        (Style(1, attributes="inline"), 'valign="middle"'),
        (Style(1, furniture="list"), "<li><a"),
        (Style(1, indent="　　"), "<p>　　"),
    ],
)
def test_a_style_shows(style: Style, piece: str) -> None:
    page = next(page for page in PAGES if "furniture" in {getattr(block, "style", "") for block in page.blocks})
    assert piece in to_html(page, style)


def test_spans_of_cells_are_kept_or_lost() -> None:
    page = next(page for page in PAGES if not page.missing)
    assert "rowspan" in to_html(page, Style(1))
    assert "rowspan" not in to_html(page, Style(1, spans="rows_lost"))
    assert "colspan" not in to_html(page, Style(1, spans="all_lost"))


def test_a_figure_and_its_unit_stand_in_different_spans() -> None:
    page = next(page for page in PAGES if any(re.fullmatch(r"\d+件", run.text) for run in runs(page)))
    assert re.search(r"<span>\d+</span><span>件</span>", to_html(page, Style(1, cut="unit")))


def test_drawn_styles_use_every_habit() -> None:
    drawn = [draw_style(seed) for seed in range(400)]
    for name, options in data("markup").items():
        assert {getattr(style, name) for style in drawn} == set(options)


def test_another_process_gives_the_same_bytes() -> None:
    code = (
        "from girml.synth import body, compose, draw_style, to_html\n"
        "import hashlib\n"
        "one = body(17, 5)\n"
        "page = compose(one, one.years[0], seed=6, split='test')\n"
        "print(hashlib.sha256(to_html(page, draw_style(9)).encode()).hexdigest())\n"
    )
    assert python(code, hash_seed="1") == python(code, hash_seed="2") != ""
