"""Labels that are printed in pieces, put together as their letters."""

import re
from functools import lru_cache

from girml.clean.letters import BEGIN, FIGURE, HEAD, JOINED, PART, WORDS, Letters, label, rows
from girml.labeler.names import LabelIndex, key

_MOST_PIECES = 6
_key = lru_cache(maxsize=1 << 14)(key)


class Joiner:
    """Puts the pieces of labels together."""

    def __init__(self, index: LabelIndex, letters: Letters) -> None:
        self._index, self._letters, self._rows = index, letters, "".join(rows().values())
        # Up to four pieces before a figure that make no label word for word.
        self._unlike = re.compile(f"[{BEGIN}{WORDS}](?:.[{BEGIN}{WORDS}{PART}]){{1,3}}(?=.{FIGURE})", re.DOTALL)
        labels = HEAD + BEGIN + "".join(rows().values())
        self._broken = re.compile(f"[{labels}](?:.[{labels}{WORDS}{PART}])+", re.DOTALL)

    def __call__(self, letters: str, pieces: list[str]) -> str:
        """Return the letters of a text, whose gaps and pieces are given, with that of a label for its first piece, and
        JOINED for all that goes on with it."""
        found = list(letters)
        for match in self._broken.finditer(letters):
            at, end = match.span()
            while at < end:
                last, letter = self._longest(pieces, at, end)
                found[at : last + 1] = [letter or letters[at], *JOINED * (last - at)]
                at = last + 2
        whole = "".join(found)
        for match in self._unlike.finditer(whole):
            first, end = match.span()
            letter = self._letters["".join(pieces[first:end:2])]
            if letter == HEAD or letter in self._rows:
                found[first:end] = [letter, *JOINED * (end - first - 1)]
        return "".join(found)

    def _longest(self, pieces: list[str], first: int, end: int) -> tuple[int, str | None]:
        """Return the last piece of the longest label that begins at a piece and takes several, and its letter; the
        piece itself where there is none."""
        wanted = _key(pieces[first])
        best: tuple[int, str | None] = (first, None)
        for last in range(first + 2, min(end, first + 2 * _MOST_PIECES), 2):
            if wanted not in self._index.prefixes:
                break
            wanted += _key(pieces[last])
            letter = label(self._index.exact.get(wanted, ()))
            best = (last, letter) if letter else best
        return best
