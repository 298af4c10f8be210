"""The normalised view of a source, and the way back to it.

Width, brackets, line ends, kinds of space and look-alike quotes are folded one to one; zero-width
characters, markup that says nothing and the first half of CR LF are left out. Nothing else moves, so a position of the
view is a position of the source plus a shift that changes only where something was left out.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from unicodedata import normalize

from girml.records import View

# Panels of Jira's markup, and the empty anchors of Org's, stand in cells and say nothing.
_MARKUP = r"\{panel(?::[^{}\n]{0,99})?\}|<<>>"
_WIDTHLESS = "\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\ufe00-\ufe0f"
_DROPPED = re.compile(rf"[{_WIDTHLESS}]|\r(?=\n)|{_MARKUP}")
# What anything dropped begins with.
_DROPS = re.compile(rf"[{_WIDTHLESS}\r{{<]")
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
_BARS = "│┃║┆┇┊┋╎╏▏￤∣┌┐└┘├┤┬┴┼╒╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡╢╣╤╥╦╧╨╩╪╫╬┏┓┗┛┣┫┳┻╋┠┨┯┷┿╂"
_RULES = "━═┄┅┈┉╌╍"
_QUOTES = "“”‘’「」『』＂＇\"'〝〞〟`´"
_PAIRS = (
    "【[ 】] 〔( 〕) ﹙( ﹚) ❨( ❩) －- ﹣- −- ‐- ‑- ‒- –- ―— 〇0 ﹒. ․. ﹑、 ､、 ∕/ ⁄/ ╱/ ＼\\ ╲\\ ﹨\\"
    # Traditional characters of the forms' labels and of headings and titles, with the simplified ones.
    " 開开 數数 項项 決决 審审 條条 製制 發发 廢废 規规 範范 許许 處处 罰罚 強强 業业 費费 單单 萬万 務务 資资 訊讯"
    " 復复 議议 訴诉 訟讼 結结 維维 糾纠 則则 總总 計计 個个 體体 與与 報报 請请 關关 係系 為为 終终 實实 動动 進进"
    " 況况 問问 題题 獨独 屬属 機机 構构 組组 織织 網网 執执 類类 過过 護护 權权 內内 無无 現现 沒没 補补 訪访 舉举"
    " 確确 認认 獲获 繳缴 納纳 續续 辦办 轉转 經经 後后 區区 這这 種种 於于 會会 學学 術术 農农 衛卫 應应 據据 證证"
    " 詢询 從从 購购 採采 額额 鎮镇 縣县 鄉乡 財财 統统 質质 隊队 廳厅 門门 運运 輸输 電电 間间 時时 準准 僅仅 別别"
    " 佈布 書书 導导 領领 設设 備备 減减 億亿 稱称 歷历 齊齐 產产 標标 達达 擬拟 當当 監监 國国 級级 險险 調调 顯显"
)


def _table() -> dict[str, str]:
    return {
        **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
        **{chr(code): normalize("NFKC", chr(code)) for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAD0))},
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(_LINE_ENDS, "\n"),
        **dict.fromkeys(_BARS, "|"),
        **dict.fromkeys(_RULES, "─"),
        **dict.fromkeys(_QUOTES, '"'),
        **{pair[0]: pair[1] for pair in _PAIRS.split(" ")},
    }


FOLDS = _table()
# Control characters, what stands for characters that were lost, and marks of a text that was decoded wrongly.
_STRANGE = r"\x00-\x08\x0e-\x1f\x7f\ufffd锛銆"
_IS_STRANGE = re.compile(f"[{_STRANGE}]")
# A pattern of these characters alone is six times as fast as str.translate, which looks up every one.
_ODD = re.compile(rf"[{re.escape(''.join(FOLDS))}{_WIDTHLESS}{{<{_STRANGE}]")


def view(source: str) -> View:
    """Return the normalised view of a source.

    >>> view("规章\\u200b　１\\r\\n").text
    '规章 1\\n'
    """
    odd = set(_ODD.findall(source))
    starts, shifts, text = [0], [0], source
    some = "".join(odd)
    if _DROPS.search(some):
        pieces = []
        for piece, start, shift in _kept(source):
            if shift != shifts[-1]:
                starts.append(start)
                shifts.append(shift)
            pieces.append(piece)
        text = "".join(pieces)
    return View(source, _fold(text, odd), tuple(starts), tuple(shifts), _IS_STRANGE.search(some) is not None)


def _kept(source: str) -> Iterator[tuple[str, int, int]]:
    done = dropped = 0
    for match in _DROPPED.finditer(source):
        if match.start() > done:
            yield source[done : match.start()], done - dropped, dropped
        done = match.end()
        dropped += match.end() - match.start()
    yield source[done:], done - dropped, dropped


def begin(whole: View, end: int) -> View:
    """Return the view of a text up to a position of the view."""
    return View(whole.source, whole.text[:end], whole.starts, whole.shifts, whole.strange)


def source_span(view: View, start: int, end: int) -> tuple[int, int]:
    """Return the source offsets of the non-empty or empty view slice [start, end)."""
    if len(view.starts) == 1:
        return start + view.shifts[0], end + view.shifts[0]
    first = start + view.shifts[bisect_right(view.starts, start) - 1]
    if start == end:
        return first, first
    return first, end + view.shifts[bisect_right(view.starts, end - 1) - 1]


def fold(text: str) -> str:
    """Return a short text folded as in the view (for the labels of the forms)."""
    return _fold(_DROPPED.sub("", text), set(_ODD.findall(text)))


def _fold(text: str, odd: set[str]) -> str:
    # A text has few of these characters, each many times. One that another is folded to goes first.
    for char in sorted(odd & FOLDS.keys(), key=_is_twofold):
        text = text.replace(char, FOLDS[char])
    return text


def _is_twofold(char: str) -> bool:
    """Return whether what a character is folded to would be folded to another."""
    folded = FOLDS[char]
    return FOLDS.get(folded, folded) != folded
