"""The tables of an evaluation as text."""

import io
from dataclasses import replace

from girml.evaluation.terminal import told, write
from tests.evaluations import results


def test_every_table_stands_under_its_title() -> None:
    out = io.StringIO()
    write(results(), out)
    lines = out.getvalue().splitlines()
    at = lines.index("Undamaged documents by kind: n = 7")
    assert lines[0] == f"girml 0.1.0: n = 8 of the split test, sha256 {results().about.sha256[:12]}"
    heads = lines[at + 1].split("  ")
    assert [head.strip() for head in heads if head] == [
        "kind", "system", "n", "reports exactly right", "printed non-zero cells right", "silent errors",
    ]  # fmt: skip
    assert lines[at + 2].split() == ["cells", "good", "3", "100.0%", "(29.2–100.0)", "100.00%", "(66.37–100.00)",
                                     "0.000%", "(0.000–7.871)"]  # fmt: skip
    assert not any(line.endswith(" ") for line in lines)


def test_it_is_told_where_documents_were_drawn() -> None:
    about = replace(results().about, limit=3, seed=2)
    assert told(about).startswith("girml 0.1.0: n = 8 of the split test, at most 3 of a kind, seed 2, sha256 ")
