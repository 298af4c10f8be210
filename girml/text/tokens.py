"""Tokens of a view: cut at line ends, tabs, pipes, rules and runs of spaces, and inside a piece where a
label of the form meets a figure. A piece of prose stays one token."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from girml.records import Gap, Patterns, Tokens, View
from girml.text.gaps import Empties, read_gap
from girml.text.values import FIGURE, NIL, REMARK

# Separators, but for a space that stands alone.
_GAP = re.compile(r"([\n\t|─][\n\t|─ ]*+| [\n\t|─ ]++)")
_RULE = re.compile(r"[-+=:]{3,}")
_PROSE = re.compile(r"[。;!?]|,(?=.{12})|.{120}")
_AFTER_LABEL = re.compile(r"$|[ *\d+\-/—\\:(]|无|增|减|[oOlI]+(?=[\doOlI]*(?:$|[\u4e00-\u9fff]))")
_AFTER_FIGURE = re.compile(r"[ *]|[。;,]?$")
_BEHIND_UNIT = re.compile(r"(?<=[^\d])[\d+\-]")
_SPACE = re.compile(" ")
# Where a heading may touch what stands before it: behind one of these, or at a number.
_MAY_TOUCH = (
    r"(?:[。!?\d/—)件元无:;表-] ?(?=[(\u4e00-\u9fff])"
    r"|(?=[一二三四五六七八九][ 、.,:年工行本主政收依因存问其需总基概改]|第[一二三四五六七八](?:部分|章)))"
)
_FIGURES = re.compile(r"(?: (?:\d[\d,.]*|[-/—\\])){3,}$")
_ONE_FIGURE = re.compile(r"^[^。;!?]*\) \d+$")
_SIGNED = r"(?:增加|减少|增|减|[+-])?\d+(?:,\d{3})*(?:\.\d+)?(?:万元|元|件|项|个|条)?"
_FIGURE_IN_RUN = re.compile(rf"(?<=[^\dA-Za-z+\-增减加少/.,:]){_SIGNED}")
_MARKED_RUN = re.compile(r"(?=\d*(?:无|//|--|——|\\\\))(?:\d|无|/|-|—|\\)+(?:件|项|个|条)?")
_MARKS = "-—/\\无"
# How the rows of table 3 begin, whatever words they have.
_ITEM = re.compile(r"[1-8]\.(?=[\u4e00-\u9fff])|\([一二三四五六七]\)|[一二三四]、|注:|说明:|\(单位|制表人|填表人")
_GLUED = re.compile(r"\d[\d+\-/—,.增减]*\d(?:万元|元|件|项|个|条)?")
# A run in which letters were read for digits.
_MISREAD_RUN = re.compile(r"(?=\d*[oOlI])[\doOlI]+")
# A run of digits behind a label and before words that are no unit and no part of a date.
_RUN_OF_ROW = re.compile(
    r"\d{2,}(?=[\u4e00-\u9fff])(?![年月日号时分余多万亿元件次项个条宗起份例人家期篇名处部种户届天倍])"
)
# A row of nil marks, or of figures with their units, behind words that no form has.
_MARKS_OF_ROW = re.compile(r"(?<=[\u4e00-\u9fff\")])(?:[-—/\\]{5,}|无{5,}|(?:\d{1,4}[件个条项]){3,})")
_ENUMERATOR = re.compile(r"\d{1,2}[.、][^\d ]")
_MARKUP = " *#>"
_STOPS = re.compile(r"[。:*]*$")
_CJK = re.compile("[\u4e00-\u9fff]")
_LONGEST_FIGURES = 5000
_MEMO, _MOST_KNOWN = 80, 1 << 16


def pieces(text: str) -> list[str]:
    """Return the gaps and pieces of a view in turn. It stands between two line ends of its own, so that its first and
    last gaps are those of lines.

    >>> pieces("规章  0 | 3")
    ['\\n', '规章', '  ', '0', ' | ', '3', '\\n']
    """
    return _GAP.split(f"\n{text}\n")[1:-1]


class Tokenizer:
    """Cuts views into tokens by the patterns of the forms' labels."""

    def __init__(self, patterns: Patterns) -> None:
        self._strong, self._weak, self._heading, self._heads, self._touching = patterns[:5]
        self._opens, self._begins, self._firsts = patterns[5:]
        first = "".join(map(re.escape, sorted(self._firsts)))
        strong = f"(?={self._strong.pattern}|{self._heading.pattern})"
        self._opening = re.compile(rf"[\d 。;!?):无/—-](?:(?<=[\d 。;!?):])|(?<=[无/—-]{{2}}))(?=[{first}]){strong}")
        self._touched = re.compile(f"{_MAY_TOUCH}(?={self._touching.pattern})")
        self._known: dict[str, _Cut] = {}

    def __call__(self, view: View) -> Tokens:
        """Return the tokens of a view, in time linear in its length."""
        tokens = Tokens(view, [], [], [], [], [])
        texts, starts, ends, gaps, lines = tokens.texts, tokens.starts, tokens.ends, tokens.gaps, tokens.lines
        *parts, last = pieces(view.text)
        at, line, waiting, known = -1, -1, "", self._known
        for gap, piece in zip(parts[::2], parts[1::2], strict=True):
            some, begins, stops, inner = known.get(piece) or self._piece(piece)
            if not some:
                waiting += gap + piece
                continue
            if waiting:
                gap, waiting = waiting + gap, ""
            empties, before, newlines = read_gap(gap)
            if empties:
                _add_empties(tokens, empties, at, line)
            gaps.append(before)
            at, line = at + len(gap), line + newlines
            if inner:
                texts += some
                starts += [at + begin for begin in begins]
                ends += [at + stop for stop in stops]
                lines += [line] * len(some)
                gaps += inner
            else:
                texts.append(some[0])
                starts.append(at + begins[0])
                ends.append(at + stops[0])
                lines.append(line)
            at += len(piece)
        _add_empties(tokens, read_gap(waiting + last)[0], at, line)
        return tokens

    def _piece(self, piece: str) -> "_Cut":
        """Return the tokens of a piece, and remember them where it is short."""
        is_rule = piece[0] in "-+=:" and _RULE.fullmatch(piece)
        cuts = () if is_rule else self._cuts(piece)
        found = _Cut(
            texts=tuple([piece[begin:end] for begin, end in cuts]),
            begins=tuple([begin for begin, _ in cuts]),
            ends=tuple([end for _, end in cuts]),
            gaps=tuple([_JOINT if end == begin else _APART for (_, end), (begin, _) in pairwise(cuts)]),
        )
        if len(piece) <= _MEMO:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[piece] = found
        return found

    def _cuts(self, piece: str) -> tuple[tuple[int, int], ...]:
        if FIGURE.fullmatch(piece) or NIL.fullmatch(piece):
            return ((0, len(piece)),)
        # A long line without a single Chinese character is junk; its figures would fill the memory.
        if len(piece) > _LONGEST_FIGURES and not _CJK.search(piece):
            return ((0, len(piece)),)
        # One heading may open what is behind another.
        cuts: list[tuple[int, int]] = []
        begin = 0
        while head := self._opening_head(piece, begin):
            cuts.append(head.span(1))
            begin = head.end()
        if cuts and _STOPS.match(piece, begin):
            return tuple(cuts)
        return (*cuts, *((begin + first, begin + last) for first, last in self._cuts_of_rest(piece[begin:])))

    def _opening_head(self, piece: str, begin: int) -> re.Match[str] | None:
        """Return the heading that opens the rest of a piece and runs on; None where a shorter one stands there."""
        head = self._opens.match(piece, begin)
        if head is None or (self._head_end(piece, head.start(1)) or head.end(1)) < head.end(1):
            return None
        return head

    def _cuts_of_rest(self, piece: str) -> tuple[tuple[int, int], ...]:
        if _PROSE.search(piece) and not self._label_end(piece, 0) and not _ends_in_figures(piece):
            begin = self._first_strong(piece, 0, len(piece))
            if begin is None:
                return ((0, len(piece)),)
            before = len(piece[:begin].rstrip())
            return (*(((0, before),) if before else ()), *self._lex(piece, begin))
        return tuple(self._lex(piece, 0))

    def _first_strong(self, piece: str, at: int, end: int) -> int | None:
        if at == 0 and piece[0] in self._firsts and self._is_strong(piece, 0, end):
            return 0
        match = self._opening.search(piece, max(at - 1, 0), end)
        head = self.first_touching(piece, at, match.end() if match else end)
        return head if head is not None or match is None else match.end()

    def first_touching(self, piece: str, at: int, end: int) -> int | None:
        """Return where the first heading begins that touches what stands before it."""
        ends = (match.end() for match in self._touched.finditer(piece, max(at - 1, 0), end))
        return next((start for start in ends if start >= at), None)

    def _lex(self, piece: str, at: int) -> Iterator[tuple[int, int]]:
        at += len(piece) - at - len(piece[at:].lstrip(_MARKUP)) if piece[at] in _MARKUP else 0
        labelled = False
        while at < len(piece):
            if piece[at] in _MARKUP:
                at += 1
                continue
            label = self._head_end(piece, at) or self._label_end(piece, at)
            row = _RUN_OF_ROW.match(piece, at) if labelled else None
            end = label or self._figure_end(piece, at) or self._misread_end(piece, at)
            end = end or (row.end() if row else self._run_end(piece, at))
            yield at, end
            at, labelled = end, label is not None

    def _head_end(self, piece: str, at: int) -> int | None:
        """Return the end of a heading; it may be glued to prose, as any other label that runs on into words is none."""
        match = self._heads.match(piece, at) if piece[at] in self._firsts else None
        match = match or self._touching.match(piece, at)
        return match.end() if match else None

    def _label_end(self, piece: str, at: int) -> int | None:
        """Return the end of the longest label that does not run on into words."""
        match = self._longest_label(piece, at, len(piece)) if piece[at] in self._firsts else None
        while match and not (self._is_followed(piece, match.end(), _AFTER_LABEL) or _ITEM.match(piece, match.end())):
            match = self._longest_label(piece, at, match.end() - 1)
        return match.end() if match else None

    def _longest_label(self, piece: str, at: int, end: int) -> re.Match[str] | None:
        return self._strong.match(piece, at, end) or self._weak.match(piece, at, end)

    def _is_strong(self, piece: str, at: int, end: int) -> bool:
        """Return whether a label or heading stands here that prose never holds by chance."""
        return bool(self._strong.match(piece, at, end) or self._heading.match(piece, at, end))

    def _is_followed(self, piece: str, end: int, by: re.Pattern[str]) -> bool:
        """Return whether something stands here that a label or figure may end before: this, or another label."""
        return any(pattern.match(piece, end) for pattern in (by, self._strong, self._weak, self._heading))

    def _figure_end(self, piece: str, at: int) -> int | None:
        match = FIGURE.match(piece, at) or NIL.match(piece, at)
        if match is None:
            return None
        run = _MARKED_RUN.match(piece, at)
        if run and run.end() > match.end():
            match = run
        remark = REMARK.match(piece, match.end())
        if remark and self._is_followed(piece, remark.end(), _AFTER_FIGURE):
            return remark.end()
        end = match.end()
        if self._is_followed(piece, end, _AFTER_FIGURE) or _BEHIND_UNIT.match(piece, end):
            return end
        # Zeros glued to an enumerator: the 1 of `00000001.属于国家秘密` belongs to the label.
        if end - at > 1 and (self._is_strong(piece, end - 1, len(piece)) or _ITEM.match(piece, end - 1)):
            return end - 1
        if _ITEM.match(piece, end):
            return end
        glued = _GLUED.match(piece, at)
        return glued.end() if glued and self._is_followed(piece, glued.end(), _ITEM) else None

    def _misread_end(self, piece: str, at: int) -> int | None:
        """Return the end of a run of digits, some of them misread, that a label or the number of a row follows."""
        run = _MISREAD_RUN.match(piece, at)
        if run is None:
            return None
        ends = (run.end(), run.end() - 1)
        return next((end for end in ends if self._is_followed(piece, end, _ITEM)), None)

    def _run_end(self, piece: str, at: int) -> int:
        space = _SPACE.search(piece, at + 1)
        end = space.start() if space else len(piece)
        # A label may go on behind the space.
        strong = self._first_strong(piece, at + 1, min(len(piece), end + _MEMO))
        end = strong if strong and strong < end else end
        row = self._begins.search(piece, at + 1, end)
        end = row.start() if row else end
        marks = _MARKS_OF_ROW.search(piece, at + 1, end)
        end = marks.start() if marks else end
        words = not piece[at].isdigit() or _ENUMERATOR.match(piece, at)
        figures = _FIGURE_IN_RUN.finditer(piece, at + 1, end) if words else ()
        return next((match.start() for match in figures if self._ends_cell(piece, match, end)), end)

    def _ends_cell(self, piece: str, figure: re.Match[str], end: int) -> bool:
        """Return whether a figure behind words ends there, or goes on as the number of the next row."""
        stop = figure.end()
        if stop == end or piece[stop] == " " or piece[stop] in _MARKS or self._is_followed(piece, stop, _ITEM):
            return True
        return stop - figure.start() > 1 and piece[stop - 1].isdigit() and bool(_ITEM.match(piece, stop - 1))


def _ends_in_figures(piece: str) -> bool:
    """Return whether figures stand at the end of a long piece: the cells of a row, whose label is long."""
    if piece[-1] not in "0123456789-/—\\":
        return False
    return _FIGURES.search(piece[-_MEMO:]) is not None or (len(piece) < _MEMO and bool(_ONE_FIGURE.match(piece)))


_JOINT = Gap(0, 0, 0)
_APART = Gap(0, 0, 1)


class _Cut(NamedTuple):
    """The tokens of a piece: their texts, where they begin and end in it, and the gaps between them."""

    texts: tuple[str, ...]
    begins: tuple[int, ...]
    ends: tuple[int, ...]
    gaps: tuple[Gap, ...]


def _add_empties(tokens: Tokens, empties: Empties, at: int, line: int) -> None:
    """Add the empty cells of a gap that begins at a place on a line."""
    for offset, lines, before in empties:
        tokens.texts.append("")
        tokens.starts.append(at + offset)
        tokens.ends.append(at + offset)
        tokens.lines.append(line + lines)
        tokens.gaps.append(before)
