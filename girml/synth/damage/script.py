"""Damage to characters: mistyped labels, traditional script, one encoding read as another."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random
from unicodedata import category

from girml.records.annotation import AnnotatedSpan, Annotation
from girml.synth.damage.edits import Edit
from girml.synth.damage.gold import IN_CELLS, Case, edited, forget
from girml.synth.damage.places import everything
from girml.text.view import FOLDS

_PAIRS = (
    "件什 制剂 废费 己已 科料 织职 益盖 律津 受爱 理埋 议仪 诉拆 讼颂 数教 量里 现规 效郊 行形 政正 许午 处外"
    " 罚罪 强弹 维难 纠纪 结洁 审宙 果呆 总息 计讨 续绩 转传 申甲 请情 公么 开井 他她 其具 商南 企金 机杌 构沟"
    " 组祖 会合 社杜 法去 人入 自白 然燃 部陪 分份 密蜜 危厄 全金 稳隐 护沪 第弟 权杈 内肉 务条 信倍 查杳 询洵"
    " 掌拿 握屋 相湘 关美 没设 补朴 正止 后舌 容客 明朋 确碓 访仿 举誉 报抱 类粪 重童 要耍 求球 提题 供洪 版板"
    " 物勿 反友 获荻 取耿 逾愈 期欺 按接 照昭 收攻 通诵 告吿 集焦 采彩 购构 项顶 目日 新亲"
)
_SIMILAR = {pair[0]: pair[1] for pair in _PAIRS.split()}
_LETTER = re.compile("[\u4e00-\u9fff]")
# Without these a label says something else, or loses its number; that is no slip of a typist's hand.
_KEPT = frozenset("不无一二三四五六七八九十")
_SHORTEST, _MOST_LABELS = 4, 5

_TRADITIONAL = {
    ord(simple): char
    for char, simple in reversed(FOLDS.items())
    if _LETTER.fullmatch(char) and _LETTER.fullmatch(simple)
}

_LOST = "\ufffd"
_WORD = re.compile(r"[^\s|\u2500-\u257f]+")
# The tag of what was printed, once it cannot be read: a row that nobody knows, a figure of no cell.
_RUINED = {"row": "row", "column": "column", "figure": "figure", "blank": "figure"}
_LEAST_GARBLED, _MOST_GARBLED = 30, 240


def mistyped_labels(case: Case) -> Annotation | None:
    """Return the annotation with a character of some row labels and heads swapped for a similar one, dropped or
    doubled; None where no label is long enough. The labels keep their spans."""
    fit = [(span, places) for span in case.annotation.spans if (places := _letters(case.annotation, span))]
    if not fit:
        return None
    chosen = case.rng.sample(fit, case.rng.randint(1, min(_MOST_LABELS, len(fit))))
    edits = [_mistype(case.rng, case.annotation.text, case.rng.choice(places)) for _, places in chosen]
    return edited(case.annotation, edits)


def _letters(annotation: Annotation, span: AnnotatedSpan) -> list[int]:
    """Return the places of a label's letters that may be mistyped; none in a short label or a piece of one."""
    if span.tag not in ("row", "column") or not span.label:
        return []
    places = [match.start() for match in _LETTER.finditer(annotation.text, span.start, span.end)]
    return [at for at in places if annotation.text[at] not in _KEPT] if len(places) >= _SHORTEST else []


def _mistype(rng: Random, text: str, at: int) -> Edit:
    char = text[at]
    ways = [char * 2, ""]
    if char in _SIMILAR:
        # Of the slips this is the most common, on keyboards and by machines.
        ways += [_SIMILAR[char]] * 2
    return Edit(at, at + 1, rng.choice(ways))


def traditional(case: Case) -> Annotation | None:
    """Return the annotation in traditional script, as far as the view folds it back; None where nothing changes.

    The document counts as printed so: words in a cell change with the text.
    """
    text = case.annotation.text.translate(_TRADITIONAL)
    if text == case.annotation.text:
        return None
    cells = {
        name: value.translate(_TRADITIONAL) if isinstance(value, str) else value
        for name, value in case.annotation.cells.items()
    }
    return replace(case.annotation, text=text, cells=cells)


def mojibake(case: Case) -> Annotation | None:
    """Return the annotation with a stretch, from a heading, label or figure on, read in the wrong encoding; None where
    it has none of these.

    Digits would stand clear amid the rubble, of a row that nobody can name; they go with it, so that what counts as
    lost is lost. White space, delimiters and nil marks of plain letters stay, and so do the spans of ruined labels and
    figures, without a name.
    """
    fit = [span for span in case.annotation.spans if span.tag in ("heading", "row", "column", "figure")]
    if not fit:
        return None
    first = case.rng.choice(fit).start
    start, end = _whole(case.annotation, first, first + case.rng.randint(_LEAST_GARBLED, _MOST_GARBLED))
    garble = case.rng.choice((_as_utf8, _as_gbk))
    text = case.annotation.text
    ruins = {piece: _ruin(text, piece, garble) for piece in _pieces(case.annotation, start, end)}
    hit = {piece: edit for piece, edit in ruins.items() if edit.text != text[edit.start : edit.end]}
    return forget(edited(case.annotation, hit.values()), {piece.label for piece in hit if piece.tag in IN_CELLS})


def _whole(annotation: Annotation, start: int, end: int) -> tuple[int, int]:
    """Return a stretch, widened so that it cuts no span."""
    end = min(end, len(annotation.text))
    cut = [one for one in everything(annotation) if one.start < end and start < one.end]
    return min((start, *(one.start for one in cut))), max((end, *(one.end for one in cut)))


def _pieces(annotation: Annotation, start: int, end: int) -> Iterator[AnnotatedSpan]:
    """Yield what a stretch is made of: its spans and told counts, and the words between them as spans of no tag."""
    for one in sorted(everything(annotation), key=lambda one: one.start):
        if start <= one.start < one.end <= end:
            yield from _words(annotation.text, start, one.start)
            yield one if isinstance(one, AnnotatedSpan) else AnnotatedSpan(one.start, one.end, "", "")
            start = one.end
    yield from _words(annotation.text, start, end)


def _words(text: str, start: int, end: int) -> Iterator[AnnotatedSpan]:
    return (AnnotatedSpan(*word.span(), "", "") for word in _WORD.finditer(text, start, end))


def _ruin(text: str, piece: AnnotatedSpan, garble: Callable[[str], str]) -> Edit:
    rubble = _WORD.sub(lambda word: _garbled(word[0], garble), text[piece.start : piece.end])
    tag = _RUINED.get(piece.tag)
    return Edit(piece.start, piece.end, rubble, (AnnotatedSpan(0, len(rubble), tag, ""),) if tag else ())


def _garbled(word: str, garble: Callable[[str], str]) -> str:
    # Nor may a mark that joins the character before it begin a span.
    return "".join(_LOST if char.isdecimal() or category(char).startswith("M") else char for char in garble(word))


def _as_utf8(word: str) -> str:
    return word.encode("gbk", "replace").decode("utf-8", "replace")


def _as_gbk(word: str) -> str:
    return word.encode("utf-8").decode("gbk", "replace")
