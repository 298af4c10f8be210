"""Every kind of damage on texts written by hand, what it loses counted by hand, and on printed pages."""

import re
from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from girml.records import Value
from girml.records.annotation import AnnotatedSpan, Annotation, ToldCount
from girml.synth import Page, PageTable, Run, body, compose
from girml.synth.damage import KINDS, NAMES, Edit, Kind, damage, draw, edited
from girml.synth.damage.gold import Case, shows
from girml.synth.damage.places import everything
from girml.synth.damage.script import traditional
from tests.marked import annotated

WHO = ("natural_person", "business", "research", "public_welfare", "legal_services", "other_organisation", "total")
RECEIVED, BROUGHT, GRANTED, PARTLY = (
    [f"t3.{row}.{who}" for who in WHO] for row in ("received", "brought_forward", "granted", "partly_granted")
)
RULES = [f"t2.rules.{what}" for what in ("made", "repealed", "in_force")]
FILES = [f"t2.normative_documents.{what}" for what in ("made", "repealed", "in_force")]

TABS = (
    "{title|2022年度}{agency|云溪县民政局}{title|政府信息公开工作年度报告}\n"
    "{heading s1|一、总体情况}\n全年公开信息{count p.a|52}条，答复7件。\n"
    "{heading s2|二、主动公开政府信息情况}\n{column l.t2.head.content|信息内容}\t{column l.t2.col.made|本年制发件数}"
    "\t{column l.t2.col.repealed|本年废止件数}\t{column l.t2.col.in_force|现行有效件数}\n"
    "{row l.t2.row.rules|规章}\t{figure t2.rules.made|10}\t{blank t2.rules.repealed|}"
    "\t{figure t2.rules.in_force|25件}\n"
    "{row l.t2.row.normative_documents|行政规范性文件}\t{figure t2.normative_documents.made|3}"
    "\t{figure t2.normative_documents.repealed|1}\t{figure t2.normative_documents.in_force|40}\n"
    "{row l.t2.row.licences|行政许可}\t{figure t2.licences.decisions|318}\n"
)
TABS_CELLS: dict[str, Value] = {
    **dict(zip(RULES, (10, None, 25), strict=True)),
    **dict(zip(FILES, (3, 1, 40), strict=True)),
    "t2.licences.decisions": 318,
}
LINES = (
    "{heading s3|三、收到和处理政府信息公开申请情况}\n{column l.t3.col.natural_person|自然人}\n"
    "{column l.t3.col.business|商业企业}\n"
    "{row l.t3.row.received|一、本年新收政府\n信息公开申请数量}\n{figure t3.received.natural_person|12}\n"
    "{figure t3.received.business|0}\n{figure t3.received.research|0}\n{blank t3.received.public_welfare|}\n\n"
    "{figure t3.received.total|12}\n"
    "{row l.t3.row.brought_forward|二、上年结转政府信息公开申请数量}\n{blank t3.brought_forward.natural_person|/}\n"
    "{figure t3.brought_forward.total|1}\n"
    "{row l.t3.row.granted|（一）予以公开}\n\n\n{row l.t3.row.partly_granted|（二）部分公开}\n"
    "{figure t3.partly_granted.natural_person|4}\n"
)
LINES_CELLS: dict[str, Value] = {
    **dict(zip(RECEIVED, (12, 0, 0, None, None, None, 12), strict=True)),
    **dict(zip(BROUGHT, (None, None, None, None, None, None, 1), strict=True)),
    **dict.fromkeys(GRANTED),
    **dict(zip(PARTLY, (4, None, None, None, None, None, None), strict=True)),
}
BARS = (
    "{heading s2|二、主动公开情况}\n| 信息内容 | {column l.t2.col.made|本年制发件数} |\n| --- | --- |\n"
    "| {row l.t2.row.rules|规章} | {figure t2.rules.made|２} |  | {figure t2.rules.in_force|1,024} |\n"
    "| {row l.t2.row.normative_documents|规范性文件} | {figure t2.normative_documents.made|22}（其中修订6件） |  |  |\n"
    "| {row l.t2.row.fees|行政事业性收费} | {figure t2.fees.amount|11.5万元} |\n"
)
BARS_CELLS: dict[str, Value] = {
    **dict(zip(RULES, (2, None, 1024), strict=True)),
    **dict(zip(FILES, (22, None, None), strict=True)),
    "t2.fees.amount": 11.5,
}


