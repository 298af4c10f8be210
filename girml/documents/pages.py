"""The bytes of an HTML page as text: as any text is found out, or by what the page says of itself."""

import codecs
import re

from girml.errors import InputError
from girml.text.source import decode

_HEAD = 4096
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030"}
_LOST = "\ufffd"


def decoded(data: bytes, name: str) -> tuple[str, str]:
    """Return a page and the codec that decodes it; InputError where nothing does.

    >>> decoded('<meta charset="gb2312">政府信息公开'.encode("gb18030"), "a.html")[1]
    'gb18030'
    """
    told = _told(data)
    try:
        found = decode(data, name)
    except InputError:
        if told is None:
            raise
        return told
    # A page that is found to be UTF-8, or to have a mark, is; else it may say what no guess finds.
    lossy = _LOST in found.text
    return told if told is not None and lossy and _LOST not in told[0] else (found.text, found.encoding)


def _told(data: bytes) -> tuple[str, str] | None:
    """Return a page by the codec that it names, None where it names none that decodes it."""
    named = _CHARSET.search(data[:_HEAD])
    if named is None:
        return None
    try:
        codec = codecs.lookup(named[1].decode("ascii")).name
        codec = _WIDER.get(codec, codec)
        return data.decode(codec), codec
    except (LookupError, ValueError):
        return None
