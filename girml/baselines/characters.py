"""The baseline of a chain over characters, by python-crfsuite, and figures in order.

`train/baselines/` trains it. A damaged file of weights may end Python: read only files that you trained.
"""

from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from girml.baselines.ordering import InOrder
from girml.baselines.pieces import named, pieces
from girml.errors import UsageError
from girml.records import Labeling, Tokens, View

_REACH = 3
_EDGE = "edge"


def reader(file: Path) -> InOrder:
    """Return the reader of a trained chain; UsageError where there is no such file."""
    if not file.is_file():
        raise UsageError(f"{file} is no file of a trained chain: train one as train/baselines/README.md tells.")
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    tagger.open(str(file))

    def labels(seen: View) -> tuple[Tokens, Labeling]:
        tokens = characters(seen)
        return tokens, named(tokens, tagger.tag(features(seen.text)))

    return InOrder(f"characters:{file.stem}", labels)


def characters(seen: View) -> Tokens:
    """Return every character of a view as a token, white space too."""
    return pieces(seen, list(pairwise(range(len(seen.text) + 1))))


def features(text: str) -> list[list[str]]:
    """Return the features of each character: itself and those three to both sides, the pairs with its neighbours, and
    the kinds of all five that stand next to it.

    >>> features("章3")[1][2:]
    ['-1 章', '0 3', '1 edge', '2 edge', '3 edge', 'pair 章3', 'pairs 3edge', 'kinds _字9__', 'kind 9']
    """
    edges = [_EDGE] * _REACH
    padded = [*edges, *text, *edges]
    kinds = "".join(map(_kind, padded))
    return [_around(padded[at : at + 2 * _REACH + 1], kinds[at + 1 : at + 2 * _REACH]) for at in range(len(text))]


def _around(window: list[str], kinds: str) -> list[str]:
    before, own, after = window[_REACH - 1 : _REACH + 2]
    near = [f"{at - _REACH} {one}" for at, one in enumerate(window)]
    return [*near, f"pair {before}{own}", f"pairs {own}{after}", f"kinds {kinds}", f"kind {kinds[_REACH - 1]}"]


@lru_cache(maxsize=1 << 16)
def _kind(character: str) -> str:
    """Return a sign for a kind of character: an edge, a line's end, space, a figure, a letter, Chinese, or a mark."""
    if character == _EDGE:
        return "_"
    if character.isspace():
        return "n" if character == "\n" else " "
    if character.isdecimal():
        return "9"
    if character.isascii():
        return "a" if character.isalpha() else character
    return "字" if character.isalpha() else "."
