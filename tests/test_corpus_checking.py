"""Every kind of fault, planted in a document without any: it is found once, where it is, and said with its cure."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from girml.corpus import KINDS, Fault, check, lines
from girml.records import Tokens, Value
from girml.records.annotation import AnnotatedSpan, Annotation, Misprint, ToldCount
from tests.corpora import CELLS, HEADING, PROSE, corpus, document, span_of, with_span

UPHELD, CORRECTED, TOTAL = "t4.reconsideration.upheld", "t4.reconsideration.corrected", "t4.reconsideration.total"
NIL = "t4.litigation_after_reconsideration.corrected"
GOOD = document()
AT = {cell: span_of(GOOD, cell) for cell in CELLS}
HEAD = span_of(GOOD, "s4")

Tokenize = Callable[[str], Tokens]


def moved(label: str, start: int, end: int) -> Annotation:
    """Return the document with a span's borders moved by so much."""
    span = span_of(GOOD, label)
    return with_span(GOOD, label, span._replace(start=span.start + start, end=span.end + end))


def tagged(label: str, tag: str) -> Annotation:
    """Return the document with another tag on a span."""
    return with_span(GOOD, label, span_of(GOOD, label)._replace(tag=tag))


def named(label: str, other: str) -> Annotation:
    """Return the document with another label on a span."""
    return with_span(GOOD, label, span_of(GOOD, label)._replace(label=other))


def printed(cell: str, text: str) -> Annotation:
    """Return the document with another text in a cell, its span over all of it, later ones moved."""
    at, by = AT[cell], len(text) - 1
    spans = [
        one._replace(end=one.end + by) if one == at else
        one._replace(start=one.start + by, end=one.end + by) if one.start > at.start else one
        for one in GOOD.spans
    ]  # fmt: skip
    return replace(GOOD, text=GOOD.text[: at.start] + text + GOOD.text[at.end :], spans=tuple(spans))


def valued(cell: str, value: Value) -> Annotation:
    """Return the document with another value of a cell."""
    return replace(GOOD, cells={**GOOD.cells, cell: value})


def with_text(text: str, *spans: AnnotatedSpan) -> Annotation:
    """Return a document of nothing but a text and its spans."""
    return replace(GOOD, text=text, cells={}, spans=spans)


LENGTH = len(GOOD.text)
HEADING_TAG = ("heading", "s4")

