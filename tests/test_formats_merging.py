"""What comes back with other marks: spans, cells and all that hangs on them, and what is told of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from girml.corpus import check
from girml.errors import InputError
from girml.formats import sheet
from girml.formats.items import Found, Item, Mark
from girml.formats.merging import merge
from girml.formats.names import name, names, plain
from girml.records import Value
from girml.records.annotation import AnnotatedSpan, Annotation, Misprint, ToldCount
from tests.corpora import CELLS, PROSE, TITLE, TOTAL, corpus, document, span_of

OTHER, BLANK = "t4.reconsideration.other", "t4.litigation_after_reconsideration.corrected"
PENDING = "t4.reconsideration.pending"


def changed(before: Annotation, *new: Mark, without: str | None = None) -> tuple[Annotation, tuple[str, ...]]:
    """Return an annotation after someone took the marks of a label away and made others."""
    marks = [mark for mark in plain(before.text, before.spans) if mark and mark.name.partition(":")[2] != without]
    item, notes = merge(Found("p:1", "x", before.text, (*marks, *new), sheet.dump(Item(before))), plain)
    return item.annotation, notes


def mark(before: Annotation, label: str, as_label: str, tag: str = "figure") -> Mark:
    """Return a mark at the place of a label's span, under another label."""
    span = span_of(before, label)
    return Mark(span.start, span.end, f"{tag}:{as_label}")


def test_a_mark_that_is_moved_moves_its_figure() -> None:
    before = document()
    at = before.text.index("2023")
    after, notes = changed(before, Mark(at, at + 4, f"figure:{TOTAL}"), without=TOTAL)
    assert after.cells == before.cells | {TOTAL: 2023}
    assert span_of(after, TOTAL) == AnnotatedSpan(at, at + 4, "figure", TOTAL)
    assert notes == (f"'figure:{TOTAL}' at 6:10 overlaps 'title' at 6:23: part them.",)


def test_a_mark_that_is_taken_away_leaves_the_cell_lost_and_undecided() -> None:
    after, notes = changed(document(), without=TOTAL)
    assert (after.cells[TOTAL], *after.lost, *after.undecided) == (None, TOTAL, TOTAL)
    assert notes == (f"{TOTAL} has no mark any more: its figure is taken for lost; mark it where it stands.",)


def test_a_blank_without_its_mark_is_a_blank_still() -> None:
    after, notes = changed(document(), without=BLANK)
    assert (after.cells, after.lost, notes) == (document().cells, frozenset(), ())


def test_a_mark_under_another_name_moves_the_figure_to_the_other_cell() -> None:
    before = document()
    after, notes = changed(before, mark(before, TOTAL, OTHER), without=TOTAL)
    assert (after.cells[TOTAL], after.cells[OTHER]) == (None, 3)
    assert [note.partition(" ")[0] for note in notes] == [OTHER, TOTAL]
    assert notes[0] == f"{OTHER} is marked 2 times and was read as '03'; keep one mark if it is one."


PRINTED = [
    pytest.param("12", {}, 12, id="a figure"),
    pytest.param("１ ２件", {}, 12, id="wide, parted, with a unit"),
    pytest.param("12.5万元", {}, 12.5, id="an amount"),
    pytest.param("0/0", {}, "0/0", id="words"),
]


@pytest.mark.parametrize(("printed", "lost", "value"), PRINTED)
def test_the_value_is_what_is_printed(printed: str, lost: dict[str, bool], value: Value) -> None:
    before = replace(document(), text=f"{document().text}\n{printed}")
    start = len(before.text) - len(printed)
    after, notes = changed(before, Mark(start, len(before.text), f"figure:{TOTAL}"), without=TOTAL)
    assert (after.cells[TOTAL], type(after.cells[TOTAL]), notes) == (value, type(value), ())


def test_a_nil_mark_named_a_figure_is_a_blank_and_that_is_told() -> None:
    before = document()
    after, notes = changed(before, mark(before, BLANK, BLANK), without=BLANK)
    assert after == before
    at = span_of(before, BLANK)
    assert notes == (f"'figure:{BLANK}' at {at.start}:{at.end} was taken for a blank, as '/' is one.",)