TABBED = annotated(TABS, TABS_CELLS, "rows")
LINED = annotated(LINES, LINES_CELLS, "cells")
BARRED = annotated(BARS, BARS_CELLS, "layout")
BY_HAND = {"tabs": TABBED, "lines": LINED, "bars": BARRED}


# What stands between the cells of a line, and between lines, in a text of each kind.
LAYOUTS = {
    "rows": ("\t", "\n"),
    "layout": (" | ", "\n"),
    "cells": ("\n", "\n\n"),
    "pdf": (" ", "\n"),
    "glued": ("", ""),
}


def flattened(page: Page, kind: str) -> Annotation:
    """Return the annotation of a page's runs joined in a plain way; empty cells have a span between delimiters."""
    between, behind = LAYOUTS[kind]
    pieces: list[tuple[Run, str]] = []
    for block in page.blocks:
        lines = block.lines if isinstance(block, PageTable) else ([block],)
        for line in lines:
            for cell in line:
                pieces += ((run, "") for run in cell.runs[:-1])
                pieces.append((cell.runs[-1], behind if cell is line[-1] else between))
    return joined(page, pieces, kind)


def joined(page: Page, pieces: list[tuple[Run, str]], kind: str) -> Annotation:
    """Return the annotation of runs with what stands behind each."""
    text, spans, counts = "", [], []
    for run, behind in pieces:
        start, text = len(text), text + run.text
        if run.mark and run.mark.tag == "count":
            relation, value, agrees = run.mark.label.split("|")
            counts.append(ToldCount(start, len(text), relation, int(value), agrees == "true"))
        elif run.mark and (run.text or kind in ("rows", "layout")):
            spans.append(AnnotatedSpan(start, len(text), *run.mark))
        text += behind
    return Annotation(
        id=f"{page.body}.{page.year}.{kind}",
        text=text,
        kind=kind,
        flattener="joined",
        library="joined",
        body=page.body,
        year=page.year,
        form=page.form,
        cells=page.cells,
        spans=tuple(spans),
        misprints=page.misprints,
        counts=tuple(counts),
    )


BODIES = [body(13, number) for number in range(16)]
PAGES = [compose(one, one.years[-1], seed=number, split="test") for number, one in enumerate(BODIES)]
DOCUMENTS = [flattened(page, kind) for page in PAGES for kind in LAYOUTS]


def printed(annotation: Annotation, name: str) -> list[str]:
    """Return the texts of the spans that name something."""
    return [annotation.text[one.start : one.end] for one in annotation.spans if one.label == name]


def check(damaged: Annotation) -> None:
    """Check that spans lie apart and that every cell that is not lost is printed where its span says."""
    ordered = sorted(damaged.spans)
    assert list(damaged.spans) == ordered
    assert all(one.end <= other.start for one, other in pairwise(ordered))
    assert all(one.start >= 0 and one.end <= len(damaged.text) for one in everything(damaged))
    assert all(one.start < one.end or one.tag == "blank" for one in damaged.spans)
    for cell, value in damaged.cells.items():
        found = printed(damaged, cell)
        assert all(shows(text, value) for text in found)
        assert (value is None and not (found and cell in damaged.lost)) or bool(found) != (cell in damaged.lost)
    for one in damaged.counts:
        assert damaged.text[one.start : one.end].strip()


