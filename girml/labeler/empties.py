"""Empty tokens: those that only part others, as some converters write between all cells of a line, and empty cells."""

from typing import NamedTuple

import numpy as np

from girml.labeler.columns import BEGIN, MOST_EMPTY, MOST_PARTING, MOST_PLACES, NONE
from girml.labeler.flat import Flat, Marks, Numbers, counts, first_behind, last_before
from girml.labeler.steps import FINE

_LEAST, _MOSTLY, _MOST = 20, 0.6, 2


class _Groups(NamedTuple):
    """Empty tokens [begin, end) between two full ones within a line, whether values stand before and behind them, and
    the text that they are of; groups of none where full ones stand side by side."""

    begin: Numbers
    end: Numbers
    after_value: Marks
    before_value: Marks
    document: Numbers


def parted(tokens: Flat, empty: Marks, values: Marks, lines: Marks) -> Marks:
    """Return which tokens only part others, being empty; `values` are those that may fill cells, `lines` those that
    begin a line.

    They do where nearly all tokens of a text stand apart by one or two empty ones within their line. Of those between
    two values the first are they, of those before a label the last, and between words all.
    """
    groups = _groups(tokens, empty, values, lines)
    size = groups.end - groups.begin
    inner = groups.before_value | ~groups.after_value
    most = tokens.document[-1:].sum() + 1
    times = np.bincount(groups.document[inner], minlength=most)
    found = np.zeros(len(empty) + 1, np.intp)
    for cell in range(1, _MOST + 1):
        own = np.bincount(groups.document[inner & (size == cell)], minlength=most)
        for document in np.flatnonzero((own >= _LEAST) & (own >= _MOSTLY * times)).tolist():
            _mark(_Groups(*(one[groups.document == document] for one in groups)), cell, found)
    return np.cumsum(found)[:-1] > 0


def _groups(tokens: Flat, empty: Marks, values: Marks, lines: Marks) -> _Groups:
    full = np.flatnonzero(~empty)
    before, behind = full[:-1], full[1:]
    ends = counts(lines)
    within = (tokens.document[before] == tokens.document[behind]) & (ends[behind + 1] == ends[before + 1])
    before, behind = before[within], behind[within]
    return _Groups(before + 1, behind, values[before], values[behind], tokens.document[before])


def _mark(groups: _Groups, cell: int, found: Numbers) -> None:
    """Add 1 where a stretch of parting tokens begins, and take it away where it ends; so many stand between cells."""
    size = groups.end - groups.begin
    is_row = groups.after_value & ~groups.before_value
    ends = np.bincount(size[is_row & (size > cell)])
    row = int(ends.argmax()) if len(ends) else cell
    begin = np.where(is_row, np.maximum(groups.begin, groups.end - row), groups.begin)
    end = np.where(groups.before_value, np.minimum(groups.end, groups.begin + cell), groups.end)
    begin = np.where(groups.before_value, groups.begin, begin)
    some = begin < end
    found[begin[some]] += 1
    found[end[some]] -= 1


def cells(tokens: Flat, empty: Marks, values: Marks) -> Numbers:
    """Return for each token of those that may fill cells how many of those that stand together are full and how many
    empty, how many empty ones mostly part two full ones, and for an empty one its place among empty ones; 0 for words
    and where no cell is empty."""
    found = np.zeros(len(empty), np.intp)
    if not empty.any():
        return found
    number, place = counts(empty), np.arange(len(empty))
    first, end = _stretch(tokens, values)
    blank = number[end] - number[first]
    told = np.minimum(end - first - blank, len(FINE) - 1) * len(FINE) + np.minimum(blank, len(FINE) - 1)
    told = told * (MOST_PARTING + 1) + _mostly(tokens, empty, values)[tokens.document]
    first, end = _stretch(tokens, empty)
    among = 1 + np.minimum(place - first, MOST_PLACES) * MOST_EMPTY + np.minimum(end - first, MOST_EMPTY) - 1
    told = 1 + told * (1 + (MOST_PLACES + 1) * MOST_EMPTY) + np.where(empty, among, 0)
    return np.where(values & (blank > 0), told, 0)


def _stretch(tokens: Flat, marks: Marks) -> tuple[Numbers, Numbers]:
    """Return for each marked token the begin and the end of those that stand together with it."""
    return np.maximum(last_before(~marks) + 1, tokens.first), np.minimum(first_behind(~marks), tokens.end)


def _mostly(tokens: Flat, empty: Marks, values: Marks) -> Numbers:
    """Return for each text how many empty cells mostly stand between two full ones that nothing else parts, at most
    three."""
    full = np.flatnonzero(~empty)
    before, behind = full[:-1], full[1:]
    within = values[before] & values[behind] & (tokens.document[before] == tokens.document[behind])
    size = np.minimum(behind - before - 1, MOST_PARTING)[within]
    texts, sizes = int(tokens.document[-1]) + 1, MOST_PARTING + 1
    found = np.bincount(tokens.document[before[within]] * sizes + size, minlength=texts * sizes)
    mostly: Numbers = found.reshape(texts, sizes).argmax(axis=1)
    return mostly


def solids(tokens: Flat, empty: Marks) -> tuple[Numbers, Numbers]:
    """Return for each token what stands before and behind it, empty cells aside; 0 where none stand beside it."""
    place = np.arange(len(empty))
    beside = np.zeros(len(empty), np.bool_)
    beside[1:] |= empty[:-1] & (tokens.document[1:] == tokens.document[:-1])
    beside[:-1] |= empty[1:] & (tokens.document[1:] == tokens.document[:-1])
    before, behind = last_before(~empty), first_behind(~empty)
    left = np.where(before >= tokens.first, tokens.own[before], BEGIN)
    right = np.where(behind < tokens.end, tokens.own[np.minimum(behind, place[-1:].sum())], BEGIN)
    return np.where(beside, left, NONE), np.where(beside, right, NONE)
