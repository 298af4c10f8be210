"""The tables that people are shown: undamaged and damaged apart, headline columns, n."""

from dataclasses import replace

from girml.evaluation.tables import Shown, tables
from tests.evaluations import BAD, GOOD, results

FOUND: dict[str, Shown] = {one.title: one for one in tables(results())}


def test_each_state_has_its_tables() -> None:
    assert list(FOUND) == [
        "Undamaged documents by kind: n = 7",
        "Undamaged documents by form: n = 7",
        "Undamaged documents by table of the form",
        "Undamaged documents: confidence",
        "Undamaged documents: systems compared",
        "Damaged documents by kind: n = 1",
        "Damaged documents by form: n = 1",
        "Damaged documents by table of the form",
        "Damaged documents: confidence",
        "Damaged documents: systems compared",
    ]


def test_a_stratum_shows_the_headline_rates_by_key_and_system() -> None:
    shown = FOUND["Undamaged documents by kind: n = 7"]
    assert shown.heads == (
        "kind", "system", "n", "reports exactly right", "printed non-zero cells right", "silent errors",
    )  # fmt: skip
    assert [row[:3] for row in shown.rows] == [
        (key, system, n) for key, n in (("cells", "3"), ("rows", "4"), ("all", "7")) for system in (GOOD, BAD)
    ]
    assert shown.rows[-1][3:] == ("0.0% (0.0–41.0)", "66.67% (66.67–66.67)", "6.667% (6.667–6.667)")


def test_the_tables_of_the_form_have_rows_of_their_own() -> None:
    rows = FOUND["Damaged documents by table of the form"].rows
    assert rows[0] == ("t2", GOOD, "0", "–", "–")
    assert rows[-1] == ("t4", BAD, "15", "66.67%", "6.667%")


def test_confidence_is_told_with_the_cells_it_is_of() -> None:
    good, bad = FOUND["Undamaged documents: confidence"].rows
    assert good[:5] == (GOOD, "0.0050 (n = 105)", "0.0050 (n = 21)", "–", "0.0000")
    # (98 x 0.005 + 7 x 0.95) / 105 and (98 x 0.005² + 7 x 0.95²) / 105
    assert bad[:5] == (BAD, "0.0680 (n = 105)", "0.3200 (n = 21)", "0.9500 (n = 7)", "0.0602")
    assert (good[5:], bad[5:]) == (("100.00% (96.55–100.00)", "0 of 105"), ("93.33% (93.33–93.33)", "0 of 98"))


def test_systems_are_compared_by_the_headline_rates() -> None:
    rows = FOUND["Undamaged documents: systems compared"].rows
    assert rows[0] == (f"{GOOD} less {BAD}", "exactly right", "+100.00 (100.00 to 100.00)", "7 of 7", "yes")
    assert rows[2] == (f"{GOOD} less {BAD}", "silent errors", "-6.67 (-6.67 to -6.67)", "7 of 7", "yes")


def test_one_system_is_compared_with_none() -> None:
    alone = replace(results(), comparisons=())
    assert not any("compared" in one.title for one in tables(alone))
