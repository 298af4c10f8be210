"""Numbered series: the tokens that begin with numbers of one style which go up one by one, as headings do.

What words a heading has, the body chooses; but where its neighbours in a series are headings, so is it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from girml.labeler.shapes import VALUES
from girml.labeler.steps import size

_NUMERALS = "一二三四五六七八九十"
_NUMBER = re.compile(
    rf"[ *#>]*(?:(?P<before>[(【\[第]?)(?P<number>[{_NUMERALS}])(?P<behind>[)】\]、.,:]|部分|章|节| |$)"
    r"|(?P<digits>\d{1,2})(?P<mark>[、.])(?!\d))"
)
_MARKUP = " *#>、.,:)】]"
_LEAST, _MANY, _LONG = 2, 3, 5


def series(texts: Sequence[str], shapes: Sequence[str]) -> list[str]:
    """Return for each token with a number its series: how many tokens and how many known headings are in it, which
    heading the one before it is and which the one after it.

    The words behind a number that stands alone have its series, and a mark of their own. Where a series is
    surely one of headings, words outside all series have `-`, and all else has "".
    """
    found = [""] * len(texts)
    is_headed = False
    for places in _all(texts, shapes):
        if len(places) < _LEAST:
            continue
        heads = [_head(texts, shapes, at) for at in places]
        known = sum(head != "w" for head in heads)
        is_headed |= known >= _MANY or (known > 0 and len(places) >= _LONG)
        for at, before, after in zip(places, ["^", *heads], [*heads[1:], "$"], strict=False):
            found[at] = f"{size(len(heads))} {size(known)} {before} {after}"
            if _is_alone(texts[at]) and at + 1 < len(texts):
                found[at + 1] = f"+{found[at]}"
    if is_headed:
        return [one or "-" * (own[0] in "ws") for one, own in zip(found, shapes, strict=True)]
    return found


def _all(texts: Sequence[str], shapes: Sequence[str]) -> Iterator[list[int]]:
    """Yield the places of the tokens of each series. A number goes on with the series that came to the one before it
    last, so that a list within a section does not end the series of its headings."""
    open_at: dict[tuple[str, int], list[list[int]]] = defaultdict(list)
    for at, (text, own) in enumerate(zip(texts, shapes, strict=True)):
        match = None if own[0] in VALUES or (own[0] == "t" and own[-1] == "!") else _NUMBER.match(text)
        if not match:
            continue
        style, number = _read(match)
        before = open_at[style, number - 1]
        one = before.pop() if before else []
        one.append(at)
        open_at[style, number].append(one)
    for some in open_at.values():
        yield from some


def _read(match: re.Match[str]) -> tuple[str, int]:
    """Return the style of a number, and the number."""
    if match["digits"]:
        return match["mark"] + "1", int(match["digits"])
    return match["before"] + match["behind"], _NUMERALS.index(match["number"]) + 1


def _is_alone(text: str) -> bool:
    match = _NUMBER.match(text)
    return match is not None and not text[match.end() :].strip(_MARKUP)


def _head(texts: Sequence[str], shapes: Sequence[str], at: int) -> str:
    """Return which heading begins with a number, "w" where it is none that is known."""
    own = shapes[at + 1] if _is_alone(texts[at]) and at + 1 < len(shapes) else shapes[at]
    return own[:2] if own[0] == "s" and own[-1] in "!~" else "w"