def every(kind: str, document: Annotation, other: Annotation | None = None) -> list[Annotation]:
    """Return what a kind does to a document by many seeds; what it leaves alone is left out."""
    many = (damage(document, Random(seed), kinds=[kind], other=other) for seed in range(40))
    return [one for one in many if one.damage]


@pytest.mark.parametrize("kind", NAMES)
@pytest.mark.parametrize("document", BY_HAND.values(), ids=BY_HAND)
def test_every_kind_keeps_the_gold_exact_and_is_recorded(kind: str, document: Annotation) -> None:
    for damaged in every(kind, document, TABBED):
        assert damaged.damage == (kind,)
        assert damaged.text != document.text
        assert damaged.cells.keys() == document.cells.keys()
        check(damaged)


@pytest.mark.parametrize("kind", NAMES)
def test_every_kind_finds_hold_in_a_text_written_by_hand(kind: str) -> None:
    assert any(every(kind, document, TABBED) for document in BY_HAND.values())


@pytest.mark.parametrize("kind", NAMES)
def test_the_same_seed_does_the_same(kind: str) -> None:
    for document in BY_HAND.values():
        one, other = (damage(document, Random("a"), kinds=[kind], other=TABBED) for _ in "12")
        assert one == other


def test_kinds_come_in_their_own_order_whatever_the_callers() -> None:
    damaged = damage(TABBED, Random(1), kinds=["report_twice", "mistyped_labels", "shifted_row"])
    assert damaged.damage == ("shifted_row", "mistyped_labels", "report_twice")
    check(damaged)


@pytest.mark.parametrize("kinds", [[], ["ink"], list(NAMES[:4])], ids=["none", "unknown", "four"])
def test_no_kinds_unknown_ones_and_more_than_three_are_refused(kinds: list[str]) -> None:
    with pytest.raises(ValueError, match=r"kinds? of damage"):
        damage(TABBED, Random(1), kinds=kinds)


def test_a_kind_that_does_not_suit_leaves_the_document_as_it_was() -> None:
    glued = replace(TABBED, kind="glued")
    assert damage(glued, Random(1), kinds=["one_line", "cut_number"]) == glued
    assert damage(TABBED, Random(1), kinds=["two_reports"]) == TABBED


def test_kinds_are_drawn_among_those_that_suit() -> None:
    drawn = [draw(Random(seed), "glued") for seed in range(300)]
    assert {len(names) for names in drawn} == {1, 2, 3}
    assert {name for names in drawn for name in names} == {kind.name for kind in KINDS if "glued" in kind.suits}


def test_page_marks_stand_between_rows_as_furniture_and_heads_come_again_as_heads() -> None:
    marks = every("page_marks", TABBED)
    for damaged in marks:
        assert damaged.lost == frozenset()
        before = [one for one in damaged.text.split("\n") if one not in TABBED.text.split("\n")]
        assert before
        assert all("\t" not in line for line in before)
    assert any("— " in one.text for one in marks)
    assert any(printed(one, "l.t2.col.made") == ["本年制发件数"] * 2 for one in marks)
    assert any("\n云溪县民政局政府信息公开工作年度报告\n" in one.text for one in marks)


def test_a_cut_number_keeps_a_span_around_its_parts() -> None:
    found = {text for one in every("cut_number", LINED) for text in printed(one, "t3.received.natural_person")}
    assert found == {"12", "1 2", "1\n2"}
    assert not any(one.lost for one in every("cut_number", LINED))


def test_glued_numbers_keep_their_digits_unless_a_delimiter_shows_a_cell_empty() -> None:
    one = next(one for one in every("glued_numbers", TABBED) if "31\t\t40" in one.text)
    assert one.lost == {"t2.normative_documents.made", "t2.normative_documents.repealed"}
    assert [one.text[span.start : span.end] for span in one.spans if span.tag == "figure" and not span.label] == ["31"]
    assert [one.text[span.start - 1 : span.end + 1] for span in one.spans if span[2:] == ("blank", "")] == ["\t\t"]
    other = next(one for one in every("glued_numbers", LINED) if "\n120\n0\n" in one.text)
    assert not other.lost
    assert [*printed(other, "t3.received.natural_person"), *printed(other, "t3.received.business")] == ["12", "0"]


