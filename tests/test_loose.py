"""Figures that no row takes are counted, those that one does are not."""

import pytest

import girml
from girml.layout.loose import loose_figures

HEAD = "二、主动公开政府信息情况\n第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param("规章\n0\n0\n3\n行政规范性文件\n1\n0\n8", 0, id="each in its cell"),
        pytest.param("规章003\n行政规范性文件108", 0, id="runs of digits are taken whole"),
        pytest.param(
            "规章\n行政规范性文件\n0\n0\n3\n1\n0\n8\n4\n5\n6", 6, id="more behind the last label than it has cells"
        ),
    ],
)
def test_figures_that_no_row_takes_are_loose(rows: str, expected: int) -> None:
    extractor = girml.load("deterministic")
    outline = extractor.outline(HEAD + rows)
    tables = extractor.tables(outline.tokens, outline.parts[0])
    assert loose_figures(tables.rows, tables.readings.values()) == expected