def test_what_is_undecided_is_decided_by_a_mark() -> None:
    before = replace(document(), lost=frozenset({TOTAL}), undecided=frozenset({TOTAL}))
    before = replace(before, cells=before.cells | {TOTAL: None})
    before = replace(before, spans=tuple(span for span in before.spans if span.label != TOTAL))
    after, notes = changed(before, mark(document(), TOTAL, TOTAL))
    assert (after, notes) == (replace(document(), spans=tuple(sorted(document().spans))), ())


def test_a_misread_figure_that_is_marked_otherwise_stays_lost() -> None:
    text = document().text.replace(PROSE, "l2")
    before = replace(document(), text=text, cells=document().cells | {TOTAL: 12}, lost=frozenset({TOTAL}))
    after, notes = changed(before, Mark(len(text) - 2, len(text), f"figure:{TOTAL}"), without=TOTAL)
    assert (after.cells[TOTAL], *after.lost) == (12, TOTAL)
    assert notes == (f"{TOTAL} stays 12 and lost, for its mark prints 'l2'.",)


def test_an_empty_cell_goes_where_its_figure_was_found() -> None:
    empty = AnnotatedSpan(30, 30, "blank", TOTAL)
    before = replace(document(), cells=document().cells | {TOTAL: None})
    before = replace(before, spans=(*(span for span in before.spans if span.label != TOTAL), empty))
    assert empty in changed(before)[0].spans
    after, _ = changed(before, mark(document(), TOTAL, TOTAL))
    assert (empty in after.spans, after.cells[TOTAL]) == (False, 3)


def test_a_misprint_goes_when_its_rules_hold_again() -> None:
    misprint = Misprint("wrong_cell", (TOTAL,))
    text = document().text + "\n9 3"
    broken = replace(document(), text=text, cells=document().cells | {TOTAL: 9}, misprints=(misprint,))
    broken = replace(broken, spans=moved(broken.spans, len(text) - 3))
    after, notes = changed(broken, Mark(len(text) - 1, len(text), f"figure:{TOTAL}"), without=TOTAL)
    assert (after.misprints, after.cells[TOTAL]) == ((), 3)
    assert notes == (f"The misprint wrong_cell of {TOTAL} was taken out, for every rule holds now.",)


def moved(spans: tuple[AnnotatedSpan, ...], start: int) -> tuple[AnnotatedSpan, ...]:
    """Return spans with that of the total at another place, of one character."""
    return tuple(one._replace(start=start, end=start + 1) if one.label == TOTAL else one for one in spans)


def test_a_misprint_stays_while_a_rule_fails() -> None:
    misprint = Misprint("wrong_cell", (TOTAL,))
    text = document().text + "\n9 8"
    broken = replace(document(), text=text, cells=document().cells | {TOTAL: 9}, misprints=(misprint,))
    broken = replace(broken, spans=moved(broken.spans, len(text) - 3))
    after, notes = changed(broken, Mark(len(text) - 1, len(text), f"figure:{TOTAL}"), without=TOTAL)
    assert (after.misprints, after.cells[TOTAL], notes) == ((misprint,), 8, ())


@pytest.mark.parametrize(("told", "agrees"), [(3, False), (9, True)])
def test_counts_of_the_prose_are_held_against_the_new_figures(told: int, agrees: bool) -> None:
    text = document().text + "\n9"
    before = replace(document(), text=text, counts=(ToldCount(0, 1, "p.reconsideration", told, not agrees),))
    after, _ = changed(before, Mark(len(text) - 1, len(text), f"figure:{TOTAL}"), without=TOTAL)
    assert after.counts[0].agrees is agrees
    assert changed(before, Mark(len(text) - 1, len(text), "prose"))[0].counts == before.counts


def test_marks_that_no_form_knows_are_told_and_left_out() -> None:
    after, notes = changed(
        document(), Mark(0, 1, "PER"), Mark(1, 2, "figure:t3.received.total"), Mark(2, 3, "heading:s9")
    )
    assert after == replace(document(), spans=tuple(sorted(document().spans)))
    cure = "was left out, for the document's forms do not have it; `girml forms` lists the ids."
    assert notes == (
        f"'PER' at 0:1 {cure}", f"'figure:t3.received.total' at 1:2 {cure}", f"'heading:s9' at 2:3 {cure}",
    )  # fmt: skip


