"""A text cut into pieces that tokenised formats take for tokens: none reaches over the border of a mark.

A run of digits or of Latin letters is one piece, white space is one, every other character its own: Chinese has no
spaces, and no word list decides here.
"""

import re
from collections.abc import Iterable, Iterator

_PIECE = re.compile(r"[0-9]+|[A-Za-z]+|\s+|.", re.DOTALL)


def pieces(text: str, borders: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the places of all pieces of a text, white space too, in order.

    >>> list(pieces("规章12", [3]))
    [(0, 1), (1, 2), (2, 3), (3, 4)]
    """
    cuts = [*sorted({at for at in borders if 0 < at < len(text)}), len(text)]
    start = 0
    for cut in cuts:
        yield from (match.span() for match in _PIECE.finditer(text, start, cut))
        start = cut