def test_lookalikes_lose_their_figure_but_a_round_zero_does_not() -> None:
    many = every("lookalike_digits", LINED)
    wrong = next(one for one in many if "\nl2\n" in one.text)
    assert wrong.lost & {"t3.received.natural_person", "t3.received.total"}
    round_zero = next(one for one in many if printed(one, "t3.received.business") == ["〇"])
    assert "t3.received.business" not in round_zero.lost


def test_a_mistyped_label_keeps_its_span_and_its_number() -> None:
    many = every("mistyped_labels", LINED)
    labels = {text for one in many for text in printed(one, "l.t3.row.brought_forward")}
    assert len(labels) > 5
    assert all(text.startswith("二、") and len(text) in (15, 16, 17) for text in labels)
    assert not any(one.lost for one in many)


def test_units_are_lost_in_tables_and_in_prose_but_the_figures_stay() -> None:
    texts = [one.text for one in every("lost_units", TABBED)]
    assert any("公开信息52，答复7件" in text for text in texts)
    assert any("\t25\n" in text for text in texts)
    bare = every("lost_units", BARRED)
    assert {text for one in bare for text in printed(one, "t2.fees.amount")} == {"11.5", "11.5万元"}
    assert any("（其中修订6）" in one.text for one in bare)
    assert not any(one.lost for one in bare)


def test_collapsed_blanks_leave_one_delimiter_and_lose_nothing() -> None:
    (tabs,) = {one.text for one in every("collapsed_blanks", TABBED)}
    assert "规章\t10\t25件\n" in tabs
    (bars,) = {one.text for one in every("collapsed_blanks", BARRED)}
    assert "| 规章 | ２ | 1,024 |\n" in bars
    assert "| 规范性文件 | 22（其中修订6件） |  |  |\n" in bars
    (lines,) = {one.text for one in every("collapsed_blanks", LINED)}
    assert "\n12\n0\n0\n12\n" in lines
    assert "（一）予以公开\n（二）部分公开\n4\n" in lines
    assert not any(one.lost for document in BY_HAND.values() for one in every("collapsed_blanks", document))


def test_of_equal_lines_the_first_keeps_its_figure() -> None:
    (one,) = set(every_text("deduplicated_lines", LINED))
    assert "\n12\n0\n\n\n12\n" in one
    damaged = every("deduplicated_lines", LINED)[0]
    assert damaged.lost == {"t3.received.research"}
    assert every("deduplicated_lines", TABBED) == []


def every_text(kind: str, document: Annotation) -> list[str]:
    return [one.text for one in every(kind, document)]


def test_one_line_holds_everything_and_loses_nothing() -> None:
    damaged = every("one_line", LINED)[0]
    assert "\n" not in damaged.text.rstrip("\n")
    assert printed(damaged, "l.t3.row.received") == ["一、本年新收政府 信息公开申请数量"]
    assert damaged.lost == frozenset()


def test_a_report_twice_has_its_headings_twice_and_its_cells_once() -> None:
    damaged = every("report_twice", TABBED)[0]
    assert damaged.text == TABBED.text.rstrip("\n") + "\n\n" + TABBED.text
    assert printed(damaged, "s2") == ["二、主动公开政府信息情况"] * 2
    assert printed(damaged, "t2.licences.decisions") == ["318"]
    assert damaged.counts == TABBED.counts


