"""The labels of all forms in one index: by exact key, by part, and as patterns that cut glued text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from girml.forms.loading import FORM_IDS, load
from girml.records import Form, Name, Patterns
from girml.text.view import fold

_NOISE = re.compile(r'[\s".,、:;·()\[\]《》_*#-]+')
_ENUMERATOR = re.compile(r"^(?:\([一二三四五六七]\)|[一二三四五六七]、|\d\.)")
# A heading in words that no form has, or under another number: it may run into the prose after it.
_NUMBER = (
    r"(?:\(?[一二三四五六七八九] ?[、.,:)] ?|[一二三四五六七八九] |[1-9][、.] ?"
    r"|第[一二三四五六七八九](?:部分|章)[、.,:]? ?)"
)
_WORDS = r"(?:(?:(?![一二三四五六七八九][、.: ])[^。;!?,:\d()\n]){1,30}?(?:情况|措施|事项|概述|问题)|概述)"
# The words of a heading as reports vary them: those that are too short to be more than a clause's, and the others.
_SHORT_TITLE = r"(?:(?:总体|基本)(?:工作)?情况|概述|其他(?:事项|情况)|改进措施|主动公开情况)"
_TITLE = (
    r"(?:(?:年度)?工作(?:总体|基本)(?:情况|概述)|(?:行政机关|本年度)?主动公开(?:政府)?信息的?情况|政府信息主动公开的?情况"
    r"|(?:行政机关)?收到[和及并]处理(?:政府信息公开)?申请的?情况|依申请公开政府信息的?情况"
    r"|(?:因?政府信息公开(?:工作)?)(?:被申请|引起的?)?行政复议[、和及与]?(?:提起)?行政诉讼的?情况"
    r"|(?:政府信息公开工作)?存在的?(?:主要)?问题[及和与]改进(?:情况|措施)"
    r"|其他(?:需要|应当)(?:报告|说明)的?(?:事项|情况)|需要(?:报告|说明)的其他(?:事项|情况))"
)
# What makes a clause of a heading's words.
_NO_CLAUSE = r"(?!及|和|、|的|与|以及|等|如下|如表|见|表|良好|较|是|为|有|按|主要|['\"》」])"
# What a list begins with.
_LIST = r"(?:1[.、]|\(一\)|一是|第一[,、:]|一、)"
# Whatever words a number has, a list that begins behind them ends them.
_LISTED = rf"(?:(?![一二三四五六七八九][、.:])[^。;!?,:\d()\n]){{4,30}}?(?=[ 。:—-]*{_LIST})"
_HEADING = rf"{_NUMBER}(?:{_WORDS}(?!及|和|、|的|与|以及|如下)|{_LISTED})"
# One that opens a piece may have lost its number; then what follows must part it from prose.
_OPENING = (
    rf"{_NUMBER}?{_WORDS}(?=[ 。:*]*(?:\(|20\d\d年|{_LIST})|[ 。:*]+(?:$|[^\W_]))"
    rf"|{_NUMBER}(?:(?!一是|第一)[^。;!?,:\d()\n ]){{4,30}}(?=[。:]+[^\W_])"
    rf"|{_NUMBER}?{_TITLE}{_NO_CLAUSE}(?=[\u4e00-\u9fff])"
)
# One that touches what stands before it; in quotes it is cited, and without its number it must be long.
_TOUCHING = (
    rf"(?<!['\"《「第十])(?:[一二三四五六七八九] ?[、.,:] ?|[一二三四五六七八九] )"
    rf"(?:{_WORDS}(?!及|和|、|的|与|以及|如下|['\"》」])|{_LISTED})"
)
_BARE_HEADING = r"(?<=[。\d/])(?:{})(?![、等的和与及'\"》」])"
# Without its number and whatever its words, one that touches a row of figures before it, or the end of a row or clause
# before it and a table, a year or a list behind it.
_OWN = r"(?:\([一二三四五六七八九]\))?(?=[\u4e00-\u9fff])(?![件元万条项个宗次份无])"
_RUN_ON = (
    rf"(?:(?<=[\d无/—-]{{7}}){_OWN}{_WORDS}(?!及|和|、|的|与|以及|如下)|(?<=[。\d/—)件元无-]){_OWN}{_WORDS}"
    rf"(?=[ :。]*(?:\(本列数据|第二十条第|行政复议 ?行政诉讼|20\d\d年|本年度|{_LIST})))"
)
# Under a number that nothing parts from it, or as a clause of its own that no stop ends.
_RUN_IN = (
    rf"(?<![第十百之《])(?:第[一二三四五六七八](?:部分|章)[、.,:]? ?|[一二三四五六七八])"
    rf"(?:{_TITLE}|{_SHORT_TITLE})(?!及|和|、|的|与|以及|如下)"
    rf"|(?:(?<=[。!?])|(?<=[。!?] )){_TITLE}{_NO_CLAUSE}(?=[ (\u4e00-\u9fff])"
    rf"|(?:(?<=[。!?:])|(?<=[。!?:] )){_SHORT_TITLE}(?=[ :。]*(?:{_LIST}|20\d\d年|第二十条第))"
    rf"|(?<=[。!?] ){_SHORT_TITLE}(?= )"
)
# The heads of table 4 that touch the sentence before it, whichever of them come first.
_HEADS_OF_TABLE_4 = (
    r"(?:(?<=[。:;表\d])|(?<=[。:;表\d] ))"
    r"(?:行政复议(?= ?(?:[^。:;,\d ]{4} ?)?(?:结果|维持|未经))|结果 ?维持(?= ?结果 ?纠))"
)
# Heads that touch words the forms do not know, and what a head ends in that touches a row of table 2.
_BEGINS_HEADS = r"结果 ?维持(?= ?结果 ?纠)|(?<![《》例])第二十条第|信息内容(?=分类|本年|上一?年|采购)"
_BEHIND_HEAD = r"(?:(?<=[数量减额容])|(?<=万元\)))"
_LONG_TITLE = 9
_BARE = 0.9
_FEW = 4
STRONG_LENGTH = 5


@dataclass(frozen=True, slots=True, eq=False)
class LabelIndex:
    """Labels and headings of all forms; heading ids are `s1` to `s6`.

    `exact` maps a key to its names, `keys` lists every (id, key), `prefixes` holds the proper prefixes of keys,
    `runs` all runs of two to four characters in them.
    """

    exact: dict[str, tuple[Name, ...]]
    keys: tuple[tuple[str, str], ...]
    prefixes: frozenset[str]
    runs: frozenset[str]
    roles: dict[str, str]
    patterns: Patterns


def tag_of(labels: LabelIndex, label: str) -> str:
    """Return the tag under which a label is printed."""
    role = labels.roles[label]
    return "row" if role in ("row", "row_group") else "heading" if role == "heading" else "column"


def key(text: str) -> str:
    """Return a folded text without spaces, quotes and punctuation, 其它 as 其他: what labels are compared by.

    >>> key("(二) 部分公开")
    '二部分公开'
    """
    return _NOISE.sub("", text).replace("其它", "其他")


@cache
def index() -> LabelIndex:
    """Return the index over the labels and headings of all shipped forms."""
    forms = [load(form_id) for form_id in FORM_IDS]
    printed = _printed(forms)
    keys = tuple(dict.fromkeys((name, key(text)) for name, text in printed))
    strong = {text for name, text in printed if _is_strong(name, text)}
    heads = _any_of([text for name, text in printed if name[0] == "s"])
    titles = {fold(title) for form in forms for section in form.sections for title in section.titles}
    bare = [title for title in titles if len(title) >= _LONG_TITLE]
    return LabelIndex(
        exact=_exact(printed),
        keys=keys,
        prefixes=frozenset(k[:end] for _, k in keys for end in range(1, len(k))),
        runs=frozenset(k[at : at + size] for _, k in keys for size in (2, 3, 4) for at in range(len(k) - size + 1)),
        roles=_roles(forms),
        patterns=Patterns(
            strong=re.compile(_any_of(strong)),
            weak=re.compile(_any_of([text for _, text in printed if text not in strong])),
            heading=re.compile(_HEADING),
            heads=re.compile(f"{heads}|{_HEADING}"),
            touching=re.compile(
                rf"{_TOUCHING}|{_BARE_HEADING.format(_any_of(bare))}|{_RUN_ON}|{_RUN_IN}|{_HEADS_OF_TABLE_4}"
            ),
            opens=re.compile(rf"[ *#>]*({_OPENING})[ *#>]*"),
            begins=re.compile(
                f"{_any_of(_beginnings(forms))}|{_BEGINS_HEADS}|{_BEHIND_HEAD}(?:{_any_of(_rows_of_table_2(forms))})"
            ),
            # An enumerator in brackets may have lost the first one.
            firsts=frozenset(text[0] for _, text in printed) | frozenset("一二三四五六七"),
        ),
    )


def _printed(forms: list[Form]) -> list[tuple[str, str]]:
    pairs = [(label.id, fold(text)) for form in forms for label in form.labels.values() for text in label.texts]
    heads = [
        (f"s{section.number}", f"{section.numeral}、{fold(title)}")
        for form in forms
        for section in form.sections
        for title in section.titles
    ]
    return list(dict.fromkeys(pairs + heads))


def _beginnings(forms: list[Form]) -> set[str]:
    """Return how the row labels with a number begin: the number and some characters, whatever words follow."""
    texts = {fold(text) for form in forms for one in form.labels.values() if one.role == "row" for text in one.texts}
    return {text[: head.end() + _FEW] for text in texts if (head := _ENUMERATOR.match(text))}


def _rows_of_table_2(forms: list[Form]) -> set[str]:
    ids = {row.label for form in forms for row in form.tables["t2"].rows}
    return {fold(text) for form in forms for one in form.labels.values() if one.id in ids for text in one.texts}


def _roles(forms: list[Form]) -> dict[str, str]:
    roles = {label.id: label.role for form in forms for label in form.labels.values()}
    return roles | {f"s{number}": "heading" for number in range(1, 7)}


def _exact(printed: list[tuple[str, str]]) -> dict[str, tuple[Name, ...]]:
    names: dict[str, dict[str, float]] = {}
    for name, text in printed:
        names.setdefault(key(text), {})[name] = 1.0
    for name, text in printed:
        bare = key(_ENUMERATOR.sub("", text))
        if len(bare) > 1:
            names.setdefault(bare, {}).setdefault(name, _BARE)
    return {k: tuple(Name(name, 0, len(k), score) for name, score in found.items()) for k, found in names.items()}


def _is_strong(name: str, text: str) -> bool:
    return bool(_ENUMERATOR.match(text)) or (".item." in name) or len(key(text)) > STRONG_LENGTH


def _any_of(texts: Iterable[str]) -> str:
    """Return the source of a pattern of any of these texts, printed loosely, the longest first."""
    ordered = sorted(set(texts), key=lambda text: (-len(text), text))
    return "|".join(map(_loose, ordered))


def _loose(text: str) -> str:
    head = _ENUMERATOR.match(text)
    rest = text[head.end() :] if head else text
    return (_loose_enumerator(head[0]) + " ?" if head else "") + " ?".join(map(_loose_char, rest))


def _loose_enumerator(text: str) -> str:
    if text[0] == "(":
        return rf"(?:\( ?{text[1]} ?\)[、.]?|{text[1]}\))"
    return rf"{text[0]}[、.,:]"


def _loose_char(char: str) -> str:
    return {",": "[,、]?", "、": "[、,.]?", '"': '"?'}.get(char, re.escape(char))