PLANTED = [
    pytest.param(
        moved(NIL, LENGTH, LENGTH),
        "range",
        f"but the text ends at {LENGTH}; correct the offsets.",
        id="behind the text",
    ),
    pytest.param(
        replace(GOOD, counts=(ToldCount(-1, 2, "p.litigation", 0, True),)),
        "range",
        "count p.litigation lies at -1:2",
        id="count before the text",
    ),
    pytest.param(
        moved("s4", 0, -len(HEADING)), "range", "is empty; only an empty cell, a blank, may be.", id="empty heading"
    ),
    pytest.param(
        replace(GOOD, spans=(*GOOD.spans, AnnotatedSpan(HEAD.start + 2, HEAD.start + 4, "furniture", ""))),
        "overlap",
        f"overlaps heading s4 at {HEAD.start}:{HEAD.end}",
        id="span in a span",
    ),
    pytest.param(
        replace(GOOD, counts=(ToldCount(0, 3, "p.litigation", 0, True), ToldCount(2, 4, "p.litigation", 0, True))),
        "overlap",
        "overlaps count p.litigation at 0:3",
        id="counts over each other",
    ),
    pytest.param(
        with_text("四e\u0301", AnnotatedSpan(0, 2, *HEADING_TAG)),
        "character",
        "cuts a character from its mark at 2",
        id="letter without its mark",
    ),
    pytest.param(
        with_text("四\r\n一", AnnotatedSpan(2, 4, *HEADING_TAG)),
        "character",
        "cuts a line end of two characters at 2",
        id="half a line end",
    ),
    pytest.param(tagged("s4", "number"), "unknown", "tag 'number' at", id="tag"),
    pytest.param(
        named("s4", "s7"), "unknown", "names 's7', which the document's forms do not have for it", id="section"
    ),
    pytest.param(named("s4", "l.t4.col.total"), "unknown", "names 'l.t4.col.total'", id="label of another tag"),
    pytest.param(valued("t4.appeal.total", None), "unknown", "cells names 't4.appeal.total'", id="cell"),
    pytest.param(
        valued("t3.received.total", None),
        "unknown",
        "cells names 't3.received.total'",
        id="cell of a table without a form",
    ),
    pytest.param(
        replace(GOOD, undecided=frozenset({"t4.x"})), "unknown", "undecided names 't4.x'", id="undecided cell"
    ),
    pytest.param(
        replace(GOOD, misprints=(Misprint("swapped", ("t4.x",)),)),
        "unknown",
        "misprint swapped names 't4.x'",
        id="misprinted cell",
    ),
    pytest.param(
        replace(GOOD, counts=(ToldCount(0, 3, "p.weather", 0, True),)),
        "unknown",
        "counts names 'p.weather'",
        id="relation",
    ),
    pytest.param(
        replace(GOOD, kind="html"), "unknown", "kind is 'html', which is none of cells, rows,", id="kind of text"
    ),
    pytest.param(replace(GOOD, form={"t4": "2025"}), "unknown", "form '2025' is none of 2019, 2021", id="form"),
    pytest.param(printed(UPHELD, "7"), "value", f"{UPHELD} is 2, but its span prints '7'", id="another figure"),
    pytest.param(
        printed(UPHELD, "2（其中撤回1件）"),
        "value",
        "but its span prints '2（其中撤回1件）'",
        id="remark within the span",
    ),
    pytest.param(printed(UPHELD, "2。"), "value", "but its span prints '2。'", id="full stop within the span"),
    pytest.param(printed(NIL, "x"), "value", f"{NIL} is None, but its span prints 'x'", id="no nil mark"),
    pytest.param(
        replace(GOOD, counts=(ToldCount(AT[TOTAL].start, AT[TOTAL].end, "p.reconsideration", 4, True),)),
        "value",
        "count p.reconsideration is 4, but the text tells '3'",
        id="count told otherwise",
    ),
    pytest.param(
        tagged(UPHELD, "blank"),
        "cells",
        f"{UPHELD} is 2, but {AT[UPHELD].start}:{AT[UPHELD].end} is tagged blank",
        id="figure tagged blank",
    ),
    pytest.param(tagged(NIL, "figure"), "cells", f"{NIL} is None, but", id="blank tagged figure"),
    pytest.param(
        with_span(GOOD, UPHELD),
        "cells",
        f"{UPHELD} prints 2, but has no span and is not lost",
        id="figure without a span",
    ),
    pytest.param(
        replace(GOOD, lost=frozenset({UPHELD})),
        "cells",
        f"{UPHELD} is lost, but its span prints 2",
        id="lost and there",
    ),
    pytest.param(
        replace(GOOD, cells={cell: value for cell, value in GOOD.cells.items() if cell != CORRECTED}),
        "cells",
        f"names {CORRECTED}, which is not in cells",
        id="span of a cell that is not printed",
    ),
    pytest.param(
        replace(
            with_span(GOOD, NIL),
            cells={cell: value for cell, value in GOOD.cells.items() if cell != NIL},
            lost=frozenset({NIL}),
        ),
        "cells",
        f"{NIL} is lost, but not in cells",
        id="lost and not printed",
    ),
]


def found(tmp_path: Path, *documents: Annotation, tokenize: Tokenize | None = None) -> list[tuple[str, str]]:
    """Return the kinds and messages of the faults of documents."""
    return [(fault.kind, fault.message) for fault in check(corpus(tmp_path, *documents), tokenize=tokenize)]


def test_a_document_without_a_fault_has_none(tmp_path: Path, tokenize: Tokenize) -> None:
    assert found(tmp_path, GOOD, tokenize=tokenize) == []


@pytest.mark.parametrize(("planted", "kind", "message"), PLANTED)
def test_a_planted_fault_is_found(tmp_path: Path, planted: Annotation, kind: str, message: str) -> None:
    faults = found(tmp_path, planted)
    assert [one for one, _ in faults] == [kind]
    assert message in faults[0][1]


def test_two_spans_for_one_cell_are_found(tmp_path: Path) -> None:
    (first, second) = found(tmp_path, named("t4.reconsideration.other", CORRECTED))
    assert first == ("cells", f"{CORRECTED} has 2 spans that each print 0; keep the one in its place.")
    assert second[1].startswith("t4.reconsideration.other prints 0, but has no span")


def test_the_pieces_of_one_figure_may_be_two_spans(tmp_path: Path) -> None:
    whole = printed(UPHELD, "1 | 2")
    start = AT[UPHELD].start
    pieces = (AnnotatedSpan(at, at + 1, "figure", UPHELD) for at in (start, start + 4))
    cut = with_span(whole, UPHELD, *pieces)
    right = replace(cut, cells={**cut.cells, UPHELD: 12, TOTAL: 3}, misprints=(Misprint("wrong_total", (TOTAL,)),))
    assert found(tmp_path, right) == []
    wrong = replace(right, cells={**right.cells, UPHELD: 21})
    assert [kind for kind, _ in found(tmp_path, wrong)] == ["value"]


