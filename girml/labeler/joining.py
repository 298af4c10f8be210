"""Labels that several tokens make together: the part of each token, and whether labels go on between two."""

from collections.abc import Sequence

import numpy as np

from girml.labeler.columns import SEAMS
from girml.labeler.flat import Flat, Numbers
from girml.labeler.lexicon import Lexicon
from girml.labeler.likeness import group
from girml.labeler.names import LabelIndex
from girml.labeler.shapes import every_group

_MOST_PIECES = 8


def joints(lexicon: Lexicon, tokens: Flat, piece: Numbers, is_first: Numbers) -> Numbers:
    """Return for each token its part in the longest label that it makes with the tokens after or before it: its first,
    or its next, with the group of the label; 0 where there is none. The lexicon tells which may be a piece of a label,
    and which the first."""
    found = np.zeros(len(tokens.texts), np.intp)
    goes_on = (piece[1:] > 0) & (tokens.document[1:] == tokens.document[:-1])
    groups = every_group(lexicon.index)
    done = 0
    for first in np.flatnonzero(is_first[:-1].astype(np.bool_) & goes_on).tolist():
        if first < done:
            continue
        some = tokens.texts[first : min(first + _MOST_PIECES, int(tokens.end[first]))].tolist()
        size, label = _joint(lexicon.index, [lexicon.words[one].piece for one in some])
        if size:
            number = 1 + 2 * groups.index(group(lexicon.index, label))
            found[first] = number
            found[first + 1 : first + size] = number + 1
            done = first + size
    return found


def _joint(index: LabelIndex, pieces: Sequence[str | None]) -> tuple[int, str]:
    """Return how many pieces make the longest label from the first one on, if it takes several, and the label."""
    whole, found = "", (0, "")
    for at, piece in enumerate(pieces):
        if piece is None:
            break
        whole += piece
        if at and whole in index.exact:
            found = (at + 1, index.exact[whole][0].label)
        if whole not in index.prefixes:
            break
    return found


def seams(lexicon: Lexicon, tokens: Flat, piece: Numbers) -> Numbers:
    """Return for each token whether some label goes on from the token before it to this one, and from this to the one
    after it: yes, no, or that a figure or prose stands on either side."""
    words, runs = lexicon.words, lexicon.index.runs
    has_key = piece > 1
    places = np.flatnonzero(has_key[:-1] & has_key[1:] & (tokens.document[:-1] == tokens.document[1:]))
    pairs = zip(tokens.texts[places].tolist(), tokens.texts[places + 1].tolist(), strict=True)
    found = np.zeros(len(tokens.texts) + 1, np.intp)
    found[places + 1] = [1 if words[left].ends + words[right].begins in runs else 2 for left, right in pairs]
    return len(SEAMS) * found[:-1] + found[1:]
