"""What is told of a token by the shapes and gaps to its left and right: its neighbours, its line, the labels around it,
what was read before it, and whether a heading comes again."""

import numpy as np

from girml.labeler.columns import BEGIN, END, MOST_PLACES, TABLES
from girml.labeler.flat import Flat, Marks, Numbers, counts, first_behind, last_before
from girml.labeler.gaps import AT_END, begins_line
from girml.labeler.steps import FINE, SIZES, STEPS

AROUND = 2
"""How many neighbours on each side count."""
_MANY_ROWS, _NEXT = 4, 3
_STEPS = np.array(STEPS)


def _steps(numbers: Numbers) -> Numbers:
    found: Numbers = _STEPS[np.minimum(numbers, len(_STEPS) - 1)]
    return found


def neighbours(tokens: Flat) -> dict[str, Numbers]:
    """Return the shapes of each token and its neighbours, and the gaps at both sides."""
    places = np.arange(len(tokens.own)) + 2 * AROUND * tokens.document + AROUND
    padded = np.full(len(places) + 2 * AROUND * (1 + tokens.document[-1:].sum()), END)
    # What follows a text's own ends are the begins of the next one.
    padded[places[tokens.first == np.arange(len(places))][:, None] - np.arange(1, AROUND + 1)] = BEGIN
    padded[places] = tokens.own
    names = ("far_left", "left", "own", "right", "far_right")
    around = {name: padded[places + at] for name, at in zip(names, range(-AROUND, AROUND + 1), strict=True)}
    after = np.full(len(places), AT_END)
    within = tokens.document[1:] == tokens.document[:-1]
    after[:-1][within] = tokens.gaps[1:][within]
    return {**around, "before": tokens.gaps, "after": after}


def lines(tokens: Flat, values: Marks) -> Numbers:
    """Return for each token its place on its line, how many tokens stand there, and how many of these are values."""
    place = np.arange(len(values))
    begins = begins_line(tokens.gaps) | (place == tokens.first)
    line = np.cumsum(begins) - 1
    firsts = np.flatnonzero(begins)
    ends = np.append(firsts[1:], len(values))
    number = counts(values)
    told = _steps(ends - firsts) * len(SIZES) + _steps(number[ends] - number[firsts])
    found: Numbers = np.minimum(place - firsts[line], MOST_PLACES) * len(SIZES) ** 2 + told[line]
    return found


def labels_beside(tokens: Flat, values: Marks, labels: Marks) -> dict[str, Numbers]:
    """Return for each token the group of the last label before it, how many values and words stand between, and the
    same of the first label behind it."""
    own, place = tokens.own, np.arange(len(values))
    filled, worded = counts(values), counts(~values & ~labels)
    last, following = last_before(labels), first_behind(labels)
    is_before, is_behind = last >= tokens.first, following < tokens.end
    begin, end = np.where(is_before, last + 1, tokens.first), np.where(is_behind, following, tokens.end)
    return {
        "last": np.where(is_before, own[last], BEGIN),
        "since": _steps(filled[place] - filled[begin]) * len(SIZES) + _steps(worded[place] - worded[begin]),
        "following": np.where(is_behind, own[np.minimum(following, len(own) - 1)], BEGIN),
        "until": _steps(filled[end] - filled[place + 1]) * len(SIZES) + _steps(worded[end] - worded[place + 1]),
    }


def runs(tokens: Flat, values: Marks) -> Numbers:
    """Return for each value how many stand right before and right after it; 0 for words."""
    place, most = np.arange(len(values)), len(FINE) - 1
    left = place - 1 - np.maximum(last_before(~values), tokens.first - 1)
    right = np.minimum(first_behind(~values), tokens.end) - place - 1
    return np.where(values, 1 + np.minimum(left, most) * len(FINE) + np.minimum(right, most), 0)


def reads(tokens: Flat, heads: Numbers, tables: Numbers) -> Numbers:
    """Return for each token the last heading that was read before it, and the last table and how much of it."""
    head, label = last_before(heads > 0), last_before(tables > 0)
    places = np.flatnonzero(tables)
    # Which labels are of another table than the one before them, and how many of one table came one after another.
    turns = np.ones(len(places), np.bool_)
    same = tokens.document[places[1:]] == tokens.document[places[:-1]]
    turns[1:] = ~same | (tables[places[1:]] != tables[places[:-1]])
    ranks = np.arange(len(places))
    rows = np.zeros(len(tables), np.intp)
    rows[places] = ranks - np.maximum.accumulate(np.where(turns, ranks, 0))
    is_label = label >= tokens.first
    heading = np.where(head >= tokens.first, heads[head], 0)
    table = np.where(is_label, tables[label], 0)
    return (heading * len(TABLES) + table) * 2 + (is_label & (rows[label] >= _MANY_ROWS))


def twins(tokens: Flat, headings: Numbers, empty: Marks) -> Numbers:
    """Return for each heading, and what is numbered like one, whether it comes before or after too, and whether another
    follows at once, as in a table of contents; 0 for all else."""
    places = np.flatnonzero(headings)
    found = np.zeros(len(headings), np.intp)
    order = np.lexsort((places, headings[places], tokens.document[places]))
    ranked = places[order]
    names, documents = headings[ranked], tokens.document[ranked]
    same = (names[1:] == names[:-1]) & (documents[1:] == documents[:-1])
    before, after = np.append(False, same)[: len(ranked)], np.append(same, False)[: len(ranked)]
    found[ranked] = 1 + before * 4 + after * 2
    full = np.append(first_behind(~empty), len(empty))[places]
    is_near = (full <= places + _NEXT) & (full < tokens.end[places])
    found[places] += is_near & (headings[np.minimum(full, len(headings) - 1)] > 0)
    return found