def test_of_two_reports_the_first_has_the_gold_and_the_second_only_what_cannot_be_mistaken_for_it() -> None:
    damaged = every("two_reports", TABBED, TABBED)[0]
    assert damaged.cells == TABBED.cells
    assert printed(damaged, "s2") == ["二、主动公开政府信息情况"] * 2
    assert printed(damaged, "t2.licences.decisions") == ["318"]
    bare = replace(TABBED, spans=tuple(one for one in TABBED.spans if one.tag not in ("title", "agency")))
    untitled = every("two_reports", bare, replace(TABBED, form={"t3": "2021"}))[0]
    assert [one.tag for one in untitled.spans if one.tag in ("title", "agency", "furniture")] == ["furniture"] * 3
    old = every("two_reports", replace(TABBED, form={"t2": "2019"}), TABBED)[0]
    assert printed(old, "l.t2.col.repealed") == ["本年废止件数"]


def test_reports_are_not_joined_where_no_heading_tells_where_the_second_begins() -> None:
    assert every("report_twice", LINED) == []
    assert every("two_reports", TABBED, LINED) == []
    assert every("two_reports", TABBED, BARRED) == []


def test_labels_go_before_figures_with_their_remarks() -> None:
    figures = "２ 1,024\n22（其中修订6件）\n11.5万元\n"
    labels = "二、主动公开情况\n| 信息内容 | 本年制发件数\n规章\n规范性文件\n行政事业性收费\n"
    assert labels + figures in every_text("labels_then_figures", BARRED)
    assert any("行政许可\n10\n25件\n3\n1\n40\n318\n" in text for text in every_text("labels_then_figures", TABBED))
    assert not any(one.lost for one in every("labels_then_figures", TABBED))


def test_a_table_that_holds_other_text_is_not_torn() -> None:
    noted = TABS.replace("{row l.t2.row.licences", "以上为制度文件。\n{row l.t2.row.licences")
    assert every("labels_then_figures", annotated(noted, TABS_CELLS, "rows")) == []


def test_traditional_script_changes_letters_only_and_words_of_gold_with_them() -> None:
    damaged = every("traditional", TABBED)[0]
    assert len(damaged.text) == len(TABBED.text)
    assert printed(damaged, "l.t2.row.normative_documents") == ["行政規範性文件"]
    worded = annotated("规章\t{figure t2.rules.made|减少无计}", {"t2.rules.made": "减少无计"}, "rows")
    (cell,) = every("traditional", worded)[0].cells.values()
    assert cell == "減少無計"
    assert traditional(Case(replace(TABBED, text="x"), Random(1))) is None


def test_mojibake_loses_the_figures_and_labels_it_covers_and_the_blanks_of_rows_that_vanish() -> None:
    whole = [one for one in every("mojibake", LINED) if not printed(one, "l.t3.row.granted")]
    assert whole
    for one in whole:
        assert one.lost >= {*GRANTED}
        assert "予以公开" not in one.text
    assert all("\ufffd" in one.text for one in every("mojibake", TABBED))
    ruined = next(one for one in every("mojibake", TABBED) if {*RULES, *FILES} <= one.lost)
    tags = [one.tag for one in ruined.spans if not one.label and "\ufffd" in ruined.text[one.start : one.end]]
    assert tags.count("figure") >= 5
    assert tags.count("row") >= 2


def test_a_shifted_row_loses_all_its_cells_unless_it_is_full() -> None:
    found = {one.text: one.lost for one in every("shifted_row", TABBED)}
    assert {frozenset(RULES), frozenset()} == set(found.values())
    assert any("行政规范性文件\t\t3\t1\t40\n" in text for text in found)
    files = next(one for one in every("shifted_row", TABBED) if not one.lost)
    assert [text for cell in FILES for text in printed(files, cell)] == ["3", "1", "40"]
    assert [files.text[one.start - 1 : one.end + 1] for one in files.spans if one[2:] == ("blank", "")] == ["\t\t"]
    assert any("| 规章 | | ２ |  | 1,024 |\n" in text for text in every_text("shifted_row", BARRED))
    assert every("shifted_row", LINED) == []


