"""A few unknown cells under equality rules: their values in whole numbers from zero up, where rules leave one."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor

from girml.records import Rule
from girml.rules import Number

Row = list[int | Fraction]
_NO_BOUND = 10**15


def solve(
    rules: Sequence[Rule], known: Mapping[str, Number], unknown: Sequence[str]
) -> dict[str, Number | None] | None:
    """Return the value of each unknown cell, None for one that the rules leave open, or None where no values do.

    A rule with other unknown cells than these says nothing.
    """
    told = [rule for rule in rules if all(cell in known or cell in unknown for cell in (*rule.left, *rule.right))]
    return solve_equations([equation(rule, known, unknown) for rule in told], unknown)


def equation(rule: Rule, known: Mapping[str, Number], unknown: Sequence[str]) -> Row:
    """Return the coefficients of the unknown cells on the left, and what the others leave on the right, all of which
    are known."""
    left = [rule.left.count(cell) - rule.right.count(cell) for cell in unknown]
    rest = sum([known[cell] for cell in rule.right if cell not in unknown]) - sum(
        [known[cell] for cell in rule.left if cell not in unknown]
    )
    return [*left, rest if isinstance(rest, int) else Fraction(rest)]


def solve_equations(equations: Sequence[Row], unknown: Sequence[str]) -> dict[str, Number | None] | None:
    """Return the value of each unknown cell that equations leave, as `solve` does."""
    rows = _reduced(equations, len(unknown))
    if rows is None:
        return None
    fixed = {_pivot(row): row for row in rows}
    open_columns = [column for column in range(len(unknown)) if column not in fixed]
    if not open_columns:
        values = [fixed[column][-1] for column in range(len(unknown))]
        return _whole(unknown, [values])
    return _whole(unknown, _tried(fixed, open_columns, len(unknown)))


def _reduced(rows: Sequence[Row], width: int) -> list[Row] | None:
    """Return the rows in reduced echelon form without empty ones, or None where they contradict each other."""
    done: list[Row] = []
    for column in range(width):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            continue
        rows = [row for row in rows if row is not pivot]
        pivot = _scaled(pivot, pivot[column])
        rows = [_cleared(row, pivot, column) for row in rows]
        done = [*(_cleared(row, pivot, column) for row in done), pivot]
    return None if any(row[-1] for row in rows) else done


def _scaled(row: Row, factor: int | Fraction) -> Row:
    """Return a row divided by a factor; nearly all are 1 or -1, and whole numbers stay whole."""
    if factor == 1:
        return row
    return [-value for value in row] if factor == -1 else [Fraction(value) / factor for value in row]


def _cleared(row: Row, pivot: Row, column: int) -> Row:
    factor = row[column]
    return [value - factor * other for value, other in zip(row, pivot, strict=True)] if factor else row


def _pivot(row: Row) -> int:
    return next(column for column, value in enumerate(row) if value)


def _tried(fixed: Mapping[int, Row], open_columns: Sequence[int], width: int) -> list[Row]:
    """Return the two least solutions in each open cell, the other open ones at zero.

    Different ones show which cells the rules leave open; that is all they are for.
    """
    found = []
    for column in open_columns:
        least, most = _range(fixed.values(), column)
        for value in range(least, min(most, least + 1) + 1):
            values: Row = [0] * width
            values[column] = value
            for pivot, row in fixed.items():
                values[pivot] = row[-1] - row[column] * value
            found.append(values)
    return found


def _range(rows: Iterable[Row], column: int) -> tuple[int, int]:
    """Return the least and the greatest value of an open cell that leaves no fixed cell below zero."""
    least, most = 0, _NO_BOUND
    for row in rows:
        if row[column] > 0:
            most = min(most, floor(Fraction(row[-1]) / row[column]))
        elif row[column] < 0:
            least = max(least, ceil(Fraction(row[-1]) / row[column]))
        elif row[-1] < 0:
            return 1, 0
    return least, most


def _whole(unknown: Sequence[str], solutions: Sequence[Row]) -> dict[str, Number | None] | None:
    """Return the values on which whole solutions from zero up agree; None where there is none."""
    whole = [one for one in solutions if all(value >= 0 and value.denominator == 1 for value in one)]
    if not whole:
        return None
    columns = zip(*whole, strict=True)
    return {
        cell: int(values[0]) if len(set(values)) == 1 else None for cell, values in zip(unknown, columns, strict=True)
    }