def test_overlapping_marks_are_kept_and_told() -> None:
    before = document()
    after, notes = changed(before, Mark(0, 3, "date"))
    assert AnnotatedSpan(0, 3, "date", "") in after.spans
    assert notes == ("'date' at 0:3 overlaps 'agency' at 0:6: part them.",)


def test_a_second_report_changes_no_cell() -> None:
    text = document().text
    fifth = AnnotatedSpan(len(text) + 1, len(text) + 3, "heading", "s5")
    fourth = AnnotatedSpan(len(text) + 4, len(text) + 6, "heading", "s4")
    before = replace(document(), text=f"{text}\n五、\n四、\n7", spans=(*document().spans, fifth, fourth))
    after, notes = changed(before, Mark(len(text) + 7, len(text) + 8, f"figure:{TOTAL}"))
    assert (after.cells, notes) == (before.cells, ())


REFUSED = [
    pytest.param({"text": "又一篇"}, "p:1 has another text than girml wrote: bring back the text", id="another text"),
    pytest.param({"sheet": "{"}, "p:1 has a damaged girml entry: export it anew", id="no JSON"),
    pytest.param({"sheet": '{"sha256": 1}'}, "p:1 has a damaged girml entry", id="half a sheet"),
    pytest.param({"sheet": "[" * 100_000}, "p:1 has a damaged girml entry", id="nested"),
    pytest.param({"sheet": "", "marks": ()}, "p:1 has no mark of a cell, row or column", id="nothing known"),
    pytest.param({"sheet": "", "text": "\ud83d0"}, "p:1 holds half a character ('\\ud83d')", id="half a character"),
]


@pytest.mark.parametrize(("keys", "message"), REFUSED)
def test_what_cannot_be_taken_over_is_told(keys: dict[str, str], message: str) -> None:
    one = document()
    found = Found("p:1", "x", one.text, (Mark(0, 1, f"figure:{TOTAL}"),), sheet.dump(Item(one)))
    with pytest.raises(InputError) as refusal:
        merge(replace(found, **keys), plain)  # type: ignore[arg-type]
    assert str(refusal.value).startswith(message)


def test_an_unknown_form_is_refused_where_marks_changed() -> None:
    before = replace(document(), form={"t4": "1066"})
    assert changed(before)[0] == before
    with pytest.raises(InputError, match=r"^p:1 is of a form that girml does not know"):
        changed(before, Mark(0, 1, "prose"))


def test_a_document_without_a_sheet_is_framed_by_its_marks() -> None:
    one = document("旧")
    marks = tuple(mark for mark in plain(one.text, one.spans) if mark)
    item, notes = merge(Found("p:1", "新", one.text, marks), plain)
    found = item.annotation
    assert (found.id, found.year, found.body, found.form, found.kind) == (
        "新",
        2023,
        "云川县水利局",
        {"t4": "2021"},
        "rows",
    )
    assert (found.cells, found.spans, notes) == (one.cells, tuple(sorted(one.spans)), ())
    assert (found.flattener, found.library) == ("unknown", "unknown")


def test_a_framed_document_passes_the_check(tmp_path: Path) -> None:
    one = document()
    marks = tuple(mark for mark in plain(one.text, one.spans) if mark)
    item, _ = merge(Found("p:1", "新", one.text, marks), plain)
    assert check(corpus(tmp_path / "own", item.annotation)) == []


def test_a_title_without_a_year_is_told() -> None:
    found = Found("p:1", "x", "年报 5", (Mark(0, 2, "title"), Mark(3, 4, f"figure:{TOTAL}")))
    item, notes = merge(found, plain)
    assert (item.annotation.year, notes) == (0, ("Its title tells no year: 0 was written; correct it.",))


def test_names_hold_every_cell_of_both_forms_once() -> None:
    assert len(set(names())) == len(names())
    assert {"title", f"figure:{TOTAL}", f"blank:{TOTAL}", "heading:s6", "row:l.t3.row.received"} <= set(names())
    assert {f"figure:{cell}" for cell in CELLS} <= set(names())
    assert name(AnnotatedSpan(0, 1, "title", "")) == "title"
    assert TITLE in document().text
