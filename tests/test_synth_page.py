"""Composed pages: every cell printed once under its mark, local rows, missing ones, layouts."""

from collections import Counter
from functools import cache

import pytest

from girml.forms import load
from girml.synth.bodies import body
from girml.synth.composing import compose
from girml.synth.page import Page, PageTable, Run, runs


@cache
def pages() -> list[Page]:
    return composed(120, seed=4)


def composed(bodies: int, seed: int) -> list[Page]:
    many = (body(13, number) for number in range(bodies))
    return [compose(one, year, seed=seed, split="test") for one in many for year in one.years]


def cell_runs(page_runs: list[Run]) -> list[tuple[str, Run]]:
    cells = [(run.mark.label, run) for run in page_runs if run.mark and run.mark.tag in ("figure", "blank")]
    return [(name, run) for name, run in cells if name]


@pytest.mark.heavy
def test_every_cell_of_the_gold_is_printed_once_under_its_mark() -> None:
    for page in pages():
        printed = cell_runs(list(runs(page)))
        assert sorted(name for name, _ in printed) == sorted(page.cells)
        for name, run in printed:
            assert run.mark is not None
            assert (run.mark.tag == "blank") is (page.cells[name] is None)


def test_every_row_that_has_cells_prints_its_label() -> None:
    for page in pages():
        labels = {run.mark.label for run in runs(page) if run.mark and run.mark.tag in ("row", "column")}
        for table, form_id in page.form.items():
            for row in load(form_id).tables[table].rows:
                assert (row.label in labels) or row.cells[0].id not in page.cells


def test_marks_have_the_tags_of_the_labels_file_and_counts() -> None:
    tags = {run.mark.tag for page in pages() for run in runs(page) if run.mark}
    assert tags == {"title", "agency", "date", "heading", "column", "row", "figure", "blank", "furniture", "count"}


def test_missing_tables_and_rows_leave_neither_cells_nor_labels() -> None:
    missing = [(page, part) for page in pages() for part in page.missing]
    assert missing
    for page, part in missing:
        marks = {run.mark.label for run in runs(page) if run.mark}
        assert not any(mark.startswith(f"{part}.") for mark in (*marks, *page.cells))
        assert f"l.{part[:3]}row.{part[3:]}" not in marks


def test_tables_tile_even_where_a_row_is_missing_or_local() -> None:
    for table in (block for page in pages() for block in page.blocks if isinstance(block, PageTable)):
        width = sum(cell.columns for cell in table.lines[0])
        taken: set[tuple[int, int]] = set()
        for y, line in enumerate(table.lines):
            x = 0
            for cell in line:
                while (y, x) in taken:
                    x += 1
                spots = {(y + dy, x + dx) for dy in range(cell.rows) for dx in range(cell.columns)}
                assert not spots & taken
                taken |= spots
        assert taken == {(y, x) for y in range(len(table.lines)) for x in range(width)}


def test_a_local_row_stands_below_the_normative_documents() -> None:
    local = [page for page in pages() if page.local]
    assert local
    for page in local:
        tables = [block for block in page.blocks if isinstance(block, PageTable) and block.id == "t2"]
        texts = [[cell.runs[0] for cell in line] for table in tables for line in table.lines]
        (at,) = [number for number, line in enumerate(texts) if page.local and line[0].text == page.local.label]
        above = texts[at - 1][0].mark
        assert above is not None
        assert above.label == "l.t2.row.normative_documents"
        assert page.local is not None
        assert tuple(run.text for run in texts[at][1:]) == page.local.figures


def test_table_4_is_printed_in_all_its_layouts() -> None:
    shapes: Counter[tuple[int, int]] = Counter()
    for page in pages():
        tables = [block for block in page.blocks if isinstance(block, PageTable) and block.id == "t4"]
        if tables:
            shapes[len(tables), len(tables[0].lines)] += 1
    assert set(shapes) == {(1, 4), (1, 3), (3, 3)}


def test_about_one_page_in_ten_records_a_misprint_and_some_a_broken_link() -> None:
    assert 0.05 < sum(bool(page.misprints) for page in pages()) / len(pages()) < 0.15
    assert any(page.breaks for page in pages())


def test_the_same_seed_gives_the_same_page_and_another_one_another() -> None:
    again, other = composed(20, seed=4), composed(20, seed=5)
    assert again == pages()[: len(again)]
    assert all(one != two for one, two in zip(again, other, strict=True))
