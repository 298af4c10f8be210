"""The columns in which it is told what stands around tokens: whole numbers for the machine, words for features.

Each number says the same whatever was read before, so that several in a row make a key.
"""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from girml.labeler.gaps import gap_told
from girml.labeler.names import LabelIndex
from girml.labeler.shapes import every_group, every_shape
from girml.labeler.steps import FINE, SIZES

NONE, BEGIN, END = 0, 1, 2
"""The numbers for no shape, and for the ends of a text; those of shapes follow."""
_ENDS = ("", "^", "$")
HEADS = ("w", "s1", "s2", "s3", "s4", "s5", "s6")
EDGE = len(HEADS)
TABLES = ("", "t2", "t3", "t4")
MOST_PLACES, MOST_EMPTY, MOST_PARTING = 3, 8, 3
SEAMS = ".+-"


class Column(NamedTuple):
    """How many bits the numbers of a column take, and the words of one; no words where there is nothing to tell."""

    bits: int
    told: Callable[[int], str]


@cache
def shape_numbers(index: LabelIndex) -> dict[str, int]:
    """Return the number of each shape, and of the ends of a text."""
    return {one: at for at, one in enumerate((*_ENDS, *every_shape(index)))}


@cache
def columns(index: LabelIndex) -> dict[str, Column]:
    """Return the columns by name."""
    shape = Column(7, tuple(shape_numbers(index)).__getitem__)
    groups = every_group(index)
    gap, since = Column(6, gap_told), Column(7, lambda code: f"{SIZES[code // len(SIZES)]} {SIZES[code % len(SIZES)]}")
    shapes = ("far_left", "left", "own", "right", "far_right", "last", "following", "solid_left", "solid_right")
    return dict.fromkeys(shapes, shape) | {
        "before": gap,
        "after": gap,
        "since": since,
        "until": since,
        "line": Column(9, _line),
        "read": Column(6, _read),
        "twins": Column(4, _twins),
        "run": Column(10, _run),
        "cells": Column(17, _cells),
        "joint": Column(6, lambda code: f"{'BI'[(code - 1) % 2]}{groups[(code - 1) // 2]}" if code else ""),
        "seams": Column(4, lambda code: SEAMS[code // len(SEAMS)] + SEAMS[code % len(SEAMS)]),
        "series": Column(14, _series),
    }


def _line(code: int) -> str:
    rest, values = divmod(code, len(SIZES))
    place, length = divmod(rest, len(SIZES))
    return f"{place} {SIZES[length]} {SIZES[values]}"


def _read(code: int) -> str:
    rest, is_long = divmod(code, 2)
    heading, table = divmod(rest, len(TABLES))
    return f"{HEADS[heading] + '!' if heading else ''} {TABLES[table]}{'+' * is_long}"


def _twins(code: int) -> str:
    if not code:
        return ""
    rest, is_listed = divmod(code - 1, 2)
    return f"{'b' * (rest // 2)}{'a' * (rest % 2)} {'n' * is_listed}"


def _run(code: int) -> str:
    left, right = divmod(code - 1, len(FINE))
    return f"{FINE[left]} {FINE[right]}" if code else ""


def _cells(code: int) -> str:
    if not code:
        return ""
    rest, place = divmod(code - 1, 1 + (MOST_PLACES + 1) * MOST_EMPTY)
    counts, mostly = divmod(rest, MOST_PARTING + 1)
    full, empty = divmod(counts, len(FINE))
    told = f"{FINE[full]} {FINE[empty]} {mostly}"
    return f"{told} {(place - 1) // MOST_EMPTY} {(place - 1) % MOST_EMPTY + 1}" if place else told


def _series(code: int) -> str:
    if code < 2:
        return "-" * code
    rest, is_beside = divmod(code - 2, 2)
    rest, after = divmod(rest, EDGE + 1)
    rest, before = divmod(rest, EDGE + 1)
    heads, known = divmod(rest, len(SIZES))
    return f"{'+' * is_beside}{SIZES[heads]} {SIZES[known]} {(*HEADS, '^')[before]} {(*HEADS, '$')[after]}"
