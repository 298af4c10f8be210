"""Rules confronted with values: three-valued, and never a change to a value."""

from collections.abc import Mapping, Sequence

from girml.records import Rule

Number = int | float
Terms = Sequence[Number | None]


def confront(rule: Rule, known: Mapping[str, Number]) -> bool | None:
    """Return whether an equality rule holds: False where no non-negative filling of its unknown cells can
    satisfy it, True where all cells are known and it does, else None.

    >>> rule = Rule("r", ("a", "b"), "=", ("c",), "error", "printed", "")
    >>> confront(rule, {"a": 1, "b": 1, "c": 2}), confront(rule, {"a": 3, "c": 2}), confront(rule, {"a": 1})
    (True, False, None)
    """
    left, open_left = _side(rule.left, known)
    right, open_right = _side(rule.right, known)
    return _verdict(left, right, (open_left, open_right))


def balance(left: Terms, right: Terms) -> tuple[bool | None, Number | None, Number | None]:
    """Return whether the terms of an equality rule balance, None for an unknown one, and the sums of its sides, None
    for one with an unknown term.

    >>> balance([1, 1], [2]), balance([3, None], [2]), balance([1, None], [2])
    ((True, 2, 2), (False, None, 2), (None, None, 2))
    """
    try:
        one, other = sum(left), sum(right)  # type: ignore[arg-type]
    except TypeError:
        return _open_balance(left, right)
    return one == other or _same(one, other), one, other


def _open_balance(left: Terms, right: Terms) -> tuple[bool | None, Number | None, Number | None]:
    (one, open_left), (other, open_right) = (
        (sum([term for term in side if term is not None]), None in side) for side in (left, right)
    )
    holds = _verdict(one, other, (open_left, open_right))
    return holds, (None if open_left else one), (None if open_right else other)


def _verdict(left: Number, right: Number, open_sides: tuple[bool, bool]) -> bool | None:
    open_left, open_right = open_sides
    if not open_left and not open_right:
        return _same(left, right)
    if (not open_right and left > right) or (not open_left and right > left):
        return False
    return None


def sums(rule: Rule, known: Mapping[str, Number]) -> tuple[Number | None, Number | None]:
    """Return the sums of both sides, None for a side with an unknown cell."""
    left, open_left = _side(rule.left, known)
    right, open_right = _side(rule.right, known)
    return (None if open_left else left), (None if open_right else right)


def violated(rule: Rule, known: Mapping[str, Number]) -> bool:
    """Return whether an inequality (`>=` or `<=`) of known cells fails; False where a cell is unknown."""
    left, right = sums(rule, known)
    if left is None or right is None:
        return False
    return left < right if rule.relation == ">=" else left > right


def forced(rule: Rule, known: Mapping[str, Number]) -> tuple[str, Number] | None:
    """Return the one unknown cell of an equality rule and the value the others force on it, or None."""
    unknown = [cell for cell in (*rule.left, *rule.right) if cell not in known]
    if len(unknown) != 1:
        return None
    left, _ = _side(rule.left, known)
    right, _ = _side(rule.right, known)
    value = right - left if unknown[0] in rule.left else left - right
    return unknown[0], round(value, 6) if isinstance(value, float) else value


def _side(cells: tuple[str, ...], known: Mapping[str, Number]) -> tuple[Number, bool]:
    try:
        return sum([known[cell] for cell in cells]), False
    except KeyError:
        return sum([known[cell] for cell in cells if cell in known]), True


def _same(left: Number, right: Number) -> bool:
    return left == right or abs(left - right) < 1e-6