def test_a_figure_may_be_repeated_over_the_columns_that_its_cell_spans(tmp_path: Path) -> None:
    cell = "t2.licences.decisions"
    spans = tuple(AnnotatedSpan(start, start + 2, "figure", cell) for start in (0, 3, 6, 9))
    one = replace(GOOD, text="66|66|66|66", form={"t2": "2021"}, cells={cell: 66}, spans=spans[:3])
    assert found(tmp_path, one) == []
    assert [kind for kind, _ in found(tmp_path, replace(one, spans=spans))] == ["cells"]


def test_a_lost_figure_may_have_a_span_that_shows_it_wrongly(tmp_path: Path) -> None:
    assert found(tmp_path, replace(printed(UPHELD, "l2"), lost=frozenset({UPHELD}))) == []


def test_the_cells_are_those_of_the_first_report_of_a_text(tmp_path: Path) -> None:
    other, between = printed(UPHELD, "5"), "\n六、其他事项\n"
    by = len(GOOD.text) + len(between)
    spans = tuple(one._replace(start=one.start + by, end=one.end + by) for one in other.spans)
    last = AnnotatedSpan(len(GOOD.text) + 1, by - 1, "heading", "s6")
    both = replace(GOOD, text=GOOD.text + between + other.text, spans=(*GOOD.spans, last, *spans))
    assert found(tmp_path, both) == []
    assert [kind for kind, _ in found(tmp_path, with_span(both, UPHELD, *spans[3:4]))] == ["cells"]


def test_a_broken_rule_needs_a_recorded_misprint_in_one_of_its_cells(tmp_path: Path) -> None:
    wrong = replace(printed(TOTAL, "4"), cells={**GOOD.cells, TOTAL: 4})
    ((kind, message),) = found(tmp_path, wrong)
    assert kind == "rules"
    assert message.startswith(f"c.t4.total.reconsideration is broken ({UPHELD} 2, ")
    elsewhere = Misprint("wrong_cell", ("t4.litigation_direct.total",))
    assert [one for one, _ in found(tmp_path, replace(wrong, misprints=(elsewhere,)))] == ["rules"]
    assert found(tmp_path, replace(wrong, misprints=(Misprint("wrong_total", (TOTAL,)),))) == []


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("{", id="no JSON"),
        pytest.param(lines.dump(GOOD).replace('"body"', '"boby"'), id="unknown key"),
        pytest.param(lines.dump(GOOD).replace("[0, 6,", "[0, 5,"), id="span that shows another text"),
    ],
)
def test_an_unreadable_line_is_a_fault_and_the_next_one_is_read(tmp_path: Path, line: str) -> None:
    folder = corpus(tmp_path)
    path = folder / "own.jsonl"
    path.write_text(f"{line}\n{lines.dump(replace(GOOD, kind='html'))}\n", encoding="utf-8")
    first, second = check(folder)
    assert (first.file, first.line, first.document, first.kind) == (str(path), 1, "", "unreadable")
    assert str(path) not in first.message
    assert (second.line, second.document, second.kind) == (2, "a", "unknown")


def test_half_a_character_is_found(tmp_path: Path) -> None:
    folder = corpus(tmp_path)
    line = lines.dump(GOOD).replace(PROSE, PROSE + "\\ud83d")
    (folder / "own.jsonl").write_text(line, encoding="utf-8")
    (fault,) = check(folder)
    assert fault.kind == "character"
    assert fault.message.startswith(f"The text holds half a character at {LENGTH}; write the whole one")


def test_an_unreadable_parquet_file_is_a_fault(tmp_path: Path) -> None:
    folder = corpus(tmp_path, GOOD)
    (folder / "x.parquet").write_bytes(b"no Parquet")
    (fault,) = check(folder)
    assert (fault.file, fault.line, fault.kind) == (str(folder / "x.parquet"), 1, "unreadable")


def test_faults_come_by_file_and_line(tmp_path: Path) -> None:
    folder = corpus(tmp_path, GOOD, replace(moved(UPHELD, 0, LENGTH), id="b", kind="html"))
    faults = check(folder)
    assert {(fault.file, fault.line, fault.document) for fault in faults} == {(str(folder / "own.jsonl"), 2, "b")}
    assert [KINDS.index(fault.kind) for fault in faults] == sorted(KINDS.index(fault.kind) for fault in faults)
    assert all(isinstance(fault, Fault) for fault in faults)
