"""Characters that change how a text is shown, or that no page may hold, written out instead."""

import re

from markupsafe import Markup, escape

_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff"
    "\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)


def plain(text: object) -> str:
    """Return a text with its control characters as their code points, for an attribute or a name.

    >>> plain("a\\x00b")
    'a⟦U+0000⟧b'
    """
    return _CONTROL.sub(lambda found: f"⟦{_code(found[0])}⟧", str(text))


def visible(text: object) -> Markup:
    """Return a text as markup: escaped, and its control characters as their code points, set apart.

    >>> visible("<b>\\u202e")
    Markup('&lt;b&gt;<span class="control">U+202E</span>')
    """
    parts, done, source = [], 0, str(text)
    for found in _CONTROL.finditer(source):
        parts += [escape(source[done : found.start()]), _CHARACTER.format(_code(found[0]))]
        done = found.end()
    return Markup("").join([*parts, escape(source[done:])])


_CHARACTER = Markup('<span class="control">{}</span>')


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"
