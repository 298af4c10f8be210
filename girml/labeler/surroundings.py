"""What stands around each token that is tagged, told by the shapes of others and by gaps, for several texts at once."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from girml.labeler.columns import HEADS, TABLES, shape_numbers
from girml.labeler.empties import cells, parted, solids
from girml.labeler.flat import Flat, Marks, Numbers, flat
from girml.labeler.gaps import begins_line, gap_numbers, widest
from girml.labeler.joining import joints, seams
from girml.labeler.lexicon import Lexicon
from girml.labeler.names import LabelIndex
from girml.labeler.neighbours import labels_beside, lines, neighbours, reads, runs, twins
from girml.labeler.series import Number, series
from girml.labeler.shapes import EMPTY, VALUES
from girml.records import Tokens


class Surroundings(NamedTuple):
    """What stands around the tokens of several texts: which tokens of each text are tagged, the numbers of the texts of
    these in a row, and the columns by name, in the same order."""

    places: list[Sequence[int]]
    texts: Numbers
    columns: Mapping[str, Numbers]


class _Kinds(NamedTuple):
    """What the shapes are, by their numbers: whether they fill cells, are labels, are words or like a heading; which
    heading they are, for sure or nearly, and whether for sure; and of which table a label is for sure."""

    values: Marks
    labels: Marks
    words: Marks
    heads: Numbers
    sure: Marks
    tables: Numbers


def surroundings(lexicon: Lexicon, texts: Sequence[Tokens]) -> Surroundings:
    """Return what stands around the tokens that are tagged: empty tokens that only part others are not, and nothing is
    told by them."""
    tokens, places = _tagged(lexicon, texts)
    kinds, own = _kinds(lexicon.index), tokens.own
    values, heads = kinds.values[own], kinds.heads[own]
    empty = own == shape_numbers(lexicon.index)[EMPTY]
    _, headings, piece, is_first, is_numbered = lexicon.columns(tokens.texts)
    left, right = solids(tokens, empty)
    columns = {
        **neighbours(tokens),
        **labels_beside(tokens, values, kinds.labels[own]),
        "line": lines(tokens, values),
        "read": reads(tokens, np.where(kinds.sure[own], heads, 0), kinds.tables[own]),
        "twins": twins(tokens, headings, empty),
        "run": runs(tokens, values),
        "cells": cells(tokens, empty, values),
        "solid_left": left,
        "solid_right": right,
        "joint": joints(lexicon, tokens, piece, is_first),
        "seams": seams(lexicon, tokens, piece),
        "series": series(tokens, _numbered(lexicon, tokens, is_numbered), heads, kinds.words[own]),
    }
    return Surroundings(places, tokens.texts, columns)


@cache
def _kinds(index: LabelIndex) -> _Kinds:
    # The ends of a text have numbers too, but no token has one of these.
    names = [one or EMPTY for one in shape_numbers(index)]
    labels = np.array([one[-1] in "!~" for one in names])
    sure = np.array([one[-1] == "!" for one in names])
    return _Kinds(
        values=np.array([one[0] in VALUES for one in names]),
        labels=labels,
        words=np.array([one[0] in "ws" for one in names]),
        heads=labels * np.array([HEADS.index(one[:2]) if one[:2] in HEADS else 0 for one in names]),
        sure=sure,
        tables=sure * np.array([TABLES.index(one[:2]) if one[:2] in TABLES else 0 for one in names]),
    )


def _tagged(lexicon: Lexicon, texts: Sequence[Tokens]) -> tuple[Flat, list[Sequence[int]]]:
    """Return the tokens that are tagged, and their places in each text."""
    lengths = np.array([len(one) for one in texts], np.intp)
    numbers = lexicon.numbers([text for one in texts for text in one.texts])
    gaps = gap_numbers([gap for one in texts for gap in one.gaps])
    own = lexicon.columns(numbers)[0]
    tokens = flat(numbers, own, gaps, lengths)
    empty = own == shape_numbers(lexicon.index)[EMPTY]
    parting = parted(tokens, empty, _kinds(lexicon.index).values[own], begins_line(gaps))
    if not parting.any():
        return tokens, [range(length) for length in lengths.tolist()]
    kept = np.flatnonzero(~parting)
    left = np.bincount(tokens.document[kept], minlength=len(texts))
    places = np.split(kept - tokens.first[kept], np.cumsum(left)[:-1])
    return flat(numbers[kept], own[kept], widest(gaps, kept), left), [one.tolist() for one in places]


def _numbered(lexicon: Lexicon, tokens: Flat, marks: Numbers) -> list[tuple[int, Number]]:
    places = np.flatnonzero(marks)
    found = [lexicon.words[one].number for one in tokens.texts[places].tolist()]
    return [(at, number) for at, number in zip(places.tolist(), found, strict=True) if number]
