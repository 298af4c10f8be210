"""Claims: what reports say of cells and what came of it, counted."""

from girml.records import Cell, State, Value
from girml.score import Claim, Verdict, claims, together


def verdict(printed: Value, said: tuple[State, Value, float, bool] | None) -> Verdict:
    """Return the verdict on a cell of gold; None where the report lacks it."""
    if said is None:
        return Verdict("t4.a", "t4", printed, False, False, None)
    state, value, confidence, review = said
    cell = Cell("t4.a", value, None, None, None, None, None, state, confidence, review)
    return Verdict("t4.a", "t4", printed, value == printed, value == printed, cell)


def test_equal_claims_are_counted_together() -> None:
    found = claims(
        [
            verdict(2, ("read", 2, 0.99, False)),
            verdict(3, ("read", 3, 0.99, False)),
            verdict(0, ("read", 0, 0.99, False)),
            verdict(5, ("read", 2, 0.4, True)),
            verdict(1, None),
        ]
    )
    assert found == {
        Claim(0.99, review=False, nonzero=True, as_printed=True, right=True): 2,
        Claim(0.99, review=False, nonzero=False, as_printed=True, right=True): 1,
        Claim(0.4, review=True, nonzero=True, as_printed=False, right=False): 1,
        Claim(None, review=False, nonzero=True, as_printed=False, right=False): 1,
    }


def test_the_claims_of_documents_add_up() -> None:
    one, other = (Claim(sure, False, True, True, True) for sure in (0.9, 0.8))
    assert together([{one: 2}, {one: 3, other: 1}, {}]) == {one: 5, other: 1}
