"""The words of the view in Chinese and English: a dictionary as data, one entry a word or sentence."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

CHINESE, ENGLISH = LANGUAGES = ("zh", "en")
"""The languages; a page is written in the first and changes to the second in the browser."""

Words = Mapping[str, Mapping[str, str]]


@cache
def words() -> Words:
    """Return what each key says in each language; `{name}` stands for a value that is put in.

    >>> words()["reason.derived"]["en"]
    'derived'
    """
    found: Words = json.loads((files("girml.view") / "words.json").read_text(encoding="utf-8"))
    return found


def say(key: str, language: str = CHINESE, **values: object) -> str:
    """Return a word or sentence with its values put in.

    >>> say("doubtful", "en", n=3)
    '3 doubtful'
    """
    return words()[key][language].format(**values)
