"""Damage by furniture: page numbers, running heads and heads again within tables, menus with numbers before them."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from random import Random
from typing import get_args

from girml.records import TableId
from girml.records.annotation import AnnotatedSpan, Annotation
from girml.synth.damage.edits import Edit
from girml.synth.damage.gold import IN_CELLS, Case, edited
from girml.synth.damage.places import everything, line_starts, stretch

_NUMBERS = (
    "— {page} —", "- {page} -", "－{page}－", "· {page} ·", "第 {page} 页 共 {pages} 页", "第{page}页，共{pages}页",
    "第{page}页/共{pages}页", "{page} / {pages}", "Page {page} of {pages}",
)  # fmt: skip
_HEADS = ("{agency}政府信息公开工作年度报告", "{agency}{year}年政府信息公开工作年度报告", "{year}年度报告")
_MENUS = (
    "访问量：{many}次", "浏览次数：{many}", "【字号：大 中 小】 打印 {few}", "首页 1 2 3 4 5 下一页 尾页 共{few}页",
    "年报专栏（{few}） 公告公示（{some}） 依申请公开（{few}）", "分享到：微信 {few} 微博 {some}",
    "今日访问 {few} 昨日访问 {some} 总访问 {many}", "政府公报 第{few}期 总第{some}期",
    "办事指南 {some} | 行政许可 {few} | 在线咨询 {some}", "当前在线 {few} 人 | 留言 {some} 条",
)  # fmt: skip
_HEADED, _REPEATED, _FED = 0.4, 0.4, 0.2
_MOST_PAGES, _MOST_MENUS = 3, 3
_WORDS = re.compile(r"\S(?:[^\n]*\S)?")
_TABLES: tuple[TableId, ...] = get_args(TableId)

Printed = tuple[str, tuple[AnnotatedSpan, ...]]


def page_marks(case: Case) -> Annotation | None:
    """Return the annotation with page ends between rows of its tables: a number, and at times a running head and the
    heads of the table again; None where no line begins between rows."""
    breaks = [(at, table) for table in _TABLES for at in _between_rows(case.annotation, table)]
    if not breaks:
        return None
    chosen = sorted(case.rng.sample(breaks, case.rng.randint(1, min(_MOST_PAGES, len(breaks)))))
    first, way = case.rng.randint(1, 3), case.rng.choice(_NUMBERS)
    pages = first + len(chosen) + case.rng.randint(0, 4)
    edits = []
    for page, (at, table) in enumerate(chosen, first):
        feet = _furniture(way.format(page=page, pages=pages))
        edits.append(_inserted(at, [feet, *_page_top(case, table)]))
    return edited(case.annotation, edits)


def _between_rows(annotation: Annotation, table: TableId) -> list[int]:
    """Return where a line begins in a table behind its first figure, and what follows is no figure; of several lines
    before the same label the last."""
    where = stretch(annotation, table)
    if where is None:
        return []
    spans = sorted(annotation.spans)
    starts = [span.start for span in spans]
    cells = [span.start for span in spans if where[0] <= span.start < where[1] and span.tag in IN_CELLS]
    if not cells:
        return []
    found = line_starts(annotation, cells[0] + 1, where[1] - 1)
    last = {bisect_left(starts, at): at for at in found}
    return [at for following, at in last.items() if spans[following].tag not in IN_CELLS]


def _page_top(case: Case, table: TableId) -> Iterator[Printed]:
    if case.rng.random() < _HEADED:
        agency = next((case.annotation.text[one.start : one.end] for one in _tagged(case.annotation, "agency")), "")
        head = case.rng.choice(_HEADS).format(agency="".join(agency.split()), year=case.annotation.year)
        yield _furniture(("\f" if case.rng.random() < _FED else "") + head)
    if case.rng.random() < _REPEATED:
        yield from _heads_again(case.annotation, table)


def _heads_again(annotation: Annotation, table: TableId) -> Iterator[Printed]:
    """Yield the heads of a table as they stand above its first row, if they fill lines of their own."""
    where = stretch(annotation, table)
    inside = [span for span in sorted(annotation.spans) if where and where[0] <= span.start < where[1]]
    heads = inside[: next((at for at, span in enumerate(inside) if span.tag != "column"), 0)]
    if not heads:
        return
    start = annotation.text.rfind("\n", 0, heads[0].start) + 1
    end = annotation.text.find("\n", heads[-1].end)
    if not any(one.start < end and start < one.end for one in everything(annotation) if one not in heads):
        moved = (span._replace(start=span.start - start, end=span.end - start) for span in heads)
        yield annotation.text[start:end], tuple(moved)


def number_in_furniture(case: Case) -> Annotation | None:
    """Return the annotation with lines of menus and counters, numbers among them, before one of its tables; None where
    no table begins below another line."""
    places = [at for table in _TABLES for at in _above(case.annotation, table)]
    if not places:
        return None
    menus = case.rng.sample(_MENUS, case.rng.randint(1, _MOST_MENUS))
    lines = [_furniture(menu.format_map(_counts(case.rng))) for menu in menus]
    return edited(case.annotation, [_inserted(case.rng.choice(places), lines)])


def _above(annotation: Annotation, table: TableId) -> list[int]:
    where = stretch(annotation, table)
    if where is None:
        return []
    start = annotation.text.rfind("\n", 0, where[0]) + 1
    return line_starts(annotation, start, start) if start else []


def _counts(rng: Random) -> dict[str, int]:
    return {"few": rng.randint(2, 30), "some": rng.randint(10, 999), "many": rng.randint(1000, 99999)}


def _tagged(annotation: Annotation, tag: str) -> list[AnnotatedSpan]:
    return sorted(span for span in annotation.spans if span.tag == tag)


def _furniture(line: str) -> Printed:
    words = _WORDS.search(line)
    return line, (AnnotatedSpan(*words.span(), "furniture", ""),) if words else ()


def _inserted(at: int, lines: Sequence[Printed]) -> Edit:
    """Return the edit that writes lines, each with its spans, where a line begins."""
    text = ""
    spans: list[AnnotatedSpan] = []
    for line, found in lines:
        spans += (span._replace(start=span.start + len(text), end=span.end + len(text)) for span in found)
        text += f"{line}\n"
    return Edit(at, at, text, tuple(spans))
