"""One page through one converter: its text and where everything stands in it, or nothing."""

from girml.synth.flatteners.flattener import ConversionError, Flattener
from girml.synth.marking import Unmarked, mark, unmark
from girml.synth.markup import to_html
from girml.synth.page import Page
from girml.synth.style import Style


def flatten(page: Page, style: Style, flattener: Flattener) -> Unmarked | None:
    """Return the text that a converter makes of a page, with the places of all marked characters.

    The text is that of the page itself, the places are those in a conversion of the page in marks. Where the two have
    not the same words on the same lines, the marks have misled the converter, and there is no document: None. Only
    the width of white space may differ: some converters centre titles by bytes. So too where the converter fails.

    What is read from an image of the page in marks is what is read of the page itself: one conversion gives both.
    """
    flattener.require()
    encode, key = mark(page)
    marks = flattener.dress(to_html(page, style, encode=encode), key.real)
    try:
        if flattener.find:
            return flattener.find(marks, key)
        marked = unmark(flattener(marks), key)
        if flattener.alike:
            return marked
        plain = flattener(flattener.dress(to_html(page, style), {}))
    except ConversionError:
        return None
    return moved(marked, plain) if marked else None


def moved(unmarked: Unmarked, text: str) -> Unmarked | None:
    """Return the places moved to the same characters of a text that differs in the width of white space alone, None
    where it differs in more.

    >>> from girml.synth.marking import Place
    >>> moved(Unmarked(" a b", (Place(3, 0, 0),)), "  a  b")
    Unmarked(text='  a  b', places=(Place(position=5, run=0, char=0),))
    >>> moved(Unmarked("a b", ()), "a\\nb") is None
    True
    """
    if unmarked.text == text:
        return unmarked
    if _lines(unmarked.text) != _lines(text):
        return None
    old, new = _visible(unmarked.text), _visible(text)
    offsets = dict(zip(old, new, strict=True))
    return Unmarked(text, tuple(place._replace(position=offsets[place.position]) for place in unmarked.places))


def _lines(text: str) -> list[list[str]]:
    return [line.split() for line in text.split("\n")]


def _visible(text: str) -> list[int]:
    return [at for at, char in enumerate(text) if not char.isspace()]