def test_numbers_in_menus_stand_before_the_table_as_furniture() -> None:
    for damaged in every("number_in_furniture", TABBED):
        menus = [span for span in damaged.spans if span.tag == "furniture"]
        assert menus
        assert all(any(char.isdecimal() for char in damaged.text[one.start : one.end]) for one in menus)
        assert damaged.text.index("信息内容") > menus[-1].end


@pytest.mark.parametrize(
    ("dropped", "lost"),
    [
        pytest.param("3(?=18)", {"t2.licences.decisions"}, id="a digit"),
        pytest.param("规章.*25件", {*RULES}, id="a row with its blank"),
        pytest.param("(?<=规章\t)10.*25件", {RULES[0], RULES[2]}, id="all of a row but its label"),
        pytest.param("规章", set(), id="a label alone"),
        pytest.param("（一）予以公开", {*GRANTED}, id="the label of a blank row"),
        pytest.param("（二）部分公开\n4", {*PARTLY}, id="all that a row prints"),
        pytest.param("(?<=数量\n)/", set(), id="a nil mark"),
    ],
)
def test_what_a_dropped_stretch_loses(dropped: str, lost: set[str]) -> None:
    ((document, match),) = [(one, found) for one in (TABBED, LINED) if (found := re.search(dropped, one.text))]
    damaged = edited(document, [Edit(*match.span())])
    assert damaged.lost == lost
    check(damaged)


def test_a_nil_mark_of_a_row_that_nobody_can_name_is_of_no_cell() -> None:
    gone = [Edit(*found.span()) for found in re.finditer("二、上年.*|(?<=/\n)1", LINED.text)]
    damaged = edited(LINED, gone)
    assert damaged.lost == {*BROUGHT}
    assert [damaged.text[one.start : one.end] for one in damaged.spans if one.tag == "blank" and not one.label] == ["/"]


@pytest.mark.heavy
@pytest.mark.parametrize("kind", KINDS, ids=NAMES)
def test_every_kind_keeps_the_gold_of_pages_exact_and_finds_hold_in_some(kind: Kind) -> None:
    fit = [document for document in DOCUMENTS if document.kind in kind.suits]
    done = 0
    for at, document in enumerate(fit):
        damaged = damage(document, Random(at), kinds=[kind.name], other=DOCUMENTS[at])
        assert damaged == damage(document, Random(at), kinds=[kind.name], other=DOCUMENTS[at])
        assert damaged.damage in ((kind.name,), ())
        check(damaged)
        done += bool(damaged.damage)
    assert done >= 3


def test_texts_of_counts_told_in_prose_are_the_same_unless_they_are_gone() -> None:
    for at, document in enumerate(DOCUMENTS):
        told = {document.text[one.start : one.end].strip() for one in document.counts}
        damaged = damage(document, Random(at), kinds=["page_marks", "lost_units", "mojibake"])
        assert {damaged.text[one.start : one.end] for one in damaged.counts} <= told


@given(st.sampled_from(DOCUMENTS), st.integers(0, 1 << 20))
def test_kinds_together_keep_the_gold_exact(document: Annotation, seed: int) -> None:
    rng = Random(seed)
    kinds = draw(rng, document.kind)
    damaged = damage(document, rng, kinds=kinds, other=DOCUMENTS[seed % len(DOCUMENTS)])
    check(damaged)
    assert [name for name in kinds if name in damaged.damage] == list(damaged.damage)


@given(st.sampled_from([one for one in DOCUMENTS if one.kind != "glued"]), st.integers(0, 1 << 20))
def test_a_lost_cell_is_printed_nowhere_under_its_name(document: Annotation, seed: int) -> None:
    damaged = damage(document, Random(seed), kinds=["glued_numbers", "lookalike_digits", "deduplicated_lines"])
    assert not any(one.label in damaged.lost for one in damaged.spans)
